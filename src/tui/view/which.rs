//! What can follow: the rest of a chord that was begun, or the marks when a letter is wanted for one. It lies over the
//! foot of the screen, so that what one looks at stays.

use ratatui::{Frame, layout::Rect};

use crate::tui::{
    app::{App, marks::Marking},
    keymap::Chord,
    layout,
    line::Line,
    theme::Role,
};

const WIDTH: u16 = 80;

/// Cells for the keys that can follow.
const KEYS: usize = 4;

pub fn draw(app: &App, frame: &mut Frame) {
    let style = |role| app.theme.style(role);
    let (title, lines) = match app.marking() {
        Some(marking) => (Line::new().own(asks(marking), style(Role::Title)), marks(app, marking)),
        None if !app.pending().is_empty() => {
            let begun = Chord::from(app.pending().to_vec());
            (Line::new().key(&begun, style(Role::Key)).own(" …", style(Role::Title)), following(app))
        }
        None => return,
    };
    let body = layout::frame(app.size).body;
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(body.height);
    let area = Rect { y: body.bottom().saturating_sub(height), height, width: WIDTH.min(body.width), ..body };
    let inside = super::window(area, &title, app, frame);
    for (row, line) in inside.rows().zip(lines) {
        line.fitted(usize::from(inside.width)).draw(row, frame.buffer_mut());
    }
}

const fn asks(marking: Marking) -> &'static str {
    match marking {
        Marking::Set => "A letter for this place",
        Marking::Go => "The letter of a mark",
    }
}

fn following(app: &App) -> Vec<Line> {
    let (key, text) = (app.theme.style(Role::Key), app.theme.style(Role::Text));
    let rows = app.keymap().following(app.context(), app.pending());
    let row = |(rest, spec): &(Chord, &'static crate::tui::Spec)| {
        Line::new().key(rest, key).filled(" ", KEYS, text).own(spec.doc, text)
    };
    rows.iter().map(row).collect()
}

fn marks(app: &App, marking: Marking) -> Vec<Line> {
    let (key, text, faint) = (app.theme.style(Role::Key), app.theme.style(Role::Text), app.theme.style(Role::Faint));
    let mut lines: Vec<Line> = app
        .marks()
        .iter()
        .map(|(letter, title)| {
            let letter = crate::text::Clean::from(letter.to_string());
            Line::new().text(&letter, key).filled(" ", KEYS, text).text(title, text)
        })
        .collect();
    match (marking, lines.is_empty()) {
        (Marking::Go, _) => {
            lines.insert(0, Line::new().own("'", key).filled(" ", KEYS, text).own("back to the place before", text));
        }
        (Marking::Set, true) => lines.push(Line::new().own("There are no marks yet.", faint)),
        (Marking::Set, false) => {}
    }
    lines
}
