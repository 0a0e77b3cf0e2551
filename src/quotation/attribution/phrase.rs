//! Phrases: «по словам X», "according to X", and who is meant where those who say so have no name.

use std::ops::Range;

use super::{Attribution, View};
use crate::quotation::{
    known::Everybody,
    mention::{Head, Mention},
};

impl View<'_, '_> {
    /// The pronoun of «его ответ», "her reply" at a sentence's beginning.
    pub fn own_statement(&self) -> Option<Range<usize>> {
        let tokens = self.context.tokens;
        let at = self.sentence.tokens.clone().find(|at| tokens.is_word(*at))?;
        let owned = self.context.lexicon.possessives.has(tokens.folded(at));
        let noun = self.context.lexicon.statement.find(tokens.folded(at + 1)).is_some();
        (owned && noun && self.sentence.quotes.is_empty()).then_some(at..at + 1)
    }

    /// «По словам X»: the last such phrase that begins in `range`, at most `within` words into it.
    pub(super) fn by_phrase(&self, range: Range<usize>, within: usize, rule: &'static str) -> Option<Attribution> {
        let tokens = self.context.tokens;
        let last = range.end.min(range.start.saturating_add(within));
        for phrase in self.signs.phrases(&(range.start..last)).iter().rev() {
            let (at, end) = (phrase.start, phrase.end);
            if self.context.is_quoted(at) {
                continue;
            }
            let possessive = (at..end).find(|i| self.context.lexicon.possessives.has(tokens.folded(*i)));
            if let Some(place) = possessive {
                let subject =
                    self.main_subject(at).filter(|index| self.mentions.get(*index).is_some_and(Mention::is_person));
                // «Эколога Белова тревожит свалка, ставшая, по его словам, …»: whom the sentence names, in any case.
                let named = || {
                    let one = |m: &Mention| m.tokens.end <= at && m.is_person() && m.name.is_some() && !m.preposition;
                    self.mentions.iter().position(one).filter(|_| !self.english())
                };
                let subject = subject.or_else(named);
                return Some(Attribution {
                    speaker: subject.and_then(|index| self.meant.get(index).copied().flatten()),
                    mention: Some(place..place + 1),
                    cue: Some(at..end),
                    rule,
                    confidence: 0.85,
                    paragraph: 0,
                });
            }
            let limit = (end..self.sentence.tokens.end)
                .find(|i| self.mark(*i) == Some(',') || self.context.is_quoted(*i))
                .unwrap_or(end);
            let named = self.mentions.iter().position(|m| m.tokens.start >= end && m.tokens.start <= end + 1);
            // «По словам партнёра компании «Верста» Анны Беловой, …»
            let full = self.mentions.iter().rposition(|m| {
                m.tokens.start > end && m.tokens.end <= limit && m.name.as_ref().is_some_and(|name| name.len() > 1)
            });
            // "According to a review by the audit office": whose it is.
            let paper = (end..limit.min(end + 4)).find(|i| {
                self.context.lexicon.documents.has(tokens.folded(*i))
                    || self.context.lexicon.statement.find(tokens.folded(*i)).is_some()
            });
            let by = paper.filter(|paper| matches!(tokens.folded(paper + 1).as_str(), "by" | "from" | "of"));
            let author = by.and_then(|paper| {
                // Behind "the city's" comes whose review it is.
                self.mentions.iter().rposition(|m| m.tokens.start > paper && m.tokens.start <= paper + 4)
            });
            // "According to the operator Acme": a noun that no list has.
            let titled = || {
                let plain = |i: usize| {
                    let word = tokens.folded(i);
                    tokens.is_word(i) && !tokens.is_capital(i) && !self.context.lexicon.prepositions.has(word)
                };
                let near = |m: &Mention| m.tokens.start > end + 1 && m.tokens.start <= end + 3 && !m.preposition;
                let index = self.mentions.iter().position(|m| near(m) && (end..m.tokens.start).all(plain))?;
                (self.english() && self.context.lexicon.determiners.has(tokens.folded(end))).then_some(index)
            };
            let named = named.or(author).or_else(titled);
            let named = match named.and_then(|index| self.mentions.get(index)) {
                Some(first) if first.tokens.start == end || first.is_person() => named,
                _ => full.or(named),
            };
            // «По словам сторонников «жёсткого» курса, …»: marks inside the phrase are not what they say.
            let inside = |index: usize| {
                self.mentions.get(index).is_some_and(|m| {
                    range.end == m.tokens.end
                        && within == usize::MAX
                        && self.sentence.quotes.iter().any(|(_, q)| q.start == range.end && q.len() < 5)
                })
            };
            if let Some(index) = named.filter(|index| !inside(*index)) {
                return self.found(index, Some(at..end), rule, 0.9);
            }
        }
        None
    }

    /// "Bell told them it was "nothing," according to two people": those who pass it on have no name.
    pub(super) fn told_by(&self, tag: Attribution, quote: &Range<usize>, everybody: &Everybody<'_>) -> Attribution {
        let named = |found: &Attribution| {
            let mention = found.mention.as_ref().and_then(|words| self.mentions.iter().find(|m| m.tokens == *words));
            mention.is_some_and(|m| m.name.is_some() || matches!(m.head, Head::Pronoun(_)))
        };
        if tag.rule != "tag-according-to" || !self.english() || named(&tag) {
            return tag;
        }
        self.before(quote, everybody).filter(|found| found.cue.is_some() && named(found)).unwrap_or(tag)
    }
}
