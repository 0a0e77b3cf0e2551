//! What is on the screen, kept in the reader's file, so that the next time begins where one left: the view, the pane,
//! the comparison with its grouping and its row, and what was searched for.

use serde::{Deserialize, Serialize};

use super::{
    App, Effect, Found, Pane, Place, Screen,
    compare::{Lens, Spot},
    jump::Asked,
};
use crate::{quotation::Filter, text::Clean, tui::layout};

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
            (Screen::Compare, Some(compared), _) if self.resume_comparison(&compared) => {
                self.go_from(below);
                self.screen = Screen::Compare;
            }
            (Screen::Browse, Some(compared), _) => {
                if self.resume_comparison(&compared)
                    && let Some(compare) = &self.compare
                {
                    self.back.push(Place::Compare { lens: compare.lens.clone(), spot: compare.spot() });
                    self.from_compare = true;
                }
            }
            (Screen::Matrix, _, Some(Counted { filter, row, column })) => {
                self.go_from(below);
                self.return_to_matrix(filter, row, column);
            }
            _ => {}
        }
        self.fit();
    }

    /// False where nothing stands in it any more.
    fn resume_comparison(&mut self, compared: &Compared) -> bool {
        let Compared { lens, spot, quotation } = compared;
        if !self.make_compare(lens.clone()) {
            return false;
        }
        let Some(compare) = &mut self.compare else { return false };
        compare.return_to(spot);
        if let Some(id) = quotation.as_deref()
            && compare.selected_quotation().is_none_or(|selected| selected != id)
        {
            compare.land_on(&[id]);
        }
        compare.len() > 0
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
            let is_compared = self.screen == Screen::Compare || (self.screen == Screen::Browse && self.from_compare);
            let compare = self.compare.as_ref().filter(|_| is_compared);
            left.compared = compare.map(|compare| Compared {
                lens: compare.lens.clone(),
                spot: compare.spot(),
                quotation: compare.selected_quotation().cloned(),
            });
            let matrix = self.matrix.as_ref().filter(|_| self.screen == Screen::Matrix);
            left.counted =
                matrix.map(|matrix| Counted { filter: matrix.filter.clone(), row: matrix.row, column: matrix.column });
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
