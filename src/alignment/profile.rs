//! A quotation as what it says: concepts, countries, numbers and other words, each with its place.

use super::{
    cognate::Sounds,
    lexicon::{Actors, Concepts, Glossary, Numbers, is_negation},
};
use crate::{
    corpus::Corpus,
    meeting::{
        phrases::Found,
        words::{Word, words},
    },
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
        let mut page = Page { words: &words, taken: vec![false; words.len()], terms: Vec::new() };
        let countries = self.actors.find(&words);
        page.take(&self.concepts.find(&words), Sense::Concept, CONCEPT);
        page.take(&self.numbers.find(&words), Sense::Number, NUMBER);
        page.take(&countries, Sense::Country, COUNTRY);
        page.take(&self.glossary.find(&words), Sense::General, GENERAL);
        page.take(&self.others(&words), Sense::Other, OTHER);
        let mut terms = page.terms;
        terms.sort_unstable_by_key(|(at, term)| (*at, term.sense));
        mark_negations(&words, &mut terms);

        let mut actors: Vec<u32> = Vec::new();
        for country in countries {
            if !actors.contains(&country.value) {
                actors.push(country.value);
            }
        }
        let latin = words.iter().filter(|word| word.text.is_ascii()).count() * 2 > words.len();
        Profile { terms: terms.into_iter().map(|(_, term)| term).collect(), actors, latin }
    }

    /// Words that say something, by their sounds.
    fn others(&self, words: &[Word]) -> Vec<Found<Sounds>> {
        let says = |word: &Word| {
            word.text.chars().count() > 2 && !is_negation(&word.text) && !self.glossary.is_empty_word(&word.text)
        };
        let telling = words.iter().enumerate().filter(|(_, word)| says(word));
        telling.filter_map(|(at, word)| Some(Found { at, len: 1, value: Sounds::of(&word.text)? })).collect()
    }
}

/// The words of a text, and which of them have a sense already.
struct Page<'a> {
    words: &'a [Word],
    taken: Vec<bool>,
    /// With the number of the first word.
    terms: Vec<(usize, Term)>,
}

impl Page<'_> {
    /// Gives the words found their sense, if none of them had one before. What is found at one place is all taken.
    fn take<T: Copy>(&mut self, found: &[Found<T>], sense: impl Fn(T) -> Sense, weight: f32) {
        let before = self.taken.clone();
        for one in found {
            let place = one.at..one.at + one.len;
            let free = before.get(place.clone()).is_some_and(|words| !words.contains(&true));
            let ends = (self.words.get(one.at), self.words.get(place.end - 1));
            if let ((Some(first), Some(last)), true) = (ends, free) {
                self.taken.get_mut(place).into_iter().flatten().for_each(|word| *word = true);
                let span = Span::new(first.span.start, last.span.end);
                let term = Term { sense: sense(one.value), weight, span, negated: false, near_negation: false };
                self.terms.push((one.at, term));
            }
        }
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
