//! Why two quotations are a pair: the words that support it, as they stand in both texts.

use super::entry::Entry;
use crate::{
    alignment::{
        Why,
        profile::{Reading, told},
        same::{self, Difference},
    },
    corpus::Corpus,
    text::{Span, span},
};

/// Pairs of words shown.
const MOST_TERMS: usize = 6;

pub fn why(left: &Entry, right: &Entry, reading: &Reading, corpus: &Corpus) -> Why {
    let mut shared: Vec<(f64, Span, Span)> = left.shared(right).collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut terms: Vec<(String, String)> = Vec::new();
    for (_, at, there) in shared {
        let term = (words(left, at), words(right, there));
        if terms.len() < MOST_TERMS && !terms.contains(&term) {
            terms.push(term);
        }
    }
    let topics = left.topics.iter().filter(|topic| right.topics.contains(topic));
    let (l, r) = (left.quotation, right.quotation);
    Why {
        same_meeting: l.meeting.is_some() && l.meeting == r.meeting,
        same_group: l.group.is_some() && l.group == r.group,
        topics: topics.filter_map(|topic| corpus.topics.get(*topic)).map(|topic| topic.id.clone()).collect(),
        terms,
        differs: differs(left, right, reading),
    }
}

/// What differs between two that otherwise say the same.
fn differs(left: &Entry, right: &Entry, reading: &Reading) -> Vec<String> {
    let (l, r) = (reading.profile(told(left.quotation)), reading.profile(told(right.quotation)));
    if !same::is_like(&l, &r) {
        return Vec::new();
    }
    let list = |entry: &Entry, places: &[Span]| {
        let all: Vec<String> = places.iter().map(|at| words(entry, *at)).collect();
        if all.is_empty() { "–".to_owned() } else { all.join(", ") }
    };
    let spell = |difference: Difference| match difference {
        Difference::Number(l, r) => format!("number: {} / {}", list(left, &l), list(right, &r)),
        Difference::Negation(l, r) => format!("denied on one side: {} / {}", words(left, l), words(right, r)),
        Difference::Actor => "who acts".to_owned(),
    };
    same::differs(&l, &r).into_iter().map(spell).collect()
}

/// The words at a place of the text that the entry is told in.
fn words(entry: &Entry, at: Span) -> String {
    span::slice(told(entry.quotation), at).to_owned()
}
