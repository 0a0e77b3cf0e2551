//! A question over the screen: a field, and what can be chosen below it.

use ratatui::{
    Frame,
    layout::{Rect, Size},
};

use crate::{
    text::{Clean, Span, width},
    tui::{
        action::Action,
        app::{
            App,
            choose::{Asks, Choice, Choose},
        },
        line::{Line, Looks},
        theme::Role,
    },
};

const WIDTH: u16 = 70;
const HEIGHT: u16 = 16;

fn area(size: Size) -> Rect {
    let width = WIDTH.min(size.width.saturating_sub(4)).max(size.width.min(WIDTH / 2));
    let height = HEIGHT.min(size.height.saturating_sub(2)).max(size.height.min(HEIGHT / 3));
    let x = size.width.saturating_sub(width) / 2;
    Rect { x, y: size.height.saturating_sub(height) / 3, width, height }
}

/// Rows for choices: less frame, field and rule.
pub fn room(size: Size) -> usize {
    usize::from(area(size).height.saturating_sub(4)).max(1)
}

pub fn draw(app: &App, choose: &Choose, frame: &mut Frame) {
    let style = |role| app.theme.style(role);
    let title = match &choose.asks {
        Asks::Speaker(_) => "Who says it?",
        Asks::Missed { .. } => "Who says what was missed?",
        Asks::Date => "The document's date, as 2019-05-14",
        Asks::Title => "The document's title",
        Asks::Language => "The document's language",
        Asks::Kind(_) => "What kind of quotation is it?",
        Asks::Meeting(_) => "At which meeting was it said?",
        Asks::Filter(Action::Since) => "Said from when on: 2019-05-14, 2019-05 or 2019",
        Asks::Filter(Action::Until) => "Said until when: 2019-05-14, 2019-05 or 2019",
        Asks::Filter(_) => "Only what is …",
        Asks::Years => "The years of which topic?",
        Asks::Command => "Command",
        Asks::Tag(kept) if kept.whole => "A tag for the article",
        Asks::Tag(_) => "A tag for the quotation",
        Asks::Note(kept) if kept.whole => "A note on the article; empty takes it off",
        Asks::Note(_) => "A note on the quotation; empty takes it off",
        Asks::Kept => "Go to what is kept",
    };
    let inside = super::window(area(app.size), &Line::new().own(title, style(Role::Title)), app, frame);
    let mut rows = inside.rows();
    let wide = usize::from(inside.width);
    let Some(row) = rows.next() else { return };
    let (text, cursor) = choose.field.shown();
    // The end of a long title is where one types.
    let hidden = width::width(&text).saturating_sub(wide.saturating_sub(3));
    let text = if hidden > 0 { tail(&text, wide.saturating_sub(3)) } else { text };
    Line::new().own("> ", style(Role::Key)).text(&text, style(Role::Text)).draw(row, frame.buffer_mut());
    let x = u16::try_from(cursor.saturating_sub(hidden).saturating_add(2)).unwrap_or(u16::MAX);
    frame.set_cursor_position((row.x.saturating_add(x).min(row.right().saturating_sub(1)), row.y));
    if let Some(row) = rows.next() {
        Line::new().filled("─", wide, style(Role::Line)).draw(row, frame.buffer_mut());
    }
    for (row, (index, choice)) in rows.zip(choose.seen()) {
        let selected = index == choose.selected;
        let line = match choice {
            Some((choice, lit)) if matches!(choose.asks, Asks::Command) => command(app, choice, lit, selected, wide),
            Some((choice, lit)) => known(app, choice, lit, selected, wide),
            None => typed(app, choose, selected, wide),
        };
        line.draw(row, frame.buffer_mut());
    }
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

fn mark(app: &App, selected: bool) -> Line {
    Line::new().own(if selected { "▌ " } else { "  " }, app.theme.style(Role::Mark))
}

/// Cells for the name of a command.
const NAME: usize = 22;

/// "▌ compare               compare both sides, at this document's meeting    c"
fn command(app: &App, choice: &Choice, lit: &[usize], selected: bool, wide: usize) -> Line {
    let style = |role| app.theme.style(role);
    let key = choice
        .key
        .as_ref()
        .map_or_else(Line::new, |key| Line::new().own(" ", style(Role::Key)).key(key, style(Role::Key)));
    let mut looks = Looks::new(style(if selected { Role::Title } else { Role::Text }));
    for at in lit {
        looks.add(Span::new(*at, at + 1), style(Role::Match));
    }
    let label = looks.line(&choice.label, Span::new(0, choice.label.chars().count()));
    let line =
        mark(app, selected).then(label).filled(" ", NAME.min(wide / 2), style(Role::Text)).own(" ", style(Role::Text));
    let room = wide.saturating_sub(key.width());
    line.text(&choice.about, style(Role::Faint)).fitted(room).filled(" ", room, style(Role::Text)).then(key)
}

fn known(app: &App, choice: &Choice, lit: &[usize], selected: bool, wide: usize) -> Line {
    let style = |role| app.theme.style(role);
    let about = Line::new().own(" ", style(Role::Faint)).text(&choice.about, style(Role::Faint));
    let about = if about.width() + 20 > wide { Line::new() } else { about };
    let mut looks = Looks::new(style(if selected { Role::Title } else { Role::Text }));
    for at in lit {
        looks.add(Span::new(*at, at + 1), style(Role::Match));
    }
    let label = looks.line(&choice.label, Span::new(0, choice.label.chars().count()));
    let room = wide.saturating_sub(about.width());
    mark(app, selected).then(label).fitted(room).filled(" ", room, style(Role::Text)).then(about)
}

fn typed(app: &App, choose: &Choose, selected: bool, wide: usize) -> Line {
    let style = |role| app.theme.style(role);
    let typed = choose.as_typed().unwrap_or_default();
    let name = style(if selected { Role::Title } else { Role::Text });
    mark(app, selected).text(&typed, name).own("  as typed", style(Role::Faint)).fitted(wide)
}
