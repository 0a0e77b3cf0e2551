//! What holds of the quotations of any text at all: their segments are exact pieces of the clean text, in order and
//! apart from each other, and looking twice finds the same. A panic anywhere fails the test too.
#![allow(clippy::unwrap_used, clippy::format_push_string)]

#[path = "support/laws.rs"]
mod laws;

use std::{env, path::PathBuf, sync::LazyLock};

use proptest::{prelude::*, sample::select};
use visavis::{
    corpus::Corpus,
    document::Document,
    ingest,
    quotation::{Extractor, extract},
    speaker::Cast,
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

/// What the sentences of one language are made of.
struct Pool {
    /// Long enough for the language to be told.
    opening: &'static str,
    names: &'static [&'static str],
    cues: &'static [&'static str],
    words: &'static [&'static str],
}

const POOLS: [Pool; 3] = [
    Pool {
        opening: "The two men met in the city on Monday and spoke about the bridge over the river for three hours.",
        names: &[
            "Kerry",
            "Ann Case",
            "the Secretary of State",
            "he",
            "She",
            "his Russian counterpart",
            "J. K. Rule",
            "",
        ],
        cues: &["said", "told reporters", "according to", "asked", "said, adding that", "called it", "never said"],
        words: &[
            "We need a bridge before the winter comes",
            "constructive",
            "I don't know, he said 'no'",
            "Yes",
            "'Tis so",
        ],
    },
    Pool {
        opening: "В понедельник они встретились в городе и три часа говорили о новом мосте через реку.",
        names: &["Лавров", "Анна Кейс", "глава МИД РФ", "он", "Она", "МИД России", "С.В.Лавров", "газета «Мост»", ""],
        cues: &["сказал", "заявила", "по словам", "по мнению", "подчеркнул, что", "назвал это", "передает слова"],
        words: &["Нам нужен мост ещё до зимы", "конструктивным", "Он сказал «нет» - и всё", "Да", "мы (все) за «Мост»"],
    },
    Pool {
        opening: "У понеділок вони зустрілися в місті й три години говорили про новий міст через річку.",
        names: &[
            "Помпео",
            "Анна Кейс",
            "глава МЗС РФ",
            "він",
            "Вона",
            "держсекретар",
            "С. В. Лавров",
            "видання \"Міст\"",
            "",
        ],
        cues: &["сказав", "заявила", "за словами", "на думку", "наголосив, що", "назвав це", "повідомляє"],
        words: &["Нам потрібен міст іще до зими", "п'ять об'єднань", "Він сказав \"ні\" – і все", "Так", "ми за міст"],
    },
];

const OPENERS: &[&str] = &["\"", "\"", "«", "«", "“", "„", "‘", "'", "", "«„"];
const CLOSERS: &[&str] = &["\"", "\"", "»", "»", "”", "“", "’", "'", "", "“»"];
const GAPS: &[&str] =
    &[", ", ", ", " – ", ", – ", ", — ", ". — ", ". ", ": ", " ", ", - ", "… ", "\n\n", "\n\n— ", "!\n\n", "? "];

/// Sentences as reporters write them, with any mark, gap and word in any place.
fn article() -> impl Strategy<Value = String> {
    let part = (0..8_usize, any::<[prop::sample::Index; 6]>(), select(PIECES));
    (0..POOLS.len(), prop::collection::vec(part, 0..16)).prop_map(|(language, parts)| {
        let Pool { opening, names, cues, words } = &POOLS[language];
        let mut text = format!("{opening}\n\n");
        for (form, picks, piece) in parts {
            let [name, cue, first, second, open, close] = picks;
            let (name, cue) = (*name.get(names), *cue.get(cues));
            let (gap, other) = (*first.get(GAPS), *second.get(GAPS));
            let (first, second) = (*first.get(words), *second.get(words));
            let (open, close) = (*open.get(OPENERS), *close.get(CLOSERS));
            let sentence = match form {
                0 => format!("{open}{first}{close}{gap}{cue} {name}{other}"),
                1 => format!("{name} {cue}: {open}{first}{close}{gap}"),
                2 => format!("{open}{first}, {close}{gap}{cue} {name}{other}{open}{second}{close}. "),
                3 => format!("\n\n— {first}, — {cue} {name}{gap}{second}\n\n"),
                4 => format!("{name} {cue} {open}{first}{close} {piece} {open}{second}{close}{gap}"),
                5 => format!("\n\n{open}{first}.\n\n{open}{second}{close}{gap}{cue} {name}. "),
                6 => format!("\n\n{name}: {first}. {second}\n\n"),
                _ => piece.to_owned(),
            };
            text.push_str(&sentence);
        }
        text
    })
}

fn document(text: &str) -> Option<Document> {
    ingest::ingest("any.txt", text.as_bytes()).ok().map(|ingested| ingested.document)
}

fn check(document: &Document) -> Result<(), TestCaseError> {
    laws::hold(document, &CAST).map_err(TestCaseError::fail)
}

/// Laws of nothing would always hold.
#[test]
fn the_texts_hold_quotations() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};

    let mut runner = TestRunner::deterministic();
    let mut found = 0;
    for _ in 0..200 {
        let text = article().new_tree(&mut runner).unwrap().current();
        found += document(&text).map_or(0, |document| extract(&document, &CAST).len());
    }
    assert!(found > 200, "{found}");
}

/// Of the texts of the gold sets, and of those beside the project.
#[test]
fn words_met_in_other_documents_change_nothing() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let shared = env::var_os("VISAVIS_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let folders = [root.join("tests/gold/texts"), shared.join("gold/texts"), shared.join("seeds")];
    let paths = ingest::files(&folders.into_iter().filter(|folder| folder.is_dir()).collect::<Vec<_>>());
    let documents: Vec<Document> =
        paths.into_iter().filter_map(|path| Some(ingest::read(&path.ok()?).ok()?.document)).collect();
    assert!(documents.len() > 200, "{}", documents.len());
    let extractor = Extractor::new(Cast::new(&Corpus::sample()));
    for document in &documents {
        assert_eq!(extractor.extract(document), extract(document, extractor.cast()), "{}", document.name);
    }
}

proptest! {
    // 256 cases each; PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
