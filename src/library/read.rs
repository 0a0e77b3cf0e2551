//! Reading: the [`Store`] of a [`Library`]. Lists come in pages from an index.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::Path,
    sync::Arc,
};

use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};

use super::{
    Error, Hit, Library, MeetingSummary, Page, Result, SpeakerSummary, Store, Summary, TopicSummary,
    rows::{self, Json, Word},
    scan::{self, Query},
};
use crate::{
    alignment::{self, GroupBy, Pair},
    corpus::{Corpus, Meeting},
    document::{Document, PARAGRAPH_BREAK, ParagraphKind},
    quotation::{Filter, Quotation},
    text::{Clean, fold::fold},
};

/// The pairs as they were at some revision.
#[derive(Default)]
pub(super) struct PairCache {
    revision: i64,
    pairs: HashMap<GroupBy, Arc<Vec<Pair<String>>>>,
}

impl Library {
    /// Grows with every change, whoever makes it: what was read at another revision may be out of date.
    pub fn revision(&self) -> Result<i64> {
        self.ask(revision)
    }

    pub(super) fn path(&self) -> &Path {
        self.file.as_deref().unwrap_or(Path::new("memory"))
    }

    pub(super) fn ask<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        question(&self.connection).map_err(|error| Error::engine(self.path(), &error))
    }

    fn all_pairs(&self, group_by: GroupBy) -> Result<Arc<Vec<Pair<String>>>> {
        let revision = self.revision()?;
        let mut cache = self.pairs.borrow_mut();
        if cache.revision != revision {
            *cache = PairCache { revision, ..PairCache::default() };
        }
        if let Some(pairs) = cache.pairs.get(&group_by) {
            return Ok(pairs.clone());
        }
        let with_side = "WHERE q.side IS NOT NULL";
        let quotations = self.ask(|connection| quotations_where(connection, with_side, []))?;
        let pairs = alignment::align(&quotations, self.corpus(), group_by);
        let id = |index: usize| quotations.get(index).map(|quotation| quotation.id.clone()).unwrap_or_default();
        let pairs = Arc::new(pairs.into_iter().map(|pair| pair.map(id)).collect::<Vec<_>>());
        cache.pairs.insert(group_by, pairs.clone());
        Ok(pairs)
    }
}

impl Store for Library {
    fn corpus(&self) -> &Corpus {
        &self.analyst.corpus
    }

    fn len(&self) -> Result<usize> {
        self.ask(|connection| {
            connection.prepare_cached("SELECT count(*) FROM documents")?.query_row([], |row| row.get(0))
        })
    }

    fn documents(&self, page: Page) -> Result<Vec<Summary>> {
        self.summaries("ORDER BY d.day, d.name, d.id LIMIT ? OFFSET ?", params![page.limit, page.offset])
    }

    fn summary(&self, document_id: &str) -> Result<Option<Summary>> {
        Ok(self.summaries("WHERE d.id = ?", [document_id])?.pop())
    }

    fn position(&self, document_id: &str) -> Result<Option<usize>> {
        let before = "SELECT (SELECT count(*) FROM documents AS b WHERE (b.day, b.name, b.id) < (d.day, d.name, d.id)) \
                      FROM documents AS d WHERE d.id = ?";
        self.ask(|connection| connection.prepare_cached(before)?.query_row([document_id], |row| row.get(0)).optional())
    }

