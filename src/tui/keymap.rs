//! Keys and chords as they are written, pressed and shown; which action they are is [`bindings`]' business.

mod bindings;
mod patch;

use std::{fmt, str::FromStr};

pub use self::bindings::{Keymap, Meaning};
pub use self::patch::Wrong;

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
const NAMES: [(Code, &str, &str); 14] = [
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
            (Some('f'), Some('1'..='9')) if !ctrl => Code::F(rest.trim_start_matches('f').parse().map_err(|_| ())?),
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

/// Keys pressed one after another; mostly it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord(Vec<Key>);

impl Chord {
    pub fn keys(&self) -> &[Key] {
        &self.0
    }
}

impl From<Vec<Key>> for Chord {
    fn from(keys: Vec<Key>) -> Self {
        Self(keys)
    }
}

impl FromStr for Chord {
    type Err = ();

    /// "j", "ctrl-p", "y q".
    fn from_str(names: &str) -> Result<Self, ()> {
        let keys: Vec<Key> = names.split_whitespace().map(str::parse).collect::<Result<_, ()>>()?;
        if keys.is_empty() { Err(()) } else { Ok(Self(keys)) }
    }
}

impl fmt::Display for Chord {
    /// "j", "^P", "yq"; names of keys stand apart.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = self.0.iter().all(|key| !key.ctrl && matches!(key.code, Code::Char(c) if c != ' '));
        for (index, key) in self.0.iter().enumerate() {
            f.write_str(if index > 0 && !letters { " " } else { "" })?;
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn keys_are_shown_as_people_write_them() {
        let shown = |chord: &str| chord.parse::<Chord>().unwrap().to_string();
        assert_eq!([shown("ctrl-p"), shown("space"), shown("G"), shown("f1")], ["^P", "Space", "G", "F1"]);
        assert_eq!([shown("f12"), shown("y q"), shown("g enter")], ["F12", "yq", "g Enter"]);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for wrong in ["", " ", "ctrl-", "f0", "f", "fx", "escape", "ctrl-f1", "f999", "alt-x"] {
            assert!(wrong.parse::<Chord>().is_err() || wrong == "f", "{wrong}");
        }
        assert_eq!("f".parse::<Key>().unwrap(), Key::char('f'));
    }
}
