//! Known: who has been named in this document, and who a mention means.
//!
//! The cast of the corpus comes first, then whoever the text names in full; titles are bound to persons by
//! the text itself, else by who held the office at the time. What cannot be decided stays unknown.

mod couple;
mod described;
mod forms;
mod likeness;
mod resolve;
mod text;

use std::{cell::OnceCell, collections::VecDeque, ops::Range};

use rustc_hash::FxHashMap;

use jiff::civil::Date;

use forms::{bare, gender_of, institution_in_nominative, is_oblique, joined, person_in_nominative};

use super::{
    fullname::{self, Told},
    lexicon::{Agreement, Lexicon, Word},
    marks,
    mention::Context,
};
use crate::{
    corpus::{Gender, PersonKind},
    language::Language,
    speaker::{
        Cast, Thing,
        forms::{bucket, same},
        strip_possessive,
    },
    text::{Clean, Tokens},
};

/// Index of a [`Known`].
pub type Id = usize;

/// A person or institution of this document.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing the text has told of the person")]
pub struct Known {
    /// Index in the cast.
    pub member: Option<usize>,
    pub person: bool,
    /// Folded words of the fullest name.
    words: Vec<String>,
    /// The words as shown, and whether they are surely in the nominative.
    shown: String,
    sure: bool,
    /// Seen where only another case can stand, and the surname as a subject.
    oblique: bool,
    surname: Option<String>,
    /// More than one: «чиновники».
    plural: bool,
    pub gender: Option<Gender>,
    /// What the name tells of it, once it has been asked.
    likely_gender: OnceCell<Option<Gender>>,
    /// Roles the text gives: lemma and country.
    roles: Vec<(String, Option<usize>)>,
    offices: Vec<usize>,
    /// The other words of the titles: «норвежский» of «норвежский министр».
    attributes: Vec<String>,
    /// The fields that the roles speak of, as bits.
    fields: u32,
    /// Only a role, not an anonymous one: «глава ведомства»; the text may yet name who it is.
    described: bool,
    /// A noun that no list says to be a person's.
    vague: bool,
    /// The text gives an age: "Bell, 44,".
    aged: bool,
    /// Who it turned out to be.
    alias: Option<Id>,
    /// The same without a guess.
    sure_gender: OnceCell<Option<Gender>>,
    /// How recently it was mentioned.
    last: usize,
}

impl Known {
    /// By the given name, where it stands in the nominative: «Анна», «Пётр».
    fn likely_gender(&self, language: Language) -> Option<Gender> {
        if language == Language::En || self.oblique && !self.sure || self.words.len() < 2 || self.member.is_some() {
            return None;
        }
        *self.likely_gender.get_or_init(|| self.gender_by_name(Lexicon::of(language)?))
    }

    /// The gender that the text or a listed name tells, without guessing by a foreign name's last letter.
    fn sure_gender(&self, language: Language) -> Option<Gender> {
        let by_name = || {
            let lexicon = Lexicon::of(language).filter(|_| self.words.len() > 1 && self.member.is_none())?;
            self.told(&lexicon.listed(self.words.first()?), lexicon).gender
        };
        self.gender.or_else(|| *self.sure_gender.get_or_init(by_name))
    }

    fn told(&self, first: &Word, lexicon: &Lexicon) -> Told {
        fullname::told(first, self.words.iter().map(String::as_str), lexicon)
    }

    fn gender_by_name(&self, lexicon: &Lexicon) -> Option<Gender> {
        let word = lexicon.listed(self.words.first()?);
        let told = self.told(&word, lexicon);
        // «Бретта Кавано» may as well be Бретт's.
        if told.gender.is_some() || lexicon.is_given(&word) || lexicon.either.has(&word) {
            return told.gender;
        }
        match self.shown.split(' ').next()?.chars().last()? {
            'а' | 'я' => Some(Gender::Female),
            last if "бвгґджзйклмнпрстфхцчшщ".contains(last) => Some(Gender::Male),
            _ => None,
        }
    }

    /// Whether a word for one person of that gender can mean it.
    pub fn can_be(&self, agreement: Agreement) -> bool {
        !self.plural && agreement.allows(self.gender)
    }

