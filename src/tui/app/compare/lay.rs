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
        keep::kept_of,
    },
    cell,
    lens::{Columns, Heads},
};
use crate::{
    alignment::Pair,
    corpus::Corpus,
    library::{Result, Store, reader::Kept},
    quotation::{By, Kind, Quotation},
    text::{Clean, Span, span, wrap::wrap},
};

/// Before the words stands their language, so wide.
const LANGUAGE: usize = 4;

/// What all pairs are laid out with.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    pub store: &'a dyn Store,
    pub theme: Theme,
    /// Stars, tags and notes.
    pub kept: &'a [Kept],
}

/// What a pair is laid out on.
pub struct Sheet<'a> {
    pub store: &'a dyn Store,
    pub theme: Theme,
    pub kept: &'a [Kept],
    pub width: usize,
    pub columns: Columns,
    pub form: Form,
    pub heads: &'a Heads,
    /// The row begins an occasion, which is named above it.
    pub occasion: bool,
    /// The next pair stands in one row with it.
    pub followed: bool,
    pub needle: Option<&'a Needle>,
}

impl Sheet<'_> {
    /// Of what stands in the order of time only the first words are shown, and no topic, which is that of all.
    pub fn is_brief(&self) -> bool {
        matches!(self.heads, Heads::Years(_))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Side by side.
    Columns,
    /// One side above the other, each named.
    Stacked,
    /// One side by itself.
    Alone,
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
    /// Over the whole width, in the middle: an occasion, or why two are a pair.
    Across(Line),
    Blank,
}

pub fn quotation(store: &dyn Store, id: Option<&String>) -> Result<Option<Quotation>> {
    id.map_or(Ok(None), |id| store.quotation(id))
}

/// The cells that a side's text has: beside it stand the mark of the selection and a margin.
fn column(side: usize, sheet: &Sheet) -> usize {
    let Columns { sides, cells } = sheet.columns;
    let all = match sheet.form {
        Form::Columns => sides.iter().zip(cells).find(|(of, _)| **of == side).map_or(0, |(_, cells)| cells),
        Form::Stacked | Form::Alone => sheet.width,
    };
    all.saturating_sub(2)
}

pub fn lay(pair: &Pair<String>, sheet: &Sheet) -> Result<Laid> {
    let quotations = super::quotations(sheet.store, pair)?;
    let mut lines = Vec::new();
    if sheet.occasion {
        lines.push(LaidLine::Across(occasion(pair, quotations.iter().flatten().next(), sheet)?));
    }
    let mut columns = Vec::new();
    for side in sheet.columns.sides {
        let quotation = quotations.get(side).and_then(Option::as_ref);
        columns.push(match quotation {
            Some(quotation) => column_lines(quotation, side, pair, sheet)?,
            // What nobody was asked to answer is left blank.
            None if sheet.is_brief() || sheet.form == Form::Alone => Vec::new(),
            // Nor is it a gap where the row has words of that side above.
            None if pair.joined => Vec::new(),
            None => vec![nothing(side, sheet)],
        });
    }
    if sheet.form == Form::Columns {
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        let mut columns = columns.into_iter().map(|lines| lines.into_iter().chain(std::iter::repeat_with(Line::new)));
        if let (Some(left), Some(right)) = (columns.next(), columns.next()) {
            lines.extend(left.zip(right).take(height).map(|(left, right)| LaidLine::Columns([left, right])));
        }
    } else {
        for (side, column) in sheet.columns.sides.into_iter().zip(columns) {
            lines.extend(column.into_iter().map(|line| LaidLine::Stacked(side, line)));
        }
    }
    if is_pair(pair) {
        lines.push(LaidLine::Across(why(pair, sheet).fitted(sheet.width.saturating_sub(2))));
    }
    if !sheet.followed {
        lines.push(LaidLine::Blank);
    }
    Ok(Laid { lines })
}

/// Whether two quotations stand here because they belong together.
fn is_pair(pair: &Pair<String>) -> bool {
    pair.left.is_some() && pair.right.is_some() && pair.score.is_some()
}

