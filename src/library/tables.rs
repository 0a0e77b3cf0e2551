//! Questions to the tables, below the [`Store`](super::Store): each a statement and the nouns it answers with.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use super::{
    Hit, Summary,
    overlay::both,
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
    connection.prepare_cached("SELECT revision FROM main.state")?.query_row([], |row| row.get(0))
}

/// The key of a document in the tables.
pub fn row(connection: &Connection, document_id: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT row FROM main.documents WHERE id = ?")?
        .query_row([document_id], |row| row.get(0))
        .optional()
}

/// Some documents that were derived by other rules or with another corpus.
pub fn outdated(connection: &Connection, stamp: &str, most: usize) -> rusqlite::Result<Vec<Document>> {
    documents(connection, false, "(d.stamp < ?1 OR d.stamp > ?1) LIMIT ?2", params![stamp, most])
}

/// What the list is in the order of.
pub const LISTED: &str = "d.day AS listed_day, d.name AS listed_name, d.id AS listed_id";
pub const AS_LISTED: &str = "ORDER BY listed_day, listed_name, listed_id";

/// The documents of which `wanted` is true.
pub fn documents(
    connection: &Connection,
    corrected: bool,
    wanted: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Document>> {
    let columns = rows::DOCUMENT;
    let joined = "@documents AS d JOIN main.texts AS t ON t.document = d.row";
    let select = both(corrected, &format!("SELECT {columns} FROM {joined} WHERE here(d.row) AND {wanted}"));
    connection.prepare_cached(&select)?.query_map(params, rows::document)?.collect()
}

/// The documents of which `wanted` is true, as the list has them and in its order; `page` may cut it.
pub fn summaries(
    connection: &Connection,
    corrected: bool,
    wanted: &str,
    page: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Summary>> {
    let columns = rows::SUMMARY;
    let select = format!("SELECT {columns}, {LISTED} FROM @documents AS d WHERE here(d.row) AND {wanted}");
    let select = format!("{} {AS_LISTED} {page}", both(corrected, &select));
    connection.prepare_cached(&select)?.query_map(params, rows::summary)?.collect()
}

pub fn count(connection: &Connection) -> rusqlite::Result<usize> {
    // Corrections make no documents and take none away.
    connection.prepare_cached("SELECT count(*) FROM main.documents")?.query_row([], |row| row.get(0))
}

/// The place of a document in the list.
pub fn position(connection: &Connection, corrected: bool, document_id: &str) -> rusqlite::Result<Option<usize>> {
    let place = both(corrected, "SELECT d.day, d.name FROM @documents AS d WHERE here(d.row) AND d.id = ?1");
    let place = connection
        .prepare_cached(&place)?
        .query_row([document_id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    let Some((day, name)) = place else { return Ok(None) };
    let before = "SELECT count(*) AS n FROM @documents AS d WHERE here(d.row) AND (d.day, d.name, d.id) < (?1, ?2, ?3)";
    let before = format!("SELECT sum(n) FROM ({})", both(corrected, before));
    connection.prepare_cached(&before)?.query_row(params![day, name, document_id], |row| row.get(0)).map(Some)
}

/// The quotations of which `wanted` is true, in the order of the documents and of the text.
pub fn quotations(
    connection: &Connection,
    corrected: bool,
    wanted: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Quotation>> {
    let columns = rows::QUOTATION;
    let joined = "@documents AS d JOIN @quotations AS q ON q.document = d.row";
    let select =
        format!("SELECT {columns}, {LISTED}, q.ordinal AS listed_ordinal FROM {joined} WHERE here(d.row) AND {wanted}");
    let select = format!("{} {AS_LISTED}, listed_ordinal", both(corrected, &select));
    connection.prepare_cached(&select)?.query_map(params, rows::quotation)?.collect()
}

/// Quotations of any side.
pub fn count_of_sides(connection: &Connection) -> rusqlite::Result<usize> {
    let select = "SELECT count(*) FROM main.quotations WHERE side IS NOT NULL";
    connection.prepare_cached(select)?.query_row([], |row| row.get(0))
}

/// Hands over the quotations of which `wanted` is true one after the other, in any order, as long as they are taken: all
/// of a large library are never held at once.
pub fn each_quotation(
    connection: &Connection,
    corrected: bool,
    wanted: &str,
    mut take: impl FnMut(&Quotation) -> bool,
) -> rusqlite::Result<()> {
    let columns = rows::QUOTATION;
    let joined = "@documents AS d JOIN @quotations AS q ON q.document = d.row";
    let select = both(corrected, &format!("SELECT {columns} FROM {joined} WHERE here(d.row) AND {wanted}"));
    for quotation in connection.prepare_cached(&select)?.query_map([], rows::quotation)? {
        if !take(&quotation?) {
            break;
        }
    }
    Ok(())
}

/// The quotations wanted, in the order of the documents and of the text.
pub fn filtered(connection: &Connection, corrected: bool, filter: &Filter) -> rusqlite::Result<Vec<Quotation>> {
    let (wanted, values) = conditions(filter);
    quotations(connection, corrected, &wanted, params_from_iter(values))
}

pub fn ids(connection: &Connection, corrected: bool, filter: &Filter) -> rusqlite::Result<HashSet<String>> {
    let (wanted, values) = conditions(filter);
    let joined = "@documents AS d JOIN @quotations AS q ON q.document = d.row";
    let select = both(corrected, &format!("SELECT q.id FROM {joined} WHERE here(d.row) AND {wanted}"));
    connection.prepare_cached(&select)?.query_map(params_from_iter(values), |row| row.get(0))?.collect()
}

fn boxed<T: ToSql + 'static>(value: Option<T>) -> Option<Box<dyn ToSql>> {
    value.map(|value| Box::new(value) as Box<dyn ToSql>)
}

/// [`Filter::matches`] in the engine's words. The values are numbered, as both layers take the same.
pub fn conditions(filter: &Filter) -> (String, Vec<Box<dyn ToSql>>) {
    let mut conditions: Vec<String> = vec!["TRUE".to_owned()];
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut ask = |condition: &str, value: Option<Box<dyn ToSql>>| {
        if let Some(value) = value {
            values.push(value);
            conditions.push(condition.replace('?', &format!("?{}", values.len())));
        }
    };
    ask("q.side = ?", boxed(filter.side.clone()));
    ask("q.meeting = ?", boxed(filter.meeting.clone()));
    ask(
        "EXISTS (SELECT 1 FROM @quotation_topics AS t WHERE t.quotation = q.row AND t.topic = ?)",
        boxed(filter.topic.clone()),
    );
    ask("d.language = ?", boxed(filter.language.map(Word)));
    ask("q.kind = ?", boxed(filter.kind.map(Word)));
    ask("q.date >= ?", boxed(filter.since.map(Word)));
    ask("q.date <= ?", boxed(filter.until.map(Word)));
    if let Some(speaker) = &filter.speaker {
        let (id, name) = (values.len() + 1, values.len() + 2);
        conditions.push(format!("(q.speaker_id = ?{id} OR instr(q.speaker_folded, ?{name}) > 0)"));
        values.push(Box::new(speaker.clone()));
        values.push(Box::new(fold(speaker)));
    }
    (conditions.join(" AND "), values)
}

pub fn counts(connection: &Connection, select: &str) -> rusqlite::Result<HashMap<String, usize>> {
    connection.prepare_cached(select)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// By id; what several documents tell of one meeting is one meeting with all who took part.
pub fn derived_meetings(
    connection: &Connection,
    corrected: bool,
    id: Option<&str>,
) -> rusqlite::Result<BTreeMap<String, Meeting>> {
    let select = format!(
        "SELECT {}, m.document AS document FROM @meetings AS m WHERE here(m.document) AND (?1 IS NULL OR m.id = ?1)",
        rows::MEETING
    );
    let select = format!("{} ORDER BY id, document", both(corrected, &select));
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
pub fn search(
    connection: &Connection,
    corrected: bool,
    query: &Query,
    filter: &Filter,
    most: usize,
) -> rusqlite::Result<Vec<Hit>> {
    let mut hits = Vec::new();
    if query.is_empty() {
        return Ok(hits);
    }
    let select = format!(
        "SELECT {}, t.paragraphs AS paragraphs, {LISTED} \
         FROM @documents AS d JOIN main.texts AS t ON t.document = d.row WHERE here(d.row)",
        rows::SUMMARY
    );
    let select = format!("{} {AS_LISTED}", both(corrected, &select));
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
        let quotations = quotations(connection, corrected, "d.id = ?1", [&document.document_id])?;
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
