//! Stretches of text counted in characters, never in bytes.

use serde::{Deserialize, Serialize};

/// A half-open stretch of characters; in JSON `[start, end]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub const fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// The same stretch `by` characters further on.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// The characters of `text` that `span` covers; what lies beyond the end is left out.
pub fn slice(text: &str, span: Span) -> &str {
    let mut at = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    let Some(start) = at.nth(span.start) else { return "" };
    let end = match span.len() {
        0 => start,
        length => at.nth(length - 1).unwrap_or(text.len()),
    };
    text.get(start..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_by_characters() {
        assert_eq!(slice("Лавров said", Span::new(1, 6)), "авров");
        assert_eq!(slice("Лавров", Span::new(3, 99)), "ров");
        assert_eq!(slice("Лавров", Span::new(6, 9)), "");
        assert_eq!(slice("Лавров", Span::new(9, 12)), "");
        assert_eq!(slice("Лавров", Span::new(2, 2)), "");
    }
}
