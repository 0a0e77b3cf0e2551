//! A look at a reader's file that leaves everything as it is: opening one that cannot be understood sets it aside.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{Error, Found, ReaderFile, Settings, read};

/// A reader's file as it lies there.
#[derive(Debug)]
pub struct Look {
    pub file: PathBuf,
    pub condition: Condition,
}

#[derive(Debug)]
pub enum Condition {
    /// There is no such file.
    Nothing,
    Whole {
        version: u64,
        corrections: usize,
        kept: usize,
        settings: Settings,
    },
    /// Of a later version of the program.
    Newer,
    Broken,
    Unreadable(io::Error),
}

impl ReaderFile {
    /// Looks at the file of the reader called `name` in the folder `dir`.
    pub fn look(dir: &Path, name: &str) -> Result<Look, Error> {
        let file = Self::path(dir, name)?;
        let condition = match read(&file) {
            Found::Nothing => Condition::Nothing,
            Found::Ours(state) => Condition::Whole {
                version: state.version,
                corrections: state.corrections.active().count(),
                kept: state.kept.len(),
                settings: state.settings,
            },
            Found::Newer(_) => Condition::Newer,
            Found::Broken => Condition::Broken,
            Found::Unreadable(error) => Condition::Unreadable(error),
        };
        Ok(Look { file, condition })
    }
}
