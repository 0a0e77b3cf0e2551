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
    /// Cells of a line that is printed.
    pub width: usize,
    /// The folder of the library; none without a home.
    pub data: Option<PathBuf>,
    /// The folder of the readers' files.
    pub state: Option<PathBuf>,
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
            width: columns().unwrap_or_else(textwrap::termwidth),
            data: folders.as_ref().map(|folders| ours(folders.data_dir())),
            // Not every system has a folder for state.
            state: folders.as_ref().map(|folders| ours(folders.state_dir().unwrap_or_else(|| folders.data_dir()))),
        }
    }
}

/// The width asked for, as most programs that print tables take it.
fn columns() -> Option<usize> {
    env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0)
}
