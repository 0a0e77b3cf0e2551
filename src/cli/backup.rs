//! `visavis backup`: the library, and what one reader made, in new files.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{
    Error, Outcome, Session,
    messages::{Bar, say},
    print::Printer,
};
use crate::{
    library::{
        Access,
        backup::{Draft, Saved},
        reader::ReaderFile,
    },
    text::Clean,
};

/// The line of `visavis backup --json`.
#[derive(Serialize)]
struct Line<'a> {
    library: &'a Clean,
    documents: usize,
    bytes: u64,
    reader: &'a str,
    /// Null where there is nothing of the reader's.
    reader_file: Option<&'a Clean>,
}

/// What there is of a reader.
enum Own {
    Bytes(Vec<u8>),
    /// Nothing to save, and why.
    Nothing(&'static str),
    /// It is there and cannot be saved, and why.
    Unreadable(String),
}

pub fn run(file: &Path, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let name = &session.place.reader;
    let own = own(session)?;
    let beside = beside(file, name);
    let access = if session.place.read_only { Access::ReadOnly } else { Access::ReadWrite };
    // Both are whole before either has its name.
    let bar = Bar::new("Saving", session.around.bar);
    let (library, saved) = Draft::of_library(&session.file()?, access, file, &mut |progress| bar.tell(progress))?;
    drop(bar);
    let draft = match &own {
        Own::Bytes(bytes) => Some(Draft::of_bytes(bytes, &beside)?),
        Own::Nothing(_) | Own::Unreadable(_) => None,
    };
    library.keep()?;
    let has_own = draft.is_some();
    draft.map_or(Ok(()), Draft::keep)?;

    let shown = |file: &Path| Clean::new(&file.to_string_lossy());
    let (file, beside) = (shown(file), shown(&beside));
    if out.is_plain() {
        let of_reader = match &own {
            Own::Bytes(_) => format!("what reader “{name}” made in {beside}"),
            Own::Nothing(why) => format!("nothing of reader “{name}”: {why}"),
            Own::Unreadable(_) => format!("nothing of reader “{name}”"),
        };
        out.line("", &Clean::from(format!("Saved {} in {file}, and {of_reader}.", sized(saved))))?;
    } else {
        let Saved { documents, bytes } = saved;
        out.json(&Line { library: &file, documents, bytes, reader: name, reader_file: has_own.then_some(&beside) })?;
    }
    if let Own::Unreadable(why) = own {
        say(&why);
        return Ok(Outcome::InPart);
    }
    Ok(Outcome::Whole)
}

fn own(session: &Session) -> Result<Own, Error> {
    let Some(folder) = &session.around.state else { return Ok(Own::Nothing("there is no home folder")) };
    let path = ReaderFile::path(&folder.join("readers"), &session.place.reader)
        .map_err(|error| Error::Usage(error.to_string()))?;
    // It is replaced as a whole whenever it is written, so that what is read is whole.
    Ok(match fs::read(&path) {
        Ok(bytes) => Own::Bytes(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => Own::Nothing("they made nothing yet"),
        Err(error) => Own::Unreadable(format!("{}: cannot be read, so it was not saved: {error}", path.display())),
    })
}

/// Where the reader's file is saved: the name of the other copy, the reader's and an ending.
fn beside(file: &Path, reader: &str) -> PathBuf {
    let mut beside = file.as_os_str().to_owned();
    beside.push(format!(".{reader}.json"));
    beside.into()
}

fn sized(saved: Saved) -> String {
    let Saved { documents, bytes } = saved;
    let documents = if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") };
    format!("{documents} ({})", super::messages::size(bytes))
}
