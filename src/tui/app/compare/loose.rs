//! Each side by itself: two columns with a selection and a scroll of their own, made of the same rows.

use std::sync::Arc;

use super::{Compare, Group};
use crate::{
    alignment::{Pair, Why},
    text::Clean,
};

impl Compare {
    /// The column that the keys move: the chosen side's where each is scrolled by itself, else all.
    pub fn roll(&self) -> &Self {
        self.loose.as_ref().and_then(|sides| sides.get(self.side)).unwrap_or(self)
    }

    /// Does something with it.
    pub fn with_roll<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let side = self.side;
        match self.loose.as_mut().and_then(|sides| sides.get_mut(side)) {
            Some(roll) => act(roll),
            None => act(self),
        }
    }

    /// Both columns, where each is scrolled by itself.
    pub fn rolls(&self) -> Option<&[Self; 2]> {
        self.loose.as_deref()
    }

    pub fn toggle_loose(&mut self) {
        self.laid.clear();
        if self.loose.is_some() {
            let row = self.roll().row();
            self.loose = None;
            self.go_to(row);
        } else {
            self.side = self.active_side();
            self.loose = Some(Box::new([0, 1].map(|side| self.only(side))));
        }
        self.lens.look.loose = self.loose.is_some();
    }

    /// The row among all that is selected in the column of one side.
    fn row(&self) -> usize {
        self.origin.get(self.selected).copied().unwrap_or(self.selected)
    }

    /// The rows of one side, at the one that is selected or the next one below.
    fn only(&self, side: usize) -> Self {
        let own = |pair: &Pair<String>| if side == 0 { pair.left.clone() } else { pair.right.clone() };
        let mut column = Self { only: Some(side), side, needle: self.needle.clone(), ..Self::default() };
        let (mut head, mut pairs) = (None, Vec::new());
        for (row, pair) in self.pairs.iter().enumerate() {
            let Some(id) = own(pair) else { continue };
            let group = self.group_of(row);
            if head != group {
                head = group;
                let known = group.and_then(|group| self.groups.get(group)).cloned().unwrap_or_default();
                // Over the left side's own words the counterparts say nothing.
                let right = if side == 0 { Clean::default() } else { known.right.clone() };
                column.groups.push(Group { first: pairs.len(), right, ..known });
            }
            if self.occasions.contains(&row) {
                column.occasions.insert(pairs.len());
            }
            let (left, right) = if side == 0 { (Some(id), None) } else { (None, Some(id)) };
            pairs.push(Pair { left, right, score: None, why: Why::default(), joined: false, ..pair.clone() });
            column.origin.push(row);
        }
        column.pairs = Arc::new(pairs);
        column.lens.heads = self.lens.heads.clone();
        let below = column.origin.partition_point(|row| *row < self.selected);
        column.go_to(below);
        column
    }
}
