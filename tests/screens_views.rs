//! The matrix, the timeline, and what can be done with the columns of the comparison.

mod support;

use support::Stage;

#[test]
fn a_cell_of_the_matrix_opens_in_the_comparison_and_one_comes_back_to_it() {
    let mut stage = Stage::sample(120, 40);
    let matrix = stage.keys("M j j l").screen();
    assert!(matrix.contains("Terrorism: Lavrov 1, US counterparts 1"), "{matrix}");
    let cell = stage.keys("enter").screen();
    assert!(cell.contains("only Sochi · 14 May 2019 · Terrorism"), "{cell}");
    assert!(cell.contains("антитерористичному треку") && cell.contains("row 1/1"), "{cell}");
    assert_eq!(stage.keys("enter backspace").screen(), cell);
    assert_eq!(stage.keys("q").screen(), matrix);
    // Nothing was said of it there.
    assert!(stage.keys("g enter").shows("Neither side is quoted on that there."), "{}", stage.screen());
    let list = Stage::sample(120, 40).screen_as_if_read();
    assert_eq!(stage.keys("esc q").screen_as_if_read(), list);
}

#[test]
fn the_matrix_is_moved_in_and_keeps_its_edges() {
    let mut stage = Stage::sample(100, 12);
    let first = stage.keys("M").screen();
    assert_eq!(stage.keys("h k").screen(), first);
    let last = stage.keys("9 9 l G").screen();
    assert!(last.contains("topic 9/9") && last.contains("meeting 5/5"), "{last}");
    assert_eq!(stage.keys("l j space").screen(), last);
    assert!(stage.keys("2 g").shows("meeting 2/5"), "{}", stage.screen());
}

#[test]
fn the_timeline_steps_through_years_and_takes_another_topic() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("T \"dialog\" enter");
    assert!(stage.shows("year 1/4") && stage.shows("── Sochi · 12 May 2015 ──"), "{}", stage.screen());
    assert!(stage.keys("} }").shows("year 3/4"), "{}", stage.screen());
    let years = stage.screen();
    assert_eq!(stage.keys("enter backspace").screen(), years);
    assert!(stage.keys("T \"terror\" enter").shows("year 1/1"), "{}", stage.screen());
    assert_eq!(stage.keys("backspace").screen(), years);
    assert!(stage.keys("t").shows("meeting 3/5"), "{}", stage.screen());
}

#[test]
fn a_timeline_of_a_comparison_leads_back_to_it() {
    let mut stage = Stage::sample(120, 40);
    let compared = stage.keys("3 g c j").screen();
    assert!(stage.keys("T").shows("year "), "{}", stage.screen());
    assert_eq!(stage.keys("q").screen(), compared);
}

#[test]
fn each_side_by_itself_begins_with_the_side_that_is_marked() {
    let mut stage = Stage::sample(80, 24);
    assert!(stage.keys("3 g c").shows("▌US uk  Кожна"), "{}", stage.screen());
    assert!(stage.keys("h x").shows("▌uk  Кожна"), "{}", stage.screen());
}

#[test]
fn the_matrix_says_what_it_is_narrowed_to() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut stage = Stage::sample(width, height);
        let all = stage.keys("M").screen();
        assert!(stage.keys("f l \"ukr\"").shows("Enter choose"), "{}", stage.screen());
        assert!(stage.keys("enter").shows(" only Ukrainian "), "{}", stage.screen());
        assert!(stage.keys("f a \"2030\" enter").shows("only Ukrainian · from 2030-01-01"), "{}", stage.screen());
        assert!(stage.shows("Nothing matches"), "{}", stage.screen());
        // What is asked for already is no step to go back by.
        assert_eq!(stage.keys("f x f x backspace backspace backspace").screen(), all);
    }
    let mut stage = Stage::sample(80, 24);
    assert!(stage.keys("M 5 l").shows("Dialogue and relations: Lavrov 2, US counterparts 2"), "{}", stage.screen());
}

#[test]
fn the_menu_keeps_what_is_asked_for_apart_from_its_own_words() {
    let mut stage = Stage::sample(80, 24);
    let line = stage.keys("c f k \"rep\" enter f").screen();
    let line = line.lines().find(|line| line.contains("kind: direct")).unwrap_or_default();
    assert!(line.contains("partial, reported   reported  "), "{line}");
    assert!(stage.resize(40, 12).shows("kind: direct, partial, reported"), "{}", stage.screen());
}

