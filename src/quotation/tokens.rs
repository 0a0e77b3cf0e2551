//! Tokens of one document, each with what the lists and the cast say of its word.
//!
//! A text says the same few words again and again: each is looked up once, by the [`Vocabulary`], and its tokens
//! share the answer.

use std::{
    borrow::Borrow,
    hash::{Hash, Hasher},
    ops::Deref,
    sync::Arc,
};

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::{
    heads::Heads,
    lexicon::{Lexicon, Word},
};
use crate::{
    speaker::{Beginning, Cast, Match, Things, strip_possessive},
    text,
};

/// The tokens of one text, and the words that they are.
#[derive(Debug, Default)]
pub struct Tokens {
    plain: text::Tokens,
    words: Vec<Arc<Known>>,
    /// What the cast knows to begin at each token.
    things: Things,
    heads: Heads,
    /// What is found beyond the end.
    none: Word,
}

/// A word of the document.
#[derive(Debug)]
struct Known {
    word: Word,
    /// Without its possessive ending, where it has one.
    bare: Option<Arc<Known>>,
    beginning: Beginning,
}

impl Tokens {
    /// The token's folded word; the empty one beyond the end.
    pub fn folded(&self, index: usize) -> &Word {
        self.words.get(index).map_or(&self.none, |known| &known.word)
    }

    pub fn is_possessive(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|known| known.bare.is_some())
    }

    /// What the cast knows to begin at a token, longest first.
    pub fn things(&self, index: usize) -> &[Match] {
        self.things.at(index)
    }

    pub fn heads(&self) -> &Heads {
        &self.heads
    }

    /// "Kerry's" → "kerry".
    pub fn bare(&self, index: usize) -> &Word {
        self.words.get(index).map_or(&self.none, |known| &known.bare.as_ref().unwrap_or(known).word)
    }
}

impl Deref for Tokens {
    type Target = text::Tokens;
    fn deref(&self) -> &text::Tokens {
        &self.plain
    }
}

/// What is known of the words met so far in texts of one language.
#[derive(Debug)]
pub struct Words(FxHashSet<Entry>);

impl Default for Words {
    fn default() -> Self {
        Self(FxHashSet::with_capacity_and_hasher(USUAL, FxBuildHasher))
    }
}

/// Looks words up in the lists and among the cast.
pub struct Vocabulary<'a> {
    lexicon: &'static Lexicon,
    cast: &'a Cast,
    words: &'a mut FxHashSet<Entry>,
}

/// An article has about so many different words.
const USUAL: usize = 500;
/// More are forgotten before the next document: a language's usual words are fewer.
const MOST: usize = 50_000;

/// A word as it is found by its folded text.
#[derive(Debug)]
struct Entry(Arc<Known>);

impl<'a> Vocabulary<'a> {
    /// `words` must be of this lexicon and cast.
    pub fn new(lexicon: &'static Lexicon, cast: &'a Cast, Words(words): &'a mut Words) -> Self {
        if words.len() > MOST {
            words.clear();
        }
        Self { lexicon, cast, words }
    }

    /// Cuts a text into its tokens. `told` says whether it is the article's own, in which the cast may appear.
    pub fn tokens(&mut self, text: &str, told: bool) -> Tokens {
        let plain = text::Tokens::new(text);
        let words = (0..plain.len()).map(|at| self.known(plain.folded(at))).collect();
        let mut tokens = Tokens { plain, words, ..Tokens::default() };
        if told {
            let nothing = Beginning::default();
            let beginning = |at: usize| tokens.words.get(at).map_or(&nothing, |known| &known.beginning);
            tokens.things = self.cast.things(&tokens.plain, beginning);
        }
        tokens.heads = Heads::new(&tokens, self.lexicon);
        tokens
    }

    fn known(&mut self, folded: &str) -> Arc<Known> {
        if let Some(Entry(known)) = self.words.get(folded) {
            return Arc::clone(known);
        }
        let bare = Some(strip_possessive(folded)).filter(|bare| bare.len() < folded.len()).map(|bare| self.known(bare));
        let known = Arc::new(Known { word: self.lexicon.word(folded), bare, beginning: self.cast.beginning(folded) });
        self.words.insert(Entry(Arc::clone(&known)));
        known
    }
}

impl Borrow<str> for Entry {
    fn borrow(&self) -> &str {
        &self.0.word
    }
}

impl Hash for Entry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        str::hash(&self.0.word, state);
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        *self.0.word == *other.0.word
    }
}

impl Eq for Entry {}
