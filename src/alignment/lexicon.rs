//! What words mean: the concepts of a corpus, the general words of the glossary, actors, numbers and negations.
//!
//! All three languages at once, since a text may quote another, and a quotation's words may be in neither the
//! document's language nor its own. One pass over the words of a text; see [`Phrases`].

use std::collections::{HashMap, HashSet};

use crate::{
    corpus::Corpus,
    meeting::{
        forms,
        phrases::{Found, Phrases},
        words::{Word, words},
    },
};

/// Concepts by their number in the corpus, and what one mention of each is worth for a pair.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    phrases: Phrases<u32>,
    /// By concept: the topics it marks, with its weight.
    topics: Vec<Vec<(usize, f64)>>,
    worth: Vec<f64>,
}

/// What a concept that marks no topic is worth between two sides.
const TOPICLESS: f64 = 0.4;

impl Concepts {
    pub fn new(corpus: &Corpus) -> Self {
        let mut phrases = Phrases::default();
        for (number, concept) in (0..).zip(&corpus.concepts) {
            concept.stems.all().for_each(|(_, stem)| phrases.add(stem, number));
        }
        let numbers: HashMap<&str, usize> =
            corpus.concepts.iter().enumerate().map(|(number, concept)| (concept.id.as_str(), number)).collect();
        let mut topics = vec![Vec::new(); corpus.concepts.len()];
        for (topic, entry) in corpus.topics.iter().enumerate() {
            for (concept, weight) in &entry.concepts {
                if let Some(marks) = numbers.get(concept.as_str()).and_then(|number| topics.get_mut(*number)) {
                    marks.push((topic, *weight));
                }
            }
        }
        let worth = |marks: &Vec<(usize, f64)>| {
            let strongest = marks.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
            if strongest > 0.0 { strongest.min(1.0) } else { TOPICLESS }
        };
        let worth = topics.iter().map(worth).collect();
        Self { phrases, topics, worth }
    }

    pub fn find(&self, words: &[Word]) -> Vec<Found<u32>> {
        self.phrases.find(words)
    }

    /// The topics a concept marks and how strongly.
    pub fn topics(&self, concept: u32) -> &[(usize, f64)] {
        self.topics.get(concept as usize).map_or(&[], Vec::as_slice)
    }

    /// How much it says that both sides use the concept: at most 1.
    pub fn worth(&self, concept: u32) -> f64 {
        self.worth.get(concept as usize).copied().unwrap_or(TOPICLESS)
    }
}

/// The countries and people of a corpus, as those who act.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    phrases: Phrases<u32>,
}

impl Actors {
    pub fn new(corpus: &Corpus) -> Self {
        let mut phrases = Phrases::default();
        for (number, country) in (0..).zip(&corpus.countries) {
            for (_, name) in country.names.all() {
                for stem in forms::names(name) {
                    phrases.add(&stem, number);
                }
            }
            for (_, adjective) in country.adjectives.all() {
                phrases.add(&forms::adjective(adjective), number);
            }
        }
        Self { phrases }
    }

    /// Countries named, in the order of the text. "us" is none, "US" is.
    pub fn find(&self, words: &[Word]) -> Vec<Found<u32>> {
        let named = |one: &Found<u32>| words.get(one.at).is_some_and(|word| word.capital || !word.text.is_ascii());
        self.phrases.find(words).into_iter().filter(named).collect()
    }
}

/// The general words by which a translation is known as one.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    phrases: Phrases<u32>,
    empty: HashSet<&'static str>,
}

impl Glossary {
    pub fn new() -> Self {
        let mut phrases = Phrases::default();
        for (number, (_, stems)) in (0..).zip(rows(include_str!("lexicon/glossary.tsv"))) {
            phrases.add_all(stems, number);
        }
        let lines = include_str!("lexicon/empty-words.txt").lines().filter(|line| !line.starts_with('#'));
        Self { phrases, empty: lines.flat_map(str::split_whitespace).collect() }
    }

    pub fn find(&self, words: &[Word]) -> Vec<Found<u32>> {
        self.phrases.find(words)
    }

    /// Whether a word says nothing of the matter.
    pub fn is_empty_word(&self, word: &str) -> bool {
        self.empty.contains(word)
    }
}

/// The rows of a list: the first cell, and the stems in the others.
fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (head, cells) = line.split_once('\t')?;
        Some((head, cells.split(['\t', '|']).filter(|stem| !stem.is_empty()).collect()))
    })
}

/// Words that deny.
#[derive(Clone, Debug, Default)]
pub struct Denials {
    phrases: Phrases<Denial>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denial {
    Denies,
    /// Looks like a denial: «не только».
    Affirms,
    /// Before it a denial says nothing: «пока Орлин не подпишет».
    Until,
}

/// How many words "until" may stand before a denial that it takes away.
const UNTIL: usize = 4;

impl Denials {
    pub fn new() -> Self {
        let mut phrases = Phrases::default();
        for (head, stems) in rows(include_str!("lexicon/denials.tsv")) {
            let denial = match head {
                "denies" => Denial::Denies,
                "affirms" => Denial::Affirms,
                _ => Denial::Until,
            };
            phrases.add_all(stems, denial);
        }
        Self { phrases }
    }

