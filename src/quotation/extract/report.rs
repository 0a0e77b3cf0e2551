//! Reported speech: what a sentence without marks says that somebody said.

use std::ops::Range;

use super::Work;
use crate::quotation::{
    Kind,
    attribution::{Attribution, View},
    lexicon::CueKind,
    scan::{Draft, Segment, Signal},
};

impl Work<'_> {
    /// What a sentence without marks reports of somebody on one of the sides.
    pub(super) fn report(&mut self, index: usize, view: &View<'_, '_>, found: &Attribution) {
        let Some(speaker) = found.speaker else { return };
        let side = self.everybody.get(speaker).and_then(|known| known.member).and_then(|member| self.cast.side(member));
        let Some(cue) = found.cue.clone().filter(|_| side.is_some()) else { return };
        let Some(words) = reported_words(view, &cue, found.mention.as_ref()) else { return };
        let Some(paragraph) = self.paragraphs.get(index) else { return };
        let draft = Draft {
            segments: words.into_iter().map(|tokens| Segment { paragraph: index, tokens }).collect(),
            hull: Vec::new(),
            signal: Signal::Marks,
            tagged: false,
        };
        let found = Attribution {
            rule: "reported",
            confidence: (found.confidence * 0.9 * 100.0).round() / 100.0,
            paragraph: index,
            ..found.clone()
        };
        let sentence = paragraph.tokens.between(view.sentence.tokens.start, view.sentence.tokens.end).into();
        if let Some(quotation) = self.quotation(&[&draft], Kind::Reported, Some(&found), sentence) {
            self.reported.push(quotation);
        }
    }
}

/// The content of indirect speech: the clause behind "that"; of «…, по словам X, …» what stands on both sides.
/// Nothing where somebody denies it.
fn reported_words(
    view: &View<'_, '_>,
    cue: &Range<usize>,
    mention: Option<&Range<usize>>,
) -> Option<Vec<Range<usize>>> {
    let (tokens, lexicon) = (view.context.tokens, view.context.lexicon);
    let negated = |at: usize| lexicon.negations.has(tokens.folded(at));
    if negated(cue.start) || cue.start > 0 && negated(cue.start - 1) || mention.is_some_and(|m| negated(m.start)) {
        return None;
    }
    let is_word = |at: &usize| tokens.mark(*at).is_none();
    let trimmed = |range: Range<usize>| {
        let first = range.clone().find(is_word)?;
        let last = range.rev().find(is_word)?;
        Some(first..last + 1)
    };
    let sentence = view.sentence.tokens.clone();
    let phrase = lexicon.by(|i| tokens.folded(cue.start + i)).is_some();
    let parts = if phrase {
        // The clause that the phrase stands in begins behind a colon or semicolon.
        let start = (sentence.start..cue.start).rev().find(|at| matches!(tokens.mark(*at), Some(':' | ';')));
        let after = mention.map_or(cue.end, |m| m.end).max(cue.end);
        [trimmed(start.map_or(sentence.start, |at| at + 1)..cue.start), trimmed(after..sentence.end)]
    } else {
        if view.cues.iter().any(|(at, kind)| *at == cue.start && kind.kind == CueKind::Document) {
            return None;
        }
        let that = (cue.end..sentence.end).find(|at| lexicon.that.has(tokens.folded(*at)))?;
        [None, trimmed(that + 1..sentence.end)]
    };
    let parts: Vec<Range<usize>> = parts.into_iter().flatten().collect();
    let words: usize = parts.iter().map(ExactSizeIterator::len).sum();
    (words > 2).then_some(parts)
}
