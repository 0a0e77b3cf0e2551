//! `visavis eval` as its users meet it, and its figures held against those of the scoring program that the marked
//! articles came with. Passes where these, or Python, are not there.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn visavis(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visavis")).args(arguments).current_dir(folder).output().unwrap()
}

fn objects(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The folder with the marked articles: beside the project, or where VISAVIS_SHARED says.
fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("VISAVIS_SHARED").map_or(beside, Into::into);
    folder.join("eval/score.py").is_file().then_some(folder)
}

/// The figures by language, as rounded as the scoring program prints them.
fn ours(gold: &Path, texts: &Path) -> Vec<String> {
    let output = visavis(&["eval", &gold.to_string_lossy(), &texts.to_string_lossy(), "--json"], Path::new("."));
    let lines = objects(&output).into_iter().filter(|line| line["language"].is_string());
    let figure = |value: &Value| match value {
        Value::Null => "nan".to_owned(),
        Value::Number(number) if number.is_f64() => format!("{:.3}", number.as_f64().unwrap()),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let columns = [
        "language",
        "gold",
        "found",
        "exact",
        "overlap",
        "speaker",
        "named",
        "precision",
        "recall",
        "attributed",
        "meeting",
        "noise",
    ];
    lines.map(|line| columns.map(|column| figure(&line[column])).join(" ")).collect()
}

fn theirs(gold: &Path, texts: &Path, shared: &Path) -> Option<Vec<String>> {
    let found = visavis(&["quotes", "--json", &texts.to_string_lossy()], Path::new("."));
    assert!(found.status.success());
    let folder = tempfile::tempdir().unwrap();
    let quotations = folder.path().join("quotations.jsonl");
    fs::write(&quotations, found.stdout).unwrap();
    let scored = Command::new("python3").arg(shared.join("eval/score.py")).args([gold, &quotations]).output().ok()?;
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    let table = String::from_utf8(scored.stdout).unwrap();
    Some(table.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
}

#[test]
fn the_figures_are_those_of_the_scoring_program() {
    let Some(shared) = shared() else {
        eprintln!("skipped: the marked articles are not here");
        return;
    };
    for (gold, texts) in [("gold/seeds.jsonl", "seeds"), ("gold/dev.jsonl", "gold/texts")] {
        let (gold, texts) = (shared.join(gold), shared.join(texts));
        let Some(expected) = theirs(&gold, &texts, &shared) else {
            eprintln!("skipped: there is no python3 here");
            return;
        };
        assert_eq!(ours(&gold, &texts), expected, "{}", gold.display());
    }
}

const TEXT: &str = "\
Kersti Tamm and Viktor Orlen met in Lyman.

\"We need a new bridge before the winter comes,\" Kersti Tamm said after the talks.

Viktor Orlen said: \"The bridge must be paid for by both banks of the river.\"
";

/// Marks with one error: the second speaker is given as somebody else.
const GOLD: &str = r#"{"document": "lyman.txt", "language": "en", "quotes": [{"speaker": "Kersti Tamm", "segments": ["We need a new bridge before the winter comes"]}, {"speaker": "Ann Case", "segments": ["The bridge must be paid for by both banks of the river"]}]}
"#;

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("texts")).unwrap();
    fs::write(home.path().join("texts/lyman.txt"), TEXT).unwrap();
    fs::write(home.path().join("gold.jsonl"), GOLD).unwrap();
    home
}

#[test]
fn tables_for_people_and_the_errors_with_their_rules() {
    let home = home();
    let output = visavis(&["eval", "gold.jsonl", "--errors"], home.path());
    let (text, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!((output.status.code(), err.as_str()), (Some(0), ""), "{text}");
    let line = |begins: &str| {
        let line = text.lines().find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("{begins}: {text}"));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("all "), "all 2 2 1.000 1.000 0.500 0.500 0.500 0.500 0.500 - 0");
    assert_eq!(line("speaker "), "speaker 1");
    assert_eq!(line("missed "), "missed 0");
    assert!(line("speaker · lyman.txt · rule ").ends_with("mention “Viktor Orlen” · cue"), "{text}");
    assert_eq!(line("  marked "), "marked Ann Case");
    assert_eq!(line("  found "), "found Viktor Orlen");
}

#[test]
fn json_has_languages_rules_and_errors_one_a_line() {
    let home = home();
    let lines = objects(&visavis(&["eval", "gold.jsonl", "--json"], home.path()));
    let with = |field: &str| lines.iter().filter(|line| !line[field].is_null()).count();
    assert_eq!((with("language"), with("rule") - with("error"), with("error")), (2, 2, 1), "{lines:?}");
    let error = lines.last().unwrap();
    assert_eq!((&error["error"], &error["found"]), (&"speaker".into(), &"Viktor Orlen".into()));
}

#[test]
fn a_floor_that_does_not_hold_is_named_and_ends_with_1() {
    let home = home();
    let output = visavis(&["eval", "gold.jsonl", "--min", "exact=1", "--min", "en.attributed=0.9"], home.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "visavis: short: en.attributed 0.500 < 0.9\n");
    let output = visavis(&["eval", "gold.jsonl", "--min", "attributed=0.5", "--max", "noise=0"], home.path());
    assert_eq!(output.status.code(), Some(0));
    let output = visavis(&["eval", "gold.jsonl", "--min", "beauty=0.5"], home.path());
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_document_that_is_not_there_is_named_and_the_others_are_scored() {
    let home = home();
    let missing = r#"{"document": "gone.txt", "language": "uk", "quotes": [{"speaker": null, "segments": ["x"]}]}"#;
    fs::write(home.path().join("gold.jsonl"), format!("{GOLD}{missing}\n")).unwrap();
    for arguments in [&["eval", "gold.jsonl", "--json"][..], &["eval", "gold.jsonl", "texts", "--json"][..]] {
        let output = visavis(arguments, home.path());
        assert_eq!(output.status.code(), Some(1));
        let err = String::from_utf8(output.stderr.clone()).unwrap();
        assert_eq!(err, "visavis: gone.txt: the document is not there\n");
        assert_eq!(objects(&output)[1]["gold"], 2, "over all, what was found is scored");
    }
}

#[test]
fn marks_that_cannot_be_read_are_refused_with_their_line() {
    let home = home();
    fs::write(home.path().join("gold.jsonl"), format!("{GOLD}nothing\n")).unwrap();
    let output = visavis(&["eval", "gold.jsonl"], home.path());
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.starts_with("visavis: gold.jsonl: line 2 holds no marked document: "), "{err}");
    assert_eq!(visavis(&["eval", "gone.jsonl"], home.path()).status.code(), Some(2));
}
