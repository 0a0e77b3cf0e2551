//! Reading: the [`Store`] of a [`Library`]. Lists come in pages from an index.

use std::{collections::HashMap, path::Path, sync::Arc};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    Error, Hit, Library, MeetingSummary, Page, Result, SpeakerSummary, Store, Summary, Tally, TopicSummary, Utterance,
    course,
    overlay::{Holds, both},
    rows::Json,
    scan::Query,
    tables,
    watch::{Watch, Watched},
};
use crate::{
    alignment::{GroupBy, Pair, Statements},
    corpus::{Corpus, Meeting},
    correction::Correction,
    document::Document,
    meeting::Reason,
    quotation::{Filter, Quotation},
    speaker::Cast,
    text::{Clean, fold::fold},
};

/// How long it takes to read a quotation, and to compare it by meeting or by topic, beside one another: measured with
/// `cargo bench --bench align`.
const READ: usize = 10;

const fn compared(group_by: GroupBy) -> usize {
    match group_by {
        GroupBy::Meeting => 1,
        GroupBy::Topic => 5,
    }
}

/// The pairs as they were at some revision.
#[derive(Default)]
pub(super) struct PairCache {
    revision: i64,
    pairs: HashMap<GroupBy, Arc<Vec<Pair<String>>>>,
}

impl Library {
    pub(super) fn path(&self) -> &Path {
        self.file.as_deref().unwrap_or(Path::new("memory"))
    }

    /// Asks what a reader's corrections may have changed the answer to; the question is told whether they did.
    fn look<T>(&self, question: impl FnOnce(&Connection, bool) -> rusqlite::Result<T>) -> Result<T> {
        let mut overlay = self.overlay.borrow_mut();
        if self.ask(|connection| overlay.refresh(connection, &self.analyst))? {
            self.pairs.take();
        }
        let corrected = overlay.corrected;
        self.ask(|connection| question(connection, corrected))
    }

    pub(super) fn ask<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        question(&self.connection).map_err(|error| Error::engine(self.path(), &error))
    }

    fn all_pairs(&self, group_by: GroupBy) -> Result<Arc<Vec<Pair<String>>>> {
        let revision = self.look(|connection, _| tables::revision(connection))?;
        if self.pairs.borrow().revision != revision {
            self.pairs.replace(PairCache { revision, ..PairCache::default() });
        }
        if let Some(pairs) = self.pairs.borrow().pairs.get(&group_by) {
            return Ok(pairs.clone());
        }
        let mut statements = Statements::new(self.corpus());
        let all = self.watch.as_ref().map_or(Ok(0), |_| self.ask(tables::count_of_sides))?;
        let watched = Watched::new(self.watch.as_ref(), all * (READ + compared(group_by)));
        self.look(|connection, corrected| {
            tables::each_quotation(connection, corrected, "q.side IS NOT NULL", |quotation| {
                statements.push(quotation);
                watched.goes_on(READ)
            })
        })?;
        let goes_on = |number: usize| watched.goes_on(number * compared(group_by));
        let Some(mut pairs) = statements.align_while(group_by, goes_on) else { return Err(Error::GivenUp) };
        statements.judge(&mut pairs, &self.overlay.borrow().verdicts, group_by);
        let ids = statements.into_ids();
        let id = |index: usize| ids.get(index).unwrap_or_default().to_owned();
        let pairs: Vec<Pair<String>> = pairs.into_iter().map(|pair| pair.map(id)).collect();
        let pairs = Arc::new(pairs);
        self.pairs.borrow_mut().pairs.insert(group_by, pairs.clone());
        Ok(pairs)
    }
}

impl Store for Library {
    fn another(&self, watch: Watch) -> Result<Box<dyn Store>> {
        Ok(Box::new(self.beside(watch)?))
    }

    fn revision(&self) -> Result<i64> {
        self.ask(tables::revision)
    }

