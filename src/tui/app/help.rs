//! The help that is open: for which pane it was asked for, what is looked for in it, how far it is scrolled.

use super::{App, Effect, Field, Overlay, find::Needle};
use crate::{
    text::Clean,
    tui::{
        action::{Action, Context},
        keymap::{Key, Meaning},
        line::Line,
        theme::Role,
    },
};

#[derive(Debug)]
pub struct Help {
    /// What had the keys before: its own come first.
    pub of: Context,
    pub filter: Field,
    /// Letters go to the filter.
    pub typing: bool,
    pub top: usize,
}

impl Help {
    pub fn insert(&mut self, letter: char) {
        self.filter.insert(letter);
        self.top = 0;
    }

    pub(super) fn update(&mut self, action: Action) -> Effect {
        if action == Action::Open {
            self.typing = false;
        } else if self.filter.edit(action) {
            self.top = 0;
        }
        Effect::None
    }

    /// Ends what is looked for; false if there was nothing.
    pub(super) fn clear(&mut self) -> bool {
        let was = self.typing || !self.filter.is_empty();
        (self.typing, self.filter) = (false, Field::default());
        was
    }

    /// The ways to read what is looked for; none while nothing is.
    pub fn needles(&self) -> Vec<Needle> {
        let typed = self.filter.text();
        match typed.trim() {
            "" => Vec::new(),
            typed => Needle::readings(typed).into_iter().map(|(needle, _)| needle).collect(),
        }
    }
}

impl App {
    pub fn help(&self) -> Option<&Help> {
        match &self.overlay {
            Some(Overlay::Help(help)) => Some(help),
            _ => None,
        }
    }

    /// In which views a key does something that does nothing in this one.
    pub(super) fn say_where(&mut self, context: Context, key: Key) {
        const VIEWS: [Context; 4] = [Context::List, Context::Reader, Context::Compare, Context::Matrix];
        let elsewhere = VIEWS.iter().filter(|view| self.keymap.meaning(**view, &[key]) != Meaning::Nothing);
        let names: Vec<&str> = elsewhere.map(|view| view.name()).collect();
        if let Some((last, others)) = names.split_last().filter(|_| VIEWS.contains(&context)) {
            let others = if others.is_empty() { String::new() } else { format!("{} or ", others.join(", ")) };
            let words = format!("{key} works {others}{last}, not {}.", context.name());
            self.message = Some(Line::new().text(&Clean::new(&words), self.theme.style(Role::Text)));
        }
    }

    pub(super) fn open_help(&mut self) {
        self.overlay = None;
        let of = self.context();
        self.overlay = Some(Overlay::Help(Box::new(Help { of, filter: Field::default(), typing: false, top: 0 })));
    }

    pub(super) fn search_help(&mut self) {
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            (help.typing, help.filter, help.top) = (true, Field::default(), 0);
        }
    }
}
