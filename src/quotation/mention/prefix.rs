//! Prefixes: determiners, adjectives and countries before the head of a mention.

use std::ops::Range;

use super::Context;
use crate::speaker::Thing;

impl Context<'_> {
    /// Skips determiners and adjectives before a head; gives the head, a country among them, and whether the
    /// phrase is new to the reader.
    pub(super) fn prefix(&self, at: usize, range: &Range<usize>) -> (usize, Option<usize>, bool) {
        let (mut next, mut country, mut indefinite) = (at, None, false);
        while next < range.end && self.tokens.is_word(next) && !self.is_quoted(next) && next < at + 9 {
            let folded = self.tokens.folded(next);
            if next == at && self.lexicon.indefinite.has(folded) {
                indefinite = true;
            }
            let follows = |from: usize| self.head_within(from, range);
            let matched = self.things(next);
            let title = matched.iter().any(|m| matches!(m.thing, Thing::Title { .. }));
            if let Some(m) = matched.iter().find(|m| matches!(m.thing, Thing::Country { .. }))
                && !title
                && m.end < range.end
                && follows(m.end)
            {
                if let Thing::Country { index, .. } = m.thing {
                    country = Some(index);
                }
                next = m.end;
            } else if !title && self.is_modifier(next) && !(next > at && self.opens(next)) && follows(next + 1) {
                next += 1;
            } else {
                break;
            }
        }
        if next == at || self.is_role(next) || self.lexicon.institutions.find(self.folded(next)).is_some() {
            (next, country, indefinite)
        } else {
            (at, None, indefinite)
        }
    }

    /// A word that may stand between a determiner and a role.
    pub(super) fn is_modifier(&self, at: usize) -> bool {
        let folded = self.tokens.folded(at);
        if self.lexicon.modifiers.find(folded).is_some()
            || self.english() && self.lexicon.determiners.has(self.tokens.folded(at))
        {
            return true;
        }
        if self.is_role(at) || self.is_cue(at) || self.lexicon.stop.has(folded) || self.lexicon.prepositions.has(folded)
        {
            return false;
        }
        if self.english() {
            return !self.lexicon.finite.has(folded) && !folded.ends_with("ed");
        }
        !self.tokens.is_capital(at)
            && [
                "ый", "ий", "ой", "ая", "ій", "ого", "ому", "ым", "им", "ої", "ых", "их", "ом", "ою", "ька", "ня",
                "ьке", "ькі",
            ]
            .iter()
            .any(|end| folded.ends_with(end))
            && folded.chars().count() > 4
    }

    /// A determiner that begins a noun phrase; behind "all the" and "both the" it does not.
    fn opens(&self, at: usize) -> bool {
        self.english()
            && self.lexicon.determiners.has(self.tokens.folded(at))
            && !at.checked_sub(1).is_some_and(|before| {
                let folded = self.tokens.folded(before);
                self.lexicon.determiners.has(folded) || self.lexicon.indefinite.has(folded)
            })
    }

    /// Whether a role follows within three words that could stand before it.
    pub(super) fn head_within(&self, from: usize, range: &Range<usize>) -> bool {
        let end = range.end.min(from + 8);
        for at in from..end {
            if self.is_quoted(at) || !self.tokens.is_word(at) {
                return false;
            }
            if self.is_role(at) || self.lexicon.institutions.find(self.folded(at)).is_some() {
                return true;
            }
            let country = self.things(at).iter().any(|m| matches!(m.thing, Thing::Country { .. }));
            if !country && !self.is_modifier(at) {
                return false;
            }
        }
        false
    }

    pub(super) fn is_role(&self, at: usize) -> bool {
        self.lexicon.roles.find(self.folded(at)).is_some()
            || self.lexicon.anonymous.find(self.folded(at)).is_some()
            || self.things(at).iter().any(|m| matches!(m.thing, Thing::Title { .. }))
    }
}
