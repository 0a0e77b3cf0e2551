//! Going places: opening documents and the comparison, back and forward, where one left off.

use super::{
    App, Effect, Overlay, Pane, Place, Screen,
    compare::{self, Heads, Lens, Look},
    making::{Landing, Standing},
    reader::Reader,
};
use crate::{
    alignment::Pair,
    library::Page,
    quotation::Quotation,
    text::Clean,
    tui::{layout, names, rows::Anchor, work::Wanted},
};

/// Where in a document to begin.
pub enum At {
    /// Where one left off.
    Left,
    Anchor(Anchor),
    Quotation(String),
}

impl App {
    /// The first screen: the document asked for, else the list where one left off.
    pub(super) fn start(&mut self, document: Option<&str>) {
        self.apply_corrections();
        self.resume_jumps();
        self.resume_queries();
        self.find_kept_documents();
        let total = self.store.len();
        self.list.total = self.told(total);
        let last = self.file.last().map(str::to_owned);
        let last = last.filter(|_| document.is_none()).and_then(|id| self.position(&id));
        if let Some(id) = document {
            // A list of one is no use beside it.
            self.zoomed = self.list.total == 1;
            self.open(id, &At::Left);
        } else if let Some(position) = last {
            self.list.select(position);
        }
        self.fit();
        self.preview();
        if last.is_some() {
            self.resume();
        } else if document.is_none() && self.file.is_new() && self.list.total > 0 {
            self.overlay = Some(Overlay::Welcome);
        }
    }

    pub(super) fn position(&mut self, document: &str) -> Option<usize> {
        let position = self.store.position(document);
        self.told(position)
    }

    /// Shows what is selected in the list, unless it is shown already.
    pub fn preview(&mut self) {
        let Some(id) = self.selected_id() else { return };
        if self.reader.as_ref().is_none_or(|reader| reader.document.id != id) {
            self.from_compare = false;
            self.load(&id, &At::Left);
            self.fit();
        }
    }

    /// The selected document; a page is read if the list is not on the screen.
    fn selected_id(&mut self) -> Option<String> {
        if let Some(item) = self.list.selected() {
            return Some(item.summary.document_id.clone());
        }
        let page = self.store.documents(Page { offset: self.list.selected, limit: 1 });
        self.told(page).into_iter().next().map(|summary| summary.document_id)
    }

    /// Opens a document in the reader and selects it in the list.
    pub(super) fn open(&mut self, id: &str, at: &At) {
        if let Some(position) = self.position(id) {
            self.list.select(position);
        }
        self.screen = Screen::Browse;
        self.pane = Pane::Reader;
        self.load(id, at);
        self.begin_reading();
    }

    fn load(&mut self, id: &str, at: &At) {
        self.keep_place();
        let is_open = self.reader.as_ref().is_some_and(|reader| reader.document.id == id);
        if !is_open {
            let document = self.store.document(id);
            let Some(document) = self.told(document) else {
                self.reader = None;
                return;
            };
            let quotations = self.store.quotations_in(id);
            let quotations = self.told(quotations);
            let about = self.about(id);
            self.reader = Some(Reader::new(document, quotations, about));
            self.find_kept();
        }
        self.from_compare = false;
        // The rows have to be there before a place in them can be shown.
        self.fit();
        let left = self.file.position(id);
        if let Some(reader) = &mut self.reader {
            match at {
                At::Left if is_open => {}
                At::Left => reader.go_to(left.unwrap_or_default()),
                At::Anchor(anchor) => reader.go_to(*anchor),
                At::Quotation(quotation) => reader.focus_on_id(quotation),
            }
        }
    }

    /// "uk · 2019-05-14 · meeting 2019-05-14, Sochi · Pompeo · source"
    pub(super) fn about(&mut self, id: &str) -> Clean {
        let summary = self.store.summary(id);
        let Some(summary) = self.told(summary) else { return Clean::default() };
        let mut parts = vec![summary.language.code().to_owned()];
        parts.extend(summary.published.map(|date| date.to_string()));
        if let Some(id) = summary.meeting {
            let meeting = self.store.meeting(&id);
            if let Some(meeting) = self.told(meeting) {
                let counterparts = names::counterparts(self.corpus(), &meeting);
                parts.push(format!("meeting {}, {} · {counterparts}", meeting.date, names::place(&meeting)));
            }
        }
        parts.extend(summary.source.map(|source| source.to_string()));
        Clean::new(&parts.join(" · "))
    }

    /// Remembers where one is in the open document.
    pub(super) fn keep_place(&mut self) {
        if let Some(reader) = &self.reader
            && !reader.rows.is_empty()
        {
            self.file.set_position(&reader.document.id, reader.anchor());
        }
    }

    /// Writes the reader's file.
    pub fn save(&mut self) {
        self.keep_place();
        self.keep_jumps();
        self.keep_screen();
        if let Err(error) = self.file.save() {
            self.complain(&error.to_string());
        }
    }

    /// The comparison, at the quotation that is looked at, else at the open document's meeting, else at whatever of
    /// the document stands there.
    pub(super) fn open_compare(&mut self) {
        self.preview();
        let Some(reader) = &self.reader else { return };
        let document = reader.document.id.clone();
        let all: Vec<String> = reader.quotations.iter().map(|quotation| quotation.id.clone()).collect();
        let quotation = reader.current_quotation().filter(|_| self.pane == Pane::Reader);
        let (quotation, meeting) = match quotation {
            Some(quotation) => (vec![quotation.id.clone()], quotation.meeting.clone()),
            None => (Vec::new(), None),
        };
        let summary = self.store.summary(&document);
        let meeting = meeting.or(self.told(summary).and_then(|summary| summary.meeting));
        let vain = Some("Neither side is quoted in that article.");
        self.show_compare(Landing::First { quotations: quotation, meeting, others: all, vain });
    }

