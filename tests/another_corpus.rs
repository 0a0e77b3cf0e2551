//! Another corpus folder makes a reader for two other sides: an invented railway and the residents it keeps awake, in
//! English and Ukrainian. Nothing of the sample corpus is in the code.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use support::{
    Stage,
    program::{Desk, railway},
};
use visavis::{corpus::Corpus, ingest, library::Library};

const ALL: &str = "--corpus {railway} {railway}/articles";

fn library() -> Library {
    let mut library = Library::in_memory(Arc::new(Corpus::load(&railway()).unwrap())).unwrap();
    for path in files(&railway().join("articles")) {
        library.add(&ingest::read(&path).unwrap()).unwrap();
    }
    library
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn speakers_offices_sides_and_meetings_are_those_of_the_folder() {
    let quotes = Desk::new().run(&format!("quotes --json {ALL}")).objects();
    let told: BTreeSet<[&str; 4]> = quotes
        .iter()
        .map(|quote| ["speaker_id", "office", "side", "meeting"].map(|field| quote[field].as_str().unwrap_or("-")))
        .collect();
    let director = "Director of the Valley Railway";
    let chair = "Chair of the Residents' Association";
    assert_eq!(
        told.into_iter().collect::<Vec<_>>(),
        [
            ["brandl", director, "railway", "2022-03-15-harwick"],
            ["koval", chair, "residents", "2021-06-10-harwick"],
            ["koval", chair, "residents", "2022-03-15-harwick"],
            ["marten", director, "railway", "2021-06-10-harwick"],
            ["ostrom", "-", "-", "2021-06-10-harwick"],
        ]
    );
    assert!(
        quotes.iter().any(|quote| quote["language"] == "uk") && quotes.iter().any(|quote| quote["language"] == "en")
    );
    // The same words in both languages are one.
    let trains: BTreeSet<&str> = quotes
        .iter()
        .filter(|quote| quote["speaker_id"] == "marten" && quote["topics"][0] == "noise")
        .map(|quote| quote["group"].as_str().unwrap())
        .collect();
    assert_eq!(trains.len(), 1);
}

#[test]
fn both_sides_are_compared_by_their_own_topics() {
    let desk = Desk::new();
    let pairs = desk.run(&format!("compare --json {ALL}")).objects();
    let whole: Vec<[&str; 3]> = pairs
        .iter()
        .filter(|pair| pair["left"].is_object() && pair["right"].is_object())
        .map(|pair| {
            [&pair["topic"], &pair["left"]["speaker_id"], &pair["right"]["speaker_id"]].map(|at| at.as_str().unwrap())
        })
        .collect();
    assert_eq!(
        whole,
        [
            ["fares", "marten", "koval"],
            ["noise", "marten", "koval"],
            ["noise", "brandl", "koval"],
            ["fares", "brandl", "koval"]
        ]
    );
    let wide = desk.run_in(&format!("compare --group-by topic {ALL}"), 120).fine();
    assert!(wide.starts_with("Noise at night\n──────────────\nValley Railway "), "{wide}");
    assert!(wide.lines().all(|line| line.chars().count() <= 120), "{wide}");
    let narrow = desk.run_in(&format!("compare {ALL}"), 60).fine();
    assert!(narrow.contains("Ilse Marten, Director of the Valley Railway (Valley\n"), "{narrow}");
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
}

#[test]
fn an_office_is_that_of_the_day_of_the_words() {
    let desk = Desk::new();
    let told =
        "Ilse Marten met Nadia Koval in Harwick on 10 June 2021.\n\n\"The night trains will not stop,\" Marten said.\n";
    desk.write("undated.md", &format!("---\nlanguage: en\n---\n\n{told}"));
    desk.write("later.md", &format!("---\nlanguage: en\npublished: 2023-06-10\n---\n\n{told}"));
    let quotes = desk.run("quotes --json --corpus {railway} undated.md later.md").objects();
    assert_eq!(quotes.len(), 2);
    for quote in &quotes {
        assert_eq!(
            (&quote["date"], &quote["office"]),
            (&"2021-06-10".into(), &"Director of the Valley Railway".into())
        );
    }
}

#[test]
fn what_a_reader_links_and_parts_again_stands_under_its_own_topic() {
    let desk = Desk::new();
    let lines = |group| desk.run(&format!("compare --json --group-by {group} {ALL}")).objects();
    let id = |side: &str, topic: &str| {
        let is_it = |line: &&serde_json::Value| line["topic"] == topic && line[side].is_object();
        lines("topic").iter().find(is_it).unwrap()[side]["id"].as_str().unwrap().to_owned()
    };
    let (marten, koval) = (id("left", "noise"), id("right", "fares"));
    for verdict in ["--pair", "--no-pair"] {
        desk.run(&format!("correct {marten} {verdict} {koval} --corpus {{railway}} --in {{railway}}/articles")).fine();
    }
    for group in ["meeting", "topic"] {
        let lines = lines(group);
        let topic = |side: &str, id: &str| lines.iter().find(|line| line[side]["id"] == *id).unwrap()["topic"].clone();
        assert_eq!((topic("left", &marten), topic("right", &koval)), ("noise".into(), "fares".into()));
    }
    let topics: Vec<_> = lines("topic").iter().map(|line| line["topic"].clone()).collect();
    let heads = topics.chunk_by(|one, next| one == next).count();
    assert_eq!(heads, topics.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len(), "{topics:?}");
}

#[test]
fn an_export_names_the_sides_of_the_folder() {
    let desk = Desk::new();
    for format in ["md", "html"] {
        let out = desk.run(&format!("export pairs --format {format} {ALL}")).fine();
        for words in ["The night trains of Harwick", "Valley Railway", "Residents of Harwick", "Вісті долини"]
        {
            assert!(out.contains(words), "{words}: {out}");
        }
    }
}

#[test]
fn the_reader_shows_them_as_it_shows_any_other() {
    let mut stage = Stage::with(Box::new(library()), 120, 40);
    assert!(stage.shows("A hearing in Harwick") && stage.shows("Гарвік"), "{}", stage.screen());
    stage.keys("c");
    for words in ["Valley Railway", "Residents of Harwick", "Harwick · 10 June 2021", "Nadia Koval"] {
        assert!(stage.shows(words), "{words}: {}", stage.screen());
    }
    stage.keys("t");
    assert!(stage.shows("Noise at night"), "{}", stage.screen());
    stage.keys("q ctrl-p \"коваль\"");
    assert!(stage.shows("Nadia Koval"), "{}", stage.screen());
    stage.keys("esc ?");
    let texts = [(80, 24), (40, 12)].map(|(width, height)| stage.resize(width, height).screen());
    for person in ["Lavrov", "Лавров", "Pompeo"] {
        assert!(texts.iter().all(|screen| !screen.contains(person)), "{person}");
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in files(folder) {
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

/// The surnames of both sides of the sample corpus stand in its folder only.
#[test]
fn nobody_of_the_sample_corpus_is_in_the_code() {
    let corpus = Corpus::sample();
    let surname = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for person in corpus.people.iter().filter(|person| corpus.side_of(&person.id).is_some()) {
        names.extend(person.name.all().map(|(_, name)| surname(name)));
    }
    // Names that are also words of the language.
    for word in ["rice", "burns", "powell", "tracy", "campbell", "sherman"] {
        names.remove(word);
    }
    assert!(names.len() > 60 && names.contains("лавров"), "{names:?}");
    let mut paths = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    // That file is the sample corpus's place in the program; tests speak of whom they like.
    paths.retain(|path| !path.ends_with("corpus/sample.rs") && !path.ends_with("tests.rs"));
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let program = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let is_code = path.extension().is_some_and(|ending| ending == "rs");
        let mut section = "";
        for line in program.lines() {
            section = line.strip_prefix('[').filter(|_| !is_code).map_or(section, |name| name.trim_end_matches(']'));
            // Given names of all the world are some people's surnames.
            if ["male", "female"].contains(&section) {
                continue;
            }
            let line = if is_code { line.split("//").next().unwrap() } else { line };
            for word in line.to_lowercase().split(|c: char| !c.is_alphabetic()) {
                assert!(!names.contains(word), "{}: {line}", path.display());
            }
        }
    }
}
