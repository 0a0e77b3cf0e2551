//! The state of the reader and the one way it changes: a key or a size comes in, an [`Effect`] comes out. Draws
//! nothing and asks no clock.

pub mod choose;
pub mod compare;
mod copy;
mod correct;
mod field;
pub mod filter;
pub mod find;
mod go;
pub mod help;
mod judge;
pub mod jump;
mod keep;
pub mod list;
mod making;
pub mod marks;
pub mod matrix;
mod palette;
pub mod picker;
pub mod reader;
pub mod resume;
mod search;
mod update;
mod words;

use std::{collections::HashMap, mem};

use ratatui::layout::Size;
use serde::{Deserialize, Serialize};

use self::{
    choose::Choose,
    compare::{Compare, Lens},
    help::Help,
    jump::JumpBox,
    keep::Done,
    list::List,
    making::{Landing, Making},
    marks::Marking,
    matrix::Matrix,
    reader::Reader,
    words::Words,
};
pub use self::{
    field::Field,
    search::{Found, Search},
};
use super::{
    Opened, Options,
    action::{Action, Context},
    config::Config,
    keymap::{Code, Key, Keymap, Meaning},
    layout,
    line::Line,
    names,
    rows::Anchor,
    theme::{self, Role, Theme},
    view,
    work::Work,
};
use crate::{
    corpus::Corpus,
    library::{
        self, Store,
        reader::{Kept, ReaderFile},
    },
    quotation::{Filter, Quotation},
    text::Clean,
};

/// What the loop has to do after a change, apart from drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effect {
    #[default]
    None,
    Quit,
    /// The terminal may show anything: draw everything.
    Redraw,
    /// The shell is wanted for a while.
    Stop,
    /// The selection in the list moved: [`App::preview`] is wanted as soon as it rests.
    Preview,
    /// What is kept may have changed: [`App::save`] is wanted soon.
    Save,
}

/// What covers the whole screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Screen {
    #[default]
    Browse,
    Compare,
    Matrix,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pane {
    #[default]
    List,
    Reader,
}

/// What lies over the screen and has the keys.
#[derive(Debug)]
pub enum Overlay {
    Help(Box<Help>),
    /// Its lines, and the first one shown.
    Why(Vec<Line>, usize),
    Jump(Box<JumpBox>),
    /// The menu for putting this quotation right.
    Correct(Box<Quotation>),
    /// That for the open document.
    CorrectDocument,
    /// The menu of what the comparison and the matrix are narrowed to.
    Narrow,
    Choose(Box<Choose>),
    /// What a reader sees first of all; the keys go to what lies below it.
    Welcome,
}

/// A place one can go back to.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    List { document: Option<String> },
    Document { id: String, anchor: Anchor, quotation: Option<String> },
    Compare { lens: Lens, landing: Landing },
    Matrix { filter: Filter, landing: Landing },
}

/// Lines of a step of the wheel.
const WHEEL: usize = 3;

#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct App {
    /// Ends before the store does.
    work: Work,
    making: Option<Making>,
    store: Box<dyn Store>,
    file: ReaderFile,
    keymap: Keymap,
    /// Keys of a chord that is not whole yet.
    pending: Vec<Key>,
    pub theme: Theme,
    theme_name: theme::Name,
    look: Look,
    /// Columns of an article's lines.
    pub measure: u16,
    pub size: Size,
    pub screen: Screen,
    pub pane: Pane,
    zoomed: bool,
    /// Only this document was asked for.
    alone: bool,
    pub list: List,
    pub reader: Option<Reader>,
    pub compare: Option<Compare>,
    pub matrix: Option<Matrix>,
    /// A quotation of one side, held to be linked to one of the other.
    held: Option<Quotation>,
    pub overlay: Option<Overlay>,
    /// Being chosen in the article.
    words: Option<Words>,
    /// Being typed.
    pub search: Option<Search>,
    /// What was searched for last; the hits are out after Esc.
    pub found: Option<Found>,
    /// The last jump.
    asked: Option<jump::Asked>,
    pub message: Option<Line>,
    /// A number typed before a command.
    pub count: Option<usize>,
    back: Vec<Place>,
    forward: Vec<Place>,
    /// The article was opened from the comparison, and `q` leads back there.
    from_compare: bool,
    /// A letter is wanted for a mark.
    marking: Option<Marking>,
    /// What is kept of the open article's quotations, and of all documents, by id.
    kept: HashMap<String, Kept>,
    kept_documents: HashMap<String, Kept>,
    /// What undo takes back first, the newest last, and what redo does again.
    done: Vec<Done>,
    undone: Vec<Done>,
    /// The mouse's wheel scrolls; else the terminal has the mouse for its own selection.
    pub mouse: bool,
    /// For the terminal's clipboard.
    copied: Option<String>,
}

