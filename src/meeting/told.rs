//! What a line of text tells of an encounter: who, where, when, and in what words.
//!
//! Only finds; what it proves is weighed in `known`. Needs no more than prefixes of names: which of two
//! namesakes speaks is the matter of `speaker`, here a name stands for everyone who bears it.

use std::collections::BTreeSet;

use super::{
    forms,
    phrases::Phrases,
    when::{self, Dated},
    words::{Word, words},
};
use crate::{
    corpus::{Corpus, MeetingKind, PersonKind},
    text::Clean,
};

/// A sentence, or a title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// People of the corpus who take part in meetings or sides, by their number.
    pub people: BTreeSet<usize>,
    pub places: Vec<Place>,
    pub dates: Vec<Dated>,
    pub signs: BTreeSet<Sign>,
}

/// What words say of an encounter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    Met,
    Phone,
    Video,
    /// It is still to come.
    Ahead,
    /// The sentence begins by leading back: «Напомним», "Earlier".
    Before,
    /// Something happens within the place named next.
    Within,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place's English name.
    pub name: Clean,
    /// As a place where something happens («в Сочи»), not as a government («Вашингтон заявил»).
    pub inside: bool,
}

impl Told {
    pub fn is(&self, sign: Sign) -> bool {
        self.signs.contains(&sign)
    }

    /// It tells of an encounter of some kind.
    pub fn encounter(&self) -> bool {
        kind(self).is_some()
    }

    pub fn inside(&self, place: &str) -> bool {
        self.places.iter().any(|one| one.inside && one.name == *place)
    }

    /// Takes in who, where and what a following sentence tells; its dates are its own.
    pub fn go_on(&mut self, next: &Self) {
        self.people.extend(&next.people);
        self.places.extend(next.places.iter().cloned());
        self.signs.extend(next.signs.iter().filter(|sign| **sign != Sign::Before));
    }
}

/// What is looked for in a text.
#[derive(Debug, Default)]
pub struct Gazetteer {
    people: Phrases<usize>,
    /// By person: the folded first names, to tell namesakes apart where they are given.
    given: Vec<Vec<String>>,
    places: Phrases<usize>,
    place_names: Vec<Clean>,
    signs: Phrases<Sign>,
}

impl Gazetteer {
    pub fn new(corpus: &Corpus) -> Self {
        let mut all = Self::default();
        let concerned = |id: &String| {
            corpus.sides.iter().any(|side| side.members.contains(id))
                || corpus.meetings.iter().any(|meeting| meeting.participants.contains(id))
        };
        for (number, person) in corpus.people.iter().enumerate() {
            all.given.push(Vec::new());
            if person.kind != PersonKind::Person || !concerned(&person.id) {
                continue;
            }
            for (_, name) in person.name.all().chain(person.forms.all()) {
                let mut parts = name.rsplitn(2, ' ');
                let surname = parts.next().unwrap_or_default();
                for stem in forms::names(surname) {
                    all.people.add(&stem, number);
                }
                if let (Some(given), Some(names)) = (parts.next(), all.given.last_mut()) {
                    names.extend(forms::names(given.split(' ').next().unwrap_or_default()));
                }
            }
        }
        for meeting in &corpus.meetings {
            let Some(place) = &meeting.place else { continue };
            if all.place_names.contains(place) {
                continue;
            }
            let number = all.place_names.len();
            all.place_names.push(place.clone());
            let names = meeting.names.all().map(|(_, name)| name).chain([place]);
            names.flat_map(|name| forms::names(name)).for_each(|stem| all.places.add(&stem, number));
        }
        all.signs = signs();
        all
    }

    pub fn read(&self, text: &str) -> Told {
        let words = words(text);
        let mut told = Told { dates: when::find(&words), ..Told::default() };
        for found in self.signs.find(&words) {
            if found.value != Sign::Before || found.at == 0 {
                told.signs.insert(found.value);
            }
        }
        let names = self.people.find(&words);
        for found in names.iter().filter(|found| words.get(found.at).is_some_and(|word| word.capital)) {
            let given = |person: usize| self.bears(person, found.at.checked_sub(1).and_then(|at| words.get(at)));
            let namesakes: Vec<usize> = names.iter().filter(|one| one.at == found.at).map(|one| one.value).collect();
            let told_apart = namesakes.iter().any(|person| given(*person));
            if !told_apart || given(found.value) {
                told.people.insert(found.value);
            }
        }
        for found in self.places.find(&words) {
            let before = found.at.checked_sub(1).and_then(|at| words.get(at..=at));
            let within = before.is_some_and(|word| self.signs.find(word).iter().any(|one| one.value == Sign::Within));
            let opens = found.at == 0 && words.get(1).is_some_and(|next| next.after_stop || next.number().is_some());
            if let Some(name) = self.place_names.get(found.value)
                && words.get(found.at).is_some_and(|word| word.capital)
            {
                told.places.push(Place { name: name.clone(), inside: within || opens });
            }
        }
        told
    }

    /// Whether `word` is a first name of the person.
    fn bears(&self, person: usize, word: Option<&Word>) -> bool {
        let names = self.given.get(person).map_or(&[][..], Vec::as_slice);
        let stems = names.iter().map(|name| name.trim_end_matches('~'));
        word.is_some_and(|word| stems.into_iter().any(|stem| !stem.is_empty() && word.text.starts_with(stem)))
    }
}

fn signs() -> Phrases<Sign> {
    let mut signs = Phrases::default();
    for line in include_str!("encounters.tsv").lines() {
        let mut cells = line.split('\t');
        let sign = match cells.next() {
            Some("met") => Sign::Met,
            Some("phone") => Sign::Phone,
            Some("video") => Sign::Video,
            Some("ahead") => Sign::Ahead,
            Some("before") => Sign::Before,
            Some("within") => Sign::Within,
            _ => continue,
        };
        cells.flat_map(|stems| stems.split('|')).for_each(|stem| signs.add(stem, sign));
    }
    signs
}

/// The kind of encounter that a line tells of, a call before a meeting: «телефонные переговоры» are a call.
pub fn kind(told: &Told) -> Option<MeetingKind> {
    if told.is(Sign::Phone) {
        Some(MeetingKind::Phone)
    } else if told.is(Sign::Met) {
        Some(MeetingKind::InPerson)
    } else {
        told.is(Sign::Video).then_some(MeetingKind::Video)
    }
}
