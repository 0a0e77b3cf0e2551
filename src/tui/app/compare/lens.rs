//! What is compared, and how the two columns stand: what survives that the rows are made anew.

use serde::{Deserialize, Serialize};

use crate::quotation::Filter;

/// Under this width a pair is stacked.
pub const TWO_COLUMNS: usize = 100;

/// What the rows stand under.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Heads {
    #[default]
    Meetings,
    Topics,
    /// The years of a topic: what each side said on it, in the order of time.
    Years(String),
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lens {
    pub heads: Heads,
    pub filter: Filter,
    pub look: Look,
}

impl Lens {
    pub const fn is_of_years(&self) -> bool {
        matches!(self.heads, Heads::Years(_))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    pub swapped: bool,
    /// The side that has most of the width.
    pub wide: Option<usize>,
    /// Each side is scrolled by itself.
    pub loose: bool,
}

/// Which side stands in which column, and the cells of each; one cell between them is the rule's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    pub sides: [usize; 2],
    pub cells: [usize; 2],
}

impl Look {
    pub fn columns(self, width: usize) -> Columns {
        let sides = if self.swapped { [1, 0] } else { [0, 1] };
        let left = match self.wide {
            None => width / 2,
            Some(side) if side == sides[0] => width.saturating_mul(2) / 3,
            Some(_) => width / 3,
        };
        Columns { sides, cells: [left, width.saturating_sub(left + 1)] }
    }

    /// The side that stands left or right.
    pub fn side_at(self, column: usize) -> usize {
        if self.swapped { 1 - column.min(1) } else { column.min(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_and_the_rule_fill_the_width() {
        for swapped in [false, true] {
            for wide in [None, Some(0), Some(1)] {
                for width in 0..300 {
                    let look = Look { swapped, wide, loose: false };
                    let Columns { sides, cells } = look.columns(width);
                    assert_eq!(cells[0] + cells[1] + usize::from(width > 0), width);
                    assert_eq!(sides, [look.side_at(0), look.side_at(1)]);
                    let of = |side: usize| if sides[0] == side { cells[0] } else { cells[1] };
                    assert!(width < 10 || wide.is_none_or(|side| of(side) > of(1 - side)));
                }
            }
        }
    }
}
