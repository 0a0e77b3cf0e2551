//! Corrections as a reader and a script meet them: each run in a fresh directory with a home of its own. The corpus
//! and the articles are invented; nobody in them exists.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/bridges.rs"]
mod bridges;

use std::fs;

use bridges::{Home, Ran};
use serde_json::{Value, json};

const TALKS: &str = "\
---
title: Talks at the river
published: 2021-03-03
language: en
---

Kersti Tamm met Viktor Orlen at the river, and the two spoke of the old bridge for an hour.

\"We need a new bridge before the winter comes,\" Kersti Tamm said after the talks.

Viktor Orlen said: \"The bridge must be paid for by both banks of the river.\"
";

impl Home {
    fn new() -> Self {
        let home = Self::with_corpus();
        home.write("talks.md", TALKS);
        home
    }

    /// With the article in the library.
    fn filled() -> Self {
        let home = Self::new();
        home.run(&["import", "talks.md"]).fine();
        home
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments.iter().chain(&["--corpus", "corpus"])).output().unwrap())
    }

    fn objects(&self, arguments: &[&str]) -> Vec<Value> {
        let ran = self.run(&[arguments, &["--json"]].concat()).fine();
        ran.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The quotations of the library, or of what is named after `--in`.
    fn quotes(&self, rest: &[&str]) -> Vec<Value> {
        self.objects(&[&["quotes"], rest].concat())
    }

    /// The id of the quotation that begins with these words.
    fn id(&self, words: &str) -> String {
        let quotes = self.quotes(&[]);
        let found = quotes.iter().find(|quote| quote["text"].as_str().unwrap().starts_with(words));
        found.unwrap_or_else(|| panic!("{words}: {quotes:?}"))["id"].as_str().unwrap().to_owned()
    }

    fn library(&self) -> Vec<u8> {
        fs::read(self.at("data/visavis/library.db")).unwrap()
    }
}

fn speakers(quotes: &[Value]) -> Vec<Option<&str>> {
    quotes.iter().map(|quote| quote["speaker"].as_str()).collect()
}

#[test]
fn another_speaker_is_shown_everywhere_and_the_library_stays_as_it_is() {
    let home = Home::filled();
    let (before, bytes) = (home.quotes(&[]), home.library());
    assert_eq!(speakers(&before), [Some("Kersti Tamm"), Some("Viktor Orlen")]);
    let said = home.run(&["correct", &home.id("We need"), "--speaker", "Орлен"]).fine();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(said, "talks.md: said by Viktor Orlen: “We need a new bridge before the winter comes,”");

    let quotes = home.quotes(&[]);
    assert_eq!(speakers(&quotes), [Some("Viktor Orlen"), Some("Viktor Orlen")]);
    assert_eq!(
        (&quotes[0]["by"], &quotes[0]["rule"], &quotes[0]["side"]),
        (&json!("reader"), &json!("reader"), &json!("south"))
    );
    assert_eq!(quotes[1], before[1]);
    assert_eq!(home.quotes(&["--speaker", "tamm"]).len(), 0);
    assert_eq!(home.quotes(&["--side", "south"]).len(), 2);
    assert_eq!(home.objects(&["speakers"]).len(), 1);
    assert!(home.objects(&["compare"]).iter().all(|pair| pair["left"].is_null()));
    assert_eq!(home.quotes(&["talks.md"]), quotes, "and where the file is read without importing it");

    home.run(&["corrections", "undo"]).fine();
    assert_eq!(home.quotes(&[]), before);
    home.run(&["corrections", "redo"]).fine();
    assert_eq!(home.quotes(&[]), quotes);
    assert_eq!(home.library(), bytes);
    // Somebody else sees what the rules say.
    assert_eq!(home.quotes(&["--reader", "ann"]), before);
}

