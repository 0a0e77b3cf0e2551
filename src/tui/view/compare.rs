//! Both sides against each other. The sides' names and the head of the group that is on top stay in sight:
//!
//! ```text
//!  Lavrov                               │ US counterparts
//!  ══ Sochi · 14 May 2019 ══════════════╪═ Mike Pompeo, US Secretary of State ══
//! ▌uk  Це стосується і ситуації в сфері │ uk  працювали досить успішно з таких
//!      ── same meeting · same topic: counter-terrorism ──
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use super::timeline;
use crate::tui::{
    app::{
        App,
        compare::{Columns, Compare, LaidLine, Seen},
    },
    layout,
    line::Line,
    theme::Role,
};

/// Rows for the pairs: less the sides, the head of the group on top, and the years of a timeline.
pub fn room(compare: &Compare, body: Rect) -> u16 {
    body.height.saturating_sub(layout::COMPARE_HEAD.saturating_add(years_height(compare, body)))
}

fn years_height(compare: &Compare, body: Rect) -> u16 {
    let shown = compare.years_of().is_some() && compare.len() > 0 && body.height >= timeline::LEAST;
    if shown { timeline::HEIGHT } else { 0 }
}

pub fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let Some(compare) = &app.compare else { return };
    let years = years_height(compare, body);
    if years > 0 {
        timeline::draw(app, compare, Rect { height: years, ..body }, buffer);
    }
    let body = Rect { y: body.y + years, height: body.height.saturating_sub(years), ..body };
    let mut rows = body.rows();
    if let Some(row) = rows.next() {
        sides(app, compare, row, buffer);
    }
    if compare.len() == 0 {
        empty(app, rows, buffer);
        return;
    }
    let below = Rect { y: body.y + 1.min(body.height), height: body.height.saturating_sub(1), ..body };
    let Some(rolls) = compare.rolls() else {
        roll(app, compare, None, below, buffer);
        return;
    };
    if compare.is_stacked() {
        roll(app, compare.roll(), Some(true), below, buffer);
        return;
    }
    let [left, bar, right] = columns(compare, below);
    for row in bar.rows() {
        Line::new().own("│", app.theme.style(Role::Line)).draw(row, buffer);
    }
    for (area, side) in [left, right].into_iter().zip(compare.columns().sides) {
        if let Some(column) = rolls.get(side) {
            roll(app, column, Some(side == compare.side), area, buffer);
        }
    }
}

/// The rows in sight under their heads; a side by itself shows where its selection is, faint where the other side has
/// the keys.
fn roll(app: &App, compare: &Compare, alone: Option<bool>, area: Rect, buffer: &mut Buffer) {
    let mut rows = area.rows();
    if let (Some(row), Some(group)) = (rows.next(), compare.group_of(compare.top.0)) {
        head(app, compare, group, alone.is_some(), row, buffer);
    }
    for (row, seen) in rows.zip(compare.seen()) {
        match seen {
            Seen::Head(group) => head(app, compare, group, alone.is_some(), row, buffer),
            Seen::Line(pair, LaidLine::Stacked(_, text)) if alone.is_some() => {
                let selected = pair == compare.selected;
                let mark = app.theme.style(if alone == Some(true) { Role::Mark } else { Role::Faint });
                let sign = match (selected, alone) {
                    (true, Some(true)) => "▌",
                    (true, _) => "▏",
                    _ => " ",
                };
                Line::new().own(sign, mark).then(text.clone()).draw(row, buffer);
            }
            Seen::Line(_, LaidLine::Blank) if alone.is_some() => {}
            Seen::Line(pair, line) => pair_line(app, compare, pair == compare.selected, line, row, buffer),
        }
    }
}

