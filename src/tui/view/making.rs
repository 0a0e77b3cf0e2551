//! What stands where a view will be as long as it is being made.
//!
//! ```text
//!  The comparison is being made: 42 %
//!
//!  esc gives it up; H goes back, and it is made meanwhile.
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use crate::tui::{action::Action, app::App, line::Line, theme::Role, work::Wanted};

pub fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let Some((wanted, percent)) = app.waits_for() else { return };
    let (key, text, faint) = (app.theme.style(Role::Key), app.theme.style(Role::Text), app.theme.style(Role::Faint));
    let what = match wanted {
        Wanted::Compare(lens) if lens.is_of_years() => "The timeline is being made",
        Wanted::Compare(_) => "The comparison is being made",
        Wanted::Matrix(_) => "The matrix is being made",
    };
    let mut lines = vec![Line::new(), Line::new().own(what, text)];
    if percent > 0 {
        let line = lines.pop().unwrap_or_default();
        lines.push(line.own(": ", text).number(percent, text).own(" %", text));
    }
    lines.push(Line::new());
    let mut ways = Line::new();
    for (action, does) in [(Action::Close, " gives it up; "), (Action::Back, " goes back, and it is made meanwhile.")] {
        if let Some(chord) = app.keymap().chord_for(app.context(), action) {
            ways = ways.key(chord, key).own(does, faint);
        }
    }
    let margin = 1;
    lines.extend(ways.wrapped(usize::from(body.width.saturating_sub(2 * margin))));
    let column = Rect { x: body.x.saturating_add(margin), width: body.width.saturating_sub(margin), ..body };
    for (row, line) in column.rows().zip(lines) {
        line.fitted(usize::from(row.width)).draw(row, buffer);
    }
}
