//! Pairs: what one side said against what the other side said on the same matter, and the gaps.
//!
//! Counterparts are found by what both say, rarest first and nearest in time first, so that nothing is compared
//! with everything. The best pairs are made first and each quotation is used once; what is left stands against a gap.

mod entry;
mod why;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    GroupBy, Pair, Why,
    profile::Sense,
    same,
    statement::{Rank, Statements},
    vocabulary::Name,
};
use crate::quotation::{By, Kind};
use entry::{Entry, Said, entries};

/// The score from which two quotations are a pair.
const PAIR: f64 = 0.3;

/// Parts of the score: the same topic, shared words, one occasion.
const TOPIC: f64 = 0.45;
const SHARED: f64 = 0.45;
const OCCASION: f64 = 0.1;

/// What one text puts as the answer to the other is one matter, if they have any word in common.
const ANSWER: f64 = 0.3;
const WORD: f64 = 0.15;

/// A shared topic that is not the first of both counts so much of one that is.
const LESSER_TOPIC: f64 = 0.7;

/// Shared weight that counts half.
const HALF: f64 = 1.0;

/// Counterparts looked at for a quotation: under one sense, in all, and kept.
const MOST_UNDER_SENSE: usize = 48;
const MOST_SEEN: usize = 192;
const MOST_KEPT: usize = 8;

/// A score in thousandths, and the number of an entry: small, since there are many.
type Score = u16;
type Number = u32;

/// Pairs and gaps in the order in which they are shown, as long as they are wanted: `goes_on` is told of the
/// entries that were compared.
pub fn align(all: &Statements, group_by: GroupBy, goes_on: &dyn Fn(usize) -> bool) -> Option<Vec<Pair<usize>>> {
    // What was given up while the statements were taken in.
    if !goes_on(0) {
        return None;
    }
    let mut said = Said::default();
    let entries = entries(all, &mut said);
    let answers = answers(&entries);
    let table = Table { all, entries, answers, group_by, goes_on };
    let mut used = vec![false; table.entries.len()];
    let mut rows = Vec::new();
    for cell in table.cells().chunk_by(|a, b| a.0 == b.0) {
        let cell: Vec<Number> = cell.iter().map(|(_, number)| *number).collect();
        if !table.rows(&cell, &mut used, &mut rows) {
            return None;
        }
    }
    rows.sort_by_cached_key(|row| table.place(row));
    Some(rows.into_iter().filter_map(|row| table.pair(&row)).collect())
}

/// Why two quotations are a pair, though somebody else says so.
pub fn why(all: &Statements, left: usize, right: usize) -> Why {
    let mut said = Said::default();
    let entries = entry::alone([left, right], all, &mut said);
    match entries.as_slice() {
        [left, right] => why::why(left, right),
        _ => Why::default(),
    }
}

struct Table<'a> {
    all: &'a Statements<'a>,
    /// In the order of time and text.
    entries: Vec<Entry<'a>>,
    /// By entry: the one of the other side right before it, where its text puts it as the answer to that.
    answers: FxHashMap<Number, Number>,
    group_by: GroupBy,
    goes_on: &'a dyn Fn(usize) -> bool,
}

/// Each answer with what it answers: the other side's last words before it in the same document.
fn answers(entries: &[Entry]) -> FxHashMap<Number, Number> {
    let mut found = FxHashMap::default();
    for (number, pair) in (0..).zip(entries.windows(2)) {
        if let [before, entry] = pair
            && entry.statement.answers
            && before.side != entry.side
            && before.statement.document_id == entry.statement.document_id
        {
            found.insert(number + 1, number);
        }
    }
    found
}

/// Numbers of entries on both sides.
#[derive(Clone, Copy, Debug)]
struct Row {
    sides: [Option<Number>; 2],
    score: Option<Score>,
}

impl Row {
    fn entries(&self) -> impl Iterator<Item = Number> {
        self.sides.into_iter().flatten()
    }
}

/// What decides where a row stands: topic, then those without a meeting last, the day, the meeting, reported
/// speech last, and the order of the text.
type RowPlace<'a> = (u16, bool, bool, Option<Date>, &'a str, bool, Option<Number>);

