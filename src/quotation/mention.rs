//! Mentions: the words of a sentence that name somebody, whoever that may be.
//!
//! A mention is found by its head: a pronoun, a title of the corpus, a word for a role, an institution, a
//! country, or a run of capital words. Who is meant is decided in `known.rs`.

mod apposition;
mod belongs;
mod body;
mod name;
mod one;
mod prefix;
mod role;
mod title;

use std::{ops::Range, rc::Rc};

use super::{
    heads::{self, is_one},
    lexicon::{Agreement, Lexicon, Word, WordList},
    scan::is_dash,
    tokens::Tokens,
};
use crate::{
    corpus::{Gender, PersonKind},
    language::Language,
    speaker::{Cast, Match, Thing},
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
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that grammar says of the phrase")]
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
    /// A noun phrase that only its place makes a subject.
    pub open: bool,
    /// What a form of address says: "Mr Bell", «госпожа Белова».
    pub gender: Option<Gender>,
}

impl Mention {
    /// A noun in a tag that no list has.
    pub fn role(tokens: Range<usize>, lemma: &str, indefinite: bool) -> Self {
        let head = Head::Role { lemma: lemma.to_owned(), offices: Vec::new(), own: false };
        Self { head, indefinite, plain: !indefinite, ..Self::of(tokens) }
    }

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
            open: false,
            gender: None,
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

/// Names of a document, gathered before its sentences are read.
#[derive(Debug, Default)]
pub struct Names {
    /// Words written with a capital letter inside sentences.
    pub proper: Rc<WordList>,
    /// Last words of full names.
    pub surnames: WordList,
    /// Those of them that stand in another case than the nominative: «Беловой» of «Веры Беловой».
    pub oblique: WordList,
}

/// What finding mentions needs to know of a paragraph.
pub struct Context<'a> {
    pub tokens: &'a Tokens<'a>,
    pub lexicon: &'a Lexicon,
    pub cast: &'a Cast,
    pub language: Language,
    /// Tokens that belong to quotations.
    pub quoted: &'a [Option<u32>],
    pub names: &'a Names,
}

const MOST_WORDS: usize = 14;

