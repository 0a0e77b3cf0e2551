//! `visavis eval`: how well the extractor does on documents whose quotations readers have marked, and which rule
//! is to mend.

use std::{
    cmp::Reverse,
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{Error, Outcome, Session, messages::say, print::Printer};
use crate::{
    evaluation::{
        self, Class, Counts, Evaluation, Figures, Gold, RuleCounts,
        gold::{self},
    },
    ingest,
    library::analysis::Analyst,
    text::Clean,
};

/// A floor or a ceiling as typed: `attributed=0.9`, `uk.attributed=0.8`.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// `None` is over all.
    pub language: Option<String>,
    pub figure: &'static str,
    pub value: f64,
}

impl std::str::FromStr for Bound {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let (key, value) = typed.split_once('=').ok_or("it is written NAME=VALUE or LANG.NAME=VALUE")?;
        let value = value.parse().ok().filter(|value: &f64| value.is_finite()).ok_or("the value is a number")?;
        let (language, name) = key.rsplit_once('.').map_or((None, key), |(language, name)| (Some(language), name));
        let figure = Figures::NAMES.into_iter().find(|figure| *figure == name);
        let figure = figure.ok_or_else(|| format!("the figures are {}", Figures::NAMES.join(", ")))?;
        Ok(Self { language: language.filter(|code| *code != ALL).map(str::to_owned), figure, value })
    }
}

/// The name of the figures over all languages.
const ALL: &str = "all";

/// What `eval` is asked for.
#[derive(Debug, PartialEq)]
pub struct Request {
    pub gold: PathBuf,
    pub paths: Vec<PathBuf>,
    pub errors: bool,
    pub min: Vec<Bound>,
    pub max: Vec<Bound>,
}

pub fn run(request: &Request, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let marked = read(&request.gold)?;
    let analyst = Analyst::new(session.corpus()?);
    let texts = Texts::new(&request.gold, &request.paths);
    let (mut evaluation, mut whole) = (Evaluation::default(), true);
    for gold in &marked {
        match texts.read(gold.name()) {
            Ok(ingested) => evaluation.add(gold, &analyst.analyse(&ingested.document).quotations),
            Err(sentence) => {
                say(&sentence);
                whole = false;
            }
        }
    }
    if out.is_plain() {
        plain(&evaluation, request.errors, out)?;
    } else {
        json(&evaluation, out)?;
    }
    let short = short(&evaluation, request);
    if !short.is_empty() {
        say(&format!("short: {}", short.join("; ")));
    }
    Ok(Outcome::of(whole && short.is_empty()))
}

