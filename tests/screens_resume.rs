//! What was on the screen comes back the next time, whatever ended the last one; and what a newcomer sees.
#![allow(clippy::unwrap_used)]

mod support;

use std::{fs, rc::Rc};

use support::{Stage, invented, sample};
use visavis::{library::Library, tui::Effect};

/// The same reader in another session, on a screen of the same size.
fn later(stage: &mut Stage, store: Library) -> Stage {
    stage.app.save();
    Stage::resumed(Box::new(store), Rc::clone(&stage.state), 120, 40)
}

#[test]
fn every_view_comes_back_as_it_was_left() {
    let views = [
        "3 j",
        "3 g enter ] ]",
        "3 g z d",
        "2 g enter q k 6 0 >",
        "c",
        "3 g c j j tab",
        "3 g c t } j",
        "3 g c X z j",
        "3 g c f l \"ukr\" enter j",
        "3 g c x j j tab j",
        "3 g c T } j",
        "M l j j",
        "M f i \"us\" enter j",
    ];
    for keys in views {
        let mut stage = Stage::sample(120, 40);
        // The mark of the quotation that is looked at goes back to the first one on the screen.
        let left = without_marks(&stage.keys(keys).keys("ctrl-l").screen());
        let mut again = later(&mut stage, sample());
        assert_eq!(without_marks(&again.screen()), left, "{keys}");
        // And what is left once more is left as it was.
        assert_eq!(without_marks(&later(&mut again, sample()).screen()), left, "{keys}, twice");
    }
}

/// Without what is told of the quotation that was looked at, which is another after a while.
fn without_marks(screen: &str) -> Vec<String> {
    let rows = screen.lines().enumerate().filter(|(row, _)| *row != 38);
    rows.map(|(_, row)| row.replace("   ▌", "   │").replace("US▌", "US│").replace("L▌", "L│")).collect()
}

#[test]
fn from_a_comparison_that_came_back_one_leaves_as_from_any() {
    let mut stage = Stage::sample(120, 40);
    let reading = stage.keys("3 g enter } }").screen();
    stage.keys("c");
    let mut again = later(&mut stage, sample());
    assert_eq!(again.keys("q").screen().lines().next(), reading.lines().next());
    let mut stage = Stage::sample(120, 40);
    let compared = stage.keys("3 g c j").screen();
    stage.keys("enter");
    let mut again = later(&mut stage, sample());
    assert!(again.shows("quote "), "{}", again.screen());
    assert_eq!(again.keys("q").screen(), compared);
}

#[test]
fn a_comparison_that_is_gone_is_the_list() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g c f l \"ukr\" enter j");
    let one = invented(&[("a.txt", "Nobody said a word on the bridge.\n"), ("b.txt", "Nor did anybody below it.\n")]);
    let again = later(&mut stage, one).screen();
    assert!(again.starts_with(" Documents · 2") && again.contains("▌undated"), "{again}");
}

#[test]
fn the_last_search_and_the_last_jump_are_asked_again() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g enter / \"сочі\" enter esc ctrl-p \"kerry\" down esc");
    assert!(!stage.shows("hit "));
    let jump = stage.keys("P").screen();
    assert!(jump.contains("> kerry"), "{jump}");
    let mut again = later(&mut stage, sample());
    assert!(again.keys("n").shows("hit 1/"), "{}", again.screen());
    again.keys("esc P");
    assert_eq!(again.screen().lines().nth(9), jump.lines().nth(9));
    assert!(again.shows("> kerry"), "{}", again.screen());
    assert!(again.keys("enter").shows("Kerry"), "{}", again.screen());
}

#[test]
fn an_empty_search_or_one_given_up_leaves_the_last_one() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g enter / \"сочі\" enter / \"x\" esc n");
    assert!(stage.shows("/сочі") && stage.shows("hit "), "{}", stage.screen());
    stage.keys("/ enter n");
    assert!(stage.shows("/сочі") && stage.shows("hit "), "{}", stage.screen());
}

#[test]
fn what_was_not_read_is_marked_until_it_is() {
    let mut stage = Stage::sample(120, 40);
    let unread = |stage: &mut Stage| stage.screen().lines().filter(|row| row.contains("• ")).count();
    assert_eq!(unread(&mut stage), 5);
    // To see it beside the list is not to read it.
    stage.keys("j j");
    assert_eq!(unread(&mut stage), 5);
    stage.keys("enter q j enter q");
    assert_eq!(unread(&mut stage), 3);
    let mut again = later(&mut stage, sample());
    assert_eq!(unread(&mut again), 3);
    again.keys("s u");
    assert!(again.shows("Marked as not read yet."), "{}", again.screen());
    assert_eq!(unread(&mut again), 4);
    assert_eq!(unread(&mut later(&mut again, sample())), 4);
}

#[test]
fn a_screen_of_another_version_is_left_aside() {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let file = folder.path().join("tester.json");
    fs::write(&file, r#"{"version": 1, "screen": {"view": "Cinema", "pane": 3}, "read": ["x"]}"#).unwrap();
    let mut stage = Stage::resumed(Box::new(sample()), Rc::clone(&folder), 80, 24);
    assert!(stage.shows("Documents · 5"), "{}", stage.screen());
    stage.keys("j");
    stage.app.save();
    assert!(fs::read_to_string(&file).unwrap().contains("\"x\""));
}

#[test]
fn every_change_is_worth_saving_and_none_is_written_twice() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g c");
    for key in ["j", "t", "X", "z", "tab", "x"] {
        stage.app.save();
        let file = stage.state.path().join("tester.json");
        let before = fs::read(&file).unwrap();
        assert_eq!(stage.app.press(key.parse().unwrap()), Effect::Save, "{key}");
        stage.app.save();
        assert_ne!(fs::read(&file).unwrap(), before, "{key}");
    }
    let written = fs::metadata(stage.state.path().join("tester.json")).unwrap().modified().unwrap();
    stage.keys("Z");
    stage.app.save();
    assert_eq!(fs::metadata(stage.state.path().join("tester.json")).unwrap().modified().unwrap(), written);
}

#[test]
fn a_newcomer_is_told_where_to_begin_and_any_key_goes_on() {
    for (key, goes_on) in [("q", false), ("esc", false), ("enter", true), ("j", true), ("c", true), ("?", true)] {
        let mut stage = Stage::newcomer(Box::new(sample()), 80, 24);
        let mut plain = Stage::sample(80, 24);
        stage.keys(key);
        assert_eq!(stage.screen(), if goes_on { plain.keys(key).screen() } else { plain.screen() }, "{key}");
        assert!(!later(&mut stage, sample()).shows("Welcome"), "once");
    }
}
