//! The same words in several places: the same text, a cut or slightly reworded one, or a translation.
//!
//! What looks alike but differs in a number, a negation or in who acts is not the same ([`differs`]).

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::profile::{Profile, Reading, Sense, Term};
use crate::{
    corpus::Corpus,
    meeting::words::words,
    quotation::{Kind, Quotation},
    text::Span,
};

/// From this share of common weight on, two texts of at least [`ENOUGH`] weight say the same.
pub const SAME: f32 = 0.45;

/// Common weight below which sameness is chance.
const ENOUGH: f32 = 2.4;

/// A text cut short shares nearly all it has with the longer one.
const CUT: f32 = 0.85;

/// Words two identical texts must have to be the same without a common meeting.
const WORDS_ALONE: usize = 4;

/// Rarest senses of a quotation by which others like it are looked for.
const KEYS: usize = 10;

/// Quotations under one key beyond which it says nothing.
const MOST_UNDER_KEY: usize = 256;

/// Keys two quotations must share to be compared.
const COMMON_KEYS: u16 = 2;

/// Members of a group that a new member is checked against.
const MOST_CHECKED: usize = 16;

/// Gives every quotation that has its like elsewhere the id of their group.
pub fn assign(quotations: &mut [Quotation], corpus: &Corpus) {
    let reading = Reading::new(corpus);
    // By id, so that the order of the input does not count. A paraphrase is nobody's words.
    let mut order: Vec<usize> = quotations
        .iter_mut()
        .enumerate()
        .filter_map(|(index, quotation)| {
            quotation.group = None;
            (quotation.kind != Kind::Reported).then_some(index)
        })
        .collect();
    order.sort_by(|a, b| id(quotations, *a).cmp(id(quotations, *b)));
    let sorted: Vec<&Quotation> = order.iter().filter_map(|index| quotations.get(*index)).collect();
    let profiles: Vec<Profile> = sorted.iter().map(|quotation| reading.profile(&quotation.text)).collect();

    let mut groups = Groups::new(sorted.len());
    join_equal(&sorted, &mut groups);
    let mut likes = likes(&sorted, &profiles);
    likes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    for (_, a, b) in likes {
        groups.join(a, b, |x, y| may_be_one(&sorted, &profiles, x, y));
    }

    let ids = groups.ids(&sorted);
    for (index, group) in order.into_iter().zip(ids) {
        if let Some(quotation) = quotations.get_mut(index) {
            quotation.group = group;
        }
    }
}

fn id(quotations: &[Quotation], index: usize) -> &str {
    quotations.get(index).map_or("", |quotation| quotation.id.as_str())
}

/// Joins quotations of the same words, told apart by case and punctuation at most.
fn join_equal(sorted: &[&Quotation], groups: &mut Groups) {
    let mut first: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, quotation) in sorted.iter().enumerate() {
        let texts: Vec<String> = words(&quotation.text).into_iter().map(|word| word.text).collect();
        let alone = texts.len() >= WORDS_ALONE;
        let others = first.entry(texts.join(" ")).or_default();
        let twin = others.iter().copied().find(|other| {
            sorted.get(*other).is_some_and(|other| {
                same_speaker(quotation, other) && (alone || same_occasion(quotation, other)) && !texts.is_empty()
            })
        });
        match twin {
            Some(twin) => groups.join(index, twin, |_, _| true),
            None => others.push(index),
        }
    }
}

/// Speakers the corpus tells apart are two. Other names may be one person in two spellings, so they veto nothing.
fn same_speaker(a: &Quotation, b: &Quotation) -> bool {
    match (&a.speaker_id, &b.speaker_id) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => b.speaker.is_none(),
        (None, Some(_)) => a.speaker.is_none(),
        (None, None) => true,
    }
}

/// Few words are the same only where they fall: in one document, or in one meeting by a known speaker.
fn same_occasion(a: &Quotation, b: &Quotation) -> bool {
    let named = a.speaker.is_some() && b.speaker.is_some();
    named && (a.document_id == b.document_id || (a.meeting.is_some() && a.meeting == b.meeting))
}

