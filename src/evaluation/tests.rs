//! Small cases made by hand: each figure, each class of error.
#![allow(clippy::unwrap_used)]

use super::{gold::parse, *};
use crate::language::Language;

fn quotation(words: &str, speaker: Option<&str>) -> Quotation {
    Quotation {
        id: "0123456789ab".into(),
        document: "talks.txt".into(),
        document_id: "0123456789abcdef".into(),
        language: Language::En,
        segments: words.split(" | ").map(Clean::new).collect(),
        text: words.replace(" | ", " ").into(),
        sentence: "The sentence around it.".into(),
        speaker: speaker.map(Clean::new),
        mention: Some("she".into()),
        cue: Some("said".into()),
        rule: "tag-after".into(),
        confidence: 0.9,
        ..Quotation::default()
    }
}

/// Marks of one English document.
fn gold(quotes: &str, not_quotes: &str) -> Gold {
    let line = format!(
        r#"{{"document": "x/talks.txt", "language": "en", "quotes": [{quotes}], "not_quotes": [{not_quotes}]}}"#
    );
    parse(&line).unwrap().remove(0)
}

fn evaluate(gold: &Gold, quotations: &[Quotation]) -> Evaluation {
    let mut evaluation = Evaluation::default();
    evaluation.add(gold, quotations);
    evaluation
}

fn classes(evaluation: &Evaluation) -> Vec<Class> {
    evaluation.errors.iter().map(|error| error.class).collect()
}

const BRIDGE: &str = r#"{"speaker": ["Ann Case", "Case"], "segments": ["We need a bridge,", "and soon."]}"#;

#[test]
fn the_same_words_by_the_right_speaker_are_right() {
    let found = evaluate(&gold(BRIDGE, ""), &[quotation("we need a bridge | and soon", Some("Ann Case"))]);
    let figures = found.all.figures();
    assert_eq!((figures.gold, figures.found, figures.noise), (1, 1, 0));
    for name in ["exact", "overlap", "speaker", "named", "precision", "recall", "attributed"] {
        assert_eq!(figures.get(name), Some(1.0), "{name}");
    }
    assert_eq!(figures.meeting, None, "no mark says a meeting");
    assert_eq!(found.errors, []);
    assert_eq!(found.rules["tag-after"], RuleCounts { found: 1, right: 1, ..RuleCounts::default() });
    assert_eq!(found.languages.keys().collect::<Vec<_>>(), [&Clean::from("en")]);
}

#[test]
fn a_wrong_boundary_still_overlaps() {
    let found = evaluate(&gold(BRIDGE, ""), &[quotation("We need a bridge,", Some("Case"))]);
    assert_eq!(classes(&found), [Class::Boundary]);
    let figures = found.all.figures();
    assert_eq!(
        (figures.exact, figures.overlap, figures.speaker, figures.attributed).partial_cmp(&(0.0, 1.0, 1.0, 0.0)),
        Some(std::cmp::Ordering::Equal)
    );
    let error = &found.errors[0];
    assert_eq!(error.expected.as_deref(), Some("We need a bridge, … and soon."));
    assert_eq!(error.found.as_deref(), Some("We need a bridge,"));
    assert_eq!(found.rules["tag-after"].boundary, 1);
}

