#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// The document with one line a paragraph: its kind and its text.
fn read_as(name: &str, text: &str) -> (Document, Vec<String>) {
    let document = ingest(name, text.as_bytes()).unwrap().document;
    let lines = document.paragraphs.iter().map(|p| format!("{:?}: {}", p.kind, p.text)).collect();
    (document, lines)
}

#[test]
fn a_page_saved_as_plain_text() {
    let (document, lines) = read_as(
        "a.txt",
        "Oslo, October 20 15:01\n Oslo +6\n$ 426.14\n\nTalks in Oslo end without result – Orlov\n\n759 views\n\n\
         Image 0The minister has said it is “quite possible\" to go on. He spoke late.\n\n\
         Anna Hale and Pavel Orlov (R) in Oslo, May 12, 2015 (Reuters / Jan Berg)\n\n\
         Hale said so \"if and when\"all of it is done.\n\n\nMay 13 2015, 12:12\n\nFound a mistake? Press Ctrl + Enter.",
    );
    assert_eq!(document.title.unwrap(), "Talks in Oslo end without result – Orlov");
    assert_eq!((document.published, document.language), (Some(date(2015, 5, 13)), Language::En));
    assert_eq!(
        lines,
        [
            "Noise: Oslo, October 20 15:01",
            "Noise: Oslo +6",
            "Noise: $ 426.14",
            "Noise: 759 views",
            "Caption: Image 0",
            "Text: The minister has said it is “quite possible\" to go on. He spoke late.",
            "Caption: Anna Hale and Pavel Orlov (R) in Oslo, May 12, 2015 (Reuters / Jan Berg)",
            "Text: Hale said so \"if and when\"all of it is done.",
            "Noise: May 13 2015, 12:12",
            "Noise: Found a mistake? Press Ctrl + Enter.",
        ]
    );
}

#[test]
fn no_date_is_taken_from_a_ticker_or_the_running_text() {
    let (document, lines) = read_as(
        "a.txt",
        "Перейти к основному контенту\nПолитика,\n0\n\nОрлов рассказал о разговоре\n\n\
         Разговор состоялся 28 января 2017 года и продлился 45 минут, сообщил Орлов.\n\nАвторы\nТеги\nЛента новостей\n\
         Курс евро на 20 января\nEUR ЦБ: 90,16 (-0,38)\nИнвестиции, 19 янв, 17:49\n20 января 2026, 17:00\nСнег в городе Погода, 17:57\n",
    );
    assert_eq!(document.title.unwrap(), "Орлов рассказал о разговоре");
    assert_eq!(document.published, None);
    assert_eq!(lines.iter().filter(|line| !line.starts_with("Noise")).count(), 1, "{lines:#?}");
}

#[test]
fn front_matter_and_a_repeated_title() {
    let (document, lines) = read_as(
        "a.md",
        "---\ntitle: \"«Похоже на правду»\"\npublished: 2024-06-07T06:00\nlanguage: ro\nsite: paper.example\n---\n\n\
         # «Похоже на правду»\n\n**Переговоры закончились.** Что дальше, никто не знает.\n\n## Итоги\n\n> «Мы готовы», — сказал Орлов.\n",
    );
    assert_eq!(document.title.unwrap(), "«Похоже на правду»");
    assert_eq!((document.published, document.language), (Some(date(2024, 6, 7)), Language::Ru));
    assert_eq!(document.source.unwrap(), "paper.example");
    assert_eq!(
        lines,
        [
            "Text: Переговоры закончились. Что дальше, никто не знает.",
            "Heading: Итоги",
            "Quote: «Мы готовы», — сказал Орлов.",
        ]
    );
}

#[test]
fn the_date_of_collecting_is_not_the_articles_but_gives_a_dateline_its_year() {
    let head = "7\nuk\n2021-01-28\nhttp://www.collector.example\n";
    let (document, _) = read_as(
        "a.txt",
        &format!("{head}Переговори завершено\n\nЧетвер, 3 грудня 2020, 08:35\n\nСторони домовилися зустрітися знову."),
    );
    assert_eq!(document.published, Some(date(2020, 12, 3)));
    let (document, _) =
        read_as("a.txt", &format!("{head}Переговори завершено\n\nСторони домовилися зустрітися знову 5 лютого."));
    assert_eq!(document.published, None);
    let (document, _) = read_as(
        "a.txt",
        &format!("{head}Переговори завершено\n\nКИЇВ. 4 грудня. Агенція. Сторони домовилися зустрітися знову."),
    );
    assert_eq!(document.published, Some(date(2020, 12, 4)));
}

