//! A field with what its letters may mean below it: typing narrows it down, the arrows choose. The jump is one, and
//! every question with choices. What the choice then does is not known here.

use std::fmt;

use super::Field;
use crate::{
    search::jump::{Candidate, Jump, Match},
    text::Clean,
    tui::action::Action,
};

/// Matches looked for; nobody pages through more.
const MOST: usize = 200;

pub struct Picker<T> {
    pub field: Field,
    items: Vec<T>,
    jump: Jump,
    matches: Vec<Match>,
    pub selected: usize,
    /// The first row shown.
    pub top: usize,
}

impl<T> fmt::Debug for Picker<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picker").field("field", &self.field).field("selected", &self.selected).finish_non_exhaustive()
    }
}

impl<T> Picker<T> {
    /// With something in the field already.
    pub fn new(filled: &str, items: impl IntoIterator<Item = (T, Candidate)>) -> Self {
        let (items, candidates) = items.into_iter().unzip();
        let jump = Jump::new(candidates);
        let mut picker = Self { field: Field::default(), items, jump, matches: Vec::new(), selected: 0, top: 0 };
        picker.fill(filled);
        picker
    }

    /// Puts this into the field in place of what is there.
    pub fn fill(&mut self, text: &str) {
        self.field = Field::default();
        text.chars().for_each(|letter| self.field.insert(letter));
        self.find();
    }

    fn find(&mut self) {
        self.matches = self.jump.find(self.field.text().trim(), MOST);
        (self.selected, self.top) = (0, 0);
    }

    pub fn insert(&mut self, letter: char) {
        self.field.insert(letter);
        self.find();
    }

    /// What an action does to the field or to the choice; nothing, if it is for neither.
    pub fn update(&mut self, action: Action, page: usize) {
        match action {
            Action::Down => self.selected = self.selected.saturating_add(1),
            Action::Up => self.selected = self.selected.saturating_sub(1),
            Action::PageDown => self.selected = self.selected.saturating_add(page),
            Action::PageUp => self.selected = self.selected.saturating_sub(page),
            action => {
                if self.field.edit(action) {
                    self.find();
                }
            }
        }
    }

    /// Keeps the selection among the `rows` there are, and in sight where there is room for so many.
    pub fn fit(&mut self, room: usize, rows: usize) {
        let room = room.max(1);
        self.selected = self.selected.min(rows.saturating_sub(1));
        let lowest = self.selected.saturating_sub(room - 1);
        self.top = self.top.clamp(lowest, self.selected.max(lowest));
    }

    /// What matches in a row, and which letters of it were typed.
    pub fn get(&self, row: usize) -> Option<(&T, &[usize])> {
        let found = self.matches.get(row)?;
        Some((self.items.get(found.index)?, &found.positions))
    }

    pub fn chosen(&self) -> Option<&T> {
        self.get(self.selected).map(|(item, _)| item)
    }

    pub fn found(&self) -> usize {
        self.matches.len()
    }

    pub fn all(&self) -> usize {
        self.items.len()
    }

    /// The query as it was read for what is selected, where that is not as it was typed.
    pub fn variant(&self) -> Option<Clean> {
        self.matches.get(self.selected)?.variant.as_deref().map(Clean::new)
    }
}
