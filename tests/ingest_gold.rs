//! Real articles: what ingest makes of them, held against what readers marked in them.
//! They are not part of the project; without them these tests have nothing to look at and pass.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use visavis::{
    document::{Document, ParagraphKind},
    ingest,
    text::{Clean, fold::fold},
};

/// Dates of documents in which the gold marks none.
const SEED_DATES: &[(&str, &str)] = &[("004_c027a96c2905d777.txt", "2015-05-13")];

/// Documents whose marked date is not the one we take, and why.
const ARGUABLE_DATES: &[&str] = &[
    // Its header names only the site of the collection, as those of uk-dev-01 and uk-dev-09, whose dates are not taken.
    "ru-dev-10.txt",
];

struct Case {
    gold: Value,
    document: Document,
}

/// The folder with the marked articles: beside the project, or where VISAVIS_SHARED says.
fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("VISAVIS_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    folder.join("gold").is_dir().then_some(folder)
}

/// Every marked document, read.
fn cases() -> Vec<Case> {
    let Some(shared) = shared() else {
        eprintln!("skipped: the marked articles are not here");
        return Vec::new();
    };
    let mut cases = Vec::new();
    for (gold, texts) in [("gold/seeds.jsonl", "seeds"), ("gold/dev.jsonl", "gold/texts")] {
        for line in fs::read_to_string(shared.join(gold)).unwrap().lines() {
            let gold: Value = serde_json::from_str(line).unwrap();
            let path = shared.join(texts).join(gold["document"].as_str().unwrap());
            cases.push(Case { document: ingest::read(&path).unwrap().document, gold });
        }
    }
    cases
}

impl Case {
    fn name(&self) -> &str {
        self.gold["document"].as_str().unwrap()
    }
}

/// Words as the scorer compares them.
fn words(text: &str) -> Vec<String> {
    let is_seen = |c: &char| !matches!(c, '\u{ad}' | '\u{301}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let seen: String = text.chars().filter(is_seen).collect();
    fold(&seen).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn holds(text: &[String], part: &[String]) -> bool {
    part.is_empty() || text.windows(part.len()).any(|window| window == part)
}

#[test]
fn titles() {
    for case in cases() {
        let found = case.document.title.as_ref().map(Clean::as_str);
        assert_eq!(found, case.gold["title"].as_str(), "{}", case.name());
    }
}

#[test]
fn dates() {
    for case in cases().iter().filter(|case| !ARGUABLE_DATES.contains(&case.name())) {
        let seed = || SEED_DATES.iter().find(|(name, _)| *name == case.name()).map(|(_, date)| *date);
        let expected = case.gold["published"].as_str().or_else(seed);
        let found = case.document.published.map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected, "{}", case.name());
    }
}

#[test]
fn languages() {
    for case in cases() {
        assert_eq!(case.document.language.code(), case.gold["language"], "{}", case.name());
    }
}

#[test]
fn every_quotation_is_in_the_text() {
    for case in cases() {
        let is_own = |kind| matches!(kind, ParagraphKind::Text | ParagraphKind::Turn);
        let own = case.document.paragraphs.iter().filter(|p| is_own(p.kind));
        let own: Vec<String> = own.flat_map(|p| words(&p.text)).collect();
        // A doubtful one may stand in the title, in a heading, in a list of other articles.
        let mut all = words(&case.document.text());
        all.extend(case.document.title.iter().flat_map(|title| words(title)));
        for quote in case.gold["quotes"].as_array().unwrap() {
            let text = if quote["optional"] == Value::Bool(true) { &all } else { &own };
            for segment in quote["segments"].as_array().unwrap() {
                let segment = words(segment.as_str().unwrap());
                assert!(holds(text, &segment), "{}: {}", case.name(), segment.join(" "));
            }
        }
    }
}

#[test]
fn tickers_and_menus_are_noise() {
    const SIGNS: &[&str] = &[
        "ЦБ:",
        "19 янв",
        "17:5",
        "17:4",
        "17:3",
        "17:2",
        "Пройти тест",
        "Ошибка воспроизведения",
        "$ 426",
        "+6",
        "759",
        "WhatsApp",
        "контенту",
    ];
    for case in cases().iter().filter(|case| case.name().starts_with("003_") || case.name().starts_with("004_")) {
        for paragraph in case.document.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Noise) {
            let sign = SIGNS.iter().find(|sign| paragraph.text.contains(**sign));
            assert_eq!(sign, None, "{}: {}", case.name(), paragraph.text);
        }
    }
}
