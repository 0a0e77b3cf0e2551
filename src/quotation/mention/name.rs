//! Names: runs of capital words, with what stands before and between them.

use std::ops::Range;

use super::{Context, Head, Mention};
use crate::{
    corpus::PersonKind,
    quotation::{
        fullname, marks,
        scan::{is_dash, is_stop},
    },
    speaker::{Thing, strip_possessive},
};

impl Context<'_> {
    /// «Газпром» by itself: an organisation or a newspaper.
    pub(super) fn name_in_marks(&self, at: usize, range: &Range<usize>) -> Option<Mention> {
        let close = self.close_of_name(at, range)?;
        let mut mention = self.mention(at..close + 1, Head::Institution(None), None, None);
        mention.name = None;
        mention.preposition = self.governed(at);
        mention.place = mention.preposition && self.lexicon.place.has(self.tokens.folded(at - 1));
        Some(mention)
    }

    /// The closing mark of a name whose opening mark stands at `at`.
    pub(super) fn close_of_name(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        // «директор « Маяка » Анна Белова»: a mark that can only open does so with a space behind it as well.
        let opens = self.tokens.mark(at).is_some_and(marks::is_double)
            && (self.tokens.mark(at) == Some('«') || self.tokens.get(at).is_some_and(|t| !t.space_after))
            && self.tokens.is_capital(at + 1);
        if !opens {
            return None;
        }
        (at + 2..range.end.min(at + 9))
            .find(|i| self.tokens.mark(*i).is_some_and(marks::is_double))
            .filter(|close| !self.is_quoted(*close))
    }

    /// The closing mark of a single word in marks with the noun that it belongs to behind it: «жёсткого» курса.
    pub(super) fn close_of_word(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        let close = at + 2;
        let marked = self.tokens.is_word(at + 1)
            && self.tokens.mark(close).is_some_and(marks::is_double)
            && close + 1 < range.end
            && self.tokens.is_word(close + 1);
        (marked && !self.english() && !self.is_quoted(at) && !self.is_cue(close + 1)).then_some(close)
    }

    /// A person's name, or an organisation's in capitals.
    pub(super) fn name(&self, at: usize, range: &Range<usize>) -> Option<Mention> {
        let honorific = self.lexicon.honorifics.has(self.tokens.folded(at));
        if !self.tokens.is_capital(at) && !honorific || self.is_party(at) {
            return None;
        }
        // «В Институте», "But Orlov": only the sentence's start made it a capital one.
        let opens = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| self.tokens.mark(before));
            at == range.start || is_stop(before) || is_dash(before) || before.is_some_and(marks::is_double)
        };
        let word = self.tokens.folded(at);
        let lists = [self.lexicon.prepositions, self.lexicon.conjunctions, self.lexicon.clause];
        if opens(at) && !honorific && self.things(at).is_empty() && lists.iter().any(|list| list.has(word)) {
            return None;
        }
        // "The Rt Rev", "Lt. Col.": titles may pile up; "State Sen." has a word before it.
        let before = self.english()
            && !honorific
            && self.tokens.mark(at + 2) == Some('.')
            && self.tokens.is_capital(at + 3)
            && self.lexicon.honorifics.has(self.tokens.folded(at + 1));
        let mut start = at + usize::from(before);
        while start < range.end && self.lexicon.honorifics.has(self.tokens.folded(start)) {
            start += 1 + usize::from(is_stop(self.tokens.mark(start + 1)));
        }
        let mut run = self.name_run(start, range);
        // "St. Alban's Rd."
        if self.english()
            && run.len() == 1
            && !honorific
            && self.tokens.mark(run.end) == Some('.')
            && self.lexicon.abbreviations.has(self.tokens.folded(run.start))
        {
            return None;
        }
        // A sentence's first word is a capital one: "But Orlov said", «Заявление Орлова».
        let first = opens(start);
        let common = |at: usize| first && at == start && self.names.proper.find(self.folded(at)).is_none();
        let person_at = |at: usize| self.things(at).iter().any(|m| matches!(m.thing, Thing::Person { .. }));
        while run.len() > 1
            && (common(run.start)
                && !person_at(run.start)
                && (person_at(run.start + 1)
                    || self.names.proper.find(self.folded(run.start + 1)).is_some()
                        && run.len() == 2
                        && self.lexicon.statement.find(self.folded(run.start)).is_some())
                || self.lexicon.stop.has(self.folded(run.start))
                || common(run.start) && self.lexicon.adverbs.has(self.folded(run.start))
                || self.lexicon.clause.has(self.folded(run.start)))
        {
            run.start += 1;
        }
        if run.is_empty() {
            return None;
        }
        let at = if run.start > start { run.start } else { at };
        let whole = run.start;
        let run = self.behind_place(run);
        let single = run.len() == 1;
        let folded = self.folded(run.start);
        // «Демократическая партия», «Верховний суд», «Национальный фонд исследований».
        let body = |at: usize| {
            let adjective = ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "на", "ка", "ва", "ьке", "не", "ого", "ої"]
                .iter()
                .any(|end| folded.ends_with(end));
            let (lemma, _) = self.lexicon.institutions.find(self.tokens.folded(at)).filter(|_| adjective)?;
            Some(self.tokens.folded(at) == lemma)
        };
        if single
            && !self.english()
            && let Some(nominative) = body(run.end)
        {
            let end = self.institution_end(run.end + 1, range);
            if end > run.end + 1 || !common(run.start) {
                return Some(self.mention(at..end, Head::Institution(None), None, Some(nominative)));
            }
        }
        // At a sentence's start every word is a capital one.
        let given = self.lexicon.male.has(self.folded(run.start)) || self.lexicon.female.has(self.folded(run.start));
        if single
            && common(run.start)
            && !person_at(run.start)
            && !given
            && !self.is_cue(run.end)
            && !self.is_cue(run.end + 1)
        {
            return None;
        }
        if single
            && !honorific
            && (self.lexicon.stop.has(folded)
                || self.lexicon.first.has(folded)
                || self.lexicon.adverbs.has(folded)
                || self.lexicon.prepositions.has(folded))
        {
            return None;
        }
        let known = self.things(run.start);
        let person = known
            .iter()
            .filter(|m| matches!(m.thing, Thing::Person { .. }) && m.end == run.end)
            .max_by_key(|m| (m.end, m.nominative));
        let nominative = match person {
            Some(m) if !self.english() => Some(m.nominative),
            _ => None,
        };
        let lower = |at: usize| self.tokens.word(at).chars().any(char::is_lowercase);
        if !run.clone().any(lower) && run.len() > 1 && run.clone().any(|at| self.tokens.word(at).ends_with('.')) {
            return None;
        }
        let acronym = single
            && self.tokens.word(run.start).chars().filter(|c| c.is_uppercase()).count() > 1
            && self.tokens.word(run.start).chars().all(|c| !c.is_lowercase());
        if acronym && person.is_none() {
            // «КП «Тролейбус»»
            let close = self.close_of_name(run.end, range).filter(|_| !self.english());
            return Some(self.mention(
                at..close.map_or(run.end, |close| close + 1),
                Head::Institution(None),
                None,
                None,
            ));
        }
        // «Лауреат Анна Белова»: a word that only the sentence's start made a capital one is what she is.
        let case = if run.len() > 1 && !self.english() { self.given_case(&run) } else { None };
        let head = if run.start > whole && common(whole) && !self.owned(whole, case) {
            Head::Role { lemma: self.folded(whole).as_str().to_owned(), offices: Vec::new(), own: false }
        } else {
            Head::Name
        };
        let at = if run.start > whole && head == Head::Name { run.start } else { at };
        let oblique = fullname::is_oblique(self.folded(run.end - 1), self.language).then_some(false);
        let nominative = nominative.or(case.filter(|case| !case)).or(oblique);
        Some(self.mention(at..run.end, head, Some(run), nominative))
    }

    /// «Хозяйство Антона Лыхина»: a neuter noun before a name in another case is what its bearer has, no title.
    pub(super) fn owned(&self, noun: usize, case: Option<bool>) -> bool {
        let folded = self.folded(noun);
        case == Some(false) && folded.person().is_none() && folded.ends_with(['о', 'е', 'є'])
    }

    /// "The Continental Open", "National Alliance of Roadbuilders", "Citizens for Schools" are nobody's names but a
    /// body's.
    pub(super) fn as_body(&self, mention: &mut Mention, range: &Range<usize>) {
        let Some(name) = mention.name.clone().filter(|_| self.english() && mention.head == Head::Name) else { return };
        let initial = self.tokens.word(name.start).ends_with('.');
        if initial
            || self.address(&mention.tokens).is_some()
            || name.start > mention.tokens.start
            || self.given(name.start)
        {
            return;
        }
        let article = name.len() > 1 && name.start > range.start && self.tokens.folded(name.start - 1) == "the";
        let link = self.tokens.folded(name.end);
        let linked = (name.len() > 1 && link == "of" || link == "for")
            && self.tokens.is_capital(name.end + 1)
            && !self.is_quoted(name.end + 1)
            && !self.lexicon.calendar.has(self.tokens.folded(name.end + 1));
        if linked {
            mention.tokens.end = self.name_run(name.end + 1, range).end.max(name.end + 2);
        }
        if article || linked {
            mention.head = Head::Institution(None);
            mention.name = None;
        }
    }

    /// "D-Ohio": a senator's party and state.
    fn is_party(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        let state = word.strip_prefix(['D', 'R', 'I']).and_then(|rest| rest.strip_prefix(['-', '‑', '–']));
        self.english() && state.is_some_and(|state| state.starts_with(char::is_uppercase))
    }

    /// Whether a listed given name stands here, in any case, with another capital word behind it.
    pub(super) fn given(&self, at: usize) -> bool {
        let listed = |at: usize| {
            let folded = self.folded(at);
            self.lexicon.male.find(folded).or_else(|| self.lexicon.female.find(folded)).is_some()
        };
        self.tokens.is_capital(at) && self.tokens.is_capital(at + 1) && listed(at)
    }

    /// Whether a full name stands in the nominative, by its given name: «Рената Вуйчик» is no form of «Ренат», since
    /// the surname is none.
    pub fn given_case(&self, name: &Range<usize>) -> Option<bool> {
        fullname::told(self.folded(name.start), name.clone().map(|at| self.folded(at).as_str()), self.lexicon)
            .nominative
    }

    /// The run from the given name on, where other capital words stand before it: «Приозёрска Вадим Тулупов».
    fn behind_place(&self, run: Range<usize>) -> Range<usize> {
        // «А. Вадим», «Анна Мария», «фон Карл» are parts of one name, as «Белов Пётр Сергеевич» is.
        let one = |at: usize| {
            self.tokens.word(at - 1).chars().count() == 1
                || self.given(at - 1)
                || self.lexicon.particles.has(self.folded(at - 1))
                || at + 2 == run.end && self.patronymic(at + 1) && (at == run.start + 1 || !self.given(run.start))
        };
        let starts = |at: &usize| self.given(*at) && *at + 1 < run.end && !one(*at);
        let start = (run.start + 1..run.end).rev().find(starts).unwrap_or(run.start);
        start..run.end
    }

    /// «Жительница Малой Ирдыни»: two capital words of which the first is an adjective in another case.
    pub(super) fn is_place(&self, run: &Range<usize>) -> bool {
        const ENDINGS: [&str; 7] = ["ой", "ого", "его", "ых", "их", "ої", "ього"];
        let named = |at: usize| self.lexicon.is_given(self.folded(at));
        !self.english()
            && run.len() == 2
            && ENDINGS.iter().any(|end| self.folded(run.start).ends_with(end))
            && !run.clone().any(named)
    }

    /// Whether the word is the patronymic of the given name before it: «Савич» of «Инна Савич» is none.
    fn patronymic(&self, at: usize) -> bool {
        let given = self.folded(at - 1);
        let woman = self.lexicon.female.has(given) && !self.lexicon.male.has(given);
        fullname::is_patronymic(self.folded(at)) && !(woman && self.folded(at).ends_with('ч'))
    }

    /// The full names in a role's phrase before its bearer's: «секретарь губернатора Петра Белова Анна Орлова».
    pub fn owners(&self, mention: &Mention) -> impl Iterator<Item = Range<usize>> {
        let end = mention.name.as_ref().map_or(mention.tokens.end, |name| name.start);
        let full =
            move |at: usize| at..at + 2 + usize::from(at + 2 < end && fullname::is_patronymic(self.folded(at + 1)));
        (mention.tokens.start..end.saturating_sub(1)).filter(|at| self.given(*at)).map(full)
    }

    /// A run of capital words, initials and the particles between them. Countries, titles and roles end it.
    pub(super) fn name_run(&self, start: usize, range: &Range<usize>) -> Range<usize> {
        let mut end = start;
        while end < range.end && end < start + 6 && !self.is_quoted(end) {
            if self.tokens.is_capital(end) {
                let folded = self.folded(end);
                let other = self.things(end).iter().any(|m| match m.thing {
                    Thing::Country { adjective, .. } => !adjective || end == start,
                    Thing::Title { .. } => true,
                    Thing::Person { .. } => self.kind(m) == Some(PersonKind::Institution),
                });
                let function = self.lexicon.calendar.has(folded) || end > start && self.lexicon.honorifics.has(folded);
                // «С Волкером Сурков заявил»: two people, in two cases.
                let person = |at: usize, nominative: bool| {
                    self.things(at)
                        .iter()
                        .any(|m| matches!(m.thing, Thing::Person { full: false, .. }) && m.nominative == nominative)
                };
                let surname = |at: usize| self.names.surnames.find(self.folded(at));
                let neighbours = end == start + 1 && surname(start).zip(surname(end)).is_some_and(|(a, b)| a != b);
                let another = neighbours
                    || end > start
                        && !self.english()
                        && person(end, true)
                        && !person(end, false)
                        && person(end - 1, false)
                        && !person(end - 1, true);
                // «Dnister Capital Анна Белова»
                let script = end > start
                    && !self.english()
                    && self.tokens.word(end - 1).is_ascii() != self.tokens.word(end).is_ascii()
                    && self.tokens.word(end - 1).chars().count() > 1;
                // «Вера Мельник»: behind a given name what could be a trade is a surname.
                let surname = !self.english() && end > start && self.given(end - 1);
                let role = end > start && !surname && self.lexicon.roles.find(folded).is_some();
                if other || another || function || script || role {
                    break;
                }
                end += 1;
                // "The Women's Fund": whom it is for belongs to a body's name.
                let theirs = || {
                    end == start + 1
                        && self.tokens.is_capital(end)
                        && self.lexicon.has(self.lexicon.many, strip_possessive(self.folded(end - 1)))
                };
                if self.english() && self.tokens.is_possessive(end - 1) && !theirs() {
                    break;
                }
                continue;
            }
            // Augustus "Gus" Rowe: a nickname stands in marks before the surname.
            if end == start + 1
                && self.tokens.mark(end).is_some_and(marks::is_double)
                && self.tokens.is_capital(end + 1)
                && self.tokens.mark(end + 2).is_some_and(marks::is_double)
                && self.tokens.is_capital(end + 3)
                && !self.is_quoted(end + 1)
            {
                end += 3;
                continue;
            }
            // "Hollins & Marr"
            if end > start && self.tokens.mark(end) == Some('&') && self.tokens.is_capital(end + 1) {
                end += 2;
                continue;
            }
            // "Mr. T. S. Ng", «Дж. Р. Белов»
            let initial = |at: usize| self.tokens.is_capital(at) && self.tokens.word(at).chars().count() <= 2;
            if end > start
                && self.tokens.mark(end) == Some('.')
                && initial(end - 1)
                && self.tokens.get(end).is_some_and(|t| !t.space_before)
                && self.tokens.is_capital(end + 1)
            {
                end += 1;
                continue;
            }
            // «Жанин д’Этуаль»
            if end > start && self.is_elided(end) {
                end += 1;
                continue;
            }
            let particle = end > start
                && self.lexicon.particles.has(self.tokens.folded(end))
                && (1..3).any(|n| self.tokens.is_capital(end + n));
            if !particle {
                break;
            }
            end += 1;
        }
        start..end
    }

    /// A name whose article has lost its vowel: «д’Этуаль», "d'Herville".
    fn is_elided(&self, at: usize) -> bool {
        let mut letters = self.tokens.word(at).chars();
        let article = letters.next().is_some_and(char::is_lowercase);
        article && matches!(letters.next(), Some('\'' | '’' | 'ʼ')) && letters.next().is_some_and(char::is_uppercase)
    }

    /// Cuts a role's complement off the name behind it: «глава Еврокомиссии Урсула фон дер Ляйен».
    pub(super) fn without_complement(&self, run: Range<usize>) -> Range<usize> {
        let patronymic = fullname::is_patronymic(self.tokens.folded(run.start + 1));
        let genitive = ["и", "ы", "ії", "ої"].iter().any(|end| self.tokens.folded(run.start).ends_with(end));
        let given = self.behind_place(run.clone());
        if given.start > run.start {
            return given;
        }
        // «Представитель Орлова Анна Белова»: another's surname comes first.
        let another = self.names.surnames.find(self.folded(run.start)).is_some();
        if !self.english() && run.len() > 2 && (genitive || another) && !patronymic {
            run.start + 1..run.end
        } else {
            run
        }
    }
}
