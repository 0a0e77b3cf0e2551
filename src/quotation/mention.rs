//! Mentions: the words of a sentence that name somebody, whoever that may be.
//!
//! A mention is found by its head: a pronoun, a title of the corpus, a word for a role, an institution, a
//! country, or a run of capital words. Who is meant is decided in `known.rs`.

use std::ops::Range;

use super::{
    lexicon::{Agreement, Lexicon, WordList},
    marks,
    scan::{is_abbreviated, is_dash, is_stop},
};
use crate::{
    corpus::PersonKind,
    language::Language,
    speaker::{Cast, Match, Thing, strip_possessive},
    text::Tokens,
};

#[derive(Clone, Debug, PartialEq)]
pub enum Head {
    Name,
    /// A word for a role («министр») and the offices of the corpus whose title stands there.
    Role {
        lemma: String,
        offices: Vec<usize>,
        own: bool,
    },
    Pronoun(Agreement),
    /// An institution of the corpus, else one that only the text names.
    Institution(Option<usize>),
    Country(usize),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The whole phrase.
    pub tokens: Range<usize>,
    pub head: Head,
    /// The person's name in it.
    pub name: Option<Range<usize>>,
    pub country: Option<usize>,
    /// Whether it can be a subject by its case; `None` where the form does not tell.
    pub nominative: Option<bool>,
    /// A preposition governs it.
    pub preposition: bool,
    pub possessive: bool,
    /// «В Кремле», «у МЗС»: with a plural verb the place speaks.
    pub place: bool,
    /// "a", "one", «один из»: not said before.
    pub indefinite: bool,
    /// A title or role with nothing added: «министр», "the foreign minister".
    pub plain: bool,
}

impl Mention {
    /// The words of a label, as a name.
    pub fn of(tokens: Range<usize>) -> Self {
        Self {
            tokens,
            head: Head::Name,
            name: None,
            country: None,
            nominative: Some(true),
            preposition: false,
            possessive: false,
            place: false,
            indefinite: false,
            plain: false,
        }
    }

    /// Whether grammar lets it be the subject of a verb.
    pub fn can_be_subject(&self) -> bool {
        !self.preposition && !self.possessive && self.nominative != Some(false)
    }

    pub fn is_person(&self) -> bool {
        !matches!(self.head, Head::Institution(_) | Head::Country(_))
    }
}

/// What finding mentions needs to know of a paragraph.
pub struct Context<'a> {
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub cast: &'a Cast,
    pub language: Language,
    /// What the cast knows to begin at each token.
    pub things: &'a [Vec<Match>],
    /// Tokens that belong to quotations.
    pub quoted: &'a [Option<usize>],
    /// Words written with a capital letter inside sentences of this document.
    pub proper: &'a WordList,
}

const MOST_WORDS: usize = 14;

