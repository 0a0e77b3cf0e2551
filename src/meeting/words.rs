//! The words of a text with their places: what names, dates and concepts are looked up in.
//!
//! Not for showing: [`Word::text`] is folded. What the reader sees is cut out of the text by [`Word::span`].

use crate::text::{
    Span,
    fold::fold_char,
    letter::{is_alphabetic, is_alphanumeric, is_uppercase},
};

/// A run of letters and digits; hyphens part words, an apostrophe between letters does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded; in a word of both scripts, Latin letters that look Cyrillic are Cyrillic (`CНВ` with a Latin C).
    pub text: String,
    /// In characters.
    pub span: Span,
    /// Begins with a capital letter.
    pub capital: bool,
    /// A hyphen ties it to the word before: the `3` of `START-3`.
    pub tied: bool,
    /// A sentence or clause ends between it and the word before.
    pub after_stop: bool,
}

impl Word {
    /// The number it is, if it is nothing but digits.
    pub fn number(&self) -> Option<u32> {
        self.text.parse().ok()
    }
}

pub fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut current: Option<Word> = None;
    let mut chars = text.chars().enumerate().peekable();
    let (mut stop, mut hyphen) = (false, false);
    while let Some((at, c)) = chars.next() {
        let joins = current.is_some() && is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| is_alphabetic(*next));
        if is_alphanumeric(c) || joins {
            let word = current.get_or_insert_with(|| Word {
                text: String::new(),
                span: Span::new(at, at),
                capital: is_uppercase(c),
                tied: hyphen,
                after_stop: stop,
            });
            word.text.push(fold_char(c));
            word.span.end = at + 1;
            continue;
        }
        if c == '\u{301}' {
            continue;
        }
        if let Some(word) = current.take() {
            (stop, hyphen) = (false, c == '-' || c == '\u{2010}' || c == '\u{2011}');
            out.push(one_script(word));
        } else {
            hyphen = false;
        }
        stop |= matches!(c, '.' | '!' | '?' | ';' | ':' | '…');
    }
    out.extend(current.map(one_script));
    out
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '＇')
}

const LOOKALIKES: [(char, char); 13] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('i', 'і'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

fn one_script(mut word: Word) -> Word {
    let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    if word.text.chars().any(cyrillic) && word.text.chars().any(|c| c.is_ascii_alphabetic()) {
        let twin = |c| LOOKALIKES.iter().find(|(latin, _)| *latin == c).map_or(c, |(_, cyrillic)| *cyrillic);
        word.text = word.text.chars().map(twin).collect();
    }
    word
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_part_and_apostrophes_join() {
        let found = words("START-3, п’ять de-escalate; Don't");
        let texts: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["start", "3", "п'ять", "de", "escalate", "don't"]);
        assert!(found[1].tied && found[1].number() == Some(3) && !found[2].tied);
        assert!(found[5].after_stop && found[5].capital && !found[4].after_stop);
        assert_eq!(found[2].span, Span::new(9, 14));
    }

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_cyrillic() {
        assert_eq!(words("CНВ")[0].text, "снв");
        assert_eq!(words("CIA")[0].text, "cia");
    }
}
