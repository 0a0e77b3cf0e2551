//! The comparison: rows of pairs under the heads of their meetings or topics. Both columns share one row index.
//!
//! A pair is laid out when it comes into sight and not before, so a long comparison opens as fast as a short one.

mod cell;
mod hits;
mod lay;
mod lens;
mod loose;
mod rows;
mod several;
mod window;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use self::{lay::Laid, rows::Rows, window::STEP};
pub use self::{
    lay::{LaidLine, Paper},
    lens::{Columns, Heads, Lens, Look},
    window::Seen,
};
use super::find::Needle;
use crate::{
    alignment::Pair,
    library::{Result, Store},
    quotation::Quotation,
    text::Clean,
};

/// Rows of one meeting, topic or year, one after another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub first: usize,
    /// Place and date, the topic, or the year.
    pub left: Clean,
    /// The counterparts with their offices.
    pub right: Clean,
    /// How much each side said; only of years.
    pub said: [usize; 2],
}

#[derive(Debug, Default)]
pub struct Compare {
    pub lens: Lens,
    /// The library's, that the rows were made of.
    pub revision: i64,
    pairs: Arc<Vec<Pair<String>>>,
    pub groups: Vec<Group>,
    occasions: HashSet<usize>,
    pub selected: usize,
    /// The side chosen; a gap has nothing to open, so see [`Compare::active_side`].
    pub side: usize,
    /// The first pair shown, and how many of its lines are above the screen.
    pub top: (usize, usize),
    /// The pair that was stepped to, of which some lines may be beyond the screen.
    partly: Option<usize>,
    width: usize,
    height: usize,
    laid: HashMap<usize, Laid>,
    needle: Option<Needle>,
    /// Cells with what was searched for: pair and side.
    pub hits: Vec<(usize, usize)>,
    pub hit: Option<usize>,
    /// A column for each side, where each is scrolled by itself.
    loose: Option<Box<[Self; 2]>>,
    /// In such a column its side, and where its rows stand among all.
    only: Option<usize>,
    origin: Vec<usize>,
}

/// Where one is in a comparison.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Spot {
    pub side: usize,
    pub selected: usize,
    pub top: (usize, usize),
    /// The same of either column, where each is scrolled by itself.
    loose: Option<[(usize, (usize, usize)); 2]>,
}

impl Compare {
    pub fn new(store: &dyn Store, lens: Lens) -> Result<Self> {
        // First: what is changed meanwhile may be missing.
        let revision = store.revision()?;
        let Rows { pairs, groups, occasions } = rows::rows(store, &lens)?;
        let loose = lens.look.loose;
        let mut compare = Self { lens, revision, pairs, groups, occasions, ..Self::default() };
        if loose {
            compare.toggle_loose();
        }
        Ok(compare)
    }

    pub fn by_topic(&self) -> bool {
        self.lens.heads == Heads::Topics
    }

    /// The topic whose years are shown.
    pub fn years_of(&self) -> Option<&str> {
        if let Heads::Years(topic) = &self.lens.heads { Some(topic) } else { None }
    }

    pub fn spot(&self) -> Spot {
        let of = |compare: &Self| (compare.selected, compare.top);
        let loose = self.rolls().map(|sides| sides.each_ref().map(of));
        Spot { side: self.side, selected: self.selected, top: self.top, loose }
    }

    pub fn return_to(&mut self, spot: &Spot) {
        (self.side, self.selected, self.top) = (spot.side, spot.selected, spot.top);
        if let (Some(sides), Some(spots)) = (&mut self.loose, &spot.loose) {
            for (roll, spot) in sides.iter_mut().zip(spots) {
                (roll.selected, roll.top) = *spot;
            }
        }
    }

    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    pub fn is_stacked(&self) -> bool {
        self.only.is_none() && self.width < lens::TWO_COLUMNS
    }

    pub fn columns(&self) -> Columns {
        self.lens.look.columns(self.width)
    }

    pub fn selected_pair(&self) -> Option<&Pair<String>> {
        let roll = self.roll();
        roll.pairs.get(roll.selected)
    }

    /// What is chosen on each side, where each is scrolled by itself.
    pub fn chosen_on_both(&self) -> Option<[&String; 2]> {
        let [left, right] = self.rolls()?;
        Some([left.selected_pair()?.left.as_ref()?, right.selected_pair()?.right.as_ref()?])
    }

    /// The group that a pair stands in.
    pub fn group_of(&self, pair: usize) -> Option<usize> {
        self.groups.partition_point(|group| group.first <= pair).checked_sub(1)
    }

    /// The side that Enter opens: the one chosen, or the other where that is a gap.
    pub fn active_side(&self) -> usize {
        if self.loose.is_some() {
            return self.side;
        }
        match (self.selected_pair(), self.side) {
            (Some(Pair { left: None, .. }), 0) => 1,
            (Some(Pair { right: None, .. }), 1) => 0,
            (_, side) => side,
        }
    }

    pub fn selected_quotation(&self) -> Option<&String> {
        let pair = self.selected_pair()?;
        if self.active_side() == 0 { pair.left.as_ref() } else { pair.right.as_ref() }
    }

