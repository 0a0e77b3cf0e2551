//! Titles that no list has: the words before a full name say what its bearer is.

use std::ops::Range;

use super::{Context, Head, Mention};
use crate::{
    language::Language,
    quotation::{decide, marks, scan::is_abbreviated},
};

/// The most words of a title.
const MOST_WORDS: usize = 9;

impl Context<'_> {
    /// Joins a full name with the words before it, as far as they can be its bearer's title: «совладелица пекарни
    /// «Колос» Анна Белова», "night supervisor Ann Bell". Mentions among those words are part of it.
    pub(super) fn with_titles(&self, found: Vec<Mention>, start: usize) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::with_capacity(found.len());
        for mut mention in found {
            // "Rep. Ann Bell (R-Ohio)": what brackets say of somebody is nobody else.
            let bracket = mention.head == Head::Name
                && out.last().is_some_and(|last| {
                    last.name.is_some()
                        && last.tokens.end + 1 == mention.tokens.start
                        && self.tokens.mark(last.tokens.end) == Some('(')
                });
            if bracket {
                continue;
            }
            let full = mention.head == Head::Name && mention.name.as_ref().is_some_and(|name| name.len() > 1);
            // What belongs to somebody named before stays there.
            let floor = || {
                let before = out.iter().rev().find(|m| m.name.is_some() || matches!(m.head, Head::Pronoun(_)));
                before.map_or(start, |m| m.tokens.end)
            };
            if full && mention.nominative.is_none() && !self.english() {
                mention.nominative = mention.name.as_ref().and_then(|name| self.given_case(name));
            }
            if full
                && let Some(title) = self
                    .title_before(&mention, floor())
                    .filter(|title| self.english() || !self.owned(self.head_noun(title), mention.nominative))
                    .or_else(|| self.apposed(&mention, out.last().map_or(start, |m| m.tokens.end)))
            {
                while out.pop_if(|m| m.tokens.start >= title.start).is_some() {}
                let head = self.head_noun(&title);
                let lemma = self.folded(head);
                let lemma = lemma.person().unwrap_or(lemma.as_str()).to_owned();
                if !self.english() && self.folded(head).person().is_some() {
                    mention.nominative = Some(self.folded(head) == lemma.as_str());
                }
                // «Агентство Norvik News»: a body's name.
                // «Видання The Ledger»: a foreign name may begin with words that are not part of the run.
                let alone = (title.start..title.end).all(|at| at == head || self.tokens.word(at).is_ascii());
                let body = !self.english()
                    && alone
                    && self
                        .lexicon
                        .institutions
                        .find(self.folded(head))
                        .is_some_and(|(own, _)| *self.folded(head) == *own);
                mention.head = if body {
                    mention.name = None;
                    Head::Institution(None)
                } else {
                    Head::Role { lemma, offices: Vec::new(), own: false }
                };
                mention.tokens.start = title.start;
                mention.preposition = self.governed(title.start);
                mention.plain = false;
            }
            out.push(mention);
        }
        out
    }

    /// The words before a full name that can be a title, none of them before `floor`.
    fn title_before(&self, mention: &Mention, floor: usize) -> Option<Range<usize>> {
        let name = mention.tokens.start;
        let floor = floor.max(name.saturating_sub(MOST_WORDS));
        let mut start = name;
        while start > floor {
            let at = start - 1;
            if self.is_quoted(at) {
                break;
            }
            if self.tokens.mark(at).is_some_and(marks::is_double) {
                // A name in marks.
                let open = (floor..at).rev().find(|i| self.tokens.mark(*i).is_some_and(marks::is_double));
                match open.filter(|open| self.close_of_name(*open, &(0..name)) == Some(at)) {
                    Some(open) => start = open,
                    None => break,
                }
                continue;
            }
            // «И. о. нач. отдела Анна Белова».
            if is_abbreviated(self.tokens, at, self.lexicon) {
                start = at;
                continue;
            }
            let folded = self.tokens.folded(at);
            let belongs = self.lexicon.prepositions.has(folded) && start < name && self.belongs(at, &(0..name));
            let stays = self.tokens.is_word(at)
                && !self.is_cue(at)
                && (self.english() || self.lexicon.statement.find(folded).is_none())
                && !self.lexicon.finite.has(folded)
                && !self.lexicon.clause.has(folded)
                && !self.lexicon.conjunctions.has(folded)
                && !self.lexicon.pronouns.has(folded)
                && !self.lexicon.adverbs.has(folded)
                && !self.lexicon.calendar.has(folded)
                && (belongs || !self.lexicon.prepositions.has(folded))
                && !decide::is_verb_form(self.tokens, at, self.language)
                && !self.lexicon.how.has(folded);
            if !stays || self.english() && (folded.ends_with("ed") || folded.ends_with("ing")) {
                break;
            }
            start = at;
            if self.lexicon.possessives.has(folded) || self.english() && self.lexicon.determiners.has(folded) {
                break;
            }
        }
        // «По словам владельца …»
        if let Some(behind) = (floor.saturating_sub(3)..name)
            .filter_map(|at| Some(at + self.lexicon.by(|i| self.tokens.folded(at + i))?))
            .find(|behind| *behind > start)
        {
            start = behind.min(name);
        }
        while start < name && self.lexicon.prepositions.has(self.tokens.folded(start)) {
            start += 1;
        }
        // «Написал в чате района Пётр Белов»: what a preposition governs is nobody's title.
        let governed = mention.nominative != Some(false) && !self.english() && self.governed(start);
        // «Разводит руками заведующая Анна Белова»: an object of the verb comes before the subject's title.
        while mention.nominative != Some(false) && start < name && self.is_object(start) {
            start += 1;
        }
        let noun = |at: usize| {
            self.tokens.is_word(at)
                && self.tokens.word(at).chars().count() > 2
                && !(self.english() && self.lexicon.determiners.has(self.tokens.folded(at)))
        };
        (!governed && (start..name).any(noun)).then_some(start..name)
    }

    /// "Her publisher, Ann Bell": a noun phrase and a comma before the name, behind which the phrase ends.
    fn apposed(&self, mention: &Mention, floor: usize) -> Option<Range<usize>> {
        let comma = mention.tokens.start.checked_sub(1).filter(|at| self.tokens.mark(*at) == Some(','))?;
        let after = mention.tokens.end;
        // "Before the arena, Sen. Ann Bell promised": a form of address needs no other title.
        if self.lexicon.honorifics.has(self.tokens.folded(mention.tokens.start)) {
            return None;
        }
        let closed = self.tokens.mark(after).is_some()
            || self.is_quoted(after)
            || self.is_cue(after)
            || after >= self.tokens.len();
        let plain = |at: &usize| {
            let folded = self.tokens.folded(*at);
            self.tokens.is_word(*at)
                && !self.tokens.is_capital(*at)
                && !self.is_quoted(*at)
                && !self.is_cue(*at)
                && !self.lexicon.prepositions.has(folded)
                && !self.lexicon.finite.has(folded)
                && !self.lexicon.clause.has(folded)
                && !self.lexicon.pronouns.has(folded)
        };
        let opens = |at: &usize| {
            self.lexicon.possessives.has(self.tokens.folded(*at))
                || self.english() && self.lexicon.determiners.has(self.tokens.folded(*at))
        };
        let start = (floor.max(comma.saturating_sub(5))..comma.saturating_sub(1)).rev().find(|at| opens(at))?;
        // "Her neighbour on the next stall, Ann Bell": the stall is not she.
        let free = !self.english() || !self.governed(start);
        (closed && free && (start + 1..comma).all(|at| plain(&at))).then_some(start..comma)
    }

    /// A word that ends as objects do and a title's first word does not.
    fn is_object(&self, at: usize) -> bool {
        const ENDINGS: [&str; 22] = [
            "ами", "ями", "ам", "ям", "ах", "ях", "ов", "ев", "ів", "ого", "его", "ому", "ему", "ым", "им", "ую", "юю",
            "ых", "у", "ю", "ости", "ості",
        ];
        let folded = self.tokens.folded(at);
        let outlet = self.lexicon.outlet_nouns.find(folded).is_some_and(|(lemma, _)| folded != lemma);
        let listed = folded.person().is_some_and(|lemma| folded == lemma);
        !self.english() && outlet || !self.english() && !listed && ENDINGS.iter().any(|end| folded.ends_with(end))
    }

    /// The noun of a title: in Russian and Ukrainian the first word that is no adjective, in English the last.
    fn head_noun(&self, title: &Range<usize>) -> usize {
        if self.english() {
            return title.end - 1;
        }
        let own = |at: usize| self.lexicon.possessives.has(self.tokens.folded(at));
        let noun = |at: &usize| self.tokens.is_word(*at) && !self.is_adjective(*at) && !own(*at);
        title.clone().find(noun).unwrap_or(title.end.saturating_sub(1))
    }

    fn is_adjective(&self, at: usize) -> bool {
        const ENDINGS: [&str; 20] = [
            "ый", "ий", "ой", "ая", "яя", "ого", "его", "ому", "ему", "ым", "им", "ую", "юю", "ых", "их", "ыми", "ими",
            "ої", "ська", "цька",
        ];
        let folded = self.tokens.folded(at);
        folded.person().is_none()
            && (ENDINGS.iter().any(|end| folded.ends_with(end))
                || self.language == Language::Uk && ["на", "ва"].iter().any(|end| folded.ends_with(end)))
    }
}
