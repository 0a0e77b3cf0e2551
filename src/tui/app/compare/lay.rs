//! A pair laid out at a width: two columns whose lines stand beside each other, or one above the other, and under
//! them why they are a pair.

use super::{
    super::{
        super::{
            line::Line,
            names,
            theme::{Role, Theme},
        },
        find::Needle,
    },
    cell,
};
use crate::{
    alignment::{Pair, Why},
    corpus::Corpus,
    library::{Result, Store},
    quotation::{By, Kind, Quotation},
    text::Clean,
};

/// Before the words stands their language, so wide.
const LANGUAGE: usize = 4;

/// What a pair is laid out on.
pub struct Sheet<'a> {
    pub store: &'a dyn Store,
    pub theme: Theme,
    pub width: usize,
    pub stacked: bool,
    pub needle: Option<&'a Needle>,
}

/// A pair's lines, ready to be drawn.
#[derive(Debug, Default, PartialEq)]
pub struct Laid {
    pub lines: Vec<LaidLine>,
}

#[derive(Debug, PartialEq)]
pub enum LaidLine {
    Columns([Line; 2]),
    /// A line of one side over the whole width.
    Stacked(usize, Line),
    /// Over the whole width, in the middle.
    Why(Line),
    Blank,
}

pub fn quotation(store: &dyn Store, id: Option<&String>) -> Result<Option<Quotation>> {
    id.map_or(Ok(None), |id| store.quotation(id))
}

/// The cells that a column's text has: beside it stand the mark of the selection and a margin.
fn column(side: usize, sheet: &Sheet) -> usize {
    let left = sheet.width / 2;
    let all = match (sheet.stacked, side) {
        (true, _) => sheet.width,
        (false, 0) => left,
        (false, _) => sheet.width.saturating_sub(left + 1),
    };
    all.saturating_sub(2)
}

pub fn lay(pair: &Pair<String>, sheet: &Sheet) -> Result<Laid> {
    let quotations = super::quotations(sheet.store, pair)?;
    let is_gap = quotations.iter().any(Option::is_none);
    let mut columns = [Vec::new(), Vec::new()];
    for (side, (lines, quotation)) in columns.iter_mut().zip(&quotations).enumerate() {
        *lines = match quotation {
            Some(quotation) => column_lines(quotation, side, pair, is_gap, sheet)?,
            None => vec![nothing(side, sheet)],
        };
    }
    let [left, right] = columns;
    let mut lines = Vec::new();
    if sheet.stacked {
        lines.extend(left.into_iter().map(|line| LaidLine::Stacked(0, line)));
        lines.extend(right.into_iter().map(|line| LaidLine::Stacked(1, line)));
    } else {
        let height = left.len().max(right.len());
        let padded = |lines: Vec<Line>| lines.into_iter().chain(std::iter::repeat_with(Line::new)).take(height);
        lines.extend(padded(left).zip(padded(right)).map(|(left, right)| LaidLine::Columns([left, right])));
    }
    if !is_gap {
        lines.push(LaidLine::Why(why(&pair.why, sheet).fitted(sheet.width.saturating_sub(2))));
    }
    lines.push(LaidLine::Blank);
    Ok(Laid { lines })
}

fn column_lines(
    quotation: &Quotation,
    side: usize,
    pair: &Pair<String>,
    is_gap: bool,
    sheet: &Sheet,
) -> Result<Vec<Line>> {
    let faint = sheet.theme.style(Role::Faint);
    let indent = if sheet.stacked { label_width(sheet.store.corpus()) } else { 0 } + LANGUAGE;
    let cells = column(side, sheet).saturating_sub(indent).max(1);
    let terms = pair.why.terms.iter().map(|(left, right)| if side == 0 { left } else { right });
    let terms: Vec<&str> = terms.map(String::as_str).collect();
    let mut lines = cell::lines(quotation, side, &terms, cells, sheet);
    lines.push(about(quotation, side, is_gap.then_some(pair), sheet)?.fitted(cells));
    let first = prefix(side, sheet).own(quotation.language.code(), faint).filled(" ", indent, faint);
    let prefixes = std::iter::once(first).chain(std::iter::repeat_with(|| Line::new().filled(" ", indent, faint)));
    Ok(prefixes.zip(lines).map(|(prefix, line)| prefix.then(line)).collect())
}

