//! Documents made to do harm, class by class: at least ten of each. The words are invented.

use encoding_rs::{Encoding, IBM866, KOI8_R, KOI8_U, WINDOWS_1251};

/// A file by name, and words that must still be readable in it.
pub struct Hostile {
    pub name: String,
    pub bytes: Vec<u8>,
    pub words: &'static [&'static str],
}

/// What would do something if it reached a terminal. None of it is anything that the program itself sends.
pub const SEQUENCES: [&str; 20] = [
    "\u{1b}[31;47m",
    "\u{1b}[6666;7777H",
    "\u{1b}[?1337h",
    "\u{1b}[>4;2m",
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]2;owned\u{1b}\\",
    "\u{1b}]8;;https://owned.example\u{1b}\\",
    "\u{1b}]52;c;b3duZWQ=\u{7}",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{1b}_Gi=31;owned\u{1b}\\",
    "\u{1b}^private\u{1b}\\",
    "\u{1b}Xstring\u{1b}\\",
    "\u{1b}c",
    "\u{1b}#8",
    "\u{1b}%G\u{1b}(0",
    "\u{9b}31m\u{9b}2J",
    "\u{9d}0;owned\u{9c}",
    "\u{90}owned\u{9c}\u{9f}owned\u{9c}",
    "\u{8}\u{7}\u{0b}\u{85}",
    "\u{1b}]0;never ended",
];

/// What cannot be seen, turns text round, or grows over its line.
pub const INVISIBLE: [&str; 16] = [
    "\u{202a}\u{202b}\u{202d}\u{202e}",
    "\u{2066}\u{2067}\u{2068}",
    "\u{200e}\u{200f}\u{61c}",
    "\u{202c}\u{2069}",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
    "\u{ad}\u{34f}\u{180e}",
    "\u{e0001}\u{e0068}\u{e0069}\u{e007f}",
    "\u{2028}",
    "\u{2029}",
    "\u{115f}\u{1160}\u{3164}\u{ffa0}",
    "\u{fe0f}\u{fe00}\u{e0100}",
    "\u{fff9}\u{fffa}\u{fffb}",
    "\u{1d173}\u{1d17a}\u{206a}\u{206f}",
    "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}\u{30f}",
    "а\u{488}\u{489}\u{20dd}\u{20de}\u{20df}\u{20e0}\u{1ab0}\u{1ab1}",
    "ﷺ\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
];

/// Letters that look like others: they are nobody's business but the reader's, and stay.
pub const ALIKE: [&str; 10] =
    ["раypal", "Cочи", "Вlinken", "асе", "ѕсоре", "ⅼine", "Ｌavrov", "ΑΒΕ", "οмега", "ɡovernment"];

const WORDS: &[&str] = &["письменных", "санкциях", "Горохов"];

/// An article with this in its metadata, its text, its quotations and its names.
pub fn article(evil: &str) -> String {
    format!(
        "---\ntitle: \"Встреча {evil}в Женеве\"\nsource: \"Агентство {evil}вестей\"\nurl: \"https://vesti.example/{evil}a\"\n\
         published: 2022-01-21\nlanguage: ru\n---\n\n\
         Глава МИД России Сергей Лавров{evil} встретился в Женеве с госсекретарём США Энтони Блинкеном.\n\n\
         «Мы {evil}ждём письменных ответов о санкциях{evil} по всем пунктам», — заявил Лавров{evil}.\n\n\
         «Мы готовы{evil} продолжать диалог о санкциях и безопасности», — сказал Блинкен.\n\n\
         «Никто {evil}не хотел ссоры{evil} в этом доме», — сказал Иван {evil}Горохов{evil}.\n"
    )
}

