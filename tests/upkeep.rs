//! `visavis check` and `visavis backup`: whole and broken libraries, while others work, and where there is no room.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/bridges.rs"]
mod bridges;
#[cfg(unix)]
#[path = "support/pty.rs"]
mod pty;

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use bridges::{ENGLISH, Home, Ran};
use rusqlite::Connection;
use serde_json::{Value, json};

const READER: &str = "state/visavis/readers/default.json";

impl Home {
    fn run(&self, line: &str) -> Ran {
        Ran::of(self.command(line.split_whitespace().chain(["--corpus", "corpus"])).output().unwrap())
    }

    /// With a library of two documents, as it is when nobody has it open.
    fn with_library() -> Self {
        let home = Self::with_corpus();
        home.write("talks.md", ENGLISH);
        home.write("more.md", ENGLISH.replace("3 March", "4 March").replace("winter", "spring"));
        assert_eq!(home.run("import talks.md more.md").fine(), "2 documents added.\n");
        home
    }

    fn library(&self) -> PathBuf {
        self.at("data/visavis/library.db")
    }

    /// Changes the library behind the program's back.
    fn spoil(&self, statements: &str) {
        let connection = Connection::open(self.library()).unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        connection.execute_batch(statements).unwrap();
    }

    /// Everything in the home with what is in it.
    fn all(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut folders, mut all) = (vec![self.at("")], BTreeMap::new());
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                all.insert(path.clone(), fs::read(&path).unwrap_or_default());
            }
        }
        all
    }

    /// Checks, and that nothing was changed by it: the status, and what was said of each thing that is not well.
    #[track_caller]
    fn check(&self, options: &str) -> (i32, Vec<String>) {
        let before = self.all();
        let ran = self.run(&format!("check {options}"));
        assert_eq!(self.all(), before, "nothing is written");
        assert_eq!(ran.err, "");
        (ran.status, ran.out.lines().filter(|line| !line.starts_with("ok  ")).map(str::to_owned).collect())
    }

    /// Checks, and finds one thing that is not well.
    #[track_caller]
    fn finds(&self, options: &str, status: i32, words: &str) {
        let (found, says) = self.check(options);
        assert_eq!((found, says.len()), (status, 1), "{says:?}");
        assert!(says[0].contains(words) && !says[0].to_lowercase().contains("sql"), "“{words}” in: {says:?}");
    }

    /// The names in the home's own folder.
    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.at("")).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn a_new_home_is_well_and_stays_empty() {
    let home = Home::with_corpus();
    assert_eq!(home.check(""), (0, vec![]));
    let says = home.run("check").fine();
    for words in ["there is no library yet", "was never here yet", "keys and colours are the usual ones"] {
        assert!(says.contains(words), "{says}");
    }
}

#[test]
fn what_is_well_is_told_a_line_each() {
    let home = Home::with_library();
    assert_eq!(home.check(""), (0, vec![]));
    let says = home.run("check").fine();
    assert!(says.contains("ok  2 documents, 4 quotations, each where its words stand\n"), "{says}");
    let lines = home.run("check --json").objects();
    for line in &lines {
        assert_eq!(line.as_object().unwrap().keys().collect::<Vec<_>>(), ["ok", "says", "what"]);
        assert_eq!(line["ok"], true);
    }
    let whats: Vec<&str> = lines.iter().map(|line| line["what"].as_str().unwrap()).collect();
    assert_eq!(whats, ["library", "documents", "derived", "reader", "corpus", "configuration", "terminal"]);
    assert!(home.run("check --csv").fine().starts_with("what,ok,says\nlibrary,true,"));
}

