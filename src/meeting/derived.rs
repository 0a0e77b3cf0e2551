//! A meeting that no list knows, formed from an account that names its day, its place and both sides.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    account::{Account, Aside},
    known::spell,
    told::{Sign, Told, kind},
    when::When,
};
use crate::{
    corpus::{Corpus, Meeting, MeetingKind, Words},
    text::{Clean, fold::fold, span::slice},
};

/// A meeting with the sentences that say how it was read.
pub type Formed = (Meeting, Vec<Clean>);

/// The meeting that the account opens with. Only what a line says outright counts: an encounter that has been, with
/// somebody of each side, in one place or by phone.
pub fn own(account: &Account, published: Option<Date>, corpus: &Corpus) -> Option<Formed> {
    let lead: Vec<&Told> = account.main().filter(|line| line.lead).map(|line| &line.told).collect();
    let lines = || account.main().filter(|line| line.lead);
    let mut dated = false;
    let named = lines().find_map(|line| {
        let days = days(&line.told, &line.text, published);
        dated |= line.told.encounter() && !days.is_empty();
        match days.as_slice() {
            [one] => form(&line.told, &lead, one.clone(), corpus),
            _ => None,
        }
    });
    // The article's own day only where no other one is named.
    named.or_else(|| {
        let day = published.filter(|_| !dated).map(|date| (date, format!("published {}", spell(date))))?;
        lines().find_map(|line| form(&line.told, &lead, day.clone(), corpus))
    })
}

/// The meeting that an aside tells of, in a text written on the day `written`: it must name its own day.
pub fn recalled(aside: &Aside, written: Date, corpus: &Corpus) -> Option<Formed> {
    match days(&aside.told, &aside.text, Some(written)).as_slice() {
        [one] => form(&aside.told, &[], one.clone(), corpus),
        _ => None,
    }
}

fn form(told: &Told, around: &[&Told], (date, how): (Date, String), corpus: &Corpus) -> Option<Formed> {
    let kind = kind(told).filter(|_| !told.is(Sign::Ahead))?;
    let mut participants = Vec::new();
    for side in &corpus.sides {
        let before = participants.len();
        let there = (0..)
            .zip(&corpus.people)
            .filter(|(number, person)| side.members.contains(&person.id) && told.who.has(*number, date, corpus));
        participants.extend(there.map(|(_, person)| person.id.clone()));
        if participants.len() == before {
            return None;
        }
    }
    let place = match kind {
        MeetingKind::InPerson => Some(place(&[told]).or_else(|| place(around))?),
        _ => None,
    };
    let id = id(date, place.as_deref(), kind);
    let at = place.as_ref().map_or_else(|| format!("by {}", kind.name()), |place| format!("in {place}"));
    let names = participants.iter().filter_map(|id| corpus.person(id)).map(|person| person.display().as_str());
    let names: Vec<&str> = names.collect();
    let evidence = vec![
        Clean::new(&format!("tells of an encounter of {} {at}", names.join(" and "))),
        Clean::new(&how),
        Clean::new("no such meeting is known: formed from this text"),
    ];
    let meeting = Meeting { id, date, place, kind, participants, names: Words::default(), source: None, derived: true };
    Some((meeting, evidence))
}

/// The one place where something is said to happen.
fn place(told: &[&Told]) -> Option<Clean> {
    let places = told.iter().flat_map(|told| &told.places).filter(|place| place.inside);
    let names: BTreeSet<&Clean> = places.map(|place| &place.name).collect();
    names.first().filter(|_| names.len() == 1).copied().cloned()
}

/// The days that the text names, each with the words that do.
fn days(told: &Told, text: &str, written: Option<Date>) -> Vec<(Date, String)> {
    let days = told.dates.iter().filter(|dated| dated.when.is_day());
    let said = days.filter_map(|dated| {
        let complete = matches!(dated.when, When::Day { year: Some(_), .. });
        let (date, _) = dated.when.range(written.or(complete.then_some(Date::ZERO))?)?;
        Some((date, format!("“{}” is {}", slice(text, dated.span), spell(date))))
    });
    said.collect()
}

/// `YYYY-MM-DD-place`, `-phone` or `-video`.
pub fn id(date: Date, place: Option<&str>, kind: MeetingKind) -> String {
    let at = match kind {
        MeetingKind::Phone => "phone".to_owned(),
        MeetingKind::Video => "video".to_owned(),
        MeetingKind::InPerson => {
            let folded = fold(place.unwrap_or_default());
            let parts: Vec<&str> =
                folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
            parts.join("-")
        }
    };
    format!("{date}-{at}")
}
