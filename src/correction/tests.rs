//! Corrections found again, applied, undone and merged. The people are invented.

#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{
    corpus::{Corpus, Office, Person, Side, Tenure, Words},
    document::{Paragraph, ParagraphKind},
    quotation::{By, extract},
    speaker::Cast,
};

fn corpus() -> Corpus {
    let person = |id: &str, en: &str, ru: &str| Person {
        id: id.into(),
        name: Words { en: vec![en.into()], ru: vec![ru.into()], ..Words::default() },
        offices: vec![Tenure { office: "bridges".into(), from: Some(date(2018, 1, 1)), ..Tenure::default() }],
        ..Person::default()
    };
    let side = |id: &str, member: &str| Side { id: id.into(), members: vec![member.into()], ..Side::default() };
    Corpus {
        sides: vec![side("north", "tamm"), side("south", "orlen")],
        offices: vec![Office { id: "bridges".into(), name: "Minister of Bridges".into(), ..Office::default() }],
        people: vec![person("tamm", "Kersti Tamm", "Керсти Тамм"), person("orlen", "Viktor Orlen", "Виктор Орлен")],
        ..Corpus::default()
    }
}

fn document(id: &str, paragraphs: &[&str]) -> Document {
    let text = |text: &&str| Paragraph { kind: ParagraphKind::Text, text: (*text).into() };
    Document {
        id: id.into(),
        name: "talks.txt".into(),
        published: Some(date(2021, 3, 3)),
        language: Language::En,
        paragraphs: paragraphs.iter().map(text).collect(),
        ..Document::default()
    }
}

const OPENING: &str =
    "Kersti Tamm met Viktor Orlen at the river in March, and the two spoke of the old bridge for an hour.";
const WINTER: &str = "\"We need a new bridge before the winter comes,\" Kersti Tamm said after the talks.";
const BANKS: &str = "Viktor Orlen said: \"The bridge must be paid for by both banks of the river.\"";

fn talks() -> Document {
    document("d1", &[OPENING, WINTER, BANKS])
}

fn found(document: &Document) -> Vec<Quotation> {
    extract(document, &Cast::new(&corpus()))
}

fn put(document: &Document, corrections: &[Correction]) -> (Vec<Quotation>, Vec<Outcome>) {
    let (corpus, mut corrected) = (corpus(), document.clone());
    let cast = Cast::new(&corpus);
    to_document(&mut corrected, corrections);
    let mut quotations = extract(&corrected, &cast);
    let outcomes = apply(&corrected, &mut quotations, corrections, &corpus, &cast);
    (quotations, outcomes)
}

fn called(name: &str) -> Speaker {
    let corpus = corpus();
    Speaker::called(name, &corpus, &Cast::new(&corpus)).unwrap()
}

/// The place of words that stand there once.
fn place(document: &Document, words: &str) -> Vec<Span> {
    let places = Page::new(document).places(words);
    assert_eq!(places.len(), 1, "{words}");
    places
}

#[test]
fn a_speaker_is_known_by_id_and_by_any_form_of_the_name() {
    for name in ["tamm", "Kersti Tamm", "kersti tamm", "Tamm", "Керсти Тамм", "Тамм"] {
        assert_eq!(called(name).id.as_deref(), Some("tamm"), "{name}");
    }
    assert_eq!(called("Виктора Орлена").name.as_deref(), Some("Viktor Orlen"));
    assert_eq!(called(" Ann  Case "), Speaker { name: Some("Ann Case".into()), id: None });
    let corpus = corpus();
    assert_eq!(Speaker::called(" \u{1b}[0m", &corpus, &Cast::new(&corpus)), Err(Refused::Nameless));
}

#[test]
fn namesakes_are_told_apart_by_id_only() {
    let mut corpus = corpus();
    let twin = Person {
        id: "tamm-2".into(),
        name: Words { en: vec!["Jaan Tamm".into()], ..Words::default() },
        ..Person::default()
    };
    corpus.people.push(twin);
    let cast = Cast::new(&corpus);
    assert!(matches!(Speaker::called("Tamm", &corpus, &cast), Err(Refused::Namesakes { .. })));
    assert_eq!(Speaker::called("tamm-2", &corpus, &cast).unwrap().name.as_deref(), Some("Jaan Tamm"));
}