#[test]
fn kind_meeting_pair_and_row_are_put_right() {
    let home = Home::filled();
    home.write(
        "later.md",
        "---\npublished: 2021-04-01\nlanguage: en\n---\n\n\"The winter will not wait for us,\" Kersti Tamm said.\n",
    );
    home.run(&["import", "later.md"]).fine();
    let [need, bridge, winter] = ["We need", "The bridge", "The winter"].map(|words| home.id(words));
    home.run(&["correct", &need, "--kind", "partial", "--no-meeting"]).fine();
    let quote = home.quotes(&[]).into_iter().find(|quote| quote["id"] == *need).unwrap();
    assert_eq!((&quote["kind"], &quote["by"], &quote["meeting"]), (&json!("partial"), &json!("reader"), &Value::Null));
    home.run(&["corrections", "undo"]).fine();

    let sides = |line: &Value| (line["left"]["id"].clone(), line["right"]["id"].clone());
    home.run(&["correct", &winter, "--pair", &bridge]).fine();
    let lines = home.objects(&["compare"]);
    let pair = lines.iter().find(|line| sides(line) == (json!(winter), json!(bridge))).unwrap();
    assert_eq!((&pair["by"], pair.get("joined")), (&json!("reader"), None));
    home.run(&["correct", &winter, "--row", &need]).fine();
    let lines = home.objects(&["compare"]);
    assert_eq!(
        lines.iter().map(sides).collect::<Vec<_>>(),
        [(json!(winter), json!(bridge)), (json!(need), Value::Null)]
    );
    assert_eq!(lines[1]["joined"], true);
    let html = home.run(&["export", "pairs", "--format", "html"]).fine();
    assert!(html.contains("in one row with the above, put together by the reader"), "{html}");
    assert!(html.contains("linked by the reader") && !html.contains("score 1.00"), "{html}");
    home.run(&["correct", &winter, "--kind", "partial"]).fine();
    for (format, words) in
        [("html", "partial, put right by the reader · "), ("md", " (put right by the reader)\n"), ("csv", ",reader,")]
    {
        let out = home.run(&["export", "pairs", "--format", format]).fine();
        assert!(out.contains(words), "{format}: {out}");
    }
    let plain = home.run(&["compare"]).fine();
    assert!(plain.split_whitespace().collect::<Vec<_>>().join(" ").contains("put right by the reader"), "{plain}");
    home.run(&["corrections", "undo"]).fine();
    // Handed on, they say the same to somebody else.
    let given = home.run(&["corrections", "export"]).fine();
    home.write("given.jsonl", &given);
    home.run(&["corrections", "import", "given.jsonl", "--reader", "ann"]).fine();
    assert_eq!(home.objects(&["compare", "--reader", "ann"]), lines);
    home.run(&["correct", &need, "--no-row", &winter]).fine();
    assert!(home.objects(&["compare"]).iter().all(|line| line.get("joined").is_none()));
    home.run(&["corrections", "undo"]).fine();
    assert_eq!(home.objects(&["compare"]), lines);

    home.run(&["correct", &winter, "--pair", &need]).refused(2, "a pair is one quotation of each side");
    home.run(&["correct", &winter, "--row", &winter]).refused(2, "a row is of two quotations");
    home.run(&["correct", &winter, "--meeting", "nowhere"]).refused(2, "no meeting has the id “nowhere”");
}

#[test]
fn nobody_no_quotation_and_other_words() {
    let home = Home::filled();
    home.run(&["correct", &home.id("We need"), "--nobody"]).fine();
    home.run(&["correct", &home.id("The bridge"), "--words", "paid for by both banks", "--speaker", "Ann Case"]).fine();
    let quotes = home.quotes(&[]);
    assert_eq!(speakers(&quotes), [None, Some("Ann Case")]);
    assert_eq!(quotes[1]["text"], "paid for by both banks");
    home.run(&["correct", &home.id("We need"), "--no-quotation"]).fine();
    assert_eq!(home.quotes(&[]).len(), 1);
    // Speaker and words were put right in one step.
    home.run(&["corrections", "undo"]).fine();
    home.run(&["corrections", "undo"]).fine();
    assert_eq!(speakers(&home.quotes(&[])), [None, Some("Viktor Orlen")]);
    home.run(&["corrections", "undo"]).fine();
    let none = home.run(&["corrections", "undo"]);
    assert_eq!((none.status, none.err.as_str()), (1, "visavis: there is nothing to take back\n"));
}

