//! Adding, removing, and deriving anew. Every change is one transaction: it is there as a whole or not at
//! all, and what was acknowledged survives a kill.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::{
    Added, Error, Library, Progress, RULES_VERSION, Result, Store,
    analysis::Analysis,
    rows::{self, Json, UNDATED, Word},
    tables,
};
use crate::{
    alignment::Statements,
    corpus::{Corpus, Meeting},
    document::Document,
    ingest::Ingested,
    quotation::{Kind, Quotation},
    text::{Clean, fold::fold},
};

/// Documents in one transaction: what a kill can undo, and how often progress is told.
pub const BATCH: usize = 32;

impl Library {
    /// Adds a document, unless its content is there already.
    pub fn add(&mut self, ingested: &Ingested) -> Result<Added> {
        Ok(self.add_many(std::slice::from_ref(ingested))?.first().copied().unwrap_or(Added::Known))
    }

    /// Adds documents, all or none; one answer for each.
    pub fn add_many(&mut self, ingested: &[Ingested]) -> Result<Vec<Added>> {
        let added = self.store(ingested)?;
        self.regroup()?;
        Ok(added)
    }

    /// Like [`Self::add_many`], but leaves it to the caller to [`Self::regroup`] after the last of many.
    pub(super) fn store(&mut self, ingested: &[Ingested]) -> Result<Vec<Added>> {
        self.writable()?;
        let mut analysed = Vec::with_capacity(ingested.len());
        for Ingested { document, .. } in ingested {
            let new = self.ask(|connection| tables::row(connection, &document.id))?.is_none();
            analysed.push((document, new.then(|| self.analyst.analyse(document))));
        }
        self.put(analysed)
    }

    /// Writes documents with what was derived from them; none is derived from what is there already.
    pub(super) fn put(&mut self, analysed: Vec<(&Document, Option<Analysis>)>) -> Result<Vec<Added>> {
        let corpus = self.analyst.corpus.clone();
        let stamp = self.stamp.clone();
        self.change(|transaction| {
            let put = |(document, analysis): (&Document, Option<Analysis>)| match analysis {
                Some(analysis) if put_document(transaction, document)? => {
                    put_derived(transaction, &document.id, &analysis, &corpus, &stamp)?;
                    Ok(Added::New)
                }
                _ => Ok(Added::Known),
            };
            analysed.into_iter().map(put).collect()
        })
    }

    /// Takes a document out, with everything derived from it; false if it is not there.
    pub fn remove(&mut self, document_id: &str) -> Result<bool> {
        self.writable()?;
        let removed = self.change(|transaction| {
            transaction.prepare_cached("DELETE FROM documents WHERE id = ?")?.execute([document_id])
        })?;
        self.regroup()?;
        Ok(removed > 0)
    }

    /// Whether something is derived by other rules, with another corpus, or not to the end: see
    /// [`Self::rebuild`]. Opening does not do it, so that it takes no time.
    pub fn stale(&self) -> Result<bool> {
        self.ask(|connection| Ok(outdated(connection, &self.stamp)? > 0 || !grouped(connection)?))
    }

    /// Whether all of it was derived by these rules; with which corpus is not asked.
    pub(super) fn is_of_these_rules(&self) -> Result<bool> {
        // Of the stamps that begin with the version and a hyphen: a full stop comes next after that.
        let (from, to) = (format!("{RULES_VERSION}-"), format!("{RULES_VERSION}."));
        let others = "SELECT EXISTS (SELECT 1 FROM documents WHERE stamp < ?1 OR stamp >= ?2)";
        self.ask(|connection| {
            let others: bool = connection.prepare_cached(others)?.query_row([from, to], |row| row.get(0))?;
            Ok(!others && grouped(connection)?)
        })
    }

    /// Derives anew what [`Self::stale`] found. Can be stopped at any time, and goes on where it stopped;
    /// meant for a second connection in the background, while the first one reads.
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<()> {
        self.writable()?;
        let total = self.ask(|connection| outdated(connection, &self.stamp))?;
        let mut done = 0;
        loop {
            let documents = self.ask(|connection| tables::outdated(connection, &self.stamp, BATCH))?;
            if documents.is_empty() {
                return self.regroup();
            }
            let analysed: Vec<(String, Analysis)> =
                documents.iter().map(|document| (document.id.clone(), self.analyst.analyse(document))).collect();
            let corpus = self.analyst.corpus.clone();
            let stamp = self.stamp.clone();
            self.change(|transaction| {
                analysed.iter().try_for_each(|(id, analysis)| put_derived(transaction, id, analysis, &corpus, &stamp))
            })?;
            done += documents.len();
            progress(Progress { done, total: total.max(done) });
        }
    }

