//! A quotation as what it says: concepts, countries, numbers and other words, each with its place.

use super::{
    cognate::Sounds,
    lexicon::{Actors, Answers, Concepts, Denials, Glossary, Numbers, Persons},
    vocabulary::{Name, Vocabulary},
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
    /// A word that no list knows, by the number of its sounds.
    Other(u32),
    /// A country whose word has another sense already; it acts all the same.
    Actor(u32),
    /// "We" or "they".
    Person(u32),
}

/// What a sense weighs where sameness is measured: a concept says most, an unknown word little.
const CONCEPT: f32 = 0.9;
const NUMBER: f32 = 1.0;
const GENERAL: f32 = 0.7;
const COUNTRY: f32 = 0.5;
const OTHER: f32 = 0.6;

impl Sense {
    pub const fn weight(self) -> f32 {
        match self {
            Self::Concept(_) => CONCEPT,
            Self::Country(_) => COUNTRY,
            Self::General(_) => GENERAL,
            Self::Number(_) => NUMBER,
            Self::Other(_) => OTHER,
            Self::Actor(_) | Self::Person(_) => 0.0,
        }
    }
}

/// A sense in four bytes: its kind in the upper three bits, its number in the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Packed(u32);

const NUMBER_BITS: u32 = 29;
const LARGEST: u32 = (1 << NUMBER_BITS) - 1;

impl From<Sense> for Packed {
    fn from(sense: Sense) -> Self {
        let (kind, number) = match sense {
            Sense::Concept(number) => (0, number),
            Sense::Country(number) => (1, number),
            Sense::General(number) => (2, number),
            Sense::Number(number) => (3, number),
            Sense::Other(number) => (4, number),
            Sense::Actor(number) => (5, number),
            Sense::Person(number) => (6, number),
        };
        Self(kind << NUMBER_BITS | number.min(LARGEST))
    }
}

impl From<Packed> for Sense {
    fn from(Packed(packed): Packed) -> Self {
        let number = packed & LARGEST;
        match packed >> NUMBER_BITS {
            0 => Self::Concept(number),
            1 => Self::Country(number),
            2 => Self::General(number),
            3 => Self::Number(number),
            4 => Self::Other(number),
            5 => Self::Actor(number),
            _ => Self::Person(number),
        }
    }
}

/// One sense in a text; twelve bytes, since there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    packed: Packed,
    /// As it is written.
    pub words: Name,
    /// How far from the quotation's own words, in characters; 0 inside them.
    pub away: u16,
    /// Which of the text's denials stands near, from 1; 0 if none does.
    pub denial: u8,
    marks: u8,
}

/// It is the first term after a denial.
const DENIED: u8 = 1;
/// A word with a capital letter inside a sentence.
const NAME: u8 = 2;

impl Term {
    pub fn sense(&self) -> Sense {
        self.packed.into()
    }

    pub const fn is_denied(&self) -> bool {
        self.marks & DENIED != 0
    }

    pub fn is_name(&self) -> bool {
        self.marks & NAME != 0 && matches!(self.sense(), Sense::Other(_))
    }
}

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// In the order of the text.
    pub terms: Vec<Term>,
    /// Most of it is in Latin letters.
    pub latin: bool,
}

/// Everything that turns words into senses.
#[derive(Clone, Debug)]
pub struct Reading {
    pub concepts: Concepts,
    pub answers: Answers,
    actors: Actors,
    glossary: Glossary,
    numbers: Numbers,
    denials: Denials,
    persons: Persons,
}

/// How many words away a denial is still near.
const NEAR: usize = 4;

impl Reading {
    pub fn new(corpus: &Corpus) -> Self {
        Self {
            concepts: Concepts::new(corpus),
            answers: Answers::new(),
            actors: Actors::new(corpus),
            glossary: Glossary::new(),
            numbers: Numbers::new(),
            denials: Denials::new(),
            persons: Persons::new(),
        }
    }

