//! What ratatui draws on: a frame's changed cells as few bytes, sent in one write inside a synchronised update, and
//! nothing at all when the frame is the one already shown.

use std::io::{self, Write};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
    style::{Color, Modifier, Style},
};
use unicode_width::UnicodeWidthStr;

/// A frame of a large screen.
const BUFFER: usize = 64 * 1024;

/// The marks of a synchronised update (mode 2026): the terminal shows the frame when it is whole.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Where the cursor is when we cannot know.
const NOWHERE: Position = Position { x: u16::MAX, y: u16::MAX };

/// A backend for ratatui that turns the changed cells of a frame into few bytes and one write.
pub struct Wire<W: Write> {
    out: W,
    frame: Vec<u8>,
    pub size: Size,
    cursor: Position,
    cursor_shown: bool,
    style: Style,
}

impl<W: Write> Wire<W> {
    pub fn new(out: W, size: Size) -> Self {
        let frame = Vec::with_capacity(BUFFER);
        Self { out, frame, size, cursor: NOWHERE, cursor_shown: false, style: Style::reset() }
    }

    /// Bytes to go out with the next frame.
    pub fn push(&mut self, bytes: &str) {
        self.frame.extend_from_slice(bytes.as_bytes());
    }

    fn go_to(&mut self, to: Position) {
        if self.cursor != to {
            self.push(&format!("\u{1b}[{};{}H", to.y.saturating_add(1), to.x.saturating_add(1)));
            self.cursor = to;
        }
    }

    fn put(&mut self, at: Position, cell: &Cell) {
        self.go_to(at);
        if self.style != cell.style() {
            self.style = cell.style();
            self.push(&sgr(self.style));
        }
        self.push(cell.symbol());
        // Terminals disagree about the width of wide characters and about what follows the last column,
        // so after either the place is unknown and the next cell is addressed outright.
        let next = at.x.saturating_add(1);
        let known = cell.symbol().width() == 1 && next < self.size.width;
        self.cursor = if known { Position { x: next, ..at } } else { NOWHERE };
    }
}

impl<W: Write> Backend for Wire<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        for (x, y, cell) in content {
            self.put(Position { x, y }, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown {
            self.cursor_shown = false;
            self.push("\u{1b}[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if !self.cursor_shown {
            self.cursor_shown = true;
            self.push("\u{1b}[?25h");
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go_to(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.style = Style::reset();
        self.push("\u{1b}[m\u{1b}[2J");
        Ok(())
    }

    /// Only whole screens are ever cleared here: the viewport is the screen.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        self.frame.splice(0..0, BEGIN.iter().copied());
        self.frame.extend_from_slice(END);
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        written
    }
}

/// The sequence that sets exactly this style.
fn sgr(style: Style) -> String {
    const MODIFIERS: [(Modifier, &str); 5] = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::ITALIC, ";3"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
    ];
    let mut codes = String::new();
    for (modifier, code) in MODIFIERS {
        if style.add_modifier.contains(modifier) {
            codes.push_str(code);
        }
    }
    for (colour, base) in [(style.fg, 30), (style.bg, 40)] {
        if let Some(code) = colour.and_then(|colour| colour_code(colour, base)) {
            codes.push(';');
            codes.push_str(&code);
        }
    }
    format!("\u{1b}[{codes}m")
}

/// `base` is 30 for the foreground, 40 for the background.
fn colour_code(colour: Color, base: u8) -> Option<String> {
    let plain = |index: u8| Some((base + index).to_string());
    let bright = |index: u8| Some((base + 60 + index).to_string());
    match colour {
        Color::Reset => None,
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => Some(format!("{};5;{index}", base + 8)),
        Color::Rgb(r, g, b) => Some(format!("{};2;{r};{g};{b}", base + 8)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::{cell::RefCell, rc::Rc};

    use ratatui::{
        Terminal, TerminalOptions, Viewport, buffer::Buffer, layout::Rect, style::Stylize, text::Line as Words,
        widgets::Widget,
    };

    use super::*;

    /// What was written, and in how many calls.
    #[derive(Clone, Default)]
    struct Written(Rc<RefCell<Vec<Vec<u8>>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn terminal(size: Size) -> (Terminal<Wire<Written>>, Written) {
        let written = Written::default();
        let area = Rect::from((Position::ORIGIN, size));
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        (Terminal::with_options(Wire::new(written.clone(), size), options).unwrap(), written)
    }

    fn lines<'a>() -> Vec<Words<'a>> {
        vec!["Сочи · 14 May".into(), "日本 wide".bold().red().into(), "plain".into(), "under".underlined().dim().into()]
    }

    fn draw(terminal: &mut Terminal<Wire<Written>>, lines: &[Words]) {
        terminal
            .draw(|frame| {
                for (row, line) in frame.area().rows().zip(lines) {
                    line.render(row, frame.buffer_mut());
                }
            })
            .unwrap();
    }

    fn screen(written: &Written, size: Size) -> vt100::Parser {
        let mut parser = vt100::Parser::new(size.height.try_into().unwrap(), size.width.try_into().unwrap(), 0);
        // The cursor may be anywhere when we begin.
        parser.process(b"\x1b[3;4H");
        written.0.borrow().iter().for_each(|bytes| parser.process(bytes));
        parser
    }

    fn text(buffer: &Buffer) -> String {
        let row = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..buffer.area.height).map(row).map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn a_terminal_shows_what_was_drawn() {
        let size = Size { width: 20, height: 4 };
        let (mut terminal, written) = terminal(size);
        draw(&mut terminal, &lines());
        let mut turned = lines();
        turned.reverse();
        draw(&mut terminal, &turned);
        let mut expected = Buffer::empty(Rect::from((Position::ORIGIN, size)));
        for (row, line) in expected.area.rows().zip(&turned) {
            line.render(row, &mut expected);
        }
        let parser = screen(&written, size);
        let shown: String = parser.screen().rows(0, size.width).map(|row| row.trim_end().to_owned() + "\n").collect();
        assert_eq!(shown, text(&expected).replace("日 本 ", "日本"));
        let cell = |row, column| parser.screen().cell(row, column).unwrap();
        assert!(cell(0, 0).underline() && cell(0, 0).dim() && !cell(0, 0).bold());
        assert!(cell(2, 0).bold() && cell(2, 0).fgcolor() == vt100::Color::Idx(1) && !cell(2, 0).underline());
        assert!(!cell(3, 0).bold() && cell(3, 0).fgcolor() == vt100::Color::Default);
    }

    #[test]
    fn a_frame_is_one_write_and_the_same_frame_none() {
        let (mut terminal, written) = terminal(Size { width: 80, height: 24 });
        draw(&mut terminal, &lines());
        assert_eq!(written.0.borrow().len(), 1);
        draw(&mut terminal, &lines());
        draw(&mut terminal, &lines());
        assert_eq!(written.0.borrow().len(), 1);
        assert!(written.0.borrow()[0].starts_with(BEGIN) && written.0.borrow()[0].ends_with(END));
    }
}
