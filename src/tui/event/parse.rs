//! What a terminal sends, from bytes to events: keys, pasted text, and the answer to our question whether it has kept
//! up. Every other reply, asked for or not, whole or torn, is swallowed: it never becomes a key, and nothing that
//! arrives can stop what comes after it. Knows no terminal and no clock; who feeds it says what time it is.

mod keys;

use std::time::{Duration, Instant};

use super::Event;
use crate::tui::keymap::{Code, Key};

/// A lone escape byte is the Esc key if nothing follows for so long: a key's bytes are sent, and read, together.
const ESCAPE: Duration = Duration::from_millis(25);

/// A reply torn after its escape byte is still known as one if the rest comes within this, and as a whole.
const TORN: Duration = Duration::from_millis(500);

/// A string (a title, a colour, a version) without an end is given up after such a pause, or after so long in all.
const STRING_PAUSE: Duration = Duration::from_millis(300);
const STRING: Duration = Duration::from_secs(2);

/// A paste is over when nothing follows its end: text with the mark of the end in it must not become keys.
const PASTE_END: Duration = Duration::from_millis(50);
const PASTE_PAUSE: Duration = Duration::from_secs(1);

/// Bytes of a paste that are kept; whoever pastes more wants something else.
const PASTE: usize = 64 * 1024;

/// Bytes of a sequence's parameters that are kept; no key has more.
const PARAMETERS: usize = 32;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// Within a character of several bytes, of which so many are missing.
    Letter(u8),
    Escape,
    /// After `ESC [`.
    Sequence,
    /// After `ESC O`.
    Single,
    /// After `ESC [ [`: a function key of the Linux console.
    Console,
    /// A string that ends with `BEL` or `ESC \`.
    Text,
    TextEscape,
    /// Bytes of an old report of the mouse.
    Skip(u8),
    Paste,
}

/// Bytes in, events out.
#[derive(Debug, Default)]
pub struct Parser {
    state: State,
    /// Of the character, the parameters or the paste that is being read.
    kept: Vec<u8>,
    /// The mark of the end of the paste has been seen.
    pasted: bool,
    /// When the string began.
    began: Option<Instant>,
    /// When a lone escape byte was taken for the Esc key.
    escaped: Option<Instant>,
}

impl Parser {
    /// Takes what was read at once.
    pub fn feed(&mut self, bytes: &[u8], now: Instant, emit: &mut dyn FnMut(Event)) {
        let torn = self.escaped.take().is_some_and(|at| now.duration_since(at) < TORN);
        if torn && self.state == State::Ground && is_rest_of_reply(bytes) {
            self.state = State::Escape;
        }
        for byte in bytes {
            self.byte(*byte, now, emit);
        }
        if self.began.is_some_and(|began| now.duration_since(began) >= STRING) {
            self.rest();
        }
    }

