//! Invented statements in three languages: their topics, their translations, and what must keep two of them apart.
//!
//! Each set was written and marked before the program had read any of it, and after its word lists had been mended by
//! the sets before. At first sight the first topic was shared rightly with F1 0.62, 0.73, 0.66 (the third set names its
//! matter least) and 0.94, and groups had precision and recall 0.98/0.92, 1.00/0.73, 1.00/0.82 and 1.00/0.92.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/said.rs"]
mod support;

use std::collections::BTreeMap;

use support::said;
use visavis::{
    alignment::{self, GroupBy},
    corpus::Corpus,
    quotation::Quotation,
};

const TOPICS: &str = include_str!("alignment_set/topics.tsv");
const LATER: &str = include_str!("alignment_set/later.tsv");
const THIRD: &str = include_str!("alignment_set/third.tsv");
const FOURTH: &str = include_str!("alignment_set/fourth.tsv");
const GUARDS: &str = include_str!("alignment_set/guards.tsv");
const LANGUAGES: [&str; 3] = ["en", "ru", "uk"];

/// A statement with its topic and the group it belongs to; `None` where the set says there is none.
struct Line {
    topic: Option<&'static str>,
    group: Option<&'static str>,
    quotation: Quotation,
}

fn lines(list: &'static str, corpus: &Corpus) -> Vec<Line> {
    let given = |cell: &'static str| (cell != "-").then_some(cell);
    let rows = list.lines().skip(1).enumerate().flat_map(|(number, row)| {
        let cells: Vec<&str> = row.split('\t').collect();
        LANGUAGES
            .iter()
            .zip([cells[2], cells[3], cells[4]])
            .map(move |(language, text)| Line {
                topic: given(cells[0]),
                group: given(cells[1]),
                quotation: said(&format!("{number:02}-{language}"), language, text),
            })
            .collect::<Vec<_>>()
    });
    let mut lines: Vec<Line> = rows.collect();
    let mut quotations: Vec<Quotation> = lines.iter().map(|line| line.quotation.clone()).collect();
    alignment::topics(&mut quotations, corpus);
    alignment::groups(&mut quotations, corpus);
    lines.iter_mut().zip(quotations).for_each(|(line, quotation)| line.quotation = quotation);
    lines
}

/// Precision and recall of (said, is).
fn figures(pairs: impl Iterator<Item = (bool, bool)>) -> (f64, f64) {
    let (mut hit, mut said, mut is) = (0.0, 0.0, 0.0);
    for (predicted, gold) in pairs {
        hit += f64::from(u8::from(predicted && gold));
        said += f64::from(u8::from(predicted));
        is += f64::from(u8::from(gold));
    }
    (hit / said, hit / is)
}

fn f1((precision, recall): (f64, f64)) -> f64 {
    2.0 * precision * recall / (precision + recall)
}

#[test]
fn topics_and_translations_are_found() {
    measure(TOPICS, 0.9, (0.95, 0.85));
}

#[test]
fn topics_and_translations_of_the_later_set_are_found() {
    measure(LATER, 0.8, (0.95, 0.8));
}

#[test]
fn topics_and_translations_of_the_third_set_are_found() {
    measure(THIRD, 0.8, (0.95, 0.8));
}

#[test]
fn topics_and_translations_of_the_fourth_set_are_found() {
    measure(FOURTH, 0.9, (0.95, 0.85));
}

fn measure(list: &'static str, least_f1: f64, least: (f64, f64)) {
    let lines = lines(list, &Corpus::sample());
    let first = |line: &Line| line.quotation.topics.first().cloned();
    for language in LANGUAGES {
        let of = lines.iter().filter(|line| line.quotation.id.ends_with(language));
        let (right, all) =
            of.fold((0, 0), |(right, all), line| (right + usize::from(first(line).as_deref() == line.topic), all + 1));
        println!("{language}: first topic right {right} of {all}");
    }
    for line in lines.iter().filter(|line| first(line).as_deref() != line.topic) {
        println!("{} {:?} got {:?}: {}", line.quotation.id, line.topic, line.quotation.topics, line.quotation.text);
    }
    let pairs = || lines.iter().enumerate().flat_map(|(n, a)| lines[..n].iter().map(move |b| (a, b)));
    let topics = figures(
        pairs().map(|(a, b)| (first(a).is_some() && first(a) == first(b), a.topic.is_some() && a.topic == b.topic)),
    );
    println!("first topic shared: precision {:.3} recall {:.3} F1 {:.3}", topics.0, topics.1, f1(topics));

    let same = |a: &Line, b: &Line| a.quotation.group.is_some() && a.quotation.group == b.quotation.group;
    let is_same = |a: &Line, b: &Line| a.group.is_some() && a.group == b.group;
    for (a, b) in pairs().filter(|(a, b)| same(a, b) != is_same(a, b)) {
        let what = if same(a, b) { "wrongly one" } else { "missed" };
        println!("{what}: {} {} {}", a.group.unwrap_or("-"), a.quotation.id, b.quotation.id);
    }
    let groups = figures(pairs().map(|(a, b)| (same(a, b), is_same(a, b))));
    println!("groups: precision {:.3} recall {:.3}", groups.0, groups.1);
    assert!(f1(topics) >= least_f1);
    assert!(groups.0 >= least.0 && groups.1 >= least.1);
}

