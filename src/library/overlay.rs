//! What a reader's corrections make of the documents they are about: rows of the connection's own, in place of the
//! library's. The library itself is never written.
//!
//! A document that is corrected is analysed anew and stands, as a whole, in tables beside the library's; questions
//! are put to the library's rows of all other documents and to these ([`both`]). Only documents that a correction
//! names are ever read for it.

mod moved;

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row, params};
use serde::Serialize;

use super::{
    analysis::{Analysis, Analyst},
    rows::{Json, Word},
    tables,
    write::{self, To},
};
use crate::{
    alignment::Verdict,
    correction::{self, Correction, Outcome, Page, There},
    document::Document,
    text::Clean,
};
use moved::Moved;

/// Which rows a question is put to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    /// The library's, where nothing is corrected.
    All,
    /// The library's of documents that are not corrected.
    Others,
    /// Those of corrected documents.
    Corrected,
}

impl Layer {
    fn sql(self, select: &str) -> String {
        let tables = if self == Self::Corrected { To::Reader } else { To::Library };
        let mut parts = select.split("here(");
        let mut sql = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (column, rest) = part.split_once(')').unwrap_or((part, ""));
            if self == Self::Others {
                sql.extend([column, " NOT IN (SELECT row FROM temp.corrected_documents)"]);
            } else {
                sql.push_str("TRUE");
            }
            sql.push_str(rest);
        }
        sql.replace('@', tables.name())
    }
}

/// A `SELECT` over the rows of all documents, of each either the library's or those made of corrections. In it
/// `@` stands before the names of the tables that there are of both, and `here(d.row)` for the condition that the
/// document of that key is looked for in the one or the other.
pub fn both(corrected: bool, select: &str) -> String {
    if corrected {
        format!("{} UNION ALL {}", Layer::Others.sql(select), Layer::Corrected.sql(select))
    } else {
        Layer::All.sql(select)
    }
}

/// Where a correction holds: a document, and the quotation it is about, if it is about one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holds {
    pub document_id: String,
    pub quotation: Option<String>,
}

/// A reader's corrections and what they were found to be about.
#[derive(Debug, Default)]
pub struct Overlay {
    corrections: Vec<Correction>,
    moved: Moved,
    /// Where each of them holds; nowhere, if its words are lost.
    pub holds: Vec<Vec<Holds>>,
    /// What the corrections say of pairs.
    pub verdicts: Vec<Verdict>,
    /// Whether there are rows of corrected documents.
    pub corrected: bool,
    /// By the key of each document that is named, with which corrections it was analysed and what became of them.
    analysed: HashMap<i64, (Vec<Correction>, Vec<Outcome>)>,
    /// The library's revision that this was made of; none where it is yet to be made.
    revision: Option<i64>,
    /// The corrections are others since it was made.
    changed: bool,
}

impl Overlay {
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// Takes other corrections, if they are others; whether they are.
    pub fn take(&mut self, corrections: Vec<Correction>) -> bool {
        let others = self.corrections != corrections;
        self.corrections = corrections;
        self.changed |= others;
        others
    }

    /// Makes the rows anew if the library or the corrections changed since they were made; whether that was so.
    /// Of a library that did not change only those documents are analysed that are corrected otherwise than before.
    pub fn refresh(&mut self, connection: &Connection, analyst: &Analyst) -> rusqlite::Result<bool> {
        if self.revision.is_none() && self.corrections.is_empty() {
            return Ok(false);
        }
        let revision = tables::revision(connection)?;
        if self.revision == Some(revision) && !self.changed {
            return Ok(false);
        }
        connection.pragma_update(None, "temp_store", "memory")?;
        // One view of the library for all that is read; what is written is the connection's own.
        let transaction = connection.unchecked_transaction()?;
        if self.revision.take() != Some(revision) {
            transaction.execute_batch(TABLES)?;
            self.analysed.clear();
            self.moved = Moved::default();
        }
        let corrections = self.moved.follow(&transaction, &self.corrections)?;
        self.corrected = false;
        self.holds = vec![Vec::new(); corrections.len()];
        let mut before = std::mem::take(&mut self.analysed);
        for named in named(&transaction, &corrections)? {
            let known = before.remove(&named.row);
            self.put(&transaction, &corrections, &named, known, analyst)?;
        }
        for row in before.into_keys() {
            take_out(&transaction, row)?;
        }
        self.judge(&transaction, &corrections)?;
        transaction.commit()?;
        (self.revision, self.changed) = (Some(revision), false);
        Ok(true)
    }

