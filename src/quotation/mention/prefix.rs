//! Prefixes: determiners, adjectives and countries before the head of a mention.

use std::ops::Range;

use super::{Context, Head, Mention};
use crate::{language::Language, quotation::lexicon::Agreement, speaker::Thing};

/// Endings of adjectives and participles of a woman in the nominative.
const FEMININE: [&str; 11] = ["на", "ня", "ва", "ка", "ша", "ча", "жа", "та", "ра", "да", "га"];

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

    /// «Чергова диспетчерка», «обурена пасажирка»: in Ukrainian a woman's adjective ends as nouns do, and is known by the
    /// woman's noun right behind it.
    pub(super) fn take_adjectives(&self, mention: &mut Mention, range: &Range<usize>) {
        const MOST: usize = 3;
        let woman = self.language == Language::Uk
            && mention.nominative == Some(true)
            && matches!(mention.head, Head::Role { .. })
            && self
                .lexicon
                .roles
                .find(self.folded(mention.tokens.start))
                .is_some_and(|(_, told)| told == Some(Agreement::Female));
        let adjective = |at: usize| {
            let folded = self.tokens.folded(at);
            let listed =
                [self.lexicon.adverbs, self.lexicon.prepositions, self.lexicon.calendar, self.lexicon.pronouns];
            self.tokens.is_word(at)
                && !self.tokens.is_capital(at)
                && !self.is_quoted(at)
                && folded.chars().count() > 4
                && FEMININE.iter().any(|end| folded.ends_with(end))
                && folded.cue().is_none()
                && !folded.is_noun()
                && !folded.ends_as_verb()
                && !listed.iter().any(|list| list.has(folded))
        };
        let first = mention.tokens.start;
        if woman
            && let Some(start) =
                (range.start.max(first.saturating_sub(MOST))..first).rev().take_while(|at| adjective(*at)).last()
        {
            mention.plain &= start + 1 == first;
            mention.tokens.start = start;
        }
    }

    /// The role that the adjectives from `at` on, or the word there, belong to.
    pub(in crate::quotation) fn head_at(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        self.tokens.heads().next(at).filter(|next| *next < range.end.min(at + 4))
    }

    /// A word that may stand between a determiner and a role.
    pub(super) fn is_modifier(&self, at: usize) -> bool {
        self.tokens.heads().is_modifier(at)
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

    /// Whether a role follows within a few words that could stand before it.
    pub(super) fn head_within(&self, from: usize, range: &Range<usize>) -> bool {
        let next = self.tokens.heads().next(from).filter(|next| *next < range.end.min(from + 8));
        next.is_some_and(|next| !(from..=next).any(|at| self.is_quoted(at)))
    }

    pub(super) fn is_role(&self, at: usize) -> bool {
        self.tokens.heads().is_role(at)
    }
}