#[test]
fn another_speaker_brings_side_and_office_along() {
    let talks = talks();
    let before = found(&talks);
    assert_eq!(before.iter().map(|q| q.speaker_id.as_deref()).collect::<Vec<_>>(), [Some("tamm"), Some("orlen")]);
    let correction = Correction::speaker(&talks, &before[0], called("orlen"));
    let (after, outcomes) = put(&talks, &[correction]);
    assert_eq!(outcomes, [Outcome::Done(Some(before[0].id.clone()))]);
    let first = &after[0];
    assert_eq!((first.speaker.as_deref(), first.side.as_deref()), (Some("Viktor Orlen"), Some("south")));
    assert_eq!(first.office.as_deref(), Some("Minister of Bridges"));
    assert_eq!((first.by, first.rule.as_str(), first.confidence), (By::Reader, "reader", 1.0));
    // The words named somebody else.
    assert_eq!((&first.mention, first.cue.as_deref()), (&None, Some("said")));
    assert_eq!(after[1], before[1]);
}

#[test]
fn nobody_and_somebody_unlisted_have_no_side() {
    let talks = talks();
    let quotation = &found(&talks)[0];
    let (nobody, _) = put(&talks, &[Correction::speaker(&talks, quotation, Speaker::nobody())]);
    assert_eq!((&nobody[0].speaker, &nobody[0].side, &nobody[0].office), (&None, &None, &None));
    let (other, _) = put(&talks, &[Correction::speaker(&talks, quotation, called("Ann Case"))]);
    assert_eq!((other[0].speaker.as_deref(), &other[0].speaker_id), (Some("Ann Case"), &None));
}

#[test]
fn what_is_none_is_gone_and_what_was_missed_is_there() {
    let talks = talks();
    let before = found(&talks);
    let none = Correction::no_quotation(&talks, &before[0]);
    assert_eq!(put(&talks, &[none]).0, before[1..]);

    let spans = place(&talks, "the two spoke of the old bridge");
    let missed = Correction::missed(&talks, &spans, called("tamm"), Kind::Reported, &before).unwrap();
    let (after, outcomes) = put(&talks, &[missed]);
    assert_eq!(after.len(), 3);
    assert_eq!((after[0].text.as_str(), after[0].kind), ("the two spoke of the old bridge", Kind::Reported));
    assert_eq!((after[0].paragraph, after[0].sentence.as_str()), (0, OPENING));
    assert_eq!((after[0].start, after[0].end, after[0].spans.as_slice()), (spans[0].start, spans[0].end, &spans[..]));
    assert_eq!(outcomes, [Outcome::Done(Some(after[0].id.clone()))]);
    assert_eq!(after[0].date, talks.published);
}

#[test]
fn a_boundary_is_other_words_of_the_same_paragraph() {
    let talks = talks();
    let before = found(&talks);
    let spans = place(&talks, "a new bridge before the winter");
    let words = Correction::words(&talks, &before[0], &spans, &before).unwrap();
    let (after, _) = put(&talks, std::slice::from_ref(&words));
    assert_eq!(after[0].text.as_str(), "a new bridge before the winter");
    assert_eq!((after[0].speaker_id.as_deref(), after[0].by), (Some("tamm"), By::Reader));
    assert_ne!(after[0].id, before[0].id);

    // What is said of it afterwards is said of the new words, and outlives the boundary.
    let speaker = Correction::speaker(&talks, &after[0], called("orlen"));
    assert_eq!(put(&talks, &[words, speaker.clone()]).0[0].speaker_id.as_deref(), Some("orlen"));
    assert_eq!(put(&talks, &[speaker]).0[0].text, before[0].text);
}

#[test]
fn words_that_cannot_be_meant_are_refused() {
    let talks = talks();
    let there = found(&talks);
    let elsewhere = place(&talks, "met Viktor Orlen at the river");
    assert_eq!(Correction::words(&talks, &there[0], &elsewhere, &there), Err(Refused::Elsewhere));
    assert_eq!(Correction::words(&talks, &there[0], &[], &there), Err(Refused::Wordless));
    let taken = place(&talks, "paid for by both banks");
    let missed = |spans: &[Span]| Correction::missed(&talks, spans, Speaker::nobody(), Kind::Direct, &there);
    assert!(matches!(missed(&taken), Err(Refused::Taken(_))));
    assert_eq!(missed(&[Span::new(3, 3)]), Err(Refused::Wordless));
}

