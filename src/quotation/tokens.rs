//! Tokens of one document, each with what the lists and the cast say of its word.
//!
//! A text says the same few words again and again: each is looked up once, and its tokens share the answer.

use std::ops::Deref;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{
    heads::Heads,
    lexicon::{Lexicon, Word},
};
use crate::{
    speaker::{Beginning, Cast, Match, Things, strip_possessive},
    text,
};

/// The tokens of one text, and the words that they are.
#[derive(Debug)]
pub struct Tokens<'a> {
    plain: text::Tokens<'a>,
    words: Vec<&'a Known>,
    /// What the cast knows to begin at each token.
    things: Things,
    heads: Heads,
    /// What is found beyond the end.
    none: &'a Known,
}

/// What is known of a word.
#[derive(Debug, Default)]
struct Known {
    word: Word,
    /// Without its possessive ending, where it has one.
    bare: Option<Box<Word>>,
    beginning: Beginning,
}

impl<'a> Tokens<'a> {
    fn known(&self, index: usize) -> &'a Known {
        self.words.get(index).copied().unwrap_or(self.none)
    }

    /// The token's folded word; the empty one beyond the end.
    pub fn folded(&self, index: usize) -> &'a Word {
        &self.known(index).word
    }

    pub fn is_possessive(&self, index: usize) -> bool {
        self.known(index).bare.is_some()
    }

    /// What the cast knows to begin at a token, longest first.
    pub fn things(&self, index: usize) -> &[Match] {
        self.things.at(index)
    }

    pub fn heads(&self) -> &Heads {
        &self.heads
    }

    /// "Kerry's" → "kerry".
    pub fn bare(&self, index: usize) -> &'a Word {
        let known = self.known(index);
        known.bare.as_deref().unwrap_or(&known.word)
    }
}

impl<'a> Deref for Tokens<'a> {
    type Target = text::Tokens<'a>;
    fn deref(&self) -> &text::Tokens<'a> {
        &self.plain
    }
}

/// What is known of the words met so far in texts of one language, by the lists and among the cast.
#[derive(Debug)]
pub struct Words {
    places: FxHashMap<Box<str>, u32>,
    known: Vec<Known>,
    none: Known,
}

impl Default for Words {
    fn default() -> Self {
        let places = FxHashMap::with_capacity_and_hasher(USUAL, FxBuildHasher);
        Self { places, known: Vec::with_capacity(USUAL), none: Known::default() }
    }
}

/// An article has about so many different words.
const USUAL: usize = 500;
/// More are forgotten before the next document: a language's usual words are fewer.
const MOST: usize = 50_000;

impl Words {
    /// Cuts a document's texts into their tokens. Each text comes with whether it is the article's own, in which the
    /// cast may appear. All words met before must be of this lexicon and cast.
    pub fn read<'a>(
        &'a mut self,
        texts: impl Iterator<Item = (&'a str, bool)>,
        lexicon: &'a Lexicon,
        cast: &'a Cast,
    ) -> impl Iterator<Item = Tokens<'a>> {
        if self.known.len() > MOST {
            self.places.clear();
            self.known.clear();
        }
        let texts: Vec<_> = texts.map(|(text, told)| (text::Tokens::new(text), told)).collect();
        let mut places = Vec::with_capacity(texts.iter().map(|(plain, _)| plain.len()).sum());
        for (plain, _) in &texts {
            places.extend((0..plain.len()).map(|at| self.place(plain.folded(at), lexicon, cast)));
        }
        let words: &'a Self = self;
        let mut places = places.into_iter();
        texts.into_iter().map(move |(plain, told)| {
            let known = |place: u32| words.known.get(place as usize).unwrap_or(&words.none);
            let known = places.by_ref().take(plain.len()).map(known).collect();
            let mut tokens =
                Tokens { plain, words: known, things: Things::default(), heads: Heads::default(), none: &words.none };
            if told {
                tokens.things = cast.things(&tokens.plain, |at| &tokens.known(at).beginning);
            }
            tokens.heads = Heads::new(&tokens, lexicon);
            tokens
        })
    }

    fn place(&mut self, folded: &str, lexicon: &Lexicon, cast: &Cast) -> u32 {
        if let Some(place) = self.places.get(folded) {
            return *place;
        }
        let place = self.known.len() as u32;
        let bare = Some(strip_possessive(folded)).filter(|bare| bare.len() < folded.len());
        self.known.push(Known {
            word: lexicon.word(folded),
            bare: bare.map(|bare| Box::new(lexicon.word(bare))),
            beginning: cast.beginning(folded),
        });
        self.places.insert(folded.into(), place);
        place
    }
}
