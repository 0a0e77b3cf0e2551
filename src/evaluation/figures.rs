//! What is counted, and the figures made of it.

use std::ops::AddAssign;

use serde::Serialize;

/// Counts over some documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Marks that count.
    pub gold: usize,
    /// Quotations that count.
    pub found: usize,
    /// Quotations that answer a mark, and among them those with the same words, with the right speaker, with both.
    pub overlap: usize,
    pub exact: usize,
    pub speaker: usize,
    pub attributed: usize,
    /// Answers that name a speaker, and among them those that name the right one.
    pub named: usize,
    pub named_right: usize,
    /// Answered marks that say a meeting, and among the answers those with the right one.
    pub meeting_gold: usize,
    pub meeting: usize,
    pub noise: usize,
}

/// The figures over some documents; a share of nothing is `None`. In the order in which they are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    pub gold: usize,
    pub found: usize,
    /// F1 of the quotations with the same words as a mark.
    pub exact: f64,
    /// F1 of those that share at least half of their words, in one run, with a mark.
    pub overlap: f64,
    /// Of the latter, the share whose speaker is right; and of those that name a speaker.
    pub speaker: f64,
    pub named: Option<f64>,
    /// Same words and right speaker: precision, recall and F1.
    pub precision: f64,
    pub recall: f64,
    pub attributed: f64,
    /// Of the answered marks that say a meeting, the share whose meeting is right.
    pub meeting: Option<f64>,
    /// Quotations that were marked as none.
    pub noise: usize,
}

/// What became of the quotations that one rule attributed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleCounts {
    pub found: usize,
    /// Same words as a mark and the right speaker.
    pub right: usize,
    pub boundary: usize,
    pub speaker: usize,
    /// Not marked, or marked as no quotation.
    pub spurious: usize,
}

impl RuleCounts {
    pub fn precision(self) -> f64 {
        share(self.right, self.found).unwrap_or(1.0)
    }

    pub const fn wrong(self) -> usize {
        self.found.saturating_sub(self.right)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Precision, recall and F1; what is not asked for is not missed.
fn f1(hit: usize, found: usize, gold: usize) -> (f64, f64, f64) {
    let (precision, recall) = (share(hit, found).unwrap_or(1.0), share(hit, gold).unwrap_or(1.0));
    let sum = precision + recall;
    (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
}

impl Counts {
    pub fn figures(&self) -> Figures {
        let (precision, recall, attributed) = f1(self.attributed, self.found, self.gold);
        Figures {
            gold: self.gold,
            found: self.found,
            exact: f1(self.exact, self.found, self.gold).2,
            overlap: f1(self.overlap, self.found, self.gold).2,
            speaker: share(self.speaker, self.overlap).unwrap_or(0.0),
            named: share(self.named_right, self.named),
            precision,
            recall,
            attributed,
            meeting: share(self.meeting, self.meeting_gold),
            noise: self.noise,
        }
    }
}

impl Figures {
    /// What a bound can be set on.
    pub const NAMES: [&str; 9] =
        ["exact", "overlap", "speaker", "named", "precision", "recall", "attributed", "meeting", "noise"];

    /// A figure by its name; `None` where it is a share of nothing.
    pub fn get(&self, name: &str) -> Option<f64> {
        match name {
            "exact" => Some(self.exact),
            "overlap" => Some(self.overlap),
            "speaker" => Some(self.speaker),
            "named" => self.named,
            "precision" => Some(self.precision),
            "recall" => Some(self.recall),
            "attributed" => Some(self.attributed),
            "meeting" => self.meeting,
            "noise" => Some(self.noise as f64),
            _ => None,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        let Self { gold, found, overlap, exact, speaker, attributed, named, named_right, meeting_gold, meeting, noise } =
            other;
        self.gold += gold;
        self.found += found;
        self.overlap += overlap;
        self.exact += exact;
        self.speaker += speaker;
        self.attributed += attributed;
        self.named += named;
        self.named_right += named_right;
        self.meeting_gold += meeting_gold;
        self.meeting += meeting;
        self.noise += noise;
    }
}
