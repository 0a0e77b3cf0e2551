//! What comes from outside: keys, pasted text, sizes, the terminal's answer, signals. Threads of their own wait for it
//! and send it through one channel; none of them is awake while nothing comes.

mod input;
mod parse;
mod signal;

use std::{io, sync::mpsc::Sender};

use super::keymap::Key;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Key(Key),
    /// Text as the terminal gave it, not yet cleaned.
    Paste(String),
    /// The terminal has another size.
    Resized,
    /// The terminal has taken in everything up to our question.
    Answer,
    /// What the terminal says of its background.
    Background {
        light: bool,
    },
    /// A step of the mouse's wheel.
    Wheel {
        down: bool,
    },
    /// What was opened beside the loop is there.
    Opened,
    /// The worker has something new.
    Made,
    /// A frame has left the program.
    Written,
    /// Somebody wants the program to stop for a while.
    Stop,
    /// The program goes on after a stop; the terminal may be in any state.
    Continued,
    /// The program is to end, by this signal.
    End(i32),
    /// The input has ended: the terminal is gone.
    Lost,
}

/// Sends what comes until nobody listens any more or the terminal is gone. A program that does not end within a
/// moment after it was told to is ended, by `last` and 128 and the signal's number.
pub fn listen(events: &Sender<Event>, last: fn()) -> io::Result<()> {
    signal::listen(events.clone(), last)?;
    input::listen(events.clone())
}
