//! `visavis` without a command: the full-screen reader, or the plain list where it cannot be drawn.

use super::{Error, Outcome, Session, command::Source, lists, messages::say, open::Opened, print::Printer};
use crate::{
    library::{Page, Store},
    quotation::Filter,
    text::Clean,
    tui,
};

pub fn run(source: &Source, plain: bool, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    // First, as only who opens it first is told what is wrong with it.
    let reader = session.reader();
    let opened = opened(source, session)?;
    let outcome = opened.outcome();
    if opened.library.is_empty()? {
        say("there is nothing to read; `visavis --help` tells what else there is");
        return Ok(outcome);
    }
    if plain || !session.around.screen {
        lists::documents(&opened.library, &Filter::default(), out)?;
        if out.is_plain() {
            say("this is the plain list; `visavis show` prints a document, `visavis compare` both sides of a meeting");
        }
        return Ok(outcome);
    }
    let reader = reader?;
    let message = opened.refused.first().map(String::as_str).or(reader.notice()).map(Clean::new);
    let options = tui::Options { colour: session.around.colour, open: only(&opened.library)?, message, reader };
    tui::run(Box::new(opened.library), options)
        .map_err(|error| Error::Unusable(format!("the terminal cannot be used: {error}; --plain does without")))?;
    Ok(outcome)
}

/// The library; while that is empty, the articles of the corpus.
fn opened(source: &Source, session: &Session) -> Result<Opened, Error> {
    if *source == Source::Library {
        let library = session.library()?;
        if !library.is_empty()? {
            return Ok(library.into());
        }
    }
    match (source, &session.place.corpus) {
        (Source::Library, Some(folder)) => session.open(&Source::Paths(vec![folder.join("articles")])),
        (Source::Library, None) => Ok(session.sample()?.into()),
        _ => session.open(source),
    }
}

/// Where there is only one document, it is what is wanted.
fn only(store: &dyn Store) -> Result<Option<String>, Error> {
    let mut two = store.documents(Page { offset: 0, limit: 2 })?;
    Ok(two.pop().filter(|_| two.is_empty()).map(|summary| summary.document_id))
}
