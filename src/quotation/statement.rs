//! Statements: paragraphs that are somebody's words without marks, since the page sets them apart or the paragraph
//! before announces them («Публикуем заявление целиком:», "The full text reads:", «Пряма мова:»).
//!
//! Where one ends, and who signs it, is told here; whom the announcing paragraph means, is not.

mod repeats;

use std::ops::Range;

use super::{
    decide,
    lexicon::{
        Agreement, CueKind, Lexicon,
        speech::{Phrases, Speech},
    },
    marks,
    scan::{Draft, Paragraph, Segment, Signal, is_dash, is_stop},
    tokens::Tokens,
    turns::{Spoken, Voice},
};
use crate::{document::ParagraphKind, language::Language};

/// Paragraphs of one statement.
const MOST_PARAGRAPHS: usize = 40;

/// All statements of a document. `marked` tells how many tokens of a paragraph stand in marks, `taken` whether it is
/// speech of another kind.
pub fn scan(
    paragraphs: &[Paragraph],
    marked: impl Fn(usize) -> usize,
    taken: impl Fn(usize) -> bool,
    language: Language,
    lexicon: &Lexicon,
) -> Vec<Spoken> {
    let text = Text {
        paragraphs,
        speech: Speech::of(language),
        lexicon,
        language,
        marked: (0..paragraphs.len()).map(&marked).collect(),
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

/// How a paragraph announces what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Announced {
    /// Whole: up to where the reporter speaks again.
    Whole,
    /// Something written, or said.
    Words,
}

struct Text<'a> {
    paragraphs: &'a [Paragraph],
    speech: &'static Speech,
    lexicon: &'a Lexicon,
    language: Language,
    marked: Vec<usize>,
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
        let marked = self.marked.get(index).copied().unwrap_or_default();
        let is_note = self.speech.editor.at(tokens, usize::from(tokens.mark(0).is_some())).is_some();
        let quotes = || marked > 0 && !self.is_own(index) && (0..tokens.len()).any(|at| self.is_told(tokens, at));
        !self.taken.get(index).copied().unwrap_or_default() && marked * 2 < tokens.len() && !is_note && !quotes()
    }

    fn any_reports(&self, mut run: impl Iterator<Item = usize>) -> bool {
        run.any(|at| !self.is_set_apart(at) && self.marked.get(at).is_some_and(|marked| *marked > 0))
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
            if self.is_close(end) {
                // "Yours sincerely,": what follows is the signature.
                is_closed = true;
                let next = self.paragraphs.get(end + 1).map_or(0, |p| p.tokens.len());
                signed = self.signature(end + 1, 0..next);
                sure = end + 1 + usize::from(signed.is_some());
                break;
            }
            if self.is_end(end) {
                (sure, is_closed) = (end + 1, true);
                break;
            }
            if self.kind(end) == ParagraphKind::Heading || self.reports(end) || self.announces(end).is_some() || self.taken.get(end).copied().unwrap_or_default() {
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
        let marked = self.marked.get(index).copied().unwrap_or_default();
        let first = (0..tokens.len()).find(|at| tokens.mark(*at).is_none());
        let opens = tokens.mark(0).is_some_and(|c| marks::is_double(c) || is_dash(Some(c)));
        let ends = tokens.mark(tokens.len().saturating_sub(1)) != Some(';');
        let words = (0..tokens.len()).filter(|at| tokens.mark(*at).is_none()).count();
        first.is_some_and(|at| tokens.is_capital(at))
            && !opens
            && ends
            && (words >= 3 || words > 0 && tokens.mark(tokens.len() - 1).is_some_and(|c| matches!(c, ',' | '!')))
            && marked * 2 < tokens.len()
            && !self.taken.get(index).copied().unwrap_or_default()
            && !self.reports(index)
            && self.signature(index, 0..tokens.len()).is_none()
    }

    /// Whether the words of a paragraph are told in the first person, outside marks or not.
    fn is_own(&self, index: usize) -> bool {
        let Some(tokens) = self.paragraphs.get(index).map(|p| &p.tokens) else { return false };
        (0..tokens.len()).any(|at| self.speech.first.has(tokens.folded(at)))
    }

    /// Whether a paragraph is surely the reporter's: it looks back, quotes somebody, or tells of what was written.
    fn reports(&self, index: usize) -> bool {
        let Some(paragraph) = self.paragraphs.get(index) else { return true };
        let tokens = &paragraph.tokens;
        if self.speech.background.at(tokens, 0).is_some() {
            return true;
        }
        let in_marks = self.marked.get(index).copied().unwrap_or_default() > 0;
        let own = self.is_own(index);
        if own && !in_marks {
            return false;
        }
        let tells = (0..tokens.len()).any(|at| self.is_told(tokens, at));
        let written = || {
            (0..tokens.len()).any(|at| {
                let definite = self.language != Language::En
                    || at.checked_sub(1).is_some_and(|b| {
                        self.lexicon.determiners.has(tokens.folded(b)) || tokens.folded(b).ends_with("'s")
                    });
                definite && self.speech.written.at(tokens, at).is_some()
            })
        };
        tells && (in_marks || !own) || !own && written()
    }

    /// A form of saying in the past.
    fn is_told(&self, tokens: &Tokens, at: usize) -> bool {
        let folded = tokens.folded(at);
        let Some(cue) = self.lexicon.cue(folded) else { return false };
        match self.language {
            // "Has asked" and "was told" are a statement's own as well.
            Language::En => {
                cue.kind != CueKind::Document
                    && (folded.ends_with("ed") || self.speech.told.has(folded))
                    && !at.checked_sub(1).is_some_and(|before| self.lexicon.finite.has(tokens.folded(before)))
            }
            _ => matches!(cue.agreement, Agreement::Male | Agreement::Female | Agreement::Neuter | Agreement::Plural),
        }
    }

    fn is_close(&self, index: usize) -> bool {
        self.is_line_of(index, &self.speech.close)
    }

    fn is_end(&self, index: usize) -> bool {
        self.is_line_of(index, &self.speech.end)
    }

    /// Whether a paragraph is nothing but one of these phrases.
    fn is_line_of(&self, index: usize, phrases: &Phrases) -> bool {
        let Some(tokens) = self.paragraphs.get(index).map(|p| &p.tokens) else { return false };
        let first = (0..tokens.len()).find(|at| tokens.mark(*at).is_none());
        first.and_then(|at| Some(at + phrases.at(tokens, at)?)).is_some_and(|end| {
            (end..tokens.len()).all(|at| tokens.mark(at).is_some())
        })
    }

    /// Whether, and how, a paragraph announces words that follow it.
    fn announces(&self, index: usize) -> Option<Announced> {
        let paragraph = self.paragraphs.get(index)?;
        let tokens = &paragraph.tokens;
        let last = tokens.len().checked_sub(1)?;
        let colon = tokens.mark(last) == Some(':');
        if label(paragraph, self.language, self.lexicon).is_some() {
            return Some(Announced::Whole);
        }
        if paragraph.kind != ParagraphKind::Text {
            return None;
        }
        let start = (0..last).rev().find(|at| is_stop(tokens.mark(*at))).map_or(0, |stop| stop + 1);
        let sentence = start..last;
        let written = self.speech.written.within(tokens, sentence.clone());
        let whole = self.speech.whole.within(tokens, sentence.clone());
        // «Об этом она написала. Цитата:»
        let only = self.speech.label.at(tokens, start).is_some_and(|length| start + length == last);
        if colon && only {
            return Some(Announced::Whole);
        }
        let before = || self.speech.written.within(tokens, 0..last);
        if whole && (colon || sentence.len() <= SHORT && before()) {
            // Without a colon a short sentence of the editors': «Публикуем его полностью.»
            return (colon || tokens.mark(last) == Some('.')).then_some(Announced::Whole);
        }
        let cue = sentence.clone().rev().find(|at| self.lexicon.cue(tokens.folded(*at)).is_some_and(|c| c.kind != CueKind::Judge));
        let cue = cue.filter(|_| colon)?;
        (written || self.is_bare(tokens, cue + 1..last)).then_some(Announced::Words)
    }

    /// Whether nothing but a subject and where, when or how stands behind a reporting word: "said in Oslo on Monday:",
    /// not "announced the winners:".
    fn is_bare(&self, tokens: &Tokens, range: Range<usize>) -> bool {
        let plain = |at: &usize| {
            let folded = tokens.folded(*at);
            tokens.is_capital(*at)
                || tokens.mark(*at).is_some()
                || self.lexicon.adverbs.has(folded)
                || self.lexicon.pronouns.has(folded)
                || self.lexicon.calendar.has(folded)
                || self.lexicon.roles.find(folded).is_some()
        };
        let rest = range.clone().find(|at| !plain(at));
        rest.is_none_or(|at| self.speech.place.has(tokens.folded(at)))
    }

    /// "— Jane Roe, director", «Анна Белова, директор музея»: a line that only names who signs.
    fn signature(&self, index: usize, range: Range<usize>) -> Option<Segment> {
        let tokens = &self.paragraphs.get(index)?.tokens;
        let dashed = is_dash(tokens.mark(range.start));
        let first = range.start + tokens.len().min((range.start..range.end).take_while(|at| is_dash(tokens.mark(*at))).count());
        let last = tokens.mark(range.end.checked_sub(1)?);
        let names = (first..range.end).take_while(|at| tokens.is_capital(*at)).count();
        let next = tokens.mark(first + names);
        let short = range.end.saturating_sub(first) <= SHORT;
        let ends = !is_stop(last) && last != Some(':');
        let alone = first + names == range.end || matches!(next, Some(',' | '(' | '/')) || is_dash(next);
        let verbs = (first..range.end).any(|at| self.lexicon.cue(tokens.folded(at)).is_some());
        let is_one = if dashed { names >= 1 && short && !verbs } else { (2..=4).contains(&names) && alone && short && ends && !verbs };
        is_one.then(|| Segment { paragraph: index, tokens: first..range.end })
    }

    /// A signature behind the words of a paragraph: "… to come home. — Jane Roe".
    fn signature_at_end(&self, index: usize) -> Option<(usize, Segment)> {
        let tokens = &self.paragraphs.get(index)?.tokens;
        let dash = (tokens.len().saturating_sub(SHORT)..tokens.len()).rev().find(|at| is_dash(tokens.mark(*at)))?;
        let parted = dash.checked_sub(1).is_some_and(|before| {
            tokens.mark(before).is_some_and(|c| is_stop(Some(c)) || marks::is_double(c))
        });
        let rest = (dash + 1..tokens.len()).any(|at| is_stop(tokens.mark(at)) && at + 1 < tokens.len());
        let name = self.signature(index, dash..tokens.len()).filter(|_| parted && !rest)?;
        Some((dash, name))
    }
}