fn may_be_one(sorted: &[&Quotation], profiles: &[Profile], a: usize, b: usize) -> bool {
    let (Some(one), Some(other)) = (sorted.get(a), sorted.get(b)) else { return false };
    let (Some(left), Some(right)) = (profiles.get(a), profiles.get(b)) else { return false };
    same_speaker(one, other) && differs(left, right).is_empty()
}

/// Pairs that share enough, with how much: found through the rarest senses of each, never by trying all.
fn likes(sorted: &[&Quotation], profiles: &[Profile]) -> Vec<(f32, usize, usize)> {
    // What is said on one occasion by one speaker is compared; what is not so placed, among itself.
    let mut places: HashMap<(Option<&str>, Option<&str>), Vec<usize>> = HashMap::new();
    for (index, quotation) in sorted.iter().enumerate() {
        places.entry((quotation.speaker_id.as_deref(), quotation.meeting.as_deref())).or_default().push(index);
    }
    let mut found = Vec::new();
    for members in places.values() {
        likes_among(members, profiles, &mut found);
    }
    found
}

fn likes_among(members: &[usize], profiles: &[Profile], found: &mut Vec<(f32, usize, usize)>) {
    let mut under: HashMap<u64, Vec<usize>> = HashMap::new();
    let keys: Vec<(usize, Vec<u64>)> =
        members.iter().filter_map(|index| Some((*index, keys(&profiles.get(*index)?.terms)))).collect();
    for (index, keys) in &keys {
        for key in keys {
            under.entry(*key).or_default().push(*index);
        }
    }
    let mut common: HashMap<usize, u16> = HashMap::new();
    for (index, keys) in &keys {
        let mut rare: Vec<(usize, u64)> = keys.iter().filter_map(|key| Some((under.get(key)?.len(), *key))).collect();
        rare.retain(|(count, _)| (2..=MOST_UNDER_KEY).contains(count));
        rare.sort_unstable();
        common.clear();
        for (_, key) in rare.iter().take(KEYS) {
            let before = under.get(key).into_iter().flatten().take_while(|other| *other < index);
            before.for_each(|other| *common.entry(*other).or_default() += 1);
        }
        for (other, _) in common.iter().filter(|(_, count)| **count >= COMMON_KEYS) {
            if let (Some(a), Some(b)) = (profiles.get(*other), profiles.get(*index))
                && let Some(like) = alike(a, b)
            {
                found.push((like, *other, *index));
            }
        }
    }
}

/// Each sense once, as a number; words of the same first sounds have the same.
fn keys(terms: &[Term]) -> Vec<u64> {
    let key = |term: &Term| match term.sense {
        Sense::Concept(n) => u64::from(n) | 1 << 60,
        Sense::Country(n) => u64::from(n) | 2 << 60,
        Sense::General(n) => u64::from(n) | 3 << 60,
        Sense::Number(n) => u64::from(n) | 4 << 60,
        Sense::Other(sounds) => sounds.front() | 5 << 60,
    };
    let mut keys: Vec<u64> = terms.iter().map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The terms of two texts that mean the same, each used once, in the order of the first.
pub fn common<'a>(left: &'a [Term], right: &'a [Term]) -> Vec<(&'a Term, &'a Term)> {
    let mut used = vec![false; right.len()];
    let mut pairs = Vec::new();
    for term in left {
        let twin = right.iter().zip(&mut used).find(|(other, used)| !**used && means(term.sense, other.sense));
        if let Some((other, used)) = twin {
            *used = true;
            pairs.push((term, other));
        }
    }
    pairs
}

fn means(a: Sense, b: Sense) -> bool {
    match (a, b) {
        (Sense::Other(a), Sense::Other(b)) => a.akin(b),
        _ => a == b,
    }
}

/// How much two texts share, from 0 to 1, if it is enough for them to be the same.
fn alike(left: &Profile, right: &Profile) -> Option<f32> {
    let shared: f32 = common(&left.terms, &right.terms).iter().map(|(a, b)| a.weight.min(b.weight)).sum();
    let (l, r) = (weigh(left, right), weigh(right, left));
    let dice = 2.0 * shared / (l + r);
    let contained = shared / l.min(r);
    let is_cut = contained >= CUT && shared >= 1.5 * ENOUGH;
    (shared >= ENOUGH && (dice >= SAME || is_cut)).then_some(dice.max(contained * 0.9).min(1.0))
}

