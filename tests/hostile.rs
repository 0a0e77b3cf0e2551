//! Text from outside reaches no terminal as anything but text: a corpus made to do harm, through every view of the
//! reader, every command that prints, every format that is written.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "hostile/look.rs"]
mod look;
#[path = "support/pty.rs"]
mod pty;
mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    rc::Rc,
    time::{Duration, Instant},
};

use corpus::{Hostile, INVISIBLE, QUERIES, SEQUENCES, alike, article, encodings, giants, invisible, sequences};
use look::{dirt, foreign};
use support::{Stage, invented};
use tempfile::TempDir;
use visavis::{
    corpus::Corpus,
    ingest,
    library::{Access, Library},
    tui::Key,
};

/// Everything that is text at all.
fn texts() -> Vec<Hostile> {
    [sequences(), invisible(), alike(), encodings()].into_iter().flatten().collect()
}

/// A folder with all of them, and a name that is one itself.
fn folder(at: &Path) -> PathBuf {
    let folder = at.join("hostile");
    fs::create_dir(&folder).unwrap();
    for Hostile { name, bytes, .. } in texts() {
        fs::write(folder.join(name), bytes).unwrap();
    }
    for (number, evil) in SEQUENCES.iter().chain(&INVISIBLE).enumerate() {
        let name = format!("name-{number}-{}.md", evil.replace('/', ""));
        fs::write(folder.join(name), article(&number.to_string())).unwrap();
    }
    folder
}

/// The program in a home of its own.
fn run<'a>(home: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visavis"));
    command.args(arguments).current_dir(home).env_clear().env("HOME", home).stdin(Stdio::null());
    command.output().unwrap()
}

/// Nothing dirty was printed. A table for a spreadsheet has the mark and the line ends of its kind.
#[track_caller]
fn assert_clean(output: &Output, what: &dyn std::fmt::Debug) -> String {
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    let plain = out.strip_prefix('\u{feff}').unwrap_or(&out).replace("\r\n", "\n");
    assert_eq!(dirt(&plain), None, "{what:?}");
    assert_eq!(dirt(&String::from_utf8(output.stderr.clone()).unwrap()), None, "{what:?}, told");
    assert!(matches!(output.status.code(), Some(0..=2)), "{what:?}: {:?}", output.status);
    out
}

#[test]
fn there_are_ten_of_each_class() {
    for class in [sequences(), invisible(), alike(), encodings(), giants(10)] {
        assert!(class.len() >= 10);
    }
    assert!(QUERIES.len() >= 10 && CONFIGURATIONS.len() >= 10);
}

#[test]
fn words_stay_readable_and_what_could_not_be_read_is_told_with_the_name() {
    for Hostile { name, bytes, words } in texts() {
        let read = ingest::ingest(&name, &bytes).unwrap();
        let text = read.document.text();
        for word in words {
            assert!(text.contains(word), "{name}: {word} in {text}");
        }
        assert_eq!(dirt(&text), None, "{name}");
        assert!(
            !text.contains('\u{fffd}') || read.warnings.iter().any(|warning| warning.contains(&name)),
            "{name}: {text}"
        );
    }
    // What only looks like another letter is left as it is.
    for (alike, Hostile { name, bytes, .. }) in corpus::ALIKE.iter().zip(alike()) {
        let text = ingest::ingest(&name, &bytes).unwrap().document.text();
        assert!(text.contains(alike), "{name}");
    }
}

/// Presses keys one by one; after each nothing dirty is on the screen, nor in what was copied.
struct Reading {
    stage: Stage,
    pressed: String,
}

impl Reading {
    fn keys(&mut self, keys: &str) -> &mut Self {
        for part in keys.split_whitespace() {
            self.pressed = format!("{} {part}", self.pressed);
            self.stage.keys(part);
            self.look();
        }
        self
    }

    /// Letters as they come from a keyboard or a paste: controls are no letters.
    fn typed(&mut self, text: &str) -> &mut Self {
        text.chars().filter(|letter| !letter.is_control()).for_each(|letter| self.stage.press(Key::char(letter)));
        self.pressed = format!("{} {text:?}", self.pressed);
        self.look();
        self
    }

