//! Belongs: which words behind a role or a body are part of it: «эксперт по России», "owner of a shop".

use std::ops::Range;

use super::{Context, Mention};
use crate::{language::Language, quotation::lexicon::Agreement};

impl Context<'_> {
    /// Whether the phrase that a preposition begins belongs to a role: «эксперт по России», "owner of a shop".
    pub(super) fn belongs(&self, at: usize, range: &Range<usize>) -> bool {
        let folded = self.tokens.folded(at);
        // «Дипломат однієї з країн», «комісарка з питань торгівлі».
        let one = at > 0 && self.lexicon.indefinite.find(self.tokens.folded(at - 1)).is_some();
        let matter = self.lexicon.matters.has(self.tokens.folded(at + 1));
        if !self.english() && (one || matter) && matches!(folded.as_str(), "з" | "із" | "зі" | "из" | "по") {
            return at + 1 < range.end;
        }
        // «Делегатка з Осаки»: in Ukrainian only the instrumental is a companion's.
        let from = self.language == Language::Uk && !self.is_instrumental(at + 1);
        if at + 1 >= range.end || self.lexicon.companion.has(folded) && !from {
            return false;
        }
        if self.english() {
            return matches!(folded.as_str(), "of" | "for" | "at")
                || matches!(folded.as_str(), "in" | "to" | "from" | "on")
                    && self.tokens.is_capital(at + 1)
                    && !self.lexicon.stop.has(self.tokens.folded(at + 1));
        }
        matches!(folded.as_str(), "по" | "за" | "из" | "при" | "от" | "від" | "з" | "із")
            || self.tokens.is_capital(at + 1)
                && matches!(folded.as_str(), "из" | "в" | "при" | "у" | "з" | "із" | "от" | "від" | "на")
    }

    /// «Жінка два роки їздила», «політик коментувати не став»: a numeral in the nominative and an infinitive are parts of
    /// what is told of somebody, not of what he is.
    pub(super) fn is_predicate(&self, at: usize) -> bool {
        const INFINITIVES: [&str; 8] = ["увати", "ювати", "ити", "атися", "итися", "нути", "ивать", "овать"];
        let folded = self.tokens.folded(at);
        let infinitive = INFINITIVES.iter().any(|end| folded.ends_with(end)) && folded.chars().count() > 5;
        !self.english()
            && !self.tokens.is_capital(at)
            && (self.lexicon.numerals.has(folded) || infinitive && !folded.is_noun())
    }

    /// «Федерация Карпатского края», «Федерація Карпатського краю»: an adjective of a place has its noun behind it,
    /// whatever that ends in.
    pub(super) fn is_of_adjective(&self, at: usize) -> bool {
        const GENITIVES: [&str; 10] =
            ["ського", "цького", "зького", "ської", "цької", "зької", "ского", "цкого", "ской", "цкой"];
        let folded = self.tokens.folded(at);
        let adjective = || GENITIVES.iter().any(|end| self.tokens.folded(at - 1).ends_with(end));
        let lists = [
            self.lexicon.prepositions,
            self.lexicon.adverbs,
            self.lexicon.conjunctions,
            self.lexicon.clause,
            self.lexicon.calendar,
        ];
        !self.english()
            && at > 0
            && self.tokens.is_word(at)
            && folded.ends_with(['ю', 'я', 'і', 'и'])
            && adjective()
            && !(self.is_cue(at) || self.is_verb(at))
            && !lists.iter().any(|list| list.has(folded))
    }

    /// Whether «и» at `at` joins two things that one person is in charge of: «начальник управления ГО и ЧС», «министр
    /// энергетики и промышленности Анна Белова».
    pub(super) fn coordinated(&self, at: usize, limit: usize, range: &Range<usize>) -> bool {
        const GENITIVES: [&str; 14] = ["а", "я", "ы", "и", "і", "ї", "ов", "ев", "ей", "ів", "ого", "ой", "ых", "их"];
        let next = at + 1;
        let (word, list) = (self.tokens.folded(at), self.lexicon.conjunctions);
        let joins = list.has(word) && list.find(word).is_some_and(|(_, told)| told == Some(Agreement::Plural));
        if !joins || next >= limit || !self.tokens.is_word(next) {
            return false;
        }
        let body = |at: usize| {
            let word = self.tokens.word(at);
            word.chars().count() > 1 && word.chars().all(char::is_uppercase)
        };
        if body(at - 1) && body(next) {
            return true;
        }
        let folded = self.tokens.folded(next);
        let thing = !self.tokens.is_capital(next)
            && folded.chars().count() > 3
            && folded.person().is_none()
            && GENITIVES.iter().any(|end| folded.ends_with(end))
            && !self.lexicon.possessives.has(folded)
            && !self.lexicon.adverbs.has(folded);
        thing
            && self.name_follows(next, limit, range)
            && !(next..limit).take_while(|i| !self.tokens.is_capital(*i)).any(|i| {
                self.lexicon.conjunctions.has(self.tokens.folded(i))
                    || self.lexicon.prepositions.has(self.tokens.folded(i))
                    || self.tokens.folded(i).person().is_some()
            })
    }

    /// «Отправил в министерство», «обратилась в администрацию», «к суду»: where words go they do not come from.
    pub fn is_goal(&self, mention: &Mention) -> bool {
        let Some(before) = mention.tokens.start.checked_sub(1).filter(|_| mention.preposition && !self.english())
        else {
            return false;
        };
        let word = self.tokens.folded(before);
        let noun = mention.tokens.clone().map(|at| self.tokens.folded(at)).find_map(|word| {
            let (lemma, _) = self.lexicon.institutions.find(word)?;
            Some((word, lemma))
        });
        let accusative = noun
            .is_some_and(|(word, lemma)| **word == *lemma || lemma.ends_with(['а', 'я']) && word.ends_with(['у', 'ю']));
        self.lexicon.place.has(word) && accusative || matches!(word.as_str(), "к" | "ко" | "до")
    }

    fn is_instrumental(&self, at: usize) -> bool {
        const ENDINGS: [&str; 12] = ["ом", "ем", "єм", "ою", "ею", "єю", "им", "ім", "їм", "ми", "ма", "'ю"];
        ENDINGS.iter().any(|end| self.tokens.folded(at).ends_with(end))
    }
}
