//! The marked set of translated statements: topics and groups, with floors. Passes where the set is not there.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/said.rs"]
mod support;

use std::{fs, path::Path};

use visavis::{alignment, corpus::Corpus, quotation::Quotation};

struct Line {
    topic: String,
    group: String,
    reworded: bool,
    quotation: Quotation,
}

fn gold() -> Option<Vec<Line>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("VISAVIS_SHARED").map_or(shared, Into::into);
    let text = fs::read_to_string(shared.join("gold/alignment-dev.tsv")).ok()?;
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        Line {
            topic: cells[3].into(),
            group: cells[5].into(),
            reworded: cells[6] == "reworded",
            quotation: Quotation { speaker: Some(cells[2].into()), ..support::said(cells[0], cells[1], cells[4]) },
        }
    });
    Some(rows.collect())
}

fn figures(pairs: impl Iterator<Item = (bool, bool)>) -> (f64, f64, f64) {
    let (mut hit, mut said, mut is) = (0.0, 0.0, 0.0);
    for (predicted, gold) in pairs {
        hit += f64::from(u8::from(predicted && gold));
        said += f64::from(u8::from(predicted));
        is += f64::from(u8::from(gold));
    }
    (hit / said, hit / is, 2.0 * hit / (said + is))
}

#[test]
fn topics_and_groups_reach_the_floors() {
    let Some(mut lines) = gold() else { return };
    let corpus = Corpus::sample();
    let mut quotations: Vec<Quotation> = lines.iter().map(|line| line.quotation.clone()).collect();
    alignment::topics(&mut quotations, &corpus);
    alignment::groups(&mut quotations, &corpus);
    for (line, quotation) in lines.iter_mut().zip(quotations) {
        line.quotation = quotation;
    }
    let pairs = || lines.iter().enumerate().flat_map(|(n, a)| lines[..n].iter().map(move |b| (a, b)));

    for line in lines.iter().filter(|line| line.quotation.topics.first() != Some(&line.topic)) {
        println!("{} is {} got {:?}", line.quotation.id, line.topic, line.quotation.topics);
    }
    let (precision, recall, f1) = figures(pairs().map(|(a, b)| {
        let first = a.quotation.topics.first();
        (first.is_some() && first == b.quotation.topics.first(), a.topic == b.topic)
    }));
    println!("first topic: precision {precision:.3} recall {recall:.3} F1 {f1:.3}");

    let main = || pairs().filter(|(a, b)| !a.reworded && !b.reworded);
    let same = |a: &Line, b: &Line| a.quotation.group.is_some() && a.quotation.group == b.quotation.group;
    for (a, b) in main().filter(|(a, b)| same(a, b) != (a.group == b.group)) {
        println!("{} {}: {}", a.quotation.id, b.quotation.id, if same(a, b) { "wrongly one" } else { "missed" });
    }
    let (precision, recall, _) = figures(main().map(|(a, b)| (same(a, b), a.group == b.group)));
    println!("groups: precision {precision:.3} recall {recall:.3}");
    let all = figures(pairs().map(|(a, b)| (same(a, b), a.group == b.group)));
    println!("with reworded: {all:?}");

    assert!(f1 >= 0.80);
    assert!(precision >= 0.95 && recall >= 0.75);
}