#[test]
fn a_date_a_title_and_a_language_are_the_documents() {
    let mut talks = talks();
    let changes = [
        Change::Date { date: date(2017, 5, 1) },
        Change::Title { title: "The old bridge".into() },
        Change::Language { language: Language::En },
    ];
    let corrections: Vec<Correction> = changes.map(|change| Correction::of_document(&talks, change)).into();
    let (quotations, outcomes) = put(&talks, &corrections);
    assert_eq!(outcomes, [Outcome::Done(None), Outcome::Done(None), Outcome::Done(None)]);
    // Nobody was in office then.
    assert_eq!((&quotations[0].office, quotations[0].date), (&None, Some(date(2017, 5, 1))));
    assert!(to_document(&mut talks, &corrections));
    assert_eq!((talks.title.as_deref(), talks.published), (Some("The old bridge"), Some(date(2017, 5, 1))));
}

/// What is found of a correction of the first quotation in another version of the text.
fn again(change: impl Fn(&Document, &Quotation) -> Correction, other: &Document) -> (Vec<Quotation>, Vec<Outcome>) {
    let talks = talks();
    put(other, &[change(&talks, &found(&talks)[0])])
}

fn to_orlen(document: &Document, quotation: &Quotation) -> Correction {
    Correction::speaker(document, quotation, called("orlen"))
}

#[test]
fn words_that_moved_are_found() {
    let lead = "The river rose again on Wednesday, officials in both towns told reporters.";
    let moved = document("d2", &[lead, BANKS, OPENING, WINTER]);
    let (after, outcomes) = again(to_orlen, &moved);
    let last = after.last().unwrap();
    assert_eq!((last.speaker_id.as_deref(), last.by), (Some("orlen"), By::Reader));
    assert!(matches!(&outcomes[0], Outcome::Done(Some(id)) if *id == last.id));
}

#[test]
fn words_whose_surroundings_changed_a_little_are_found() {
    let changed =
        WINTER.replace("Kersti Tamm said after the talks.", "Kersti Tamm told reporters after the long talks.");
    let (after, outcomes) = again(to_orlen, &document("d2", &[OPENING, &changed, BANKS]));
    assert!(matches!(outcomes[0], Outcome::Done(Some(_))));
    assert_eq!(after[0].speaker_id.as_deref(), Some("orlen"));
}

#[test]
fn case_and_stress_do_not_hide_words() {
    let talks = document("d1", &["Он приехал в Сочи.", "«Всё идёт хорошо, и мы рады этому», — сказал Виктор Орлен."]);
    let spans = place(&talks, "Всё идёт хорошо, и мы рады этому");
    let passage = Passage::of(&talks, &spans);
    let other = document("d2", &["«Все иде́т хорошо, и мы рады этому», — сказал Виктор Орлен."]);
    let again = passage.find(&Page::new(&other), false).unwrap();
    assert_eq!(other.slice(again[0]), "Все иде́т хорошо, и мы рады этому");
}

#[test]
fn repeated_words_are_told_apart_by_what_stands_around_them() {
    let first = "Asked about money, the minister of Norland nodded. \"Yes\", she said to the press.";
    let second = "Asked about time, the mayor of the southern town smiled. \"Yes\", he said to the crowd.";
    let talks = document("d1", &[first, second]);
    let places = Page::new(&talks).places("yes");
    assert_eq!(places.len(), 2);
    let passage = Passage::of(&talks, &places[1..]);
    let swapped = document("d2", &["Something else stands here now.", second, "And here.", first]);
    let again = passage.find(&Page::new(&swapped), false).unwrap();
    assert_eq!(again, &Page::new(&swapped).places("yes")[..1]);
    // Where nothing around them is the same, two common words are not these two.
    let other = document("d2", &["\"Yes\", answered everybody in unison, and the meeting was over at once."]);
    assert_eq!(passage.find(&Page::new(&other), false), None);
}

#[test]
fn equal_places_are_told_apart_by_how_far_they_are() {
    let same = "\"No comment at all\", said the spokesman.";
    let talks = document("d1", &[same, same, same]);
    let places = Page::new(&talks).places("No comment at all");
    let passage = Passage::of(&talks, &places[2..]);
    assert_eq!(passage.find(&Page::new(&talks), true).unwrap(), &places[2..]);
    let shorter = document("d2", &[same, same]);
    assert_eq!(
        passage.find(&Page::new(&shorter), false).unwrap(),
        &Page::new(&shorter).places("No comment at all")[1..]
    );
}

#[test]
fn words_inside_of_longer_words_are_not_these_words() {
    let talks = document("d1", &["«мир», сказала она, «и примирение»"]);
    assert_eq!(Page::new(&talks).places("мир"), [Span::new(1, 4)]);
}