    /// Gives it the name as shown.
    fn show(&mut self, shown: String, sure: bool) {
        (self.shown, self.sure) = (shown, sure);
        self.likely_gender.take();
        self.sure_gender.take();
    }

    /// A single unknown word may as well be a place.
    fn is_likely_person(&self) -> bool {
        self.person
            && !self.vague
            && (self.member.is_some()
                || self.words.len() > 1
                || self.aged
                || !self.roles.is_empty()
                || self.gender.is_some())
    }
}

/// How many of the last mentioned a role or a pronoun can mean.
const RECENT: usize = 64;

/// Everybody named so far.
pub struct Everybody<'a> {
    cast: &'a Cast,
    language: Language,
    date: Option<Date>,
    list: Vec<Known>,
    members: FxHashMap<usize, Id>,
    /// Who has a word that begins so in the name.
    by_word: FxHashMap<[char; 3], Vec<Id>>,
    /// Who was mentioned lately, the last one at the end.
    recent: VecDeque<Id>,
    clock: usize,
    /// The subject of the last sentence, and who spoke last.
    pub subject: Option<Id>,
    pub speaker: Option<Id>,
    pub institution: Option<Id>,
    /// Whose statement, letter or speech the text told of last.
    pub author: Option<Id>,
}

impl<'a> Everybody<'a> {
    pub fn new(cast: &'a Cast, language: Language, date: Option<Date>) -> Self {
        Self {
            cast,
            language,
            date,
            list: Vec::new(),
            members: FxHashMap::default(),
            by_word: FxHashMap::default(),
            recent: VecDeque::new(),
            clock: 0,
            subject: None,
            speaker: None,
            institution: None,
            author: None,
        }
    }

    pub fn get(&self, id: Id) -> Option<&Known> {
        let known = self.list.get(id)?;
        known.alias.map_or(Some(known), |alias| self.list.get(alias))
    }

    /// The name shown for it.
    pub fn name(&self, id: Id) -> Option<Clean> {
        let known = self.get(id)?;
        if let Some(person) = known.member.and_then(|index| self.cast.person(index)) {
            return Some(person.display().clone());
        }
        let ends_as_subject = known.surname.as_ref().is_some_and(|surname| known.shown.ends_with(surname.as_str()));
        let other_surname = known.surname.is_some() && !ends_as_subject;
        let lexicon = Lexicon::of(self.language);
        let told = lexicon
            .filter(|_| known.words.len() > 1)
            .and_then(|lexicon| known.told(&lexicon.listed(known.words.first()?), lexicon).nominative);
        let oblique =
            told != Some(true) && (known.oblique || other_surname || is_oblique(&known.shown)) || told == Some(false);
        if known.sure || !oblique && known.person || ends_as_subject || self.language == Language::En {
            return Some(known.shown.as_str().into());
        }
        if !known.person {
            return Some(institution_in_nominative(&known.shown).into());
        }
        Some(person_in_nominative(&known.shown, known.gender, known.surname.as_deref(), lexicon).into())
    }

    /// Somebody else of that surname whom a verb of that form can have as its subject.
    pub fn namesake(&self, id: Id, agreement: Agreement) -> Option<Id> {
        let gender = |known: &Known| known.gender.or_else(|| known.likely_gender(self.language));
        let known = self.list.get(id).filter(|known| !agreement.allows(gender(known)))?;
        let surname = known.words.last()?;
        let other = |(other, one): &(Id, &Known)| {
            *other != id
                && one.person
                && one.words.last().is_some_and(|own| same(own, surname))
                && agreement.allows(gender(one))
        };
        self.under(surname).filter(other).max_by_key(|(_, one)| one.last).map(|(id, _)| id)
    }

