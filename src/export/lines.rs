//! One row a line, for programs (JSON Lines) and for spreadsheets (CSV).

use std::io::{self, Write};

use super::{
    Form, Rows,
    csv::{self, Record},
    rows::{Cited, Line},
};
use crate::alignment::Pair;

pub struct Jsonl<'a> {
    to: &'a mut dyn Write,
}

impl<'a> Jsonl<'a> {
    pub fn new(to: &'a mut dyn Write) -> Self {
        Self { to }
    }

    fn line(&mut self, row: &impl serde::Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.to, row)?;
        self.to.write_all(b"\n")
    }
}

impl Form for Jsonl<'_> {
    fn quote(&mut self, cited: &Cited) -> io::Result<()> {
        self.line(cited)
    }

    fn pair(&mut self, pair: &Pair<Cited>) -> io::Result<()> {
        self.line(&Line::new(pair, |cited| cited))
    }
}

/// CSV with the mark that tells Excel its encoding, and the line ends of RFC 4180.
pub struct Table<'a> {
    to: &'a mut dyn Write,
}

impl<'a> Table<'a> {
    pub fn new(to: &'a mut dyn Write, rows: Rows) -> io::Result<Self> {
        let head = match rows {
            Rows::Quotes => csv::head::<Cited>(),
            Rows::Pairs => csv::head::<Line<&Cited>>(),
        };
        write!(to, "{}{head}\r\n", csv::BYTE_ORDER_MARK)?;
        Ok(Self { to })
    }

    fn line(&mut self, row: &impl Record) -> io::Result<()> {
        write!(self.to, "{}\r\n", csv::record(row)?)
    }
}

impl Form for Table<'_> {
    fn quote(&mut self, cited: &Cited) -> io::Result<()> {
        self.line(cited)
    }

    fn pair(&mut self, pair: &Pair<Cited>) -> io::Result<()> {
        self.line(&Line::new(pair, |cited| cited))
    }
}

/// Who, when, where and what first; the article; then how it is known.
impl Record for Cited {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "date",
        "place",
        "meeting",
        "speaker",
        "office",
        "side",
        "kind",
        "language",
        "text",
        "sentence",
        "topics",
        "document",
        "title",
        "published",
        "source",
        "url",
        "citation",
        "document_id",
        "paragraph",
        "start",
        "end",
        "speaker_id",
        "mention",
        "cue",
        "rule",
        "confidence",
        "by",
        "group",
        "known_by",
    ];
}

/// What the pair is and why, then the same columns for either side.
impl Record for Line<'_, &Cited> {
    const FIELDS: &'static [&'static str] = &[
        "meeting",
        "topic",
        "score",
        "by",
        "why.same_meeting",
        "why.same_group",
        "why.topics",
        "why.terms",
        "why.differs",
        "left.id",
        "left.date",
        "left.place",
        "left.speaker",
        "left.office",
        "left.kind",
        "left.language",
        "left.text",
        "left.sentence",
        "left.document",
        "left.title",
        "left.published",
        "left.source",
        "left.url",
        "left.citation",
        "left.by",
        "right.id",
        "right.date",
        "right.place",
        "right.speaker",
        "right.office",
        "right.kind",
        "right.language",
        "right.text",
        "right.sentence",
        "right.document",
        "right.title",
        "right.published",
        "right.source",
        "right.url",
        "right.citation",
        "right.by",
        "joined",
    ];
}
