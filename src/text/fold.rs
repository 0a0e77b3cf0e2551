//! Folding: the form in which words are compared, blind to case, ё/е and stress marks.

use unicode_normalization::UnicodeNormalization;

use super::{Span, width::is_plain};

/// Lower case, NFC, `ё` as `е`, typographic apostrophes as `'`, no stress mark. Lengths may change: positions in the
/// result are not positions in `text`; see [`Folded`] for those.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    if text.chars().all(is_plain) {
        return text.chars().map(fold_char).collect();
    }
    text.nfc().filter(|c| *c != '\u{301}').map(fold_char).collect()
}

/// One character's folded form. Characters whose lower case is longer than one character keep its first.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // Most of what we read, without a search through all the alphabets there are.
    match c {
        'ё' | 'Ё' => return 'е',
        'а'..='џ' => return c,
        'А'..='Я' => return char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        _ => {}
    }
    match c.to_lowercase().next().unwrap_or(c) {
        '’' | 'ʼ' | '‘' | '＇' => '\'',
        lower => lower,
    }
}

/// Whether folding leaves a character as it is.
pub fn is_folded(c: char) -> bool {
    match c {
        'ё' => false,
        ' '..='@' | '['..='~' | 'а'..='џ' => true,
        _ => fold_char(c) == c,
    }
}

/// A text as it is compared, which knows where its characters stand in the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    /// For each folded character the original's, counted in characters.
    at: Vec<usize>,
}

impl Folded {
    /// Folds NFC text, such as [`super::Clean`] is.
    pub fn new(text: &str) -> Self {
        let kept = text.chars().enumerate().filter(|(_, c)| *c != '\u{301}');
        let (at, text) = kept.map(|(at, c)| (at, fold_char(c))).unzip();
        Self { text, at }
    }

    /// Where in the original the bytes `start..end` of the folded text stand.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let characters = |to: usize| self.text.get(..to).map_or(0, |head| head.chars().count());
        let (first, last) = (characters(start), characters(end).saturating_sub(1));
        match (self.at.get(first), self.at.get(last)) {
            (Some(first), Some(last)) if start < end => Span::new(*first, last + 1),
            _ => Span::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_yo_and_stress_do_not_count() {
        assert_eq!(fold("Ещё Лавро́в, П’ять"), "еще лавров, п'ять");
        assert_eq!(fold("KERRY"), "kerry");
        assert_eq!(fold("И\u{306} ЇЖАК"), "й їжак");
        assert!(('Ѐ'..='џ').filter(|c| !matches!(c, 'ё' | 'Ё')).all(|c| c.to_lowercase().eq([fold_char(c)])));
    }

    #[test]
    fn places_in_the_folded_text_are_places_in_the_original() {
        let folded = Folded::new("Ещё Лавро́ва нет");
        let start = folded.text.find("лаврова").unwrap_or_default();
        assert_eq!(folded.span(start, start + "лаврова".len()), Span::new(4, 12));
        assert_eq!(folded.span(3, 3), Span::default());
    }
}
