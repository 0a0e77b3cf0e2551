//! `visavis quotes`: quotations with who says them, where and how it is known.

use std::{
    collections::{HashMap, HashSet},
    io,
    path::PathBuf,
};

use super::{
    Error, Outcome, Session,
    command::Source,
    filter, input,
    messages::say,
    print::{Block, Printer},
};
use crate::{
    alignment,
    corpus::Corpus,
    export::{Listed, rows::known_by, words},
    library::{Page, Store, analysis::Analyst},
    meeting::Reason,
    quotation::{Filter, Quotation},
    text::Clean,
};

/// Documents taken from the store at a time.
const PAGE: usize = 500;

pub fn run(filter: Filter, source: &Source, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    if let Source::Paths(paths) = source {
        return in_files(filter, paths, session, out);
    }
    let opened = session.open(source)?;
    let (library, outcome) = (&opened.library, opened.outcome());
    let filter = filter::checked(filter, library)?;
    let mut lines = Lines::new(library.corpus(), out)?;
    if !filter.is_empty() {
        let mut known: (String, Vec<Reason>) = Default::default();
        for quotation in library.quotations(&filter)? {
            if known.0 != quotation.document_id {
                known = (quotation.document_id.clone(), library.reasons(&quotation.document_id)?);
            }
            lines.add(&quotation, &known.1)?;
        }
        return Ok(outcome);
    }
    let mut offset = 0;
    loop {
        let page = library.documents(Page { offset, limit: PAGE })?;
        for summary in &page {
            let known = library.reasons(&summary.document_id)?;
            let quotations = library.quotations_in(&summary.document_id)?;
            quotations.iter().try_for_each(|quotation| lines.add(quotation, &known))?;
        }
        offset = offset.saturating_add(page.len());
        if page.len() < PAGE {
            return Ok(outcome);
        }
    }
}

/// Document by document, none of them kept. Their quotations are, until the last one is read: only then it is
/// known which of them stand elsewhere too.
fn in_files(filter: Filter, paths: &[PathBuf], session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let corpus = session.corpus()?;
    let filter = filter::in_corpus(filter, &corpus)?;
    let analyst = Analyst::new(corpus.clone());
    let corrections = session.corrections()?;
    let mut outcome = Outcome::Whole;
    let (mut quotations, mut derived) = (Vec::new(), HashSet::new());
    let mut known: HashMap<String, Vec<Reason>> = HashMap::new();
    for document in input::documents(paths) {
        match document {
            Ok(ingested) => {
                ingested.warnings.iter().for_each(|sentence| say(sentence));
                if !known.contains_key(&ingested.document.id) {
                    let analysis = analyst.put_right(&ingested.document, &corrections);
                    quotations.extend(analysis.quotations);
                    known.insert(ingested.document.id.clone(), analysis.assignment.reasons);
                    derived.extend(analysis.assignment.derived.into_iter().map(|meeting| meeting.id));
                }
            }
            Err(refused) => {
                say(&refused);
                outcome = Outcome::InPart;
            }
        }
    }
    filter::meeting(&filter, |id| Ok(corpus.meeting(id).is_some() || derived.contains(id)))?;
    alignment::groups(&mut quotations, &corpus);
    let mut lines = Lines::new(&corpus, out)?;
    for quotation in quotations.iter().filter(|quotation| filter.matches(quotation)) {
        lines.add(quotation, known.get(&quotation.document_id).map(Vec::as_slice).unwrap_or_default())?;
    }
    Ok(outcome)
}

/// Prints quotations, for people those of one document under its name.
struct Lines<'l, 'p> {
    corpus: &'l Corpus,
    out: &'l mut Printer<'p>,
    /// Id of the document that the last one was in.
    document: Option<String>,
}

impl<'l, 'p> Lines<'l, 'p> {
    fn new(corpus: &'l Corpus, out: &'l mut Printer<'p>) -> io::Result<Self> {
        out.head::<Listed>()?;
        Ok(Self { corpus, out, document: None })
    }

