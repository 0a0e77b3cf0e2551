//! A question over the screen: a field, and what can be chosen below it.

use ratatui::{
    Frame,
    layout::{Rect, Size},
};

use super::picker;
use crate::tui::{
    action::Action,
    app::{
        App,
        choose::{Asks, Choice, Choose},
    },
    line::Line,
    theme::Role,
};

const WIDTH: u16 = 70;
const HEIGHT: u16 = 16;

fn area(size: Size) -> Rect {
    let width = super::box_width(size, WIDTH);
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
        Asks::Link => "Which address to copy?",
    };
    let mut area = area(app.size);
    if choose.asks.is_free() {
        area.height = area.height.min(3);
    }
    let inside = super::window(area, &Line::new().own(title, style(Role::Title)), app, frame);
    let wide = usize::from(inside.width);
    let mut rows = picker::field(app, &choose.picker.field, &Line::new(), inside, frame).rows();
    if choose.is_vain()
        && let Some(row) = rows.next()
    {
        picker::nothing(app, wide).draw(row, frame.buffer_mut());
    }
    for (row, (index, choice)) in rows.zip(choose.seen()) {
        let selected = index == choose.picker.selected;
        let line = match choice {
            Some((choice, lit)) if matches!(choose.asks, Asks::Command) => command(app, choice, lit, selected, wide),
            Some((choice, lit)) => known(app, choice, lit, selected, wide),
            None => typed(app, choose, selected, wide),
        };
        line.draw(row, frame.buffer_mut());
    }
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
    let label = picker::label(app, &choice.label, lit, selected);
    let line =
        mark(app, selected).then(label).filled(" ", NAME.min(wide / 2), style(Role::Text)).own(" ", style(Role::Text));
    let room = wide.saturating_sub(key.width());
    line.text(&choice.about, style(Role::Faint)).fitted(room).filled(" ", room, style(Role::Text)).then(key)
}

fn known(app: &App, choice: &Choice, lit: &[usize], selected: bool, wide: usize) -> Line {
    picker::row(app, mark(app, selected).then(picker::label(app, &choice.label, lit, selected)), &choice.about, wide)
}

fn typed(app: &App, choose: &Choose, selected: bool, wide: usize) -> Line {
    let style = |role| app.theme.style(role);
    let typed = choose.as_typed().unwrap_or_default();
    let name = style(if selected { Role::Title } else { Role::Text });
    mark(app, selected).text(&typed, name).own("  as typed", style(Role::Faint)).fitted(wide)
}