#[test]
fn a_missed_quotation_is_added_by_its_words() {
    let home = Home::filled();
    let add = |rest: &[&str]| home.run(&[&["correct", "talks.md", "--add"], rest].concat());
    add(&["The two spoke of the OLD bridge", "--speaker", "tamm", "--kind", "reported"]).fine();
    let quotes = home.quotes(&[]);
    assert_eq!((quotes.len(), &quotes[0]["text"]), (3, &json!("the two spoke of the old bridge")));
    assert_eq!(
        (&quotes[0]["kind"], &quotes[0]["by"], &quotes[0]["office"]),
        (&json!("reported"), &json!("reader"), &json!("Minister of Bridges of Norland"))
    );
    assert_eq!(home.objects(&["documents"])[0]["quotations"], 3);
    add(&["a new bridge"]).refused(2, "another quotation has some of these words");
    add(&["a golden bridge"]).refused(2, "does not stand in the document");
    add(&["Viktor Orlen"]).refused(2, "more than once");
    assert_eq!(home.quotes(&[]).len(), 3);
    let at = home.objects(&["search", "Viktor"])[0]["start"].to_string();
    add(&["Viktor Orlen", "--at", &at]).fine();
    assert_eq!(home.quotes(&[]).len(), 4);
}

#[test]
fn a_date_decides_who_was_in_office_and_a_title_is_found() {
    let home = Home::filled();
    assert_eq!(home.quotes(&[])[0]["office"], "Minister of Bridges of Norland");
    let change = ["correct", "talks.md", "--date", "2017-05-01", "--title", "A bridge too old"];
    home.run(&change).fine();
    let quotes = home.quotes(&[]);
    assert_eq!((&quotes[0]["office"], &quotes[0]["date"]), (&Value::Null, &json!("2017-05-01")));
    let shown = &home.objects(&["show", "bridge too"])[0];
    assert_eq!((&shown["title"], &shown["published"]), (&json!("A bridge too old"), &json!("2017-05-01")));
    assert_eq!(home.objects(&["show", "./talks.md"])[0]["title"], "A bridge too old");
    home.run(&["correct", "talks.md", "--language", "uk"]).fine();
    assert_eq!(home.objects(&["documents"])[0]["language"], "uk");
    assert_eq!(home.objects(&["corrections"]).len(), 3);
}

#[test]
fn a_changed_file_is_corrected_too_and_what_is_lost_is_kept() {
    let home = Home::filled();
    home.run(&["correct", &home.id("We need"), "--speaker", "orlen"]).fine();
    home.run(&["correct", &home.id("The bridge"), "--no-quotation"]).fine();
    let lead = "Rain fell all day, and nobody crossed.";
    let changed =
        TALKS.replace("after the talks", "after long talks in the rain").replace("must be paid for", "is paid for");
    home.write("talks.md", changed.replace("---\n\nKersti", &format!("---\n\n{lead}\n\nKersti")));
    home.run(&["import", "talks.md"]).fine();
    home.run(&["remove", home.objects(&["documents"])[0]["document_id"].as_str().unwrap()]).fine();
    let left = home.objects(&["documents"]);
    assert_eq!(left.len(), 1);

    // One of the two is the changed one: there the words of the one stand as before, those of the other do not.
    home.run(&["import", "talks.md"]).fine();
    let id = home.objects(&["search", "rain fell"])[0]["document_id"].as_str().unwrap().to_owned();
    for other in home.objects(&["documents"]) {
        let other = other["document_id"].as_str().unwrap();
        if other != id {
            home.run(&["remove", other]).fine();
        }
    }
    let quotes = home.quotes(&[]);
    assert_eq!(speakers(&quotes), [Some("Viktor Orlen"), Some("Viktor Orlen")]);
    assert_eq!((&quotes[0]["by"], &quotes[1]["by"]), (&json!("reader"), &json!("rules")));
    let listed = home.objects(&["corrections"]);
    assert_eq!((listed[0]["found"][0]["document_id"].as_str(), &listed[1]["found"]), (Some(id.as_str()), &json!([])));
    let plain = home.run(&["corrections"]).fine();
    assert_eq!(plain.matches("its words are not found here; it is kept until they are").count(), 1, "{plain}");
}

