//! The program on a real pseudo-terminal: what a user types, sees and is left with.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/pty.rs"]
mod pty;
#[path = "../benches/wire/ssh.rs"]
mod ssh;

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use portable_pty::CommandBuilder;
use pty::{Session, command};
use visavis::{
    library::reader::ReaderFile,
    tui::{self, First},
};

/// A client's command line is built where the server is known.
pub fn client(home: &Path, arguments: &[String]) -> CommandBuilder {
    let mut ssh = command("ssh", home);
    ssh.args(arguments);
    ssh
}

fn sample(home: &Path, rows: u16, cols: u16) -> Session {
    let mut command = command(env!("CARGO_BIN_EXE_visavis"), home);
    command.arg("--sample");
    Session::start(command, rows, cols)
}

/// On the sample, everything of it drawn.
fn reading(home: &Path, rows: u16, cols: u16) -> Session {
    let mut session = sample(home, rows, cols);
    session.wait_for("? help").rest();
    session
}

/// Under a shell with job control, on a terminal that echoes.
fn shell(home: &Path) -> Session {
    let mut command = command("bash", home);
    command.args(["--norc", "--noprofile", "-i"]);
    command.env("PS1", "ready> ");
    command.env("VISAVIS", env!("CARGO_BIN_EXE_visavis"));
    let mut session = Session::start(command, 24, 80);
    // The shell marks pasted text too.
    session.wait_for("ready>").press("bind 'set enable-bracketed-paste off'; clear\r").rest();
    session
}

impl Session {
    fn is_given_back(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }

    fn process(&self) -> String {
        self.child.process_id().unwrap().to_string()
    }

    fn signal(&self, name: &str) {
        let sent = std::process::Command::new("kill").args(["-s", name, &self.process()]).status().unwrap();
        assert!(sent.success());
    }
}

#[test]
fn open_move_jump_compare_and_come_back_and_the_terminal_is_as_before() {
    let home = tempfile::tempdir().unwrap();
    let mut session = sample(home.path(), 24, 80);
    session.wait_for("Documents · 5");
    session.press("jj\r").wait_for("quote ");
    session.press("\x10spilni").wait_for("results for «спільні»");
    session.press("\r").wait_for("Помпео і Лавров у Сочі");
    session.press("c").wait_for("US counterparts");
    session.rest();
    let row = session.contents();
    session.press("\r").wait_for("quote ");
    session.press("\x7f").wait_for("US counterparts");
    session.rest();
    assert_eq!(session.contents(), row);
    session.press("ййй");
    assert_eq!(session.ended(), 0);
    assert!(!session.screen.screen().alternate_screen() && !session.screen.screen().hide_cursor());
}

/// A pseudo-terminal gives what was written in pieces of its own.
#[test]
fn the_pieces_in_which_a_frame_comes_do_not_matter() {
    let frame = "за «Новою газетою»\u{1b}[3Cі ще: ї й 日本 — \u{1b}[1mкінець".as_bytes();
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(command("true", home.path()), 2, 60);
    let mut shown = |cut: usize| {
        let (first, rest) = frame.split_at(cut);
        session.show(b"\x1bc");
        session.show(first);
        session.show(rest);
        session.contents()
    };
    let whole = shown(0);
    assert!(whole.starts_with("за «Новою газетою»   і ще: ї й 日本 — кінець"), "{whole}");
    for cut in 1..=frame.len() {
        assert_eq!(shown(cut), whole, "cut after {cut} bytes");
    }
}