/// "14 May 2019 · Sochi": when and where what follows was said.
fn occasion(pair: &Pair<String>, first: Option<&Quotation>, sheet: &Sheet) -> Result<Line> {
    let (faint, text) = (sheet.theme.style(Role::Faint), sheet.theme.style(Role::Text));
    let meeting = pair.meeting.as_deref().map(|id| sheet.store.meeting(id)).transpose()?.flatten();
    let name = match (meeting, first.and_then(|quotation| quotation.date)) {
        (Some(meeting), _) => names::occasion(&meeting),
        (None, Some(date)) => Clean::new(&date.strftime("%-d %B %Y").to_string()),
        (None, None) => "No date known".into(),
    };
    let line = Line::new().own("── ", faint).text(&name, text).own(" ──", faint);
    Ok(line.fitted(sheet.width.saturating_sub(2)))
}

fn column_lines(quotation: &Quotation, side: usize, pair: &Pair<String>, sheet: &Sheet) -> Result<Vec<Line>> {
    let faint = sheet.theme.style(Role::Faint);
    let indent = if sheet.form == Form::Stacked { label_width(sheet.store.corpus()) } else { 0 } + LANGUAGE;
    let cells = column(side, sheet).saturating_sub(indent).max(1);
    let terms = pair.why.terms.iter().map(|(left, right)| if side == 0 { left } else { right });
    let terms: Vec<&str> = terms.map(String::as_str).collect();
    let mut lines = cell::lines(quotation, side, &terms, cells, sheet);
    lines.extend(about(quotation, side, pair, cells, sheet)?);
    lines.extend(kept(quotation, cells, sheet)?);
    let first = prefix(side, sheet).own(quotation.language.code(), faint).filled(" ", indent, faint);
    let prefixes = std::iter::once(first).chain(std::iter::repeat_with(|| Line::new().filled(" ", indent, faint)));
    Ok(prefixes.zip(lines).map(|(prefix, line)| prefix.then(line)).collect())
}

