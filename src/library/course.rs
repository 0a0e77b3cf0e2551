//! What both sides said, counted by meeting and topic, and in the order of time: questions to the tables that need no
//! texts, so that they are answered for a large library too.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;
use rusqlite::{Connection, params_from_iter};

use super::{
    overlay::both,
    rows::Word,
    tables::{AS_LISTED, LISTED, conditions},
};
use crate::{corpus::Corpus, quotation::Filter, text::Clean};

/// How much one side said: the same words elsewhere count once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Word for word.
    pub own: usize,
    pub reported: usize,
}

impl Said {
    pub const fn is_empty(self) -> bool {
        self.own == 0 && self.reported == 0
    }
}

/// What both sides said at a meeting on a topic. A quotation on several topics counts under each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub meeting: Option<String>,
    pub topic: Option<String>,
    pub sides: [Said; 2],
}

/// A quotation of a side in the course of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    pub id: String,
    /// 0 left, 1 right.
    pub side: usize,
    pub date: Option<Date>,
    pub meeting: Option<String>,
}

/// The sides' ids as values behind those of a filter, and the condition that a quotation is one of theirs.
fn of_sides(corpus: &Corpus, filter: &Filter) -> (String, Vec<Box<dyn rusqlite::ToSql>>) {
    let (wanted, mut values) = conditions(filter);
    let mut places = Vec::new();
    for side in corpus.sides.iter().take(2) {
        values.push(Box::new(side.id.clone()));
        places.push(format!("?{}", values.len()));
    }
    (format!("{wanted} AND q.side IN ({})", places.join(", ")), values)
}

fn side(corpus: &Corpus, id: &str) -> Option<usize> {
    corpus.sides.iter().take(2).position(|side| side.id == id)
}

/// By meeting, none last, then by topic in the order of the corpus, none last.
pub fn tally(
    connection: &Connection,
    corrected: bool,
    corpus: &Corpus,
    filter: &Filter,
) -> rusqlite::Result<Vec<Tally>> {
    let (wanted, values) = of_sides(corpus, filter);
    // The documents are asked only where their language counts: all else is in the index of quotations.
    let documents = if filter.language.is_some() { "JOIN @documents AS d ON d.row = q.document" } else { "" };
    let select = format!(
        "SELECT q.meeting AS meeting, t.topic AS topic, q.side AS side, q.kind = 'reported' AS reported, \
         q.same AS same FROM @quotations AS q {documents} \
         LEFT JOIN @quotation_topics AS t ON t.quotation = q.row WHERE here(q.document) AND {wanted}"
    );
    let select = format!(
        "SELECT meeting, topic, side, reported, count(DISTINCT same) + sum(same IS NULL) FROM ({}) GROUP BY 1, 2, 3, 4",
        both(corrected, &select)
    );
    let place = |topic: &str| corpus.topics.iter().position(|known| known.id == topic);
    let mut cells: BTreeMap<_, Tally> = BTreeMap::new();
    let mut statement = connection.prepare_cached(&select)?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let id = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Clean>>(column)?.map(|id| id.to_string()));
        let (meeting, topic) = (id(0)?, id(1)?);
        let Some(side) = side(corpus, &row.get::<_, String>(2)?) else { continue };
        let rank = topic.as_deref().and_then(place).unwrap_or(usize::MAX);
        let key = (meeting.is_none(), meeting.clone(), rank, topic.clone());
        let cell = cells.entry(key).or_insert_with(|| Tally { meeting, topic, sides: [Said::default(); 2] });
        if let Some(said) = cell.sides.get_mut(side) {
            *(if row.get(3)? { &mut said.reported } else { &mut said.own }) += row.get::<_, usize>(4)?;
        }
    }
    Ok(cells.into_values().collect())
}

/// By date, undated last, then by meeting, document and text. Of the same words of a side at one meeting the first.
pub fn course(
    connection: &Connection,
    corrected: bool,
    corpus: &Corpus,
    filter: &Filter,
) -> rusqlite::Result<Vec<Utterance>> {
    let (wanted, values) = of_sides(corpus, filter);
    let select = format!(
        "SELECT q.id AS id, q.side AS side, q.date AS date, q.meeting AS meeting, q.same AS same, {LISTED}, \
         q.ordinal AS listed_ordinal FROM @documents AS d JOIN @quotations AS q ON q.document = d.row \
         WHERE here(d.row) AND {wanted}"
    );
    let select = format!(
        "SELECT id, side, date, meeting, same FROM ({}) {}",
        both(corrected, &select),
        AS_LISTED.replace("ORDER BY", "ORDER BY date IS NULL, date, meeting,") + ", listed_ordinal"
    );
    let mut seen = HashSet::new();
    let mut course = Vec::new();
    let mut statement = connection.prepare_cached(&select)?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let id = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Clean>>(column)?.map(|id| id.to_string()));
        let Some((own, side)) = id(0)?.zip(side(corpus, &row.get::<_, String>(1)?)) else { continue };
        let date = row.get::<_, Option<Word<Date>>>(2)?.map(|Word(date)| date);
        let meeting = id(3)?;
        if id(4)?.is_none_or(|group| seen.insert((group, side, meeting.clone()))) {
            course.push(Utterance { id: own, side, date, meeting });
        }
    }
    Ok(course)
}