    /// Finds the same words in different documents, if documents came or went since it was last done.
    pub(super) fn regroup(&mut self) -> Result<()> {
        if self.ask(grouped)? {
            return Ok(());
        }
        let revision = self.revision()?;
        let corpus = self.analyst.corpus.clone();
        let mut statements = Statements::new(&corpus);
        self.ask(|connection| {
            tables::each_quotation(connection, false, "TRUE", |quotation| {
                statements.push(quotation);
                true
            })
        })?;
        let groups = statements.groups();
        self.transact(|transaction| {
            if tables::revision(transaction)? != revision {
                // Somebody else changed the library meanwhile, and will look at the whole once more.
                return Ok(());
            }
            let mut set =
                transaction.prepare_cached("UPDATE quotations SET same = ?1 WHERE id = ?2 AND same IS NOT ?1")?;
            for (number, group) in groups.iter().enumerate() {
                if group.as_deref() != statements.group(number) {
                    set.execute(params![group, statements.id(number)])?;
                }
            }
            transaction.execute("UPDATE state SET grouped = 1, revision = revision + 1", [])?;
            Ok(())
        })
    }

    pub(super) fn writable(&self) -> Result<()> {
        if self.read_only { Err(Error::ReadOnly { file: self.path().to_owned() }) } else { Ok(()) }
    }

    /// A change of the documents, after which the groups have to be looked at.
    fn change<T>(&mut self, change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T> {
        self.transact(|transaction| {
            let before = transaction.total_changes();
            let changed = change(transaction)?;
            if transaction.total_changes() > before {
                transaction.execute("UPDATE state SET grouped = 0, revision = revision + 1", [])?;
            }
            Ok(changed)
        })
    }

    /// All of `change` or, where it fails, nothing.
    fn transact<T>(&mut self, change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T> {
        let changed = (|| {
            // Immediate: a transaction that begins by reading could not wait for another writer.
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let changed = change(&transaction)?;
            transaction.commit()?;
            Ok(changed)
        })();
        changed.map_err(|error| Error::engine(self.path(), &error))
    }
}

pub fn outdated(connection: &Connection, stamp: &str) -> rusqlite::Result<usize> {
    // Two ranges of the index; `<>` would read all.
    let count = "SELECT count(*) FROM documents WHERE stamp < ?1 OR stamp > ?1";
    connection.prepare_cached(count)?.query_row([stamp], |row| row.get(0))
}

pub fn grouped(connection: &Connection) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT grouped FROM state")?.query_row([], |row| row.get(0))
}

/// The words a document without a title begins with, and what it is called as that is compared.
pub fn called(document: &Document) -> (Option<Clean>, String) {
    let opening = document.opening().filter(|_| document.title.is_none());
    let heading = document.title.as_deref().or(opening.as_deref()).unwrap_or_default();
    let folded = fold(&format!("{}\n{heading}", document.name));
    (opening, folded)
}

/// False if its content is there already.
fn put_document(connection: &Connection, document: &Document) -> rusqlite::Result<bool> {
    let insert = "INSERT INTO documents (id, name, title, opening, published, language, source, url, words, folded, \
                  stamp, day, quotations, lefts, rights) \
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 0, 0, 0) ON CONFLICT (id) DO NOTHING RETURNING row";
    let (opening, folded) = called(document);
    let row: Option<i64> = connection
        .prepare_cached(insert)?
        .query_row(
            params![
                document.id,
                document.name,
                document.title,
                opening,
                document.published.map(Word),
                Word(document.language),
                document.source,
                document.url,
                document.words(),
                folded,
                UNDATED,
            ],
            |row| row.get(0),
        )
        .optional()?;
    let Some(row) = row else { return Ok(false) };
    connection
        .prepare_cached("INSERT INTO texts (document, paragraphs) VALUES (?, ?)")?
        .execute(params![row, rows::paragraphs(document)])?;
    Ok(true)
}

/// Writes what was derived from a document in place of what was there.
fn put_derived(
    connection: &Connection,
    document_id: &str,
    analysis: &Analysis,
    corpus: &Corpus,
    stamp: &str,
) -> rusqlite::Result<()> {
    // Removed meanwhile by another program: nothing to derive from.
    let Some(row) = tables::row(connection, document_id)? else { return Ok(()) };
    connection.prepare_cached("DELETE FROM main.quotations WHERE document = ?")?.execute([row])?;
    connection.prepare_cached("DELETE FROM main.meetings WHERE document = ?")?.execute([row])?;
    put_analysis(connection, To::Library, row, analysis, corpus, stamp)
}

/// Whose rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Library,
    /// The reader's own: see [`super::overlay`].
    Reader,
}

