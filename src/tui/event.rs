//! What comes from outside: keys and sizes, read by a thread of their own and sent through a channel.

use std::{sync::mpsc::Sender, thread};

use ratatui::crossterm::event;

use super::keymap::Key;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Key(Key),
    Resize(u16, u16),
    /// The input has ended: the terminal is gone.
    Lost,
}

/// Reads until nobody listens any more or the terminal is gone.
pub fn listen(events: Sender<Event>) {
    thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event::Event::Key(key)) => Key::try_from(key).ok().map(Event::Key),
                Ok(event::Event::Resize(width, height)) => Some(Event::Resize(width, height)),
                Ok(_) => None,
                Err(_) => Some(Event::Lost),
            };
            let Some(event) = event else { continue };
            if events.send(event).is_err() || event == Event::Lost {
                return;
            }
        }
    });
}
