//! Which quotation answers which mark. One answers one; the best go first.

use std::cmp::Reverse;

use super::{
    gold::{Gold, Mark},
    words::{overlap, words},
};
use crate::quotation::Quotation;

/// The share of common words from which on a quotation answers a mark.
const LEAST: f64 = 0.5;

/// The answers of one document, with the words that they were found by.
pub struct Pairs {
    /// For each mark the index of its quotation.
    pub answers: Vec<Option<usize>>,
    marked: Vec<Vec<String>>,
    found: Vec<Vec<String>>,
}

/// Pairs by the share of common words; of equals those that must be found, then those with the right speaker, then
/// those that stand first.
pub fn pair(gold: &Gold, quotations: &[&Quotation]) -> Pairs {
    let of_segments =
        |segments: &[crate::text::Clean]| segments.iter().flat_map(|segment| words(segment)).collect::<Vec<_>>();
    let marked: Vec<Vec<String>> = gold.quotes.iter().map(|mark| of_segments(&mark.segments)).collect();
    let found: Vec<Vec<String>> = quotations.iter().map(|quotation| of_segments(&quotation.segments)).collect();
    let mut pairs = Vec::new();
    for (i, (mark, a)) in gold.quotes.iter().zip(&marked).enumerate() {
        for (j, (quotation, b)) in quotations.iter().zip(&found).enumerate() {
            let share = if a == b { 1.0 } else { overlap(a, b) };
            if share >= LEAST {
                pairs.push((share, !mark.optional, mark.speaker.is(quotation.speaker.as_deref()), i, j));
            }
        }
    }
    pairs.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| (b.1, b.2, Reverse(b.3), Reverse(b.4)).cmp(&(a.1, a.2, Reverse(a.3), Reverse(a.4))))
    });
    let mut answers: Vec<Option<usize>> = vec![None; marked.len()];
    let mut used = vec![false; found.len()];
    for (.., i, j) in pairs {
        if let (Some(answer @ None), Some(used @ false)) = (answers.get_mut(i), used.get_mut(j)) {
            (*answer, *used) = (Some(j), true);
        }
    }
    Pairs { answers, marked, found }
}

impl Pairs {
    /// Whether mark and quotation hold the same words.
    pub fn is_exact(&self, mark: usize, quotation: usize) -> bool {
        self.marked.get(mark).zip(self.found.get(quotation)).is_some_and(|(a, b)| a == b)
    }

    /// Whether a quotation that answers nothing repeats a mark's words and names nobody wrong: a headline's repeat
    /// is no error.
    pub fn repeats(&self, gold: &Gold, at: usize, quotation: &Quotation) -> bool {
        let Some(words) = self.found.get(at) else { return false };
        let speaker = quotation.speaker.as_deref().filter(|name| !name.is_empty());
        let right = |mark: &Mark| speaker.is_none() || mark.speaker.is(speaker);
        gold.quotes.iter().zip(&self.marked).any(|(mark, marked)| marked == words && right(mark))
    }

    /// Whether the words were marked as no quotation.
    pub fn is_noise(&self, gold: &Gold, at: usize) -> bool {
        self.found.get(at).is_some_and(|found| gold.not_quotes.iter().any(|other| words(other) == *found))
    }
}
