//! Files and folders as typed, `-` among them, which is standard input.

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{
    ingest::{self, Ingested},
    library::{
        Added, Library, Progress,
        import::{Report, import},
    },
};

/// What a document from standard input is called; what format it is in shows in itself.
const NAME: &str = "standard input";

/// A file that could not be used, as a sentence.
pub type Refused = String;

/// The documents in `paths`, read one after the other.
pub fn documents(paths: &[PathBuf]) -> impl Iterator<Item = Result<Ingested, Refused>> {
    let (piped, named) = parted(paths);
    let files = ingest::files(&named);
    let nothing = (!piped && files.is_empty()).then(|| Err(nothing_in(&named)));
    let read =
        files.into_iter().map(|file| file.and_then(|file| ingest::read(&file)).map_err(|error| error.to_string()));
    piped.then(standard_input).into_iter().chain(nothing).chain(read)
}

/// Adds the documents in `paths` to a library.
pub fn add(paths: &[PathBuf], library: &mut Library, progress: &mut dyn FnMut(Progress)) -> Report {
    let (piped, named) = parted(paths);
    let mut report = import(&named, library, progress);
    if piped {
        let added = standard_input().and_then(|ingested| {
            let added = library.add(&ingested).map_err(|error| error.to_string())?;
            report.warnings.extend(ingested.warnings);
            Ok(added)
        });
        match added {
            Ok(Added::New) => report.added += 1,
            Ok(Added::Known) => report.known += 1,
            Err(refused) => report.failed.push(refused),
        }
    }
    if report.added == 0 && report.known == 0 && report.failed.is_empty() {
        report.failed.push(nothing_in(&named));
    }
    report
}

/// Folders may hold nothing that is read; somebody who named them wants to know.
fn nothing_in(folders: &[PathBuf]) -> Refused {
    let names: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
    format!("{}: no text, Markdown or HTML file is there", names.join(", "))
}

fn parted(paths: &[PathBuf]) -> (bool, Vec<PathBuf>) {
    let files = paths.iter().filter(|path| path.as_path() != Path::new("-")).cloned().collect::<Vec<_>>();
    (files.len() < paths.len(), files)
}

fn standard_input() -> Result<Ingested, Refused> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).map_err(|error| format!("{NAME}: {error}"))?;
    ingest::ingest(NAME, &bytes).map_err(|error| error.to_string())
}