    fn look(&mut self) {
        let buffer = self.stage.buffer();
        for cell in buffer.content() {
            assert_eq!(dirt(cell.symbol()), None, "{}", self.pressed);
            assert!(!cell.symbol().contains('\n'), "{}", self.pressed);
        }
        if let Some(copied) = self.stage.app.take_copied() {
            assert_eq!(foreign(copied.as_bytes()), None, "{}", self.pressed);
            let coded = copied.trim_start_matches("\u{1b}]52;c;").trim_end_matches("\u{1b}\\");
            assert_eq!(dirt(&support::base64(coded)), None, "{}", self.pressed);
        }
    }
}

/// Ways through every view there is; each begins and ends at the list.
const WAYS: [&str; 14] = [
    "g j k G space b",
    "enter ] ] [ w j k q z z a a } { G g H",
    "enter ] y y y p y a y w right right y esc H",
    "enter ] e esc e s esc e m esc e b right enter E esc E d esc E t esc E l esc + right enter enter q q H",
    "enter ] s s s S s l enter m a ' a ' ' H",
    "E t esc E d esc",
    "c j j j k k w j q y y y p tab [ ] { } G g enter H q",
    "c t j j X z x tab j j k x q",
    "c + tab j + - U ctrl-r q",
    "c T j T enter H q",
    "M j l k h enter j q q",
    "c f s down up esc f m down esc f t esc f l esc f k esc f i esc f x q",
    "? j space G / esc q :",
    "esc ctrl-p down down up enter q",
];

/// The same, with words of one's own.
const FIELDS: [(&str, &str); 9] = [
    ("enter ] s t", "enter esc H"),
    ("enter ] s n", "enter s l esc H"),
    ("s t", "enter esc"),
    ("s n", "enter s l esc"),
    ("/", "enter n N esc"),
    ("ctrl-p", "enter q"),
    (":", "enter esc"),
    ("enter ] e s", "enter w q H"),
    ("E t", "enter esc"),
];

fn library(documents: Vec<Hostile>) -> Library {
    let mut library = Library::in_memory(Corpus::sample()).unwrap();
    for Hostile { name, bytes, .. } in documents {
        library.add(&ingest::ingest(&name, &bytes).unwrap()).unwrap();
    }
    library
}

#[test]
fn no_view_shows_anything_but_text() {
    for (width, height) in [(120, 40), (40, 12)] {
        let stage = Stage::with(Box::new(library(texts())), width, height);
        let mut reading = Reading { stage, pressed: format!("{width}×{height}") };
        for way in WAYS {
            reading.keys("esc q esc g").keys(way);
        }
        // Each of them in the list, in the reader and with its evidence.
        reading.keys("esc esc g");
        for _ in 0..texts().len() {
            reading.pressed.clear();
            reading.keys("enter ] w q z z H j");
        }
    }
}

#[test]
fn what_is_typed_is_text_too() {
    let mut reading =
        Reading { stage: Stage::with(Box::new(invented(&[("a.md", &article(""))])), 80, 24), pressed: String::new() };
    for evil in SEQUENCES.iter().step_by(2).chain(INVISIBLE.iter().step_by(2)) {
        for (before, after) in FIELDS {
            reading.pressed.clear();
            reading.keys(before).typed(evil).typed("word").keys(after).keys("esc esc q esc g");
        }
    }
}

#[test]
fn what_a_readers_file_says_is_text_too() {
    for evil in SEQUENCES.iter().chain(&INVISIBLE) {
        let store = || Box::new(invented(&[("a.md", &article(""))]));
        let mut stage = Stage::with(store(), 120, 40);
        stage.keys("enter ] s n \"XXwords\" enter s t \"XXtag\" enter m a e s \"XXsomebody\" enter");
        stage.app.save();
        let folder = Rc::clone(&stage.state);
        let file = folder.path().join("tester.json");
        let coded = serde_json::to_string(evil).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("XXwords") && text.contains("XXtag"), "{text}");
        fs::write(&file, text.replace("XX", coded.trim_matches('"'))).unwrap();
        let mut reading = Reading { stage: Stage::resumed(store(), folder, 120, 40), pressed: format!("{evil:?}") };
        reading.keys("enter ] w q s l enter esc s n esc s t esc U ctrl-r c j w q q");
    }
}