/// In a stack each side is named.
fn prefix(side: usize, sheet: &Sheet) -> Line {
    if sheet.form != Form::Stacked {
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
    if sheet.form == Form::Stacked {
        return prefix(side, sheet).own(nothing, faint);
    }
    let pad = column(side, sheet).saturating_sub(nothing.len());
    let is_left = sheet.columns.sides.first() == Some(&side);
    Line::new().filled(" ", if is_left { 0 } else { pad }, faint).own(nothing, faint)
}

/// Who, and in what office (where the side has several), when and where; alone also about what.
fn about(quotation: &Quotation, side: usize, pair: &Pair<String>, cells: usize, sheet: &Sheet) -> Result<Vec<Line>> {
    let corpus = sheet.store.corpus();
    let several = corpus.sides.get(side).is_some_and(|side| side.members.len() > 1);
    let mut parts: Vec<Clean> = Vec::new();
    parts.extend(quotation.speaker.as_ref().filter(|_| several).map(|speaker| match &quotation.office {
        Some(office) => Clean::new(&format!("{speaker}, {office}")),
        None => speaker.clone(),
    }));
    if quotation.kind == Kind::Reported {
        parts.push("reported, not the speaker's words".into());
    }
    // The day of a meeting or of an occasion stands above.
    let above = sheet.is_brief() || *sheet.heads == Heads::Meetings && pair.meeting.is_some();
    parts.extend(quotation.date.filter(|_| !above).map(|date| Clean::new(&date.to_string())));
    if quotation.by == By::Reader {
        parts.push("put right by you".into());
    }
    if pair.joined {
        parts.push("joined by you".into());
    }
    if !is_pair(pair) && !sheet.is_brief() {
        if pair.by == By::Reader {
            parts.push("parted by you".into());
        }
        // By topic it stands above.
        let topic = pair.topic.as_ref().or(quotation.topics.first());
        if let Some(topic) = topic.filter(|_| *sheet.heads != Heads::Topics) {
            let name = corpus.topic(topic).map_or(topic.as_str(), |topic| &topic.name);
            parts.push(Clean::new(&format!("topic: {name}")));
        }
    }
    let source = sheet.store.summary(&quotation.document_id)?.and_then(|summary| summary.source);
    parts.push(source.unwrap_or_else(|| quotation.document.clone()));
    let all: Vec<&str> = parts.iter().map(Clean::as_str).collect();
    let all = Clean::from(all.join(" · "));
    let rows = wrap(&all, cells);
    // What is beyond the second row is cut off with a sign.
    let end = rows.last().map_or(0, |row| row.end);
    let first = rows.first().copied().filter(|_| rows.len() > 1);
    let last = Span::new(first.map_or(0, |row| row.end), end);
    let faint = sheet.theme.style(Role::Faint);
    let row = |at| Line::new().text(&Clean::new(span::slice(&all, at)).trimmed(), faint).fitted(cells);
    Ok(first.into_iter().chain([last]).map(row).collect())
}

/// "★ · #arms · “a note”": what the reader keeps of it.
fn kept(quotation: &Quotation, cells: usize, sheet: &Sheet) -> Result<Option<Line>> {
    let about = |kept: &&Kept| kept.document_id == quotation.document_id || kept.document == quotation.document;
    if !sheet.kept.iter().any(|kept| !kept.whole && about(&kept)) {
        return Ok(None);
    }
    let Some(document) = sheet.store.document(&quotation.document_id)? else { return Ok(None) };
    let found = kept_of(sheet.kept, &document, &sheet.store.quotations_in(&quotation.document_id)?);
    let says = found.get(&quotation.id).map(Kept::says);
    let style = sheet.theme.style(Role::Text);
    // A star says itself; what has none is marked as in the article.
    let sign = |says: &Clean| if says.starts_with('★') { "" } else { "★ " };
    Ok(says.map(|says| Line::new().own(sign(&says), style).text(&says, style).fitted(cells)))
}

/// What the program knows, never an interpretation of its own.
fn why(pair: &Pair<String>, sheet: &Sheet) -> Line {
    let (corpus, why) = (sheet.store.corpus(), &pair.why);
    let topic = |id: &String| corpus.topic(id).map_or(id.as_str(), |topic| &topic.name).to_owned();
    let topics: Vec<String> = why.topics.iter().map(topic).collect();
    let mut parts: Vec<Clean> = Vec::new();
    parts.extend((pair.by == By::Reader).then(|| "linked by you".into()));
    parts.extend(why.same_group.then(|| "same words".into()));
    // A warning stands where it is not left out.
    parts.extend((!why.differs.is_empty()).then(|| Clean::new(&format!("differs: {}", why.differs.join(", ")))));
    parts.extend(why.same_meeting.then(|| "same meeting".into()));
    parts.extend((!topics.is_empty()).then(|| Clean::new(&format!("same topic: {}", topics.join(", ")))));
    parts.extend(why.terms.iter().take(3).map(|(left, right)| Clean::new(&format!("{left} ~ {right}"))));
    let faint = sheet.theme.style(Role::Faint);
    let line = |parts: &[Clean]| Line::new().own("── ", faint).then(joined(parts, sheet)).own(" ──", faint);
    let mut shown = line(&parts);
    // A reason for which there is no room is left out whole; "why" has them all.
    let mut kept = parts.len();
    while shown.width() > sheet.width.saturating_sub(2) && kept > 1 {
        kept -= 1;
        parts.truncate(kept);
        parts.push("…".into());
        shown = line(&parts);
    }
    shown
}

fn joined(parts: &[Clean], sheet: &Sheet) -> Line {
    let faint = sheet.theme.style(Role::Faint);
    parts.iter().enumerate().fold(Line::new(), |line, (index, part)| {
        if index == 0 { line.text(part, faint) } else { line.own(" · ", faint).text(part, faint) }
    })
}