impl To {
    /// What stands before the names of the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Library => "main.",
            Self::Reader => "temp.corrected_",
        }
    }
}

/// Writes what was derived from the document of this key; nothing derived from it is there.
pub fn put_analysis(
    connection: &Connection,
    to: To,
    row: i64,
    analysis: &Analysis,
    corpus: &Corpus,
    stamp: &str,
) -> rusqlite::Result<()> {
    for (ordinal, quotation) in analysis.quotations.iter().enumerate() {
        put_quotation(connection, to, row, ordinal, quotation)?;
    }
    for meeting in &analysis.assignment.derived {
        put_meeting(connection, to, row, meeting)?;
    }

    let meeting = analysis.assignment.meeting.as_deref();
    let date = meeting.and_then(|id| {
        let derived = || analysis.assignment.derived.iter().find(|meeting| meeting.id == id);
        corpus.meeting(id).or_else(derived).map(|meeting| meeting.date)
    });
    let mut sides: HashMap<&str, usize> = HashMap::new();
    for quotation in analysis.quotations.iter().filter(|quotation| quotation.kind != Kind::Reported) {
        *sides.entry(quotation.side.as_deref().unwrap_or_default()).or_default() += 1;
    }
    let said = |at: usize| corpus.sides.get(at).and_then(|side| sides.get(side.id.as_str())).unwrap_or(&0);
    let update = format!(
        "UPDATE {}documents SET stamp = ?2, meeting = ?3, day = coalesce(?4, published, ?5), \
         quotations = ?6, lefts = ?7, rights = ?8, evidence = ?9 WHERE row = ?1",
        to.name()
    );
    connection.prepare_cached(&update)?.execute(params![
        row,
        stamp,
        meeting,
        date.map(Word),
        UNDATED,
        analysis.quotations.len(),
        said(0),
        said(1),
        Json(&analysis.assignment.reasons),
    ])?;
    Ok(())
}

fn put_quotation(
    connection: &Connection,
    to: To,
    document: i64,
    ordinal: usize,
    quotation: &Quotation,
) -> rusqlite::Result<()> {
    let tables = to.name();
    // The keys are the engine's to give in the library; the reader's are beside them, below nought.
    let row: Option<i64> = match to {
        To::Library => None,
        To::Reader => {
            let next = "SELECT -1 - coalesce(max(rowid), 0) FROM temp.corrected_quotations";
            Some(connection.prepare_cached(next)?.query_row([], |row| row.get(0))?)
        }
    };
    let insert = format!(
        "INSERT INTO {tables}quotations (row, document, ordinal, id, kind, segments, text, sentence, paragraph, spans, \
                  \"start\", \"end\", speaker, speaker_folded, speaker_id, side, office, mention, mention_span, \
                  cue, cue_span, rule, confidence, decided, meeting, date, place, same) \
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    );
    connection.prepare_cached(&insert)?.execute(params![
        row,
        document,
        ordinal,
        quotation.id,
        Word(quotation.kind),
        Json(&quotation.segments),
        quotation.text,
        quotation.sentence,
        quotation.paragraph,
        Json(&quotation.spans),
        quotation.start,
        quotation.end,
        quotation.speaker,
        quotation.speaker.as_deref().map(fold),
        quotation.speaker_id,
        quotation.side,
        quotation.office,
        quotation.mention,
        quotation.mention_span.map(Json),
        quotation.cue,
        quotation.cue_span.map(Json),
        quotation.rule,
        quotation.confidence,
        Word(quotation.by),
        quotation.meeting,
        quotation.date.map(Word),
        quotation.place,
        quotation.group,
    ])?;
    let row = row.unwrap_or_else(|| connection.last_insert_rowid());
    let insert = format!("INSERT INTO {tables}quotation_topics (quotation, rank, topic) VALUES (?, ?, ?)");
    let mut insert = connection.prepare_cached(&insert)?;
    for (rank, topic) in quotation.topics.iter().enumerate() {
        insert.execute(params![row, rank, topic])?;
    }
    Ok(())
}

fn put_meeting(connection: &Connection, to: To, document: i64, meeting: &Meeting) -> rusqlite::Result<()> {
    let insert = format!(
        "INSERT OR REPLACE INTO {}meetings (document, id, date, place, kind, participants, names, source) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        to.name()
    );
    connection.prepare_cached(&insert)?.execute(params![
        document,
        meeting.id,
        Word(meeting.date),
        meeting.place,
        Word(meeting.kind),
        Json(&meeting.participants),
        Json(&meeting.names),
        meeting.source,
    ])?;
    Ok(())
}
