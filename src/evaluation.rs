//! Evaluation: the extractor's quotations held against those that readers marked, counted by language and by rule.
//!
//! [`gold`] is the form of the marks, [`words`] says when two texts or two names are the same, [`matching`] which
//! quotation answers which mark, [`figures`] what is counted. It finds no documents and prints nothing; what is
//! measured is told at [`Figures`].

pub mod figures;
pub mod gold;
mod matching;
pub mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    quotation::{Kind, Quotation},
    text::Clean,
};
pub use figures::{Counts, Figures, RuleCounts};
pub use gold::Gold;
use gold::Mark;

/// What was found out about some documents. Documents are added one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    pub languages: BTreeMap<Clean, Counts>,
    pub all: Counts,
    pub rules: BTreeMap<String, RuleCounts>,
    /// Document by document, in the order of the marks; what answers no mark comes last.
    pub errors: Vec<Error>,
}

/// What can be wrong with a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Marked and not found.
    Missed,
    /// Found with other words, at least half of them the same.
    Boundary,
    Speaker,
    Meeting,
    /// Found and not marked.
    Spurious,
    /// Found and marked as no quotation.
    Noise,
}

impl Class {
    pub const ALL: [Self; 6] =
        [Self::Missed, Self::Boundary, Self::Speaker, Self::Meeting, Self::Spurious, Self::Noise];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Boundary => "boundary",
            Self::Speaker => "speaker",
            Self::Meeting => "meeting",
            Self::Spurious => "spurious",
            Self::Noise => "noise",
        }
    }
}

/// One thing that is wrong. A quotation can have a wrong boundary and a wrong speaker: these are two.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Error {
    #[serde(rename = "error")]
    pub class: Class,
    pub document: Clean,
    /// The rule that attributed the quotation; `None` where nothing was found.
    pub rule: Option<String>,
    /// What was marked: the words, the speaker or the meeting, by the class.
    pub expected: Option<Clean>,
    /// What was found in its place.
    pub found: Option<Clean>,
    /// The words of the quotation, the marked ones where there are any.
    pub text: Clean,
    pub mention: Option<Clean>,
    pub cue: Option<Clean>,
    pub sentence: Option<Clean>,
}

impl Evaluation {
    /// Adds a document: its marks, and the quotations found in it. Reported speech is left out.
    pub fn add(&mut self, gold: &Gold, quotations: &[Quotation]) {
        let found: Vec<&Quotation> = quotations.iter().filter(|one| one.kind != Kind::Reported).collect();
        let pairs = matching::pair(gold, &found);
        let mut tally = Tally { gold, counts: Counts::default(), to: self };
        for (index, mark) in gold.quotes.iter().enumerate() {
            let answer = pairs.answers.get(index).copied().flatten();
            match answer.and_then(|at| found.get(at).map(|quotation| (*quotation, pairs.is_exact(index, at)))) {
                None => tally.missed(mark),
                Some((quotation, exact)) => tally.answered(mark, quotation, exact),
            }
        }
        for (at, quotation) in found.iter().enumerate() {
            if !pairs.answers.contains(&Some(at)) && !pairs.repeats(gold, at, quotation) {
                tally.unmarked(quotation, pairs.is_noise(gold, at));
            }
        }
        let counts = tally.counts;
        self.all += counts;
        *self.languages.entry(gold.language.clone()).or_default() += counts;
    }

    pub fn errors_of(&self, class: Class) -> impl Iterator<Item = &Error> {
        self.errors.iter().filter(move |error| error.class == class)
    }
}

/// The counting of one document.
struct Tally<'a> {
    gold: &'a Gold,
    counts: Counts,
    to: &'a mut Evaluation,
}

impl Tally<'_> {
    fn missed(&mut self, mark: &Mark) {
        if mark.optional {
            return;
        }
        self.counts.gold += 1;
        self.to.errors.push(Error {
            class: Class::Missed,
            document: self.gold.document.clone(),
            rule: None,
            expected: mark.speaker.shown(),
            found: None,
            text: mark.text(),
            mention: mark.mention.clone(),
            cue: mark.cue.clone(),
            sentence: None,
        });
    }

    fn answered(&mut self, mark: &Mark, quotation: &Quotation, exact: bool) {
        let right = mark.speaker.is(quotation.speaker.as_deref());
        if mark.optional && !(exact && right) {
            return;
        }
        let attributed = exact && right;
        self.counts.gold += 1;
        self.counts.found += 1;
        self.counts.overlap += 1;
        self.counts.exact += usize::from(exact);
        self.counts.speaker += usize::from(right);
        self.counts.attributed += usize::from(attributed);
        if quotation.speaker.as_deref().is_some_and(|name| !name.is_empty()) {
            self.counts.named += 1;
            self.counts.named_right += usize::from(right);
        }
        let rule = self.to.rules.entry(quotation.rule.clone()).or_default();
        rule.found += 1;
        rule.right += usize::from(attributed);
        rule.boundary += usize::from(!exact);
        rule.speaker += usize::from(!right);
        if !exact {
            self.error(Class::Boundary, quotation, mark.text(), Some(mark.text()), Some(quotation.text.clone()));
        }
        if !right {
            self.error(Class::Speaker, quotation, mark.text(), mark.speaker.shown(), quotation.speaker.clone());
        }
        if let Some(right) = mark.meeting.is(quotation.meeting.as_deref()) {
            self.counts.meeting_gold += 1;
            self.counts.meeting += usize::from(right);
            if !right {
                let found = quotation.meeting.as_deref().map(Clean::new);
                self.error(Class::Meeting, quotation, mark.text(), mark.meeting.shown(), found);
            }
        }
    }

    fn unmarked(&mut self, quotation: &Quotation, noise: bool) {
        self.counts.found += 1;
        self.counts.noise += usize::from(noise);
        let rule = self.to.rules.entry(quotation.rule.clone()).or_default();
        rule.found += 1;
        rule.spurious += 1;
        let class = if noise { Class::Noise } else { Class::Spurious };
        self.error(class, quotation, quotation.text.clone(), None, quotation.speaker.clone());
    }

    fn error(
        &mut self,
        class: Class,
        quotation: &Quotation,
        text: Clean,
        expected: Option<Clean>,
        found: Option<Clean>,
    ) {
        self.to.errors.push(Error {
            class,
            document: self.gold.document.clone(),
            rule: Some(quotation.rule.clone()),
            expected,
            found,
            text,
            mention: quotation.mention.clone(),
            cue: quotation.cue.clone(),
            sentence: Some(quotation.sentence.clone()),
        });
    }
}

#[cfg(test)]
mod tests;
