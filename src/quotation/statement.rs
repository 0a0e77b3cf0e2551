//! Statements: paragraphs that are somebody's words without marks, since the page sets them apart or the paragraph
//! before announces them («Публикуем заявление целиком:», "The full text reads:", «Пряма мова:»).
//!
//! Where one ends, and who signs it, is told here; whom the announcing paragraph means, is not.

mod lines;
mod repeats;

use std::ops::Range;

pub use lines::{Announced, Lines};

use super::{
    lexicon::Lexicon,
    marks,
    scan::{Draft, Paragraph, Segment, Signal, is_dash},
    turns::{Spoken, Voice},
};
use crate::{document::ParagraphKind, language::Language};

/// Paragraphs of one statement.
const MOST_PARAGRAPHS: usize = 40;

/// All statements of a document. `drafts` are the words in marks, `taken` tells whether a paragraph is speech of
/// another kind.
pub fn scan(
    paragraphs: &[Paragraph],
    drafts: &[Draft],
    taken: impl Fn(usize) -> bool,
    language: Language,
    lexicon: &Lexicon,
) -> Vec<Spoken> {
    let mut marked = vec![Vec::new(); paragraphs.len()];
    for hull in drafts.iter().filter(|draft| draft.signal == Signal::Marks).flat_map(|draft| &draft.hull) {
        if let Some(ranges) = marked.get_mut(hull.paragraph) {
            ranges.push(hull.tokens.clone());
        }
    }
    for ranges in &mut marked {
        ranges.sort_by_key(|range| range.start);
    }
    let text = Text {
        paragraphs,
        lines: Lines::new(language, lexicon),
        marked,
        taken: (0..paragraphs.len()).map(&taken).collect(),
    };
    let repeated = repeats::Repeats::of(paragraphs);
    let mut found = Vec::new();
    let mut announced = None;
    let mut index = 0;
    while index < paragraphs.len() {
        let statement = match text.kind(index) {
            ParagraphKind::Quote if text.is_set_apart(index) => {
                text.set_apart(index, announced).filter(|s| announced.is_some() || !repeated.has(paragraphs, &s.words))
            }
            ParagraphKind::Text => announced.and_then(|by| text.announced(index, by)),
            _ => None,
        };
        if !matches!(text.kind(index), ParagraphKind::Noise | ParagraphKind::Caption) {
            announced = text.announces(index).map(|how| (index, how));
        }
        index += 1;
        if let Some(statement) = statement {
            index = statement.end.max(index);
            announced = None;
            found.push(statement.spoken(paragraphs));
        }
    }
    found
}

struct Text<'a> {
    paragraphs: &'a [Paragraph<'a>],
    lines: Lines<'a>,
    /// Tokens of each paragraph that stand in marks.
    marked: Vec<Vec<Range<usize>>>,
    taken: Vec<bool>,
}

struct Statement {
    words: Vec<Segment>,
    signed: Option<Segment>,
    announced: Option<usize>,
    /// The paragraph behind it.
    end: usize,
}

impl Statement {
    fn spoken(self, paragraphs: &[Paragraph]) -> Spoken {
        let whole = |s: &Segment| {
            let length = paragraphs.get(s.paragraph).map_or(s.tokens.end, |p| p.tokens.len());
            Segment { paragraph: s.paragraph, tokens: 0..length }
        };
        let hull = self.words.iter().map(whole).collect();
        let draft = Draft { segments: self.words, hull, signal: Signal::Turn, tagged: false };
        Spoken { draft, voice: Voice::Statement { signed: self.signed, announced: self.announced } }
    }
}

