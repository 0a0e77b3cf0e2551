//! What keeps two like texts apart: a number, a denial, who acts, or what the talk is about.

use super::{Side, common};
use crate::alignment::{
    lexicon::Concepts,
    profile::{Sense, Term},
    vocabulary::{Name, Vocabulary},
};

/// What keeps two like texts apart, with the words of the left and of the right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The numbers of each.
    Number(Vec<Name>, Vec<Name>),
    /// What one denies and the other does not.
    Denial(Name, Name),
    /// Who acts, or who acts on whom.
    Actor,
}

/// A text of so much of the other's terms is not cut short: then both must have the same numbers.
const WHOLE: f32 = 0.75;

/// A concept of this worth says what the talk is about.
const MATTER: f64 = 0.7;

/// A number, a denial or an actor that differs; empty if nothing does. What one text only leaves out does not
/// count: it may be cut short, or say «россияне» where the other says "Russian".
pub fn differences(left: &Side, right: &Side, vocabulary: &Vocabulary) -> Vec<Difference> {
    let mut out = Vec::new();
    let (l, r) = (telling(left), telling(right));
    let (short, long) = if l <= r { (left, right) } else { (right, left) };
    let whole = l.min(r) as f32 >= WHOLE * l.max(r) as f32;
    if new_number(short, long) || whole && new_number(long, short) {
        out.push(Difference::Number(numbers(left), numbers(right)));
    }
    let shared = common(left, right, vocabulary);
    out.extend(denied(&shared, l <= r).map(|(a, b)| Difference::Denial(a, b)));
    let actors = |side: &Side| {
        of(side, |sense| match sense {
            Sense::Country(number) | Sense::Actor(number) => Some(number),
            _ => None,
        })
    };
    let persons = |side: &Side| {
        of(side, |sense| match sense {
            Sense::Person(number) => Some(number),
            _ => None,
        })
    };
    let (a, b) = (actors(short), actors(long));
    if both_foreign(&a, &b) || in_order(&a, &b) != in_order(&b, &a) || both_foreign(&persons(short), &persons(long)) {
        out.push(Difference::Actor);
    }
    out
}

/// Whether each speaks of something by which a topic is known, and the other does not: vaccines here, missiles there.
pub fn other_matter(left: &Side, right: &Side, concepts: &Concepts) -> bool {
    let matters = |side: &Side| {
        of(side, |sense| match sense {
            Sense::Concept(number) if concepts.worth(number) >= MATTER => Some(number),
            _ => None,
        })
    };
    left.latin == right.latin && both_foreign(&matters(left), &matters(right))
}

fn telling(side: &Side) -> usize {
    side.terms.iter().filter(|term| term.sense().weight() > 0.0).count()
}

fn is_number(term: &Term) -> bool {
    matches!(term.sense(), Sense::Number(_))
}

/// Whether `a` names a number that `b` does not.
fn new_number(a: &Side, b: &Side) -> bool {
    let known = |term: &Term| b.terms.iter().any(|other| other.sense() == term.sense());
    a.terms.iter().any(|term| is_number(term) && !known(term))
}

fn numbers(side: &Side) -> Vec<Name> {
    side.terms.iter().filter(|term| is_number(term)).map(|term| term.words).collect()
}

/// The first words that one text denies and the other does not: those right after a denial, or those around one of
/// which none is denied in the other. What the longer text denies may be in what the shorter one leaves out, so there
/// one word is not enough.
fn denied(shared: &[(&Term, &Term)], left_is_short: bool) -> Option<(Name, Name)> {
    let right_after = shared.iter().find(|(a, b)| (a.is_denied() && b.denial == 0) || (b.is_denied() && a.denial == 0));
    let around = |own: fn(&(&Term, &Term)) -> u8, other: fn(&(&Term, &Term)) -> u8, least: usize| {
        shared.iter().find(|pair| {
            let near = || shared.iter().filter(|it| own(it) == own(pair));
            own(pair) > 0 && near().all(|it| other(it) == 0) && near().count() >= least
        })
    };
    let least = |is_short: bool| if is_short { 1 } else { 2 };
    right_after
        .or_else(|| around(|it| it.0.denial, |it| it.1.denial, least(left_is_short)))
        .or_else(|| around(|it| it.1.denial, |it| it.0.denial, least(!left_is_short)))
        .map(|(a, b)| (a.words, b.words))
}

/// Those who act, each once, in the order they are first named.
fn of(side: &Side, number: impl Fn(Sense) -> Option<u32>) -> Vec<u32> {
    let mut all = Vec::new();
    for one in side.terms.iter().filter_map(|term| number(term.sense())) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// Each names one that the other does not.
fn both_foreign(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|one| !b.contains(one)) && b.iter().any(|one| !a.contains(one))
}

/// The actors of `a` that `b` names too, in the order of `a`.
fn in_order(a: &[u32], b: &[u32]) -> Vec<u32> {
    a.iter().copied().filter(|one| b.contains(one)).collect()
}
