//! The reader's own judgement of pairs and meetings: what belongs together, what does not, and when it was said.

use super::{
    App, Overlay,
    choose::{Asks, Choose},
    compare,
    filter::Part,
};
use crate::{
    correction::{Correction, Said},
    quotation::Quotation,
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
                self.judge(&left, &right, true);
            }
            return;
        }
        let Some(quotation) = self.quotation_here() else { return };
        match self.held.take() {
            Some(held) if held.side != quotation.side => self.judge(&held, &quotation, true),
            Some(held) if held.id == quotation.id => self.say("Let go."),
            _ => {
                let text = Clean::from(width::truncate(&quotation.text, SHOWN));
                let style = self.theme.style(Role::Text);
                let line = Line::new().own("Held, + on one of the other side links them: ", style);
                self.message = Some(line.text(&text, style));
                self.held = Some(quotation);
            }
        }
    }

    /// The two of the chosen row do not belong together.
    pub(super) fn unlink(&mut self) {
        let Some(pair) = self.compare.as_ref().and_then(|compare| compare.selected_pair().cloned()) else { return };
        let quotations = compare::quotations(&*self.store, &pair);
        match (pair.score, self.told(quotations)) {
            (Some(_), [Some(left), Some(right)]) => self.judge(&left, &right, false),
            _ => self.say("There is no pair here."),
        }
    }

    fn judge(&mut self, one: &Quotation, other: &Quotation, linked: bool) {
        let (at, with) = (self.store.document(&one.document_id), self.store.document(&other.document_id));
        if let (Some(at), Some(with)) = (self.told(at), self.told(with)) {
            self.make(Correction::pair(
                Said { document: &at, quotation: one },
                Said { document: &with, quotation: other },
                linked,
            ));
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
