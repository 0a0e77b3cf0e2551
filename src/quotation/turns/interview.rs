//! Interviews without labels: questions told by a dash, by bold or by their mark, and the answers below them.

use super::{Spoken, Voice};
use crate::{
    document::ParagraphKind,
    quotation::{
        lexicon::{Word, speech::Speech},
        marks,
        scan::{Draft, Paragraph, Segment, Signal, is_dash},
    },
};

/// How the paragraphs of an interview are told from others.
struct Text<'a> {
    paragraphs: &'a [Paragraph<'a>],
    speech: &'static Speech,
    is_called: bool,
}

/// The answers of an interview. The questions are the journalist's. `is_called` says whether the title calls the text one,
/// `taken` are paragraphs with speech of another kind.
pub fn answers(
    paragraphs: &[Paragraph],
    is_called: bool,
    taken: impl Fn(usize) -> bool,
    speech: &'static Speech,
) -> Vec<Spoken> {
    let text = Text { paragraphs, speech, is_called };
    let mut answers = text.in_dashes(&taken);
    if answers.is_empty() {
        answers = text.below_questions(&taken);
    }
    answers
}

/// Fewer turns than this in a row may be anything.
const FEWEST: usize = 4;
/// Paragraphs of the reporter's between two turns of one interview.
const BETWEEN: usize = 2;

