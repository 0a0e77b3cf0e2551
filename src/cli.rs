//! The command line: arguments as typed ([`args`]) → command as meant ([`command`]), one file per command,
//! and how lists are printed ([`print`]). The only room besides [`tui`](crate::tui) that looks at the
//! environment.

mod args;
mod command;
mod compare;
mod filter;
mod find;
mod lists;
mod manual;
mod print;
mod quotes;
mod records;
#[cfg(test)]
mod samples;
mod show;

use std::io;

use crate::library;

/// Why a command ended before its end.
#[derive(Debug)]
pub enum Error {
    /// The arguments make no sense together, or name what does not exist.
    Usage(String),
    /// The library or the corpus cannot be used.
    Unusable(String),
    /// Standard output does not take what is printed.
    Output(io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<library::Error> for Error {
    fn from(error: library::Error) -> Self {
        Self::Unusable(error.to_string())
    }
}
