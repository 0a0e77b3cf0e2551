//! The help: every action of the table with its keys, by what it is for.

use ratatui::Frame;

use crate::{
    text::{Clean, wrap::wrap},
    tui::{action::SECTIONS, app::App, line::Line, theme::Role},
};

const WIDTH: u16 = 80;

/// Cells for the keys; where that leaves too few for what they do, it stands below them.
const KEYS: usize = 20;
const FEWEST: usize = 40;
const INDENT: usize = 4;

pub fn lines(app: &App) -> Vec<Line> {
    let style = |role| app.theme.style(role);
    let (bold, text, faint) = (style(Role::Heading), style(Role::Text), style(Role::Faint));
    let cells = usize::from(WIDTH.min(app.size.width)).saturating_sub(4);
    let is_narrow = cells < KEYS + FEWEST;
    let wrapped = |words: &Clean, indent, style| {
        let rows = wrap(words, cells.saturating_sub(indent).max(1)).into_iter();
        rows.map(|row| Line::new().filled(" ", indent, style).slice(words, row, style)).collect::<Vec<_>>()
    };
    let mut lines = Vec::new();
    for section in SECTIONS {
        lines.push(Line::new().own(section.title, bold));
        for spec in section.actions {
            let keys = spec.keys.iter().filter_map(|key| key.parse().ok());
            let keys = keys.fold(Line::new().own("  ", text), |line, key| line.key(key, bold).own("  ", text));
            if is_narrow {
                lines.push(keys);
                lines.extend(wrapped(&spec.doc.into(), INDENT, text));
            } else {
                lines.push(keys.filled(" ", KEYS, text).own(spec.doc, text));
            }
        }
        lines.push(Line::new());
    }
    let layouts = "A Russian or Ukrainian keyboard layout works for every command.";
    lines.extend(wrapped(&layouts.into(), 0, faint));
    lines
}

pub fn draw(app: &App, top: usize, frame: &mut Frame) {
    super::paper(app, "Help", WIDTH, &lines(app), top, frame);
}