fn page(evil: &str) -> String {
    format!(
        "<!doctype html><html lang=\"ru\"><head><title>Встреча {evil}в Женеве</title>\
         <meta name=\"author\" content=\"{evil}\"><meta property=\"og:site_name\" content=\"Вести {evil}\">\
         <link rel=\"canonical\" href=\"https://vesti.example/{evil}\"></head><body><article><h1>Встреча {evil}в Женеве</h1>\
         <p>«Мы ждём {evil}письменных ответов о санкциях{evil} по всем пунктам», — заявил Лавров{evil}.</p>\
         <p>«Никто не хотел ссоры в этом {evil}доме», — сказал Иван {evil}Горохов.</p></article></body></html>"
    )
}

fn of(class: &str, evils: &[&str]) -> Vec<Hostile> {
    let make = |(number, evil): (usize, &&str)| Hostile {
        name: format!("{class}-{number:02}.md"),
        bytes: article(evil).into_bytes(),
        words: WORDS,
    };
    evils.iter().enumerate().map(make).collect()
}

/// Escape sequences and controls, as they are and by the references of HTML.
pub fn sequences() -> Vec<Hostile> {
    let references = [
        "&#27;[31m",
        "&#x1b;]0;owned&#7;",
        "&#155;31m",
        "&#x9b;2J",
        "&#x9d;0;owned&#x9c;",
        "&#0;&#8;&#127;",
        "&#x202e;",
        "&#x200b;&#xfeff;",
        "&amp;#27;[31m",
        "&#27&#91;31m",
        "&#133;&#x85;&#x2028;",
        "&#144;owned&#156;",
    ];
    let pages = references.iter().enumerate().map(|(number, evil)| Hostile {
        name: format!("reference-{number:02}.html"),
        bytes: page(evil).into_bytes(),
        words: WORDS,
    });
    of("sequence", &SEQUENCES).into_iter().chain(pages).collect()
}

pub fn invisible() -> Vec<Hostile> {
    of("invisible", &INVISIBLE)
}

pub fn alike() -> Vec<Hostile> {
    of("alike", &ALIKE)
}

/// Bytes in other encodings than they say, or in none: read right, or with a warning that names the file.
pub fn encodings() -> Vec<Hostile> {
    let text = article("").replace("письменных", "письменных ответов и подробных объяснений");
    let plain = text.rsplit("---\n").next().unwrap_or_default();
    let ukrainian = "Міністр сказав, що зустріч відбудеться в Києві, а їхні переговори ще тривають. «Ми чекаємо письменних \
                     відповідей про санкції», — заявив Лавров.\n\nНіхто не хотів сварки в цьому домі, сказав Горохов.\n";
    let labelled = |label: &str, body: Vec<u8>| {
        let head = format!("<html><head><meta charset=\"{label}\"></head><body><p>");
        [head.into_bytes(), body, b"</p></body></html>".to_vec()].concat()
    };
    let encode = |encoding: &'static Encoding, text: &str| encoding.encode(text).0.into_owned();
    let wide = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let utf8 = plain.as_bytes();
    let broken = |at: usize, bytes: &[u8]| [&utf8[..at], bytes, &utf8[at..]].concat();
    let space = plain.find(' ').unwrap_or(0);
    let files: Vec<(&str, Vec<u8>, &'static [&'static str])> = vec![
        ("cp1251.txt", encode(WINDOWS_1251, plain), WORDS),
        ("koi8-r.txt", encode(KOI8_R, plain), WORDS),
        ("koi8-u.txt", encode(KOI8_U, ukrainian), &["письменних", "Києві"]),
        ("cp1251-uk.txt", encode(WINDOWS_1251, ukrainian), &["письменних", "Києві"]),
        ("cp866.txt", encode(IBM866, &plain.replace(['«', '»', '—'], "\"")), &["письменных", "Горохов"]),
        ("utf16le.txt", [vec![0xff, 0xfe], wide(plain, false)].concat(), WORDS),
        ("utf16be.txt", [vec![0xfe, 0xff], wide(plain, true)].concat(), WORDS),
        ("utf16-bare.txt", wide(plain, false), WORDS),
        ("utf8-mark.txt", [b"\xef\xbb\xbf", utf8].concat(), WORDS),
        ("false-label.html", labelled("windows-1251", utf8.to_vec()), WORDS),
        ("wrong-label.html", labelled("utf-8", encode(WINDOWS_1251, plain)), WORDS),
        ("no-such-label.html", labelled("klingon-8\u{1b}[31m", utf8.to_vec()), WORDS),
        ("stray-byte.txt", broken(space, b"\xff"), WORDS),
        ("overlong.txt", broken(space, b"\xc0\x9b\xe0\x80\x9b"), WORDS),
        ("surrogates.txt", broken(space, b"\xed\xa0\xbd\xed\xb8\x80"), WORDS),
        ("cut-off.txt", [utf8, b"\xd0"].concat(), WORDS),
        ("lone-c1.txt", broken(space, b"\x9b31m\x1b[31m"), WORDS),
    ];
    files.into_iter().map(|(name, bytes, words)| Hostile { name: name.to_owned(), bytes, words }).collect()
}

