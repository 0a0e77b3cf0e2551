//! "Why?": the evidence for a quotation's attribution, or for a pair. Only what the program knows.

use ratatui::Frame;

use crate::{
    alignment::Pair,
    export::words,
    quotation::{By, Quotation},
    text::{Clean, wrap::wrap},
    tui::{app::App, line::Line, names, theme::Role},
};

const WIDTH: u16 = 80;
const NAME: usize = 14;

/// Steps that led to a meeting, of which the first ones weigh most.
const MOST_EVIDENCE: usize = 6;

pub fn lines(app: &App, pair: Option<&Pair<String>>, quotations: &[Quotation]) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(pair) = pair.filter(|pair| pair.score.is_some()) {
        of_pair(app, pair, &mut lines);
        lines.push(Line::new());
    }
    for quotation in quotations {
        of_quotation(app, quotation, &mut lines);
        lines.push(Line::new());
    }
    while lines.last().is_some_and(Line::is_empty) {
        lines.pop();
    }
    lines
}

/// A name and what it stands for, over as many lines as that takes.
fn entry(app: &App, name: &'static str, value: &str, lines: &mut Vec<Line>) {
    let (faint, text) = (app.theme.style(Role::Faint), app.theme.style(Role::Text));
    let value = Clean::new(value);
    let cells = usize::from(WIDTH.min(app.size.width)).saturating_sub(NAME + 4);
    for (index, row) in wrap(&value, cells).into_iter().enumerate() {
        let name = Line::new().own(if index == 0 { name } else { "" }, faint).filled(" ", NAME, faint);
        lines.push(name.slice(&value, row, text));
    }
}

fn of_quotation(app: &App, quotation: &Quotation, lines: &mut Vec<Line>) {
    let side = names::side_of(app.corpus(), quotation);
    let style = app.theme.style(Role::Title).patch(app.theme.style(Role::Side(side)));
    lines.push(match &quotation.speaker {
        Some(speaker) => Line::new().text(speaker, style),
        None => Line::new().own("Nobody is named", style),
    });
    let mut add = |name, value: &str| entry(app, name, value, lines);
    if let Some(office) = &quotation.office {
        add("office", office);
    }
    add("kind", &format!("{}: {}", quotation.kind.name(), words::kind_told(quotation.kind)));
    if let Some(mention) = &quotation.mention {
        add("named as", mention);
    }
    if let Some(cue) = &quotation.cue {
        add("cue", cue);
    }
    add("rule", &quotation.rule);
    add("confidence", &format!("{:.2}", quotation.confidence));
    if quotation.by == By::Reader {
        add("by", "you");
    }
    if let Some(meeting) = &quotation.meeting {
        add("meeting", &app.occasion(meeting));
        for step in app.known_by(quotation).iter().take(MOST_EVIDENCE) {
            add("  known by", step);
        }
    }
    if !quotation.topics.is_empty() {
        add("topics", &topics(app, &quotation.topics));
    }
}

fn of_pair(app: &App, pair: &Pair<String>, lines: &mut Vec<Line>) {
    lines.push(Line::new().own("Why they stand side by side", app.theme.style(Role::Title)));
    let mut add = |name, value: &str| entry(app, name, value, lines);
    add("meeting", if pair.why.same_meeting { "the same" } else { "not the same" });
    if pair.why.same_group {
        add("words", "the same words in two places");
    }
    if !pair.why.topics.is_empty() {
        add("same topics", &topics(app, &pair.why.topics));
    }
    for (left, right) in &pair.why.terms {
        add("shared", &format!("{left} ~ {right}"));
    }
    for differs in &pair.why.differs {
        add("differs", differs);
    }
    if pair.by == By::Reader {
        add("by", "you");
    } else if let Some(score) = pair.score {
        add("score", &format!("{score:.2}"));
    }
}

fn topics(app: &App, ids: &[String]) -> String {
    let name = |id: &String| app.corpus().topic(id).map_or(id.as_str(), |topic| &topic.name).to_owned();
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

pub fn draw(app: &App, lines: &[Line], top: usize, frame: &mut Frame) {
    super::paper(app, "Why", WIDTH, lines, top, frame);
}
