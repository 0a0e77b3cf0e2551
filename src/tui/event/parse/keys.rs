//! Which key a sequence is, if any. Knows nothing of how the bytes were read.

use crate::tui::keymap::{Code, Key};

/// The keys that `ESC [ 1 ; m X` and `ESC O X` name by a letter.
const LETTERS: [(u8, Code); 9] = [
    (b'A', Code::Up),
    (b'B', Code::Down),
    (b'C', Code::Right),
    (b'D', Code::Left),
    (b'F', Code::End),
    (b'H', Code::Home),
    (b'P', Code::F(1)),
    (b'Q', Code::F(2)),
    (b'S', Code::F(4)),
];

/// The keys that `ESC [ n ; m ~` names by a number.
const NUMBERS: [(u32, Code); 18] = [
    (1, Code::Home),
    (4, Code::End),
    (5, Code::PageUp),
    (6, Code::PageDown),
    (7, Code::Home),
    (8, Code::End),
    (11, Code::F(1)),
    (12, Code::F(2)),
    (13, Code::F(3)),
    (14, Code::F(4)),
    (15, Code::F(5)),
    (17, Code::F(6)),
    (18, Code::F(7)),
    (19, Code::F(8)),
    (20, Code::F(9)),
    (21, Code::F(10)),
    (23, Code::F(11)),
    (24, Code::F(12)),
];

fn named<T: PartialEq>(table: &[(T, Code)], name: &T) -> Option<Code> {
    table.iter().find(|(known, _)| known == name).map(|(_, code)| *code)
}

/// A byte below the space.
pub fn control(byte: u8) -> Key {
    let chord = |c: u8| Key { code: Code::Char(char::from(c)), ctrl: true };
    match byte {
        b'\r' => Key::of(Code::Enter),
        b'\t' => Key::of(Code::Tab),
        0x00 => chord(b' '),
        0x01..=0x1a => chord(byte - 1 + b'a'),
        _ => chord(byte.wrapping_sub(0x1c).wrapping_add(b'4')),
    }
}

/// `ESC O X`: arrows and function keys of a terminal that was left in another mode, and F1 to F4.
pub fn single(last: u8) -> Option<Key> {
    match last {
        b'M' => Some(Key::of(Code::Enter)),
        b'R' => Some(Key::of(Code::F(3))),
        _ => named(&LETTERS, &last).map(Key::of),
    }
}

/// `ESC [ [ A` to `E`.
pub fn console(last: u8) -> Option<Key> {
    matches!(last, b'A'..=b'E').then(|| Key::of(Code::F(last - b'A' + 1)))
}

/// `ESC [ parameters X`. What has a private mark or an intermediate byte is a reply, and `R` with a place in it is the
/// cursor's.
pub fn sequence(parameters: &[u8], last: u8) -> Option<Key> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut fields = text.split(';');
    let (first, second, third) = (fields.next()?, fields.next(), fields.next());
    let number = |field: &str| -> Option<u32> {
        let main = field.split(':').next()?;
        if main.is_empty() { Some(1) } else { main.parse().ok() }
    };
    let first = number(first)?;
    if second.is_some_and(|field| field.ends_with(":3")) {
        // The key was let go.
        return None;
    }
    let held = second.map_or(Some(1), number)?.saturating_sub(1);
    let (shift, ctrl) = (held & 1 != 0, held & 4 != 0);
    // Alt, Super, Hyper and Meta make chords that are no keys of ours; the locks do not matter.
    if held & 0b11_1010 != 0 {
        return None;
    }
    match last {
        b'Z' => Some(Key::of(Code::BackTab)),
        b'u' => character(first, shift, ctrl),
        b'~' if first == 27 => character(number(third?)?, shift, ctrl),
        b'~' => named(&NUMBERS, &first).map(Key::of),
        _ => named(&LETTERS, &last).map(Key::of),
    }
}

/// A key named by its character.
fn character(number: u32, shift: bool, ctrl: bool) -> Option<Key> {
    let code = match char::from_u32(number)? {
        '\r' => Code::Enter,
        '\t' if shift => Code::BackTab,
        '\t' => Code::Tab,
        '\u{1b}' => Code::Esc,
        '\u{8}' | '\u{7f}' => Code::Backspace,
        c if c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c) => return None,
        c if shift => Code::Char(c.to_uppercase().next().unwrap_or(c)),
        c => Code::Char(c),
    };
    Some(Key { code, ctrl: ctrl && matches!(code, Code::Char(_)) })
}
