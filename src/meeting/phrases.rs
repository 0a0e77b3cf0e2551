//! A prefix structure: finds stems and phrases of stems in one pass over the words of a text.
//!
//! A stem is written in lower case. It stands for every word that begins so; `=nato` for that word only,
//! `лавров~` for a word with a case ending of up to three letters more. Words of a phrase follow one another.

use rustc_hash::FxHashMap;

use super::words::{Word, words};

/// The most letters a case ending adds to the stem of a name: «Лавров» → «Лавровыми».
const LONGEST_ENDING: usize = 3;

/// Stems letter by letter, so that a word is looked at only as far as some stem goes on.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// From a node over a letter to the next one; 0 is where all words begin.
    next: FxHashMap<(u32, char), u32>,
    /// By node: the phrases whose first stem ends there.
    heads: Vec<Vec<Phrase<T>>>,
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    head: Open,
    rest: Vec<Stem>,
    value: T,
}

#[derive(Clone, Debug)]
struct Stem {
    text: Box<str>,
    open: Open,
}

/// What may follow a stem within the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Anything,
    Ending,
    Nothing,
}

impl Open {
    fn admits(self, more: usize) -> bool {
        match self {
            Self::Anything => true,
            Self::Ending => more <= LONGEST_ENDING,
            Self::Nothing => more == 0,
        }
    }
}

impl Stem {
    fn fits(&self, word: &str) -> bool {
        word.strip_prefix(&*self.text).is_some_and(|rest| self.open.admits(rest.chars().count()))
    }
}

/// A phrase found: the words from `at`, `len` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<T> {
    pub at: usize,
    pub len: usize,
    pub value: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { next: FxHashMap::default(), heads: vec![Vec::new()] }
    }
}

impl<T: Copy + PartialEq> Phrases<T> {
    /// Adds a stem or a phrase of stems; one without a letter is left out.
    pub fn add(&mut self, phrase: &str, value: T) {
        let mut stems = phrase.split(' ').flat_map(stems);
        let Some(head) = stems.next() else { return };
        let mut node = 0;
        for letter in head.text.chars() {
            let new = u32::try_from(self.heads.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, letter)).or_insert(new);
            if node == new {
                self.heads.push(Vec::new());
            }
        }
        if let Some(phrases) = self.heads.get_mut(node as usize) {
            phrases.push(Phrase { head: head.open, rest: stems.collect(), value });
        }
    }

    pub fn add_all<'a>(&mut self, phrases: impl IntoIterator<Item = &'a str>, value: T) {
        for phrase in phrases {
            self.add(phrase, value);
        }
    }

    /// What stands in the words from left to right. Where several phrases begin, the one of most words wins,
    /// then the longest stem; all values of an equal win are found. Words taken are not looked at again.
    pub fn find(&self, text: &[Word]) -> Vec<Found<T>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let before = found.len();
            let len = self.find_at(text, at, &mut found);
            at += if found.len() > before { len } else { 1 };
        }
        found
    }

    /// The length of the phrase that wins at `at`.
    fn find_at(&self, text: &[Word], at: usize, found: &mut Vec<Found<T>>) -> usize {
        let Some(word) = text.get(at) else { return 0 };
        let start = found.len();
        let mut best = 0;
        let mut node = 0;
        let mut letters = word.text.chars();
        while let Some(next) = letters.next().and_then(|letter| self.next.get(&(node, letter))) {
            node = *next;
            let phrases = self.heads.get(node as usize).map_or(&[][..], Vec::as_slice);
            if phrases.is_empty() {
                continue;
            }
            let more = letters.clone().count();
            let mut longer_stem = true;
            for phrase in phrases.iter().filter(|phrase| phrase.head.admits(more) && phrase.follows(text, at + 1)) {
                let len = 1 + phrase.rest.len();
                if len < best {
                    continue;
                }
                if len > best || longer_stem {
                    found.truncate(start);
                    longer_stem = false;
                }
                best = len;
                if !found.iter().skip(start).any(|one| one.value == phrase.value) {
                    found.push(Found { at, len, value: phrase.value });
                }
            }
        }
        best
    }
}

impl<T> Phrase<T> {
    fn follows(&self, text: &[Word], from: usize) -> bool {
        self.rest.iter().enumerate().all(|(n, stem)| text.get(from + n).is_some_and(|word| stem.fits(&word.text)))
    }
}

/// A written stem as stems: `counter-terror` is two, of which the mark at an end belongs to all.
fn stems(written: &str) -> impl Iterator<Item = Stem> {
    let (written, open) = if let Some(whole) = written.strip_prefix('=') {
        (whole, Open::Nothing)
    } else if let Some(name) = written.strip_suffix('~') {
        (name, Open::Ending)
    } else {
        (written, Open::Anything)
    };
    let parts = words(written);
    let last = parts.len().saturating_sub(1);
    parts
        .into_iter()
        .enumerate()
        .map(move |(n, word)| Stem { text: word.text.into(), open: if n < last { Open::Nothing } else { open } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[(&str, u8)], text: &str) -> Vec<(usize, usize, u8)> {
        let mut all = Phrases::default();
        for (phrase, value) in phrases {
            all.add(phrase, *value);
        }
        all.find(&words(text)).into_iter().map(|one| (one.at, one.len, one.value)).collect()
    }

    #[test]
    fn stems_marks_and_phrases() {
        let list = [("ядерн", 1), ("ядерн сделк", 2), ("=оон", 3), ("лавров~", 4), ("counter-terror", 5)];
        assert_eq!(found(&list, "Ядерной сделке и ядерным силам"), [(0, 2, 2), (3, 1, 1)]);
        assert_eq!(found(&list, "ООН, оонист, Лаврову, лавровишневый"), [(0, 1, 3), (2, 1, 4)]);
        assert_eq!(found(&list, "counter-terrorism counterfeit terror"), [(0, 2, 5)]);
    }

    #[test]
    fn the_longest_stem_wins_and_equals_are_all_found() {
        assert_eq!(
            found(&[("анти", 1), ("антитеррор", 2), ("антитеррор", 3)], "антитеррористический"),
            [(0, 1, 2), (0, 1, 3)]
        );
    }

    #[test]
    fn nothing_in_nothing() {
        assert!(found(&[("", 1), ("-", 2)], "a b").is_empty());
        assert!(found(&[("a", 1)], "").is_empty());
    }
}