impl<'a> Table<'a> {
    /// Entries that may stand against one another lie together: those of a meeting, or of a document on no meeting;
    /// all, by topic.
    fn cells(&self) -> Vec<(Option<Name>, Number)> {
        let occasion = |entry: &Entry| (self.group_by == GroupBy::Meeting).then(|| entry.occasion());
        let mut cells: Vec<(Option<Name>, Number)> =
            (0..).zip(&self.entries).map(|(number, entry)| (occasion(entry), number)).collect();
        cells.sort_unstable();
        cells
    }

    /// Pairs of a cell, the best made first, and a gap for everything else. Reported speech comes after all that
    /// is given word for word. `used` says of each entry whether it stands in a pair. False when it was given up.
    fn rows(&self, cell: &[Number], used: &mut [bool], rows: &mut Vec<Row>) -> bool {
        let is_used = |used: &[bool], number: Number| used.get(number as usize).copied().unwrap_or(true);
        for reported in [false, true] {
            let free = cell.iter().copied().filter(|number| !is_used(used, *number));
            let free: Vec<Number> = free.filter(|number| reported || !self.is_reported(*number)).collect();
            let Some(mut candidates) = self.candidates(&free) else { return false };
            candidates.sort_unstable_by(Candidate::better);
            for Candidate { score, left, right } in candidates {
                if !is_used(used, left) && !is_used(used, right) {
                    for number in [left, right] {
                        used.get_mut(number as usize).into_iter().for_each(|used| *used = true);
                    }
                    rows.push(Row { sides: [Some(left), Some(right)], score: Some(score) });
                }
            }
        }
        let alone = cell.iter().copied().filter(|number| !is_used(used, *number));
        rows.extend(alone.filter_map(|number| {
            let mut sides = [None, None];
            *sides.get_mut(self.entry(number)?.side)? = Some(number);
            Some(Row { sides, score: None })
        }));
        true
    }