#[test]
fn a_page_of_html() {
    let (document, lines) = read_as(
        "a.html",
        "<!DOCTYPE html><html><head><title>Talks end | The Paper</title><meta property='og:site_name' content='The Paper'>\
         <meta property=article:published_time content=2015-05-13T10:00:00Z><link rel=canonical href=https://paper.example/1>\
         <script type=application/ld+json>{\"@graph\":[{\"headline\":\"Talks end\"}]}</script></head>\
         <body><div class=menu>Home</div><p>The talks ended late on Friday, Anna Hale said &ldquo;with hope&rdquo;.</p></body></html>",
    );
    assert_eq!(document.title.unwrap(), "Talks end");
    assert_eq!(document.published, Some(date(2015, 5, 13)));
    assert_eq!(
        (document.source.unwrap().as_str(), document.url.unwrap().as_str()),
        ("The Paper", "https://paper.example/1")
    );
    assert_eq!(lines.last().unwrap(), "Text: The talks ended late on Friday, Anna Hale said “with hope”.");
}

#[test]
fn what_cannot_be_read_is_one_sentence() {
    assert_eq!(ingest("a.txt", b" \n\t").unwrap_err().to_string(), "a.txt: is empty");
    assert_eq!(ingest("a.md", b"---\ntitle: x\n---\n").unwrap_err().to_string(), "a.md: is empty");
    assert_eq!(ingest("a\u{1b}[31m.pdf", b"%PDF-1.4").unwrap_err().to_string(), "a.pdf: is not text");
    assert_eq!(ingest("a.txt", b"").unwrap_err().to_string(), "a.txt: is empty");
}

#[test]
fn the_id_is_of_the_bytes() {
    let a = ingest("a.txt", "Слово.".as_bytes()).unwrap().document;
    let b = ingest("b.txt", "Слово.".as_bytes()).unwrap().document;
    assert_eq!(a.id, b.id);
    assert_eq!(a.id.len(), 16);
}

const PIECES: &[&str] = &[
    "«",
    "»",
    "\"",
    "“",
    "”",
    "„",
    "'",
    "''",
    "``",
    "—",
    " - ",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "\\",
    "[",
    "]",
    "](",
    ")",
    "(",
    "![",
    "[[",
    "]]",
    "<p>",
    "</p>",
    "<div class=\"share\">",
    "</div>",
    "<br>",
    "<b>",
    "<a href='x",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<ul>",
    "<li>",
    "&laquo;",
    "&#",
    "&#x1b;",
    "&nbsp",
    "<",
    ">",
    "\n",
    "\n\n",
    "\r\n",
    "   ",
    "# ",
    "## ",
    "> ",
    "* ",
    "- ",
    "1. ",
    "---\n",
    "+++\n",
    "title: ",
    "date: 2015-05-13\n",
    "Q ",
    "MR. HALE: ",
    "Вопрос: ",
    "Читайте также",
    "Лента новостей\n",
    "Фото: ",
    "17:57",
    "20 января",
    " 2015",
    "Oslo, May 5, 2015 — ",
    "http://a.example/b\n",
    "Слово",
    "слово сказал",
    "word",
    "Сказал.",
    "\u{1b}]0;x\u{7}",
    "\u{202e}",
    "\u{301}",
    "Image 0",
    "Â½",
    "日本",
    "👩‍👧",
];

fn check(name: &str, bytes: &[u8]) {
    let Ok(Ingested { document, .. }) = ingest(name, bytes) else { return };
    assert!(!document.paragraphs.is_empty());
    for p in &document.paragraphs {
        assert!(p.text.chars().any(char::is_alphanumeric));
        assert_eq!(Clean::new(&p.text).trimmed(), p.text);
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for name in ["a.txt", "a.md", "a.html", ""] {
            check(name, &bytes);
        }
    }

    #[test]
    fn no_marks_are_too_strange(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text = pieces.concat();
        for name in ["a.txt", "a.md", "a.html"] {
            check(name, text.as_bytes());
        }
    }
}
