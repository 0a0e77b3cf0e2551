//! Commands by name, chords, marks, what is kept and copied, colours and frames: keys in, screen out.
#![allow(clippy::unwrap_used)]

mod support;

use std::rc::Rc;

use support::{Stage, base64, invented, sample};
use visavis::tui::Config;

const ARTICLE: &str = "---\ntitle: Orlov meets the press\npublished: 2021-03-04\nsource: The Harbour Post\nurl: https://harbour.example/orlov\nlanguage: en\n---\n\n\
    \"We will keep every harbour open for the whole winter,\" said Sergey Lavrov.\n\n\
    \"Nobody asked for these fees at all,\" said John Kerry.\n";

fn harbour() -> Stage {
    Stage::with(Box::new(invented(&[("orlov.txt", ARTICLE)])), 80, 24)
}

/// What was sent to the terminal, decoded.
fn copied(stage: &mut Stage) -> String {
    let sent = stage.app.take_copied().unwrap();
    let coded = sent.strip_prefix("\u{1b}]52;c;").and_then(|rest| rest.strip_suffix("\u{1b}\\")).unwrap();
    base64(coded)
}

#[test]
fn the_palette_knows_every_command_of_the_pane() {
    let mut stage = Stage::sample(80, 24);
    stage.keys(":").assert_screen("palette-80x24");
    stage.keys("\"topic\"");
    assert!(stage.shows("Nothing") || !stage.shows("group-by-topic"), "it is a command of the comparison");
    stage.keys("esc c : \"group\" tab");
    assert!(stage.shows("> group-by-topic"));
    stage.keys("enter");
    assert!(stage.shows("by meeting"), "the hint says what the key does next");
    stage.resize(40, 12).keys(": \"mark\"").assert_screen("palette-40x12");
}

#[test]
fn a_command_typed_in_the_wrong_layout_is_understood() {
    let mut stage = Stage::sample(80, 24);
    stage.keys("f2 \"рудз\" enter");
    assert!(stage.shows("Here, in the list"));
    stage.keys("q Ж \"сщьзфку\" enter");
    assert!(stage.shows("US counterparts"));
}

#[test]
fn a_number_is_a_row_and_nonsense_is_said() {
    let mut stage = Stage::sample(80, 24);
    stage.keys(": \"4\" enter");
    assert!(stage.shows("▌2020-03-30"));
    stage.keys(": \"zzzz\" enter");
    assert!(stage.shows("“zzzz” is no command here"));
}

#[test]
fn a_chord_shows_how_it_goes_on() {
    let mut stage = Stage::sample(80, 24);
    stage.keys("3 g enter ] s").assert_screen("which-80x24");
    stage.keys("x");
    assert!(!stage.shows("┌─ s"), "a key that ends no chord ends the waiting");
    stage.keys("ы");
    assert!(stage.shows("┌─ ы …") && stage.shows("a star, or none"));
    stage.keys("esc");
    assert!(!stage.shows("a star, or none") && stage.shows("quote 2/10"));
    stage.resize(40, 12).keys("y").assert_screen("which-40x12");
}

#[test]
fn the_help_is_searched_and_is_of_the_pane() {
    let mut stage = Stage::sample(80, 24);
    stage.keys("enter ?");
    assert!(stage.shows("Here, reading"));
    stage.keys("/ \"citation\"").assert_screen("help-search-80x24");
    stage.keys("ctrl-u \"e\"");
    assert!(stage.shows("\n /e\n"), "what is typed is seen however much is found");
    stage.keys("ctrl-u \"фелзн\"");
    assert!(stage.shows("Nothing does that"));
    stage.keys("ctrl-u \"сщзн\" enter");
    assert!(stage.shows("copy the quotation") && !stage.shows("next hit"));
    stage.keys("esc");
    assert!(stage.shows("Here, reading"));
    stage.keys("esc c ?");
    assert!(stage.shows("Here, comparing"));
}

#[test]
fn a_mark_is_the_same_on_every_layout_and_outlives_the_session() {
    let mut stage = Stage::sample(80, 24);
    stage.keys("3 g enter ] ] m a");
    assert!(stage.shows("Marked: 'a"));
    let place = stage.screen();
    stage.keys("q 1 g enter '").assert_screen("marks-80x24");
    stage.keys("ф");
    assert_eq!(body(&stage.screen()), body(&place));
    stage.keys("' '");
    assert!(stage.shows("Kerry in Sochi"));
    stage.keys("' z");
    assert!(stage.shows("There is no such mark"));
    stage.keys("' /");
    assert!(stage.shows("A mark is a letter or a digit"));
    stage.app.save();
    let mut later = Stage::resumed(Box::new(sample()), Rc::clone(&stage.state), 80, 24);
    later.keys("' a");
    assert_eq!(body(&later.screen()), body(&place));
}

