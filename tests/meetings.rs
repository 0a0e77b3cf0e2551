//! Meetings of documents and quotations, on an invented corpus of two invented countries.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;

use jiff::civil::{Date, date};
use visavis::{
    corpus::{Corpus, MeetingKind},
    document::{Document, Paragraph, ParagraphKind},
    language::Language,
    meeting::{Assignment, assign},
    quotation::{Quotation, extract},
    speaker::Cast,
    text::Clean,
};

fn corpus() -> Corpus {
    Corpus::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetings_corpus")).unwrap()
}

fn document(language: Language, published: Option<Date>, title: &str, paragraphs: &[&str]) -> Document {
    let paragraph = |text: &&str| Paragraph { kind: ParagraphKind::Text, text: (*text).into() };
    Document {
        id: "0123456789abcdef".into(),
        name: "invented.txt".into(),
        title: (!title.is_empty()).then(|| title.into()),
        published,
        language,
        paragraphs: paragraphs.iter().map(paragraph).collect(),
        ..Document::default()
    }
}

fn read(document: &Document) -> (Assignment, Vec<Quotation>) {
    let corpus = corpus();
    let mut quotations = extract(document, &Cast::new(&corpus));
    let assignment = assign(document, &mut quotations, &corpus);
    (assignment, quotations)
}

fn meeting_of(language: Language, published: Option<Date>, title: &str, paragraphs: &[&str]) -> Option<String> {
    read(&document(language, published, title, paragraphs)).0.meeting
}

#[test]
fn place_people_and_weekday_are_enough_where_one_meeting_fits() {
    let document = document(
        Language::Uk,
        None,
        "Орлін зустрівся з Брук у Бергені",
        &[
            "Переговори почалися у вівторок. Міністр Павло Орлін і міністр Анна Брук говорили про рибу.",
            "«Ми готові ділити квоти чесно», — сказав Орлін.",
        ],
    );
    let (assignment, quotations) = read(&document);
    assert_eq!(assignment.meeting.as_deref(), Some("2011-05-17-bergen"));
    let evidence: Vec<&str> = assignment.evidence.iter().map(Clean::as_str).collect();
    assert_eq!(
        evidence,
        [
            "names Pavel Orlin and Anna Brook",
            "opens with an encounter of them",
            "“вівторок” fits: 17 May 2011 was such a day",
            "in Bergen"
        ]
    );
    assert_eq!(quotations.len(), 1);
    assert_eq!(quotations[0].meeting.as_deref(), Some("2011-05-17-bergen"));
    assert_eq!(quotations[0].date, Some(date(2011, 5, 17)));
    assert_eq!(quotations[0].place.as_deref(), Some("Bergen"));
}

#[test]
fn of_several_that_fit_alike_none_is_guessed() {
    let title = "Orlin and Brook hold talks in Vienna";
    let lead = ["Pavel Orlin met Anna Brook in Vienna to talk about herring."];
    assert_eq!(meeting_of(Language::En, None, title, &lead), None);
    let dated = ["Pavel Orlin met Anna Brook in Vienna on June 21 to talk about herring."];
    assert_eq!(meeting_of(Language::En, None, title, &dated).as_deref(), Some("2012-06-21-vienna"));
    let published = meeting_of(Language::En, Some(date(2012, 2, 15)), title, &lead);
    assert_eq!(published.as_deref(), Some("2012-02-14-vienna"));
}

#[test]
fn a_call_needs_a_word_about_its_day() {
    let lead = ["Состоялся телефонный разговор Павла Орлина с Анной Брук."];
    assert_eq!(meeting_of(Language::Ru, None, "", &lead), None);
    assert_eq!(meeting_of(Language::Ru, Some(date(2011, 9, 3)), "", &lead).as_deref(), Some("2011-09-02-phone"));
    let dated = ["Телефонный разговор Павла Орлина с Анной Брук состоялся 20 ноября."];
    assert_eq!(meeting_of(Language::Ru, None, "", &dated).as_deref(), Some("2011-11-20-phone"));
}

#[test]
fn an_office_is_whoever_held_it_on_the_day() {
    let lead = [
        "Министр иностранных дел Нордии и министр иностранных дел Судии встретились в Бергене 17 мая 2011 года.",
        "«Рыба не знает границ», — сказал нордийский министр иностранных дел.",
    ];
    let (assignment, _) = read(&document(Language::Ru, None, "", &lead));
    assert_eq!(assignment.meeting.as_deref(), Some("2011-05-17-bergen"));
    assert!(assignment.evidence.iter().any(|step| step == "Sudian Foreign Minister was then Anna Brook"));
    assert_eq!(assignment.reasons, [("2011-05-17-bergen".to_owned(), assignment.evidence.clone())]);
    // Where the holder is named, the office is that person: two years before it was somebody else.
    let named = ["Министр иностранных дел Судии Анна Брук встретилась в Бергене с Павлом Орлиным 10 июня 2009 года."];
    assert_eq!(meeting_of(Language::Ru, None, "", &named).as_deref(), Some("2009-06-10-bergen-2"));
}

