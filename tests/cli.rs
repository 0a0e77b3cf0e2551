//! The program as its users and their scripts meet it: each run in a fresh directory with a home of its own.
//!
//! The corpus and the articles are invented; nobody in them exists.

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)]

#[path = "support/bridges.rs"]
mod bridges;

use std::{ffi::OsStr, fs, io::Write, path::PathBuf, process::Stdio};

use bridges::{ENGLISH, Home, Ran};
use serde_json::Value;

const UKRAINIAN: &str = "\
---
title: \"Керсті Тамм і Віктор Орлен говорили про міст\"
source: Вигадані новини
published: 2021-03-04
language: uk
---

Керсті Тамм зустрілася з Віктором Орленом у Лимані 3 березня 2021 року.

\"Новий міст потрібен нам ще до зими, і ми його збудуємо\", – сказала Керсті Тамм.
";

impl Home {
    /// With an article in English and one in Ukrainian.
    fn new() -> Self {
        let home = Self::with_corpus();
        home.write("talks.md", ENGLISH);
        home.write("zustrich.md", UKRAINIAN);
        home
    }

    /// Runs a line of words, with the invented corpus.
    fn run(&self, line: &str) -> Ran {
        Ran::of(self.command(line.split_whitespace().chain(["--corpus", "corpus"])).output().unwrap())
    }

    /// Runs a line of words as it is.
    fn bare(&self, line: &str) -> Ran {
        Ran::of(self.command(line.split_whitespace()).output().unwrap())
    }

    fn library(&self) -> PathBuf {
        self.at("data/visavis/library.db")
    }
}

/// The names of an object's fields in the order of its line.
fn fields(line: &str) -> Vec<&str> {
    let (mut depth, mut names, mut start, mut escaped) = (0, Vec::new(), None, false);
    for (at, c) in line.char_indices() {
        match (c, start) {
            _ if escaped => escaped = false,
            ('\\', Some(_)) => escaped = true,
            ('"', None) => start = Some(at + 1),
            ('"', Some(from)) => {
                if depth == 1 && line[at..].starts_with("\":") {
                    names.push(&line[from..at]);
                }
                start = None;
            }
            ('{' | '[', None) => depth += 1,
            ('}' | ']', None) => depth -= 1,
            _ => {}
        }
    }
    names
}

const QUOTATION: &str = "id document document_id language kind segments text sentence paragraph spans start end \
                         speaker speaker_id side office mention cue rule confidence by meeting date place topics group \
                         known_by";

#[test]
fn every_list_prints_text_json_and_csv_of_files_without_importing_them() {
    let home = Home::new();
    for (list, expected) in [
        ("documents", "document document_id title published language source url meeting words quotations"),
        ("meetings", "meeting date place kind participants documents quotations derived"),
        ("speakers", "speaker speaker_id side quotations documents"),
        ("topics", "topic name quotations"),
        ("quotes", QUOTATION),
        ("compare", "meeting topic left right score by why"),
        ("search bridge --in", "document document_id paragraph start end snippet quotation"),
    ] {
        let expected: Vec<&str> = expected.split_whitespace().collect();
        let json = home.run(&format!("{list} talks.md zustrich.md --json")).fine();
        assert!(!json.is_empty(), "{list}");
        for line in json.lines() {
            assert!(serde_json::from_str::<Value>(line).unwrap().is_object());
            assert_eq!(fields(line), expected, "{list}");
        }
        let csv = home.run(&format!("{list} talks.md zustrich.md --csv")).fine();
        assert_eq!(csv.lines().count(), json.lines().count() + 1, "{list}");
        assert!(csv.starts_with(&format!("{},{}", expected[0], expected[1])), "{csv}");
        let plain = home.run(&format!("{list} talks.md zustrich.md")).fine();
        assert!(!plain.is_empty() && !plain.contains('{'), "{plain}");
    }
    assert!(!home.at("data").exists(), "nothing is imported");
}

