//! Comma-separated values that a spreadsheet can open: a cell is never taken for a formula.

use serde::Serialize;
use serde_json::Value;

use crate::text::Clean;

/// What Excel needs to see that a file is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A line of a list. `FIELDS` are the columns of its CSV: fields of its JSON; a dot leads into an object.
pub trait Record: Serialize {
    const FIELDS: &'static [&'static str];
}

/// The columns' names, without the end of the line.
pub fn head<R: Record>() -> String {
    line(R::FIELDS.iter().copied())
}

/// One record, without the end of the line.
pub fn record<R: Record>(record: &R) -> serde_json::Result<String> {
    let value = serde_json::to_value(record)?;
    let find = |path: &str| path.split('.').try_fold(&value, |value, field| value.get(field));
    let cells: Vec<String> = R::FIELDS.iter().map(|path| find(path).map(cell).unwrap_or_default()).collect();
    Ok(line(cells.iter().map(String::as_str)))
}

/// One record as RFC 4180 has it. Every field is one line of clean text.
fn line<'f>(fields: impl Iterator<Item = &'f str>) -> String {
    let field = |field| {
        let field = harmless(&Clean::new(field));
        if field.contains([',', ';', '"']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
    };
    fields.map(field).collect::<Vec<_>>().join(",")
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

/// The text with an apostrophe before what a spreadsheet would take for the beginning of a formula. Where the
/// semicolon parts the cells, as in most of Europe, one may begin after each.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split(';').enumerate() {
        if index > 0 {
            out.push(';');
        }
        // Spaces and quotation marks before the sign do not keep every program from reading it.
        let told = part.trim_start_matches([' ', '"']);
        if told.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_number(part) {
            out.push('\'');
        }
        out.push_str(part);
    }
    out
}

/// A plain number, below zero too, computes nothing.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    #[derive(Serialize)]
    struct Row {
        text: &'static str,
        inner: Inner,
    }

    #[derive(Serialize)]
    struct Inner {
        tags: Vec<&'static str>,
        at: Option<f64>,
    }

    impl Record for Row {
        const FIELDS: &'static [&'static str] = &["text", "inner.tags", "inner.at", "inner.none"];
    }

    fn row(text: &'static str, tags: &[&'static str], at: Option<f64>) -> String {
        record(&Row { text, inner: Inner { tags: tags.to_vec(), at } }).unwrap()
    }

    #[test]
    fn what_would_break_a_cell_is_quoted() {
        assert_eq!(head::<Row>(), "text,inner.tags,inner.at,inner.none");
        assert_eq!(row("\"Так\", сказала вона", &["a", "b"], None), "\"\"\"Так\"\", сказала вона\",\"a; b\",,");
        assert_eq!(row("просто", &[], Some(0.5)), "просто,,0.5,");
    }

    #[test]
    fn a_line_or_an_escape_within_a_cell_is_gone() {
        assert_eq!(row("a\r\n=b\tc\u{1b}[31md\u{202e}", &[], None), "a =b cd,,,");
    }

    #[test]
    fn nothing_is_a_formula() {
        for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
            for before in ["", " ", "\"", " \""] {
                let formula = format!("{before}{sign}cmd|' /C calc'!A0");
                assert_eq!(harmless(&formula), format!("'{formula}"));
                assert_eq!(harmless(&format!("слова;{formula}; ще")), format!("слова;'{formula}; ще"));
            }
        }
    }

    #[test]
    fn words_and_numbers_stay_as_they_are() {
        for text in ["a = b", "— Так, — сказала вона", "2021-03-03", "-4", "-0.25", "", "’", "a; b", "«=»", "'="]
        {
            assert_eq!(harmless(text), text);
        }
        assert_eq!(harmless("- Так"), "'- Так");
    }

    proptest! {
        /// Whichever sign parts the cells, none begins as a formula; and the text is the same but for apostrophes.
        #[test]
        fn no_text_is_a_formula(text in "[-=+@;, \"'aя0]{0,12}") {
            let guarded = harmless(&text);
            for cell in guarded.split(';') {
                prop_assert!(is_number(cell) || !cell.trim_start_matches([' ', '"']).starts_with(['=', '+', '-', '@']));
            }
            let without = |text: &str| text.replace('\'', "");
            prop_assert_eq!(without(&guarded), without(&text));
        }
    }
}
