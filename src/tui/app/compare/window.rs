//! The part of the comparison that is on the screen: which pair is on top, and what is laid out for it.

use super::{
    Compare,
    lay::{Form, LaidLine, Paper, Sheet, lay},
};
use crate::library::Result;

/// Pairs kept laid out; what is far from the screen is dropped beyond.
const KEPT: usize = 1000;

/// Lines that a step brings into sight: what a slow line carries at once.
pub(super) const STEP: usize = 3;

/// A line of the comparison on the screen.
pub enum Seen<'a> {
    /// The head of a group.
    Head(usize),
    /// A line of a pair.
    Line(usize, &'a LaidLine),
}

impl Compare {
    /// Lays out what comes into sight at this size.
    pub fn fit(&mut self, width: usize, height: usize, paper: Paper) -> Result<()> {
        if self.width != width || self.laid.len() > KEPT {
            self.laid.clear();
            self.width = width;
            self.top.1 = 0;
        }
        self.height = height.max(1);
        if self.loose.is_some() {
            return self.fit_loose(paper);
        }
        self.top.0 = self.top.0.min(self.len().saturating_sub(1));
        let partly = self.partly == Some(self.selected);
        if self.selected < self.top.0 {
            self.lay(self.selected, paper)?;
            let above = if partly { self.lines(self.selected).saturating_sub(STEP) } else { 0 };
            self.top = (self.selected, above);
        } else if !partly && self.selected == self.top.0 && self.fits(self.selected, paper)? {
            self.top = (self.selected, 0);
        }
        match self.above_selected(paper)? {
            Some(above) if self.top.0 < self.selected => {
                let lines = self.lines(self.selected);
                let beyond = (above + if partly { lines.min(STEP) } else { lines }).saturating_sub(self.height);
                if partly {
                    self.scroll(beyond);
                } else if beyond > 0 {
                    self.end_with_selected(paper)?;
                }
            }
            Some(_) => {}
            None => self.end_with_selected(paper)?,
        }
        self.lay_seen(paper)
    }

    /// Each column by itself; on a narrow screen the chosen one has all of it.
    fn fit_loose(&mut self, paper: Paper) -> Result<()> {
        let (stacked, width, height, columns) = (self.is_stacked(), self.width, self.height, self.columns());
        for (side, roll) in self.loose.iter_mut().flat_map(|sides| sides.iter_mut()).enumerate() {
            let cells = columns.sides.iter().zip(columns.cells).find(|(of, _)| **of == side);
            let cells = if stacked { width } else { cells.map_or(width, |(_, cells)| cells) };
            roll.fit(cells, height, paper)?;
        }
        Ok(())
    }

    /// What is laid out has other colours now.
    pub fn forget_rows(&mut self) {
        self.laid.clear();
    }

    /// Lines of the screen above the selected pair's first one, if it is on the screen or the next below it.
    fn above_selected(&mut self, paper: Paper) -> Result<Option<usize>> {
        let mut used = 0;
        for index in self.top.0..self.selected {
            if used > self.height {
                return Ok(None);
            }
            self.lay(index, paper)?;
            used += self.height_of(index, self.top);
        }
        self.lay(self.selected, paper)?;
        Ok(Some(used + usize::from(self.top.0 < self.selected && self.starts_group(self.selected))))
    }

    /// Lines of the selected pair that are below the screen.
    pub(super) fn lines_below(&self) -> usize {
        let used: usize = (self.top.0..=self.selected).map(|index| self.height_of(index, self.top)).sum();
        used.saturating_sub(self.height)
    }

    /// Moves everything up by so many lines, no further than to the selected pair.
    pub(super) fn scroll(&mut self, by: usize) {
        for _ in 0..by {
            if self.top.1 + 1 < self.lines(self.top.0) {
                self.top.1 += 1;
            } else if self.top.0 < self.selected {
                self.top = (self.top.0 + 1, 0);
            }
        }
    }

    fn fits(&mut self, pair: usize, paper: Paper) -> Result<bool> {
        self.lay(pair, paper)?;
        Ok(self.lines(pair) <= self.height)
    }

    /// The selected pair ends at the foot of the screen, or begins at its head if it is taller.
    fn end_with_selected(&mut self, paper: Paper) -> Result<()> {
        let mut top = self.selected;
        self.lay(top, paper)?;
        let mut used = self.lines(top);
        while used < self.height && top > 0 {
            // The one that was on top shows its head as soon as another stands above it.
            used += usize::from(self.starts_group(top));
            top -= 1;
            self.lay(top, paper)?;
            used += self.lines(top);
        }
        let above = if top == self.selected { 0 } else { used.saturating_sub(self.height) };
        self.top = (top, above);
        Ok(())
    }

    fn lay_seen(&mut self, paper: Paper) -> Result<()> {
        let mut used = 0;
        let mut index = self.top.0;
        while used < self.height && index < self.len() {
            self.lay(index, paper)?;
            used += self.height_of(index, self.top);
            index += 1;
        }
        Ok(())
    }

    fn lay(&mut self, index: usize, paper: Paper) -> Result<()> {
        if self.laid.contains_key(&index) {
            return Ok(());
        }
        let Some(pair) = self.pairs.get(index) else { return Ok(()) };
        let sheet = Sheet {
            store: paper.store,
            theme: paper.theme,
            kept: paper.kept,
            width: self.width,
            columns: self.columns(),
            form: match self.only {
                Some(_) => Form::Alone,
                None if self.is_stacked() => Form::Stacked,
                None => Form::Columns,
            },
            heads: &self.lens.heads,
            occasion: self.occasions.contains(&index),
            followed: self.pairs.get(index + 1).is_some_and(|next| next.joined),
            needle: self.needle.as_ref(),
        };
        let laid = lay(pair, &sheet)?;
        self.laid.insert(index, laid);
        Ok(())
    }

    pub(super) fn lines(&self, index: usize) -> usize {
        self.laid.get(&index).map_or(1, |laid| laid.lines.len())
    }

    fn starts_group(&self, index: usize) -> bool {
        self.group_of(index).and_then(|group| self.groups.get(group)).is_some_and(|group| group.first == index)
    }

    /// With the group's head, which for the first pair shown is pinned and takes no place here.
    fn height_of(&self, index: usize, top: (usize, usize)) -> usize {
        if index == top.0 {
            self.lines(index).saturating_sub(top.1)
        } else {
            self.lines(index) + usize::from(self.starts_group(index))
        }
    }

    /// What stands on the screen, from the top.
    pub fn seen(&self) -> impl Iterator<Item = Seen<'_>> {
        (self.top.0..self.len())
            .flat_map(move |index| {
                let is_top = index == self.top.0;
                let head = self.group_of(index).filter(|_| !is_top && self.starts_group(index)).map(Seen::Head);
                let lines = self.laid.get(&index).map(|laid| laid.lines.as_slice()).unwrap_or_default();
                let skipped = if is_top { self.top.1 } else { 0 };
                head.into_iter().chain(lines.iter().skip(skipped).map(move |line| Seen::Line(index, line)))
            })
            .take(self.height)
    }
}
