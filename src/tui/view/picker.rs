//! What the jump and every question look alike in: the field above, and a choice with what is said of it.

use ratatui::{Frame, layout::Rect};

use crate::{
    text::{Clean, Span, width},
    tui::{
        app::{App, Field},
        line::{Line, Looks},
        theme::Role,
    },
};

/// Cells that a label has at least; where there are fewer, nothing else is said beside it.
const LABEL: usize = 20;

/// A field in a row of its own after a sign of two cells, with the cursor in it, `right` at its end where there is room.
pub fn input(app: &App, sign: &'static str, field: &Field, right: &Line, row: Rect, frame: &mut Frame) {
    let wide = usize::from(row.width);
    let (text, cursor) = field.shown();
    // The end of a long text is where one types.
    let hidden = width::width(&text).saturating_sub(wide.saturating_sub(3));
    let text = if hidden > 0 { tail(&text, wide.saturating_sub(3)) } else { text };
    let line = Line::new().own(sign, app.theme.style(Role::Key)).text(&text, app.theme.style(Role::Text));
    line.draw(row, frame.buffer_mut());
    if line.width() + 2 + right.width() <= wide {
        right.draw_right(row, frame.buffer_mut());
    }
    let x = u16::try_from(cursor.saturating_sub(hidden).saturating_add(2)).unwrap_or(u16::MAX);
    frame.set_cursor_position((row.x.saturating_add(x).min(row.right().saturating_sub(1)), row.y));
}

/// The field and the rule below it; gives what is below.
pub fn field(app: &App, field: &Field, right: &Line, inside: Rect, frame: &mut Frame) -> Rect {
    let mut rows = inside.rows();
    if let Some(row) = rows.next() {
        input(app, "> ", field, right, row, frame);
    }
    if let Some(row) = rows.next() {
        let rule = app.theme.style(Role::Line);
        Line::new().filled("─", usize::from(inside.width), rule).draw(row, frame.buffer_mut());
    }
    Rect { y: inside.y.saturating_add(2).min(inside.bottom()), height: inside.height.saturating_sub(2), ..inside }
}

/// What stands where nothing matches.
pub fn nothing(app: &App, wide: usize) -> Line {
    Line::new().own("Nothing matches. Backspace erases a letter.", app.theme.style(Role::Faint)).fitted(wide)
}

/// The label with the letters lit that were typed.
pub fn label(app: &App, label: &Clean, lit: &[usize], selected: bool) -> Line {
    let mut looks = Looks::new(app.theme.style(if selected { Role::Title } else { Role::Text }));
    for at in lit {
        looks.add(Span::new(*at, at + 1), app.theme.style(Role::Match));
    }
    looks.line(label, Span::new(0, label.chars().count()))
}

/// `start`, which is the mark and the label, and at the end of the row what is said of it.
pub fn row(app: &App, start: Line, about: &Clean, wide: usize) -> Line {
    let (text, faint) = (app.theme.style(Role::Text), app.theme.style(Role::Faint));
    let about = Line::new().own(" ", faint).text(about, faint);
    let about = if about.width() + LABEL > wide { Line::new() } else { about };
    let room = wide.saturating_sub(about.width());
    start.fitted(room).filled(" ", room, text).then(about)
}

/// The last characters that have room.
fn tail(text: &Clean, cells: usize) -> Clean {
    let mut kept: Vec<&str> = Vec::new();
    let mut left = cells;
    let graphemes: Vec<(&str, usize)> = width::graphemes(text).collect();
    for (grapheme, wide) in graphemes.into_iter().rev() {
        if wide > left {
            break;
        }
        left -= wide;
        kept.push(grapheme);
    }
    kept.reverse();
    Clean::from(kept.concat())
}
