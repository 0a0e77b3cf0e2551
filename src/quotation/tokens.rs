//! Tokens of one document, each with what the lists and the cast say of its word.
//!
//! A text says the same few words again and again: each is looked up once, by the [`Vocabulary`], and its tokens
//! share the answer.

use std::{
    borrow::Borrow,
    hash::{Hash, Hasher},
    ops::Deref,
    rc::Rc,
};

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::lexicon::{Lexicon, Word};
use crate::{
    speaker::{Beginning, Cast, Things, strip_possessive},
    text,
};

/// The tokens of one text, and the words that they are.
#[derive(Debug, Default)]
pub struct Tokens {
    plain: text::Tokens,
    words: Vec<Rc<Known>>,
    /// What is found beyond the end.
    none: Word,
}

/// A word of the document.
#[derive(Debug)]
struct Known {
    word: Word,
    /// Without its possessive ending, where it has one.
    bare: Option<Rc<Known>>,
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

/// The words met so far.
pub struct Vocabulary<'a> {
    lexicon: &'static Lexicon,
    cast: &'a Cast,
    words: FxHashSet<Entry>,
}

/// An article has about so many different words.
const USUAL: usize = 500;

/// A word as it is found by its folded text.
struct Entry(Rc<Known>);

impl<'a> Vocabulary<'a> {
    pub fn new(lexicon: &'static Lexicon, cast: &'a Cast) -> Self {
        Self { lexicon, cast, words: FxHashSet::with_capacity_and_hasher(USUAL, FxBuildHasher) }
    }

    /// Cuts a text into its tokens.
    pub fn tokens(&mut self, text: &str) -> Tokens {
        let plain = text::Tokens::new(text);
        let words = (0..plain.len()).map(|at| self.known(plain.folded(at))).collect();
        Tokens { plain, words, none: Word::default() }
    }

    /// What the cast knows to begin at each token.
    pub fn things(&self, tokens: &Tokens) -> Things {
        let nothing = Beginning::default();
        self.cast.things(&tokens.plain, |at| tokens.words.get(at).map_or(&nothing, |known| &known.beginning))
    }

    fn known(&mut self, folded: &str) -> Rc<Known> {
        if let Some(Entry(known)) = self.words.get(folded) {
            return Rc::clone(known);
        }
        let bare = Some(strip_possessive(folded)).filter(|bare| bare.len() < folded.len()).map(|bare| self.known(bare));
        let known = Rc::new(Known { word: self.lexicon.word(folded), bare, beginning: self.cast.beginning(folded) });
        self.words.insert(Entry(Rc::clone(&known)));
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
