//! What holds for any frames: after each of them a terminal shows what was drawn, cell by cell, whatever it showed
//! before. Not how few bytes that takes: `wire` tests it.
#![allow(clippy::unwrap_used)]

use std::{cell::RefCell, io, mem, rc::Rc};

use proptest::{collection::vec, prelude::*};
use ratatui::{
    Terminal, TerminalOptions, Viewport,
    buffer::{Buffer, Cell},
    layout::{Position, Rect, Size},
    style::{Color, Modifier, Style},
    text::{Line, Span},
    widgets::Widget,
};
use unicode_width::UnicodeWidthStr;

use super::{ENTER, pen, wire::Wire};
use crate::text::Clean;

/// What was written and not read yet.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Words in one of the `LOOKS`; a row is some of them.
type Row = Vec<(String, usize)>;

/// What becomes of the screen before it is drawn again.
#[derive(Clone, Debug)]
enum Step {
    /// Other rows, from the first on.
    Rows(Vec<Row>),
    /// The rows of a part move by so many, up if it is negative; these come in.
    Move(usize, usize, i8, Vec<Row>),
    /// Words before those of a row.
    Push(usize, String, usize),
    /// Another look of a row, as when it is chosen.
    Look(usize, usize),
    Size(u16, u16),
    /// Everything is drawn anew, over what another program left.
    Forget,
    Cursor(Option<(u16, u16)>),
}

const LOOKS: [Style; 9] = [
    Style::new(),
    Style::new().add_modifier(Modifier::BOLD),
    Style::new().add_modifier(Modifier::DIM),
    Style::new().fg(Color::Red),
    Style::new().fg(Color::LightGreen).add_modifier(Modifier::ITALIC),
    Style::new().fg(Color::Indexed(200)).add_modifier(Modifier::BOLD),
    Style::new().add_modifier(Modifier::REVERSED),
    Style::new().bg(Color::Rgb(1, 20, 200)).add_modifier(Modifier::UNDERLINED),
    Style::new().bg(Color::Blue).fg(Color::Indexed(7)),
];

fn words() -> impl Strategy<Value = String> {
    "[абвгyz .]{0,9}|[ ]{1,30}|[а-яёїєґ]{3,12}|(у́|ї|и)[а-я]|日本|漢|👍|й{1,3}|[№—…│▌«»ñ]|[a-z]{2,20} │ [а-я ]{2,20}"
        .prop_map(|text| Clean::new(&text).to_string())
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    vec(vec((words(), 0..LOOKS.len()), 0..7), 8..16)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let row = 0_usize..16;
    let step = prop_oneof![
        2 => rows().prop_map(Step::Rows),
        4 => (0_usize..5, 9_usize..17, -3_i8..4, rows()).prop_map(|(top, bottom, by, fresh)| Step::Move(top, bottom, by, fresh)),
        3 => (row.clone(), words(), 0..LOOKS.len()).prop_map(|(row, text, look)| Step::Push(row, text, look)),
        2 => (row, 0..LOOKS.len()).prop_map(|(row, look)| Step::Look(row, look)),
        1 => (1_u16..100, 1_u16..20).prop_map(|(width, height)| Step::Size(width, height)),
        1 => Just(Step::Forget),
        1 => proptest::option::of((0_u16..70, 0_u16..18)).prop_map(Step::Cursor),
    ];
    vec(step, 1..9)
}

/// What is to be seen, the program that draws it, and the terminal that shows it.
struct Stage {
    rows: Vec<Row>,
    cursor: Option<Position>,
    terminal: Terminal<Wire<Written>>,
    written: Written,
    emulator: vt100::Parser,
}

impl Stage {
    fn new(size: Size) -> Self {
        let written = Written::default();
        let mut wire = Wire::new(written.clone(), size);
        wire.begin_anew(ENTER);
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
        let mut emulator = vt100::Parser::new(size.height.try_into().unwrap(), size.width.try_into().unwrap(), 0);
        emulator.process("\u{1b}[7mbefore\u{1b}[2;3H".as_bytes());
        Self {
            rows: Vec::new(),
            cursor: None,
            terminal: Terminal::with_options(wire, TerminalOptions { viewport }).unwrap(),
            written,
            emulator,
        }
    }

    fn size(&self) -> Size {
        self.terminal.backend().size
    }

    fn resize(&mut self, size: Size) {
        self.terminal.backend_mut().size = size;
        self.terminal.resize(Rect::from((Position::ORIGIN, size))).unwrap();
    }

