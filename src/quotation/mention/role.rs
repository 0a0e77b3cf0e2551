//! Roles: what belongs to a title or a word for a role, and the name behind it.

use std::ops::Range;

use super::{Context, Head, MOST_WORDS, Mention};
use crate::{
    corpus::PersonKind,
    language::Language,
    quotation::{
        marks,
        scan::{is_abbreviated, is_manner},
    },
    speaker::{Match, Thing},
};

/// Endings by which a single capital word behind a role is its complement, not a name.
const GENITIVES: [&str; 10] = ["ии", "ії", "ского", "цкого", "ського", "цького", "ской", "ської", "ства", "тва"];
impl Context<'_> {
    pub(super) fn title(&self, at: usize, title: &Match, matches: &[Match], range: &Range<usize>) -> Mention {
        let mut offices: Vec<usize> = Vec::new();
        let mut own = false;
        for m in matches.iter().filter(|m| m.end == title.end) {
            if let Thing::Title { index, own: o } = m.thing
                && !offices.contains(&index)
            {
                offices.push(index);
                own |= o;
            }
        }
        // "Foreign minister" is a minister.
        let folded = self.folded(if self.english() { title.end.saturating_sub(1).max(at) } else { at });
        let lemma = self.lexicon.roles.find(folded).map_or(folded.as_str(), |(lemma, _)| lemma).to_owned();
        let nominative = if self.english() { None } else { Some(title.nominative) };
        let mut mention = self.role(at, title.end, Head::Role { lemma, offices, own }, nominative, range);
        mention.country = mention.country.or(title.country);
        mention
    }

    /// A noun that no list has, with what belongs to it.
    pub fn noun(&self, at: usize, range: &Range<usize>) -> Mention {
        let head = Head::Role { lemma: self.folded(at).as_str().to_owned(), offices: Vec::new(), own: false };
        self.role(at, at + 1, head, None, range)
    }

    /// Whether a full name comes further on in a role's phrase.
    pub(super) fn name_follows(&self, from: usize, limit: usize, range: &Range<usize>) -> bool {
        let mut at = from;
        while at < limit && !self.is_quoted(at) {
            let folded = self.tokens.folded(at);
            let ends = self.tokens.mark(at).is_some_and(|c| !marks::is_double(c))
                || self.is_verb(at)
                || self.is_cue(at)
                || self.lexicon.clause.has(folded)
                || self.lexicon.pronouns.has(folded)
                || self.lexicon.companion.has(folded);
            if ends {
                return false;
            }
            if self.tokens.is_capital(at) {
                let run = self.name_run(at, range);
                if run.len() > 1 {
                    return true;
                }
                at = run.end.max(at + 1);
                continue;
            }
            at += 1;
        }
        false
    }

    /// A word that ends like a finite verb: what belongs to a role stands in an oblique case and does not.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        const RU: [&str; 23] = [
            // Short adjectives are what somebody is: «скептичен», «немногословна».
            "ичен",
            "ична",
            "словен",
            "волен",
            "овала",
            "ывала",
            "ивала",
            "евала",
            "ил",
            "ал",
            "ел",
            "ял",
            "ыл",
            "ли",
            "лся",
            "лась",
            "лись",
            "ет",
            "ёт",
            "ит",
            "ют",
            "ут",
            "ят",
        ];
        const UK: [&str; 17] = [
            "увала",
            "ювала",
            "шов",
            "ив",
            "ав",
            "їв",
            "ли",
            "вся",
            "лася",
            "лися",
            "ає",
            "яє",
            "ує",
            "ить",
            "ють",
            "уть",
            "ять",
        ];
        let endings: &[&str] = match self.language {
            Language::Ru => &RU,
            Language::Uk => &UK,
            _ => return false,
        };
        let folded = self.tokens.folded(at);
        !self.tokens.is_capital(at)
            && !folded.is_noun()
            && folded.chars().count() > if folded.ends_with("ли") { 4 } else { 5 }
            && endings.iter().any(|end| folded.ends_with(end))
    }

    /// A noun that has cases, by its last letter: «представитель», not «атташе».
    fn is_declined(&self, at: usize) -> bool {
        self.folded(at).ends_with(|c: char| !"оеэуюиіыїє".contains(c))
    }

    /// A role from `at`, its title ending at `end`: takes what belongs to it and the name behind it.
    pub(super) fn role(
        &self,
        at: usize,
        end: usize,
        head: Head,
        nominative: Option<bool>,
        range: &Range<usize>,
    ) -> Mention {
        let mut mention = self.mention(at..end, head, None, nominative);
        mention.plain = true;
        let oblique_head = nominative == Some(false) && !self.english();
        // «Журналистам», «депутатами»: told to many, nobody's title.
        if oblique_head && ["ам", "ям", "ами", "ями"].iter().any(|end| self.folded(at).ends_with(end)) {
            return mention;
        }
        let limit = range.end.min(end + MOST_WORDS);
        let mut next = end;
        let mut governed = false;
        while next < limit && !self.is_quoted(next) && !mention.possessive {
            if let Some(mark) = self.tokens.mark(next) {
                // "The head of the physicians' chamber".
                let possessive = matches!(mark, '\'' | '’')
                    && self.tokens.get(next).is_some_and(|t| !t.space_before && t.space_after);
                if self.english() && possessive && self.tokens.is_word(next + 1) {
                    next += 1;
                    continue;
                }
                // A name in marks belongs to the role; anything else ends it.
                let close = marks::is_double(mark)
                    .then(|| self.close_of_name(next, range).or_else(|| self.close_of_word(next, range)))
                    .flatten();
                match close {
                    Some(close) => {
                        next = close + 1;
                        mention.tokens.end = next;
                        governed = false;
                        continue;
                    }
                    None if is_abbreviated(self.tokens, next, self.lexicon) => {
                        next += 1;
                        continue;
                    }
                    None => break,
                }
            }
            let folded = self.tokens.folded(next);
            let capital = self.tokens.is_capital(next);
            if self.lexicon.calendar.has(folded)
                || self.is_verb(next)
                || self.is_cue(next) && !capital
                || self.lexicon.clause.has(folded)
                || self.lexicon.pronouns.has(folded)
                || self.lexicon.finite.has(folded)
                || self.lexicon.adverbs.has(folded)
                || !self.english() && is_manner(self.tokens, next, self.lexicon)
                || self.is_predicate(next)
            {
                break;
            }
            if !self.english() && self.lexicon.conjunctions.has(folded) {
                if next > end && self.coordinated(next, limit, range) {
                    next += 1;
                    continue;
                }
                break;
            }
            // «Сказав засуджений журналістам»: whom a nominative tells it.
            let told = ["ам", "ям", "ові", "еві", "єві"].iter().any(|end| folded.ends_with(end));
            if !self.english() && nominative == Some(true) && told && self.lexicon.roles.find(folded).is_some() {
                break;
            }
            // «Корреспонденту начальник отдела …»: the next one is the subject.
            if oblique_head && self.lexicon.roles.find(folded).is_some_and(|(lemma, _)| *folded == *lemma) {
                break;
            }
            // "A friend of Ann Bell filed suit", "head of the trust last spring": the phrase is over.
            let over = next > end
                && !capital
                && (*folded == *"as"
                    || self.tokens.is_capital(next - 1) && (folded.ends_with("ed") || folded.tag().is_some())
                    || matches!(folded.as_str(), "last" | "next")
                        && !self.lexicon.determiners.has(self.tokens.folded(next - 1)));
            if self.english() && over {
                break;
            }
            if self.lexicon.prepositions.has(folded) {
                if !self.belongs(next, range) {
                    break;
                }
                governed = true;
                next += 1;
                continue;
            }
            let matched = self.things(next);
            // «С президентом российский министр»: the adjective is the next one's.
            let adjective =
                matched.iter().find(|m| m.nominative && matches!(m.thing, Thing::Country { adjective: true, .. }));
            if !self.english() && oblique_head && adjective.is_some_and(|m| self.is_role(m.end)) {
                break;
            }
            if let Some(m) = matched.iter().find(|m| matches!(m.thing, Thing::Country { adjective: false, .. }))
                && matched.iter().all(|p| !matches!(p.thing, Thing::Person { .. }) || p.end <= m.end)
            {
                if let Thing::Country { index, .. } = m.thing {
                    mention.country = mention.country.or(Some(index));
                }
                next = m.end;
                mention.tokens.end = next;
                governed = self.english() && governed;
                continue;
            }
            if let Some(m) = matched.iter().find(|m| self.kind(m) == Some(PersonKind::Institution)) {
                next = m.end;
                mention.tokens.end = next;
                governed = self.english() && governed;
                continue;
            }
            // "The director Gov. Ann Bell hired": a form of address begins another's name.
            if self.english()
                && capital
                && self.tokens.mark(next + 1) == Some('.')
                && self.lexicon.honorifics.has(folded)
            {
                break;
            }
            if capital && self.lexicon.roles.find(self.folded(next)).is_none() {
                let run = self.name_run(next, range);
                // «Раиса Ким» begins with no form of «Раиси».
                let given = self.lexicon.male.has(self.folded(next)) || self.lexicon.female.has(self.folded(next));
                // Nor does «Матей Козак», whatever cast it looks like: two words are one name.
                let whose = ["а", "я", "ы", "и", "у", "го", "ой"].iter().any(|end| self.folded(next).ends_with(end));
                let oblique = !(given && run.len() > 1)
                    && (whose || run.len() != 2)
                    && matched.iter().any(|m| matches!(m.thing, Thing::Person { .. }) && !m.nominative)
                    && !matched.iter().any(|m| matches!(m.thing, Thing::Person { .. }) && m.nominative);
                let subject = mention.nominative != Some(false);
                // «Глава норвежского МИД»: capitals are a body's.
                let body = !self.english() && run.len() == 1 && {
                    let word = self.tokens.word(run.start);
                    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
                };
                // A single word may be the role's place or body: «министр транспорта Приморья Лидия Ягодкина».
                let latin = !self.english()
                    && !run.is_empty()
                    && run.clone().all(|at| self.tokens.word(at).is_ascii())
                    && self.tokens.is_capital(run.end);
                let complement = latin
                    || body
                    || subject && self.is_place(&run)
                    || !self.english()
                        && subject
                        && run.len() == 1
                        && !matched.iter().any(|m| matches!(m.thing, Thing::Person { .. }) && m.nominative)
                        && !(given && self.tokens.is_capital(run.end))
                        && (self.name_follows(run.end, limit, range)
                            || self
                                .names
                                .surnames
                                .find(self.folded(run.start))
                                .is_some_and(|word| *self.folded(run.start) != *word)
                            // «Сосед Беловой», where «Веры Беловой» is in the text.
                            || self.names.oblique.has(self.folded(run.start))
                            // «Представитель Белова», where «Белов» is in the text.
                            || self.folded(run.start).strip_suffix('а').is_some_and(|name| self.names.proper.has(name))
                            || GENITIVES.iter().any(|end| self.tokens.folded(run.start).ends_with(end)));
                if complement {
                    next = run.end;
                    mention.tokens.end = next;
                    continue;
                }
                if !(governed || run.is_empty() || oblique && subject) {
                    let run = self.without_complement(run);
                    // «Пресс-атташе Веры Беловой»: the title has no cases, the name has.
                    match self.given_case(&run).filter(|_| !self.english() && run.len() > 1) {
                        // «Представитель председателя совета Анны Беловой»: the name is another's.
                        Some(false) if self.is_declined(at) && nominative == Some(true) && next > end => {
                            mention.tokens.end = run.end;
                            mention.plain = false;
                            return mention;
                        }
                        Some(false) => mention.nominative = Some(false),
                        Some(true) => mention.nominative = Some(true),
                        None => {}
                    }
                    mention.tokens.end = run.end;
                    mention.possessive = self.english() && self.tokens.is_possessive(run.end - 1);
                    mention.name = Some(run);
                    return mention;
                }
                // The first word of the run was another's name: «пресс-секретарь Путина Дмитрий Песков».
                next = if oblique {
                    matched
                        .iter()
                        .filter(|m| matches!(m.thing, Thing::Person { .. }))
                        .map(|m| m.end)
                        .max()
                        .unwrap_or(next + 1)
                } else if governed && run.len() > 2 {
                    next + 1
                } else {
                    run.end.max(next + 1)
                };
                mention.tokens.end = next;
                governed = self.english() && governed;
                continue;
            }
            // "Head teacher": one title of two words.
            if self.english() && !governed && !capital && !self.is_role(next) {
                break;
            }
            next += 1;
            mention.tokens.end = next;
            governed &= if self.english() {
                // "Chief of staff Grant Bell": the preposition has its noun.
                capital
                    || self.lexicon.determiners.has(folded)
                    || self.name_run(next, range).len() < 2
                    // "A spokesman for treasurer Ann Bell": the name is the treasurer's.
                    || self.is_role(next - 1)
            } else {
                self.is_modifier(next - 1)
            };
        }
        mention.plain = mention.tokens.end == end;
        mention.possessive |= self.english() && self.tokens.is_possessive(mention.tokens.end - 1);
        let folded = self.tokens.folded(at);
        // «Дама в мехах», «чоловік у брезентовій куртці».
        let described = mention.plain
            && self.lexicon.strangers.has(folded)
            && matches!(self.tokens.folded(end).as_str(), "в" | "у" | "с" | "со" | "з" | "із" | "зі")
            && self.tokens.is_word(end + 1)
            && !self.tokens.is_capital(end + 1);
        if described {
            let word = |at: &usize| self.tokens.is_word(*at) && !self.is_cue(*at) && !self.is_verb(*at);
            mention.tokens.end = (end + 1..limit.min(end + 4)).take_while(word).last().map_or(end, |last| last + 1);
            mention.plain = false;
        }
        mention
    }
}