/// Without the status line, which may have a message, and without the marks of the quotation that is looked at
/// and of what is not read.
fn body(screen: &str) -> Vec<String> {
    let rows = screen.lines().take(22);
    rows.map(|row| row.replace("│   ▌", "│   │").replace("US▌", "US│").replace('•', " ")).collect()
}

#[test]
fn the_way_through_the_documents_outlives_the_session() {
    let mut stage = Stage::sample(80, 24);
    stage.keys("3 g enter 5 j ctrl-p \"kerry\" enter");
    stage.app.save();
    let mut later = Stage::resumed(Box::new(sample()), Rc::clone(&stage.state), 80, 24);
    later.keys("H");
    assert!(later.shows("quote") && later.screen().lines().any(|line| line.starts_with("▌2019-05-14")));
}

#[test]
fn stars_tags_and_notes_are_kept_shown_and_taken_back() {
    let mut stage = harbour();
    stage.keys("enter s s s t \"fees\" enter s n \"ask Orlov\" enter s S");
    stage.assert_screen("kept-80x24");
    assert!(stage.shows("Kept of the article: ★"));
    stage.keys("ctrl-p esc");
    assert!(stage.shows("★ · #fees · “ask Orlov”") && stage.shows("★ Orlov meets"));
    stage.keys("U");
    assert!(stage.shows("Taken back") && !stage.shows("★ Orlov"));
    stage.keys("U U");
    assert!(stage.shows("Kept of the quotation: ★") && !stage.shows("#fees"));
    stage.keys("ctrl-r");
    assert!(stage.shows("★ · #fees"));
    stage.keys("s t \"fees\" enter s s");
    assert!(stage.shows("Nothing is kept of it any more"));
    stage.keys("U U s l").assert_screen("kept-list-80x24");
}

#[test]
fn undo_takes_back_what_was_done_last_of_whatever_kind() {
    let mut stage = harbour();
    stage.keys("enter s s e n");
    assert!(stage.shows("Put right"));
    stage.keys("U");
    assert!(stage.shows("Taken back (^R does it again): said by somebody") || stage.shows("Taken back"));
    stage.keys("esc ctrl-p esc");
    assert!(stage.shows("Sergey Lavrov · said · direct · ★"));
    stage.keys("U ctrl-p esc");
    assert!(!stage.shows("★"));
    stage.keys("ctrl-r ctrl-r ctrl-p esc");
    assert!(stage.shows("nobody named") && stage.shows("★"));
}

#[test]
fn what_is_kept_is_found_again_in_another_version_of_the_article() {
    let mut stage = harbour();
    stage.keys("enter s s s S");
    stage.app.save();
    let newer = ARTICLE.replace("\n\n\"We will", "\n\nHarbour fees were the matter.\n\n\"We will");
    let store = invented(&[("orlov.txt", &newer)]);
    let mut later = Stage::resumed(Box::new(store), Rc::clone(&stage.state), 80, 24);
    assert!(later.shows("★ Orlov meets"));
    later.keys("enter ctrl-p esc");
    assert!(later.shows("Sergey Lavrov · said · direct · ★"));
    later.keys("1 g q s l enter");
    assert!(later.shows("Sergey Lavrov · said · direct · ★"));
}

#[test]
fn everything_is_copied_with_where_it_stands() {
    let mut stage = harbour();
    let source = "“Orlov meets the press”, The Harbour Post, 4 March 2021, [orlov.txt], https://harbour.example/orlov";
    stage.keys("enter y y");
    assert!(stage.shows("Sent to the terminal to copy: the quotation, "));
    let quotation = copied(&mut stage);
    assert!(
        quotation.starts_with("“We will keep every harbour open for the whole winter,”\n— Sergey Lavrov"),
        "{quotation}"
    );
    assert!(quotation.ends_with(", https://harbour.example/orlov"), "{quotation}");
    assert_eq!(stage.app.take_copied(), None, "it is sent once");
    stage.keys("y a");
    assert_eq!(copied(&mut stage), source);
    stage.keys("y p");
    let paragraph = copied(&mut stage);
    assert_eq!(
        paragraph,
        format!("\"We will keep every harbour open for the whole winter,\" said Sergey Lavrov.\n— {source}")
    );
    stage.keys("1 g y w l l tab l l y");
    assert_eq!(copied(&mut stage), format!("“keep every harbour”\n— {source}"));
    stage.keys("c y p");
    let pair = copied(&mut stage);
    assert!(pair.contains("“We will keep") && pair.contains("— Sergey Lavrov"), "{pair}");
}

