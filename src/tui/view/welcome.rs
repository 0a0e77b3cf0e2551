//! What a reader sees the very first time, over the list: the few keys to begin with.

use ratatui::Frame;

use crate::tui::{
    action::{Action, Context},
    app::App,
    line::Line,
    theme::Role,
};

/// It fits the smallest screen that one reads on.
const WIDTH: u16 = 40;

/// Cells for the keys.
const KEYS: usize = 7;

const FIRST: [(Context, &[Action], &str); 5] = [
    (Context::List, &[Action::Open], "read the article"),
    (Context::Reader, &[Action::PreviousQuotation, Action::NextQuotation], "from quotation to quotation"),
    (Context::List, &[Action::Jump], "jump: a few letters will do"),
    (Context::List, &[Action::Compare], "compare both sides"),
    (Context::List, &[Action::Help], "every key"),
];

pub fn draw(app: &App, frame: &mut Frame) {
    let (key, text, faint) = (app.theme.style(Role::Key), app.theme.style(Role::Text), app.theme.style(Role::Faint));
    let row = |(context, actions, does): (Context, &[Action], &'static str)| {
        let keys = actions.iter().filter_map(|action| app.keymap().chord_for(context, *action));
        let keys = keys.fold(Line::new(), |line, chord| line.key(chord, key).own(" ", text));
        keys.filled(" ", KEYS, text).own(does, text)
    };
    let mut lines = vec![Line::new().own("What each side said, side by side.", text), Line::new()];
    lines.extend(FIRST.map(row));
    lines.extend([Line::new(), Line::new().own("visavis import PATH adds articles.", faint)]);
    super::paper(app, "Welcome! Any key goes on", WIDTH, &lines, 0, frame);
}
