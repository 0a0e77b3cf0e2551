//! A home of its own for each test with the invented corpus of `tests/bridges` in it, and the program run there.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// An article of the invented corpus: both sides at their meeting.
pub const ENGLISH: &str = "\
---
title: \"Talks in Lyman: both banks want a bridge\"
source: Invented News
published: 2021-03-03
language: en
---

Kersti Tamm met Viktor Orlen in Lyman on 3 March 2021 to talk about the river.

\"We need a new bridge before the winter comes,\" Kersti Tamm said after the talks.

Viktor Orlen said: \"The bridge must be paid for by both banks of the river.\"
";

pub struct Home {
    folder: tempfile::TempDir,
}

pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    /// The corpus lies in the folder `corpus`.
    pub fn with_corpus() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(home.at("corpus")).unwrap();
        for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bridges")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), home.at("corpus").join(file.file_name())).unwrap();
        }
        home
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.at(name), text).unwrap();
    }

    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_visavis"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.at("data"))
            .env("XDG_STATE_HOME", self.at("state"))
            .env("TERM", "xterm-256color")
            .stdin(Stdio::null());
        command
    }
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Standard output, of a run that went well and had nothing to say.
    #[track_caller]
    pub fn fine(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// The objects on standard output, whatever the status.
    #[track_caller]
    pub fn objects(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }

    /// Ended with this status and one sentence with these words.
    #[track_caller]
    pub fn refused(self, status: i32, words: &str) {
        assert_eq!(self.status, status, "{}{}", self.out, self.err);
        assert_eq!(self.err.lines().count(), 1, "one sentence: {}", self.err);
        assert!(self.err.starts_with("visavis: ") && self.err.contains(words), "“{words}” in: {}", self.err);
    }
}
