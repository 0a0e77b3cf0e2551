//! List, reader, search and help: keys in, screens out, over the sample corpus in three languages.
#![allow(clippy::unwrap_used)]

mod support;

use std::rc::Rc;

use ratatui::style::Modifier;
use support::{Stage, invented, sample};
use visavis::tui::{Effect, Key};

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (200, 60), (40, 12)];

#[test]
fn quotations_are_stepped_through_from_the_one_that_is_looked_at() {
    let mut stage = Stage::sample(120, 40);
    assert!(stage.keys("3 g enter").shows("quote 1/"));
    assert!(stage.keys("]").shows("quote 2/"));
    assert!(stage.keys("3 ]").shows("quote 5/"));
    assert!(stage.keys("2 [").shows("quote 3/"));
    assert!(stage.keys("9 9 [").shows("quote 1/"));
    assert!(stage.keys("G ]").shows("100 %"));
}

#[test]
fn the_cue_is_underlined_and_the_quotation_is_not_told_by_colour_alone() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g enter ] [");
    let underlined = stage.styled(|style| style.add_modifier.contains(Modifier::UNDERLINED));
    assert!(underlined.contains("сказав"), "{underlined}");
    assert!(stage.shows("US▌ «Кожна з наших країн"));
}

#[test]
fn all_hits_are_lit_and_counted_whatever_the_case() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g enter / \"ПОМПЕО\" enter");
    let lit = stage.styled(|style| style.bg == Some(ratatui::style::Color::Yellow));
    assert!(lit.contains("Помпео"), "{lit}");
    assert!(stage.shows("hit 1/"));
    stage.keys("n");
    assert!(stage.shows("hit 2/"));
    stage.keys("N N");
    assert!(!stage.shows("hit 1/"), "before the first comes the last");
    stage.keys("esc");
    assert!(!stage.shows("hit "));
}

#[test]
fn the_title_is_searched_too_and_comes_first() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g enter / \"сочі\" enter");
    assert!(stage.shows("hit 1/2") && stage.screen().lines().next().unwrap().contains("у Сочі"), "{}", stage.screen());
    let lit = stage.styled(|style| style.add_modifier.contains(Modifier::REVERSED));
    assert_eq!(lit, "Сочі");
    stage.keys("n");
    assert!(stage.shows("hit 2/2"), "{}", stage.screen());
    stage.keys("esc G / \"сочі\" enter");
    assert!(stage.shows("hit 1/2"), "round the end: {}", stage.screen());
}

#[test]
fn a_search_in_the_wrong_layout_finds_and_says_so() {
    let mut stage = Stage::sample(120, 40);
    stage.keys("3 g enter / \"gjvgtj\" enter");
    assert!(stage.shows("results for «помпео»") && stage.shows("hit 1/"), "{}", stage.screen());
}

#[test]
fn a_search_given_up_leads_back_to_where_it_began() {
    let mut stage = Stage::sample(80, 24);
    let before = stage.keys("3 g enter d").screen();
    stage.keys("/ \"сочі\"");
    assert_ne!(stage.screen(), before);
    assert_eq!(stage.keys("esc").screen(), before);
}

#[test]
fn the_list_is_searched_by_title() {
    let mut stage = Stage::sample(80, 24);
    stage.keys("/ \"женева\" enter");
    assert!(stage.shows("▌2022-01-21 ru"), "{}", stage.screen());
}

#[test]
fn the_place_is_found_again_after_leaving_and_after_a_resize() {
    let mut stage = Stage::sample(80, 24);
    let left = stage.keys("3 g enter } }").screen();
    stage.app.save();
    let kept = Rc::clone(&stage.state);
    let again = Stage::resumed(Box::new(sample()), kept, 80, 24).screen();
    assert_eq!(again, left);
    let resized = stage.resize(120, 40).resize(40, 12).resize(80, 24).screen();
    assert_eq!(resized, left);
}

#[test]
fn what_the_site_put_around_the_article_is_shown_on_demand() {
    let text = "<html><body><nav><a href='/'>Home</a> <a href='/w'>Weather in Orlovsk</a></nav>\
        <article><h1>A meeting of two towns</h1><p>The mayors of Orlovsk and Petrovsk met on the bridge and talked for \
        an hour about the ferry that both towns need.</p><p>Share this article</p></article></body></html>";
    let mut stage = Stage::with(Box::new(invented(&[("meeting.html", text)])), 80, 24);
    stage.keys("enter");
    assert!(stage.shows("A meeting of two towns") && !stage.shows("Share this article"), "{}", stage.screen());
    assert!(stage.shows("hidden") && stage.shows("a site text"), "{}", stage.screen());
    assert!(stage.keys("a").shows("Share this article"));
    assert!(!stage.keys("a").shows("Share this article"));
}

#[test]
fn an_article_without_a_title_is_listed_by_its_first_words() {
    let text = "Anna Petrova met the mayors of Orlovsk and Petrovsk on the bridge.\n\nNothing was agreed.\n";
    let mut stage = Stage::with(Box::new(invented(&[("notes.txt", text)])), 120, 40);
    assert!(stage.shows("Anna Petrova met the mayors of…"), "{}", stage.screen());
}

#[test]
fn an_empty_library_says_what_to_do() {
    let mut stage = Stage::with(Box::new(invented(&[])), 80, 24);
    assert!(stage.shows("visavis import PATH"));
    stage.keys("j enter tab c t w / \"x\" enter n ctrl-p enter esc G");
    assert_eq!(stage.app.press(Key::char('q')), Effect::Quit);
}

#[test]
fn wide_characters_and_hostile_titles_stay_in_their_panes() {
    let text = "# 日本語の題\u{1b}]0;owned\u{7}名\u{202e}\n\n日本語の文章がここにあります。とても長い文章です。\u{9b}31m終わり\n";
    let mut stage = Stage::with(Box::new(invented(&[("wide.md", text)])), 80, 24);
    let screen = stage.keys("enter").screen();
    assert!(screen.contains("日本語の"), "{screen}");
    assert!(!screen.chars().any(|c| c != '\n' && c.is_control()) && !screen.contains("owned"));
    for (width, height) in SIZES {
        stage.resize(width, height).screen();
    }
}

#[test]
fn a_long_query_leaves_the_place_out_rather_than_lie_under_it() {
    let mut stage = Stage::sample(80, 24);
    let query = "q".repeat(60);
    let line = stage.keys("enter /").keys(&format!("\"{query}\"")).screen();
    assert!(line.lines().any(|line| line == format!(" /{query}")), "{line}");
    stage.resize(40, 12);
    assert!(stage.screen().lines().any(|line| line == format!(" /{}", "q".repeat(37))), "{}", stage.screen());
}
