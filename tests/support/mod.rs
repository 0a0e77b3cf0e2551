//! The reader on a screen of the test's own: keys in, screen out.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

pub mod program;
pub mod svg;

use std::{
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    sync::{
        Arc, OnceLock,
        mpsc::{self, Receiver},
    },
};

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Size};
use tempfile::TempDir;
use visavis::{
    corpus::{Corpus, sample_articles},
    ingest,
    library::{Access, Library, Store, reader::ReaderFile},
    tui::{self, App, Effect, Key, Work},
};

pub struct Stage {
    pub app: App,
    terminal: Terminal<TestBackend>,
    /// Where the reader's file lies.
    pub state: Rc<TempDir>,
}

impl Stage {
    /// The sample corpus on a screen of this size.
    pub fn sample(width: u16, height: u16) -> Self {
        Self::with(Box::new(sample()), width, height)
    }

    pub fn with(store: Box<dyn Store>, width: u16, height: u16) -> Self {
        Self::resumed(store, Rc::new(tempfile::tempdir().unwrap()), width, height)
    }

    /// With the reader's file of an earlier stage.
    pub fn resumed(store: Box<dyn Store>, state: Rc<TempDir>, width: u16, height: u16) -> Self {
        Self::set_up(store, state, tui::Config::default(), width, height)
    }

    /// With what the reader set.
    pub fn configured(store: Box<dyn Store>, config: tui::Config, width: u16, height: u16) -> Self {
        Self::set_up(store, Rc::new(tempfile::tempdir().unwrap()), config, width, height)
    }

    /// As a reader sees it who was never here.
    pub fn newcomer(store: Box<dyn Store>, width: u16, height: u16) -> Self {
        Self::started(store, Rc::new(tempfile::tempdir().unwrap()), tui::Config::default(), width, height)
    }

    fn set_up(store: Box<dyn Store>, state: Rc<TempDir>, config: tui::Config, width: u16, height: u16) -> Self {
        let file = state.path().join("tester.json");
        if !file.exists() {
            fs::write(&file, "{\"version\": 1}").unwrap();
        }
        Self::started(store, state, config, width, height)
    }

    /// With a worker that nobody waits for: what it made is seen when the test takes it, by [`App::made`]. Each time it
    /// has something new it says so.
    pub fn unawaited(store: Box<dyn Store>, state: Rc<TempDir>, width: u16, height: u16) -> (Self, Receiver<()>) {
        let (sender, woken) = mpsc::channel();
        let work = Work::unawaited(Arc::new(move || sender.send(()).unwrap_or_default()));
        let config = tui::Config::default();
        let file = state.path().join("tester.json");
        if !file.exists() {
            fs::write(&file, "{\"version\": 1}").unwrap();
        }
        (Self::working(store, state, config, Size { width, height }, work), woken)
    }

    fn started(store: Box<dyn Store>, state: Rc<TempDir>, config: tui::Config, width: u16, height: u16) -> Self {
        Self::working(store, state, config, Size { width, height }, Work::waited_for())
    }

    fn working(store: Box<dyn Store>, state: Rc<TempDir>, config: tui::Config, size: Size, work: Work) -> Self {
        let Size { width, height } = size;
        let reader = ReaderFile::open(state.path(), "tester").unwrap();
        let opened = tui::Opened { store, document: None, message: None };
        let options = tui::Options { reader, colour: true, light: None, wrapped: false, config };
        let app = App::new(opened, options, size, work);
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        Self { app, terminal, state }
    }

    /// Presses keys named as in a keymap, one after another; what stands in quotation marks is typed letter by
    /// letter: `ctrl-p "лавров" enter`. Then waits until everything rests.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for (index, part) in keys.split('"').enumerate() {
            if index % 2 == 1 {
                part.chars().for_each(|letter| self.press(Key::char(letter)));
            } else {
                part.split_whitespace().for_each(|key| self.press(key.parse().unwrap_or_else(|()| panic!("{key}"))));
            }
        }
        self
    }

    pub fn press(&mut self, key: Key) {
        if self.app.press(key) == Effect::Preview {
            self.app.preview();
        }
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.app.resize(Size { width, height });
        self.terminal.backend_mut().resize(width, height);
        self.terminal.resize(ratatui::layout::Rect::new(0, 0, width, height)).unwrap();
        self
    }

    pub fn buffer(&mut self) -> Buffer {
        let app = &self.app;
        self.terminal.draw(|frame| tui::draw(app, frame)).unwrap();
        self.terminal.backend().buffer().clone()
    }

    /// The screen as lines without the blanks at their ends.
    pub fn screen(&mut self) -> String {
        let buffer = self.buffer();
        let mut screen = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol).max(1)).unwrap();
            }
            screen.push_str(line.trim_end());
            screen.push('\n');
        }
        screen
    }

    /// The screen whatever was read already.
    pub fn screen_as_if_read(&mut self) -> String {
        self.screen().replace('•', " ")
    }

    /// The words drawn in a style, joined, row by row.
    pub fn styled(&mut self, wanted: impl Fn(ratatui::style::Style) -> bool) -> String {
        let buffer = self.buffer();
        let rows = (0..buffer.area.height).map(|y| {
            let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
            cells.filter(|cell| wanted(cell.style())).map(ratatui::buffer::Cell::symbol).collect::<String>()
        });
        rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub fn shows(&mut self, words: &str) -> bool {
        self.screen().contains(words)
    }

    /// Compares the screen with the one kept under this name in `tests/screens`. `VISAVIS_UPDATE=1` keeps what
    /// is shown now, to be looked at before it is committed.
    pub fn assert_screen(&mut self, name: &str) -> &mut Self {
        let shown = self.screen();
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/screens").join(format!("{name}.txt"));
        if std::env::var_os("VISAVIS_UPDATE").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &shown).unwrap();
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(kept, shown, "the screen {name} is another:\n{shown}");
        self
    }
}

/// The sample corpus, read once for all tests of a file.
pub fn sample() -> Library {
    static FILE: OnceLock<TempDir> = OnceLock::new();
    let folder = FILE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut library = open(folder.path(), Access::ReadWrite);
        let read = |(name, bytes): &(&str, &[u8])| ingest::ingest(name, bytes).unwrap();
        let articles: Vec<_> = sample_articles().iter().map(read).collect();
        library.add_many(&articles).unwrap();
        folder
    });
    open(folder.path(), Access::ReadOnly)
}

fn open(folder: &Path, access: Access) -> Library {
    Library::open(&folder.join("library.db"), Corpus::sample(), access).unwrap()
}

/// A library of invented documents, by name and text.
pub fn invented(files: &[(&str, &str)]) -> Library {
    let mut library = Library::in_memory(Corpus::sample()).unwrap();
    for (name, text) in files {
        library.add(&ingest::ingest(name, text.as_bytes()).unwrap()).unwrap();
    }
    library
}

/// What stands in base 64, as text.
pub fn base64(coded: &str) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sixes: Vec<usize> = coded.chars().filter_map(|c| LETTERS.find(c)).collect();
    let bytes = sixes.chunks(4).flat_map(|four| {
        let bits = four.iter().fold(0, |bits, six| bits << 6 | six) << (6 * (4 - four.len()));
        [bits >> 16, bits >> 8, bits].into_iter().map(|byte| (byte & 255) as u8).take(four.len() - 1)
    });
    String::from_utf8(bytes.collect()).unwrap()
}
