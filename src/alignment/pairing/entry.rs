//! A quotation as it takes part in the pairing: its side, its topics, and what it says.

use std::collections::HashMap;

use crate::{
    alignment::profile::{Reading, Sense, distance, own_words, told},
    corpus::Corpus,
    quotation::{Kind, Quotation},
    text::Span,
};

/// Characters from a fragment at which a word of its sentence counts half.
const FAR: f64 = 200.0;

/// What a shared country or number weighs; a concept weighs what it says of its topic.
const COUNTRY: f64 = 0.15;
const NUMBER: f64 = 0.3;

pub struct Entry<'a> {
    pub quotation: &'a Quotation,
    /// Index into the input.
    pub index: usize,
    /// 0 left, 1 right.
    pub side: usize,
    /// Numbers of its topics in the corpus, in its own order.
    pub topics: Vec<usize>,
    /// Each sense once, in the order of senses.
    said: Vec<Said>,
}

#[derive(Clone, Copy)]
struct Said {
    sense: Sense,
    weight: f64,
    /// How far from the quotation's own words, in characters.
    away: usize,
    /// Where in the text it is told in.
    span: Span,
}

/// The entries of both sides in the order of time and text, one for each group of the same words.
pub fn entries<'a>(
    quotations: &'a [Quotation],
    corpus: &Corpus,
    reading: &Reading,
    sides: [&str; 2],
) -> Vec<Entry<'a>> {
    let numbers: HashMap<&str, usize> =
        corpus.topics.iter().enumerate().map(|(number, topic)| (topic.id.as_str(), number)).collect();
    let taking_part = quotations.iter().enumerate().filter_map(|(index, quotation)| {
        let side = sides.iter().position(|side| quotation.side.as_deref() == Some(side))?;
        Some((index, quotation, side))
    });
    let mut chosen: Vec<(usize, &Quotation, usize)> = taking_part.collect();
    chosen.sort_by(|a, b| place(a.1).cmp(&place(b.1)));
    let entry = |(index, quotation, side): (usize, &'a Quotation, usize)| Entry {
        quotation,
        index,
        side,
        topics: quotation.topics.iter().filter_map(|id| numbers.get(id.as_str()).copied()).collect(),
        said: said(quotation, reading),
    };
    one_of_each_group(chosen).into_iter().map(entry).collect()
}

/// Where a quotation stands in time and text.
fn place(quotation: &Quotation) -> impl Ord {
    (
        quotation.date.is_none(),
        quotation.date,
        quotation.meeting.as_deref(),
        quotation.document.as_str(),
        quotation.document_id.as_str(),
        quotation.start,
        quotation.id.as_str(),
    )
}

/// Of a group one stands for all, on each side and in each meeting: a direct one before a fragment, then the
/// fullest, then the first.
fn one_of_each_group(chosen: Vec<(usize, &Quotation, usize)>) -> Vec<(usize, &Quotation, usize)> {
    let key = |quotation: &'_ Quotation, side: usize| {
        quotation.group.as_ref().map(|group| (group.clone(), side, quotation.meeting.clone()))
    };
    let rank = |quotation: &Quotation| (quotation.kind != Kind::Direct, std::cmp::Reverse(quotation.text.len()));
    let mut best = HashMap::new();
    for (index, quotation, side) in &chosen {
        if let Some(key) = key(quotation, *side) {
            let known = best.entry(key).or_insert((rank(quotation), *index));
            if rank(quotation) < known.0 {
                *known = (rank(quotation), *index);
            }
        }
    }
    let stands = |quotation: &Quotation, side: usize, index: usize| {
        key(quotation, side).is_none_or(|key| best.get(&key).is_some_and(|(_, best)| *best == index))
    };
    chosen.into_iter().filter(|(index, quotation, side)| stands(quotation, *side, *index)).collect()
}

fn said(quotation: &Quotation, reading: &Reading) -> Vec<Said> {
    let own = own_words(quotation);
    let weight = |sense: Sense| match sense {
        Sense::Concept(number) => reading.concepts.worth(number),
        Sense::Country(_) => COUNTRY,
        Sense::Number(_) => NUMBER,
        Sense::General(_) | Sense::Other(_) => 0.0,
    };
    let terms = reading.profile(told(quotation)).terms.into_iter();
    let mut said: Vec<Said> = terms
        .map(|term| Said {
            sense: term.sense,
            weight: weight(term.sense),
            away: distance(term.span, own),
            span: term.span,
        })
        .filter(|said| said.weight > 0.0)
        .collect();
    said.sort_unstable_by_key(|said| (said.sense, said.away, said.span));
    said.dedup_by_key(|said| said.sense);
    said
}

impl<'a> Entry<'a> {
    /// The meeting it belongs to, or else its document.
    pub fn occasion(&self) -> &'a str {
        self.quotation.meeting.as_deref().unwrap_or(&self.quotation.document_id)
    }

    /// The senses by which counterparts are found: those that say something of the matter.
    pub fn keys(&self) -> impl Iterator<Item = Sense> {
        self.said.iter().map(|said| said.sense).filter(|sense| matches!(sense, Sense::Concept(_)))
    }

    /// What both say: its weight, and where it stands in each, nearest to the own words. In the order of senses.
    pub fn shared<'b>(&'b self, other: &'b Self) -> impl Iterator<Item = (f64, Span, Span)> + 'b {
        let mut others = other.said.iter().peekable();
        self.said.iter().filter_map(move |said| {
            while others.next_if(|other| other.sense < said.sense).is_some() {}
            let twin = others.next_if(|other| other.sense == said.sense)?;
            let nearness = FAR / (FAR + (said.away + twin.away) as f64);
            Some((said.weight * nearness, said.span, twin.span))
        })
    }

    /// The topic both speak of, the one that stands highest in both lists together; and whether it is the first
    /// of both.
    pub fn topic_with(&self, other: &Self) -> Option<(usize, bool)> {
        let ranked = self.topics.iter().enumerate().filter_map(|(rank, topic)| {
            let there = other.topics.iter().position(|other| other == topic)?;
            Some((rank + there, rank, *topic))
        });
        ranked.min().map(|(sum, _, topic)| (topic, sum == 0))
    }
}
