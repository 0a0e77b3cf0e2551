//! Words of a document with what stands around them, and where they stand in another version of it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{
    document::{Document, ParagraphKind},
    text::{
        Clean, Span,
        fold::{fold, fold_char},
        span,
    },
};

/// Characters kept of what stands before and after.
const AROUND: usize = 40;

/// Characters kept of the words a document begins with.
const OPENING: usize = 80;

/// The share of the words around that must be the same where the document is another one.
const ALIKE: f64 = 0.3;

/// So many words in a row are not said twice by chance: alone in a document they need nothing around them.
const ENOUGH: usize = 4;

/// Places looked at: a word that stands there more often says nothing.
const MOST: usize = 10_000;

/// Words of a document as they are found again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The exact words, a stretch for each segment of a quotation; each lies in one paragraph.
    pub words: Vec<Clean>,
    /// Some forty characters before them, whole words.
    #[serde(default)]
    pub before: Clean,
    #[serde(default)]
    pub after: Clean,
    /// Where they began in the clean text: of equal places the nearest is meant.
    #[serde(default)]
    pub start: usize,
}

/// A document's clean text made ready to look passages up in.
pub struct Page<'a> {
    pub document: &'a Document,
    text: Vec<char>,
    /// Folded; paragraphs are parted by one line end.
    folded: String,
    /// For each character of `folded` its place in the clean text, and the end of all.
    at: Vec<usize>,
}

impl<'a> Page<'a> {
    pub fn new(document: &'a Document) -> Self {
        let text: Vec<char> = document.text().chars().collect();
        let (mut folded, mut at) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (place, c) in text.iter().copied().enumerate() {
            // Of a paragraph break the first character stands for both; a stress mark is not looked at.
            if c != '\u{301}' && !(c == '\n' && folded.ends_with('\n')) {
                folded.push(fold_char(c));
                at.push(place);
            }
        }
        at.push(text.len());
        Self { document, text, folded, at }
    }

    /// The places of some words, in order; not inside of longer words, and at most [`MOST`] of them.
    pub fn places(&self, words: &str) -> Vec<Span> {
        let needle = fold(&Clean::new(words).trimmed());
        let (Some(first), Some(last)) = (needle.chars().next(), needle.chars().next_back()) else { return Vec::new() };
        let length = needle.chars().count();
        let (mut places, mut byte, mut character) = (Vec::new(), 0, 0);
        for found in memchr::memmem::find_iter(self.folded.as_bytes(), needle.as_bytes()).take(MOST) {
            character += self.folded.get(byte..found).map_or(0, |passed| passed.chars().count());
            byte = found;
            let before = self.folded.get(..found).and_then(|text| text.chars().next_back());
            let after = self.folded.get(found + needle.len()..).and_then(|text| text.chars().next());
            let inside =
                |one: char, other: Option<char>| one.is_alphanumeric() && other.is_some_and(char::is_alphanumeric);
            if inside(first, before) || inside(last, after) {
                continue;
            }
            let (start, end) = (self.at.get(character), self.at.get(character + length - 1));
            if let (Some(start), Some(end)) = (start, end) {
                places.push(Span::new(*start, end + 1));
            }
        }
        places
    }

    /// The places of words in stretches: for each place of the first the next ones of the others.
    pub fn runs(&self, words: &[Clean]) -> Vec<Vec<Span>> {
        let Some((first, rest)) = words.split_first() else { return Vec::new() };
        let rest: Vec<Vec<Span>> = rest.iter().map(|words| self.places(words)).collect();
        let run = |first: Span| {
            let mut run = vec![first];
            for places in &rest {
                let end = run.last().map_or(0, |last| last.end);
                run.push(*places.get(places.partition_point(|place| place.start < end))?);
            }
            Some(run)
        };
        self.places(first).into_iter().filter_map(run).collect()
    }

    fn slice(&self, from: usize, to: usize) -> Clean {
        let text: String = self.text.iter().skip(from).take(to.saturating_sub(from)).collect();
        Clean::new(&text).trimmed()
    }

