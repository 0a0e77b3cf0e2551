//! Marks: which quotation marks open, which close, and which of them belong together.
//!
//! One pass with a stack. A closer matches any opener of its class (double or single), not of its glyph;
//! what is still open at the paragraph's end is left to the caller, who sees the next paragraphs.

use crate::{
    language::Language,
    text::{TokenKind, Tokens},
};

/// A pair of marks by token index; the words lie between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkPair {
    pub open: usize,
    pub close: usize,
    /// 0 for a pair that lies in no other.
    pub depth: usize,
    pub double: bool,
}

/// The marks of one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the order of their openers.
    pub pairs: Vec<MarkPair>,
    /// Double openers without a closer.
    pub unclosed: Vec<usize>,
    /// Double closers without an opener.
    pub unopened: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Open,
    Close,
    /// By what is on the stack.
    Either,
    None,
}

pub fn is_double(c: char) -> bool {
    matches!(c, '«' | '»' | '"' | '“' | '”' | '„' | '‟' | '″' | '＂' | '〝' | '〞')
}

pub fn is_single(c: char) -> bool {
    matches!(c, '‹' | '›' | '‘' | '’' | '‚' | '‛' | '\'')
}

pub fn pair(tokens: &Tokens, language: Language) -> Marks {
    let mut marks = Marks::default();
    // (token, double, glyph)
    let mut stack: Vec<(usize, bool, char)> = Vec::new();
    let last_strong = (0..tokens.len()).rev().find(|index| is_strong(tokens, *index)).unwrap_or(0);
    for index in 0..tokens.len() {
        let Some(glyph) = tokens.mark(index) else { continue };
        let double = is_double(glyph);
        if !double && !is_single(glyph) {
            continue;
        }
        let open_of_class = stack.iter().rposition(|(_, d, _)| *d == double);
        let turn = match turn(tokens, index, glyph) {
            Turn::Either => {
                if open_of_class.is_some() {
                    Turn::Close
                } else {
                    Turn::Open
                }
            }
            turn => turn,
        };
        let in_single = stack.last().is_some_and(|(_, double, _)| !double);
        // An ASCII apostrophe opens where a closer is plain to see; 'n' and '68 open nothing inside such marks.
        if turn == Turn::Open
            && !double
            && (in_single || glyph == '\'' && language != Language::En && last_strong <= index)
        {
            continue;
        }
        // "The lads' heads": no closer while one that punctuation shows is yet to come.
        if turn == Turn::Close && !double && index < last_strong && is_apostrophe(tokens, index) {
            continue;
        }
        match (turn, open_of_class) {
            (Turn::Open, _) => stack.push((index, double, glyph)),
            (Turn::Close, Some(at)) => {
                // A double closer ends whatever single mark was left open inside.
                if !double && at + 1 != stack.len() {
                    continue;
                }
                let Some(&(open, ..)) = stack.get(at) else { continue };
                stack.truncate(at);
                marks.pairs.push(MarkPair { open, close: index, depth: 0, double });
            }
            (Turn::Close, None) if double => marks.unopened.push(index),
            _ => {}
        }
    }
    marks.unclosed = stack.iter().filter(|(_, double, _)| *double).map(|(index, ..)| *index).collect();
    marks.pairs.sort_by_key(|pair| pair.open);
    settle(&mut marks);
    marks
}

/// A single closer that punctuation shows to be one: ",'" or "',".
fn is_strong(tokens: &Tokens, index: usize) -> bool {
    let closes = matches!(tokens.mark(index), Some('\'' | '’')) && tokens.get(index).is_some_and(|t| !t.space_before);
    let before = index.checked_sub(1).and_then(|before| tokens.mark(before));
    let parts = |mark: Option<char>| matches!(mark, Some(',' | '.' | '!' | '?' | '…'));
    closes && (parts(before) || parts(tokens.mark(index + 1)))
}

/// Behind an s and before a word in lower case: a possessive plural, perhaps.
fn is_apostrophe(tokens: &Tokens, index: usize) -> bool {
    let shortened = |word: &str| ["s", "in", "an'", "o'"].iter().any(|end| word.ends_with(end));
    let before = index.checked_sub(1).is_some_and(|before| shortened(tokens.folded(before)));
    before && tokens.is_word(index + 1) && !tokens.is_capital(index + 1)
}

