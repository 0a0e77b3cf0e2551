//! The jump, over the screen: what was typed, what was found, the letters of the match lit.

use ratatui::{
    Frame,
    layout::{Rect, Size},
};

use super::picker;
use crate::tui::{
    app::{
        App,
        jump::{Entry, JumpBox, Target},
    },
    line::Line,
    theme::Role,
};

const WIDTH: u16 = 90;
const HEIGHT: u16 = 24;

fn area(size: Size) -> Rect {
    let width = super::box_width(size, WIDTH);
    let height = HEIGHT.min(size.height.saturating_sub(1)).max(size.height.min(HEIGHT / 3));
    let x = size.width.saturating_sub(width) / 2;
    // It stays where it is while the matches become fewer.
    let y = size.height.saturating_sub(height) / 3;
    Rect { x, y, width, height }
}

/// Rows for matches: less frame, field and rule.
pub fn room(size: Size) -> usize {
    usize::from(area(size).height.saturating_sub(4)).max(1)
}

pub fn draw(app: &App, jump: &JumpBox, frame: &mut Frame) {
    let style = |role| app.theme.style(role);
    let title = Line::new().own("Jump to a document, meeting or speaker", style(Role::Title));
    let inside = super::window(area(app.size), &title, app, frame);
    let wide = usize::from(inside.width);
    let faint = style(Role::Faint);
    let count = Line::new().number(jump.found(), faint).own("/", faint).number(jump.all(), faint);
    let count = match jump.variant().filter(|_| !jump.field.is_empty()) {
        Some(variant) => {
            Line::new().own("results for «", faint).text(&variant, style(Role::Text)).own("» · ", faint).then(count)
        }
        None => count,
    };
    let mut rows = picker::field(app, &jump.field, &count, inside, frame).rows();
    if jump.found() == 0
        && let Some(row) = rows.next()
    {
        picker::nothing(app, wide).draw(row, frame.buffer_mut());
    }
    for (row, (index, (entry, lit))) in rows.zip((jump.top..).map_while(|row| Some((row, jump.get(row)?)))) {
        found(app, entry, lit, index == jump.selected, wide).draw(row, frame.buffer_mut());
    }
}

fn found(app: &App, entry: &Entry, lit: &[usize], selected: bool, wide: usize) -> Line {
    let style = |role| app.theme.style(role);
    let kind = match entry.target {
        Target::Document(_) => "  ",
        Target::Meeting(_) => "⇄ ",
        Target::Speaker(_) => "“ ",
    };
    let mark = Line::new().own(if selected { "▌" } else { " " }, style(Role::Mark)).own(kind, style(Role::Faint));
    picker::row(app, mark.then(picker::label(app, &entry.label, lit, selected)), &entry.about, wide)
}