/// In a stack each side is named.
fn prefix(side: usize, sheet: &Sheet) -> Line {
    if !sheet.stacked {
        return Line::new();
    }
    let corpus = sheet.store.corpus();
    let style = sheet.theme.style(Role::Side(Some(side)));
    Line::new().text(&names::label(corpus, side), style).filled(" ", label_width(corpus), style)
}

fn label_width(corpus: &Corpus) -> usize {
    let widths = (0..2).map(|side| crate::text::width::width(&names::label(corpus, side)));
    widths.max().unwrap_or(0) + 1
}

fn nothing(side: usize, sheet: &Sheet) -> Line {
    let faint = sheet.theme.style(Role::Faint);
    let nothing = "(nothing)";
    if sheet.stacked {
        return prefix(side, sheet).own(nothing, faint);
    }
    let pad = column(side, sheet).saturating_sub(nothing.len());
    Line::new().filled(" ", if side == 0 { 0 } else { pad }, faint).own(nothing, faint)
}

/// Who (where the side has several), when and where; alone also about what.
fn about(quotation: &Quotation, side: usize, gap: Option<&Pair<String>>, sheet: &Sheet) -> Result<Line> {
    let corpus = sheet.store.corpus();
    let several = corpus.sides.get(side).is_some_and(|side| side.members.len() > 1);
    let mut parts: Vec<Clean> = Vec::new();
    parts.extend(quotation.speaker.clone().filter(|_| several));
    parts.extend(quotation.date.map(|date| Clean::new(&date.to_string())));
    let source = sheet.store.summary(&quotation.document_id)?.and_then(|summary| summary.source);
    parts.push(source.unwrap_or_else(|| quotation.document.clone()));
    if quotation.kind == Kind::Reported {
        parts.push("reported, not the speaker's words".into());
    }
    if quotation.by == By::Reader {
        parts.push("put right by you".into());
    }
    if let Some(topic) = gap.and_then(|pair| pair.topic.as_ref().or(quotation.topics.first())) {
        let name = corpus.topic(topic).map_or(topic.as_str(), |topic| &topic.name);
        parts.push(Clean::new(&format!("topic: {name}")));
    }
    Ok(joined(&parts, sheet))
}

/// What the program knows, never an interpretation of its own.
fn why(why: &Why, sheet: &Sheet) -> Line {
    let corpus = sheet.store.corpus();
    let topic = |id: &String| corpus.topic(id).map_or(id.as_str(), |topic| &topic.name).to_owned();
    let topics: Vec<String> = why.topics.iter().map(topic).collect();
    let mut parts: Vec<Clean> = Vec::new();
    parts.extend(why.same_group.then(|| "same words".into()));
    parts.extend(why.same_meeting.then(|| "same meeting".into()));
    parts.extend((!topics.is_empty()).then(|| Clean::new(&format!("same topic: {}", topics.join(", ")))));
    parts.extend(why.terms.iter().take(3).map(|(left, right)| Clean::new(&format!("{left} ~ {right}"))));
    parts.extend((!why.differs.is_empty()).then(|| Clean::new(&format!("differs: {}", why.differs.join(", ")))));
    let faint = sheet.theme.style(Role::Faint);
    Line::new().own("── ", faint).then(joined(&parts, sheet)).own(" ──", faint)
}

fn joined(parts: &[Clean], sheet: &Sheet) -> Line {
    let faint = sheet.theme.style(Role::Faint);
    parts.iter().enumerate().fold(Line::new(), |line, (index, part)| {
        if index == 0 { line.text(part, faint) } else { line.own(" · ", faint).text(part, faint) }
    })
}
