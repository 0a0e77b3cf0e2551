//! Search in what is shown: the list, the article or the comparison. Hits are found while one types.

use super::{App, Compare, Effect, Field, Pane, Screen, compare::Spot, find::Needle, update::signed};
use crate::{
    text::Clean,
    tui::{action::Action, rows::Anchor},
};

/// A search that is being typed, and where one was when it began.
#[derive(Debug)]
pub struct Search {
    pub field: Field,
    origin: Origin,
    /// What was searched for before.
    before: Option<Found>,
}

#[derive(Debug)]
enum Origin {
    List(usize),
    Reader(Anchor),
    Compare(Spot),
}

/// What the last search found, for the status line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub query: Clean,
    /// The query as it was read, where that is not as it was typed.
    pub variant: Option<Clean>,
}

impl App {
    pub(super) fn start_search(&mut self) {
        self.search = Some(Search { field: Field::default(), origin: self.origin(), before: self.found.clone() });
    }

    fn origin(&self) -> Origin {
        match (self.screen, self.pane, &self.compare, &self.reader) {
            (Screen::Compare, _, Some(compare), _) => Origin::Compare(compare.spot()),
            (_, Pane::Reader, _, Some(reader)) => Origin::Reader(reader.anchor()),
            _ => Origin::List(self.list.selected),
        }
    }

    /// What was searched for in what is shown now.
    pub fn found_here(&self) -> Option<&Found> {
        let is_here = match self.origin() {
            Origin::List(_) => self.list.is_searched,
            Origin::Reader(_) => self.reader.as_ref().is_some_and(|reader| reader.is_searched),
            Origin::Compare(_) => self.compare.as_ref().is_some_and(Compare::is_searched),
        };
        self.found.as_ref().filter(|_| is_here)
    }

    pub(super) fn update_search(&mut self, action: Action) -> Effect {
        let Some(search) = &mut self.search else { return Effect::None };
        match action {
            Action::Open => {
                if search.field.is_empty() {
                    self.found = search.before.take();
                    self.forget_hits();
                }
                self.search = None;
                return if self.pane == Pane::List { Effect::Preview } else { Effect::Save };
            }
            action => {
                if search.field.edit(action) {
                    self.find();
                }
            }
        }
        Effect::None
    }

    /// Hits for what has been typed so far: the first reading of it that has any.
    pub(super) fn find(&mut self) {
        let Some(search) = self.search.take() else { return };
        self.return_to(&search.origin);
        self.find_from(search.field.text().trim(), &search.origin);
        self.search = Some(search);
    }

    fn find_from(&mut self, query: &str, origin: &Origin) {
        self.forget_hits();
        if query.is_empty() {
            return;
        }
        let variant = Needle::readings(query).into_iter().find(|(needle, shown)| {
            let text = shown.as_ref().map_or(query, |shown| shown.as_str());
            self.find_needle(needle, text, origin) > 0
        });
        let variant = variant.and_then(|(_, shown)| shown);
        self.found = Some(Found { query: Clean::new(query), variant });
    }

    fn find_needle(&mut self, needle: &Needle, text: &str, origin: &Origin) -> usize {
        match (origin, &mut self.reader, &mut self.compare) {
            (Origin::List(from), ..) => self.find_in_list(text, *from),
            (Origin::Reader(from), Some(reader), _) => {
                let hits = reader.find(needle);
                reader.first_hit_from(*from);
                hits
            }
            (Origin::Compare(spot), _, Some(compare)) => {
                let hits = compare.find(Some(needle.clone()), &*self.store);
                compare.first_hit_from(spot.selected);
                self.told(hits)
            }
            _ => 0,
        }
    }

    fn find_in_list(&mut self, text: &str, from: usize) -> usize {
        let found = self.store.find(text);
        let found = self.told(found);
        let mut hits = Vec::new();
        for summary in found {
            let position = self.store.position(&summary.document_id);
            hits.extend(self.told(position));
        }
        hits.sort_unstable();
        if let Some(hit) = hits.iter().find(|hit| **hit >= from).or(hits.first()) {
            self.list.select(*hit);
        }
        self.list.is_searched = true;
        self.list.hits = hits;
        self.list.hits.len()
    }

    /// To another hit; what was searched for elsewhere is searched for here first.
    pub(super) fn step_hit(&mut self, forward: bool, count: Option<usize>) -> Effect {
        if let (Some(found), None) = (&self.found, self.found_here()) {
            let query = found.query.clone();
            self.find_from(&query, &self.origin());
            return if self.pane == Pane::List { Effect::Preview } else { Effect::Save };
        }
        if self.found.is_none() {
            self.say("Nothing was searched for yet: / searches here.");
            return Effect::None;
        }
        let by = if forward { signed(count.unwrap_or(1)) } else { -signed(count.unwrap_or(1)) };
        match (self.screen, self.pane, &mut self.compare, &mut self.reader) {
            (Screen::Compare, _, Some(compare), _) => {
                compare.step_hit(by);
                Effect::None
            }
            (_, Pane::Reader, _, Some(reader)) => {
                reader.step_hit(by);
                Effect::Save
            }
            _ => {
                self.list.step_hit(by);
                Effect::Preview
            }
        }
    }

    pub(super) fn cancel_search(&mut self) {
        if let Some(search) = self.search.take() {
            self.forget_hits();
            self.found = search.before;
            self.return_to(&search.origin);
        }
    }

    fn return_to(&mut self, origin: &Origin) {
        match (origin, &mut self.reader, &mut self.compare) {
            (Origin::List(selected), ..) => self.list.select(*selected),
            (Origin::Reader(anchor), Some(reader), _) => reader.go_to(*anchor),
            (Origin::Compare(spot), _, Some(compare)) => compare.return_to(spot),
            _ => {}
        }
    }

    /// Puts out all hits; what was searched for can be searched for again.
    pub(super) fn forget_hits(&mut self) {
        self.list.hits.clear();
        self.list.is_searched = false;
        if let Some(reader) = &mut self.reader {
            reader.forget_hits();
        }
        if let Some(compare) = &mut self.compare {
            compare.forget_hits();
        }
    }
}