#[test]
fn a_library_that_is_open_and_written_is_looked_at_as_it_is() {
    let home = Home::with_library();
    let writer = Connection::open(home.library()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; DELETE FROM documents").unwrap();
    let ran = home.run("check").fine();
    assert!(ran.contains("ok  2 documents, 4 quotations"), "{ran}");
    writer.execute_batch("ROLLBACK").unwrap();
}

#[test]
fn a_damaged_library_is_found_out() {
    let home = Home::with_library();
    let whole = fs::read(home.library()).unwrap();
    home.write("data/visavis/library.db", &whole[..whole.len() - 5000]);
    home.finds("", 1, "damaged");
    // The middle of every page but the first: no header says that anything is wrong.
    let mut holes = whole.clone();
    for page in holes.chunks_mut(4096).skip(1) {
        page[..40].fill(0xff);
    }
    home.write("data/visavis/library.db", &holes);
    home.finds("", 1, "damaged");
    // An index that lacks what its table has.
    home.write("data/visavis/library.db", &whole);
    home.spoil(
        "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE \
         name = 'documents_meeting') WHERE name = 'documents_stamp'",
    );
    home.finds("", 1, "damaged");
}

#[test]
fn what_cannot_be_looked_at_is_another_status() {
    let home = Home::with_library();
    home.finds("--library nowhere.db", 2, "nowhere.db: there is no library");
    home.write("letter.db", "Dear library");
    home.finds("--library letter.db", 2, "letter.db: is not a library");
    home.finds("--library corpus", 2, "corpus: is not a library");
    home.finds("--reader ../somebody", 2, "no name for a reader");
    home.spoil("PRAGMA user_version = 99");
    home.finds("", 2, "newer visavis");
    home.spoil("PRAGMA user_version = 1");
    home.finds("", 1, "older visavis");
}

#[test]
fn words_that_are_not_where_they_should_be_are_told_with_their_document() {
    for spoilt in [
        "UPDATE quotations SET spans = '[[1,5]]' WHERE row = 1",
        "UPDATE quotations SET spans = '[[99990,99995]]' WHERE row = 1",
        "UPDATE quotations SET spans = '[]' WHERE row = 1",
        "UPDATE quotations SET spans = 'nonsense' WHERE row = 1",
        "UPDATE texts SET paragraphs = '[]' WHERE document = 1",
        "UPDATE texts SET paragraphs = 'nonsense' WHERE document = 1",
        "DELETE FROM texts WHERE document = 1",
    ] {
        let home = Home::with_library();
        home.spoil(spoilt);
        let (status, says) = home.check("");
        let name: String = Connection::open(home.library())
            .unwrap()
            .query_row("SELECT name FROM documents WHERE row = 1", [], |row| row.get(0))
            .unwrap();
        assert_eq!((status, says.len()), (1, 1), "{spoilt}: {says:?}");
        assert!(says[0].starts_with(&format!("“{name}” of 2 documents")), "{spoilt}: {says:?}");
        // As it says itself.
        home.run(&format!("remove {name}"));
        home.run(&format!("import {name}"));
        assert_eq!(home.check(""), (0, vec![]), "{spoilt}");
    }
    let home = Home::with_library();
    home.spoil("DELETE FROM documents WHERE row = 2");
    home.finds("", 1, "to what is not there");
}

#[test]
fn what_is_out_of_date_is_told_until_the_library_was_opened() {
    let home = Home::with_library();
    home.spoil("UPDATE documents SET stamp = '0-other' WHERE row = 1");
    home.finds("", 1, "1 of 2 documents were derived by other rules or with another corpus");
    home.run("documents").fine();
    assert_eq!(home.check(""), (0, vec![]));
    home.spoil("UPDATE state SET grouped = 0");
    home.finds("", 1, "the same words in different documents");
}

#[test]
fn a_readers_file_is_looked_at_and_left_as_it_is() {
    let home = Home::with_library();
    fs::create_dir_all(home.at(READER).parent().unwrap()).unwrap();
    home.write(READER, "{\"version\": 1}");
    assert_eq!(home.check(""), (0, vec![]));
    home.write(READER, "{\"version\": 99}");
    home.finds("", 1, "newer visavis");
    home.write(READER, "not understood");
    home.finds("", 1, "cannot be understood");
    fs::remove_file(home.at(READER)).unwrap();
    fs::create_dir(home.at(READER)).unwrap();
    home.finds("", 2, "cannot be read");
}

#[test]
fn the_corpus_and_the_configuration_are_read_too() {
    let home = Home::with_library();
    let config = ".config/visavis/config.toml";
    fs::create_dir_all(home.at(config).parent().unwrap()).unwrap();
    home.write(config, "[keys]\nf5 = \"compare\"\n");
    assert_eq!(home.check(""), (0, vec![]));
    home.write(config, "[keys]\nx = \"jump\"\n\"x x\" = \"compare\"\n");
    home.finds("", 1, "exclude each other");
    home.write(config, "[keys]\nc = \"jump\"\n");
    home.finds("", 1, "“compare” has no other key");
    home.write(config, b"\xff\xfe".as_slice());
    home.finds("", 1, "UTF-8");
    fs::remove_file(home.at(config)).unwrap();

    home.write("corpus/topics.toml", "[[topics]]\nid = 3\n");
    home.finds("", 1, "topics.toml, line 2");
    fs::remove_dir_all(home.at("corpus")).unwrap();
    home.finds("", 2, "corpus.toml");
}

#[test]
fn nothing_that_lies_there_reaches_the_terminal_as_a_command() {
    let home = Home::with_library();
    home.spoil(
        "UPDATE documents SET name = 'a' || char(27) || ']0;b' || char(7) || char(10) || 'c'; DELETE FROM texts",
    );
    let ran = home.run("check");
    assert_eq!(ran.status, 1);
    assert!(!ran.out.chars().any(|c| c.is_control() && c != '\n') && ran.out.contains("“a"), "{:?}", ran.out);
}

#[test]
#[cfg(unix)]
fn where_nothing_can_be_written_everything_can_be_checked_and_saved() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_library();
    let folder = home.at("data/visavis");
    let allow = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    fs::set_permissions(home.library(), fs::Permissions::from_mode(0o444)).unwrap();
    allow(0o555);
    let (check, saved) = (home.check("--read-only"), home.run("backup copy.db --read-only"));
    allow(0o755);
    assert_eq!(check, (0, vec![]));
    assert!(saved.fine().starts_with("Saved 2 documents "));
    home.run("documents --library copy.db").fine();
}