/// What the terminal is like, as far as the theme has to know it.
#[derive(Clone, Copy, Debug)]
struct Look {
    light: Option<bool>,
    colour: bool,
    ascii: bool,
    wrapped: bool,
}

impl App {
    pub fn new(opened: Opened, options: Options, size: Size, work: Work) -> Self {
        let Opened { store, document, message } = opened;
        let Config { theme: theme_name, ascii, keymap, notices } = options.config;
        let look = Look { light: options.light, colour: options.colour, ascii, wrapped: options.wrapped };
        let mut app = Self {
            work,
            making: None,
            store,
            file: options.reader,
            keymap,
            pending: Vec::new(),
            theme: Theme::default(),
            theme_name,
            look,
            measure: layout::MEASURE,
            size,
            screen: Screen::Browse,
            pane: Pane::List,
            zoomed: false,
            alone: document.is_some(),
            list: List::default(),
            reader: None,
            compare: None,
            matrix: None,
            held: None,
            overlay: None,
            words: None,
            search: None,
            found: None,
            asked: None,
            message: None,
            count: None,
            back: Vec::new(),
            forward: Vec::new(),
            from_compare: false,
            marking: None,
            kept: HashMap::new(),
            kept_documents: HashMap::new(),
            done: Vec::new(),
            undone: Vec::new(),
            mouse: false,
            copied: None,
        };
        app.settle();
        app.start(document.as_deref());
        let notice = app.file.notice().map(str::to_owned);
        if let Some(message) = message {
            app.message = Some(Line::new().text(&message, app.theme.style(Role::Text)));
        } else if let Some(notice) = notice {
            app.complain(&notice);
        } else if let Some(notice) = notices.first() {
            app.complain(notice);
        }
        app
    }

    pub fn corpus(&self) -> &Corpus {
        self.store.corpus()
    }

    /// A meeting as a heading has it, or its id if the store cannot tell.
    pub fn occasion(&self, id: &str) -> Clean {
        let meeting = self.store.meeting(id).ok().flatten();
        meeting.map_or_else(|| Clean::new(id), |meeting| names::occasion(&meeting))
    }

    /// How the meeting of a quotation was recognised.
    pub fn known_by(&self, quotation: &Quotation) -> Vec<Clean> {
        let reasons = self.store.reasons(&quotation.document_id).unwrap_or_default();
        let own = reasons.into_iter().find(|(meeting, _)| Some(meeting) == quotation.meeting.as_ref());
        own.map(|(_, steps)| steps).unwrap_or_default()
    }

    pub fn file(&self) -> &ReaderFile {
        &self.file
    }

    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    pub fn reading(&self) -> bool {
        self.pane == Pane::Reader
    }

    /// The article is read as the source of a quotation that is compared.
    pub fn is_source(&self) -> bool {
        self.from_compare && self.reading()
    }

    pub fn panes(&self) -> layout::Panes {
        layout::panes(layout::frame(self.size).body, self.reading(), self.zoomed, self.file.settings().list)
    }

