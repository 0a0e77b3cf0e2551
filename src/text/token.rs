//! Tokens: words and marks of a paragraph, each with its place in characters and its folded form.
//! Knows letters, not languages.

use super::{Span, fold::fold_char};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters and digits with inner apostrophes and hyphens; an initial keeps its full stop («С.», "U.").
    Word,
    /// A word of digits alone.
    Number,
    /// One other character.
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: TokenKind,
    /// Characters from the paragraph's start.
    pub span: Span,
    /// Begins with a capital letter.
    pub capital: bool,
    pub space_before: bool,
    pub space_after: bool,
    bytes: (u32, u32),
    folded: (u32, u32),
}

/// The tokens of one text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    text: String,
    folded: String,
    list: Vec<Token>,
}

const APOSTROPHES: [char; 4] = ['\'', '’', 'ʼ', '‘'];

impl Tokens {
    pub fn new(text: &str) -> Self {
        let mut tokens = Self {
            text: text.to_owned(),
            folded: String::with_capacity(text.len()),
            list: Vec::with_capacity(text.len() / 6 + 1),
        };
        let mut chars = text.char_indices().enumerate().map(|(at, (byte, c))| (at, byte, c)).peekable();
        let mut space = true;
        while let Some((at, byte, c)) = chars.next() {
            if c == ' ' {
                space = true;
                if let Some(last) = tokens.list.last_mut() {
                    last.space_after = true;
                }
                continue;
            }
            let start = tokens.folded.len();
            tokens.folded.push(fold_char(c));
            let mut end = (at + 1, byte + c.len_utf8());
            let mut kind = TokenKind::Mark(c);
            if c.is_alphanumeric() {
                kind = if c.is_numeric() { TokenKind::Number } else { TokenKind::Word };
                while let Some(&(at, byte, next)) = chars.peek() {
                    // A mark inside a word counts only with a letter behind it.
                    let inner = APOSTROPHES.contains(&next) || matches!(next, '-' | '‑' | '\u{301}' | '_');
                    let joins = next.is_alphanumeric()
                        || is_mark_on_letter(next)
                        || inner
                            && text
                                .get(byte + next.len_utf8()..)
                                .and_then(|rest| rest.chars().next())
                                .is_some_and(char::is_alphabetic);
                    if !joins {
                        break;
                    }
                    if next.is_alphabetic() {
                        kind = TokenKind::Word;
                    }
                    tokens.folded.push(fold_char(next));
                    end = (at + 1, byte + next.len_utf8());
                    chars.next();
                }
                // An initial: a single capital letter with its stop.
                if kind == TokenKind::Word
                    && end.0 == at + 1
                    && c.is_uppercase()
                    && let Some(&(dot, at_byte, '.')) = chars.peek()
                {
                    tokens.folded.push('.');
                    end = (dot + 1, at_byte + 1);
                    chars.next();
                }
            }
            tokens.list.push(Token {
                kind,
                span: Span::new(at, end.0),
                                capital: c.is_uppercase() || begins_name(text.get(byte..end.1).unwrap_or("")),
                space_before: space,
                space_after: false,
                bytes: (byte as u32, end.1 as u32),
                folded: (start as u32, tokens.folded.len() as u32),
            });
            space = false;
        }
        if let Some(last) = tokens.list.last_mut() {
            last.space_after = true;
        }
        tokens
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Token> + ExactSizeIterator {
        self.list.iter()
    }

    /// The token's characters; empty beyond the end.
    pub fn word(&self, index: usize) -> &str {
        let bytes = self.list.get(index).map_or((0, 0), |token| token.bytes);
        self.text.get(bytes.0 as usize..bytes.1 as usize).unwrap_or("")
    }

    /// The token's folded form; empty beyond the end.
    pub fn folded(&self, index: usize) -> &str {
        let range = self.list.get(index).map_or((0, 0), |token| token.folded);
        self.folded.get(range.0 as usize..range.1 as usize).unwrap_or("")
    }

    /// The text from token `first` up to but without token `end`.
    pub fn between(&self, first: usize, end: usize) -> &str {
        match (self.list.get(first), end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(a), Some(b)) if first < end => self.text.get(a.bytes.0 as usize..b.bytes.1 as usize).unwrap_or(""),
            _ => "",
        }
    }

    /// The characters that `between` covers.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.list.get(first), end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(a), Some(b)) if first < end => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }

    pub fn mark(&self, index: usize) -> Option<char> {
        match self.list.get(index)?.kind {
            TokenKind::Mark(c) => Some(c),
            _ => None,
        }
    }

    pub fn is_word(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub fn is_capital(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|token| token.kind == TokenKind::Word && token.capital)
    }
}

/// «аль-Асад», "al-Assad": a name behind a short particle.
fn begins_name(word: &str) -> bool {
    word.split_once('-').is_some_and(|(particle, name)| {
        particle.chars().count() <= 3 && name.chars().next().is_some_and(char::is_uppercase)
    })
}

/// Combining marks that composition leaves behind.
fn is_mark_on_letter(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text);
        (0..tokens.len()).map(|i| tokens.word(i).to_owned()).collect()
    }

    #[test]
    fn words_marks_and_initials() {
        assert_eq!(words("С.В.Лавров: «Да»,"), ["С.", "В.", "Лавров", ":", "«", "Да", "»", ","]);
        assert_eq!(words("U.S. п'ять прем’єр-міністр"), ["U.", "S.", "п'ять", "прем’єр-міністр"]);
        assert_eq!(words("'no way' Kerry's 1,5"), ["'", "no", "way", "'", "Kerry's", "1", ",", "5"]);
        assert_eq!(words("(…) a - b"), ["(", "…", ")", "a", "-", "b"]);
    }

    #[test]
    fn places_are_characters() {
        let tokens = Tokens::new("да, Ёлка");
        assert_eq!(tokens.get(2).map(|t| t.span), Some(Span::new(4, 8)));
        assert_eq!(tokens.folded(2), "елка");
        assert_eq!(tokens.between(0, 3), "да, Ёлка");
        assert!(tokens.get(0).is_some_and(|t| !t.space_after) && tokens.get(1).is_some_and(|t| t.space_after));
    }
}
