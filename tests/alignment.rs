//! Topics, groups and pairs, on an invented corpus of two invented countries.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;

use jiff::civil::date;
use visavis::{
    alignment::{GroupBy, Pair, Why, align, groups, topics},
    corpus::Corpus,
    language::Language,
    quotation::{Kind, Quotation},
    text::Clean,
};

fn corpus() -> Corpus {
    Corpus::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetings_corpus")).unwrap()
}

/// `who` is `n` for the left side, `s` for the right one; each quotation in a document of its own.
fn say(id: &str, who: &str, meeting: &str, text: &str) -> Quotation {
    let (speaker, side) = if who == "n" { ("orlin", "nordia") } else { ("haley-brook", "sudia") };
    Quotation {
        id: id.into(),
        document: id.into(),
        document_id: id.into(),
        language: Language::En,
        segments: vec![text.into()],
        text: text.into(),
        sentence: Clean::new(&format!("“{text}” they said.")),
        end: text.chars().count(),
        speaker: Some(speaker.into()),
        speaker_id: Some(speaker.into()),
        side: Some(side.into()),
        rule: "turn".into(),
        confidence: 1.0,
        meeting: Some(meeting.into()),
        date: meeting.get(..10).and_then(|day| day.parse().ok()),
        ..Quotation::default()
    }
}

fn derived(mut quotations: Vec<Quotation>) -> Vec<Quotation> {
    let corpus = corpus();
    topics(&mut quotations, &corpus);
    groups(&mut quotations, &corpus);
    quotations
}

fn are_one(a: &str, b: &str) -> bool {
    let said = derived(vec![say("a", "n", "2011-05-17-bergen", a), say("b", "n", "2011-05-17-bergen", b)]);
    said[0].group.is_some() && said[0].group == said[1].group
}

const FISH: &str = "We will never give up the herring quotas that our people were promised two years ago.";

#[test]
fn topics_the_strongest_first_and_none_where_nothing_says_so() {
    let said = derived(vec![
        say("a", "n", "2011-05-17-bergen", "The harbour stays open, and the fish will be shared, ship by ship."),
        say("b", "n", "2011-05-17-bergen", "This agreement is a good one."),
        say("c", "n", "2011-05-17-bergen", "Квоты на сельдь надо делить честно."),
    ]);
    assert_eq!(said[0].topics, ["harbour", "fish"]);
    assert!(said[1].topics.is_empty());
    assert_eq!(said[2].topics, ["fish"]);
}

#[test]
fn a_fragment_has_the_topics_of_its_sentence() {
    let mut fragment = say("a", "n", "2011-05-17-bergen", "a dead end");
    fragment.kind = Kind::Partial;
    fragment.sentence = "He called the harbour talks “a dead end”.".into();
    assert_eq!(derived(vec![fragment])[0].topics, ["harbour"]);
}

#[test]
fn the_same_words_are_one_whether_cut_or_translated() {
    assert!(are_one(FISH, FISH));
    assert!(are_one(FISH, "“We will never give up the herring quotas …”"));
    assert!(are_one(FISH, "Мы никогда не откажемся от квот на сельдь, которые обещали нашим людям два года назад."));
    assert!(are_one(
        "Ми ніколи не відмовимося від квот на оселедець, які обіцяли нашим людям два роки тому.",
        "Мы никогда не откажемся от квот на сельдь, которые обещали нашим людям два года назад."
    ));
    assert!(!are_one(FISH, "The harbour must stay open for every ship of both countries."));
}

#[test]
fn a_number_a_negation_or_another_actor_keeps_apart() {
    let quota = "Nordia is ready to share 40 per cent of the herring quota with its partners.";
    assert!(are_one(quota, "Нордия готова разделить 40 процентов квоты на сельдь со своими партнерами."));
    assert!(!are_one(quota, "Нордия готова разделить 30 процентов квоты на сельдь со своими партнерами."));
    assert!(!are_one(quota, "Нордия не готова разделить 40 процентов квоты на сельдь со своими партнерами."));
    assert!(!are_one(quota, "Судия готова разделить 40 процентов квоты на сельдь со своими партнерами."));
    assert!(!are_one(quota, "Nordia is not ready to share 40 per cent of the herring quota with its partners."));
    assert!(!are_one(
        "Nordia promised to leave the harbour before Sudia does.",
        "Sudia promised to leave the harbour before Nordia does."
    ));
}

#[test]
fn speakers_the_corpus_knows_are_kept_apart_and_paraphrases_left_out() {
    let said = derived(vec![say("a", "n", "2011-05-17-bergen", FISH), say("b", "s", "2011-05-17-bergen", FISH)]);
    assert!(said.iter().all(|one| one.group.is_none()));
    let mut reported = say("b", "n", "2011-05-17-bergen", FISH);
    reported.kind = Kind::Reported;
    let said = derived(vec![say("a", "n", "2011-05-17-bergen", FISH), reported]);
    assert!(said.iter().all(|one| one.group.is_none()));
}

fn pairs(quotations: &[Quotation], group_by: GroupBy) -> Vec<Pair<String>> {
    let pairs = align(quotations, &corpus(), group_by).into_iter();
    pairs.map(|pair| pair.map(|index| quotations[index].id.clone())).collect()
}

fn sides(pairs: &[Pair<String>]) -> Vec<(&str, &str)> {
    let id = |side: &'_ Option<String>| side.as_ref().map_or("–".to_owned(), Clone::clone);
    pairs.iter().map(|pair| (id(&pair.left).leak() as &str, id(&pair.right).leak() as &str)).collect()
}