    fn entry(&self, number: Number) -> Option<&Entry<'a>> {
        self.entries.get(number as usize)
    }

    fn is_reported(&self, number: Number) -> bool {
        self.entry(number).is_some_and(|entry| entry.statement.kind == Kind::Reported)
    }

    /// The best counterparts of each entry of the left side; none when it was given up.
    fn candidates(&self, free: &[Number]) -> Option<Vec<Candidate>> {
        let on = |side: usize| {
            free.iter().filter_map(move |number| Some((*number, self.entry(*number)?)).filter(|it| it.1.side == side))
        };
        let mut under: FxHashMap<Sense, Vec<Number>> = FxHashMap::default();
        for (number, entry) in on(1) {
            for sense in entry.keys() {
                under.entry(sense).or_default().push(number);
            }
        }
        let mut found = Vec::new();
        let mut best: Vec<Candidate> = Vec::new();
        let mut seen: FxHashSet<Number> = FxHashSet::default();
        for (left, entry) in on(0) {
            if !(self.goes_on)(1) {
                return None;
            }
            let mut rare: Vec<(usize, Rank, &[Number])> = entry
                .keys()
                .filter_map(|sense| under.get(&sense).map(|others| (others.len(), self.all.rank(sense), &**others)))
                .collect();
            rare.sort_unstable();
            let others = rare.iter().flat_map(|(.., others)| nearest(left, others));
            let others = self.beside(left).filter(|it| free.binary_search(it).is_ok()).into_iter().chain(others);
            seen.clear();
            for right in others {
                if seen.len() >= MOST_SEEN {
                    break;
                }
                if seen.insert(right)
                    && let Some(score) = self.score(left, right)
                {
                    best.push(Candidate { score, left, right });
                }
            }
            best.sort_unstable_by(Candidate::better);
            best.truncate(MOST_KEPT);
            found.append(&mut best);
        }
        Some(found)
    }

    /// What it answers, or what answers it.
    fn beside(&self, number: Number) -> Option<Number> {
        let next = Some(number + 1).filter(|next| self.answers.get(next) == Some(&number));
        self.answers.get(&number).copied().or(next)
    }

    fn score(&self, left: Number, right: Number) -> Option<Score> {
        let answer = self.answers.get(&left) == Some(&right) || self.answers.get(&right) == Some(&left);
        let (left, right) = (self.entry(left)?, self.entry(right)?);
        let topic = match left.topic_with(right) {
            Some((_, true)) => TOPIC,
            Some((_, false)) => TOPIC * LESSER_TOPIC,
            None if self.group_by == GroupBy::Topic => return None,
            None => 0.0,
        };
        let mut shared: f64 = left.shared(right).map(|(weight, ..)| f64::from(weight)).sum();
        if answer && shared == 0.0 {
            let side = |entry: &Entry| same::side(self.all, entry.statement);
            shared = same::common(&side(left), &side(right), &self.all.vocabulary).len().min(1) as f64 * WORD;
        }
        let matter = topic + SHARED * shared / (shared + HALF) + if answer { ANSWER } else { 0.0 };
        let meeting = left.meeting.is_some() && left.meeting == right.meeting;
        let document = left.document_id == right.document_id;
        let occasion = OCCASION * (0.6 * f64::from(u8::from(meeting)) + 0.4 * f64::from(u8::from(document)));
        // One occasion alone is no reason: both must speak of the same matter, in words that can be shown.
        (shared > 0.0 && matter >= PAIR).then(|| ((matter + occasion).min(1.0) * 1000.0).round() as Score)
    }

    fn place(&self, row: &Row) -> RowPlace<'a> {
        let first = row.entries().min();
        let entry = first.and_then(|number| self.entry(number));
        let reported = row.entries().all(|number| self.is_reported(number));
        match (self.group_by, entry) {
            (GroupBy::Meeting, Some(entry)) => {
                let date = entry.statement.date;
                let alone = entry.statement.meeting.is_none();
                (
                    0,
                    alone,
                    date.is_none(),
                    date,
                    self.all.text(Some(entry.occasion())).unwrap_or_default(),
                    reported,
                    first,
                )
            }
            _ => (self.topic(row).unwrap_or(u16::MAX), false, false, None, "", reported, first),
        }
    }

    /// Number of the topic a row stands under.
    fn topic(&self, row: &Row) -> Option<u16> {
        match row.sides.map(|number| number.and_then(|number| self.entry(number))) {
            [Some(left), Some(right)] => left.topic_with(right).map(|(topic, _)| topic),
            [Some(one), None] | [None, Some(one)] => one.topics.first().copied(),
            [None, None] => None,
        }
    }

    fn pair(&self, row: &Row) -> Option<Pair<usize>> {
        let [left, right] = row.sides.map(|number| number.and_then(|number| self.entry(number)));
        let why = match (left, right) {
            (Some(left), Some(right)) => why::why(left, right),
            _ => Why::default(),
        };
        let one = left.or(right)?;
        let other = right.unwrap_or(one);
        let meeting = one.statement.meeting.filter(|meeting| other.statement.meeting == Some(*meeting));
        let topic = self.topic(row).and_then(|topic| self.all.corpus.topics.get(usize::from(topic)));
        Some(Pair {
            meeting: self.all.text(meeting).map(str::to_owned),
            topic: topic.map(|topic| topic.id.clone()),
            left: left.map(|entry| entry.index),
            right: right.map(|entry| entry.index),
            score: row.score.map(|score| f64::from(score) / 1000.0),
            by: By::Rules,
            why,
            joined: false,
        })
    }
}

/// Two that may become a pair.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    score: Score,
    left: Number,
    right: Number,
}

impl Candidate {
    /// The higher score first; of equal ones the earlier in the text.
    fn better(a: &Self, b: &Self) -> std::cmp::Ordering {
        b.score.cmp(&a.score).then_with(|| (a.left, a.right).cmp(&(b.left, b.right)))
    }
}

/// Of many, those that stand nearest to `left` in time and text; `others` are in that order.
fn nearest(left: Number, others: &[Number]) -> impl Iterator<Item = Number> {
    let middle = others.partition_point(|other| *other < left);
    let (before, after) = others.split_at(middle);
    let (mut before, mut after) = (before.iter().rev(), after.iter());
    let mut forward = false;
    let alternating = std::iter::from_fn(move || {
        forward = !forward;
        let (one, other): (&mut dyn Iterator<Item = &Number>, &mut dyn Iterator<Item = &Number>) =
            if forward { (&mut after, &mut before) } else { (&mut before, &mut after) };
        one.next().or_else(|| other.next()).copied()
    });
    alternating.take(MOST_UNDER_SENSE)
}
