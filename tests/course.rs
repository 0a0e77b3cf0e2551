//! What the store counts without texts is what one counts by reading all quotations.

#![allow(clippy::unwrap_used)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use visavis::{
    library::{Said, Store},
    quotation::{Filter, Kind, Quotation},
};

fn filters() -> Vec<Filter> {
    let all = Filter::default();
    vec![
        all.clone(),
        Filter { side: Some("us".into()), ..all.clone() },
        Filter { topic: Some("dialogue".into()), ..all.clone() },
        Filter { kind: Some(Kind::Reported), ..all.clone() },
        Filter { speaker: Some("pompeo".into()), until: Filter::days("2019-06").map(|days| days.1), ..all },
    ]
}

fn side(quotation: &Quotation) -> Option<usize> {
    ["lavrov", "us"].iter().position(|side| quotation.side.as_deref() == Some(side))
}

#[test]
fn the_tally_is_the_sum_of_what_was_said() {
    let library = support::sample();
    for filter in filters() {
        let mut said: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for quotation in library.quotations(&filter).unwrap() {
            let Some(side) = side(&quotation) else { continue };
            let topics: Vec<Option<String>> =
                if quotation.topics.is_empty() { vec![None] } else { quotation.topics.into_iter().map(Some).collect() };
            for topic in topics {
                let key = (quotation.meeting.clone(), topic, side, quotation.kind == Kind::Reported);
                said.entry(key).or_default().insert(quotation.group.clone().unwrap_or(quotation.id.clone()));
            }
        }
        let tally = library.tally(&filter).unwrap();
        let mut cells = 0;
        for cell in &tally {
            for (side, Said { own, reported }) in cell.sides.iter().enumerate() {
                for (reported, counted) in [(false, *own), (true, *reported)] {
                    let key = (cell.meeting.clone(), cell.topic.clone(), side, reported);
                    assert_eq!(said.get(&key).map_or(0, BTreeSet::len), counted, "{key:?}");
                    cells += usize::from(counted > 0);
                }
            }
        }
        assert_eq!(cells, said.len(), "{filter:?}");
        assert!(cells > 0, "{filter:?}");
    }
}

#[test]
fn the_course_has_each_quotation_of_a_side_once_and_in_order() {
    let library = support::sample();
    for filter in filters() {
        let course = library.course(&filter).unwrap();
        assert!(course.is_sorted_by_key(|it| (it.date.is_none(), it.date)), "{filter:?}");
        let told: BTreeSet<&str> = course.iter().map(|it| it.id.as_str()).collect();
        let all = library.quotations(&filter).unwrap();
        let mut seen = BTreeSet::new();
        let own = all.iter().filter(|it| side(it).is_some());
        let first = own.filter(|it| it.group.is_none() || seen.insert((&it.group, &it.side, &it.meeting)));
        assert_eq!(told, first.map(|it| it.id.as_str()).collect(), "{filter:?}");
        assert_eq!(told.len(), course.len());
    }
}