    /// Goes to the comparison of everything.
    pub(super) fn show_compare(&mut self, landing: Landing) {
        let look = self.lens().map(|lens| Look { loose: false, ..lens.look });
        let lens = Lens { look: look.unwrap_or_default(), ..Lens::default() };
        let place = self.place();
        self.want(Wanted::Compare(lens), landing, Some(place));
    }

    /// Another lens at the same quotation, from the place given a step further.
    pub(super) fn look_through(&mut self, lens: Lens, step: Option<Place>) {
        let landing = match &self.compare {
            Some(compare) => Landing::at(compare.selected_quotation().cloned()),
            None => self.landing(),
        };
        self.want(Wanted::Compare(lens), landing, step);
    }

    /// The other grouping, at the same quotation.
    pub(super) fn regroup(&mut self) {
        let Some(lens) = self.lens().cloned() else { return };
        let heads = if lens.heads == Heads::Meetings { Heads::Topics } else { Heads::Meetings };
        self.look_through(Lens { heads, ..lens }, None);
    }

    /// Opens the quotation selected in the comparison in its article.
    pub(super) fn open_quotation(&mut self) {
        let Some(id) = self.compare.as_ref().and_then(|compare| compare.selected_quotation().cloned()) else {
            return;
        };
        let quotation = self.store.quotation(&id);
        let Some(quotation) = self.told(quotation) else { return };
        let place = self.place();
        self.go_from(place);
        self.open(&quotation.document_id, &At::Quotation(id));
        self.from_compare = true;
    }

    /// Why the quotation or the pair is what it is.
    pub(super) fn evidence(&mut self) -> Option<(Option<Pair<String>>, Vec<Quotation>)> {
        if self.screen == Screen::Compare {
            let pair = self.compare.as_ref()?.selected_pair()?.clone();
            let quotations = compare::quotations(&*self.store, &pair);
            let quotations = self.told(quotations);
            return Some((Some(pair), quotations.into_iter().flatten().collect()));
        }
        let quotation = self.reader.as_ref()?.current_quotation()?.clone();
        Some((None, vec![quotation]))
    }

    pub(super) fn place(&self) -> Place {
        match (self.screen, &self.reader) {
            (Screen::Compare, _) if self.lens().is_some() => self.place_in_comparison(),
            (Screen::Matrix, _) => self.place_in_matrix(),
            (_, Some(reader)) if self.pane == Pane::Reader => Place::Document {
                id: reader.document.id.clone(),
                anchor: reader.anchor(),
                quotation: reader.focused().map(|quotation| quotation.id.clone()),
            },
            _ => Place::List { document: self.list.selected().map(|item| item.summary.document_id.clone()) },
        }
    }

    fn place_in_comparison(&self) -> Place {
        let landing = match &self.compare {
            Some(compare) => Landing::Spot { spot: compare.spot(), quotation: compare.selected_quotation().cloned() },
            None => self.landing(),
        };
        Place::Compare { lens: self.lens().cloned().unwrap_or_default(), landing }
    }

    /// A new step: what was ahead is forgotten.
    pub(super) fn go_from(&mut self, place: Place) {
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        self.forward.clear();
    }

    pub(super) fn go_back(&mut self) -> Effect {
        let before = self.standing();
        let Some(place) = self.back.pop() else {
            self.say("This is where you began.");
            return Effect::None;
        };
        self.forward.push(self.place());
        self.go_to(place, before);
        Effect::Save
    }

    pub(super) fn go_forward(&mut self) -> Effect {
        let before = self.standing();
        let Some(place) = self.forward.pop() else {
            self.say("There is nothing ahead.");
            return Effect::None;
        };
        self.back.push(self.place());
        self.go_to(place, before);
        Effect::Save
    }

    pub(super) fn go_to(&mut self, place: Place, before: Standing) {
        match place {
            Place::List { document } => {
                self.screen = Screen::Browse;
                self.pane = Pane::List;
                if let Some(position) = document.and_then(|id| self.position(&id)) {
                    self.list.select(position);
                }
                self.fit();
                self.preview();
            }
            Place::Document { id, anchor, quotation } => {
                self.open(&id, &At::Anchor(anchor));
                if let Some(reader) = &mut self.reader {
                    reader.refocus(quotation.as_deref());
                }
                self.from_compare = matches!(self.back.last(), Some(Place::Compare { .. }));
            }
            Place::Compare { lens, landing } => self.want_from(before, Wanted::Compare(lens), landing),
            Place::Matrix { filter, landing } => self.want_from(before, Wanted::Matrix(filter), landing),
        }
    }

    /// Rows that a page has in the pane that has the keys.
    pub(super) fn page_rows(&self) -> usize {
        let body = usize::from(layout::frame(self.size).body.height);
        match (self.screen, self.pane) {
            (Screen::Compare, _) => self.compare.as_ref().map_or(1, |compare| compare.roll().pairs_seen()),
            (Screen::Matrix, _) => self.matrix.as_ref().map_or(1, |matrix| matrix.room.0),
            (_, Pane::List) => self.list.room(),
            (_, Pane::Reader) => body.saturating_sub(1),
        }
        .max(1)
    }
}
