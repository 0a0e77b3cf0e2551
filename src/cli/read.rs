//! `visavis` without a command: the full-screen reader, or the plain list where it cannot be drawn.

use std::{fs, io::ErrorKind};

use super::{Error, Outcome, Session, command::Source, lists, messages::say, open::Opened, print::Printer};
use crate::{
    correction::Correction,
    library::{self, Library, Page, Store, reader::ReaderFile},
    quotation::Filter,
    text::Clean,
    tui,
};

pub fn run(source: &Source, plain: bool, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    // First, as only who opens it first is told what is wrong with it.
    let reader = session.reader();
    let config = session.config()?;
    let opened = opened(source, session)?;
    if plain || !session.around.screen {
        return printed(&opened.map_or_else(|| session.open(&Source::Sample), Ok)?, out);
    }
    let Some(opened) = opened else {
        let note = "The built-in sample: `visavis import PATH` adds articles of your own.";
        let message = (*source == Source::Library).then(|| Clean::new(note));
        let options = options(reader?, config, None, message, session);
        let corrections = options.reader.history().active().cloned().collect();
        tui::run(Library::sample_titles(), || corrected_sample(corrections), options)?;
        return Ok(Outcome::Whole);
    };
    let outcome = opened.outcome();
    if opened.library.is_empty()? {
        return Ok(nothing(outcome));
    }
    let message = opened.refused.first().map(|sentence| Clean::new(sentence));
    let options = options(reader?, config, only(&opened.library)?, message, session);
    tui::run(Vec::new(), || Ok(Box::new(opened.library)), options)?;
    Ok(outcome)
}

fn options(
    reader: ReaderFile,
    config: tui::Config,
    open: Option<String>,
    message: Option<Clean>,
    session: &Session,
) -> tui::Options {
    let message = message.or_else(|| reader.notice().map(Clean::new));
    let around = &session.around;
    tui::Options { colour: around.colour, light: around.light, wrapped: around.wrapped, config, open, message, reader }
}

impl Session {
    /// What the reader set, which a full-screen reader needs; a file that is not there sets nothing.
    fn config(&self) -> Result<tui::Config, Error> {
        let Some(file) = &self.around.config else { return Ok(tui::Config::default()) };
        let wrong =
            |why: &dyn std::fmt::Display| Error::Unusable(format!("{}: {why}", Clean::new(&file.to_string_lossy())));
        match fs::read_to_string(file) {
            Ok(text) => tui::Config::parse(&text).map_err(|error| wrong(&error)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(tui::Config::default()),
            Err(error) => Err(wrong(&format!("cannot be read: {error}"))),
        }
    }
}

fn corrected_sample(corrections: Vec<Correction>) -> library::Result<Box<dyn Store>> {
    let mut library = Library::sample()?;
    library.correct(corrections)?;
    Ok(Box::new(library))
}

/// The library; while that is empty, the articles of the corpus. None is the built-in sample, not opened yet.
fn opened(source: &Source, session: &Session) -> Result<Option<Opened>, Error> {
    if *source == Source::Library && session.has_library()? {
        let library = session.library()?;
        if !library.is_empty()? {
            return Ok(Some(library.into()));
        }
    }
    match (source, &session.place.corpus) {
        (Source::Library, Some(folder)) => session.open(&Source::Paths(vec![folder.join("articles")])).map(Some),
        (Source::Library, None) | (Source::Sample, _) => Ok(None),
        (Source::Paths(_), _) => session.open(source).map(Some),
    }
}

/// As lines.
fn printed(opened: &Opened, out: &mut Printer) -> Result<Outcome, Error> {
    let outcome = opened.outcome();
    if opened.library.is_empty()? {
        return Ok(nothing(outcome));
    }
    lists::documents(&opened.library, &Filter::default(), out)?;
    if out.is_plain() {
        say("this is the plain list; `visavis show` prints a document, `visavis compare` both sides of a meeting");
    }
    Ok(outcome)
}

fn nothing(outcome: Outcome) -> Outcome {
    say("there is nothing to read; `visavis --help` tells what else there is");
    outcome
}

/// Where there is only one document, it is what is wanted.
fn only(store: &dyn Store) -> Result<Option<String>, Error> {
    let mut two = store.documents(Page { offset: 0, limit: 2 })?;
    Ok(two.pop().filter(|_| two.is_empty()).map(|summary| summary.document_id))
}

impl From<tui::Error> for Error {
    fn from(error: tui::Error) -> Self {
        Self::Unusable(error.to_string())
    }
}
