//! A document as rows of one width, wrapped once. Each row knows its anchor, so that a place outlives a resize.
//! Knows nothing of styles and quotations.

pub use crate::library::reader::Anchor;
use crate::{
    document::{Document, ParagraphKind},
    text::{Span, wrap::wrap},
};

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

/// All rows of a document: the title, what is said about it, the paragraphs with blank rows between.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    rows: Vec<Row>,
    /// Paragraphs left out as site noise.
    pub hidden: usize,
}

impl Rows {
    /// Without `noise` the site's own paragraphs are left out, unless there are no others.
    pub fn wrap(document: &Document, about: &str, cells: usize, noise: bool) -> Self {
        let is_noise = |index: usize| document.paragraphs.get(index).is_some_and(|p| p.kind == ParagraphKind::Noise);
        let noise = noise || (0..document.paragraphs.len()).all(is_noise);
        let row = |kind, paragraph, span| Row { kind, paragraph, span };
        let mut rows: Vec<Row> =
            wrap(document.heading(), cells).into_iter().map(|span| row(RowKind::Title, 0, span)).collect();
        rows.extend(wrap(about, cells).into_iter().map(|span| row(RowKind::About, 0, span)));
        let mut hidden = 0;
        for (index, paragraph) in document.paragraphs.iter().enumerate() {
            if !noise && is_noise(index) {
                hidden += 1;
                continue;
            }
            rows.push(row(RowKind::Blank, index, Span::default()));
            rows.extend(wrap(&paragraph.text, cells).into_iter().map(|span| row(RowKind::Text, index, span)));
        }
        Self { rows, hidden }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&Row> {
        self.rows.get(index)
    }

    /// The place of a row; everything above the first paragraph is the beginning.
    pub fn anchor(&self, index: usize) -> Anchor {
        self.get(index).map_or_else(Anchor::default, |row| match row.kind {
            RowKind::Text | RowKind::Blank => Anchor { paragraph: row.paragraph, character: row.span.start },
            RowKind::Title | RowKind::About => Anchor::default(),
        })
    }

    /// The row that holds the place, or the last one before it if it is not shown.
    pub fn row_of(&self, anchor: Anchor) -> usize {
        let upto = self.rows.partition_point(|row| {
            matches!(row.kind, RowKind::Title | RowKind::About)
                || (row.paragraph, row.span.start) <= (anchor.paragraph, anchor.character)
        });
        upto.saturating_sub(1)
    }

    /// The first row of the next paragraph below `index`, or of the one above.
    pub fn next_paragraph(&self, index: usize) -> Option<usize> {
        (index.saturating_add(1)..self.len()).find(|row| self.starts_paragraph(*row))
    }

    pub fn previous_paragraph(&self, index: usize) -> Option<usize> {
        (0..index.min(self.len())).rev().find(|row| self.starts_paragraph(*row))
    }

    fn starts_paragraph(&self, index: usize) -> bool {
        self.get(index).is_some_and(|row| row.kind == RowKind::Text && row.span.start == 0)
    }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn site_noise_is_left_out_unless_asked_for_or_all_there_is() {
        let rows = Rows::wrap(&sample(), "en", 20, false);
        assert_eq!(rows.hidden, 1);
        assert!(Rows::wrap(&sample(), "en", 20, true).len() > rows.len());
        assert_eq!(Rows::wrap(&document(&[(ParagraphKind::Noise, "menu")]), "en", 20, false).hidden, 0);
    }

    #[test]
    fn paragraphs_are_found_from_any_row() {
        let rows = Rows::wrap(&sample(), "en", 20, false);
        let first = rows.next_paragraph(0);
        assert_eq!(first, Some(3));
        let second = rows.next_paragraph(3);
        assert_eq!(second.map(|row| rows.anchor(row)), Some(Anchor { paragraph: 2, character: 0 }));
        assert_eq!(second.and_then(|row| rows.next_paragraph(row)), None);
        assert_eq!(second.and_then(|row| rows.previous_paragraph(row)), first);
    }

    proptest! {
        #[test]
        fn a_place_outlives_a_resize(from in 1_usize..60, to in 1_usize..60, row in 0_usize..40) {
            let (before, after) = (Rows::wrap(&sample(), "en", from, false), Rows::wrap(&sample(), "en", to, false));
            let place = before.anchor(row.min(before.len() - 1));
            let held = after.get(after.row_of(place)).copied();
            // The first paragraph is left out here, so the beginning is above all others.
            let is_held = held.is_some_and(|held| {
                place == Anchor::default() && held.kind == RowKind::About
                    || (held.paragraph == place.paragraph && held.span.contains(place.character))
            });
            prop_assert!(is_held, "{:?} in {:?}", place, held);
        }
    }
}
