//! A quotation as what it says: concepts, countries, numbers and other words, each with its place.

use super::{
    cognate::Sounds,
    lexicon::{Actors, Concepts, Glossary, Numbers, is_negation},
};
use crate::{
    corpus::Corpus,
    meeting::words::{Word, words},
    quotation::{Kind, Quotation},
    text::Span,
};

/// What a word or phrase of a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// Number of a concept of the corpus.
    Concept(u32),
    /// Number of a country of the corpus.
    Country(u32),
    /// Row of the glossary.
    General(u32),
    Number(u32),
    /// A word that no list knows, by its sounds.
    Other(Sounds),
}

/// One sense in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    pub sense: Sense,
    pub weight: f32,
    /// Where it stands in the text looked at, in characters.
    pub span: Span,
    /// It is the first word of weight after a negation.
    pub negated: bool,
    /// A negation stands near, before or after.
    pub near_negation: bool,
}

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// In the order of the text.
    pub terms: Vec<Term>,
    /// Countries of the corpus, each once, in the order they are first named: who acts.
    pub actors: Vec<u32>,
    /// Most of it is in Latin letters.
    pub latin: bool,
}

/// Everything that turns words into senses.
#[derive(Clone, Debug)]
pub struct Reading {
    pub concepts: Concepts,
    actors: Actors,
    glossary: Glossary,
    numbers: Numbers,
}

/// What a sense weighs where sameness is measured: a concept says most, an unknown word little.
const CONCEPT: f32 = 1.0;
const NUMBER: f32 = 1.0;
const GENERAL: f32 = 0.7;
const COUNTRY: f32 = 0.5;
const OTHER: f32 = 0.6;

/// How many words away a negation is still near.
const NEAR: usize = 4;

impl Reading {
    pub fn new(corpus: &Corpus) -> Self {
        Self {
            concepts: Concepts::new(corpus),
            actors: Actors::new(corpus),
            glossary: Glossary::new(),
            numbers: Numbers::new(),
        }
    }

    /// The senses of a text. A word has the senses of the first list that knows it.
    pub fn profile(&self, text: &str) -> Profile {
        let words = words(text);
        let mut taken = vec![false; words.len()];
        let mut terms = Vec::new();
        let mut add = |at: usize, len: usize, sense: Sense, weight: f32, taken: &mut Vec<bool>| {
            let place = at..at + len;
            let (Some(first), Some(last)) = (words.get(at), words.get(place.end - 1)) else { return };
            taken.get_mut(place).into_iter().flatten().for_each(|one| *one = true);
            let span = Span::new(first.span.start, last.span.end);
            terms.push((at, Term { sense, weight, span, negated: false, near_negation: false }));
        };
        for found in self.concepts.find(&words) {
            add(found.at, found.len, Sense::Concept(found.value), CONCEPT, &mut taken);
        }
        let free =
            |taken: &[bool], at: usize, len: usize| taken.get(at..at + len).is_some_and(|t| t.iter().all(|t| !t));
        let before = taken.clone();
        for found in self.numbers.find(&words).into_iter().filter(|one| free(&before, one.at, one.len)) {
            add(found.at, found.len, Sense::Number(found.value), NUMBER, &mut taken);
        }
        let before = taken.clone();
        let mut actors = Vec::new();
        for found in self.actors.find(&words) {
            if !actors.contains(&found.value) {
                actors.push(found.value);
            }
        }
        for found in self.actors.find(&words).into_iter().filter(|one| free(&before, one.at, one.len)) {
            add(found.at, found.len, Sense::Country(found.value), COUNTRY, &mut taken);
        }
        let before = taken.clone();
        for found in self.glossary.find(&words).into_iter().filter(|one| free(&before, one.at, one.len)) {
            add(found.at, found.len, Sense::General(found.value), GENERAL, &mut taken);
        }
        for (at, word) in words.iter().enumerate() {
            let unknown = !taken.get(at).copied().unwrap_or(true) && !is_negation(&word.text);
            if unknown
                && !self.glossary.is_empty_word(&word.text)
                && word.text.chars().count() > 2
                && let Some(sounds) = Sounds::of(&word.text)
            {
                add(at, 1, Sense::Other(sounds), OTHER, &mut taken);
            }
        }
        terms.sort_unstable_by_key(|(at, term)| (*at, term.sense));
        mark_negations(&words, &mut terms);
        let latin = words.iter().filter(|word| word.text.is_ascii()).count() * 2 > words.len();
        Profile { terms: terms.into_iter().map(|(_, term)| term).collect(), actors, latin }
    }
}

/// Marks the first term after each negation, and all terms near one.
fn mark_negations(words: &[Word], terms: &mut [(usize, Term)]) {
    for (at, _) in words.iter().enumerate().filter(|(_, word)| is_negation(&word.text)) {
        let first = terms.iter().map(|(place, _)| *place).find(|place| *place > at && *place <= at + NEAR);
        for (place, term) in terms.iter_mut() {
            term.negated |= Some(*place) == first;
            term.near_negation |= place.abs_diff(at) <= NEAR;
        }
    }
}

/// The text in which a quotation's meaning stands: a fragment means little without its sentence.
pub fn told(quotation: &Quotation) -> &str {
    match quotation.kind {
        Kind::Partial if !quotation.sentence.is_empty() => &quotation.sentence,
        _ => &quotation.text,
    }
}

/// Where a fragment stands in its sentence; everything, if the quotation speaks for itself.
pub fn own_words(quotation: &Quotation) -> Span {
    let whole = told(quotation);
    let fragment = quotation.segments.first().map_or("", |segment| segment.as_str());
    let start = match quotation.kind {
        Kind::Partial => whole.find(fragment),
        _ => None,
    };
    match start.and_then(|byte| whole.get(..byte)) {
        Some(before) => {
            let start = before.chars().count();
            Span::new(start, start + fragment.chars().count())
        }
        None => Span::new(0, whole.chars().count()),
    }
}

/// How far `term` stands from `own`, in characters; 0 inside.
pub fn distance(term: Span, own: Span) -> usize {
    if term.end <= own.start { own.start - term.end } else { term.start.saturating_sub(own.end) }
}
