//! The help: every action of the table with its keys, by what it is for.

use ratatui::{Frame, layout::Size};

use crate::tui::{
    action::{ACTIONS, Context, Spec},
    app::App,
    line::Line,
    theme::Role,
};

const WIDTH: u16 = 80;
const KEYS: usize = 18;

/// Lines of the help that are seen at once.
pub fn page(size: Size) -> usize {
    usize::from(size.height.saturating_sub(2)).max(1)
}

/// Where a row of the table stands in the help, by the contexts it holds in.
const SECTIONS: [(&str, fn(&Spec) -> bool); 5] = [
    ("Reading and comparing", |spec| is_in(spec, Context::Reader) && !is_in(spec, Context::List)),
    ("Comparing", |spec| is_in(spec, Context::Compare) && !is_in(spec, Context::Reader) && !is_in(spec, Context::List)),
    ("Finding and going", |spec| is_in(spec, Context::List) && !is_in(spec, Context::Help)),
    ("Moving", |spec| is_in(spec, Context::List) && is_in(spec, Context::Help) && !is_in(spec, Context::Why)),
    ("Everywhere", |spec| is_in(spec, Context::List) && is_in(spec, Context::Why)),
];

fn is_in(spec: &Spec, context: Context) -> bool {
    spec.contexts.contains(&context)
}

pub fn lines(app: &App) -> Vec<Line> {
    let (bold, text, faint) =
        (app.theme.style(Role::Heading), app.theme.style(Role::Text), app.theme.style(Role::Faint));
    let mut lines = Vec::new();
    let mut add = |title: &'static str, wanted: &dyn Fn(&Spec) -> bool| {
        lines.push(Line::new().own(title, bold));
        for spec in ACTIONS.iter().filter(|spec| wanted(spec)) {
            let keys = spec.keys.iter().filter_map(|key| key.parse().ok());
            let keys = keys.fold(Line::new().own("  ", text), |line, key| line.key(key, bold).own("  ", text));
            lines.push(keys.filled(" ", KEYS, text).own(spec.doc, text));
        }
        lines.push(Line::new());
    };
    for (title, wanted) in &SECTIONS {
        add(title, wanted);
    }
    add("In a text field", &|spec| !SECTIONS.iter().any(|(_, wanted)| wanted(spec)));
    lines.push(Line::new().own("A Russian or Ukrainian keyboard layout works for every command.", faint));
    lines
}

pub fn draw(app: &App, top: usize, frame: &mut Frame) {
    let lines = lines(app);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = super::middle(app, WIDTH, height);
    let title = Line::new().own("Help", app.theme.style(Role::Title));
    let inside = super::window(area, &title, app, frame);
    for (row, line) in inside.rows().zip(lines.into_iter().skip(top)) {
        line.fitted(usize::from(inside.width)).draw(row, frame.buffer_mut());
    }
}
