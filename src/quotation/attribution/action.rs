//! Actions: what somebody does right behind the own words says whose they are, though no verb reports: "No," Orlov
//! put down the lamp, "never." Between dashes they are looked for in `asides.rs`.

use std::ops::Range;

use super::{Attribution, View};
use crate::quotation::{
    lexicon::Agreement,
    marks,
    mention::{Head, Mention},
};

/// Tokens of an action beside a quotation.
const MOST_TOKENS: usize = 16;

impl View<'_, '_> {
    /// Who acts right behind a quotation that is left open by a comma or a question.
    pub fn action_behind(&self, quote: &Range<usize>) -> Option<Attribution> {
        let tokens = self.context.tokens;
        let last = quote.clone().rev().find_map(|at| match tokens.mark(at) {
            Some(c) if marks::is_double(c) || marks::is_single(c) => None,
            other => Some(other),
        });
        let open = last.flatten().is_some_and(|c| matches!(c, ',' | '?' | '!' | '…'));
        let end = self.quote_after(quote.end).unwrap_or(self.sentence.tokens.end);
        let index = self.actor(quote.end).filter(|_| open && end - quote.end <= MOST_TOKENS)?;
        self.found(index, None, "action", 0.7)
    }

    /// Who acts in a short sentence that holds no quotation: the one before it is his.
    pub fn action_alone(&self) -> Option<Attribution> {
        let sentence = &self.sentence.tokens;
        let index = self.actor(sentence.start).filter(|_| sentence.len() <= MOST_TOKENS)?;
        self.found(index, None, "action", 0.6)
    }

    /// The person named at `at`, if a verb follows.
    fn actor(&self, at: usize) -> Option<usize> {
        let (tokens, lexicon) = (self.context.tokens, self.context.lexicon);
        let acts = |m: &Mention| {
            // A mention may take in the words behind a name.
            let end = m.name.as_ref().map_or(m.tokens.end, |name| name.end);
            let next = tokens.folded(end);
            let other = [&lexicon.prepositions, &lexicon.conjunctions, &lexicon.clause, &lexicon.relatives];
            tokens.is_word(m.tokens.end) && !tokens.is_capital(m.tokens.end) && other.iter().all(|list| !list.has(next))
        };
        let person = |m: &Mention| m.is_person() && m.head != Head::Pronoun(Agreement::Neuter);
        self.mentions.iter().position(|m| m.tokens.start == at && m.can_be_subject() && person(m) && acts(m))
    }
}
