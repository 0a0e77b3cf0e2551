//! Search in what is shown: how a query is read, and where it stands in a text.

use crate::text::{Clean, Span, fold::fold, fold::fold_char, keyboard, transliterate::latin};

/// What to look for, blind to case, ё/е and stress marks.
#[derive(Clone, Debug, PartialEq)]
pub enum Needle {
    /// Letters that stand one after another.
    Folded(Vec<char>),
    /// Latin letters for a word in Cyrillic; the whole word is the hit.
    Latin(String),
}

impl Needle {
    /// The ways to read a query, the likeliest first, with what to show when it is not what was typed: as it is,
    /// as typed in the wrong keyboard layout, as Latin letters for Cyrillic ones.
    pub fn readings(query: &str) -> Vec<(Self, Option<Clean>)> {
        let folded = |text: &str| Self::Folded(fold(text).chars().collect());
        let swapped = [keyboard::swap(query), keyboard::swap_ukrainian(query)].into_iter().flatten();
        let mut readings = vec![(folded(query), None)];
        readings.extend(swapped.map(|text| (folded(&text), Some(Clean::new(&text)))));
        if query.chars().any(|c| c.is_ascii_alphabetic()) && !query.contains(' ') {
            readings.push((Self::Latin(latin(query)), Some(Clean::new(query))));
        }
        readings
    }

    pub fn hits(&self, text: &str) -> Vec<Span> {
        match self {
            Self::Folded(needle) => hits_of(needle, text),
            Self::Latin(needle) => words(text)
                .filter(|(word, _)| !word.is_ascii() && latin(word).contains(needle.as_str()))
                .map(|(_, at)| at)
                .collect(),
        }
    }
}

fn hits_of(needle: &[char], text: &str) -> Vec<Span> {
    let folded: Vec<(usize, char)> =
        text.chars().enumerate().filter(|(_, c)| *c != '\u{301}').map(|(at, c)| (at, fold_char(c))).collect();
    let mut hits = Vec::new();
    let mut from = 0_usize;
    while let Some(window) = folded.get(from..from.saturating_add(needle.len())).filter(|w| !w.is_empty()) {
        if window.iter().map(|(_, c)| c).eq(needle) {
            if let (Some((start, _)), Some((last, _))) = (window.first(), window.last()) {
                hits.push(Span::new(*start, last + 1));
            }
            from += needle.len();
        } else {
            from += 1;
        }
    }
    hits
}

fn words(text: &str) -> impl Iterator<Item = (String, Span)> {
    let mut chars = text.chars().enumerate().peekable();
    std::iter::from_fn(move || {
        while chars.next_if(|(_, c)| !c.is_alphabetic()).is_some() {}
        let (start, first) = chars.next()?;
        let mut word = String::from(first);
        while let Some((_, c)) = chars.next_if(|(_, c)| c.is_alphabetic()) {
            word.push(c);
        }
        let end = start + word.chars().count();
        Some((word, Span::new(start, end)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &str) -> Vec<(Span, Option<String>)> {
        let all = Needle::readings(query);
        let first = all.into_iter().find(|(needle, _)| !needle.hits(text).is_empty());
        first.map_or_else(Vec::new, |(needle, shown)| {
            needle.hits(text).into_iter().map(|at| (at, shown.as_ref().map(ToString::to_string))).collect()
        })
    }

    #[test]
    fn case_yo_and_stress_do_not_count_and_places_are_right() {
        assert_eq!(found("ОРЛЁВ", "Петро́в, Орлев и орлёва"), [(Span::new(9, 14), None), (Span::new(17, 22), None)]);
        assert_eq!(found("петров", "Петро́в"), [(Span::new(0, 7), None)]);
        assert_eq!(found("", "text"), []);
    }

    #[test]
    fn the_wrong_layout_and_latin_letters_find_cyrillic() {
        assert_eq!(found("jhkjd", "министр Орлов"), [(Span::new(8, 13), Some("орлов".to_owned()))]);
        assert_eq!(found("orlov", "министр Орлова нет"), [(Span::new(8, 14), Some("orlov".to_owned()))]);
        assert_eq!(found("orlov", "Mr Orlov"), [(Span::new(3, 8), None)]);
    }
}
