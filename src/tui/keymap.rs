//! Keys, and which action each one is in each context. Knows nothing of what the actions do.

use std::{collections::HashMap, fmt, str::FromStr};

use super::action::{self, Action, Context};
use crate::text::keyboard;

/// A key as pressed. Shift is in the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// The names that a keymap writes, and those that the screen shows where they differ.
const NAMES: [(Code, &str, &str); 15] = [
    (Code::Char(' '), "space", "Space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::BackTab, "backtab", "Shift-Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Up, "up", "↑"),
    (Code::Down, "down", "↓"),
    (Code::Left, "left", "←"),
    (Code::Right, "right", "→"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "pageup", "PgUp"),
    (Code::PageDown, "pagedown", "PgDn"),
    (Code::F(1), "f1", "F1"),
];

impl Key {
    pub const fn of(code: Code) -> Self {
        Self { code, ctrl: false }
    }

    pub const fn char(c: char) -> Self {
        Self::of(Code::Char(c))
    }

    /// The same key of a Latin layout, if this one types a Cyrillic letter.
    fn latin(self) -> Option<Self> {
        match self.code {
            Code::Char(c) => keyboard::latin_key(c).map(|c| Self { code: Code::Char(c), ..self }),
            _ => None,
        }
    }
}

impl FromStr for Key {
    type Err = ();

    /// "j", "ctrl-p", "pagedown".
    fn from_str(name: &str) -> Result<Self, ()> {
        let (ctrl, rest) = name.strip_prefix("ctrl-").map_or((false, name), |rest| (true, rest));
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) => Code::Char(c),
            _ => NAMES.iter().find(|(_, written, _)| *written == rest).map(|(code, ..)| *code).ok_or(())?,
        };
        Ok(Self { code, ctrl })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("^")?;
        }
        match (NAMES.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some((_, _, shown)), _) => f.write_str(shown),
            (None, Code::Char(c)) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::F(n)) => write!(f, "F{n}"),
            (None, _) => Ok(()),
        }
    }
}

/// Which action a key is.
#[derive(Debug)]
pub struct Keymap {
    bindings: HashMap<(Context, Key), Action>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = HashMap::new();
        for spec in action::actions() {
            for key in spec.keys.iter().filter_map(|key| key.parse::<Key>().ok()) {
                for context in spec.contexts {
                    bindings.insert((*context, key), spec.action);
                }
            }
        }
        Self { bindings }
    }
}

impl Keymap {
    /// The action of a key, as bound, else as the key stands on a Latin layout. Where letters are text only
    /// control chords are looked at twice: a text field gets every letter as it was typed.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        let bound = |key| self.bindings.get(&(context, key)).copied();
        bound(key).or_else(|| if key.ctrl || !context.is_text() { bound(key.latin()?) } else { None })
    }

    /// The key to show for an action: its first one that works in this context.
    pub fn key_for(&self, context: Context, action: Action) -> Option<Key> {
        action::actions()
            .filter(|spec| spec.action == action && spec.contexts.contains(&context))
            .flat_map(|spec| spec.keys)
            .filter_map(|key| key.parse().ok())
            .find(|key| self.bindings.get(&(context, *key)) == Some(&action))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;

    #[test]
    fn every_default_key_parses_and_none_is_bound_twice() {
        let mut seen = HashMap::new();
        for spec in action::actions() {
            for key in spec.keys {
                let parsed: Key = key.parse().unwrap_or_else(|()| panic!("{key} of {}", spec.name));
                for context in spec.contexts {
                    let earlier = seen.insert((*context, parsed), spec.name);
                    assert_eq!(earlier, None, "{key} {} {}", spec.name, context.name());
                }
            }
        }
    }

    #[test]
    fn names_are_unique_and_every_action_can_be_reached() {
        let mut names: Vec<&str> = action::actions().map(|spec| spec.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), action::actions().count());
        assert!(action::actions().all(|spec| !spec.keys.is_empty() && !spec.doc.is_empty()));
    }

    #[test]
    fn only_search_and_help_are_on_the_marks_of_the_russian_layout() {
        let keymap = Keymap::default();
        for context in Context::ALL {
            let action = |c| keymap.action(context, Key::char(c));
            assert!(matches!(action('.'), None | Some(Action::Search)));
            assert!(matches!(action(','), None | Some(Action::Help)));
        }
    }

    #[test]
    fn letters_are_text_in_a_text_field_and_chords_are_not() {
        let keymap = Keymap::default();
        assert_eq!(keymap.action(Context::Jump, Key::char('о')), None);
        assert_eq!(keymap.action(Context::Reader, Key::char('о')), Some(Action::Down));
        let chord = Key { code: Code::Char('г'), ctrl: true };
        assert_eq!(keymap.action(Context::Jump, chord), Some(Action::EraseAll));
    }

    #[test]
    fn keys_are_shown_as_people_write_them() {
        let shown = |key: &str| key.parse::<Key>().unwrap().to_string();
        assert_eq!([shown("ctrl-p"), shown("space"), shown("G"), shown("f1")], ["^P", "Space", "G", "F1"]);
    }
}
