//! The menus for putting something right: the actions of the table that are for them, with their keys.

use ratatui::Frame;

use crate::{
    text::{Clean, Span, wrap::wrap},
    tui::{
        action::{self, Action, Context},
        app::App,
        line::Line,
        theme::Role,
    },
};

const WIDTH: u16 = 60;
const KEYS: usize = 6;

/// Lines of the words in question; more are cut off.
const WORDS: usize = 3;

/// Of a quotation's words, or of what a document is called.
pub fn draw(app: &App, context: Context, about: &Clean, frame: &mut Frame) {
    let style = |role| app.theme.style(role);
    let aside = [Action::Close, Action::Quit, Action::Exit, Action::Redraw, Action::Suspend];
    let own = |spec: &&action::Spec| spec.contexts.contains(&context) && !aside.contains(&spec.action);
    let actions: Vec<&action::Spec> = action::actions().filter(own).collect();
    let cells = usize::from(super::box_width(app.size, WIDTH)).saturating_sub(4).max(1);
    let rows = wrap(about, cells);
    // On a low screen the words give way.
    let most = super::page(app).saturating_sub(actions.len() + 1).clamp(1, WORDS);
    let mut lines: Vec<Line> = Vec::new();
    for (index, row) in rows.iter().take(most).enumerate() {
        let cut = index + 1 == most && rows.len() > most;
        let kept = Span::new(row.start, if cut { row.end.saturating_sub(2).max(row.start) } else { row.end });
        let line = Line::new().slice(about, kept, style(Role::Current));
        lines.push(if cut { line.own(" …", style(Role::Current)) } else { line });
    }
    if lines.len() + actions.len() < super::page(app) {
        lines.push(Line::new());
    }
    for spec in actions {
        let keys = app.keymap().chords_of(spec).iter().take(1);
        let keys = keys.fold(Line::new().own(" ", style(Role::Text)), |line, key| line.key(key, style(Role::Key)));
        lines.push(keys.filled(" ", KEYS, style(Role::Text)).own(spec.doc, style(Role::Text)));
    }
    super::paper(app, "Put right", WIDTH, &lines, 0, frame);
}
