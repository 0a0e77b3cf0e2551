//! What ratatui draws on: a frame's changed cells as few bytes, sent in one write inside a synchronised update, and
//! nothing at all when the frame is the one already shown.

use std::{
    io::{self, Write},
    mem,
};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};
use unicode_width::UnicodeWidthStr;

use super::{
    pen::Pen,
    shift::{self, Shift},
};

/// The marks of a synchronised update (mode 2026): the terminal shows the frame when it is whole.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Asks the terminal whether it is well; it answers when it has come so far.
const ASK: &[u8] = b"\x1b[5n";

/// A backend for ratatui that turns frames into few bytes and one write each.
pub struct Wire<W: Write> {
    out: W,
    pub size: Size,
    pen: Pen,
    /// The rows as the terminal shows them, and as they are to be.
    shown: Vec<Vec<Cell>>,
    next: Vec<Vec<Cell>>,
    /// Where the cursor is to be, while it is to be seen.
    cursor: Position,
    wants_cursor: bool,
    cursor_shown: bool,
    /// Every frame ends with a question.
    pub asks: bool,
    /// Bytes of the frames that were sent since this was last taken.
    sent: usize,
}

impl<W: Write> Wire<W> {
    pub fn new(out: W, size: Size) -> Self {
        Self {
            out,
            size,
            pen: Pen::new(),
            shown: blank(size),
            next: blank(size),
            cursor: Position::ORIGIN,
            wants_cursor: false,
            cursor_shown: false,
            asks: false,
            sent: 0,
        }
    }

    /// The terminal has been another program's: it may show anything, and the cursor.
    pub fn begin_anew(&mut self, enter: &str) {
        self.pen.push(enter);
        self.cursor_shown = false;
    }

    /// Bytes of our own to go out with the next frame.
    pub fn push(&mut self, bytes: &str) {
        self.pen.push(bytes);
    }

    /// Bytes of the last frame; none was sent if there are none.
    pub fn take_sent(&mut self) -> usize {
        mem::take(&mut self.sent)
    }

    /// From what is shown to what is to be shown.
    fn encode(&mut self) {
        if let Some(shift) = shift::find(&self.shown, &self.next) {
            self.scroll(shift);
        }
        for (y, (from, to)) in self.shown.iter_mut().zip(&self.next).enumerate() {
            if from != to {
                self.pen.row(u16::try_from(y).unwrap_or(u16::MAX), from, to);
                from.clone_from(to);
            }
        }
        if self.wants_cursor {
            self.pen.go_to(self.cursor);
        }
        if self.wants_cursor != self.cursor_shown {
            self.cursor_shown = self.wants_cursor;
            self.pen.push(if self.cursor_shown { "\u{1b}[?25h" } else { "\u{1b}[?25l" });
        }
    }

    fn scroll(&mut self, Shift { top, bottom, by }: Shift) {
        let (Ok(first), Ok(last), Ok(far)) = (u16::try_from(top), u16::try_from(bottom), i32::try_from(by)) else {
            return;
        };
        let Some(rows) = self.shown.get_mut(top..bottom) else { return };
        self.pen.scroll(first, last, far);
        let count = by.unsigned_abs().min(rows.len());
        let coming = if by > 0 {
            rows.rotate_left(count);
            rows.len() - count..rows.len()
        } else {
            rows.rotate_right(count);
            0..count
        };
        rows.get_mut(coming).unwrap_or_default().iter_mut().flatten().for_each(Cell::reset);
    }
}

fn blank(size: Size) -> Vec<Vec<Cell>> {
    vec![vec![Cell::default(); usize::from(size.width)]; usize::from(size.height)]
}

impl<W: Write> Backend for Wire<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        for (x, y, cell) in content {
            let Some(row) = self.next.get_mut(usize::from(y)) else { continue };
            // What a wide character covers is no cell of its own.
            let covered = cell.symbol().width().max(1) - 1;
            for under in row.iter_mut().skip(usize::from(x) + 1).take(covered) {
                under.reset();
            }
            if let Some(place) = row.get_mut(usize::from(x)) {
                place.clone_from(cell);
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wants_cursor = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.wants_cursor = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.pen.erase_all();
        self.shown = blank(self.size);
        self.next = blank(self.size);
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
        self.encode();
        if self.pen.is_empty() {
            return Ok(());
        }
        let ask = if self.asks { ASK } else { b"" };
        let frame = [BEGIN, &self.pen.take(), END, ask].concat();
        self.sent += frame.len();
        self.out.write_all(&frame)?;
        self.out.flush()
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

    /// The pages of a text that is scrolled, between a head and a foot that stay.
    fn scrolled(top: usize, beside: bool) -> Vec<Words<'static>> {
        let row = |row: usize| {
            let number = row * 7919 % 1009;
            let words = format!("{number} слова строки {row}, и ещё {}", number * number);
            let words = if beside { format!("на месте {} │ {words}", row - top) } else { words };
            if number.is_multiple_of(5) { words.bold().into() } else { words.into() }
        };
        let foot = format!("{top} %").reversed().into();
        std::iter::once("Заголовок".into()).chain((top..top + 20).map(row)).chain([foot]).collect()
    }

    fn bytes_of_scroll(by: isize, beside: bool) -> usize {
        let size = Size { width: 80, height: 22 };
        let (mut terminal, written) = terminal(size);
        draw(&mut terminal, &scrolled(50, beside));
        written.0.borrow_mut().clear();
        draw(&mut terminal, &scrolled(50_usize.saturating_add_signed(by), beside));
        assert_eq!(written.0.borrow().len(), 1);
        written.0.borrow()[0].len()
    }

    #[test]
    fn a_text_that_moved_is_moved_by_the_terminal() {
        assert!(bytes_of_scroll(1, false) < 150, "{}", bytes_of_scroll(1, false));
        assert!(bytes_of_scroll(-1, false) < 150, "{}", bytes_of_scroll(-1, false));
        assert!(bytes_of_scroll(10, false) < 900, "{}", bytes_of_scroll(10, false));
        assert!(bytes_of_scroll(1, true) < 700, "{}", bytes_of_scroll(1, true));
    }
}
