//! Questions to the tables, below the [`Store`](super::Store): each a statement and the nouns it answers with.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use super::{
    Hit, Summary,
    rows::{self, Json, Word},
    scan::{self, Query},
};
use crate::{
    corpus::Meeting,
    document::{Document, PARAGRAPH_BREAK, ParagraphKind},
    quotation::{Filter, Quotation},
    text::{Clean, fold::fold},
};

pub fn revision(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT revision FROM state")?.query_row([], |row| row.get(0))
}

/// The key of a document in the tables.
pub fn row(connection: &Connection, document_id: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT row FROM documents WHERE id = ?")?
        .query_row([document_id], |row| row.get(0))
        .optional()
}

/// Some documents that were derived by other rules or with another corpus.
pub fn outdated(connection: &Connection, stamp: &str, most: usize) -> rusqlite::Result<Vec<Document>> {
    documents_where(connection, "WHERE d.stamp < ?1 OR d.stamp > ?1 LIMIT ?2", params![stamp, most])
}

pub fn documents_where(
    connection: &Connection,
    rest: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Document>> {
    let select = format!("SELECT {} FROM documents AS d JOIN texts AS t ON t.document = d.row {rest}", rows::DOCUMENT);
    connection.prepare_cached(&select)?.query_map(params, rows::document)?.collect()
}

pub fn quotations_where(
    connection: &Connection,
    rest: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Quotation>> {
    let select =
        format!("SELECT {} FROM documents AS d JOIN quotations AS q ON q.document = d.row {rest}", rows::QUOTATION);
    connection.prepare_cached(&select)?.query_map(params, rows::quotation)?.collect()
}

/// The quotations wanted, in the order of the documents and of the text.
pub fn quotations(connection: &Connection, filter: &Filter) -> rusqlite::Result<Vec<Quotation>> {
    let (wanted, values) = conditions(filter);
    let rest = format!("{wanted} ORDER BY d.day, d.name, d.id, q.ordinal");
    quotations_where(connection, &rest, params_from_iter(values))
}

pub fn ids(connection: &Connection, filter: &Filter) -> rusqlite::Result<HashSet<String>> {
    let (wanted, values) = conditions(filter);
    let select = format!("SELECT q.id FROM documents AS d JOIN quotations AS q ON q.document = d.row {wanted}");
    connection.prepare_cached(&select)?.query_map(params_from_iter(values), |row| row.get(0))?.collect()
}

fn boxed<T: ToSql + 'static>(value: Option<T>) -> Option<Box<dyn ToSql>> {
    value.map(|value| Box::new(value) as Box<dyn ToSql>)
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

pub fn counts(connection: &Connection, select: &str) -> rusqlite::Result<HashMap<String, usize>> {
    connection.prepare_cached(select)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// By id; what several documents tell of one meeting is one meeting with all who took part.
pub fn derived_meetings(connection: &Connection, id: Option<&str>) -> rusqlite::Result<BTreeMap<String, Meeting>> {
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
pub fn search(connection: &Connection, query: &Query, filter: &Filter, most: usize) -> rusqlite::Result<Vec<Hit>> {
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
