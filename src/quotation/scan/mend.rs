//! Marks that were forgotten or doubled: where the words end all the same.

use super::{Paragraph, is_abbreviated, is_dash, is_stop};
use crate::{
    language::Language,
    quotation::{
        lexicon::{Agreement, CueKind, Lexicon},
        marks,
    },
};

/// A closer without an opener: an inner opener of a wrong kind had ended the quotation before it.
pub(super) fn mend_unopened(paragraph: &mut Paragraph) {
    let Some(&close) = paragraph.marks.unopened.first() else { return };
    let tokens = &paragraph.tokens;
    let tag_follows = matches!(tokens.mark(close + 1), Some(',')) || is_dash(tokens.mark(close + 1));
    let Some(pair) = paragraph.marks.pairs.iter_mut().rfind(|pair| pair.depth == 0 && pair.close < close) else {
        return;
    };
    let runs_on = tokens.is_word(pair.close + 1)
        && !tokens.is_capital(pair.close + 1)
        && tokens.mark(pair.close.saturating_sub(1)).is_none();
    if tag_follows && runs_on {
        pair.close = close;
        paragraph.marks.unopened.remove(0);
        marks::settle(&mut paragraph.marks);
    }
}

/// A closer forgotten before the tag: "We are going home, Orlov said.
pub(super) fn close_at_tag(paragraph: &mut Paragraph, lexicon: &Lexicon) {
    let Some(&open) = paragraph.marks.unclosed.first() else { return };
    let tokens = &paragraph.tokens;
    if open != 0 || paragraph.marks.pairs.iter().any(|pair| pair.open > open) {
        return;
    }
    let named = |i: usize| {
        tokens.is_capital(i) && !lexicon.first.has(tokens.folded(i)) || lexicon.pronouns.has(tokens.folded(i))
    };
    // "…, said their lawyer, Ann Bell."
    let called = |i: usize| {
        let folded = tokens.folded(i);
        lexicon.possessives.has(folded) || lexicon.determiners.has(folded) || lexicon.roles.find(folded).is_some()
    };
    let tag = |comma: &usize| {
        tokens.mark(*comma) == Some(',') && {
            let cue = (comma + 1..comma + 6).find(|i| {
                tokens
                    .folded(*i)
                    .tag()
                    .is_some_and(|cue| cue.kind == CueKind::Say && cue.agreement != Agreement::Participle)
            });
            cue.is_some_and(|cue| {
                let before = comma + 1..cue;
                (before.clone().any(named)
                    && before
                        .clone()
                        .all(|i| !lexicon.finite.has(tokens.folded(i)) && !lexicon.clause.has(tokens.folded(i)))
                    || before.is_empty() && (named(cue + 1) || called(cue + 1)))
                    && !lexicon.first.has(tokens.folded(cue - 1))
            })
        }
    };
    let Some(comma) = (open + 3..tokens.len()).find(tag) else { return };
    paragraph.marks.pairs.push(marks::MarkPair { open, close: comma, depth: 0, double: true });
    paragraph.marks.pairs.sort_by_key(|pair| pair.open);
    paragraph.marks.unclosed.retain(|other| *other != open);
    marks::settle(&mut paragraph.marks);
}

/// An opener without a closer anywhere: the last inner closer served for both, or the closer was forgotten
/// and the words run to the paragraph's end.
pub(super) fn mend_unclosed(
    paragraph: &mut Paragraph,
    open: usize,
    tokens: usize,
    language: Language,
    lexicon: &Lexicon,
) {
    let own = |pair: &marks::MarkPair| pair.open > open && pair.double;
    // A tag behind the first of several says that the words end there: «… фирме «Заря», — сказал X. Y ответил: «…».
    let tagged = |pair: &marks::MarkPair| {
        let behind = pair.close + 1 + usize::from(paragraph.tokens.mark(pair.close + 1) == Some(','));
        let told = |at: usize| paragraph.tokens.folded(at).tag().is_some();
        own(pair) && is_dash(paragraph.tokens.mark(behind)) && (behind + 1..behind + 4).any(told)
    };
    let tagged = paragraph.marks.pairs.iter().position(tagged).filter(|_| language != Language::En);
    let inner = tagged.or_else(|| paragraph.marks.pairs.iter().rposition(own));
    let pair = inner.and_then(|at| paragraph.marks.pairs.get(at));
    // In English marks within marks are single ones: the words before the next pair were left open.
    let first = paragraph.marks.pairs.iter().find(|pair| pair.open > open && pair.double).map(|pair| pair.open);
    let sentence = first.filter(|_| language == Language::En).and_then(|next| {
        (open + 1..next).find(|at| {
            is_stop(paragraph.tokens.mark(*at))
                && !is_abbreviated(&paragraph.tokens, *at, lexicon)
                && paragraph.tokens.is_capital(at + 1)
        })
    });
    let inner = inner.filter(|_| sentence.is_none());
    let close = match pair.filter(|_| sentence.is_none()).map(|pair| pair.close) {
        _ if sentence.is_some() => sentence,
        Some(close) => {
            let next = paragraph.tokens.mark(close + 1);
            let ends = close + 1 >= tokens || is_stop(next) || next == Some(',') || is_dash(next);
            ends.then_some(close)
        }
        None if language == Language::En
            || open == 0
            || paragraph.tokens.mark(open - 1).is_some_and(|c| c == ':' || c == ',' || is_stop(Some(c))) =>
        {
            Some(tokens)
        }
        None => None,
    };
    if let Some(close) = close {
        if let Some(at) = inner {
            paragraph.marks.pairs.remove(at);
        }
        paragraph.marks.pairs.push(marks::MarkPair { open, close, depth: 0, double: true });
        paragraph.marks.pairs.sort_by_key(|pair| pair.open);
        paragraph.marks.unclosed.retain(|other| *other != open);
        marks::settle(&mut paragraph.marks);
    }
}