#[test]
fn an_office_is_the_person_named_for_it_elsewhere() {
    let lead = [
        "Министр иностранных дел Нордии и министр иностранных дел Судии вчера обсудили по телефону квоты.",
        "8 декабря 2010 года Орлин и Брук встречались в Лиссабоне. «Рыбы хватит всем», — сказал тогда Орлин.",
    ];
    let published = Some(date(2011, 9, 3));
    assert_eq!(meeting_of(Language::Ru, published, "", &lead).as_deref(), Some("2011-09-02-phone"));
}

#[test]
fn the_day_named_counts_before_the_day_of_the_article() {
    let lead = ["Pavel Orlin met Anna Brook in Lisbon on Tuesday."];
    let meeting = meeting_of(Language::En, Some(date(2013, 3, 6)), "Orlin meets Brook in Lisbon", &lead);
    assert_eq!(meeting.as_deref(), Some("2013-03-05-lisbon"));
}

#[test]
fn a_passage_that_looks_back_ends_where_the_text_returns() {
    let document = document(
        Language::En,
        Some(date(2012, 2, 15)),
        "Orlin meets Brook in Vienna",
        &[
            "Pavel Orlin met Anna Brook in Vienna on Tuesday.",
            "On May 17, 2011 the two had met in Bergen. “Fish are fish,” Orlin said then.",
            "“This time we have agreed on the herring,” Orlin said in the evening on Tuesday.",
        ],
    );
    let (_, quotations) = read(&document);
    let meetings: Vec<Option<&str>> = quotations.iter().map(|one| one.meeting.as_deref()).collect();
    assert_eq!(meetings, [Some("2011-05-17-bergen"), Some("2012-02-14-vienna")]);
}

#[test]
fn people_alone_prove_nothing() {
    let lead = ["Pavel Orlin criticised Anna Brook over herring.", "“Fish are fish,” Orlin said."];
    let (assignment, quotations) = read(&document(Language::En, Some(date(2011, 5, 18)), "", &lead));
    assert_eq!(assignment, Assignment::default());
    assert_eq!(quotations[0].meeting, None);
    assert_eq!(quotations[0].date, Some(date(2011, 5, 18)));
}

#[test]
fn a_passage_that_looks_back_belongs_to_the_meeting_it_tells_of() {
    let document = document(
        Language::Ru,
        None,
        "",
        &[
            "Состоялся телефонный разговор министра Павла Орлина и министра Анны Брук.",
            "«Мы обсудили квоты после ярмарки, прошедшей 29 августа», — сказала Брук.",
            "В декабре прошлого года Павел Орлин провел в Лиссабоне переговоры с Оскаром Тарном. «Гавань открыта для всех», — \
         заявил тогда Орлин.",
            "«Рыба не знает границ, и делить ее надо честно», — добавил Орлин.",
        ],
    );
    let (assignment, quotations) = read(&document);
    assert_eq!(assignment.meeting.as_deref(), Some("2011-09-02-phone"));
    let meetings: Vec<Option<&str>> = quotations.iter().map(|one| one.meeting.as_deref()).collect();
    // The talks with a third person of that day are counted with the meeting of both sides.
    assert_eq!(meetings, [Some("2011-09-02-phone"), Some("2010-12-08-lisbon"), Some("2010-12-08-lisbon")]);
    assert!(assignment.evidence.iter().any(|line| line.contains("29 августа") && line.contains("4 days before")));
    assert!(assignment.evidence.iter().any(|line| line.contains("декабре прошлого года")));
}

#[test]
fn a_part_of_its_own_may_name_the_other_day_later() {
    let mut document = document(
        Language::Ru,
        Some(date(2011, 9, 2)),
        "",
        &[
            "Павел Орлин и Анна Брук 2 сентября обсудили по телефону квоты.",
            "Что Орлин говорил в Лиссабоне",
            "О квотах шла речь и 8 декабря 2010 года, когда Орлин приезжал в Лиссабон. Там он провел переговоры с Брук.",
            "Итог он подвел так: «Рыба не знает границ, и делить ее надо честно».",
        ],
    );
    document.paragraphs[1].kind = ParagraphKind::Heading;
    let (assignment, quotations) = read(&document);
    assert_eq!(assignment.meeting.as_deref(), Some("2011-09-02-phone"));
    assert_eq!(quotations[0].meeting.as_deref(), Some("2010-12-08-lisbon"));
}

