//! Turns: in a labelled transcript what follows a label is that speaker's quotation, a segment a paragraph; in an
//! interview the answers are the interviewed person's.

pub mod interview;

use super::lexicon::speech::Speech;
use super::scan::{Draft, Paragraph, Segment, Signal};
use crate::{document::ParagraphKind, ingest::label_length, language::Language, text::TokenKind};

/// Words without marks, and what tells whose they are.
pub struct Spoken {
    pub draft: Draft,
    pub voice: Voice,
}

/// What tells whose words are that have no marks and no tag.
#[derive(Clone, Debug, PartialEq)]
pub enum Voice {
    /// A label: its tokens, in the paragraph of the first segment.
    Label(std::ops::Range<usize>),
    /// The label of whoever is interviewed: "A:".
    Answer(std::ops::Range<usize>),
    /// Nothing but that it is an answer.
    Interviewee,
    /// A statement given whole: who signs it, and the paragraph that announces it.
    Statement { signed: Option<Segment>, announced: Option<usize> },
}

pub fn scan(paragraphs: &[Paragraph], language: Language) -> Vec<Spoken> {
    let speech = Speech::of(language);
    let mut turns: Vec<Spoken> = Vec::new();
    let mut is_over = false;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let tokens = &paragraph.tokens;
        if paragraph.kind != ParagraphKind::Turn {
            continue;
        }
        let whole = Segment { paragraph: index, tokens: 0..tokens.len() };
        match label_length(tokens.text()) {
            Some(length) => {
                is_over = false;
                let label = tokens.iter().take_while(|token| token.span().end <= length).count();
                let words = Segment { paragraph: index, tokens: behind_direction(paragraph, label)..tokens.len() };
                let first = (0..label).find(|at| tokens.is_word(*at)).unwrap_or(0);
                let named = (first..label).find(|at| matches!(tokens.mark(*at), Some('(' | '['))).unwrap_or(label);
                let last = (first..named).rev().find(|at| tokens.mark(*at).is_none()).map_or(first, |last| last + 1);
                let name = first..last;
                let is_answer = speech.answer.at(tokens, first).is_some_and(|length| first + length == last);
                let voice = if is_answer { Voice::Answer(name) } else { Voice::Label(name) };
                let draft = Draft { segments: vec![words], hull: vec![whole], signal: Signal::Turn, tagged: false };
                turns.push(Spoken { draft, voice });
            }
            // «Напомним, …»: the reporter speaks again. "END 9:41 A.M."
            None if is_over || speech.background.at(tokens, 0).is_some() || is_end(paragraph, speech) => is_over = true,
            None => {
                if let Some(turn) = turns.last_mut() {
                    turn.draft.segments.push(whole.clone());
                    turn.draft.hull.push(whole);
                }
            }
        }
    }
    leave_the_rest(&mut turns, paragraphs, speech);
    turns
}

fn is_end(paragraph: &Paragraph, speech: &Speech) -> bool {
    let tokens = &paragraph.tokens;
    let Some(behind) = speech.end.at(tokens, 0) else { return false };
    let is_number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    behind == tokens.len() || tokens.mark(behind).is_some() || is_number(behind)
}

/// Where all turns are of one paragraph, what follows the last of them is the reporter's, unless somebody says "I".
fn leave_the_rest(turns: &mut [Spoken], paragraphs: &[Paragraph], speech: &Speech) {
    let Some((last, others)) = turns.split_last_mut() else { return };
    let is_own = |segment: &Segment| {
        let tokens = paragraphs.get(segment.paragraph).map(|p| &p.tokens);
        tokens.is_some_and(|tokens| segment.tokens.clone().any(|at| speech.first.has(tokens.folded(at))))
    };
    let rest = last.draft.segments.get(1..).unwrap_or_default();
    if others.len() > 3 && others.iter().all(|turn| turn.draft.segments.len() == 1) && !rest.iter().any(is_own) {
        last.draft.segments.truncate(1);
        last.draft.hull.truncate(1);
    }
}

/// Behind "(via interpreter)" and the like at a turn's beginning.
fn behind_direction(paragraph: &Paragraph, at: usize) -> usize {
    let tokens = &paragraph.tokens;
    let close = match tokens.mark(at) {
        Some('(') => ')',
        Some('[') => ']',
        _ => return at,
    };
    let direction = (at..tokens.len().min(at + 12)).find(|i| tokens.mark(*i) == Some(close));
    let end = direction.map_or(at, |end| end + 1);
    // "JANE ROE (via interpreter): …" has its colon behind it.
    if tokens.mark(end) == Some(':') { end + 1 } else { end }
}
