//! `visavis check`: a line for each thing that the program depends on. Nothing is written, mended or made.

mod terminal;

use std::{fmt::Display, fs, io::ErrorKind, path::Path, sync::Arc};

use serde::Serialize;

use super::{
    Error, Outcome, Session,
    messages::{Bar, size},
    print::{Printer, Record},
    surroundings::Terminal,
};
use crate::{
    corpus::{self, Corpus},
    library::{
        self,
        health::Health,
        reader::{Condition, ReaderFile, Settings},
    },
    text::Clean,
    tui,
};

/// One thing looked at. Serialises to the line of `visavis check --json`.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    /// Null where it could not be looked at.
    ok: Option<bool>,
    says: Clean,
}

impl Record for Finding {
    const FIELDS: &'static [&'static str] = &["what", "ok", "says"];
}

impl Finding {
    fn new(what: &'static str, ok: Option<bool>, says: impl Display) -> Self {
        Self { what, ok, says: Clean::from(says.to_string()) }
    }

    fn ok(what: &'static str, says: impl Display) -> Self {
        Self::new(what, Some(true), says)
    }

    fn wrong(what: &'static str, says: impl Display) -> Self {
        Self::new(what, Some(false), says)
    }

    fn unseen(what: &'static str, says: impl Display) -> Self {
        Self::new(what, None, says)
    }
}

pub fn run(session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let (corpus, of_corpus) = corpus(session);
    let (settings, of_reader) = reader(session);
    let (config, of_config) = config(session);
    let mut findings = library(session, corpus.as_deref());
    findings.extend([of_reader, of_corpus]);
    findings.extend(of_config);
    let colours = tui::Colours::chosen(&settings).unwrap_or(config.theme);
    findings.extend(terminal::findings(&Terminal::look(), &session.around, colours));

    out.head::<Finding>()?;
    for finding in &findings {
        // What is not well never begins with "ok", so that `grep -v ^ok` leaves just that.
        out.record(finding, |out| out.line(if finding.ok == Some(true) { "ok  " } else { "" }, &finding.says))?;
    }
    let is = |ok: Option<bool>| findings.iter().any(|finding| finding.ok == ok);
    Ok(if is(None) { Outcome::Unseen } else { Outcome::of(!is(Some(false))) })
}

/// The library: the file itself, what is in it, what is derived.
fn library(session: &Session, corpus: Option<&Corpus>) -> Vec<Finding> {
    let file = match session.file() {
        Ok(file) => file,
        Err(error) => return vec![Finding::unseen("library", sentence(error))],
    };
    let named = session.place.library.is_some();
    let shown = show(&file);
    let bar = Bar::new("Checking", session.around.bar);
    let health = Health::of(&file, corpus, &mut |progress| bar.tell(progress));
    drop(bar);
    match health {
        Ok(health) => described(&health, &shown),
        Err(library::Error::Missing { .. }) if !named => {
            vec![Finding::ok("library", format!("{shown}: there is no library yet; `visavis import PATH` makes it"))]
        }
        Err(error @ library::Error::Damaged { .. }) => vec![Finding::wrong("library", error)],
        Err(error) => vec![Finding::unseen("library", error)],
    }
}

fn described(health: &Health, file: &Clean) -> Vec<Finding> {
    let Health { bytes, version, damage, orphans, documents, quotations, torn, stale, grouped } = health;
    if let Some(detail) = damage.first() {
        let says = format!("{file}: the library is damaged ({detail}); restore it from a copy");
        return vec![Finding::wrong("library", says)];
    }
    let mut findings =
        vec![Finding::ok("library", format!("{file}: {}, version {version}, every page is whole", size(*bytes)))];
    if *version != library::health::NEWEST {
        let says = library::Error::Older { file: file.as_str().into() };
        findings.push(Finding::wrong("library", says));
        return findings;
    }
    if *orphans > 0 {
        let says = format!(
            "{file}: {} to what is not there; restore it from a copy",
            many(*orphans, "row refers", "rows refer")
        );
        findings.push(Finding::wrong("library", says));
    }
    findings.push(match torn.split_first() {
        None => Finding::ok(
            "documents",
            format!(
                "{}, {}, each where its words stand",
                many(*documents, "document", "documents"),
                many(*quotations, "quotation", "quotations")
            ),
        ),
        Some((first, others)) => {
            let others = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
            let says = format!(
                "“{first}”{others} of {}: the text cannot be read, or quotations are not where they should stand; \
                 `visavis remove` and `visavis import` make it anew",
                many(*documents, "document", "documents"),
            );
            Finding::wrong("documents", says)
        }
    });
    let bring = "opening the library where it can be written brings it up to date";
    findings.extend(match (stale, grouped) {
        (Some(0), true) => Some(Finding::ok("derived", "what is derived from the documents is up to date")),
        (Some(0) | None, false) => {
            let says =
                format!("the same words in different documents were not looked for since the last change; {bring}");
            Some(Finding::wrong("derived", says))
        }
        (Some(stale), _) => {
            let says =
                format!("{stale} of {} derived by other rules or with another corpus; {bring}", were(*documents));
            Some(Finding::wrong("derived", says))
        }
        // The corpus has a line of its own.
        (None, true) => None,
    });
    findings
}

