//! Scan: the stretches of a document that may be quotations, before anybody asks whose.
//!
//! Marked words, speech behind a dash, and what several paragraphs hold under one pair of marks; the
//! reporter's tag inside a pair («…, — сказал он, — …») cuts a stretch into segments.

mod mend;
mod tag;

use std::ops::Range;

use mend::{close_at_tag, mend_unclosed, mend_unopened};
use rustc_hash::FxHashMap;
pub use tag::is_manner;
use tag::{cut_tags, dash_speech};

use super::{
    lexicon::{CueKind, Lexicon},
    marks::{self, Marks},
    tokens::Tokens,
};
use crate::{
    document::{Document, ParagraphKind},
    language::Language,
};

/// A paragraph as the rules see it.
#[derive(Debug)]
pub struct Paragraph<'a> {
    pub tokens: Tokens<'a>,
    pub kind: ParagraphKind,
    marks: Marks,
}

/// Tokens of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub paragraph: usize,
    pub tokens: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    Marks,
    Dash,
    Turn,
}

/// Words that may be a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub segments: Vec<Segment>,
    /// What the marks enclose together with them, one range a paragraph: never the reporter's.
    pub hull: Vec<Segment>,
    pub signal: Signal,
    /// A tag inside the pair was cut out.
    pub tagged: bool,
}

const MOST_PARAGRAPHS: usize = 40;
const DASHES: [char; 5] = ['—', '–', '-', '―', '‒'];

pub fn is_dash(c: Option<char>) -> bool {
    c.is_some_and(|c| DASHES.contains(&c))
}

pub fn is_stop(c: Option<char>) -> bool {
    matches!(c, Some('.' | '!' | '?' | '…'))
}

/// `tokens` are those of each paragraph.
pub fn paragraphs<'a>(document: &Document, tokens: impl Iterator<Item = Tokens<'a>>) -> Vec<Paragraph<'a>> {
    let paragraph = |(p, tokens): (&crate::document::Paragraph, Tokens<'a>)| {
        let unmarked = matches!(p.kind, ParagraphKind::Noise | ParagraphKind::Turn);
        let marks = if unmarked { Marks::default() } else { marks::pair(&tokens, document.language) };
        Paragraph { tokens, kind: p.kind, marks }
    };
    document.paragraphs.iter().zip(tokens).map(paragraph).collect()
}

/// All drafts in the order of the text, none inside another.
pub fn scan(paragraphs: &mut [Paragraph], language: Language, lexicon: &Lexicon) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut index = 0;
    while index < paragraphs.len() {
        index += join(paragraphs, index, language, lexicon, &mut drafts);
    }
    let spoken = paragraphs.iter().enumerate().filter_map(|(index, p)| {
        dash_speech(p, index, language, lexicon).or_else(|| announced(paragraphs, index, lexicon))
    });
    let spoken: FxHashMap<usize, Draft> =
        spoken.filter_map(|draft| Some((draft.segments.first()?.paragraph, draft))).collect();
    // Marks inside spoken words are part of them.
    drafts.retain(|other: &Draft| {
        let Some(first) = other.hull.first() else { return false };
        let inside = |s: &Segment| s.tokens.start <= first.tokens.start && first.tokens.end <= s.tokens.end;
        !spoken.get(&first.paragraph).is_some_and(|draft| draft.segments.iter().any(inside))
    });
    drafts.extend(spoken.into_values());
    drafts.sort_by_key(|draft| draft.segments.first().map(|s| (s.paragraph, s.tokens.start)));
    for draft in &mut drafts {
        if draft.signal == Signal::Marks {
            cut_tags(draft, paragraphs, language, lexicon);
        }
    }
    // What one kind of sign took, another cannot take again.
    let mut taken = (0, 0);
    drafts.retain(|draft| {
        let (Some(first), Some(last)) = (draft.hull.first(), draft.hull.last()) else { return false };
        let free =
            (first.paragraph, first.tokens.start) >= taken && draft.segments.iter().any(|s| has_words(paragraphs, s));
        if free {
            taken = (last.paragraph, last.tokens.end);
        }
        free
    });
    drafts
}

