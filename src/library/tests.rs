//! The store's laws, with invented people and quotations put in by hand; what befalls files is in [`files`].

#![allow(clippy::unwrap_used)]

mod corrected;
mod files;
mod judged;

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::{Access, Added, Error, Library, Page, Store, analysis::Analysis, schema};
use crate::{
    alignment::{self, GroupBy},
    corpus::{Corpus, Meeting, MeetingKind, Person, Side, Topic, Words},
    document::{Document, Paragraph, ParagraphKind},
    ingest::Ingested,
    language::Language,
    meeting::Assignment,
    quotation::{By, Filter, Kind, Quotation},
    text::{Clean, Span},
};

const ALL: Page = Page { offset: 0, limit: 1000 };

fn person(id: &str, name: &str) -> Person {
    Person { id: id.into(), name: Words { en: vec![name.into()], ..Words::default() }, ..Person::default() }
}

fn meeting(id: &str, day: Date, who: &[&str]) -> Meeting {
    Meeting {
        id: id.into(),
        date: day,
        place: Some("Port".into()),
        kind: MeetingKind::InPerson,
        participants: who.iter().map(|id| (*id).to_owned()).collect(),
        names: Words::default(),
        source: None,
        derived: false,
    }
}

fn corpus() -> Arc<Corpus> {
    let side = |id: &str, member: &str| Side { id: id.into(), members: vec![member.into()], ..Side::default() };
    let topic = |id: &str| Topic { id: id.into(), name: id.into(), ..Topic::default() };
    Arc::new(Corpus {
        sides: vec![side("north", "arnes"), side("south", "belko")],
        people: vec![person("arnes", "Vida Arnes"), person("belko", "Oren Belko")],
        meetings: vec![meeting("2001-05-02-port", date(2001, 5, 2), &["arnes", "belko"])],
        topics: vec![topic("grain"), topic("bridges")],
        ..Corpus::default()
    })
}

fn document(id: &str, published: Option<Date>) -> Document {
    let text = |kind, text: &str| Paragraph { kind, text: text.into() };
    Document {
        id: id.into(),
        name: format!("{id}.txt").into(),
        title: Some(format!("О зерне: {id}").into()),
        published,
        language: Language::Ru,
        source: Some("Вестник".into()),
        url: None,
        paragraphs: vec![
            text(ParagraphKind::Noise, "Поделиться: зерно"),
            text(ParagraphKind::Text, "«Мосты стоят, и ЗЕРНО идёт», — сказала Арнес в порту."),
            text(ParagraphKind::Text, "Больше ничего не сообщалось."),
        ],
    }
}

/// Words of paragraph 1 of [`document`].
fn quotation(document: &Document, id: &str, person: &str, side: Option<&str>) -> Quotation {
    Quotation {
        id: id.into(),
        document: document.name.clone(),
        document_id: document.id.clone(),
        language: document.language,
        kind: Kind::Direct,
        segments: vec!["Мосты стоят, и ЗЕРНО идёт".into()],
        text: "Мосты стоят, и ЗЕРНО идёт".into(),
        sentence: "«Мосты стоят, и ЗЕРНО идёт», — сказала Арнес в порту.".into(),
        paragraph: 1,
        spans: vec![Span::new(20, 45)],
        start: 20,
        end: 45,
        speaker: Some(person.into()),
        speaker_id: side.map(|_| person.to_lowercase()),
        side: side.map(str::to_owned),
        office: None,
        mention: Some("Арнес".into()),
        cue: Some("сказала".into()),
        rule: "cue-after".into(),
        confidence: 0.9,
        by: By::Rules,
        meeting: Some("2001-05-02-port".into()),
        date: Some(date(2001, 5, 2)),
        place: Some("Port".into()),
        topics: vec!["bridges".into(), "grain".into()],
        group: None,
        mention_span: Some(Span::new(57, 62)),
        cue_span: Some(Span::new(49, 56)),
    }
}

fn put(library: &mut Library, document: &Document, quotations: Vec<Quotation>, assignment: Assignment) -> Added {
    let added = library.put(vec![(document, Some(Analysis { quotations, assignment }))]).unwrap();
    library.regroup().unwrap();
    added.first().copied().unwrap()
}

fn at_meeting(id: &str) -> Assignment {
    Assignment { meeting: Some(id.into()), ..Assignment::default() }
}

