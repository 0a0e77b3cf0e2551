//! A line ready to be drawn. It can be made only of clean text, of words of our own and of numbers, and nothing
//! else can be drawn: what comes from outside cannot reach the terminal by another way.

use std::borrow::Cow;

use jiff::civil::Date;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::keymap::Chord;
use crate::text::{Clean, Span, span, width, wrap::wrap};

/// Pieces of text, each in its style, from left to right.
///
/// ```
/// use visavis::{text::Clean, tui::Line};
///
/// let line = Line::new().own("title: ", Default::default()).text(&Clean::new("\u{1b}[2Ja"), Default::default());
/// assert_eq!(line.width(), 8);
/// ```
///
/// ```compile_fail,E0308
/// let page = String::from("\u{1b}[2J");
/// let line = visavis::tui::Line::new().text(&page, Default::default());
/// ```
///
/// ```compile_fail,E0597
/// let page = String::from("\u{1b}[2J");
/// let line = visavis::tui::Line::new().own(&page, Default::default());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pieces: Vec<(Cow<'static, str>, Style)>,
}

impl Line {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn own(mut self, words: &'static str, style: Style) -> Self {
        self.pieces.push((Cow::Borrowed(words), style));
        self
    }

    #[must_use]
    pub fn text(mut self, text: &Clean, style: Style) -> Self {
        self.pieces.push((Cow::Owned(text.as_str().to_owned()), style));
        self
    }

    #[must_use]
    pub fn slice(mut self, text: &Clean, at: Span, style: Style) -> Self {
        self.pieces.push((Cow::Owned(span::slice(text, at).to_owned()), style));
        self
    }

    #[must_use]
    pub fn number(mut self, number: usize, style: Style) -> Self {
        self.pieces.push((Cow::Owned(number.to_string()), style));
        self
    }

    /// "2019-05-14".
    #[must_use]
    pub fn date(mut self, date: Date, style: Style) -> Self {
        self.pieces.push((Cow::Owned(date.to_string()), style));
        self
    }

    #[must_use]
    pub fn key(mut self, chord: &Chord, style: Style) -> Self {
        self.pieces.push((Cow::Owned(Clean::new(&chord.to_string()).as_str().to_owned()), style));
        self
    }

    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.pieces.extend(other.pieces);
        self
    }

    /// `words` over and over up to `cells`; they must be one cell wide.
    #[must_use]
    pub fn filled(mut self, words: &'static str, cells: usize, style: Style) -> Self {
        let missing = cells.saturating_sub(self.width());
        self.pieces.push((Cow::Owned(words.repeat(missing)), style));
        self
    }

    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|(text, _)| text.is_empty())
    }

    pub fn width(&self) -> usize {
        self.pieces.iter().map(|(text, _)| width::width(text)).sum()
    }

    /// At most `cells` wide; what is cut off ends in "…". The space that ends a wrapped row is no loss.
    #[must_use]
    pub fn fitted(mut self, cells: usize) -> Self {
        if self.width() == cells + 1
            && let Some((last, _)) = self.pieces.last_mut()
            && let Some(less) = last.strip_suffix(' ')
        {
            *last = Cow::Owned(less.to_owned());
        }
        if self.width() <= cells {
            return self;
        }
        let mut left = cells;
        let mut pieces = Vec::new();
        for (text, style) in self.pieces {
            let wide = width::width(&text);
            if wide >= left {
                // Cut even if just full: something follows, or the whole would have fitted.
                let cut = width::truncate(&format!("{text}……"), left);
                pieces.push((Cow::Owned(cut), style));
                break;
            }
            left -= wide;
            pieces.push((text, style));
        }
        Self { pieces }
    }

    /// In rows of at most `cells`, broken between words.
    pub fn wrapped(&self, cells: usize) -> Vec<Self> {
        let text = Clean::from(self.pieces.iter().map(|(text, _)| text.as_ref()).collect::<String>());
        let mut looks = Looks::default();
        let mut start = 0;
        for (text, style) in &self.pieces {
            let end = start + text.chars().count();
            looks.add(Span::new(start, end), *style);
            start = end;
        }
        wrap(&text, cells.max(1)).into_iter().map(|row| looks.line(&text, row)).collect()
    }

    /// Draws it from the left of the first row of `area`, no further than its right.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let mut x = area.x;
        for (text, style) in &self.pieces {
            for (grapheme, cells) in width::graphemes(text) {
                let next = x.saturating_add(u16::try_from(cells).unwrap_or(u16::MAX));
                if next > area.right() {
                    return;
                }
                if cells == 0 {
                    continue;
                }
                if let Some(cell) = buffer.cell_mut((x, area.y)) {
                    cell.set_symbol(grapheme).set_style(*style);
                }
                // What a wide character covers must not keep what was there.
                for covered in x.saturating_add(1)..next {
                    if let Some(cell) = buffer.cell_mut((covered, area.y)) {
                        cell.reset();
                    }
                }
                x = next;
            }
        }
    }

    /// Draws it so that it ends at the right of `area`.
    pub fn draw_right(&self, area: Rect, buffer: &mut Buffer) {
        let cells = u16::try_from(self.width()).unwrap_or(u16::MAX).min(area.width);
        self.draw(Rect { x: area.right().saturating_sub(cells), width: cells, ..area }, buffer);
    }
}

