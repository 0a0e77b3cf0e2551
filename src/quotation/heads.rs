//! Heads: at which tokens of a text a mention may begin, and how far from each the next word for a role is. Nearly all
//! words begin none; here they are told from the others once, by what the lists and the cast say of each.

use super::{
    lexicon::{Lexicon, Word},
    marks,
    tokens::Tokens,
};
use crate::{language::Language, speaker::Thing};

/// What can be said of each token.
#[derive(Debug, Default)]
pub struct Heads(Vec<Sign>);

#[derive(Clone, Copy, Debug, Default)]
struct Sign {
    begins: bool,
    modifier: bool,
    role: bool,
    /// How many words that may stand before a role are between this one and the next role; [`FAR`] where there is none.
    ahead: u8,
}

const FAR: u8 = u8::MAX;

impl Heads {
    pub fn new(tokens: &Tokens, lexicon: &Lexicon) -> Self {
        let mut signs = vec![Sign::default(); tokens.len()];
        let mut behind = FAR;
        for (at, sign) in signs.iter_mut().enumerate().rev() {
            *sign = Sign::of(tokens, at, lexicon, behind);
            behind = sign.ahead;
        }
        Self(signs)
    }

    /// Whether a mention may begin at token `at`: where not, none does.
    pub fn begins(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|sign| sign.begins)
    }

    /// A word that may stand between a determiner and a role.
    pub fn is_modifier(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|sign| sign.modifier)
    }

    pub fn is_role(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|sign| sign.role)
    }

    /// The first role or institution from `at` on, if all before it are words that may stand before one.
    pub fn next(&self, at: usize) -> Option<usize> {
        let ahead = self.0.get(at)?.ahead;
        (ahead != FAR).then_some(at + usize::from(ahead))
    }
}

impl Sign {
    /// `behind` is how far the next token is from a role.
    fn of(tokens: &Tokens, at: usize, lexicon: &Lexicon, behind: u8) -> Self {
        let (word, bare, things) = (tokens.folded(at), tokens.bare(at), tokens.things(at));
        let any = |wanted: fn(&Thing) -> bool| things.iter().any(|m| wanted(&m.thing));
        let role = lexicon.roles.find(bare).is_some()
            || lexicon.anonymous.find(bare).is_some() && !is_proper(tokens, at, lexicon)
            || any(|thing| matches!(thing, Thing::Title { .. }));
        let modifier = is_modifier(tokens, at, lexicon, role);
        if !tokens.is_word(at) {
            let begins = tokens.mark(at).is_some_and(marks::is_double);
            return Self { begins, modifier, role, ahead: FAR };
        }
        let institution = lexicon.institutions.find(bare).is_some();
        let ahead = if role || institution {
            0
        } else if modifier || any(|thing| matches!(thing, Thing::Country { .. })) {
            behind.saturating_add(1)
        } else {
            FAR
        };
        let begins = role
            || institution
            || bare.person().is_some()
            || !things.is_empty()
            || tokens.is_capital(at)
            || modifier && behind != FAR
            || [lexicon.pronouns, lexicon.honorifics].iter().any(|list| list.has(word))
            || is_one(word);
        Self { begins, modifier, role, ahead }
    }
}

fn is_modifier(tokens: &Tokens, at: usize, lexicon: &Lexicon, role: bool) -> bool {
    let word = tokens.folded(at);
    let english = lexicon.language() == Language::En;
    if lexicon.statement.find(word).is_some() && !english {
        return false;
    }
    lexicon.modifiers.find(word).is_some()
        || english && lexicon.determiners.has(word)
        || word.may_modify() && !role && (english || !tokens.is_capital(at))
}

/// "The People's Daily": no public.
pub fn is_proper(tokens: &Tokens, at: usize, lexicon: &Lexicon) -> bool {
    lexicon.language() == Language::En && tokens.is_capital(at) && lexicon.collective.has(tokens.bare(at))
}

/// «Один из собеседников», "one of the officials".
pub fn is_one(word: &Word) -> bool {
    matches!(word.as_str(), "один" | "одна" | "одно" | "одне" | "one")
}