#[test]
fn why_a_meeting_was_recognised_is_kept() {
    let mut library = Library::in_memory(corpus()).unwrap();
    let document = document("aa", Some(date(2001, 5, 9)));
    let steps: Vec<Clean> = vec!["names Arnes and Belko".into(), "in Port".into()];
    let reasons = vec![("2001-05-02-port".to_owned(), steps.clone())];
    put(&mut library, &document, Vec::new(), Assignment { reasons, ..at_meeting("2001-05-02-port") });
    assert_eq!(library.reasons(&document.id).unwrap(), [("2001-05-02-port".to_owned(), steps)]);
    assert!(library.reasons("nothing").unwrap().is_empty());
}

/// Three documents: at the meeting, by its own date (of a meeting formed from it), and undated.
fn filled(library: &mut Library) -> Vec<Quotation> {
    let first = document("aa", Some(date(2001, 5, 9)));
    let one = quotation(&first, "q1", "Arnes", Some("north"));
    let mut two = quotation(&first, "q2", "Belko", Some("south"));
    (two.kind, two.topics, two.mention_span) = (Kind::Reported, Vec::new(), None);
    put(library, &first, vec![one.clone(), two.clone()], at_meeting("2001-05-02-port"));

    let second = Document { language: Language::Uk, ..document("bb", Some(date(2001, 5, 3))) };
    let mut three = quotation(&second, "q3", "Ёлкина", None);
    (three.meeting, three.date) = (Some("2001-05-01-phone".into()), Some(date(2001, 5, 1)));
    three.topics = vec!["grain".into()];
    let derived = Meeting { derived: true, ..meeting("2001-05-01-phone", date(2001, 5, 1), &["belko", "stranger"]) };
    let assignment = Assignment { meeting: Some(derived.id.clone()), derived: vec![derived], ..Assignment::default() };
    put(library, &second, vec![three.clone()], assignment);

    let third = document("cc", None);
    let mut four = quotation(&third, "q4", "Arnes", Some("north"));
    (four.meeting, four.date, four.speaker, four.speaker_id) = (None, None, None, None);
    put(library, &third, vec![four.clone()], Assignment::default());
    let mut all = vec![three, one, two, four];
    alignment::groups(&mut all, library.corpus());
    assert!(all.iter().any(|quotation| quotation.group.is_some()));
    all
}

fn in_memory() -> (Library, Vec<Quotation>) {
    let mut library = Library::in_memory(corpus()).unwrap();
    let quotations = filled(&mut library);
    (library, quotations)
}

fn ids(library: &Library, page: Page) -> Vec<String> {
    library.documents(page).unwrap().into_iter().map(|summary| summary.document_id).collect()
}

fn count(library: &Library, table: &str) -> usize {
    library.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[test]
fn adding_is_idempotent_by_content() {
    let mut library = Library::in_memory(corpus()).unwrap();
    let ingested = |id: &str, name: &str| Ingested {
        document: Document { name: name.into(), ..document(id, None) },
        warnings: Vec::new(),
    };
    assert_eq!(library.add(&ingested("aa", "one")).unwrap(), Added::New);
    let revision = library.revision().unwrap();
    assert_eq!(library.add(&ingested("aa", "another")).unwrap(), Added::Known);
    assert_eq!(library.revision().unwrap(), revision);
    let many = [ingested("bb", "two"), ingested("bb", "two"), ingested("aa", "one"), ingested("cc", "two")];
    assert_eq!(library.add_many(&many).unwrap(), [Added::New, Added::Known, Added::Known, Added::New]);
    assert_eq!(library.len().unwrap(), 3);
    assert_eq!(library.summary("aa").unwrap().unwrap().document, "one");
}

#[test]
fn everything_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new folder/лібра 100%?#.db");
    let mut library = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
    let quotations = filled(&mut library);
    drop(library);
    for access in [Access::ReadWrite, Access::ReadOnly] {
        let library = Library::open(&file, corpus(), access).unwrap();
        assert_eq!(library.read_only(), access == Access::ReadOnly);
        assert_eq!(library.quotations(&Filter::default()).unwrap(), quotations);
        assert_eq!(library.quotation("q3").unwrap().as_ref(), quotations.first());
        assert_eq!(library.quotations_in("aa").unwrap(), quotations[1..3]);
        assert_eq!(library.document("aa").unwrap(), Some(document("aa", Some(date(2001, 5, 9)))));
        assert_eq!(library.document("zz").unwrap(), None);
        assert_eq!(library.quotation("zz").unwrap(), None);
    }
}

#[test]
fn what_is_removed_leaves_nothing_behind() {
    let (mut library, _) = in_memory();
    for id in ["aa", "bb", "cc"] {
        assert!(library.remove(id).unwrap());
        assert!(!library.remove(id).unwrap());
    }
    for table in ["documents", "texts", "quotations", "quotation_topics", "meetings"] {
        assert_eq!(count(&library, table), 0, "{table}");
    }
}

