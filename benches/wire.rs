//! What the reader sends, and how soon: through a real pseudo-terminal, and over a line through sshd on the loopback
//! and a proxy that delays. `cargo bench --bench wire` prints everything; a word after `--` runs only that part:
//!
//! * `bytes` of a key in each view, beside `less` on the same text in the same run, and of a minute in which nothing happens (`VISAVIS_IDLE`:
//!   seconds);
//! * `delay` from a key to the last byte at several round trips (95 of 100 are faster);
//! * `held` how long the screen moves on after a key held for two seconds is let go, over 100 ms and 25.6 kB/s;
//! * `tmux` the same inside tmux.
//!
//! `delay`, `held` and `tmux` need `sshd` (Debian: openssh-server), the last also `tmux`. Files go to a folder of their
//! own, and `VISAVIS=FILE` measures another binary.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../tests/support/pty.rs"]
mod pty;
#[path = "wire/ssh.rs"]
mod ssh;

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use portable_pty::CommandBuilder;
use pty::{Session, command};
use ssh::{Server, proxy};

/// Nothing comes any more.
const QUIET: Duration = Duration::from_millis(250);

/// The line of the "must show": bytes a second.
const SLOW: usize = 25_600;

pub fn reader() -> OsString {
    std::env::var_os("VISAVIS").unwrap_or_else(|| env!("CARGO_BIN_EXE_visavis").into())
}

/// Russian prose without a quotation, each paragraph of a few rows, all different.
fn prose(bytes: usize) -> String {
    const WORDS: [&str; 24] = [
        "город",
        "река",
        "старый",
        "мост",
        "утром",
        "поезд",
        "долго",
        "шёл",
        "через",
        "поле",
        "дождь",
        "окна",
        "домов",
        "на",
        "берегу",
        "светились",
        "до",
        "рассвета",
        "и",
        "рыбаки",
        "тянули",
        "сети",
        "из",
        "воды",
    ];
    let mut text = String::from("Хроника одного города\n\n");
    let mut seed = 7_u32;
    while text.len() < bytes {
        for word in 0..47 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(WORDS[(seed >> 16) as usize % WORDS.len()]);
            text.push(if word == 46 { '.' } else { ' ' });
        }
        text.push_str("\n\n");
    }
    text
}

/// A session on the sample corpus, on a file, or of another program.
fn open(home: &Path, arguments: &[&str], rows: u16, cols: u16) -> Session {
    let mut command = command(reader(), home);
    command.args(arguments);
    Session::start(command, rows, cols)
}

/// Bytes of each press of a key.
fn bytes_of(session: &mut Session, key: &str, times: usize) -> Vec<usize> {
    session.until_quiet(QUIET);
    let press = |_| session.press(key).until_quiet(QUIET).len();
    (0..times).map(press).collect()
}

fn told(what: &str, mut bytes: Vec<usize>) -> usize {
    bytes.sort_unstable();
    let median = bytes[bytes.len() / 2];
    println!("{what:46} median {median:5}   most {:5}   of {}", bytes[bytes.len() - 1], bytes.len());
    median
}

fn bytes(home: &Path) {
    println!("bytes sent for a key");
    let page = home.join("page.txt");
    fs::write(&page, prose(60_000)).unwrap();
    let file = page.to_str().unwrap();

    let mut less = Session::start(
        {
            let mut less = command("less", home);
            less.arg(file);
            less
        },
        24,
        80,
    );
    less.wait_for("page.txt");
    let of_less = told("less, one line down, 80×24", bytes_of(&mut less, "j", 20));

    let mut session = open(home, &[file], 24, 80);
    session.wait_for("no quotations");
    let down = told("full-width reading, one line down, 80×24", bytes_of(&mut session, "j", 20));
    println!(
        "{:46} {:+}",
        "  beside less, at most +120",
        i64::try_from(down).unwrap() - i64::try_from(of_less).unwrap()
    );
    told("full-width reading, one line up", bytes_of(&mut session, "k", 10));
    told("full-width reading, a page down", bytes_of(&mut session, " ", 10));
    told("a key without effect, 0", bytes_of(&mut session, "Y", 10));
    session.press("\x03").ended();

    let mut session = open(home, &["--sample"], 40, 120);
    session.wait_for("Kerry thanked").until_quiet(QUIET);
    told("list, selection down, preview held back, 60", {
        let mut moves = Vec::new();
        for key in ["j", "k", "j", "k"] {
            session.until_quiet(QUIET * 2);
            session.press(key);
            // What comes at once is the move; the preview comes when the selection rests.
            moves.push(session.until_quiet(Duration::from_millis(60)).len());
        }
        moves
    });
    session.press("3g\r").until_quiet(QUIET);
    told("list beside the reader, one line down, 4500", bytes_of(&mut session, "j", 14));
    session.press("gz").until_quiet(QUIET);
    told("full width with quotations, one line down", bytes_of(&mut session, "j", 20));
    session.press("zc").until_quiet(QUIET);
    session.press("g").until_quiet(QUIET);
    told("compare, every step down, 900", bytes_of(&mut session, "j", 60));
    told("compare, every step up, 900", bytes_of(&mut session, "k", 60));
    session.until_quiet(QUIET);
    let idle = Duration::from_secs(std::env::var("VISAVIS_IDLE").ok().and_then(|s| s.parse().ok()).unwrap_or(60));
    thread::sleep(idle);
    println!("{:46} {:12}", format!("idle for {} s, 0", idle.as_secs()), session.until_quiet(QUIET).len());
    session.press("\x03").ended();
}

