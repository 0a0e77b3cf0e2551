//! Putting right in the reader: keys in, screens out. The article and the people in it are invented.
#![allow(clippy::unwrap_used)]

mod support;

use ratatui::style::Modifier;
use support::{Stage, invented, sample};
use visavis::library::reader::ReaderFile;

const FERRY: &str = "---\ntitle: The ferry\nlanguage: en\npublished: 2021-03-03\n---\n\n\
    Mara Venn met Orin Tal at the harbour, and the two spoke of the old ferry for an hour.\n\n\
    \"We will run the ferry again before the summer,\" Mara Venn said after the talks.\n\n\
    Orin Tal said: \"Nobody has paid for the ferry since the storm.\"\n";

/// The article open over the whole width, at its first quotation.
fn ferry() -> Stage {
    let mut stage = Stage::with(Box::new(invented(&[("ferry.md", FERRY)])), 80, 24);
    stage.keys("z");
    assert!(stage.shows("quote 1/2") && stage.shows(" Mara Venn · said · direct"), "{}", stage.screen());
    stage
}

fn chosen(stage: &mut Stage) -> String {
    let words = stage.styled(|style| style.add_modifier.contains(Modifier::REVERSED));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn corrections(stage: &Stage) -> usize {
    ReaderFile::open(stage.state.path(), "tester").unwrap().history().active().count()
}

#[test]
fn the_menus() {
    let ferry = |width, height| {
        let mut stage = Stage::with(Box::new(invented(&[("ferry.md", FERRY)])), width, height);
        stage.keys("enter g");
        stage
    };
    ferry(80, 24).keys("e").assert_screen("correct-80x24");
    ferry(40, 12).keys("e").assert_screen("correct-40x12");
    ferry(80, 24).keys("E").assert_screen("correct-document-80x24");
    ferry(80, 24).keys("e s \"лав\"").assert_screen("correct-speaker-80x24");
    ferry(80, 24).keys("} + l tab 4 l").assert_screen("choose-words-80x24");
}

#[test]
fn another_speaker_is_chosen_by_a_few_letters() {
    let mut stage = ferry();
    stage.keys("e s \"tal\" enter");
    assert!(stage.shows("Put right (U takes it back): said by Orin Tal: “We"), "{}", stage.screen());
    assert!(stage.keys("l").shows(" Orin Tal · said · direct · put right by you"), "{}", stage.screen());
    assert!(stage.keys("w").shows("by            you"));
    assert!(stage.keys("esc ]").shows("·║ "), "{}", stage.screen());
    assert_eq!(corrections(&stage), 1);
    assert!(stage.keys("U").shows("Taken back (^R does it again): "));
    assert!(stage.keys("l [").shows(" Mara Venn · said · direct"), "{}", stage.screen());
    assert_eq!(corrections(&stage), 0);
    assert!(stage.keys("ctrl-r [").shows(" Orin Tal · said · direct"));
}

#[test]
fn a_name_nobody_knows_is_taken_as_typed_and_one_of_the_corpus_brings_its_side() {
    let mut stage = ferry();
    assert!(stage.keys("e s \"Zed Quill\"").shows("Zed Quill  as typed"));
    assert!(stage.keys("enter l").shows(" Zed Quill · "), "{}", stage.screen());
    // The wrong keyboard layout is understood here too.
    stage.keys("e s \"ефд\"");
    assert!(stage.shows("▌ Orin Tal"), "{}", stage.screen());
    assert!(stage.keys("enter l").shows(" Orin Tal · "));
    assert!(stage.keys("] e s enter l").shows(" Orin Tal · "), "the article's own speakers come first");
}

#[test]
fn nobody_and_no_quotation() {
    let mut stage = ferry();
    assert!(stage.keys("e n l").shows(" nobody named · said · direct · put right by you"), "{}", stage.screen());
    stage.keys("e x");
    assert!(stage.shows("quote 1/1"), "{}", stage.screen());
    assert!(stage.keys("U U l").shows("quote 1/2"));
    assert!(stage.keys("U").shows("There is nothing to take back."));
    assert!(stage.keys("ctrl-r ctrl-r").shows("quote 1/1"));
    assert!(stage.keys("ctrl-r").shows("There is nothing to do again."));
    // The menu takes back too.
    assert!(stage.keys("e u l").shows("quote 1/2"));
}

#[test]
fn boundaries_move_by_words_and_are_seen_as_they_do() {
    let mut stage = ferry();
    stage.keys("e b");
    assert_eq!(chosen(&mut stage), "We will run the ferry again before the summer,");
    assert!(stage.shows("The end moves · 9 words"));
    stage.keys("3 h");
    assert_eq!(chosen(&mut stage), "We will run the ferry again");
    stage.keys("tab l l");
    assert_eq!(chosen(&mut stage), "run the ferry again");
    // Not beyond the paragraph.
    stage.keys("9 9 h tab 9 9 l");
    assert_eq!(chosen(&mut stage), "We will run the ferry again before the summer,\" Mara Venn said after the talks");
    stage.keys("esc");
    assert_eq!(chosen(&mut stage), "");
    assert_eq!(corrections(&stage), 0);
    stage.keys("e b 3 h enter");
    assert!(stage.shows("the words “"), "{}", stage.screen());
    assert!(stage.keys("l").shows("quote 1/2 "));
    assert!(stage.shows(" Mara Venn · said · direct · put right by you"), "{}", stage.screen());
    assert!(stage.keys("e b enter").shows("The words are as they were."));
}

#[test]
fn a_missed_quotation_is_marked_from_the_paragraph_on() {
    let mut stage = ferry();
    stage.keys("+");
    assert_eq!(chosen(&mut stage), "Mara");
    stage.keys("8 l");
    assert_eq!(chosen(&mut stage), "and");
    stage.keys("tab j");
    assert_eq!(chosen(&mut stage), "and the two spoke of the old ferry for an hour");
    assert!(stage.shows("11 words · reported"), "{}", stage.screen());
    assert!(stage.keys("t").shows("11 words · direct"));
    stage.keys("t t enter");
    assert!(stage.shows("Who says what was missed?"));
    stage.keys("\"tal\" enter");
    assert!(stage.shows("quote 1/3"), "{}", stage.screen());
    assert!(stage.keys("[ l").shows(" Orin Tal · reported · put right by you"), "{}", stage.screen());
    // What is somebody's already cannot be missed.
    stage.keys("+ } enter");
    assert!(stage.shows("another quotation has some of these words"), "{}", stage.screen());
    stage.keys("q");
    assert!(stage.shows("quote "));
}

#[test]
fn a_date_a_title_and_a_language_are_put_right() {
    let mut stage = ferry();
    stage.keys("E d ctrl-u \"2020-13-01\" enter");
    assert!(stage.shows("A day is written 2019-05-14."), "{}", stage.screen());
    stage.keys("ctrl-u \"2020-12-01\" enter");
    assert!(stage.shows("en · 2020-12-01"), "{}", stage.screen());
    stage.keys("E t ctrl-u \"The last ferry\" enter");
    assert!(stage.shows("The last ferry"));
    stage.keys("E l \"uk\" enter");
    assert!(stage.shows("uk · 2020-12-01"), "{}", stage.screen());
    assert_eq!(corrections(&stage), 3);
    stage.keys("q");
    assert!(stage.shows("▌2020-12-01 uk  The last ferry"), "{}", stage.screen());
    stage.keys("U U U");
    assert!(stage.shows("▌2021-03-03 en  The ferry"), "{}", stage.screen());
}

#[test]
fn what_was_put_right_is_there_the_next_time() {
    let mut stage = ferry();
    stage.keys("e n");
    let kept = stage.state.clone();
    drop(stage);
    let mut next = Stage::resumed(Box::new(invented(&[("ferry.md", FERRY)])), kept, 80, 24);
    assert!(next.keys("z g").shows("nobody named"), "{}", next.screen());
}

#[test]
fn the_comparison_is_put_right_where_one_is() {
    let mut stage = Stage::with(Box::new(sample()), 120, 40);
    stage.keys("3 g c");
    let row = |stage: &mut Stage| {
        let screen = stage.screen();
        let at = screen.find(" row ").unwrap();
        let (_, rest) = screen.split_at(at + 5);
        rest.split(' ').next().unwrap().to_owned()
    };
    let (before, screen) = (row(&mut stage), stage.screen());
    stage.keys("e x");
    assert_ne!(stage.screen(), screen);
    assert!(stage.shows("no quotation: “"), "{}", stage.screen());
    stage.keys("U l h");
    assert_eq!(row(&mut stage).split('/').nth(1), before.split('/').nth(1));
    stage.keys("e b h enter");
    assert!(stage.shows("the words “"), "in its article: {}", stage.screen());
    assert!(stage.keys("U q").shows(" row "), "{}", stage.screen());
}

#[test]
fn a_kind_is_put_right_from_the_menu() {
    let mut stage = ferry();
    assert!(stage.keys("e k").shows("What kind of quotation is it?"), "{}", stage.screen());
    stage.keys("\"rep\" enter");
    assert!(stage.shows("Put right (U takes it back): reported: “We"), "{}", stage.screen());
    assert!(stage.keys("l").shows(" Mara Venn · said · reported · put right by you"), "{}", stage.screen());
    assert!(stage.keys("U l").shows(" Mara Venn · said · direct"), "{}", stage.screen());
}