#[test]
fn what_is_compared_is_narrowed_down_from_inside() {
    let mut stage = Stage::sample(120, 40);
    let all = stage.keys("c").screen();
    let mut only = |keys: &str, words: &str| {
        stage.keys("f").keys(keys);
        assert!(stage.shows(words), "{keys}: {}", stage.screen());
    };
    only("s \"pompeo\" enter", "only Mike Pompeo ");
    only("l \"ukr\" enter", "only Mike Pompeo · Ukrainian ");
    only("a \"2019-05\" enter", "only Mike Pompeo · Ukrainian · from 2019-05-01 ");
    only("b \"2019\" enter", " · until 2019-12-31 ");
    only("k \"part\" enter", " · partial ");
    only("x", " · meeting 3/5");
    assert_eq!(stage.keys("g").screen(), all);
    stage.keys("f a \"soon\" enter");
    assert!(stage.shows("A date is written 2019-05-14, 2019-05 or 2019."), "{}", stage.screen());
    assert_eq!(stage.keys("esc f i \"lav\" enter backspace").screen(), all);
    stage.keys("f a \"2031\" enter");
    assert!(stage.shows("Nothing matches.") && stage.shows("f changes what is asked for"), "{}", stage.screen());
}

#[test]
fn the_matrix_of_one_side_has_only_its_cells() {
    let mut stage = Stage::sample(200, 60);
    stage.keys("M f i \"us\" enter");
    let screen = stage.screen();
    assert!(screen.contains("US1") && !screen.contains(" L1"), "{screen}");
}

#[test]
fn each_side_is_scrolled_by_itself_and_both_together_again() {
    let mut stage = Stage::sample(120, 40);
    let together = stage.keys("3 g c j").screen();
    let right = |screen: &str| -> Vec<String> {
        screen.lines().take(38).map(|line| line.chars().skip(61).collect::<String>()).collect()
    };
    let before = right(&stage.keys("x h").screen());
    let after = right(&stage.keys("j j j j j").screen());
    assert_eq!(before, after);
    assert!(stage.shows("each side by itself"), "{}", stage.screen());
    assert_eq!(stage.keys("k k k k k l k x").screen().lines().nth(1), together.lines().nth(1));
}

#[test]
fn hits_are_stepped_through_on_both_sides_though_each_is_by_itself() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("g c x / \"sanctions\" enter");
    assert!(stage.shows("hit 1/2"), "{}", stage.screen());
    let at_first = stage.screen().lines().any(|line| line.starts_with("▌en  To heighten"));
    assert!(at_first && stage.keys("n").shows("│▌en  Kerry took up the sanctions"), "{}", stage.screen());
    assert!(stage.keys("n").shows("hit 1/2"), "{}", stage.screen());
}

#[test]
fn columns_are_swapped_and_widened_and_back() {
    let mut stage = Stage::sample(120, 40);
    let first = stage.keys("3 g c j").screen();
    let swapped = stage.keys("X").screen();
    assert!(swapped.starts_with(" US counterparts"), "{swapped}");
    assert_ne!(stage.keys("z").screen(), swapped);
    assert_eq!(stage.keys("z X").screen(), first);
}

#[test]
fn a_reader_parts_a_pair_links_another_and_takes_it_back() {
    let mut stage = Stage::sample(120, 40);
    let first = stage.keys("3 g c j").screen();
    assert!(first.contains("антитерористичному ~ тероризмом"));
    assert!(stage.keys("-").shows("parted by you"), "{}", stage.screen());
    assert!(!stage.shows("антитерористичному ~ тероризмом"));
    // By hand the same two again: the one is held, the other is of the other side.
    assert!(stage.keys("+").shows("Held, + on one of the other side links them"), "{}", stage.screen());
    assert!(stage.keys("j l +").shows("── linked by you · same meeting · same topic: Terrorism"), "{}", stage.screen());
    assert!(stage.keys("w").shows("by            you"), "{}", stage.screen());
    assert!(stage.keys("esc U U esc").shows("── same meeting · same topic: Terrorism"), "{}", stage.screen());
    assert!(!stage.shows("by you"), "{}", stage.screen());
    // Kept: the next time it is as the reader left it.
    stage.keys("ctrl-r");
    let mut later = Stage::resumed(Box::new(support::sample()), stage.state.clone(), 120, 40);
    assert!(later.shows("parted by you"), "{}", later.screen());
}

#[test]
fn what_is_chosen_on_both_sides_is_linked_across_meetings() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("g c x h g l G +");
    assert!(stage.shows("Put right"), "{}", stage.screen());
    assert!(stage.keys("x").shows("Not of one meeting") && stage.shows("── linked by you"), "{}", stage.screen());
}

#[test]
fn a_quotation_gets_another_meeting() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g c j e m");
    assert!(stage.shows("At which meeting was it said?"), "{}", stage.screen());
    stage.keys("\"geneva\" enter");
    assert!(stage.shows("Put right") && stage.shows("put right by you"), "{}", stage.screen());
    assert!(stage.screen().lines().nth(1).is_some_and(|head| head.contains("Geneva")), "{}", stage.screen());
    assert!(stage.keys("U").shows("Sochi · 14 May 2019"), "{}", stage.screen());
}
