//! The same words in several places: the same text, a cut or slightly reworded one, or a translation.
//!
//! What looks alike but differs in a number, a denial or in who acts is not the same ([`differ`]).

mod cluster;
mod differ;
mod sketch;

use rustc_hash::FxHashMap;

use super::{
    profile::{Sense, Term},
    statement::{Statement, Statements},
    vocabulary::{Name, Vocabulary},
};
use crate::quotation::Kind;
use cluster::Clusters;
use differ::other_matter;
pub use differ::{Difference, differences};
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

/// Rarest senses of a quotation by which others like it are looked for.
const KEYS: usize = 10;

/// Under a sense so many are looked at, those nearest in time.
const MOST_UNDER_KEY: usize = 64;

/// Keys two quotations must share to be compared.
const COMMON_KEYS: u8 = 2;

/// Speakers of the same words that are told apart.
const MOST_SPEAKERS: usize = 16;

/// What two statements are compared by.
pub struct Side<'a> {
    pub terms: Vec<&'a Term>,
    pub latin: bool,
}

/// The id of the group of each statement; none for those alone.
pub fn groups(all: &Statements) -> Vec<Option<String>> {
    // By day and id, so that the order of the input does not count. A paraphrase is nobody's words.
    let mut order: Vec<u32> =
        (0..).zip(&all.list).filter(|(_, it)| it.kind != Kind::Reported).map(|(n, _)| n).collect();
    order.sort_unstable_by(|a, b| place(all, *a).cmp(&place(all, *b)));
    let mut clusters = Clusters::new(order.len());
    join_equal(all, &order, &mut clusters);
    let mut likes = likes(all, &order);
    likes.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, a, b) in likes {
        clusters.join(a, b, |x, y| may_be_one(all, at(all, &order, x), at(all, &order, y)));
    }
    let ids = clusters.ids(|member| at(all, &order, member).map_or("", |statement| &statement.id));
    let mut groups = vec![None; all.list.len()];
    for (number, id) in order.into_iter().zip(ids) {
        if let Some(group) = groups.get_mut(number as usize) {
            *group = id;
        }
    }
    groups
}

fn place<'a>(all: &'a Statements, number: u32) -> Option<(Option<jiff::civil::Date>, &'a str, &'a str)> {
    let statement = all.list.get(number as usize)?;
    Some((statement.date, &statement.id, all.vocabulary.text(statement.document_id)))
}

fn at<'a>(all: &'a Statements, order: &[u32], member: u32) -> Option<&'a Statement> {
    all.list.get(*order.get(member as usize)? as usize)
}

/// Joins statements of the same words, told apart by case and punctuation at most.
fn join_equal(all: &Statements, order: &[u32], clusters: &mut Clusters) {
    // Few words are the same only where they fall: in one document, or in one meeting by a known speaker.
    type Occasion = Option<(Name, bool)>;
    let mut first: FxHashMap<(u64, Occasion), Vec<u32>> = FxHashMap::default();
    for member in (0..).take(order.len()) {
        let Some(statement) = at(all, order, member).filter(|statement| statement.words > 0) else { continue };
        let occasions: Vec<Occasion> = if statement.words >= WORDS_ALONE {
            vec![None]
        } else if statement.speaker.is_some() {
            let meeting = statement.meeting.map(|meeting| Some((meeting, true)));
            std::iter::once(Some((statement.document_id, false))).chain(meeting).collect()
        } else {
            Vec::new()
        };
        for occasion in occasions {
            let others = first.entry((statement.spelling, occasion)).or_default();
            let same = |other: &u32| at(all, order, *other).is_some_and(|other| same_speaker(statement, other));
            match others.iter().copied().find(same) {
                Some(twin) => clusters.join(member, twin, |_, _| true),
                None if others.len() < MOST_SPEAKERS => others.push(member),
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

/// Pairs that share enough, with how much: found through the rarest senses of each, never by trying all. What one
/// speaker said is compared, and what nobody known did, among itself.
fn likes(all: &Statements, order: &[u32]) -> Vec<(f32, u32, u32)> {
    let mut speakers: FxHashMap<Option<Name>, Vec<u32>> = FxHashMap::default();
    for member in (0..).take(order.len()) {
        if let Some(statement) = at(all, order, member) {
            speakers.entry(statement.speaker_id).or_default().push(member);
        }
    }
    let sketch = |member: u32| at(all, order, member).map_or_else(Sketch::default, |it| Sketch::of(all, it));
    let sketches: Vec<Sketch> = (0..).take(order.len()).map(sketch).collect();
    let mut found = Vec::new();
    for members in speakers.values() {
        likes_among(all, order, members, &sketches, &mut found);
    }
    found
}

fn likes_among(
    all: &Statements,
    order: &[u32],
    members: &[u32],
    sketches: &[Sketch],
    found: &mut Vec<(f32, u32, u32)>,
) {
    // Sorted by key, and under each key by time.
    let mut under: Vec<(u32, u32)> = Vec::new();
    for member in members {
        if let Some(statement) = at(all, order, *member) {
            under.extend(keys(all, statement).into_iter().map(|key| (key, *member)));
        }
    }
    under.sort_unstable();
    let mut places: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for (place, (key, _)) in under.iter().enumerate() {
        places.entry(*key).or_insert((place, place)).1 = place + 1;
    }
    let mut common: FxHashMap<u32, u8> = FxHashMap::default();
    for member in members {
        let Some(statement) = at(all, order, *member) else { continue };
        let sharing = |key: u32| places.get(&key).and_then(|(start, end)| under.get(*start..*end));
        let mut rare: Vec<&[(u32, u32)]> = keys(all, statement).into_iter().filter_map(sharing).collect();
        rare.retain(|sharing| sharing.len() > 1);
        rare.sort_unstable_by_key(|sharing| (sharing.len(), sharing.first().map(|(key, _)| *key)));
        common.clear();
        for sharing in rare.into_iter().take(KEYS) {
            let before = sharing.partition_point(|(_, other)| other < member);
            for (_, other) in sharing.get(before.saturating_sub(MOST_UNDER_KEY)..before).unwrap_or_default() {
                *common.entry(*other).or_default() += 1;
            }
        }
        let mine = side(all, statement);
        let marks = Marks::of(all, &mine);
        for (other, _) in common.iter().filter(|(_, count)| **count >= COMMON_KEYS) {
            let may_be = sketches.get(*other as usize).is_some_and(|sketch| marks.may_be_like(sketch));
            if may_be
                && let Some(theirs) = at(all, order, *other)
                && let Some(like) = alike(&side(all, theirs), &mine, &all.vocabulary)
            {
                found.push((like, *other, *member));
            }
        }
    }
}

/// Each sense once, as a number; words of the same first sounds have the same. That two senses may fall on one number
/// costs a comparison and changes nothing.
fn keys(all: &Statements, statement: &Statement) -> Vec<u32> {
    let own = all.terms(statement).iter().filter(|term| term.away == 0);
    let mut keys: Vec<u32> = own.filter_map(|term| key(all, term)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

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