/// Every command that prints documents and what is in them, in all its forms.
fn commands() -> Vec<String> {
    let lists = ["documents", "meetings", "speakers", "topics", "quotes", "compare", "compare --group-by topic"];
    let exports = ["quotes", "pairs"]
        .into_iter()
        .flat_map(|what| ["jsonl", "csv", "md", "html"].map(|format| format!("export {what} --format {format}")));
    lists
        .into_iter()
        .flat_map(|list| ["", "--json", "--csv"].map(|form| format!("{list} {form}")))
        .chain(exports)
        .chain(["--plain".to_owned()])
        .collect()
}

#[test]
fn no_command_prints_anything_but_text_of_files() {
    let home = tempfile::tempdir().unwrap();
    let from = folder(home.path()).to_str().unwrap().to_owned();
    // Of a library all forms are printed, by the same hand.
    let forms = commands().into_iter().filter(|command| !command.contains("csv") && !command.contains("html"));
    for command in forms {
        let output = run(home.path(), command.split_whitespace().chain([from.as_str()]));
        let printed = assert_clean(&output, &command);
        assert!(printed.contains("Горохов") || !command.starts_with("quotes"), "{command}: {printed}");
    }
    assert_clean(&run(home.path(), ["import", "--dry-run", &from]), &"dry run");
}

#[test]
fn no_command_prints_anything_but_text_of_a_library() {
    let home = tempfile::tempdir().unwrap();
    let from = folder(home.path()).to_str().unwrap().to_owned();
    assert_clean(&run(home.path(), ["import", &from]), &"import");
    let searches = ["search письменных", "search письменных --json"].map(str::to_owned);
    for command in commands().into_iter().chain(searches) {
        let printed = assert_clean(&run(home.path(), command.split_whitespace()), &command);
        assert!(!printed.is_empty(), "{command}");
    }
    let listed = String::from_utf8(run(home.path(), ["documents", "--json"]).stdout).unwrap();
    let ids: Vec<serde_json::Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(ids.len() > 40, "{}", ids.len());
    let ids: Vec<&str> = ids.iter().map(|id| id["document_id"].as_str().unwrap()).collect();
    for form in ["--plain", "--json"] {
        assert_clean(&run(home.path(), ["show", form].into_iter().chain(ids.iter().copied())), &"show");
    }
    assert_clean(&run(home.path(), ["remove"].into_iter().chain(ids)), &"remove");
}

#[test]
fn what_is_typed_on_the_command_line_is_told_as_text() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.md"), article("")).unwrap();
    assert_clean(&run(home.path(), ["import", "a.md"]), &"import");
    let quotes = String::from_utf8(run(home.path(), ["quotes", "--json"]).stdout).unwrap();
    let quote: serde_json::Value = serde_json::from_str(quotes.lines().next().unwrap()).unwrap();
    let quote = quote["id"].as_str().unwrap();
    for evil in SEQUENCES.into_iter().step_by(2).chain(INVISIBLE.into_iter().step_by(4)) {
        for line in [
            vec![evil],
            vec![evil, "--nonsense"],
            vec!["show", evil],
            vec!["quotes", evil],
            vec!["quotes", "--side", evil],
            vec!["quotes", "--kind", evil],
            vec!["quotes", "--since", evil],
            vec!["compare", "--group-by", evil],
            vec!["export", "quotes", "--format", evil],
            vec!["search", evil],
            vec!["remove", evil],
            vec!["documents", "--library", evil],
            vec!["documents", "--corpus", evil],
            vec!["documents", "--reader", evil],
            vec!["completions", evil],
            vec!["eval", evil],
            vec!["corrections", "import", evil],
            vec!["correct", evil, "--nobody"],
            vec!["correct", quote, "--speaker", evil],
            vec!["correct", quote, "--words", evil],
            vec!["correct", "a.md", "--title", evil],
        ] {
            assert_clean(&run(home.path(), line.iter().copied()), &line);
        }
        for line in ["corrections", "corrections --json", "corrections export", "quotes", "documents --csv"] {
            assert_clean(&run(home.path(), line.split(' ')), &line);
        }
    }
}

