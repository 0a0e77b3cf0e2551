//! A document as an account: what its title and each of its paragraphs tell, and which passages look back
//! at another encounter.

use std::ops::Range;

use super::told::{Gazetteer, Told};
use crate::{
    document::{Document, ParagraphKind},
    text::{sentence::sentences, span},
};

/// Paragraphs that count as the lead, after the title.
const LEAD: usize = 3;

/// A date within so many words of a paragraph's start sets its scene.
const SCENE: usize = 6;

/// A sentence of the account, or its title.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// None for the title.
    pub paragraph: Option<usize>,
    /// The title, or one of the first paragraphs.
    pub lead: bool,
    pub text: String,
    pub told: Told,
}

/// Paragraphs that tell of an earlier encounter, and the line that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    pub opener: usize,
    pub paragraphs: Range<usize>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    pub lines: Vec<Line>,
    pub asides: Vec<Aside>,
}

impl Account {
    pub fn new(document: &Document, gazetteer: &Gazetteer) -> Self {
        let mut lines = Vec::new();
        let mut push = |paragraph, lead, text: &str| {
            lines.push(Line { paragraph, lead, text: text.to_owned(), told: gazetteer.read(text) });
        };
        if let Some(title) = &document.title {
            push(None, true, title);
        }
        let mut seen = 0;
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            if paragraph.kind == ParagraphKind::Noise {
                continue;
            }
            for at in sentences(&paragraph.text) {
                push(Some(number), seen < LEAD, span::slice(&paragraph.text, at));
            }
            seen += usize::from(matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::Turn));
        }
        let asides = asides(document, &lines);
        Self { lines, asides }
    }

    /// The lines that tell of the document's own matter.
    pub fn main(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| !line.paragraph.is_some_and(|paragraph| self.aside_at(paragraph).is_some()))
    }

    pub fn aside_at(&self, paragraph: usize) -> Option<&Aside> {
        self.asides.iter().find(|aside| aside.paragraphs.contains(&paragraph))
    }

    pub fn opener(&self, aside: &Aside) -> Option<&Line> {
        self.lines.get(aside.opener)
    }
}

/// Passages opened by a paragraph that begins by leading back in time and tells of an encounter. They go on until
/// a paragraph sets a scene of its own or the article's parts change.
fn asides(document: &Document, lines: &[Line]) -> Vec<Aside> {
    let mut found: Vec<Aside> = Vec::new();
    let first = document.paragraphs.iter().position(|p| matches!(p.kind, ParagraphKind::Text | ParagraphKind::Turn));
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        let opening = lines.iter().position(|line| line.paragraph == Some(number));
        let Some((opener, line)) = opening.and_then(|at| Some((at, lines.get(at)?))) else { continue };
        let told = &line.told;
        let open = found.last_mut().filter(|aside| aside.paragraphs.end == number);
        let may = paragraph.kind == ParagraphKind::Text && Some(number) != first;
        if may && looks_back(told) && told.encounter() && (!told.people.is_empty() || !told.places.is_empty()) {
            found.push(Aside { opener, paragraphs: number..number + 1 });
        } else if let Some(aside) = open
            && may
            && !sets_scene(told)
        {
            aside.paragraphs.end = number + 1;
        }
    }
    found
}

/// Begins with «Напомним» or with a date further off than the days around the article.
fn looks_back(told: &Told) -> bool {
    let dated = told.dates.first().is_some_and(|dated| dated.at < SCENE && dated.when.is_calendar());
    !told.ahead && (dated || told.reminds && !told.dates.is_empty())
}

/// Begins with any date, or tells of an encounter again.
fn sets_scene(told: &Told) -> bool {
    told.dates.first().is_some_and(|dated| dated.at < SCENE) || told.encounter() && !told.dates.is_empty()
}
