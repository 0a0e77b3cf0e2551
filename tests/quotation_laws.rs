//! What holds of the quotations of any text at all: their segments are exact pieces of the clean text, in order and
//! apart from each other, and looking twice finds the same. A panic anywhere fails the test too.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use proptest::{prelude::*, sample::select};
use visavis::{
    corpus::Corpus,
    document::Document,
    ingest,
    quotation::{Kind, Quotation, extract},
    speaker::Cast,
    text::span,
};

static CAST: LazyLock<Cast> = LazyLock::new(|| Cast::new(&Corpus::sample()));

/// What the texts are made of: marks of every kind, names, cues, and what makes sentences and paragraphs end.
const PIECES: &[&str] = &[
    // Marks.
    "\"",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "„",
    "‟",
    "‘",
    "’",
    "'",
    "‚",
    "‹",
    "›",
    "``",
    "''",
    "(",
    ")",
    "[",
    "]",
    "…",
    "(…)",
    "> ",
    // What sentences and paragraphs end or go on with.
    ". ",
    ", ",
    ": ",
    "! ",
    "? ",
    "; ",
    ".",
    ",",
    ":",
    " - ",
    " – ",
    " — ",
    "— ",
    "- ",
    "\n",
    "\n\n",
    "\n\n\n",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{301}",
    // Reporting words and phrases.
    "said",
    "says",
    "told reporters",
    "according to",
    "adding",
    "that",
    "asked",
    "never said",
    "сказал",
    "сказала",
    "заявив",
    "заявил",
    "подчеркнул",
    "по словам",
    "по его словам",
    "что",
    "пишет",
    "передает",
    "за словами",
    "сказав",
    "на думку",
    "наголосила",
    "додав",
    "що",
    "каже",
    "повідомляє",
    // Names, roles, pronouns.
    "Kerry",
    "Lavrov",
    "Ann Case",
    "the Secretary of State",
    "He",
    "he",
    "she",
    "his Russian counterpart",
    "White House",
    "Лавров",
    "Лаврова",
    "Сергей Лавров",
    "глава МИД РФ",
    "госсекретарь",
    "Керри",
    "он",
    "она",
    "МИД России",
    "газета",
    "Сергій Лавров",
    "Помпео",
    "держсекретар",
    "глава МЗС",
    "він",
    "вона",
    "С.В.Лавров",
    "J. K. Case",
    "п'ять",
    // Turns, labels, site matter.
    "SECRETARY BLINKEN: ",
    "Q ",
    "Вопрос: ",
    "С.В.Лавров: ",
    "Пряма мова: ",
    "(Laughter.)",
    "# ",
    "Image 0",
    "<p>",
    "</p>",
    "<blockquote>",
    "&laquo;",
    "---\n",
    // Ordinary words.
    "We need a bridge before winter comes",
    "it",
    "and",
    "constructive",
    "Нам нужен мост",
    "и это хорошо",
    "дорога",
    "Нам потрібен міст",
    "і це добре",
    "2019",
    "14 May 2019",
];

fn patchwork() -> impl Strategy<Value = String> {
    prop::collection::vec((select(PIECES), select(&["", " "][..])), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

/// Patchwork that the language detector takes for one of the three languages, so that the rules are really run.
fn article() -> impl Strategy<Value = String> {
    let opening = select(
        &[
            "The two men met in the city on Monday and spoke about the bridge over the river for three hours.\n\n",
            "В понедельник они встретились в городе и три часа говорили о новом мосте через реку.\n\n",
            "У понеділок вони зустрілися в місті й три години говорили про новий міст через річку.\n\n",
        ][..],
    );
    (opening, patchwork()).prop_map(|(opening, text)| format!("{opening}{text}"))
}

fn document(text: &str) -> Option<Document> {
    ingest::ingest("any.txt", text.as_bytes()).ok().map(|ingested| ingested.document)
}

fn check(document: &Document) -> Result<(), TestCaseError> {
    let quotations = extract(document, &CAST);
    let text = document.text();
    let length = text.chars().count();
    let mut ids = std::collections::HashSet::new();
    for quotation in &quotations {
        let Quotation { segments, spans, start, end, .. } = quotation;
        prop_assert!(!segments.is_empty() && segments.len() == spans.len(), "{quotation:?}");
        for (segment, at) in segments.iter().zip(spans) {
            prop_assert!(!at.is_empty() && at.end <= length, "{at:?} of {length}");
            prop_assert_eq!(segment.as_str(), span::slice(&text, *at), "the words are those at their place");
        }
        prop_assert!(spans.windows(2).all(|pair| pair.first().unwrap().end <= pair.last().unwrap().start), "{spans:?}");
        prop_assert_eq!((*start, *end), (spans.first().unwrap().start, spans.last().unwrap().end));
        for (words, at) in [(&quotation.mention, quotation.mention_span), (&quotation.cue, quotation.cue_span)] {
            prop_assert_eq!(words.is_some(), at.is_some());
            if let (Some(words), Some(at)) = (words, at) {
                prop_assert_eq!(words.as_str(), span::slice(&text, at), "mention and cue stand where it is said");
            }
        }
        prop_assert!((0.0..=1.0).contains(&quotation.confidence));
        prop_assert!(ids.insert(quotation.id.clone()), "one id twice: {quotation:?}");
    }
    prop_assert!(quotations.is_sorted_by_key(|quotation| quotation.start), "in the order of the text");
    let mut own: Vec<_> =
        quotations.iter().filter(|one| one.kind != Kind::Reported).flat_map(|one| &one.spans).collect();
    own.sort();
    for pair in own.windows(2) {
        prop_assert!(pair.first().unwrap().end <= pair.last().unwrap().start, "two quotations overlap: {pair:?}");
    }
    prop_assert_eq!(quotations, extract(document, &CAST), "the same twice");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn of_marks_cues_and_names(text in article()) {
        if let Some(document) = document(&text) {
            check(&document)?;
        }
    }

    #[test]
    fn of_patchwork_in_any_language(text in patchwork()) {
        if let Some(document) = document(&text) {
            check(&document)?;
        }
    }

    #[test]
    fn of_any_characters(text in any::<String>()) {
        if let Some(document) = document(&text) {
            check(&document)?;
        }
    }

    #[test]
    fn of_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(ingested) = ingest::ingest("any.html", &bytes) {
            check(&ingested.document)?;
        }
    }
}
