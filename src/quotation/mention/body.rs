//! Bodies: where the phrase of an institution ends.

use std::ops::Range;

use super::Context;
use crate::{
    language::Language,
    quotation::{decide, marks, scan::is_abbreviated},
};

impl Context<'_> {
    /// Where an institution's phrase ends: its name in marks, an adjective's noun, a genitive in capitals.
    pub(super) fn institution_end(&self, from: usize, range: &Range<usize>) -> usize {
        let mut end = from;
        // «Фонд Анни Белової», «Фонд Генріке Оферман»: behind a capital word the name is no person's.
        let adjective = from > 1 && self.tokens.is_capital(from - 2) && !self.tokens.is_capital(from - 1) && {
            let noun = self.folded(from - 1);
            self.lexicon.institutions.find(noun).is_some_and(|(lemma, _)| *noun == *lemma)
        };
        let named = self.tokens.is_capital(from - 1) && from == range.start + 1 || adjective && from - 2 >= range.start;
        while end < range.end.min(from + 6) && !self.is_quoted(end) {
            if self.tokens.mark(end).is_some_and(marks::is_double) {
                let close =
                    (end + 1..range.end.min(end + 8)).find(|i| self.tokens.mark(*i).is_some_and(marks::is_double));
                return close.map_or(end, |close| close + 1);
            }
            // «Институт имени Павла Белова»: the name is the institution's.
            if self.lexicon.named_after.has(self.tokens.folded(end)) {
                let stop = usize::from(
                    is_abbreviated(self.tokens, end + 1, self.lexicon) || self.tokens.mark(end + 1) == Some('.'),
                );
                let run = self.name_run(end + 1 + stop, range);
                if !run.is_empty() {
                    return run.end;
                }
            }
            // «Директорка фонду Анна Белова»: a person's name begins; «перша скрипка оркестру Юхим Травинський»: so does one
            // whose surname is no genitive.
            let run = if self.tokens.is_capital(end) && !self.english() { self.name_run(end, range) } else { end..end };
            let initial = run.len() > 1 && self.tokens.word(run.start).ends_with('.');
            let surname = initial
                || run.len() == 2 && {
                    let last = self.folded(run.end - 1);
                    end > from - 1
                        && !self.tokens.word(run.start).chars().all(char::is_uppercase)
                        && last.ends_with(|c: char| !"аяуюоеиіыїєвхм".contains(c))
                        && !last.ends_with("ой")
                        && !last.ends_with("ей")
                };
            // «У выхода из суда Эвелина …»: a given name in the nominative is nobody's but its bearer's.
            let folded = self.folded(end);
            if !self.english()
                && !named
                && self.tokens.is_capital(end)
                && (self.lexicon.male.has(folded) || self.lexicon.female.has(folded))
            {
                break;
            }
            // «Фонд Мартіна Сельвіка»: in another case the name is the institution's.
            // «Складами холдинга Ивана Белова»: a body in another case has an owner.
            let owner = !self.english()
                && !self.tokens.is_capital(from - 1)
                && run.len() > 1
                && self.given_case(&run) == Some(false)
                && self
                    .lexicon
                    .institutions
                    .find(self.folded(from - 1))
                    .is_some_and(|(lemma, _)| *self.folded(from - 1) != *lemma);
            if owner
                || !self.english() && !named && (self.given(end) && self.given_case(&run) != Some(false) || surname)
            {
                break;
            }
            let folded = self.tokens.folded(end);
            let genitive = !self.english()
                && self.tokens.is_word(end)
                && !self.is_cue(end)
                && !decide::is_verb_form(self.tokens, end, self.language)
                && (self.lexicon.statement.find(folded).is_none() || self.lexicon.institutions.find(folded).is_some())
                && !self.lexicon.stop.has(folded)
                && !self.lexicon.possessives.has(folded)
                && !self.lexicon.prepositions.has(folded)
                && !self.lexicon.conjunctions.has(folded)
                && !self.lexicon.adverbs.has(folded)
                && !self.lexicon.pronouns.has(folded)
                && !self.lexicon.clause.has(folded)
                && [
                    "а", "я", "ы", "и", "ов", "ев", "ей", "ий", "ого", "его", "ой", "ых", "их", "ої", "ії", "ів", "у",
                    "ень", "ань",
                ]
                .iter()
                .any(|end| folded.ends_with(end))
                // No Russian genitive ends so: «в совете инициативу приветствовали».
                && !(self.language == Language::Ru && folded.ends_with('у'));
            // «Министерство иностранных дел»: an adjective has its noun behind it, whatever that ends in.
            let noun = !self.english()
                && end > from
                && self.tokens.is_word(end)
                && ["ых", "их"].iter().any(|ending| self.tokens.folded(end - 1).ends_with(ending))
                && !self.tokens.is_capital(end - 1)
                && !self.is_cue(end);
            let noun = noun || end > from && self.is_of_adjective(end);
            // "The Office of Management and Accounts"
            let two = self.english()
                && self.tokens.folded(end) == "and"
                && self.tokens.is_capital(end - 1)
                && self.tokens.is_capital(end + 1)
                && (from..end).any(|at| self.tokens.folded(at) == "of")
                && self.things(end + 1).is_empty()
                && !self.lexicon.is_given(self.folded(end + 1));
            // "The board of the Lindqvist Museum"
            let of_the = self.english()
                && self.tokens.folded(end) == "the"
                && end > from
                && self.tokens.folded(end - 1) == "of"
                && self.tokens.is_capital(end + 1);
            let joint = self.english() && self.tokens.mark(end) == Some('&') && self.tokens.is_capital(end + 1);
            let belongs = genitive
                || two
                || joint
                || of_the
                || noun
                || self.tokens.is_capital(end)
                || self.english()
                    && matches!(self.tokens.folded(end).as_str(), "of" | "for")
                    && self.tokens.is_word(end + 1)
                || !self.english() && self.tokens.is_word(end) && self.is_modifier(end) && !self.is_cue(end);
            if !belongs {
                break;
            }
            end += 1;
        }
        end
    }
}