impl Context<'_> {
    /// The mentions among the reporter's own words in `range`, in their order.
    pub fn mentions(&self, range: Range<usize>) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.at(at, &range) {
                Some(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        self.merge_appositions(found)
    }

    pub fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().flatten().is_some()
    }

    pub fn things(&self, at: usize) -> &[Match] {
        self.things.get(at).map_or(&[], Vec::as_slice)
    }

    fn folded(&self, at: usize) -> &str {
        strip_possessive(self.tokens.folded(at))
    }

    fn english(&self) -> bool {
        self.language == Language::En
    }

    fn is_cue(&self, at: usize) -> bool {
        self.lexicon.cue(self.tokens.folded(at)).is_some()
    }

    /// The mention whose phrase begins at `at`.
    fn at(&self, at: usize, range: &Range<usize>) -> Option<Mention> {
        if self.is_quoted(at) {
            return None;
        }
        if !self.tokens.is_word(at) {
            return self.name_in_marks(at, range);
        }
        if let Some(mention) = self.one_of(at, range) {
            return Some(mention);
        }
        if self.lexicon.pronouns.has(self.tokens.folded(at)) {
            let (_, agreement) = self.lexicon.pronouns.find(self.tokens.folded(at))?;
            return Some(self.mention(at..at + 1, Head::Pronoun(agreement?), None, Some(true)));
        }
        let (head, country, indefinite) = self.prefix(at, range);
        let mut mention = self.head(head, range).or_else(|| if head == at { None } else { self.head(at, range) })?;
        if mention.tokens.start == head {
            mention.tokens.start = at;
            mention.country = mention.country.or(country);
            mention.indefinite = indefinite;
            mention.plain &= head <= at + 1;
        }
        mention.preposition = self.governed(mention.tokens.start);
        mention.place = mention.preposition && matches!(self.tokens.folded(mention.tokens.start - 1), "в" | "у" | "во");
        Some(mention)
    }

    fn mention(
        &self,
        tokens: Range<usize>,
        head: Head,
        name: Option<Range<usize>>,
        nominative: Option<bool>,
    ) -> Mention {
        let last = tokens.end.saturating_sub(1);
        let possessive = self.english() && strip_possessive(self.tokens.folded(last)) != self.tokens.folded(last);
        Mention {
            tokens,
            head,
            name,
            country: None,
            nominative,
            preposition: false,
            possessive,
            place: false,
            indefinite: false,
            plain: false,
        }
    }

    /// Whether a preposition stands before the phrase.
    fn governed(&self, start: usize) -> bool {
        let mut before = start;
        while before > 0
            && matches!(
                self.tokens.folded(before - 1),
                "the" | "a" | "an" | "his" | "her" | "their" | "its" | "этом" | "цьому"
            )
        {
            before -= 1;
        }
        before > 0 && self.lexicon.prepositions.has(self.tokens.folded(before - 1)) && !self.is_quoted(before - 1)
    }

    /// «Газпром» by itself: an organisation or a newspaper.
    fn name_in_marks(&self, at: usize, range: &Range<usize>) -> Option<Mention> {
        let close = self.close_of_name(at, range)?;
        let mut mention = self.mention(at..close + 1, Head::Institution(None), None, None);
        mention.name = None;
        mention.preposition = self.governed(at);
        mention.place = mention.preposition && matches!(self.tokens.folded(at - 1), "в" | "у" | "во");
        Some(mention)
    }

    /// The closing mark of a name whose opening mark stands at `at`.
    fn close_of_name(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        let opens = self.tokens.mark(at).is_some_and(marks::is_double)
            && self.tokens.get(at).is_some_and(|t| !t.space_after)
            && self.tokens.is_capital(at + 1);
        if !opens {
            return None;
        }
        (at + 2..range.end.min(at + 9))
            .find(|i| self.tokens.mark(*i).is_some_and(marks::is_double))
            .filter(|close| !self.is_quoted(*close))
    }

    /// «Один из собеседников издания», "one of the officials".
    fn one_of(&self, at: usize, range: &Range<usize>) -> Option<Mention> {
        let one = matches!(self.tokens.folded(at), "один" | "одна" | "одно" | "одне" | "one");
        if !one || !matches!(self.tokens.folded(at + 1), "из" | "з" | "із" | "of") {
            return None;
        }
        let from = if matches!(self.tokens.folded(at + 2), "the" | "his" | "her") { at + 3 } else { at + 2 };
        let (head, country, _) = self.prefix(from, range);
        let mut mention = self.head(head, range).filter(|m| matches!(m.head, Head::Role { .. }))?;
        mention.tokens.start = at;
        mention.country = mention.country.or(country);
        mention.nominative = Some(true);
        mention.indefinite = true;
        mention.preposition = self.governed(at);
        Some(mention)
    }

    /// Skips determiners and adjectives before a head; gives the head, a country among them, and whether the
    /// phrase is new to the reader.
    fn prefix(&self, at: usize, range: &Range<usize>) -> (usize, Option<usize>, bool) {
        let (mut next, mut country, mut indefinite) = (at, None, false);
        while next < range.end && self.tokens.is_word(next) && !self.is_quoted(next) && next < at + 9 {
            let folded = self.tokens.folded(next);
            if next == at && matches!(folded, "a" | "an" | "one" | "another" | "один" | "одна" | "некий" | "some")
            {
                indefinite = true;
            }
            let follows = |from: usize| self.head_within(from, range);
            let matched = self.things(next);
            let title = matched.iter().any(|m| matches!(m.thing, Thing::Title { .. }));
            if let Some(m) = matched.iter().find(|m| matches!(m.thing, Thing::Country { .. }))
                && !title
                && m.end < range.end
                && follows(m.end)
            {
                if let Thing::Country { index, .. } = m.thing {
                    country = Some(index);
                }
                next = m.end;
            } else if !title && self.is_modifier(next) && follows(next + 1) {
                next += 1;
            } else {
                break;
            }
        }
        if next == at || self.is_role(next) { (next, country, indefinite) } else { (at, None, indefinite) }
    }

    /// A word that may stand between a determiner and a role.
    fn is_modifier(&self, at: usize) -> bool {
        let folded = self.tokens.folded(at);
        if self.lexicon.modifiers.find(folded).is_some() {
            return true;
        }
        if self.is_role(at) || self.is_cue(at) || self.lexicon.stop.has(folded) || self.lexicon.prepositions.has(folded)
        {
            return false;
        }
        if self.english() {
            return !self.lexicon.finite.has(folded) && !folded.ends_with("ed");
        }
        !self.tokens.is_capital(at)
            && ["ый", "ий", "ой", "ая", "ій", "ого", "ому", "ым", "им", "а", "ої"]
                .iter()
                .any(|end| folded.ends_with(end))
            && folded.chars().count() > 4
    }

    /// Whether a role follows within three words that could stand before it.
    fn head_within(&self, from: usize, range: &Range<usize>) -> bool {
        let end = range.end.min(from + 8);
        for at in from..end {
            if self.is_quoted(at) || !self.tokens.is_word(at) {
                return false;
            }
            if self.is_role(at) {
                return true;
            }
            let country = self.things(at).iter().any(|m| matches!(m.thing, Thing::Country { .. }));
            if !country && !self.is_modifier(at) {
                return false;
            }
        }
        false
    }

    fn is_role(&self, at: usize) -> bool {
        self.lexicon.roles.find(self.folded(at)).is_some()
            || self.lexicon.anonymous.find(self.folded(at)).is_some()
            || self.things(at).iter().any(|m| matches!(m.thing, Thing::Title { .. }))
    }

    /// The mention with its head at `at`.
    fn head(&self, at: usize, range: &Range<usize>) -> Option<Mention> {
        let matches = self.things(at);
        let longest = |wanted: fn(&Thing) -> bool| {
            matches.iter().filter(|m| wanted(&m.thing)).max_by_key(|m| (m.end, m.nominative))
        };
        let title = longest(|thing| matches!(thing, Thing::Title { .. }));
        let person = longest(|thing| matches!(thing, Thing::Person { .. }));
        let country = longest(|thing| matches!(thing, Thing::Country { adjective: false, .. }));
        let institution = person.filter(|m| self.kind(m) == Some(PersonKind::Institution));
        if let Some(title) = title
            && institution.is_none_or(|m| m.end <= title.end)
            && !(self.english() && self.cue_as_verb(at))
        {
            return Some(self.title(at, title, &matches, range));
        }
        if let Some(m) = institution
            && country.is_none_or(|c| c.end <= m.end)
        {
            let Thing::Person { index, .. } = m.thing else { return None };
            let mut mention = self.mention(at..m.end, Head::Institution(Some(index)), None, Some(m.nominative));
            // «пресс-секретарь Кремля …» is dealt with as a role; here a person may follow in English: "Kremlin aide X".
            mention.tokens.end = m.end;
            return Some(mention);
        }
        let noun = at > range.start
            && self.english()
            && (self.is_modifier(at - 1)
                || matches!(self.tokens.folded(at - 1), "the" | "a" | "an" | "his" | "her" | "its"));
        if self.is_cue(at) && !self.tokens.is_capital(at) && !(noun && self.lexicon.nouns.has(self.tokens.folded(at))) {
            return None;
        }
        let folded = self.folded(at);
        if country.is_none_or(|m| m.end == at + 1)
            && person.is_none()
            && !(self.tokens.is_capital(at) && country.is_some())
        {
            if let Some((lemma, _)) = self.lexicon.roles.find(folded).or_else(|| self.lexicon.anonymous.find(folded)) {
                let nominative = if self.english() { None } else { Some(folded == lemma) };
                let head = Head::Role { lemma: lemma.to_owned(), offices: Vec::new(), own: false };
                return Some(self.role(at, at + 1, head, nominative, range));
            }
            if let Some((lemma, _)) = self.lexicon.institutions.find(folded) {
                let nominative = if self.english() { None } else { Some(folded == lemma) };
                let end = self.institution_end(at + 1, range);
                return Some(self.mention(at..end, Head::Institution(None), None, nominative));
            }
        }
        if let Some(m) = country
            && person.is_none_or(|p| p.end <= m.end)
        {
            let Thing::Country { index, .. } = m.thing else { return None };
            return Some(self.mention(
                at..m.end,
                Head::Country(index),
                None,
                if self.english() { None } else { Some(m.nominative) },
            ));
        }
        self.name(at, range)
    }

    fn kind(&self, m: &Match) -> Option<PersonKind> {
        match m.thing {
            Thing::Person { index, .. } => self.cast.person(index).map(|person| person.kind),
            _ => None,
        }
    }

    /// A word that is a title and a verb ("the official reports"): a verb behind a subject.
    fn cue_as_verb(&self, at: usize) -> bool {
        self.is_cue(at) && !self.tokens.is_capital(at)
    }

    fn title(&self, at: usize, title: &Match, matches: &[Match], range: &Range<usize>) -> Mention {
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
        let folded = self.folded(at);
        let lemma = self.lexicon.roles.find(folded).map_or(folded, |(lemma, _)| lemma).to_owned();
        let nominative = if self.english() { None } else { Some(title.nominative) };
        let mut mention = self.role(at, title.end, Head::Role { lemma, offices, own }, nominative, range);
        mention.country = mention.country.or(title.country);
        mention
    }

    /// A role from `at`, its title ending at `end`: takes what belongs to it and the name behind it.
    fn role(&self, at: usize, end: usize, head: Head, nominative: Option<bool>, range: &Range<usize>) -> Mention {
        let mut mention = self.mention(at..end, head, None, nominative);
        mention.plain = true;
        let limit = range.end.min(end + MOST_WORDS);
        let mut next = end;
        let mut governed = false;
        while next < limit && !self.is_quoted(next) && !mention.possessive {
            if let Some(mark) = self.tokens.mark(next) {
                // A name in marks belongs to the role; anything else ends it.
                let close = marks::is_double(mark).then(|| self.close_of_name(next, range)).flatten();
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
            {
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
            if capital && self.lexicon.roles.find(self.folded(next)).is_none() {
                let run = self.name_run(next, range);
                let oblique = matched.iter().any(|m| matches!(m.thing, Thing::Person { .. }) && !m.nominative)
                    && !matched.iter().any(|m| matches!(m.thing, Thing::Person { .. }) && m.nominative);
                let subject = mention.nominative != Some(false);
                if !governed && !(oblique && subject) && !run.is_empty() {
                    let run = self.without_complement(run);
                    mention.tokens.end = run.end;
                    mention.possessive = self.english()
                        && strip_possessive(self.tokens.folded(run.end - 1)) != self.tokens.folded(run.end - 1);
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
                } else {
                    run.end.max(next + 1)
                };
                mention.tokens.end = next;
                governed = self.english() && governed;
                continue;
            }
            if self.english() && !governed && next >= end && !capital {
                break;
            }
            next += 1;
            mention.tokens.end = next;
            if !self.english() {
                governed = governed && self.is_modifier(next - 1);
            }
        }
        mention.plain = mention.tokens.end == end;
        mention
    }

    /// A word that ends like a finite verb: what belongs to a role stands in an oblique case and does not.
    fn is_verb(&self, at: usize) -> bool {
        const RU: [&str; 14] =
            ["ил", "ал", "ел", "ял", "ли", "лся", "лась", "лись", "ет", "ёт", "ит", "ют", "ут", "ят"];
        const UK: [&str; 14] =
            ["ив", "ав", "їв", "ли", "вся", "лася", "лися", "ає", "яє", "ує", "ить", "ють", "уть", "ять"];
        let endings: &[&str] = match self.language {
            Language::Ru => &RU,
            Language::Uk => &UK,
            _ => return false,
        };
        let folded = self.tokens.folded(at);
        !self.tokens.is_capital(at) && folded.chars().count() > 5 && endings.iter().any(|end| folded.ends_with(end))
    }

    /// Whether the phrase that a preposition begins belongs to a role: «эксперт по России», "owner of a shop".
    fn belongs(&self, at: usize, range: &Range<usize>) -> bool {
        let folded = self.tokens.folded(at);
        if at + 1 >= range.end || self.lexicon.companion.has(folded) {
            return false;
        }
        if self.english() {
            return matches!(folded, "of" | "for" | "at")
                || matches!(folded, "in" | "to" | "from" | "on")
                    && self.tokens.is_capital(at + 1)
                    && !self.lexicon.stop.has(self.tokens.folded(at + 1));
        }
        matches!(folded, "по" | "за" | "из" | "при" | "от" | "від" | "з" | "із")
            || self.tokens.is_capital(at + 1)
                && matches!(folded, "из" | "в" | "при" | "у" | "з" | "із" | "от" | "від" | "на")
    }

    /// Where an institution's phrase ends: its name in marks, an adjective's noun, a genitive in capitals.
    fn institution_end(&self, from: usize, range: &Range<usize>) -> usize {
        let mut end = from;
        while end < range.end.min(from + 6) && !self.is_quoted(end) {
            if self.tokens.mark(end).is_some_and(marks::is_double) {
                let close =
                    (end + 1..range.end.min(end + 8)).find(|i| self.tokens.mark(*i).is_some_and(marks::is_double));
                return close.map_or(end, |close| close + 1);
            }
            let belongs = self.tokens.is_capital(end)
                || self.english() && matches!(self.tokens.folded(end), "of" | "for") && self.tokens.is_word(end + 1)
                || !self.english() && self.tokens.is_word(end) && self.is_modifier(end) && !self.is_cue(end);
            if !belongs {
                break;
            }
            end += 1;
        }
        end
    }

    /// A person's name, or an organisation's in capitals.
    fn name(&self, at: usize, range: &Range<usize>) -> Option<Mention> {
        if !self.tokens.is_capital(at) {
            return None;
        }
        let start = if self.lexicon.honorifics.has(self.tokens.folded(at)) { at + 1 } else { at };
        let start = if start > at && is_stop(self.tokens.mark(start)) { start + 1 } else { start };
        let mut run = self.name_run(start, range);
        // A sentence's first word is a capital one: "But Orlov said", «Заявление Орлова».
        let first = start == range.start
            || is_stop(self.tokens.mark(start - 1))
            || self.tokens.mark(start - 1).is_some_and(|c| is_dash(Some(c)) || marks::is_double(c));
        let common = |at: usize| first && at == start && self.proper.find(self.folded(at)).is_none();
        let person_at =
            |at: usize| self.things(at).iter().any(|m| matches!(m.thing, Thing::Person { .. }));
        while run.len() > 1
            && (common(run.start)
                && !person_at(run.start)
                && (person_at(run.start + 1)
                    || self.proper.find(self.folded(run.start + 1)).is_some()
                        && run.len() == 2
                        && self.lexicon.statement.find(self.folded(run.start)).is_some())
                || self.lexicon.stop.has(self.folded(run.start))
                || self.lexicon.clause.has(self.folded(run.start)))
        {
            run.start += 1;
        }
        if run.is_empty() {
            return None;
        }
        let at = if run.start > start { run.start } else { at };
        let single = run.len() == 1;
        let folded = self.folded(run.start);
        // At a sentence's start every word is a capital one.
        if single && common(run.start) && !person_at(run.start) && !self.is_cue(run.end) && !self.is_cue(run.end + 1) {
            return None;
        }
        if single
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
            .filter(|m| matches!(m.thing, Thing::Person { .. }) && m.end <= run.end)
            .max_by_key(|m| (m.end, m.nominative));
        let nominative = match person {
            Some(m) if !self.english() => Some(m.nominative),
            _ => None,
        };
        let lower = |at: usize| self.tokens.word(at).chars().any(char::is_lowercase);
        if !run.clone().any(lower) && run.len() > 1 && run.clone().any(|at| self.tokens.word(at).ends_with('.')) {
            return None;
        }
        // «Демократическая партия», «Верховний суд».
        if single && !self.english() && self.lexicon.institutions.find(self.tokens.folded(run.end)).is_some() {
            return Some(self.mention(at..run.end + 1, Head::Institution(None), None, None));
        }
        let acronym = single
            && self.tokens.word(run.start).chars().filter(|c| c.is_uppercase()).count() > 1
            && self.tokens.word(run.start).chars().all(|c| !c.is_lowercase());
        if acronym && person.is_none() {
            return Some(self.mention(at..run.end, Head::Institution(None), None, None));
        }
        Some(self.mention(at..run.end, Head::Name, Some(run), nominative))
    }

    /// A run of capital words, initials and the particles between them. Countries, titles and roles end it.
    fn name_run(&self, start: usize, range: &Range<usize>) -> Range<usize> {
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
                let another = end > start
                    && !self.english()
                    && person(end, true)
                    && !person(end, false)
                    && person(end - 1, false)
                    && !person(end - 1, true);
                if other || another || function || end > start && self.lexicon.roles.find(folded).is_some() {
                    break;
                }
                end += 1;
                if self.english() && strip_possessive(self.tokens.folded(end - 1)) != self.tokens.folded(end - 1) {
                    break;
                }
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

    /// Cuts a role's complement off the name behind it: «глава Еврокомиссии Урсула фон дер Ляйен».
    fn without_complement(&self, run: Range<usize>) -> Range<usize> {
        let patronymic =
            ["вич", "вна", "вича", "вной"].iter().any(|end| self.tokens.folded(run.start + 1).ends_with(end));
        let genitive = ["и", "ы", "ії", "ої"].iter().any(|end| self.tokens.folded(run.start).ends_with(end));
        if !self.english() && run.len() > 2 && genitive && !patronymic { run.start + 1..run.end } else { run }
    }

    /// "Sergei Astakov, head of the service," and "the head of the service, Sergei Astakov" are one mention.
    fn merge_appositions(&self, found: Vec<Mention>) -> Vec<Mention> {
        let mut merged: Vec<Mention> = Vec::with_capacity(found.len());
        for mention in found {
            let Some(last) = merged.last_mut() else {
                merged.push(mention);
                continue;
            };
            let comma = mention.tokens.start == last.tokens.end + 1 && self.tokens.mark(last.tokens.end) == Some(',');
            let bracket = mention.tokens.start == last.tokens.end + 1 && self.tokens.mark(last.tokens.end) == Some('(');
            let role = |m: &Mention| matches!(m.head, Head::Role { .. });
            let closed = {
                let after = self.tokens.mark(mention.tokens.end);
                after == Some(',')
                    || is_stop(after)
                    || is_dash(after)
                    || after == Some(':')
                    || self.is_quoted(mention.tokens.end)
                    || self.is_cue(mention.tokens.end)
            };
            let one_named = role(last) && last.name.is_none() && mention.head == Head::Name
                || last.head == Head::Name && role(&mention) && mention.name.is_none();
            if comma && !bracket && closed && one_named && !mention.preposition && mention.nominative != Some(false)
                || comma && closed && one_named && last.nominative == mention.nominative && !mention.preposition
            {
                if role(&mention) {
                    last.head = mention.head;
                    last.country = mention.country.or(last.country);
                } else {
                    last.name = mention.name;
                }
                last.tokens.end = mention.tokens.end;
                continue;
            }
            merged.push(mention);
        }
        merged
    }
}
