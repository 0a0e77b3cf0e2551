//! Reading: the [`Store`] of a [`Library`]. Lists come in pages from an index.

use std::{collections::HashMap, path::Path, sync::Arc};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    Error, Hit, Library, MeetingSummary, Page, Result, SpeakerSummary, Store, Summary, TopicSummary, rows, scan::Query,
    tables,
};
use crate::{
    alignment::{self, GroupBy, Pair},
    corpus::{Corpus, Meeting},
    document::Document,
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
        self.ask(tables::revision)
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
        let quotations = self.ask(|connection| tables::quotations_where(connection, with_side, []))?;
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
        let found = self.ask(|connection| tables::documents_where(connection, "WHERE d.id = ?", [document_id]));
        Ok(found?.pop())
    }

    fn quotations_in(&self, document_id: &str) -> Result<Vec<Quotation>> {
        self.ask(|connection| tables::quotations_where(connection, "WHERE d.id = ? ORDER BY q.ordinal", [document_id]))
    }

    fn quotation(&self, id: &str) -> Result<Option<Quotation>> {
        self.ask(|connection| Ok(tables::quotations_where(connection, "WHERE q.id = ?", [id])?.into_iter().next()))
    }

    fn quotations(&self, filter: &Filter) -> Result<Vec<Quotation>> {
        self.ask(|connection| tables::quotations(connection, filter))
    }

    fn pairs(&self, group_by: GroupBy, filter: &Filter) -> Result<Vec<Pair<String>>> {
        let pairs = self.all_pairs(group_by)?;
        if filter.is_empty() {
            return Ok(pairs.to_vec());
        }
        let wanted = self.ask(|connection| tables::ids(connection, filter))?;
        let is_wanted = |id: &Option<String>| id.as_ref().is_some_and(|id| wanted.contains(id));
        Ok(pairs.iter().filter(|pair| is_wanted(&pair.left) || is_wanted(&pair.right)).cloned().collect())
    }

    fn meetings(&self) -> Result<Vec<MeetingSummary>> {
        let (derived, documents, quotations) = self.ask(|connection| {
            let documents = "SELECT meeting, count(*) FROM (\
                             SELECT meeting, row FROM documents WHERE meeting IS NOT NULL \
                             UNION SELECT meeting, document FROM quotations WHERE meeting IS NOT NULL) GROUP BY meeting";
            let quotations = "SELECT meeting, count(*) FROM quotations WHERE meeting IS NOT NULL GROUP BY meeting";
            Ok((tables::derived_meetings(connection, None)?, tables::counts(connection, documents)?, tables::counts(connection, quotations)?))
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
            None => self.ask(|connection| Ok(tables::derived_meetings(connection, Some(id))?.into_values().next())),
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
                    speaker_id: row.get::<_, Option<Clean>>(1)?.map(|id| id.to_string()),
                    side: row.get::<_, Option<Clean>>(2)?.map(|id| id.to_string()),
                    quotations: row.get(3)?,
                    documents: row.get(4)?,
                })
            };
            connection.prepare_cached(select)?.query_map([], summary)?.collect()
        })
    }

    fn topics(&self) -> Result<Vec<TopicSummary>> {
        let quotations = self.ask(|connection| {
            tables::counts(connection, "SELECT topic, count(*) FROM quotation_topics GROUP BY topic")
        })?;
        let summary = |topic: &crate::corpus::Topic| TopicSummary {
            topic: topic.id.clone(),
            name: topic.name.clone(),
            quotations: quotations.get(&topic.id).copied().unwrap_or(0),
        };
        Ok(self.corpus().topics.iter().map(summary).collect())
    }

    fn search(&self, query: &str, filter: &Filter, most: usize) -> Result<Vec<Hit>> {
        self.ask(|connection| tables::search(connection, &Query::new(query), filter, most))
    }
}

impl Library {
    fn summaries(&self, rest: &str, params: impl rusqlite::Params) -> Result<Vec<Summary>> {
        let select = format!("SELECT {} FROM documents AS d {rest}", rows::SUMMARY);
        self.ask(|connection| connection.prepare_cached(&select)?.query_map(params, rows::summary)?.collect())
    }
}
