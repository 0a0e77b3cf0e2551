//! Bytes → text: encodings, binary formats refused, line ends and broken decodings mended.
//! Removes no controls: that is done where text becomes [`crate::text::Clean`].

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's text with `\n` as its only line end, and what was odd about its bytes.
pub(super) struct Decoded {
    pub text: String,
    /// The end of a sentence that begins with the file's name.
    pub warning: Option<String>,
}

/// The first bytes of formats that are no text: PDF, archives, pictures, programs, databases.
const MAGIC: &[&[u8]] = &[
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"RIFF",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
    b"\x7fELF",
    b"MZ\x90",
    b"\xca\xfe\xba\xbe",
    b"SQLite format 3\0",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"%!PS",
    b"OggS",
    b"ID3",
];

/// Bytes an encoding is guessed from.
const SAMPLE: usize = 64 * 1024;

/// None where the bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return None;
    }
    if let Some(encoding) = utf16(bytes) {
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        return (!broken || looks_like_text(&text)).then(|| decoded(&text, Some(is_in(encoding)))).filter(is_text);
    }
    if memchr::memchr(0, bytes).is_some() {
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(decoded(text, None)).filter(is_text);
    }
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == '\u{fffd}').count();
    let sound = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if broken * 20 <= sound {
        let places = if broken == 1 { "place" } else { "places" };
        let warning = format!("is not valid UTF-8 in {broken} {places}");
        return Some(decoded(&lossy, Some(warning))).filter(is_text);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Some(decoded(&text, Some(is_in(encoding)))).filter(is_text)
}

fn is_in(encoding: &'static Encoding) -> String {
    format!("is read as {}, not as UTF-8", encoding.name())
}

fn is_text(decoded: &Decoded) -> bool {
    looks_like_text(&decoded.text)
}

/// Text has next to no controls; bytes taken for text by chance have many.
fn looks_like_text(text: &str) -> bool {
    let odd = |c: char| {
        c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{9b}')
    };
    let (mut all, mut controls) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        controls += usize::from(odd(c));
    }
    controls * 10 <= all
}

/// UTF-16 by its mark, or by the high bytes of Latin and Cyrillic letters (0 and 4) on one side only.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    let high = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| matches!(b, 0 | 4)).count();
    let (even, odd) = (high(0), high(1));
    let most = |count: usize| pairs >= 4 && count * 10 >= pairs * 9;
    match (most(even), most(odd)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

fn decoded(text: &str, warning: Option<String>) -> Decoded {
    Decoded { text: mend(&unix_lines(text)), warning }
}

fn unix_lines(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.replace("\r\n", "\n")
            .replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}'], "\n")
            .replace('\u{2029}', "\n\n"),
    )
}

/// Mends UTF-8 that somebody once read as windows-1252: "Â½" is "½", "â€œ" is "“". Only runs whose bytes are valid
/// UTF-8 are touched, which runs of real letters hardly ever are.
fn mend(text: &str) -> String {
    if !text.contains(['Â', 'Ã', 'â', 'Ð', 'Ñ']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let (before, run_on) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end = run_on.find(|c: char| c.is_ascii()).unwrap_or(run_on.len());
        let (run, after) = run_on.split_at_checked(end).unwrap_or((run_on, ""));
        out.push_str(before);
        out.push_str(misread(run).as_deref().unwrap_or(run));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn misread(run: &str) -> Option<String> {
    let (bytes, _, unmappable) = WINDOWS_1252.encode(run);
    if unmappable || run.chars().nth(1).is_none() {
        return None;
    }
    UTF_8.decode_without_bom_handling_and_without_replacement(&bytes).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use encoding_rs::{IBM866, KOI8_R, KOI8_U, WINDOWS_1251};

    use super::*;

    const RUSSIAN: &str = "Орлов приехал вечером. «Мы готовы говорить обо всём», — сказал он журналистам.\nПотом ушёл.";
    const UKRAINIAN: &str =
        "Його зустріли на вокзалі. Її не було: вона поїхала раніше, щоб підготувати зустріч з гостями.";

    #[test]
    fn cyrillic_encodings_are_told_apart() {
        for (encoding, text) in [
            (WINDOWS_1251, RUSSIAN),
            (WINDOWS_1251, UKRAINIAN),
            (KOI8_U, UKRAINIAN),
            (KOI8_R, "Орлов приехал вечером и сказал журналистам, что готов говорить обо всем."),
            (IBM866, "Орлов приехал вечером и сказал журналистам, что готов говорить обо всем."),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.text, text, "{}", encoding.name());
            assert!(decoded.warning.unwrap().starts_with("is read as "));
        }
    }

    #[test]
    fn utf16_with_and_without_its_mark() {
        for text in [RUSSIAN, "Anna came in the evening."] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(&little).unwrap().text, text);
            assert_eq!(decode(&big).unwrap().text, text);
        }
    }

    #[test]
    fn binary_files_are_no_text() {
        assert!(decode(b"%PDF-1.7\nhello").is_none());
        assert!(decode(b"abc\0def").is_none());
        assert!(decode(&[1, 2, 3, 4, 5, 6, b'a']).is_none());
        assert!(decode(&(0..=255).collect::<Vec<u8>>()).is_none());
    }

    #[test]
    fn a_few_broken_bytes_do_not_change_the_encoding() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.push(0xd0);
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.text.starts_with("Орлов приехал"));
        assert_eq!(decoded.warning.unwrap(), "is not valid UTF-8 in 1 place");
    }

    #[test]
    fn lines_and_misread_marks_are_mended() {
        assert_eq!(decode(b"\xef\xbb\xbfa\r\nb\rc").unwrap().text, "a\nb\nc");
        assert_eq!(decode("2Â½ years, â€œyesâ€\u{9d}".as_bytes()).unwrap().text, "2½ years, “yes”");
        assert_eq!(decode("Ça va, café à Âge «Ñandú»".as_bytes()).unwrap().text, "Ça va, café à Âge «Ñandú»");
    }
}