#[test]
fn the_addresses_of_an_article_are_numbered_and_copied() {
    let more = ARTICLE.replace("winter,\"", "winter,\" (see https://ferry.example/fees)");
    let mut stage = Stage::with(Box::new(invented(&[("orlov.txt", &more)])), 80, 24);
    stage.keys("enter y l");
    assert!(stage.shows("▌ 1 https://harbour.example/orlov") && stage.shows("  2 https://ferry.example/fees"));
    stage.keys("\"2\" enter");
    assert_eq!(copied(&mut stage), "https://ferry.example/fees");
    let mut stage = harbour();
    stage.keys("enter y l");
    assert_eq!(copied(&mut stage), "https://harbour.example/orlov");
    let mut stage = Stage::sample(80, 24);
    assert!(stage.keys("enter y l").shows("No address is known of this article"), "{}", stage.screen());
}

#[test]
fn lines_are_as_long_as_one_wants_them() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("z 5 0 <");
    assert!(stage.shows("Lines of at most 50 columns."));
    let longest = |screen: &str| screen.lines().take(38).map(|line| line.trim().chars().count()).max().unwrap();
    assert!(longest(&stage.screen()) <= 55);
    stage.app.save();
    let mut later = Stage::resumed(Box::new(sample()), Rc::clone(&stage.state), 120, 40);
    assert!(longest(&later.screen()) <= 55);
    later.keys("9 0 0 >");
    assert!(later.shows("Lines of at most 160 columns."));
}

#[test]
fn other_colours_are_kept_and_do_not_change_a_letter() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("c");
    let before = body_of(&stage.screen());
    for says in ["light screen", "dark screen", "High contrast", "as the terminal says", "sixteen"] {
        stage.keys("ctrl-t");
        assert!(stage.shows(says), "{says}");
        assert_eq!(body_of(&stage.screen()), before);
    }
    stage.keys("ctrl-t");
    stage.app.save();
    let mut later = Stage::resumed(Box::new(sample()), Rc::clone(&stage.state), 80, 24);
    later.keys("ctrl-t");
    assert!(later.shows("dark screen"), "it went on from the light one");
}

fn body_of(screen: &str) -> String {
    screen.lines().take(38).collect::<Vec<_>>().join("\n")
}

#[test]
fn frames_can_be_of_letters_that_every_font_has() {
    let config = Config::parse("borders = \"ascii\"").unwrap();
    let mut stage = Stage::configured(Box::new(sample()), config, 80, 24);
    stage.keys("3 g enter ] ctrl-p").assert_screen("ascii-80x24");
    let drawn = |c: char| ('\u{2500}'..='\u{259f}').contains(&c);
    for keys in ["", "esc c", "?", "esc : ", "esc s", "esc w", "esc t"] {
        let screen = stage.keys(keys).screen();
        assert!(!screen.contains(drawn), "{keys}:\n{screen}");
    }
}

#[test]
fn the_readers_own_keys_are_in_the_help_the_hints_and_the_palette() {
    let config = Config::parse("[keys]\nf5 = \"compare\"\nc = \"jump\"\n").unwrap();
    let mut stage = Stage::configured(Box::new(sample()), config, 80, 24);
    assert!(stage.shows("F5 compare") && stage.shows("c jump"));
    stage.keys(": \"compare\"");
    assert!(stage.shows("F5 │"));
    stage.keys("esc ?");
    assert!(stage.shows("  F5                compare both sides"));
    stage.keys("esc f5");
    assert!(stage.shows("US counterparts"));
    let config = Config::parse("[keys]\nc = \"jump\"\n").unwrap();
    let mut stage = Stage::configured(Box::new(sample()), config, 80, 24);
    assert!(stage.shows("“c” is “jump” now, and “compare” has no other key"));
}