/// «Глава посёлка сразу оговаривается:» with a paragraph behind it that a dash begins, and no list of them.
fn announced(paragraphs: &[Paragraph], index: usize, lexicon: &Lexicon) -> Option<Draft> {
    const NEAR: usize = 8;
    let begins = |index: usize| {
        let tokens = &paragraphs.get(index).filter(|p| p.kind == ParagraphKind::Text)?.tokens;
        let dash = is_dash(tokens.mark(0)) && tokens.get(0).is_some_and(|t| t.space_after);
        dash.then_some(tokens)
    };
    let tokens = begins(index).filter(|tokens| tokens.is_capital(1) && begins(index + 1).is_none())?;
    let before = &paragraphs.get(index.checked_sub(1)?).filter(|p| p.kind == ParagraphKind::Text)?.tokens;
    let colon = before.len().checked_sub(1).filter(|at| before.mark(*at) == Some(':'))?;
    let reports = |at: usize| before.folded(at).tag().is_some_and(|cue| cue.kind == CueKind::Say);
    let stopped = tokens.len().checked_sub(1).is_some_and(|last| is_stop(tokens.mark(last)));
    let whole = vec![Segment { paragraph: index, tokens: 1..tokens.len() }];
    (stopped && lexicon.language() != Language::En && (colon.saturating_sub(NEAR)..colon).any(reports)).then(|| Draft {
        hull: whole.clone(),
        segments: whole,
        signal: Signal::Dash,
        tagged: true,
    })
}

fn has_words(paragraphs: &[Paragraph], segment: &Segment) -> bool {
    let Some(paragraph) = paragraphs.get(segment.paragraph) else { return false };
    segment.tokens.clone().any(|i| paragraph.tokens.mark(i).is_none())
}

/// Drafts that begin in paragraph `index`; gives the number of paragraphs dealt with.
fn join(
    paragraphs: &mut [Paragraph],
    index: usize,
    language: Language,
    lexicon: &Lexicon,
    drafts: &mut Vec<Draft>,
) -> usize {
    let Some(paragraph) = paragraphs.get_mut(index) else { return 1 };
    let tokens = paragraph.tokens.len();
    mend_unopened(paragraph);
    close_at_tag(paragraph, lexicon);
    let unclosed = paragraph.marks.unclosed.first().copied();
    // An opener whose closer lies in a later paragraph.
    // In English what follows the opener in its own paragraph would have single marks.
    let own = |open: &usize| {
        let pairs = paragraphs.get(index).map(|p| p.marks.pairs.as_slice()).unwrap_or_default();
        language != Language::En || !pairs.iter().any(|pair| pair.double && pair.open > *open)
    };
    let continued = unclosed.filter(own).and_then(|open| Some((open, continuation(paragraphs, index, language)?)));
    let Some(paragraph) = paragraphs.get_mut(index) else { return 1 };
    if continued.is_none()
        && let Some(open) = unclosed
    {
        mend_unclosed(paragraph, open, tokens, language, lexicon);
    }
    let limit = continued.as_ref().map_or(tokens, |(open, _)| *open);
    for pair in paragraph.marks.pairs.iter().filter(|pair| pair.depth == 0 && pair.close <= limit) {
        drafts.push(Draft {
            segments: vec![Segment { paragraph: index, tokens: pair.open + 1..pair.close }],
            hull: vec![Segment { paragraph: index, tokens: pair.open..pair.close + 1 }],
            signal: Signal::Marks,
            tagged: false,
        });
    }
    let Some((open, rest)) = continued else { return 1 };
    let mut segments = vec![Segment { paragraph: index, tokens: open + 1..tokens }];
    let mut hull = vec![Segment { paragraph: index, tokens: open..tokens }];
    for (inner, outer) in rest {
        segments.push(inner);
        hull.push(outer);
    }
    let count = segments.len();
    // What follows the closer in the last paragraph is looked at as well, with the closed words taken off.
    if let Some(last) = hull.last()
        && let Some(paragraph) = paragraphs.get(last.paragraph)
    {
        let end = last.tokens.end;
        for pair in paragraph.marks.pairs.iter().filter(|pair| pair.depth == 0 && pair.open >= end) {
            drafts.push(Draft {
                segments: vec![Segment { paragraph: last.paragraph, tokens: pair.open + 1..pair.close }],
                hull: vec![Segment { paragraph: last.paragraph, tokens: pair.open..pair.close + 1 }],
                signal: Signal::Marks,
                tagged: false,
            });
        }
    }
    drafts.push(Draft { segments, hull, signal: Signal::Marks, tagged: false });
    count
}

/// The segments (words, and words with marks) in the paragraphs behind `index` up to the closer.
fn continuation(paragraphs: &[Paragraph], index: usize, language: Language) -> Option<Vec<(Segment, Segment)>> {
    let mut found = Vec::new();
    let mut plain = false;
    for (at, paragraph) in paragraphs.iter().enumerate().skip(index + 1).take(MOST_PARAGRAPHS) {
        if !matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::Quote) {
            return None;
        }
        let tokens = &paragraph.tokens;
        let reopened = tokens.mark(0).is_some_and(marks::is_double);
        // Behind a paragraph without a mark a new one begins something else: the closer had been forgotten.
        if reopened && plain {
            return None;
        }
        plain |= !reopened;
        let first = usize::from(reopened);
        let closing = if reopened {
            paragraph.marks.pairs.iter().find(|pair| pair.open == 0).map(|pair| pair.close)
        } else {
            // The first closer that closes nothing here; a pair before it lies inside the quotation.
            paragraph.marks.unopened.first().copied()
        };
        // Words of its own marks before the closer: it is theirs.
        if !reopened
            && language == Language::En
            && closing.is_some_and(|close| paragraph.marks.pairs.iter().any(|pair| pair.double && pair.open < close))
        {
            return None;
        }
        let end = closing.unwrap_or(tokens.len());
        let outer = closing.map_or(end, |close| close + 1);
        found.push((Segment { paragraph: at, tokens: first..end }, Segment { paragraph: at, tokens: 0..outer }));
        if closing.is_some() {
            return Some(found);
        }
        // Another opener that is not closed here starts something else; in English, where marks within marks are
        // single ones, every pair does.
        let own = !paragraph.marks.unclosed.is_empty()
            || language == Language::En && paragraph.marks.pairs.iter().any(|pair| pair.double);
        if !reopened && own {
            return None;
        }
    }
    None
}

