//! What may be on a screen, in what is printed and in what is sent to a terminal. Written for itself, not after the
//! program's own list.

use unicode_normalization::char::is_combining_mark;

/// Whether a character acts on a terminal or on the text around it, or hides.
fn is_dirty(c: char) -> bool {
    const CODES: [(u32, u32); 16] = [
        (0x00, 0x1f),
        (0x7f, 0x9f),
        (0xad, 0xad),
        (0x34f, 0x34f),
        (0x61c, 0x61c),
        (0x115f, 0x1160),
        (0x180b, 0x180f),
        (0x200b, 0x200f),
        (0x2028, 0x202e),
        (0x2060, 0x206f),
        (0x3164, 0x3164),
        (0xfe00, 0xfe0f),
        (0xfeff, 0xfeff),
        (0xfff9, 0xfffb),
        (0x1d173, 0x1d17a),
        (0xe0000, 0xe0fff),
    ];
    CODES.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(c)))
}

/// The first thing in a text that must not be there. Lines may end; more than three marks stand on no letter.
pub fn dirt(text: &str) -> Option<String> {
    let mut marks = 0;
    text.char_indices().find_map(|(at, c)| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        let found = c != '\n' && is_dirty(c) || marks > 3;
        let around = || text.get(..at).unwrap_or_default().chars().rev().take(30).collect::<Vec<_>>();
        found.then(|| format!("{c:?} after {:?}", around().into_iter().rev().collect::<String>()))
    })
}

/// Controls that move the cursor, as the program does; in text they are nowhere, see [`dirt`].
const MOVES: [char; 3] = ['\r', '\n', '\u{8}'];

/// The first sequence in a stream to a terminal that the program has no reason to send, or the first dirty character.
pub fn foreign(stream: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(stream) {
        Ok(text) => text,
        Err(error) => return Some(error.to_string()),
    };
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        let (plain, sequence) = rest.split_at(at);
        if let Some(dirt) = dirt(&plain.replace(MOVES, "")) {
            return Some(dirt);
        }
        match own(sequence) {
            Some(after) => rest = after,
            None => return Some(format!("{:?}", sequence.chars().take(40).collect::<String>())),
        }
    }
    dirt(&rest.replace(MOVES, ""))
}

/// What follows a sequence, if it is one of our own.
fn own(sequence: &str) -> Option<&str> {
    const WHOLE: [&str; 16] = [
        "\u{1b}M",
        "\u{1b}[5n",
        "\u{1b}[2J",
        "\u{1b}]11;?\u{1b}\\",
        "\u{1b}[?1049h",
        "\u{1b}[?1049l",
        "\u{1b}[?7h",
        "\u{1b}[?7l",
        "\u{1b}[?2004h",
        "\u{1b}[?2004l",
        "\u{1b}[?25h",
        "\u{1b}[?25l",
        "\u{1b}[?2026h",
        "\u{1b}[?2026l",
        "\u{1b}[?1000l",
        "\u{1b}[?1006l",
    ];
    if let Some(after) = WHOLE.iter().find_map(|whole| sequence.strip_prefix(whole)) {
        return Some(after);
    }
    if let Some(copied) = sequence.strip_prefix("\u{1b}]52;c;") {
        let after = copied.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+/=".contains(c));
        return after.strip_prefix("\u{1b}\\");
    }
    let body = sequence.strip_prefix("\u{1b}[")?;
    let after = body.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    let numbers = body.get(..body.len() - after.len())?;
    // Places, erasures, regions and the sixteen colours.
    let small = numbers.split(';').all(|number| number.is_empty() || number.parse::<u16>().is_ok_and(|n| n <= 1000));
    let last = after.chars().next().filter(|last| small && "HCGKXrm".contains(*last))?;
    (numbers != "31;47").then(|| after.get(last.len_utf8()..)).flatten()
}
