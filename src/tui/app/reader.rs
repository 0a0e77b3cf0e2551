//! The open document: its rows, where one is in it, which quotation is looked at.

use super::{
    super::rows::{Anchor, Row, RowKind, Rows, Spot},
    find::Needle,
};
use crate::{
    document::Document,
    quotation::Quotation,
    text::{Clean, Span},
};

#[derive(Debug, Default)]
pub struct Reader {
    pub document: Document,
    /// Language, date, meeting and source.
    pub about: Clean,
    /// In the order of the text.
    pub quotations: Vec<Quotation>,
    pub rows: Rows,
    top: Spot,
    height: usize,
    /// The rows on the screen.
    seen: Vec<Row>,
    /// The quotation gone to, as long as it is on the screen.
    focus: Option<usize>,
    noise: bool,
    cells: usize,
    place: Anchor,
    /// Where each paragraph begins in the clean text.
    starts: Vec<usize>,
    /// Where what is shown of it ends.
    end: usize,
    /// What was searched for: paragraph, or the title, and characters in it.
    pub hits: Vec<(Option<usize>, Span)>,
    pub hit: Option<usize>,
    /// Whether `hits` are those of the last search.
    pub is_searched: bool,
}

impl Reader {
    pub fn new(document: Document, quotations: Vec<Quotation>, about: Clean) -> Self {
        let starts = document.starts();
        Self { document, about, quotations, starts, ..Self::default() }
    }

    /// The same text as it is known now; place and quotation stay.
    pub fn replace(&mut self, document: Document, quotations: Vec<Quotation>, about: Clean) {
        let focus = self.focused().map(|quotation| Span::new(quotation.start, quotation.end));
        let meets = |quotation: &Quotation, at: Span| quotation.start < at.end && at.start < quotation.end;
        self.focus = focus.and_then(|at| quotations.iter().position(|quotation| meets(quotation, at)));
        (self.document, self.quotations, self.about) = (document, quotations, about);
        self.wrap();
    }

    /// Brings a character of the clean text into sight.
    pub fn show(&mut self, at: usize) {
        self.reveal(Span::new(at, at + 1));
    }

    /// Wraps for this width unless it is done already; the place stays.
    pub fn fit(&mut self, cells: usize, height: usize) {
        let (cells_before, height_before) = (self.cells, self.height);
        (self.cells, self.height) = (cells, height.max(1));
        if cells_before != self.cells {
            self.wrap();
        } else if height_before != self.height {
            self.go_to(self.place);
        }
    }

    fn wrap(&mut self) {
        self.rows = Rows::new(&self.document, &self.about, self.cells, self.noise);
        let last = self.rows.last_paragraph();
        let end = |last| Some(self.start(last) + self.document.paragraphs.get(last)?.text.chars().count());
        self.end = last.and_then(end).unwrap_or(0);
        self.go_to(self.place);
    }

    /// Whether the site put anything around the article.
    pub fn has_noise(&self) -> bool {
        self.noise || self.rows.hidden > 0
    }

    pub fn toggle_noise(&mut self) {
        self.noise = !self.noise;
        self.wrap();
    }

    /// Where one is: what was last gone to, whatever became of the rows since.
    pub fn anchor(&self) -> Anchor {
        self.place
    }

    /// Shows the place at the top; the beginning is the title.
    pub fn go_to(&mut self, place: Anchor) {
        let is_beginning = place == Anchor::default();
        let spot = if is_beginning { Spot::default() } else { self.rows.spot_of(&self.document, place) };
        self.show_from(spot);
        self.place = place;
    }

    pub fn go_to_row(&mut self, row: usize) {
        let spot = match isize::try_from(row) {
            Ok(row) => self.rows.moved(&self.document, Spot::default(), row),
            Err(_) => self.rows.last_top(&self.document, self.height),
        };
        self.show_from(spot);
    }

    pub fn scroll(&mut self, by: isize) {
        let spot = self.rows.moved(&self.document, self.top, by);
        self.show_from(spot);
    }

    /// Shows this row at the top, or as far up as there are rows to fill the screen.
    fn show_from(&mut self, spot: Spot) {
        self.top = spot.min(self.rows.last_top(&self.document, self.height));
        self.place = self.rows.anchor(&self.document, self.top);
        self.seen = self.rows.from(&self.document, self.top, self.height);
    }

    /// The part of the clean text that is on the screen.
    fn sight(&self) -> Span {
        let of = |row: &Row, at: usize| match row.kind {
            RowKind::Title | RowKind::About => 0,
            RowKind::Blank | RowKind::Text => self.start(row.paragraph) + at,
        };
        let first = self.seen.first().map_or(0, |row| of(row, row.span.start));
        Span::new(first, self.seen.last().map_or(0, |row| of(row, row.span.end)).max(first))
    }

    /// How much of it has been seen, in per cent.
    pub fn percent(&self) -> usize {
        (self.sight().end * 100).checked_div(self.end).unwrap_or(100)
    }

    pub fn next_paragraph(&mut self) {
        if let Some(spot) = self.rows.next_paragraph(self.top) {
            self.show_from(spot);
        }
    }

