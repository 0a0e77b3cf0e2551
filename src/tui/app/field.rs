//! A text field: what was typed and where the cursor is. Text typed is never altered.

use crate::{
    text::{Clean, Span, span, width},
    tui::action::Action,
};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    text: Vec<char>,
    cursor: usize,
}

impl Field {
    pub fn text(&self) -> String {
        self.text.iter().collect()
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What is shown of it, and how many cells stand before the cursor.
    pub fn shown(&self) -> (Clean, usize) {
        let text = self.text();
        let before = Clean::new(span::slice(&text, Span::new(0, self.cursor)));
        (Clean::new(&text), width::width(&before))
    }

    pub fn insert(&mut self, letter: char) {
        // Nothing longer is typed by hand.
        if !letter.is_control() && self.text.len() < 400 {
            self.text.insert(self.cursor, letter);
            self.cursor += 1;
        }
    }

    /// What an action does to it; false if the action is not for a text field.
    pub fn edit(&mut self, action: Action) -> bool {
        match action {
            Action::EraseLetter => self.erase_letter(),
            Action::EraseWord => self.erase_word(),
            Action::EraseAll => self.erase_all(),
            Action::CursorLeft => self.left(),
            Action::CursorRight => self.right(),
            _ => return false,
        }
        true
    }

    pub fn erase_letter(&mut self) {
        if let Some(before) = self.cursor.checked_sub(1) {
            self.text.remove(before);
            self.cursor = before;
        }
    }

    pub fn erase_word(&mut self) {
        let before = |at: usize| at.checked_sub(1).and_then(|at| self.text.get(at));
        let mut start = self.cursor;
        while before(start).is_some_and(|c| c.is_whitespace()) {
            start -= 1;
        }
        while before(start).is_some_and(|c| !c.is_whitespace()) {
            start -= 1;
        }
        self.text.drain(start..self.cursor);
        self.cursor = start;
    }

    pub fn erase_all(&mut self) {
        *self = Self::default();
    }

    pub fn left(&mut self) {
        self.cursor = self.cursor.saturating_sub(1);
    }

    pub fn right(&mut self) {
        self.cursor = self.cursor.saturating_add(1).min(self.text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Field {
        let mut field = Field::default();
        text.chars().for_each(|c| field.insert(c));
        field
    }

    #[test]
    fn words_and_letters_are_erased_before_the_cursor() {
        let mut field = typed("Лавров в Сочи");
        field.erase_word();
        assert_eq!(field.text(), "Лавров в ");
        field.left();
        field.erase_letter();
        field.insert('у');
        assert_eq!(field.text(), "Лавров у ");
    }

    #[test]
    fn controls_are_not_typed() {
        let mut field = typed("a\u{1b}[31mb");
        assert_eq!(field.text(), "a[31mb");
        field.erase_all();
        field.erase_letter();
        field.erase_word();
        assert!(field.is_empty());
    }
}
