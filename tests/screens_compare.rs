//! The comparison: rows by meeting and by topic, into the article and back to the same row.

mod support;

use support::Stage;

#[test]
fn both_sides_in_three_languages_side_by_side_and_stacked() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (40, 12)] {
        for (language, keys) in [("en", "g c"), ("ru", "5 g c"), ("uk", "3 g c")] {
            let mut stage = Stage::sample(width, height);
            stage.keys(keys).assert_screen(&format!("compare-{language}-{width}x{height}"));
            if width > 40 {
                stage.keys("t").assert_screen(&format!("compare-topics-{language}-{width}x{height}"));
                stage.keys("t } w").assert_screen(&format!("compare-why-{language}-{width}x{height}"));
            }
        }
    }
}

#[test]
fn what_is_kept_of_a_quotation_stands_under_its_words() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = Stage::sample(width, height);
        stage.keys("3 g c j s s s t \"terror\" enter s n \"ask why\" enter");
        assert!(stage.keys("esc").shows("★ · #terror · “ask why”"), "{}", stage.screen());
        stage.assert_screen(&format!("compare-kept-{width}x{height}"));
        assert!(!stage.keys("U U U esc").shows("★"), "{}", stage.screen());
        // A tag alone has the sign of what is kept, too.
        assert!(stage.keys("s t \"nato\" enter esc").shows("★ #nato"), "{}", stage.screen());
    }
}

#[test]
fn rows_are_put_together_and_come_apart_and_stay_so() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = Stage::sample(width, height);
        let before = stage.keys("3 g c").screen();
        stage.keys("J");
        assert!(stage.shows("Put right (U takes it back): in one row: “"), "{}", stage.screen());
        assert!(stage.keys("esc").shows("joined by you"), "{}", stage.screen());
        stage.assert_screen(&format!("compare-row-{width}x{height}"));
        assert_eq!(stage.keys("U esc").screen(), before);
        stage.keys("ctrl-r");
        let mut later = Stage::resumed(Box::new(support::sample()), stage.state.clone(), width, height);
        assert!(later.shows("joined by you"), "{}", later.screen());
        assert!(later.keys("-").shows("in two rows: “"), "{}", later.screen());
        assert!(!later.keys("esc").shows("joined by you"), "{}", later.screen());
    }
}

#[test]
fn a_row_far_away_comes_to_the_one_that_is_held() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("g c +");
    assert!(stage.keys("G J").shows("in one row: “"), "{}", stage.screen());
    assert!(stage.keys("esc G").shows("joined by you"), "{}", stage.screen());
    assert!(stage.shows("Not of one meeting"), "{}", stage.screen());
    assert!(stage.keys("J").shows("No row below here"), "{}", stage.screen());
}

#[test]
fn it_opens_at_the_meeting_of_the_open_article() {
    let mut stage = Stage::sample(120, 40);
    assert!(stage.keys("3 g c").screen().lines().nth(1).is_some_and(|head| head.contains("Sochi · 14 May 2019")));
    let mut stage = Stage::sample(120, 40);
    assert!(stage.keys("5 g enter c").screen().lines().nth(1).is_some_and(|head| head.contains("Geneva")));
}

#[test]
fn a_quotation_opens_in_its_article_and_one_comes_back_to_the_same_row() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut stage = Stage::sample(width, height);
        for keys in ["3 g c j", "} tab", "j j j", "t j", "G"] {
            let row = stage.keys(keys).screen();
            let article = stage.keys("enter").screen();
            assert!(article.contains('▌') && article.contains("quote "), "{article}");
            for back in ["H", "enter backspace", "enter q"] {
                assert_eq!(stage.keys(back).screen(), row, "{keys} {back}");
            }
        }
    }
}

#[test]
fn meetings_are_stepped_through_and_their_heads_stay_in_sight() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("g c g");
    let mut heads = Vec::new();
    for _ in 0..5 {
        heads.extend(stage.screen().lines().nth(1).map(str::to_owned));
        stage.keys("}");
    }
    heads.dedup();
    assert_eq!(heads.len(), 5, "{heads:#?}");
    assert!(heads.iter().all(|head| head.contains("══")));
    let last = stage.screen();
    assert_eq!(stage.keys("{ }").screen(), last);
}

