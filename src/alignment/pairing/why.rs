//! Why two quotations are a pair: the words that support it, as they stand in both texts.

use super::entry::Entry;
use crate::alignment::{
    Why,
    same::{self, Difference},
    vocabulary::Name,
};

/// Pairs of words shown.
const MOST_TERMS: usize = 6;

pub fn why(left: &Entry, right: &Entry) -> Why {
    let all = left.all;
    let mut shared: Vec<(f32, Name, Name)> =
        left.shared(right).map(|(weight, one, twin)| (weight, one.words, twin.words)).collect();
    let word = |name: Name| all.vocabulary.text(name).to_owned();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (word(a.1), word(a.2)).cmp(&(word(b.1), word(b.2)))));
    let (said, heard) = (same::side(all, left.statement), same::side(all, right.statement));
    if shared.is_empty() {
        let common = same::common(&said, &heard, &all.vocabulary).into_iter();
        shared = common.map(|(one, twin)| (one.sense().weight(), one.words, twin.words)).collect();
    }
    let mut terms: Vec<(String, String)> = Vec::new();
    for (_, one, twin) in shared {
        let term = (word(one), word(twin));
        if terms.len() < MOST_TERMS && !terms.contains(&term) {
            terms.push(term);
        }
    }
    let theirs = all.topics(right.statement);
    let topics = all.topics(left.statement).iter().filter(|topic| theirs.contains(topic));
    let (l, r) = (left.statement, right.statement);
    let mut differs = Vec::new();
    if same::alike(&said, &heard, &all.vocabulary).is_some() {
        let list = |names: Vec<Name>| {
            let all: Vec<String> = names.into_iter().map(word).collect();
            if all.is_empty() { "–".to_owned() } else { all.join(", ") }
        };
        let spell = |difference: Difference| match difference {
            Difference::Number(l, r) => format!("number: {} / {}", list(l), list(r)),
            Difference::Denial(l, r) => format!("denied on one side: {} / {}", word(l), word(r)),
            Difference::Actor => "who acts".to_owned(),
        };
        differs.extend(same::differences(&said, &heard, &all.vocabulary).into_iter().map(spell));
    }
    Why {
        same_meeting: l.meeting.is_some() && l.meeting == r.meeting,
        same_group: l.group.is_some() && l.group == r.group,
        topics: topics
            .filter_map(|topic| all.corpus.topics.get(usize::from(*topic)))
            .map(|topic| topic.id.clone())
            .collect(),
        terms,
        differs,
    }
}