/// What grows: a line, a tree, an entity, a number. Of about this many bytes.
pub fn giants(size: usize) -> Vec<Hostile> {
    let fill = |piece: &str| piece.repeat(size / piece.len().max(1));
    let words = "Слово за словом идёт дорога. ";
    let level = |(inner, outer): (char, char)| format!("<!ENTITY {outer} \"{}\">", format!("&{inner};").repeat(10));
    let levels: Vec<String> = ('a'..='h').zip('b'..='i').map(level).collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"{}\">{}]><html><body><p>&i;</p></body></html>",
        fill("b"),
        levels.concat()
    );
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("zeros.txt", vec![0; size]),
        ("zeros-between.txt", fill("a\0").into_bytes()),
        ("one-line.txt", fill(words).into_bytes()),
        ("one-word.txt", fill("ы").into_bytes()),
        ("deep.html", fill("<div>").into_bytes()),
        ("unclosed.html", format!("<html><body><p>{}", fill("<b><i><a href=\"")).into_bytes()),
        ("entities.html", format!("<p>{}</p>", fill("&amp;&#x1b;&nbsp;")).into_bytes()),
        ("entity-bomb.html", bomb.clone().into_bytes()),
        ("bomb.xml.txt", bomb.into_bytes()),
        ("compressed.txt", [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3][..], &vec![0xed; size]].concat()),
        ("archive.html", [&b"PK\x03\x04\x14\0\0\0\x08\0"[..], &vec![0x7f; size]].concat()),
        ("marks.txt", format!("а{}", fill("\u{301}")).into_bytes()),
        ("quotes.txt", fill("«\"“").into_bytes()),
        ("paragraphs.txt", fill(&format!("{words}\n\n")).into_bytes()),
        ("lines.txt", b"\n".repeat(1_000_002).into_iter().chain(*b"a").collect()),
        ("front.md", format!("---\n{}", fill("title: a\n")).into_bytes()),
        ("date.md", format!("---\npublished: {}-01-01\n---\n\n{words}", fill("9")).into_bytes()),
        (
            "dates.md",
            format!("---\npublished: 2019-02-31\n---\n\n{}", fill("31 февраля 99999 года, 00.00.0000, 12 мая 2019. "))
                .into_bytes(),
        ),
    ];
    files.into_iter().map(|(name, bytes)| Hostile { name: name.to_owned(), bytes, words: &[] }).collect()
}

/// What is typed as a question.
pub const QUERIES: [&str; 24] = [
    "\"",
    "\"\"\"",
    "'",
    "';",
    "*",
    "-",
    "--",
    "NEAR",
    "NEAR(a b, 3)",
    "a AND",
    "OR",
    "NOT NOT",
    "(",
    ")))",
    "a:b",
    "title:x",
    "rowid:1",
    "{a b}",
    "^a",
    "a* b*",
    "\u{0}a",
    "%_",
    "\\",
    "санкц* OR \"",
];