    fn put(
        &mut self,
        connection: &Connection,
        corrections: &[Correction],
        named: &Named,
        known: Option<(Vec<Correction>, Vec<Outcome>)>,
        analyst: &Analyst,
    ) -> rusqlite::Result<()> {
        let is_about =
            |it: &Correction| it.change.with().is_none() && (it.document_id == named.id || it.document == named.name);
        let (indices, about): (Vec<usize>, Vec<Correction>) =
            corrections.iter().cloned().enumerate().filter(|(_, correction)| is_about(correction)).unzip();
        let outcomes = match known {
            Some((before, outcomes)) if before == about => outcomes,
            _ => analysed(connection, named.row, &about, analyst)?,
        };
        for (index, outcome) in indices.into_iter().zip(&outcomes) {
            if let (Outcome::Done(quotation), Some(holds)) = (outcome, self.holds.get_mut(index)) {
                holds.push(Holds { document_id: named.id.clone(), quotation: quotation.clone() });
                self.corrected = true;
            }
        }
        self.analysed.insert(named.row, (about, outcomes));
        Ok(())
    }

    /// Finds what the corrections say of pairs: both sides' words, as they are found in what is there now.
    fn judge(&mut self, connection: &Connection, corrections: &[Correction]) -> rusqlite::Result<()> {
        self.verdicts.clear();
        for (correction, holds) in corrections.iter().zip(&mut self.holds) {
            let Some(both) = correction.both() else { continue };
            let mut found = Vec::new();
            for there in &both {
                found.extend(quotation_there(connection, self.corrected, there)?);
            }
            if let [one, other] = found.as_slice()
                && let (Some(first), Some(second), Some(ruling)) =
                    (&one.quotation, &other.quotation, correction.change.ruling())
            {
                self.verdicts.push(Verdict { about: [first.clone(), second.clone()], ruling });
                *holds = found;
            }
        }
        Ok(())
    }
}

/// The quotation of some words: in the document of that content, else in one of that name.
fn quotation_there(connection: &Connection, corrected: bool, there: &There) -> rusqlite::Result<Option<Holds>> {
    let wanted = "d.id = ?1 OR d.name = ?2";
    let params = params![there.document_id, there.document];
    let mut documents = tables::documents(connection, corrected, &format!("({wanted})"), params)?;
    documents.sort_by_key(|document| document.id != there.document_id);
    for document in documents {
        let same = document.id == there.document_id;
        let Some(spans) = there.passage.find(&Page::new(&document), same) else { continue };
        let quotations = tables::quotations(connection, corrected, "d.id = ?1", [&document.id])?;
        if let Some(quotation) = correction::target(&quotations, &spans).and_then(|at| quotations.get(at)) {
            let quotation = Some(quotation.id.clone());
            return Ok(Some(Holds { document_id: document.id, quotation }));
        }
    }
    Ok(None)
}

/// Analyses a document with its corrections and puts what that gives in place of what was there; where none of them
/// holds, nothing.
fn analysed(
    connection: &Connection,
    row: i64,
    corrections: &[Correction],
    analyst: &Analyst,
) -> rusqlite::Result<Vec<Outcome>> {
    take_out(connection, row)?;
    let Some(document) = tables::documents(connection, false, "d.row = ?1", [row])?.pop() else {
        return Ok(vec![Outcome::Lost; corrections.len()]);
    };
    let (corrected, mut analysis, outcomes) = analyst.corrected(&document, corrections);
    if outcomes.iter().any(|outcome| *outcome != Outcome::Lost) {
        keep_groups(connection, &document.id, &mut analysis)?;
        put(connection, row, &corrected, &analysis, analyst)?;
    }
    Ok(outcomes)
}