/// ssh through a proxy with this round trip and rate to the reader on the sample corpus.
fn remote(home: &Path, server: &Server, trip: Duration, rate: Option<usize>, forced: &str) -> Session {
    let port = proxy(server.port, trip / 2, rate);
    // A reader of its own, who has not been anywhere.
    let home = tempfile::tempdir_in(home).unwrap().keep();
    Session::start(server.client(&home, port, forced), 40, 120)
}

/// The time from a key to the last byte of what it brings about.
fn answered(session: &mut Session, key: &str, quiet: Duration) -> Duration {
    session.until_quiet(quiet);
    let pressed = Instant::now();
    session.press(key);
    let before = session.last;
    let end = pressed + Duration::from_secs(5);
    while session.last == before && Instant::now() < end {
        session.take(quiet);
    }
    session.until_quiet(quiet);
    session.last - pressed
}

fn delay(home: &Path) {
    let Some(server) = Server::start(home) else { return };
    println!("from a key to the last byte, through sshd, milliseconds over the round trip (at most 15 for 95 of 100)");
    for trip in [0, 30, 100, 300].map(Duration::from_millis) {
        let mut session = remote(home, &server, trip, None, &sample());
        session.wait_for("Documents · 5").wait_for("Kerry thanked");
        session.press("3g\rz").until_quiet(trip + QUIET);
        let mut times = Vec::new();
        for turn in 0..60 {
            let key = if turn % 20 < 10 { "j" } else { "k" };
            times.push(answered(&mut session, key, trip + Duration::from_millis(120)).saturating_sub(trip));
        }
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "round trip {:3} ms     median {:5.1}   95 of 100 {:5.1}",
            trip.as_millis(),
            ms(times[times.len() / 2]),
            ms(times[times.len() * 95 / 100])
        );
        session.press("\x03");
        session.ended();
    }
}

fn sample() -> String {
    format!("{} --sample", PathBuf::from(reader()).display())
}

/// Presses a key sixty times at 30 Hz; gives how long the screen moves on after the last.
fn moves_on(session: &mut Session, key: &str) -> (Duration, usize) {
    session.until_quiet(Duration::from_millis(800));
    let tick = Duration::from_millis(33);
    let mut next = Instant::now();
    for _ in 0..60 {
        session.press(key);
        next += tick;
        while let Some(wait) = next.checked_duration_since(Instant::now()) {
            session.take(wait);
        }
    }
    let released = Instant::now();
    let bytes = session.until_quiet(Duration::from_millis(1500)).len();
    (session.last.saturating_duration_since(released), bytes)
}

fn held(home: &Path, inside: Option<&str>) {
    let Some(server) = Server::start(home) else { return };
    let trip = Duration::from_millis(100);
    let most = if inside.is_some() { 3.0 } else { 1.0 };
    println!(
        "60 repeats at 30 Hz over 100 ms and 25.6 kB/s{}: seconds the screen moves on after the key is let go, at most {:.1}",
        if inside.is_some() { ", in tmux" } else { "" },
        most + 0.1
    );
    let big = home.join("long.txt");
    fs::write(&big, prose(400_000)).unwrap();
    let reader = PathBuf::from(self::reader());
    let wrapped = |command: String| match inside {
        Some(tmux) => format!("{tmux} new-session '{command}'"),
        None => command,
    };
    for (what, file, keys, key) in [
        ("full width, line by line", true, "", "j"),
        ("full width, page by page", true, "", " "),
        ("list beside the reader, line by line", false, "3g\r", "j"),
        ("compare, pair by pair", false, "c", "j"),
    ] {
        let argument = if file { big.display().to_string() } else { "--sample".to_owned() };
        let mut session = remote(home, &server, trip, Some(SLOW), &wrapped(format!("{} {argument}", reader.display())));
        session.wait_for(if file { "no quotations" } else { "Kerry thanked" });
        session.until_quiet(Duration::from_millis(600));
        session.press(keys);
        let (time, bytes) = moves_on(&mut session, key);
        println!("{what:46} {:5.2} s   {bytes:6} bytes", time.as_secs_f64());
        session.press("\x03");
        session.ended();
    }
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|word| word == part);
    let home = tempfile::tempdir().unwrap();
    if is_wanted("bytes") {
        bytes(home.path());
    }
    if is_wanted("delay") {
        delay(home.path());
    }
    if is_wanted("held") {
        held(home.path(), None);
    }
    if is_wanted("tmux") {
        held(home.path(), Some("tmux -f /dev/null -L visavis-bench"));
    }
}

/// A client's command line is built where the server is known.
pub fn client(home: &Path, arguments: &[String]) -> CommandBuilder {
    let mut ssh = command("ssh", home);
    ssh.args(arguments);
    ssh
}
