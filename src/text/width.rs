//! Display widths in terminal cells: the one place where they are counted.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that `text` takes on the screen, drawn one grapheme after another.
pub fn width(text: &str) -> usize {
    let mut cells = 0;
    for c in text.chars() {
        if !is_plain(c) {
            return graphemes(text).map(|(_, cells)| cells).sum();
        }
        cells += 1;
    }
    cells
}

/// The graphemes of `text`, each with its cells.
pub fn graphemes(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).map(|grapheme| (grapheme, UnicodeWidthStr::width(grapheme)))
}

/// `text` if it fits in `cells`, else its beginning with "…", never wider than `cells`.
pub fn truncate(text: &str, cells: usize) -> String {
    truncate_with(text, cells, "…")
}

/// As [`truncate`], with another sign that something is missing; the sign goes where it does not fit itself.
pub fn truncate_with(text: &str, cells: usize, sign: &str) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let Some(room) = cells.checked_sub(width(sign)) else { return String::new() };
    let mut out = String::new();
    let mut used = 0;
    for (grapheme, cells) in graphemes(text) {
        used += cells;
        if used > room {
            break;
        }
        out.push_str(grapheme);
    }
    out.push_str(sign);
    out
}

/// Exactly `cells` wide: truncated, or filled up with spaces.
pub fn fit(text: &str, cells: usize) -> String {
    let mut out = truncate(text, cells);
    let missing = cells.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// Characters of one cell that never join with a neighbour: most of what our languages are written in.
/// Combining marks, which join with what stands before them, are not plain, so a text of plain ones needs no
/// segmentation; nor composition, being composed.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203b}' | '\u{20ac}' | '\u{2116}')
        && !matches!(c, '©' | '®')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_of_several_scripts() {
        assert_eq!(width("Лавров — «да»"), 13);
        assert_eq!(width("日本"), 4);
        assert_eq!(width("и\u{306}"), 1);
        assert_eq!(width("👩‍👩‍👧"), 2);
        assert_eq!(width(""), 0);
    }

    #[test]
    fn plain_characters_are_one_cell() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_plain(*c)) {
            assert_eq!(UnicodeWidthStr::width(c.to_string().as_str()), 1, "{c:?}");
        }
    }

    #[test]
    fn truncation_leaves_a_sign() {
        assert_eq!(truncate("Лавров", 6), "Лавров");
        assert_eq!(truncate("Лавров", 4), "Лав…");
        assert_eq!(truncate("日本語", 4), "日…");
        assert_eq!(truncate("Лавров", 1), "…");
        assert_eq!(truncate("Лавров", 0), "");
        assert_eq!(truncate_with("Lavrov", 4, "..."), "L...");
        assert_eq!(fit("да", 4), "да  ");
        assert_eq!(fit("日本語", 4), "日… ");
    }

    proptest! {
        #[test]
        fn never_wider_than_asked(text in "\\PC{0,40}", cells in 0_usize..20) {
            prop_assert!(width(&truncate(&text, cells)) <= cells);
            prop_assert_eq!(width(&fit(&text, cells)), cells);
        }
    }
}