    fn find(&self, name: &str) -> Result<Vec<Summary>> {
        let folded = fold(&Clean::new(name).trimmed());
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        // The whole name means that document, though it be a part of another's.
        for exactly in ["WHERE d.id = ?", "WHERE d.name = ? ORDER BY d.day, d.name, d.id"] {
            let found = self.summaries(exactly, [name])?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        self.summaries("WHERE instr(d.folded, ?) > 0 ORDER BY d.day, d.name, d.id", [folded])
    }

    fn document(&self, document_id: &str) -> Result<Option<Document>> {
        let found = self.ask(|connection| documents_where(connection, "WHERE d.id = ?", [document_id]));
        Ok(found?.pop())
    }

    fn quotations_in(&self, document_id: &str) -> Result<Vec<Quotation>> {
        self.ask(|connection| quotations_where(connection, "WHERE d.id = ? ORDER BY q.ordinal", [document_id]))
    }

    fn quotation(&self, id: &str) -> Result<Option<Quotation>> {
        self.ask(|connection| Ok(quotations_where(connection, "WHERE q.id = ?", [id])?.into_iter().next()))
    }

    fn quotations(&self, filter: &Filter) -> Result<Vec<Quotation>> {
        self.ask(|connection| quotations(connection, filter))
    }

    fn pairs(&self, group_by: GroupBy, filter: &Filter) -> Result<Vec<Pair<String>>> {
        let pairs = self.all_pairs(group_by)?;
        if filter.is_empty() {
            return Ok(pairs.to_vec());
        }
        let wanted = self.ask(|connection| ids(connection, filter))?;
        let is_wanted = |id: &Option<String>| id.as_ref().is_some_and(|id| wanted.contains(id));
        Ok(pairs.iter().filter(|pair| is_wanted(&pair.left) || is_wanted(&pair.right)).cloned().collect())
    }

    fn meetings(&self) -> Result<Vec<MeetingSummary>> {
        let (derived, documents, quotations) = self.ask(|connection| {
            let documents = "SELECT meeting, count(*) FROM (\
                             SELECT meeting, row FROM documents WHERE meeting IS NOT NULL \
                             UNION SELECT meeting, document FROM quotations WHERE meeting IS NOT NULL) GROUP BY meeting";
            let quotations = "SELECT meeting, count(*) FROM quotations WHERE meeting IS NOT NULL GROUP BY meeting";
            Ok((derived_meetings(connection, None)?, counts(connection, documents)?, counts(connection, quotations)?))
        })?;
        let corpus = self.corpus();
        let name = |id: &String| corpus.person(id).map_or_else(|| Clean::new(id), |person| person.display().clone());
        let unlisted = derived.into_values().filter(|meeting| corpus.meeting(&meeting.id).is_none());
        let mut meetings: Vec<MeetingSummary> = corpus
            .meetings
            .iter()
            .cloned()
            .chain(unlisted)
            .map(|meeting| MeetingSummary {
                documents: documents.get(&meeting.id).copied().unwrap_or(0),
                quotations: quotations.get(&meeting.id).copied().unwrap_or(0),
                meeting: meeting.id,
                date: meeting.date,
                place: meeting.place,
                kind: meeting.kind.name(),
                participants: meeting.participants.iter().map(name).collect(),
                derived: meeting.derived,
            })
            .collect();
        meetings.sort_by(|a, b| (a.date, &a.meeting).cmp(&(b.date, &b.meeting)));
        Ok(meetings)
    }

    fn meeting(&self, id: &str) -> Result<Option<Meeting>> {
        match self.corpus().meeting(id) {
            Some(meeting) => Ok(Some(meeting.clone())),
            None => self.ask(|connection| Ok(derived_meetings(connection, Some(id))?.into_values().next())),
        }
    }

    fn speakers(&self) -> Result<Vec<SpeakerSummary>> {
        let select = "SELECT speaker, speaker_id, side, count(*) AS quotations, count(DISTINCT document) \
                      FROM quotations WHERE speaker IS NOT NULL GROUP BY speaker_id, speaker, side \
                      ORDER BY quotations DESC, speaker, speaker_id";
        self.ask(|connection| {
            let summary = |row: &Row<'_>| {
                Ok(SpeakerSummary {
                    speaker: row.get(0)?,
                    speaker_id: row.get(1)?,
                    side: row.get(2)?,
                    quotations: row.get(3)?,
                    documents: row.get(4)?,
                })
            };
            connection.prepare_cached(select)?.query_map([], summary)?.collect()
        })
    }

    fn topics(&self) -> Result<Vec<TopicSummary>> {
        let quotations =
            self.ask(|connection| counts(connection, "SELECT topic, count(*) FROM quotation_topics GROUP BY topic"))?;
        let summary = |topic: &crate::corpus::Topic| TopicSummary {
            topic: topic.id.clone(),
            name: topic.name.clone(),
            quotations: quotations.get(&topic.id).copied().unwrap_or(0),
        };
        Ok(self.corpus().topics.iter().map(summary).collect())
    }

