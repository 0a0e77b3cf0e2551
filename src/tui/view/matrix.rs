//! Meetings down, topics across, in each cell how much either side said:
//!
//! ```text
//!                      │ Arms        Terrorism
//!                      │ control
//!  2019-05-14 Sochi    │  US1       ▌L1 US1
//!  2019-12-10 Washing… │  L1         –
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use super::bottom;
use crate::{
    library::Said,
    text::{Clean, span, wrap::wrap},
    tui::{
        app::{App, matrix::Matrix},
        line::Line,
        names,
        theme::Role,
    },
};

/// Rows of the head: two of a topic's name, and a rule.
const HEAD: u16 = 3;

/// Cells of a column, a mark and a margin with it, and of a meeting's name.
const COLUMN: u16 = 13;
const NAME: u16 = 24;

/// A meeting's name gives way where else there was no room for two topics.
fn name_width(body: Rect) -> u16 {
    NAME.min(body.width.saturating_sub(2 * COLUMN + 1)).max(body.width.min(12))
}

/// Meetings and topics that there is room for.
pub fn cells(matrix: &Matrix, body: Rect) -> (usize, usize) {
    let columns = body.width.saturating_sub(name_width(body) + 1) / COLUMN;
    let rows = usize::from(body.height.saturating_sub(HEAD));
    (rows.min(matrix.rows.len()), usize::from(columns).min(matrix.columns.len()))
}

pub fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let Some(matrix) = &app.matrix else { return };
    let faint = app.theme.style(Role::Faint);
    if matrix.rows.is_empty() {
        let words = if matrix.filter == crate::quotation::Filter::default() {
            " Neither side is quoted in what is here: import articles, or read the sample with --sample."
        } else {
            " Nothing matches: f changes what is asked for; Backspace goes back."
        };
        for (area, row) in body.rows().zip(Line::new().own(words, faint).wrapped(usize::from(body.width))) {
            row.draw(area, buffer);
        }
        return;
    }
    let mut rows = body.rows();
    for part in 0..2 {
        if let Some(row) = rows.next() {
            head(app, matrix, part, row, buffer);
        }
    }
    if let Some(row) = rows.next() {
        let rule = app.theme.style(Role::Line);
        let name = usize::from(name_width(body));
        let line = Line::new().filled("─", name, rule).own("┼", rule);
        line.filled("─", usize::from(body.width), rule).draw(row, buffer);
    }
    for (row, index) in rows.zip(matrix.top.0..matrix.rows.len()) {
        meeting(app, matrix, index, row, buffer);
    }
}

/// The cells of a row of the screen: the name, the rule, and one for each topic in sight.
fn parts(matrix: &Matrix, row: Rect) -> (Rect, Rect, Vec<(usize, Rect)>) {
    let name = Rect { width: name_width(row).min(row.width), ..row };
    let rule = Rect { x: name.right(), width: 1, ..row };
    let seen = matrix.top.1..matrix.columns.len().min(matrix.top.1.saturating_add(matrix.room.1));
    let cell = |index: usize| {
        let place = u16::try_from(index - matrix.top.1).unwrap_or(u16::MAX).saturating_mul(COLUMN);
        let x = rule.right().saturating_add(place);
        Rect { x, width: COLUMN.min(row.right().saturating_sub(x)), ..row }
    };
    (name, rule, seen.map(|index| (index, cell(index))).collect())
}

