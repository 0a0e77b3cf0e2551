//! The reader on a screen of the test's own: keys in, screen out.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::{fs, path::PathBuf};

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Size};
use visavis::{
    corpus::{Corpus, sample_articles},
    ingest,
    library::{Library, Store, reader::ReaderFile},
    tui::{self, App, Key},
};

pub struct Stage {
    pub app: App,
    terminal: Terminal<TestBackend>,
    /// Holds the reader's file as long as the stage stands.
    _state: tempfile::TempDir,
}

impl Stage {
    /// The sample corpus on a screen of this size.
    pub fn sample(width: u16, height: u16) -> Self {
        Self::with(Box::new(sample()), width, height)
    }

    pub fn with(store: Box<dyn Store>, width: u16, height: u16) -> Self {
        let state = tempfile::tempdir().unwrap();
        let reader = ReaderFile::open(state.path(), "tester").unwrap();
        let options = tui::Options { reader, colour: true, open: None, message: None };
        let app = App::new(store, options, Size { width, height });
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        Self { app, terminal, _state: state }
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
        if self.app.press(key).preview {
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

    pub fn shows(&mut self, words: &str) -> bool {
        self.screen().contains(words)
    }

    /// Compares the screen with the one kept under this name in `tests/screens`. `VISAVIS_UPDATE=1` keeps what
    /// is shown now, to be looked at before it is committed.
    pub fn assert_screen(&mut self, name: &str) -> &mut Self {
        let shown = self.screen();
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/screens").join(format!("{name}.txt"));
        if std::env::var_os("VISAVIS_UPDATE").is_some() {
            fs::write(&file, &shown).unwrap();
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(kept, shown, "the screen {name} is another:\n{shown}");
        self
    }
}

/// The sample corpus as the program opens it.
pub fn sample() -> Library {
    let mut library = Library::in_memory(Corpus::sample()).unwrap();
    let read = |(name, bytes): &(&str, &[u8])| ingest::ingest(name, bytes).unwrap();
    let articles: Vec<_> = sample_articles().iter().map(read).collect();
    library.add_many(&articles).unwrap();
    library
}