fn talks() -> Vec<Quotation> {
    let mut paraphrase = say("r1", "s", "2011-05-17-bergen", "the fish belong to everybody");
    paraphrase.kind = Kind::Reported;
    let mut stranger = say("x1", "n", "2011-05-17-bergen", "The fish are mine, said a fisherman.");
    stranger.side = None;
    derived(vec![
        say("a1", "n", "2011-05-17-bergen", "We must share the herring, and nobody may take more."),
        say("a2", "n", "2011-05-17-bergen", "The harbour was built by our grandfathers."),
        say("a3", "n", "2011-05-17-bergen", "It was a long day."),
        say("b1", "s", "2011-05-17-bergen", "Our harbour is open to each ship that comes in peace."),
        say("b2", "s", "2011-05-17-bergen", "Fish have no passport."),
        paraphrase,
        stranger,
        say("c1", "n", "2012-02-14-vienna", "Trust must be earned."),
        say("d1", "s", "2010-12-08-lisbon", "There is little trust between us."),
    ])
}

#[test]
fn pairs_stand_by_meeting_with_gaps_and_reasons() {
    let said = talks();
    let rows = pairs(&said, GroupBy::Meeting);
    assert_eq!(sides(&rows), [("–", "d1"), ("a1", "b2"), ("a2", "b1"), ("a3", "–"), ("–", "r1"), ("c1", "–")]);
    let fish = &rows[1];
    assert_eq!((fish.meeting.as_deref(), fish.topic.as_deref()), (Some("2011-05-17-bergen"), Some("fish")));
    assert!(fish.score.is_some_and(|score| score > 0.5 && score <= 1.0));
    assert_eq!(
        fish.why,
        Why {
            same_meeting: true,
            topics: vec!["fish".into()],
            terms: vec![("herring".into(), "Fish".into())],
            ..Why::default()
        }
    );
    assert_eq!((rows[0].score, &rows[0].why), (None, &Why::default()));
}

#[test]
fn by_topic_they_pair_across_meetings() {
    let rows = pairs(&talks(), GroupBy::Topic);
    assert_eq!(sides(&rows), [("a1", "b2"), ("–", "r1"), ("a2", "b1"), ("c1", "d1"), ("a3", "–")]);
    assert_eq!(rows[3].meeting, None);
    assert!(!rows[3].why.same_meeting);
    assert_eq!(rows[3].why.terms, [("Trust".to_owned(), "trust".to_owned())]);
}

#[test]
fn a_paraphrase_is_paired_where_nothing_else_is_there() {
    let mut said = talks();
    said.retain(|one| one.id != "b2");
    assert!(sides(&pairs(&said, GroupBy::Meeting)).contains(&("a1", "r1")));
}

#[test]
fn what_differs_is_told() {
    let said = derived(vec![
        say(
            "a",
            "n",
            "2011-05-17-bergen",
            "Nordia is ready to share 40 per cent of the herring quota with its partners.",
        ),
        say(
            "b",
            "s",
            "2011-05-17-bergen",
            "Nordia is not ready to share 30 per cent of the herring quota with its partners.",
        ),
    ]);
    let rows = pairs(&said, GroupBy::Meeting);
    assert_eq!(rows[0].why.differs, ["number: 40 / 30", "denied on one side: ready / ready"]);
}

#[test]
fn of_the_same_words_one_stands_in_the_rows() {
    let said = derived(vec![
        say("a", "n", "2011-05-17-bergen", FISH),
        say("b", "n", "2011-05-17-bergen", "We will never give up the herring quotas"),
        say("c", "s", "2011-05-17-bergen", "Fish have no passport."),
    ]);
    assert_eq!(sides(&pairs(&said, GroupBy::Meeting)), [("a", "c")]);
}

#[test]
fn what_the_text_puts_as_an_answer_stands_against_what_it_answers() {
    let question = "Nobody ever showed us the papers that everybody speaks of.";
    let mut said = derived(vec![
        say("a", "n", "2011-05-17-bergen", question),
        say("b", "s", "2011-05-17-bergen", "The papers were shown in my office."),
    ]);
    assert_eq!(sides(&pairs(&said, GroupBy::Meeting)), [("a", "–"), ("–", "b")]);
    for (number, one) in said.iter_mut().enumerate() {
        (one.document, one.document_id, one.start) = ("talks".into(), "talks".into(), number * 100);
    }
    assert_eq!(sides(&pairs(&said, GroupBy::Meeting)), [("a", "–"), ("–", "b")]);
    said[1].cue = Some("replied".into());
    let rows = pairs(&said, GroupBy::Meeting);
    assert_eq!(sides(&rows), [("a", "b")]);
    assert!(rows[0].why.terms.contains(&("papers".to_owned(), "papers".to_owned())), "{:?}", rows[0].why);
}

#[test]
fn the_order_of_the_input_does_not_count() {
    let said = talks();
    for turn in 1..said.len() {
        let mut turned = said.clone();
        turned.rotate_left(turn);
        turned.swap(0, 3);
        for group_by in [GroupBy::Meeting, GroupBy::Topic] {
            assert_eq!(pairs(&turned, group_by), pairs(&said, group_by));
        }
        let mut again = turned.clone();
        groups(&mut again, &corpus());
        assert_eq!(again, turned);
    }
    assert_eq!(said[0].date, Some(date(2011, 5, 17)));
}
