//! Drawing: from the state to the cells, and nothing else. No drawing function changes anything.

mod bottom;
pub mod choose;
pub mod compare;
mod correct;
mod filter;
pub mod help;
pub mod jump;
mod list;
mod making;
pub mod matrix;
mod picker;
mod reader;
mod timeline;
mod welcome;
mod which;
pub mod why;

use ratatui::{
    Frame,
    layout::{Rect, Size},
    style::Style,
    widgets::{Clear, Widget},
};

use super::{
    action::Context,
    app::{App, Overlay, Pane, Screen, list::List, resume::Left},
    layout,
    line::{Line, Looks},
    rows::{RowKind, Rows, Spot},
    theme::{Role, Theme},
};
use crate::{corpus::Corpus, document::Document, library::reader::ReaderFile};

pub fn draw(app: &App, frame: &mut Frame) {
    let parts = layout::frame(app.size);
    match app.screen {
        _ if app.waits_for().is_some() => making::draw(app, parts.body, frame.buffer_mut()),
        Screen::Compare => compare::draw(app, parts.body, frame.buffer_mut()),
        Screen::Matrix => matrix::draw(app, parts.body, frame.buffer_mut()),
        Screen::Browse => {
            let panes = app.panes();
            if let Some(pane) = panes.list {
                let has_keys = app.pane == Pane::List;
                let (list, corpus, kept) = (&app.list, app.corpus(), Some(app.kept_documents()));
                let shown = list::Shown { list, corpus, kept, file: app.file(), theme: app.theme, has_keys };
                list::draw(&shown, pane, frame.buffer_mut());
            }
            divide(panes, app.theme, frame);
            if let Some(pane) = panes.reader {
                reader::draw(app, pane, frame.buffer_mut());
            }
        }
    }
    bottom::draw(app, parts.status, parts.hints, frame);
    match &app.overlay {
        Some(Overlay::Help(shown)) => help::draw(app, shown, frame),
        Some(Overlay::Why(lines, top)) => why::draw(app, lines, *top, frame),
        Some(Overlay::Jump(jump)) => jump::draw(app, jump, frame),
        Some(Overlay::Correct(quotation)) => correct::draw(app, Context::Correct, &quotation.text, frame),
        Some(Overlay::CorrectDocument) => {
            if let Some(reader) = &app.reader {
                correct::draw(app, Context::CorrectDocument, &reader.document.heading().clone(), frame);
            }
        }
        Some(Overlay::Narrow) => filter::draw(app, frame),
        Some(Overlay::Choose(choose)) => choose::draw(app, choose, frame),
        Some(Overlay::Welcome) => welcome::draw(app, frame),
        None => {}
    }
    which::draw(app, frame);
    app.theme.finish(frame.buffer_mut());
}

/// The frame before there is a store: titles, and nothing yet of what is derived from the documents.
pub fn first(mut list: List, file: &ReaderFile, theme: Theme, frame: &mut Frame) {
    let Some((panes, pane)) = Left::of(file).panes(frame.area().as_size(), file.settings().list) else { return };
    if let Some(area) = panes.list {
        list.scroll(layout::entries(area));
        let (corpus, has_keys) = (&Corpus::default(), pane == Pane::List);
        list::draw(&list::Shown { list: &list, corpus, kept: None, file, theme, has_keys }, area, frame.buffer_mut());
    }
    divide(panes, theme, frame);
    theme.finish(frame.buffer_mut());
}

/// The frame before there is a store: the document from its beginning, and nothing yet of what is derived from it.
pub fn first_page(document: &Document, theme: Theme, frame: &mut Frame) {
    let (_, text) = layout::page(layout::frame(frame.area().as_size()).body, layout::MEASURE);
    let mut rows = Rows::new(document, "", usize::from(text.width.max(1)), false);
    let rows = rows.from(document, Spot::default(), usize::from(text.height));
    for (area, row) in text.rows().zip(rows) {
        let (words, role) = match (row.kind, document.paragraphs.get(row.paragraph)) {
            (RowKind::Title, _) => (document.heading(), Role::Title),
            (RowKind::Text, Some(paragraph)) => (&paragraph.text, Role::Text),
            _ => continue,
        };
        Looks::new(theme.style(role)).line(words, row.span).draw(area, frame.buffer_mut());
    }
}