#[test]
fn a_quotation_names_its_speaker_and_stands_where_it_says() {
    let home = Home::new();
    let quotes = home.run("quotes --json talks.md zustrich.md").objects();
    let bridge =
        quotes.iter().find(|quote| quote["text"].as_str().unwrap().starts_with("We need a new bridge")).unwrap();
    assert_eq!(bridge["speaker"], "Kersti Tamm");
    assert_eq!(bridge["speaker_id"], "tamm");
    assert_eq!(bridge["side"], "north");
    assert_eq!(bridge["meeting"], "2021-03-03-lyman");
    assert_eq!(bridge["topics"], serde_json::json!(["bridges"]));
    for shown in home.run("show --json talks.md zustrich.md").objects() {
        let paragraphs: Vec<&str> =
            shown["paragraphs"].as_array().unwrap().iter().map(|p| p["text"].as_str().unwrap()).collect();
        let text: Vec<char> = paragraphs.join("\n\n").chars().collect();
        for quote in quotes.iter().filter(|quote| quote["document_id"] == shown["document_id"]) {
            for (segment, span) in quote["segments"].as_array().unwrap().iter().zip(quote["spans"].as_array().unwrap())
            {
                let at = |index: usize| usize::try_from(span[index].as_u64().unwrap()).unwrap();
                assert_eq!(text[at(0)..at(1)].iter().collect::<String>(), segment.as_str().unwrap());
            }
        }
    }
}

#[test]
fn both_sides_of_a_meeting_are_set_side_by_side() {
    let home = Home::new();
    let pairs = home.run("compare --json talks.md").objects();
    let pair = pairs.iter().find(|pair| !pair["left"].is_null() && !pair["right"].is_null()).unwrap();
    assert_eq!(pair["left"]["speaker_id"], "tamm");
    assert_eq!(pair["right"]["speaker_id"], "orlen");
    assert_eq!(pair["why"]["same_meeting"], true);
    let gaps = home.run("compare --json zustrich.md").objects();
    assert!(
        gaps.iter().all(|gap| gap["right"].is_null() && gap["score"].is_null() && gap["why"] == serde_json::json!({}))
    );
    let plain = home.run("compare zustrich.md").fine();
    assert!(plain.contains("The south bank: (nothing)"), "{plain}");
}

#[test]
fn filters_choose_and_an_unknown_name_is_refused() {
    let home = Home::new();
    let count = |line: &str| home.run(&format!("{line} --json")).objects().len();
    assert_eq!(count("quotes talks.md zustrich.md --side south"), 1);
    assert_eq!(count("quotes talks.md zustrich.md --language uk"), 1);
    assert_eq!(count("quotes talks.md --speaker Орлен"), 1);
    assert_eq!(count("quotes talks.md --kind reported"), 0);
    assert_eq!(count("quotes talks.md --until 2020"), 0);
    assert_eq!(count("quotes talks.md --since 2021-03 --until 2021-03-03"), 2);
    assert_eq!(count("documents talks.md zustrich.md --language uk"), 1);
    assert_eq!(count("speakers talks.md zustrich.md --side north"), 1);
    assert_eq!(count("meetings talks.md --since 2022"), 0);
    home.run("quotes talks.md --side east").refused(2, "east");
    home.run("quotes talks.md --topic tunnels").refused(2, "tunnels");
    home.run("quotes talks.md --meeting 1999-01-01-moon").refused(2, "1999-01-01-moon");
    home.run("documents talks.md --meeting 1999-01-01-moon").refused(2, "1999-01-01-moon");
}

