//! What the program runs in: the only file of the command line that looks at the environment and the terminal.

use std::{
    env,
    io::{self, IsTerminal},
    path::PathBuf,
};

use etcetera::BaseStrategy;

/// The environment as far as it matters here.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Surroundings {
    /// Whether standard output is a terminal that the full-screen reader can be drawn on.
    pub screen: bool,
    /// Whether somebody types and reads, on whatever terminal.
    pub dialogue: bool,
    /// Whether standard error is one that a progress bar can be drawn on.
    pub bar: bool,
    /// Whether colours are welcome (<https://no-color.org>).
    pub colour: bool,
    /// Whether the terminal is light or dark, where it says so (`COLORFGBG`, as rxvt, Konsole and others set it).
    pub light: Option<bool>,
    /// Whether tmux stands between us and the terminal, also at the other end of an SSH line.
    pub wrapped: bool,
    /// Cells of a line that is printed.
    pub width: usize,
    /// The folder of the library; none without a home.
    pub data: Option<PathBuf>,
    /// The folder of the readers' files.
    pub state: Option<PathBuf>,
    /// The file of what the reader sets.
    pub config: Option<PathBuf>,
}

impl Surroundings {
    pub fn look() -> Self {
        let able = env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb");
        let folders = etcetera::choose_base_strategy().ok();
        let ours = |folder: PathBuf| folder.join("visavis");
        Self {
            screen: able && io::stdout().is_terminal(),
            dialogue: io::stdin().is_terminal() && io::stdout().is_terminal(),
            bar: able && io::stderr().is_terminal(),
            colour: env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()),
            light: env::var("COLORFGBG").ok().and_then(|set| background(&set)),
            wrapped: env::var("TMUX").is_ok_and(|set| !set.is_empty())
                || env::var("TERM").is_ok_and(|term| term.starts_with("tmux") || term.starts_with("screen")),
            width: columns().unwrap_or_else(textwrap::termwidth),
            data: folders.as_ref().map(|folders| ours(folders.data_dir())),
            config: folders.as_ref().map(|folders| ours(folders.config_dir()).join("config.toml")),
            // Not every system has a folder for state.
            state: folders.as_ref().map(|folders| ours(folders.state_dir().unwrap_or_else(|| folders.data_dir()))),
        }
    }
}

/// What the terminal says of itself, for whoever wants to know why it looks as it does.
pub struct Terminal {
    pub term: Option<String>,
    /// The locale, which says how letters are encoded: the first of the three that is set.
    pub locale: Option<String>,
    /// `TERM` or `COLORTERM` promises more than sixteen colours.
    pub many_colours: bool,
    /// An SSH line is between us and whoever reads.
    pub ssh: bool,
}

impl Terminal {
    pub fn look() -> Self {
        let set = |name: &str| env::var(name).ok().filter(|set| !set.is_empty());
        let term = set("TERM");
        let named = |term: &String| term.contains("256color") || term.contains("direct");
        Self {
            locale: ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set),
            many_colours: set("COLORTERM").is_some() || term.as_ref().is_some_and(named),
            ssh: set("SSH_CONNECTION").is_some() || set("SSH_TTY").is_some(),
            term,
        }
    }
}

/// The width asked for, as most programs that print tables take it.
fn columns() -> Option<usize> {
    env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0)
}

/// Whether the last of the colours "15;0" or "0;default;15" is a light one of the sixteen.
fn background(set: &str) -> Option<bool> {
    let colour: u8 = set.rsplit(';').next()?.parse().ok()?;
    (colour < 16).then_some(matches!(colour, 7 | 9..=15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_background_is_the_last_colour() {
        assert_eq!(["15;0", "0;15", "0;default;7", "12;8"].map(background), [false, true, true, false].map(Some));
        assert_eq!(["", "default", "0;default", "0;99", "0;-1"].map(background), [None; 5]);
    }
}
