//! Copies to keep: of a library while others read and write it, and of whatever belongs beside it. A copy has its
//! name only when it is whole, read back and safely on the disk, and never that of a file which is there.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};
use tempfile::NamedTempFile;

use super::{
    Access, Error, Progress, Result, health,
    open::{read_with, to_read},
    schema, tables,
};

/// Pages between two looks at how far it is: some megabytes.
const STEP: i32 = 1024;

/// A copy that is whole, but has no name yet. Dropping it leaves nothing behind.
pub struct Draft {
    file: PathBuf,
    new: NamedTempFile,
}

/// What a copy of a library holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    pub documents: usize,
    pub bytes: u64,
}

impl Draft {
    /// A copy of the library in `file`, of whatever version, as it is at this moment. `progress` counts pages.
    pub fn of_library(
        file: &Path,
        access: Access,
        to: &Path,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Self, Saved)> {
        let draft = Self::new(to)?;
        let from = to_read(file, access)?;
        copy(&from, draft.new.path(), progress).map_err(|error| match Error::engine(file, &error) {
            damaged @ Error::Damaged { .. } => damaged,
            Error::Full { .. } => draft.failed("there is no space left"),
            _ => draft.failed(&error.to_string()),
        })?;
        // A copy of something damaged would be found out when it is needed.
        let engine = |error| Error::engine(file, &error);
        let copied = read_with(draft.new.path(), "immutable=1").map_err(engine)?;
        if let Some(detail) = health::damage(&copied).map_err(engine)?.into_iter().next() {
            return Err(Error::Damaged { file: file.to_owned(), detail });
        }
        let documents = tables::count(&copied).map_err(engine)?;
        let bytes = draft.finish()?;
        Ok((draft, Saved { documents, bytes }))
    }

    pub fn of_bytes(bytes: &[u8], to: &Path) -> Result<Self> {
        let draft = Self::new(to)?;
        draft.new.as_file().write_all(bytes).map_err(|error| draft.failed(&error.to_string()))?;
        draft.finish()?;
        Ok(draft)
    }

    fn new(to: &Path) -> Result<Self> {
        if to.symlink_metadata().is_ok() {
            return Err(Error::There { file: to.to_owned() });
        }
        let new = tempfile::Builder::new().prefix(".visavis-").suffix(".new").tempfile_in(folder(to));
        // In full it names the file that is made for the while.
        let unsaved =
            |error: io::Error| Error::Unsaved { file: to.to_owned(), detail: error.kind().to_string().into() };
        let new = new.map_err(unsaved)?;
        Ok(Self { file: to.to_owned(), new })
    }

    /// Has it on the disk; its bytes.
    fn finish(&self) -> Result<u64> {
        let synced = self.new.as_file().sync_all().and_then(|()| fs::metadata(self.new.path()));
        synced.map(|there| there.len()).map_err(|error| self.failed(&error.to_string()))
    }

    /// Gives it its name.
    pub fn keep(self) -> Result<()> {
        let Self { file, new } = self;
        new.persist_noclobber(&file).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => Error::There { file: file.clone() },
            _ => Error::Unsaved { file: file.clone(), detail: error.error.to_string().into() },
        })?;
        // The name too is to survive a power cut; not every system can, and the contents are safe.
        File::open(folder(&file)).and_then(|folder| folder.sync_all()).ok();
        Ok(())
    }

    fn failed(&self, detail: &str) -> Error {
        Error::Unsaved { file: self.file.clone(), detail: detail.into() }
    }
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

fn copy(from: &Connection, to: &Path, progress: &mut dyn FnMut(Progress)) -> rusqlite::Result<()> {
    // As long as it lasts all steps see the same, so that none has to begin again because somebody wrote.
    let snapshot = from.unchecked_transaction()?;
    schema::version(&snapshot)?;
    let mut to = Connection::open(to)?;
    // What is not finished is thrown away, and what is is synced.
    to.pragma_update(None, "journal_mode", "off")?;
    to.pragma_update(None, "synchronous", "off")?;
    let backup = Backup::new(&snapshot, &mut to)?;
    loop {
        let step = backup.step(STEP)?;
        let count = |pages: i32| usize::try_from(pages).unwrap_or(0);
        let (total, left) = (count(backup.progress().pagecount), count(backup.progress().remaining));
        progress(Progress { done: total.saturating_sub(left), total });
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            // Nobody else knows the copy, and readers of a library wait for nobody.
            _ => {
                return Err(rusqlite::Error::SqliteFailure(
                    rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
                    None,
                ));
            }
        }
    }
    drop(backup);
    to.close().map_err(|(_, error)| error)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{corpus::Corpus, library::Library};

    #[test]
    fn a_copy_in_many_steps_is_of_one_moment_whoever_writes_between_them() {
        let folder = tempfile::tempdir().unwrap();
        let (file, to) = (folder.path().join("l.db"), folder.path().join("copy.db"));
        drop(Library::open(&file, Corpus::sample(), Access::ReadWrite).unwrap());
        let writer = Connection::open(&file).unwrap();
        writer.execute_batch("CREATE TABLE much AS SELECT zeroblob(20000000) AS much").unwrap();
        let mut told = Vec::new();
        let (draft, saved) = Draft::of_library(&file, Access::ReadWrite, &to, &mut |progress| {
            writer.execute_batch("UPDATE state SET revision = revision + 1; UPDATE much SET much = 'less'").unwrap();
            told.push(progress.done);
        })
        .unwrap();
        assert!(told.len() > 3 && told.is_sorted_by(|a, b| a < b), "{told:?}");
        assert!(!to.exists(), "no name yet");
        draft.keep().unwrap();
        assert_eq!(fs::metadata(&to).unwrap().len(), saved.bytes);
        let look = |of: &Connection| -> (i64, i64) {
            of.query_row("SELECT revision, (SELECT length(much) FROM much) FROM state", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap()
        };
        assert_eq!(look(&Connection::open(&to).unwrap()), (0, 20_000_000));
        assert_eq!(look(&writer), (i64::try_from(told.len()).unwrap(), 4));
    }

    #[test]
    fn a_copy_that_is_not_kept_leaves_nothing_and_a_name_taken_meanwhile_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("reader.json");
        drop(Draft::of_bytes(b"{}", &to).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let draft = Draft::of_bytes(b"{}", &to).unwrap();
        fs::write(&to, "somebody else's").unwrap();
        assert!(matches!(draft.keep(), Err(Error::There { .. })));
        assert_eq!(fs::read(&to).unwrap(), b"somebody else's");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