    /// After how long without a byte [`Self::pause`] is due.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Escape => Some(ESCAPE),
            State::Text | State::TextEscape | State::Single | State::Skip(_) | State::Letter(_) => Some(STRING_PAUSE),
            State::Paste if self.pasted => Some(PASTE_END),
            State::Paste => Some(PASTE_PAUSE),
            // A torn sequence waits for its last byte; that costs one key at most.
            State::Ground | State::Sequence | State::Console => None,
        }
    }

    /// Nothing has come for as long as [`Self::patience`] said.
    pub fn pause(&mut self, now: Instant, emit: &mut dyn FnMut(Event)) {
        match self.state {
            State::Escape => {
                self.escaped = Some(now);
                emit(Event::Key(Key::of(Code::Esc)));
            }
            State::Paste => emit(Event::Paste(String::from_utf8_lossy(&self.kept).into_owned())),
            _ => {}
        }
        self.rest();
    }

    fn rest(&mut self) {
        *self = Self { escaped: self.escaped, ..Self::default() };
    }

    fn byte(&mut self, byte: u8, now: Instant, emit: &mut dyn FnMut(Event)) {
        match (self.state, byte) {
            (State::Paste, _) => self.paste(byte),
            (State::Skip(left), _) => self.state = if left > 1 { State::Skip(left - 1) } else { State::Ground },
            (State::Text, 0x07 | 0x18 | 0x1a) | (State::TextEscape, b'\\') => {
                if let Some(light) = background(&self.kept) {
                    emit(Event::Background { light });
                }
                self.rest();
            }
            (State::Text, 0x1b) => self.state = State::TextEscape,
            (State::Text, _) if self.kept.len() < PARAMETERS => self.kept.push(byte),
            (State::Text, _) => {}
            // Anything but the end of the string is a sequence of its own.
            (State::TextEscape, _) => {
                self.rest();
                self.escape(byte, now, emit);
            }
            (State::Escape, _) => self.escape(byte, now, emit),
            // A control character breaks off what it stands in, and counts itself.
            (_, 0x1b) => {
                self.rest();
                self.state = State::Escape;
            }
            (_, 0x00..=0x1f) => {
                self.rest();
                emit(Event::Key(keys::control(byte)));
            }
            (State::Ground, _) => self.ground(byte, now, emit),
            (State::Letter(left), 0x80..=0xbf) => self.letter(byte, left, emit),
            (State::Letter(_), _) => {
                self.rest();
                self.ground(byte, now, emit);
            }
            (State::Sequence, b'[') if self.kept.is_empty() => self.state = State::Console,
            (State::Sequence, b'M') if self.kept.is_empty() => self.state = State::Skip(3),
            (State::Sequence, 0x40..=0x7e) => self.sequence(byte, emit),
            (State::Sequence, _) => self.keep(byte, PARAMETERS),
            (State::Single, _) => self.tell(keys::single(byte), emit),
            (State::Console, _) => self.tell(keys::console(byte), emit),
        }
    }

    fn ground(&mut self, byte: u8, now: Instant, emit: &mut dyn FnMut(Event)) {
        let missing = match byte {
            0x20..=0x7e => return emit(Event::Key(Key::char(char::from(byte)))),
            0x7f => return emit(Event::Key(Key::of(Code::Backspace))),
            // The eight-bit forms of what begins with ESC.
            0x80..=0x9f => return self.escape(byte - 0x40, now, emit),
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => return,
        };
        self.kept.push(byte);
        self.state = State::Letter(missing);
    }

    fn letter(&mut self, byte: u8, left: u8, emit: &mut dyn FnMut(Event)) {
        self.kept.push(byte);
        if left > 1 {
            self.state = State::Letter(left - 1);
            return;
        }
        let letter = std::str::from_utf8(&self.kept).ok().and_then(|text| text.chars().next());
        self.tell(letter.filter(|letter| !letter.is_control()).map(Key::char), emit);
    }

    fn escape(&mut self, byte: u8, now: Instant, emit: &mut dyn FnMut(Event)) {
        self.state = match byte {
            b'[' => State::Sequence,
            b'O' => State::Single,
            b']' | b'P' | b'X' | b'^' | b'_' => {
                self.began = Some(now);
                State::Text
            }
            0x1b => {
                emit(Event::Key(Key::of(Code::Esc)));
                State::Escape
            }
            0x00..=0x1f => {
                emit(Event::Key(keys::control(byte)));
                State::Ground
            }
            // A chord with Alt, which is no key of ours.
            _ => State::Ground,
        };
    }

    fn sequence(&mut self, last: u8, emit: &mut dyn FnMut(Event)) {
        match (self.kept.as_slice(), last) {
            (b"0", b'n') => {
                self.rest();
                emit(Event::Answer);
            }
            (b"200", b'~') => {
                self.rest();
                self.state = State::Paste;
            }
            ([b'<', report @ ..], b'M') => {
                let wheel = wheel(report);
                self.rest();
                wheel.into_iter().for_each(emit);
            }
            (parameters, _) => self.tell(keys::sequence(parameters, last), emit),
        }
    }

    fn paste(&mut self, byte: u8) {
        const END: &[u8] = b"\x1b[201~";
        self.keep(byte, PASTE);
        if self.kept.ends_with(END) {
            self.kept.truncate(self.kept.len() - END.len());
            self.pasted = true;
        } else if self.kept.len() >= PASTE && END.ends_with(&[byte]) {
            // Too much to see whether this is its end: then it ends with the next pause.
            self.pasted = true;
        }
    }

    fn keep(&mut self, byte: u8, most: usize) {
        if self.kept.len() < most {
            self.kept.push(byte);
        }
    }

    fn tell(&mut self, key: Option<Key>, emit: &mut dyn FnMut(Event)) {
        self.rest();
        if let Some(key) = key {
            emit(Event::Key(key));
        }
    }
}

/// Whether this, all that was read at once, goes on as after an escape byte: nobody types so much in one moment.
fn is_rest_of_reply(bytes: &[u8]) -> bool {
    match bytes {
        [b'[', rest @ ..] => {
            let parameters = rest.iter().take_while(|byte| matches!(byte, 0x20..=0x3f)).count();
            match rest.get(parameters) {
                Some(b'A'..=b'D' | b'F' | b'H' | b'I' | b'M' | b'O' | b'Z' | b'[') => true,
                Some(0x40..=0x7e) => parameters > 0,
                _ => false,
            }
        }
        [b']' | b'P' | b'_' | b'^', _, ..] => true,
        [b'O', last] => keys::single(*last).is_some(),
        _ => false,
    }
}

/// The wheel of a mouse in a report `64;12;7` (mode 1006); its buttons mean nothing here.
fn wheel(report: &[u8]) -> Option<Event> {
    match report.split(|byte| *byte == b';').next() {
        Some(b"64") => Some(Event::Wheel { down: false }),
        Some(b"65") => Some(Event::Wheel { down: true }),
        _ => None,
    }
}

/// Whether the colour of a reply `11;rgb:ffff/ffff/ffff` (of two or four digits) is a light one.
fn background(reply: &[u8]) -> Option<bool> {
    let colour = std::str::from_utf8(reply).ok()?.strip_prefix("11;rgb:")?;
    let level = |digits: &str| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1)?;
        Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / f64::from(most))
    };
    let levels: Vec<f64> = colour.split('/').map(level).collect::<Option<_>>()?;
    let [red, green, blue] = levels.as_slice() else { return None };
    // How bright the eye finds each, by ITU-R BT.601.
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

#[cfg(test)]
mod tests;
