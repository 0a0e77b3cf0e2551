//! The same words in several places: the same text, a cut or slightly reworded one, or a translation.
//!
//! What looks alike but differs in a number, a denial or in who acts is not the same ([`differ`]).

mod cluster;
mod differ;
mod likes;
mod sketch;

use std::sync::Arc;

use super::{
    profile::{Sense, Term},
    statement::{Statement, Statements},
    vocabulary::{Name, Vocabulary},
};
use crate::quotation::Kind;
use cluster::Clusters;
use differ::other_matter;
pub use differ::{Difference, differences};
use likes::likes;
use sketch::{Marks, Sketch};

/// From this share of common weight on, two texts of at least [`ENOUGH`] weight say the same; in one language most
/// words are the same ones, in a translation many cannot be found again.
const SAME: f32 = 0.55;
const TRANSLATED: f32 = 0.45;

/// Common weight below which sameness is chance.
const ENOUGH: f32 = 2.5;

/// A text cut short shares nearly all it has with the longer one.
const CUT: f32 = 0.85;

/// Words two identical texts must have to be the same without a common meeting.
const WORDS_ALONE: u32 = 4;

/// Speakers of the same words that are told apart.
const MOST_SPEAKERS: usize = 16;

/// What two statements are compared by.
pub struct Side<'a> {
    pub terms: Vec<&'a Term>,
    pub latin: bool,
}

/// The id of the group of each statement; none for those alone.
pub fn groups(all: &Statements) -> Vec<Option<Arc<str>>> {
    // By day and id, so that the order of the input does not count. A paraphrase is nobody's words.
    let mut order: Vec<u32> =
        (0..).zip(&all.list).filter(|(_, it)| it.kind != Kind::Reported).map(|(n, _)| n).collect();
    let day = |number: &u32| all.list.get(*number as usize).and_then(|statement| statement.date);
    order.sort_by_cached_key(day);
    for same_day in order.chunk_by_mut(|a, b| day(a) == day(b)) {
        same_day.sort_unstable_by(|a, b| place(all, *a).cmp(&place(all, *b)));
    }
    let mut clusters = Clusters::new(order.len());
    join_equal(all, &order, &mut clusters);
    let mut likes = likes(all, &order, &mut clusters);
    likes.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, a, b) in likes {
        clusters.join(a, b, |x, y| may_be_one(all, at(all, &order, x), at(all, &order, y)));
    }
    let ids = clusters.ids(|member| {
        let number = order.get(member as usize).copied();
        number.and_then(|number| all.id(number as usize)).unwrap_or_default()
    });
    let mut groups = vec![None; all.list.len()];
    for (number, id) in order.into_iter().zip(ids) {
        if let Some(group) = groups.get_mut(number as usize) {
            *group = id;
        }
    }
    groups
}

/// Where it stands within its day.
fn place<'a>(all: &'a Statements, number: u32) -> Option<(&'a str, &'a str)> {
    let statement = all.list.get(number as usize)?;
    Some((all.id(number as usize)?, all.vocabulary.text(statement.document_id)))
}

fn at<'a>(all: &'a Statements, order: &[u32], member: u32) -> Option<&'a Statement> {
    all.list.get(*order.get(member as usize)? as usize)
}

/// Joins statements of the same words, told apart by case and punctuation at most.
fn join_equal(all: &Statements, order: &[u32], clusters: &mut Clusters) {
    // Few words are the same only where they fall: in one document, or in one meeting by a known speaker.
    type Occasion = Option<(Name, bool)>;
    let mut said: Vec<(u64, Occasion, u32)> = Vec::with_capacity(order.len());
    for member in (0..).take(order.len()) {
        let Some(statement) = at(all, order, member).filter(|statement| statement.words > 0) else { continue };
        if statement.words >= WORDS_ALONE {
            said.push((statement.spelling, None, member));
        } else if statement.speaker.is_some() {
            let document = Some((statement.document_id, false));
            let meeting = statement.meeting.map(|meeting| Some((meeting, true)));
            said.extend([Some(document), meeting].into_iter().flatten().map(|it| (statement.spelling, it, member)));
        }
    }
    said.sort_unstable();
    let mut others: Vec<(u32, &Statement)> = Vec::new();
    for equal in said.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|equal| equal.len() > 1) {
        others.clear();
        for (.., member) in equal {
            let Some(statement) = at(all, order, *member) else { continue };
            match others.iter().find(|(_, other)| same_speaker(statement, other)) {
                Some((twin, _)) => clusters.join(*member, *twin, |_, _| true),
                None if others.len() < MOST_SPEAKERS => others.push((*member, statement)),
                None => {}
            }
        }
    }
}

