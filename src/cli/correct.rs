//! `visavis correct`: something is put right, and kept in the reader's file.

use super::{
    Error, Outcome, Session,
    command::{Held, Order, Source, Whose},
    corrections, pick,
    print::Printer,
};
use crate::{
    corpus::Meeting,
    correction::{Change, Correction, Page, Refused, Ruling, Said, Speaker},
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
        Order::Quotation { id, speaker, kind, meeting, words, at, about } => {
            let (document, quotation) = quotation(id, library)?;
            let mut made = Vec::new();
            if let Some(speaker) = speaker {
                made.push(Correction::speaker(&document, &quotation, whose(speaker, library)?));
            }
            if let Some(kind) = kind {
                made.push(Correction::kind(&document, &quotation, *kind));
            }
            if let Some(held) = meeting {
                made.push(Correction::meeting(&document, &quotation, self::meeting(held, library)?.as_ref()));
            }
            for (ruling, other) in about {
                made.push(decided((&document, &quotation), other, *ruling, library)?);
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

fn meeting(held: &Held, library: &Library) -> Result<Option<Meeting>, Error> {
    let Held::Meeting(id) = held else { return Ok(None) };
    let unknown = || {
        let id = Clean::new(id);
        Error::Usage(format!("no meeting has the id “{id}”; `visavis meetings` lists them"))
    };
    library.meeting(id)?.map_or_else(|| Err(unknown()), |meeting| Ok(Some(meeting)))
}

/// What is decided about a quotation and another one; a pair has one of each side.
fn decided(
    (document, quotation): (&Document, &Quotation),
    other: &str,
    ruling: Ruling,
    library: &Library,
) -> Result<Correction, Error> {
    let (at, with) = self::quotation(other, library)?;
    let sided = |it: &Quotation| it.side.is_some();
    let pair = matches!(ruling, Ruling::Linked | Ruling::Parted);
    if quotation.id == with.id || !sided(quotation) || !sided(&with) || pair && quotation.side == with.side {
        let sentence =
            if pair { "a pair is one quotation of each side" } else { "a row is of two quotations, each of a side" };
        return Err(Error::Usage(sentence.to_owned()));
    }
    let (one, other) = (Said { document, quotation }, Said { document: &at, quotation: &with });
    Ok(Correction::about(one, other, ruling))
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