/// The file of what the reader makes.
fn reader(session: &Session) -> (Settings, Finding) {
    let none = |finding| (Settings::default(), finding);
    let Some(folder) = &session.around.state else {
        return none(Finding::unseen("reader", "there is no home folder to keep what a reader makes in"));
    };
    let name = &session.place.reader;
    let look = match ReaderFile::look(&folder.join("readers"), name) {
        Ok(look) => look,
        Err(error) => return none(Finding::unseen("reader", error)),
    };
    let file = show(&look.file);
    match look.condition {
        Condition::Whole { version, corrections, kept, settings } => {
            let says = format!(
                "{file}: version {version}, {}, {} with a star, a tag or a note",
                many(corrections, "correction", "corrections"),
                many(kept, "place", "places")
            );
            (settings, Finding::ok("reader", says))
        }
        Condition::Nothing => none(Finding::ok("reader", format!("{file}: reader “{name}” was never here yet"))),
        Condition::Newer => none(Finding::wrong(
            "reader",
            format!("{file}: was written by a newer visavis; what is done now is not kept"),
        )),
        Condition::Broken => none(Finding::wrong(
            "reader",
            format!("{file}: cannot be understood; the reader will set it aside and begin anew"),
        )),
        Condition::Unreadable(error) => none(Finding::unseen("reader", format!("{file}: cannot be read: {error}"))),
    }
}

fn corpus(session: &Session) -> (Option<Arc<Corpus>>, Finding) {
    let (name, corpus) = match &session.place.corpus {
        None => (Clean::new("the built-in corpus"), Ok(Corpus::sample())),
        Some(folder) => (show(folder), Corpus::load(folder).map(Arc::new)),
    };
    match corpus {
        Ok(corpus) => {
            let says = format!(
                "{name}: {}, {}, {}",
                many(corpus.people.len(), "person or institution", "people and institutions"),
                many(corpus.meetings.len(), "meeting", "meetings"),
                many(corpus.topics.len(), "topic", "topics")
            );
            (Some(corpus), Finding::ok("corpus", says))
        }
        Err(error @ corpus::Error::Io { .. }) => (None, Finding::unseen("corpus", error)),
        Err(error) => (None, Finding::wrong("corpus", error)),
    }
}

/// Keys and colours: what the file says, and what it takes from the usual keys.
fn config(session: &Session) -> (tui::Config, Vec<Finding>) {
    let usual = |finding| (tui::Config::default(), vec![finding]);
    let Some(file) = &session.around.config else {
        return usual(Finding::ok("configuration", "there is no home folder, so keys and colours are the usual ones"));
    };
    let shown = show(file);
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return usual(Finding::ok(
                "configuration",
                format!("{shown}: not there, so keys and colours are the usual ones"),
            ));
        }
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            return usual(Finding::wrong("configuration", format!("{shown}: is no text in UTF-8")));
        }
        Err(error) => return usual(Finding::unseen("configuration", format!("{shown}: cannot be read: {error}"))),
    };
    match tui::Config::parse(&text) {
        Err(error) => usual(Finding::wrong("configuration", format!("{shown}: {error}"))),
        Ok(config) if config.notices.is_empty() => {
            (config, vec![Finding::ok("configuration", format!("{shown}: no two keys exclude each other"))])
        }
        Ok(config) => {
            let lost = |says: &Clean| Finding::wrong("configuration", format!("{shown}: {says}"));
            let findings = config.notices.iter().map(lost).collect();
            (config, findings)
        }
    }
}

fn show(file: &Path) -> Clean {
    Clean::new(&file.to_string_lossy())
}

fn sentence(error: Error) -> String {
    match error {
        Error::Usage(says) | Error::Unusable(says) => says,
        Error::Output(error) => error.to_string(),
    }
}

fn many(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

fn were(documents: usize) -> String {
    many(documents, "document was", "documents were")
}
