//! A document as rows of one width. Each row knows its anchor, so that a place outlives a resize. A paragraph is wrapped
//! when it comes into sight and not before, so a large document opens, and takes another width, as fast as a small one.
//! Knows nothing of styles and quotations.

use std::collections::HashMap;

pub use crate::library::reader::Anchor;
use crate::{
    document::{Document, ParagraphKind},
    text::{Span, wrap::wrap},
};

/// Paragraphs kept wrapped; all are forgotten beyond.
const KEPT: usize = 2000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Title,
    /// Language, date, meeting and source.
    About,
    Blank,
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub kind: RowKind,
    /// Of the row, or of what follows a blank one.
    pub paragraph: usize,
    /// Characters of the paragraph, of the title or of what is said about the document.
    pub span: Span,
}

/// Where a row stands: the first block is the title with what is said about the document, then each paragraph shown is
/// one, with a blank row before it. In the order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    block: usize,
    row: usize,
}

/// The rows of a document: the title, what is said about it, the paragraphs with blank rows between. All that is asked
/// of them is asked with the document they were made of.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    cells: usize,
    head: Vec<Row>,
    /// Paragraphs that are shown, in their order.
    shown: Vec<usize>,
    /// Paragraphs left out as site noise.
    pub hidden: usize,
    wrapped: HashMap<usize, Vec<Span>>,
}

impl Rows {
    /// Without `noise` the site's own paragraphs are left out, unless there are no others.
    pub fn new(document: &Document, about: &str, cells: usize, noise: bool) -> Self {
        let is_noise = |index: &usize| document.paragraphs.get(*index).is_some_and(|p| p.kind == ParagraphKind::Noise);
        let all = 0..document.paragraphs.len();
        let noise = noise || all.clone().all(|index| is_noise(&index));
        let shown: Vec<usize> = all.filter(|index| noise || !is_noise(index)).collect();
        let row = |kind| move |span| Row { kind, paragraph: 0, span };
        let head = wrap(document.heading(), cells).into_iter().map(row(RowKind::Title));
        let head = head.chain(wrap(about, cells).into_iter().map(row(RowKind::About))).collect();
        let hidden = document.paragraphs.len() - shown.len();
        Self { cells, head, shown, hidden, wrapped: HashMap::new() }
    }

    /// Whether they were made of no document yet.
    pub fn is_empty(&self) -> bool {
        self.head.is_empty()
    }

    pub fn shows(&self, paragraph: usize) -> bool {
        self.shown.binary_search(&paragraph).is_ok()
    }

    /// The last paragraph that is shown.
    pub fn last_paragraph(&self) -> Option<usize> {
        self.shown.last().copied()
    }

    fn paragraph(&self, block: usize) -> Option<usize> {
        self.shown.get(block.checked_sub(1)?).copied()
    }

    fn spans(&mut self, document: &Document, paragraph: usize) -> &[Span] {
        if self.wrapped.len() > KEPT && !self.wrapped.contains_key(&paragraph) {
            self.wrapped.clear();
        }
        let text = document.paragraphs.get(paragraph).map_or("", |paragraph| paragraph.text.as_str());
        self.wrapped.entry(paragraph).or_insert_with(|| wrap(text, self.cells))
    }

    /// How many rows a block has.
    fn height(&mut self, document: &Document, block: usize) -> usize {
        match self.paragraph(block) {
            Some(paragraph) => self.spans(document, paragraph).len() + 1,
            None => self.head.len(),
        }
    }

    fn row(&mut self, document: &Document, spot: Spot) -> Option<Row> {
        if spot.block == 0 {
            return self.head.get(spot.row).copied();
        }
        let paragraph = self.paragraph(spot.block)?;
        let Some(row) = spot.row.checked_sub(1) else {
            return Some(Row { kind: RowKind::Blank, paragraph, span: Span::default() });
        };
        let span = self.spans(document, paragraph).get(row).copied()?;
        Some(Row { kind: RowKind::Text, paragraph, span })
    }