#[test]
fn a_copy_is_a_library_like_the_one_it_was_made_of() {
    let home = Home::with_library();
    let id = home.run("quotes --json").objects()[0]["id"].as_str().unwrap().to_owned();
    home.run(&format!("correct {id} --nobody")).fine();
    let (before, own) = (home.names(), fs::read(home.at(READER)).unwrap());
    let said = home.run("backup copy.db").fine();
    assert!(said.starts_with("Saved 2 documents (") && said.lines().count() == 1, "{said}");
    assert!(said.ends_with(") in copy.db, and what reader “default” made in copy.db.default.json.\n"), "{said}");
    let made: Vec<String> = home.names().into_iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(made, ["copy.db", "copy.db.default.json"], "and nothing else");
    assert_eq!(fs::read(home.at("copy.db.default.json")).unwrap(), own);
    for list in ["documents", "quotes", "compare"] {
        let of = |library: &str| home.run(&format!("{list} --json {library}")).fine();
        assert_eq!(of("--library copy.db"), of(""), "{list}");
    }
    assert_eq!(home.check("--library copy.db"), (0, vec![]));
}

#[test]
fn what_there_is_of_the_reader_is_said() {
    let home = Home::with_library();
    let said = home.run("backup one.db --reader alice").fine();
    assert!(said.ends_with("in one.db, and nothing of reader “alice”: they made nothing yet.\n"), "{said}");
    let line = home.run("backup two.db --json").objects().remove(0);
    let bytes = fs::metadata(home.at("two.db")).unwrap().len();
    let expected =
        json!({"library": "two.db", "documents": 2, "bytes": bytes, "reader": "default", "reader_file": null});
    assert_eq!(line, expected);
    fs::create_dir_all(home.at(READER)).unwrap();
    let ran = home.run("backup three.db");
    assert!(ran.out.contains("Saved 2 documents"), "{}", ran.out);
    ran.refused(1, "default.json: cannot be read, so it was not saved");
    home.run("backup four.db --reader ../x").refused(2, "no name for a reader");
}

#[test]
fn nothing_is_written_over() {
    let home = Home::with_library();
    fs::create_dir_all(home.at(READER).parent().unwrap()).unwrap();
    home.write(READER, "{\"version\": 1}");
    home.write("taken.db", "a letter");
    home.write("free.db.default.json", "another letter");
    let before = home.all();
    home.run("backup taken.db").refused(2, "taken.db: is there already");
    home.run("backup free.db").refused(2, "free.db.default.json: is there already");
    home.run("backup data/visavis/library.db").refused(2, "library.db: is there already");
    home.run("backup corpus").refused(2, "corpus: is there already");
    home.run("backup nowhere/copy.db")
        .refused(2, "nowhere/copy.db: cannot be written (entity not found); nothing was saved");
    home.run("backup copy.db --library missing.db").refused(2, "missing.db: there is no library");
    home.run("backup copy.db --library talks.md").refused(2, "talks.md: is not a library");
    assert_eq!(home.all(), before);
}