#[test]
fn what_cannot_be_used_is_named_and_the_rest_is_read() {
    let home = Home::new();
    home.write("empty.txt", "");
    home.write("blank.txt", " \n\t\n");
    home.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0".as_slice());
    let bad = ["empty.txt", "blank.txt", "picture.txt", "nowhere.txt"];
    for line in ["documents --json", "quotes --json", "show --json", "import --json"] {
        let ran = home.run(&format!("{line} {} talks.md", bad.join(" ")));
        assert_eq!(ran.status, 1, "{line}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), bad.len(), "{line}: {}", ran.err);
        for name in bad {
            let naming = ran.err.lines().filter(|line| line.contains(name));
            assert_eq!(naming.count(), 1, "{line} names {name}: {}", ran.err);
        }
        assert!(!ran.objects().is_empty(), "{line}");
    }
    assert_eq!(home.run("documents --json").objects().len(), 1);
    assert_eq!(home.run("quotes nowhere.txt").status, 1);
}

#[test]
fn an_import_twice_adds_nothing_and_remove_takes_out() {
    let home = Home::new();
    assert_eq!(home.run("import talks.md zustrich.md").fine(), "2 documents added.\n");
    assert_eq!(home.run("import talks.md zustrich.md").fine(), "0 documents added, 2 documents there already.\n");
    home.write("copy.md", ENGLISH);
    assert_eq!(
        home.run("import --json copy.md").objects()[0],
        serde_json::json!({"added": 0, "known": 1, "failed": 0})
    );
    let documents = home.run("documents --json").objects();
    assert_eq!(documents.len(), 2);
    assert_eq!(home.run("quotes --json").objects().len(), 3);
    assert!(home.run("remove talks").fine().starts_with("Removed talks.md: "));
    let left = home.run("documents --json").objects();
    assert_eq!(left.iter().map(|left| left["document"].as_str().unwrap()).collect::<Vec<_>>(), ["zustrich.md"]);
    assert!(home.run("quotes --json").objects().iter().all(|quote| quote["document"] == "zustrich.md"));
    home.run("remove talks").refused(1, "talks");
    assert!(home.run("remove zustrich.md --json").fine().starts_with("{\"document\":\"zustrich.md\",\"document_id\":"));
    let empty = home.run("documents --json");
    assert_eq!((empty.status, empty.out.as_str()), (0, ""));
}

#[test]
fn what_the_library_says_is_what_the_files_say() {
    let home = Home::new();
    home.run("import talks.md zustrich.md").fine();
    for list in ["documents", "meetings", "speakers", "topics", "compare", "quotes"] {
        let sorted = |line: &str| {
            let mut lines: Vec<String> = home.run(line).fine().lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(&format!("{list} --json")), sorted(&format!("{list} --json talks.md zustrich.md")), "{list}");
    }
}

#[test]
fn a_dry_run_makes_nothing() {
    let home = Home::new();
    assert_eq!(
        home.run("import --dry-run talks.md talks.md").fine(),
        "1 document would be added, 1 document there already.\n"
    );
    assert!(!home.at("data").exists());
}

#[test]
fn reading_makes_no_library() {
    let home = Home::new();
    assert_eq!(home.run("documents").status, 0);
    home.run("remove talks").refused(1, "talks");
    assert!(!home.library().exists());
}

#[test]
fn a_folder_without_documents_is_named() {
    let home = Home::new();
    fs::create_dir(home.at("empty")).unwrap();
    for line in ["documents empty", "quotes empty", "show empty"] {
        home.run(line).refused(1, "empty: ");
    }
    let ran = home.run("import empty");
    assert_eq!((ran.status, ran.out.as_str()), (1, "0 documents added, 1 could not be used.\n"));
    assert_eq!(home.run("empty").status, 1);
}

#[test]
fn a_document_is_shown_by_path_id_name_and_title() {
    let home = Home::new();
    home.run("import talks.md zustrich.md").fine();
    let id = home.run("documents --json").objects()[0]["document_id"].as_str().unwrap().to_owned();
    fs::rename(home.at("talks.md"), home.at("elsewhere.md")).unwrap();
    for name in ["elsewhere.md", "talks.md", "talks", "BOTH", &id] {
        let shown = home.run(&format!("show --json {name}"));
        assert_eq!(shown.objects()[0]["document_id"], id.as_str(), "{name}: {}", shown.err);
    }
    assert!(home.run("show elsewhere.md").fine().contains("We need a new bridge"));
    assert!(home.run("show elsewhere.md").fine().lines().all(|line| line.chars().count() <= 80));
    home.run("show nothing-of-this-name").refused(1, "nothing-of-this-name");
    home.run("show md").refused(1, "2 documents");
}

#[test]
fn search_is_blind_to_case_and_follows_the_letters() {
    let home = Home::new();
    let hits = home.run("search BRIDGE --in talks.md --json").objects();
    assert!(hits.len() >= 2);
    assert!(hits.iter().any(|hit| hit["quotation"].is_string()));
    assert_eq!(home.run("search НОВИЙ міст --in zustrich.md --json").objects().len(), 1);
    for odd in ["\"", "*", "NEAR", "a:b", "-", "(", "\u{1b}[31m", "''"] {
        let ran = Ran::of(home.command(["search", "--json", "--in", "talks.md", "--", odd]).output().unwrap());
        assert_eq!(ran.status, 0, "{odd}: {}", ran.err);
    }
}

#[test]
fn standard_input_is_a_path_too() {
    let home = Home::new();
    for (line, expected) in [("quotes --json -", 2), ("documents --json -", 1), ("show --json -", 1)] {
        let mut child = home
            .command(line.split(' ').chain(["--corpus", "corpus"]))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(ENGLISH.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), expected, "{line}");
    }
}