impl Context<'_> {
    /// The mentions among the reporter's own words in `range`, in their order.
    pub fn mentions(&self, range: Range<usize>) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut at = self.dateline(&range).unwrap_or(range.start);
        while at < range.end {
            // Most words begin none, whatever stands around them.
            if !self.tokens.heads().begins(at) {
                debug_assert!(self.at(at, &range).is_none(), "{}", self.tokens.word(at));
                at += 1;
                continue;
            }
            match self.at(at, &range) {
                Some(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        self.merge_appositions(self.with_titles(found, range.start))
    }

    /// Where the text begins behind a dateline: "DES MOINES, Iowa (AP) — ".
    fn dateline(&self, range: &Range<usize>) -> Option<usize> {
        const LONGEST: usize = 14;
        // "ST. PAUL"
        let first = range.start + 2 * usize::from(self.tokens.mark(range.start + 1) == Some('.'));
        let first = self.tokens.word(first);
        let capitals = range.start == 0
            && self.english()
            && first.chars().filter(|c| c.is_uppercase()).count() > 2
            && !first.chars().any(char::is_lowercase)
            && !self.tokens.word(0).chars().any(char::is_lowercase);
        if !capitals {
            return None;
        }
        let dash = (range.start + 1..range.end.min(range.start + LONGEST)).find(|at| is_dash(self.tokens.mark(*at)))?;
        let place = |at: usize| {
            !self.tokens.is_word(at) || self.tokens.is_capital(at) || self.lexicon.calendar.has(self.tokens.folded(at))
        };
        (range.start..dash).all(place).then_some(dash + 1)
    }

    pub fn is_quoted(&self, at: usize) -> bool {
        self.quoted(at).is_some()
    }

    /// The draft that a token belongs to.
    pub fn quoted(&self, at: usize) -> Option<usize> {
        self.quoted.get(at).copied().flatten().map(|draft| draft as usize)
    }

    pub fn things(&self, at: usize) -> &[Match] {
        self.tokens.things(at)
    }

    fn folded(&self, at: usize) -> &Word {
        self.tokens.bare(at)
    }

    fn english(&self) -> bool {
        self.language == Language::En
    }

    fn is_cue(&self, at: usize) -> bool {
        self.tokens.folded(at).cue().is_some()
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
        self.as_body(&mut mention, range);
        mention.gender = self.address(&mention.tokens);
        // «Кто-то из толпы».
        mention.indefinite |= self.lexicon.indefinite.has(self.tokens.folded(mention.tokens.start));
        // «Сказав засуджений журналістам»: an adjective in the nominative is not that noun's.
        let apart = !self.english()
            && mention.nominative == Some(false)
            && head > at
            && ["ий", "ый", "ая", "на", "ли"].iter().any(|end| self.tokens.folded(at).ends_with(end));
        // «Покидая министерство»: a woman's adjective has no other noun, and is what somebody does meanwhile.
        let meanwhile = self.language == Language::Ru
            && head > at
            && matches!(mention.head, Head::Institution(_))
            && mention.nominative == Some(true)
            && ["ая", "яя"].iter().any(|end| self.tokens.folded(at).ends_with(end))
            && !self.tokens.folded(head).ends_with(['а', 'я']);
        if apart || meanwhile {
            return None;
        }
        if mention.tokens.start == head {
            mention.tokens.start = at;
            mention.country = mention.country.or(country);
            mention.indefinite = indefinite;
            mention.plain &= head <= at + 1;
        }
        self.take_adjectives(&mut mention, range);
        mention.indefinite |= self.is_unnamed(&mention, range);
        if let Some(end) = self.place_of(&mention, range) {
            (mention.tokens.end, mention.plain) = (end, false);
        }
        mention.preposition = self.governed(mention.tokens.start);
        // «Приехавший из центра министр»: what stands before the title belongs to the preposition.
        if mention.preposition && mention.nominative == Some(true) && head > mention.tokens.start && !self.english() {
            mention.tokens.start = head;
            mention.preposition = false;
        }
        // «Об этом министр напомнил»: a nominative is nobody's object.
        if mention.preposition
            && mention.nominative == Some(true)
            && !self.english()
            && matches!(mention.head, Head::Role { .. })
        {
            mention.preposition = self.lexicon.prepositions.has(self.tokens.folded(mention.tokens.start - 1));
        }
        mention.preposition |= self.compared(mention.tokens.start);
        mention.place = mention.preposition && self.lexicon.place.has(self.tokens.folded(mention.tokens.start - 1));
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
        let possessive = self.english() && self.tokens.is_possessive(last);
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
            open: false,
            gender: None,
        }
    }

    /// The gender that a form of address among the first words says.
    fn address(&self, phrase: &Range<usize>) -> Option<Gender> {
        let of = |at: usize| match self.lexicon.honorifics.find(self.tokens.folded(at))?.1? {
            Agreement::Male => Some(Gender::Male),
            Agreement::Female => Some(Gender::Female),
            _ => None,
        };
        phrase.clone().take(2).find_map(of)
    }

    /// Whether a preposition stands before the phrase.
    fn governed(&self, start: usize) -> bool {
        let mut before = start;
        while before > 0 && self.lexicon.determiners.has(self.tokens.folded(before - 1)) {
            before -= 1;
        }
        before > 0 && self.lexicon.prepositions.has(self.tokens.folded(before - 1)) && !self.is_quoted(before - 1)
    }

    /// Whether somebody else is compared with the one whose phrase begins at `start`: «как и его адвокат».
    fn compared(&self, start: usize) -> bool {
        const LONGEST: usize = 4;
        let own = start.checked_sub(1).filter(|at| self.lexicon.possessives.has(self.tokens.folded(*at)));
        let start = own.unwrap_or(start);
        (start.saturating_sub(LONGEST)..start)
            .any(|at| self.lexicon.comparing(|i| self.tokens.folded(at + i)).is_some_and(|length| at + length == start))
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
            return Some(self.title(at, title, matches, range));
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
            && (self.is_modifier(at - 1) || self.lexicon.determiners.has(self.tokens.folded(at - 1)));
        if self.is_cue(at) && !self.tokens.is_capital(at) && !(noun && self.lexicon.nouns.has(self.tokens.folded(at))) {
            return None;
        }
        let folded = self.folded(at);
        // «Сказав Коваль», where «Іван Коваль» is in the text: a trade that is a surname here.
        let surname = !self.english()
            && self.tokens.is_capital(at)
            && !self.tokens.is_capital(at + 1)
            && self.names.surnames.find(folded).is_some();
        if country.is_none_or(|m| m.end == at + 1)
            && person.is_none()
            && !surname
            && !(self.tokens.is_capital(at) && country.is_some())
        {
            // «На заседании учёного совета»: an adjective before its noun is nobody.
            let adjective = !self.english()
                && folded.person().is_some_and(|lemma| lemma != folded && lemma.ends_with(['й']))
                && self
                    .lexicon
                    .institutions
                    .find(self.folded(at + 1))
                    .is_some_and(|(lemma, _)| self.folded(at + 1) != lemma);
            if adjective {
                let mut mention = self.head(at + 1, range)?;
                mention.tokens.start = at;
                return Some(mention);
            }
            if let Some(lemma) =
                folded.person().filter(|_| at == range.start || !heads::is_proper(self.tokens, at, self.lexicon))
            {
                // Of a plural that is listed alone this may be the singular: «мешканка».
                let plural = lemma.ends_with(['и', 'ы', 'і']) && !self.english();
                let feminine = ["нка", "тка", "лка", "рка", "вка", "шка", "ица", "иця"];
                let singular = plural
                    && (folded.ends_with(|c: char| !"аяиыіувхмюеє".contains(c)) && !folded.ends_with("ей")
                        || feminine.iter().any(|end| folded.ends_with(end)));
                let lemma = if singular { folded.as_str() } else { lemma };
                // «Экологи»: men's nouns end so in the nominative only.
                let many = folded.ends_with(['и', 'ы', 'і']) && lemma.ends_with(|c: char| !"аяоеиыі".contains(c));
                let nominative = if self.english() { None } else { Some(folded == lemma || many) };
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
}
