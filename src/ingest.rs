//! Ingest: bytes of a file → document. Encoding, format, article extraction, site noise, metadata.

use std::path::{Path, PathBuf};

use crate::{document::Document, text::Clean};

/// Why a file could not be read as a document. Each is one sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{}: {error}", Clean::new(&path.to_string_lossy()))]
    Io { path: PathBuf, error: std::io::Error },
    #[error("{name}: is empty")]
    Empty { name: Clean },
    #[error("{name}: is not text")]
    NotText { name: Clean },
}

/// A document and what was odd about its file (an encoding that did not fit, say): each a sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ingested {
    pub document: Document,
    pub warnings: Vec<String>,
}

/// Reads a file's bytes as a document; `name` is the file's name, whose ending tells the format.
pub fn ingest(name: &str, bytes: &[u8]) -> Result<Ingested, Error> {
    let _ = bytes;
    Err(Error::NotText { name: name.into() })
}

/// Reads one file.
pub fn read(path: &Path) -> Result<Ingested, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::Io { path: path.to_owned(), error })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ingest(&name, &bytes)
}

/// The files that `paths` name, folders walked in order of names. Only regular files with an ending we
/// read are taken from folders; a file named outright is always taken.
pub fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, Error>> {
    paths.iter().cloned().map(Ok).collect()
}
