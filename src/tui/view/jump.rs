//! The jump, over the screen: what was typed, what was found, the letters of the match lit.

use ratatui::{
    Frame,
    layout::{Rect, Size},
};

use crate::{
    text::{Span, width},
    tui::{
        app::{
            App,
            jump::{Entry, JumpBox, Target},
        },
        line::{Line, Looks},
        theme::Role,
    },
};

const WIDTH: u16 = 90;
const HEIGHT: u16 = 24;

fn area(size: Size) -> Rect {
    // What would be left of the screen beside and under it says nothing.
    let width = if size.width < WIDTH + 20 { size.width } else { WIDTH };
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
    let mut rows = inside.rows();
    let wide = usize::from(inside.width);
    let Some(row) = rows.next() else { return };
    let (text, cursor) = jump.field.shown();
    let faint = style(Role::Faint);
    let count = Line::new().number(jump.found(), faint).own("/", faint).number(jump.all(), faint);
    let count = match jump.variant().filter(|_| !jump.field.is_empty()) {
        Some(variant) => {
            Line::new().own("results for «", faint).text(&variant, style(Role::Text)).own("» · ", faint).then(count)
        }
        None => count,
    };
    Line::new().own("> ", style(Role::Key)).text(&text, style(Role::Text)).draw(row, frame.buffer_mut());
    let before = width::width(&text) + 4;
    if before + count.width() <= wide {
        count.draw_right(row, frame.buffer_mut());
    }
    let x = row.x.saturating_add(2).saturating_add(u16::try_from(cursor).unwrap_or(u16::MAX));
    frame.set_cursor_position((x.min(row.right().saturating_sub(1)), row.y));
    if let Some(row) = rows.next() {
        Line::new().filled("─", wide, style(Role::Line)).draw(row, frame.buffer_mut());
    }
    if jump.found() == 0
        && let Some(row) = rows.next()
    {
        Line::new().own("Nothing matches. Backspace erases a letter.", faint).draw(row, frame.buffer_mut());
    }
    for (row, (index, entry, lit)) in rows.zip(jump.seen()) {
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
    let about = Line::new().own(" ", style(Role::Faint)).text(&entry.about, style(Role::Faint));
    let about = if about.width() + 20 > wide { Line::new() } else { about };
    let mut looks = Looks::new(style(if selected { Role::Title } else { Role::Text }));
    for at in lit {
        looks.add(Span::new(*at, at + 1), style(Role::Match));
    }
    let mark = Line::new().own(if selected { "▌" } else { " " }, style(Role::Mark)).own(kind, style(Role::Faint));
    let label = looks.line(&entry.label, Span::new(0, entry.label.chars().count()));
    let room = wide.saturating_sub(about.width());
    mark.then(label).fitted(room).filled(" ", room, style(Role::Text)).then(about)
}
