//! Marks: a letter stands for a place in an article, across documents and sessions.

use super::{App, Effect, Pane, Place, Screen, go::At};
use crate::{
    correction::Page,
    library::reader::{self, Anchor},
    quotation::Quotation,
    text::{Clean, keyboard},
    tui::{line::Line, theme::Role},
};

/// What the next letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    Set,
    Go,
}

/// The mark that leads back to where one was before, as in an editor.
const BACK: char = '\'';

impl App {
    pub fn marking(&self) -> Option<Marking> {
        self.marking
    }

    /// The marks with the articles they are in.
    pub fn marks(&self) -> Vec<(char, Clean)> {
        let title = |place: &reader::Place| {
            let summary = self.store.summary(&place.document).ok().flatten();
            summary.map_or_else(|| "an article that is not here any more".into(), |summary| summary.heading().clone())
        };
        self.file.marks().map(|(letter, place)| (letter, title(place))).collect()
    }

    /// The letter of a mark was typed. The same key is the same mark on every layout.
    pub(super) fn mark(&mut self, marking: Marking, typed: char) -> Effect {
        let letter = keyboard::latin_key(typed).unwrap_or(typed);
        match (marking, letter) {
            (_, letter) if letter != BACK && !letter.is_alphanumeric() => {
                self.say("A mark is a letter or a digit.");
                return Effect::None;
            }
            (Marking::Set, BACK) => return Effect::None,
            (Marking::Set, letter) => self.set_mark(letter),
            (Marking::Go, BACK) => {
                let effect = self.go_back();
                self.fit();
                return effect;
            }
            (Marking::Go, letter) => match self.file.mark(letter).cloned() {
                Some(place) => self.go_to_mark(&place),
                None => self.say("There is no such mark: m and a letter makes one."),
            },
        }
        self.fit();
        Effect::Save
    }

    fn set_mark(&mut self, letter: char) {
        let Some(place) = self.place_to_mark() else {
            return self.say("There is nothing to mark here.");
        };
        self.file.set_mark(letter, place);
        let text = self.theme.style(Role::Text);
        let mut letters = [0; 4];
        let letter = Clean::new(letter.encode_utf8(&mut letters));
        self.message = Some(Line::new().own("Marked: '", text).text(&letter, text).own(" comes back here.", text));
    }

    fn go_to_mark(&mut self, place: &reader::Place) {
        if self.position(&place.document).is_none() {
            return self.say("The article of that mark is not here any more.");
        }
        let from = self.place();
        self.go_from(from);
        self.open(&place.document, &At::Anchor(place.anchor));
    }

    /// Where one is in an article: in the comparison the selected quotation's place in its own.
    fn place_to_mark(&mut self) -> Option<reader::Place> {
        match (self.screen, self.pane) {
            (Screen::Compare, _) => {
                let id = self.compare.as_ref()?.selected_quotation()?.clone();
                let quotation = self.store.quotation(&id);
                let quotation = self.told(quotation)?;
                self.place_of(&quotation)
            }
            (_, Pane::Reader) => {
                let reader = self.reader.as_ref()?;
                Some(reader::Place { document: reader.document.id.clone(), anchor: reader.anchor() })
            }
            (_, Pane::List) => {
                let document = self.list.selected()?.summary.document_id.clone();
                let anchor = self.file.position(&document).unwrap_or_default();
                Some(reader::Place { document, anchor })
            }
        }
    }

    fn place_of(&mut self, quotation: &Quotation) -> Option<reader::Place> {
        let document = self.store.document(&quotation.document_id);
        let document = self.told(document)?;
        let anchor = anchor(&document.starts(), quotation.start);
        Some(reader::Place { document: document.id, anchor })
    }

    /// Goes to what is kept: to its words if they are still there, else to the beginning of the article.
    pub(super) fn go_to_kept(&mut self, kept: &reader::Kept) {
        let Some(id) = self.document_of(kept) else {
            return self.say("That article is not here any more.");
        };
        let document = self.store.document(&id);
        let Some(document) = self.told(document) else { return };
        let spans = if kept.whole { None } else { kept.find(&Page::new(&document)) };
        let place = self.place();
        self.go_from(place);
        match spans.as_deref().and_then(<[_]>::first) {
            Some(span) => {
                let anchor = anchor(&document.starts(), span.start);
                self.open(&id, &At::Anchor(anchor));
                if let Some(reader) = &mut self.reader {
                    let there = reader.quotations.iter().position(|it| it.start < span.end && span.start < it.end);
                    if let Some(index) = there {
                        reader.focus_on(index);
                    }
                }
            }
            None => self.open(&id, &At::Left),
        }
    }

    /// The way through the documents, from the file and into it.
    pub(super) fn resume_jumps(&mut self) {
        let place = |place: &reader::Place| Place::Document {
            id: place.document.clone(),
            anchor: place.anchor,
            quotation: None,
        };
        self.back = self.file.jumps().iter().map(place).collect();
    }

    pub(super) fn keep_jumps(&mut self) {
        let place = |place: &Place| match place {
            Place::Document { id, anchor, .. } => Some(reader::Place { document: id.clone(), anchor: *anchor }),
            _ => None,
        };
        let jumps: Vec<reader::Place> = self.back.iter().filter_map(place).collect();
        if self.file.jumps() != jumps {
            self.file.set_jumps(jumps);
        }
    }
}

fn anchor(starts: &[usize], at: usize) -> Anchor {
    let paragraph = starts.partition_point(|start| *start <= at).saturating_sub(1);
    Anchor { paragraph, character: at.saturating_sub(starts.get(paragraph).copied().unwrap_or(0)) }
}