    /// `known` are the meetings of its document with the steps that led there.
    fn add(&mut self, quotation: &Quotation, known: &[Reason]) -> io::Result<()> {
        let first = self.document.as_ref() != Some(&quotation.document_id);
        if first {
            self.document = Some(quotation.document_id.clone());
        }
        self.out.record(&Listed { quotation, known_by: known_by(quotation, known) }, |out| {
            if first {
                out.heading(&quotation.document)?;
            }
            plain(quotation, self.corpus, out)?;
            out.blank()
        })
    }
}

/// Who, the words, and where they stand.
fn plain(quotation: &Quotation, corpus: &Corpus, out: &mut Printer) -> io::Result<()> {
    out.text(0, &Clean::from(format!("{}, {}", who(quotation, corpus), words::kind(quotation))))?;
    for block in said(quotation) {
        out.block(&block)?;
    }
    let paragraph = quotation.paragraph.saturating_add(1);
    let mut facts = vec![quotation.language.code().to_owned(), format!("paragraph {paragraph}")];
    facts.extend(quotation.meeting.as_ref().map(|id| format!("meeting {id}")));
    if quotation.meeting.is_none() {
        facts.extend(quotation.date.map(|date| date.to_string()));
    }
    if !quotation.topics.is_empty() {
        facts.push(format!("on {}", quotation.topics.join(", ")));
    }
    facts.extend(quotation.cue.as_ref().map(|cue| format!("by the word “{cue}”")));
    facts.push(format!("id {}", quotation.id));
    out.text(4, &Clean::from(facts.join(" · ")))
}

/// The speaker with office and side, all in words.
pub fn who(quotation: &Quotation, corpus: &Corpus) -> String {
    let Some(speaker) = &quotation.speaker else { return "Somebody not named".to_owned() };
    let office = quotation.office.as_ref().map(|office| format!(", {office}")).unwrap_or_default();
    let side = corpus.sides.iter().find(|side| Some(&side.id) == quotation.side.as_ref());
    let side = side.map(|side| format!(" ({})", side.name)).unwrap_or_default();
    format!("{speaker}{office}{side}")
}

/// The words; a fragment inside its reporter's sentence.
pub fn said(quotation: &Quotation) -> Vec<Block> {
    let around = words::around(quotation).map(|sentence| Block::new("    in: ", 8, sentence.clone()));
    std::iter::once(Block::new("    ", 4, words::quoted(quotation))).chain(around).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        cli::{command::Form, samples},
        quotation::Kind,
    };

    fn printed(quotations: &[Quotation], form: Form) -> String {
        let mut out = Vec::new();
        let (corpus, mut printer) = (samples::corpus(), Printer::new(&mut out, form, 60));
        let mut lines = Lines::new(&corpus, &mut printer).unwrap();
        for quotation in quotations {
            lines.add(quotation, &[]).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn speaker_side_and_kind_are_named_in_words() {
        let direct = samples::quotation("Ann Case", "left");
        let reported = Quotation { kind: Kind::Reported, speaker: None, ..direct.clone() };
        assert_eq!(
            printed(&[direct, reported], Form::Plain),
            "\
talks.txt
─────────
Ann Case, Minister of Bridges (The left), direct
    «Міст потрібен» … «і буде»
    uk · paragraph 3 · meeting 2021-03-03-lyman · on bridges
    · by the word “сказала” · id 0123456789ab

Somebody not named, reported, not the speaker's own words
    ≈ Міст потрібен і буде
    uk · paragraph 3 · meeting 2021-03-03-lyman · on bridges
    · by the word “сказала” · id 0123456789ab

"
        );
    }

    #[test]
    fn a_fragment_stands_in_its_sentence() {
        let partial = Quotation { kind: Kind::Partial, ..samples::quotation("Ann Case", "left") };
        assert!(printed(&[partial], Form::Plain).contains("    in: «Міст потрібен, – сказала вона, – і буде»."));
    }

    #[test]
    fn csv_has_a_header_even_without_a_quotation() {
        assert!(printed(&[], Form::Csv).starts_with("id,document,document_id,language,kind,segments,text,"));
        assert_eq!(printed(&[], Form::Json), "");
    }
}
