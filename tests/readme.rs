//! The README says what the program is: its table of keys is the table of actions, what it links to is there, and the
//! commands it names exist. `VISAVIS_UPDATE=1 cargo test --test readme` writes the table anew.
#![allow(clippy::unwrap_used)]

use std::{fmt::Write, fs, path::PathBuf, process::Command};

use visavis::tui::{Chord, SECTIONS};

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