/// Tables without keys and constraints: they hold what the library's tables hold, of a few documents.
const TABLES: &str = "
    DROP TABLE IF EXISTS temp.corrected_documents;
    DROP TABLE IF EXISTS temp.corrected_quotations;
    DROP TABLE IF EXISTS temp.corrected_quotation_topics;
    DROP TABLE IF EXISTS temp.corrected_meetings;
    CREATE TABLE temp.corrected_documents AS SELECT * FROM main.documents WHERE FALSE;
    CREATE TABLE temp.corrected_quotations AS SELECT * FROM main.quotations WHERE FALSE;
    CREATE TABLE temp.corrected_quotation_topics AS SELECT * FROM main.quotation_topics WHERE FALSE;
    CREATE TABLE temp.corrected_meetings AS SELECT * FROM main.meetings WHERE FALSE;
    CREATE INDEX temp.corrected_document ON corrected_quotations (document);
    CREATE INDEX temp.corrected_id ON corrected_quotations (id);
    CREATE INDEX temp.corrected_topic ON corrected_quotation_topics (quotation);
";

/// A document that corrections name.
struct Named {
    row: i64,
    id: String,
    name: Clean,
}

/// The documents that corrections name, by content or by file name.
fn named(connection: &Connection, corrections: &[Correction]) -> rusqlite::Result<Vec<Named>> {
    let corrections = corrections.iter().filter(|correction| correction.change.with().is_none());
    let ids: HashSet<&str> = corrections.clone().map(|correction| correction.document_id.as_str()).collect();
    let names: HashSet<&str> = corrections.map(|correction| correction.document.as_str()).collect();
    // The names are read from the index of the list, which is all there is to be gone through.
    let select = "SELECT row, id, name FROM main.documents WHERE id IN (SELECT value FROM json_each(?1)) \
                  UNION SELECT row, id, name FROM main.documents WHERE name IN (SELECT value FROM json_each(?2))";
    let read =
        |row: &Row<'_>| Ok(Named { row: row.get(0)?, id: row.get::<_, Clean>(1)?.to_string(), name: row.get(2)? });
    connection.prepare_cached(select)?.query_map(params![Json(ids), Json(names)], read)?.collect()
}

/// Takes a document's rows out.
fn take_out(connection: &Connection, row: i64) -> rusqlite::Result<()> {
    for delete in [
        "DELETE FROM temp.corrected_quotation_topics WHERE quotation IN \
         (SELECT row FROM temp.corrected_quotations WHERE document = ?)",
        "DELETE FROM temp.corrected_quotations WHERE document = ?",
        "DELETE FROM temp.corrected_meetings WHERE document = ?",
        "DELETE FROM temp.corrected_documents WHERE row = ?",
    ] {
        connection.prepare_cached(delete)?.execute([row])?;
    }
    Ok(())
}

/// The same words elsewhere are still the same words elsewhere.
fn keep_groups(connection: &Connection, document_id: &str, analysis: &mut Analysis) -> rusqlite::Result<()> {
    let stored = tables::quotations(connection, false, "d.id = ?1", [document_id])?;
    let mut groups: HashMap<String, Option<String>> =
        stored.into_iter().map(|quotation| (quotation.id, quotation.group)).collect();
    for quotation in &mut analysis.quotations {
        quotation.group = groups.remove(&quotation.id).flatten();
    }
    Ok(())
}

fn put(
    connection: &Connection,
    row: i64,
    document: &Document,
    analysis: &Analysis,
    analyst: &Analyst,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO temp.corrected_documents SELECT * FROM main.documents WHERE row = ?")?
        .execute([row])?;
    let update = "UPDATE temp.corrected_documents SET title = ?2, published = ?3, language = ?4, opening = ?5, folded = ?6 \
                  WHERE row = ?1";
    let (opening, folded) = write::called(document);
    connection.prepare_cached(update)?.execute(params![
        row,
        document.title,
        document.published.map(Word),
        Word(document.language),
        opening,
        folded,
    ])?;
    write::put_analysis(connection, To::Reader, row, analysis, &analyst.corpus, "")
}
