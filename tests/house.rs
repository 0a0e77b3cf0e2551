//! The rules of the house, as far as a program can see them: which room may know which, what the core must not
//! touch, how a file opens and how long it may be.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms from the ground up; those on one floor do not know each other, but for the command line, which
/// opens the reader.
const FLOORS: [&[&str]; 13] = [
    &["text"],
    &["language"],
    &["document"],
    &["corpus"],
    &["ingest", "speaker"],
    &["quotation"],
    &["meeting", "correction"],
    &["alignment", "evaluation"],
    &["library"],
    &["search"],
    &["export"],
    &["tui"],
    &["cli"],
];

/// Rooms that may look at the terminal, the clock and the environment.
const EDGE: [&str; 3] = ["cli", "tui", "main"];

/// Lines a file may have, its tests left out.
const LONGEST: usize = 500;

struct Source {
    path: PathBuf,
    /// The first part of the module's path: `src/text/fold.rs` is in `text`.
    room: String,
    text: String,
}

impl Source {
    /// The code of the program itself: without comments, and without the unit tests at the end.
    fn code(&self) -> String {
        let program = self.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = program.lines().map(|line| line.split("//").next().unwrap_or_default());
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    assert!(paths.len() > 10, "the sources are found");
    // Unit tests in a file of their own are tests.
    paths.retain(|path| !path.ends_with("tests.rs"));
    let source = |path: PathBuf| {
        let first = path.strip_prefix(&root).unwrap().iter().next().unwrap().to_string_lossy().into_owned();
        Source { room: first.trim_end_matches(".rs").to_owned(), text: fs::read_to_string(&path).unwrap(), path }
    };
    paths.into_iter().map(source).collect()
}

/// The rooms that a piece of code names: `crate::a::b`, and `crate::{a::b, c}` over several lines.
fn named(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            names.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            continue;
        };
        let (mut depth, mut name) = (0, String::new());
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                _ if depth == 0 => name.push(c),
                _ => {}
            }
        }
        names.push(name);
    }
    let first = |name: String| name.trim().split("::").next().unwrap_or_default().to_owned();
    names.into_iter().map(first).filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_rooms_named_are_found() {
    let code = "use crate::{\n    text::{Clean, Span},\n    document::Document,\n    corpus,\n};\nlet x = crate::library::x();";
    assert_eq!(named(code), ["text", "document", "corpus", "library"]);
}

#[test]
fn every_room_knows_only_those_below() {
    let floor = |room: &str| FLOORS.iter().position(|rooms| rooms.contains(&room));
    for source in sources().iter().filter(|source| !["lib", "main"].contains(&source.room.as_str())) {
        let Some(here) = floor(&source.room) else { panic!("{}: a room without a floor", source.path.display()) };
        for name in named(&source.code()) {
            let there = floor(&name);
            assert!(
                name == source.room || there.is_some_and(|there| there < here),
                "{}: {} must not know {name}",
                source.path.display(),
                source.room
            );
        }
    }
}

#[test]
fn only_the_reader_names_the_terminal_libraries() {
    for source in sources().iter().filter(|source| source.room != "tui") {
        for library in ["ratatui", "crossterm"] {
            assert!(!source.code().contains(library), "{}: names {library}", source.path.display());
        }
    }
}

#[test]
fn the_core_reads_no_clock_environment_or_terminal() {
    let outside = ["std::env", "env::var", "SystemTime", "Instant", "::now()", "IsTerminal", "is_terminal", "stdout()"];
    for source in sources().iter().filter(|source| !EDGE.contains(&source.room.as_str())) {
        for name in outside {
            assert!(!source.code().contains(name), "{}: uses {name}", source.path.display());
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "{}: opens without //!", source.path.display());
        assert!(!source.path.ends_with("mod.rs"), "{}: a folder's module stands beside it", source.path.display());
    }
}

#[test]
fn no_file_is_too_long() {
    for source in sources() {
        let program = source.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = program.lines().count();
        assert!(lines <= LONGEST, "{}: {lines} lines", source.path.display());
    }
}

/// A machine's folders in the sources would not be found on another one.
#[test]
fn no_source_names_a_folder_outside() {
    for source in sources() {
        for folder in ["../shared", "/home/"] {
            assert!(!source.text.contains(folder), "{}: names {folder}", source.path.display());
        }
    }
}
