//! What the reader sets in `config.toml`: colours, borders, and keys of their own. Whoever reads the file hands its
//! text in; nothing is read or written here.
//!
//! ```toml
//! theme = "auto"        # 16, light, dark, contrast; auto is light or dark where the terminal says so
//! borders = "ascii"     # or "lines"
//! [keys]
//! f5 = "compare"        # the names are those of the palette
//! "g d" = "jump"
//! z = "nothing"
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    keymap::{self, Keymap},
    theme,
};
use crate::text::Clean;

#[derive(Clone, Debug, Default)]
pub struct Config {
    pub theme: theme::Name,
    /// Frames and rules of `|`, `-` and `+`.
    pub ascii: bool,
    pub keymap: Keymap,
    /// What the reader should be told of their keys, a sentence each.
    pub notices: Vec<Clean>,
}

/// Why the file cannot be used, as one sentence without its name.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    #[error("line {line}: {says}")]
    Toml { line: usize, says: Clean },
    #[error("[keys]: {0}")]
    Keys(#[from] keymap::Wrong),
}

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    theme: theme::Name,
    borders: Borders,
    keys: BTreeMap<String, String>,
}

#[derive(Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Borders {
    #[default]
    Lines,
    Ascii,
}

impl Config {
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let written: Written = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            Wrong::Toml { line, says: Clean::new(error.message()) }
        })?;
        let mut keymap = Keymap::default();
        let notices = keymap.patch(&written.keys)?;
        Ok(Self { theme: written.theme, ascii: written.borders == Borders::Ascii, keymap, notices })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::tui::{
        action::{Action, Context},
        keymap::{Key, Meaning},
    };

    #[test]
    fn an_empty_file_is_the_default() {
        let config = Config::parse("").unwrap();
        assert_eq!((config.theme, config.ascii, config.notices.len()), (theme::Name::default(), false, 0));
    }

    #[test]
    fn everything_can_be_set() {
        let text = "theme = \"dark\"\nborders = \"ascii\"\n[keys]\n\"x\" = \"compare\"\n";
        let config = Config::parse(text).unwrap();
        assert_eq!((config.theme, config.ascii), (theme::Name::Dark, true));
        let meaning = config.keymap.meaning(Context::List, &[Key::char('x')]);
        assert_eq!(meaning, Meaning::Action(Action::Compare));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let wrong = |text: &str| Config::parse(text).unwrap_err().to_string();
        assert!(wrong("theme = \"dark\"\ncolour = 3\n").starts_with("line 2: unknown field `colour`"));
        assert!(wrong("theme = \"pink\"").starts_with("line 1: unknown variant `pink`"));
        assert!(wrong("[keys]\nx = 3\n").starts_with("line 2: "));
        assert!(wrong("theme = ").starts_with("line 1: "));
        assert_eq!(wrong("[keys]\nx = \"fly\"\n"), "[keys]: “fly” is no action");
        assert!(wrong("[keys]\nx = \"fly\u{7}\"\n").starts_with("line 2: "));
    }
}