    /// The senses of a text, of which `own` is what matters. A word has the sense of the first list that knows it.
    pub fn profile(&self, text: &str, own: Span, vocabulary: &mut Vocabulary) -> Profile {
        let words = words(text);
        let mut page = Page { words: &words, taken: vec![false; words.len()], found: Vec::new() };
        let countries = self.actors.find(&words);
        page.take(&self.concepts.find(&words), Sense::Concept);
        page.take(&self.numbers.find(&words), Sense::Number);
        page.take(&countries, Sense::Country);
        page.take(&self.glossary.find(&words), Sense::General);
        page.take(&self.others(&words, vocabulary), Sense::Other);
        let mut found = page.found;
        let acts = |one: &&Found<u32>| !found.iter().any(|it| it.at == one.at && it.value == Sense::Country(one.value));
        let more =
            countries.iter().filter(acts).map(|one| Found { at: one.at, len: one.len, value: Sense::Actor(one.value) });
        let persons = self.persons.find(&words).into_iter();
        let more: Vec<Found<Sense>> = more
            .chain(persons.map(|one| Found { at: one.at, len: one.len, value: Sense::Person(one.value) }))
            .collect();
        found.extend(more);
        found.sort_unstable_by_key(|one| (one.at, one.value));

        let mut terms: Vec<(usize, Term)> = Vec::with_capacity(found.len());
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        for one in found {
            let (Some(first), Some(last)) = (words.get(one.at), words.get(one.at + one.len - 1)) else { continue };
            let at = Span::new(first.span.start, last.span.end);
            let (Some(start), Some(end)) = (bytes.get(at.start), bytes.get(at.end)) else { continue };
            let name = first.capital && !first.after_stop && one.at > 0;
            terms.push((
                one.at,
                Term {
                    packed: one.value.into(),
                    words: vocabulary.name(text.get(*start..*end).unwrap_or_default()),
                    away: u16::try_from(distance(at, own)).unwrap_or(u16::MAX),
                    denial: 0,
                    marks: if name { NAME } else { 0 },
                },
            ));
        }
        mark_denials(&self.denials.find(&words), &words, &mut terms);
        let latin = words.iter().filter(|word| word.text.is_ascii()).count() * 2 > words.len();
        Profile { terms: terms.into_iter().map(|(_, term)| term).collect(), latin }
    }

    /// Words that say something, by their sounds.
    fn others(&self, words: &[Word], vocabulary: &mut Vocabulary) -> Vec<Found<u32>> {
        let says = |word: &Word| {
            word.text.chars().nth(2).is_some() && !self.glossary.is_empty_word(&word.text) && !self.denials.is_one(word)
        };
        let telling = words.iter().enumerate().filter(|(_, word)| says(word));
        let sound =
            |(at, word): (usize, &Word)| Some(Found { at, len: 1, value: vocabulary.sound(Sounds::of(&word.text)?) });
        telling.filter_map(sound).collect()
    }
}

/// The words of a text, and which of them have a sense already.
struct Page<'a> {
    words: &'a [Word],
    taken: Vec<bool>,
    found: Vec<Found<Sense>>,
}

impl Page<'_> {
    /// Gives the words found their sense, if none of them had one before. What is found at one place is all taken.
    fn take<T: Copy>(&mut self, found: &[Found<T>], sense: impl Fn(T) -> Sense) {
        let new: Vec<&Found<T>> = found
            .iter()
            .filter(|one| self.taken.get(one.at..one.at + one.len).is_some_and(|words| !words.contains(&true)))
            .collect();
        for one in new {
            self.taken.get_mut(one.at..one.at + one.len).into_iter().flatten().for_each(|word| *word = true);
            if one.at + one.len <= self.words.len() {
                self.found.push(Found { at: one.at, len: one.len, value: sense(one.value) });
            }
        }
    }
}

/// Marks the first term after each denial, and all terms near one. A denial does not reach over a full stop.
fn mark_denials(denials: &[usize], words: &[Word], terms: &mut [(usize, Term)]) {
    let parted = |a: usize, b: usize| {
        words.get(a.min(b) + 1..=a.max(b)).is_some_and(|between| between.iter().any(|word| word.after_stop))
    };
    let mut nearest = vec![NEAR + 1; terms.len()];
    for (number, at) in (1..=u8::MAX).zip(denials.iter().copied()) {
        let mut telling = terms.iter().filter(|(_, term)| term.sense().weight() > 0.0).map(|(place, _)| *place);
        let first = telling.find(|place| *place > at && *place <= at + NEAR);
        for ((place, term), nearest) in terms.iter_mut().zip(&mut nearest) {
            if Some(*place) == first {
                term.marks |= DENIED;
            }
            let away = place.abs_diff(at);
            if away < *nearest && !parted(*place, at) {
                (*nearest, term.denial) = (away, number);
            }
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
