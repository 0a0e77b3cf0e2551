//! What words mean: the concepts of a corpus, the general words of the glossary, actors, numbers and negations.
//!
//! All three languages at once, since a text may quote another, and a quotation's words may be in neither the
//! document's language nor its own. One pass over the words of a text; see [`Phrases`].

use std::collections::HashMap;

use crate::{
    corpus::Corpus,
    meeting::{
        forms,
        phrases::{Found, Phrases},
        words::Word,
    },
};

/// Concepts by their number in the corpus, and what one mention of each is worth for a pair.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    phrases: Phrases<u32>,
    /// By concept: the topics it marks, with its weight.
    topics: Vec<Vec<(usize, f64)>>,
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
        Self { phrases, topics }
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
        let strongest = self.topics(concept).iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
        if strongest > 0.0 { strongest.min(1.0) } else { TOPICLESS }
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
    empty: std::collections::HashSet<&'static str>,
}

impl Glossary {
    pub fn new() -> Self {
        let mut phrases = Phrases::default();
        let rows = include_str!("glossary.tsv").lines().filter(|line| !line.starts_with('#'));
        for (number, row) in (0..).zip(rows) {
            for stem in row.split('\t').skip(1).flat_map(|stems| stems.split('|')) {
                phrases.add(stem, number);
            }
        }
        let lines = include_str!("empty-words.txt").lines().filter(|line| !line.starts_with('#'));
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

/// Small numbers written as words; "one" is left out, since it is a pronoun as often.
const NUMBERS: [(u32, &[&str]); 13] = [
    (2, &["=two", "=два", "=две", "=двух", "=двумя", "=дві", "=двох", "=двома"]),
    (3, &["=three", "=три", "=трех", "=тремя", "=трьох", "=трьома"]),
    (4, &["=four", "=четыре", "=четырех", "=чотири", "=чотирьох"]),
    (5, &["=five", "=пять", "=пяти", "=п'ять", "=п'яти"]),
    (6, &["=six", "=шесть", "=шести", "=шість"]),
    (7, &["=seven", "=семь", "=семи", "=сім"]),
    (8, &["=eight", "=восемь", "=восьми", "=вісім"]),
    (9, &["=nine", "=девять", "=девяти", "=дев'ять", "=дев'яти"]),
    (10, &["=ten", "=десять", "=десяти"]),
    (12, &["=twelve", "=двенадцать", "=дванадцять"]),
    (100, &["hundred", "=сто", "=сотни", "=сотен", "=сотні", "=сотень"]),
    (1000, &["thousand", "тысяч", "тисяч"]),
    (1_000_000, &["million", "миллион", "мільйон"]),
];

/// Words that deny. Slavic words that need «не» beside them («никогда», «ни», «жоден») are not counted twice.
const NEGATIONS: [&str; 18] = [
    "not",
    "no",
    "never",
    "cannot",
    "nobody",
    "none",
    "nothing",
    "neither",
    "nor",
    "without",
    "не",
    "нет",
    "нельзя",
    "без",
    "невозможно",
    "немає",
    "нема",
    "неможливо",
];

pub fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(&word) || word.ends_with("n't")
}

/// Numbers, in digits and in words.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    phrases: Phrases<u32>,
}

impl Numbers {
    pub fn new() -> Self {
        let mut phrases = Phrases::default();
        for (number, stems) in NUMBERS {
            for stem in stems {
                phrases.add(stem, number);
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
    use crate::meeting::words::words;

    #[test]
    fn each_row_of_the_glossary_has_words_in_three_languages() {
        for row in include_str!("glossary.tsv").lines().filter(|line| !line.starts_with('#')) {
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
    }
}
