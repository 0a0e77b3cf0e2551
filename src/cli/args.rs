//! The command line as typed: what clap reads, and the help it prints. What it means is
//! [`command`](super::command)'s business.

pub mod correct;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use jiff::civil::Date;

use super::eval::Bound;
use crate::{
    alignment::GroupBy,
    export::{Format, Rows},
    language::Language,
    quotation::{Filter, Kind},
};

/// Read articles, jump between them, and set what one side said against what the other side said.
///
/// Without a command the reader opens: on the files and folders given, else on the library, and while that is
/// empty on the sample corpus. In scripts every list prints JSON Lines or CSV, and works on files without
/// importing them.
#[derive(Debug, Parser)]
#[command(name = "visavis", version, subcommand_precedence_over_arg = true, after_long_help = after())]
pub struct Typed {
    /// Files and folders to read; `-` is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What an exit status means.
pub const STATUS: [(&str, &str); 3] = [
    ("0", "fine"),
    ("1", "some input could not be used: each is named on standard error, the rest is done; or `check` found a fault"),
    ("2", "wrong usage, or a library, a corpus or a configuration that cannot be used"),
];

/// What lies where.
pub const FILES: [(&str, &str); 3] = [
    ("$XDG_DATA_HOME/visavis/library.db", "the library; else under ~/.local/share"),
    ("$XDG_STATE_HOME/visavis/readers/", "each reader's own file; else under ~/.local/state"),
    ("$XDG_CONFIG_HOME/visavis/config.toml", "keys and colours; else under ~/.config"),
];

fn after() -> String {
    let lines = |table: &[(&str, &str)], width: usize| -> String {
        let lines: Vec<String> = table.iter().map(|(what, meaning)| format!("\n  {what:width$}  {meaning}")).collect();
        lines.concat()
    };
    format!("Exit status:{}\n\nFiles:{}", lines(&STATUS, 1), lines(&FILES, 36))
}

/// What every command takes.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Common {
    /// The library's file, in place of the usual one
    #[arg(long, global = true, value_name = "FILE", help_heading = "Where")]
    pub library: Option<PathBuf>,
    /// Open the library without writing to it
    #[arg(long, global = true, help_heading = "Where")]
    pub read_only: bool,
    /// Whose places, marks, notes and corrections: each reader has a file of their own
    #[arg(long, global = true, value_name = "NAME", default_value = "default", help_heading = "Where")]
    pub reader: String,
    /// A folder that says who the sides, people, meetings and topics are
    #[arg(long, global = true, value_name = "DIR", help_heading = "Where")]
    pub corpus: Option<PathBuf>,
    /// The built-in corpus and its articles, in place of the library
    #[arg(long, global = true, help_heading = "Where")]
    pub sample: bool,
    /// Plain text for people, never the full-screen reader: on a terminal the reader goes line by line
    #[arg(long, global = true, help_heading = "Output")]
    pub plain: bool,
    /// JSON Lines: one object a line, nothing else on standard output
    #[arg(long, global = true, help_heading = "Output")]
    pub json: bool,
    /// Lists as comma-separated values with a header line
    #[arg(long, global = true, help_heading = "Output")]
    pub csv: bool,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add documents to the library
    Import {
        /// Files and folders; `-` is standard input
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
        /// Say what would be added, and add nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Take documents out of the library
    Remove {
        /// An id, a file's name, or a part of a name or title that only one document has
        #[arg(value_name = "DOCUMENT", required = true)]
        documents: Vec<String>,
    },
    /// List documents
    Documents(Listed),
    /// List meetings
    Meetings(Listed),
    /// List who is quoted
    Speakers(Listed),
    /// List topics
    Topics(Listed),
    /// Print documents
    Show {
        /// A file, or an id, a name, or a part of a name or title that only one document of the library has
        #[arg(value_name = "DOCUMENT", required = true)]
        documents: Vec<PathBuf>,
    },
    /// List quotations
    Quotes(Listed),
    /// List what one side said beside what the other side said
    Compare {
        #[command(flatten)]
        listed: Listed,
        /// Put together what belongs to one meeting, or to one topic
        #[arg(long, value_name = "meeting|topic", default_value = "meeting", value_parser = group_by, help_heading = "Output")]
        group_by: GroupBy,
    },
    /// Write quotations or pairs with their citations to a file: for a program, a spreadsheet, a text, a browser
    Export {
        /// What: single quotations, or what one side said beside what the other side said
        #[arg(value_name = "quotes|pairs", value_parser = rows)]
        rows: Rows,
        #[command(flatten)]
        listed: Listed,
        /// JSON Lines, CSV, Markdown, or a page of HTML; else by the ending of FILE
        #[arg(long, short, value_name = "jsonl|csv|md|html", value_parser = format, help_heading = "Output")]
        format: Option<Format>,
        /// The file to write, in place of standard output
        #[arg(long, short, value_name = "FILE", help_heading = "Output")]
        output: Option<PathBuf>,
        /// Write over a file that is there
        #[arg(long, requires = "output", help_heading = "Output")]
        force: bool,
        /// Put together what belongs to one meeting, or to one topic; else quotations stand by document, pairs by
        /// meeting
        #[arg(long, value_name = "meeting|topic", value_parser = group_by, help_heading = "Output")]
        group_by: Option<GroupBy>,
    },
    /// Find words in the documents, blind to case and to ё/е
    Search {
        /// Words that must all stand there; a "phrase" in quotation marks counts as one
        #[arg(value_name = "QUERY", required = true)]
        query: Vec<String>,
        /// Files and folders to search, in place of the library
        #[arg(long = "in", value_name = "PATH", num_args = 1..)]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        only: Only,
    },
    /// Score the extractor on documents whose quotations readers have marked
    ///
    /// For each language and over all: F1 of the quotations with the marked words, F1 of those that share half of
    /// them, the share of right speakers, both together, the share of right meetings; then the errors by class,
    /// and how often each rule is right.
    Eval {
        /// The marks: one document a line, in JSON
        #[arg(value_name = "GOLD")]
        gold: PathBuf,
        /// Files and folders that hold the documents, found by name; else the marks' folder and its `texts`
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// List each error with its rule and its sentence
        #[arg(long)]
        errors: bool,
        /// A figure that must not be lower, else the status is 1: attributed=0.9, uk.attributed=0.8
        #[arg(long, value_name = "[LANG.]NAME=VALUE")]
        min: Vec<Bound>,
        /// A figure that must not be higher: noise=0
        #[arg(long, value_name = "[LANG.]NAME=VALUE")]
        max: Vec<Bound>,
    },
    /// Put right who says a quotation or what it says, add one, or put right a document's date, title or language
    Correct(correct::Correct),
    /// List what you put right; take it back, hand it on, take over a colleague's
    Corrections(correct::Corrections),
    /// Look whether the library, the reader's file, the corpus, the configuration and the terminal are as they should be
    ///
    /// A line each: what begins with "ok" is well, any other line says what is wrong. The status is 1 if something is,
    /// and 2 if something could not be looked at. Nothing is written.
    Check,
    /// Save the library in a new file, with the reader's own beside it, while others may read and write
    ///
    /// The reader's places, marks, notes and corrections go to FILE.NAME.json. A file that is there is never written
    /// over, and nothing is left behind where there is no room. To go back, put both where they came from.
    Backup {
        /// The file to make
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the completions of a shell
    Completions { shell: Shell },
    /// Print the manual page
    Man,
}

/// What a list is made of.
#[derive(Debug, Args)]
pub struct Listed {
    /// Files and folders, in place of the library; nothing is imported
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub only: Only,
}

/// Filters.
#[derive(Debug, Args)]
#[command(next_help_heading = "Only")]
pub struct Only {
    /// This speaker: an id, or a part of the name
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// This side, by its id
    #[arg(long, value_name = "SIDE")]
    pub side: Option<String>,
    /// This meeting, by its id
    #[arg(long, value_name = "MEETING")]
    pub meeting: Option<String>,
    /// This topic, by its id
    #[arg(long, value_name = "TOPIC")]
    pub topic: Option<String>,
    /// This language
    #[arg(long, value_name = "en|ru|uk|und", value_parser = language)]
    pub language: Option<Language>,
    /// This kind: the words themselves, a fragment of them, or a paraphrase
    #[arg(long, value_name = "direct|partial|reported", value_parser = kind)]
    pub kind: Option<Kind>,
    /// From this day on: the meeting's, else the article's
    #[arg(long, value_name = "DATE", value_parser = since)]
    pub since: Option<Date>,
    /// Up to this day: 2019-05-14, 2019-05 or 2019
    #[arg(long, value_name = "DATE", value_parser = until)]
    pub until: Option<Date>,
}

fn one_of<T: Copy>(typed: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|each| name(*each) == typed);
    found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|each| name(*each)).collect();
        format!("it is one of {}", names.join(", "))
    })
}