    fn corpus(&self) -> &Corpus {
        &self.analyst.corpus
    }

    fn cast(&self) -> &Cast {
        self.analyst.cast()
    }

    fn correct(&mut self, corrections: Vec<Correction>) -> Result<()> {
        if self.overlay.get_mut().take(corrections) {
            self.pairs.take();
        }
        self.look(|_, _| Ok(()))
    }

    fn holds(&self) -> Result<Vec<Vec<Holds>>> {
        self.look(|_, _| Ok(()))?;
        Ok(self.overlay.borrow().holds.clone())
    }

    fn len(&self) -> Result<usize> {
        self.ask(tables::count)
    }

    fn documents(&self, page: Page) -> Result<Vec<Summary>> {
        self.summaries("TRUE", "LIMIT ?1 OFFSET ?2", params![page.limit, page.offset])
    }

    fn summary(&self, document_id: &str) -> Result<Option<Summary>> {
        Ok(self.summaries("d.id = ?1", "", [document_id])?.pop())
    }

    fn position(&self, document_id: &str) -> Result<Option<usize>> {
        self.look(|connection, corrected| tables::position(connection, corrected, document_id))
    }

    fn find(&self, name: &str) -> Result<Vec<Summary>> {
        let folded = fold(&Clean::new(name).trimmed());
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        // The whole name means that document, though it be a part of another's.
        for exactly in ["d.id = ?1", "d.name = ?1"] {
            let found = self.summaries(exactly, "", [name])?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        self.summaries("instr(d.folded, ?1) > 0", "", [folded])
    }

    fn document(&self, document_id: &str) -> Result<Option<Document>> {
        let found =
            self.look(|connection, corrected| tables::documents(connection, corrected, "d.id = ?1", [document_id]));
        Ok(found?.pop())
    }

    fn quotations_in(&self, document_id: &str) -> Result<Vec<Quotation>> {
        self.look(|connection, corrected| tables::quotations(connection, corrected, "d.id = ?1", [document_id]))
    }

    fn quotation(&self, id: &str) -> Result<Option<Quotation>> {
        let found = self.look(|connection, corrected| tables::quotations(connection, corrected, "q.id = ?1", [id]));
        Ok(found?.into_iter().next())
    }

    fn quotations(&self, filter: &Filter) -> Result<Vec<Quotation>> {
        self.look(|connection, corrected| tables::filtered(connection, corrected, filter))
    }

    fn pairs(&self, group_by: GroupBy, filter: &Filter) -> Result<Arc<Vec<Pair<String>>>> {
        let pairs = self.all_pairs(group_by)?;
        if filter.is_empty() {
            return Ok(pairs);
        }
        let wanted = self.look(|connection, corrected| tables::ids(connection, corrected, filter))?;
        let is_wanted = |id: &Option<String>| id.as_ref().is_some_and(|id| wanted.contains(id));
        let has = |row: &[Pair<String>]| row.iter().any(|pair| is_wanted(&pair.left) || is_wanted(&pair.right));
        // What the reader put into one row stays together.
        let rows = pairs.chunk_by(|_, next| next.joined).filter(|row| has(row));
        Ok(Arc::new(rows.flatten().cloned().collect()))
    }

    fn tally(&self, filter: &Filter) -> Result<Vec<Tally>> {
        self.look(|connection, corrected| course::tally(connection, corrected, self.corpus(), filter))
    }

    fn course(&self, filter: &Filter) -> Result<Vec<Utterance>> {
        self.look(|connection, corrected| course::course(connection, corrected, self.corpus(), filter))
    }

    fn meetings(&self) -> Result<Vec<MeetingSummary>> {
        let (derived, documents, quotations) = self.look(|connection, corrected| {
            let documents = both(
                corrected,
                "SELECT meeting, row FROM @documents WHERE meeting IS NOT NULL AND here(row) \
                 UNION SELECT meeting, document FROM @quotations WHERE meeting IS NOT NULL AND here(document)",
            );
            let quotations =
                both(corrected, "SELECT meeting FROM @quotations WHERE meeting IS NOT NULL AND here(document)");
            let counted = |of: &str| format!("SELECT meeting, count(*) FROM ({of}) GROUP BY meeting");
            Ok((
                tables::derived_meetings(connection, corrected, None)?,
                tables::counts(connection, &counted(&documents))?,
                tables::counts(connection, &counted(&quotations))?,
            ))
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
            None => self.look(|connection, corrected| {
                Ok(tables::derived_meetings(connection, corrected, Some(id))?.into_values().next())
            }),
        }
    }

    fn reasons(&self, document_id: &str) -> Result<Vec<Reason>> {
        let select = "SELECT d.evidence FROM @documents AS d WHERE here(d.row) AND d.id = ?1";
        let reasons = self.look(|connection, corrected| {
            let mut statement = connection.prepare_cached(&both(corrected, select))?;
            statement.query_row([document_id], |row| row.get::<_, Json<Vec<Reason>>>(0)).optional()
        })?;
        Ok(reasons.map(|Json(reasons)| reasons).unwrap_or_default())
    }

    fn speakers(&self) -> Result<Vec<SpeakerSummary>> {
        let said = "SELECT speaker, speaker_id, side, count(*) AS said, count(DISTINCT document) AS documents \
                    FROM @quotations WHERE speaker IS NOT NULL AND here(document) GROUP BY speaker_id, speaker, side";
        self.look(|connection, corrected| {
            let select = format!(
                "SELECT speaker, speaker_id, side, sum(said) AS quotations, sum(documents) FROM ({}) \
                 GROUP BY speaker_id, speaker, side ORDER BY quotations DESC, speaker, speaker_id",
                both(corrected, said)
            );
            let summary = |row: &Row<'_>| {
                Ok(SpeakerSummary {
                    speaker: row.get(0)?,
                    speaker_id: row.get::<_, Option<Clean>>(1)?.map(|id| id.to_string()),
                    side: row.get::<_, Option<Clean>>(2)?.map(|id| id.to_string()),
                    quotations: row.get(3)?,
                    documents: row.get(4)?,
                })
            };
            connection.prepare_cached(&select)?.query_map([], summary)?.collect()
        })
    }

    fn topics(&self) -> Result<Vec<TopicSummary>> {
        let quotations = self.look(|connection, corrected| {
            let counted = "SELECT topic, count(*) AS n FROM main.quotation_topics GROUP BY topic";
            if !corrected {
                return tables::counts(connection, counted);
            }
            // Those of corrected documents are taken out of the whole, which an index has counted.
            let out = "SELECT t.topic, -1 FROM temp.corrected_documents AS d \
                       JOIN main.quotations AS q ON q.document = d.row \
                       JOIN main.quotation_topics AS t ON t.quotation = q.row";
            let own = "SELECT topic, 1 FROM temp.corrected_quotation_topics";
            let all = format!("{counted} UNION ALL {out} UNION ALL {own}");
            tables::counts(connection, &format!("SELECT topic, sum(n) FROM ({all}) GROUP BY topic"))
        })?;
        let summary = |topic: &crate::corpus::Topic| TopicSummary {
            topic: topic.id.clone(),
            name: topic.name.clone(),
            quotations: quotations.get(&topic.id).copied().unwrap_or(0),
        };
        Ok(self.corpus().topics.iter().map(summary).collect())
    }

    fn search(&self, query: &str, filter: &Filter, most: usize) -> Result<Vec<Hit>> {
        self.look(|connection, corrected| tables::search(connection, corrected, &Query::new(query), filter, most))
    }
}

impl Library {
    fn summaries(&self, wanted: &str, page: &str, params: impl rusqlite::Params) -> Result<Vec<Summary>> {
        self.look(|connection, corrected| tables::summaries(connection, corrected, wanted, page, params))
    }
}
