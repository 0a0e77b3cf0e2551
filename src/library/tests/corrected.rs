//! A reader's corrections over a library: everybody is shown them, and nothing of the library is written.

use std::fs;

use super::*;
use crate::{
    correction::{Change, Correction, Speaker},
    ingest,
};

pub(super) const TALKS: &str = "---\ntitle: Talks in the port\npublished: 2001-05-02\nlanguage: en\n---\n\n\
    Vida Arnes met Oren Belko in the port, where they spoke of grain for an hour.\n\n\
    \"The grain will leave the port before the end of May,\" Vida Arnes said after the talks.\n\n\
    Oren Belko said: \"We have never stopped a single ship in these waters.\"\n";

pub(super) const OTHER: &str = "---\ntitle: Another day\npublished: 2001-05-04\nlanguage: en\n---\n\n\
    \"We are waiting for an answer from the other side,\" Oren Belko said on Friday.\n";

pub(super) fn ingested(name: &str, text: &str) -> Ingested {
    ingest::ingest(name, text.as_bytes()).unwrap()
}

pub(super) fn filled() -> Library {
    let mut library = Library::in_memory(corpus()).unwrap();
    library.add_many(&[ingested("talks.md", TALKS), ingested("other.md", OTHER)]).unwrap();
    library
}

fn belko() -> Speaker {
    Speaker { name: Some("Oren Belko".into()), id: Some("belko".into()) }
}

pub(super) fn talks(library: &Library) -> (Document, Vec<Quotation>) {
    let id = library.find("talks.md").unwrap().pop().unwrap().document_id;
    (library.document(&id).unwrap().unwrap(), library.quotations_in(&id).unwrap())
}

/// Everything the store shows, as one text.
pub(super) fn everything(library: &Library) -> String {
    let documents = library.documents(ALL).unwrap();
    let quotations = library.quotations(&Filter::default()).unwrap();
    let pairs = library.pairs(GroupBy::Meeting, &Filter::default()).unwrap();
    let hits = library.search("port", &Filter::default(), 100).unwrap();
    let lists = (library.meetings().unwrap(), library.speakers().unwrap(), library.topics().unwrap());
    let lists = serde_json::to_string(&lists).unwrap();
    let texts: Vec<Document> =
        documents.iter().map(|summary| library.document(&summary.document_id).unwrap().unwrap()).collect();
    format!("{documents:?}\n{quotations:?}\n{pairs:?}\n{hits:?}\n{lists}\n{texts:?}")
}

#[test]
fn everybody_is_shown_what_was_put_right() {
    let mut library = filled();
    let (document, quotations) = talks(&library);
    assert_eq!(quotations.len(), 2);
    let before = everything(&library);
    library.correct(vec![Correction::speaker(&document, &quotations[0], belko())]).unwrap();

    let after = library.quotation(&quotations[0].id).unwrap().unwrap();
    assert_eq!((after.speaker_id.as_deref(), after.by), (Some("belko"), By::Reader));
    assert_eq!(after.meeting, quotations[0].meeting);
    let summary = library.summary(&document.id).unwrap().unwrap();
    assert_eq!((summary.quotations, summary.sides), (2, [0, 2]));
    let speakers: Vec<_> = library.speakers().unwrap().into_iter().map(|s| (s.speaker_id, s.quotations)).collect();
    assert_eq!(speakers, [(Some("belko".to_owned()), 3)]);
    let of = |id: &str| Filter { speaker: Some(id.into()), ..Filter::default() };
    assert_eq!(library.quotations(&of("belko")).unwrap().len(), 3);
    assert_eq!(library.quotations(&of("arnes")).unwrap().len(), 0);
    assert!(library.pairs(GroupBy::Meeting, &Filter::default()).unwrap().iter().all(|pair| pair.left.is_none()));
    assert_eq!(library.search("grain", &of("belko"), 9).unwrap().len(), 1);
    let holds = library.holds().unwrap();
    assert_eq!(
        (holds[0][0].document_id.as_str(), holds[0][0].quotation.as_ref()),
        (document.id.as_str(), Some(&after.id))
    );

    library.correct(Vec::new()).unwrap();
    assert_eq!(everything(&library), before);
}

#[test]
fn a_missed_and_a_false_quotation_are_counted_right() {
    let mut library = filled();
    let (document, quotations) = talks(&library);
    let page = crate::correction::Page::new(&document);
    let spans = page.places("they spoke of grain for an hour");
    let missed = Correction::missed(&document, &spans, belko(), Kind::Reported, &quotations).unwrap();
    library.correct(vec![missed, Correction::no_quotation(&document, &quotations[1])]).unwrap();
    let (_, after) = talks(&library);
    assert_eq!(after.iter().map(|q| q.by).collect::<Vec<_>>(), [By::Reader, By::Rules]);
    assert_eq!(after[1].id, quotations[0].id);
    let summary = library.summary(&document.id).unwrap().unwrap();
    assert_eq!((summary.quotations, summary.sides), (2, [1, 0]));
    let quoted = library.search("they spoke", &Filter::default(), 9).unwrap().pop().unwrap().quotation;
    assert_eq!(quoted.as_ref(), Some(&after[0].id));
    assert_eq!(library.quotation(&quotations[1].id).unwrap(), None);
}

