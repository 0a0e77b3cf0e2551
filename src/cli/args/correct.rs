//! What is typed to put something right, and to see what was.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{kind, language};
use crate::{language::Language, quotation::Kind};

/// Kept in the reader's own file, by the words with what stands around them: it outlives a new import and better
/// rules. The library is not changed.
#[derive(Debug, Args)]
pub struct Correct {
    /// A quotation's id; with --add, --date, --title or --language a document
    #[arg(value_name = "QUOTATION|DOCUMENT")]
    pub what: String,
    /// Who says it: the id or name of a person of the corpus, or any name
    #[arg(long, value_name = "NAME", conflicts_with = "nobody", help_heading = "A quotation")]
    pub speaker: Option<String>,
    /// Nobody is named as its speaker
    #[arg(long, help_heading = "A quotation")]
    pub nobody: bool,
    /// It is no quotation
    #[arg(long, conflicts_with_all = ["speaker", "nobody", "words"], help_heading = "A quotation")]
    pub no_quotation: bool,
    /// Its words, other ones of the same paragraph; once more for words after an interruption
    #[arg(long, value_name = "WORDS", help_heading = "A quotation")]
    pub words: Vec<String>,
    /// What kind of quotation it is, or --add makes
    #[arg(
        long, value_name = "direct|partial|reported", value_parser = kind, conflicts_with = "no_quotation",
        help_heading = "A quotation"
    )]
    pub kind: Option<Kind>,
    /// The meeting it was said at
    #[arg(long, value_name = "MEETING", conflicts_with_all = ["no_quotation", "no_meeting"], help_heading = "A quotation")]
    pub meeting: Option<String>,
    /// It was said at no meeting that is known
    #[arg(long, conflicts_with = "no_quotation", help_heading = "A quotation")]
    pub no_meeting: bool,
    /// It is a pair with this quotation of the other side
    #[arg(long, value_name = "QUOTATION", conflicts_with = "no_quotation", help_heading = "Two quotations")]
    pub pair: Vec<String>,
    /// It is no pair with it
    #[arg(long, value_name = "QUOTATION", conflicts_with = "no_quotation", help_heading = "Two quotations")]
    pub no_pair: Vec<String>,
    /// It stands in one row of the comparison with this quotation of either side
    #[arg(long, value_name = "QUOTATION", conflicts_with = "no_quotation", help_heading = "Two quotations")]
    pub row: Vec<String>,
    /// That one stands in a row without it
    #[arg(long, value_name = "QUOTATION", conflicts_with = "no_quotation", help_heading = "Two quotations")]
    pub no_row: Vec<String>,
    /// Words that are a quotation, which was missed; once more for words after an interruption
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["words", "no_quotation"], help_heading = "A document")]
    pub add: Vec<String>,
    /// The character at which the words begin, where they stand there more than once
    #[arg(long, value_name = "CHARACTER", help_heading = "A document")]
    pub at: Option<usize>,
    /// The document's date, which decides who was in office
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, help_heading = "A document")]
    pub date: Option<Date>,
    /// The document's title
    #[arg(long, value_name = "TITLE", help_heading = "A document")]
    pub title: Option<String>,
    /// The document's language, which decides the rules
    #[arg(long, value_name = "en|ru|uk|und", value_parser = language, help_heading = "A document")]
    pub language: Option<Language>,
    /// Files and folders it is in, in place of the library
    #[arg(long = "in", value_name = "PATH", num_args = 1.., help_heading = "Where")]
    pub paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Corrections {
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// Files and folders to look in, in place of the library
    #[arg(long = "in", value_name = "PATH", num_args = 1..)]
    pub paths: Vec<PathBuf>,
}

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum Verb {
    /// Take back what was put right last
    Undo,
    /// Put right again what was taken back last
    Redo,
    /// Print them as JSON Lines, or write them to a file that is not there yet
    Export { file: Option<PathBuf> },
    /// Take over what somebody exported; where it contradicts yours, yours stays
    Import {
        /// `-` is standard input
        file: PathBuf,
    },
}

fn day(typed: &str) -> Result<Date, String> {
    let whole = typed.len() == "2019-05-14".len();
    typed.parse().ok().filter(|_| whole).ok_or_else(|| "a day is written 2019-05-14".to_owned())
}
