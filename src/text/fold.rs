//! Folding: the form in which words are compared, blind to case, ё/е and stress marks.

use unicode_normalization::UnicodeNormalization;

/// Lower case, NFC, `ё` as `е`, typographic apostrophes as `'`, no stress mark. Not idempotent-free of
/// length changes: positions in the result are not positions in `text`; see [`fold_char`] for that.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfc().filter(|c| *c != '\u{301}').map(fold_char).collect()
}

/// One character's folded form. Characters whose lower case is longer than one character keep its first.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c.to_lowercase().next().unwrap_or(c) {
        'ё' => 'е',
        '’' | 'ʼ' | '‘' | '＇' => '\'',
        lower => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_yo_and_stress_do_not_count() {
        assert_eq!(fold("Ещё Лавро́в, П’ять"), "еще лавров, п'ять");
        assert_eq!(fold("KERRY"), "kerry");
    }
}