/// Whether the stop at `at` belongs to an abbreviation.
pub fn is_abbreviated(tokens: &Tokens, at: usize, lexicon: &Lexicon) -> bool {
    tokens.mark(at) == Some('.')
        && at > 0
        && tokens.get(at).is_some_and(|t| !t.space_before)
        && (lexicon.abbreviations.has(tokens.folded(at - 1))
            || is_letter(tokens, at - 1)
            || tokens.is_word(at + 1) && tokens.word(at + 1).starts_with(char::is_lowercase))
}

/// A letter that stands for a word: «д. м. н.», "T. S. Ng". "I" and «я» end sentences themselves.
fn is_letter(tokens: &Tokens, at: usize) -> bool {
    let mut letters = tokens.folded(at).chars();
    letters.next().is_some_and(|c| c.is_alphabetic() && !matches!(c, 'i' | 'я')) && letters.next().is_none()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::{quotation::tokens::Words, speaker::Cast};

    /// The segments of each draft.
    fn drafts(text: &str, language: Language) -> Vec<Vec<String>> {
        let paragraphs =
            text.split('\n').map(|text| crate::document::Paragraph { kind: ParagraphKind::Text, text: text.into() });
        let document = Document { language, paragraphs: paragraphs.collect(), ..Document::default() };
        let (lexicon, cast) = (Lexicon::of(language).unwrap(), Cast::default());
        let mut words = Words::default();
        let texts = document.paragraphs.iter().map(|p| (p.text.as_str(), true));
        let mut parts = super::paragraphs(&document, words.read(texts, lexicon, &cast));
        let drafts = scan(&mut parts, language, lexicon);
        let words = |s: &Segment| parts[s.paragraph].tokens.between(s.tokens.start, s.tokens.end).to_owned();
        drafts.iter().map(|draft| draft.segments.iter().map(words).collect()).collect()
    }

    #[test]
    fn a_tag_inside_the_marks_cuts_in_two() {
        assert_eq!(drafts("«Мы готовы, — сказал Орлов, — и давно».", Language::Ru), [["Мы готовы,", "и давно"]]);
        assert_eq!(drafts("«Мы готовы. — Он помолчал. — И давно».", Language::Ru), [["Мы готовы.", "И давно"]]);
        assert_eq!(drafts("\"Ми готові, - підкреслив він. - І давно\".", Language::Uk), [["Ми готові,", "І давно"]]);
        assert_eq!(drafts("«Это — дело, — заявила министр. — Да».", Language::Ru), [["Это — дело,", "Да"]]);
    }

    #[test]
    fn speech_behind_a_dash() {
        assert_eq!(
            drafts("— Это — часть усилий, — заявил Орлов. По его словам, всё.", Language::Ru),
            [["Это — часть усилий,"]]
        );
        assert_eq!(drafts("— Да, — сказал он. — И нет.", Language::Ru), [["Да,", "И нет."]]);
        assert!(drafts("— первый пункт", Language::Ru).is_empty());
    }

    #[test]
    fn several_paragraphs() {
        assert_eq!(
            drafts("«Мы начали.\nИ «Комета» тоже.\nКончили», — сказал он.", Language::Ru),
            [["Мы начали.", "И «Комета» тоже.", "Кончили"]]
        );
        assert_eq!(drafts("\"We began.\n\"We ended,\" he said.", Language::En), [["We began.", "We ended,"]]);
        assert_eq!(drafts("\"We began,\" he said.\n\"We ended,\" he said.", Language::En).len(), 2);
    }

    #[test]
    fn closers_that_are_missing_or_shared() {
        assert_eq!(drafts("Он сказал: «Мы читали «Комету».", Language::Ru), [["Мы читали «Комету"]]);
        assert_eq!(
            drafts("“Активи НАК Мрія України“ на рішення суду”, сказано там.", Language::Uk),
            [["Активи НАК Мрія України“ на рішення суду"]]
        );
    }
}
