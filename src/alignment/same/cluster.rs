//! Which statements belong together, and what their group is called.

use sha2::{Digest, Sha256};

/// Members of a group that a new member is checked against.
const MOST_CHECKED: usize = 16;

pub struct Clusters {
    /// By member: the cluster it is in.
    of: Vec<u32>,
    /// Clusters of more than one, by their number.
    members: Vec<Vec<u32>>,
}

impl Clusters {
    pub fn new(count: usize) -> Self {
        Self { of: (0..).take(count).collect(), members: vec![Vec::new(); count] }
    }

    fn members(&self, cluster: u32) -> Vec<u32> {
        match self.members.get(cluster as usize) {
            Some(members) if !members.is_empty() => members.clone(),
            _ => vec![cluster],
        }
    }

    /// Puts the clusters of `a` and `b` together if none of their members keeps another out.
    pub fn join(&mut self, a: u32, b: u32, fits: impl Fn(u32, u32) -> bool) {
        let (Some(&a), Some(&b)) = (self.of.get(a as usize), self.of.get(b as usize)) else { return };
        if a == b {
            return;
        }
        let (mut into, mut from) = (self.members(a), self.members(b));
        let checked = |members: &'_ [u32]| members.iter().copied().take(MOST_CHECKED).collect::<Vec<_>>();
        if !checked(&into).iter().all(|one| checked(&from).iter().all(|other| fits(*one, *other))) {
            return;
        }
        // The smaller one moves, so that no member moves often.
        let (mut a, mut b) = (a, b);
        if into.len() < from.len() {
            std::mem::swap(&mut into, &mut from);
            std::mem::swap(&mut a, &mut b);
        }
        for one in &from {
            if let Some(cluster) = self.of.get_mut(*one as usize) {
                *cluster = a;
            }
        }
        into.append(&mut from);
        into.sort_unstable();
        for (cluster, members) in [(a, into), (b, Vec::new())] {
            if let Some(kept) = self.members.get_mut(cluster as usize) {
                *kept = members;
            }
        }
    }

    /// The id of each member's group, made of the smallest id in it; none for those alone.
    pub fn ids<'a>(&self, id: impl Fn(u32) -> &'a str) -> Vec<Option<String>> {
        let name = |members: &Vec<u32>| {
            let smallest = members.iter().map(|member| id(*member)).min().filter(|_| members.len() > 1)?;
            let hash = Sha256::digest(smallest.as_bytes());
            let short = hash.iter().take(6).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
            Some(format!("{short:012x}"))
        };
        let named: Vec<Option<String>> = self.members.iter().map(name).collect();
        self.of.iter().map(|cluster| named.get(*cluster as usize).cloned().flatten()).collect()
    }
}