#[test]
fn a_wrong_speaker_and_nobody_are_both_wrong_but_only_one_is_named() {
    let marks = format!(r#"{BRIDGE}, {{"speaker": "Bob Rule", "segments": ["No bridge is needed here"]}}"#);
    let found = evaluate(
        &gold(&marks, ""),
        &[quotation("We need a bridge | and soon", Some("Bob Rule")), quotation("No bridge is needed here", None)],
    );
    assert_eq!(classes(&found), [Class::Speaker, Class::Speaker]);
    let figures = found.all.figures();
    assert_eq!((figures.exact, figures.speaker, figures.named), (1.0, 0.0, Some(0.0)));
    assert_eq!(found.all.named, 1);
    assert_eq!(found.errors[0].expected.as_deref(), Some("Ann Case"));
    assert_eq!(found.errors[0].found.as_deref(), Some("Bob Rule"));
    assert_eq!(found.errors[1].found, None);
    assert_eq!(found.rules["tag-after"].speaker, 2);
}

#[test]
fn where_nobody_is_marked_nobody_may_be_named() {
    let gold = gold(r#"{"speaker": null, "segments": ["We need a bridge"]}"#, "");
    assert_eq!(classes(&evaluate(&gold, &[quotation("We need a bridge", None)])), []);
    assert_eq!(classes(&evaluate(&gold, &[quotation("We need a bridge", Some("Case"))])), [Class::Speaker]);
}

#[test]
fn less_than_half_of_the_words_is_a_miss_and_a_spurious_one() {
    let found = evaluate(&gold(BRIDGE, ""), &[quotation("We need", Some("Case"))]);
    assert_eq!(classes(&found), [Class::Missed, Class::Spurious]);
    assert_eq!((found.errors[0].rule.as_deref(), found.errors[1].rule.as_deref()), (None, Some("tag-after")));
    let figures = found.all.figures();
    assert_eq!((figures.gold, figures.found, figures.overlap, figures.speaker), (1, 1, 0.0, 0.0));
    assert_eq!(found.rules["tag-after"], RuleCounts { found: 1, spurious: 1, ..RuleCounts::default() });
}

#[test]
fn what_is_marked_as_none_is_noise() {
    let found = evaluate(&gold("", r#""The Bridge""#), &[quotation("the bridge", Some("Case"))]);
    assert_eq!(classes(&found), [Class::Noise]);
    assert_eq!(found.all.figures().noise, 1);
    assert_eq!((found.all.figures().precision, found.all.figures().recall), (0.0, 1.0));
}

#[test]
fn a_doubtful_one_counts_only_where_it_is_found_rightly() {
    let gold = gold(r#"{"speaker": "Ann Case", "segments": ["We need a bridge"], "optional": true}"#, "");
    let counted = |quotations: &[Quotation]| {
        let figures = evaluate(&gold, quotations).all.figures();
        (figures.gold, figures.found)
    };
    assert_eq!(counted(&[]), (0, 0));
    assert_eq!(counted(&[quotation("We need a bridge", Some("Ann Case"))]), (1, 1));
    assert_eq!(counted(&[quotation("We need a bridge", Some("Bob Rule"))]), (0, 0));
    assert_eq!(counted(&[quotation("We need a bridge now", Some("Ann Case"))]), (0, 0));
}

#[test]
fn a_repeat_is_no_error_unless_it_names_somebody_else() {
    let right = quotation("We need a bridge | and soon", Some("Ann Case"));
    let repeat =
        |speaker| evaluate(&gold(BRIDGE, ""), &[right.clone(), quotation("We need a bridge, and soon", speaker)]);
    assert_eq!(repeat(Some("Case")).all.figures().found, 1);
    assert_eq!(repeat(None).all.figures().found, 1);
    assert_eq!(classes(&repeat(Some("Bob Rule"))), [Class::Spurious]);
}

#[test]
fn of_equal_answers_the_one_with_the_right_speaker_is_taken() {
    let found = evaluate(
        &gold(BRIDGE, ""),
        &[
            quotation("We need a bridge and soon", Some("Bob Rule")),
            quotation("We need a bridge and soon", Some("Ann Case")),
        ],
    );
    assert_eq!(classes(&found), [Class::Spurious]);
    assert_eq!(found.all.attributed, 1);
}

#[test]
fn a_mark_that_must_be_found_goes_before_a_doubtful_one() {
    let marks =
        format!(r#"{{"speaker": "Ann Case", "segments": ["We need a bridge and soon"], "optional": true}}, {BRIDGE}"#);
    let found = evaluate(&gold(&marks, ""), &[quotation("We need a bridge and soon", Some("Ann Case"))]);
    assert_eq!((found.all.gold, found.all.attributed), (1, 1));
}

#[test]
fn the_meeting_counts_only_where_the_mark_says_one() {
    let mark = |meeting: &str| format!(r#"{{"speaker": "Ann Case", "segments": ["We need a bridge"]{meeting}}}"#);
    let at = |meeting: Option<&str>| Quotation {
        meeting: meeting.map(str::to_owned),
        ..quotation("We need a bridge", Some("Ann Case"))
    };
    let figure = |said: &str, found| evaluate(&gold(&mark(said), ""), &[at(found)]).all.figures().meeting;
    assert_eq!(figure("", Some("2021-03-03-lyman")), None);
    assert_eq!(figure(r#", "meeting": "2021-03-03-lyman""#, Some("2021-03-03-lyman")), Some(1.0));
    assert_eq!(figure(r#", "meeting": null"#, None), Some(1.0));
    assert_eq!(figure(r#", "meeting": null"#, Some("2021-03-03-lyman")), Some(0.0));
    let missed = evaluate(&gold(&mark(r#", "meeting": "2021-03-03-lyman""#), ""), &[at(None)]);
    assert_eq!(classes(&missed), [Class::Meeting]);
}

#[test]
fn reported_speech_is_left_out() {
    let reported = Quotation { kind: Kind::Reported, ..quotation("that a bridge is needed", Some("Ann Case")) };
    assert_eq!(evaluate(&gold("", ""), &[reported]).all, Counts::default());
}

#[test]
fn counts_add_up_over_documents_and_stay_apart_by_language() {
    let mut evaluation = Evaluation::default();
    evaluation.add(&gold(BRIDGE, ""), &[]);
    evaluation
        .add(&Gold { language: "uk".into(), ..gold(BRIDGE, "") }, &[quotation("We need a bridge | and soon", None)]);
    assert_eq!((evaluation.all.gold, evaluation.all.exact), (2, 1));
    assert_eq!(evaluation.languages[&Clean::from("en")].exact, 0);
    assert_eq!(evaluation.languages[&Clean::from("uk")].exact, 1);
    let exact = evaluation.all.figures().exact;
    assert!((exact - 2.0 / 3.0).abs() < 1e-9, "precision 1, recall one half: {exact}");
}

#[test]
fn a_line_that_is_no_marked_document_is_named() {
    let error = parse("\n{\"document\": \"a\", \"language\": \"en\"}").unwrap_err();
    assert_eq!(error.line, 2);
    assert!(error.to_string().starts_with("line 2 holds no marked document: missing field `quotes`"), "{error}");
    assert_eq!(gold("", "").name(), "talks.txt");
}