#[test]
fn a_date_moves_the_document_in_the_list_and_a_title_is_found() {
    let mut library = filled();
    let (document, _) = talks(&library);
    let later = Correction::of_document(&document, Change::Date { date: date(2001, 6, 1) });
    let title = Correction::of_document(&document, Change::Title { title: "Зерно в порту".into() });
    let names = |library: &Library| -> Vec<String> {
        library.documents(ALL).unwrap().iter().map(|summary| summary.document.to_string()).collect()
    };
    assert_eq!(names(&library), ["talks.md", "other.md"]);
    library.correct(vec![later, title]).unwrap();
    assert_eq!(names(&library), ["other.md", "talks.md"]);
    assert_eq!(library.position(&document.id).unwrap(), Some(1));
    assert_eq!(library.documents(Page { offset: 1, limit: 1 }).unwrap()[0].document_id, document.id);
    assert_eq!(library.find("зерно в").unwrap().len(), 1);
    assert_eq!(library.find("talks in").unwrap().len(), 0);
    assert_eq!(library.document(&document.id).unwrap().unwrap().published, Some(date(2001, 6, 1)));
    assert!(library.meetings().unwrap().iter().all(|meeting| meeting.documents == 0));
}

#[test]
fn a_language_decides_by_which_rules_a_document_is_read() {
    let mut library = Library::in_memory(corpus()).unwrap();
    let text = "---\nlanguage: de\n---\n\n\"We go to the port in the morning, all of us,\" Vida Arnes said.\n";
    library.add(&ingested("talks.md", text)).unwrap();
    let (document, quotations) = talks(&library);
    let quotations = quotations.len();
    let change = |language| vec![Correction::of_document(&document, Change::Language { language })];
    library.correct(change(Language::En)).unwrap();
    assert_eq!(talks(&library).1[0].speaker_id.as_deref(), Some("arnes"));
    assert_eq!(talks(&library).1[0].language, Language::En);
    library.correct(change(Language::Other)).unwrap();
    assert_eq!((talks(&library).1.len(), talks(&library).0.language), (0, Language::Other));
    library.correct(Vec::new()).unwrap();
    assert_eq!(talks(&library).1.len(), quotations);
}

#[test]
fn the_library_is_not_written_and_need_not_be_writable() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("library.db");
    let mut library = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
    library.add(&ingested("talks.md", TALKS)).unwrap();
    drop(library);
    let bytes = fs::read(&file).unwrap();
    for access in [Access::ReadOnly, Access::ReadWrite] {
        let mut library = Library::open(&file, corpus(), access).unwrap();
        let (document, quotations) = talks(&library);
        library.correct(vec![Correction::no_quotation(&document, &quotations[0])]).unwrap();
        assert_eq!(talks(&library).1.len(), 1);
        drop(library);
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}

#[test]
fn a_changed_file_and_a_document_that_comes_later_are_corrected_too() {
    let mut library = filled();
    let (document, quotations) = talks(&library);
    library.correct(vec![Correction::speaker(&document, &quotations[0], belko())]).unwrap();
    let changed = TALKS.replace("for an hour", "for two hours").replace("met Oren Belko", "saw Oren Belko");
    library.add(&ingested("talks.md", &changed)).unwrap();
    let holds = library.holds().unwrap().remove(0);
    assert_eq!(holds.len(), 2);
    for holds in holds {
        let quotation = library.quotation(&holds.quotation.unwrap()).unwrap().unwrap();
        assert_eq!((quotation.speaker_id.as_deref(), quotation.document_id), (Some("belko"), holds.document_id));
    }
    // Taken out, it is nowhere, and the correction is kept for when it comes back.
    for summary in library.find("talks.md").unwrap() {
        library.remove(&summary.document_id).unwrap();
    }
    assert_eq!(library.holds().unwrap(), [vec![]]);
    library.add(&ingested("talks.md", TALKS)).unwrap();
    assert_eq!(library.holds().unwrap()[0].len(), 1);
}

#[test]
fn the_same_words_elsewhere_stay_one_group() {
    let mut library = filled();
    library.add(&ingested("copy.md", &TALKS.replace("Talks in the port", "Port talks"))).unwrap();
    let (document, quotations) = talks(&library);
    assert!(quotations[0].group.is_some());
    library.correct(vec![Correction::speaker(&document, &quotations[0], belko())]).unwrap();
    assert_eq!(talks(&library).1[0].group, quotations[0].group);
}

#[test]
fn a_correction_more_or_less_shows_what_all_of_them_at_once_show() {
    let (mut step_by_step, mut at_once) = (filled(), filled());
    let (document, quotations) = talks(&step_by_step);
    let other = step_by_step.find("other.md").unwrap().pop().unwrap().document_id;
    let other = step_by_step.document(&other).unwrap().unwrap();
    let said = at_once.quotations_in(&other.id).unwrap().remove(0);
    let all = [
        Correction::speaker(&document, &quotations[0], belko()),
        Correction::no_quotation(&other, &said),
        Correction::of_document(&document, Change::Date { date: date(2001, 6, 1) }),
    ];
    let before = everything(&step_by_step);
    for upto in [1, 2, 3, 2, 3, 1, 0, 3] {
        step_by_step.correct(all[..upto].to_vec()).unwrap();
        at_once = filled();
        at_once.correct(all[..upto].to_vec()).unwrap();
        assert_eq!(everything(&step_by_step), everything(&at_once), "{upto}");
        assert_eq!(step_by_step.holds().unwrap(), at_once.holds().unwrap());
    }
    step_by_step.correct(Vec::new()).unwrap();
    assert_eq!(everything(&step_by_step), before);
}