#[test]
fn a_question_is_words_whatever_it_looks_like() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.md"), article("")).unwrap();
    assert_clean(&run(home.path(), ["import", "a.md"]), &"import");
    let many = "слово ".repeat(10_000);
    for query in QUERIES.iter().map(|query| query.replace('\0', "")).chain([many]) {
        let asked = Instant::now();
        let output = run(home.path(), ["search", "--", &query]);
        let told = assert_clean(&output, &query) + &String::from_utf8(output.stderr).unwrap();
        let told = told.to_lowercase();
        assert!(!["sql", "fts5", "syntax error", "no such column"].iter().any(|word| told.contains(word)), "{told}");
        assert!(asked.elapsed() < Duration::from_secs(2), "{query}: {:?}", asked.elapsed());
    }
}

/// What no configuration may be: each is refused in one sentence, and stays as it is.
const CONFIGURATIONS: [&str; 12] = [
    "\0\0\0\0",
    "theme = ",
    "theme = \"",
    "theme = \"\u{1b}[31mred\"",
    "theme = 3",
    "no = \"such\"",
    "[keys]\ndown = 3",
    "[keys]\n\"no-such-action\" = \"x\"",
    "[keys]\ndown = \"\u{202e}ctrl-ctrl-x\"",
    "[keys]\ndown = \"q\"\nup = \"q\"",
    "[[keys]]\n[[keys]]",
    "borders = \"\u{9b}2J\"",
];

#[test]
fn a_file_of_ones_own_that_makes_no_sense_is_refused_in_a_sentence_and_kept() {
    for text in CONFIGURATIONS {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("visavis/config.toml");
        fs::create_dir(home.path().join("visavis")).unwrap();
        fs::write(&file, text).unwrap();
        let mut session = pty::Session::start(
            {
                let mut command = pty::command(env!("CARGO_BIN_EXE_visavis"), home.path());
                command.arg("--sample");
                command
            },
            24,
            80,
        );
        assert_eq!(session.ended(), 2, "{text:?}: {}", session.contents());
        assert_eq!(foreign(&session.sent), None, "{text:?}");
        assert!(session.contents().contains("config.toml"), "{text:?}: {}", session.contents());
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}

#[test]
fn a_broken_library_is_refused_in_a_sentence_and_kept() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.md"), article("")).unwrap();
    let good = home.path().join("good.db");
    drop(Library::open(&good, Corpus::sample(), Access::ReadWrite).unwrap());
    assert_clean(&run(home.path(), ["import", "--library", "good.db", "a.md"]), &"import");
    let good = fs::read(good).unwrap();
    let changed = |at: usize, with: &[u8]| {
        let mut bytes = good.clone();
        bytes[at..at + with.len()].copy_from_slice(with);
        bytes
    };
    let broken: [(&str, Vec<u8>); 12] = [
        ("empty", Vec::new()),
        ("one byte", vec![b'S']),
        ("zeros", vec![0; 8192]),
        ("words", b"not a library at all".to_vec()),
        ("sequences", "\u{1b}[2J\u{1b}]0;owned\u{7}".repeat(400).into_bytes()),
        ("a head", good[..100].to_vec()),
        ("a page", good[..4096].to_vec()),
        ("half", good[..good.len() / 2 / 4096 * 4096].to_vec()),
        ("another kind", changed(0, b"SQLite format 4\0")),
        ("another program's", changed(68, &[1, 2, 3, 4])),
        ("newer", changed(60, &[0, 0, 0xff, 0xff])),
        ("scrambled", changed(100, &[0xa5; 3000])),
    ];
    for (what, bytes) in broken {
        let file = home.path().join("bad.db");
        fs::write(&file, &bytes).unwrap();
        for line in ["documents", "quotes --json", "import a.md", "search слово", "documents --read-only"] {
            let output = run(home.path(), line.split(' ').chain(["--library", "bad.db"]));
            assert_clean(&output, &(what, line));
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!((output.status.code(), told.lines().count()), (Some(2), 1), "{what}: {line}: {told}");
            assert!(told.contains("bad.db") && !told.to_lowercase().contains("panicked"), "{what}: {line}: {told}");
            assert!(fs::read(&file).unwrap() == bytes, "{what}: {line} has changed it");
        }
    }
}