#[test]
fn nothing_is_sent_while_nothing_changes() {
    let home = tempfile::tempdir().unwrap();
    let mut session = reading(home.path(), 40, 120);
    session.press("ZZ%");
    assert_eq!(session.rest(), b"");
    session.press("j");
    session.wait_for("▌2017");
    assert!(!session.rest().is_empty());
    session.press("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_terminal_that_changes_its_size_is_drawn_anew() {
    let home = tempfile::tempdir().unwrap();
    let mut session = sample(home.path(), 24, 80);
    session.wait_for("Documents · 5");
    for (rows, cols) in [(10, 40), (1, 1), (60, 200), (24, 80)] {
        session.resize(rows, cols).rest();
    }
    session.wait_for("Documents · 5");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn the_place_is_kept_from_one_session_to_the_next() {
    let home = tempfile::tempdir().unwrap();
    let mut session = sample(home.path(), 24, 80);
    session.wait_for("Documents · 5");
    session.press("3g\r").wait_for("Помпео і Лавров");
    session.press("GG").wait_for("100 %");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
    let mut session = sample(home.path(), 24, 80);
    session.wait_for("▌2019-05-14 uk");
    session.press("\r").wait_for("100 %");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

/// Two seconds after a change nothing can take it away any more.
#[test]
fn what_was_on_the_screen_outlives_a_program_that_is_killed() {
    let home = tempfile::tempdir().unwrap();
    let mut session = reading(home.path(), 40, 120);
    session.press("3gct").wait_for("by meeting").press("jjX").wait_for("topic ").rest();
    let changed = Instant::now();
    while changed.elapsed() < Duration::from_secs(2) {
        session.take(Duration::from_millis(50));
    }
    let left = session.contents();
    session.signal("KILL");
    session.ended();
    let mut session = sample(home.path(), 40, 120);
    session.wait_for("by meeting").rest();
    assert_eq!(session.contents(), left);
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn who_is_new_is_welcomed_once() {
    let home = tempfile::tempdir().unwrap();
    let visavis = |reader: &str| {
        let mut command = command(env!("CARGO_BIN_EXE_visavis"), home.path());
        command.args(["--reader", reader]);
        Session::start(command, 24, 80)
    };
    let mut session = visavis("anna");
    session.wait_for("Welcome!").wait_for("visavis import PATH").press("\r").wait_for("quote 1/").press("\x03");
    assert_eq!(session.ended(), 0);
    let mut session = visavis("anna");
    session.wait_for("quote 1/").rest();
    assert!(!session.contents().contains("Welcome!"), "{}", session.contents());
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_signal_gives_the_terminal_back_and_the_place_is_kept() {
    for (name, status) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let home = tempfile::tempdir().unwrap();
        let mut session = reading(home.path(), 24, 80);
        session.press("3g\r").wait_for("Помпео і Лавров");
        session.press("G").wait_for("100 %").rest();
        let asked = Instant::now();
        session.signal(name);
        assert_eq!(session.ended(), status, "{name}");
        assert!(asked.elapsed() < Duration::from_secs(2) && session.is_given_back(), "{name}");
        let mut session = sample(home.path(), 24, 80);
        session.wait_for("▌2019-05-14 uk").press("\r").wait_for("100 %").press("\x03");
        assert_eq!(session.ended(), 0);
    }
}

#[test]
fn a_terminal_that_reads_nothing_more_stops_neither_saving_nor_ending() {
    let home = tempfile::tempdir().unwrap();
    let mut session = reading(home.path(), 24, 80);
    // A stalled line: what is sent is not taken any more.
    let stalled = session.stall();
    session.press("3g\r");
    for _ in 0..200 {
        session.press("  bb");
    }
    session.press("G");
    let state = home.path().join("visavis/readers/default.json");
    let end = Instant::now() + Duration::from_secs(8);
    while !fs::read_to_string(&state).is_ok_and(|state| state.contains("\"paragraph\"")) {
        assert!(Instant::now() < end, "nothing was saved");
        thread::sleep(Duration::from_millis(50));
    }
    session.signal("TERM");
    let end = Instant::now() + Duration::from_secs(3);
    while session.child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "still running");
        thread::sleep(Duration::from_millis(20));
    }
    drop(stalled);
}

#[test]
fn stopped_by_ctrl_z_the_shell_has_the_terminal_and_fg_draws_everything() {
    let home = tempfile::tempdir().unwrap();
    let mut session = shell(home.path());
    session.press("\"$VISAVIS\" --sample\r").wait_for("? help").rest();
    let before = session.contents();
    for _ in 0..2 {
        session.press("\x1a").wait_for("Stopped").wait_for("ready>").rest();
        assert!(session.is_given_back());
        session.press("echo a''b; stty -a | grep -o ' echo '\r").wait_for("ab").rest();
        assert!(session.contents().contains(" echo"), "the shell's terminal echoes:\n{}", session.contents());
        session.press("fg\r").wait_for("? help").rest();
        assert_eq!(session.contents(), before);
    }
    // The prompt of before is on the screen at once; the shell reads when the program has ended.
    session.press("q").wait_for("ready>").rest();
    assert!(session.is_given_back());
    session.press("exit\r");
    assert_eq!(session.ended(), 0);
}

#[test]
fn where_no_shell_stands_behind_it_ctrl_z_does_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut session = reading(home.path(), 24, 80);
    session.press("\x1a").rest();
    session.press("j").wait_for("▌2017");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn sizes_from_none_to_absurd_do_no_harm() {
    let home = tempfile::tempdir().unwrap();
    let mut session = reading(home.path(), 24, 80);
    let sizes = [0, 1, 2, 3, 7, 24, 80, 200, 1000, 65535];
    for turn in 0..1000 {
        let (rows, cols) = (sizes[turn % 10], sizes[(turn / 10 + turn * 3) % 10]);
        session.master.resize(pty::cells(rows, cols)).unwrap();
        thread::sleep(Duration::from_micros(300));
    }
    session.resize(24, 80).wait_for("Documents · 5").press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn replies_are_no_keys_and_stop_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut session = reading(home.path(), 24, 80);
    let before = session.contents();
    for reply in ["\x1b]11;rgb:1d1d/1f1f/2121\x1b\\", "\x1b[?2026;2$y", "\x1b[?62;22c", "\x1bP>|XTerm(380)\x1b\\"] {
        let (first, rest) = reply.split_at(reply.len() / 2);
        session.press(first);
        thread::sleep(Duration::from_millis(80));
        session.press(rest);
    }
    session.press("\x1b[200~qqq\x1b[201~qq\x1b[201~").rest();
    assert_eq!(session.contents(), before);
    session.press("\x1b]11;rgb:").rest();
    session.press("j").wait_for("▌2017");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn pasted_text_is_typed_into_a_field() {
    let home = tempfile::tempdir().unwrap();
    let mut session = reading(home.path(), 24, 80);
    session.press("\x10\x1b[200~спільні\r\x1b[201~").wait_for("> спільні ").rest();
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_terminal_that_never_answers_is_drawn_on_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    let mut session = sample(home.path(), 40, 120);
    session.answers = false;
    session.wait_for("? help").rest();
    for (key, words) in [("j", "▌2017"), ("G", "▌2022"), ("g", "▌2015"), ("c", "US counterparts")] {
        session.press(key).wait_for(words);
    }
    session.press("\x03");
    assert_eq!(session.ended(), 0);
    assert!(session.is_given_back());
}

#[test]
fn a_late_answer_is_not_typed_into_the_shell() {
    let home = tempfile::tempdir().unwrap();
    let mut session = shell(home.path());
    session.press("\"$VISAVIS\" --sample\r").wait_for("? help").rest();
    session.answers = false;
    session.press("j").wait_for("▌2017").press("q");
    thread::sleep(Duration::from_millis(200));
    session.press("\x1b[0n").wait_for("ready>").rest();
    session.press("exit\r");
    assert!(!session.contents().contains("0n"), "{}", session.contents());
    assert_eq!(session.ended(), 0);
}

#[test]
fn where_no_screen_can_be_drawn_the_reader_goes_line_by_line() {
    for (term, argument) in [("dumb", "--sample"), ("", "--sample"), ("xterm-256color", "--plain")] {
        let home = tempfile::tempdir().unwrap();
        let mut command = command(env!("CARGO_BIN_EXE_visavis"), home.path());
        command.env("TERM", term);
        command.args(["--sample", argument].iter().skip(usize::from(argument == "--sample")));
        let mut session = Session::start(command, 40, 80);
        session.wait_for("h helps, q quits.").press("3\r").wait_for("Paragraph 1 of ");
        session.press("\r").wait_for("Heading 2 of ").press("й\r").wait_for("Documents 1 to 5 of 5.");
        session.press("q\r");
        assert_eq!(session.ended(), 0, "{term} {argument}");
        assert!(!session.sent.contains(&0x1b), "{term} {argument}: no sequence is sent");
    }
}

#[test]
fn a_large_file_is_seen_from_its_beginning_at_once_and_then_read_whole() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("chronicle.txt");
    let paragraph = |number: usize| format!("Запись {number}: утром старый мост закрыли, и рыбаки ушли домой.\n\n");
    fs::write(&file, (1..4000).map(paragraph).collect::<String>()).unwrap();
    let mut command = command(env!("CARGO_BIN_EXE_visavis"), home.path());
    command.arg(&file);
    let mut session = Session::start(command, 24, 80);
    session.wait_for("Запись 3:");
    assert!(!session.contents().contains("no quotations"), "the first frame comes before the whole file is read");
    // What is typed meanwhile counts.
    session.press("G").wait_for("Запись 3999:").wait_for("100 %");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

/// Set in the process that is to panic: its home.
const PANICS: &str = "VISAVIS_TEST_PANIC";

/// Not a test: what that process does, the screen being taken.
#[test]
fn child() {
    let Some(home) = std::env::var_os(PANICS) else { return };
    let reader = ReaderFile::open(Path::new(&home), "tester").unwrap();
    let config = tui::Config::default();
    let options = tui::Options { reader, colour: true, light: None, wrapped: false, config };
    let opening = || {
        thread::sleep(Duration::from_millis(500));
        panic!("something that cannot be");
    };
    let _ = tui::run(&First::Titles(Vec::new()), opening, options);
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_told_on_it() {
    let home = tempfile::tempdir().unwrap();
    let mut command = command(std::env::current_exe().unwrap(), home.path());
    command.args(["child", "--exact", "--nocapture"]);
    command.env(PANICS, home.path());
    command.env("RUST_BACKTRACE", "0");
    let mut session = Session::start(command, 24, 80);
    session.wait_for("Documents");
    assert!(session.screen.screen().alternate_screen());
    assert_eq!(session.ended(), 101);
    assert!(session.is_given_back());
    assert!(session.contents().contains("something that cannot be"), "{}", session.contents());
}

/// Processes whose command line or environment names this folder.
fn processes_of(home: &Path) -> usize {
    let name = home.to_str().unwrap().as_bytes();
    let names = |file: std::path::PathBuf| {
        fs::read(file).is_ok_and(|bytes| bytes.windows(name.len()).any(|window| window == name))
    };
    let visavis = |folder: &Path| fs::read_to_string(folder.join("comm")).is_ok_and(|comm| comm.trim() == "visavis");
    let processes = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    processes.filter(|folder| visavis(folder) && names(folder.join("environ"))).count()
}

#[test]
#[cfg(target_os = "linux")]
fn a_connection_that_is_cut_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let Some(server) = ssh::Server::start(home.path()) else { return };
    let program = format!("{} --sample", env!("CARGO_BIN_EXE_visavis"));
    let connect = || {
        let port = ssh::proxy(server.port, Duration::from_millis(20), None);
        Session::start(server.client(home.path(), port, &program), 24, 80)
    };
    let mut session = connect();
    session.wait_for("? help").rest();
    session.press("3g\r").wait_for("Помпео і Лавров");
    session.press("]]").wait_for("quote 3/").rest();
    let seen = session.contents();
    assert_eq!(processes_of(home.path()), 1);
    // At once after the last key, so that nothing has been saved yet.
    session.press("j").rest();
    let line = session.contents();
    assert_ne!(line, seen);
    session.child.kill().unwrap();
    let end = Instant::now() + Duration::from_secs(5);
    while processes_of(home.path()) > 0 {
        assert!(Instant::now() < end, "still running without a terminal");
        thread::sleep(Duration::from_millis(50));
    }
    let mut again = connect();
    again.wait_for("▌2019-05-14 uk").press("\r").wait_for("quote ").rest();
    // The same line is on top; which quotation is looked at need not be the same.
    let text = |screen: &str| screen.lines().next().map(|line| line.replace(['▌', '│', ' '], ""));
    assert_eq!(text(&again.contents()), text(&line));
    again.press("\x03");
    assert_eq!(again.ended(), 0);
}

/// The program under a shell that does something to its surroundings first, on a terminal; the exit status and what is
/// then seen.
fn under(before: &str, after: &str) -> (u32, String) {
    let home = tempfile::tempdir().unwrap();
    let mut command = command("sh", home.path());
    command.arg("-c");
    command.arg(format!("{before} \"$VISAVIS\" --sample {after}"));
    command.env("VISAVIS", env!("CARGO_BIN_EXE_visavis"));
    let mut session = Session::start(command, 24, 80);
    session.until_quiet(Duration::from_secs(1));
    let seen = session.contents();
    session.press("\x03");
    let status = session.ended();
    (status, format!("{seen}\n{}", session.contents()))
}

#[test]
fn surroundings_that_lack_something_are_told_in_a_sentence_or_done_without() {
    for (before, after) in [
        ("unset TERM;", ""),
        ("TERM=", ""),
        ("TERM=dumb", ""),
        ("TERM=no-such-terminal", ""),
        ("LC_ALL=C LANG=C", ""),
        ("LC_ALL=tlh_QO.ISO-8859-99", ""),
        ("unset HOME;", ""),
        ("unset HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_HOME;", ""),
        ("HOME=/nonexistent XDG_STATE_HOME=/nonexistent", ""),
        ("COLUMNS=0 LINES=-1", ""),
        ("", "</dev/null"),
        ("", "<&-"),
        ("", ">/dev/full"),
        ("", ">&-"),
        ("", ">/dev/null"),
        ("", "2>&-"),
        ("", "<&- >&- 2>&-"),
        ("", "--plain <&-"),
        ("", "--plain >/dev/full"),
        ("", "| head -c 10"),
    ] {
        let (status, seen) = under(before, after);
        assert!(status <= 2 || status == 130, "{before} {after}: {status}\n{seen}");
        assert!(!seen.contains("panicked"), "{before} {after}: {seen}");
    }
}
