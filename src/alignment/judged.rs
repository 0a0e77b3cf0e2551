//! A reader's verdicts on pairs, put on what the rules paired: what was linked is a pair, what was parted is none, and
//! what was put together stands in one row. Nothing else changes.
//!
//! A row of several quotations on a side is a pair and those [`Pair::joined`] to it.

use std::{collections::HashMap, ops::Range};

use super::{GroupBy, Pair, Why, pairing, statement::Statements};
use crate::{correction::Ruling, quotation::By};

/// What a reader decided about two quotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Ids of the quotations.
    pub about: [String; 2],
    pub ruling: Ruling,
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
    let mut bench = Bench { all, pairs, group_by };
    for Verdict { about: [one, other], ruling } in verdicts {
        if let (Some(one), Some(other)) = (numbers.get(one.as_str()), numbers.get(other.as_str())) {
            bench.rule(*one, *other, *ruling);
        }
    }
    if group_by == GroupBy::Topic {
        let order =
            |pair: &Pair<usize>| all.corpus.topics.iter().position(|topic| Some(&topic.id) == pair.topic.as_ref());
        pairs.sort_by_key(|pair| order(pair).unwrap_or(usize::MAX));
    }
}

struct Bench<'a, 'c> {
    all: &'a Statements<'c>,
    pairs: &'a mut Vec<Pair<usize>>,
    group_by: GroupBy,
}

impl Bench<'_, '_> {
    fn rule(&mut self, one: usize, other: usize, ruling: Ruling) {
        let side = |number: usize| self.all.list.get(number).and_then(|statement| statement.side);
        let sides = [one, other].map(side);
        let [one, other] = [one, other].map(|number| self.standing(number));
        match (ruling, sides) {
            (Ruling::Joined, _) => self.join(one, other),
            (Ruling::Separate, _) => self.separate(one, other),
            (Ruling::Linked, [Some(0), Some(1)]) => self.link(one, other),
            (Ruling::Linked, [Some(1), Some(0)]) => self.link(other, one),
            (Ruling::Parted, [Some(0), Some(1)]) => self.part(one, other),
            (Ruling::Parted, [Some(1), Some(0)]) => self.part(other, one),
            _ => {}
        }
    }

    /// The quotation itself, or that of its group, in the same words, which stands for it among the pairs.
    fn standing(&self, number: usize) -> usize {
        let shown = |wanted: &dyn Fn(usize) -> bool| {
            self.pairs.iter().flat_map(|pair| [pair.left, pair.right]).flatten().find(|number| wanted(*number))
        };
        let group = |number: usize| self.all.list.get(number).and_then(|it| it.group.map(|group| (group, it.side)));
        let same = |other: usize| group(other).is_some() && group(other) == group(number);
        shown(&|other| other == number).or_else(|| shown(&same)).unwrap_or(number)
    }

    fn place(&self, number: usize) -> Option<usize> {
        self.pairs.iter().position(|pair| pair.left == Some(number) || pair.right == Some(number))
    }

    /// The places of the row that a quotation stands in.
    fn row(&self, number: usize) -> Option<Range<usize>> {
        let at = self.place(number)?;
        let joined = |at: &usize| self.pairs.get(*at).is_some_and(|pair| pair.joined);
        let start = (0..=at).rev().find(|at| !joined(at)).unwrap_or(0);
        let end = (at + 1..self.pairs.len()).find(|at| !joined(at)).unwrap_or(self.pairs.len());
        Some(start..end)
    }

    /// The meeting that some quotations have in common.
    fn meeting(&self, numbers: impl Iterator<Item = usize>) -> Option<String> {
        let mut meetings = numbers.map(|number| self.all.meeting(number));
        let first = meetings.next().flatten()?;
        meetings.all(|other| other == Some(first)).then(|| first.to_owned())
    }

    /// What stands alone; unless it is of a row of several, the topic it stood under has to be its own.
    fn alone(&self, pair: &Pair<usize>, in_row: bool) -> Pair<usize> {
        let said = pair.left.or(pair.right);
        let topic =
            said.filter(|_| !in_row).map_or_else(|| pair.topic.clone(), |said| self.topic(said, pair.topic.as_ref()));
        Pair { meeting: self.meeting(said.into_iter()), topic, score: None, why: Why::default(), ..pair.clone() }
    }

    /// This topic if it is one of a quotation's, else the first of those.
    fn topic(&self, number: usize, topic: Option<&String>) -> Option<String> {
        let numbers = self.all.topics(self.all.list.get(number)?);
        let mut own = numbers.iter().filter_map(|topic| self.all.corpus.topics.get(usize::from(*topic)));
        let first = own.clone().next();
        own.find(|own| Some(&own.id) == topic).or(first).map(|topic| topic.id.clone())
    }

    /// What a reader says is a pair.
    fn linked(&self, left: usize, right: usize, like: &Pair<usize>) -> Pair<usize> {
        Pair {
            meeting: self.meeting([left, right].into_iter()),
            topic: like.topic.clone(),
            left: Some(left),
            right: Some(right),
            score: Some(1.0),
            by: By::Reader,
            why: pairing::why(self.all, left, right),
            joined: like.joined,
        }
    }