#[test]
fn segments_are_found_in_their_order() {
    let text = "\"We go\", she said, \"and we stay\". Later: \"and we stay\".";
    let talks = document("d1", &[text]);
    let runs = Page::new(&talks).runs(&["We go".into(), "and we stay".into()]);
    assert_eq!(runs, [vec![Span::new(1, 6), Span::new(20, 31)]]);
}

#[test]
fn what_is_lost_changes_nothing() {
    let other = document("d2", &["Nothing of the sort stands here.", BANKS]);
    let (after, outcomes) = again(to_orlen, &other);
    assert_eq!((after, outcomes), (found(&other), vec![Outcome::Lost]));
    let renamed = Document { name: "other.txt".into(), ..document("d2", &[OPENING, WINTER]) };
    assert_eq!(again(to_orlen, &renamed).1, [Outcome::Lost]);
}

#[test]
fn a_quotation_the_rules_no_longer_see_is_still_the_readers() {
    // Without marks there is nothing to extract, but the words are there.
    let plain = document("d2", &[OPENING, &WINTER.replace('"', ""), BANKS]);
    let (after, outcomes) = again(to_orlen, &plain);
    assert!(matches!(outcomes[0], Outcome::Done(Some(_))));
    assert_eq!((after[0].speaker_id.as_deref(), after[0].kind), (Some("orlen"), Kind::Direct));
}

#[test]
fn a_document_is_known_again_by_its_first_words() {
    let talks = talks();
    let correction = Correction::of_document(&talks, Change::Date { date: date(2020, 1, 1) });
    let mut longer = document("d2", &[OPENING, BANKS]);
    let mut other = document("d3", &["Another article under the same file name.", BANKS]);
    assert!(to_document(&mut longer, [&correction]));
    assert!(!to_document(&mut other, [&correction]));
    assert_eq!((longer.published, other.published), (Some(date(2020, 1, 1)), Some(date(2021, 3, 3))));
}

#[test]
fn a_line_of_an_export_is_read_back() {
    let talks = talks();
    let there = found(&talks);
    let spans = place(&talks, "the two spoke of the old bridge");
    let all = [
        Correction::speaker(&talks, &there[0], called("orlen")),
        Correction::speaker(&talks, &there[0], Speaker::nobody()),
        Correction::no_quotation(&talks, &there[1]),
        Correction::words(&talks, &there[0], &place(&talks, "a new bridge"), &there).unwrap(),
        Correction::missed(&talks, &spans, called("Ann Case"), Kind::Partial, &there).unwrap(),
        Correction::of_document(&talks, Change::Date { date: date(2020, 1, 1) }),
        Correction::of_document(&talks, Change::Title { title: "T".into() }),
        Correction::of_document(&talks, Change::Language { language: Language::Other }),
    ];
    for correction in all {
        let line = serde_json::to_string(&correction).unwrap();
        assert_eq!(serde_json::from_str::<Correction>(&line).unwrap(), correction, "{line}");
    }
    let newer = r#"{"document":"a\u001b[2Jb","document_id":"x","words":["w"],"stars":[3,"\u009b2J"],"change":{"what":"no-quotation"}}"#;
    let read: Correction = serde_json::from_str(newer).unwrap();
    assert_eq!((read.document.as_str(), &read.others["stars"]), ("ab", &serde_json::json!([3, ""])));
}

/// Some corrections, each made on what the ones before it left.
fn some(choices: &[(u8, usize)]) -> Vec<Correction> {
    let talks = talks();
    let mut made: Vec<Correction> = Vec::new();
    for (what, which) in choices {
        let (there, _) = put(&talks, &made);
        let Some(quotation) = there.get(which % there.len().max(1)) else { continue };
        let first = &talks.slice(quotation.spans[0]);
        let half = first.chars().count() / 2 + 1;
        let correction = match what % 5 {
            0 => Ok(Correction::speaker(&talks, quotation, called("Ann Case"))),
            1 => Ok(Correction::no_quotation(&talks, quotation)),
            2 => Correction::words(&talks, quotation, &[Span::new(quotation.start, quotation.start + half)], &there),
            3 => {
                let spans = [Span::new(*which, which + 9)];
                Correction::missed(&talks, &spans, Speaker::nobody(), Kind::Direct, &there)
            }
            _ => Ok(Correction::of_document(&talks, Change::Date { date: date(2020, 1, 1) })),
        };
        made.extend(correction);
    }
    made
}

