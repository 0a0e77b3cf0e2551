//! The command as meant: what the typed arguments ask for, contradictions refused. Opens nothing and
//! prints nothing.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use clap_complete::Shell;
use jiff::civil::Date;

use super::{
    Error,
    args::{self, Common, Listed, Only, Typed, Verb, correct::Correct},
    eval::Request,
    export::Target,
};
use crate::{
    alignment::GroupBy,
    correction::Ruling,
    export::{self, Format},
    language::Language,
    quotation::{Filter, Kind},
};

/// One run of the program.
#[derive(Debug, PartialEq)]
pub struct Command {
    pub what: What,
    pub source: Source,
    pub form: Form,
    /// Whether the full-screen reader is out of the question.
    pub plain: bool,
    pub place: Place,
}

#[derive(Debug, PartialEq)]
pub enum What {
    Read,
    Import { paths: Vec<PathBuf>, dry_run: bool },
    Remove { documents: Vec<String> },
    Documents(Filter),
    Meetings(Filter),
    Speakers(Filter),
    Topics(Filter),
    Show { documents: Vec<PathBuf> },
    Quotes(Filter),
    Eval(Request),
    Compare { filter: Filter, group_by: GroupBy },
    Export { request: export::Request, target: Target },
    Search { query: String, filter: Filter },
    Correct(Order),
    Corrections(Option<args::correct::Verb>),
    Check,
    Backup { file: PathBuf },
    Completions(Shell),
    Man,
}

/// What is to be put right.
#[derive(Debug, PartialEq)]
pub enum Order {
    Quotation {
        id: String,
        speaker: Option<Whose>,
        kind: Option<Kind>,
        meeting: Option<Held>,
        words: Vec<String>,
        at: Option<usize>,
        /// With the ids of others.
        about: Vec<(Ruling, String)>,
    },
    NoQuotation {
        id: String,
    },
    Missed {
        document: String,
        words: Vec<String>,
        speaker: Whose,
        kind: Kind,
        at: Option<usize>,
    },
    Document {
        document: String,
        date: Option<Date>,
        title: Option<String>,
        language: Option<Language>,
    },
}

/// Who says it.
#[derive(Debug, PartialEq, Eq)]
pub enum Whose {
    Named(String),
    Nobody,
}

/// Where it was said.
#[derive(Debug, PartialEq, Eq)]
pub enum Held {
    Meeting(String),
    Nowhere,
}

/// Where the documents come from.
#[derive(Debug, PartialEq)]
pub enum Source {
    Library,
    Sample,
    Paths(Vec<PathBuf>),
}

/// How lists are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Plain,
    Json,
    Csv,
}

/// Which library, corpus and reader; `None` stands for the usual one.
#[derive(Debug, PartialEq)]
pub struct Place {
    pub library: Option<PathBuf>,
    pub read_only: bool,
    pub corpus: Option<PathBuf>,
    pub reader: String,
}

impl TryFrom<Typed> for Command {
    type Error = Error;

    fn try_from(typed: Typed) -> Result<Self, Error> {
        let Typed { paths, common, verb } = typed;
        let (what, paths) = match verb {
            None => (What::Read, paths),
            Some(_) if !paths.is_empty() => {
                return usage("files and folders stand after the command, as in `visavis quotes FILE`");
            }
            Some(verb) => meant(verb, &common)?,
        };
        let form = form(&common, &what)?;
        let source = source(&common, &what, paths)?;
        if source == Source::Sample && common.corpus.is_some() {
            return usage("--sample is the built-in corpus; leave it out to use --corpus");
        }
        let Common { library, read_only, reader, corpus, plain, .. } = common;
        Ok(Self {
            what,
            source,
            form,
            plain: plain || form != Form::Plain,
            place: Place { library, read_only, corpus, reader },
        })
    }
}

fn usage<T>(sentence: &str) -> Result<T, Error> {
    Err(Error::Usage(sentence.to_owned()))
}

