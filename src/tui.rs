//! The reader on the terminal: list, reader and comparison.
//!
//! One blocking loop: wait for an event, take what is queued, let the state change, draw at most once and write at
//! most once, when the line has room for it. There is no tick: while nothing happens nothing runs.

mod action;
mod app;
mod event;
mod keymap;
mod layout;
mod line;
mod names;
mod rows;
mod terminal;
mod theme;
mod view;

use std::{
    io,
    sync::mpsc::{self, RecvTimeoutError},
    time::{Duration, Instant},
};

pub use self::{
    action::{Action, Context, Hint, SECTIONS, Section, Spec, actions},
    app::{App, Effect},
    keymap::Key,
    view::draw,
};
use self::{
    app::list::List,
    event::Event,
    terminal::{Hold, Screen},
    theme::Theme,
};
use crate::{
    library::{self, Store, Summary, reader::ReaderFile},
    text::Clean,
};

/// How long the selection in the list must rest before its document is shown beside it: a held key moves the list
/// only, which costs a slow line little.
const PREVIEW: Duration = Duration::from_millis(120);

/// A change of place is on disk after this.
const SAVE: Duration = Duration::from_millis(1900);

/// Letters of a paste that a field takes.
const LONGEST_PASTE: usize = 1000;

/// What the reader starts with.
pub struct Options {
    /// Where one left off, and where that is kept.
    pub reader: ReaderFile,
    /// Colours; without them weight and underlines tell the same.
    pub colour: bool,
    /// The document to open, by id; without one the list has the keys.
    pub open: Option<String>,
    /// A sentence to begin with: a file that could not be read, say.
    pub message: Option<Clean>,
}

/// Why the reader could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the terminal cannot be used: {0}; --plain does without")]
    Terminal(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] library::Error),
}

/// How the reader came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Somebody quit it, or the terminal is gone.
    Quit,
    /// By this signal.
    Signal(i32),
}

/// Shows the documents of a store on the terminal until the reader quits or the terminal is gone. Where opening it
/// takes a moment, `titles` are what can be seen at once; what is typed in that moment is not lost.
pub fn run(
    titles: Vec<Summary>,
    open: impl FnOnce() -> library::Result<Box<dyn Store>>,
    options: Options,
) -> Result<Ended, Error> {
    let (sender, events) = mpsc::channel();
    let mut screen = Screen::take(&sender)?;
    event::listen(&sender, terminal::give_back)?;
    drop(sender);
    if !titles.is_empty() {
        let theme = Theme { colour: options.colour };
        let list = List::of(titles, options.reader.last());
        screen.draw(|frame| view::first(list, theme, frame))?;
    }
    let mut app = App::new(open()?, options, screen.size());
    let ended = follow(&mut app, &mut screen, &events);
    // First of all, as the rest may have to wait for the terminal.
    app.save();
    screen.leave(&events);
    Ok(ended?)
}

/// What is to be done later.
#[derive(Default)]
struct Due {
    preview: Option<Instant>,
    save: Option<Instant>,
}

impl Due {
    fn note(&mut self, effect: Effect, now: Instant) {
        match effect {
            Effect::Preview => self.preview = Some(now + PREVIEW),
            Effect::Save => {
                self.save.get_or_insert(now + SAVE);
            }
            Effect::None | Effect::Redraw | Effect::Stop | Effect::Quit => {}
        }
    }

    fn next(&self) -> Option<Instant> {
        self.preview.into_iter().chain(self.save).min()
    }

    /// Whether anything was due.
    fn act(&mut self, app: &mut App, now: Instant) -> bool {
        let (preview, save) = (self.preview.take_if(|at| *at <= now), self.save.take_if(|at| *at <= now));
        if preview.is_some() {
            app.preview();
            self.save.get_or_insert(now + SAVE);
        }
        if save.is_some() {
            app.save();
        }
        preview.or(save).is_some()
    }
}

fn follow(app: &mut App, screen: &mut Screen, events: &mpsc::Receiver<Event>) -> io::Result<Ended> {
    let mut due = Due::default();
    let mut stale = true;
    loop {
        let mut wake = due.next();
        if stale {
            match screen.hold(Instant::now()) {
                Hold::Free => {
                    screen.draw(|frame| draw(app, frame))?;
                    stale = false;
                }
                Hold::Until(at) => wake = Some(wake.map_or(at, |wake| wake.min(at))),
                Hold::UntilWritten => {}
            }
        }
        let first = match wake {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => events.recv_timeout(at.saturating_duration_since(Instant::now())),
        };
        let first = match first {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Quit),
        };
        let mut resized = false;
        for event in first.into_iter().chain(events.try_iter()) {
            let effect = match event {
                Event::Lost => return Ok(Ended::Quit),
                Event::End(signal) => return Ok(Ended::Signal(signal)),
                Event::Answer => {
                    screen.answered();
                    continue;
                }
                Event::Written => continue,
                Event::Resized => {
                    resized = true;
                    continue;
                }
                Event::Continued => {
                    screen.retake()?;
                    resized = true;
                    continue;
                }
                Event::Stop => Effect::Stop,
                Event::Key(key) => app.press(key),
                Event::Paste(text) => paste(app, &text),
            };
            stale = true;
            match effect {
                Effect::Quit => return Ok(Ended::Quit),
                Effect::Redraw => screen.forget()?,
                Effect::Stop => {
                    app.save();
                    screen.stop()?;
                }
                _ => due.note(effect, Instant::now()),
            }
        }
        if resized {
            // However many sizes there were, the last one counts.
            app.resize(screen.measure()?);
            stale = true;
        }
        stale |= due.act(app, Instant::now());
    }
}

/// Pasted text is letters for a text field and nothing anywhere else.
fn paste(app: &mut App, text: &str) -> Effect {
    let clean = Clean::new(text);
    let mut effect = Effect::None;
    for letter in clean.chars().filter(|letter| !letter.is_control()).take(LONGEST_PASTE) {
        if !app.context().is_text() {
            break;
        }
        effect = app.press(Key::char(letter));
    }
    effect
}
