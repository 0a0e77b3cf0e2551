//! Whether a library is whole: its pages, what refers to what, each quotation where its words stand, and whether what
//! is derived is up to date. Nothing is written, nothing is mended.

use std::{fs, path::Path};

use rusqlite::{Connection, ErrorCode};

use super::{
    Error, Progress, Result, analysis,
    open::{Header, for_reading, log_of, read_with},
    schema, tables, write,
};
use crate::{
    corpus::Corpus,
    document::Document,
    quotation::Quotation,
    text::{Clean, Span, span},
};

/// The version of the tables of a library that is up to date.
pub const NEWEST: i64 = schema::NEWEST;

/// Faults of the pages that are told; one is enough to know.
const MOST_FAULTS: usize = 3;

/// What was found. What could not be looked at because of what stands before it counts nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    pub bytes: u64,
    /// The version of its tables.
    pub version: i64,
    /// What the engine finds wrong with its pages, tables and indexes.
    pub damage: Vec<Clean>,
    /// Rows that refer to one that is not there.
    pub orphans: usize,
    pub documents: usize,
    pub quotations: usize,
    /// Names of the documents that cannot be read, or of which a quotation's words are not where it says.
    pub torn: Vec<Clean>,
    /// Documents with what other rules or another corpus derived; none if nothing is known of the corpus.
    pub stale: Option<usize>,
    /// Whether the same words in different documents were looked for since the last change.
    pub grouped: bool,
}

impl Health {
    /// Looks at the library in `file`. Other programs may go on reading and writing it.
    pub fn of(file: &Path, corpus: Option<&Corpus>, progress: &mut dyn FnMut(Progress)) -> Result<Self> {
        let Some(header) = Header::read(file)? else { return Err(Error::Missing { file: file.to_owned() }) };
        header.check(file)?;
        let stamp = corpus.map(analysis::stamp);
        let mut look = |connection: &Connection| {
            let bytes = fs::metadata(file).map_or(0, |there| there.len());
            let found = found(connection, stamp.as_deref(), progress);
            found.map(|found| Self { bytes, ..found }).map_err(|error| Error::engine(file, &error))
        };
        // Where nobody has it open, the engine need not even make its lock beside it.
        if let Some(before) = at_rest(file) {
            let seen = read_with(file, "immutable=1").map_err(|error| Error::engine(file, &error));
            let seen = seen.and_then(|connection| look(&connection));
            if at_rest(file) == Some(before) {
                return seen;
            }
        }
        look(&for_reading(file)?)
    }
}

/// Tells the file from itself after a change; none while somebody has it open.
fn at_rest(file: &Path) -> Option<impl PartialEq> {
    let there = fs::metadata(file).ok().filter(|_| !log_of(file).exists())?;
    Some((there.len(), there.modified().ok()?))
}

fn found(connection: &Connection, stamp: Option<&str>, progress: &mut dyn FnMut(Progress)) -> rusqlite::Result<Health> {
    // One look at one moment, whoever writes meanwhile.
    let snapshot = connection.unchecked_transaction()?;
    let mut health = Health { version: schema::version(&snapshot)?, ..Health::default() };
    health.damage = damage(&snapshot)?;
    if !health.damage.is_empty() || health.version != schema::NEWEST {
        return Ok(health);
    }
    health.orphans = orphans(&snapshot)?;
    let rows: Vec<(i64, Clean)> = snapshot
        .prepare("SELECT row, name FROM documents ORDER BY row")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    health.documents = rows.len();
    for (done, (row, name)) in rows.iter().enumerate() {
        match read(&snapshot, *row) {
            Ok(Some((document, quotations))) => {
                health.quotations += quotations.len();
                if !stands(&document, &quotations) {
                    health.torn.push(name.clone());
                }
            }
            Ok(None) => health.torn.push(name.clone()),
            // Not the engine: what stands there is not what was written there.
            Err(error) if error.sqlite_error_code().is_none() => health.torn.push(name.clone()),
            Err(error) => return Err(error),
        }
        progress(Progress { done: done + 1, total: rows.len() });
    }
    health.stale = stamp.map(|stamp| write::outdated(&snapshot, stamp)).transpose()?;
    health.grouped = write::grouped(&snapshot)?;
    Ok(health)
}

/// What the engine finds wrong with its pages, tables and indexes.
pub fn damage(connection: &Connection) -> rusqlite::Result<Vec<Clean>> {
    let one_line = |says: &str| Clean::new(&says.split_whitespace().collect::<Vec<_>>().join(" "));
    let checked = || -> rusqlite::Result<Vec<String>> {
        let check = format!("PRAGMA integrity_check({MOST_FAULTS})");
        connection.prepare(&check)?.query_map([], |row| row.get(0))?.collect()
    };
    match checked() {
        Ok(lines) => Ok(lines.iter().filter(|line| *line != "ok").map(|line| one_line(line)).collect()),
        Err(error)
            if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) =>
        {
            Ok(vec![one_line(&error.to_string())])
        }
        Err(error) => Err(error),
    }
}

fn orphans(connection: &Connection) -> rusqlite::Result<usize> {
    connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
}

/// A document with its quotations; none if its text is not there.
fn read(connection: &Connection, row: i64) -> rusqlite::Result<Option<(Document, Vec<Quotation>)>> {
    let document = tables::documents(connection, false, "d.row = ?1", [row])?.pop();
    let quotations = tables::quotations(connection, false, "d.row = ?1", [row])?;
    Ok(document.map(|document| (document, quotations)))
}

/// Whether each segment is what stands in its place.
fn stands(document: &Document, quotations: &[Quotation]) -> bool {
    let whole = |quotation: &Quotation| quotation.spans.len() == quotation.segments.len();
    let mut segments: Vec<(Span, &Clean)> =
        quotations.iter().flat_map(|it| it.spans.iter().copied().zip(&it.segments)).collect();
    segments.sort_by_key(|(span, _)| *span);
    let text = document.text();
    let there = span::slices(&text, segments.iter().map(|(span, _)| *span));
    quotations.iter().all(whole) && there.zip(&segments).all(|(there, (_, segment))| there == segment.as_str())
}
