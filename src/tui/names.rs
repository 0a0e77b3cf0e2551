//! How the screen writes meetings, sides and people, in English, from what the corpus says.

use jiff::civil::Date;

use crate::{
    corpus::{Corpus, Meeting, MeetingKind, PersonKind},
    language::Language,
    quotation::Quotation,
    text::Clean,
};

/// "Sochi", "phone".
pub fn place(meeting: &Meeting) -> Clean {
    match (&meeting.place, meeting.kind) {
        (Some(place), MeetingKind::InPerson) => place.clone(),
        (_, kind) => Clean::new(kind.name()),
    }
}

/// "Sochi · 14 May 2019"
pub fn occasion(meeting: &Meeting) -> Clean {
    Clean::new(&format!("{} · {}", place(meeting), meeting.date.strftime("%-d %B %Y")))
}

/// Whom the left side met: "Kerry"; "Putin–Trump" where neither side was there.
pub fn counterparts(corpus: &Corpus, meeting: &Meeting) -> Clean {
    let right: Vec<&str> = of_side(corpus, meeting, 1).collect();
    let shown = if right.is_empty() { meeting.participants.iter().map(String::as_str).collect() } else { right };
    let names: Vec<&str> = shown.into_iter().map(|id| surname(corpus, id)).collect();
    Clean::new(&names.join("–"))
}

/// "John Kerry, US Secretary of State", for each participant of the right side; [`counterparts`] where there is none.
pub fn heading(corpus: &Corpus, meeting: &Meeting) -> Clean {
    let names: Vec<String> = of_side(corpus, meeting, 1)
        .map(|id| {
            let name = corpus.person(id).map_or(id, |person| person.display());
            office(corpus, id, meeting.date).map_or_else(|| name.to_owned(), |office| format!("{name}, {office}"))
        })
        .collect();
    if names.is_empty() { counterparts(corpus, meeting) } else { Clean::new(&names.join(" · ")) }
}

/// What the person was on that day: the first office of the corpus.
fn office(corpus: &Corpus, person: &str, date: Date) -> Option<String> {
    let tenure = corpus.person(person)?.offices_at(date).next()?;
    let name = &corpus.office(&tenure.office)?.name;
    Some(if tenure.acting { format!("acting {name}") } else { name.to_string() })
}

fn of_side<'a>(corpus: &'a Corpus, meeting: &'a Meeting, side: usize) -> impl Iterator<Item = &'a str> {
    let members = corpus.sides.get(side).map(|side| side.members.as_slice()).unwrap_or_default();
    meeting.participants.iter().filter(|id| members.contains(id)).map(String::as_str)
}

fn surname<'a>(corpus: &'a Corpus, id: &'a str) -> &'a str {
    let Some(person) = corpus.person(id) else { return id };
    let name = person.display();
    match person.kind {
        PersonKind::Person => name.rsplit(' ').next().unwrap_or(name),
        PersonKind::Institution => name,
    }
}

/// The place of a quotation's side among the two, if it belongs to one.
pub fn side_of(corpus: &Corpus, quotation: &Quotation) -> Option<usize> {
    let side = quotation.side.as_ref()?;
    corpus.sides.iter().position(|known| known.id == *side)
}

/// "L", "US"; a side the corpus does not name has none.
pub fn label(corpus: &Corpus, side: usize) -> Clean {
    corpus.sides.get(side).map(|side| side.label.clone()).unwrap_or_default()
}

/// "Ukrainian".
pub const fn language(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Ru => "Russian",
        Language::Uk => "Ukrainian",
        Language::Other => "another language",
    }
}
