//! The terminal taken and given back: raw mode, alternate screen, one write a frame, frames at the pace of the line.
//!
//! Nothing waits for a reply of the terminal: its answer to a frame only lets the next one go out sooner.

#[cfg(test)]
mod laws;
mod out;
mod pace;
mod pen;
mod shift;
mod wire;

use std::{
    env, io, panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use ratatui::{
    Frame, Terminal, TerminalOptions, Viewport,
    crossterm::terminal,
    layout::{Position, Rect, Size},
};
use rustix::{
    process::{Signal, getpgrp, getsid, kill_current_process_group},
    stdio::{stdin, stdout},
    termios::{QueueSelector, tcflush, tcgetwinsize},
};

use self::{
    out::{Out, write_at_once},
    pace::Pace,
    wire::Wire,
};
use super::{event::Event, work};

/// No terminal is larger than this; what claims to be would cost gigabytes of cells.
const LARGEST: Size = Size { width: 1000, height: 500 };

/// What a terminal has that does not say.
const USUAL: Size = Size { width: 80, height: 24 };

/// Alternate screen, no wrapping at the right, pasted text marked as such, nothing on it, no cursor.
const ENTER: &str = "\u{1b}[?1049h\u{1b}[?7l\u{1b}[?2004h\u{1b}[m\u{1b}[2J\u{1b}[?25l";
/// The same in reverse order.
const LEAVE: &str = "\u{1b}[?1006l\u{1b}[?1000l\u{1b}[r\u{1b}[m\u{1b}[?25h\u{1b}[?2004l\u{1b}[?7h\u{1b}[?1049l";

/// Reports of the mouse, on and off.
const MOUSE: [&str; 2] = ["\u{1b}[?1000h\u{1b}[?1006h", "\u{1b}[?1006l\u{1b}[?1000l"];

/// How long the end waits for what is still to be written and answered. An answer that comes later is typed into the
/// shell.
const END: Duration = Duration::from_millis(500);

/// Programs that answer for the terminal themselves, wherever that is, and set these.
const MULTIPLEXERS: [(&str, &str); 3] = [("TMUX", "tmux"), ("STY", "screen"), ("ZELLIJ", "zellij")];

/// The one between us and the terminal, if it is on this side of the line.
pub fn multiplexer() -> Option<&'static str> {
    MULTIPLEXERS.iter().find(|(set, _)| env::var_os(set).is_some()).map(|(_, name)| *name)
}

static TAKEN: AtomicBool = AtomicBool::new(false);

/// The size as far as we draw: never empty, never absurd.
fn clamp(width: u16, height: u16) -> Size {
    let usual = |cells: u16, usual: u16| if cells == 0 { usual } else { cells };
    Size {
        width: usual(width, USUAL.width).min(LARGEST.width),
        height: usual(height, USUAL.height).min(LARGEST.height),
    }
}

/// As far as we draw.
pub fn size() -> Size {
    tcgetwinsize(stdout()).map_or(USUAL, |size| clamp(size.ws_col, size.ws_row))
}

/// The screen while it is ours. Dropping it gives the terminal back as it was.
pub struct Screen {
    terminal: Terminal<Wire<Out>>,
    out: Out,
    pace: Pace,
}

impl Screen {
    /// What becomes of the frames is told to `events`.
    pub fn take(events: &Sender<Event>) -> io::Result<Self> {
        give_back_on_panic();
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let out = Out::new(events.clone())?;
        let mut wire = Wire::new(out.clone(), size());
        wire.begin_anew(ENTER);
        let area = Rect::from((Position::ORIGIN, wire.size));
        let terminal = Terminal::with_options(wire, TerminalOptions { viewport: Viewport::Fixed(area) })?;
        let pace = Pace::new(multiplexer().is_none());
        Ok(Self { terminal, out, pace })
    }

    pub fn size(&self) -> Size {
        self.terminal.backend().size
    }

