//! The program run in a fresh directory with a home of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

pub struct Desk {
    folder: TempDir,
}

pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.at(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    /// Runs a line of words; `{railway}` stands for the invented corpus in `tests/railway`.
    pub fn run(&self, line: &str) -> Ran {
        self.run_in(line, 80)
    }

    /// The same on a terminal of this width.
    pub fn run_in(&self, line: &str, columns: usize) -> Ran {
        let railway = railway().to_string_lossy().into_owned();
        let output = Command::new(env!("CARGO_BIN_EXE_visavis"))
            .args(line.split_whitespace().map(|word| word.replace("{railway}", &railway)))
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("COLUMNS", columns.to_string())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Ran {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Standard output, of a run that went well.
    #[track_caller]
    pub fn fine(self) -> String {
        assert_eq!(self.status, 0, "{}{}", self.out, self.err);
        self.out
    }

    #[track_caller]
    pub fn objects(self) -> Vec<Value> {
        self.fine().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// A corpus of two invented sides with articles in English and Ukrainian.
pub fn railway() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/railway")
}
