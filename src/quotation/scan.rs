//! Scan: the stretches of a document that may be quotations, before anybody asks whose.
//!
//! Marked words, speech behind a dash, and what several paragraphs hold under one pair of marks; the
//! reporter's tag inside a pair («…, — сказал он, — …») cuts a stretch into segments.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    lexicon::{CueKind, Lexicon},
    marks::{self, Marks},
    tokens::{Tokens, Vocabulary},
};
use crate::{
    document::{Document, ParagraphKind},
    language::Language,
    speaker::Things,
};

/// A paragraph as the rules see it.
#[derive(Debug)]
pub struct Paragraph {
    pub tokens: Tokens,
    pub kind: ParagraphKind,
    /// What the cast knows to begin at each token.
    pub things: Things,
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

pub fn paragraphs(document: &Document, vocabulary: &mut Vocabulary<'_>) -> Vec<Paragraph> {
    let paragraph = |p: &crate::document::Paragraph| {
        let tokens = vocabulary.tokens(&p.text);
        let unmarked = matches!(p.kind, ParagraphKind::Noise | ParagraphKind::Turn);
        let marks = if unmarked { Marks::default() } else { marks::pair(&tokens, document.language) };
        let things = if p.kind == ParagraphKind::Noise { Things::default() } else { vocabulary.things(&tokens) };
        Paragraph { tokens, kind: p.kind, things, marks }
    };
    document.paragraphs.iter().map(paragraph).collect()
}

/// All drafts in the order of the text, none inside another.
pub fn scan(paragraphs: &mut [Paragraph], language: Language, lexicon: &Lexicon) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut index = 0;
    while index < paragraphs.len() {
        index += join(paragraphs, index, language, lexicon, &mut drafts);
    }
    let spoken = paragraphs.iter().enumerate().filter_map(|(index, p)| dash_speech(p, index, language, lexicon));
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
    drafts.retain(|draft| draft.segments.iter().any(|s| words(paragraphs, s) > 0));
    // What one kind of sign took, another cannot take again.
    let mut taken = (0, 0);
    drafts.retain(|draft| {
        let (Some(first), Some(last)) = (draft.hull.first(), draft.hull.last()) else { return false };
        let free = (first.paragraph, first.tokens.start) >= taken;
        if free {
            taken = (last.paragraph, last.tokens.end);
        }
        free
    });
    drafts
}