/// Tokens of a line that is no paragraph.
const SHORT: usize = 14;

/// «Прямая речь», "Statement by the family:", «Заявление МИД:»: a line by itself. Gives the token behind its words.
pub fn label(paragraph: &Paragraph, language: Language, lexicon: &Lexicon) -> Option<usize> {
    let speech = Speech::of(language);
    let tokens = &paragraph.tokens;
    let last = tokens.len().checked_sub(1)?;
    let colon = tokens.mark(last) == Some(':');
    let is_line = matches!(paragraph.kind, ParagraphKind::Heading | ParagraphKind::Text)
        && (colon || !is_stop(tokens.mark(last)))
        && tokens.len() <= SHORT;
    let first = usize::from(tokens.mark(0).is_some());
    let length = if is_line { speech.label.at(tokens, first)? } else { return None };
    let rest = first + length;
    let verb = (rest..tokens.len())
        .any(|at| lexicon.finite.has(tokens.folded(at)) || decide::is_verb_form(tokens, at, language));
    let by = speech.by.at(tokens, rest).is_some() || tokens.mark(rest) == Some(':');
    let whole = speech.whole.within(tokens, rest..tokens.len());
    let bare = (rest..tokens.len()).all(|at| tokens.mark(at).is_some());
    let is_label = if bare { colon || length > 1 } else { (by || colon || whole) && !verb };
    is_label.then_some(rest)
}
