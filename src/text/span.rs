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
    head(tail(text, span.start), span.len())
}

/// The same of many spans, each beginning no earlier than the one before: the text is gone through once.
pub fn slices(text: &str, spans: impl IntoIterator<Item = Span>) -> impl Iterator<Item = &str> {
    let (mut rest, mut at) = (text, 0);
    spans.into_iter().map(move |span| {
        rest = tail(rest, span.start.saturating_sub(at));
        at = span.start.max(at);
        head(rest, span.len())
    })
}

/// Without so many characters at the beginning.
fn tail(text: &str, count: usize) -> &str {
    let mut chars = text.chars();
    if let Some(last) = count.checked_sub(1) {
        // Going over characters is much quicker than looking at them.
        chars.nth(last);
    }
    chars.as_str()
}

/// So many characters at the beginning.
fn head(text: &str, count: usize) -> &str {
    text.get(..text.len() - tail(text, count).len()).unwrap_or("")
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

    #[test]
    fn many_slices_are_those_of_each() {
        let text = "Лавров said так.";
        let spans = [Span::new(0, 3), Span::new(1, 6), Span::new(7, 11), Span::new(11, 11), Span::new(12, 99)];
        let each: Vec<&str> = spans.iter().map(|span| slice(text, *span)).collect();
        assert_eq!(slices(text, spans).collect::<Vec<_>>(), each);
    }
}
