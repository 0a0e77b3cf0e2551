//! A statement as it takes part in the pairing: its side, its topics, and what it says of the matter.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::{
    alignment::{
        profile::Sense,
        statement::{Matter, Statement, Statements},
        vocabulary::Name,
    },
    quotation::Kind,
};

/// Characters from a fragment at which a word of its sentence counts half.
const FAR: f32 = 200.0;

#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub all: &'a Statements<'a>,
    pub statement: &'a Statement,
    /// Its number among all.
    pub index: usize,
    /// 0 left, 1 right.
    pub side: usize,
    pub meeting: Option<Name>,
    pub document_id: Name,
    /// Each sense once, in the order of senses.
    matter: &'a [Matter],
    /// Numbers of its topics, the strongest first.
    pub topics: &'a [u16],
}

/// What entries say, in their order: those compared stand near one another in time, and so in memory.
#[derive(Default)]
pub struct Said {
    matter: Vec<Matter>,
    topics: Vec<u16>,
}

/// The entries of both sides in the order of time and text, one for each group of the same words.
pub fn entries<'a>(all: &'a Statements<'a>, said: &'a mut Said) -> Vec<Entry<'a>> {
    let of_sides = || (0..).zip(&all.list).filter(|(_, it)| it.side.is_some());
    let names = of_sides().flat_map(|(_, it)| it.meeting.into_iter().chain([it.document, it.document_id]));
    let texts = all.vocabulary.order(names);
    let mut order: Vec<u32> = of_sides().map(|(index, _)| index).collect();
    order.sort_by_cached_key(|index| {
        all.list.get(*index as usize).map(|it| (place(it, &texts), all.id(*index as usize)))
    });
    let mut entries: Vec<Entry> = order.into_iter().filter_map(|index| entry(all, index as usize)).collect();
    one_of_each_group(&mut entries);
    tell(&mut entries, all, said);
    entries
}

/// Some statements as entries, whatever else was said.
pub fn alone<'a>(indices: [usize; 2], all: &'a Statements<'a>, said: &'a mut Said) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry> = indices.into_iter().filter_map(|index| entry(all, index)).collect();
    tell(&mut entries, all, said);
    entries
}

fn entry<'a>(all: &'a Statements<'a>, index: usize) -> Option<Entry<'a>> {
    let statement = all.list.get(index)?;
    let (side, meeting, document_id) = (usize::from(statement.side?), statement.meeting, statement.document_id);
    Some(Entry { all, statement, index, side, meeting, document_id, matter: &[], topics: &[] })
}

/// Where it stands in time and text; `texts` is the order of the texts of names.
fn place(it: &Statement, texts: &[u32]) -> impl Ord + use<> {
    let text = |name: Name| texts.get(name.get() as usize).copied().unwrap_or_default();
    let meeting = it.meeting.map_or(0, text);
    (it.date.is_none(), it.date, meeting, text(it.document), text(it.document_id), it.start)
}

/// Gives entries what they say.
fn tell<'a>(entries: &mut [Entry<'a>], all: &'a Statements<'a>, said: &'a mut Said) {
    let mut lengths = Vec::with_capacity(entries.len());
    for entry in &*entries {
        let before = said.matter.len();
        said.matter.append(&mut all.matter(entry.statement));
        said.topics.extend_from_slice(all.topics(entry.statement));
        lengths.push(said.matter.len() - before);
    }
    let (mut matter, mut topics) = (said.matter.as_slice(), said.topics.as_slice());
    for (entry, length) in entries.iter_mut().zip(lengths) {
        (entry.matter, matter) = matter.split_at_checked(length).unwrap_or_default();
        (entry.topics, topics) = topics.split_at_checked(all.topics(entry.statement).len()).unwrap_or_default();
    }
}

/// Of a group one stands for all, on each side and in each meeting: a direct one before a fragment, then the
/// fullest, then the first.
fn one_of_each_group(entries: &mut Vec<Entry>) {
    type Key = (Name, usize, Option<Name>);
    let key = |entry: &Entry| -> Option<Key> { Some((entry.statement.group?, entry.side, entry.statement.meeting)) };
    let mut best: FxHashMap<Key, (bool, Reverse<u32>, usize)> = FxHashMap::default();
    for (number, entry) in entries.iter().enumerate() {
        if let Some(key) = key(entry) {
            let rank = (entry.statement.kind != Kind::Direct, Reverse(entry.statement.length), number);
            best.entry(key).and_modify(|known| *known = rank.min(*known)).or_insert(rank);
        }
    }
    let mut number = 0..;
    entries.retain(|entry| {
        let number = number.next();
        key(entry).and_then(|key| best.get(&key)).is_none_or(|(.., best)| Some(*best) == number)
    });
}

impl<'a> Entry<'a> {
    /// The meeting it belongs to, or else its document.
    pub fn occasion(&self) -> Name {
        self.meeting.unwrap_or(self.document_id)
    }

    /// The senses by which counterparts are found: those that say something of the matter.
    pub fn keys(&self) -> impl Iterator<Item = Sense> + use<'a> {
        let telling = |sense: &Sense| matches!(sense, Sense::Concept(_) | Sense::Other(_));
        self.matter.iter().map(|one| one.sense.into()).filter(telling)
    }

    /// What both say: its weight, and how it stands in each. In the order of senses.
    pub fn shared(&self, other: &Self) -> impl Iterator<Item = (f32, &'a Matter, &'a Matter)> + use<'a> {
        let all = self.all;
        let mut others = other.matter.iter().peekable();
        self.matter.iter().filter_map(move |one| {
            while others.next_if(|other| other.sense < one.sense).is_some() {}
            let twin = others.next_if(|other| other.sense == one.sense)?;
            let nearness = FAR / (FAR + f32::from(one.away) + f32::from(twin.away));
            Some((all.worth(one.sense.into()) * nearness, one, twin))
        })
    }

    /// The topic both speak of, the one that stands highest in both lists together; and whether it is the first
    /// of both.
    pub fn topic_with(&self, other: &Self) -> Option<(u16, bool)> {
        let ranked = self.topics.iter().enumerate().filter_map(|(rank, topic)| {
            let there = other.topics.iter().position(|other| other == topic)?;
            Some((rank + there, rank, *topic))
        });
        ranked.min().map(|(sum, _, topic)| (topic, sum == 0))
    }
}
