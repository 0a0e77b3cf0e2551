//! The two lowest rows: where one is, and the keys that matter here. A message or a search takes the first.

use ratatui::{Frame, layout::Rect};

use super::{matrix, picker};
use crate::{
    quotation::By,
    tui::{
        action::{self, Action, Context},
        app::{
            App, Found, Overlay, Pane, Screen,
            choose::Asks,
            compare::{Heads, Lens},
            filter::PARTS,
            reader::Reader,
        },
        line::Line,
        names,
        theme::Role,
    },
};

pub fn draw(app: &App, status: Rect, hints: Rect, frame: &mut Frame) {
    // On a screen without a status row a field takes the first row there is.
    let row = if status.is_empty() { Rect { height: 1, ..frame.area() } } else { status };
    if let Some(help) = app.help().filter(|help| help.typing) {
        picker::input(app, " /", &help.filter, &Line::new(), row, frame);
    } else if let Some(help) = app.help().filter(|help| !help.filter.is_empty()) {
        let (text, _) = help.filter.shown();
        let line = Line::new().own(" /", app.theme.style(Role::Key)).text(&text, app.theme.style(Role::Text));
        line.fitted(usize::from(row.width)).draw(row, frame.buffer_mut());
    } else if let Some(search) = &app.search {
        let right = place(app).own(" ", app.theme.style(Role::Text));
        picker::input(app, " /", &search.field, &right, row, frame);
    } else if !status.is_empty() {
        let right = place(app).own(" ", app.theme.style(Role::Text));
        let room = usize::from(status.width).saturating_sub(right.width() + 3);
        // While words are chosen the message says which, and the keys are wanted more.
        let is_long = |message: &&Line| message.width() > room && app.context() != Context::Words;
        if let Some(message) = app.message.as_ref().filter(is_long) {
            long(app, message, &right, [status, hints], frame);
            return;
        }
        let left = app.message.clone().unwrap_or_else(|| found(app).unwrap_or_else(|| legend(app)));
        // What the chosen cell says is worth more than its place, which is seen.
        let (room, right) = if app.screen == Screen::Matrix && left.width() > room {
            (usize::from(status.width).saturating_sub(2), Line::new())
        } else {
            (room, right)
        };
        Line::new().own(" ", app.theme.style(Role::Text)).then(left).fitted(room).draw(status, frame.buffer_mut());
        right.fitted(usize::from(status.width)).draw_right(status, frame.buffer_mut());
    }
    if !hints.is_empty() {
        keys(app, usize::from(hints.width)).draw(hints, frame.buffer_mut());
    }
}

/// A message for which there is no room beside the place takes the row of the keys too, until the next one; on a
/// narrow screen also the place.
fn long(app: &App, message: &Line, right: &Line, rows: [Rect; 2], frame: &mut Frame) {
    let wide = usize::from(rows[0].width);
    let beside = wide.saturating_sub(right.width() + 3);
    let (room, right) = if beside < wide * 2 / 3 { (wide.saturating_sub(2), &Line::new()) } else { (beside, right) };
    let lines = message.wrapped(room);
    let rows: Vec<Rect> = rows.into_iter().filter(|row| !row.is_empty()).collect();
    for (index, (area, line)) in rows.iter().zip(&lines).enumerate() {
        let cut = index + 1 == rows.len() && lines.len() > rows.len();
        let line = if cut { line.clone().own("…", app.theme.style(Role::Text)) } else { line.clone() };
        Line::new().own(" ", app.theme.style(Role::Text)).then(line).fitted(wide).draw(*area, frame.buffer_mut());
    }
    if let Some(row) = rows.first() {
        right.draw_right(*row, frame.buffer_mut());
    }
}

