//! The program on a real pseudo-terminal: what a user types, sees and is left with.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    io::{Read, Write},
    path::Path,
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All that was sent, since the last look.
    sent: Vec<u8>,
}

impl Session {
    fn start(home: &Path, rows: u16, cols: u16) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_visavis"));
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, home);
        }
        command.arg("--sample");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = vec![0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0);
        Self { child, master: pair.master, keys, output, screen, sent: Vec::new() }
    }

    fn take(&mut self, wait: Duration) -> bool {
        let Ok(bytes) = self.output.recv_timeout(wait) else { return false };
        self.screen.process(&bytes);
        self.sent.extend(bytes);
        true
    }

    fn wait_for(&mut self, words: &str) {
        let end = Instant::now() + Duration::from_secs(20);
        while !self.screen.screen().contents().contains(words) {
            assert!(Instant::now() < end, "{words} did not come:\n{}", self.screen.screen().contents());
            self.take(Duration::from_millis(100));
        }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// What is sent until nothing has come for a while.
    fn rest(&mut self) -> Vec<u8> {
        while self.take(Duration::from_millis(400)) {}
        std::mem::take(&mut self.sent)
    }

    fn ended(&mut self) -> u32 {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            while self.take(Duration::from_millis(20)) {}
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.take(Duration::from_millis(100)) {}
                return status.exit_code();
            }
            assert!(Instant::now() < end, "still running:\n{}", self.screen.screen().contents());
        }
    }
}

#[test]
fn open_move_jump_compare_and_come_back_and_the_terminal_is_as_before() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), 24, 80);
    session.wait_for("Documents · 5");
    session.press("jj\r").wait_for("quote ");
    session.press("\x10spilni").wait_for("results for «спільні»");
    session.press("\r").wait_for("Помпео і Лавров у Сочі");
    session.press("c").wait_for("US counterparts");
    session.rest();
    let row = session.screen.screen().contents();
    session.press("\r").wait_for("quote ");
    session.press("\x7f").wait_for("US counterparts");
    session.rest();
    assert_eq!(session.screen.screen().contents(), row);
    session.press("ййй");
    assert_eq!(session.ended(), 0);
    assert!(!session.screen.screen().alternate_screen() && !session.screen.screen().hide_cursor());
}

#[test]
fn nothing_is_sent_while_nothing_changes() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), 40, 120);
    session.wait_for("Documents · 5");
    session.rest();
    session.press("XX%");
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
    let mut session = Session::start(home.path(), 24, 80);
    session.wait_for("Documents · 5");
    for (rows, cols) in [(10, 40), (1, 1), (60, 200), (24, 80)] {
        session.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        session.screen.screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
        session.rest();
    }
    session.wait_for("Documents · 5");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}

#[test]
fn the_place_is_kept_from_one_session_to_the_next() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), 24, 80);
    session.wait_for("Documents · 5");
    session.press("3g\r").wait_for("Помпео і Лавров");
    session.press("GG").wait_for("100 %");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
    let mut session = Session::start(home.path(), 24, 80);
    session.wait_for("▌2019-05-14 uk");
    session.press("\r").wait_for("100 %");
    session.press("\x03");
    assert_eq!(session.ended(), 0);
}
