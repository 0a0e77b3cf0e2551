//! The terminal as the full-screen reader will find it, and what it will use there. Nothing is asked of it: an answer
//! that comes late would be typed into the shell.

use super::{
    super::surroundings::{Surroundings, Terminal},
    Finding,
};
use crate::tui::{self, Colours};

const WHAT: &str = "terminal";

pub fn findings(terminal: &Terminal, around: &Surroundings, colours: Colours) -> Vec<Finding> {
    let term = terminal.term.as_deref().map_or("TERM is not set".to_owned(), |term| format!("TERM is “{term}”"));
    if !around.screen {
        let says = if around.dialogue {
            format!("{term}, on which no screen can be drawn: the reader goes line by line")
        } else {
            "standard output is none, so that lists are printed and no screen is drawn".to_owned()
        };
        return vec![Finding::ok(WHAT, says)];
    }
    let (columns, rows) = tui::size();
    vec![
        sized(&term, columns, rows),
        encoded(terminal.locale.as_deref()),
        coloured(&term, terminal.many_colours, around.colour, colours),
        line(terminal.ssh, around.wrapped, tui::multiplexer()),
    ]
}

fn sized(term: &str, columns: u16, rows: u16) -> Finding {
    let (least_columns, least_rows) = tui::LEAST;
    if columns < least_columns || rows < least_rows {
        let least = format!("the reader wants {least_columns}×{least_rows}");
        return Finding::wrong(WHAT, format!("the terminal has {columns}×{rows} cells, and {least}"));
    }
    Finding::ok(WHAT, format!("{term}, {columns}×{rows} cells"))
}

fn encoded(locale: Option<&str>) -> Finding {
    let plain = |locale: &str| locale.to_ascii_lowercase().replace('-', "").contains("utf8");
    match locale {
        Some(locale) if plain(locale) => Finding::ok(WHAT, format!("letters are UTF-8 (“{locale}”)")),
        Some(locale) => Finding::wrong(
            WHAT,
            format!("the locale “{locale}” does not say UTF-8, which is what is written; LANG=C.UTF-8 says so"),
        ),
        None => Finding::wrong(
            WHAT,
            "no locale says that letters are UTF-8, which is what is written; LANG=C.UTF-8 says so".to_owned(),
        ),
    }
}

fn coloured(term: &str, many: bool, welcome: bool, colours: Colours) -> Finding {
    if !welcome {
        return Finding::ok(WHAT, "no colours, as NO_COLOR says: weight and underlines tell the same");
    }
    if colours.wants_256() && !many {
        let says =
            format!("{term}, which promises sixteen colours, and the theme wants 256; theme = \"16\" does without");
        return Finding::wrong(WHAT, says);
    }
    let promised = if many { "256 or more are promised" } else { "sixteen are promised" };
    Finding::ok(WHAT, format!("colours: {} ({promised})", colours.says().trim_end_matches('.').to_lowercase()))
}

/// What is between us and the terminal, and what goes over it.
fn line(ssh: bool, wrapped: bool, multiplexer: Option<&'static str>) -> Finding {
    let between = match (ssh, multiplexer) {
        (true, Some(multiplexer)) => format!("over SSH, inside {multiplexer}"),
        (true, None) => "over SSH".to_owned(),
        (false, Some(multiplexer)) => format!("inside {multiplexer}"),
        (false, None) => "on this machine".to_owned(),
    };
    let pace = if multiplexer.is_none() {
        "frames wait for the terminal's answer"
    } else {
        "frames go out at the pace of a modest line"
    };
    let copies = if wrapped { "OSC 52, to tmux and through it" } else { "OSC 52" };
    Finding::ok(WHAT, format!("{between}: {pace}, each in a synchronised update (mode 2026); copies go by {copies}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_utf_8_however_that_is_written() {
        for (locale, ok) in
            [("uk_UA.UTF-8", true), ("C.utf8", true), ("ru_RU.KOI8-R", false), ("C", false), ("en_US", false)]
        {
            assert_eq!(encoded(Some(locale)).ok, Some(ok), "{locale}");
        }
        assert_eq!(encoded(None).ok, Some(false));
    }

    #[test]
    fn a_screen_that_is_too_small_is_told_with_its_size() {
        assert_eq!(sized("", 40, 12).ok, Some(true));
        for (columns, rows) in [(39, 24), (80, 11), (1, 1)] {
            let finding = sized("", columns, rows);
            assert_eq!(finding.ok, Some(false));
            assert!(finding.says.contains(&format!("{columns}×{rows}")), "{}", finding.says);
        }
    }

    #[test]
    fn colours_that_were_not_promised_are_told() {
        assert_eq!(coloured("", false, true, Colours::Sixteen).ok, Some(true));
        assert_eq!(coloured("", true, true, Colours::Dark).ok, Some(true));
        assert_eq!(coloured("", false, true, Colours::Dark).ok, Some(false));
        assert_eq!(coloured("", false, false, Colours::Dark).ok, Some(true), "none are used");
    }

    #[test]
    fn what_is_in_between_decides_how_frames_and_copies_go() {
        let says = |ssh, wrapped, multiplexer| line(ssh, wrapped, multiplexer).says.to_string();
        assert!(says(true, false, None).starts_with("over SSH: frames wait"));
        assert!(
            says(false, true, Some("tmux")).contains("modest line")
                && says(false, true, Some("tmux")).contains("through it")
        );
        assert!(says(true, true, None).contains("frames wait"), "tmux at the other end answers, too");
    }
}