#[test]
fn what_grows_is_bounded() {
    // Another binary, a quick one, takes the whole size and is held to the time as well.
    let other = std::env::var_os("VISAVIS");
    let (size, most) = if other.is_some() { (3_000_000, Some(2.0)) } else { (300_000, None) };
    let program = other.unwrap_or_else(|| env!("CARGO_BIN_EXE_visavis").into());
    let home = tempfile::tempdir().unwrap();
    let line = vec![b'a'; 100_000_000];
    let huge = Hostile { name: "huge.txt".to_owned(), bytes: line, words: &[] };
    for Hostile { name, bytes, .. } in giants(size).into_iter().chain([huge]) {
        fs::write(home.path().join(&name), bytes).unwrap();
        let began = Instant::now();
        let mut command = Command::new(&program);
        command.args(["quotes", "--json", &name]).current_dir(home.path()).env_clear().env("HOME", home.path());
        command.stdout(fs::File::create(home.path().join("out")).unwrap()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut peak = 0;
        let status = loop {
            peak = peak.max(resident(child.id()));
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let seconds = began.elapsed().as_secs_f64();
        println!("{name:20} {seconds:5.2} s {peak:5} MB {status}");
        let told = std::io::read_to_string(child.stderr.take().unwrap()).unwrap();
        assert!(matches!(status.code(), Some(0 | 1)) && told.lines().count() <= 1, "{name}: {status}: {told}");
        assert!(most.is_none_or(|most| seconds < most), "{name}: {seconds} s");
        assert!(peak < 300, "{name}: {peak} MB");
        fs::remove_file(home.path().join(&name)).unwrap();
    }
}

/// The most memory that a process has had, in MB, where the system tells.
fn resident(process: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).map_or(0, |kilobytes| kilobytes / 1024)
}

#[test]
fn of_a_folder_only_its_own_files_are_read() {
    use std::os::unix::{fs::symlink, net::UnixListener};
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("folder");
    let outside = home.path().join("outside.md");
    fs::write(&outside, article("").replace("Горохов", "Тайный")).unwrap();
    fs::create_dir_all(folder.join("deeper")).unwrap();
    let at = |name: &str| folder.join(name);
    fs::write(at("good.md"), article("")).unwrap();
    fs::write(at("deeper/good.md"), article("").replace("Никто", "Ни один")).unwrap();
    fs::write(at(".hidden.md"), article("").replace("Горохов", "Тайный")).unwrap();
    symlink(&outside, at("link.md")).unwrap();
    symlink("../outside.md", at("deeper/up.md")).unwrap();
    symlink("/etc", at("etc")).unwrap();
    symlink(".", at("loop")).unwrap();
    symlink(&folder, at("deeper/back")).unwrap();
    symlink("nowhere", at("dangling.md")).unwrap();
    symlink("/dev/zero", at("zero.md")).unwrap();
    symlink("self.md", at("self.md")).unwrap();
    fs::create_dir(at("folder.md")).unwrap();
    drop(UnixListener::bind(at("socket.md")).unwrap());
    let _ = Command::new("mkfifo").arg(at("pipe.md")).status();
    let began = Instant::now();
    let output = run(home.path(), ["quotes", "folder"]);
    let printed = assert_clean(&output, &"folder");
    assert!(printed.contains("Горохов") && !printed.contains("Тайный"), "{printed}");
    assert!(began.elapsed() < Duration::from_secs(6));
    let documents = run(home.path(), ["documents", "--json", "folder"]);
    assert_eq!(String::from_utf8(documents.stdout).unwrap().lines().count(), 2);
    // Named outright, each is refused by its name, and the good ones are taken.
    for name in ["dangling.md", "zero.md", "self.md", "socket.md", "pipe.md"] {
        let named = format!("folder/{name}");
        let output = run(home.path(), ["documents", "--json", &named, "folder/good.md"]);
        let told = String::from_utf8(output.stderr.clone()).unwrap();
        assert_eq!((output.status.code(), told.lines().count()), (Some(1), 1), "{name}: {told}");
        assert!(told.contains(name), "{told}");
        assert_eq!(assert_clean(&output, &name).lines().count(), 1, "{name}");
    }
}

/// The program on a pseudo-terminal, the files and the keys; gives all that was sent.
fn sent(home: &TempDir, arguments: &[&str], keys: &[&str]) -> Vec<u8> {
    let mut command = pty::command(env!("CARGO_BIN_EXE_visavis"), home.path());
    command.args(arguments);
    let mut session = pty::Session::start(command, 24, 80);
    let quiet = Duration::from_millis(200);
    let mut all = session.until_quiet(Duration::from_secs(2));
    for key in keys {
        all.extend(session.press(key).until_quiet(quiet));
    }
    session.press("\u{3}q\r");
    session.ended();
    all.append(&mut session.sent);
    all
}

#[test]
fn the_stream_to_the_terminal_holds_nothing_but_the_programs_own() {
    let home = tempfile::tempdir().unwrap();
    let from = folder(home.path()).to_str().unwrap().to_owned();
    let keys = [
        "jj",
        "\r",
        "]",
        "w",
        "q",
        "z",
        " ",
        "yy",
        "H",
        "c",
        "j",
        "t",
        "x",
        "w",
        "q",
        "q",
        "M",
        "q",
        "c",
        "T",
        "q",
        "?",
        "q",
        "/",
        "слово\r",
        "\u{1b}",
        "\u{10}",
        "жене",
        "\u{1b}",
        ":",
        "\u{1b}",
        "G",
        "\r",
        "st",
        "ярлык\r",
        "E",
        "\u{1b}",
    ];
    let stream = sent(&home, &[&from], &keys);
    assert!(stream.len() > 10_000, "{}", stream.len());
    assert_eq!(foreign(&stream), None);
    let lines =
        ["1\r", "\r", "\r", "]\r", "/ слово\r", "c\r", "l\r", "/ письменных\r", "c\r", "h\r", "40\r", "\r", "\r"];
    let told = sent(&home, &["--plain", &from], &lines);
    let told = String::from_utf8(told).unwrap().replace('\r', "").replace("^C", "");
    assert!(told.contains("Горохов"), "{told}");
    assert_eq!(dirt(&told), None);
}

#[test]
fn the_look_itself_sees_dirt() {
    for evil in SEQUENCES.iter().chain(&INVISIBLE[..14]) {
        assert!(dirt(&format!("слово{evil}слово")).is_some(), "{evil:?}");
        assert!(foreign(format!("слово\u{1b}[2J{evil}слово").as_bytes()).is_some(), "{evil:?}");
    }
    assert_eq!(foreign("\u{1b}[?2026h\u{1b}[3;4Hслово\u{1b}[;1m\u{1b}[K\u{1b}[?2026l\u{1b}[5n".as_bytes()), None);
}

/// The border holds as long as nothing goes round it: what ratatui could draw by itself, or what could be printed
/// without the printer, stands in one place each.
#[test]
fn nothing_is_drawn_or_printed_past_the_border() {
    fn sources(folder: &Path, all: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                all.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&root, &mut all);
    assert!(all.len() > 100);
    let drawing = ["set_symbol", "set_string", "set_line", "set_span", "set_char", "render_widget", "Paragraph::new"];
    let printing = ["println!", "print!", "eprintln!", "eprint!", "dbg!"];
    let allowed = [
        ("set_symbol", "tui/line.rs"),
        // Only from a list of its own: plain frames for frames.
        ("set_symbol", "tui/theme.rs"),
        ("eprintln!", "cli/messages.rs"),
    ];
    for path in all {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        // Tests may do what they like, and comments say what they like.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let drawing = drawing.iter().filter(|_| name.starts_with("tui"));
            for word in drawing.chain(&printing) {
                let goes_on = |c: char| c.is_alphanumeric() || c == '_';
                let begins = line.split_once(word).is_some_and(|(before, _)| !before.ends_with(goes_on));
                let is_allowed = allowed.iter().any(|(what, place)| what == word && *place == name);
                assert!(!begins || is_allowed, "{name}: {line}");
            }
        }
    }
}
