//! The help: every action of the table with its keys, by what it is for.

use ratatui::{Frame, layout::Size};

use crate::tui::{action::SECTIONS, app::App, line::Line, theme::Role};

const WIDTH: u16 = 80;
const KEYS: usize = 20;

/// Lines of the help that are seen at once: less the frame and the hints below it.
pub fn page(size: Size) -> usize {
    usize::from(size.height.saturating_sub(3)).max(1)
}

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
    let lines = lines(app);
    let page = page(app.size);
    let area = super::middle(app, WIDTH, lines.len().min(page));
    let faint = app.theme.style(Role::Faint);
    let title = Line::new().own("Help", app.theme.style(Role::Title));
    let title = if lines.len() > page {
        let last = top.saturating_add(page).min(lines.len());
        let range = title.own(" · ", faint).number(top.saturating_add(1), faint).own("–", faint).number(last, faint);
        range.own(" of ", faint).number(lines.len(), faint)
    } else {
        title
    };
    let inside = super::window(area, &title, app, frame);
    for (row, line) in inside.rows().zip(lines.into_iter().skip(top)) {
        line.fitted(usize::from(inside.width)).draw(row, frame.buffer_mut());
    }
}
