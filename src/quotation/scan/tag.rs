//! Tags of the reporter inside a pair of marks or behind speech that a dash begins: «…, — сказал он. — …».

use std::ops::Range;

use super::{Draft, Paragraph, Segment, Signal, is_abbreviated, is_dash, is_stop};
use crate::{
    document::ParagraphKind,
    language::Language,
    quotation::{
        decide,
        lexicon::{Agreement, CueKind, Lexicon},
        marks,
        tokens::Tokens,
    },
};

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
    // «— йдеться в листі інженерки», but not «— йдеться про гроші».
    let document = |at: usize| {
        lexicon.place.has(tokens.folded(at + 1))
            && (at + 2..at + 5).any(|i| lexicon.statement.find(tokens.folded(i)).is_some())
    };
    let listed = |at: &usize| {
        tokens.folded(*at).tag().is_some_and(|cue| match cue.kind {
            CueKind::Document => document(*at),
            kind => kind == CueKind::Say && cue.agreement != Agreement::Participle,
        })
    };
    let cue = (range.start..range.end.min(range.start + 5)).find(listed).filter(|cue| {
        let mut between = range.start..*cue;
        !between.clone().any(|at| tokens.mark(at).is_some() || own(at))
            && (between.len() < 2 || between.any(names) || (range.start..*cue).all(|at| is_manner(tokens, at, lexicon)))
    });
    // "— the head of the service, Ann Bell, told the paper": a title and a name between two commas.
    let apposed = || {
        let cue = (range.start..range.end.min(range.start + 14)).find(listed)?;
        let commas = (range.start..cue).filter(|at| tokens.mark(*at) == Some(',')).count();
        let marks = (range.start..cue).filter(|at| tokens.mark(*at).is_some()).count();
        let somebody = (range.start..cue).any(|at| tokens.is_capital(at)) && !(range.start..cue).any(own);
        (commas == 2 && marks == 2 && somebody && tokens.mark(cue - 1) == Some(',')).then_some(cue)
    };
    let cue = cue.or_else(|| if language == Language::En { apposed() } else { None });
    if cue.is_some() {
        return cue;
    }
    let verb = (range.start..range.end.min(range.start + 3))
        .find(|at| !is_manner(tokens, *at, lexicon))
        .filter(|at| decide::is_verb_form(tokens, *at, language))?;
    let limit = range.end.min(verb + 10);
    let end = (verb + 1..limit).find(|at| tokens.mark(*at).is_some()).unwrap_or(limit);
    let resumes = || {
        (end..range.end.min(verb + 24))
            .any(|at| is_dash(tokens.mark(at)) && tokens.get(at).is_some_and(|t| t.space_after))
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
            || folded.chars().count() > 4
                && (folded.ends_with('о') && !folded.ends_with("го")
                    || folded.ends_with("ски")
                    || folded.ends_with("ськи")))
}

pub(super) fn cut_tags(draft: &mut Draft, paragraphs: &[Paragraph], language: Language, lexicon: &Lexicon) {
    let tag = |s: &Segment| find_tag(&paragraphs.get(s.paragraph)?.tokens, s.tokens.clone(), lexicon, language, false);
    // Most drafts hold none, and need no new segments.
    if !draft.segments.iter().any(|segment| tag(segment).is_some()) {
        return;
    }
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
pub(super) fn dash_speech(paragraph: &Paragraph, index: usize, language: Language, lexicon: &Lexicon) -> Option<Draft> {
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
                let (comma, resume) = speech_tag(tokens, lexicon).filter(|_| language == Language::En)?;
                segments.push(Segment { paragraph: index, tokens: 1..comma });
                if let Some(resume) = resume {
                    segments.push(Segment { paragraph: index, tokens: resume..tokens.len() });
                }
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

/// The comma before a tag that ends a paragraph or a sentence, and where the words go on: "— We go home, says Orlov. —
/// It is late."
fn speech_tag(tokens: &Tokens, lexicon: &Lexicon) -> Option<(usize, Option<usize>)> {
    let dash = (3..tokens.len()).find(|at| is_dash(tokens.mark(*at)) && tokens.mark(at - 1) == Some('.'));
    let end = dash.unwrap_or(tokens.len());
    let comma = (2..end).rev().filter(|at| tokens.mark(*at) == Some(',')).find(|comma| {
        // "Thank God" tags nothing: the verb is in the third person or the past.
        let finite = tokens.folded(comma + 1).ends_with(['s', 'd']);
        let cue = finite && tokens.folded(comma + 1).tag().is_some_and(|cue| cue.kind == CueKind::Say);
        let subject = |at: usize| {
            tokens.is_capital(at)
                || lexicon.determiners.has(tokens.folded(at))
                || lexicon.indefinite.has(tokens.folded(at))
                || lexicon.possessives.has(tokens.folded(at))
                || lexicon.pronouns.has(tokens.folded(at)) && !lexicon.first.has(tokens.folded(at))
        };
        let behind = || {
            let mut words = (comma + 2..comma + 7).take_while(|at| tokens.is_word(*at));
            words.any(|at| tokens.folded(at).tag().is_some_and(|cue| cue.kind == CueKind::Say))
        };
        cue && subject(comma + 2) || subject(comma + 1) && behind()
    });
    let comma = comma.filter(|comma| end - comma < 24)?;
    Some((comma, dash.map(|dash| dash + 1).filter(|resume| *resume < tokens.len())))
}