/// The two columns of a row and what divides them.
fn columns(compare: &Compare, row: Rect) -> [Rect; 3] {
    let Columns { cells, .. } = compare.columns();
    let left = u16::try_from(cells[0]).unwrap_or(u16::MAX).min(row.width);
    let right = row.width.saturating_sub(left.saturating_add(1));
    [
        Rect { width: left, ..row },
        Rect { x: row.x + left, width: 1.min(row.width - left), ..row },
        Rect { x: row.x.saturating_add(left).saturating_add(1).min(row.right()), width: right, ..row },
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
        if compare.rolls().is_some() {
            let line = name(compare.side).own("  (Tab: the other side)", faint);
            line.fitted(usize::from(row.width)).draw(row, buffer);
            return;
        }
        let [one, other] = compare.columns().sides;
        let line = name(one).own("  │ ", faint).then(name(other));
        line.fitted(usize::from(row.width)).draw(row, buffer);
        return;
    }
    let [left, bar, right] = columns(compare, row);
    let [one, other] = compare.columns().sides;
    name(one).fitted(usize::from(left.width)).draw(left, buffer);
    Line::new().own("│", app.theme.style(Role::Line)).draw(bar, buffer);
    name(other).fitted(usize::from(right.width)).draw(right, buffer);
}

fn head(app: &App, compare: &Compare, group: usize, alone: bool, row: Rect, buffer: &mut Buffer) {
    let Some(group) = compare.groups.get(group) else { return };
    let (line, bold) = (app.theme.style(Role::Line), app.theme.style(Role::Heading));
    let left = Line::new().own(" ══ ", line).text(&group.left, bold).own(" ", line);
    let right = Line::new().own("═ ", line).text(&group.right, bold).own(" ", line);
    let right = if group.right.is_empty() { Line::new() } else { right };
    if alone || compare.is_stacked() {
        let wide = usize::from(row.width);
        left.then(right).fitted(wide.saturating_sub(1)).filled("═", wide.saturating_sub(1), line).draw(row, buffer);
        return;
    }
    let [first, bar, second] = columns(compare, row);
    let filled = |text: Line, column: Rect, margin: usize| {
        let wide = usize::from(column.width).saturating_sub(margin);
        text.fitted(wide).filled("═", wide, line).draw(column, buffer);
    };
    let mut filled = filled;
    // The occasion stands first, whoever does.
    let (left, right) = if compare.lens.look.swapped { (left.then(right), Line::new()) } else { (left, right) };
    filled(left, first, 0);
    filled(right, second, 1);
    Line::new().own("╪", line).draw(bar, buffer);
}

fn pair_line(app: &App, compare: &Compare, selected: bool, line: &LaidLine, row: Rect, buffer: &mut Buffer) {
    let rule = app.theme.style(Role::Line);
    let mark = |on: bool| Line::new().own(if on { "▌" } else { " " }, app.theme.style(Role::Mark));
    match line {
        LaidLine::Blank if compare.is_stacked() => {}
        LaidLine::Blank => Line::new().own("│", rule).draw(columns(compare, row)[1], buffer),
        LaidLine::Stacked(side, text) => {
            mark(selected && *side == compare.active_side()).then(text.clone()).draw(row, buffer);
        }
        LaidLine::Columns([left, right]) => {
            let [first, bar, second] = columns(compare, row);
            let [one, other] = compare.columns().sides;
            mark(selected && compare.active_side() == one).then(left.clone()).draw(first, buffer);
            Line::new().own("│", rule).draw(bar, buffer);
            mark(selected && compare.active_side() == other).then(right.clone()).draw(second, buffer);
        }
        LaidLine::Across(text) => {
            let indent = usize::from(row.width).saturating_sub(text.width()) / 2;
            let indent = if compare.is_stacked() { 1 } else { indent };
            Line::new().filled(" ", indent, rule).then(text.clone()).draw(row, buffer);
        }
    }
}

fn empty(app: &App, rows: impl Iterator<Item = Rect>, buffer: &mut Buffer) {
    let faint = app.theme.style(Role::Faint);
    let words = match app.filter() {
        Some(filter) if !filter.is_empty() => {
            ["", " Nothing matches.", "", " f changes what is asked for; Backspace goes back."]
        }
        _ => ["", " No quotation of either side here.", "", " Backspace goes back."],
    };
    for (row, words) in rows.zip(words) {
        Line::new().own(words, faint).draw(row, buffer);
    }
}