    /// When the next frame may be drawn; none is at once. A frame that is not written yet comes first, and
    /// [`Event::Written`] tells that it is.
    pub fn hold(&self, now: Instant) -> Hold {
        match self.pace.free_at(now) {
            _ if self.out.is_busy() => Hold::UntilWritten,
            Some(at) => Hold::Until(at),
            None => Hold::Free,
        }
    }

    /// Has the terminal report the mouse, or leave it to its own selection.
    pub fn mouse(&mut self, on: bool) {
        let [report, leave] = MOUSE;
        self.send(if on { report } else { leave });
    }

    /// Sends bytes of our own along with the next frame.
    pub fn send(&mut self, bytes: &str) {
        self.terminal.backend_mut().push(bytes);
    }

    /// Draws the frame; what the terminal shows already is not sent again.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.backend_mut().asks = self.pace.asks();
        self.terminal.draw(render)?;
        let sent = self.terminal.backend_mut().take_sent();
        if sent > 0 {
            self.pace.sent(sent, Instant::now());
        }
        Ok(())
    }

    /// The terminal has taken in a frame.
    pub fn answered(&mut self) {
        self.pace.answered();
    }

    /// Looks how large the terminal is now. If it is another size everything is drawn again with the next frame.
    pub fn measure(&mut self) -> io::Result<Size> {
        let size = size();
        if size != self.size() {
            self.resize(size)?;
        }
        Ok(size)
    }

    /// The terminal may show anything (Ctrl-L): everything is drawn again with the next frame.
    pub fn forget(&mut self) -> io::Result<()> {
        self.resize(self.size())
    }

    fn resize(&mut self, size: Size) -> io::Result<()> {
        self.terminal.backend_mut().size = size;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Gives the terminal back and stops, as the shell wants it at Ctrl-Z; goes on with [`Self::retake`]. Where nobody
    /// could wake the program again (no shell stands behind it) nothing happens.
    pub fn stop(&mut self) -> io::Result<()> {
        if getsid(None)? == getpgrp() {
            return Ok(());
        }
        self.out.finish(END);
        give_back();
        // All of it: what started us in the same job is to stop too.
        kill_current_process_group(Signal::STOP)?;
        Ok(())
    }

    /// Takes the terminal again after a stop; everything is drawn with the next frame.
    pub fn retake(&mut self) -> io::Result<()> {
        // The shell has set the modes since, and may have been given another size.
        terminal::disable_raw_mode()?;
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        self.terminal.backend_mut().begin_anew(ENTER);
        self.resize(size())
    }

    /// Gives the terminal back when all that was asked is answered, so that no answer is typed into the shell.
    pub fn leave(mut self, events: &Receiver<Event>) {
        let end = Instant::now() + END;
        self.out.finish(END);
        while self.pace.owed() > 0 {
            match events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(Event::Answer) => self.answered(),
                Ok(Event::Lost | Event::End(_)) | Err(_) => break,
                Ok(_) => {}
            }
        }
        if self.pace.owed() > 0 {
            let _ = tcflush(stdin(), QueueSelector::IFlush);
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether a frame may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    Free,
    Until(Instant),
    UntilWritten,
}

/// Once only, whoever comes first: the end, an error, a signal or a panic. Nothing can be done about a terminal that
/// is gone, so errors are dropped.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    write_at_once(LEAVE.as_bytes());
    let _ = terminal::disable_raw_mode();
}

/// The message of a panic must not be written onto the alternate screen.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let earlier = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // The screen stays: it says that the worker is gone.
            if thread::current().name() == Some(work::THREAD) {
                return;
            }
            give_back();
            earlier(info);
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_clamped() {
        assert_eq!(clamp(0, 0), USUAL);
        assert_eq!(clamp(1, 1), Size { width: 1, height: 1 });
        assert_eq!(clamp(u16::MAX, u16::MAX), LARGEST);
        assert_eq!(clamp(80, 25), Size { width: 80, height: 25 });
    }
}
