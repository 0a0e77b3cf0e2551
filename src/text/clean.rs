//! The border for text from outside: what is [`Clean`] may be drawn and printed.

use std::{borrow::Borrow, fmt, ops::Deref};

use serde::{Deserialize, Deserializer, Serialize, de::Visitor};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// One line of text without a single control, escape, bidi or invisible character.
///
/// NFC; every kind of white space is one plain space, runs of it too; at most [`MOST_MARKS`] combining
/// marks follow a letter. It can be made only by cleaning, also when it is read back from a file:
///
/// ```
/// use visavis::text::Clean;
///
/// let page = "He \u{1b}[31msaid\u{1b}]0;title\u{7} \u{202e}so";
/// assert_eq!(Clean::new(page), "He said so");
/// assert_eq!(serde_json::from_str::<Clean>(r#""a\u001b[2Jb""#).unwrap(), "ab");
/// ```
///
/// ```compile_fail,E0423
/// let page = String::from("\u{1b}[2J");
/// let title = visavis::text::Clean(page);
/// ```
///
/// ```compile_fail,E0308
/// let document = visavis::document::Document { title: Some(String::from("\u{1b}[2J")), ..Default::default() };
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Clean(String);

/// Combining marks kept after a letter: Vietnamese needs two, a "zalgo" run has dozens.
pub const MOST_MARKS: usize = 3;

impl Clean {
    pub fn new(raw: &str) -> Self {
        if is_clean(raw) {
            return Self(raw.to_owned());
        }
        let mut out = String::with_capacity(raw.len());
        let mut marks = 0;
        let visible = Visible { chars: raw.chars() };
        let mut push = |c: char| {
            if c == ' ' && out.ends_with(' ') {
                return;
            }
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            if marks <= MOST_MARKS {
                out.push(c);
            }
        };
        if is_nfc(raw) {
            visible.for_each(&mut push);
        } else {
            visible.nfc().for_each(&mut push);
        }
        Self(out)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without white space at both ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self(self.0.trim_matches(' ').to_owned())
    }
}

/// Whether every character is one that cleaning keeps as it stands: nearly all text is, and is only copied.
/// None of these is changed by NFC or joins with what stands before it.
fn is_clean(raw: &str) -> bool {
    let mut before = 'x';
    raw.chars().all(|c| {
        let plain = matches!(c,
            ' '..='~' | '\u{400}'..='\u{45f}' | 'Ґ' | 'ґ' | '«' | '»' | '\u{2013}'..='\u{201f}' | '…' | '№');
        let repeats = c == ' ' && before == ' ';
        before = c;
        plain && !repeats
    })
}

/// The characters of a raw text that may be seen, escape sequences skipped as wholes.
struct Visible<'a> {
    chars: std::str::Chars<'a>,
}

impl Iterator for Visible<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            match self.chars.next()? {
                '\u{1b}' => self.skip_escape(),
                '\u{9b}' => self.skip_csi(),
                '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => self.skip_string(),
                c if c.is_whitespace() => return Some(' '),
                c if c.is_control() || is_invisible(c) => {}
                c => return Some(c),
            }
        }
    }
}

impl Visible<'_> {
    fn skip_escape(&mut self) {
        let rest = self.chars.clone();
        match self.chars.next() {
            Some('[') => self.skip_csi(),
            Some(']' | 'P' | 'X' | '^' | '_') => self.skip_string(),
            Some(' '..='/') => {
                self.chars.next();
            }
            Some('0'..='~') => {}
            _ => self.chars = rest,
        }
    }

    /// Parameters and the final byte of a CSI; anything else ends it and is kept.
    fn skip_csi(&mut self) {
        loop {
            let rest = self.chars.clone();
            match self.chars.next() {
                Some(' '..='?') => {}
                Some('@'..='~') | None => return,
                Some(_) => {
                    self.chars = rest;
                    return;
                }
            }
        }
    }

    /// A control string up to its terminator. Unterminated, only its introducer goes: the words stay readable.
    fn skip_string(&mut self) {
        let mut ahead = self.chars.clone();
        for _ in 0..4096 {
            match ahead.next() {
                Some('\u{7}' | '\u{9c}') => {
                    self.chars = ahead;
                    return;
                }
                Some('\u{1b}') if ahead.clone().next() == Some('\\') => {
                    ahead.next();
                    self.chars = ahead;
                    return;
                }
                Some(c) if c.is_control() => return,
                None => return,
                Some(_) => {}
            }
        }
    }
}

/// Characters without a shape of their own that reorder, hide or join text.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Clean {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<&str> for Clean {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Clean {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl PartialEq<str> for Clean {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Clean {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(CleanVisitor)
    }
}

struct CleanVisitor;

impl Visitor<'_> for CleanVisitor {
    type Value = Clean;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, raw: &str) -> Result<Clean, E> {
        Ok(Clean::new(raw))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_go_and_words_stay() {
        assert_eq!(Clean::new("a\u{1b}[31mb\u{1b}]0;title\u{7}c\u{1b}]52;c;AAAA\u{1b}\\d"), "abcd");
        assert_eq!(Clean::new("a\u{9b}1;1Hb\u{1b}(Bc\u{1b}7d"), "abcd");
        assert_eq!(Clean::new("a\u{1b}]0;never ended"), "a0;never ended");
    }

    #[test]
    fn invisible_and_bidi_characters_go() {
        assert_eq!(Clean::new("п\u{200b}а\u{202e}р\u{ad}а\u{feff}"), "пара");
    }

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(Clean::new("a\u{a0}\tb\u{2009}\r\nc"), "a b c");
    }

    #[test]
    fn what_is_only_copied_is_what_cleaning_would_make() {
        for c in (0..=0x2fff).filter_map(char::from_u32) {
            for raw in [format!("{c}"), format!("е{c}и"), format!("I{c}\u{301}")] {
                if is_clean(&raw) {
                    let cleaned: String = Visible { chars: raw.chars() }.nfc().collect();
                    assert_eq!(cleaned, raw, "{c:?}");
                }
            }
        }
        assert!(!is_clean("two  spaces") && !is_clean("и\u{306}") && !is_clean("п\u{200b}а"));
        assert!(is_clean("«Ёж і ґава» – “п’ять” № 5…"));
    }

    #[test]
    fn what_is_clean_stays_as_it_is() {
        let mut text = String::new();
        for c in ('\0'..='\u{ffff}').chain(['\u{1d173}', '\u{1f600}', '\u{e0041}']) {
            text.push(c);
            text.push('a');
        }
        let once = Clean::new(&text);
        assert_eq!(Clean::new(&once), once);
        assert!(is_nfc(&once) && !once.contains(|c: char| c.is_control() || c.is_whitespace() && c != ' '));
    }

    #[test]
    fn composed_and_bounded() {
        assert_eq!(Clean::new("и\u{306}"), "й");
        assert_eq!(Clean::new(&format!("a{}", "\u{301}".repeat(40))).chars().count(), 1 + MOST_MARKS);
    }
}
