//! The head of a timeline: the years of a topic, and how much either side said in each.
//!
//! ```text
//!  Sanctions            2013  2014 ▌2015
//!  Lavrov                  3     –     1
//!  US counterparts         –     2     4
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    text::Clean,
    tui::{
        app::{
            App,
            compare::{Compare, Group},
        },
        line::Line,
        theme::Role,
    },
};

/// Its rows, with the rule below.
pub const HEIGHT: u16 = 4;

/// A screen lower than this has no room for it.
pub const LEAST: u16 = 14;

/// The most that a topic's name takes.
const NAME: u16 = 34;
const YEAR: u16 = 7;

pub fn draw(app: &App, compare: &Compare, area: Rect, buffer: &mut Buffer) {
    let style = |role| app.theme.style(role);
    let Some(topic) = compare.years_of() else { return };
    let name = app.corpus().topic(topic).map_or_else(|| Clean::new(topic), |topic| topic.name.clone());
    let wide = NAME.min(area.width / 3);
    let roll = compare.roll();
    let current = roll.group_of(roll.selected).and_then(|group| roll.groups.get(group)).map(|group| &group.left);
    let chosen = compare.groups.iter().position(|group| Some(&group.left) == current).unwrap_or(0);
    let room = usize::from((area.width.saturating_sub(wide) / YEAR).max(1));
    let last = compare.groups.len().saturating_sub(room);
    let first = chosen.saturating_sub(room / 2).min(last);
    let seen: Vec<(usize, &Group)> = compare.groups.iter().enumerate().skip(first).take(room).collect();
    for (part, row) in area.rows().enumerate() {
        let head = match part {
            0 => Line::new().own(" ", style(Role::Title)).text(&name, style(Role::Title)),
            1 | 2 => {
                let side = compare.lens.look.side_at(part - 1);
                let name = app.corpus().sides.get(side).map(|side| side.name.clone()).unwrap_or_default();
                Line::new().own(" ", style(Role::Text)).text(&name, style(Role::Side(Some(side))))
            }
            _ => {
                let rule = style(Role::Line);
                Line::new().filled("─", usize::from(row.width), rule).draw(row, buffer);
                continue;
            }
        };
        head.fitted(usize::from(wide).saturating_sub(1)).draw(Rect { width: wide, ..row }, buffer);
        for (place, (index, group)) in seen.iter().enumerate() {
            let x = row.x + wide + u16::try_from(place).unwrap_or(u16::MAX).saturating_mul(YEAR);
            let cell = Rect { x, width: YEAR.min(row.right().saturating_sub(x)), ..row };
            let is_chosen = *index == chosen;
            let line = if part == 0 {
                let year = style(if is_chosen { Role::Heading } else { Role::Text });
                let mark = Line::new().own(if is_chosen { "▌" } else { " " }, style(Role::Mark));
                // "No date" is as wide as there is room for.
                mark.text(&group.left, year).fitted(usize::from(YEAR))
            } else {
                let side = compare.lens.look.side_at(part - 1);
                match group.said.get(side) {
                    Some(0) | None => Line::new().own("–", style(Role::Faint)),
                    Some(said) => Line::new().number(*said, style(Role::Side(Some(side)))),
                }
            };
            if part == 0 {
                line.draw(cell, buffer);
            } else {
                line.draw_right(Rect { width: cell.width.saturating_sub(2), ..cell }, buffer);
            }
        }
    }
}
