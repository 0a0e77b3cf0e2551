//! Both sides against each other. The sides' names and the head of the group that is on top stay in sight:
//!
//! ```text
//!  Lavrov                               │ US counterparts
//!  ══ Sochi · 14 May 2019 ══════════════╪═ Mike Pompeo, US Secretary of State ══
//! ▌uk  Це стосується і ситуації в сфері │ uk  працювали досить успішно з таких
//!      ── same meeting · same topic: counter-terrorism ──
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use crate::tui::{
    app::{
        App,
        compare::{Compare, LaidLine, Seen},
    },
    line::Line,
    theme::Role,
};

pub fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let Some(compare) = &app.compare else { return };
    let mut rows = body.rows();
    if let Some(row) = rows.next() {
        sides(app, compare, row, buffer);
    }
    if compare.len() == 0 {
        empty(app, rows, buffer);
        return;
    }
    if let (Some(row), Some(group)) = (rows.next(), compare.group_of(compare.top.0)) {
        head(app, compare, group, row, buffer);
    }
    for (row, seen) in rows.zip(compare.seen()) {
        match seen {
            Seen::Head(group) => head(app, compare, group, row, buffer),
            Seen::Line(pair, line) => pair_line(app, compare, pair == compare.selected, line, row, buffer),
        }
    }
}

/// The two columns of a row and what divides them.
fn columns(row: Rect) -> [Rect; 3] {
    let left = row.width / 2;
    let right = row.width.saturating_sub(left + 1);
    [
        Rect { width: left, ..row },
        Rect { x: row.x + left, width: 1.min(row.width), ..row },
        Rect { x: row.x + left + 1, width: right, ..row },
    ]
}

fn sides(app: &App, compare: &Compare, row: Rect, buffer: &mut Buffer) {
    let faint = app.theme.style(Role::Faint);
    let name = |side: usize| {
        let style = app.theme.style(Role::Title).patch(app.theme.style(Role::Side(Some(side))));
        let name = app.corpus().sides.get(side).map(|side| side.name.clone()).unwrap_or_default();
        Line::new().own(" ", style).text(&name, style)
    };
    if compare.is_stacked() {
        let line = name(0).own("  │ ", faint).then(name(1));
        line.fitted(usize::from(row.width)).draw(row, buffer);
        return;
    }
    let [left, bar, right] = columns(row);
    name(0).fitted(usize::from(left.width)).draw(left, buffer);
    Line::new().own("│", app.theme.style(Role::Line)).draw(bar, buffer);
    name(1).fitted(usize::from(right.width)).draw(right, buffer);
}

fn head(app: &App, compare: &Compare, group: usize, row: Rect, buffer: &mut Buffer) {
    let Some(group) = compare.groups.get(group) else { return };
    let (line, bold) = (app.theme.style(Role::Line), app.theme.style(Role::Heading));
    let left = Line::new().own(" ══ ", line).text(&group.left, bold).own(" ", line);
    let right = Line::new().own("═ ", line).text(&group.right, bold).own(" ", line);
    let right = if group.right.is_empty() { Line::new() } else { right };
    if compare.is_stacked() {
        let wide = usize::from(row.width);
        left.then(right).fitted(wide.saturating_sub(1)).filled("═", wide.saturating_sub(1), line).draw(row, buffer);
        return;
    }
    let [first, bar, second] = columns(row);
    let filled = |text: Line, column: Rect, margin: usize| {
        let wide = usize::from(column.width).saturating_sub(margin);
        text.fitted(wide).filled("═", wide, line).draw(column, buffer);
    };
    let mut filled = filled;
    filled(left, first, 0);
    filled(right, second, 1);
    Line::new().own("╪", line).draw(bar, buffer);
}

fn pair_line(app: &App, compare: &Compare, selected: bool, line: &LaidLine, row: Rect, buffer: &mut Buffer) {
    let rule = app.theme.style(Role::Line);
    let mark = |on: bool| Line::new().own(if on { "▌" } else { " " }, app.theme.style(Role::Mark));
    match line {
        LaidLine::Blank if compare.is_stacked() => {}
        LaidLine::Blank => Line::new().own("│", rule).draw(columns(row)[1], buffer),
        LaidLine::Stacked(side, text) => {
            mark(selected && *side == compare.active_side()).then(text.clone()).draw(row, buffer);
        }
        LaidLine::Columns([left, right]) => {
            let [first, bar, second] = columns(row);
            mark(selected && compare.active_side() == 0).then(left.clone()).draw(first, buffer);
            Line::new().own("│", rule).draw(bar, buffer);
            mark(selected && compare.active_side() == 1).then(right.clone()).draw(second, buffer);
        }
        LaidLine::Why(text) => {
            let indent = usize::from(row.width).saturating_sub(text.width()) / 2;
            let indent = if compare.is_stacked() { 1 } else { indent };
            Line::new().filled(" ", indent, rule).then(text.clone()).draw(row, buffer);
        }
    }
}

fn empty(app: &App, rows: impl Iterator<Item = Rect>, buffer: &mut Buffer) {
    let faint = app.theme.style(Role::Faint);
    let words = ["", " No quotation of either side here.", "", " Backspace goes back."];
    for (row, words) in rows.zip(words) {
        Line::new().own(words, faint).draw(row, buffer);
    }
}
