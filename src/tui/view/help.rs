//! The help: every action of the table with its keys, by what it is for.

use ratatui::Frame;

use crate::tui::{action::SECTIONS, app::App, line::Line, theme::Role};

const WIDTH: u16 = 80;
const KEYS: usize = 20;

pub fn lines(app: &App) -> Vec<Line> {
    let style = |role| app.theme.style(role);
    let (bold, text, faint) = (style(Role::Heading), style(Role::Text), style(Role::Faint));
    let mut lines = Vec::new();
    for section in SECTIONS {
        lines.push(Line::new().own(section.title, bold));
        for spec in section.actions {
            let keys = spec.keys.iter().filter_map(|key| key.parse().ok());
            let keys = keys.fold(Line::new().own("  ", text), |line, key| line.key(key, bold).own("  ", text));
            lines.push(keys.filled(" ", KEYS, text).own(spec.doc, text));
        }
        lines.push(Line::new());
    }
    lines.push(Line::new().own("A Russian or Ukrainian keyboard layout works for every command.", faint));
    lines
}

pub fn draw(app: &App, top: usize, frame: &mut Frame) {
    super::paper(app, "Help", WIDTH, &lines(app), top, frame);
}
