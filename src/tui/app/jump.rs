//! The jump: a few letters typed, the likeliest documents, speakers and meetings below.

use serde::{Deserialize, Serialize};

use super::{App, Effect, Overlay, go::At, making::Landing, picker::Picker};
use crate::{
    library::{Page, Result, Store},
    quotation::Filter,
    search::jump::Candidate,
    text::Clean,
    tui::{action::Action, names, view},
};

/// Documents read at a time while the candidates are gathered.
const PAGE: usize = 1000;

/// What a candidate stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Document(String),
    /// By id, or by name where the corpus does not know the speaker.
    Speaker(String),
    Meeting(String),
}

/// What is shown of a candidate beside its label: a date, a language, a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub target: Target,
    pub label: Clean,
    pub about: Clean,
}

/// A jump as it was asked for, to be asked for again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    letters: String,
    selected: usize,
}

pub type JumpBox = Picker<Entry>;

/// Everything that can be jumped to: documents, meetings that a document tells of, speakers.
fn gather(store: &dyn Store) -> Result<Vec<(Entry, Candidate)>> {
    let mut all = Vec::new();
    let mut add = |target, label: Clean, also, about: String, date| {
        let candidate = Candidate { label: label.clone(), also, date };
        all.push((Entry { target, label, about: Clean::new(&about) }, candidate));
    };
    for offset in (0..store.len()?).step_by(PAGE) {
        for summary in store.documents(Page { offset, limit: PAGE })? {
            let date = summary.date.map_or_else(String::new, |date| format!("{date} "));
            let about = format!("{date}{}", summary.language.code());
            let title = summary.heading().clone();
            let also = vec![summary.document, Clean::new(&date)];
            add(Target::Document(summary.document_id), title, also, about, summary.date);
        }
    }
    for summary in store.meetings()?.into_iter().filter(|meeting| meeting.documents > 0) {
        let Some(meeting) = store.meeting(&summary.meeting)? else { continue };
        let place = names::place(&meeting);
        let label = format!("{place} · {}", names::counterparts(store.corpus(), &meeting));
        let about = format!("{} meeting", meeting.date);
        let date = Clean::new(&meeting.date.to_string());
        let also = meeting.names.all().map(|(_, name)| name.clone()).chain([date]).collect();
        add(Target::Meeting(meeting.id), Clean::new(&label), also, about, Some(meeting.date));
    }
    for speaker in store.speakers()? {
        let about = match speaker.quotations {
            1 => "1 quotation".to_owned(),
            many => format!("{many} quotations"),
        };
        let person = speaker.speaker_id.as_deref().and_then(|id| store.corpus().person(id));
        let also = person.iter().flat_map(|person| person.name.all()).map(|(_, name)| name.clone()).collect();
        let key = speaker.speaker_id.unwrap_or_else(|| speaker.speaker.to_string());
        add(Target::Speaker(key), speaker.speaker, also, about, None);
    }
    Ok(all)
}

impl App {
    pub(super) fn open_jump(&mut self) {
        let jump = gather(&*self.store).map(|all| Some(Overlay::Jump(Box::new(Picker::new("", all)))));
        self.overlay = self.told(jump);
    }

    /// The last jump once more, with its letters and its choice.
    pub(super) fn reopen_jump(&mut self) {
        self.open_jump();
        if let (Some(Overlay::Jump(jump)), Some(asked)) = (&mut self.overlay, &self.asked) {
            jump.fill(&asked.letters);
            jump.selected = asked.selected;
        }
    }

    /// The jump is about to be closed, by a choice or without one.
    pub(super) fn remember_jump(&mut self) {
        if let Some(Overlay::Jump(jump)) = &self.overlay {
            self.asked = Some(Asked { letters: jump.field.text(), selected: jump.selected });
        }
    }

    pub(super) fn update_jump(&mut self, action: Action) -> Effect {
        let room = view::jump::room(self.size);
        let Some(Overlay::Jump(jump)) = &mut self.overlay else { return Effect::None };
        if action == Action::Open {
            if let Some(target) = jump.chosen().map(|entry| entry.target.clone()) {
                self.remember_jump();
                self.overlay = None;
                self.jump_to(target);
            }
            return Effect::Save;
        }
        jump.update(action, room);
        Effect::None
    }

    fn jump_to(&mut self, target: Target) {
        match target {
            Target::Document(id) => {
                let place = self.place();
                self.go_from(place);
                self.open(&id, &At::Left);
            }
            Target::Meeting(id) => {
                let vain = Some("Neither side is quoted at that meeting.");
                let (quotations, others) = (Vec::new(), Vec::new());
                self.show_compare(Landing::First { quotations, meeting: Some(id), others, vain });
            }
            Target::Speaker(speaker) => self.jump_to_speaker(speaker),
        }
    }

    /// To the first quotation: in the comparison if the speaker is of one of the sides, else in its article.
    fn jump_to_speaker(&mut self, speaker: String) {
        let quotations = self.store.quotations(&Filter { speaker: Some(speaker), ..Filter::default() });
        let quotations = self.told(quotations);
        let Some(first) = quotations.first() else {
            self.say("No quotation of this speaker here.");
            return;
        };
        if first.side.is_some() {
            let quotations = quotations.iter().map(|quotation| quotation.id.clone()).collect();
            self.show_compare(Landing::First { quotations, meeting: None, others: Vec::new(), vain: None });
        } else {
            let (document, id) = (first.document_id.clone(), first.id.clone());
            let place = self.place();
            self.go_from(place);
            self.open(&document, &At::Quotation(id));
        }
    }
}
