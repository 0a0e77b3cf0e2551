//! What is printed, and how: JSON Lines, CSV, wrapped text and tables. Knows nothing of the nouns.

use std::io::{self, Write};

use serde::Serialize;

use super::command::Form;
pub use crate::export::csv::Record;
use crate::{
    export::csv,
    text::{Clean, width::width},
};

/// The widest running text is set: longer lines are hard to follow.
const MEASURE: usize = 84;
/// Narrower than this, text is set as if there were this much room.
const NARROWEST: usize = 20;
/// What stands between two columns of a table.
const GUTTER: usize = 2;
/// From this width on, what two sides say stands side by side.
const TWO_COLUMNS: usize = 100;
/// What stands between the columns of two sides.
const BETWEEN: usize = 3;

/// Standard output in one of its forms.
pub struct Printer<'a> {
    to: &'a mut dyn Write,
    form: Form,
    width: usize,
}

/// A paragraph in a column: a lead of the program's own, its further lines so many cells from the left.
pub struct Block {
    pub lead: &'static str,
    pub indent: usize,
    pub text: Clean,
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
            Form::Csv => writeln!(self.to, "{}", csv::head::<R>()),
            Form::Plain | Form::Json => Ok(()),
        }
    }

    /// A record as JSON or CSV; `plain` prints it for people.
    pub fn record<R: Record>(&mut self, record: &R, plain: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        match self.form {
            Form::Plain => plain(self),
            Form::Json => self.json(record),
            Form::Csv => writeln!(self.to, "{}", csv::record(record)?),
        }
    }

    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.to, value)?;
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

    /// Whether there is room for two columns of running text.
    pub fn has_columns(&self) -> bool {
        self.width >= TWO_COLUMNS
    }

    /// Two columns side by side, a line between them.
    pub fn columns(&mut self, left: &[Block], right: &[Block]) -> io::Result<()> {
        let room = self.column();
        let set = |blocks: &[Block]| -> Vec<String> { blocks.iter().flat_map(|block| block.set(room)).collect() };
        let (left, right) = (set(left), set(right));
        for index in 0..left.len().max(right.len()) {
            let line = |lines: &[String]| lines.get(index).cloned().unwrap_or_default();
            let left = line(&left);
            let padding = " ".repeat(room.saturating_sub(width(&left)));
            writeln!(self.to, "{}", format!("{left}{padding} │ {}", line(&right)).trim_end())?;
        }
        Ok(())
    }

    /// A paragraph under two columns, as wide as both.
    pub fn across(&mut self, block: &Block) -> io::Result<()> {
        let room = self.column().saturating_mul(2).saturating_add(BETWEEN);
        block.set(room).iter().try_for_each(|line| writeln!(self.to, "{line}"))
    }

    /// A line across both columns; `crossing` is where it meets the one between them.
    pub fn rule(&mut self, crossing: char) -> io::Result<()> {
        let half = "─".repeat(self.column().saturating_add(1));
        writeln!(self.to, "{half}{crossing}{half}")
    }

    fn column(&self) -> usize {
        (self.width.saturating_sub(BETWEEN) / 2).min(MEASURE)
    }

    /// Wrapped text, `indent` cells from the left.
    pub fn text(&mut self, indent: usize, text: &Clean) -> io::Result<()> {
        self.hanging(&" ".repeat(indent), indent, text)
    }

    /// Wrapped text after a `lead` of the program's own, its further lines `indent` cells from the left.
    pub fn hanging(&mut self, lead: &str, indent: usize, text: &Clean) -> io::Result<()> {
        set(text, lead, indent, self.measure()).iter().try_for_each(|line| writeln!(self.to, "{line}"))
    }

    /// A paragraph of running text.
    pub fn block(&mut self, block: &Block) -> io::Result<()> {
        self.hanging(block.lead, block.indent, &block.text)
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

    /// One line, however long: for whoever looks through it with a program.
    pub fn line(&mut self, lead: &str, text: &Clean) -> io::Result<()> {
        writeln!(self.to, "{lead}{text}")
    }

    /// Where a form of its own is written.
    pub fn stream(&mut self) -> &mut dyn Write {
        self.to
    }

    /// Made by the program itself, in lines of its own: a manual page, completions.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)
    }

    fn measure(&self) -> usize {
        self.width.min(MEASURE)
    }
}

impl Block {
    pub fn new(lead: &'static str, indent: usize, text: Clean) -> Self {
        Self { lead, indent, text }
    }

    fn set(&self, room: usize) -> Vec<String> {
        set(&self.text, self.lead, self.indent, room)
    }
}

/// The lines of a paragraph.
fn set(text: &Clean, lead: &str, indent: usize, room: usize) -> Vec<String> {
    let further = " ".repeat(indent);
    let options = textwrap::Options::new(room)
        .initial_indent(lead)
        .subsequent_indent(&further)
        // An id taken apart at its hyphens could not be copied.
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
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
        assert_eq!(text, "name,tags,at\n\"\"\"Так\"\", сказала вона\",\"a; b\",\n");
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
