//! A reader's own pairs and meetings over a library: shown in place of what the rules found, and found again by the
//! words.

use super::{
    corrected::{OTHER, TALKS, everything, filled, ingested, talks},
    *,
};
use crate::{
    alignment::Pair,
    correction::{Correction, Ruling, Said},
    quotation::By,
};

fn other(library: &Library) -> (Document, Quotation) {
    let id = library.find("other.md").unwrap().pop().unwrap().document_id;
    (library.document(&id).unwrap().unwrap(), library.quotations_in(&id).unwrap().remove(0))
}

/// That Arnes's words on the grain, and what Belko said on another day, are a pair or none.
fn verdict(library: &Library, ruling: Ruling) -> Correction {
    let ((talks, said), (other, heard)) = (talks(library), other(library));
    let one = Said { document: &talks, quotation: &said[0] };
    Correction::about(Said { document: &other, quotation: &heard }, one, ruling)
}

fn pairs(library: &Library) -> Vec<Pair<String>> {
    library.pairs(GroupBy::Meeting, &Filter::default()).unwrap()
}

fn whole(library: &Library) -> Vec<Pair<String>> {
    pairs(library).into_iter().filter(|pair| pair.left.is_some() && pair.right.is_some()).collect()
}

#[test]
fn what_a_reader_links_is_a_pair_and_everything_else_stays() {
    let mut library = filled();
    let before = everything(&library);
    let (talks, other) = (talks(&library).1, other(&library).1);
    let mine = verdict(&library, Ruling::Linked);
    library.correct(vec![mine.clone()]).unwrap();
    let linked = whole(&library);
    assert_eq!(linked.len(), 1);
    let pair = &linked[0];
    assert_eq!((pair.left.as_ref(), pair.right.as_ref()), (Some(&talks[0].id), Some(&other.id)));
    assert_eq!((pair.by, pair.score, pair.meeting.as_deref()), (By::Reader, Some(1.0), None));
    // Each quotation stands there once.
    let mut ids: Vec<String> = pairs(&library).into_iter().flat_map(|pair| [pair.left, pair.right]).flatten().collect();
    ids.sort();
    let mut all: Vec<String> = library.quotations(&Filter::default()).unwrap().into_iter().map(|it| it.id).collect();
    all.sort();
    assert_eq!(ids, all);
    let holds: Vec<_> = library.holds().unwrap().remove(0).into_iter().filter_map(|holds| holds.quotation).collect();
    assert_eq!(holds, [other.id, talks[0].id.clone()]);

    library.correct(Vec::new()).unwrap();
    assert_eq!(everything(&library), before);
}

#[test]
fn the_later_verdict_counts() {
    let mut library = filled();
    let (linked, parted) = (verdict(&library, Ruling::Linked), verdict(&library, Ruling::Parted));
    library.correct(vec![linked.clone(), parted.clone()]).unwrap();
    assert_eq!(whole(&library), []);
    assert!(pairs(&library).iter().filter(|pair| pair.by == By::Reader).count() == 2);
    library.correct(vec![linked.clone(), parted.clone(), linked]).unwrap();
    assert_eq!(whole(&library).len(), 1);
    assert!(parted.concerns_the_same(&verdict(&library, Ruling::Linked)));
    assert!(!parted.says_the_same(&verdict(&library, Ruling::Linked)));
}

#[test]
fn a_pair_is_found_again_in_changed_files_and_kept_while_they_are_gone() {
    let mut library = filled();
    library.correct(vec![verdict(&library, Ruling::Linked)]).unwrap();
    for name in ["talks.md", "other.md"] {
        for summary in library.find(name).unwrap() {
            library.remove(&summary.document_id).unwrap();
        }
    }
    assert_eq!(library.holds().unwrap(), [vec![]]);
    library.add(&ingested("talks.md", &TALKS.replace("for an hour", "for two hours"))).unwrap();
    assert_eq!((library.holds().unwrap(), whole(&library)), (vec![vec![]], vec![]));
    library.add(&ingested("other.md", &format!("{OTHER}\nNothing more was said.\n"))).unwrap();
    assert_eq!(library.holds().unwrap()[0].len(), 2);
    assert_eq!(whole(&library).len(), 1);
}

#[test]
fn a_quotation_has_the_meeting_that_the_reader_says() {
    let mut library = filled();
    let (document, said) = other(&library);
    assert_eq!(said.meeting, None);
    let meeting = library.meeting("2001-05-02-port").unwrap();
    library.correct(vec![Correction::meeting(&document, &said, meeting.as_ref())]).unwrap();
    let after = library.quotation(&said.id).unwrap().unwrap();
    assert_eq!((after.meeting.as_deref(), after.date), (Some("2001-05-02-port"), Some(date(2001, 5, 2))));
    assert_eq!((after.by, after.speaker), (By::Reader, said.speaker.clone()));
    assert_eq!(library.holds().unwrap()[0].len(), 1);
    let listed = library.meetings().unwrap();
    assert_eq!(listed.iter().find(|it| it.meeting == "2001-05-02-port").map(|it| it.quotations), Some(3));
    // The later word counts.
    let all =
        vec![Correction::meeting(&document, &said, meeting.as_ref()), Correction::meeting(&document, &said, None)];
    library.correct(all).unwrap();
    let after = library.quotation(&said.id).unwrap().unwrap();
    assert_eq!((after.meeting, after.date), (None, document.published));
}

#[test]
fn what_is_handed_on_says_the_same() {
    let library = filled();
    let (document, said) = other(&library);
    let meeting = library.meeting("2001-05-02-port").unwrap();
    let meant = Correction::meeting(&document, &said, meeting.as_ref());
    for correction in [verdict(&library, Ruling::Linked), verdict(&library, Ruling::Parted), meant] {
        let line = serde_json::to_string(&correction).unwrap();
        let read: Correction = serde_json::from_str(&line).unwrap();
        assert_eq!(read, correction, "{line}");
        assert!(read.says_the_same(&correction));
    }
}