    /// What stands before a place and after it, cut between words.
    fn around(&self, run: &[Span]) -> [Clean; 2] {
        let (start, end) = (run.first().map_or(0, |span| span.start), run.last().map_or(0, |span| span.end));
        let letter = |at: usize| self.text.get(at).is_some_and(|c| c.is_alphanumeric());
        let mut from = start.saturating_sub(AROUND);
        while from > 0 && from < start && letter(from) && letter(from - 1) {
            from += 1;
        }
        let mut to = end.saturating_add(AROUND).min(self.text.len());
        while to > end && to < self.text.len() && letter(to) && letter(to - 1) {
            to -= 1;
        }
        [self.slice(from, start), self.slice(end, to)]
    }
}

impl Passage {
    /// The words of a document that `spans` cover.
    pub fn of(document: &Document, spans: &[Span]) -> Self {
        let page = Page::new(document);
        let [before, after] = page.around(spans);
        Self {
            words: spans.iter().map(|span| Clean::from(document.slice(*span))).collect(),
            before,
            after,
            start: spans.first().map_or(0, |span| span.start),
        }
    }

    /// The words that a document begins with, by which it is known again.
    pub fn opening(document: &Document) -> Self {
        let own = |kind: ParagraphKind| !matches!(kind, ParagraphKind::Noise | ParagraphKind::Caption);
        let index = document.paragraphs.iter().position(|p| own(p.kind)).unwrap_or(0);
        let start = document.starts().get(index).copied().unwrap_or(0);
        let text = document.paragraphs.get(index).map_or("", |paragraph| paragraph.text.as_str());
        let mut length = text.chars().count();
        if length > OPENING {
            let head = span::slice(text, Span::new(0, OPENING));
            length = head.rsplit_once(' ').map_or(OPENING, |(head, _)| head.chars().count());
        }
        Self::of(document, &[Span::new(start, start + length)])
    }

    /// Where the words stand in a document that may be another version of theirs; `same` where its content is
    /// theirs. None where they are not, or where it is not sure that these are they.
    pub fn find(&self, page: &Page, same: bool) -> Option<Vec<Span>> {
        let runs = page.runs(&self.words);
        if let Some(run) = runs.iter().find(|run| same && run.first().is_some_and(|first| first.start == self.start)) {
            return Some(run.clone());
        }
        let alone = runs.len() == 1 && self.count() >= ENOUGH;
        let distance = |run: &Vec<Span>| run.first().map_or(0, |first| first.start.abs_diff(self.start));
        let best = runs.into_iter().map(|run| (self.likeness(page, &run), distance(&run), run));
        let (like, _, run) = best.min_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)))?;
        (like >= ALIKE || alone).then_some(run)
    }

    /// Whether the words stand in a document that need not be a version of theirs, with much of what stood around them.
    pub fn fits(&self, page: &Page) -> bool {
        page.runs(&self.words).iter().any(|run| self.likeness(page, run) >= ALIKE)
    }

    fn likeness(&self, page: &Page, run: &[Span]) -> f64 {
        let [before, after] = page.around(run);
        alike([(&self.before, &before), (&self.after, &after)])
    }

    fn count(&self) -> usize {
        self.words.iter().map(|words| words.split(' ').filter(|w| w.chars().any(char::is_alphanumeric)).count()).sum()
    }

    /// Whether both have words in common; their places count only in documents of the `same` content.
    pub(super) fn overlaps(&self, other: &Self, same: bool) -> bool {
        let end = |passage: &Self| {
            let lengths = passage.words.iter().map(|words| words.chars().count());
            passage.start.saturating_add(lengths.sum())
        };
        if same {
            return self.start < end(other) && other.start < end(self);
        }
        self.words == other.words
    }

    /// The words as they are shown.
    pub fn shown(&self) -> Clean {
        let words: Vec<&str> = self.words.iter().map(Clean::as_str).collect();
        Clean::from(words.join(" … "))
    }
}

/// The share of words that two surroundings have in common, from 0 to 1.
fn alike(sides: [(&Clean, &Clean); 2]) -> f64 {
    let (mut common, mut all) = (0_usize, 0_usize);
    for (one, other) in sides {
        let (one, other) = (fold(one), fold(other));
        let mut left: HashMap<&str, usize> = HashMap::new();
        for word in words(&one) {
            *left.entry(word).or_default() += 1;
            all += 1;
        }
        for word in words(&other) {
            all += 1;
            if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
                *count -= 1;
                common += 2;
            }
        }
    }
    if all == 0 { 1.0 } else { common as f64 / all as f64 }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
