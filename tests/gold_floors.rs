//! Floors under the extractor's figures: what once was right stays right.
//!
//! Our own marked texts (`tests/gold/`) and the sample articles always count; the real articles beside the project
//! where they are there. A floor is what held when it was last raised, rounded down to a hundredth. Raise a floor
//! when a rule got better; lower one only with the reason in the commit.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use visavis::{
    corpus::Corpus,
    evaluation::{Class, Counts, Evaluation, Figures, Gold, gold::parse, words::words},
    ingest,
    library::analysis::Analyst,
    text::Clean,
};

/// A figure over all languages (`""`) or of one, and the least it may be.
type Floor = (&'static str, &'static str, f64);

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The folder with the real articles: beside the project, or where VISAVIS_SHARED says.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("VISAVIS_SHARED").map_or_else(|| own("../shared"), Into::into);
    folder.join("gold").is_dir().then_some(folder)
}

fn marks(gold: &Path) -> Vec<Gold> {
    parse(&fs::read_to_string(gold).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", gold.display()))
}

fn evaluate(gold: &Path, texts: &Path) -> Evaluation {
    let analyst = Analyst::new(Corpus::sample());
    let mut evaluation = Evaluation::default();
    for gold in marks(gold) {
        let document = ingest::read(&texts.join(gold.name())).unwrap_or_else(|error| panic!("{error}")).document;
        evaluation.add(&gold, &analyst.analyse(&document).quotations);
    }
    evaluation
}

#[track_caller]
fn hold(evaluation: &Evaluation, floors: &[Floor], most_noise: usize) {
    let figures = |language: &str| match language {
        "" => evaluation.all.figures(),
        code => evaluation.languages.get(code).map_or_else(Figures::default, Counts::figures),
    };
    let mut short = Vec::new();
    for (language, name, least) in floors {
        let figure = figures(language).get(name);
        if figure.is_none_or(|figure| figure < *least) {
            short.push(format!("{language} {name} {figure:.3?} < {least}"));
        }
    }
    let noise = evaluation.all.noise;
    if noise > most_noise {
        short.push(format!("noise {noise} > {most_noise}"));
    }
    let wrong: Vec<_> = Class::ALL.iter().map(|class| (class.name(), evaluation.errors_of(*class).count())).collect();
    assert!(short.is_empty(), "{}; errors: {wrong:?}; `visavis eval GOLD PATH --errors` lists them", short.join("; "));
}

#[test]
fn seeds() {
    let Some(shared) = shared() else { return eprintln!("skipped: the real articles are not here") };
    let evaluation = evaluate(&shared.join("gold/seeds.jsonl"), &shared.join("seeds"));
    assert_eq!(evaluation.all.attributed, 28);
    hold(&evaluation, &[("", "attributed", 1.0), ("", "meeting", 1.0), ("", "named", 1.0)], 0);
}

#[test]
fn real_articles() {
    let Some(shared) = shared() else { return eprintln!("skipped: the real articles are not here") };
    let evaluation = evaluate(&shared.join("gold/dev.jsonl"), &shared.join("gold/texts"));
    let floors = [
        ("", "attributed", 0.95),
        ("en", "attributed", 0.96),
        ("ru", "attributed", 0.94),
        ("uk", "attributed", 0.96),
        ("", "overlap", 0.97),
        ("", "named", 0.98),
    ];
    hold(&evaluation, &floors, 4);
}

#[test]
fn sample_articles() {
    let evaluation = evaluate(&own("tests/gold/corpus.jsonl"), &own("corpus/articles"));
    hold(&evaluation, &[("", "attributed", 1.0), ("", "overlap", 1.0), ("", "named", 1.0), ("", "meeting", 1.0)], 0);
}

#[test]
fn english() {
    let evaluation = evaluate(&own("tests/gold/en.jsonl"), &own("tests/gold/texts"));
    hold(&evaluation, &[("", "attributed", 0.87), ("", "overlap", 0.98), ("", "named", 0.89)], 3);
}

#[test]
fn russian() {
    let evaluation = evaluate(&own("tests/gold/ru.jsonl"), &own("tests/gold/texts"));
    hold(&evaluation, &[("", "attributed", 0.85), ("", "overlap", 0.97), ("", "named", 0.89)], 3);
}

#[test]
fn ukrainian() {
    let evaluation = evaluate(&own("tests/gold/uk.jsonl"), &own("tests/gold/texts"));
    hold(&evaluation, &[("", "attributed", 0.89), ("", "overlap", 0.98), ("", "named", 0.92)], 2);
}

/// Words without marks: statements, interviews, transcripts, actions; and scraped pages.
#[test]
fn blocks() {
    let evaluation = evaluate(&own("tests/gold/blocks.jsonl"), &own("tests/gold/texts"));
    hold(&evaluation, &[("", "attributed", 0.95), ("", "overlap", 0.99), ("", "named", 0.96)], 0);
}

/// Marks that stand nowhere in the text would count as missed for ever.
#[test]
fn every_mark_stands_in_its_text() {
    let mut seen = HashSet::new();
    for (gold, texts) in [
        ("tests/gold/en.jsonl", "tests/gold/texts"),
        ("tests/gold/ru.jsonl", "tests/gold/texts"),
        ("tests/gold/uk.jsonl", "tests/gold/texts"),
        ("tests/gold/blocks.jsonl", "tests/gold/texts"),
        ("tests/gold/corpus.jsonl", "corpus/articles"),
    ] {
        for gold in marks(&own(gold)) {
            let document = ingest::read(&own(texts).join(gold.name())).unwrap().document;
            assert_eq!(document.language.code(), gold.language.as_str(), "{}", gold.document);
            let title = document.title.as_ref().map_or("", Clean::as_str);
            let all = words(&format!("{title}\n{}", document.text()));
            let holds = |part: &[String]| part.is_empty() || all.windows(part.len()).any(|window| window == part);
            let segments = gold.quotes.iter().flat_map(|mark| &mark.segments);
            for segment in segments {
                assert!(holds(&words(segment)), "{}: {segment}", gold.document);
            }
            assert!(seen.insert(gold.document.clone()), "{}: marked twice", gold.document);
        }
    }
    assert!(seen.len() > 180 + 5, "sixty texts in each language and the sample articles: {}", seen.len());
}

/// Short texts of each case class, up to thirteen for each class and language.
#[test]
fn cases() {
    let evaluation = evaluate(&own("tests/gold/cases.jsonl"), &own("tests/gold/texts"));
    hold(&evaluation, &[("", "attributed", 0.98), ("", "overlap", 0.99), ("", "named", 0.98)], 4);
}

/// Whole articles in the manner of agencies, papers and sites.
#[test]
fn news() {
    let evaluation = evaluate(&own("tests/gold/news.jsonl"), &own("tests/gold/texts"));
    hold(&evaluation, &[("", "attributed", 0.86), ("", "overlap", 0.97), ("", "named", 0.90)], 32);
}
