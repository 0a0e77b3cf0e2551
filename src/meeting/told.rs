//! What a line of text tells of an encounter: who, where, when, and in what words.
//!
//! Only finds; what it proves is weighed in `known`.

use std::collections::BTreeSet;

use super::{
    forms,
    phrases::Phrases,
    when::{self, Dated},
    who::{Names, Who},
    words::words,
};
use crate::{
    corpus::{Corpus, MeetingKind, PersonKind},
    text::Clean,
};

/// A sentence, or a title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// People of the corpus who take part in meetings or sides, and offices.
    pub who: Who,
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
        self.who.extend(&next.who);
        self.places.extend(next.places.iter().cloned());
        self.signs.extend(next.signs.iter().filter(|sign| **sign != Sign::Before));
    }
}

/// What is looked for in a text, beside names.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// By person: whether they take part in meetings or sides.
    concerned: Vec<bool>,
    places: Phrases<usize>,
    place_names: Vec<Clean>,
    /// Stems in `places`: a name is one place.
    known: BTreeSet<String>,
    signs: Phrases<Sign>,
}

impl Gazetteer {
    pub fn new(corpus: &Corpus) -> Self {
        let mut all = Self::default();
        let met: BTreeSet<&String> = corpus.meetings.iter().flat_map(|meeting| &meeting.participants).collect();
        let concerned = |id: &String| met.contains(id) || corpus.sides.iter().any(|side| side.members.contains(id));
        let people = corpus.people.iter();
        all.concerned = people.map(|one| one.kind == PersonKind::Person && concerned(&one.id)).collect();
        for meeting in &corpus.meetings {
            if let Some(place) = &meeting.place {
                all.add_place(place, meeting.names.all().map(|(_, name)| name.as_str()));
            }
        }
        for row in include_str!("places.tsv").lines().filter(|row| !row.starts_with('#')) {
            let names = || row.split(['\t', '|']);
            // One that the corpus calls otherwise keeps the corpus's name.
            let known = names().find(|name| all.place_names.iter().any(|place| place == name));
            if let Some(name) = known.or(names().next()) {
                all.add_place(&Clean::new(name), names());
            }
        }
        all.signs = signs();
        all
    }

    fn add_place<'a>(&mut self, place: &'a Clean, names: impl Iterator<Item = &'a str>) {
        let number = self.place_names.iter().position(|name| name == place).unwrap_or_else(|| {
            self.place_names.push(place.clone());
            self.place_names.len() - 1
        });
        let mut stems: BTreeSet<String> = names.chain([place.as_str()]).flat_map(forms::names).collect();
        stems.retain(|stem| self.known.insert(stem.clone()));
        self.places.add_all(stems.iter().map(String::as_str), number);
    }

    pub fn read(&self, text: &str, names: &mut Names) -> Told {
        let words = words(text);
        let mut told = Told { dates: when::find(&words), who: Who::read(text, names), ..Told::default() };
        told.who.people.retain(|person| self.concerned.get(*person) == Some(&true));
        for found in self.signs.find(&words) {
            if found.value != Sign::Before || found.at == 0 {
                told.signs.insert(found.value);
            }
        }
        for found in self.places.find(&words) {
            let before = found.at.checked_sub(1).and_then(|at| words.get(at..=at));
            let within = before.is_some_and(|word| self.signs.find(word).iter().any(|one| one.value == Sign::Within));
            let opens =
                found.at == 0 && words.get(found.len).is_some_and(|next| next.after_stop || next.number().is_some());
            if let Some(name) = self.place_names.get(found.value)
                && words.get(found.at).is_some_and(|word| word.capital)
            {
                told.places.push(Place { name: name.clone(), inside: within || opens });
            }
        }
        told
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
