//! `visavis corrections`: what a reader put right, taken back, handed on and taken over.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    path::Path,
};

use serde::Serialize;

use super::{
    Error, Outcome, Session,
    args::correct::Verb,
    command::Source,
    messages::say,
    print::{Printer, Record},
};
use crate::{
    correction::{Correction, Taken},
    library::{Holds, Store, reader::ReaderFile},
    text::Clean,
};

pub fn run(verb: Option<&Verb>, source: &Source, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    match verb {
        None => list(source, session, out),
        Some(Verb::Undo) => step(session, out, true),
        Some(Verb::Redo) => step(session, out, false),
        Some(Verb::Export { file }) => export(file.as_deref(), session, out),
        Some(Verb::Import { file }) => import(file, session, out),
    }
}

/// The reader's file, to be changed.
pub fn writable(session: &Session) -> Result<ReaderFile, Error> {
    let reader = session.reader()?;
    if reader.read_only() {
        let why = reader.notice().unwrap_or("the reader's file cannot be written");
        return Err(Error::Unusable(why.to_owned()));
    }
    Ok(reader)
}

pub fn save(reader: &mut ReaderFile) -> Result<(), Error> {
    reader.save().map_err(|error| Error::Unusable(error.to_string()))?;
    // Another version may have begun to write it meanwhile.
    if reader.read_only() {
        return Err(Error::Unusable("the reader's file is a newer visavis's now; nothing was kept".to_owned()));
    }
    Ok(())
}

/// The line of `visavis corrections --json`: an exported one, and where it was found again.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    correction: &'a Correction,
    found: &'a [Holds],
}

impl Record for Line<'_> {
    const FIELDS: &'static [&'static str] = &[
        "document",
        "document_id",
        "words",
        "before",
        "after",
        "start",
        "change.what",
        "change.speaker",
        "change.speaker_id",
        "change.kind",
        "change.to.words",
        "change.meeting",
        "change.with.document",
        "change.with.words",
        "change.date",
        "change.title",
        "change.language",
        "reader",
    ];
}

fn list(source: &Source, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let reader = session.reader()?;
    let opened = session.open(source)?;
    let holds = opened.library.holds()?;
    out.head::<Line>()?;
    for (correction, found) in reader.history().active().zip(&holds) {
        out.record(&Line { correction, found }, |out| {
            sentence(correction, out)?;
            if found.is_empty() {
                out.text(4, &"its words are not found here; it is kept until they are".into())?;
            }
            Ok(())
        })?;
    }
    if out.is_plain() && reader.history().active().next().is_none() {
        say("nothing was put right yet; `visavis correct --help` tells how");
    }
    Ok(opened.outcome())
}

/// What was done, as a sentence or as the line of an export.
pub fn told(correction: &Correction, out: &mut Printer) -> io::Result<()> {
    if out.is_plain() { sentence(correction, out) } else { out.json(correction) }
}

fn sentence(correction: &Correction, out: &mut Printer) -> io::Result<()> {
    let whose = correction.reader.as_ref().map(|reader| format!(" (after {reader})")).unwrap_or_default();
    out.hanging("", 4, &Clean::from(format!("{}: {}{whose}", correction.document, correction.says())))
}

fn step(session: &Session, out: &mut Printer, back: bool) -> Result<Outcome, Error> {
    let mut reader = writable(session)?;
    let history = reader.history_mut();
    let step = if back { history.undo() } else { history.redo() };
    let Some(step) = step else {
        say(if back { "there is nothing to take back" } else { "there is nothing to do again" });
        return Ok(Outcome::InPart);
    };
    let corrections: Vec<Correction> = step.corrections().cloned().collect();
    save(&mut reader)?;
    for correction in &corrections {
        if out.is_plain() {
            out.text(0, &(if back { "Taken back:" } else { "Done again:" }).into())?;
        }
        told(correction, out)?;
    }
    Ok(Outcome::Whole)
}

fn export(file: Option<&Path>, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let reader = session.reader()?;
    // A colleague wants to know whose they are.
    let signed = |correction: &Correction| Correction {
        reader: correction.reader.clone().or_else(|| Some(Clean::new(&session.place.reader))),
        ..correction.clone()
    };
    let all: Vec<Correction> = reader.history().active().map(signed).collect();
    let Some(file) = file.filter(|file| *file != Path::new("-")) else {
        all.iter().try_for_each(|correction| out.json(correction))?;
        return Ok(Outcome::Whole);
    };
    let write = || {
        // What is there already is not ours to overwrite.
        let mut to = BufWriter::new(File::create_new(file)?);
        for correction in &all {
            serde_json::to_writer(&mut to, correction)?;
            to.write_all(b"\n")?;
        }
        to.flush()
    };
    write().map_err(|error| Error::Unusable(format!("{}: cannot be written: {error}", file.display())))?;
    Ok(Outcome::Whole)
}

/// The line of `visavis corrections import --json`.
#[derive(Serialize)]
struct Imported {
    new: usize,
    known: usize,
    conflicts: usize,
    failed: usize,
}

fn import(file: &Path, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let mut reader = writable(session)?;
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        fs::read(file).map(|read| bytes = read)
    };
    read.map_err(|error| Error::Unusable(format!("{}: cannot be read: {error}", file.display())))?;
    let (mut corrections, mut failed) = (Vec::new(), 0);
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Correction>(line) {
            Ok(correction) => corrections.push(correction),
            Err(error) => {
                failed += 1;
                say(&format!("{}: line {}: is no correction: {error}", file.display(), index + 1));
            }
        }
    }
    let Taken { new, known, conflicts } = reader.history_mut().take_over(corrections);
    save(&mut reader)?;
    for (own, theirs) in &conflicts {
        say(&format!("{}: yours stays: {}; not taken over: {}", own.document, own.says(), theirs.says()));
    }
    let imported = Imported { new, known, conflicts: conflicts.len(), failed };
    if out.is_plain() {
        let Imported { new, known, conflicts, .. } = imported;
        out.text(0, &Clean::from(format!("{new} taken over, {known} known, {conflicts} against yours")))?;
    } else {
        out.json(&imported)?;
    }
    Ok(Outcome::of(conflicts.is_empty() && failed == 0))
}
