//! The jump: a few letters in either script or layout, and one is there.

mod support;

use support::Stage;

#[test]
fn three_ways_to_write_a_name() {
    for (name, typed) in [("cyrillic", "лавров"), ("latin", "lavrov"), ("layout", "kfdhjd")] {
        let mut stage = Stage::sample(80, 24);
        stage.keys(&format!("ctrl-p \"{typed}\""));
        stage.assert_screen(&format!("jump-{name}-80x24"));
        assert_eq!(stage.shows("results for «лавров»"), name != "cyrillic", "{}", stage.screen());
        stage.keys("enter");
        assert!(stage.shows("Лавров"), "{}", stage.screen());
    }
}

#[test]
fn a_ukrainian_article_by_latin_letters() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("ctrl-p \"spilni\"").assert_screen("jump-uk-120x40");
    assert!(stage.keys("enter").shows("▌2019-05-14 uk"), "{}", stage.screen());
}

#[test]
fn a_meeting_and_a_speaker_lead_to_the_comparison() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("ctrl-p \"geneva\" enter");
    assert!(stage.shows("══ Geneva · 21 January 2022") && stage.shows("US counterparts"), "{}", stage.screen());
    stage.keys("ctrl-p \"john kerry\" enter");
    assert!(stage.shows("══ Sochi · 12 May 2015"), "{}", stage.screen());
    stage.keys("H");
    assert!(stage.shows("══ Geneva · 21 January 2022"), "{}", stage.screen());
}

#[test]
fn back_and_forward_over_jumps() {
    let mut stage = Stage::sample(80, 24);
    let first = stage.keys("enter").screen_as_if_read();
    let second = stage.keys("ctrl-p \"помпео і\" enter").screen_as_if_read();
    assert_ne!(first, second);
    assert_eq!(stage.keys("H").screen_as_if_read(), first);
    assert_eq!(stage.keys("L").screen_as_if_read(), second);
}

#[test]
fn closed_it_leaves_everything_as_it_was() {
    let mut stage = Stage::sample(80, 24);
    let before = stage.keys("enter").screen();
    assert_eq!(stage.keys("ctrl-p \"абв\" down down esc").screen(), before);
}