fn head(app: &App, matrix: &Matrix, part: usize, row: Rect, buffer: &mut Buffer) {
    let style = |role| app.theme.style(role);
    let (name, bar, cells) = parts(matrix, row);
    if part == 0 {
        let more = matrix.columns.len().saturating_sub(cells.len());
        let line = Line::new().own(" ", style(Role::Faint)).number(matrix.columns.len(), style(Role::Faint));
        let line = line.own(" topics", style(Role::Faint));
        let line = if more > 0 { line.own(", h l for all", style(Role::Faint)) } else { line };
        line.fitted(usize::from(name.width)).draw(name, buffer);
    } else {
        let asked = Line::new().own(" ", style(Role::Text)).then(bottom::narrowed(app));
        asked.fitted(usize::from(name.width).saturating_sub(1)).draw(name, buffer);
    }
    Line::new().own("│", style(Role::Line)).draw(bar, buffer);
    for (index, cell) in cells {
        let Some(column) = matrix.columns.get(index) else { continue };
        let wide = usize::from(cell.width).saturating_sub(2);
        let lines = wrap(&column.name, wide);
        let role = style(if index == matrix.column { Role::Heading } else { Role::Text });
        let Some(at) = lines.get(part) else { continue };
        let words = Clean::new(span::slice(&column.name, *at)).trimmed();
        // What does not go into two rows ends in a sign.
        let cut = part == 1 && lines.len() > 2;
        let line = Line::new().own(" ", role).text(&words, role);
        let line = if cut { line.fitted(wide).own("…", role) } else { line.fitted(wide + 1) };
        line.draw(cell, buffer);
    }
}

fn meeting(app: &App, matrix: &Matrix, index: usize, row: Rect, buffer: &mut Buffer) {
    let style = |role| app.theme.style(role);
    let (name, bar, cells) = parts(matrix, row);
    let Some(known) = matrix.rows.get(index) else { return };
    let role = style(if index == matrix.row { Role::Heading } else { Role::Text });
    let label = Line::new().own(" ", role).text(&known.label, role);
    label.fitted(usize::from(name.width).saturating_sub(1)).draw(name, buffer);
    Line::new().own("│", style(Role::Line)).draw(bar, buffer);
    for (column, cell) in cells {
        let chosen = (index, column) == (matrix.row, matrix.column);
        let mark = Line::new().own(if chosen { "▌" } else { " " }, style(Role::Mark));
        let said = matrix.said(index, column);
        mark.then(counts(app, said)).fitted(usize::from(cell.width)).draw(cell, buffer);
    }
}

/// "L2 US3", "≈L2" where it is only reported, "L2+≈1" with what is reported besides, "–".
fn counts(app: &App, said: [Said; 2]) -> Line {
    let faint = app.theme.style(Role::Faint);
    let mut line = Line::new();
    for (side, said) in said.into_iter().enumerate().filter(|(_, said)| !said.is_empty()) {
        let style = app.theme.style(Role::Side(Some(side)));
        if !line.is_empty() {
            line = line.own(" ", faint);
        }
        let label = names::label(app.corpus(), side);
        line = match (said.own, said.reported) {
            (own, 0) => line.text(&label, style).number(own, style),
            (0, reported) => line.own("≈", style).text(&label, style).number(reported, style),
            (own, reported) => line.text(&label, style).number(own, style).own("+≈", style).number(reported, style),
        };
    }
    if line.is_empty() { line.own("–", faint) } else { line }
}

/// What the chosen cell says, in words: "Sochi · 14 May 2019 · Terrorism: Lavrov 1, US counterparts 1".
pub fn legend(app: &App, matrix: &Matrix) -> Line {
    let faint = app.theme.style(Role::Faint);
    let Some((row, column)) = matrix.rows.get(matrix.row).zip(matrix.columns.get(matrix.column)) else {
        return bottom::narrowed(app);
    };
    let mut line = Line::new().text(&row.name, faint).own(" · ", faint).text(&column.name, faint).own(": ", faint);
    let said = matrix.said(matrix.row, matrix.column);
    let mut first = true;
    for (side, said) in said.into_iter().enumerate().filter(|(_, said)| !said.is_empty()) {
        let name = app.corpus().sides.get(side).map_or_else(Clean::default, |side| side.name.clone());
        if !std::mem::take(&mut first) {
            line = line.own(", ", faint);
        }
        line = line.text(&name, app.theme.style(Role::Side(Some(side)))).own(" ", faint);
        line = line.number(said.own.saturating_add(said.reported), faint);
        if said.reported > 0 {
            line = line.own(" (", faint).number(said.reported, faint).own(" only reported)", faint);
        }
    }
    if first { line.own("nothing", faint) } else { line }
}
