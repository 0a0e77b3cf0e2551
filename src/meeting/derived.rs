//! A meeting that no list knows, formed from an account that names its day, its place and both sides.

use jiff::civil::Date;

use super::{
    account::{Account, Line},
    known::spell,
    told::kind,
};
use crate::{
    corpus::{Corpus, Meeting, MeetingKind, Words},
    text::{Clean, fold::fold},
};

/// The meeting that the account opens with, and how it was read. Only what a line says outright counts: an
/// encounter that has been, with somebody of each side, in one place or by phone.
pub fn form(account: &Account, published: Option<Date>, corpus: &Corpus) -> Option<(Meeting, Vec<Clean>)> {
    account.main().filter(|line| line.lead).find_map(|line| from_line(line, account, published, corpus))
}

fn from_line(
    line: &Line,
    account: &Account,
    published: Option<Date>,
    corpus: &Corpus,
) -> Option<(Meeting, Vec<Clean>)> {
    let told = &line.told;
    let kind = kind(told).filter(|_| !told.ahead)?;
    let mut participants = Vec::new();
    for side in &corpus.sides {
        let people = told.people.iter().filter_map(|number| corpus.people.get(*number));
        let before = participants.len();
        participants.extend(people.filter(|person| side.members.contains(&person.id)).map(|person| person.id.clone()));
        if participants.len() == before {
            return None;
        }
    }
    let (date, how) = date(line, published)?;
    let place = match kind {
        MeetingKind::InPerson => Some(place(line, account)?),
        _ => None,
    };
    let id = id(date, place.as_deref(), kind);
    let at = place.as_ref().map_or_else(|| format!("by {}", kind.name()), |place| format!("in {place}"));
    let names: Vec<&str> =
        participants.iter().filter_map(|id| corpus.person(id)).map(|person| person.display().as_str()).collect();
    let evidence = vec![
        Clean::new(&format!("tells of an encounter of {} {at}", names.join(" and "))),
        Clean::new(&how),
        Clean::new("no such meeting is known: formed from this text"),
    ];
    let meeting = Meeting { id, date, place, kind, participants, names: Words::default(), source: None, derived: true };
    Some((meeting, evidence))
}

/// The one place where the line, or else the lead, says something happens.
fn place(line: &Line, account: &Account) -> Option<Clean> {
    let inside = |line: &Line| -> Vec<Clean> {
        let mut names: Vec<Clean> =
            line.told.places.iter().filter(|place| place.inside).map(|place| place.name.clone()).collect();
        names.sort();
        names.dedup();
        names
    };
    let mut names = inside(line);
    if names.is_empty() {
        names = account.main().filter(|line| line.lead).flat_map(inside).collect();
        names.sort();
        names.dedup();
    }
    match names.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The day that the line names, else the article's own.
fn date(line: &Line, published: Option<Date>) -> Option<(Date, String)> {
    let days = line.told.dates.iter().filter(|dated| dated.when.is_day());
    let said = days.filter_map(|dated| {
        let complete = matches!(dated.when, super::when::When::Day { year: Some(_), .. });
        let (date, _) = dated.when.range(published.or(complete.then_some(Date::ZERO))?)?;
        Some((date, format!("“{}” is {}", crate::text::span::slice(&line.text, dated.span), spell(date))))
    });
    let said: Vec<(Date, String)> = said.collect();
    match said.as_slice() {
        [] => published.map(|date| (date, format!("published {}", spell(date)))),
        [one] => Some(one.clone()),
        _ => None,
    }
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
