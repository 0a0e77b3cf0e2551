//! One quotation as lines of a column: its words, with what is around a fragment faint, and where they stand.

use super::{
    super::super::{
        line::{Line, Looks},
        theme::Role,
    },
    lay::Sheet,
};
use crate::{
    quotation::{Kind, Quotation},
    text::{Clean, Span, wrap::wrap},
};

/// Lines of a quotation's words at most, and where many stand in the order of time; the article has the rest.
const MOST_LINES: usize = 12;
const BRIEF_LINES: usize = 3;

/// Stands where the reporter interrupts.
const BREAK: &str = " … ";

/// What is shown of a quotation: the words, or for a fragment the sentence around it.
pub fn shown(quotation: &Quotation) -> Clean {
    match quotation.kind {
        Kind::Partial if segments_in(&quotation.sentence, quotation).is_some() => quotation.sentence.clone(),
        Kind::Direct | Kind::Partial => Clean::new(&joined(quotation)),
        Kind::Reported => Clean::new(&format!("≈ {}", quotation.text)),
    }
}

fn joined(quotation: &Quotation) -> String {
    let segments: Vec<&str> = quotation.segments.iter().map(Clean::as_str).collect();
    segments.join(BREAK)
}

/// Where the segments stand in a text, one after another.
fn segments_in(text: &str, quotation: &Quotation) -> Option<Vec<Span>> {
    let mut rest = text;
    let mut at = 0;
    quotation
        .segments
        .iter()
        .map(|segment| {
            let (before, _) = rest.split_once(segment.as_str())?;
            let start = at + before.chars().count();
            let end = start + segment.chars().count();
            rest = rest.get(before.len() + segment.len()..)?;
            at = end;
            Some(Span::new(start, end))
        })
        .collect()
}

/// A quotation's lines, `cells` wide; `terms` are words of it that support the pair.
pub fn lines(quotation: &Quotation, side: usize, terms: &[&str], cells: usize, sheet: &Sheet) -> Vec<Line> {
    let text = shown(quotation);
    let looks = looks(quotation, &text, side, terms, sheet);
    let rows = wrap(&text, cells);
    let most = if sheet.is_brief() { BRIEF_LINES } else { MOST_LINES };
    // One line more takes no more room than to say so.
    let most = if rows.len() == most + 1 { rows.len() } else { most };
    let mut lines: Vec<Line> = rows.iter().take(most).map(|row| looks.line(&text, *row)).collect();
    let faint = sheet.theme.style(Role::Faint);
    let more = rows.len().saturating_sub(most);
    if more > 0 {
        lines.push(Line::new().own("… ", faint).number(more, faint).own(" more lines in the article", faint));
    }
    lines
}

fn looks(quotation: &Quotation, text: &Clean, side: usize, terms: &[&str], sheet: &Sheet) -> Looks {
    let style = |role| sheet.theme.style(role);
    let own = style(Role::Side(Some(side)));
    let mut looks = match quotation.kind {
        Kind::Direct | Kind::Partial => Looks::new(style(Role::Faint)),
        Kind::Reported => Looks::new(own.patch(style(Role::Reported))),
    };
    if quotation.kind != Kind::Reported {
        for at in segments_in(text, quotation).unwrap_or_default() {
            looks.add(at, own);
        }
    }
    for term in terms.iter().filter(|term| !term.is_empty()) {
        let mut from = 0;
        while let Some((before, _)) = text.get(from..).and_then(|rest| rest.split_once(term)) {
            let byte = from + before.len();
            let end = byte + term.len();
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let inside = letter(text.get(..byte).and_then(|before| before.chars().next_back()))
                || letter(text.get(end..).and_then(|after| after.chars().next()));
            if !inside {
                let start = text.get(..byte).map_or(0, |before| before.chars().count());
                looks.add(Span::new(start, start + term.chars().count()), style(Role::Term));
            }
            from = end;
        }
    }
    for hit in sheet.needle.map(|needle| needle.hits(text)).unwrap_or_default() {
        looks.add(hit, style(Role::Hit));
    }
    looks
}