#[test]
fn a_colleague_takes_them_over_and_what_contradicts_is_named() {
    let home = Home::filled();
    home.run(&["correct", &home.id("We need"), "--speaker", "orlen"]).fine();
    home.run(&["correct", &home.id("The bridge"), "--nobody"]).fine();
    home.run(&["corrections", "export", "mine.jsonl"]).fine();
    home.run(&["corrections", "export", "mine.jsonl"]).refused(2, "mine.jsonl: cannot be written");
    let printed = home.run(&["corrections", "export"]).fine();
    assert_eq!(printed, fs::read_to_string(home.at("mine.jsonl")).unwrap());
    assert_eq!(printed.lines().count(), 2);

    let ann = |rest: &[&str]| home.run(&[rest, &["--reader", "ann"]].concat());
    ann(&["correct", &home.id("The bridge"), "--speaker", "Ann Case"]).fine();
    let taken = ann(&["corrections", "import", "mine.jsonl"]);
    assert_eq!((taken.status, taken.out.as_str()), (1, "1 taken over, 0 known, 1 against yours\n"), "{}", taken.err);
    assert!(taken.err.contains("yours stays") && taken.err.contains("Ann Case"), "{}", taken.err);
    assert_eq!(speakers(&home.quotes(&["--reader", "ann"])), [Some("Viktor Orlen"), Some("Ann Case")]);
    let again = ann(&["corrections", "import", "mine.jsonl", "--json"]);
    assert_eq!(again.out, "{\"new\":0,\"known\":1,\"conflicts\":1,\"failed\":0}\n");
    let listed = ann(&["corrections"]).fine();
    assert!(listed.contains("(after default)"), "{listed}");
    // An import is one step.
    ann(&["corrections", "undo"]).fine();
    assert_eq!(speakers(&home.quotes(&["--reader", "ann"])), [Some("Kersti Tamm"), Some("Ann Case")]);

    home.write("broken.jsonl", "{}\n\nnothing\n");
    let broken = ann(&["corrections", "import", "broken.jsonl"]);
    assert_eq!((broken.status, broken.err.lines().count()), (1, 2), "{}", broken.err);
    assert!(broken.err.contains("broken.jsonl: line 3: is no correction"), "{}", broken.err);
    ann(&["corrections", "import", "nowhere.jsonl"]).refused(2, "nowhere.jsonl: cannot be read");
}

#[test]
fn files_and_a_library_that_is_only_read_are_corrected_alike() {
    let home = Home::new();
    let id = home.quotes(&["talks.md"])[0]["id"].as_str().unwrap().to_owned();
    home.run(&["correct", &id, "--speaker", "orlen", "--in", "talks.md"]).fine();
    assert_eq!(speakers(&home.quotes(&["talks.md"])), [Some("Viktor Orlen"), Some("Viktor Orlen")]);
    assert!(!home.at("data").exists(), "nothing is imported");
    assert_eq!(home.objects(&["speakers", "talks.md"]).len(), 1);
    let found = &home.objects(&["corrections", "--in", "talks.md"])[0]["found"][0]["quotation"];
    assert_eq!(found.as_str(), Some(id.as_str()));
    home.run(&["import", "talks.md"]).fine();
    home.run(&["correct", &id, "--nobody", "--read-only"]).fine();
    assert_eq!(speakers(&home.quotes(&["--read-only"])), [None, Some("Viktor Orlen")]);
}

#[test]
fn what_makes_no_sense_is_refused_in_a_sentence() {
    let home = Home::filled();
    let id = home.id("We need");
    home.run(&["correct", "0123456789ab", "--nobody"]).refused(2, "no quotation has the id “0123456789ab”");
    home.run(&["correct", &id]).refused(2, "what is to be put right?");
    home.run(&["correct", &id, "--speaker", " "]).refused(2, "a speaker needs a name");
    home.run(&["correct", &id, "--words", "met Viktor Orlen at the river"]).refused(2, "other paragraphs");
    home.run(&["correct", &id, "--words", " "]).refused(2, "no words are chosen");
    home.run(&["correct", "nothing.md", "--title", "T"]).refused(2, "no document is called “nothing.md”");
    home.run(&["correct", "talks.md", "--title", ""]).refused(2, "a title needs a word");
    assert_eq!(home.run(&["correct", "talks.md", "--date", "2017-13-01"]).status, 2);
    assert!(!home.at("state").exists(), "nothing was kept");
}

#[test]
fn a_newer_reader_file_is_left_as_it_is() {
    let home = Home::filled();
    let id = home.id("We need");
    let file = home.at("state/visavis/readers/default.json");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let newer = r#"{"version": 9, "corrections": "in another way"}"#;
    fs::write(&file, newer).unwrap();
    let ran = home.run(&["correct", &id, "--nobody"]);
    ran.refused(2, "written by a newer visavis");
    assert_eq!(fs::read_to_string(&file).unwrap(), newer);
}