/// The rule between two panes.
fn divide(panes: layout::Panes, theme: Theme, frame: &mut Frame) {
    let (Some(list), Some(_)) = (panes.list, panes.reader) else { return };
    let bar = Line::new().own("│", theme.style(Role::Line));
    for row in (Rect { x: list.right(), width: 1, ..list }).rows() {
        bar.draw(row, frame.buffer_mut());
    }
}

/// A box over the screen with a title in its frame; gives what is inside it, a margin left out.
fn window(area: Rect, title: &Line, app: &App, frame: &mut Frame) -> Rect {
    let buffer = frame.buffer_mut();
    let area = area.intersection(buffer.area);
    Clear.render(area, buffer);
    let rule = app.theme.style(Role::Line);
    if area.width < 4 || area.height < 3 {
        return area;
    }
    let side = Line::new().own("│", rule);
    for row in area.rows() {
        side.draw(row, buffer);
        side.draw_right(row, buffer);
    }
    let wide = usize::from(area.width);
    let head = Line::new().own("┌─ ", rule).then(title.clone()).own(" ", rule).fitted(wide - 1);
    head.filled("─", wide - 1, rule).own("┐", rule).draw(Rect { height: 1, ..area }, buffer);
    let foot = Line::new().own("└", rule).filled("─", wide - 1, rule).own("┘", rule);
    foot.draw(Rect { y: area.bottom() - 1, height: 1, ..area }, buffer);
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}

/// Lines of a paper that are seen at once: less the frame and the hints below it, and the row of what is looked for.
pub fn page(app: &App) -> usize {
    usize::from(room(app).saturating_sub(2)).max(1)
}

/// Rows that a box in the middle can have.
fn room(app: &App) -> u16 {
    let is_searched = app.help().is_some_and(|help| help.typing || !help.filter.is_empty());
    app.size.height.saturating_sub(1 + u16::from(is_searched)).max(1)
}

/// How wide a box is for which so many columns would do: what would be left of the screen beside it says nothing.
fn box_width(size: Size, wanted: u16) -> u16 {
    if size.width < wanted.saturating_add(20) { size.width } else { wanted }
}

/// Lines to be read in a box in the middle, from `top` on; the title says which part of them is seen.
fn paper(app: &App, title: &'static str, width: u16, lines: &[Line], top: usize, frame: &mut Frame) {
    let page = page(app);
    // The screen may have grown since the last key.
    let top = top.min(lines.len().saturating_sub(page));
    let faint = app.theme.style(Role::Faint);
    let mut title = Line::new().own(title, app.theme.style(Role::Title));
    if lines.len() > page {
        let last = top.saturating_add(page).min(lines.len());
        title = title.own(" · ", faint).number(top.saturating_add(1), faint).own("–", faint).number(last, faint);
        title = title.own(" of ", faint).number(lines.len(), faint);
    }
    let area = middle(app, width, lines.len());
    let status = layout::frame(app.size).status;
    if area.bottom() > status.y {
        Clear.render(status, frame.buffer_mut());
    }
    let inside = window(area, &title, app, frame);
    for (row, line) in inside.rows().zip(lines.iter().skip(top)) {
        line.clone().fitted(usize::from(inside.width)).draw(row, frame.buffer_mut());
    }
}

/// A box for so many lines in the middle of the screen, or as much of it as there is above the hints.
fn middle(app: &App, width: u16, lines: usize) -> Rect {
    let room = room(app);
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2).min(room);
    let width = box_width(app.size, width);
    let x = app.size.width.saturating_sub(width) / 2;
    Rect { x, y: room.saturating_sub(height) / 2, width, height }
}

/// Parts with " · " between.
fn dotted(parts: impl IntoIterator<Item = Line>, style: Style) -> Line {
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |line, part| line.own(" · ", style).then(part))
}