    fn search(&self, query: &str, filter: &Filter, most: usize) -> Result<Vec<Hit>> {
        self.ask(|connection| search(connection, &Query::new(query), filter, most))
    }
}

impl Library {
    fn summaries(&self, rest: &str, params: impl rusqlite::Params) -> Result<Vec<Summary>> {
        let select = format!("SELECT {} FROM documents AS d {rest}", rows::SUMMARY);
        self.ask(|connection| connection.prepare_cached(&select)?.query_map(params, rows::summary)?.collect())
    }
}

pub(super) fn revision(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT revision FROM state")?.query_row([], |row| row.get(0))
}

/// The key of a document in the tables.
pub(super) fn row(connection: &Connection, document_id: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT row FROM documents WHERE id = ?")?
        .query_row([document_id], |row| row.get(0))
        .optional()
}

/// Some documents that were derived by other rules or with another corpus.
pub(super) fn outdated(connection: &Connection, stamp: &str, most: usize) -> rusqlite::Result<Vec<Document>> {
    documents_where(connection, "WHERE d.stamp < ?1 OR d.stamp > ?1 LIMIT ?2", params![stamp, most])
}

fn documents_where(
    connection: &Connection,
    rest: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Document>> {
    let select = format!("SELECT {} FROM documents AS d JOIN texts AS t ON t.document = d.row {rest}", rows::DOCUMENT);
    connection.prepare_cached(&select)?.query_map(params, rows::document)?.collect()
}

fn quotations_where(
    connection: &Connection,
    rest: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Quotation>> {
    let select =
        format!("SELECT {} FROM documents AS d JOIN quotations AS q ON q.document = d.row {rest}", rows::QUOTATION);
    connection.prepare_cached(&select)?.query_map(params, rows::quotation)?.collect()
}

/// The quotations wanted, in the order of the documents and of the text.
pub(super) fn quotations(connection: &Connection, filter: &Filter) -> rusqlite::Result<Vec<Quotation>> {
    let (wanted, values) = conditions(filter);
    let rest = format!("{wanted} ORDER BY d.day, d.name, d.id, q.ordinal");
    quotations_where(connection, &rest, params_from_iter(values))
}

fn ids(connection: &Connection, filter: &Filter) -> rusqlite::Result<HashSet<String>> {
    let (wanted, values) = conditions(filter);
    let select = format!("SELECT q.id FROM documents AS d JOIN quotations AS q ON q.document = d.row {wanted}");
    connection.prepare_cached(&select)?.query_map(params_from_iter(values), |row| row.get(0))?.collect()
}

/// [`Filter::matches`] in the engine's words.
fn conditions(filter: &Filter) -> (String, Vec<Box<dyn ToSql>>) {
    let mut conditions: Vec<&str> = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut ask = |condition: &'static str, value: Option<Box<dyn ToSql>>| {
        if let Some(value) = value {
            conditions.push(condition);
            values.push(value);
        }
    };
    fn boxed<T: ToSql + 'static>(value: Option<T>) -> Option<Box<dyn ToSql>> {
        value.map(|value| Box::new(value) as Box<dyn ToSql>)
    }
    ask("q.side = ?", boxed(filter.side.clone()));
    ask("q.meeting = ?", boxed(filter.meeting.clone()));
    ask(
        "EXISTS (SELECT 1 FROM quotation_topics AS t WHERE t.quotation = q.row AND t.topic = ?)",
        boxed(filter.topic.clone()),
    );
    ask("d.language = ?", boxed(filter.language.map(Word)));
    ask("q.kind = ?", boxed(filter.kind.map(Word)));
    ask("q.date >= ?", boxed(filter.since.map(Word)));
    ask("q.date <= ?", boxed(filter.until.map(Word)));
    if let Some(speaker) = &filter.speaker {
        conditions.push("(q.speaker_id = ? OR instr(q.speaker_folded, ?) > 0)");
        values.push(Box::new(speaker.clone()));
        values.push(Box::new(fold(speaker)));
    }
    let all = if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
    (all, values)
}

