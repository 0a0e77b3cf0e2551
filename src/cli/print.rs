//! What is printed, and how: JSON Lines, CSV, wrapped text and tables. Knows nothing of the nouns.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::command::Form;
use crate::text::Clean;

/// The widest running text is set: longer lines are hard to follow.
const MEASURE: usize = 84;
/// Narrower than this, text is set as if there were this much room.
const NARROWEST: usize = 20;
/// What stands between two columns of a table.
const GUTTER: usize = 2;

/// Standard output in one of its forms.
pub struct Printer<'a> {
    to: &'a mut dyn Write,
    form: Form,
    width: usize,
}

/// A line of a list in all its forms. `FIELDS` are the columns of its CSV: fields of its JSON, in order; a
/// dot leads into an object.
pub trait Record: Serialize {
    const FIELDS: &'static [&'static str];
}

impl<'a> Printer<'a> {
    /// `width` is the terminal's, in cells.
    pub fn new(to: &'a mut dyn Write, form: Form, width: usize) -> Self {
        Self { to, form, width: width.max(NARROWEST) }
    }

    pub fn is_plain(&self) -> bool {
        self.form == Form::Plain
    }

    /// The columns' names, in CSV, before the first record.
    pub fn head<R: Record>(&mut self) -> io::Result<()> {
        match self.form {
            Form::Csv => self.csv(R::FIELDS.iter().copied()),
            Form::Plain | Form::Json => Ok(()),
        }
    }

    /// A record as JSON or CSV; `plain` prints it for people.
    pub fn record<R: Record>(&mut self, record: &R, plain: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        match self.form {
            Form::Plain => plain(self),
            Form::Json => self.json(record),
            Form::Csv => {
                let value = serde_json::to_value(record)?;
                let find = |path: &str| path.split('.').try_fold(&value, |value, field| value.get(field));
                let fields: Vec<String> =
                    R::FIELDS.iter().map(|path| find(path).map(cell).unwrap_or_default()).collect();
                self.csv(fields.iter().map(String::as_str))
            }
        }
    }

    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.to, value)?;
        self.to.write_all(b"\n")
    }

    /// One record of RFC 4180, but that its line ends as a line of the system does.
    fn csv<'f>(&mut self, fields: impl Iterator<Item = &'f str>) -> io::Result<()> {
        for (index, field) in fields.enumerate() {
            if index > 0 {
                self.to.write_all(b",")?;
            }
            let field = Clean::new(field);
            if field.contains([',', '"']) {
                write!(self.to, "\"{}\"", field.replace('"', "\"\""))?;
            } else {
                write!(self.to, "{field}")?;
            }
        }
        self.to.write_all(b"\n")
    }

    /// Before somebody is asked something.
    pub fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    pub fn blank(&mut self) -> io::Result<()> {
        self.to.write_all(b"\n")
    }

    /// A heading with a rule under it.
    pub fn heading(&mut self, text: &Clean) -> io::Result<()> {
        let lines = textwrap::wrap(text, self.measure());
        for line in &lines {
            writeln!(self.to, "{line}")?;
        }
        let widest = lines.iter().map(|line| textwrap::core::display_width(line)).max().unwrap_or(0);
        writeln!(self.to, "{}", "─".repeat(widest))
    }

    /// Wrapped text, `indent` cells from the left.
    pub fn text(&mut self, indent: usize, text: &Clean) -> io::Result<()> {
        self.hanging(&" ".repeat(indent), indent, text)
    }

    /// Wrapped text after a `lead` of the program's own, its further lines `indent` cells from the left.
    pub fn hanging(&mut self, lead: &str, indent: usize, text: &Clean) -> io::Result<()> {
        let further = " ".repeat(indent);
        let options = textwrap::Options::new(self.measure())
            .initial_indent(lead)
            .subsequent_indent(&further)
            // An id taken apart at its hyphens could not be copied.
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text, options) {
            writeln!(self.to, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// A table with its heads, columns aligned by display width; the last column takes what room is left and wraps.
    pub fn table(&mut self, heads: &[&str], rows: &[Vec<Clean>]) -> io::Result<()> {
        let fixed = heads.len().saturating_sub(1);
        let width_of = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| textwrap::core::display_width(cell));
            cells.chain(heads.get(column).map(|head| textwrap::core::display_width(head))).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..fixed).map(width_of).collect();
        let used: usize = widths.iter().map(|width| width.saturating_add(GUTTER)).sum();
        let room = self.width.saturating_sub(used).max(NARROWEST);
        let heads: Vec<Clean> = heads.iter().map(|head| Clean::new(head)).collect();
        for row in std::iter::once(&heads).chain(rows) {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                let padding = width.saturating_sub(textwrap::core::display_width(cell)).saturating_add(GUTTER);
                line.push_str(cell);
                line.push_str(&" ".repeat(padding));
            }
            let last = row.last().map(|cell| textwrap::wrap(cell, room)).unwrap_or_default();
            line.push_str(last.first().map_or("", |first| first));
            writeln!(self.to, "{}", line.trim_end())?;
            for further in last.iter().skip(1) {
                writeln!(self.to, "{}{further}", " ".repeat(used))?;
            }
        }
        Ok(())
    }

    /// Made by the program itself, in lines of its own: a manual page, completions.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)
    }

    fn measure(&self) -> usize {
        self.width.min(MEASURE)
    }
}

/// A JSON value in one cell: lists joined by `; `, nothing for null.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[derive(Serialize)]
    struct Line {
        name: Clean,
        tags: Vec<&'static str>,
        at: Option<u8>,
    }

    impl Record for Line {
        const FIELDS: &'static [&'static str] = &["name", "tags", "at"];
    }

    fn printed(form: Form, width: usize, print: impl FnOnce(&mut Printer) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        print(&mut Printer::new(&mut out, form, width)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn csv_quotes_what_would_break_it() {
        let line = Line { name: "\"Так\", сказала вона".into(), tags: vec!["a", "b"], at: None };
        let text = printed(Form::Csv, 80, |out| {
            out.head::<Line>()?;
            out.record(&line, |_| Ok(()))
        });
        assert_eq!(text, "name,tags,at\n\"\"\"Так\"\", сказала вона\",a; b,\n");
    }

    #[test]
    fn json_is_one_line_in_the_order_of_the_fields() {
        let line = Line { name: "x".into(), tags: vec![], at: Some(1) };
        let text = printed(Form::Json, 80, |out| out.record(&line, |_| Ok(())));
        assert_eq!(text, "{\"name\":\"x\",\"tags\":[],\"at\":1}\n");
    }

    #[test]
    fn a_table_is_aligned_by_display_width_and_its_last_column_wraps() {
        let rows = [vec!["Київ".into(), "один два три чотири п'ять".into()], vec!["東京".into(), "x".into()]];
        let text = printed(Form::Plain, 26, |out| out.table(&["PLACE", "WORDS"], &rows));
        assert_eq!(text, "PLACE  WORDS\nКиїв   один два три чотири\n       п'ять\n東京   x\n");
    }

    #[test]
    fn nothing_is_wider_than_the_terminal_and_long_words_are_cut() {
        let text = printed(Form::Plain, 24, |out| out.text(4, &"слово ".repeat(9).as_str().into()));
        assert!(text.lines().all(|line| line.starts_with("    ") && line.chars().count() <= 24), "{text}");
        let text = printed(Form::Plain, 24, |out| out.text(0, &"щ".repeat(99).as_str().into()));
        assert!(text.lines().all(|line| line.chars().count() <= 24), "{text}");
    }
}
