//! Cells as few bytes: where the cursor is, which look is set, and the shortest way from one row of cells to another.

use std::mem;

use ratatui::{
    buffer::Cell,
    layout::Position,
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr;

/// Blanks that are cheaper erased than written.
const ERASED: usize = 6;

/// Columns that are cheaper written again than passed over.
const PASSED: usize = 4;

/// Line feeds or steps back that are shorter than telling a place.
const FED: usize = 4;

/// What of a look stays behind on a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Colours and the like of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank in it is like any other.
    fn leaves_blanks(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(SEEN_ON_BLANKS)
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell).leaves_blanks()
}

/// Whether both look the same on the screen.
pub fn same(one: &Cell, other: &Cell) -> bool {
    one == other || is_blank(one) && is_blank(other)
}

/// Whether every terminal takes it for one cell: one character, and that one wide.
fn is_sure(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() == 1 || (symbol.chars().nth(1).is_none() && symbol.width() == 1)
}

/// The row of the cursor, and its column where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cursor {
    x: Option<u16>,
    y: u16,
}

/// Writes cells, and remembers what the terminal was told.
#[derive(Clone, Debug)]
pub struct Pen {
    bytes: Vec<u8>,
    cursor: Option<Cursor>,
    look: Look,
}

impl Pen {
    pub fn new() -> Self {
        Self { bytes: Vec::new(), cursor: None, look: Look::PLAIN }
    }

