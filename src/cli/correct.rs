//! `visavis correct`: something is put right, and kept in the reader's file.

use super::{
    Error, Outcome, Session,
    command::{Order, Source, Whose},
    corrections, pick,
    print::Printer,
};
use crate::{
    correction::{Change, Correction, Page, Refused, Speaker},
    document::Document,
    library::{Library, Store},
    quotation::Quotation,
    text::{Clean, Span},
};

pub fn run(order: &Order, source: &Source, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let mut reader = corrections::writable(session)?;
    let opened = session.open(source)?;
    let made = meant(order, &opened.library)?;
    reader.history_mut().make(made.clone());
    corrections::save(&mut reader)?;
    for correction in &made {
        corrections::told(correction, out)?;
    }
    Ok(opened.outcome())
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Usage(refused.to_string())
    }
}

/// The corrections that an order asks for, of what is in the library as it is shown.
fn meant(order: &Order, library: &Library) -> Result<Vec<Correction>, Error> {
    match order {
        Order::Quotation { id, speaker, words, at } => {
            let (document, quotation) = quotation(id, library)?;
            let mut made = Vec::new();
            if let Some(speaker) = speaker {
                made.push(Correction::speaker(&document, &quotation, whose(speaker, library)?));
            }
            if !words.is_empty() {
                let hull = Span::new(quotation.start, quotation.end);
                let spans = chosen(words, *at, Some(hull), &Page::new(&document))?;
                let there = library.quotations_in(&document.id)?;
                made.push(Correction::words(&document, &quotation, &spans, &there)?);
            }
            Ok(made)
        }
        Order::NoQuotation { id } => {
            let (document, quotation) = quotation(id, library)?;
            Ok(vec![Correction::no_quotation(&document, &quotation)])
        }
        Order::Missed { document, words, speaker, kind, at } => {
            let document = self::document(document, library)?;
            let spans = chosen(words, *at, None, &Page::new(&document))?;
            let there = library.quotations_in(&document.id)?;
            Ok(vec![Correction::missed(&document, &spans, whose(speaker, library)?, *kind, &there)?])
        }
        Order::Document { document, date, title, language } => {
            let document = self::document(document, library)?;
            let title = title.as_deref().map(|title| Clean::new(title).trimmed());
            if title.as_ref().is_some_and(|title| title.is_empty()) {
                return Err(Error::Usage("a title needs a word".to_owned()));
            }
            let changes = [
                date.map(|date| Change::Date { date }),
                title.map(|title| Change::Title { title }),
                language.map(|language| Change::Language { language }),
            ];
            let of_document = |change| Correction::of_document(&document, change);
            Ok(changes.into_iter().flatten().map(of_document).collect())
        }
    }
}

fn quotation(id: &str, library: &Library) -> Result<(Document, Quotation), Error> {
    let found = library.quotation(id)?;
    let document = found.as_ref().map(|quotation| library.document(&quotation.document_id)).transpose()?.flatten();
    document.zip(found).ok_or_else(|| {
        let id = Clean::new(id);
        Error::Usage(format!("no quotation has the id “{id}”; `visavis quotes` lists them"))
    })
}

fn document(name: &str, library: &Library) -> Result<Document, Error> {
    let summary = pick::one(name, "document", library)?.map_err(Error::Usage)?;
    let gone = || Error::Usage(format!("{}: is not there any more", summary.document));
    library.document(&summary.document_id)?.ok_or_else(gone)
}

fn whose(speaker: &Whose, library: &Library) -> Result<Speaker, Error> {
    match speaker {
        Whose::Nobody => Ok(Speaker::nobody()),
        Whose::Named(name) => Ok(Speaker::called(name, library.corpus(), library.cast())?),
    }
}

/// Where the words typed stand: at the character said, else in the quotation they are to be of, else in the one
/// place where they are. A line end parts paragraphs.
fn chosen(typed: &[String], at: Option<usize>, near: Option<Span>, page: &Page) -> Result<Vec<Span>, Error> {
    let lines = typed.iter().flat_map(|words| words.lines());
    let words: Vec<Clean> = lines.map(|line| Clean::new(line).trimmed()).filter(|line| !line.is_empty()).collect();
    let mut runs = page.runs(&words);
    let shown = Clean::from(words.iter().map(Clean::as_str).collect::<Vec<_>>().join(" … "));
    let begins = |run: &[Span]| run.first().map_or(0, |first| first.start);
    let ends = |run: &[Span]| run.last().map_or(0, |last| last.end);
    if let Some(at) = at {
        runs.retain(|run| begins(run) == at);
    }
    if let Some(near) = near {
        let touches = |run: &Vec<Span>| begins(run) < near.end && near.start < ends(run);
        if runs.iter().any(touches) {
            runs.retain(touches);
        }
    }
    match (runs.pop(), runs.is_empty()) {
        (Some(run), true) => Ok(run),
        (Some(_), false) => Err(Refused::Often(shown).into()),
        (None, _) if words.is_empty() => Err(Refused::Wordless.into()),
        (None, _) => Err(Refused::Nowhere(shown).into()),
    }
}
