//! What can go wrong with a library, each as one sentence that says what happened and what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::text::Clean;

pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong in the store, as one sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{}: there is no library", show(file))]
    Missing { file: PathBuf },
    #[error("{}: cannot be opened: {error}", show(file))]
    Io { file: PathBuf, error: std::io::Error },
    #[error("{}: is not a library of visavis; it was left as it is", show(file))]
    Foreign { file: PathBuf },
    #[error(
        "{}: was written by a newer visavis (library version {found}, this program knows {known}); it was left as it is",
        show(file)
    )]
    Newer { file: PathBuf, found: i64, known: i64 },
    #[error(
        "{}: was written by an older visavis; open it once where it can be written to bring it up to date",
        show(file)
    )]
    Older { file: PathBuf },
    #[error("{}: was not closed cleanly; open it once where it can be written to repair it", show(file))]
    Unclean { file: PathBuf },
    #[error("{}: the library is damaged ({detail}); it was left as it is, restore it from a copy", show(file))]
    Damaged { file: PathBuf, detail: Clean },
    #[error("{}: the library cannot be written", show(file))]
    ReadOnly { file: PathBuf },
    #[error("{}: another program has been writing to the library for too long; try again in a moment", show(file))]
    Busy { file: PathBuf },
    #[error("{}: there is no space left to write the library", show(file))]
    Full { file: PathBuf },
    #[error("{}: is there already, and no copy is written over anything", show(file))]
    There { file: PathBuf },
    #[error("{}: cannot be written ({detail}); nothing was saved", show(file))]
    Unsaved { file: PathBuf, detail: Clean },
    #[error("it was given up")]
    GivenUp,
    #[error("{}: {detail}", show(file))]
    Engine { file: PathBuf, detail: Clean },
}

fn show(file: &Path) -> Clean {
    Clean::new(&file.to_string_lossy())
}

impl Error {
    /// The engine's error as the user's sentence.
    pub(super) fn engine(file: &Path, error: &rusqlite::Error) -> Self {
        let file = file.to_owned();
        let detail = || Clean::new(&error.to_string());
        match error {
            // The text in the file is not what we wrote there.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Damaged { file, detail: detail() },
            _ => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { file },
                Some(ErrorCode::DiskFull) => Self::Full { file },
                Some(ErrorCode::ReadOnly) => Self::ReadOnly { file },
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { file, detail: detail() },
                _ => Self::Engine { file, detail: detail() },
            },
        }
    }
}