    pub fn push(&mut self, bytes: &str) {
        self.bytes.extend_from_slice(bytes.as_bytes());
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What was written, which is then forgotten; place and look are not.
    pub fn take(&mut self) -> Vec<u8> {
        mem::take(&mut self.bytes)
    }

    /// The cursor may be anywhere, and the look be any.
    pub fn lost(&mut self) {
        self.cursor = None;
        self.look = Look::PLAIN;
        self.push("\u{1b}[m");
    }

    pub fn erase_all(&mut self) {
        self.lost();
        self.push("\u{1b}[2J");
    }

    pub fn go_to(&mut self, to: Position) {
        if self.cursor.is_some_and(|Cursor { x, y }| (x, y) == (Some(to.x), to.y)) {
            return;
        }
        let (column, row) = (to.x.saturating_add(1), to.y.saturating_add(1));
        let straight = if to.x == 0 { format!("\u{1b}[{row}H") } else { format!("\u{1b}[{row};{column}H") };
        let near = self.cursor.and_then(|cursor| near(cursor, to));
        let way = near.filter(|near| near.len() < straight.len()).unwrap_or(straight);
        self.push(&way);
        self.cursor = Some(Cursor { x: Some(to.x), y: to.y });
    }

    /// Moves the rows from `top` to before `bottom` up by so many, or down with a minus; blank ones come in.
    pub fn scroll(&mut self, top: u16, bottom: u16, by: i32) {
        self.wear(Look::PLAIN);
        self.push(&format!("\u{1b}[{};{bottom}r", top.saturating_add(1)));
        self.cursor = None;
        // Line feeds at the edge, as every terminal has known them since the VT100.
        let (edge, step) = if by > 0 { (bottom.saturating_sub(1), "\n") } else { (top, "\u{1b}M") };
        self.go_to(Position { x: 0, y: edge });
        for _ in 0..by.unsigned_abs() {
            self.push(step);
        }
        self.push("\u{1b}[r");
        // Where the whole screen's region puts it.
        self.cursor = Some(Cursor { x: Some(0), y: 0 });
    }

    /// Makes the row `y`, which shows `from`, show `to`. Both are as wide as the screen.
    pub fn row(&mut self, y: u16, from: &[Cell], to: &[Cell]) {
        // Where a terminal may count otherwise than we do, every cell is told its place.
        let sure = from.iter().chain(to).all(is_sure);
        let differs = |x: usize| !sure || from.get(x).zip(to.get(x)).is_some_and(|(from, to)| !same(from, to));
        if !sure && from.iter().zip(to).all(|(from, to)| same(from, to)) {
            return;
        }
        let last = to.iter().enumerate().rfind(|(_, cell)| !is_blank(cell));
        let end = last.map_or(0, |(last, cell)| last + cell.symbol().width().max(1)).min(to.len());
        let mut x = 0;
        while x < end {
            let Some(cell) = to.get(x) else { break };
            if !differs(x) {
                x += 1;
                continue;
            }
            let blanks = to.iter().skip(x).take(end - x).take_while(|cell| is_blank(cell)).count();
            if sure && blanks > ERASED {
                self.approach(x, y, to);
                self.erase_with(&format!("\u{1b}[{blanks}X"));
                x += blanks;
                continue;
            }
            self.approach(x, y, to);
            x += self.put(cell, to.len() - x);
        }
        if let Some(first) = (end..to.len()).find(|x| differs(*x)) {
            self.approach(first, y, to);
            self.erase_with("\u{1b}[K");
        }
    }

    /// Goes to a cell of the row: over what is there already, or by writing it again where that is shorter.
    fn approach(&mut self, x: usize, y: u16, row: &[Cell]) {
        let column = u16::try_from(x).unwrap_or(u16::MAX);
        if let Some(Cursor { x: Some(at), y: here }) = self.cursor
            && here == y
            && (1..=PASSED).contains(&x.saturating_sub(usize::from(at)))
        {
            let between = row.get(usize::from(at)..x).unwrap_or_default();
            let bytes: usize = between.iter().map(|cell| cell.symbol().len()).sum();
            let fits = |cell: &Cell| is_sure(cell) && (self.look == Look::of(cell) || self.suits(cell));
            if bytes <= PASSED && between.iter().all(fits) {
                for cell in between {
                    self.push(cell.symbol());
                }
                self.cursor = Some(Cursor { x: Some(column), y });
            }
        }
        self.go_to(Position { x: column, y });
    }

    /// Whether it is a blank that the present look leaves as it is.
    fn suits(&self, cell: &Cell) -> bool {
        is_blank(cell) && self.look.leaves_blanks()
    }

    /// Writes a cell where the cursor is; gives how many columns it takes, of so many that are left.
    fn put(&mut self, cell: &Cell, left: usize) -> usize {
        if !self.suits(cell) {
            self.wear(Look::of(cell));
        }
        self.push(cell.symbol());
        let wide = cell.symbol().width().max(1);
        if let Some(cursor) = &mut self.cursor {
            // Terminals disagree about the width of some characters and about what follows the last column.
            let known = is_sure(cell) && left > 1;
            cursor.x = cursor.x.filter(|_| known).map(|x| x.saturating_add(1));
        }
        wide
    }

    /// Erases without moving; the sequences leave the background that is set.
    fn erase_with(&mut self, sequence: &str) {
        if !self.look.leaves_blanks() {
            self.wear(Look::PLAIN);
        }
        self.push(sequence);
    }

    fn wear(&mut self, look: Look) {
        if self.look == look {
            return;
        }
        let whole = codes(Look::PLAIN, look);
        let whole = if whole.is_empty() { whole } else { format!(";{whole}") };
        // What is only added needs no beginning from nothing.
        let adds = look.modifier.contains(self.look.modifier);
        let change = Some(codes(self.look, look)).filter(|change| adds && change.len() < whole.len());
        self.push(&format!("\u{1b}[{}m", change.unwrap_or(whole)));
        self.look = look;
    }
}

/// The way from where the cursor is: some rows down, where line feeds keep the column, and then along the row.
fn near(from: Cursor, to: Position) -> Option<String> {
    let down = usize::from(to.y.checked_sub(from.y)?);
    if down > FED {
        return None;
    }
    let along = match from.x {
        _ if to.x == 0 => "\r".to_owned(),
        Some(x) if x == to.x => String::new(),
        Some(x) if x < to.x && to.x - x == 1 => "\u{1b}[C".to_owned(),
        Some(x) if x < to.x => format!("\u{1b}[{}C", to.x - x),
        Some(x) if usize::from(x - to.x) <= FED => "\u{8}".repeat(usize::from(x - to.x)),
        _ => format!("\u{1b}[{}G", to.x.saturating_add(1)),
    };
    Some("\n".repeat(down) + &along)
}

/// The codes that lead from one look to another that has all its modifiers.
fn codes(from: Look, to: Look) -> String {
    const MODIFIERS: [(Modifier, &str); 6] = [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
        (Modifier::CROSSED_OUT, "9"),
    ];
    let added = to.modifier.difference(from.modifier);
    let modifiers =
        MODIFIERS.iter().filter(|(modifier, _)| added.contains(*modifier)).map(|(_, code)| (*code).to_owned());
    let fg = (from.fg != to.fg).then(|| colour_code(to.fg, 30));
    let bg = (from.bg != to.bg).then(|| colour_code(to.bg, 40));
    modifiers.chain(fg).chain(bg).collect::<Vec<_>>().join(";")
}

/// `base` is 30 for the foreground, 40 for the background.
fn colour_code(colour: Color, base: u8) -> String {
    let plain = |index: u8| (base + index).to_string();
    let bright = |index: u8| (base + 60 + index).to_string();
    match colour {
        Color::Reset => plain(9),
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
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}
