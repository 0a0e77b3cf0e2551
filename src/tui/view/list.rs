//! The list of documents:
//!
//! ```text
//!  Documents · 5
//!  ──────────────────────────────────────
//! ▌2019-05-14 uk  Помпео зустрівся з Ла…
//! ▌  Sochi · Pompeo           L 3 · US 6
//! ```

use std::collections::HashMap;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    corpus::Corpus,
    library::reader::{Kept, ReaderFile},
    text::Clean,
    tui::{
        app::list::{Item, List},
        layout::{ENTRY, LIST_HEAD},
        line::Line,
        names,
        theme::{Role, Theme},
    },
};

/// The list and what its drawing depends on.
pub struct Shown<'a> {
    pub list: &'a List,
    pub corpus: &'a Corpus,
    /// What the reader keeps of the documents, by id.
    pub kept: Option<&'a HashMap<String, Kept>>,
    pub file: &'a ReaderFile,
    pub theme: Theme,
    pub has_keys: bool,
}

pub fn draw(shown: &Shown, pane: Rect, buffer: &mut Buffer) {
    let mut rows = pane.rows();
    // A margin before what stands beside it.
    let wide = usize::from(pane.width.saturating_sub(1));
    let faint = shown.theme.style(Role::Faint);
    let title = shown.theme.style(if shown.has_keys { Role::Title } else { Role::Text });
    let head = Line::new().own(" Documents", title).own(" · ", faint).number(shown.list.total, faint);
    let rule = Line::new().own(" ", faint).filled("─", wide, shown.theme.style(Role::Line));
    for line in [head, rule] {
        if let Some(row) = rows.next() {
            line.fitted(wide).draw(row, buffer);
        }
    }
    if shown.list.total == 0 {
        empty(shown, rows, buffer);
        return;
    }
    let room = usize::from(pane.height.saturating_sub(LIST_HEAD).div_ceil(ENTRY));
    for index in shown.list.top..shown.list.top.saturating_add(room) {
        let Some(item) = shown.list.get(index) else { break };
        for line in entry(shown, item, index == shown.list.selected, wide) {
            if let Some(row) = rows.next() {
                line.draw(row, buffer);
            }
        }
    }
}

fn empty(shown: &Shown, rows: impl Iterator<Item = Rect>, buffer: &mut Buffer) {
    let faint = shown.theme.style(Role::Faint);
    let words = [
        "",
        " No documents yet.",
        "",
        " visavis import PATH adds some.",
        " visavis --sample shows examples.",
        " q leaves, ? tells the rest.",
    ];
    for (row, words) in rows.zip(words) {
        Line::new().own(words, faint).draw(row, buffer);
    }
}

fn entry(shown: &Shown, item: &Item, selected: bool, wide: usize) -> [Line; 2] {
    let style = |role| shown.theme.style(role);
    let mark = match (selected, shown.has_keys) {
        (true, true) => Line::new().own("▌", style(Role::Mark)),
        (true, false) => Line::new().own("▌", style(Role::Faint)),
        (false, _) => Line::new().own(" ", style(Role::Text)),
    };
    let summary = &item.summary;
    let date = match summary.date {
        Some(date) => Line::new().date(date, style(Role::Faint)),
        None => Line::new().own("undated", style(Role::Faint)).filled(" ", 10, style(Role::Faint)),
    };
    let unread = if shown.file.is_read(&summary.document_id) { " " } else { "•" };
    let language = Line::new().own(summary.language.code(), style(Role::Faint)).filled(" ", 2, style(Role::Faint));
    let language = language.own(unread, style(Role::Key)).own(" ", style(Role::Faint));
    let title = mark.clone().then(date).own(" ", style(Role::Text)).then(language);
    let kept = shown.kept.and_then(|kept| kept.get(&summary.document_id));
    let title = if kept.is_some_and(|kept| kept.star) { title.own("★ ", style(Role::Key)) } else { title };
    let title = title.text(summary.heading(), style(Role::Text)).fitted(wide);
    let counts = counts(shown, summary.sides);
    let about = mark.own("  ", style(Role::Text));
    // Where no meeting is known, who printed it says most.
    let about = match item.meeting.as_ref().or(summary.source.as_ref()) {
        Some(words) => about.text(words, style(Role::Faint)),
        None => about,
    };
    let about = match kept.map(tags) {
        Some(tags) if !tags.is_empty() => about.own(" ", style(Role::Text)).text(&tags, style(Role::Key)),
        _ => about,
    };
    let room = wide.saturating_sub(counts.width());
    [title, about.fitted(room.saturating_sub(1)).filled(" ", room, style(Role::Text)).then(counts).fitted(wide)]
}

/// "#arms #nato ✎": the sign is for a note.
fn tags(kept: &Kept) -> Clean {
    let tags = kept.tags.iter().map(|tag| format!("#{tag}"));
    let note = kept.note.as_ref().map(|_| "✎".to_owned());
    Clean::from(tags.chain(note).collect::<Vec<_>>().join(" "))
}

/// "L 4 · US 3"; a side without quotations has a dash, and where neither has any there is nothing to say.
fn counts(shown: &Shown, sides: [usize; 2]) -> Line {
    let faint = shown.theme.style(Role::Faint);
    if sides == [0, 0] {
        return Line::new();
    }
    let both = sides.into_iter().enumerate().map(|(side, count)| {
        let style = shown.theme.style(Role::Side(Some(side)));
        match count {
            0 => Line::new().own("–", faint),
            _ => Line::new().text(&names::label(shown.corpus, side), style).own(" ", style).number(count, style),
        }
    });
    super::dotted(both, faint)
}
