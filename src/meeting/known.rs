//! Which known meeting an account is of: every piece of evidence weighed, each with its sentence.
//!
//! A meeting fits only if the text names who took part and where (or that it was a call); what is left is
//! decided by dates. Nothing is chosen between meetings that fit alike.

use jiff::civil::Date;

use super::{
    account::{Account, Aside, Line},
    told::{Sign, Told, kind},
    when::When,
    who::Who,
};
use crate::{
    corpus::{Corpus, Meeting, MeetingKind},
    text::{Clean, span::slice},
};

/// The weight from which the evidence is enough.
const ENOUGH: f64 = 4.5;

/// How much more the best must have than the next on another day.
const AHEAD: f64 = 0.5;

/// Days after a meeting within which an article without a word about the date is on it.
const FRESH: i32 = 7;

/// Days before a meeting within which an event counts as near.
const NEAR: i32 = 10;

/// A meeting that fits, with its evidence.
#[derive(Clone, Debug)]
pub struct Fit<'a> {
    pub meeting: &'a Meeting,
    pub weight: f64,
    pub evidence: Vec<Clean>,
}

/// The known meeting that the account is of.
pub fn find<'a>(account: &Account, published: Option<Date>, corpus: &'a Corpus) -> Option<Fit<'a>> {
    let fits = corpus.meetings.iter().filter_map(|meeting| weigh(account, published, meeting, corpus)).collect();
    best(fits, corpus)
}

/// The best of several, if it stands out. Encounters of one day and place are one occasion, known by the one
/// in which both sides took part.
fn best<'a>(mut fits: Vec<Fit<'a>>, corpus: &'a Corpus) -> Option<Fit<'a>> {
    // Stable: equals stay in the order of the corpus.
    fits.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut fits = fits.into_iter();
    let best = fits.next().filter(|fit| fit.weight >= ENOUGH)?;
    let rest: Vec<Fit> = fits.collect();
    let occasion = |fit: &Fit| (fit.meeting.date, fit.meeting.place.clone(), fit.meeting.kind);
    if rest.iter().any(|fit| occasion(fit) != occasion(&best) && fit.weight + AHEAD > best.weight) {
        return None;
    }
    let main = principal(best.meeting, corpus);
    let mut evidence = best.evidence;
    if main.id != best.meeting.id {
        evidence.push(Clean::new(&format!("counted with the meeting of both sides on {}", spell(main.date))));
    }
    Some(Fit { meeting: main, weight: best.weight, evidence })
}

/// The encounter of both sides on the day and in the place of `meeting`, if there is one; else itself.
fn principal<'a>(meeting: &'a Meeting, corpus: &'a Corpus) -> &'a Meeting {
    let both = |one: &Meeting| sides(one, corpus).iter().all(|side| !side.is_empty());
    let same = |one: &&Meeting| one.date == meeting.date && one.place == meeting.place && one.kind == meeting.kind;
    if both(meeting) {
        return meeting;
    }
    corpus.meetings.iter().filter(same).find(|one| both(one)).unwrap_or(meeting)
}

/// The participants of each side.
fn sides(meeting: &Meeting, corpus: &Corpus) -> Vec<Vec<usize>> {
    let of_side = |side: &crate::corpus::Side| {
        let members = meeting.participants.iter().filter(|id| side.members.contains(id));
        members.filter_map(|id| number(id, corpus)).collect()
    };
    corpus.sides.iter().map(of_side).collect()
}

fn number(id: &str, corpus: &Corpus) -> Option<usize> {
    corpus.people.iter().position(|person| person.id == *id)
}

/// Evidence as it is gathered.
#[derive(Default)]
struct Scale {
    weight: f64,
    evidence: Vec<Clean>,
}

impl Scale {
    fn add(&mut self, weight: f64, sentence: &str) {
        self.weight += weight;
        self.evidence.push(sentence.into());
    }
}

fn weigh<'a>(account: &Account, published: Option<Date>, meeting: &'a Meeting, corpus: &Corpus) -> Option<Fit<'a>> {
    let mut scale = Scale::default();
    let participants: Vec<usize> = meeting.participants.iter().filter_map(|id| number(id, corpus)).collect();
    weigh_people(account, meeting, &participants, corpus, &mut scale)?;
    let day = weigh_days(account, published, meeting.date, &mut scale)?;
    weigh_place(account, meeting, &participants, day, corpus, &mut scale)?;
    if published.is_none() {
        weigh_asides(account, meeting, corpus, &mut scale);
    }
    Some(Fit { meeting, weight: scale.weight, evidence: scale.evidence })
}