proptest! {
    #[test]
    fn what_is_made_and_undone_leaves_nothing(choices in proptest::collection::vec((0_u8..5, 0_usize..60), 0..7)) {
        let (talks, all) = (talks(), some(&choices));
        let mut history = History::default();
        let shown = |history: &History| put(&talks, &history.active().cloned().collect::<Vec<_>>()).0;
        let mut stages = vec![shown(&history)];
        for correction in all {
            history.make(vec![correction]);
            stages.push(shown(&history));
        }
        let last = stages.len() - 1;
        for stage in stages.iter().rev().skip(1) {
            prop_assert!(history.undo().is_some());
            prop_assert_eq!(&shown(&history), stage);
        }
        prop_assert!(history.undo().is_none());
        for stage in stages.iter().skip(1) {
            prop_assert!(history.redo().is_some());
            prop_assert_eq!(&shown(&history), stage);
        }
        prop_assert!(history.redo().is_none() && history.active().count() == last);
    }

    #[test]
    fn what_holds_is_made_of_exact_words_in_order(choices in proptest::collection::vec((0_u8..5, 0_usize..200), 0..7)) {
        let talks = talks();
        let (quotations, _) = put(&talks, &some(&choices));
        for quotation in &quotations {
            let words: Vec<&str> = quotation.spans.iter().map(|span| talks.slice(*span)).collect();
            let segments: Vec<&str> = quotation.segments.iter().map(Clean::as_str).collect();
            prop_assert_eq!(words, segments);
        }
        for pair in quotations.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
    }
}

#[test]
fn a_new_step_ends_what_can_be_done_again() {
    let (talks, mut history) = (talks(), History::default());
    let title = |title: &str| vec![Correction::of_document(&talks, Change::Title { title: title.into() })];
    history.make(title("one"));
    history.undo();
    history.make(title("two"));
    assert!(history.redo().is_none());
    assert_eq!(history.active().count(), 1);
    history.make(Vec::new());
    assert!(history.undo().is_some() && history.undo().is_none());
}

#[test]
fn ones_own_wins_over_what_is_taken_over() {
    let talks = talks();
    let there = found(&talks);
    let own = Correction::speaker(&talks, &there[0], called("Ann Case"));
    let theirs = Correction::speaker(&talks, &there[0], called("orlen"));
    let also = Correction::speaker(&talks, &there[1], called("tamm"));
    let mut history = History::default();
    history.make(vec![own.clone()]);
    let taken = history.take_over(vec![own.clone(), theirs.clone(), also.clone()]);
    assert_eq!((taken.new, taken.known), (1, 1));
    assert_eq!(taken.conflicts, [(own.clone(), theirs)]);
    assert_eq!(history.active().collect::<Vec<_>>(), [&own, &also]);
    // In one step.
    history.undo();
    assert_eq!(history.active().collect::<Vec<_>>(), [&own]);
}

#[test]
fn no_quotation_contradicts_everything_said_of_the_same_words() {
    let talks = talks();
    let there = found(&talks);
    let none = Correction::no_quotation(&talks, &there[0]);
    let words = Correction::words(&talks, &there[0], &place(&talks, "before the winter comes"), &there).unwrap();
    let speaker = Correction::speaker(&talks, &there[0], called("orlen"));
    assert!(none.concerns_the_same(&words) && speaker.concerns_the_same(&none));
    assert!(!words.concerns_the_same(&speaker));
    assert!(!none.concerns_the_same(&Correction::no_quotation(&talks, &there[1])));
    assert!(!none.concerns_the_same(&Correction::of_document(&talks, Change::Title { title: "T".into() })));
}

#[test]
fn two_windows_keep_what_each_of_them_did() {
    let talks = talks();
    let title = |title: &str| vec![Correction::of_document(&talks, Change::Title { title: title.into() })];
    let mut saved = History::default();
    saved.make(title("one"));
    let (mut here, mut file) = (saved.clone(), saved.clone());
    file.make(title("theirs"));
    here.undo();
    here.make(title("mine"));
    here.merge(&saved, &mut file);
    let titles: Vec<_> = file.active().map(|correction| correction.change.clone()).collect();
    assert_eq!(titles, ["theirs", "mine"].map(|title| Change::Title { title: title.into() }));
    // Saved again, nothing is doubled.
    let once = file.clone();
    here.merge(&saved, &mut file);
    assert_eq!(file, once);
}
