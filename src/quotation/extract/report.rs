//! Reported speech: what a sentence without marks says that somebody said.

use super::Work;
use crate::quotation::{
    Kind,
    attribution::{Attribution, View},
    lexicon::CueKind,
    scan::{Draft, Segment, Signal},
};

impl Work<'_> {
    /// What a sentence without marks reports of somebody on one of the sides.
    pub(super) fn report(&mut self, index: usize, view: &View<'_, '_>) {
        let Some(found) = self.statement(view) else { return };
        let Some(speaker) = found.speaker else { return };
        let side = self.everybody.get(speaker).and_then(|known| known.member).and_then(|member| self.cast.side(member));
        let Some(cue) = found.cue.clone().filter(|_| side.is_some()) else { return };
        let Some(words) = reported_words(view, &cue, found.mention.as_ref()) else { return };
        let Some(paragraph) = self.paragraphs.get(index) else { return };
        let draft = Draft {
            segments: vec![Segment { paragraph: index, tokens: words }],
            hull: Vec::new(),
            signal: Signal::Marks,
            tagged: false,
        };
        let found = Attribution {
            rule: "reported",
            confidence: (found.confidence * 0.9 * 100.0).round() / 100.0,
            paragraph: index,
            ..found
        };
        let sentence = paragraph.tokens.between(view.sentence.tokens.start, view.sentence.tokens.end).into();
        if let Some(quotation) = self.quotation(&[&draft], Kind::Reported, Some(&found), sentence) {
            self.reported.push(quotation);
        }
    }
}

/// The content of indirect speech: the clause behind "that", or what follows «по словам X,».
fn reported_words(
    view: &View<'_, '_>,
    cue: &std::ops::Range<usize>,
    mention: Option<&std::ops::Range<usize>>,
) -> Option<std::ops::Range<usize>> {
    let tokens = view.context.tokens;
    let mut end = view.sentence.tokens.end;
    while end > cue.end && tokens.mark(end - 1).is_some() {
        end -= 1;
    }
    let phrase = view.context.lexicon.by(|i| tokens.folded(cue.start + i)).is_some();
    let from = if phrase {
        mention.map_or(cue.end, |m| m.end).max(cue.end)
    } else {
        if view.cues.iter().any(|(at, cue_kind)| *at == cue.start && cue_kind.kind == CueKind::Document) {
            return None;
        }
        let that = (cue.end..end).find(|at| matches!(tokens.folded(*at), "что" | "що" | "that"))?;
        that + 1
    };
    let from = (from..end).find(|at| tokens.mark(*at).is_none())?;
    (end > from + 2).then_some(from..end)
}
