//! A reader's verdicts on pairs, put on what the rules paired: what was linked is a pair, what was parted is none.
//! Nothing else changes.

use std::collections::HashMap;

use super::{GroupBy, Pair, pairing, statement::Statements};
use crate::quotation::By;

/// That two quotations are a pair, or that they are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Ids, of a quotation of each side.
    pub sides: [String; 2],
    pub linked: bool,
}

/// Puts verdicts on pairs, the later over the earlier; pairs are of numbers of `all`.
pub fn judge(all: &Statements, pairs: &mut Vec<Pair<usize>>, verdicts: &[Verdict], group_by: GroupBy) {
    if verdicts.is_empty() {
        return;
    }
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for number in 0..all.list.len() {
        if let Some(id) = all.id(number) {
            numbers.insert(id, number);
        }
    }
    for verdict in verdicts {
        let [one, other] = verdict.sides.each_ref().map(|id| numbers.get(id.as_str()).copied());
        let side = |number: usize| all.list.get(number).and_then(|statement| statement.side);
        let sides = match one.zip(other) {
            Some((one, other)) if (side(one), side(other)) == (Some(0), Some(1)) => [one, other],
            Some((one, other)) if (side(one), side(other)) == (Some(1), Some(0)) => [other, one],
            _ => continue,
        };
        let [left, right] = sides.map(|number| standing(all, pairs, number));
        if verdict.linked {
            link(all, pairs, left, right, group_by);
        } else {
            part(all, pairs, left, right);
        }
    }
}

/// The quotation itself, or that of its group, in the same words, which stands for it among the pairs.
fn standing(all: &Statements, pairs: &[Pair<usize>], number: usize) -> usize {
    let shown = |wanted: &dyn Fn(usize) -> bool| {
        pairs.iter().flat_map(|pair| [pair.left, pair.right]).flatten().find(|number| wanted(*number))
    };
    let group = |number: usize| all.list.get(number).and_then(|it| it.group.map(|group| (group, it.side)));
    let same = |other: usize| group(other).is_some() && group(other) == group(number);
    shown(&|other| other == number).or_else(|| shown(&same)).unwrap_or(number)
}

fn place(pairs: &[Pair<usize>], number: usize) -> Option<usize> {
    pairs.iter().position(|pair| pair.left == Some(number) || pair.right == Some(number))
}

/// What stands alone.
fn alone(all: &Statements, pair: &Pair<usize>) -> Pair<usize> {
    let meeting = pair.left.or(pair.right).and_then(|number| all.meeting(number)).map(str::to_owned);
    Pair { meeting, score: None, why: super::Why::default(), ..pair.clone() }
}

fn link(all: &Statements, pairs: &mut Vec<Pair<usize>>, left: usize, right: usize, group_by: GroupBy) {
    let (Some(at), Some(from)) = (place(pairs, left), place(pairs, right)) else { return };
    let Some(row) = pairs.get(at).cloned() else { return };
    let (meeting, other) = (all.meeting(left), all.meeting(right));
    let pair = Pair {
        meeting: meeting.filter(|_| meeting == other).map(str::to_owned),
        topic: row.topic.clone(),
        left: Some(left),
        right: Some(right),
        score: Some(1.0),
        by: By::Reader,
        why: pairing::why(all, left, right),
    };
    let mut left_over = Vec::new();
    if at != from {
        // What either was paired with stands alone now, where it stood.
        if let Some(row) = pairs.get_mut(from) {
            row.right = None;
            *row = alone(all, row);
        }
        left_over.extend(row.right.map(|_| alone(all, &Pair { left: None, ..row.clone() })));
    }
    // Of two meetings it stands with others that are not of one.
    let elsewhere = group_by == GroupBy::Meeting && pair.meeting.is_none() && row.meeting.is_some();
    if elsewhere {
        pairs.push(pair);
        pairs.splice(at..=at, left_over);
    } else {
        pairs.splice(at..=at, std::iter::once(pair).chain(left_over));
    }
    pairs.retain(|pair| pair.left.is_some() || pair.right.is_some());
}

fn part(all: &Statements, pairs: &mut Vec<Pair<usize>>, left: usize, right: usize) {
    let Some(at) = pairs.iter().position(|pair| (pair.left, pair.right) == (Some(left), Some(right))) else { return };
    let Some(row) = pairs.get(at).cloned() else { return };
    let row = Pair { by: By::Reader, ..row };
    let gaps = [Pair { right: None, ..row.clone() }, Pair { left: None, ..row }].map(|gap| alone(all, &gap));
    pairs.splice(at..=at, gaps);
}
