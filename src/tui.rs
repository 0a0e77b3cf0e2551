//! The reader on the terminal: list, reader and comparison.
//!
//! One blocking loop: wait for an event, take what is queued, let the state change, draw at most once and write at
//! most once. There is no tick: while nothing happens nothing runs.

mod action;
mod app;
mod clipboard;
mod config;
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
    config::{Config, Wrong},
    keymap::{Chord, Key},
    view::draw,
};
use self::{
    app::list::List,
    event::Event,
    terminal::{Screen, clamp},
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
const SAVE: Duration = Duration::from_secs(2);

/// What the reader starts with.
pub struct Options {
    /// Where one left off, and where that is kept.
    pub reader: ReaderFile,
    /// Colours; without them weight and underlines tell the same.
    pub colour: bool,
    /// Whether the terminal's background is known to be light, or dark.
    pub light: Option<bool>,
    /// Something stands between us and the terminal that has to be told to pass a copy on.
    pub wrapped: bool,
    pub config: Config,
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

/// Shows the documents of a store on the terminal until the reader quits or the terminal is gone. Where opening it
/// takes a moment, `titles` are what can be seen at once; what is typed in that moment is not lost.
pub fn run(
    titles: Vec<Summary>,
    open: impl FnOnce() -> library::Result<Box<dyn Store>>,
    options: Options,
) -> Result<(), Error> {
    let mut screen = Screen::take()?;
    if !titles.is_empty() {
        let Config { theme, ascii, .. } = options.config;
        let theme = Theme::new(theme, options.light, options.colour, ascii);
        let list = List::of(titles, options.reader.last());
        screen.draw(|frame| view::first(list, theme, frame))?;
    }
    let mut app = App::new(open()?, options, screen.size());
    screen.draw(|frame| draw(&app, frame))?;
    let (sender, events) = mpsc::channel();
    event::listen(sender);
    let ended = follow(&mut app, &mut screen, &events);
    app.save();
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
            Effect::None | Effect::Redraw | Effect::Quit => {}
        }
    }

    fn next(&self) -> Option<Instant> {
        self.preview.into_iter().chain(self.save).min()
    }

    fn act(&mut self, app: &mut App, now: Instant) {
        if self.preview.take_if(|at| *at <= now).is_some() {
            app.preview();
            self.save.get_or_insert(now + SAVE);
        }
        if self.save.take_if(|at| *at <= now).is_some() {
            app.save();
        }
    }
}

fn follow(app: &mut App, screen: &mut Screen, events: &mpsc::Receiver<Event>) -> io::Result<()> {
    let mut due = Due::default();
    loop {
        let first = match due.next() {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => events.recv_timeout(at.saturating_duration_since(Instant::now())),
        };
        let first = match first {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        for event in first.into_iter().chain(events.try_iter()) {
            match event {
                Event::Lost => return Ok(()),
                Event::Resize(width, height) => {
                    let size = clamp(width, height);
                    app.resize(size);
                    screen.resize(size)?;
                }
                Event::Key(key) => {
                    let effect = app.press(key);
                    match effect {
                        Effect::Quit => return Ok(()),
                        Effect::Redraw => screen.forget()?,
                        _ => due.note(effect, Instant::now()),
                    }
                }
            }
        }
        due.act(app, Instant::now());
        if let Some(copied) = app.take_copied() {
            screen.send(&copied);
        }
        screen.draw(|frame| draw(app, frame))?;
    }
}
