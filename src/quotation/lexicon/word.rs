//! Words as the lists see them: which lists hold a word, and a form of it.

use std::ops::Deref;

use rustc_hash::FxHashMap;

use super::{Agreement, Cue, CueKind, speech::Entries};
use crate::speaker::forms::{bucket, same};

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
    pub(super) noun: bool,
    pub(super) verb: bool,
    pub(super) modifier: bool,
    pub(super) speech: Entries,
    pub(super) fields: u32,
}

impl Word {
    /// The word for a person that it is a form of.
    pub fn person(&self) -> Option<&'static str> {
        self.person
    }

    /// Whether a list has it as a noun, whatever verb it ends like: «отдела», «совет».
    pub fn is_noun(&self) -> bool {
        self.noun
    }

    /// Whether it ends as finite verbs do.
    pub fn ends_as_verb(&self) -> bool {
        self.verb
    }

    /// Whether it can stand between a determiner and a role, though no list says so.
    pub fn may_modify(&self) -> bool {
        self.modifier
    }

    /// The fields it speaks of, as bits: «полковник» and «военный» share one.
    pub fn fields(&self) -> u32 {
        self.fields
    }

    /// The lists of [`super::speech`] that it stands in.
    pub(super) fn speech(&self) -> Entries {
        self.speech
    }

    pub fn cue(&self) -> Option<Cue> {
        self.cue.filter(|cue| cue.kind != CueKind::Tag)
    }

    /// As a verb right beside a quotation, where more of them report.
    pub fn tag(&self) -> Option<Cue> {
        let kind = |cue: Cue| if cue.kind == CueKind::Tag { CueKind::Say } else { cue.kind };
        self.cue.map(|cue| Cue { kind: kind(cue), ..cue })
    }

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
pub(super) struct Listed {
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

/// Words of one document found by any of their cases.
#[derive(Debug, Default)]
pub struct WordList(FxHashMap<[char; 3], Vec<String>>);

impl WordList {
    pub fn add(&mut self, word: &str) {
        self.0.entry(bucket(word)).or_default().push(word.to_owned());
    }

    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.values_mut().for_each(|words| words.retain(|word| keep(word)));
    }

    /// The word in it that `folded` is a form of; an exact match first.
    pub fn find(&self, folded: &str) -> Option<&str> {
        let words = self.0.get(&bucket(folded))?;
        let exact = words.iter().find(|word| *word == folded);
        exact.or_else(|| words.iter().find(|word| is_form(folded, word))).map(String::as_str)
    }

    pub fn has(&self, folded: &str) -> bool {
        self.0.get(&bucket(folded)).is_some_and(|words| words.iter().any(|word| word == folded))
    }
}

pub(super) fn is_form(folded: &str, word: &str) -> bool {
    same(folded, word) || folded.is_ascii() && folded.strip_suffix('s').is_some_and(|singular| singular == word)
}
