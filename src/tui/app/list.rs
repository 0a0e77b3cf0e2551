//! The list of documents: which part of it is loaded, what is selected. Only pages are ever read.

use super::super::names;
use crate::{
    library::{Page, Result, Store, Summary},
    text::Clean,
};

/// Rows loaded above and below what is seen.
const MARGIN: usize = 50;

/// A document in the list, and the line that says of which meeting it tells.
#[derive(Clone, Debug)]
pub struct Item {
    pub summary: Summary,
    /// "Sochi · Kerry"
    pub meeting: Option<Clean>,
}

#[derive(Debug, Default)]
pub struct List {
    pub total: usize,
    pub selected: usize,
    /// The first one shown.
    pub top: usize,
    /// How many there is room for.
    room: usize,
    offset: usize,
    items: Vec<Item>,
    /// Places in the list of what was searched for, in order.
    pub hits: Vec<usize>,
    /// Whether `hits` are those of the last search.
    pub is_searched: bool,
}

impl List {
    /// The whole of a short list that is there before its store; `last` is the document to select.
    pub fn of(titles: Vec<Summary>, last: Option<&str>) -> Self {
        let selected = titles.iter().position(|title| Some(title.document_id.as_str()) == last).unwrap_or(0);
        let items: Vec<Item> = titles.into_iter().map(|summary| Item { summary, meeting: None }).collect();
        Self { total: items.len(), selected, items, ..Self::default() }
    }

    pub fn get(&self, index: usize) -> Option<&Item> {
        self.items.get(index.checked_sub(self.offset)?)
    }

    pub fn selected(&self) -> Option<&Item> {
        self.get(self.selected)
    }

    pub fn select(&mut self, index: usize) {
        self.selected = index.min(self.total.saturating_sub(1));
    }

    pub fn move_by(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Goes on by so many hits, round the end.
    pub fn step_hit(&mut self, by: isize) {
        let below = self.hits.partition_point(|hit| *hit < self.selected);
        let is_hit = self.hits.get(below) == Some(&self.selected);
        // From between two hits the next one is the one below.
        let by = if is_hit || by < 0 { by } else { by - 1 };
        let (Ok(from), Ok(count)) = (isize::try_from(below), isize::try_from(self.hits.len())) else { return };
        let target = from.saturating_add(by).checked_rem_euclid(count);
        if let Some(hit) = target.and_then(|target| self.hits.get(target.unsigned_abs())) {
            self.select(*hit);
        }
    }

    pub fn room(&self) -> usize {
        self.room
    }

    /// What is loaded is out of date.
    pub fn forget(&mut self) {
        self.items.clear();
        self.offset = 0;
    }

    /// Makes what is shown fit into `room` entries with the selection among them.
    pub fn scroll(&mut self, room: usize) {
        self.room = room.max(1);
        let lowest = self.selected.saturating_sub(self.room - 1);
        self.top = self.top.clamp(lowest, self.selected.max(lowest));
        self.top = self.top.min(self.total.saturating_sub(self.room));
    }

    /// Scrolls, and loads what comes into sight.
    pub fn fit(&mut self, room: usize, store: &dyn Store) -> Result<()> {
        self.scroll(room);
        let loaded = self.offset..self.offset + self.items.len();
        let end = (self.top + self.room).min(self.total);
        if !(loaded.contains(&self.top) && end <= loaded.end) {
            self.load(store)?;
        }
        Ok(())
    }

    fn load(&mut self, store: &dyn Store) -> Result<()> {
        self.total = store.len()?;
        self.select(self.selected);
        self.offset = self.top.saturating_sub(MARGIN);
        let page = Page { offset: self.offset, limit: self.room + 2 * MARGIN };
        self.items = store.documents(page)?.into_iter().map(|summary| item(summary, store)).collect::<Result<_>>()?;
        Ok(())
    }
}

fn item(summary: Summary, store: &dyn Store) -> Result<Item> {
    let meeting = match &summary.meeting {
        Some(id) => store.meeting(id)?,
        None => None,
    };
    let meeting = meeting.map(|meeting| {
        let counterparts = names::counterparts(store.corpus(), &meeting);
        Clean::new(&format!("{} · {counterparts}", names::place(&meeting)))
    });
    Ok(Item { summary, meeting })
}