    /// The words that deny, by their numbers.
    pub fn find(&self, words: &[Word]) -> Vec<usize> {
        let found = self.phrases.find(words);
        let until =
            |at: usize| found.iter().any(|one| one.value == Denial::Until && one.at < at && at - one.at <= UNTIL);
        let listed = found.iter().filter(|one| one.value == Denial::Denies).map(|one| one.at);
        let short = words.iter().enumerate().filter(|(_, word)| word.text.ends_with("n't")).map(|(at, _)| at);
        let mut all: Vec<usize> = listed.chain(short).filter(|at| !until(*at)).collect();
        all.sort_unstable();
        all
    }

    /// Whether a word denies or only seems to: then it says nothing of the matter.
    pub fn is_one(&self, word: &Word) -> bool {
        word.text.ends_with("n't") || !self.phrases.find(std::slice::from_ref(word)).is_empty()
    }
}

/// Pronouns as those who act: "we" is not "they".
#[derive(Clone, Debug, Default)]
pub struct Persons {
    phrases: Phrases<u32>,
}

impl Persons {
    pub fn new() -> Self {
        let mut phrases = Phrases::default();
        for (number, (_, stems)) in (0..).zip(rows(include_str!("lexicon/persons.tsv"))) {
            phrases.add_all(stems, number);
        }
        Self { phrases }
    }

    pub fn find(&self, words: &[Word]) -> Vec<Found<u32>> {
        self.phrases.find(words)
    }
}

/// Reporting words that put a statement as an answer.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    phrases: Phrases<()>,
}

impl Answers {
    pub fn new() -> Self {
        let mut phrases = Phrases::default();
        let lines = include_str!("lexicon/answers.txt").lines().filter(|line| !line.starts_with('#'));
        phrases.add_all(lines.flat_map(|line| line.split('|')), ());
        Self { phrases }
    }

    pub fn is_one(&self, cue: &str) -> bool {
        !self.phrases.find(&words(cue)).is_empty()
    }
}

/// Numbers, in digits and in words.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    phrases: Phrases<u32>,
}

impl Numbers {
    pub fn new() -> Self {
        let mut phrases = Phrases::default();
        for (number, stems) in rows(include_str!("lexicon/numbers.tsv")) {
            if let Ok(number) = number.parse() {
                phrases.add_all(stems, number);
            }
        }
        Self { phrases }
    }

    /// Numbers with the place of their word. A number tied to a word is part of a name (`START-3`).
    pub fn find(&self, words: &[Word]) -> Vec<Found<u32>> {
        let mut found = self.phrases.find(words);
        let digits = words.iter().enumerate().filter(|(_, word)| !word.tied);
        found.extend(digits.filter_map(|(at, word)| Some(Found { at, len: 1, value: word.number()? })));
        found.sort_unstable_by_key(|one| one.at);
        found
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_the_glossary_has_words_in_three_languages() {
        for row in include_str!("lexicon/glossary.tsv").lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 4, "{row}");
            assert!(cells.iter().skip(1).flat_map(|cell| cell.split('|')).all(|stem| !words(stem).is_empty()), "{row}");
        }
    }

    #[test]
    fn each_stem_of_the_corpus_is_found_and_each_topic_marked() {
        let corpus = Corpus::sample();
        let concepts = Concepts::new(&corpus);
        for concept in &corpus.concepts {
            for (_, stem) in concept.stems.all() {
                let text = stem.replace(['=', '~'], "");
                assert!(!concepts.find(&words(&text)).is_empty(), "{}: {stem}", concept.id);
            }
        }
        let known = |id: &String| corpus.concepts.iter().any(|concept| concept.id == *id);
        assert!(corpus.topics.iter().all(|topic| topic.concepts.keys().all(known)));
    }

    #[test]
    fn us_is_a_country_only_in_capitals() {
        let actors = Actors::new(&Corpus::sample());
        assert!(actors.find(&words("they told us")).is_empty());
        assert_eq!(actors.find(&words("they told the US")).len(), 1);
    }

    #[test]
    fn numbers_in_words_and_digits_but_not_in_names() {
        let numbers =
            |text: &str| -> Vec<u32> { Numbers::new().find(&words(text)).iter().map(|one| one.value).collect() };
        assert_eq!(numbers("three days, 40 ships, START-3"), [3, 40]);
        assert_eq!(numbers("три дні і сто кораблів"), [3, 100]);
        assert_eq!(numbers("the third package"), numbers("третий пакет"));
    }

    #[test]
    fn what_denies_and_what_only_seems_to() {
        let denials = Denials::new();
        let count = |text: &str| denials.find(&words(text)).len();
        for text in ["We will not sign.", "They don't agree.", "Договора нет.", "Це неможливо.", "Sudia refused."]
        {
            assert_eq!(count(text), 1, "{text}");
        }
        for text in ["Not only fish.", "Не только рыба.", "Пока Орлин не подпишет, мы ждём.", "Доки він не приїде"]
        {
            assert_eq!(count(text), 0, "{text}");
        }
    }

    #[test]
    fn answers_by_their_cues() {
        let answers = Answers::new();
        assert!(["replied", "ответил", "відповіла"].iter().all(|cue| answers.is_one(cue)));
        assert!(!answers.is_one("said"));
    }
}
