//! Turns: in a labelled transcript what follows a label is that speaker's quotation, a segment a paragraph.

use super::scan::{Draft, Paragraph, Segment, Signal};
use crate::{document::ParagraphKind, ingest::label_length};

/// A turn and the tokens of its label, which stand in the paragraph of its first segment.
pub struct Turn {
    pub draft: Draft,
    pub label: std::ops::Range<usize>,
}

pub fn scan(paragraphs: &[Paragraph]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let tokens = &paragraph.tokens;
        if paragraph.kind != ParagraphKind::Turn {
            continue;
        }
        let whole = Segment { paragraph: index, tokens: 0..tokens.len() };
        match label_length(tokens.text()) {
            Some(length) => {
                let label = tokens.iter().take_while(|token| token.span.end <= length).count();
                let words = Segment { paragraph: index, tokens: behind_direction(paragraph, label)..tokens.len() };
                let label_words =
                    (0..label).rev().find(|at| tokens.mark(*at).is_none()).map_or(0..0, |last| 0..last + 1);
                let draft = Draft { segments: vec![words], hull: vec![whole], signal: Signal::Turn, tagged: false };
                turns.push(Turn { draft, label: label_words });
            }
            None => {
                if let Some(turn) = turns.last_mut() {
                    turn.draft.segments.push(whole.clone());
                    turn.draft.hull.push(whole);
                }
            }
        }
    }
    turns
}

/// Behind "(via interpreter)" and the like at a turn's beginning.
fn behind_direction(paragraph: &Paragraph, at: usize) -> usize {
    let tokens = &paragraph.tokens;
    let close = match tokens.mark(at) {
        Some('(') => ')',
        Some('[') => ']',
        _ => return at,
    };
    (at..tokens.len().min(at + 12)).find(|i| tokens.mark(*i) == Some(close)).map_or(at, |end| end + 1)
}
