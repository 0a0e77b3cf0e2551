//! The terminal taken and given back: raw mode, alternate screen, one write a frame.
//!
//! The terminal is never asked anything, so nothing waits for a reply.

mod wire;

use std::{
    io::{self, Write},
    panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
};

use ratatui::{
    Frame, Terminal, TerminalOptions, Viewport,
    crossterm::terminal,
    layout::{Position, Rect, Size},
};

use self::wire::Wire;

/// No terminal is larger than this; what claims to be would cost gigabytes of cells.
const LARGEST: Size = Size { width: 1000, height: 500 };

const ENTER: &str = "\u{1b}[?1049h\u{1b}[?7l\u{1b}[2J\u{1b}[?25l";
/// The same in reverse order.
const LEAVE: &str = "\u{1b}[m\u{1b}[?25h\u{1b}[?7h\u{1b}[?1049l";

static TAKEN: AtomicBool = AtomicBool::new(false);

/// The size as far as we draw: never empty, never absurd.
pub fn clamp(width: u16, height: u16) -> Size {
    Size { width: width.clamp(1, LARGEST.width), height: height.clamp(1, LARGEST.height) }
}

/// The screen while it is ours. Dropping it gives the terminal back as it was.
pub struct Screen {
    terminal: Terminal<Wire<io::Stdout>>,
}

impl Screen {
    pub fn take() -> io::Result<Self> {
        give_back_on_panic();
        let (width, height) = terminal::size()?;
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let wire = Wire::new(io::stdout(), clamp(width, height));
        let area = Rect::from((Position::ORIGIN, wire.size));
        let terminal = Terminal::with_options(wire, TerminalOptions { viewport: Viewport::Fixed(area) })?;
        let mut screen = Self { terminal };
        screen.terminal.backend_mut().push(ENTER);
        Ok(screen)
    }

    pub fn size(&self) -> Size {
        self.terminal.backend().size
    }

    /// Draws the frame; what the terminal shows already is not sent again.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(render).map(|_| ())
    }

    /// Sends bytes of our own along with the next frame.
    pub fn send(&mut self, bytes: &str) {
        self.terminal.backend_mut().push(bytes);
    }

    /// The terminal has another size: everything is drawn again with the next frame.
    pub fn resize(&mut self, size: Size) -> io::Result<()> {
        self.terminal.backend_mut().size = size;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// The terminal may show anything (Ctrl-L): everything is drawn again with the next frame.
    pub fn forget(&mut self) -> io::Result<()> {
        let size = self.size();
        self.resize(size)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Once only, whoever comes first: the end, an error or a panic. Nothing can be done about a terminal that
/// is gone, so errors are dropped.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = out.write_all(LEAVE.as_bytes());
    let _ = out.flush();
    let _ = terminal::disable_raw_mode();
}

/// The message of a panic must not be written onto the alternate screen.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let earlier = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
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
        assert_eq!(clamp(0, 0), Size { width: 1, height: 1 });
        assert_eq!(clamp(u16::MAX, u16::MAX), LARGEST);
        assert_eq!(clamp(80, 24), Size { width: 80, height: 24 });
    }
}
