//! The open article. Beside the text a gutter names the side of each quotation where it begins and keeps a bar
//! along it; `≈` stands for a paraphrase, `▌` for the quotation that is looked at, `║` for one that the reader put
//! right, `★` beside it for one that has a star, a tag or a note:
//!
//! ```text
//!  US│ "Кожна з наших країн, …", - сказав
//!    │ держсекретар.
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    document::ParagraphKind,
    quotation::{By, Kind, Quotation},
    text::Span,
    tui::{
        app::{App, reader::Reader},
        layout,
        line::{Line, Looks},
        names,
        rows::{Row, RowKind},
        theme::Role,
    },
};

pub fn draw(app: &App, pane: Rect, buffer: &mut Buffer) {
    let (gutter, text) = layout::page(pane, app.measure);
    let Some(reader) = &app.reader else { return };
    let current = reader.current();
    let rows = gutter.rows().zip(text.rows());
    for ((gutter, text), row) in rows.zip(reader.seen()) {
        match row.kind {
            RowKind::Blank => {}
            RowKind::Title => {
                let mut looks = Looks::new(app.theme.style(Role::Title));
                light_hits(app, reader, None, &mut looks);
                looks.line(reader.document.heading(), row.span).draw(text, buffer);
            }
            RowKind::About => Looks::new(app.theme.style(Role::Faint)).line(&reader.about, row.span).draw(text, buffer),
            RowKind::Text => {
                beside(app, reader, row, current).draw_right(gutter, buffer);
                words(app, reader, row, current).draw(text, buffer);
            }
        }
    }
}

/// The quotations that have words in a row, with their place in the document's order.
fn quotations_in<'a>(reader: &'a Reader, row: &Row) -> impl Iterator<Item = (usize, &'a Quotation)> {
    let start = reader.start(row.paragraph);
    let row = row.span.shifted(start);
    let overlaps = move |span: &Span| span.start < row.end && row.start < span.end;
    let all = reader.quotations.iter().enumerate();
    all.filter(move |(_, quotation)| quotation.spans.iter().any(overlaps))
}

fn beside(app: &App, reader: &Reader, row: &Row, current: Option<usize>) -> Line {
    let start = reader.start(row.paragraph);
    let here = row.span.shifted(start);
    let mut quotations: Vec<(usize, &Quotation)> = quotations_in(reader, row).collect();
    // One row has one mark: of the quotation that is looked at, else of one that begins here, else of the first.
    quotations.sort_by_key(|(index, quotation)| {
        (Some(*index) != current, !here.contains(quotation.start), quotation.kind == Kind::Reported)
    });
    let Some((index, quotation)) = quotations.first() else { return Line::new() };
    let side = names::side_of(app.corpus(), quotation);
    let style = app.theme.style(Role::Side(side));
    let mut line = Line::new();
    if here.contains(quotation.start) {
        if quotation.kind == Kind::Reported {
            line = line.own("≈", style);
        }
        line = match side {
            Some(side) => line.text(&names::label(app.corpus(), side), style),
            None => line.own("·", style),
        };
    }
    let bar = match (Some(*index) == current, quotation.by) {
        (true, _) => "▌",
        (false, By::Rules) => "│",
        (false, By::Reader) => "║",
    };
    let cells = usize::from(layout::GUTTER) - 2;
    let kept = here.contains(quotation.start) && app.kept(quotation).is_some();
    // Where the label leaves no room the sign takes the place of the space before the text.
    let before = kept && line.width() < cells;
    let line = if before { Line::new().own("★", style).then(line) } else { line };
    line.fitted(cells).own(bar, style).own(if kept && !before { "★" } else { " " }, style)
}

fn words(app: &App, reader: &Reader, row: &Row, current: Option<usize>) -> Line {
    let Some(paragraph) = reader.document.paragraphs.get(row.paragraph) else { return Line::new() };
    let style = |role| app.theme.style(role);
    let mut looks = Looks::new(style(match paragraph.kind {
        ParagraphKind::Text | ParagraphKind::Turn | ParagraphKind::Quote => Role::Text,
        ParagraphKind::Heading | ParagraphKind::Question => Role::Heading,
        ParagraphKind::Caption | ParagraphKind::Noise => Role::Faint,
    }));
    let start = reader.start(row.paragraph);
    let local = |at: Span| Span::new(at.start.saturating_sub(start), at.end.saturating_sub(start));
    let mut quotations: Vec<(usize, &Quotation)> = quotations_in(reader, row).collect();
    // Marked words lie over a paraphrase that holds them.
    quotations.sort_by_key(|(_, quotation)| quotation.kind != Kind::Reported);
    for (index, quotation) in quotations {
        let mut own = style(Role::Side(names::side_of(app.corpus(), quotation)));
        if quotation.kind == Kind::Reported {
            own = own.patch(style(Role::Reported));
        }
        if Some(index) == current {
            own = own.patch(style(Role::Current));
        }
        for at in &quotation.spans {
            looks.add(local(*at), own);
        }
    }
    // The reporting words are often on another row than what they report.
    let here = row.span.shifted(start);
    let is_here = |cue: &Span| cue.start < here.end && here.start < cue.end;
    for at in reader.quotations.iter().filter_map(|quotation| quotation.cue_span).filter(is_here) {
        looks.add(local(at), style(Role::Cue));
    }
    for at in app.chosen() {
        looks.add(local(at), style(Role::Chosen));
    }
    light_hits(app, reader, Some(row.paragraph), &mut looks);
    looks.line(&paragraph.text, row.span)
}

/// What was searched for in a paragraph, or in the title.
fn light_hits(app: &App, reader: &Reader, place: Option<usize>, looks: &mut Looks) {
    for (index, (_, at)) in reader.hits.iter().enumerate().filter(|(_, (hit, _))| *hit == place) {
        let role = if Some(index) == reader.hit { Role::CurrentHit } else { Role::Hit };
        looks.add(*at, app.theme.style(role));
    }
}