#[test]
fn the_list_is_by_date_then_name_undated_last() {
    let (mut library, _) = in_memory();
    put(&mut library, &document("b0", Some(date(2001, 5, 1))), Vec::new(), Assignment::default());
    put(&mut library, &document("a0", None), Vec::new(), Assignment::default());
    assert_eq!(ids(&library, ALL), ["b0", "bb", "aa", "a0", "cc"]);
    assert_eq!(ids(&library, Page { offset: 1, limit: 2 }), ["bb", "aa"]);
    assert_eq!(ids(&library, Page { offset: 4, limit: 2 }), ["cc"]);
    assert_eq!(ids(&library, Page { offset: 9, limit: 2 }), Vec::<String>::new());
    for (row, id) in ids(&library, ALL).iter().enumerate() {
        assert_eq!(library.position(id).unwrap(), Some(row));
    }
    assert_eq!(library.position("zz").unwrap(), None);

    let summary = library.summary("aa").unwrap().unwrap();
    assert_eq!((summary.quotations, summary.sides), (2, [1, 0]));
    assert_eq!(summary.date, Some(date(2001, 5, 2)));
    assert_eq!(summary.published, Some(date(2001, 5, 9)));
    assert_eq!(library.summary("cc").unwrap().unwrap().date, None);
}

#[test]
fn pages_come_from_an_index() {
    let (library, _) = in_memory();
    let plan = "EXPLAIN QUERY PLAN SELECT d.name FROM documents AS d ORDER BY d.day, d.name, d.id LIMIT 50 OFFSET 100";
    let plan: String = library.connection.query_row(plan, [], |row| row.get(3)).unwrap();
    assert!(plan.contains("documents_listed"), "{plan}");
}

#[test]
fn documents_are_found_by_id_name_and_title() {
    let (library, _) = in_memory();
    let found = |name: &str| -> Vec<String> {
        library.find(name).unwrap().into_iter().map(|summary| summary.document_id).collect()
    };
    assert_eq!(found("aa"), ["aa"]);
    assert_eq!(found("bb.txt"), ["bb"]);
    assert_eq!(found("BB.T"), ["bb"]);
    assert_eq!(found("ЗЕРНЕ"), ["bb", "aa", "cc"]);
    for nothing in ["", "  ", "%", "_", "txt'--", "\0"] {
        assert_eq!(found(nothing), Vec::<String>::new(), "{nothing:?}");
    }
}

#[test]
fn a_filter_asks_the_same_of_the_engine_as_of_a_quotation() {
    let (library, quotations) = in_memory();
    let word = |word: &str| Some(word.to_owned());
    let none = Filter::default;
    let filters = [
        none(),
        Filter { speaker: word("arnes"), ..none() },
        Filter { speaker: word("ELK"), ..none() },
        Filter { speaker: word("елкин"), ..none() },
        Filter { speaker: word("%"), ..none() },
        Filter { side: word("south"), ..none() },
        Filter { meeting: word("2001-05-01-phone"), ..none() },
        Filter { topic: word("grain"), ..none() },
        Filter { topic: word("bridges"), kind: Some(Kind::Direct), side: word("north"), ..none() },
        Filter { language: Some(Language::Uk), ..none() },
        Filter { kind: Some(Kind::Reported), ..none() },
        Filter { since: Some(date(2001, 5, 2)), ..none() },
        Filter { until: Some(date(2001, 5, 1)), ..none() },
        Filter { since: Some(date(2001, 5, 1)), until: Some(date(2001, 5, 2)), speaker: word("belko"), ..none() },
    ];
    for filter in filters {
        let wanted: Vec<Quotation> = quotations.iter().filter(|quotation| filter.matches(quotation)).cloned().collect();
        assert_eq!(library.quotations(&filter).unwrap(), wanted, "{filter:?}");
    }
}

#[test]
fn meetings_are_those_of_the_corpus_and_of_documents() {
    let (mut library, _) = in_memory();
    let again = Meeting { derived: true, ..meeting("2001-05-01-phone", date(2001, 5, 1), &["arnes"]) };
    let assignment = Assignment { meeting: Some(again.id.clone()), derived: vec![again], ..Assignment::default() };
    put(&mut library, &document("dd", None), Vec::new(), assignment);
    let meetings = library.meetings().unwrap();
    let shown: Vec<_> = meetings
        .iter()
        .map(|meeting| (meeting.meeting.as_str(), meeting.documents, meeting.quotations, meeting.derived))
        .collect();
    assert_eq!(shown, [("2001-05-01-phone", 2, 1, true), ("2001-05-02-port", 1, 2, false)]);
    let participants: Vec<&str> = meetings.first().unwrap().participants.iter().map(Clean::as_str).collect();
    assert_eq!(participants, ["Oren Belko", "stranger", "Vida Arnes"]);
    assert!(library.meeting("2001-05-01-phone").unwrap().unwrap().derived);
    assert!(!library.meeting("2001-05-02-port").unwrap().unwrap().derived);
    assert_eq!(library.meeting("2001-05-03-port").unwrap(), None);
}