#[test]
fn without_a_terminal_the_sample_is_listed() {
    let home = Home::new();
    for line in ["", "--sample", "--plain"] {
        let ran = home.bare(line);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.out.contains("2019-05-14") && ran.out.contains("uk"), "{}", ran.out);
    }
    assert_eq!(home.bare("--json").objects().len(), 5);
    assert_eq!(home.run("talks.md --json").objects().len(), 1);
    home.run("import talks.md").fine();
    assert_eq!(home.run("--json").objects().len(), 1, "once it holds something the library is listed");
    assert_eq!(home.bare("documents --sample --json").objects().len(), 5);
}

#[test]
fn a_library_from_garbage_is_refused_and_left_alone() {
    let home = Home::new();
    for garbage in [b"not a library at all".as_slice(), b"", b"SQLite format 3\0 and then nothing", &[0; 8192]] {
        home.write("bad.db", garbage);
        for line in ["documents", "import talks.md", "remove x", "documents --read-only"] {
            home.run(&format!("{line} --library bad.db")).refused(2, "bad.db");
            assert_eq!(fs::read(home.at("bad.db")).unwrap(), garbage);
        }
    }
    home.run("documents --library corpus").refused(2, "corpus");
}

#[test]
fn read_only_changes_nothing() {
    let home = Home::new();
    home.run("import talks.md").fine();
    assert_eq!(home.run("documents --read-only --json").objects().len(), 1);
    home.run("import zustrich.md --read-only").refused(2, "--read-only");
    home.run("remove talks --read-only").refused(2, "--read-only");
    assert_eq!(home.run("documents --json").objects().len(), 1);
}

#[test]
fn a_corpus_that_cannot_be_used_is_explained() {
    let home = Home::new();
    home.bare("quotes talks.md --corpus nowhere").refused(2, "nowhere");
    home.write("corpus/people.toml", "people = 3");
    home.run("quotes talks.md").refused(2, "people.toml");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let home = Home::new();
    for line in ["man", "completions bash", "documents --sample", "--help"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = home.command(line.split(' ')).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()), "{line}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let home = Home::new();
    for line in ["man", "documents --sample --json", "show --corpus corpus talks.md"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = home.command(line.split(' ')).stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}");
        assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1, "{line}");
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    let home = Home::new();
    for line in [
        "--nonsense",
        "quotes --kind shouted talks.md",
        "quotes --since yesterday talks.md",
        "quotes --language fr talks.md",
        "import",
        "show",
        "search",
        "completions noshell",
        "compare --group-by colour",
        "quotes --json --csv talks.md",
        "talks.md quotes",
    ] {
        let ran = home.bare(line);
        assert_eq!(ran.status, 2, "{line}: {}", ran.err);
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{line}");
    }
}

#[test]
fn nothing_typed_reaches_the_terminal_as_a_command() {
    let home = Home::new();
    let hostile = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m";
    home.write("evil.md", format!("---\ntitle: \"a{hostile}b\"\n---\n\nWords {hostile} of no weight stand here.\n"));
    for arguments in [
        vec!["show", hostile],
        vec!["quotes", hostile],
        vec!["quotes", "--side", hostile],
        vec!["quotes", "--kind", hostile],
        vec![hostile, "--nonsense"],
        vec!["show", "evil.md"],
        vec!["documents", "evil.md"],
        vec!["documents", "evil.md", "--csv"],
        vec!["documents", "--library", hostile],
    ] {
        let output = home.command(&arguments).output().unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{arguments:?}: {text:?}");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_name_that_is_not_utf8_is_a_path_like_others() {
    use std::os::unix::ffi::OsStrExt;
    let home = Home::new();
    let name = OsStr::from_bytes(b"talks-\xff.md");
    fs::write(home.at("").join(name), ENGLISH).unwrap();
    let output = home.command([OsStr::new("documents"), OsStr::new("--json"), name]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let output = home.command([OsStr::new("show"), name]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_manual_and_the_completions_are_complete() {
    let home = Home::new();
    let page = home.bare("man").fine();
    for words in [".TH visavis", "EXIT STATUS", "VISAVIS COMPARE", "group\\-by"] {
        assert!(page.contains(words), "{words}");
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(home.bare(&format!("completions {shell}")).fine().contains("compare"), "{shell}");
    }
    assert!(home.bare("--version").fine().starts_with("visavis "));
    assert!(home.bare("--help").fine().contains("Exit status"));
}