fn language(typed: &str) -> Result<Language, String> {
    one_of(typed, &[Language::En, Language::Ru, Language::Uk, Language::Other], Language::code)
}

fn kind(typed: &str) -> Result<Kind, String> {
    one_of(typed, &[Kind::Direct, Kind::Partial, Kind::Reported], Kind::name)
}

fn group_by(typed: &str) -> Result<GroupBy, String> {
    one_of(typed, &[GroupBy::Meeting, GroupBy::Topic], |each| match each {
        GroupBy::Meeting => "meeting",
        GroupBy::Topic => "topic",
    })
}

fn rows(typed: &str) -> Result<Rows, String> {
    one_of(typed, &[Rows::Quotes, Rows::Pairs], |each| match each {
        Rows::Quotes => "quotes",
        Rows::Pairs => "pairs",
    })
}

fn format(typed: &str) -> Result<Format, String> {
    one_of(typed, &Format::ALL, Format::name)
}

fn since(typed: &str) -> Result<Date, String> {
    days(typed).map(|(first, _)| first)
}

fn until(typed: &str) -> Result<Date, String> {
    days(typed).map(|(_, last)| last)
}

/// The first and the last day of a day, a month or a year.
fn days(typed: &str) -> Result<(Date, Date), String> {
    Filter::days(typed).ok_or_else(|| "a date is written 2019-05-14, 2019-05 or 2019".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::CommandFactory;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Typed::command().debug_assert();
    }

    #[test]
    fn a_day_a_month_and_a_year_are_stretches_of_days() {
        assert_eq!(days("2019-05-14").unwrap(), (date(2019, 5, 14), date(2019, 5, 14)));
        assert_eq!(days("2020-02").unwrap(), (date(2020, 2, 1), date(2020, 2, 29)));
        assert_eq!(days("2019").unwrap(), (date(2019, 1, 1), date(2019, 12, 31)));
        for wrong in ["", "2019-13", "2019-02-30", "19-05", "2019-05-", "2019-5", "+019", "май 2019", "2019-05-14-1"]
        {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn common_options_stand_before_and_after_the_command() {
        let typed = Typed::try_parse_from(["visavis", "--json", "quotes", "--sample", "--kind", "direct"]).unwrap();
        assert!(typed.common.json && typed.common.sample);
        assert!(matches!(typed.verb, Some(Verb::Quotes(Listed { only: Only { kind: Some(Kind::Direct), .. }, .. }))));
    }
}