fn counts(connection: &Connection, select: &str) -> rusqlite::Result<HashMap<String, usize>> {
    connection.prepare_cached(select)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// By id; what several documents tell of one meeting is one meeting with all who took part.
fn derived_meetings(connection: &Connection, id: Option<&str>) -> rusqlite::Result<BTreeMap<String, Meeting>> {
    let select =
        format!("SELECT {} FROM meetings AS m WHERE ?1 IS NULL OR m.id = ?1 ORDER BY m.id, m.document", rows::MEETING);
    let mut meetings: BTreeMap<String, Meeting> = BTreeMap::new();
    for meeting in connection.prepare_cached(&select)?.query_map([id], rows::meeting)? {
        let meeting = meeting?;
        match meetings.get_mut(&meeting.id) {
            Some(known) => {
                for participant in meeting.participants {
                    if !known.participants.contains(&participant) {
                        known.participants.push(participant);
                    }
                }
            }
            None => {
                meetings.insert(meeting.id.clone(), meeting);
            }
        }
    }
    Ok(meetings)
}

/// Document by document in the order of the list, until there are enough hits.
fn search(connection: &Connection, query: &Query, filter: &Filter, most: usize) -> rusqlite::Result<Vec<Hit>> {
    let mut hits = Vec::new();
    if query.is_empty() {
        return Ok(hits);
    }
    let select = format!(
        "SELECT {}, t.paragraphs FROM documents AS d JOIN texts AS t ON t.document = d.row \
         ORDER BY d.day, d.name, d.id",
        rows::SUMMARY
    );
    let mut statement = connection.prepare_cached(&select)?;
    let mut documents = statement.query([])?;
    while let Some(row) = documents.next()? {
        // Not neutralised here, as it would take longer than the search; snippets are.
        let Json(paragraphs): Json<Vec<(ParagraphKind, String)>> = row.get("paragraphs")?;
        let found = query.scan(&paragraphs);
        if found.is_empty() {
            continue;
        }
        let document = rows::summary(row)?;
        let of_document = "WHERE d.id = ? ORDER BY q.ordinal";
        let quotations = quotations_where(connection, of_document, [&document.document_id])?;
        let lengths = paragraphs.iter().map(|(_, text)| text.chars().count() + PARAGRAPH_BREAK.len());
        let starts: Vec<usize> = std::iter::once(0)
            .chain(lengths.scan(0, |sum, length| {
                *sum += length;
                Some(*sum)
            }))
            .collect();
        for found in found {
            let Some(start) = starts.get(found.paragraph) else { continue };
            let at = found.at.shifted(*start);
            let quotation = quotations
                .iter()
                .find(|quotation| quotation.spans.iter().any(|span| span.start < at.end && at.start < span.end));
            if !is_wanted(filter, &document, quotation) {
                continue;
            }
            hits.push(Hit {
                document: document.document.clone(),
                document_id: document.document_id.clone(),
                paragraph: found.paragraph,
                start: at.start,
                end: at.end,
                snippet: paragraphs
                    .get(found.paragraph)
                    .map_or_else(Clean::default, |(_, text)| scan::snippet(text, found.at)),
                quotation: quotation.map(|quotation| quotation.id.clone()),
            });
            if hits.len() >= most {
                return Ok(hits);
            }
        }
    }
    Ok(hits)
}

/// Who says it, of what side, topic and kind can only be asked of words that are quoted; language, meeting
/// and date of others too.
fn is_wanted(filter: &Filter, document: &Summary, quotation: Option<&Quotation>) -> bool {
    let Filter { speaker, side, meeting, topic, language, kind, since, until } = filter;
    if let Some(quotation) = quotation {
        return filter.matches(quotation);
    }
    speaker.is_none()
        && side.is_none()
        && topic.is_none()
        && kind.is_none()
        && (meeting.is_none() || *meeting == document.meeting)
        && language.is_none_or(|language| language == document.language)
        && since.is_none_or(|since| document.date.is_some_and(|date| date >= since))
        && until.is_none_or(|until| document.date.is_some_and(|date| date <= until))
}
