//! Written: whose statement, letter or answer the text tells of.

use std::ops::Range;

use super::{Attribution, View};
use crate::quotation::known::Id;

impl View<'_, '_> {
    /// «Заявление X о «…»», "X's statement that "…"".
    pub(super) fn statement(&self, quote: &Range<usize>) -> Option<Attribution> {
        let tokens = self.context.tokens;
        let phrase = |at: usize| at > 0 && self.context.lexicon.by(|i| tokens.folded(at - 1 + i)).is_some();
        let mut before = self.signs.written.iter().copied().rev().skip_while(|at| *at >= quote.start);
        // "Came the answer from Ann Bell".
        let behind = || {
            let near = (quote.end..quote.end + 4).take_while(|at| tokens.is_word(*at) || *at == quote.end);
            self.signs.written.iter().copied().find(|at| self.english() && near.clone().any(|near| near == *at))
        };
        let noun = before.find(|at| !phrase(*at)).or_else(behind)?;
        self.found(self.whose(noun)?, Some(noun..noun + 1), "statement", 0.7)
    }

    /// Whose statement or letter the text told of last: this sentence's, if it tells of one, else as before.
    pub fn author(&self, before: Option<Id>) -> Option<Id> {
        let Some(&noun) = self.signs.written.first() else { return before };
        let person = self
            .whose(noun)
            .filter(|index| self.mentions.get(*index).is_some_and(|m| m.is_person() && m.name.is_some()))?;
        self.meant.get(person).copied().flatten()
    }

    /// Whose statement or letter the noun at `noun` is: «заявление X», "X's statement", "a statement issued by X".
    fn whose(&self, noun: usize) -> Option<usize> {
        let word = |at: usize| self.context.tokens.folded(at).as_str();
        let issued = self.english() && word(noun + 1).ends_with("ed") && word(noun + 2) == "by";
        let from = self.english() && matches!(word(noun + 1), "from" | "by" | "of");
        let start = noun + 1 + usize::from(from) + 2 * usize::from(issued);
        self.mentions
            .iter()
            .position(|m| m.tokens.start == start && m.nominative != Some(true) || m.possessive && m.tokens.end == noun)
    }
}