    /// So many rows from a spot on, as far as there are.
    pub fn from(&mut self, document: &Document, spot: Spot, count: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut at = spot;
        while rows.len() < count {
            match self.row(document, at) {
                Some(row) => {
                    rows.push(row);
                    at.row += 1;
                }
                None if at.block < self.shown.len() => at = Spot { block: at.block + 1, row: 0 },
                None => break,
            }
        }
        rows
    }

    /// So many rows further on, or back with a minus, as far as there are.
    pub fn moved(&mut self, document: &Document, spot: Spot, by: isize) -> Spot {
        let Spot { mut block, row } = spot;
        let mut left = by.unsigned_abs();
        if by < 0 {
            left = left.saturating_sub(row);
            if left == 0 {
                return Spot { block, row: row - by.unsigned_abs().min(row) };
            }
            while block > 0 {
                block -= 1;
                let height = self.height(document, block);
                if left <= height {
                    return Spot { block, row: height - left };
                }
                left -= height;
            }
            return Spot::default();
        }
        left = left.saturating_add(row);
        loop {
            let height = self.height(document, block);
            if left < height {
                return Spot { block, row: left };
            }
            if block >= self.shown.len() {
                return Spot { block, row: height.saturating_sub(1) };
            }
            left -= height;
            block += 1;
        }
    }

    /// The first row of a screen of this height that ends with the last one.
    pub fn last_top(&mut self, document: &Document, height: usize) -> Spot {
        let block = self.shown.len();
        let end = Spot { block, row: self.height(document, block) };
        self.moved(document, end, -isize::try_from(height).unwrap_or(isize::MAX))
    }

    /// The place of a row; everything above the first paragraph is the beginning.
    pub fn anchor(&mut self, document: &Document, spot: Spot) -> Anchor {
        self.row(document, spot).map_or_else(Anchor::default, |row| match row.kind {
            RowKind::Text | RowKind::Blank => Anchor { paragraph: row.paragraph, character: row.span.start },
            RowKind::Title | RowKind::About => Anchor::default(),
        })
    }

    /// The row that holds the place, or the last one before it if it is not shown.
    pub fn spot_of(&mut self, document: &Document, anchor: Anchor) -> Spot {
        let block = self.shown.partition_point(|paragraph| *paragraph <= anchor.paragraph);
        let height = self.height(document, block);
        let row = match self.paragraph(block) {
            Some(paragraph) if paragraph == anchor.paragraph => {
                self.spans(document, paragraph).partition_point(|span| span.start <= anchor.character)
            }
            _ => height.saturating_sub(1),
        };
        Spot { block, row }
    }

    /// The first row of the next paragraph below a spot.
    pub fn next_paragraph(&self, spot: Spot) -> Option<Spot> {
        let block = if spot.block > 0 && spot.row == 0 { spot.block } else { spot.block + 1 };
        (block <= self.shown.len()).then_some(Spot { block, row: 1 })
    }
}

