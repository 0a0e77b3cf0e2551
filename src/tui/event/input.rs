//! The terminal's bytes, read where the keys come from: standard input, or the terminal itself where that is not one.

use std::{
    fs::File,
    io::{self, IsTerminal},
    os::fd::{AsFd, BorrowedFd},
    sync::mpsc::Sender,
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

use super::{Event, parse::Parser};

/// Bytes that are read at once: a paste of a page.
const CHUNK: usize = 4096;

/// Where the keys come from.
enum Keyboard {
    Stdin(io::Stdin),
    Terminal(File),
}

impl Keyboard {
    fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            return Ok(Self::Stdin(stdin));
        }
        File::open("/dev/tty").map(Self::Terminal)
    }
}

impl AsFd for Keyboard {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin(stdin) => stdin.as_fd(),
            Self::Terminal(file) => file.as_fd(),
        }
    }
}

/// However the thread ends, whoever waits for it is told.
struct Reading(Sender<Event>);

impl Drop for Reading {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Lost);
    }
}

pub fn listen(events: Sender<Event>) -> io::Result<()> {
    let keyboard = Keyboard::open()?;
    thread::Builder::new().name("input".into()).spawn(move || {
        let reading = Reading(events);
        let mut parser = Parser::default();
        let mut bytes = [0; CHUNK];
        loop {
            let mut emit = |event| _ = reading.0.send(event);
            match waited(&keyboard, parser.patience()) {
                Ok(false) => parser.pause(Instant::now(), &mut emit),
                Ok(true) => match rustix::io::read(&keyboard, &mut bytes) {
                    Ok(count @ 1..) => {
                        parser.feed(bytes.get(..count).unwrap_or_default(), Instant::now(), &mut emit);
                    }
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Ok(0) | Err(_) => return,
                },
                Err(Errno::INTR) => {}
                Err(_) => return,
            }
        }
    })?;
    Ok(())
}

/// Whether there is anything to read, or to be told about the end of it; not before so long.
fn waited(keyboard: &Keyboard, patience: Option<Duration>) -> Result<bool, Errno> {
    let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
    let mut fds = [PollFd::new(keyboard, PollFlags::IN)];
    Ok(poll(&mut fds, timeout.as_ref())? > 0)
}