/// The verb, and the paths it works on in place of the library.
fn meant(verb: Verb, common: &Common) -> Result<(What, Vec<PathBuf>), Error> {
    let listed = |Listed { paths, only }: Listed, what: fn(Filter) -> What| Ok((what(filter(only)?), paths));
    match verb {
        Verb::Import { paths, dry_run } => Ok((What::Import { paths, dry_run }, Vec::new())),
        Verb::Remove { documents } => Ok((What::Remove { documents }, Vec::new())),
        Verb::Documents(list) => listed(list, What::Documents),
        Verb::Meetings(list) => listed(list, What::Meetings),
        Verb::Speakers(list) => listed(list, What::Speakers),
        Verb::Topics(list) => listed(list, What::Topics),
        Verb::Quotes(list) => listed(list, What::Quotes),
        Verb::Show { documents } => Ok((What::Show { documents }, Vec::new())),
        Verb::Compare { listed: Listed { paths, only }, group_by } => {
            Ok((What::Compare { filter: filter(only)?, group_by }, paths))
        }
        Verb::Export { rows, listed: Listed { paths, only }, format, output, force, group_by } => {
            let format = format_of(format, output.as_deref(), common)?;
            let target = match output {
                Some(path) if path.as_os_str() != "-" => Target::File { path, force },
                _ => Target::Output,
            };
            Ok((
                What::Export { request: export::Request { rows, format, group_by, filter: filter(only)? }, target },
                paths,
            ))
        }
        Verb::Search { query, paths, only } => {
            Ok((What::Search { query: query.join(" "), filter: filter(only)? }, paths))
        }
        Verb::Eval { gold, paths, errors, min, max } => {
            Ok((What::Eval(Request { gold, paths, errors, min, max }), Vec::new()))
        }
        Verb::Correct(correct) => order(correct),
        Verb::Corrections(all) => Ok((What::Corrections(all.verb), all.paths)),
        Verb::Check => Ok((What::Check, Vec::new())),
        Verb::Backup { file } if file.as_os_str() == "-" => {
            usage("a library is saved in a file, not on standard output")
        }
        Verb::Backup { file } => Ok((What::Backup { file }, Vec::new())),
        Verb::Completions { shell } => Ok((What::Completions(shell), Vec::new())),
        Verb::Man => Ok((What::Man, Vec::new())),
    }
}

/// The format asked for in one of the ways there are, else the one that the file's name ends in.
fn format_of(format: Option<Format>, output: Option<&Path>, common: &Common) -> Result<Format, Error> {
    let short = [(common.json, Format::Jsonl), (common.csv, Format::Csv)];
    let asked: Vec<Format> =
        format.into_iter().chain(short.into_iter().filter_map(|(asked, format)| asked.then_some(format))).collect();
    match asked.as_slice() {
        [first, rest @ ..] if rest.iter().all(|other| other == first) => Ok(*first),
        [] => {
            let ending = output.and_then(Path::extension).and_then(OsStr::to_str).map(str::to_ascii_lowercase);
            let known = |ending: String| FORMAT_ENDINGS.iter().find(|(known, _)| *known == ending);
            ending.and_then(known).map_or_else(
                || usage("which format? --format jsonl, csv, md or html, or -o FILE that ends in one of these"),
                |(_, format)| Ok(*format),
            )
        }
        _ => usage("two formats at once: one of --format, --json and --csv is enough"),
    }
}

/// What a file's name tells of its format.
const FORMAT_ENDINGS: [(&str, Format); 7] = [
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("csv", Format::Csv),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
];

/// What of a quotation or of a document is to be put right: never of both, so that it is clear what is named.
fn order(correct: Correct) -> Result<(What, Vec<PathBuf>), Error> {
    let Correct { what, speaker, nobody, no_quotation, words, kind, meeting, no_meeting, .. } = correct;
    let Correct { pair, no_pair, row, no_row, add, at, date, title, language, paths, .. } = correct;
    let meeting = meeting.map(Held::Meeting).or(no_meeting.then_some(Held::Nowhere));
    let rulings = [Ruling::Linked, Ruling::Parted, Ruling::Joined, Ruling::Separate];
    let about = rulings.into_iter().zip([pair, no_pair, row, no_row]);
    let about: Vec<(Ruling, String)> =
        about.flat_map(|(ruling, ids)| ids.into_iter().map(move |id| (ruling, id))).collect();
    let speaker = speaker.map(Whose::Named).or(nobody.then_some(Whose::Nobody));
    let of_document = date.is_some() || title.is_some() || language.is_some();
    let only_quotation = meeting.is_some() || !about.is_empty();
    let of_quotation = speaker.is_some() || no_quotation || !words.is_empty() || kind.is_some() || only_quotation;
    if only_quotation && !add.is_empty() {
        return usage("what --add finds is put right further once it has an id");
    }
    if of_document && (of_quotation || !add.is_empty()) {
        return usage("a document's date, title and language are put right apart from its quotations");
    }
    if at.is_some() && words.is_empty() && add.is_empty() {
        return usage("--at says where the words of --words or --add begin");
    }
    let order = if of_document {
        Order::Document { document: what, date, title, language }
    } else if !add.is_empty() {
        let kind = kind.unwrap_or(Kind::Direct);
        Order::Missed { document: what, words: add, speaker: speaker.unwrap_or(Whose::Nobody), kind, at }
    } else if no_quotation {
        Order::NoQuotation { id: what }
    } else if of_quotation {
        Order::Quotation { id: what, speaker, kind, meeting, words, at, about }
    } else {
        return usage(
            "what is to be put right? a quotation's --speaker, --nobody, --kind, --meeting, --words, --pair, --row \
             or --no-quotation, or a document's --add, --date, --title or --language",
        );
    };
    Ok((What::Correct(order), paths))
}

fn filter(only: Only) -> Result<Filter, Error> {
    let Only { speaker, side, meeting, topic, language, kind, since, until } = only;
    if since.zip(until).is_some_and(|(since, until)| since > until) {
        return usage("--since lies after --until, so that no day is left");
    }
    Ok(Filter { speaker, side, meeting, topic, language, kind, since, until })
}

