//! Alignment: topics, the same words elsewhere, and pairs of both sides with their reasons.
//!
//! Everything here is decided by what the texts say and the corpus lists, the same whatever the order of the
//! input. All quotations are compared as [`Statements`], without their texts, so that a million fit in memory;
//! [`groups`] and [`align`] are for those who have them at hand. Which meeting a quotation belongs to is settled before, by `meeting`.

mod cognate;
mod judged;
mod lexicon;
mod pairing;
mod profile;
mod same;
mod statement;
mod topic;
mod vocabulary;

pub use judged::Verdict;
use serde::{Deserialize, Serialize};
pub use statement::Statements;
pub use topic::Topics;

use crate::{
    corpus::Corpus,
    quotation::{By, Quotation},
};

/// One quotation of each side, or one and a gap. `Q` is what stands for a quotation: an index, an id, or itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair<Q = Quotation> {
    /// None when the two sides' meetings differ.
    pub meeting: Option<String>,
    pub topic: Option<String>,
    pub left: Option<Q>,
    pub right: Option<Q>,
    /// None at a gap.
    pub score: Option<f64>,
    pub by: By,
    pub why: Why,
    /// In one row with the pair before it, as the reader has it.
    #[serde(default)]
    pub joined: bool,
}

/// What supports a pair; empty (`{}`) at a gap.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Why {
    pub same_meeting: bool,
    pub same_group: bool,
    pub topics: Vec<String>,
    /// Words that mean the same, of the left and of the right.
    pub terms: Vec<(String, String)>,
    /// What differs though the matter is the same: a number, a negation, who acts.
    pub differs: Vec<String>,
}

/// How pairs are put together and shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupBy {
    #[default]
    Meeting,
    Topic,
}

impl<Q> Pair<Q> {
    pub fn map<R>(self, mut quotation: impl FnMut(Q) -> R) -> Pair<R> {
        Pair {
            meeting: self.meeting,
            topic: self.topic,
            left: self.left.map(&mut quotation),
            right: self.right.map(&mut quotation),
            score: self.score,
            by: self.by,
            why: self.why,
            joined: self.joined,
        }
    }
}

/// Gives each quotation its topics, the strongest first.
pub fn topics(quotations: &mut [Quotation], corpus: &Corpus) {
    Topics::new(corpus).assign(quotations);
}

/// Gives the same words in several places (outlets, languages) one group.
pub fn groups(quotations: &mut [Quotation], corpus: &Corpus) {
    let groups = statements(quotations, corpus).groups();
    for (quotation, group) in quotations.iter_mut().zip(groups) {
        quotation.group = group.map(|group| group.to_string());
    }
}

/// The pairs and gaps of both sides, in the order they are shown; `Q` is the index into `quotations`.
/// The same whatever the order of the input.
pub fn align(quotations: &[Quotation], corpus: &Corpus, group_by: GroupBy) -> Vec<Pair<usize>> {
    statements(quotations, corpus).align(group_by)
}

fn statements<'c>(quotations: &[Quotation], corpus: &'c Corpus) -> Statements<'c> {
    let mut statements = Statements::new(corpus);
    for quotation in quotations {
        statements.push(quotation);
    }
    statements
}
