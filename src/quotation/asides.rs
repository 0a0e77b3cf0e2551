//! Asides: what the reporter puts between somebody's words without a reporting verb.
//!
//! Notes in parentheses ("(Laughs.)", «(Киває на вікно.)») and actions between dashes («— Помню. — Он встал. —
//! Пойдём.») are no part of what was said. Tags with a reporting verb are found in `scan.rs`.

use std::{cell::OnceCell, collections::HashSet, ops::Range};

use super::{
    lexicon::{Lexicon, Word, speech::Speech},
    scan::{Draft, Paragraph, Segment, Signal, is_abbreviated, is_dash, is_stop},
    tokens::Tokens,
};
use crate::{document::ParagraphKind, language::Language, speaker::Thing};

/// More tokens than this are no aside.
const MOST_TOKENS: usize = 40;

/// What tells asides from somebody's own words in a document.
pub struct Asides<'a> {
    language: Language,
    lexicon: &'a Lexicon,
    speech: &'static Speech,
    paragraphs: &'a [Paragraph<'a>],
    /// Words that stand before a name somewhere: whoever acts may be called so.
    epithets: OnceCell<HashSet<&'a str>>,
}

impl<'a> Asides<'a> {
    pub fn new(paragraphs: &'a [Paragraph<'a>], language: Language, lexicon: &'a Lexicon) -> Self {
        Self { language, lexicon, speech: Speech::of(language), paragraphs, epithets: OnceCell::new() }
    }

    fn is_epithet(&self, word: &str) -> bool {
        let before_names = || {
            let told = self.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Noise).map(|p| &p.tokens);
            let before = |tokens: &'a Tokens| {
                let before = (0..tokens.len()).filter(|at| tokens.is_word(*at) && tokens.is_capital(at + 1));
                before.map(|at| tokens.folded(at).as_str())
            };
            told.flat_map(before).collect()
        };
        self.epithets.get_or_init(before_names).contains(word)
    }

    /// Cuts the asides out of a draft's words.
    pub fn cut(&self, draft: &mut Draft) {
        let words = self.without_actions(draft);
        if !words.is_empty() {
            // The reporter's words between are looked at for a name, but for a turn's, whose label names the speaker.
            if draft.signal != Signal::Turn {
                draft.hull.clone_from(&words);
            }
            draft.segments = words;
            draft.tagged = true;
        }
        // What stands inside marks is given as it was printed.
        if draft.signal == Signal::Marks {
            return;
        }
        let without: Vec<Segment> = draft.segments.iter().flat_map(|segment| self.without_notes(segment)).collect();
        if !without.is_empty() {
            draft.segments = without;
        }
    }

    /// The segments without the speaker's actions; none where there is no action.
    fn without_actions(&self, draft: &Draft) -> Vec<Segment> {
        let action = |segment: &Segment, rest: &Range<usize>| {
            self.action(self.paragraphs.get(segment.paragraph)?, rest, draft.signal)
        };
        if !draft.segments.iter().any(|segment| action(segment, &segment.tokens).is_some()) {
            return Vec::new();
        }
        let mut words = Vec::new();
        for segment in &draft.segments {
            let here = |tokens: Range<usize>| Segment { paragraph: segment.paragraph, tokens };
            let mut rest = segment.tokens.clone();
            while let Some(action) = action(segment, &rest) {
                words.push(here(rest.start..action.start));
                rest.start = action.end;
            }
            words.push(here(rest));
        }
        words.retain(|segment| self.has_words(segment));
        words
    }

    /// Speech behind a dash that an action of the speaker's shows to be speech.
    pub fn speech(&self, index: usize) -> Option<Draft> {
        let paragraph = self.paragraphs.get(index)?;
        let tokens = &paragraph.tokens;
        if paragraph.kind != ParagraphKind::Text || !is_dash(tokens.mark(0)) || !tokens.get(0)?.space_after {
            return None;
        }
        let whole = vec![Segment { paragraph: index, tokens: 1..tokens.len() }];
        let mut draft = Draft { segments: whole.clone(), hull: whole, signal: Signal::Dash, tagged: false };
        self.cut(&mut draft);
        draft.tagged.then_some(draft)
    }

    fn has_words(&self, segment: &Segment) -> bool {
        let tokens = self.paragraphs.get(segment.paragraph).map(|p| &p.tokens);
        tokens.is_some_and(|tokens| segment.tokens.clone().any(|at| tokens.mark(at).is_none()))
    }

    /// The segment without its notes in parentheses.
    fn without_notes(&self, segment: &Segment) -> Vec<Segment> {
        let Some(paragraph) = self.paragraphs.get(segment.paragraph) else { return Vec::new() };
        let here = |tokens: Range<usize>| Segment { paragraph: segment.paragraph, tokens };
        let mut found = Vec::new();
        let (mut start, mut at) = (segment.tokens.start, segment.tokens.start);
        while at < segment.tokens.end {
            if let Some(close) = self.note(&paragraph.tokens, at, segment.tokens.end) {
                found.push(here(start..at));
                start = close + 1;
                at = close;
            }
            at += 1;
        }
        found.push(here(start..segment.tokens.end));
        found.retain(|segment| self.has_words(segment));
        found
    }

    /// Where a note that opens at `at` closes: it begins with a word of the stage, or tells in a sentence of its own
    /// what the speaker does.
    fn note(&self, tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
        let close = match tokens.mark(at)? {
            '(' => ')',
            '[' => ']',
            _ => return None,
        };
        let close = (at + 1..end.min(at + MOST_TOKENS)).find(|i| tokens.mark(*i) == Some(close))?;
        let first = at + 1;
        let third = self.speech.third.has(tokens.folded(first));
        let short = close - first <= 6;
        let whole = is_stop(tokens.mark(close - 1)) && tokens.is_capital(first);
        let own = (first..close).any(|i| self.speech.first.has(tokens.folded(i)));
        let acts = self.is_act(tokens, first) || third && self.is_act(tokens, first + 1);
        (!own
            && (self.is_listed(tokens, first) && (short || whole)
                || third && short && self.is_listed(tokens, first + 1)
                || whole && acts))
            .then_some(close)
    }

    /// Laughter and the like.
    fn is_listed(&self, tokens: &Tokens, at: usize) -> bool {
        self.speech.note.at(tokens, at).is_some() || self.lexicon.stage.has(tokens.folded(at))
    }

    /// The first action in `range`, from its dash to behind the second.
    fn action(&self, paragraph: &Paragraph, range: &Range<usize>, signal: Signal) -> Option<Range<usize>> {
        let tokens = &paragraph.tokens;
        (range.start + 1..range.end)
            .filter(|at| is_dash(tokens.mark(*at)) && tokens.get(*at).is_some_and(|t| t.space_before && t.space_after))
            .find_map(|dash| self.action_at(paragraph, dash, range.end, signal))
    }

    fn action_at(&self, paragraph: &Paragraph, dash: usize, end: usize, signal: Signal) -> Option<Range<usize>> {
        let tokens = &paragraph.tokens;
        let parts = |mark: Option<char>| mark == Some(',') || is_stop(mark);
        let marked = parts(tokens.mark(dash - 1));
        // "— A long pause. —"
        let beat = (dash + 1..end.min(dash + 6)).find(|at| !tokens.is_word(*at)).filter(|stop| {
            marked
                && is_stop(tokens.mark(*stop))
                && is_dash(tokens.mark(stop + 1))
                && (dash + 1..*stop).any(|at| self.is_listed(tokens, at))
        });
        if let Some(stop) = beat {
            return Some(dash..stop + 2);
        }
        let subject = self.subject(paragraph, dash + 1, end)?;
        let close = (subject.end..end.min(dash + MOST_TOKENS))
            .find(|at| is_dash(tokens.mark(*at)) && tokens.get(*at).is_some_and(|t| t.space_after && t.space_before));
        let stop = (subject.end..end.min(dash + MOST_TOKENS))
            .find(|at| is_stop(tokens.mark(*at)) && !is_abbreviated(tokens, *at, self.lexicon));
        let cut_end = match (close, stop) {
            // A sentence ends inside: only where the dash follows it, or the paragraph ends.
            (close, Some(stop)) if close.is_none_or(|close| stop + 1 < close) => {
                (stop + 1 == end && signal != Signal::Marks && marked).then_some(end)?
            }
            (Some(close), _) if parts(tokens.mark(close - 1)) == marked => close + 1,
            _ => return None,
        };
        let inside = dash + 1..cut_end;
        let own = inside.clone().any(|at| self.speech.first.has(tokens.folded(at)));
        let quoted = inside.clone().any(|at| tokens.mark(at).is_some_and(super::marks::is_double));
        let by_name = !self.speech.third.has(tokens.folded(subject.start));
        // The marks may be left out where it is plain that somebody acts: "— she laughs —".
        let plain = marked || !by_name && inside.clone().any(|at| self.is_listed(tokens, at));
        (!own && !quoted && plain).then_some(dash..cut_end)
    }

    /// Who acts behind a dash: a pronoun or a name and a verb, in either order.
    fn subject(&self, paragraph: &Paragraph, at: usize, end: usize) -> Option<Range<usize>> {
        let tokens = &paragraph.tokens;
        let person = |from: usize| -> Option<Range<usize>> {
            if self.speech.third.has(tokens.folded(from)) {
                return Some(from..from + 1);
            }
            let called = |word: &Word| self.lexicon.roles.find(word).is_some() || self.is_epithet(word);
            if !tokens.is_capital(from) && self.is_noun(tokens, from) && called(tokens.folded(from)) {
                return Some(from..from + 1);
            }
            let named = (from..end.min(from + 3)).take_while(|i| self.is_name(paragraph, *i)).count();
            (named > 0).then_some(from..from + named)
        };
        if let Some(subject) = person(at) {
            // One word may say how: «он впервые повышает голос».
            let acts = (subject.end..end.min(subject.end + 3))
                .take_while(|i| tokens.is_word(*i))
                .any(|i| self.is_act(tokens, i));
            return acts.then_some(subject);
        }
        let acts = self.is_act(tokens, at).then_some(at + 1)?;
        person(acts)
    }

    fn is_name(&self, paragraph: &Paragraph, at: usize) -> bool {
        let tokens = &paragraph.tokens;
        let folded = tokens.folded(at);
        let other = tokens.things(at).iter().any(|thing| !matches!(thing.thing, Thing::Person { .. }));
        tokens.is_capital(at)
            && !other
            && !self.speech.first.has(folded)
            && !self.lexicon.stop.has(folded)
            && !self.lexicon.first.has(folded)
            && self.lexicon.institutions.find(folded).is_none()
    }

    fn is_noun(&self, tokens: &Tokens, at: usize) -> bool {
        let folded = tokens.folded(at);
        let lists = [&self.lexicon.prepositions, &self.lexicon.conjunctions, &self.lexicon.clause, &self.lexicon.stop];
        tokens.is_word(at)
            && lists.iter().all(|list| !list.has(folded))
            && folded.cue().is_none()
            && !self.speech.first.has(folded)
    }

    /// A verb in the third person.
    fn is_act(&self, tokens: &Tokens, at: usize) -> bool {
        let folded = tokens.folded(at);
        let long = folded.chars().count() > 2;
        let ends = |ends: &[&str]| long && ends.iter().any(|end| folded.ends_with(end));
        if !tokens.is_word(at) {
            return false;
        }
        match self.language {
            Language::En => !self.lexicon.stop.has(folded) && ends(&["s", "ed"]) || self.speech.told.has(folded),
            Language::Ru => ends(&["л", "ет", "ит", "ся", "ла", "ло", "ли", "ют", "ут", "ат", "ят"]),
            Language::Uk => ends(&["в", "є", "ить", "ся", "ла", "ло", "ли", "ють", "уть", "ать", "ять", "е"]),
            Language::Other => false,
        }
    }
}