fn read(path: &Path) -> Result<Vec<Gold>, Error> {
    let failed = |what: String| Error::Unusable(format!("{}: {what}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    gold::parse(&text).map_err(|error: gold::Error| failed(error.to_string()))
}

/// Where the documents are.
enum Texts {
    /// Beside the marks.
    Beside(Vec<PathBuf>),
    /// Below the paths given: each name with the first file that has it.
    Below(HashMap<String, PathBuf>),
}

impl Texts {
    fn new(gold: &Path, paths: &[PathBuf]) -> Self {
        if paths.is_empty() {
            let folder = gold.parent().unwrap_or(Path::new(""));
            return Self::Beside(vec![folder.to_owned(), folder.join("texts")]);
        }
        let mut files = HashMap::new();
        for file in ingest::files(paths) {
            match file {
                Ok(file) => {
                    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    files.entry(name).or_insert(file);
                }
                Err(error) => say(&error.to_string()),
            }
        }
        Self::Below(files)
    }

    fn read(&self, name: &str) -> Result<ingest::Ingested, String> {
        let file = match self {
            Self::Beside(folders) => folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()),
            Self::Below(files) => files.get(name).cloned(),
        };
        let file = file.ok_or_else(|| format!("{name}: the document is not there"))?;
        ingest::read(&file).map_err(|error| error.to_string())
    }
}

/// The bounds that do not hold. A figure that is not there holds none.
fn short(evaluation: &Evaluation, request: &Request) -> Vec<String> {
    let figure = |bound: &Bound| match &bound.language {
        None => evaluation.all.figures().get(bound.figure),
        Some(code) => evaluation.languages.get(code.as_str()).and_then(|counts| counts.figures().get(bound.figure)),
    };
    let check = |bound: &Bound, sign: &str, holds: fn(f64, f64) -> bool| {
        let figure = figure(bound);
        let language = bound.language.as_ref().map(|code| format!("{code}.")).unwrap_or_default();
        (!figure.is_some_and(|figure| holds(figure, bound.value)))
            .then(|| format!("{language}{} {} {sign} {}", bound.figure, share(figure), bound.value))
    };
    let min = request.min.iter().filter_map(|bound| check(bound, "<", |figure, value| figure >= value));
    let max = request.max.iter().filter_map(|bound| check(bound, ">", |figure, value| figure <= value));
    min.chain(max).collect()
}

/// The languages in order of their codes, and all of them.
fn rows(evaluation: &Evaluation) -> impl Iterator<Item = (&str, &Counts)> {
    let languages = evaluation.languages.iter().map(|(code, counts)| (code.as_str(), counts));
    languages.chain([(ALL, &evaluation.all)])
}

/// The rules, those with the most errors first.
fn rules(evaluation: &Evaluation) -> Vec<(&str, RuleCounts)> {
    let mut rules: Vec<_> = evaluation.rules.iter().map(|(rule, counts)| (rule.as_str(), *counts)).collect();
    rules.sort_by_key(|(_, counts)| (Reverse(counts.wrong()), Reverse(counts.found)));
    rules
}

#[derive(Serialize)]
struct LanguageLine<'a> {
    language: &'a str,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
struct RuleLine<'a> {
    rule: &'a str,
    #[serde(flatten)]
    counts: RuleCounts,
    precision: f64,
}

fn json(evaluation: &Evaluation, out: &mut Printer) -> io::Result<()> {
    for (language, counts) in rows(evaluation) {
        out.json(&LanguageLine { language, figures: counts.figures() })?;
    }
    for (rule, counts) in rules(evaluation) {
        out.json(&RuleLine { rule, counts, precision: counts.precision() })?;
    }
    evaluation.errors.iter().try_for_each(|error| out.json(error))
}

fn share(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.3}"))
}

fn plain(evaluation: &Evaluation, with_errors: bool, out: &mut Printer) -> io::Result<()> {
    let heads = [
        "",
        "GOLD",
        "FOUND",
        "EXACT F1",
        "OVERLAP F1",
        "SPEAKER",
        "NAMED",
        "ATTRIBUTED P",
        "R",
        "F1",
        "MEETING",
        "NOISE",
    ];
    let row = |(language, counts): (&str, &Counts)| {
        let figures = counts.figures();
        let shares = [
            Some(figures.exact),
            Some(figures.overlap),
            Some(figures.speaker),
            figures.named,
            Some(figures.precision),
            Some(figures.recall),
            Some(figures.attributed),
            figures.meeting,
        ];
        let mut cells = vec![Clean::new(language), count(figures.gold), count(figures.found)];
        cells.extend(shares.into_iter().map(|figure| Clean::from(share(figure))));
        cells.push(count(figures.noise));
        cells
    };
    out.table(&heads, &rows(evaluation).map(row).collect::<Vec<_>>())?;
    out.blank()?;
    let classes = Class::ALL.map(|class| vec![Clean::new(class.name()), count(evaluation.errors_of(class).count())]);
    out.table(&["ERRORS", ""], &classes)?;
    out.blank()?;
    let row = |(rule, counts): (&str, RuleCounts)| {
        let numbers = [counts.found, counts.right].map(count);
        let mut cells = vec![Clean::new(rule)];
        cells.extend(numbers);
        cells.push(Clean::from(format!("{:.3}", counts.precision())));
        cells.extend([counts.boundary, counts.speaker, counts.spurious].map(count));
        cells
    };
    let rules: Vec<Vec<Clean>> = rules(evaluation).into_iter().map(row).collect();
    out.table(&["RULE", "FOUND", "RIGHT", "PRECISION", "BOUNDARY", "SPEAKER", "SPURIOUS"], &rules)?;
    if with_errors {
        for error in Class::ALL.iter().flat_map(|class| evaluation.errors_of(*class)) {
            out.blank()?;
            one_error(error, out)?;
        }
    }
    Ok(())
}