/// The weight of all terms. An unknown word can hardly be found again in another script, so there it weighs half.
fn weigh(profile: &Profile, other: &Profile) -> f32 {
    let unknown = if profile.latin == other.latin { 1.0 } else { 0.5 };
    let weight = |term: &Term| if let Sense::Other(_) = term.sense { term.weight * unknown } else { term.weight };
    profile.terms.iter().map(weight).sum()
}

/// Whether two texts share so much that they would be the same, if nothing differed.
pub fn is_like(left: &Profile, right: &Profile) -> bool {
    alike(left, right).is_some()
}

/// What keeps two like texts apart, with the places in the left and in the right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The numbers of each.
    Number(Vec<Span>, Vec<Span>),
    /// What one denies and the other does not.
    Negation(Span, Span),
    /// Who acts, or who acts on whom.
    Actor,
}

/// A number, a negation or an actor that differs; empty if nothing does. What one text only leaves out does not
/// count: it may be cut short, or say «россияне» where the other says "Russian".
pub fn differs(left: &Profile, right: &Profile) -> Vec<Difference> {
    let mut out = Vec::new();
    let left_is_short = left.terms.len() <= right.terms.len();
    let (short, long) = if left_is_short { (left, right) } else { (right, left) };
    let is_number = |term: &&Term| matches!(term.sense, Sense::Number(_));
    let known = |term: &Term| long.terms.iter().any(|other| other.sense == term.sense);
    if short.terms.iter().filter(is_number).any(|term| !known(term)) {
        let places = |profile: &Profile| profile.terms.iter().filter(is_number).map(|term| term.span).collect();
        out.push(Difference::Number(places(left), places(right)));
    }
    let shared = common(&left.terms, &right.terms);
    let denied = shared.iter().find(|(a, b)| (a.negated && !b.near_negation) || (b.negated && !a.near_negation));
    out.extend(denied.map(|(a, b)| Difference::Negation(a.span, b.span)));
    let foreign = |a: &Profile, b: &Profile| a.actors.iter().any(|actor| !b.actors.contains(actor));
    if foreign(short, long) && foreign(long, short) || in_order(short, long) != in_order(long, short) {
        out.push(Difference::Actor);
    }
    out
}

/// The actors of `a` that `b` names too, in the order of `a`.
fn in_order(a: &Profile, b: &Profile) -> Vec<u32> {
    a.actors.iter().copied().filter(|actor| b.actors.contains(actor)).collect()
}

/// Which quotations belong together.
struct Groups {
    /// By quotation: the group it is in.
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self { of: (0..count).collect(), members: (0..count).map(|index| vec![index]).collect() }
    }

    /// Puts the groups of `a` and `b` together if none of their members keeps another out.
    fn join(&mut self, a: usize, b: usize, fits: impl Fn(usize, usize) -> bool) {
        let (Some(&a), Some(&b)) = (self.of.get(a), self.of.get(b)) else { return };
        let (into, from) = (a.min(b), a.max(b));
        let checked = |group: usize| self.members.get(group).into_iter().flatten().take(MOST_CHECKED);
        if into == from || !checked(into).all(|one| checked(from).all(|other| fits(*one, *other))) {
            return;
        }
        let moved = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
        for one in &moved {
            if let Some(group) = self.of.get_mut(*one) {
                *group = into;
            }
        }
        self.members.get_mut(into).into_iter().for_each(|members| members.extend(&moved));
    }

    /// The id of each quotation's group; none for those alone. Quotations are in the order of their ids.
    fn ids(&self, sorted: &[&Quotation]) -> Vec<Option<String>> {
        let named: Vec<Option<String>> = self.members.iter().map(|members| group_id(members, sorted)).collect();
        self.of.iter().map(|group| named.get(*group).cloned().flatten()).collect()
    }
}

fn group_id(members: &[usize], sorted: &[&Quotation]) -> Option<String> {
    if members.len() < 2 {
        return None;
    }
    let smallest = sorted.get(*members.iter().min()?)?;
    let hash = Sha256::digest(smallest.id.as_bytes());
    let short = hash.iter().take(6).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    Some(format!("{short:012x}"))
}