/// Who took part must be named, or the office they held: somebody of each side, and at least two.
fn weigh_people(
    account: &Account,
    meeting: &Meeting,
    participants: &[usize],
    corpus: &Corpus,
    scale: &mut Scale,
) -> Option<()> {
    let there = |who: &Who, person: &usize| who.has(*person, meeting.date, corpus);
    let present: Vec<usize> = participants.iter().copied().filter(|person| there(&account.who, person)).collect();
    let each =
        sides(meeting, corpus).iter().all(|side| side.is_empty() || side.iter().any(|one| present.contains(one)));
    if present.len() < 2 || !each {
        return None;
    }
    let (by_name, by_office): (Vec<usize>, Vec<usize>) =
        present.iter().copied().partition(|person| account.who.people.contains(person));
    // An office alone fits whoever held it.
    if !by_name.is_empty() {
        scale.add(if by_name.len() > 1 { 1.0 } else { 0.4 }, &format!("names {}", names(&by_name, corpus)));
    }
    for person in by_office {
        if let (Some(office), Some(held)) =
            (account.who.office_of(person, meeting.date, corpus), corpus.people.get(person))
        {
            let office = corpus.offices.get(office).map_or("", |office| office.name.as_str());
            scale.add(0.3, &format!("{office} was then {}", held.display()));
        }
    }
    let together = |line: &Line| {
        line.told.encounter() && present.iter().filter(|person| there(&line.told.who, person)).count() >= 2
    };
    if account.main().any(|line| line.lead && together(line)) {
        scale.add(1.5, "opens with an encounter of them");
    } else if account.main().any(together) {
        scale.add(0.4, "tells of an encounter of them");
    }
    Some(())
}