fn count(number: usize) -> Clean {
    Clean::from(number.to_string())
}

/// Which document and rule; what was marked and what was found; the words, and how they came to their speaker.
fn one_error(error: &evaluation::Error, out: &mut Printer) -> io::Result<()> {
    let mut facts = vec![error.class.name().to_owned(), error.document.to_string()];
    facts.extend(error.rule.as_ref().map(|rule| format!("rule {rule}")));
    facts.extend(error.mention.as_ref().map(|mention| format!("mention “{mention}”")));
    facts.extend(error.cue.as_ref().map(|cue| format!("cue “{cue}”")));
    out.text(0, &Clean::from(facts.join(" · ")))?;
    let name = |name: &Option<Clean>| name.as_ref().map_or_else(|| "-".into(), cut);
    match error.class {
        Class::Missed => out.hanging("  speaker   ", 12, &name(&error.expected))?,
        Class::Spurious | Class::Noise => out.hanging("  speaker   ", 12, &name(&error.found))?,
        Class::Boundary | Class::Speaker | Class::Meeting => {
            out.hanging("  marked    ", 12, &name(&error.expected))?;
            out.hanging("  found     ", 12, &name(&error.found))?;
        }
    }
    if error.class != Class::Boundary {
        out.hanging("  words     ", 12, &cut(&error.text))?;
    }
    match &error.sentence {
        Some(sentence) => out.hanging("  sentence  ", 12, &cut(sentence)),
        None => Ok(()),
    }
}

/// Enough of a text to find it by.
fn cut(text: &Clean) -> Clean {
    const MOST: usize = 300;
    if text.chars().count() <= MOST {
        return text.clone();
    }
    Clean::from(text.chars().take(MOST).chain(['…']).collect::<String>())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_bound_names_a_figure_and_perhaps_a_language() {
        let bound = |typed: &str| typed.parse::<Bound>();
        let expected =
            |language: Option<&str>, figure, value| Bound { language: language.map(str::to_owned), figure, value };
        assert_eq!(bound("attributed=0.9").unwrap(), expected(None, "attributed", 0.9));
        assert_eq!(bound("uk.named=1").unwrap(), expected(Some("uk"), "named", 1.0));
        assert_eq!(bound("all.noise=0").unwrap(), expected(None, "noise", 0.0));
        assert!(bound("attributed").is_err() && bound("attributed=x").is_err() && bound("attributed=nan").is_err());
        assert!(bound("beauty=1").unwrap_err().starts_with("the figures are exact, overlap"));
    }

    #[test]
    fn a_figure_that_is_not_there_is_short() {
        let min = |typed: &str| Request {
            gold: PathBuf::new(),
            paths: Vec::new(),
            errors: false,
            min: vec![typed.parse().unwrap()],
            max: vec!["noise=0".parse().unwrap()],
        };
        let evaluation = Evaluation::default();
        assert_eq!(short(&evaluation, &min("uk.attributed=0.5")), ["uk.attributed - < 0.5"]);
        assert_eq!(short(&evaluation, &min("meeting=0.5")), ["meeting - < 0.5"]);
        assert!(short(&evaluation, &min("attributed=1")).is_empty(), "nothing asked for, nothing missed");
    }
}