    pub fn previous_paragraph(&mut self) {
        let spot = self.top.previous_paragraph().unwrap_or_default();
        self.show_from(spot);
    }

    fn place_of(&self, at: usize) -> Anchor {
        let paragraph = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        Anchor { paragraph, character: at.saturating_sub(self.starts.get(paragraph).copied().unwrap_or(0)) }
    }

    fn is_seen(&self, index: usize) -> bool {
        let sight = self.sight();
        self.quotations.get(index).is_some_and(|it| it.start < sight.end && sight.start < it.end)
    }

    /// The quotation that is looked at: the one gone to, else the first on the screen.
    pub fn current(&self) -> Option<usize> {
        match self.focus {
            Some(index) if self.is_seen(index) => Some(index),
            _ => (0..self.quotations.len()).find(|index| self.is_seen(*index)),
        }
    }

    pub fn current_quotation(&self) -> Option<&Quotation> {
        self.quotations.get(self.current()?)
    }

    /// Goes on by so many quotations, back with a minus: from the one that is looked at, else from the top.
    pub fn step_quotation(&mut self, by: isize) {
        let Some(last) = self.quotations.len().checked_sub(1) else { return };
        let target = self.current().map_or_else(
            || {
                let top = self.sight().start;
                let below = self.quotations.iter().position(|quotation| quotation.start >= top);
                let below = below.unwrap_or(self.quotations.len());
                below.saturating_add_signed(if by > 0 { by - 1 } else { by })
            },
            |current| current.saturating_add_signed(by),
        );
        self.focus_on(target.min(last));
    }

    pub fn focus_on(&mut self, index: usize) {
        let Some(quotation) = self.quotations.get(index) else { return };
        let at = Span::new(quotation.start, quotation.end);
        self.focus = Some(index);
        self.reveal(at);
    }

    /// The quotation gone to, so that one can come back to it.
    pub fn focused(&self) -> Option<&Quotation> {
        self.quotations.get(self.focus?)
    }

    /// Looks at a quotation again without moving the text.
    pub fn refocus(&mut self, id: Option<&str>) {
        self.focus = id.and_then(|id| self.quotations.iter().position(|quotation| quotation.id == id));
    }

    pub fn focus_on_id(&mut self, id: &str) {
        if let Some(index) = self.quotations.iter().position(|quotation| quotation.id == id) {
            self.focus_on(index);
        }
    }

    /// Moves the text only if the characters are not all on the screen, and then so that what stands before is seen too.
    fn reveal(&mut self, at: Span) {
        let sight = self.sight();
        if at.start < sight.start || at.end > sight.end {
            let spot = self.rows.spot_of(&self.document, self.place_of(at.start));
            let above = isize::try_from(self.height / 3).unwrap_or(isize::MAX);
            let spot = self.rows.moved(&self.document, spot, -above);
            self.show_from(spot);
        }
    }

    /// Looks for a needle everywhere in what is shown; says how many hits there are.
    pub fn find(&mut self, needle: &Needle) -> usize {
        let paragraphs = self.document.paragraphs.iter().enumerate();
        let texts = paragraphs
            .filter(|(index, _)| self.rows.shows(*index))
            .map(|(index, paragraph)| (Some(index), &paragraph.text));
        self.hits = std::iter::once((None, self.document.heading()))
            .chain(texts)
            .flat_map(|(place, text)| needle.hits(text).into_iter().map(move |at| (place, at)))
            .collect();
        self.hit = None;
        self.is_searched = true;
        self.hits.len()
    }

    pub fn forget_hits(&mut self) {
        self.hits.clear();
        self.hit = None;
        self.is_searched = false;
    }

    /// Goes to the first hit at or below a place.
    pub fn first_hit_from(&mut self, place: Anchor) {
        // The beginning is the title.
        let paragraph = (place != Anchor::default()).then_some(place.paragraph);
        let after = self.hits.partition_point(|(hit, at)| (*hit, at.start) < (paragraph, place.character));
        self.show_hit(if after < self.hits.len() { after } else { 0 });
    }

    /// Goes on by so many hits, round the end.
    pub fn step_hit(&mut self, by: isize) {
        let Some(count) = isize::try_from(self.hits.len()).ok().filter(|count| *count > 0) else { return };
        match self.hit.and_then(|hit| isize::try_from(hit).ok()) {
            Some(hit) => self.show_hit((hit + by).rem_euclid(count).unsigned_abs()),
            None => self.first_hit_from(self.anchor()),
        }
    }

    fn show_hit(&mut self, index: usize) {
        if let Some((paragraph, at)) = self.hits.get(index).copied() {
            self.hit = Some(index);
            match paragraph {
                None => self.go_to_row(0),
                Some(paragraph) => {
                    let at = self.start(paragraph) + at.start;
                    self.reveal(Span::new(at, at + 1));
                }
            }
        }
    }

    /// The rows on the screen.
    pub fn seen(&self) -> impl Iterator<Item = &Row> {
        self.seen.iter()
    }

    /// Where a paragraph begins in the clean text.
    pub fn start(&self, paragraph: usize) -> usize {
        self.starts.get(paragraph).copied().unwrap_or(0)
    }
}