/// Gives each pair its depth.
pub fn settle(marks: &mut Marks) {
    let mut around: Vec<usize> = Vec::new();
    for pair in &mut marks.pairs {
        while around.last().is_some_and(|close| *close < pair.open) {
            around.pop();
        }
        pair.depth = around.len();
        around.push(pair.close);
    }
}

fn turn(tokens: &Tokens, index: usize, glyph: char) -> Turn {
    let Some(token) = tokens.get(index) else { return Turn::None };
    let before = index.checked_sub(1).and_then(|i| tokens.get(i));
    let after = tokens.get(index + 1);
    let mark_of = |token: Option<&crate::text::Token>| match token.map(|t| t.kind) {
        Some(TokenKind::Mark(c)) => Some(c),
        _ => None,
    };
    let starts = token.space_before
        || mark_of(before)
            .is_some_and(|c| matches!(c, '(' | '[' | '—' | '–' | '-' | '/') || is_double(c) || is_single(c));
    let ends = token.space_after
        || mark_of(after).is_some_and(|c| !matches!(c, '(' | '[' | '…') || is_double(c) || is_single(c));
    let opening = starts && !token.space_after;
    let closing = ends && !token.space_before;
    match glyph {
        '«' | '‹' => {
            if closing && !opening {
                Turn::Either
            } else {
                Turn::Open
            }
        }
        '»' | '›' | '”' | '″' | '〞' => {
            if opening && !closing {
                Turn::Either
            } else {
                Turn::Close
            }
        }
        '„' | '‟' | '‚' => {
            if closing && !opening {
                Turn::Close
            } else {
                Turn::Open
            }
        }
        // Opens in English, closes „…“ in Russian and Ukrainian.
        '“' | '〝' | '"' | '＂' => match (opening, closing) {
            (true, false) => Turn::Open,
            (false, true) => Turn::Close,
            _ => Turn::Either,
        },
        // Single marks: an apostrophe is no mark, so they must look like one on both sides.
        '‘' | '‛' => {
            if opening {
                Turn::Open
            } else if closing {
                Turn::Close
            } else {
                Turn::None
            }
        }
        '’' => {
            if closing {
                Turn::Close
            } else {
                Turn::None
            }
        }
        '\'' => match (opening && !closing, closing && !opening) {
            (true, _) => Turn::Open,
            (_, true) => Turn::Close,
            _ => Turn::None,
        },
        _ => Turn::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words between the outer marks, and how many were left open or unopened.
    fn outer(text: &str, language: Language) -> (Vec<String>, usize, usize) {
        let tokens = Tokens::new(text);
        let marks = pair(&tokens, language);
        let words = marks.pairs.iter().filter(|p| p.depth == 0);
        (
            words.map(|p| tokens.between(p.open + 1, p.close).to_owned()).collect(),
            marks.unclosed.len(),
            marks.unopened.len(),
        )
    }

    #[test]
    fn every_kind_of_mark() {
        for text in ["«да»", "\"да\"", "“да”", "„да“", "„да”", "”да”", "»да«", "«да\"", "“да»", "‘да’"]
        {
            assert_eq!(outer(text, Language::Ru), (vec!["да".to_owned()], 0, 0), "{text}");
        }
    }

    #[test]
    fn nested_of_one_glyph_and_of_another() {
        assert_eq!(outer("«о «двадцатке» и» тут", Language::Ru).0, ["о «двадцатке» и"]);
        assert_eq!(outer("\"the \"first\" one\" here", Language::En).0, ["the \"first\" one"]);
        assert_eq!(outer("“the ‘first’ one” here", Language::En).0, ["the ‘first’ one"]);
    }

    #[test]
    fn apostrophes_close_nothing() {
        assert_eq!(outer("the states' rights and 'em, Kerry's \"it's so\"", Language::En).0, ["it's so"]);
        assert_eq!(outer("п'ять і \"сім'я\" п’ять", Language::Uk).0, ["сім'я"]);
    }

    #[test]
    fn a_missing_space_behind_the_closer() {
        assert_eq!(outer("rolled back \"if and when\"all of it", Language::En).0, ["if and when"]);
        assert_eq!(outer("partner,“without dictate\". The", Language::En).0, ["without dictate"]);
    }

    #[test]
    fn what_is_left_open() {
        assert_eq!(outer("«Мы начали", Language::Ru), (vec![], 1, 0));
        assert_eq!(outer("закончили», — сказал он", Language::Ru), (vec![], 0, 1));
    }
}
