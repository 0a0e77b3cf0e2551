//! What goes wrong around the program: a disk that is full, a library that somebody else is writing, a home that cannot
//! be written. One sentence is said, nothing is lost, and the next time it goes on.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod support;

use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use rusqlite::Connection;
use support::program::{Desk, Ran};

const FILES: usize = 120;

/// A desk with a folder of articles, all different.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::create_dir(desk.at("articles")).unwrap();
    for number in 0..FILES {
        let said = format!("«Поезд номер {number} опоздал на {} минут», — сказал Иван Горохов.\n\n", number * 7);
        let around = format!("На станции {number} ждали до вечера, и никто не уехал.\n\n").repeat(40);
        desk.write(&format!("articles/{number}.txt"), &(said + &around));
    }
    desk
}

fn shell(desk: &Desk, line: &str) -> Ran {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(desk.at("")).env_clear().env("HOME", desk.at(""));
    let output = command.env("VISAVIS", env!("CARGO_BIN_EXE_visavis")).stdin(Stdio::null()).output().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn integrity(desk: &Desk) -> String {
    let connection = Connection::open(desk.at("library.db")).unwrap();
    connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_full_disk_is_told_with_what_is_stored_and_the_retry_completes() {
    let desk = desk();
    // Blocks of 512 bytes: the library needs more. That writing fails then, and nothing is killed, is for the shell to say.
    let ran = shell(&desk, "trap '' XFSZ; ulimit -f 1200; exec \"$VISAVIS\" import --library library.db articles");
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    let told = ran.err.lines().find(|line| line.contains(" are stored")).unwrap_or_default();
    let stored: usize = told.rsplit("; ").next().unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!((1..FILES).contains(&stored) && told.contains(&format!("of {FILES} files")), "{}", ran.err);
    assert_eq!(integrity(&desk), "ok");
    let listed = desk.run("documents --json --library library.db").objects().len();
    assert_eq!(listed, stored);
    desk.run("import --library library.db articles").fine();
    assert_eq!(desk.run("documents --json --library library.db").objects().len(), FILES);
    assert_eq!(integrity(&desk), "ok");
}

#[test]
fn while_somebody_writes_others_read_and_a_second_writer_waits_and_then_says_so() {
    let desk = desk();
    desk.run("import --library library.db articles/1.txt articles/2.txt").fine();
    let writer = Connection::open(desk.at("library.db")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let asked = Instant::now();
    assert_eq!(desk.run("documents --json --library library.db").objects().len(), 2);
    assert!(asked.elapsed() < Duration::from_secs(4), "a reader waits for nobody");
    let asked = Instant::now();
    let ran = desk.run("import --library library.db articles/3.txt");
    let waited = asked.elapsed();
    assert!(waited > Duration::from_secs(4) && waited < Duration::from_secs(15), "{waited:?}");
    assert!(ran.status != 0 && ran.err.contains("library.db"), "{}", ran.err);
    assert!(!ran.err.to_lowercase().contains("sql"), "{}", ran.err);
    writer.execute_batch("ROLLBACK").unwrap();
    desk.run("import --library library.db articles/3.txt").fine();
    assert_eq!(desk.run("documents --json --library library.db").objects().len(), 3);
}