#[test]
fn a_gap_is_named_and_a_pair_says_why() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g c");
    assert!(stage.shows("(nothing)") && stage.shows("── same meeting · same topic: "), "{}", stage.screen());
    stage.keys("w");
    assert!(stage.shows("confidence") || stage.shows("score"), "{}", stage.screen());
}

#[test]
fn hits_come_in_the_order_in_which_they_are_seen() {
    let mut stage = Stage::sample(120, 40);
    let pair = "c / \"sanctions\" enter";
    let first = |stage: &mut Stage| {
        let screen = stage.screen();
        let row = screen.lines().find(|line| line.contains('▌')).unwrap_or_default().to_owned();
        row.find('▌').map(|at| at < row.find('│').unwrap_or_default())
    };
    assert!(stage.keys(pair).shows("hit 1/"), "{}", stage.screen());
    assert_eq!(first(&mut stage), Some(true), "{}", stage.screen());
    let mut stage = Stage::sample(120, 40);
    assert!(stage.keys("c X /").keys("\"sanctions\" enter").shows("hit 1/"), "{}", stage.screen());
    assert_eq!(first(&mut stage), Some(true), "{}", stage.screen());
}

#[test]
fn the_next_quotation_is_one_of_the_side_that_is_marked() {
    let mut stage = Stage::sample(80, 24);
    // Where the right side has nothing the left one is marked, whichever was chosen.
    assert!(stage.keys("c g tab").shows("▌L  en"), "{}", stage.screen());
    assert!(stage.keys("]").shows("▌L  en") && stage.shows("row 4/"), "{}", stage.screen());
}

#[test]
fn the_article_says_how_to_go_back_to_what_is_compared() {
    let mut stage = Stage::sample(80, 24);
    assert!(!stage.keys("enter").shows("H back"), "{}", stage.screen());
    assert!(stage.keys("c enter").shows("H back"), "{}", stage.screen());
}

#[test]
fn a_narrow_screen_says_why_neither_side_can_be_widened() {
    let mut stage = Stage::sample(80, 24);
    assert!(stage.keys("c z").shows("either side has the whole width"), "{}", stage.screen());
    let wide = Stage::sample(120, 40).keys("c").screen();
    assert_eq!(stage.resize(120, 40).keys("esc").screen(), wide);
}

#[test]
fn hits_are_counted_over_both_sides() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("c / \"sanctions\" enter");
    assert!(stage.shows("hit 1/"), "{}", stage.screen());
}

#[test]
fn what_was_searched_for_in_one_place_is_found_in_another_by_n() {
    let mut stage = Stage::sample(120, 40);
    assert!(stage.keys("c / \"sanctions\" enter").shows("hit 1/"), "{}", stage.screen());
    let article = stage.keys("enter").screen();
    assert!(!article.contains("hit") && article.contains("quote "), "{article}");
    assert!(stage.keys("n").shows("hit 1/"), "{}", stage.screen());
    assert!(!stage.keys("backspace").shows("no hit"), "{}", stage.screen());
    assert!(stage.keys("n").shows("hit 1/"), "{}", stage.screen());
}

#[test]
fn the_evidence_of_a_pair_is_read_to_its_end_on_a_low_screen() {
    let mut stage = Stage::sample(80, 14);
    assert!(stage.keys("3 g enter ] ] c tab w").shows("Why they stand side by side"), "{}", stage.screen());
    assert!(stage.shows("of ") && stage.shows("j k scroll"), "{}", stage.screen());
    let last = stage.keys("G").screen();
    assert!(last.contains("topics"), "{last}");
    assert_eq!(stage.keys("j").screen(), last);
}

#[test]
fn leaving_it_leads_to_where_it_was_opened() {
    let mut stage = Stage::sample(80, 24);
    let list = stage.keys("3 g").screen();
    assert_eq!(stage.keys("c } } q").screen(), list);
    let article = stage.keys("enter ] ]").screen();
    assert_eq!(stage.keys("c j enter H q").screen(), article);
}