    /// Those with a name that may hold a form of `word`.
    fn under(&self, word: &str) -> impl Iterator<Item = (Id, &Known)> {
        let ids = self.by_word.get(&bucket(word)).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| Some((*id, self.list.get(*id)?)))
    }

    /// Those mentioned lately, the first of them first.
    fn recently(&self) -> impl DoubleEndedIterator<Item = (Id, &Known)> {
        self.recent.iter().filter_map(|id| Some((*id, self.list.get(*id)?)))
    }

    /// Marks it as mentioned now.
    pub fn touch(&mut self, id: Id) {
        self.clock += 1;
        if let Some(known) = self.list.get_mut(id) {
            known.last = self.clock;
        }
        if let Some(at) = self.recent.iter().rposition(|other| *other == id) {
            self.recent.remove(at);
        }
        self.recent.push_back(id);
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
    }

    pub fn learn_gender(&mut self, id: Id, gender: Gender) {
        if let Some(known) = self.list.get_mut(id) {
            known.gender.get_or_insert(gender);
        }
    }

    /// The form a verb agreed with is a nominative.
    pub fn learn_nominative(&mut self, id: Id, tokens: &Tokens, name: &Range<usize>) {
        let Some(known) = self.list.get_mut(id) else { return };
        if known.sure || known.member.is_some() {
            return;
        }
        let surname = tokens.word(name.end - 1);
        let shouted = surname.chars().count() > 2 && surname.chars().all(|c| !c.is_lowercase());
        let initial =
            tokens.word(name.start).ends_with('.') && known.words.first().is_some_and(|own| !own.ends_with('.'));
        if (initial || shouted && name.len() < known.words.len()) && self.language != Language::En {
            // «В. БЕЛОВ» says no more than the surname.
            let mut letters = surname.chars();
            let first: String = letters.by_ref().take(1).collect();
            let rest: String = if shouted { letters.flat_map(char::to_lowercase).collect() } else { letters.collect() };
            known.surname = Some(first + &rest);
        } else if name.len() == known.words.len() {
            known.show(joined(tokens, name), true);
        } else if name.len() == 1 && known.words.last().is_some_and(|own| same(own, tokens.folded(name.start))) {
            known.surname = Some(joined(tokens, name));
        }
    }

    /// The name stood where only another case can stand: behind «по словам».
    pub fn learn_oblique(&mut self, id: Id) {
        if let Some(known) = self.list.get_mut(id) {
            known.oblique = true;
        }
    }

    fn add(&mut self, known: Known) -> Id {
        let id = self.list.len();
        if let Some(member) = known.member {
            self.members.insert(member, id);
        }
        self.list.push(known);
        self.index(id);
        id
    }

    /// Makes the words of a name findable.
    fn index(&mut self, id: Id) {
        let Some(known) = self.list.get(id) else { return };
        for word in known.words.iter().flat_map(|word| [word.as_str(), bare(word)]) {
            let ids = self.by_word.entry(bucket(word)).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    /// The person a name means; a full name not seen before is a new person.
    pub fn named(&mut self, context: &Context<'_>, name: &Range<usize>, address: Option<Gender>) -> Option<Id> {
        let tokens = context.tokens;
        let nickname = |i: usize| tokens.mark(i).is_some_and(marks::is_double);
        let words: Vec<&str> =
            name.clone().filter(|i| !nickname(*i)).map(|i| strip_possessive(tokens.folded(i))).collect();
        let last = *words.last()?;
        if let Some(member) = self.member(context, name) {
            return Some(self.of_member(member));
        }
        let matching = |known: &Known| {
            known.person
                && known.member.is_none()
                && known.words.last().is_some_and(|own| same(own, last) || same(bare(own), bare(last)))
        };
        let fits = |known: &Known| {
            words.len() == 1
                || known.words.len() == 1
                || context.language == Language::En
                    && known.words.len() > 2
                    && known.words.get(1).zip(words.first()).is_some_and(|(nickname, first)| nickname == first)
                || known.words.first().zip(words.first()).is_some_and(|(a, b)| {
                    same(a, b) || a.chars().next() == b.chars().next() && (a.ends_with('.') || b.ends_with('.'))
                })
        };
        let gender = |known: &Known| known.gender.or_else(|| known.likely_gender(self.language));
        let suits = |known: &Known| address.is_none_or(|address| gender(known).is_none_or(|own| own == address));
        let found = self
            .under(last)
            .filter(|(_, known)| matching(known) && fits(known) && suits(known))
            .max_by_key(|(_, known)| (address.is_some() && gender(known) == address, known.last));
        // A single word may be somebody's given name: "Sultan said", of a woman called Sultan Amir.
        let given = || {
            let first = |known: &Known| {
                words.len() == 1
                    && known.person
                    && known.words.len() > 1
                    && known.words.first().is_some_and(|own| same(own, last))
            };
            self.under(last).filter(|(_, known)| first(known)).max_by_key(|(_, known)| known.last)
        };
        // «Анна Петровна» is Анна Белова, if no other Анна is there.
        let polite = || {
            let first = words.first().filter(|_| words.len() == 2 && fullname::is_patronymic(last))?;
            let namesake = |known: &Known| {
                known.person
                    && known.member.is_none()
                    && known.words.first().is_some_and(|own| same(own, first))
                    && (known.words.len() == 2 || known.words.get(1).is_some_and(|own| same(own, last)))
            };
            let mut all = self.under(first).filter(|(_, known)| namesake(known));
            all.next().filter(|_| all.next().is_none())
        };
        if let Some((id, _)) = polite() {
            return Some(id);
        }
        if let Some(id) = found.or_else(given).map(|(id, _)| id) {
            if let Some(known) = self.list.get_mut(id)
                && known.words.len() < words.len()
            {
                known.words = words.into_iter().map(str::to_owned).collect();
                known.show(joined(tokens, name), false);
                self.index(id);
            }
            return Some(id);
        }
        let gender = address.or_else(|| gender_of(context, tokens.bare(name.start), &words));
        let words = words.into_iter().map(str::to_owned).collect();
        Some(self.add(Known { person: true, words, shown: joined(tokens, name), gender, ..Known::default() }))
    }

    /// The cast's member that a name means here.
    fn member(&self, context: &Context<'_>, name: &Range<usize>) -> Option<usize> {
        // The name may begin before the part the corpus knows: «Сергей Викторович Лавров».
        let at = |start: usize| context.things(start).iter().copied().filter(|m| m.end == name.end);
        let full = at(name.start).find_map(|m| match m.thing {
            Thing::Person { index, full: true } => Some(index),
            _ => None,
        });
        if full.is_some() {
            return full;
        }
        let surname: Vec<usize> = (name.start..name.end)
            .flat_map(at)
            .filter_map(|m| match m.thing {
                Thing::Person { index, .. } => Some(index),
                _ => None,
            })
            .collect();
        let first = name.len() > 1;
        // «Раиса» is no form of «Раиси».
        if !first && context.lexicon.gender(context.tokens.folded(name.start)).is_some() {
            return None;
        }
        let fits = |index: &usize| {
            !first
                || self.cast.person(*index).is_some_and(|person| {
                    let initial = strip_possessive(context.tokens.folded(name.start)).chars().next();
                    person
                        .name
                        .all()
                        .any(|(_, full)| full.chars().next().and_then(|c| c.to_lowercase().next()) == initial)
                })
        };
        let mut candidates: Vec<usize> = surname.into_iter().filter(fits).collect();
        candidates.dedup();
        let known = candidates.iter().copied().filter(|index| self.members.contains_key(index));
        let mentioned =
            known.max_by_key(|index| self.members.get(index).and_then(|id| self.list.get(*id)).map(|k| k.last));
        // Somebody else of that surname has been named in full.
        let namesake = self.under(strip_possessive(context.tokens.folded(name.end - 1))).any(|(_, known)| {
            known.member.is_none()
                && known.words.len() > 1
                && known.words.last().is_some_and(|own| same(own, context.tokens.folded(name.end - 1)))
        });
        if mentioned.is_some() || namesake && !first {
            return mentioned;
        }
        if candidates.len() > 1 {
            let held = |index: &usize| self.date.is_none_or(|date| self.cast.in_office(*index, date));
            candidates.retain(held);
        }
        match candidates.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    pub fn of_member(&mut self, member: usize) -> Id {
        if let Some(id) = self.members.get(&member) {
            return *id;
        }
        let person = self.cast.person(member);
        let gender = person.and_then(|person| person.gender);
        let is_person = person.is_some_and(|person| person.kind == PersonKind::Person);
        let name = person.and_then(|person| {
            person.name.of(self.language).first().or(person.name.all().next().map(|(_, name)| name))
        });
        let words = name.map(|name| name.split(' ').map(crate::text::fold::fold).collect()).unwrap_or_default();
        self.add(Known { member: Some(member), person: is_person, words, gender, sure: true, ..Known::default() })
    }
}