fn words(paragraphs: &[Paragraph], segment: &Segment) -> usize {
    let Some(paragraph) = paragraphs.get(segment.paragraph) else { return 0 };
    segment.tokens.clone().filter(|i| paragraph.tokens.mark(*i).is_none()).count()
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
    for (at, paragraph) in paragraphs.iter().enumerate().skip(index + 1).take(MOST_PARAGRAPHS) {
        if !matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::Quote) {
            return None;
        }
        let tokens = &paragraph.tokens;
        let reopened = tokens.mark(0).is_some_and(marks::is_double);
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

/// A closer without an opener: an inner opener of a wrong kind had ended the quotation before it.
fn mend_unopened(paragraph: &mut Paragraph) {
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
fn close_at_tag(paragraph: &mut Paragraph, lexicon: &Lexicon) {
    let Some(&open) = paragraph.marks.unclosed.first() else { return };
    let tokens = &paragraph.tokens;
    if open != 0 || paragraph.marks.pairs.iter().any(|pair| pair.open > open) {
        return;
    }
    let named = |i: usize| {
        tokens.is_capital(i) && !lexicon.first.has(tokens.folded(i)) || lexicon.pronouns.has(tokens.folded(i))
    };
    let tag = |comma: &usize| {
        tokens.mark(*comma) == Some(',') && {
            let cue = (comma + 1..comma + 6).find(|i| {
                lexicon.tag(tokens.folded(*i)).is_some_and(|cue| {
                    cue.kind == CueKind::Say && cue.agreement != super::lexicon::Agreement::Participle
                })
            });
            cue.is_some_and(|cue| {
                let before = comma + 1..cue;
                (before.clone().any(named)
                    && before
                        .clone()
                        .all(|i| !lexicon.finite.has(tokens.folded(i)) && !lexicon.clause.has(tokens.folded(i)))
                    || before.is_empty() && named(cue + 1))
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
fn mend_unclosed(paragraph: &mut Paragraph, open: usize, tokens: usize, language: Language, lexicon: &Lexicon) {
    let inner = paragraph.marks.pairs.iter().rposition(|pair| pair.open > open && pair.double);
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
        None if language == Language::En || open == 0 || paragraph.tokens.mark(open - 1).is_some_and(|c| c == ':' || c == ',' || is_stop(Some(c))) => {
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

/// A tag between dashes: where it begins (at the dash), and where the words go on.
struct Tag {
    dash: usize,
    resume: Option<usize>,
}

/// The first tag in `range`: a comma or stop, a dash, and a verb that reports.
fn find_tag(tokens: &Tokens, range: Range<usize>, lexicon: &Lexicon, language: Language, speech: bool) -> Option<Tag> {
    for dash in range.clone().filter(|i| is_dash(tokens.mark(*i))) {
        let before = dash.checked_sub(1).and_then(|i| tokens.mark(i));
        if dash == range.start
            || !(before == Some(',') || is_stop(before) || before.is_some_and(|c| marks::is_double(c) && speech))
        {
            continue;
        }
        let Some(cue) = reporting_verb(tokens, dash + 1..range.end, lexicon, language, speech) else { continue };
        let mut resume = None;
        let mut at = cue + 1;
        while at < range.end {
            let mark = tokens.mark(at);
            if is_dash(mark) && tokens.get(at).is_some_and(|t| t.space_after) {
                resume = Some(at + 1);
                break;
            }
            if is_stop(mark) && !is_abbreviated(tokens, at, lexicon) {
                if is_dash(tokens.mark(at + 1)) {
                    resume = Some(at + 2);
                } else if !speech && at + 1 < range.end {
                    resume = Some(at + 1);
                }
                break;
            }
            at += 1;
        }
        return Some(Tag { dash, resume: resume.filter(|at| *at < range.end) });
    }
    None
}

/// The verb of a tag that begins with `range`: a listed one with its subject or an adverb before it; any other
/// where somebody follows it («— разводит руками заведующая Инга Дробот»).
fn reporting_verb(
    tokens: &Tokens,
    range: Range<usize>,
    lexicon: &Lexicon,
    language: Language,
    speech: bool,
) -> Option<usize> {
    let names = |at: usize| {
        tokens.is_capital(at)
            || lexicon.pronouns.has(tokens.folded(at))
            || lexicon.roles.find(tokens.folded(at)).is_some()
    };
    let own = |at: usize| lexicon.first.has(tokens.folded(at)) || lexicon.clause.has(tokens.folded(at));
    let listed = |at: &usize| {
        lexicon
            .tag(tokens.folded(*at))
            .is_some_and(|cue| cue.kind == CueKind::Say && cue.agreement != super::lexicon::Agreement::Participle)
    };
    let cue = (range.start..range.end.min(range.start + 5)).find(listed).filter(|cue| {
        let mut between = range.start..*cue;
        !between.clone().any(|at| tokens.mark(at).is_some() || own(at))
            && (between.len() < 2 || between.any(names) || (range.start..*cue).all(|at| is_manner(tokens, at, lexicon)))
    });
    if cue.is_some() {
        return cue;
    }
    let verb = (range.start..range.end.min(range.start + 3))
        .find(|at| !is_manner(tokens, *at, lexicon))
        .filter(|at| super::decide::is_verb_form(tokens, *at, language))?;
    let limit = range.end.min(verb + 10);
    let end = (verb + 1..limit).find(|at| tokens.mark(*at).is_some()).unwrap_or(limit);
    let resumes = || {
        (end..range.end.min(verb + 24)).any(|at| is_dash(tokens.mark(at)) && tokens.get(at).is_some_and(|t| t.space_after))
    };
    let somebody = (verb + 1..end).any(names) && !(verb + 1..end).any(own);
    (somebody && (speech || resumes())).then_some(verb)
}

/// An adverb that says how: «честно», «по-русски».
pub fn is_manner(tokens: &Tokens, at: usize, lexicon: &Lexicon) -> bool {
    let folded = tokens.folded(at);
    tokens.is_word(at)
        && !tokens.is_capital(at)
        && (lexicon.adverbs.has(folded)
            || folded.chars().count() > 4 && (folded.ends_with('о') && !folded.ends_with("го") || folded.ends_with("ски") || folded.ends_with("ськи")))
}

/// Whether the stop at `at` belongs to an abbreviation.
pub fn is_abbreviated(tokens: &Tokens, at: usize, lexicon: &Lexicon) -> bool {
    tokens.mark(at) == Some('.')
        && at > 0
        && tokens.get(at).is_some_and(|t| !t.space_before)
        && (lexicon.abbreviations.has(tokens.folded(at - 1)) || is_letter(tokens, at - 1))
}

/// A letter that stands for a word: «д. м. н.», "T. S. Ng". "I" and «я» end sentences themselves.
fn is_letter(tokens: &Tokens, at: usize) -> bool {
    let mut letters = tokens.folded(at).chars();
    letters.next().is_some_and(|c| c.is_alphabetic() && !matches!(c, 'i' | 'я')) && letters.next().is_none()
}

fn cut_tags(draft: &mut Draft, paragraphs: &[Paragraph], language: Language, lexicon: &Lexicon) {
    let mut cut = Vec::new();
    for segment in &draft.segments {
        let Some(paragraph) = paragraphs.get(segment.paragraph) else { continue };
        let mut range = segment.tokens.clone();
        while let Some(tag) = find_tag(&paragraph.tokens, range.clone(), lexicon, language, false) {
            // A dash inside inner marks is not ours.
            let inner = paragraph
                .marks
                .pairs
                .iter()
                .any(|p| p.depth > 0 && p.double && p.open < tag.dash && tag.dash < p.close);
            if inner {
                break;
            }
            draft.tagged = true;
            cut.push(Segment { paragraph: segment.paragraph, tokens: range.start..tag.dash });
            match tag.resume {
                Some(resume) => range = resume..range.end,
                None => range = range.end..range.end,
            }
        }
        if !range.is_empty() {
            cut.push(Segment { paragraph: segment.paragraph, tokens: range });
        }
    }
    if draft.tagged {
        draft.hull.clone_from(&cut);
        draft.segments = cut;
    }
}

/// «— Текст, — сказал X. — Текст.»
fn dash_speech(paragraph: &Paragraph, index: usize, language: Language, lexicon: &Lexicon) -> Option<Draft> {
    let tokens = &paragraph.tokens;
    if matches!(paragraph.kind, ParagraphKind::Noise | ParagraphKind::Turn)
        || !is_dash(tokens.mark(0))
        || !tokens.get(0)?.space_after
    {
        return None;
    }
    let mut segments = Vec::new();
    let mut range = 1..tokens.len();
    loop {
        match find_tag(tokens, range.clone(), lexicon, language, true) {
            Some(tag) => {
                segments.push(Segment { paragraph: index, tokens: range.start..tag.dash });
                match tag.resume {
                    Some(resume) => range = resume..tokens.len(),
                    None => break,
                }
            }
            None if segments.is_empty() => {
                let comma = speech_tag(tokens, lexicon).filter(|_| language == Language::En)?;
                segments.push(Segment { paragraph: index, tokens: 1..comma });
                break;
            }
            None => {
                segments.push(Segment { paragraph: index, tokens: range });
                break;
            }
        }
    }
    Some(Draft { hull: segments.clone(), segments, signal: Signal::Dash, tagged: true })
}

/// The comma before a tag that ends a paragraph: "— We go home, says Orlov."
fn speech_tag(tokens: &Tokens, lexicon: &Lexicon) -> Option<usize> {
    let comma = (2..tokens.len()).rev().filter(|at| tokens.mark(*at) == Some(',')).find(|comma| {
        // "Thank God" tags nothing: the verb is in the third person or the past.
        let finite = tokens.folded(comma + 1).ends_with(['s', 'd']);
        let cue = finite && lexicon.tag(tokens.folded(comma + 1)).is_some_and(|cue| cue.kind == CueKind::Say);
        let subject = |at: usize| {
            tokens.is_capital(at)
                || lexicon.determiners.has(tokens.folded(at))
                || lexicon.pronouns.has(tokens.folded(at)) && !lexicon.first.has(tokens.folded(at))
        };
        let behind = || lexicon.tag(tokens.folded(comma + 2)).or_else(|| lexicon.tag(tokens.folded(comma + 3))).is_some();
        cue && subject(comma + 2) || subject(comma + 1) && behind()
    });
    comma.filter(|comma| tokens.len() - comma < 24)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::speaker::Cast;

    /// The segments of each draft.
    fn drafts(text: &str, language: Language) -> Vec<Vec<String>> {
        let paragraphs =
            text.split('\n').map(|text| crate::document::Paragraph { kind: ParagraphKind::Text, text: text.into() });
        let document = Document { language, paragraphs: paragraphs.collect(), ..Document::default() };
        let (lexicon, cast) = (Lexicon::of(language).unwrap(), Cast::default());
        let mut parts = super::paragraphs(&document, &mut Vocabulary::new(lexicon, &cast));
        let drafts = scan(&mut parts, language, lexicon);
        let words = |s: &Segment| parts[s.paragraph].tokens.between(s.tokens.start, s.tokens.end).to_owned();
        drafts.iter().map(|draft| draft.segments.iter().map(words).collect()).collect()
    }

    #[test]
    fn a_tag_inside_the_marks_cuts_in_two() {
        assert_eq!(drafts("«Мы готовы, — сказал Орлов, — и давно».", Language::Ru), [["Мы готовы,", "и давно"]]);
        assert_eq!(
            drafts("«Мы готовы. — Он помолчал. — И давно».", Language::Ru),
            [["Мы готовы. — Он помолчал. — И давно"]]
        );
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
