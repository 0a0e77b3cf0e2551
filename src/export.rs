//! Quotations and pairs as they leave the program, each with its citation: JSON Lines, CSV, Markdown, or one page
//! of HTML.
//!
//! [`rows`] makes what the printed comparison, an exported file and the clipboard are made of. Where a file lies and
//! how a terminal is filled is not known here.

pub mod citation;
pub mod csv;
mod html;
mod lines;
mod markdown;
pub mod rows;
pub mod words;

use std::io::{self, Write};

use crate::{
    alignment::{GroupBy, Pair},
    corpus::Corpus,
    library::{self, Store},
    quotation::Filter,
    text::Clean,
};

pub use citation::Citation;
pub use rows::{Cited, Line, Listed};

/// What a file is made of and what it looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub rows: Rows,
    pub format: Format,
    /// None leaves quotations with their documents; pairs stand by meeting then.
    pub group_by: Option<GroupBy>,
    pub filter: Filter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    Quotes,
    Pairs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jsonl,
    Csv,
    Markdown,
    Html,
}

impl Format {
    pub const ALL: [Self; 4] = [Self::Jsonl, Self::Csv, Self::Markdown, Self::Html];

    /// As it is asked for; also the usual ending of a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

/// Why an export ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Library(#[from] library::Error),
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// Writes all rows that the filter lets through; the answer is how many they are.
pub fn export(store: &dyn Store, request: &Request, to: &mut dyn Write) -> Result<usize, Error> {
    let corpus = store.corpus();
    let mut form: Box<dyn Form + '_> = match request.format {
        Format::Jsonl => Box::new(lines::Jsonl::new(to)),
        Format::Csv => Box::new(lines::Table::new(to, request.rows)?),
        Format::Markdown => Box::new(markdown::Text::new(to, request, corpus)?),
        Format::Html => Box::new(html::Page::new(to, request, corpus)?),
    };
    let mut count: usize = 0;
    let mut under = |form: &mut dyn Form, heading: Option<Clean>| -> io::Result<()> {
        count = count.saturating_add(1);
        heading.map_or(Ok(()), |heading| form.group(&heading))
    };
    match request.rows {
        Rows::Quotes => rows::quotes::<Error>(store, request.group_by, &request.filter, &mut |heading, cited| {
            under(&mut *form, heading)?;
            Ok(form.quote(&cited)?)
        })?,
        Rows::Pairs => {
            let group_by = request.group_by.unwrap_or_default();
            rows::pairs::<Error>(store, group_by, &request.filter, &mut |heading, pair| {
                under(&mut *form, heading)?;
                Ok(form.pair(&pair)?)
            })?;
        }
    }
    form.end(count)?;
    Ok(count)
}

/// One of the formats, filled from the first row to the last.
trait Form {
    /// What is common to the rows that follow.
    fn group(&mut self, _heading: &Clean) -> io::Result<()> {
        Ok(())
    }

    fn quote(&mut self, cited: &Cited) -> io::Result<()>;
    fn pair(&mut self, pair: &Pair<Cited>) -> io::Result<()>;
    /// After so many rows.
    fn end(&mut self, _rows: usize) -> io::Result<()> {
        Ok(())
    }
}

/// What stands over a text or page: the corpus's title.
fn title(corpus: &Corpus) -> Clean {
    if corpus.title.trimmed().is_empty() { "visavis".into() } else { corpus.title.clone() }
}

/// What the rows are and what they were chosen by: "Pairs by meeting · side: US counterparts · since 2019-01-01".
fn about(request: &Request, corpus: &Corpus) -> Clean {
    let Filter { speaker, side, meeting, topic, language, kind, since, until } = &request.filter;
    let rows = match request.rows {
        Rows::Quotes => "Quotations",
        Rows::Pairs => "Pairs",
    };
    let by = match (request.rows, request.group_by) {
        (_, Some(GroupBy::Topic)) => "topic",
        (Rows::Pairs, _) | (_, Some(GroupBy::Meeting)) => "meeting",
        (Rows::Quotes, None) => "document",
    };
    let mut parts = vec![format!("{rows} by {by}")];
    let mut add = |what: &str, name: Option<String>| parts.extend(name.map(|name| format!("{what} {name}")));
    let person = |id: &String| corpus.person(id).map_or_else(|| id.clone(), |person| person.display().to_string());
    let side_name = |id: &String| {
        let side = corpus.sides.iter().find(|side| side.id == *id);
        side.map_or_else(|| id.clone(), |side| side.name.to_string())
    };
    add("speaker:", speaker.as_ref().map(person));
    add("side:", side.as_ref().map(side_name));
    add("meeting:", meeting.clone());
    add("topic:", topic.as_ref().map(|id| rows::topic_name(corpus, id).to_string()));
    add("language:", language.map(|language| language.code().to_owned()));
    add("kind:", kind.map(|kind| kind.name().to_owned()));
    add("since", since.map(|date| date.to_string()));
    add("until", until.map(|date| date.to_string()));
    Clean::from(parts.join(" · "))
}
