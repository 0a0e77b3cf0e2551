//! The reader on the terminal: list, reader and comparison.
//!
//! One blocking loop: wait for an event, take what is queued, let the state change, draw at most once and write at
//! most once, when the line has room for it. There is no tick: while nothing happens nothing runs.

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
mod work;

use std::{
    io, mem, panic,
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

pub use self::{
    action::{Action, Context, Hint, SECTIONS, Section, Spec, actions},
    app::{App, Effect},
    config::{Config, Wrong},
    keymap::{Chord, Key},
    line::Line,
    terminal::multiplexer,
    theme::Name as Colours,
    view::draw,
    work::{Wake, Work},
};
use self::{
    app::list::List,
    event::Event,
    keymap::Code,
    terminal::{Hold, Screen},
    theme::Theme,
};
use crate::{
    document::Document,
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

/// Columns and rows of the smallest screen on which everything can be done.
pub const LEAST: (u16, u16) = (40, 12);

/// Columns and rows of the terminal, as far as we draw.
pub fn size() -> (u16, u16) {
    let size = terminal::size();
    (size.width, size.height)
}

/// Asks the terminal for the colour of its background (OSC 11).
const BACKGROUND: &str = "\u{1b}]11;?\u{1b}\\";

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

/// What can be seen before the store is there, which may take a moment.
pub enum First {
    Nothing,
    /// The list.
    Titles(Vec<Summary>),
    /// The beginning of the document that will be opened.
    Page(Box<Document>),
}

impl First {
    fn draw(&self, screen: &mut Screen, options: &Options) -> io::Result<()> {
        let Config { theme, ascii, .. } = options.config;
        let theme = Theme::new(theme, options.light, options.colour, ascii);
        match self {
            Self::Nothing => Ok(()),
            Self::Titles(titles) => {
                let list = List::of(titles.clone(), options.reader.last());
                screen.draw(|frame| view::first(list, &options.reader, theme, frame))
            }
            Self::Page(document) => screen.draw(|frame| view::first_page(document, theme, frame)),
        }
    }
}

/// The store, opened.
pub struct Opened {
    pub store: Box<dyn Store>,
    /// The document to open, by id; without one the list has the keys.
    pub document: Option<String>,
    /// A sentence to begin with: a file that could not be read, say.
    pub message: Option<Clean>,
}

/// Shows the documents of a store on the terminal until the reader quits or the terminal is gone. While it is opened
/// `first` is seen, and what is typed is not lost.
pub fn run(
    first: &First,
    open: impl FnOnce() -> library::Result<Opened> + Send + 'static,
    options: Options,
) -> Result<Ended, Error> {
    let (sender, events) = mpsc::channel();
    let mut screen = Screen::take(&sender)?;
    event::listen(&sender, terminal::give_back)?;
    first.draw(&mut screen, &options)?;
    let work = Work::beside(wake(&sender));
    let (opened, typed) = match opening(open, sender, &events, |event| {
        if event == Event::Answer {
            screen.answered();
        } else {
            screen.measure()?;
            first.draw(&mut screen, &options)?;
        }
        Ok(())
    })? {
        Opening::Done(opened, typed) => (opened?, typed),
        Opening::Ended(ended) => {
            screen.leave(&events);
            return Ok(ended);
        }
    };
    let mut app = App::new(opened, options, screen.size(), work);
    let ended = follow(&mut app, &mut screen, &events, typed);
    // First of all, as the rest may have to wait for the terminal.
    app.save();
    screen.leave(&events);
    Ok(ended?)
}

/// Wakes the loop, from whatever thread.
fn wake(sender: &mpsc::Sender<Event>) -> Wake {
    let sender = sender.clone();
    Arc::new(move || drop(sender.send(Event::Made)))
}

enum Opening {
    /// And what was typed meanwhile.
    Done(library::Result<Opened>, Vec<Event>),
    Ended(Ended),
}

/// Opens the store beside the loop, so that one can leave before it is there; `show` is told what changes the screen.
fn opening(
    open: impl FnOnce() -> library::Result<Opened> + Send + 'static,
    sender: mpsc::Sender<Event>,
    events: &mpsc::Receiver<Event>,
    mut show: impl FnMut(Event) -> io::Result<()>,
) -> io::Result<Opening> {
    /// However the work ends, the loop is told.
    struct Working(mpsc::Sender<Event>);
    impl Drop for Working {
        fn drop(&mut self) {
            let _ = self.0.send(Event::Opened);
        }
    }
    let working = Working(sender);
    let work = thread::Builder::new().name("opening".into()).spawn(move || {
        let _working = working;
        open()
    })?;
    let mut typed = Vec::new();
    loop {
        match events.recv() {
            Ok(Event::Opened) => {
                let opened = work.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked));
                return Ok(Opening::Done(opened, typed));
            }
            Ok(Event::Key(Key { code: Code::Char('c'), ctrl: true }) | Event::Lost) | Err(_) => {
                return Ok(Opening::Ended(Ended::Quit));
            }
            Ok(Event::End(signal)) => return Ok(Opening::Ended(Ended::Signal(signal))),
            Ok(event @ (Event::Answer | Event::Resized)) => show(event)?,
            Ok(event) => typed.push(event),
        }
    }
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

/// `typed` is what came before.
fn follow(
    app: &mut App,
    screen: &mut Screen,
    events: &mpsc::Receiver<Event>,
    mut typed: Vec<Event>,
) -> io::Result<Ended> {
    let mut due = Due::default();
    let mut stale = true;
    let mut asked = false;
    let mut mouse = false;
    loop {
        let mut wake = due.next();
        if !typed.is_empty() {
            wake = Some(Instant::now());
        } else if stale {
            match screen.hold(Instant::now()) {
                Hold::Free => {
                    screen.draw(|frame| draw(app, frame))?;
                    stale = false;
                    // After a frame, so that none waits for the answer.
                    if !asked && app.wants_background() {
                        (asked, stale) = (true, true);
                        screen.send(BACKGROUND);
                    }
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
        for event in mem::take(&mut typed).into_iter().chain(first).chain(events.try_iter()) {
            let effect = match event {
                Event::Lost => return Ok(Ended::Quit),
                Event::End(signal) => return Ok(Ended::Signal(signal)),
                Event::Answer => {
                    screen.answered();
                    continue;
                }
                Event::Written | Event::Opened => continue,
                Event::Made => {
                    let Some(effect) = app.made() else { continue };
                    effect
                }
                Event::Background { light } => {
                    app.see_background(light);
                    stale = true;
                    continue;
                }
                Event::Resized => {
                    resized = true;
                    continue;
                }
                Event::Continued => {
                    screen.retake()?;
                    (resized, mouse) = (true, false);
                    continue;
                }
                Event::Stop => Effect::Stop,
                Event::Key(key) => app.press(key),
                Event::Wheel { down } => app.wheel(down),
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
        if mouse != app.mouse {
            mouse = app.mouse;
            screen.mouse(mouse);
            stale = true;
        }
        if let Some(copied) = app.take_copied() {
            screen.send(&copied);
            stale = true;
        }
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
