//! Every key of the table on three layouts, and any key at any size.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use support::{Stage, sample};
use visavis::tui::{Context, Effect, Key, actions};

const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC: [&str; 2] = ["ёйцукенгшщзхъфывапролджэячсмитьбю", "'йцукенгшщзхїфівапролджєячсмитьбю"];
const SHIFTED: &str = "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";

/// What the same keys type in another layout; None where one of them types no letter there.
fn on_layout(chord: &str, layout: &str) -> Option<String> {
    let keys: Option<Vec<String>> = chord.split(' ').map(|key| key_on_layout(key, layout)).collect();
    keys.map(|keys| keys.join(" "))
}

fn key_on_layout(key: &str, layout: &str) -> Option<String> {
    let (chord, letter) = key.strip_prefix("ctrl-").map_or(("", key), |letter| ("ctrl-", letter));
    let mut letters = letter.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let at = |row: &str| row.chars().position(|c| c == letter).and_then(|at| layout.chars().nth(at));
    let typed = at(LATIN).map(String::from).or_else(|| at(SHIFTED).map(|c| c.to_uppercase().to_string()))?;
    Some(format!("{chord}{typed}"))
}

/// The keys that lead into a context.
fn into(context: Context) -> &'static str {
    match context {
        Context::List => "j j",
        Context::Reader => "3 g enter ] ]",
        Context::Compare => "3 g c j",
        Context::Matrix => "M l j j",
        Context::Narrow => "3 g c f",
        Context::Help => "? j j",
        Context::Why => "3 g enter ] w",
        Context::Jump => "ctrl-p \"по\" down",
        Context::Search => "3 g enter / \"по\"",
        Context::Correct => "3 g enter ] e",
        Context::CorrectDocument => "3 g enter E",
        Context::Choose => "3 g enter ] e s \"по\"",
        Context::Words => "3 g enter + l l",
        Context::Filter => "3 g enter ? / \"no\"",
        Context::Mark => "3 g enter '",
    }
}

#[test]
fn every_command_works_under_a_russian_and_a_ukrainian_layout() {
    let mut pressed = 0;
    for context in Context::ALL {
        for spec in actions().filter(|spec| spec.contexts.contains(&context)) {
            for key in spec.keys {
                let after = |chord: &str| {
                    let mut stage = Stage::with(Box::new(sample()), 80, 24);
                    stage.keys(into(context));
                    let keys = chord.split(' ').map(|key| key.parse().unwrap());
                    let effects: Vec<Effect> = keys.map(|key| stage.app.press(key)).collect();
                    (effects, stage.screen(), stage.app.take_copied())
                };
                let mut others: Vec<String> = CYRILLIC.iter().filter_map(|layout| on_layout(key, layout)).collect();
                others.dedup();
                // `,` and `.` are letters there; the marks of that layout are themselves in the table.
                if others.is_empty() || [",", "."].contains(key) {
                    continue;
                }
                let expected = after(key);
                for other in others {
                    pressed += 1;
                    assert!(after(&other) == expected, "{} is not on {other} {}", spec.name, context.name());
                }
            }
        }
    }
    assert!(pressed > 100, "{pressed}");
}

#[test]
fn letters_typed_into_a_field_are_left_as_they_are() {
    let mut stage = Stage::sample(80, 24);
    assert!(stage.keys("ctrl-p \"обзор\"").shows("> обзор"));
    assert!(stage.keys("esc enter / \"о\"").shows(" /о"));
}

#[test]
fn a_key_that_means_nothing_changes_nothing() {
    let mut stage = Stage::sample(80, 24);
    for context in ["", "enter", "c", "?"] {
        let before = stage.keys(context).screen();
        assert_eq!(stage.keys("Z @ %").screen(), before);
    }
}

#[test]
fn of_a_key_that_means_something_elsewhere_it_is_said_where() {
    for (keys, said) in [
        ("c c", "c works in the list or reading, not comparing."),
        ("M ц", "ц works reading or comparing, not in the matrix."),
        ("M /", "/ works in the list, reading or comparing, not in the matrix."),
        ("enter J", "J works comparing, not reading."),
    ] {
        let mut stage = Stage::sample(120, 40);
        assert!(stage.keys(keys).shows(said), "{}", stage.screen());
        assert!(!stage.keys("esc").shows(said), "{}", stage.screen());
    }
}

fn any_key() -> impl Strategy<Value = String> {
    let named = actions().flat_map(|spec| spec.keys).flat_map(|chord| chord.split(' ')).map(String::from);
    let named: Vec<String> = named.collect();
    prop_oneof![
        8 => proptest::sample::select(named),
        1 => "[0-9]".prop_map(String::from),
        1 => any::<char>().prop_filter("a letter", |c| !c.is_whitespace() && *c != '"').prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(steps in prop::collection::vec((any_key(), (1_u16..140, 1_u16..60), 0_u8..6), 1..60)) {
        let mut stage = Stage::sample(80, 24);
        for (key, (width, height), resize) in steps {
            if resize == 0 {
                stage.resize(width, height);
            }
            let key: Key = key.parse().unwrap();
            if stage.app.press(key) != Effect::Quit {
                stage.app.preview();
            }
            stage.buffer();
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_size_can_be_drawn(width in prop_oneof![1_u16..30, Just(1000)], height in prop_oneof![1_u16..12, Just(500)]) {
        let mut stage = Stage::sample(80, 24);
        for keys in ["", "enter ]", "w", "esc c j", "w", "esc ?", "esc ctrl-p \"по\"", "esc / \"по\""] {
            stage.keys(keys).resize(width, height).buffer();
        }
    }
}
