//! Which statements may be the same words: found through the rarest senses of each, never by trying all.
//!
//! What one speaker said is compared, and what nobody known did, among itself, in the order of time. Those under a
//! sense are put down as they come, so that those before lie in one stretch, and nothing is searched or sorted.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Clusters, Marks, Sketch, Statements, alike, at, key, side};
use crate::alignment::{statement::Statement, vocabulary::Name};

/// Rarest senses of a quotation by which others like it are looked for.
const KEYS: usize = 10;

/// Under a sense so many are looked at, those nearest in time.
const MOST_UNDER_KEY: u32 = 64;

/// Keys two quotations must share to be compared.
const COMMON_KEYS: u8 = 2;

/// How much two members have in common, the earlier first.
pub type Like = (f32, u32, u32);

/// Pairs that share enough and are not known to be one yet.
pub fn likes(all: &Statements, order: &[u32], clusters: &mut Clusters) -> Vec<Like> {
    let mut speakers: Vec<(Option<Name>, u32)> =
        (0..).take(order.len()).filter_map(|member| Some((at(all, order, member)?.speaker_id, member))).collect();
    speakers.sort_unstable();
    let mut found = Vec::new();
    for said in speakers.chunk_by(|a, b| a.0 == b.0) {
        let statements = said.iter().filter_map(|(_, member)| Some((*member, at(all, order, *member)?)));
        likes_among(all, &statements.collect::<Vec<_>>(), clusters, &mut found);
    }
    found
}

fn likes_among(all: &Statements, said: &[(u32, &Statement)], clusters: &mut Clusters, found: &mut Vec<Like>) {
    let sketches: Vec<Sketch> = said.iter().map(|(_, statement)| Sketch::of(all, statement)).collect();
    let mut index = Index::new(all, said);
    let mut looked_at = Vec::with_capacity(KEYS);
    // How many keys the one looked at shares with each before it; nought again for the next.
    let mut shared = vec![0_u8; said.len()];
    let mut several: Vec<u32> = Vec::new();
    for (place, (member, statement)) in (0..).zip(said) {
        index.put(place, &mut looked_at);
        several.clear();
        for other in looked_at.iter().flat_map(|stretch| index.members(stretch)) {
            if let Some(count) = shared.get_mut(*other as usize) {
                *count += 1;
                if *count == COMMON_KEYS {
                    several.push(*other);
                }
            }
        }
        for other in looked_at.iter().flat_map(|stretch| index.members(stretch)) {
            if let Some(count) = shared.get_mut(*other as usize) {
                *count = 0;
            }
        }
        if several.is_empty() {
            continue;
        }
        let mine = side(all, statement);
        let marks = Marks::of(all, &mine);
        several.retain(|other| sketches.get(*other as usize).is_some_and(|sketch| marks.may_be_like(sketch)));
        for (other, theirs) in several.iter().filter_map(|other| said.get(*other as usize)) {
            // What is one already is not compared.
            if !clusters.are_one(*member, *other)
                && let Some(like) = alike(&side(all, theirs), &mine, &all.vocabulary)
            {
                found.push((like, *other, *member));
            }
        }
    }
}

/// Members under each of their keys, put there one after the other.
struct Index {
    /// Keys by their number.
    lists: Vec<List>,
    /// Numbers of the keys of all members, and where each member's end.
    keys: Vec<u32>,
    ends: Vec<u32>,
    /// The members under all keys.
    under: Vec<u32>,
}

#[derive(Clone, Copy)]
struct List {
    key: u32,
    /// How many there will be.
    count: u32,
    start: u32,
    /// Where the next is put.
    end: u32,
}

impl Index {
    fn new(all: &Statements, said: &[(u32, &Statement)]) -> Self {
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        let mut index =
            Self { lists: Vec::new(), keys: Vec::new(), ends: Vec::with_capacity(said.len()), under: Vec::new() };
        let mut own = Vec::new();
        for (_, statement) in said {
            keys(all, statement, &mut own);
            for key in own.iter().copied() {
                let next = small(index.lists.len());
                let number = *numbers.entry(key).or_insert(next);
                if number == next {
                    index.lists.push(List { key, count: 0, start: 0, end: 0 });
                }
                if let Some(list) = index.lists.get_mut(number as usize) {
                    list.count += 1;
                }
                index.keys.push(number);
            }
            index.ends.push(small(index.keys.len()));
        }
        let mut start = 0;
        // What only one has leads nowhere.
        for list in index.lists.iter_mut().filter(|list| list.count > 1) {
            (list.start, list.end) = (start, start);
            start += list.count;
        }
        index.under = vec![0; start as usize];
        index
    }

    /// Puts a member under its keys; `before` is where those stand who were put under its rarest ones last.
    fn put(&mut self, member: u32, before: &mut Vec<Range<u32>>) {
        before.clear();
        let end =
            |member: Option<usize>| member.and_then(|member| self.ends.get(member)).map_or(0, |end| *end as usize);
        let own = end((member as usize).checked_sub(1))..end(Some(member as usize));
        let mut rare: Vec<List> = Vec::with_capacity(own.len());
        for number in self.keys.get(own).unwrap_or_default() {
            let Some(list) = self.lists.get_mut(*number as usize).filter(|list| list.count > 1) else { continue };
            rare.push(*list);
            if let Some(place) = self.under.get_mut(list.end as usize) {
                *place = member;
            }
            list.end += 1;
        }
        rare.sort_unstable_by_key(|list| (list.count, list.key));
        let stretch = |list: List| list.end.saturating_sub(MOST_UNDER_KEY).max(list.start)..list.end;
        before.extend(rare.into_iter().take(KEYS).map(stretch));
    }

    fn members(&self, stretch: &Range<u32>) -> &[u32] {
        self.under.get(stretch.start as usize..stretch.end as usize).unwrap_or_default()
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Each sense once, as a number; words of the same first sounds have the same. That two senses may fall on one number
/// costs a comparison and changes nothing.
fn keys(all: &Statements, statement: &Statement, keys: &mut Vec<u32>) {
    keys.clear();
    let own = all.terms(statement).iter().filter(|term| term.away == 0);
    keys.extend(own.filter_map(|term| key(all, term)));
    keys.sort_unstable();
    keys.dedup();
}
