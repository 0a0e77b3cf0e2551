//! `visavis` without a command: the full-screen reader; where it cannot be drawn the one line by line, or where nobody
//! types the plain list.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Error, Outcome, Session, command::Source, input, linear, lists, messages::say, open::Opened, print::Printer,
};
use crate::{
    corpus::Corpus,
    correction::Correction,
    document::Document,
    ingest,
    library::{self, Access, Library, Page, Store, reader::ReaderFile},
    quotation::Filter,
    text::Clean,
    tui::{self, First},
};

/// A file of more bytes is shown from its beginning while the whole of it is read.
const LARGE: u64 = 256 * 1024;

/// Bytes of a beginning: more than a screen shows.
const BEGINNING: u64 = 16 * 1024;

/// Documents that are listed while the one that is open is loaded; a longer list takes too long itself.
const LISTED: usize = 300;

pub fn run(source: &Source, plain: bool, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    // First, as only who opens it first is told what is wrong with it.
    let reader = session.reader();
    let config = session.config()?;
    let full = !plain && session.around.screen;
    if full && let Some((path, page)) = large(source) {
        let reader = reader?;
        // The built-in one takes longer than the first frame may, and nothing can be wrong with it.
        let corpus = session.place.corpus.is_some().then(|| session.corpus()).transpose()?;
        let corrections = active(&reader);
        let open = move || whole(path, corpus.unwrap_or_else(Corpus::sample), corrections);
        return Ok(told(
            tui::run(&First::Page(Box::new(page)), open, options(reader, config, session))?,
            Outcome::Whole,
        ));
    }
    if full
        && *source == Source::Library
        && session.place.corpus.is_none()
        && let Some(titles) = Library::titles(&session.file()?, LISTED)
    {
        let reader = reader?;
        let (file, corrections) = (session.file()?, active(&reader));
        let access = if session.place.read_only { Access::ReadOnly } else { Access::ReadWrite };
        let message = reader.notice().map(Clean::new);
        let open = move || current(&file, access, corrections, message);
        let ended = tui::run(&First::Titles(titles), open, options(reader, config, session))?;
        return Ok(told(ended, Outcome::Whole));
    }
    let opened = opened(source, session)?;
    if !full {
        let opened = opened.map_or_else(|| session.open(&Source::Sample), Ok)?;
        if session.around.dialogue && out.is_plain() && !opened.library.is_empty()? {
            linear::run(&opened.library, reader?, &mut io::stdin().lock(), out)?;
            return Ok(opened.outcome());
        }
        return printed(&opened, out);
    }
    let reader = reader?;
    let notice = reader.notice().map(Clean::new);
    let Some(opened) = opened else {
        let note = "The built-in sample: `visavis import PATH` adds articles of your own.";
        let message = (*source == Source::Library).then(|| Clean::new(note)).or(notice);
        let corrections = active(&reader);
        let open = move || {
            let mut library = Library::sample()?;
            library.correct(corrections)?;
            Ok(tui::Opened { store: Box::new(library), document: None, message })
        };
        let ended = tui::run(&First::Titles(Library::sample_titles()), open, options(reader, config, session))?;
        return Ok(told(ended, Outcome::Whole));
    };
    let outcome = opened.outcome();
    if opened.library.is_empty()? {
        return Ok(nothing(outcome));
    }
    let message = opened.refused.first().map(|sentence| Clean::new(sentence)).or(notice);
    let document = only(&opened.library)?;
    let first = if opened.library.len()? > LISTED {
        First::Nothing
    } else {
        First::Titles(opened.library.documents(Page { offset: 0, limit: LISTED })?)
    };
    let open = move || Ok(tui::Opened { store: Box::new(opened.library), document, message });
    Ok(told(tui::run(&first, open, options(reader, config, session))?, outcome))
}

fn options(reader: ReaderFile, config: tui::Config, session: &Session) -> tui::Options {
    let around = &session.around;
    tui::Options { colour: around.colour, light: around.light, wrapped: around.wrapped, config, reader }
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

fn active(reader: &ReaderFile) -> Vec<Correction> {
    reader.history().active().cloned().collect()
}

/// The beginning of a single large file of text, as a document. A page of the web may have its article anywhere.
fn large(source: &Source) -> Option<(PathBuf, Document)> {
    let Source::Paths(paths) = source else { return None };
    let [path] = paths.as_slice() else { return None };
    let about = path.metadata().ok().filter(|about| about.is_file() && about.len() > LARGE)?;
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(BEGINNING.min(about.len())).read_to_end(&mut bytes).ok()?;
    // The last line may be cut in the middle of a character.
    let end = memchr::memrchr(b'\n', &bytes).unwrap_or(bytes.len());
    bytes.truncate(end);
    let name = path.file_name()?.to_string_lossy();
    let is_text = bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|first| *first != b'<');
    let document = is_text.then(|| ingest::ingest(&name, &bytes).ok()).flatten()?.document;
    Some((path.clone(), document))
}

/// All of a large file. Nothing can be said on standard error while the screen is taken.
fn whole(path: PathBuf, corpus: Arc<Corpus>, corrections: Vec<Correction>) -> library::Result<tui::Opened> {
    let mut library = Library::in_memory(corpus)?;
    let report = input::add(&[path], &mut library, &mut |_| {});
    library.correct(corrections)?;
    let message = report.failed.first().or(report.warnings.first()).map(|sentence| Clean::new(sentence));
    let documents = library.documents(Page { offset: 0, limit: 1 })?;
    let document = documents.into_iter().next().map(|summary| summary.document_id);
    Ok(tui::Opened { store: Box::new(library), document, message })
}

/// A library whose list is on the screen already. It is of these rules, so little is left to bring up to date: what
/// another edition of the built-in corpus says.
fn current(
    file: &Path,
    access: Access,
    corrections: Vec<Correction>,
    message: Option<Clean>,
) -> library::Result<tui::Opened> {
    let mut library = Library::open(file, Corpus::sample(), access)?;
    if !library.read_only() && library.stale()? {
        library.rebuild(&mut |_| {})?;
    }
    library.correct(corrections)?;
    let document = only(&library)?;
    Ok(tui::Opened { store: Box::new(library), document, message })
}

fn told(ended: tui::Ended, outcome: Outcome) -> Outcome {
    match ended {
        tui::Ended::Quit => outcome,
        tui::Ended::Signal(signal) => Outcome::Signal(signal),
    }
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
    say("there is nothing to read; `visavis --sample` shows some articles, `visavis --help` tells the rest");
    outcome
}

/// Where there is only one document, it is what is wanted.
fn only(store: &dyn Store) -> library::Result<Option<String>> {
    let mut two = store.documents(Page { offset: 0, limit: 2 })?;
    Ok(two.pop().filter(|_| two.is_empty()).map(|summary| summary.document_id))
}

impl From<tui::Error> for Error {
    fn from(error: tui::Error) -> Self {
        Self::Unusable(error.to_string())
    }
}
