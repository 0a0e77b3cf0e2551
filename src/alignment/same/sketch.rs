//! A statement in a few bytes: what keeps two statements that cannot be alike from being compared word by word. It
//! never says no where a comparison would say yes.

use super::{Side, Statements, Weight, is_enough, key, side};
use crate::alignment::statement::Statement;

/// More than rounding can make of a sum.
const ROUNDING: f32 = 1.001;

/// Which senses a statement has, each as one of 64 bits, and what they weigh.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sketch {
    senses: u64,
    weight: Weight,
    latin: bool,
}

impl Sketch {
    pub fn of(all: &Statements, statement: &Statement) -> Self {
        Marks::of(all, &side(all, statement)).sketch
    }
}

/// A statement that is compared with many: its sketch, and the bit and weight of each of its terms.
pub struct Marks {
    sketch: Sketch,
    terms: Vec<(u64, f32)>,
}

impl Marks {
    pub fn of(all: &Statements, side: &Side) -> Self {
        // Terms that mean the same have the same key.
        let bit = |key: u32| 1 << (key.wrapping_mul(0x9E37_79B1) >> 26);
        let mark = |term: &&super::Term| Some((bit(key(all, term)?), term.sense().weight()));
        let terms: Vec<(u64, f32)> = side.terms.iter().filter_map(mark).collect();
        let senses = terms.iter().fold(0, |senses, (bit, _)| senses | bit);
        Self { sketch: Sketch { senses, weight: Weight::of(side), latin: side.latin }, terms }
    }

    /// Whether it can be alike: what both can have in common at most is enough.
    pub fn may_be_like(&self, other: &Sketch) -> bool {
        let shared = self.terms.iter().filter(|(bit, _)| other.senses & bit != 0).map(|(_, weight)| *weight);
        let one_script = self.sketch.latin == other.latin;
        let (mine, theirs) = (self.sketch.weight.sum(one_script), other.weight.sum(one_script));
        is_enough(shared.sum::<f32>() * ROUNDING, mine, theirs, one_script)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        alignment::{profile::Profile, same::alike, statement::Statements},
        corpus::Corpus,
        text::Span,
    };

    #[test]
    fn what_is_alike_is_never_kept_apart() {
        let corpus = Corpus::sample();
        let mut all = Statements::new(&corpus);
        let mut profiles: Vec<Profile> = Vec::new();
        for row in include_str!("../../../tests/alignment_set/topics.tsv").lines().skip(1) {
            for text in row.split('\t').skip(2) {
                // Whole, and cut short.
                let words: Vec<&str> = text.split(' ').collect();
                for text in [text, &words.get(..words.len() * 2 / 3).unwrap_or_default().join(" ")] {
                    let own = Span::new(0, text.chars().count());
                    profiles.push(all.reading.profile(text, own, &mut all.vocabulary));
                }
            }
        }
        let mut sides: Vec<Side> = Vec::new();
        for Profile { terms, latin } in &profiles {
            sides.push(Side { terms: terms.iter().collect(), latin: *latin });
        }
        let sketches: Vec<Sketch> = sides.iter().map(|side| Marks::of(&all, side).sketch).collect();
        let (mut same, mut compared) = (0, 0);
        for (one, mine) in sides.iter().enumerate() {
            let marks = Marks::of(&all, mine);
            for (other, theirs) in sides.iter().zip(&sketches).take(one) {
                let may_be = marks.may_be_like(theirs);
                let is = alike(other, mine, &all.vocabulary).is_some();
                assert!(may_be || !is);
                same += usize::from(is);
                compared += usize::from(may_be);
            }
        }
        // Most of what is not alike is not compared.
        let pairs = sides.len() * (sides.len() - 1) / 2;
        assert!(same > 300 && compared < pairs / 10, "{same} alike, {compared} compared of {pairs}");
    }
}
