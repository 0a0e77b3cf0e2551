//! Topics of a quotation: which concepts it names, how often and how early.

use super::{
    lexicon::Concepts,
    profile::{distance, own_words, told},
};
use crate::{corpus::Corpus, meeting::words::words, quotation::Quotation};

/// A topic is said when the concepts that mark it weigh so much together.
const SAID: f64 = 0.7;

/// A further topic must weigh this share of the strongest.
const FURTHER: f64 = 0.4;

/// What comes first weighs so much more than what comes last: a statement opens with its matter.
const EARLY: f64 = 0.3;

/// Each further mention of a concept adds this share of its weight.
const AGAIN: f64 = 0.25;

/// Characters from a fragment at which a word of its sentence counts half for the order of topics.
const HALF: f64 = 160.0;

#[derive(Clone, Copy, Default)]
struct Score {
    /// What decides whether the topic is said.
    said: f64,
    /// What decides the order.
    rank: f64,
}

/// The topics of a corpus, made ready once for many quotations.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    concepts: Concepts,
    ids: Vec<String>,
}

impl Topics {
    pub fn new(corpus: &Corpus) -> Self {
        Self { concepts: Concepts::new(corpus), ids: corpus.topics.iter().map(|topic| topic.id.clone()).collect() }
    }

    /// Gives each quotation its topics, the strongest first.
    pub fn assign(&self, quotations: &mut [Quotation]) {
        for quotation in quotations {
            let numbers = numbers(quotation, &self.concepts, self.ids.len()).into_iter();
            quotation.topics = numbers.filter_map(|topic| self.ids.get(topic).cloned()).collect();
        }
    }
}

fn numbers(quotation: &Quotation, concepts: &Concepts, count: usize) -> Vec<usize> {
    let own = own_words(quotation);
    let words = words(told(quotation));
    let mut scores = vec![Score::default(); count];
    let mut seen: Vec<u32> = Vec::new();
    for found in concepts.find(&words) {
        let again = if seen.contains(&found.value) { AGAIN } else { 1.0 };
        seen.push(found.value);
        let early = 1.0 + EARLY * (1.0 - found.at as f64 / words.len() as f64);
        let away = words.get(found.at).map_or(0, |word| distance(word.span, own));
        let near = HALF / (HALF + away as f64);
        for (topic, weight) in concepts.topics(found.value) {
            if let Some(score) = scores.get_mut(*topic) {
                score.said += weight * again;
                score.rank += weight * again * early * near;
            }
        }
    }
    let strongest = scores.iter().map(|score| score.said).fold(0.0, f64::max);
    let mut said: Vec<(usize, f64)> = scores
        .iter()
        .enumerate()
        .filter(|(_, score)| score.said >= SAID && score.said >= FURTHER * strongest)
        .map(|(topic, score)| (topic, score.rank))
        .collect();
    // Stable: equal ones stay in the order of the corpus.
    said.sort_by(|a, b| b.1.total_cmp(&a.1));
    said.into_iter().map(|(topic, _)| topic).collect()
}