/// "quote 2/9 · 34 %", "row 4/11 · meeting 2/5", "hit 3/17".
fn place(app: &App) -> Line {
    let faint = app.theme.style(Role::Faint);
    let of = |words: &'static str, index: usize, all: usize| {
        Line::new().own(words, faint).number(index.saturating_add(1), faint).own("/", faint).number(all, faint)
    };
    let mut parts = Vec::new();
    let mut hit = |index: Option<usize>, all: usize| match (index, all, app.found_here()) {
        (_, 0, Some(_)) => parts.push(Line::new().own("no hit", app.theme.style(Role::Error))),
        (Some(index), _, Some(_)) => parts.push(of("hit ", index, all)),
        _ => {}
    };
    match (app.screen, app.pane, &app.compare, &app.reader) {
        (Screen::Compare, _, Some(compare), _) => {
            hit(compare.hit, compare.hits.len());
            let roll = compare.roll();
            if roll.len() > 0 {
                parts.push(of("row ", roll.selected, roll.len()));
                let group = roll.group_of(roll.selected).unwrap_or(0);
                let heads = match compare.lens.heads {
                    Heads::Meetings => "meeting ",
                    Heads::Topics => "topic ",
                    Heads::Years(_) => "year ",
                };
                parts.push(of(heads, group, roll.groups.len()));
            }
        }
        (Screen::Matrix, ..) => {
            if let Some(matrix) = app.matrix.as_ref().filter(|matrix| !matrix.rows.is_empty()) {
                parts.push(of("meeting ", matrix.row, matrix.rows.len()));
                parts.push(of("topic ", matrix.column, matrix.columns.len()));
            }
        }
        (Screen::Browse, Pane::Reader, _, Some(reader)) => {
            hit(reader.hit, reader.hits.len());
            match (reader.current(), reader.quotations.len()) {
                (_, 0) => parts.push(Line::new().own("no quotations", faint)),
                (Some(index), all) => parts.push(of("quote ", index, all)),
                (None, all) => parts.push(Line::new().number(all, faint).own(" quotes", faint)),
            }
            if reader.rows.hidden > 0 {
                parts.push(Line::new().number(reader.rows.hidden, faint).own(" hidden", faint));
            }
            parts.push(Line::new().number(reader.percent(), faint).own(" %", faint));
        }
        (Screen::Browse, Pane::List, ..) => {
            let index = app.list.hits.iter().position(|hit| *hit == app.list.selected);
            hit(index.or(Some(0)), app.list.hits.len());
        }
        _ => {}
    }
    if let Some(count) = app.count {
        parts.push(Line::new().number(count, app.theme.style(Role::Key)));
    }
    super::dotted(parts, faint)
}

/// "results for «лавров»", where the query was read otherwise than it was typed.
fn found(app: &App) -> Option<Line> {
    let Found { query, variant } = app.found_here()?;
    let (faint, text) = (app.theme.style(Role::Faint), app.theme.style(Role::Text));
    Some(match variant {
        Some(variant) => Line::new().own("results for «", faint).text(variant, text).own("»", faint),
        None => Line::new().own("/", faint).text(query, text),
    })
}

/// Who speaks in the quotation that is looked at, and by which words we know.
fn legend(app: &App) -> Line {
    let (Screen::Browse, Pane::Reader, Some(reader)) = (app.screen, app.pane, &app.reader) else {
        return match (app.screen, &app.matrix) {
            (Screen::Matrix, Some(matrix)) => matrix::legend(app, matrix),
            (Screen::Compare, _) => asked(app),
            _ => Line::new(),
        };
    };
    let faint = app.theme.style(Role::Faint);
    let Some(quotation) = reader.current_quotation() else {
        return Line::new().text(reader.document.heading(), faint);
    };
    let side = names::side_of(app.corpus(), quotation);
    let mut parts = vec![match &quotation.speaker {
        Some(speaker) => Line::new().text(speaker, app.theme.style(Role::Side(side))),
        None => Line::new().own("nobody named", faint),
    }];
    parts.extend(quotation.cue.as_ref().map(|cue| Line::new().text(cue, app.theme.style(Role::Cue))));
    parts.push(Line::new().own(quotation.kind.name(), faint));
    if quotation.by == By::Reader {
        parts.push(Line::new().own("put right by you", faint));
    }
    parts.extend(app.kept(quotation).map(|kept| Line::new().text(&kept.says(), app.theme.style(Role::Text))));
    super::dotted(parts, faint)
}

/// What the comparison is narrowed to, and how it is scrolled.
fn asked(app: &App) -> Line {
    let mut line = narrowed(app);
    if app.compare.as_ref().is_some_and(|compare| compare.rolls().is_some()) {
        let faint = app.theme.style(Role::Faint);
        line = if line.is_empty() { line } else { line.own(" · ", faint) };
        line = line.own("each side by itself", faint);
    }
    line
}