    /// What the keys mean now.
    pub fn context(&self) -> Context {
        match (&self.search, &self.overlay, self.screen, self.pane) {
            _ if self.marking.is_some() => Context::Mark,
            (Some(_), ..) => Context::Search,
            (_, Some(Overlay::Help(help)), ..) if help.typing => Context::Filter,
            (_, Some(Overlay::Help(_)), ..) => Context::Help,
            (_, Some(Overlay::Why(..)), ..) => Context::Why,
            (_, Some(Overlay::Jump(_)), ..) => Context::Jump,
            (_, Some(Overlay::Correct(_)), ..) => Context::Correct,
            (_, Some(Overlay::CorrectDocument), ..) => Context::CorrectDocument,
            (_, Some(Overlay::Narrow), ..) => Context::Narrow,
            (_, Some(Overlay::Choose(_)), ..) => Context::Choose,
            _ if self.words.is_some() => Context::Words,
            (_, _, Screen::Compare, _) => Context::Compare,
            (_, _, Screen::Matrix, _) => Context::Matrix,
            (_, _, _, Pane::List) => Context::List,
            (_, _, _, Pane::Reader) => Context::Reader,
        }
    }

    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.fit();
    }

    /// The keys of a chord that is not whole yet.
    pub fn pending(&self) -> &[Key] {
        &self.pending
    }

    /// A key that means nothing has no effect at all, and of one that does something in another view it is said where;
    /// one that ends no chord ends the waiting for one.
    pub fn press(&mut self, key: Key) -> Effect {
        let welcomed = matches!(self.overlay, Some(Overlay::Welcome));
        if welcomed {
            self.overlay = None;
        }
        let context = self.context();
        let mut keys = mem::take(&mut self.pending);
        keys.push(key);
        match (self.keymap.meaning(context, &keys), key) {
            (Meaning::Begins, _) => {
                self.message = None;
                self.pending = keys;
                Effect::None
            }
            (Meaning::Nothing, _) if keys.len() > 1 => Effect::None,
            (Meaning::Nothing, Key { code: Code::Char(letter), ctrl: false }) if context.is_text() => {
                self.enter_letter(letter)
            }
            (Meaning::Nothing, Key { code: Code::Char(digit @ '0'..='9'), ctrl: false }) => self.enter_digit(digit),
            (Meaning::Nothing, _) => {
                self.say_where(context, key);
                Effect::None
            }
            // Who means to close the welcome closes nothing else.
            (Meaning::Action(Action::Close | Action::Quit), _) if welcomed => Effect::None,
            (Meaning::Action(action), _) => {
                self.message = None;
                let count = self.count.take();
                self.act(action, count)
            }
        }
    }

    /// A step of the wheel is a few lines.
    pub fn wheel(&mut self, down: bool) -> Effect {
        let action = if down { Action::Down } else { Action::Up };
        self.act(action, Some(WHEEL))
    }

    /// Whatever is done, what is kept of it is on disk soon; where nothing changed nothing is written.
    fn act(&mut self, action: Action, count: Option<usize>) -> Effect {
        let effect = self.update(action, count);
        self.fit();
        if effect == Effect::None { Effect::Save } else { effect }
    }

    fn enter_letter(&mut self, letter: char) -> Effect {
        if let Some(marking) = self.marking.take() {
            return self.mark(marking, letter);
        }
        if let Some(search) = &mut self.search {
            search.field.insert(letter);
            self.find();
        } else if let Some(Overlay::Jump(jump)) = &mut self.overlay {
            jump.insert(letter);
        } else if let Some(Overlay::Choose(choose)) = &mut self.overlay {
            choose.picker.insert(letter);
        } else if let Some(Overlay::Help(help)) = &mut self.overlay {
            help.insert(letter);
        }
        self.fit();
        Effect::None
    }

    fn enter_digit(&mut self, digit: char) -> Effect {
        let digit = digit.to_digit(10).map_or(0, |digit| digit as usize);
        let number = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
        // More rows than any document has; and nothing begins with a nought.
        self.count = (1..=9_999_999).contains(&number).then_some(number);
        Effect::None
    }

    /// Makes everything that is shown fit the screen, and loads it.
    fn fit(&mut self) {
        let frame = layout::frame(self.size);
        let panes = self.panes();
        if let Some(Overlay::Jump(jump)) = &mut self.overlay {
            jump.fit(view::jump::room(self.size), jump.found());
        }
        if let Some(Overlay::Choose(choose)) = &mut self.overlay {
            choose.fit(view::choose::room(self.size));
        }
        if let Some(pane) = panes.list {
            let fitted = self.list.fit(layout::entries(pane), &*self.store);
            self.told(fitted);
        }
        if let (Some(pane), Some(reader)) = (panes.reader, &mut self.reader) {
            let (_, text) = layout::page(pane, self.measure);
            reader.fit(usize::from(text.width.max(1)), usize::from(text.height));
        }
        if let (Screen::Compare, Some(compare)) = (self.screen, &mut self.compare) {
            let height = view::compare::room(compare, frame.body);
            let paper = compare::Paper { store: &*self.store, theme: self.theme, kept: self.file.kept() };
            let fitted = compare.fit(usize::from(self.size.width), usize::from(height), paper);
            self.told(fitted);
        }
        if let (Screen::Matrix, Some(matrix)) = (self.screen, &mut self.matrix) {
            matrix.fit(view::matrix::cells(matrix, frame.body));
        }
    }

    /// What the store gave, or nothing and its sentence on the status line.
    fn told<T: Default>(&mut self, result: library::Result<T>) -> T {
        result.unwrap_or_else(|error| {
            self.complain(&error.to_string());
            T::default()
        })
    }

    fn complain(&mut self, sentence: &str) {
        self.message = Some(Line::new().text(&Clean::new(sentence), self.theme.style(Role::Error)));
    }

    fn say(&mut self, words: &'static str) {
        self.message = Some(Line::new().own(words, self.theme.style(Role::Text)));
    }
}
