//! Rows: one paragraph broken at a width, greedily, by the line-end rules of Russian and Ukrainian.
//! Rows are spans of characters, so a row knows its anchor; nothing here draws.

use super::{
    Span,
    width::{graphemes, width},
};

/// The rows of a paragraph, at least one.
///
/// The spans join up to the paragraph: the spaces at a break belong to the row before it and do not count. No row
/// is wider than `cells` (0 is taken as 1); only a grapheme that is wider by itself stands out. A word longer than a
/// row is cut. A one-letter word does not end a row, a dash does not begin one, initials stay with the name; where
/// these rules would leave nothing on a row they give way.
pub fn wrap(text: &str, cells: usize) -> Vec<Span> {
    let limit = cells.max(1);
    let mut rows = Rows { limit, done: Vec::new(), start: 0, end: 0, used: 0, rest: None };
    let mut words = words(text).peekable();
    while let Some(word) = words.next() {
        rows.add(&word);
        if words.peek().is_some_and(|next| may_part(word.text, next.text)) {
            rows.rest = Some((word.end, rows.used));
        }
    }
    rows.finish()
}

struct Rows {
    limit: usize,
    done: Vec<Span>,
    /// The current row: its first character, the end of its last word, its cells so far, with spaces.
    start: usize,
    end: usize,
    used: usize,
    /// The last place where the row may end, and the cells up to there.
    rest: Option<(usize, usize)>,
}

impl Rows {
    fn add(&mut self, word: &Word) {
        if self.used.saturating_add(word.cells) > self.limit {
            if let Some((end, used)) = self.rest {
                self.end_at(end, used);
            }
            if self.used.saturating_add(word.cells) > self.limit && self.start < word.start {
                self.end_at(word.start, self.used);
            }
        }
        if word.cells > self.limit {
            self.cut(word);
        } else {
            self.used += word.cells;
        }
        self.used += word.spaces;
        self.end = word.end;
    }

    fn end_at(&mut self, end: usize, used: usize) {
        self.done.push(Span::new(self.start, end));
        self.start = end;
        self.used = self.used.saturating_sub(used);
        self.rest = None;
    }

    /// A word that is longer than a row, which begins here.
    fn cut(&mut self, word: &Word) {
        let mut at = word.start;
        for (grapheme, cells) in graphemes(word.text) {
            if self.used.saturating_add(cells) > self.limit && self.start < at {
                self.end_at(at, self.used);
            }
            self.used += cells;
            at += grapheme.chars().count();
        }
    }

    fn finish(mut self) -> Vec<Span> {
        if self.start < self.end || self.done.is_empty() {
            self.done.push(Span::new(self.start, self.end));
        }
        self.done
    }
}

/// A word and the spaces after it. The first may be spaces only.
struct Word<'a> {
    text: &'a str,
    /// Its first character, and the first one after its spaces.
    start: usize,
    end: usize,
    cells: usize,
    spaces: usize,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    split_after_spaces(text).map(move |piece| {
        let word = piece.trim_end_matches(' ');
        let (start, spaces) = (at, piece.len() - word.len());
        at += word.chars().count() + spaces;
        Word { text: word, start, end: at, cells: width(word), spaces }
    })
}

/// Pieces that end with their spaces: "a b  c" is "a ", "b  ", "c".
fn split_after_spaces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = rest.find(' ').unwrap_or(rest.len());
        let spaces = rest.get(word..)?.bytes().take_while(|b| *b == b' ').count();
        let (piece, after) = rest.split_at_checked(word + spaces)?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Whether a row may end between these two words.
fn may_part(word: &str, next: &str) -> bool {
    !(is_dash(next) || is_lone_letter(word) || is_initials(word) && starts_name(next) || is_sign_of_number(word))
}

fn is_dash(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '-' | '–' | '—' | '―'))
}

/// A one-letter word, «в» or «я», also after an opening mark.
fn is_lone_letter(word: &str) -> bool {
    let mut letters = word.chars().skip_while(|c| !c.is_alphanumeric());
    letters.next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii()) && letters.next().is_none()
}

/// «С.», «С.В.», "J."
fn is_initials(word: &str) -> bool {
    let mut chars = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars();
    let mut pairs = 0;
    while let Some(c) = chars.next() {
        if !c.is_uppercase() || chars.next() != Some('.') {
            return false;
        }
        pairs += 1;
    }
    (1..=3).contains(&pairs)
}

fn starts_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_sign_of_number(word: &str) -> bool {
    matches!(word, "№" | "§" | "$" | "€" | "₽")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::span::slice, *};

    fn lines(text: &str, cells: usize) -> Vec<&str> {
        wrap(text, cells).into_iter().map(|row| slice(text, row)).collect()
    }

    #[test]
    fn words_fill_the_row() {
        assert_eq!(lines("one two three", 8), ["one two ", "three"]);
        assert_eq!(lines("one two three", 7), ["one two ", "three"]);
        assert_eq!(lines("one two three", 6), ["one ", "two ", "three"]);
        assert_eq!(lines("", 6), [""]);
    }

    #[test]
    fn a_preposition_goes_with_its_word() {
        assert_eq!(lines("переговоры в Сочи", 12), ["переговоры ", "в Сочи"]);
        assert_eq!(lines("это «я знаю»", 7), ["это ", "«я ", "знаю»"]);
    }

    #[test]
    fn a_dash_stays_on_its_row() {
        assert_eq!(lines("Москва — город", 8), ["Москва — ", "город"]);
        assert_eq!(lines("вот Москва — город", 10), ["вот ", "Москва — ", "город"]);
    }

    #[test]
    fn initials_stay_with_the_name() {
        assert_eq!(lines("министр С. В. Орлов", 14), ["министр ", "С. В. Орлов"]);
    }

    #[test]
    fn long_words_are_cut_and_rules_give_way() {
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh ", "ij"]);
        assert_eq!(lines("в с к у", 3), ["в с ", "к у"]);
        assert_eq!(lines("ab", 0), ["a", "b"]);
        assert_eq!(lines("日本", 1), ["日", "本"]);
    }

    proptest! {
        #[test]
        fn rows_join_up_and_fit(text in "[а-яА-Яa-z «»—.1日\u{301}👍-]{0,200}|\\PC{0,60}", cells in 0_usize..40) {
            let rows = wrap(&text, cells);
            let joined: String = rows.iter().map(|row| slice(&text, *row)).collect();
            prop_assert_eq!(&joined, &text);
            prop_assert!(rows.windows(2).all(|pair| pair[0].end == pair[1].start && !pair[0].is_empty()));
            for row in &rows {
                let line = slice(&text, *row).trim_end_matches(' ');
                prop_assert!(width(line) <= cells.max(1) || graphemes(line).filter(|(_, cells)| *cells > 0).count() == 1, "{line:?}");
            }
            prop_assert_eq!(wrap(&text, cells), rows);
        }
    }
}