    /// Goes to the first pair with one of these quotations.
    pub fn land_on(&mut self, quotations: &[&str]) -> bool {
        let is_wanted = |id: &Option<String>| id.as_ref().is_some_and(|id| quotations.contains(&id.as_str()));
        let found = self.pairs.iter().position(|pair| is_wanted(&pair.left) || is_wanted(&pair.right));
        if let Some(found) = found {
            self.side = usize::from(self.pairs.get(found).is_some_and(|pair| !is_wanted(&pair.left)));
            self.go_to_row(found);
        }
        found.is_some()
    }

    /// Goes to the first pair of a meeting, or of none.
    pub fn land_at(&mut self, meeting: Option<&str>) -> bool {
        self.land_where(|pair| pair.meeting.as_deref() == meeting)
    }

    /// Goes to the first pair of which something is true.
    pub fn land_where(&mut self, is_wanted: impl Fn(&Pair<String>) -> bool) -> bool {
        let found = self.pairs.iter().position(is_wanted);
        if let Some(found) = found {
            self.go_to_row(found);
        }
        found.is_some()
    }

    /// To a row among all; where each side is scrolled by itself, both go there.
    fn go_to_row(&mut self, row: usize) {
        self.go_to(row);
        for roll in self.loose.iter_mut().flat_map(|sides| sides.iter_mut()) {
            let there = roll.origin.partition_point(|origin| *origin < row);
            roll.go_to(there);
        }
    }

    pub fn select(&mut self, pair: usize) {
        self.partly = None;
        self.selected = pair.min(self.len().saturating_sub(1));
    }

    /// How many pairs are on the screen.
    pub fn pairs_seen(&self) -> usize {
        let mut last = None;
        let lines = self.seen().filter_map(|seen| if let Seen::Line(pair, _) = seen { Some(pair) } else { None });
        lines.filter(|pair| last.replace(*pair) != Some(*pair)).count()
    }

    fn go_to(&mut self, pair: usize) {
        self.selected = pair.min(self.len().saturating_sub(1));
        // A row of several is seen from its beginning.
        let first = (0..=self.selected).rev().find(|index| !self.is_joined(*index));
        self.top = (first.unwrap_or(self.selected), 0);
    }

    pub fn next_group(&mut self) {
        let next = self.group_of(self.selected).map_or(0, |group| group + 1);
        if let Some(first) = self.groups.get(next).map(|group| group.first) {
            self.go_to(first);
        }
    }

    pub fn previous_group(&mut self) {
        let Some(current) = self.group_of(self.selected) else { return };
        let first = |group: usize| self.groups.get(group).map_or(0, |group| group.first);
        let target = if self.selected > first(current) { current } else { current.saturating_sub(1) };
        self.go_to(first(target));
    }

    /// Moves the selection. A single step brings no more than [`STEP`] lines into sight: first the rest of the pair that
    /// is selected, then the beginning of the next one.
    pub fn step(&mut self, by: isize) {
        let below = self.lines_below();
        if by == 1 && below > 0 {
            self.scroll(below.min(STEP));
        } else if by == -1 && self.selected == self.top.0 && self.top.1 > 0 {
            self.top.1 = self.top.1.saturating_sub(STEP);
        } else {
            self.select(self.selected.saturating_add_signed(by));
        }
        self.partly = (by.unsigned_abs() == 1).then_some(self.selected);
    }

    /// Chooses the side that stands left or right.
    pub fn choose_column(&mut self, column: usize) {
        self.choose(self.lens.look.side_at(column));
    }

    pub fn swap(&mut self) {
        self.lens.look.swapped = !self.lens.look.swapped;
        self.relay();
    }

    /// Gives the chosen side most of the width; again, both the same.
    pub fn widen(&mut self) {
        let side = self.active_side();
        self.lens.look.wide = if self.lens.look.wide == Some(side) { None } else { Some(side) };
        self.relay();
    }

    /// Lays out anew, the selected row staying on the screen.
    fn relay(&mut self) {
        self.laid.clear();
        self.top.1 = 0;
    }

    /// Chooses the side that Enter opens; in a pair taller than the screen its words come into sight.
    pub fn choose(&mut self, side: usize) {
        self.side = side.min(1);
        let is_of_side = |line: &LaidLine| matches!(line, LaidLine::Stacked(of, _) if *of == self.side);
        let lines = self.laid.get(&self.selected).map(|laid| laid.lines.as_slice()).unwrap_or_default();
        if lines.len() > self.height
            && let Some(first) = lines.iter().position(is_of_side)
        {
            self.top = (self.selected, first);
        }
    }

    /// The next quotation of the side that is marked.
    pub fn step_quotation(&mut self, by: isize) {
        self.side = self.active_side();
        let has = |pair: &Pair<String>| if self.side == 0 { pair.left.is_some() } else { pair.right.is_some() };
        let is_there = |index: &usize| self.pairs.get(*index).is_some_and(has);
        let found = if by > 0 {
            (self.selected + 1..self.len()).find(is_there)
        } else {
            (0..self.selected).rev().find(is_there)
        };
        if let Some(found) = found {
            self.selected = found;
        }
    }
}

/// The quotations of a pair.
pub fn quotations(store: &dyn Store, pair: &Pair<String>) -> Result<[Option<Quotation>; 2]> {
    Ok([lay::quotation(store, pair.left.as_ref())?, lay::quotation(store, pair.right.as_ref())?])
}
