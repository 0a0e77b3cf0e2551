//! `visavis export`: quotations or pairs as a file to pass on. A file that is there is not written over unless one
//! says so, and a new one is there only when it is whole.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use super::{Error, Outcome, Session, command::Source, filter, messages::say, print::Printer};
use crate::export::{self, Request};

/// Where the rows go.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    Output,
    File { path: PathBuf, force: bool },
}

pub fn run(
    mut request: Request,
    target: &Target,
    source: &Source,
    session: &Session,
    out: &mut Printer,
) -> Result<Outcome, Error> {
    if let Target::File { path, force: false } = target
        && path.symlink_metadata().is_ok()
    {
        return Err(there(path));
    }
    let opened = session.open(source)?;
    request.filter = filter::checked(request.filter, &opened.library)?;
    let write = |to: &mut dyn Write| export::export(&opened.library, &request, to);
    match target {
        Target::Output => write(out.stream()).map_err(|error| match error {
            export::Error::Library(error) => error.into(),
            export::Error::Output(error) => Error::Output(error),
        })?,
        Target::File { path, force } => {
            let rows = to_file(path, *force, write)?;
            say(&format!("{rows} {} in {}", if rows == 1 { "row" } else { "rows" }, path.display()));
            rows
        }
    };
    Ok(opened.outcome())
}

fn to_file(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<usize, export::Error>,
) -> Result<usize, Error> {
    let failed = |error: io::Error| Error::Unusable(format!("{}: cannot be written: {error}", path.display()));
    let written = |error| match error {
        export::Error::Library(error) => error.into(),
        export::Error::Output(error) => failed(error),
    };
    // A device or a pipe is written to, not replaced; of a link, what it leads to is.
    if force && path.metadata().is_ok_and(|there| !there.is_file()) {
        let mut file = BufWriter::new(fs::OpenOptions::new().write(true).open(path).map_err(failed)?);
        let rows = write(&mut file).map_err(written)?;
        file.flush().map_err(failed)?;
        return Ok(rows);
    }
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = BufWriter::new(new_file(folder).map_err(failed)?);
    let rows = write(&mut file).map_err(written)?;
    let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
    if force {
        file.persist(&path).map_err(|error| failed(error.error))?;
    } else {
        file.persist_noclobber(&path).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => there(&path),
            _ => failed(error.error),
        })?;
    }
    Ok(rows)
}

/// A file beside the one to be written, readable as others that one makes.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".visavis-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn there(path: &Path) -> Error {
    Error::Usage(format!("{} is there already; --force writes over it", path.display()))
}