#[test]
fn of_a_damaged_library_no_copy_is_made() {
    let home = Home::with_library();
    let mut holes = fs::read(home.library()).unwrap();
    for page in holes.chunks_mut(4096).skip(2) {
        page[..40].fill(0xff);
    }
    home.write("data/visavis/library.db", &holes);
    let before = home.names();
    home.run("backup copy.db --read-only").refused(2, "damaged");
    assert_eq!(home.names(), before);
}

#[test]
#[cfg(unix)]
fn where_there_is_no_room_nothing_is_left_behind() {
    let home = Home::with_library();
    let before = home.names();
    // In blocks of 512 bytes; that writing fails then, and nothing is killed, is for the shell to say.
    let line = "trap '' XFSZ; ulimit -f 40; exec \"$0\" backup copy.db";
    let plain = home.command(["check"]);
    let mut shell = Command::new("sh");
    shell.args(["-c", line, env!("CARGO_BIN_EXE_visavis")]).current_dir(home.at("")).stdin(Stdio::null());
    shell.env_clear().envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Ran::of(shell.output().unwrap()).refused(2, "copy.db: cannot be written");
    assert_eq!(home.names(), before);
    home.run("backup copy.db").fine();
}

#[test]
fn copies_made_while_others_write_and_read_are_each_whole() {
    let home = Home::with_library();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0..12 {
                let name = format!("{number}.md");
                home.write(&name, ENGLISH.replace("winter", &format!("year {number}")));
                home.run(&format!("import {name}")).fine();
            }
            done.store(true, Ordering::SeqCst);
        });
        let mut copies = 0;
        while !done.load(Ordering::SeqCst) || copies < 3 {
            let name = format!("copy-{copies}.db");
            let line = home.run(&format!("backup {name} --json")).objects().remove(0);
            let listed = home.run(&format!("documents --json --library {name}")).objects();
            assert_eq!(Value::from(listed.len()), line["documents"]);
            assert!((2..=14).contains(&listed.len()));
            copies += 1;
        }
    });
    assert_eq!(home.run("documents --json").objects().len(), 14);
    assert_eq!(home.check(""), (0, vec![]));
}

#[test]
#[cfg(unix)]
fn the_terminal_is_told_as_the_reader_will_find_it() {
    let home = tempfile::tempdir().unwrap();
    let told = |rows, columns, changed: &[(&str, &str)]| {
        let mut command = pty::command(env!("CARGO_BIN_EXE_visavis"), home.path());
        command.arg("check");
        for (name, value) in changed {
            command.env(name, value);
        }
        let mut session = pty::Session::start(command, rows, columns);
        session.wait_for("copies go by OSC 52");
        session.screen.screen().contents()
    };
    let screen = told(40, 180, &[]);
    for words in [
        "ok  TERM is “xterm-256color”, 180×40 cells",
        "ok  letters are UTF-8 (“C.UTF-8”)",
        "ok  colours: the terminal's own sixteen colours (256 or more are promised)",
        "ok  on this machine: frames wait for the terminal's answer",
    ] {
        assert!(screen.contains(words), "“{words}” in: {screen}");
    }
    let screen = told(40, 180, &[("TMUX", "x,1,0"), ("SSH_TTY", "/dev/pts/9"), ("LANG", "ru_RU.KOI8-R")]);
    for words in ["ok  over SSH, inside tmux: frames go out", "\nthe locale “ru_RU.KOI8-R” does not say UTF-8"] {
        assert!(screen.contains(words), "“{words}” in: {screen}");
    }
    assert!(told(40, 180, &[("NO_COLOR", "1")]).contains("ok  no colours, as NO_COLOR says"));
    let screen = told(30, 39, &[]);
    assert!(screen.contains("the terminal has 39×30 cells"), "{screen}");
}
