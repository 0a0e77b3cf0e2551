//! Where the panes lie on a screen of a size. The state needs it as much as the drawing, so it is here once.

use ratatui::layout::{Rect, Size};

/// Under this width only the pane that has the keys is shown.
pub const TWO_PANES: u16 = 72;

/// Columns before an article's text: a mark, a side's label, a bar, a space.
pub const GUTTER: u16 = 5;

/// Text wider than this is hard to read, unless one wants it so.
pub const MEASURE: u16 = 84;

/// Rows of one entry of the list, and of the list's head.
pub const ENTRY: u16 = 2;
pub const LIST_HEAD: u16 = 2;

/// Rows above the pairs of a comparison: the sides, and the group that is on top.
pub const COMPARE_HEAD: u16 = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    pub body: Rect,
    /// Where one is; empty on a screen too low for it.
    pub status: Rect,
    /// The keys that matter here.
    pub hints: Rect,
}

pub fn frame(size: Size) -> Frame {
    let row = |y, height| Rect { x: 0, y, width: size.width, height };
    let status = u16::from(size.height >= 4);
    let hints = u16::from(size.height >= 6);
    let body = size.height.saturating_sub(status + hints);
    Frame { body: row(0, body), status: row(body, status), hints: row(body + status, hints) }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    pub list: Option<Rect>,
    pub reader: Option<Rect>,
}

/// Columns that a list beside an article has, unless one wants it otherwise.
const LIST: (u16, u16) = (34, 48);

/// Columns that a list, and an article beside it, have at the least.
const LEAST: u16 = 24;

/// The columns of the list on a body so wide, `wanted` or as many as suit it.
pub fn list_width(body: u16, wanted: Option<u16>) -> u16 {
    let usual = (body.saturating_mul(2) / 5).clamp(LIST.0, LIST.1);
    wanted.unwrap_or(usual).clamp(LEAST, body.saturating_sub(LEAST).max(LEAST))
}

/// The panes of the body: both side by side, or the one that has the keys. `list` is how wide one wants the list.
pub fn panes(body: Rect, reading: bool, zoomed: bool, list: Option<u16>) -> Panes {
    if body.width < TWO_PANES || (reading && zoomed) {
        return if reading {
            Panes { list: None, reader: Some(body) }
        } else {
            Panes { list: Some(body), reader: None }
        };
    }
    let width = list_width(body.width, list);
    let list = Rect { width, ..body };
    let x = body.x + width + 1;
    let reader = Rect { x, width: body.width.saturating_sub(width + 1), ..body };
    Panes { list: Some(list), reader: Some(reader) }
}

/// Where an article's rows lie in its pane, gutter and text; in the middle where there is room.
pub fn page(pane: Rect, measure: u16) -> (Rect, Rect) {
    let whole = pane.width.saturating_sub(1).min(GUTTER.saturating_add(measure));
    let left = pane.x + pane.width.saturating_sub(whole) / 2;
    // Beside the list the text stays at the left: nothing is gained by moving it.
    let left = if pane.x > 0 { pane.x } else { left };
    let gutter = Rect { x: left, width: GUTTER.min(whole), ..pane };
    let text = Rect { x: left + gutter.width, width: whole.saturating_sub(GUTTER), ..pane };
    (gutter, text)
}

/// Entries that the list has room for.
pub fn entries(list: Rect) -> usize {
    usize::from(list.height.saturating_sub(LIST_HEAD) / ENTRY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_on_the_screen_at_any_size() {
        for width in (0..300).chain([1000, u16::MAX]) {
            for height in (0..12).chain([24, u16::MAX]) {
                let screen = Rect { x: 0, y: 0, width, height };
                let frame = frame(Size { width, height });
                let parts = [frame.body, frame.status, frame.hints];
                assert_eq!(parts.iter().map(|part| u32::from(part.height)).sum::<u32>(), u32::from(height));
                let wanted = [None, Some(0), Some(30), Some(u16::MAX)];
                let views = [(false, false), (true, false), (true, true)];
                for ((reading, zoomed), list) in views.into_iter().flat_map(|view| wanted.map(|list| (view, list))) {
                    let panes = panes(frame.body, reading, zoomed, list);
                    for pane in [panes.list, panes.reader].into_iter().flatten() {
                        let (gutter, text) = page(pane, MEASURE);
                        assert_eq!(gutter.union(text).union(screen), screen);
                        assert!(text.right() <= pane.right() && gutter.right() <= text.x);
                    }
                }
            }
        }
    }
}
