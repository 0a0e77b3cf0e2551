//! What is on the screen, kept in the reader's file, so that the next time begins where one left: the view, the pane,
//! the comparison with its grouping and its row, and what was searched for.

use serde::{Deserialize, Serialize};

use super::{
    App, Effect, Found, Pane, Place, Screen,
    compare::{Lens, Spot},
    jump::Asked,
    making::Landing,
};
use crate::{
    quotation::Filter,
    text::Clean,
    tui::{layout, work::Wanted},
};

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Left {
    view: Screen,
    /// What has the keys in the list's and the article's view, also under another one.
    pane: Pane,
    zoomed: bool,
    /// The one that was gone to in the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    quotation: Option<String>,
    /// The comparison that is shown, or from which the article was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Compared>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<Counted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<Clean>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jump: Option<Asked>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Compared {
    lens: Lens,
    spot: Spot,
    /// Rows may be others the next time, and this one elsewhere.
    quotation: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Counted {
    filter: Filter,
    row: usize,
    column: usize,
}

impl Left {
    /// What the file has of it; of another version's as much as is understood.
    pub fn of(file: &crate::library::reader::ReaderFile) -> Self {
        serde_json::from_value(file.screen().clone()).unwrap_or_default()
    }

    /// The panes that one will see, if there are any.
    pub fn panes(&self, size: ratatui::layout::Size, list: Option<u16>) -> Option<(layout::Panes, Pane)> {
        let body = layout::frame(size).body;
        let panes = layout::panes(body, self.pane == Pane::Reader, self.zoomed, list);
        (self.view == Screen::Browse).then_some((panes, self.pane))
    }
}

impl App {
    /// Shows what was on the screen, as far as it is here.
    pub(super) fn resume(&mut self) {
        let Left { view, pane, zoomed, quotation, compared, counted, .. } = Left::of(&self.file);
        self.zoomed = zoomed;
        if pane == Pane::Reader && self.reader.is_some() {
            self.begin_reading();
        }
        self.fit();
        if let Some(reader) = &mut self.reader {
            reader.refocus(quotation.as_deref());
        }
        let below = self.place();
        match (view, compared, counted) {
            (Screen::Compare, Some(Compared { lens, spot, quotation }), _) => {
                self.want(Wanted::Compare(lens), Landing::Left { spot, quotation }, Some(below));
            }
            // Made only when somebody goes back to it.
            (Screen::Browse, Some(Compared { lens, spot, quotation }), _) => {
                self.back.push(Place::Compare { lens, landing: Landing::Spot { spot, quotation } });
                self.from_compare = true;
            }
            (Screen::Matrix, _, Some(Counted { filter, row, column })) => {
                self.want(Wanted::Matrix(filter), Landing::Cell { row, column }, Some(below));
            }
            _ => {}
        }
        self.fit();
    }

    /// What was searched for last, wherever that was.
    pub(super) fn resume_queries(&mut self) {
        let Left { query, jump, .. } = Left::of(&self.file);
        self.found = query.map(|query| Found { query, variant: None });
        self.asked = jump;
    }

    pub(super) fn keep_screen(&mut self) {
        let mut left = Left::of(&self.file);
        left.query = self.found.as_ref().map(|found| found.query.clone());
        left.jump.clone_from(&self.asked);
        // A document that was opened by itself is no place among all.
        if !self.alone {
            let focused = self.reader.as_ref().and_then(|reader| reader.focused());
            left.quotation = focused.map(|quotation| quotation.id.clone());
            let place = match self.screen {
                Screen::Browse => self.back.last().filter(|_| self.from_compare).cloned(),
                Screen::Compare | Screen::Matrix => Some(self.place()),
            };
            (left.compared, left.counted) = match place {
                Some(Place::Compare { lens, landing }) => {
                    let (spot, quotation) = landing.spot();
                    (Some(Compared { lens, spot, quotation }), None)
                }
                Some(Place::Matrix { filter, landing }) => {
                    let (row, column) = landing.cell();
                    (None, Some(Counted { filter, row, column }))
                }
                _ => (None, None),
            };
            (left.view, left.pane, left.zoomed) = (self.screen, self.pane, self.zoomed);
        }
        if let Ok(left) = serde_json::to_value(left) {
            self.file.set_screen(left);
        }
    }

    /// The article has the keys: it is being read.
    pub(super) fn begin_reading(&mut self) {
        self.pane = Pane::Reader;
        if let Some(reader) = &self.reader {
            self.file.set_read(&reader.document.id, true);
        }
    }

    /// The article that is looked at was read, or is to be read again.
    pub(super) fn toggle_read(&mut self) -> Effect {
        self.preview();
        let Some(id) = self.reader.as_ref().map(|reader| reader.document.id.clone()) else { return Effect::None };
        let is_read = !self.file.is_read(&id);
        self.file.set_read(&id, is_read);
        self.say(if is_read { "Marked as read." } else { "Marked as not read yet." });
        Effect::Save
    }
}
