//! Appositions: a title and a name with something between them are one mention.

use std::ops::Range;

use super::{Context, Head, Mention};
use crate::quotation::scan::{is_abbreviated, is_dash, is_stop};

impl Context<'_> {
    /// "Sergei Astakov, head of the service," and "the head of the service, Sergei Astakov" are one mention.
    pub(super) fn merge_appositions(&self, found: Vec<Mention>) -> Vec<Mention> {
        let mut merged: Vec<Mention> = Vec::with_capacity(found.len());
        for mention in found {
            let Some(last) = merged.last_mut() else {
                merged.push(mention);
                continue;
            };
            // "The sheriff's office": whose body it is belongs to it.
            let body = mention.head == Head::Institution(None) && mention.name.is_none();
            // "The mayor's press officer, Ann Bell": whose officer she is as well.
            let officer = matches!(mention.head, Head::Role { .. }) && matches!(last.head, Head::Role { .. });
            if self.english() && last.possessive && last.tokens.end == mention.tokens.start && (body || officer) {
                let tokens = last.tokens.start..mention.tokens.end;
                *last = Mention { tokens, preposition: last.preposition, plain: false, ..mention };
                continue;
            }
            let comma = mention.tokens.start == last.tokens.end + 1 && self.tokens.mark(last.tokens.end) == Some(',');
            let bracket = mention.tokens.start == last.tokens.end + 1 && self.tokens.mark(last.tokens.end) == Some('(');
            let role = |m: &Mention| matches!(m.head, Head::Role { .. });
            let closed = {
                // "The chairman, Representative Ann Bell of Ohio, called".
                let place = self.english()
                    && self.tokens.folded(mention.tokens.end) == "of"
                    && self.tokens.is_capital(mention.tokens.end + 1);
                let after = self.tokens.mark(mention.tokens.end + if place { 2 } else { 0 });
                after == Some(',')
                    || is_stop(after)
                    || is_dash(after)
                    || after == Some(':')
                    || self.is_quoted(mention.tokens.end)
                    || self.is_cue(mention.tokens.end) && !(self.english() && last.preposition)
            };
            // "Her publisher, Ann Bell": a house or a person, here a person.
            let noun = |m: &Mention| {
                m.head == Head::Institution(None)
                    && !m.preposition
                    && self.english()
                    && !self.tokens.is_capital(m.tokens.end - 1)
            };
            // "A note to subscribers, editor Ann Bell wrote": one is not many.
            let many = matches!(&last.head, Head::Role { lemma, .. } if self.english() && lemma.ends_with('s') && !lemma.ends_with("ss"));
            let full = mention.name.as_ref().is_some_and(|name| name.len() > 1);
            let one_named = !many
                && ((noun(last) && full && mention.head == Head::Name)
                    || role(last)
                        && last.name.is_none()
                        && (mention.head == Head::Name || role(&mention) && mention.name.is_some())
                    || last.head == Head::Name && role(&mention) && mention.name.is_none()
                    // «Гостя из Страсбурга Петра Белова, историка»
                    || !self.english()
                        && role(last)
                        && last.name.is_some()
                        && role(&mention)
                        && mention.name.is_none()
                        && last.nominative == Some(false)
                        && mention.nominative == Some(false)
                    // "The company, Acme Partners, said"
                    || noun(last)
                        && mention.head == Head::Institution(None)
                        && last.tokens.len() == 2
                        && self.tokens.folded(last.tokens.start) == "the"
                        && mention.tokens.clone().all(|at| self.tokens.is_capital(at)));
            let cases = mention.nominative != Some(false) && (last.nominative != Some(false) || self.english());
            if comma && !bracket && closed && one_named && !mention.preposition && cases
                || comma && closed && one_named && last.nominative == mention.nominative && !mention.preposition
            {
                if role(&mention) && last.name.is_some() {
                    last.head = mention.head;
                    last.country = mention.country.or(last.country);
                } else {
                    last.name = mention.name;
                }
                last.tokens.end = mention.tokens.end;
                continue;
            }
            let titled = |m: &Mention| {
                role(m)
                    && m.name.is_none()
                    && if self.english() {
                        closed && !many && !m.preposition && !m.possessive
                    } else {
                        m.nominative == Some(true)
                    }
                    && self.is_attribute(m.tokens.end..mention.tokens.start)
            };
            if full
                && mention.head == Head::Name
                && mention.can_be_subject()
                && let Some(at) = merged.iter().rposition(titled)
            {
                merged.truncate(at + 1);
                if let Some(title) = merged.last_mut() {
                    title.tokens.end = mention.tokens.end;
                    title.name = mention.name;
                }
                continue;
            }
            merged.push(mention);
        }
        merged
    }

    /// What may stand between a title and its bearer's name: «мать из Гаевки Анна Белова», «слесарь (он видел всё)
    /// Иван Белов».
    fn is_attribute(&self, between: Range<usize>) -> bool {
        const MOST: usize = 10;
        if between.is_empty() || self.is_quoted(between.start) {
            return false;
        }
        let last = between.end - 1;
        // "The agronomist sent by the county, Ann Bell, said"; "her neighbour on the next stall, Ann Bell".
        if self.english() {
            let first = self.tokens.folded(between.start);
            let opens = self.lexicon.prepositions.has(first)
                || first.ends_with("ed")
                || self.lexicon.irregular_participles.has(first);
            let words = (between.start..last).all(|at| {
                self.tokens.is_word(at) && !self.is_cue(at) && !self.lexicon.clause.has(self.tokens.folded(at))
            });
            return opens && words && between.len() <= 9 && self.tokens.mark(last) == Some(',');
        }
        // «Мешканець будинку №14 Петро Білий».
        let numbered = between.len() <= 3
            && between.clone().all(|at| {
                let word = self.tokens.word(at);
                word.chars().all(|c| c.is_numeric() || matches!(c, '№' | '-' | '/'))
            });
        if numbered {
            return true;
        }
        // «Д-р техн. наук, проф. В. И. Белов».
        let abbreviated = between.len() <= 8
            && between.clone().any(|at| is_abbreviated(self.tokens, at, self.lexicon))
            && between.clone().all(|at| {
                self.tokens.is_word(at) && !self.is_cue(at) && !self.is_verb(at)
                    || self.tokens.mark(at) == Some(',')
                    || is_abbreviated(self.tokens, at, self.lexicon)
            });
        if abbreviated {
            return true;
        }
        let bracket = self.tokens.mark(between.start) == Some('(')
            && between.clone().find(|at| self.tokens.mark(*at) == Some(')')) == Some(last);
        // «Водитель с тридцатилетним стажем Иван Белов», as long as it may be.
        let phrase = between.len() <= MOST
            && self.lexicon.prepositions.has(self.tokens.folded(between.start))
            && between.clone().all(|at| {
                let folded = self.tokens.folded(at);
                self.tokens.is_word(at)
                    && !self.is_cue(at)
                    && !self.is_verb(at)
                    && !self.lexicon.clause.has(folded)
                    && !self.lexicon.pronouns.has(folded)
                    && !self.lexicon.finite.has(folded)
            });
        bracket || phrase
    }
}
