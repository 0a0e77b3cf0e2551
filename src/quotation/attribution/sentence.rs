//! Sentences of the reporter, in which quotations stand as wholes.

use std::ops::Range;

use crate::{
    quotation::{
        marks,
        mention::Context,
        scan::{is_abbreviated, is_dash, is_stop},
    },
    text::TokenKind,
};

/// A sentence of the reporter, quotations standing in it as wholes.
pub struct Sentence {
    pub tokens: Range<usize>,
    /// Drafts in it with the tokens they take here.
    pub quotes: Vec<(usize, Range<usize>)>,
}

/// More tokens than this in one sentence are no sentence.
const MOST_TOKENS: usize = 400;

/// Cuts a paragraph into sentences.
pub fn sentences(context: &Context<'_>) -> Vec<Sentence> {
    let tokens = context.tokens;
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let quoted = context.quoted(at);
        let next = at + 1;
        let boundary = match quoted {
            Some(draft) => {
                let ends = context.quoted(next) != Some(draft);
                ends && ends_with_quote(context, at)
            }
            None => {
                is_stop(tokens.mark(at))
                    && !is_decimal(context, at)
                    && !is_abbreviated(tokens, at, context.lexicon)
                    && begins_sentence(context, next)
            }
        };
        // Bounded, so that a text of nothing but marks takes no more time than another.
        let whole = quoted.is_none() || context.quoted(next) != quoted;
        if boundary || next - start > MOST_TOKENS && whole {
            out.push(start..next);
            start = next;
        }
        at = next;
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out.into_iter().map(|range| Sentence { quotes: quotes_in(context, &range), tokens: range }).collect()
}

/// The point in "2.1 million".
fn is_decimal(context: &Context<'_>, at: usize) -> bool {
    let number = |at: usize| context.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    at > 0 && number(at - 1) && number(at + 1) && context.tokens.get(at).is_some_and(|t| !t.space_after)
}

fn quotes_in(context: &Context<'_>, range: &Range<usize>) -> Vec<(usize, Range<usize>)> {
    let mut quotes: Vec<(usize, Range<usize>)> = Vec::new();
    for at in range.clone() {
        let Some(draft) = context.quoted(at) else { continue };
        match quotes.last_mut() {
            Some((last, tokens)) if *last == draft && tokens.end == at => tokens.end = at + 1,
            _ => quotes.push((draft, at..at + 1)),
        }
    }
    quotes
}

fn begins_sentence(context: &Context<'_>, at: usize) -> bool {
    let tokens = context.tokens;
    at >= tokens.len()
        || context.is_quoted(at)
        || tokens.get(at).is_some_and(|t| t.capital || t.kind == TokenKind::Number)
        || is_dash(tokens.mark(at))
        || tokens.mark(at).is_some_and(|c| matches!(c, '(' | '[') || marks::is_double(c))
}

/// Whether the quotation that ends at token `at` ends the sentence with it.
fn ends_with_quote(context: &Context<'_>, at: usize) -> bool {
    let tokens = context.tokens;
    let words_end = if tokens.mark(at).is_some_and(marks::is_double) { at.saturating_sub(1) } else { at };
    let next = at + 1;
    if next >= tokens.len() {
        return true;
    }
    if !is_stop(tokens.mark(words_end)) || !(tokens.is_capital(next) || context.is_quoted(next)) {
        return false;
    }
    // "Is it so?" Orlov asked.
    let asked = tokens.mark(words_end) != Some('.');
    !(asked
        && (next..tokens.len().min(next + 8))
            .take_while(|i| !is_stop(tokens.mark(*i)))
            .any(|i| tokens.folded(i).tag().is_some()))
}
