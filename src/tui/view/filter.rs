//! The menu of what is compared: each part of the filter with its key and what it asks for now.

use ratatui::Frame;

use crate::tui::{
    action::{self, Action, Context},
    app::{App, filter::PARTS},
    line::Line,
    theme::Role,
};

const WIDTH: u16 = 64;
const KEYS: usize = 4;
const NAMES: usize = 38;

pub fn draw(app: &App, frame: &mut Frame) {
    let style = |role| app.theme.style(role);
    let own = |spec: &&action::Spec| {
        spec.contexts == [Context::Narrow] && (PARTS.contains(&spec.action) || spec.action == Action::EraseAll)
    };
    let mut lines = Vec::new();
    for spec in action::actions().filter(own) {
        let mut line = Line::new().own(" ", style(Role::Text));
        for chord in app.keymap().chords_of(spec).iter().take(1) {
            line = line.key(chord, style(Role::Key));
        }
        line = line.filled(" ", KEYS, style(Role::Text)).own(spec.doc, style(Role::Text));
        if let Some(asked) = app.filtered_by(spec.action) {
            line = line.filled(" ", NAMES, style(Role::Text)).text(&asked, style(Role::Heading));
        }
        lines.push(line);
    }
    super::paper(app, "Only what is of …", WIDTH, &lines, 0, frame);
}
