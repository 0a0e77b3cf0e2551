//! A word of a text as the lists of a language see it. Which lists there are is not known here.

use std::ops::Deref;

use super::{Agreement, Cue};

/// A word of a text with all that the lists say of it.
#[derive(Debug, Default)]
pub struct Word {
    pub(super) folded: String,
    /// The lists that hold it, and those that hold a word it is a form of: a bit each.
    pub(super) exact: u64,
    pub(super) form: u64,
    /// The listed words it is a form of, an exact match before another.
    pub(super) listed: Vec<Listed>,
    pub(super) cue: Option<Cue>,
    pub(super) person: Option<&'static str>,
}

impl Word {
    pub fn as_str(&self) -> &str {
        &self.folded
    }
}

impl Deref for Word {
    type Target = str;
    fn deref(&self) -> &str {
        &self.folded
    }
}

impl PartialEq<str> for Word {
    fn eq(&self, other: &str) -> bool {
        self.folded == other
    }
}

impl PartialEq<Word> for str {
    fn eq(&self, other: &Word) -> bool {
        self == other.folded
    }
}

/// A word as a list has it.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    pub(super) word: &'static str,
    pub(super) list: List,
    pub(super) agreement: Option<Agreement>,
}

/// One of the lists, by its place among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct List(pub(super) u8);

impl List {
    pub(super) const fn bit(self) -> u64 {
        1 << self.0
    }

    pub fn has(self, word: &Word) -> bool {
        word.exact & self.bit() != 0
    }

    /// All listed words that `word` is a form of.
    pub fn all(self, word: &Word) -> impl Iterator<Item = &'static str> {
        word.listed.iter().filter(move |listed| listed.list == self).map(|listed| listed.word)
    }

    /// The listed word that `word` is a form of; an exact match first.
    pub fn find(self, word: &Word) -> Option<(&'static str, Option<Agreement>)> {
        if word.form & self.bit() == 0 {
            return None;
        }
        word.listed.iter().find(|listed| listed.list == self).map(|listed| (listed.word, listed.agreement))
    }
}

/// The lists that hold any of the words, a bit each.
pub(super) fn bits(listed: &[Listed]) -> u64 {
    listed.iter().fold(0, |bits, listed| bits | listed.list.bit())
}
