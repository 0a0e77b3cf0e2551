//! Turns: in a labelled transcript what follows a label is that speaker's quotation, a segment a paragraph.

use super::lexicon::Lexicon;
use super::scan::{Draft, Paragraph, Segment, Signal, is_dash};
use crate::{document::ParagraphKind, ingest::label_length};

/// A turn and the tokens of its label, which stand in the paragraph of its first segment.
pub struct Turn {
    pub draft: Draft,
    pub label: std::ops::Range<usize>,
}

pub fn scan(paragraphs: &[Paragraph], lexicon: &Lexicon) -> Vec<Turn> {
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
                let words = spoken(paragraph, index, behind_direction(paragraph, label), lexicon);
                let label_words =
                    (0..label).rev().find(|at| tokens.mark(*at).is_none()).map_or(0..0, |last| 0..last + 1);
                let draft = Draft { segments: words, hull: vec![whole], signal: Signal::Turn, tagged: false };
                turns.push(Turn { draft, label: label_words });
            }
            None => {
                if let Some(turn) = turns.last_mut() {
                    turn.draft.segments.extend(spoken(paragraph, index, 0, lexicon));
                    turn.draft.hull.push(whole);
                }
            }
        }
    }
    turns
}

/// The answers of an interview whose turns begin with a dash: at least four such paragraphs in a row, of which
/// at least two ask and two answer. The questions are the journalist's.
pub fn interview(paragraphs: &[Paragraph], taken: impl Fn(usize) -> bool, lexicon: &Lexicon) -> Vec<Draft> {
    let spoken_turn = |index: &usize| {
        paragraphs.get(*index).is_some_and(|p| {
            p.kind == ParagraphKind::Text && is_dash(p.tokens.mark(0)) && p.tokens.get(0).is_some_and(|t| t.space_after)
        }) && !taken(*index)
    };
    let asks = |index: &usize| {
        let tokens = paragraphs.get(*index).map(|p| &p.tokens);
        tokens.is_some_and(|tokens| tokens.len().checked_sub(1).is_some_and(|last| tokens.mark(last) == Some('?')))
    };
    let mut answers = Vec::new();
    let mut index = 0;
    while index < paragraphs.len() {
        let run: Vec<usize> = (index..paragraphs.len()).take_while(spoken_turn).collect();
        index += run.len().max(1);
        let questions = run.iter().filter(|at| asks(at)).count();
        if run.len() < 4 || questions < 2 || run.len() - questions < 2 {
            continue;
        }
        for at in run.into_iter().filter(|at| !asks(at)) {
            let Some(paragraph) = paragraphs.get(at) else { continue };
            let hull = vec![Segment { paragraph: at, tokens: 0..paragraph.tokens.len() }];
            answers.push(Draft { segments: spoken(paragraph, at, 1, lexicon), hull, signal: Signal::Turn, tagged: false });
        }
    }
    answers
}

/// The words from token `from` on, cut where the transcript notes laughter or applause.
fn spoken(paragraph: &Paragraph, index: usize, from: usize, lexicon: &Lexicon) -> Vec<Segment> {
    let tokens = &paragraph.tokens;
    let mut segments = Vec::new();
    let mut start = from;
    let mut at = from;
    while at < tokens.len() {
        let noted = matches!(tokens.mark(at), Some('(' | '[')) && lexicon.stage.has(tokens.folded(at + 1));
        let close = (at..tokens.len().min(at + 8)).find(|i| matches!(tokens.mark(*i), Some(')' | ']')));
        if let Some(close) = close.filter(|_| noted) {
            segments.push(Segment { paragraph: index, tokens: start..at });
            start = close + 1;
            at = close;
        }
        at += 1;
    }
    segments.push(Segment { paragraph: index, tokens: start..tokens.len() });
    segments.retain(|segment| segment.tokens.clone().any(|at| tokens.mark(at).is_none()));
    if segments.is_empty() {
        segments.push(Segment { paragraph: index, tokens: from..tokens.len() });
    }
    segments
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