/// How the characters of a paragraph look: a style for all, others over stretches, the later over the earlier.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    base: Style,
    over: Vec<(Span, Style)>,
}

impl Looks {
    pub fn new(base: Style) -> Self {
        Self { base, over: Vec::new() }
    }

    pub fn add(&mut self, at: Span, style: Style) {
        if !at.is_empty() {
            self.over.push((at, style));
        }
    }

    /// A row of the paragraph as a line.
    pub fn line(&self, text: &Clean, row: Span) -> Line {
        let mut cuts = vec![row.start, row.end];
        for (at, _) in &self.over {
            cuts.extend([at.start, at.end].into_iter().filter(|cut| row.contains(*cut)));
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut line = Line::new();
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let covering = self.over.iter().filter(|(at, _)| at.contains(*start));
            let style = covering.fold(self.base, |style, (_, over)| style.patch(*over));
            line = line.slice(text, Span::new(*start, *end), style);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(line: &Line, cells: u16) -> String {
        let area = Rect::new(0, 0, cells, 1);
        let mut buffer = Buffer::empty(area);
        line.draw(area, &mut buffer);
        buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn a_line_is_cut_with_a_sign() {
        let line = || Line::new().own("abc", Style::new()).text(&"Сочи".into(), Style::new());
        assert_eq!(drawn(&line().fitted(7), 7), "abcСочи");
        assert_eq!(drawn(&line().fitted(6), 7), "abcСо… ");
        assert_eq!(drawn(&line().fitted(3), 7), "ab…    ");
        assert_eq!(drawn(&line().fitted(0), 7), "       ");
    }

    #[test]
    fn a_line_is_broken_between_words_and_keeps_its_looks() {
        let (plain, bold) = (Style::new(), Style::new().bold());
        let rows = Line::new().own("one ", plain).own("two three", bold).wrapped(7);
        assert_eq!(rows, [Line::new().own("one ", plain).own("two ", bold), Line::new().own("three", bold)]);
    }

    #[test]
    fn the_space_at_the_end_of_a_row_is_no_loss() {
        let line = || Line::new().own("one ", Style::new()).own("two ", Style::new());
        assert_eq!(drawn(&line().fitted(7), 9), "one two  ");
        assert_eq!(drawn(&line().fitted(6), 9), "one t…   ");
    }

    #[test]
    fn a_wide_character_is_drawn_whole_or_not_at_all() {
        let line = Line::new().text(&"日本".into(), Style::new());
        assert_eq!(drawn(&line, 3).trim_end(), "日");
    }

    #[test]
    fn later_looks_lie_over_earlier_ones() {
        let mut looks = Looks::new(Style::new());
        looks.add(Span::new(1, 4), Style::new().bold());
        looks.add(Span::new(3, 9), Style::new().italic());
        let line = looks.line(&"abcdef".into(), Span::new(0, 5));
        let styles: Vec<(&str, Style)> = line.pieces.iter().map(|(text, style)| (text.as_ref(), *style)).collect();
        let (plain, bold) = (Style::new(), Style::new().bold());
        assert_eq!(styles, [("a", plain), ("bc", bold), ("d", bold.italic()), ("e", plain.italic())]);
    }
}
