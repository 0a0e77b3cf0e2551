//! `visavis` without a command: the full-screen reader, or the plain list where it cannot be drawn.

use super::{
    Error, Outcome, Session,
    command::Source,
    lists,
    messages::say,
    open::{Opened, sample},
    print::Printer,
};
use crate::{library::Store, quotation::Filter};

pub fn run(source: &Source, plain: bool, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let Opened { library, outcome } = opened(source, session)?;
    lists::documents(&library, &Filter::default(), out)?;
    if out.is_plain() {
        say("this is the plain list; `visavis show` prints a document, `visavis compare` sets both sides side by side");
    }
    Ok(outcome)
}

/// The library; while that is empty, the articles of the corpus.
fn opened(source: &Source, session: &Session) -> Result<Opened, Error> {
    if *source == Source::Library {
        let library = session.library()?;
        if !library.is_empty()? {
            return Ok(Opened { library, outcome: Outcome::Whole });
        }
    }
    match (source, &session.place.corpus) {
        (Source::Library, Some(folder)) => session.open(&Source::Paths(vec![folder.join("articles")])),
        (Source::Library, None) => Ok(Opened { library: sample()?, outcome: Outcome::Whole }),
        _ => session.open(source),
    }
}