#[test]
fn a_number_a_negation_or_another_agent_keeps_apart() {
    let corpus = Corpus::sample();
    let mut right: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in GUARDS.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let mut two = vec![said("a", "en", cells[1]), said("b", "en", cells[2])];
        alignment::groups(&mut two, &corpus);
        let one = two[0].group.is_some() && two[0].group == two[1].group;
        let count = right.entry(cells[0]).or_default();
        count.1 += 1;
        if one == (cells[0] == "same") {
            count.0 += 1;
        } else {
            println!("{}: {} / {}", cells[0], cells[1], cells[2]);
        }
    }
    println!("{right:?}");
    for (kind, (right, all)) in right {
        assert!(right * 10 >= all * 9, "{kind}: {right} of {all}");
    }
}

/// Everything said in both sets by the two sides in turn, at three meetings and at none, two to a document.
fn said_by_both(corpus: &Corpus) -> Vec<Quotation> {
    let lines = lines(TOPICS, corpus).into_iter().chain(lines(LATER, corpus));
    let mut all: Vec<Quotation> = lines.map(|line| line.quotation).collect();
    for (number, quotation) in all.iter_mut().enumerate() {
        let side = &corpus.sides[number / 3 % 2];
        let speaker = &side.members[number / 3 % side.members.len()];
        quotation.id = format!("{:012x}", number.wrapping_mul(7_919) % 1_000_003);
        quotation.document = format!("{:03}.txt", number / 2).into();
        quotation.document_id = format!("{:03}", number / 2);
        quotation.start = number % 2 * 500;
        quotation.side = Some(side.id.clone());
        quotation.speaker = Some(speaker.as_str().into());
        quotation.speaker_id = Some(speaker.clone());
        quotation.cue = (number % 5 == 0).then(|| "replied".into());
        if let Some(meeting) = corpus.meetings.get(number % 4).filter(|_| number % 4 < 3) {
            quotation.meeting = Some(meeting.id.clone());
            quotation.date = Some(meeting.date);
        }
    }
    all
}

#[test]
fn groups_and_pairs_are_the_same_whatever_the_order() {
    let corpus = Corpus::sample();
    let result = |mut all: Vec<Quotation>| {
        alignment::groups(&mut all, &corpus);
        let rows: Vec<_> = [GroupBy::Meeting, GroupBy::Topic]
            .into_iter()
            .flat_map(|group_by| alignment::align(&all, &corpus, group_by))
            .map(|pair| pair.map(|index| all[index].id.clone()))
            .collect();
        let mut groups: Vec<_> = all.into_iter().map(|one| (one.id, one.group)).collect();
        groups.sort();
        (rows, groups)
    };
    let said = said_by_both(&corpus);
    let (rows, groups) = result(said.clone());
    let pairs = rows.iter().filter(|row| row.score.is_some()).count();
    assert!(pairs > 50, "{pairs} pairs");
    assert!(groups.iter().filter(|(_, group)| group.is_some()).count() > 50);
    for row in &rows {
        assert_eq!(row.score.is_some(), !row.why.terms.is_empty());
        assert!(row.why.terms.iter().all(|(left, right)| !left.is_empty() && !right.is_empty()));
    }
    let mut state = 42_u64;
    for _ in 0..8 {
        let mut shuffled = said.clone();
        for last in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(last, (state >> 33) as usize % (last + 1));
        }
        let again = result(shuffled);
        assert!(again.1 == groups, "groups differ");
        assert!(again.0 == rows, "rows differ");
    }
}
