//! A document as an account: what its title and each of its paragraphs tell, and which passages look back
//! at another encounter.

use std::{collections::BTreeSet, ops::Range};

use super::{
    told::{Gazetteer, Sign, Told},
    when::Dated,
    who::{Names, Who},
};
use crate::{
    corpus::Corpus,
    document::{Document, ParagraphKind},
    speaker::Cast,
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
    /// Of the document's own matter, not of an earlier encounter.
    pub main: bool,
    pub text: String,
    pub told: Told,
}

/// Paragraphs that tell of an earlier encounter.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// What its first two sentences tell, with the dates of the first.
    pub told: Told,
    /// The first sentence, in which the dates stand.
    pub text: String,
    pub paragraphs: Range<usize>,
    /// It begins by leading back in time. One that only names another day on the way may still be of the
    /// document's own matter.
    pub leads_back: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    pub lines: Vec<Line>,
    /// In the order of the text; none overlaps another.
    pub asides: Vec<Aside>,
    /// Everyone its main lines name.
    pub who: Who,
    /// Each date its main lines name once, by the number of the line.
    pub dates: Vec<(usize, Dated)>,
}

impl Account {
    pub fn new(document: &Document, gazetteer: &Gazetteer, corpus: &Corpus, cast: &Cast) -> Self {
        let (mut lines, mut names) = (Vec::new(), Names::new(cast));
        let mut push = |paragraph, lead, text: &str| {
            let told = gazetteer.read(text, &mut names);
            lines.push(Line { paragraph, lead, main: true, text: text.to_owned(), told });
        };
        if let Some(title) = &document.title {
            push(None, true, title);
        }
        let mut seen = 0;
        for (number, paragraph) in document.paragraphs.iter().enumerate() {
            if paragraph.kind == ParagraphKind::Noise {
                continue;
            }
            for words in span::slices(&paragraph.text, sentences(&paragraph.text)) {
                push(Some(number), seen < LEAD, words);
            }
            seen += usize::from(is_text(paragraph.kind));
        }
        let people: BTreeSet<usize> =
            lines.iter().flat_map(|line: &Line| line.told.who.people.iter().copied()).collect();
        for line in &mut lines {
            line.told.who.settle(&people, document.published, corpus);
        }
        let mut account = Self { asides: asides(document, &lines), lines, ..Self::default() };
        let mut whens = Vec::new();
        for number in 0..account.lines.len() {
            let back = |line: &Line| {
                let aside = line.paragraph.and_then(|paragraph| account.aside_at(paragraph));
                aside.and_then(|aside| account.asides.get(aside)).is_some_and(|aside| aside.leads_back)
            };
            let main = account.lines.get(number).is_some_and(|line| !back(line));
            let Some(line) = account.lines.get_mut(number) else { continue };
            line.main = main;
            if main {
                account.who.extend(&line.told.who);
                for dated in &line.told.dates {
                    if !whens.contains(&dated.when) {
                        whens.push(dated.when);
                        account.dates.push((number, *dated));
                    }
                }
            }
        }
        account
    }

    /// The lines that tell of the document's own matter.
    pub fn main(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.main)
    }

    /// The number of the aside that a paragraph belongs to.
    pub fn aside_at(&self, paragraph: usize) -> Option<usize> {
        let after = self.asides.partition_point(|aside| aside.paragraphs.end <= paragraph);
        self.asides.get(after).filter(|aside| aside.paragraphs.contains(&paragraph)).map(|_| after)
    }
}

fn is_text(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Text | ParagraphKind::Turn | ParagraphKind::Quote)
}

/// Passages whose first sentence names another time, and which tell of an encounter. One that begins so, or follows
/// a heading, goes on until a paragraph sets a scene of its own or the article's parts change.
fn asides(document: &Document, lines: &[Line]) -> Vec<Aside> {
    let mut found: Vec<Aside> = Vec::new();
    let mut after_heading = false;
    let mut first = true;
    let mut rest = lines;
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        // The lines are in the order of the paragraphs.
        let from = rest.partition_point(|line| line.paragraph < Some(number));
        let to = rest.partition_point(|line| line.paragraph <= Some(number));
        let mut sentences = rest.get(from..to).unwrap_or_default().iter();
        rest = rest.get(to..).unwrap_or_default();
        let opening = sentences.next().filter(|_| paragraph.kind == ParagraphKind::Text);
        // The first paragraph tells what the article is about.
        let may_open = !first;
        first &= !is_text(paragraph.kind);
        if let Some(line) = opening.filter(|_| may_open) {
            let mut told = line.told.clone();
            sentences.next().into_iter().for_each(|next| told.go_on(&next.told));
            let somewhere = !told.who.is_empty() || !told.places.is_empty();
            let paragraphs = number..number + 1;
            if looks_back(&line.told) && told.encounter() && somewhere {
                let leads_back = after_heading || begins_back(&line.told);
                found.push(Aside { told, text: line.text.clone(), paragraphs, leads_back });
            } else if let Some(aside) = found.last_mut().filter(|aside| aside.paragraphs.end == number)
                && aside.leads_back
                && !sets_scene(&line.told)
            {
                aside.paragraphs.end = number + 1;
            }
        }
        after_heading = paragraph.kind == ParagraphKind::Heading;
    }
    found
}

/// Names a date further off than the days around the article, or begins with «Напомним» and names any.
fn looks_back(told: &Told) -> bool {
    let far = told.dates.iter().any(|dated| dated.when.is_calendar());
    !told.is(Sign::Ahead) && (far || told.is(Sign::Before) && !told.dates.is_empty())
}

fn begins_back(told: &Told) -> bool {
    told.is(Sign::Before) || told.dates.first().is_some_and(|dated| dated.at < SCENE && dated.when.is_calendar())
}

/// Comes back to the days around the article, begins with any date, or tells of an encounter on another one.
fn sets_scene(told: &Told) -> bool {
    let now = told.dates.iter().any(|dated| !dated.when.is_calendar());
    now || told.dates.first().is_some_and(|dated| dated.at < SCENE) || told.encounter() && !told.dates.is_empty()
}
