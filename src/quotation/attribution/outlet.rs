//! Outlets: behind a verb of quoting stand an outlet and whom it quotes, in either order. The words of the one are no
//! part of the other.

use std::ops::Range;

use super::{Attribution, View};
use crate::quotation::{
    known::Everybody,
    lexicon::{Agreement, CueKind},
    mention::{Head, Mention},
};

impl View<'_, '_> {
    pub(super) fn free_outlets(&mut self) {
        let lexicon = self.context.lexicon;
        let behind: Vec<usize> = (self.mentions.iter().enumerate())
            .filter(|(_, m)| {
                let verb = m.tokens.start.checked_sub(1);
                verb.is_some_and(|at| lexicon.quoting.has(self.context.tokens.folded(at)))
            })
            .map(|(index, _)| index)
            .collect();
        for index in behind.into_iter().rev() {
            if self.is_outlet_at(self.mentions.get(index).map_or(0, |m| m.tokens.start)) {
                self.free_quoted(index);
            } else {
                self.free_outlet(index);
            }
        }
    }

    /// «У мэрии новость назвали «…»»: where nothing behind the words is judged, what stands right before the verb is.
    pub(super) fn free_judged(&mut self) {
        let first = self.sentence.tokens.start;
        for (at, cue) in self.cues.clone() {
            let quote = self.sentence.quotes.iter().map(|(_, quote)| quote).find(|quote| quote.start == at + 1);
            // «Вимогу вважають «…»»: to think something of somebody is to judge as well.
            let judging = cue.kind == CueKind::Judge || self.context.lexicon.inner.has(self.context.tokens.folded(at));
            let judges = judging && cue.agreement == Agreement::Plural && !self.english();
            let closed = |end: usize| end >= self.sentence.tokens.end || self.mark(end).is_some();
            if !judges || !quote.is_some_and(|quote| closed(quote.end)) {
                continue;
            }
            let place =
                |m: &&mut Mention| m.place && m.tokens.start == first + 1 && m.tokens.end == at && m.tokens.len() > 1;
            if let Some(mention) = self.mentions.iter_mut().find(place) {
                mention.tokens.end -= 1;
            }
        }
    }

    /// An outlet's noun in the nominative.
    fn is_outlet_at(&self, at: usize) -> bool {
        let folded = self.context.tokens.folded(at);
        self.context.lexicon.outlet_nouns.find(folded).is_some_and(|(lemma, _)| folded == lemma)
    }

    /// «Цитирует чиновника издание», «цитує гравця видання Sport Heute»: what quotes him is no part of his title.
    fn free_outlet(&mut self, index: usize) {
        let Some(mention) = self.mentions.get(index).filter(|m| m.is_person() && m.tokens.len() > 1) else { return };
        let last = mention.name.as_ref().map_or(mention.tokens.end, |name| name.start) - 1;
        if last > mention.tokens.start && self.is_outlet_at(last) && !self.english() {
            let end = mention.tokens.end;
            if let Some(mention) = self.mentions.get_mut(index) {
                (mention.tokens.end, mention.name) = (last, None);
                mention.plain = mention.tokens.len() == 1;
            }
            let mut outlet = Mention::of(last..end);
            outlet.head = Head::Institution(None);
            self.insert(outlet);
        }
    }

    /// «Цитує газета директора компанії Петра Білого»: whom it quotes is no part of its name.
    fn free_quoted(&mut self, index: usize) {
        let tokens = self.context.tokens;
        let Some(words) = self.mentions.get(index).map(|m| m.tokens.clone()) else { return };
        let lexicon = self.context.lexicon;
        let quoted = |at: &usize| {
            let folded = tokens.folded(*at);
            let own = lexicon.reflexive.has(folded);
            // The adjectives before the noun are its own.
            own || self
                .context
                .head_at(*at, &words)
                .is_some_and(|head| tokens.folded(head).person().is_some_and(|lemma| tokens.folded(head) != lemma))
        };
        let Some(start) = (words.start + 1..words.end).find(quoted) else { return };
        let end = (start..self.sentence.tokens.end)
            .find(|at| tokens.mark(*at).is_some_and(|c| matches!(c, ',' | '.' | ':' | ';')))
            .unwrap_or(self.sentence.tokens.end);
        self.mentions.retain(|m| m.tokens.start < start || m.tokens.start >= end);
        if let Some(outlet) = self.mentions.get_mut(index) {
            (outlet.tokens.end, outlet.name, outlet.nominative) = (start, None, Some(true));
            outlet.head = Head::Institution(None);
        }
        let start = start + usize::from(lexicon.reflexive.has(tokens.folded(start)));
        for mention in self.context.mentions(start..end) {
            self.insert(mention);
        }
    }

    /// «Процитувало його видання»: before an outlet the pronoun is whom it quotes.
    pub(super) fn quoted_pronoun(&self, verb: usize, everybody: &Everybody<'_>) -> Option<Attribution> {
        let (_, agreement) = self.context.lexicon.possessives.find(self.context.tokens.folded(verb + 1))?;
        let pronoun: Range<usize> = verb + 1..verb + 2;
        (!self.english() && self.is_outlet_at(verb + 2)).then(|| Attribution {
            speaker: agreement.and_then(|agreement| everybody.by_pronoun(agreement, false)),
            mention: Some(pronoun),
            cue: Some(verb..verb + 1),
            rule: "quoting",
            confidence: 0.8,
            paragraph: 0,
        })
    }
}
