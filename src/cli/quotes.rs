//! `visavis quotes`: quotations with who says them, where and how it is known.

use std::io;

use super::print::Printer;
use crate::{
    corpus::Corpus,
    language::Language,
    quotation::{Kind, Quotation},
    text::Clean,
};

/// Prints quotations, those of one document under its name.
pub fn print<'q>(
    quotations: impl IntoIterator<Item = &'q Quotation>,
    corpus: &Corpus,
    out: &mut Printer,
) -> io::Result<()> {
    out.head::<Quotation>()?;
    let mut document: Option<&str> = None;
    for quotation in quotations {
        let first = document.replace(&quotation.document_id) != Some(&quotation.document_id);
        out.record(quotation, |out| {
            if first {
                out.heading(&quotation.document)?;
            }
            plain(quotation, corpus, out)?;
            out.blank()
        })?;
    }
    Ok(())
}

/// Who, the words, and where they stand.
fn plain(quotation: &Quotation, corpus: &Corpus, out: &mut Printer) -> io::Result<()> {
    out.text(0, &Clean::from(format!("{}, {}", who(quotation, corpus), kind(quotation.kind))))?;
    words(quotation, out)?;
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

/// The words of a quotation, in its language's marks; a fragment inside its reporter's sentence.
pub fn words(quotation: &Quotation, out: &mut Printer) -> io::Result<()> {
    let (opener, closer) = match quotation.language {
        Language::Ru | Language::Uk => ('«', '»'),
        Language::En | Language::Other => ('“', '”'),
    };
    let marked = |segment: &Clean| format!("{opener}{segment}{closer}");
    let segments: Vec<String> = quotation.segments.iter().map(marked).collect();
    match quotation.kind {
        Kind::Direct => out.text(4, &Clean::from(segments.join(" … "))),
        Kind::Partial => {
            out.text(4, &Clean::from(segments.join(" … ")))?;
            out.hanging("    in: ", 8, &quotation.sentence)
        }
        Kind::Reported => out.text(4, &Clean::from(format!("≈ {}", quotation.text))),
    }
}

/// What kind of quotation it is, in words that need no manual.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Partial => "partial",
        Kind::Reported => "reported, not the speaker's own words",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::cli::{command::Form, samples};

    fn printed(quotations: &[Quotation], form: Form) -> String {
        let mut out = Vec::new();
        print(quotations, &samples::corpus(), &mut Printer::new(&mut out, form, 60)).unwrap();
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
