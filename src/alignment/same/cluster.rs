//! Which statements belong together, and what their group is called.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// Members of a group that a new member is checked against.
const MOST_CHECKED: usize = 16;

/// Clusters that are joined without moving their members: each member knows another, and on that way all know the one
/// that stands for them.
pub struct Clusters {
    /// By member: another of its cluster; itself, if it stands for it.
    towards: Vec<u32>,
    /// Clusters of more than one, by the member that stands for them.
    several: FxHashMap<u32, Several>,
}

struct Several {
    count: u32,
    /// The first of its members, in their order.
    first: Vec<u32>,
}

impl Clusters {
    pub fn new(count: usize) -> Self {
        Self { towards: (0..).take(count).collect(), several: FxHashMap::default() }
    }

    /// The member that stands for the cluster; the way there is shorter the next time.
    fn of(&mut self, member: u32) -> u32 {
        let mut at = member;
        loop {
            let next = self.next(at);
            if next == at {
                return at;
            }
            let further = self.next(next);
            if let Some(towards) = self.towards.get_mut(at as usize) {
                *towards = further;
            }
            at = further;
        }
    }

    fn next(&self, member: u32) -> u32 {
        self.towards.get(member as usize).copied().unwrap_or(member)
    }

    pub fn are_one(&mut self, a: u32, b: u32) -> bool {
        self.of(a) == self.of(b)
    }

    /// The first members of a cluster; of one alone that is itself.
    fn first<'a>(&'a self, cluster: &'a u32) -> &'a [u32] {
        self.several.get(cluster).map_or(std::slice::from_ref(cluster), |several| &several.first)
    }

    fn take(&mut self, cluster: u32) -> Several {
        self.several.remove(&cluster).unwrap_or_else(|| Several { count: 1, first: vec![cluster] })
    }

    /// Puts the clusters of `a` and `b` together if none of their members keeps another out.
    pub fn join(&mut self, a: u32, b: u32, fits: impl Fn(u32, u32) -> bool) {
        let (a, b) = (self.of(a), self.of(b));
        if a == b {
            return;
        }
        let (ones, others) = (self.first(&a), self.first(&b));
        if !ones.iter().all(|one| others.iter().all(|other| fits(*one, *other))) {
            return;
        }
        let (mut into, from) = (self.take(a), self.take(b));
        let (stays, goes) = if into.count < from.count { (b, a) } else { (a, b) };
        into.count += from.count;
        into.first.extend(from.first);
        into.first.sort_unstable();
        into.first.truncate(MOST_CHECKED);
        self.several.insert(stays, into);
        if let Some(towards) = self.towards.get_mut(goes as usize) {
            *towards = stays;
        }
    }

    /// The id of each member's group, made of the smallest id in it; none for those alone.
    pub fn ids<'a>(mut self, id: impl Fn(u32) -> &'a str) -> Vec<Option<Arc<str>>> {
        let members = (0..).take(self.towards.len());
        let clusters: Vec<u32> = members.map(|member| self.of(member)).collect();
        let mut smallest: FxHashMap<u32, &str> = FxHashMap::default();
        for (member, cluster) in (0..).zip(&clusters) {
            if self.several.contains_key(cluster) {
                let own = id(member);
                smallest.entry(*cluster).and_modify(|known| *known = own.min(known)).or_insert(own);
            }
        }
        let named: FxHashMap<u32, Arc<str>> =
            smallest.into_iter().map(|(cluster, smallest)| (cluster, name(smallest))).collect();
        clusters.iter().map(|cluster| named.get(cluster).cloned()).collect()
    }
}

fn name(smallest: &str) -> Arc<str> {
    let hash = Sha256::digest(smallest.as_bytes());
    let short = hash.iter().take(6).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{short:012x}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_id_names_all_that_were_joined_and_none_that_was_kept_out() {
        let ids = ["e", "d", "c", "b", "a", "f"];
        let mut clusters = Clusters::new(ids.len());
        clusters.join(0, 1, |_, _| true);
        clusters.join(2, 3, |_, _| true);
        clusters.join(1, 3, |_, _| true);
        // One member keeps it out of the whole.
        clusters.join(4, 0, |one, other| (one, other) != (4, 2));
        assert!(clusters.are_one(0, 2) && !clusters.are_one(0, 4) && !clusters.are_one(4, 5));
        let groups = clusters.ids(|member| ids.get(member as usize).copied().unwrap_or_default());
        let group = Some(name("b"));
        assert_eq!(groups, [group.clone(), group.clone(), group.clone(), group, None, None]);
    }

    #[test]
    fn a_large_group_is_checked_by_its_first() {
        let mut clusters = Clusters::new(1000);
        for member in 1..900 {
            clusters.join(member, member - 1, |_, _| true);
        }
        let checked = std::cell::RefCell::new(Vec::new());
        clusters.join(950, 500, |one, other| {
            checked.borrow_mut().push((one, other));
            true
        });
        let first: Vec<(u32, u32)> = (0..16).map(|other| (950, other)).collect();
        assert_eq!(checked.into_inner(), first);
        assert!(clusters.are_one(950, 0));
    }
}