/// Speakers the corpus tells apart are two. Other names may be one person in two spellings, so they veto nothing.
fn same_speaker(a: &Statement, b: &Statement) -> bool {
    match (a.speaker_id, b.speaker_id) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => b.speaker.is_none(),
        (None, Some(_)) => a.speaker.is_none(),
        (None, None) => true,
    }
}

fn may_be_one(all: &Statements, a: Option<&Statement>, b: Option<&Statement>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    // What is said again at another meeting is another statement.
    let elsewhere = a.meeting.is_some() && b.meeting.is_some() && a.meeting != b.meeting;
    same_speaker(a, b)
        && (a.spelling == b.spelling
            || !elsewhere && {
                let (a, b) = (side(all, a), side(all, b));
                !other_matter(&a, &b, &all.reading.concepts) && differences(&a, &b, &all.vocabulary).is_empty()
            })
}

/// What a statement says in its own words.
pub fn side<'a>(all: &'a Statements, statement: &Statement) -> Side<'a> {
    Side { terms: all.terms(statement).iter().filter(|term| term.away == 0).collect(), latin: statement.latin }
}

/// A sense as a number; words of the same first sounds have the same.
fn key(all: &Statements, term: &Term) -> Option<u32> {
    const BITS: u32 = 28;
    let (kind, number) = match term.sense() {
        Sense::Concept(n) => (1, n),
        Sense::Country(n) => (2, n),
        Sense::General(n) => (3, n),
        Sense::Number(n) => (4, n),
        // The first sounds fill 32 bits; multiplied, the upper ones depend on all of them.
        Sense::Other(n) => (5, (all.vocabulary.sounds(n)?.front() as u32).wrapping_mul(0x9E37_79B1) >> (32 - BITS)),
        Sense::Actor(_) | Sense::Person(_) => return None,
    };
    Some(kind << BITS | number & ((1 << BITS) - 1))
}

/// The terms of two texts that mean the same, each used once, in the order of the first.
pub fn common<'a>(left: &Side<'a>, right: &Side<'a>, vocabulary: &Vocabulary) -> Vec<(&'a Term, &'a Term)> {
    let mut used = vec![false; right.terms.len()];
    let mut pairs = Vec::new();
    for term in left.terms.iter().filter(|term| term.sense().weight() > 0.0) {
        let mut free = right.terms.iter().zip(&mut used).filter(|(_, used)| !**used);
        if let Some((other, used)) = free.find(|(other, _)| means(term.sense(), other.sense(), vocabulary)) {
            *used = true;
            pairs.push((*term, *other));
        }
    }
    pairs
}

fn means(a: Sense, b: Sense, vocabulary: &Vocabulary) -> bool {
    match (a, b) {
        _ if a == b => true,
        (Sense::Other(a), Sense::Other(b)) => match (vocabulary.sounds(a), vocabulary.sounds(b)) {
            (Some(a), Some(b)) => a.akin(b),
            _ => false,
        },
        _ => false,
    }
}

/// How much two texts share, from 0 to 1, if it is enough for them to be the same.
pub fn alike(left: &Side, right: &Side, vocabulary: &Vocabulary) -> Option<f32> {
    let one_script = left.latin == right.latin;
    let (l, r) = (Weight::of(left).sum(one_script), Weight::of(right).sum(one_script));
    let shared: f32 =
        common(left, right, vocabulary).iter().map(|(a, b)| a.sense().weight().min(b.sense().weight())).sum();
    is_enough(shared, l, r, one_script).then(|| {
        let (dice, contained) = (2.0 * shared / (l + r), shared / l.min(r));
        dice.max(contained * 0.9).min(1.0)
    })
}

/// Whether two texts of these weights that share so much say the same.
fn is_enough(shared: f32, left: f32, right: f32, one_script: bool) -> bool {
    let least = if one_script { SAME } else { TRANSLATED };
    let is_cut = shared >= CUT * left.min(right) && shared >= 1.5 * ENOUGH;
    shared >= ENOUGH && (2.0 * shared >= least * (left + right) || is_cut)
}

/// The weight of a text's terms, of words that lists know and of others.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    known: f32,
    unknown: f32,
}

impl Weight {
    fn of(side: &Side) -> Self {
        let mut weight = Self::default();
        for sense in side.terms.iter().map(|term| term.sense()) {
            *(if matches!(sense, Sense::Other(_)) { &mut weight.unknown } else { &mut weight.known }) += sense.weight();
        }
        weight
    }

    /// An unknown word can hardly be found again in another script, so there it weighs half.
    fn sum(self, one_script: bool) -> f32 {
        self.known + self.unknown * if one_script { 1.0 } else { 0.5 }
    }
}