impl Text<'_> {
    fn kind(&self, index: usize) -> ParagraphKind {
        self.paragraphs.get(index).map_or(ParagraphKind::Noise, |p| p.kind)
    }

    /// Whether a paragraph set apart is somebody's own words: not a reporter's text with marks of its own in it, and
    /// no note of the editors.
    fn is_set_apart(&self, index: usize) -> bool {
        let Some(paragraph) = self.paragraphs.get(index) else { return false };
        let tokens = &paragraph.tokens;
        let is_note = self.lines.speech.editor.at(tokens, usize::from(tokens.mark(0).is_some())).is_some();
        let quotes = || self.marked_in(index) > 0 && !self.is_own(index) && self.tells(index);
        !self.is_taken(index) && self.marked_in(index) * 2 < tokens.len() && !is_note && !quotes()
    }

    fn any_reports(&self, mut run: impl Iterator<Item = usize>) -> bool {
        run.any(|at| !self.is_set_apart(at) && self.marked_in(at) > 0)
    }

    /// Paragraphs set apart from `first` on, one below the other.
    fn set_apart(&self, first: usize, announced: Option<(usize, Announced)>) -> Option<Statement> {
        // A reporter's paragraph among them makes them all a reporter's.
        let run = (first..first + MOST_PARAGRAPHS).take_while(|at| self.kind(*at) == ParagraphKind::Quote);
        if first > 0 && self.kind(first - 1) == ParagraphKind::Quote && announced.is_none() || self.any_reports(run) {
            return None;
        }
        let mut words = Vec::new();
        let mut signed = None;
        let mut end = first;
        while self.kind(end) == ParagraphKind::Quote && end - first < MOST_PARAGRAPHS && signed.is_none() {
            if end > first && !self.is_set_apart(end) {
                break;
            }
            let length = self.paragraphs.get(end).map_or(0, |p| p.tokens.len());
            let whole = self.signature(end, 0..length);
            let tail = whole.is_none().then(|| self.signature_at_end(end)).flatten();
            match (whole, tail) {
                (Some(name), _) if end > first => signed = Some(name),
                (_, Some((from, name))) => {
                    words.push(Segment { paragraph: end, tokens: 0..from });
                    signed = Some(name);
                }
                _ => words.push(Segment { paragraph: end, tokens: 0..length }),
            }
            end += 1;
        }
        // The signature may stand below the block.
        if signed.is_none() && self.kind(end) == ParagraphKind::Text {
            let length = self.paragraphs.get(end).map_or(0, |p| p.tokens.len());
            let dashed = self.paragraphs.get(end).is_some_and(|p| is_dash(p.tokens.mark(0)));
            signed = self.signature(end, 0..length).filter(|_| dashed);
            end += usize::from(signed.is_some());
        }
        (!words.is_empty()).then(|| Statement { words, signed, announced: announced.map(|(at, _)| at), end })
    }

    /// The statement that begins in paragraph `first` and was announced before it.
    fn announced(&self, first: usize, (by, how): (usize, Announced)) -> Option<Statement> {
        if !self.may_open(first) {
            return None;
        }
        let mut sure = first + 1;
        let mut end = first + 1;
        let mut signed = None;
        let mut words: Vec<usize> = vec![first];
        let mut is_closed = false;
        while end < self.paragraphs.len() && end - first < MOST_PARAGRAPHS {
            match self.kind(end) {
                ParagraphKind::Caption | ParagraphKind::Noise => {
                    end += 1;
                    continue;
                }
                ParagraphKind::Text | ParagraphKind::Quote | ParagraphKind::Heading => {}
                _ => break,
            }
            let length = self.paragraphs.get(end).map_or(0, |p| p.tokens.len());
            if let Some(name) = self.signature(end, 0..length) {
                (signed, sure, is_closed) = (Some(name), end + 1, true);
                break;
            }
            if self.paragraphs.get(end).is_some_and(|p| self.lines.is_close(p)) {
                is_closed = true;
                let next = self.paragraphs.get(end + 1).map_or(0, |p| p.tokens.len());
                signed = self.signature(end + 1, 0..next);
                sure = end + 1 + usize::from(signed.is_some());
                break;
            }
            if self.paragraphs.get(end).is_some_and(|p| self.lines.is_end(p)) {
                (sure, is_closed) = (end + 1, true);
                break;
            }
            if self.kind(end) == ParagraphKind::Heading
                || self.reports(end)
                || self.announces(end).is_some()
                || self.is_taken(end)
            {
                break;
            }
            words.push(end);
            end += 1;
            if how == Announced::Whole || self.is_own(end - 1) {
                sure = end;
            }
        }
        if !is_closed {
            words.retain(|at| *at < sure);
        }
        let length = |at: usize| self.paragraphs.get(at).map_or(0, |p| p.tokens.len());
        let words = words.into_iter().map(|at| Segment { paragraph: at, tokens: 0..length(at) }).collect();
        Some(Statement { words, signed, announced: Some(by), end: sure })
    }

    /// Whether words without marks may begin in this paragraph: a sentence, not an item of a list, not speech that
    /// other signs tell.
    fn may_open(&self, index: usize) -> bool {
        let Some(tokens) = self.paragraphs.get(index).map(|p| &p.tokens) else { return false };
        let first = (0..tokens.len()).find(|at| tokens.mark(*at).is_none());
        let opens = tokens.mark(0).is_some_and(|c| marks::is_double(c) || is_dash(Some(c)));
        let ends = tokens.mark(tokens.len().saturating_sub(1)) != Some(';');
        let words = (0..tokens.len()).filter(|at| tokens.mark(*at).is_none()).count();
        first.is_some_and(|at| tokens.is_capital(at))
            && !opens
            && ends
            && words >= 2
            && self.marked_in(index) * 2 < tokens.len()
            && !self.is_taken(index)
            && !self.reports(index)
            && self.signature(index, 0..tokens.len()).is_none()
    }

    fn is_taken(&self, index: usize) -> bool {
        self.taken.get(index).copied().unwrap_or_default()
    }

    /// Tokens of a paragraph that stand in marks.
    fn marked_in(&self, index: usize) -> usize {
        self.marked.get(index).map_or(0, |ranges| ranges.iter().map(Range::len).sum())
    }

    /// The tokens of a paragraph outside marks.
    fn outside(&self, index: usize) -> impl Iterator<Item = usize> {
        let length = self.paragraphs.get(index).map_or(0, |p| p.tokens.len());
        let marked = self.marked.get(index).map_or(&[][..], Vec::as_slice);
        // The ranges stand in their order and do not overlap.
        let before = move |at: usize| marked.get(marked.partition_point(|range| range.end <= at));
        (0..length).filter(move |at| before(*at).is_none_or(|range| !range.contains(at)))
    }

    /// Whether a paragraph is told in the first person.
    fn is_own(&self, index: usize) -> bool {
        let Some(tokens) = self.paragraphs.get(index).map(|p| &p.tokens) else { return false };
        self.outside(index).any(|at| self.lines.speech.first.has(tokens.folded(at)))
    }

    fn tells(&self, index: usize) -> bool {
        let Some(tokens) = self.paragraphs.get(index).map(|p| &p.tokens) else { return false };
        self.outside(index).any(|at| self.lines.is_told(tokens, at))
    }

    /// Whether a paragraph is surely the reporter's: it looks back, quotes somebody, or tells of what was written.
    fn reports(&self, index: usize) -> bool {
        let Some(tokens) = self.paragraphs.get(index).map(|p| &p.tokens) else { return true };
        let written = |at: usize| {
            let definite = self.lines.language != Language::En
                || at.checked_sub(1).map(|before| tokens.folded(before)).is_some_and(|before| {
                    before.ends_with("'s")
                        || self.lines.lexicon.determiners.has(before) && !self.lines.lexicon.indefinite.has(before)
                });
            definite && self.lines.speech.written.at(tokens, at).is_some()
        };
        self.lines.speech.background.at(tokens, 0).is_some()
            || !self.is_own(index) && (self.tells(index) || self.outside(index).any(written))
    }

    fn announces(&self, index: usize) -> Option<Announced> {
        self.lines.announces(self.paragraphs.get(index)?)
    }

    /// Who signs in these tokens of a paragraph.
    fn signature(&self, index: usize, range: Range<usize>) -> Option<Segment> {
        let tokens = lines::signature(&self.paragraphs.get(index)?.tokens, range)?;
        Some(Segment { paragraph: index, tokens })
    }

    fn signature_at_end(&self, index: usize) -> Option<(usize, Segment)> {
        let (dash, tokens) = lines::signature_at_end(&self.paragraphs.get(index)?.tokens)?;
        Some((dash, Segment { paragraph: index, tokens }))
    }
}