impl Spot {
    /// The first row of a paragraph above.
    pub fn previous_paragraph(self) -> Option<Self> {
        let block = if self.row > 1 { self.block } else { self.block.saturating_sub(1) };
        (block > 0).then_some(Self { block, row: 1 })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::document::Paragraph;

    fn document(texts: &[(ParagraphKind, &str)]) -> Document {
        let paragraphs = texts.iter().map(|(kind, text)| Paragraph { kind: *kind, text: (*text).into() }).collect();
        Document { name: "invented.txt".into(), title: Some("A title".into()), paragraphs, ..Document::default() }
    }

    fn sample() -> Document {
        document(&[
            (ParagraphKind::Noise, "Share this"),
            (ParagraphKind::Text, "Министр Орлов приехал в Сочи и сразу начал переговоры."),
            (ParagraphKind::Text, "Second paragraph of it."),
        ])
    }

    fn rows(document: &Document, cells: usize, noise: bool) -> Vec<Row> {
        Rows::new(document, "en", cells, noise).from(document, Spot::default(), usize::MAX)
    }

    #[test]
    fn site_noise_is_left_out_unless_asked_for_or_all_there_is() {
        let hidden = |document: &Document, noise| Rows::new(document, "en", 20, noise).hidden;
        assert_eq!((hidden(&sample(), false), hidden(&sample(), true)), (1, 0));
        assert!(rows(&sample(), 20, true).len() > rows(&sample(), 20, false).len());
        assert_eq!(hidden(&document(&[(ParagraphKind::Noise, "menu")]), false), 0);
    }

    #[test]
    fn paragraphs_are_found_from_any_row() {
        let document = sample();
        let mut rows = Rows::new(&document, "en", 20, false);
        let first = rows.next_paragraph(Spot::default()).unwrap();
        assert_eq!(rows.anchor(&document, first), Anchor { paragraph: 1, character: 0 });
        let second = rows.next_paragraph(first).unwrap();
        assert_eq!(rows.anchor(&document, second), Anchor { paragraph: 2, character: 0 });
        let blank = rows.moved(&document, second, -1);
        assert_eq!(rows.next_paragraph(blank), Some(second));
        assert_eq!(blank.previous_paragraph(), Some(first));
        assert_eq!(rows.next_paragraph(second), None);
        assert_eq!(second.previous_paragraph(), Some(first));
        assert_eq!(first.previous_paragraph(), None);
    }

    #[test]
    fn only_what_is_looked_at_is_wrapped() {
        let many: Vec<_> = (0..9000).map(|_| (ParagraphKind::Text, "Second paragraph of it.")).collect();
        let document = document(&many);
        let mut rows = Rows::new(&document, "en", 20, false);
        let middle = rows.spot_of(&document, Anchor { paragraph: 5000, character: 3 });
        assert_eq!(rows.from(&document, middle, 40).len(), 40);
        assert_eq!(rows.moved(&document, rows.clone().last_top(&document, 40), 40).block, 9000);
        assert!(rows.wrapped.len() < 60, "{}", rows.wrapped.len());
    }

    proptest! {
        #[test]
        fn a_place_outlives_a_resize(from in 1_usize..60, to in 1_usize..60, row in 0_isize..40) {
            let document = sample();
            let (mut before, mut after) =
                (Rows::new(&document, "en", from, false), Rows::new(&document, "en", to, false));
            let spot = before.moved(&document, Spot::default(), row);
            let place = before.anchor(&document, spot);
            let spot = after.spot_of(&document, place);
            let held = after.row(&document, spot);
            // The first paragraph is left out here, so the beginning is above all others.
            let is_held = held.is_some_and(|held| {
                place == Anchor::default() && held.kind == RowKind::About
                    || (held.paragraph == place.paragraph && held.span.contains(place.character))
            });
            prop_assert!(is_held, "{:?} in {:?}", place, held);
        }

        #[test]
        fn moving_is_counting_rows(cells in 1_usize..60, from in 0_usize..40, by in -50_isize..50, height in 1_usize..50) {
            let document = sample();
            let all = rows(&document, cells, false);
            let mut rows = Rows::new(&document, "en", cells, false);
            let from = from.min(all.len() - 1);
            let spot = rows.moved(&document, Spot::default(), from.cast_signed());
            prop_assert_eq!(rows.row(&document, spot), all.get(from).copied());
            let there = rows.moved(&document, spot, by);
            let wanted = from.saturating_add_signed(by).min(all.len() - 1);
            prop_assert_eq!(rows.row(&document, there), all.get(wanted).copied());
            let top = rows.last_top(&document, height);
            let end = rows.from(&document, top, usize::MAX);
            prop_assert_eq!(&end[..], &all[all.len().saturating_sub(height)..]);
        }
    }
}
