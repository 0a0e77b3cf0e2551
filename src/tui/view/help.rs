//! The help: what the keys do where one is, then every other action of the table; with a filter what matches it.

use ratatui::Frame;

use crate::{
    text::{Clean, wrap::wrap},
    tui::{
        action::{self, Context, SECTIONS, Spec},
        app::{App, Overlay, find::Needle, help::Help},
        line::Line,
        theme::Role,
    },
};

const WIDTH: u16 = 80;

/// Cells for the keys; where that leaves too few for what they do, it stands below them.
const KEYS: usize = 20;
const FEWEST: usize = 40;
const INDENT: usize = 4;

pub fn lines(app: &App) -> Vec<Line> {
    let Some(Overlay::Help(help)) = &app.overlay else { return Vec::new() };
    let style = |role| app.theme.style(role);
    let (bold, faint) = (style(Role::Heading), style(Role::Faint));
    let needles = help.needles();
    let mut lines = Vec::new();
    // What every pane has stands below, among what is like it.
    let here = |spec: &&Spec| needles.is_empty() && spec.contexts.contains(&help.of) && !is_common(spec);
    if needles.is_empty() {
        lines.push(Line::new().own("Here, ", bold).own(help.of.name(), bold));
        action::actions().filter(here).for_each(|spec| row(app, spec, &mut lines));
        lines.push(Line::new());
    }
    let is_found = |needle: &&Needle| {
        let titles = SECTIONS.iter().any(|section| !needle.hits(section.title).is_empty());
        titles || action::actions().any(|spec| matches(app, spec, needle))
    };
    let needle = needles.iter().find(is_found);
    for section in SECTIONS {
        let found = |spec: &&Spec| match needle {
            Some(needle) => !needle.hits(section.title).is_empty() || matches(app, spec, needle),
            None => needles.is_empty() && !here(spec),
        };
        let mut rows = section.actions.iter().filter(found).peekable();
        if rows.peek().is_none() {
            continue;
        }
        lines.push(Line::new().own(section.title, bold));
        rows.for_each(|spec| row(app, spec, &mut lines));
        lines.push(Line::new());
    }
    if lines.is_empty() {
        lines.push(Line::new().own("Nothing does that. Esc shows everything again.", faint));
    } else if help.filter.is_empty() {
        let notes = "A Russian or Ukrainian keyboard layout works for every command.";
        lines.extend(wrapped(app, &notes.into(), 0, Role::Faint));
    }
    lines
}

/// Scrolling and the like, which is the same in every pane.
fn is_common(spec: &Spec) -> bool {
    [Context::List, Context::Reader, Context::Compare].iter().all(|pane| spec.contexts.contains(pane))
}

fn matches(app: &App, spec: &Spec, needle: &Needle) -> bool {
    let keys = app.keymap().chords_of(spec).iter().any(|chord| !needle.hits(&chord.to_string()).is_empty());
    keys || !needle.hits(spec.doc).is_empty() || !needle.hits(spec.name).is_empty()
}

fn cells(app: &App) -> usize {
    usize::from(super::box_width(app.size, WIDTH)).saturating_sub(4)
}

fn wrapped(app: &App, words: &Clean, indent: usize, role: Role) -> Vec<Line> {
    let style = app.theme.style(role);
    let rows = wrap(words, cells(app).saturating_sub(indent).max(1)).into_iter();
    rows.map(|row| Line::new().filled(" ", indent, style).slice(words, row, style)).collect()
}

fn row(app: &App, spec: &'static Spec, lines: &mut Vec<Line>) {
    let (bold, text, faint) =
        (app.theme.style(Role::Heading), app.theme.style(Role::Text), app.theme.style(Role::Faint));
    let chords = app.keymap().chords_of(spec);
    let keys = chords.iter().fold(Line::new().own("  ", text), |line, key| line.key(key, bold).own("  ", text));
    // Without a key it is done by its name.
    let keys = if chords.is_empty() { keys.own(":", faint).own(spec.name, faint).own("  ", text) } else { keys };
    if cells(app) < KEYS + FEWEST || keys.width() > KEYS {
        lines.push(keys);
        lines.extend(wrapped(
            app,
            &spec.doc.into(),
            if cells(app) < KEYS + FEWEST { INDENT } else { KEYS },
            Role::Text,
        ));
    } else {
        lines.push(keys.filled(" ", KEYS, text).own(spec.doc, text));
    }
}

pub fn draw(app: &App, help: &Help, frame: &mut Frame) {
    super::paper(app, "Help", WIDTH, &lines(app), help.top, frame);
}
