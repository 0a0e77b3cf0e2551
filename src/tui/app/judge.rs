//! The reader's own judgement of pairs and meetings: what belongs together, what does not, and when it was said.

use super::{
    App, Overlay,
    choose::{Asks, Choose},
    compare::{self, Compare},
    filter::Part,
};
use crate::{
    correction::{Correction, Ruling, Said},
    export::words,
    quotation::{Kind, Quotation},
    text::{Clean, width},
    tui::{line::Line, names, theme::Role},
};

/// Cells of a quotation's words in a message.
const SHOWN: usize = 40;

impl App {
    /// Links what is chosen on both sides, where each is scrolled by itself; else holds the chosen quotation, and
    /// links it to the next one of the other side for which the same is asked.
    pub(super) fn link(&mut self) {
        let Some(compare) = &self.compare else { return };
        if let Some([left, right]) = compare.chosen_on_both() {
            let (left, right) = (self.store.quotation(left), self.store.quotation(right));
            if let (Some(left), Some(right)) = (self.told(left), self.told(right)) {
                self.decide(&left, &right, Ruling::Linked);
            }
            return;
        }
        let Some(quotation) = self.quotation_here() else { return };
        match self.held.take() {
            Some(held) if held.side != quotation.side => self.decide(&held, &quotation, Ruling::Linked),
            Some(held) if held.id == quotation.id => self.say("Let go."),
            _ => {
                let text = Clean::from(width::truncate(&quotation.text, SHOWN));
                let style = self.theme.style(Role::Text);
                let line = Line::new()
                    .own("Held, + on one of the other side links them, J on any puts both in one row: ", style);
                self.message = Some(line.text(&text, style));
                self.held = Some(quotation);
            }
        }
    }

    /// The row of the quotation held and this one, or this row and the next one, are one.
    pub(super) fn join(&mut self) {
        let Some(here) = self.quotation_here() else { return };
        let (one, other) = if let Some(held) = self.held.take() {
            (held, here)
        } else {
            let below = self.compare.as_ref().and_then(Compare::below).cloned();
            let below = below.map(|id| self.store.quotation(&id));
            match below.and_then(|below| self.told(below)) {
                Some(below) => (here, below),
                None => return self.say("No row below here: + holds this one, J on another puts both together."),
            }
        };
        if one.id == other.id {
            return self.say("Let go.");
        }
        self.decide(&one, &other, Ruling::Joined);
    }

    /// The two of the chosen row do not belong together; of a row of several this line stands by itself again.
    pub(super) fn unlink(&mut self) {
        let beside = self.compare.as_ref().and_then(Compare::beside).cloned();
        if let Some(beside) = beside {
            let other = self.store.quotation(&beside);
            if let (Some(other), Some(here)) = (self.told(other), self.quotation_here()) {
                self.decide(&other, &here, Ruling::Separate);
            }
            return;
        }
        let Some(pair) = self.compare.as_ref().and_then(|compare| compare.selected_pair().cloned()) else { return };
        let quotations = compare::quotations(&*self.store, &pair);
        match (pair.score, self.told(quotations)) {
            (Some(_), [Some(left), Some(right)]) => self.decide(&left, &right, Ruling::Parted),
            _ => self.say("There is no pair here."),
        }
    }

    fn decide(&mut self, one: &Quotation, other: &Quotation, ruling: Ruling) {
        let (at, with) = (self.store.document(&one.document_id), self.store.document(&other.document_id));
        if let (Some(at), Some(with)) = (self.told(at), self.told(with)) {
            self.make(Correction::about(
                Said { document: &at, quotation: one },
                Said { document: &with, quotation: other },
                ruling,
            ));
        }
    }

    /// The kinds that it is not.
    pub(super) fn choose_kind(&mut self, quotation: Box<Quotation>) {
        let others = [Kind::Direct, Kind::Partial, Kind::Reported].into_iter().filter(|kind| *kind != quotation.kind);
        let choice = |kind: Kind| (Some(kind.name().to_owned()), kind.name().into(), words::kind_told(kind).to_owned());
        let choices = others.map(choice).collect();
        self.overlay = Some(Overlay::Choose(Box::new(Choose::of_ids(Asks::Kind(quotation), "", choices))));
    }

    pub(super) fn set_kind(&mut self, quotation: &Quotation, name: Option<&str>) {
        let kinds = [Kind::Direct, Kind::Partial, Kind::Reported];
        if let Some(kind) = kinds.into_iter().find(|kind| Some(kind.name()) == name) {
            self.of_document(quotation, |document, it| Correction::kind(document, it, kind));
        }
    }

    /// The known meetings, those nearest in time first.
    pub(super) fn choose_meeting(&mut self, quotation: Box<Quotation>) {
        let meetings = self.store.meetings();
        let mut meetings = self.told(meetings);
        if let Some(date) = quotation.date {
            meetings.sort_by_key(|meeting| meeting.date.duration_since(date).abs());
        }
        let mut choices: Vec<(Part, Clean, String)> = Vec::new();
        for it in meetings {
            let known = self.store.meeting(&it.meeting);
            let name = self.told(known).as_ref().map_or_else(|| Clean::new(&it.meeting), names::occasion);
            let people: Vec<&str> = it.participants.iter().map(Clean::as_str).collect();
            choices.push((Some(it.meeting), name, people.join(", ")));
        }
        choices.push((None, "No meeting known".into(), String::new()));
        self.overlay = Some(Overlay::Choose(Box::new(Choose::of_ids(Asks::Meeting(quotation), "", choices))));
    }

    pub(super) fn set_meeting(&mut self, quotation: &Quotation, id: Option<&str>) {
        let meeting = id.map(|id| self.store.meeting(id)).transpose();
        let meeting = self.told(meeting).flatten();
        self.of_document(quotation, |document, it| Correction::meeting(document, it, meeting.as_ref()));
    }
}
