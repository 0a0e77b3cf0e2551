//! Tokens: words and marks of a paragraph, each with its place in characters and its folded form.
//! Knows letters, not languages.

use std::str::Chars;

use super::{
    Span,
    fold::{fold_char, is_folded},
    letter::{is_alphabetic, is_alphanumeric, is_numeric, is_uppercase},
};

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
    /// Begins with a capital letter.
    pub capital: bool,
    pub space_before: bool,
    pub space_after: bool,
    /// Small, as a text may be nothing but tokens.
    chars: (u32, u32),
    bytes: (u32, u32),
    folded: (u32, u32),
}

impl Token {
    /// Characters from the paragraph's start.
    pub const fn span(&self) -> Span {
        Span::new(self.chars.0 as usize, self.chars.1 as usize)
    }
}

/// The tokens of one text.
#[derive(Clone, Debug, Default)]
pub struct Tokens<'a> {
    text: &'a str,
    folded: String,
    list: Vec<Token>,
}

const APOSTROPHES: [char; 4] = ['\'', '’', 'ʼ', '‘'];

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut tokens =
            Self { text, folded: String::with_capacity(text.len()), list: Vec::with_capacity(text.len() / 6 + 1) };
        let mut space = true;
        let (mut rest, mut at) = (text.chars(), 0_u32);
        loop {
            let byte = text.len() - rest.as_str().len();
            let Some(first) = rest.next() else { break };
            if first == ' ' {
                at += 1;
                space = true;
                if let Some(last) = tokens.list.last_mut() {
                    last.space_after = true;
                }
                continue;
            }
            let Read { kind, length, folded, hyphen } =
                if is_alphanumeric(first) { word(first, &mut rest) } else { Read::mark(first) };
            let end = text.len() - rest.as_str().len();
            let own = text.get(byte..end).unwrap_or_default();
            let start = tokens.folded.len();
            if folded {
                tokens.folded.push_str(own);
            } else {
                tokens.folded.extend(own.chars().map(fold_char));
            }
            tokens.list.push(Token {
                kind,
                capital: is_uppercase(first) || hyphen && begins_name(own),
                space_before: space,
                space_after: false,
                chars: (at, at + length),
                bytes: (byte as u32, end as u32),
                folded: (start as u32, tokens.folded.len() as u32),
            });
            at += length;
            space = false;
        }
        if let Some(last) = tokens.list.last_mut() {
            last.space_after = true;
        }
        tokens
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        self.text
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
            (Some(a), Some(b)) if first < end => Span::new(a.span().start, b.span().end),
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

/// What is seen of a token while it is read.
struct Read {
    kind: TokenKind,
    /// In characters.
    length: u32,
    /// Is its own folded form.
    folded: bool,
    hyphen: bool,
}

impl Read {
    fn mark(c: char) -> Self {
        Self { kind: TokenKind::Mark(c), length: 1, folded: is_folded(c), hyphen: false }
    }
}

/// Takes the rest of a word that begins with `first`.
fn word(first: char, rest: &mut Chars<'_>) -> Read {
    let mut kind = if is_numeric(first) { TokenKind::Number } else { TokenKind::Word };
    let (mut length, mut folded, mut hyphen) = (1, is_folded(first), false);
    let mut ahead = rest.clone();
    while let Some(next) = ahead.next() {
        // A mark inside a word counts only with a letter behind it.
        let inner = || APOSTROPHES.contains(&next) || matches!(next, '-' | '‑' | '\u{301}' | '_');
        let joins = is_alphanumeric(next)
            || is_mark_on_letter(next)
            || inner() && ahead.clone().next().is_some_and(is_alphabetic);
        if !joins {
            break;
        }
        if kind == TokenKind::Number && is_alphabetic(next) {
            kind = TokenKind::Word;
        }
        length += 1;
        folded &= is_folded(next);
        hyphen |= next == '-';
        *rest = ahead.clone();
    }
    // An initial: a single capital letter with its stop.
    if kind == TokenKind::Word && length == 1 && is_uppercase(first) && rest.as_str().starts_with('.') {
        rest.next();
        length += 1;
    }
    Read { kind, length, folded, hyphen }
}

/// «аль-Асад», "al-Assad": a name behind a short particle.
fn begins_name(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(particle, name)| particle.chars().count() <= 3 && name.chars().next().is_some_and(is_uppercase))
}

const FIRST_MARK: char = '\u{300}';

/// Combining marks that composition leaves behind.
fn is_mark_on_letter(c: char) -> bool {
    c >= FIRST_MARK && unicode_normalization::char::is_combining_mark(c)
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
        assert_eq!(tokens.get(2).map(Token::span), Some(Span::new(4, 8)));
        assert_eq!(tokens.folded(2), "елка");
        assert_eq!(tokens.between(0, 3), "да, Ёлка");
        assert!(tokens.get(0).is_some_and(|t| !t.space_after) && tokens.get(1).is_some_and(|t| t.space_after));
    }
}
