//! The jump: a few letters typed, the likeliest documents, speakers and meetings below.

use std::fmt;

use super::{App, Effect, Field, Overlay, go::At};
use crate::{
    library::{Page, Result, Store},
    quotation::Filter,
    search::jump::{Candidate, Jump, Match},
    text::Clean,
    tui::{action::Action, names, view},
};

/// Documents read at a time while the candidates are gathered.
const PAGE: usize = 1000;

/// Matches looked for; nobody pages through more.
const MOST: usize = 200;

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

pub struct JumpBox {
    pub field: Field,
    jump: Jump,
    entries: Vec<Entry>,
    matches: Vec<Match>,
    pub selected: usize,
    pub top: usize,
}

impl fmt::Debug for JumpBox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JumpBox").field("field", &self.field).field("selected", &self.selected).finish_non_exhaustive()
    }
}

impl JumpBox {
    pub fn new(store: &dyn Store) -> Result<Self> {
        let (entries, candidates) = gather(store)?.into_iter().unzip();
        let jump = Jump::new(candidates);
        let mut jump = Self { field: Field::default(), jump, entries, matches: Vec::new(), selected: 0, top: 0 };
        jump.find();
        Ok(jump)
    }

    fn find(&mut self) {
        self.matches = self.jump.find(self.field.text().trim(), MOST);
        (self.selected, self.top) = (0, 0);
    }

    /// Keeps the selection among the rows that there is room for.
    pub fn fit(&mut self, room: usize) {
        let room = room.max(1);
        self.selected = self.selected.min(self.matches.len().saturating_sub(1));
        let lowest = self.selected.saturating_sub(room - 1);
        self.top = self.top.clamp(lowest, self.selected.max(lowest));
    }

    /// The matches from the first one shown: what they are and which letters were typed.
    pub fn seen(&self) -> impl Iterator<Item = (usize, &Entry, &[usize])> {
        let matches = self.matches.iter().enumerate().skip(self.top);
        matches.filter_map(|(row, found)| Some((row, self.entries.get(found.index)?, found.positions.as_slice())))
    }

    pub fn found(&self) -> usize {
        self.matches.len()
    }

    pub fn all(&self) -> usize {
        self.entries.len()
    }

    /// The query as it was read for what is selected, where that is not as it was typed.
    pub fn variant(&self) -> Option<Clean> {
        self.matches.get(self.selected)?.variant.as_deref().map(Clean::new)
    }

    fn target(&self) -> Option<Target> {
        let found = self.matches.get(self.selected)?;
        self.entries.get(found.index).map(|entry| entry.target.clone())
    }

    pub fn insert(&mut self, letter: char) {
        self.field.insert(letter);
        self.find();
    }
}

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
        let jump = JumpBox::new(&*self.store).map(|jump| Some(Overlay::Jump(Box::new(jump))));
        self.overlay = self.told(jump);
    }

    pub(super) fn update_jump(&mut self, action: Action) -> Effect {
        let room = view::jump::room(self.size);
        let Some(Overlay::Jump(jump)) = &mut self.overlay else { return Effect::None };
        match action {
            Action::Open => {
                if let Some(target) = jump.target() {
                    self.overlay = None;
                    self.jump_to(target);
                }
                return Effect::Save;
            }
            Action::Down => jump.selected = jump.selected.saturating_add(1),
            Action::Up => jump.selected = jump.selected.saturating_sub(1),
            Action::PageDown => jump.selected = jump.selected.saturating_add(room),
            Action::PageUp => jump.selected = jump.selected.saturating_sub(room),
            action => {
                if jump.field.edit(action) {
                    jump.find();
                }
            }
        }
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
                if !self.show_compare(&[], Some(&id)) {
                    self.say("Neither side is quoted at that meeting.");
                }
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
            let ids: Vec<String> = quotations.iter().map(|quotation| quotation.id.clone()).collect();
            self.show_compare(&ids, None);
        } else {
            let (document, id) = (first.document_id.clone(), first.id.clone());
            let place = self.place();
            self.go_from(place);
            self.open(&document, &At::Quotation(id));
        }
    }
}
