//! What was searched for in a comparison: in which rows and on which side it stands.

use super::{Compare, cell, lay};
use crate::{
    library::{Result, Store},
    tui::app::find::Needle,
};

impl Compare {
    /// Hits row by row, in each first what stands left or above.
    pub fn find(&mut self, needle: Option<Needle>, store: &dyn Store) -> Result<usize> {
        self.forget_hits();
        self.light(needle);
        let Some(needle) = &self.needle else { return Ok(0) };
        for (index, pair) in self.pairs.iter().enumerate() {
            for side in self.columns().sides {
                let id = if side == 0 { &pair.left } else { &pair.right };
                if let Some(quotation) = lay::quotation(store, id.as_ref())?
                    && !needle.hits(&cell::shown(&quotation)).is_empty()
                {
                    self.hits.push((index, side));
                }
            }
        }
        Ok(self.hits.len())
    }

    /// Whether the hits are those of the last search.
    pub fn is_searched(&self) -> bool {
        self.needle.is_some()
    }

    pub fn forget_hits(&mut self) {
        if self.needle.is_some() {
            self.light(None);
        }
        self.hits.clear();
        self.hit = None;
    }

    fn light(&mut self, needle: Option<Needle>) {
        for roll in self.loose.iter_mut().flat_map(|sides| sides.iter_mut()) {
            roll.light(needle.clone());
        }
        self.needle = needle;
        self.laid.clear();
    }

    pub fn first_hit_from(&mut self, pair: usize) {
        let after = self.hits.partition_point(|(index, _)| *index < pair);
        self.show_hit(if after < self.hits.len() { after } else { 0 });
    }

    pub fn step_hit(&mut self, by: isize) {
        let Some(count) = isize::try_from(self.hits.len()).ok().filter(|count| *count > 0) else { return };
        match self.hit.and_then(|hit| isize::try_from(hit).ok()) {
            Some(hit) => self.show_hit((hit + by).rem_euclid(count).unsigned_abs()),
            None => self.first_hit_from(self.selected),
        }
    }

    fn show_hit(&mut self, index: usize) {
        if let Some((pair, side)) = self.hits.get(index).copied() {
            self.hit = Some(index);
            (self.selected, self.side) = (pair, side);
            self.with_roll(|roll| {
                if let Ok(row) = roll.origin.binary_search(&pair) {
                    roll.selected = row;
                }
            });
        }
    }
}
