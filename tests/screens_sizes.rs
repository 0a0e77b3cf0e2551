//! Every screen over an article in each of the three languages at four sizes, as text that people can read:
//! `tests/screens/uk/why-80x24.txt`. `VISAVIS_UPDATE=1 cargo test --test screens_sizes` draws them anew, to be looked at
//! before they are committed.

mod support;

use support::{Stage, invented, sample};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

/// A language, the keys that select its article, and a name as it writes it.
const LANGUAGES: [(&str, &str, &str); 3] = [("en", "1 g", "Lavrov"), ("ru", "2 g", "Лавров"), ("uk", "3 g", "Лавров")];

/// A screen, and the keys that lead there from the list; `{name}` is the name in the article's language.
const SCREENS: [(&str, &str); 29] = [
    ("list", ""),
    ("reading", "enter ] ["),
    ("zoomed", "enter z ] ["),
    ("end", "enter G"),
    ("why", "enter ] [ w"),
    ("search", "enter / \"{name}\""),
    ("no-hit", "enter / \"zzzz\" enter"),
    ("jump", "ctrl-p \"{name}\""),
    ("no-jump", "ctrl-p \"zzzz\""),
    ("palette", "enter :"),
    ("help", "enter ?"),
    ("help-end", "enter ? G"),
    ("chord", "enter ] [ s"),
    ("marks", "enter m a '"),
    ("copied", "enter ] [ y y"),
    ("words", "enter ] [ y w l l"),
    ("tag", "enter ] [ s t \"{name}\""),
    ("note", "enter ] [ s n \"{name}?\""),
    ("kept", "enter ] [ s s s t \"{name}\" enter s N \"{name}?\" enter s l"),
    ("correct", "enter ] [ e"),
    ("speaker", "enter ] [ e s \"{name}\""),
    ("document", "enter E"),
    ("compare", "c"),
    ("topics", "c t"),
    ("loose", "c x j"),
    ("swapped", "c X z j"),
    ("narrow", "c f"),
    ("matrix", "M l"),
    ("timeline", "c T"),
];

fn hold(language: &str) {
    let (language, article, name) = LANGUAGES.into_iter().find(|known| known.0 == language).unwrap_or_default();
    for (screen, keys) in SCREENS {
        for (width, height) in SIZES {
            let mut stage = Stage::sample(width, height);
            stage.keys(article).keys(&keys.replace("{name}", name));
            stage.assert_screen(&format!("{language}/{screen}-{width}x{height}"));
        }
    }
}

#[test]
fn every_screen_in_english() {
    hold("en");
}

#[test]
fn every_screen_in_russian() {
    hold("ru");
}

#[test]
fn every_screen_in_ukrainian() {
    hold("uk");
}

#[test]
fn what_is_seen_where_there_is_nothing_to_see() {
    const NOBODY: [(&str, &str); 2] =
        [("rain.txt", "Rain fell on the river.\n\nNobody was there.\n"), ("snow.txt", "Snow fell on the river.\n")];
    for (width, height) in SIZES {
        let hold = |name: &str, mut stage: Stage, keys: &str| {
            stage.keys(keys).assert_screen(&format!("empty/{name}-{width}x{height}"));
        };
        hold("welcome", Stage::newcomer(Box::new(sample()), width, height), "");
        hold("library", Stage::with(Box::new(invented(&[])), width, height), "");
        let nobody = || Stage::with(Box::new(invented(&NOBODY)), width, height);
        hold("article", nobody(), "enter w");
        hold("compare", nobody(), "c");
        hold("matrix", nobody(), "M");
        hold("timeline", nobody(), "T");
        hold("marks", nobody(), "'");
        hold("kept", nobody(), "s l");
    }
}
