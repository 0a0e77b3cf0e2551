//! Callings: which words for roles are one, and which are said of two people. Which of the two is meant is told in `known`.

use rustc_hash::FxHashMap;

/// What the sections `[synonyms]` and `[counterparts]` say of words for roles.
#[derive(Debug, Default)]
pub struct Callings {
    /// Words for the same calling, each with the first of them: «наставник» is a «тренер».
    first: FxHashMap<&'static str, &'static str>,
    /// Words for a side in a situation, each with its bits: «прокурор» and «адвокат» of a trial.
    sides: FxHashMap<&'static str, u64>,
    /// The bits of each situation's sides.
    situations: FxHashMap<&'static str, u64>,
    /// Sides read so far.
    read: u32,
}

impl Callings {
    /// Reads a line of words for one calling.
    pub(super) fn same(&mut self, line: &'static str) {
        let first = line.split_whitespace().next().unwrap_or_default();
        self.first.extend(line.split_whitespace().map(|word| (word, first)));
    }

    /// Reads a situation's name and the words for one side in it; there are no more sides than bits.
    pub(super) fn side(&mut self, line: &'static str) {
        let side = 1_u64.checked_shl(self.read).unwrap_or_default();
        let mut words = line.split_whitespace();
        *self.situations.entry(words.next().unwrap_or_default()).or_default() |= side;
        words.for_each(|word| *self.sides.entry(word).or_default() |= side);
        self.read += 1;
    }

    /// Whether two roles are one calling: «тренер», «наставник».
    pub fn is_one(&self, role: &str, other: &str) -> bool {
        role == other || self.first.get(role).is_some_and(|first| self.first.get(other) == Some(first))
    }

    /// Whether nobody is called both, since they are of different sides: who is called so by `roles` is no `role`.
    pub fn are_opposed<'w>(&self, role: &str, roles: impl Iterator<Item = &'w str>) -> bool {
        let sides = |role: &str| self.sides.get(role).copied().unwrap_or_default();
        let one = sides(role);
        let other = if one == 0 { 0 } else { roles.fold(0, |all, role| all | sides(role)) };
        self.situations.values().any(|all| one & all != 0 && other & all != 0 && one & other & all == 0)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{language::Language, quotation::lexicon::Lexicon};

    #[test]
    fn sides_of_a_situation_are_two_people() {
        let callings = Lexicon::of(Language::Ru).unwrap().callings();
        assert!(callings.are_opposed("прокурор", ["адвокат"].into_iter()));
        assert!(callings.are_opposed("пациент", ["хирург", "житель"].into_iter()));
        // One who was a player once may be a coach now.
        assert!(!callings.are_opposed("форвард", ["тренер", "нападающий"].into_iter()));
        assert!(!callings.are_opposed("житель", ["прокурор"].into_iter()));
        assert!(callings.is_one("наставник", "тренер") && !callings.is_one("наставник", "форвард"));
    }

    #[test]
    fn every_side_has_a_bit() {
        for language in [Language::En, Language::Ru, Language::Uk] {
            assert!(Lexicon::of(language).unwrap().callings().read <= u64::BITS);
        }
    }
}
