//! Lines around a statement: what announces one, what stands over it, who signs it, what ends it.

use std::ops::Range;

use crate::{
    document::ParagraphKind,
    language::Language,
    quotation::{
        decide,
        lexicon::{
            Agreement, CueKind, Lexicon,
            speech::{Phrases, Speech},
        },
        marks,
        scan::{Paragraph, is_dash, is_stop},
        tokens::Tokens,
    },
};

/// How a paragraph announces what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// Whole: up to where the reporter speaks again.
    Whole,
    /// Something written, or said.
    Words,
}

/// What the lines of a language look like.
#[derive(Clone, Copy)]
pub struct Lines<'a> {
    pub speech: &'static Speech,
    pub lexicon: &'a Lexicon,
    pub language: Language,
}

/// Tokens of a line that is no paragraph.
const SHORT: usize = 14;

impl<'a> Lines<'a> {
    pub fn new(language: Language, lexicon: &'a Lexicon) -> Self {
        Self { speech: Speech::of(language), lexicon, language }
    }

    /// A form of saying in the past.
    pub fn is_told(&self, tokens: &Tokens, at: usize) -> bool {
        let folded = tokens.folded(at);
        let Some(cue) = folded.cue() else { return false };
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

    /// "Yours sincerely,": what follows is the signature.
    pub fn is_close(&self, paragraph: &Paragraph) -> bool {
        is_only(&paragraph.tokens, &self.speech.close)
    }

    pub fn is_end(&self, paragraph: &Paragraph) -> bool {
        is_only(&paragraph.tokens, &self.speech.end)
    }

    /// Whether, and how, a paragraph announces words that follow it.
    pub fn announces(&self, paragraph: &Paragraph) -> Option<Announced> {
        let tokens = &paragraph.tokens;
        let last = tokens.len().checked_sub(1)?;
        let colon = tokens.mark(last) == Some(':');
        if self.label(paragraph).is_some() {
            return Some(Announced::Whole);
        }
        if paragraph.kind != ParagraphKind::Text {
            return None;
        }
        let start = (0..last).rev().find(|at| is_stop(tokens.mark(*at))).map_or(0, |stop| stop + 1);
        let sentence = start..last;
        if !colon && sentence.len() > SHORT {
            return None;
        }
        let whole = self.speech.whole.within(tokens, sentence.clone());
        // «Об этом она написала. Цитата:»
        let only = self.speech.label.at(tokens, start).is_some_and(|length| start + length == last);
        if colon && only {
            return Some(Announced::Whole);
        }
        let before = || self.speech.written.within(tokens, 0..last);
        if whole && (colon || before()) {
            // Without a colon a short sentence of the editors': «Публикуем его полностью.»
            return (colon || tokens.mark(last) == Some('.')).then_some(Announced::Whole);
        }
        let cue = sentence.clone().rev().find(|at| tokens.folded(*at).cue().is_some_and(|c| c.kind != CueKind::Judge));
        let cue = cue.filter(|_| colon)?;
        let written = self.speech.written.within(tokens, sentence);
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

    /// «Прямая речь», "Statement by the family:", «Заявление МИД:»: a line by itself. Gives the token behind its words.
    pub fn label(&self, paragraph: &Paragraph) -> Option<usize> {
        let tokens = &paragraph.tokens;
        let last = tokens.len().checked_sub(1)?;
        let colon = tokens.mark(last) == Some(':');
        let is_line = matches!(paragraph.kind, ParagraphKind::Heading | ParagraphKind::Text)
            && (colon || !is_stop(tokens.mark(last)))
            && tokens.len() <= SHORT;
        let first = usize::from(tokens.mark(0).is_some());
        let length = if is_line { self.speech.label.at(tokens, first)? } else { return None };
        let rest = first + length;
        let verb = (rest..tokens.len())
            .any(|at| self.lexicon.finite.has(tokens.folded(at)) || decide::is_verb_form(tokens, at, self.language));
        let by = self.speech.by.at(tokens, rest).is_some() || tokens.mark(rest) == Some(':');
        let whole = self.speech.whole.within(tokens, rest..tokens.len());
        let bare = (rest..tokens.len()).all(|at| tokens.mark(at).is_some());
        let is_label = if bare { colon || length > 1 } else { (by || colon || whole) && !verb };
        is_label.then_some(rest)
    }
}

/// Whether a line is nothing but one of these phrases.
fn is_only(tokens: &Tokens, phrases: &Phrases) -> bool {
    let first = (0..tokens.len()).find(|at| tokens.mark(*at).is_none());
    let end = first.and_then(|at| Some(at + phrases.at(tokens, at)?));
    end.is_some_and(|end| (end..tokens.len()).all(|at| tokens.mark(at).is_some()))
}

/// "— Jane Roe, director", «Анна Белова, директор музея»: a line that only names who signs.
pub fn signature(tokens: &Tokens, range: Range<usize>) -> Option<Range<usize>> {
    let dashed = is_dash(tokens.mark(range.start));
    let first =
        range.start + tokens.len().min((range.start..range.end).take_while(|at| is_dash(tokens.mark(*at))).count());
    let last = tokens.mark(range.end.checked_sub(1)?);
    let names = (first..range.end).take_while(|at| tokens.is_capital(*at)).count();
    let next = tokens.mark(first + names);
    let short = range.end.saturating_sub(first) <= SHORT;
    let ends = !is_stop(last) && !matches!(last, Some(':' | ','));
    let alone = first + names == range.end || matches!(next, Some(',' | '(' | '/')) || is_dash(next);
    let verbs = (first..range.end).any(|at| tokens.folded(at).cue().is_some());
    let is_one = if dashed {
        names >= 1 && short && !verbs
    } else {
        (2..=4).contains(&names) && alone && short && ends && !verbs
    };
    is_one.then_some(first..range.end)
}

/// A signature behind the words of a paragraph: "… to come home. — Jane Roe". Gives where its dash stands, too.
pub fn signature_at_end(tokens: &Tokens) -> Option<(usize, Range<usize>)> {
    let dash = (tokens.len().saturating_sub(SHORT)..tokens.len()).rev().find(|at| is_dash(tokens.mark(*at)))?;
    let parted = dash
        .checked_sub(1)
        .is_some_and(|before| tokens.mark(before).is_some_and(|c| is_stop(Some(c)) || marks::is_double(c)));
    let rest = (dash + 1..tokens.len()).any(|at| is_stop(tokens.mark(at)) && at + 1 < tokens.len());
    let name = signature(tokens, dash..tokens.len()).filter(|_| parted && !rest)?;
    Some((dash, name))
}