impl Text<'_> {
    fn begins_with_dash(&self, index: usize) -> bool {
        self.paragraphs.get(index).is_some_and(|p| {
            let own = matches!(p.kind, ParagraphKind::Text | ParagraphKind::Question | ParagraphKind::Heading);
            own && is_dash(p.tokens.mark(0)) && p.tokens.get(0).is_some_and(|t| t.space_after)
        })
    }

    fn asks(&self, index: usize) -> bool {
        self.paragraphs.get(index).is_some_and(|p| {
            let last = (0..p.tokens.len()).rev().find(|at| {
                let mark = p.tokens.mark(*at);
                !mark.is_some_and(|c| marks::is_double(c) || matches!(c, ')' | '!' | '.' | '…'))
            });
            p.kind == ParagraphKind::Question || last.is_some_and(|at| p.tokens.mark(at) == Some('?'))
        })
    }

    /// "— But why? — I ask.": the reporter's own question, with a tag that says so.
    fn is_asked(&self, index: usize) -> bool {
        let Some(tokens) = self.paragraphs.get(index).map(|p| &p.tokens) else { return false };
        let dash = (1..tokens.len()).rev().find(|at| is_dash(tokens.mark(*at)));
        self.begins_with_dash(index)
            && dash.is_some_and(|dash| {
                tokens.mark(dash - 1) == Some('?')
                    && tokens.len() - dash <= SHORT
                    && (dash + 1..tokens.len()).any(|at| self.is_first(tokens.folded(at)))
            })
    }

    fn is_first(&self, folded: &Word) -> bool {
        self.speech.first.has(folded) || FIRST_PERSON.iter().any(|end| folded.ends_with(end))
    }

    /// Turns that begin with a dash: at least four, of which at least two ask and two answer; or any behind a
    /// question that the reporter says to be the own one.
    fn in_dashes(&self, taken: &impl Fn(usize) -> bool) -> Vec<Spoken> {
        let turns: Vec<usize> = (0..self.paragraphs.len()).filter(|at| self.begins_with_dash(*at)).collect();
        // Speech with a tag of its own is a turn as well, but found already.
        let found = |at: usize| taken(at) && !self.is_asked(at);
        let mut answers = Vec::new();
        for run in turns.chunk_by(|a, b| b - a <= BETWEEN + 1) {
            let is_question = |at: usize| self.asks(at) || self.is_asked(at);
            let questions = run.iter().filter(|at| is_question(**at)).count();
            let sure = run.iter().any(|at| self.is_asked(*at)) && run.len() > questions;
            if !sure && (run.len() < FEWEST || questions < 2 || run.len() - questions < 2) {
                continue;
            }
            for (place, at) in run.iter().enumerate().filter(|(_, at)| !is_question(**at) && !found(**at)) {
                let next = run.get(place + 1).copied();
                answers.push(self.answer(*at, 1, next.unwrap_or(*at + 1)));
            }
        }
        answers
    }

    /// Questions in bold, or as headings or plain paragraphs of an interview that is called one.
    fn below_questions(&self, taken: &impl Fn(usize) -> bool) -> Vec<Spoken> {
        let is = |kind: ParagraphKind| move |at: &usize| self.paragraphs.get(*at).is_some_and(|p| p.kind == kind);
        let all = || 0..self.paragraphs.len();
        let mut questions: Vec<usize> = all().filter(is(ParagraphKind::Question)).collect();
        let is_interview = self.is_interview(questions.first().copied());
        if questions.len() < 2 {
            let alone = |at: &usize| self.asks(*at) && !taken(*at);
            questions = all().filter(is(ParagraphKind::Heading)).filter(alone).collect();
            if questions.len() < 2 && is_interview {
                questions = all().filter(is(ParagraphKind::Text)).filter(alone).collect();
            }
        }
        let below = |at: &usize| is(ParagraphKind::Text)(&(at + 1)) && !self.asks(at + 1);
        questions.retain(below);
        if questions.len() < 2 {
            return Vec::new();
        }
        let mut answers = Vec::new();
        for (place, at) in questions.iter().enumerate() {
            let next = questions.get(place + 1).copied();
            let end = next.unwrap_or_else(|| self.last_of_answer(at + 1));
            let from = usize::from(self.begins_with_dash(at + 1));
            answers.push(self.answer(at + 1, from, end));
        }
        let told = answers.iter().filter(|answer| self.speaks_of_self(answer)).count();
        let own = answers.iter().zip(&questions);
        let own = own.filter(|(answer, question)| self.speaks_of_self(answer) || self.addresses(**question)).count();
        // Explainers ask and answer as well; there nobody says "I".
        let enough = if is_interview { own > 0 } else { told > 0 && own * 2 > answers.len() };
        if enough { answers } else { Vec::new() }
    }

    /// Whether the paragraphs over the first question call it an interview.
    fn is_interview(&self, first: Option<usize>) -> bool {
        let lead = self.paragraphs.iter().take(first.unwrap_or(LEAD).min(LEAD));
        self.is_called
            || lead
                .filter(|p| p.kind != ParagraphKind::Noise)
                .any(|p| self.speech.interview.within(&p.tokens, 0..p.tokens.len()))
    }

    fn addresses(&self, question: usize) -> bool {
        let tokens = self.paragraphs.get(question).map(|p| &p.tokens);
        tokens.is_some_and(|tokens| (0..tokens.len()).any(|at| self.speech.second.has(tokens.folded(at))))
    }

    fn speaks_of_self(&self, answer: &Spoken) -> bool {
        answer.draft.segments.iter().any(|s| {
            self.paragraphs
                .get(s.paragraph)
                .is_some_and(|p| s.tokens.clone().any(|at| self.is_first(p.tokens.folded(at))))
        })
    }

    /// Behind the last question the answer goes on as long as it is told in the first person.
    fn last_of_answer(&self, first: usize) -> usize {
        let more = (first + 1..self.paragraphs.len()).take_while(|at| {
            self.paragraphs.get(*at).is_some_and(|p| {
                p.kind == ParagraphKind::Text
                    && (0..p.tokens.len()).any(|i| self.speech.first.has(p.tokens.folded(i)))
                    && self.speech.background.at(&p.tokens, 0).is_none()
            })
        });
        first + 1 + more.count()
    }

    /// The answer that begins in paragraph `first` behind `from` tokens and goes on in those before `end`.
    fn answer(&self, first: usize, from: usize, end: usize) -> Spoken {
        let mut segments = Vec::new();
        let mut hull = Vec::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate().take(end.max(first + 1)).skip(first) {
            let begin = if index == first { from } else { 0 };
            if index > first && !matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::Quote) {
                continue;
            }
            hull.push(Segment { paragraph: index, tokens: 0..paragraph.tokens.len() });
            segments.push(Segment { paragraph: index, tokens: begin..paragraph.tokens.len() });
        }
        Spoken { draft: Draft { segments, hull, signal: Signal::Turn, tagged: false }, voice: Voice::Interviewee }
    }
}

/// Tokens of a tag.
const SHORT: usize = 8;

/// Endings of Russian and Ukrainian verbs in the first person.
const FIRST_PERSON: [&str; 7] = ["ую", "юю", "аю", "яю", "юсь", "юся", "лю"];

/// Paragraphs that may say what the text is.
const LEAD: usize = 8;
