//! A program in a real pseudo-terminal: keys in, bytes and screen out.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, missing_docs)]

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// What every frame ends with, and what a terminal answers.
const QUESTION: &[u8] = b"\x1b[5n";
const ANSWER: &[u8] = b"\x1b[0n";

pub struct Session {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    pub keys: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    /// Held by who wants nothing to be read.
    reading: Arc<Mutex<()>>,
    pub screen: vt100::Parser,
    /// The first bytes of a character whose others are still to come: the emulator would lose what follows it
    /// (alacritty/vte#159).
    cut: Vec<u8>,
    /// All that was sent, since the last look.
    pub sent: Vec<u8>,
    /// When the last of it came.
    pub last: Instant,
    /// As most terminals do.
    pub answers: bool,
    /// Questions that were answered.
    answered: usize,
    /// The end of what came, where a question may have begun.
    tail: Vec<u8>,
}

/// A program with a home of its own, in which somebody read before, and the least of an environment.
pub fn command(program: impl AsRef<std::ffi::OsStr>, home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    command.cwd(home);
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")] {
        command.env(name, value);
    }
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, home);
    }
    let readers = home.join("visavis/readers");
    if !readers.exists() {
        fs::create_dir_all(&readers).unwrap();
        fs::write(readers.join("default.json"), "{\"version\": 1}").unwrap();
    }
    command
}

/// A size in cells.
pub fn cells(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Session {
    pub fn start(command: CommandBuilder, rows: u16, cols: u16) -> Self {
        let pair = native_pty_system().openpty(cells(rows, cols)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        let reading = Arc::new(Mutex::new(()));
        let may_read = Arc::clone(&reading);
        thread::spawn(move || {
            let mut bytes = vec![0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                drop(may_read.lock());
                if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self {
            child,
            master: pair.master,
            keys,
            output,
            reading,
            screen: vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0),
            cut: Vec::new(),
            sent: Vec::new(),
            last: Instant::now(),
            answers: true,
            answered: 0,
            tail: Vec::new(),
        }
    }

    /// Takes what comes next; false if nothing comes in this time.
    pub fn take(&mut self, wait: Duration) -> bool {
        let (at, bytes) = match self.output.recv_timeout(wait) {
            Ok(came) => came,
            Err(RecvTimeoutError::Timeout) => return false,
            Err(RecvTimeoutError::Disconnected) => {
                thread::sleep(wait.min(Duration::from_millis(10)));
                return false;
            }
        };
        self.show(&bytes);
        self.tail.extend_from_slice(&bytes);
        let questions = self.tail.windows(QUESTION.len()).filter(|window| *window == QUESTION).count();
        self.tail.drain(..self.tail.len().saturating_sub(QUESTION.len() - 1));
        if self.answers {
            for _ in 0..questions {
                let _ = self.keys.write_all(ANSWER);
            }
            self.answered += questions;
        }
        self.last = at;
        self.sent.extend(bytes);
        true
    }

    /// Has the terminal show all whole characters.
    pub fn show(&mut self, bytes: &[u8]) {
        self.cut.extend(bytes);
        let last = self.cut.utf8_chunks().last().map_or(&[][..], |chunk| chunk.invalid());
        let goes_on = str::from_utf8(last).is_err_and(|error| error.error_len().is_none());
        let rest = self.cut.split_off(self.cut.len() - if goes_on { last.len() } else { 0 });
        self.screen.process(&self.cut);
        self.cut = rest;
    }

    /// The terminal reads nothing until what this gives is dropped.
    pub fn stall(&self) -> mpsc::Sender<()> {
        let reading = Arc::clone(&self.reading);
        let (ready, is_ready) = mpsc::channel();
        let (sender, end) = mpsc::channel::<()>();
        thread::spawn(move || {
            let _held = reading.lock();
            let _ = ready.send(());
            let _ = end.recv();
        });
        is_ready.recv().unwrap();
        sender
    }

    /// The screen, less the blanks at the ends of its lines.
    pub fn contents(&self) -> String {
        let lines: Vec<String> =
            self.screen.screen().contents().lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n")
    }

    pub fn wait_for(&mut self, words: &str) -> &mut Self {
        let end = Instant::now() + Duration::from_secs(20);
        while !self.contents().contains(words) {
            assert!(Instant::now() < end, "{words} did not come:\n{}", self.contents());
            self.take(Duration::from_millis(100));
        }
        self
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    pub fn resize(&mut self, rows: u16, cols: u16) -> &mut Self {
        self.master.resize(cells(rows, cols)).unwrap();
        self.screen
            .screen_mut()
            .set_size(rows.clamp(1, 500).try_into().unwrap(), cols.clamp(1, 1000).try_into().unwrap());
        self
    }

    /// What is sent until nothing has come for so long.
    pub fn until_quiet(&mut self, quiet: Duration) -> Vec<u8> {
        while self.take(quiet) {}
        std::mem::take(&mut self.sent)
    }

    pub fn rest(&mut self) -> Vec<u8> {
        self.until_quiet(Duration::from_millis(400))
    }

    /// The exit status.
    pub fn ended(&mut self) -> u32 {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            while self.take(Duration::from_millis(20)) {}
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.take(Duration::from_millis(100)) {}
                return status.exit_code();
            }
            assert!(Instant::now() < end, "still running:\n{}", self.contents());
        }
    }
}
