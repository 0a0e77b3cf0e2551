//! The comparison: rows of pairs under the heads of their meetings or topics. Both columns share one row index.
//!
//! A pair is laid out when it comes into sight and not before, so a long comparison opens as fast as a short one.

mod cell;
mod lay;
mod window;

use std::collections::HashMap;

use self::lay::Laid;
pub use self::{lay::LaidLine, window::Seen};
use super::{super::names, find::Needle};
use crate::{
    alignment::{GroupBy, Pair},
    corpus::Corpus,
    library::{Result, Store},
    quotation::{Filter, Quotation},
    text::Clean,
};

/// Under this width a pair is stacked.
pub const TWO_COLUMNS: usize = 100;

/// Pairs of one meeting or topic, one after another.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub first: usize,
    /// Place and date, or the topic.
    pub left: Clean,
    /// The counterparts with their offices.
    pub right: Clean,
}

#[derive(Debug, Default)]
pub struct Compare {
    pub group_by: GroupBy,
    pairs: Vec<Pair<String>>,
    pub groups: Vec<Group>,
    pub selected: usize,
    /// The side chosen; a gap has nothing to open, so see [`Compare::active_side`].
    pub side: usize,
    /// The first pair shown, and how many of its lines are above the screen.
    pub top: (usize, usize),
    width: usize,
    height: usize,
    laid: HashMap<usize, Laid>,
    needle: Option<Needle>,
    /// Cells with what was searched for: pair and side.
    pub hits: Vec<(usize, usize)>,
    pub hit: Option<usize>,
}

impl Compare {
    pub fn new(store: &dyn Store, group_by: GroupBy) -> Result<Self> {
        let pairs = store.pairs(group_by, &Filter::default())?;
        let mut groups: Vec<Group> = Vec::new();
        let mut last: Option<&Option<String>> = None;
        for (index, pair) in pairs.iter().enumerate() {
            let key = if group_by == GroupBy::Meeting { &pair.meeting } else { &pair.topic };
            if last != Some(key) {
                groups.push(group(store, group_by, index, key.as_deref())?);
                last = Some(key);
            }
        }
        Ok(Self { group_by, pairs, groups, ..Self::default() })
    }

    pub fn by_topic(&self) -> bool {
        self.group_by == GroupBy::Topic
    }

    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    pub fn is_stacked(&self) -> bool {
        self.width < TWO_COLUMNS
    }

    pub fn selected_pair(&self) -> Option<&Pair<String>> {
        self.pairs.get(self.selected)
    }

    /// The group that a pair stands in.
    pub fn group_of(&self, pair: usize) -> Option<usize> {
        self.groups.partition_point(|group| group.first <= pair).checked_sub(1)
    }

    /// The side that Enter opens: the one chosen, or the other where that is a gap.
    pub fn active_side(&self) -> usize {
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
            self.go_to(found);
            self.side = usize::from(self.pairs.get(found).is_some_and(|pair| !is_wanted(&pair.left)));
        }
        found.is_some()
    }

    /// Goes to the first pair of a meeting.
    pub fn land_at(&mut self, meeting: &str) -> bool {
        let found = self.pairs.iter().position(|pair| pair.meeting.as_deref() == Some(meeting));
        if let Some(found) = found {
            self.go_to(found);
        }
        found.is_some()
    }

    pub fn select(&mut self, pair: usize) {
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
        self.top = (self.selected, 0);
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

    /// Moves the selection; a pair taller than the screen is scrolled through first.
    pub fn step(&mut self, by: isize) {
        let below = self.lines(self.top.0).saturating_sub(self.top.1);
        if self.selected == self.top.0 && by == 1 && below > self.height {
            self.top.1 += 1;
        } else if self.selected == self.top.0 && by == -1 && self.top.1 > 0 {
            self.top.1 -= 1;
        } else {
            self.selected = self.selected.saturating_add_signed(by).min(self.len().saturating_sub(1));
        }
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

    /// The next quotation of the side chosen.
    pub fn step_quotation(&mut self, by: isize) {
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

    pub fn find(&mut self, needle: Option<Needle>, store: &dyn Store) -> Result<usize> {
        self.laid.clear();
        self.hits.clear();
        self.hit = None;
        self.needle = needle;
        let Some(needle) = &self.needle else { return Ok(0) };
        for (index, pair) in self.pairs.iter().enumerate() {
            for (side, id) in [&pair.left, &pair.right].into_iter().enumerate() {
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
        if self.needle.take().is_some() {
            self.laid.clear();
        }
        self.hits.clear();
        self.hit = None;
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
        }
    }
}

/// The quotations of a pair.
pub fn quotations(store: &dyn Store, pair: &Pair<String>) -> Result<[Option<Quotation>; 2]> {
    Ok([lay::quotation(store, pair.left.as_ref())?, lay::quotation(store, pair.right.as_ref())?])
}

fn group(store: &dyn Store, group_by: GroupBy, first: usize, key: Option<&str>) -> Result<Group> {
    let corpus: &Corpus = store.corpus();
    let none = |words: &str| (Clean::new(words), Clean::default());
    let (left, right) = match (group_by, key) {
        (GroupBy::Topic, Some(id)) => none(corpus.topic(id).map_or(id, |topic| &topic.name)),
        (GroupBy::Topic, None) => none("No topic"),
        (GroupBy::Meeting, None) => none("No meeting known"),
        (GroupBy::Meeting, Some(id)) => match store.meeting(id)? {
            None => none(id),
            Some(meeting) => (names::occasion(&meeting), names::heading(corpus, &meeting)),
        },
    };
    Ok(Group { first, left, right })
}
