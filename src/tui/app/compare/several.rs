//! Rows of several quotations on a side, as a reader puts them together.

use super::Compare;
use crate::alignment::Pair;

impl Compare {
    /// A quotation of the row below the selected one, under the same head.
    pub fn below(&self) -> Option<&String> {
        let roll = self.roll();
        let next = (roll.selected + 1..roll.len()).find(|index| !roll.is_joined(*index))?;
        let under_one = roll.group_of(next) == roll.group_of(roll.selected);
        roll.pairs.get(next).filter(|_| under_one).and_then(any)
    }

    /// A quotation of another line of the selected row, where it has several.
    pub fn beside(&self) -> Option<&String> {
        if self.rolls().is_some() {
            return None;
        }
        let at = self.selected;
        let other = if self.is_joined(at) {
            at.checked_sub(1)?
        } else if self.is_joined(at + 1) {
            at + 1
        } else {
            return None;
        };
        self.pairs.get(other).and_then(any)
    }

    pub(super) fn is_joined(&self, index: usize) -> bool {
        self.pairs.get(index).is_some_and(|pair| pair.joined)
    }
}

fn any(pair: &Pair<String>) -> Option<&String> {
    pair.left.as_ref().or(pair.right.as_ref())
}
