//! Verbless: tags and labels that name a speaker without any verb.

use std::ops::Range;

use super::{Attribution, View};
use crate::quotation::{
    decide,
    mention::Head,
    scan::{is_dash, is_stop},
};

impl View<'_, '_> {
    /// «…» — X.
    pub(super) fn verbless(&self, quote: &Range<usize>) -> Option<Attribution> {
        let mut at = quote.end;
        let mut dash = false;
        // No further: a paragraph may be nothing but dashes.
        let end = self.sentence.tokens.end;
        while at < end && self.mark(at).is_some_and(|c| c == ',' || c == '(' || is_dash(Some(c))) {
            dash |= is_dash(self.mark(at)) || self.mark(at) == Some('(');
            at += 1;
        }
        // «…» — це вже Петро Білий, пекар; «…» — это уже голос из зала, депутат Анна Белова.
        let points = dash && self.context.lexicon.pointing.has(self.context.tokens.folded(at));
        let shown = || {
            let mut near =
                self.mentions.iter().enumerate().filter(|(_, m)| m.tokens.start > at && m.tokens.start < at + 8);
            let (index, _) = near.find(|(_, m)| m.name.is_some() && m.can_be_subject())?;
            let start = self.mentions.get(index)?.tokens.start;
            let plain =
                |i: usize| self.mark(i).is_none_or(|c| c == ',') && !self.context.is_quoted(i) && !self.is_cue(i);
            (at..start).all(plain).then_some(index)
        };
        let index = self.mentions.iter().position(|m| m.tokens.start == at).or_else(|| points.then(shown).flatten())?;
        let mention = self.mentions.get(index)?;
        let after = self.mark(mention.tokens.end);
        // "…" — a driver on route 7
        let phrase = || {
            let rest = mention.tokens.end..self.sentence.tokens.end;
            self.english()
                && rest.len() <= 6
                && self.context.lexicon.prepositions.has(self.context.tokens.folded(rest.start))
                && rest.clone().all(|at| self.context.tokens.is_word(at) || is_stop(self.mark(at)))
        };
        let ends = mention.tokens.end >= self.sentence.tokens.end
            || is_stop(after)
            || matches!(after, Some(',' | ')' | '('))
            || phrase();
        let capital = mention.name.is_some() || matches!(mention.head, Head::Role { .. } | Head::Institution(_));
        // "…" Ann Bell, baker: nothing but the name and what its bearer is.
        let stopped = quote.clone().rev().take(2).any(|at| is_stop(self.mark(at)));
        let bare = at == quote.end
            && stopped
            && mention.name.is_some()
            && (mention.tokens.end..self.sentence.tokens.end).all(|i| {
                let folded = self.context.tokens.folded(i);
                !self.context.is_quoted(i)
                    && !self.context.lexicon.finite.has(folded)
                    && folded.cue().is_none()
                    && !decide::is_verb_form(self.context.tokens, i, self.context.language)
            });
        let noted = mention.tokens.clone().any(|i| self.context.lexicon.stage.has(self.context.tokens.folded(i)));
        if (dash || bare) && ends && capital && mention.can_be_subject() && !noted {
            self.found(index, None, "tag-verbless", 0.8)
        } else {
            None
        }
    }

    /// «X: …»
    pub(super) fn label(&self, quote: &Range<usize>) -> Option<Attribution> {
        // "Bell was brief - "It is his mess.""
        let dash = |at: usize| self.english() && is_dash(self.mark(at)) && self.cues.is_empty();
        let colon = quote.start.checked_sub(1).filter(|at| self.mark(*at) == Some(':') || dash(*at))?;
        let index = self.main_subject(colon)?;
        let whole = self
            .mentions
            .get(index)
            .is_some_and(|m| m.tokens.start == self.sentence.tokens.start && m.tokens.end == colon);
        self.found(index, None, if whole { "label" } else { "colon" }, if whole { 0.9 } else { 0.7 })
    }
}