fn names(people: &[usize], corpus: &Corpus) -> String {
    let names: Vec<&str> =
        people.iter().filter_map(|one| corpus.people.get(*one)).map(|person| person.display().as_str()).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// Whether a date word or the article's date names the meeting's own day; `None` if they keep it out.
fn weigh_days(account: &Account, published: Option<Date>, day: Date, scale: &mut Scale) -> Option<bool> {
    let mut exact = false;
    for (line, dated) in &account.dates {
        let words = account.lines.get(*line).map_or("", |line| slice(&line.text, dated.span));
        let (weight, why) = weigh_date(dated.when, published, day);
        exact |= weight >= 2.0;
        if weight != 0.0 {
            scale.add(weight, &format!("“{words}” {why}"));
        }
    }
    // An account that opens with an encounter of another day, and says which, is not of this one.
    let other_day = |told: &Told| {
        let complete = |when: When| matches!(when, When::Day { year: Some(_), .. });
        told.encounter() && told.dates.iter().any(|dated| complete(dated.when))
    };
    if !exact && account.main().any(|line| line.lead && other_day(&line.told)) {
        return None;
    }
    let Some(published) = published else { return Some(exact) };
    let after = days_between(day, published);
    match after {
        0 | 1 => scale.add(2.0, &format!("published {}", spell(published))),
        2 | 3 => scale.add(1.5, &format!("published {}, {after} days after it", spell(published))),
        4..=FRESH => scale.add(0.5, &format!("published {}, {after} days after it", spell(published))),
        // An announcement, or a text on a day long past, must name the day.
        _ if exact => {}
        _ => return None,
    }
    Some(exact || (0..=1).contains(&after))
}

/// What a date word says for or against a meeting of the day `day`.
fn weigh_date(when: When, published: Option<Date>, day: Date) -> (f64, String) {
    let range = when.range(published.unwrap_or(day));
    let is_day = range == Some((day, day));
    match when {
        When::Day { year: Some(_), .. } if is_day => (3.0, "is its day".to_owned()),
        When::Day { year: None, .. } if is_day => (2.5, "is its day".to_owned()),
        When::Day { .. } => {
            let before = range.map_or(-1, |(date, _)| days_between(date, day));
            let near = published.is_none() && (1..=NEAR).contains(&before);
            if near { (1.5, format!("was {before} days before {}", spell(day))) } else { (0.0, String::new()) }
        }
        When::Weekday(_) | When::DaysAgo(_) if published.is_some() => {
            if is_day {
                (2.0, format!("is {}", spell(day)))
            } else {
                (0.0, String::new())
            }
        }
        When::Weekday(weekday) if weekday == day.weekday().to_monday_one_offset() => {
            (1.0, format!("fits: {} was such a day", spell(day)))
        }
        When::Month { .. } if range.is_some_and(|(first, last)| first <= day && day <= last) => {
            (0.5, format!("fits {}", spell(day)))
        }
        _ => (0.0, String::new()),
    }
}

/// The place must be named, or the call; for a meeting whose day is named a line that tells of it is enough.
fn weigh_place(
    account: &Account,
    meeting: &Meeting,
    participants: &[usize],
    day: bool,
    corpus: &Corpus,
    scale: &mut Scale,
) -> Option<()> {
    let lead = |fits: &dyn Fn(&Told) -> bool| account.main().any(|line| line.lead && fits(&line.told));
    if meeting.kind != MeetingKind::InPerson {
        let called = |told: &Told| kind(told) == Some(meeting.kind);
        let word = if meeting.kind == MeetingKind::Phone { "tells of a phone call" } else { "tells of a video call" };
        if lead(&called) {
            scale.add(2.0, word);
        } else if day && account.main().any(|line| called(&line.told)) {
            scale.add(1.0, word);
        } else {
            return None;
        }
        return Some(());
    }
    let place = meeting.place.as_deref().unwrap_or_default();
    let named = |told: &Told| participants.iter().filter(|one| told.who.has(**one, meeting.date, corpus)).count();
    let both = |told: &Told| told.is(Sign::Met) && named(told) >= 2;
    let elsewhere = |told: &Told| both(told) && told.places.iter().any(|one| one.inside && one.name != *place);
    if lead(&|told: &Told| told.inside(place)) {
        scale.add(2.0, &format!("in {place}"));
    } else if lead(&elsewhere) {
        return None;
    } else if account.main().any(|line| line.told.inside(place)) {
        scale.add(1.0, &format!("in {place}"));
    } else if !(day && account.main().any(|line| both(&line.told))) {
        return None;
    }
    if lead(&|told: &Told| told.is(Sign::Phone)) && !lead(&both) {
        scale.add(-2.0, "opens with a call");
    }
    Some(())
}

/// Without a date of its own, the article's year follows from other encounters it looks back at.
fn weigh_asides(account: &Account, meeting: &Meeting, corpus: &Corpus, scale: &mut Scale) {
    for aside in account.asides.iter().filter(|aside| aside.leads_back) {
        if let Some(fit) = recall(aside, meeting.date, corpus)
            && fit.meeting.date < meeting.date
        {
            let before = spell(meeting.date);
            scale.add(1.0, &format!("seen from {before}, {}", fit.evidence.join(", ")));
        }
    }
}

/// The known meeting that an aside tells of, in a text written on the day `written` (or a few days after).
pub fn recall<'a>(aside: &Aside, written: Date, corpus: &'a Corpus) -> Option<Fit<'a>> {
    let told = &aside.told;
    let fits = corpus.meetings.iter().filter_map(|meeting| {
        let mut scale = Scale::default();
        let dated = told.dates.iter().find(|dated| {
            let range = dated.when.range(written);
            range.is_some_and(|(first, last)| first <= meeting.date && meeting.date <= last)
        })?;
        let words = slice(&aside.text, dated.span);
        let named = meeting.participants.iter().filter_map(|id| number(id, corpus));
        let named: Vec<usize> = named.filter(|one| told.who.has(*one, meeting.date, corpus)).collect();
        let place = meeting.place.as_deref().unwrap_or_default();
        let there = match meeting.kind {
            MeetingKind::InPerson => told.inside(place),
            _ => kind(told) == Some(meeting.kind),
        };
        if named.is_empty() || !(there || dated.when.is_day() && named.len() > 1) {
            return None;
        }
        let at = if place.is_empty() { "on the phone".to_owned() } else { format!("in {place}") };
        let weight = ENOUGH + named.len() as f64;
        scale.add(weight, &format!("“{words}” {at} with {} is {}", names(&named, corpus), spell(meeting.date)));
        Some(Fit { meeting, weight: scale.weight, evidence: scale.evidence })
    });
    best(fits.collect(), corpus)
}

/// Days from `a` to `b`; negative if `b` is earlier.
pub fn days_between(a: Date, b: Date) -> i32 {
    (b - a).get_days()
}

/// «14 May 2019».
pub fn spell(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