    fn make(&mut self, step: Step) {
        match step {
            Step::Rows(rows) => self.rows = rows,
            Step::Move(top, bottom, by, fresh) => {
                let bottom = bottom.min(self.rows.len());
                let Some(part) = self.rows.get_mut(top..bottom) else { return };
                let count = usize::from(by.unsigned_abs()).min(part.len());
                let coming = if by < 0 {
                    part.rotate_left(count);
                    part.len() - count..part.len()
                } else {
                    part.rotate_right(count);
                    0..count
                };
                for (row, fresh) in part[coming].iter_mut().zip(fresh) {
                    *row = fresh;
                }
            }
            Step::Push(row, text, look) => {
                self.rows.get_mut(row).into_iter().for_each(|row| row.insert(0, (text.clone(), look)));
            }
            Step::Look(row, look) => {
                self.rows.get_mut(row).into_iter().flatten().for_each(|(_, is)| *is = look);
            }
            Step::Size(width, height) => {
                self.emulator.screen_mut().set_size(height.try_into().unwrap(), width.try_into().unwrap());
                self.resize(Size { width, height });
            }
            Step::Forget => {
                self.emulator.process("\u{1b}[1;7m\u{1b}[3;2Hnot ours".as_bytes());
                self.resize(self.size());
            }
            Step::Cursor(to) => self.cursor = to.map(Position::from),
        }
    }

    fn render(&self, buffer: &mut Buffer) {
        for (place, row) in buffer.area.rows().zip(&self.rows) {
            let spans = row.iter().map(|(text, look)| Span::styled(text.as_str(), LOOKS[*look]));
            spans.collect::<Line>().render(place, buffer);
        }
    }

    /// Draws, and looks at the terminal.
    fn show(&mut self) -> Result<(), TestCaseError> {
        let mut wanted = Buffer::empty(Rect::from((Position::ORIGIN, self.size())));
        self.render(&mut wanted);
        let cursor = self.cursor.filter(|at| wanted.area.contains(*at));
        self.terminal
            .draw(|frame| {
                frame.buffer_mut().clone_from(&wanted);
                if let Some(cursor) = cursor {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
        self.emulator.process(&mem::take(&mut *self.written.0.borrow_mut()));
        let screen = self.emulator.screen();
        for Position { x, y } in wanted.area.positions() {
            // What a wide character covers is no cell of its own.
            if x > 0 && wanted[(x - 1, y)].symbol().width() > 1 {
                continue;
            }
            let (cell, shown) = (&wanted[(x, y)], screen.cell(y, x).unwrap());
            prop_assert_eq!(Seen::of_shown(shown), Seen::of(cell), "column {}, row {}", x, y);
        }
        prop_assert_eq!(screen.hide_cursor(), cursor.is_none());
        if let Some(Position { x, y }) = cursor {
            prop_assert_eq!(screen.cursor_position(), (y, x));
        }
        Ok(())
    }
}

/// A cell as one sees it: of blanks that are like any other neither colour nor weight.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    symbol: String,
    colours: [vt100::Color; 2],
    /// Bold, dim, italic, underlined, reversed.
    modifiers: [bool; 5],
}

impl Seen {
    const BLANK: Self =
        Self { symbol: String::new(), colours: [vt100::Color::Default, vt100::Color::Default], modifiers: [false; 5] };

    fn of(cell: &Cell) -> Self {
        if pen::same(cell, &Cell::EMPTY) {
            return Self::BLANK;
        }
        let is = |modifier| cell.modifier.contains(modifier);
        Self {
            symbol: cell.symbol().trim().to_owned(),
            colours: [cell.fg, cell.bg].map(|colour| match colour {
                Color::Red => vt100::Color::Idx(1),
                Color::Blue => vt100::Color::Idx(4),
                Color::LightGreen => vt100::Color::Idx(10),
                Color::Indexed(index) => vt100::Color::Idx(index),
                Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
                _ => vt100::Color::Default,
            }),
            modifiers: [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED]
                .map(is),
        }
    }

    fn of_shown(cell: &vt100::Cell) -> Self {
        let symbol = cell.contents().trim();
        let modifiers = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
        if symbol.is_empty() && cell.bgcolor() == vt100::Color::Default && !cell.underline() && !cell.inverse() {
            return Self::BLANK;
        }
        Self { symbol: symbol.to_owned(), colours: [cell.fgcolor(), cell.bgcolor()], modifiers }
    }
}

proptest! {
    #[test]
    fn whatever_was_shown_a_terminal_shows_the_frame(first in rows(), steps in steps()) {
        let mut stage = Stage::new(Size { width: 64, height: 16 });
        stage.make(Step::Rows(first));
        stage.show()?;
        for step in steps {
            stage.make(step);
            stage.show()?;
        }
    }
}