/// "only Ukrainian · direct"; empty where everything is asked for.
pub fn narrowed(app: &App) -> Line {
    let (faint, text) = (app.theme.style(Role::Faint), app.theme.style(Role::Text));
    let parts = PARTS.iter().filter_map(|part| app.filtered_by(*part)).map(|part| Line::new().text(&part, text));
    let parts: Vec<Line> = parts.collect();
    let line = if parts.is_empty() { Line::new() } else { Line::new().own("only ", faint) };
    line.then(super::dotted(parts, faint))
}

/// The hints of the context, as many as there is room for; the last one, the way to the help, is never left out.
fn keys(app: &App, width: usize) -> Line {
    let context = app.context();
    let (bold, faint) = (app.theme.style(Role::Key), app.theme.style(Role::Faint));
    let shown = |hint: &action::Hint| {
        let keys = hint.actions.iter().filter_map(|action| app.keymap().chord_for(context, *action));
        let keys = keys.fold(Line::new(), |line, key| line.key(key, bold).own(" ", faint));
        keys.own(label(app, context, hint), faint)
    };
    let mut hints: Vec<Line> = action::hints(context).filter(|hint| matters(app, hint)).map(shown).collect();
    let wide = |hints: &[Line]| hints.iter().map(|hint| hint.width() + 3).sum::<usize>();
    while wide(&hints) > width.saturating_add(1) && hints.len() > 1 {
        hints.remove(hints.len() - 2);
    }
    let gap = |line: Line| if line.is_empty() { line.own(" ", faint) } else { line.own("   ", faint) };
    hints.into_iter().fold(Line::new(), |line, hint| gap(line).then(hint)).fitted(width)
}

/// Whether the keys would do anything here.
fn matters(app: &App, hint: &action::Hint) -> bool {
    let empty = app.list.total == 0 && app.context() == Context::List;
    match hint.actions {
        [Action::Quit | Action::Help] => true,
        _ if empty => false,
        // Where nothing stands one can only ask for something else, or leave.
        _ if nothing_stands(app) => matches!(hint.actions, [Action::Back | Action::Narrow]),
        // In what is read for its own sake it would be one hint more.
        [Action::Back] => !matches!(app.screen, Screen::Browse) || app.is_source(),
        [Action::Noise] => app.reader.as_ref().is_some_and(Reader::has_noise),
        [Action::Down, Action::Up] => app.last_line() > 0,
        [Action::Complete] => asks(app).is_some_and(Asks::completes),
        _ => true,
    }
}

fn nothing_stands(app: &App) -> bool {
    match app.context() {
        _ if app.waits_for().is_some() => true,
        Context::Compare => app.compare.as_ref().is_some_and(|compare| compare.len() == 0),
        Context::Matrix => app.matrix.as_ref().is_some_and(|matrix| matrix.rows.is_empty()),
        _ => false,
    }
}

fn asks(app: &App) -> Option<&Asks> {
    match &app.overlay {
        Some(Overlay::Choose(choose)) => Some(&choose.asks),
        _ => None,
    }
}

/// What the key does next, where that changes.
fn label(app: &App, context: Context, hint: &action::Hint) -> &'static str {
    let by_topic = app.lens().is_some_and(|lens| lens.heads == Heads::Topics);
    let by_year = app.lens().is_some_and(Lens::is_of_years);
    match hint.actions {
        [Action::GroupByTopic] if by_topic || by_year => "by meeting",
        [Action::Timeline] if by_year && context == Context::Compare => "another topic",
        [.., Action::NextMeeting] if by_year && context == Context::Compare => "years",
        [Action::Open] if matches!(asks(app), Some(Asks::Command)) => "do it",
        [Action::Open] if matches!(asks(app), Some(Asks::Kept | Asks::Years)) => "open",
        [Action::Open] if matches!(asks(app), Some(Asks::Filter(_))) => "choose",
        [Action::Open] if matches!(asks(app), Some(Asks::Link)) => "copy",
        [.., Action::NextMeeting] if by_topic && context == Context::Compare => "topics",
        _ => hint.label,
    }
}