#[test]
fn speakers_and_topics_are_counted() {
    let (library, _) = in_memory();
    let speakers: Vec<_> = library
        .speakers()
        .unwrap()
        .into_iter()
        .map(|speaker| (speaker.speaker.to_string(), speaker.side, speaker.quotations, speaker.documents))
        .collect();
    let side = |id: &str| Some(id.to_owned());
    let expected =
        [("Arnes".into(), side("north"), 1, 1), ("Belko".into(), side("south"), 1, 1), ("Ёлкина".into(), None, 1, 1)];
    assert_eq!(speakers, expected);
    let topics: Vec<_> = library.topics().unwrap().into_iter().map(|topic| (topic.topic, topic.quotations)).collect();
    assert_eq!(topics, [("grain".to_owned(), 3), ("bridges".to_owned(), 2)]);
}

#[test]
fn hits_know_their_place_and_their_quotation() {
    let (library, _) = in_memory();
    let found = |query: &str, filter: &Filter| library.search(query, filter, 10).unwrap();
    let hits = found("зерно", &Filter::default());
    assert_eq!(hits.iter().map(|hit| hit.document_id.as_str()).collect::<Vec<_>>(), ["bb", "aa", "cc"]);
    let hit = hits.first().unwrap();
    assert_eq!((hit.paragraph, hit.quotation.as_deref()), (1, Some("q3")));
    assert_eq!(document("bb", None).slice(Span::new(hit.start, hit.end)), "ЗЕРНО");
    assert_eq!(found("порту", &Filter::default()).first().unwrap().quotation, None);

    let of = |filter: Filter| found("зерно", &filter).len();
    assert_eq!(of(Filter { language: Some(Language::Ru), ..Filter::default() }), 2);
    assert_eq!(of(Filter { side: Some("north".into()), ..Filter::default() }), 2);
    assert_eq!(of(Filter { until: Some(date(2001, 5, 1)), ..Filter::default() }), 1);
    let north = Filter { side: Some("north".into()), ..Filter::default() };
    assert_eq!(found("порту", &north), []);
    let may = Filter { meeting: Some("2001-05-02-port".into()), ..Filter::default() };
    assert_eq!(found("порту", &may).len(), 1);
    assert_eq!(library.search("зерно", &Filter::default(), 2).unwrap().len(), 2);
}

#[test]
fn pairs_follow_every_change() {
    let (mut library, _) = in_memory();
    let named = |library: &Library| -> Vec<String> {
        let pairs = library.pairs(GroupBy::Meeting, &Filter::default()).unwrap();
        pairs.iter().flat_map(|pair| [pair.left.clone(), pair.right.clone()]).flatten().collect()
    };
    assert!(named(&library).iter().all(|id| library.quotation(id).unwrap().is_some()));
    assert_eq!(named(&library), named(&library));
    library.remove("aa").unwrap();
    assert!(!named(&library).iter().any(|id| id == "q1" || id == "q2"));
    let wanted = Filter { side: Some("south".into()), ..Filter::default() };
    assert!(library.pairs(GroupBy::Meeting, &wanted).unwrap().is_empty());
}

#[test]
fn a_change_that_fails_changes_nothing() {
    let (mut library, quotations) = in_memory();
    let fail = "CREATE TEMP TRIGGER fail BEFORE INSERT ON quotations WHEN new.id = 'bad' \
                BEGIN SELECT raise(ABORT, 'no'); END";
    library.connection.execute_batch(fail).unwrap();
    let revision = library.revision().unwrap();
    let (good, bad) = (document("dd", None), document("ee", None));
    let analysis = |document: &Document, id: &str| {
        let quotations = vec![quotation(document, id, "Arnes", None)];
        Some(Analysis { quotations, ..Analysis::default() })
    };
    library.put(vec![(&good, analysis(&good, "good")), (&bad, analysis(&bad, "bad"))]).unwrap_err();
    assert_eq!(library.len().unwrap(), 3);
    assert_eq!(library.quotations(&Filter::default()).unwrap(), quotations);
    assert_eq!(library.revision().unwrap(), revision);
}
