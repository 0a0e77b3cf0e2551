//! The README says what the program is: its table of keys is the table of actions, its tours lead where they say, what
//! it links to is there, and the commands it names exist. `VISAVIS_UPDATE=1 cargo test --test readme` writes the table anew.
#![allow(clippy::unwrap_used)]

mod support;

use std::{fmt::Write, fs, path::PathBuf, process::Command};

use support::{Stage, sample};
use visavis::tui::{Chord, Key, SECTIONS};

const BEGIN: &str = "<!-- keys: written by `VISAVIS_UPDATE=1 cargo test --test readme` -->\n\n";
const END: &str = "\n<!-- end of keys -->";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn keys() -> String {
    let mut table = String::from("| key | |\n| --- | --- |\n");
    for section in SECTIONS {
        writeln!(table, "| **{}** | |", section.title).unwrap();
        for spec in section.actions {
            let shown = spec.keys.iter().map(|key| {
                let key = key.parse::<Chord>().unwrap().to_string();
                format!("`{}`", key.strip_prefix('^').map_or_else(|| key.clone(), |letter| format!("Ctrl-{letter}")))
            });
            writeln!(table, "| {} | {} |", shown.collect::<Vec<_>>().join(" "), spec.doc).unwrap();
        }
    }
    table
}

#[test]
fn the_table_of_keys_is_the_table_of_actions() {
    let file = root().join("README.md");
    let readme = fs::read_to_string(&file).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (table, after) = rest.split_once(END).unwrap();
    let keys = keys();
    if table != keys && std::env::var_os("VISAVIS_UPDATE").is_some() {
        fs::write(&file, [before, BEGIN, &keys, END, after].concat()).unwrap();
        return;
    }
    assert!(table == keys, "VISAVIS_UPDATE=1 writes the table anew; it should be:\n{keys}");
}

/// What stands between two of these, the first of which may be the beginning.
fn between(text: &str, mark: char) -> impl Iterator<Item = &str> {
    text.split(mark).skip(1).step_by(2)
}

/// Each row of a tour: its keys are pressed one after another, and what is in italics is then on the screen. A word that
/// names no key is typed.
#[test]
fn the_tours_lead_where_they_say() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let tours: Vec<&str> = readme.split("| press | |\n| --- | --- |\n").skip(1).collect();
    assert_eq!(tours.len(), 3);
    for (tour, (width, height)) in tours.iter().flat_map(|tour| [(tour, (80, 24)), (tour, (110, 32))]) {
        let mut stage = Stage::newcomer(Box::new(sample()), width, height);
        let mut seen = 0;
        for row in tour.lines().take_while(|line| line.starts_with('|')) {
            let (keys, says) = row.trim_matches('|').split_once('|').unwrap();
            for keys in between(keys, '`') {
                match keys.to_lowercase().parse::<Key>() {
                    Ok(key) if keys.chars().count() > 1 => stage.press(key),
                    _ => keys.chars().for_each(|letter| stage.press(Key::char(letter))),
                }
            }
            for words in between(says, '*') {
                seen += 1;
                assert!(stage.shows(words), "{row}\n{}", stage.screen());
            }
        }
        assert!(seen >= 8, "{seen}");
        assert!(!stage.shows("Welcome!"));
    }
}

#[test]
fn what_is_linked_to_is_there() {
    for page in ["README.md", "ARCHITECTURE.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        for (link, _) in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')) {
            assert!(link.starts_with("https://") || root().join(link).exists(), "{page}: {link}");
        }
    }
}

#[test]
fn the_commands_it_names_exist() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let commands = readme.lines().filter_map(|line| line.strip_prefix("visavis "));
    let names = commands.filter_map(|line| line.split(' ').next()).flat_map(|names| names.split('|'));
    let names: Vec<&str> = names.filter(|name| name.chars().all(|c| c.is_ascii_lowercase())).collect();
    assert!(names.len() > 8, "{names:?}");
    let answer = Command::new(env!("CARGO_BIN_EXE_visavis")).arg("--help").output().unwrap();
    let help = String::from_utf8(answer.stdout).unwrap();
    for name in names {
        assert!(help.lines().any(|line| line.split_whitespace().next() == Some(name)), "{name}");
    }
}
