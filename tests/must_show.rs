//! The pairs that the program is there for, in the sample corpus and, where they are there, in the real articles it
//! was made after.
#![allow(clippy::unwrap_used)]

use std::{fs, path::PathBuf};

use visavis::{
    alignment::{GroupBy, Pair},
    corpus::Corpus,
    export::rows,
    ingest,
    library::{self, Library},
    quotation::{Filter, Quotation},
};

/// The sample corpus, and the library of the real articles.
fn libraries() -> Vec<Library> {
    let mut libraries = vec![Library::sample().unwrap()];
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("VISAVIS_SHARED").map_or(shared, Into::into).join("seeds");
    if let Ok(entries) = fs::read_dir(folder) {
        let mut library = Library::in_memory(Corpus::sample()).unwrap();
        for entry in entries {
            library.add(&ingest::read(&entry.unwrap().path()).unwrap()).unwrap();
        }
        libraries.push(library);
    }
    libraries
}

fn pairs(library: &Library, group_by: GroupBy) -> Vec<Pair<Quotation>> {
    let mut pairs = Vec::new();
    rows::pairs::<library::Error>(library, group_by, &Filter::default(), &mut |_, pair| {
        pairs.push(pair.map(|cited| cited.quotation));
        Ok(())
    })
    .unwrap();
    pairs
}

/// The pair whose left words contain these; there is one, and its right words contain the others.
#[track_caller]
fn against<'a>(pairs: &'a [Pair<Quotation>], left: &str, right: &str) -> &'a Pair<Quotation> {
    let said = |side: &Option<Quotation>, words: &str| side.as_ref().is_some_and(|said| said.text.contains(words));
    let found: Vec<_> = pairs.iter().filter(|pair| said(&pair.left, left)).collect();
    assert_eq!(found.len(), 1, "“{left}” stands once");
    let pair = found.into_iter().next().unwrap();
    assert!(said(&pair.right, right), "“{left}” stands against {:?}", pair.right.as_ref().map(|said| &said.text));
    pair
}

#[test]
fn if_and_when_stands_against_the_dead_end() {
    for library in libraries() {
        for group_by in [GroupBy::Meeting, GroupBy::Topic] {
            let pairs = pairs(&library, group_by);
            let pair = against(&pairs, "dead end", "if and when");
            assert_eq!(pair.topic.as_deref(), Some("sanctions"));
            assert_eq!(pair.meeting.as_deref(), Some("2015-05-12-sochi"));
            assert!(pair.why.terms.iter().any(|(left, right)| left == "sanctions" && right == "sanctions"));
        }
    }
}

#[test]
fn terrorism_stands_against_the_counter_terrorist_track() {
    for library in libraries() {
        for group_by in [GroupBy::Meeting, GroupBy::Topic] {
            let pairs = pairs(&library, group_by);
            let pair = against(&pairs, "антитерористичному треку", "боротьба з тероризмом");
            assert_eq!(pair.topic.as_deref(), Some("terror"));
            assert_eq!(pair.meeting.as_deref(), Some("2019-05-14-sochi"));
            assert!(pair.why.same_meeting);
        }
    }
}

#[test]
fn by_topic_the_treaty_of_one_year_stands_against_the_arms_reduction_of_another() {
    for library in libraries() {
        let pairs = pairs(&library, GroupBy::Topic);
        let pair = against(&pairs, "этот Договор был продлен", "скорочення озброєнь");
        assert_eq!((pair.topic.as_deref(), pair.meeting.as_deref()), (Some("arms"), None));
        let meeting = |side: &Option<Quotation>| side.as_ref().unwrap().meeting.clone();
        assert_eq!(meeting(&pair.left).as_deref(), Some("2019-12-10-washington"));
        assert_eq!(meeting(&pair.right).as_deref(), Some("2019-05-14-sochi"));
    }
}