    fn link(&mut self, left: usize, right: usize) {
        let (Some(at), Some(from)) = (self.place(left), self.place(right)) else { return };
        let Some(line) = self.pairs.get(at).cloned() else { return };
        let pair = self.linked(left, right, &line);
        let mut left_over = Vec::new();
        if at != from {
            // What either was paired with stands alone now, where it stood.
            if let Some(other) = self.pairs.get(from).cloned() {
                let in_row = self.row(right).is_some_and(|row| row.len() > 1);
                let other = self.alone(&Pair { right: None, ..other }, in_row);
                if let Some(place) = self.pairs.get_mut(from) {
                    *place = other;
                }
            }
            let other = Pair { left: None, joined: false, ..line.clone() };
            left_over.extend(line.right.map(|_| self.alone(&other, false)));
        }
        let in_row = self.row(left).is_some_and(|row| row.len() > 1);
        // Of two meetings it stands with others that are not of one.
        let elsewhere = self.group_by == GroupBy::Meeting && pair.meeting.is_none() && line.meeting.is_some();
        if elsewhere && !in_row {
            self.pairs.push(pair);
            self.pairs.splice(at..=at, left_over);
        } else {
            // A row stays whole: what falls out of it stands behind it.
            let end = self.row(left).map_or(at + 1, |row| row.end);
            self.pairs.splice(end..end, left_over);
            if let Some(place) = self.pairs.get_mut(at) {
                *place = Pair { meeting: if in_row { line.meeting } else { pair.meeting.clone() }, ..pair };
            }
        }
        self.tidy();
    }

    /// Takes out lines in which nothing is left; what was joined to one begins the row.
    fn tidy(&mut self) {
        let mut begins = false;
        self.pairs.retain_mut(|pair| {
            pair.joined &= !begins;
            let empty = pair.left.is_none() && pair.right.is_none();
            begins = empty && !pair.joined;
            !empty
        });
    }

    fn part(&mut self, left: usize, right: usize) {
        let is_it = |pair: &Pair<usize>| (pair.left, pair.right) == (Some(left), Some(right));
        let Some(at) = self.pairs.iter().position(is_it) else { return };
        let Some(pair) = self.pairs.get(at).cloned() else { return };
        let pair = Pair { by: By::Reader, ..pair };
        // In a row of several both stay.
        let joined = self.row(left).is_some_and(|row| row.len() > 1);
        let first = self.alone(&Pair { right: None, ..pair.clone() }, joined);
        let second = self.alone(&Pair { left: None, ..pair }, joined);
        self.pairs.splice(at..=at, [first, Pair { joined, ..second }]);
    }

    /// Puts the row of `other` behind that of `one`; whoever has no counterpart there stands against the next who has
    /// none.
    fn join(&mut self, one: usize, other: usize) {
        let (Some(first), Some(second)) = (self.row(one), self.row(other)) else { return };
        if first == second {
            return;
        }
        let moved: Vec<Pair<usize>> = self.pairs.get(second.clone()).unwrap_or_default().to_vec();
        let own: Vec<Pair<usize>> = self.pairs.get(first.clone()).unwrap_or_default().to_vec();
        let Some(head) = own.first().cloned() else { return };
        let mut row: Vec<Pair<usize>> = Vec::new();
        // Pairs first, so that a row begins with words of both sides if it has any.
        let all = || own.iter().chain(&moved).cloned();
        let whole = |pair: &Pair<usize>| pair.left.is_some() && pair.right.is_some();
        for pair in all().filter(whole).chain(all().filter(|pair| !whole(pair))) {
            let free = |line: &&mut Pair<usize>| match (pair.left, pair.right) {
                (Some(_), None) => line.left.is_none(),
                (None, Some(_)) => line.right.is_none(),
                _ => false,
            };
            let both = row.iter_mut().find(free).and_then(|line| {
                let both = (pair.left.or(line.left)?, pair.right.or(line.right)?);
                *line = self.linked(both.0, both.1, line);
                Some(())
            });
            if both.is_none() {
                row.push(pair);
            }
        }
        let at = first.start - if second.start < first.start { second.len() } else { 0 };
        let length = first.len();
        self.pairs.drain(second);
        self.pairs.drain(at..at + length);
        if self.group_by == GroupBy::Topic {
            for pair in &mut row {
                pair.topic.clone_from(&head.topic);
            }
        }
        self.put(row, at);
    }

    /// Puts a row in, at a place unless that is among the rows of another meeting.
    fn put(&mut self, mut row: Vec<Pair<usize>>, at: usize) {
        for (index, pair) in row.iter_mut().enumerate() {
            pair.joined = index > 0;
        }
        let mut place = at;
        if self.group_by == GroupBy::Meeting {
            let meeting = self.meeting(row.iter().flat_map(|pair| [pair.left, pair.right]).flatten());
            for pair in &mut row {
                pair.meeting.clone_from(&meeting);
            }
            let like = |pair: &Pair<usize>| pair.meeting == meeting;
            let beside = [at.checked_sub(1), Some(at)].into_iter().flatten();
            if !beside.filter_map(|at| self.pairs.get(at)).any(like) {
                let last = self.pairs.iter().rposition(like).map(|last| last + 1);
                // Rows that are not of one meeting come last.
                let before_others = || self.pairs.iter().position(|pair| meeting.is_some() && pair.meeting.is_none());
                place = last.or_else(before_others).unwrap_or(self.pairs.len());
            }
        }
        self.pairs.splice(place..place, row);
    }

    /// Takes the line of `other` out of the row it shares with `one`, to behind that row.
    fn separate(&mut self, one: usize, other: usize) {
        let (Some(range), Some(at)) = (self.row(one), self.place(other)) else { return };
        if !range.contains(&at) || range.len() < 2 {
            return;
        }
        let start = range.start;
        let mut row: Vec<Pair<usize>> = self.pairs.drain(range).collect();
        let line = row.remove(at - start);
        self.put(row, start);
        let behind = self.row(one).filter(|row| row.start == start).map_or(start, |row| row.end);
        self.put(vec![line], behind);
    }
}