fn form(common: &Common, what: &What) -> Result<Form, Error> {
    let form = match (common.json, common.csv) {
        (false, false) => Form::Plain,
        (true, false) => Form::Json,
        (false, true) => Form::Csv,
        (true, true) => return usage("--json and --csv exclude each other"),
    };
    match what {
        What::Completions(_) | What::Man if form != Form::Plain => {
            usage("--json and --csv are for documents and what is found in them")
        }
        What::Show { .. }
        | What::Import { .. }
        | What::Remove { .. }
        | What::Eval(_)
        | What::Correct(_)
        | What::Corrections(Some(_))
        | What::Backup { .. }
            if form == Form::Csv =>
        {
            usage("--csv is for lists; --json works here")
        }
        _ => Ok(form),
    }
}

fn source(common: &Common, what: &What, paths: Vec<PathBuf>) -> Result<Source, Error> {
    match (what, common.sample) {
        (What::Import { .. } | What::Remove { .. }, true) => usage("the sample corpus cannot be changed"),
        (What::Check | What::Backup { .. }, true) => {
            usage("this command is about the library; --sample has no part in it")
        }
        (What::Eval(_), true) => usage("eval reads the documents that its marks name; --sample has no part in it"),
        (What::Import { dry_run: false, .. } | What::Remove { .. }, _) if common.read_only => {
            usage("this command changes the library, which --read-only forbids")
        }
        (_, true) if !paths.is_empty() => usage("either --sample or files and folders, not both"),
        (_, true) => Ok(Source::Sample),
        _ if paths.is_empty() => Ok(Source::Library),
        _ => Ok(Source::Paths(paths)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::Parser;

    use super::*;

    fn command(line: &str) -> Result<Command, Error> {
        Typed::try_parse_from(line.split(' ')).unwrap().try_into()
    }

    #[test]
    fn without_a_command_the_reader_opens() {
        let meant = command("visavis a.txt b").unwrap();
        assert_eq!(meant.what, What::Read);
        assert_eq!(meant.source, Source::Paths(vec!["a.txt".into(), "b".into()]));
        assert_eq!(command("visavis --sample").unwrap().source, Source::Sample);
        assert_eq!(command("visavis").unwrap().source, Source::Library);
    }

    #[test]
    fn a_query_may_be_several_words_before_its_paths() {
        let meant = command("visavis search new start --in a.txt b.txt --language en").unwrap();
        let filter = Filter { language: Some(crate::language::Language::En), ..Filter::default() };
        assert_eq!(meant.what, What::Search { query: "new start".into(), filter });
        assert_eq!(meant.source, Source::Paths(vec!["a.txt".into(), "b.txt".into()]));
    }

    #[test]
    fn contradictions_are_refused() {
        for line in [
            "visavis a.txt quotes",
            "visavis quotes --json --csv",
            "visavis show --csv a.txt",
            "visavis man --json",
            "visavis quotes --sample a.txt",
            "visavis import --sample a.txt",
            "visavis --read-only import a.txt",
            "visavis remove x --read-only",
            "visavis --sample --corpus dir",
            "visavis eval gold.jsonl --csv",
            "visavis eval gold.jsonl --sample",
            "visavis check --sample",
            "visavis backup copy.db --sample",
            "visavis backup copy.db --csv",
            "visavis backup -",
            "visavis quotes --since 2020 --until 2019",
            "visavis correct 0123456789ab",
            "visavis correct 0123456789ab --title T --nobody",
            "visavis correct 0123456789ab --nobody --at 3",
            "visavis correct 0123456789ab --nobody --csv",
            "visavis correct a.txt --add words --pair 0123456789ab",
            "visavis correct a.txt --title T --kind direct",
            "visavis export quotes",
            "visavis export pairs -o a.txt",
            "visavis export pairs --json --csv",
            "visavis export pairs --format md --json",
        ] {
            assert!(matches!(command(line), Err(Error::Usage(_))), "{line}");
        }
    }

    #[test]
    fn the_format_of_an_export_is_named_or_the_ending_of_its_file() {
        for (line, wanted, to_file) in [
            ("visavis export quotes a.txt --format md", Format::Markdown, false),
            ("visavis export quotes --json", Format::Jsonl, false),
            ("visavis export pairs --csv --format csv", Format::Csv, false),
            ("visavis export pairs -o out.HTML", Format::Html, true),
            ("visavis export pairs -o out.txt --format jsonl", Format::Jsonl, true),
            ("visavis export pairs -o - --format html", Format::Html, false),
        ] {
            let What::Export { request, target } = command(line).unwrap().what else { unreachable!("{line}") };
            assert_eq!((request.format, target != Target::Output), (wanted, to_file), "{line}");
        }
    }

    #[test]
    fn a_dry_run_may_be_read_only() {
        assert!(command("visavis --read-only import --dry-run a.txt").is_ok());
    }
}