#[test]
fn a_day_named_on_the_way_does_not_carry_over() {
    let document = document(
        Language::En,
        Some(date(2012, 2, 14)),
        "Orlin meets Brook in Vienna",
        &[
            "Pavel Orlin met Anna Brook in Vienna on Tuesday.",
            "The talks were hard, since the two last met in Bergen on May 17, 2011, where Orlin left early.",
            "“Fish are fish,” Orlin said.",
        ],
    );
    let (_, quotations) = read(&document);
    assert_eq!(quotations[0].meeting.as_deref(), Some("2012-02-14-vienna"));
}

#[test]
fn a_reminder_of_the_same_day_changes_nothing() {
    let document = document(
        Language::Uk,
        Some(date(2011, 5, 17)),
        "Орлін і Брук зустрілися у Бергені",
        &[
            "Павло Орлін і Анна Брук провели переговори у Бергені.",
            "Нагадаємо, сьогодні зустріч у Бергені почав Орлін. «Ми чекали цього довго», — сказав він.",
        ],
    );
    let (_, quotations) = read(&document);
    assert!(!quotations.is_empty());
    assert!(quotations.iter().all(|one| one.meeting.as_deref() == Some("2011-05-17-bergen")));
}

#[test]
fn what_no_list_knows_forms_a_meeting_of_its_own() {
    let document = document(
        Language::En,
        Some(date(2013, 3, 6)),
        "",
        &["Pavel Orlin met Anna Brook in Lisbon on Tuesday.", "“The harbour is open,” Brook said."],
    );
    let (assignment, quotations) = read(&document);
    assert_eq!(assignment.meeting.as_deref(), Some("2013-03-05-lisbon"));
    let derived = &assignment.derived[0];
    assert!(derived.derived && derived.kind == MeetingKind::InPerson && derived.date == date(2013, 3, 5));
    assert_eq!(derived.participants, ["orlin", "haley-brook"]);
    assert_eq!(quotations[0].meeting.as_deref(), Some("2013-03-05-lisbon"));
    assert_eq!(quotations[0].place.as_deref(), Some("Lisbon"));
}

#[test]
fn a_place_of_no_meeting_yet_is_one_all_the_same() {
    let lead = ["Павел Орлин и Анна Брук встретились во вторник в Улан-Баторе."];
    let meeting = meeting_of(Language::Ru, Some(date(2013, 3, 6)), "", &lead);
    assert_eq!(meeting.as_deref(), Some("2013-03-05-ulaanbaatar"));
}

#[test]
fn what_is_only_planned_forms_none() {
    let lead = ["Pavel Orlin will meet Anna Brook in Lisbon on Friday."];
    assert_eq!(meeting_of(Language::En, Some(date(2013, 3, 6)), "", &lead), None);
}

#[test]
fn noise_tells_nothing() {
    let mut document =
        document(Language::En, None, "", &["Pavel Orlin and Anna Brook spoke.", "In Bergen, May 17, 2011: talks"]);
    document.paragraphs[1].kind = ParagraphKind::Noise;
    assert_eq!(read(&document).0.meeting, None);
}

mod laws {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use visavis::alignment::{GroupBy, align, groups, topics};

    use super::*;

    static CORPUS: LazyLock<(Corpus, Cast)> = LazyLock::new(|| {
        let corpus = corpus();
        let cast = Cast::new(&corpus);
        (corpus, cast)
    });

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// No text makes it stop, and what it names is there.
        #[test]
        fn any_text_is_read(
            paragraphs in proptest::collection::vec(
                "(\\PC{0,40}|Orlin met Brook in Lisbon|on May 99|31 февраля|12.05.2015|в декабре|“[a-z ]{5,20}”, Orlin said\\. ){0,6}",
                0..6,
            ),
            published in proptest::option::of(-20_000_i32..20_000),
        ) {
            let (corpus, cast) = &*CORPUS;
            let published = published.and_then(|days| date(2012, 1, 1).checked_add(jiff::Span::new().days(days)).ok());
            let texts: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let document = document(Language::En, published, "", &texts);
            let mut quotations = extract(&document, cast);
            let assignment = assign(&document, &mut quotations, corpus);
            let known = |id: &String| {
                corpus.meeting(id).is_some() || assignment.derived.iter().any(|meeting| meeting.id == *id)
            };
            prop_assert!(assignment.meeting.iter().all(known));
            prop_assert!(quotations.iter().filter_map(|one| one.meeting.as_ref()).all(known));
            prop_assert!(assignment.meeting.is_none() || !assignment.evidence.is_empty());
            topics(&mut quotations, corpus);
            groups(&mut quotations, corpus);
            for group_by in [GroupBy::Meeting, GroupBy::Topic] {
                for pair in align(&quotations, corpus, group_by) {
                    let both = pair.left.is_some() && pair.right.is_some();
                    prop_assert_eq!(both, pair.score.is_some());
                    prop_assert_eq!(both, !pair.why.terms.is_empty());
                }
            }
        }
    }
}
