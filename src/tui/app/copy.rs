//! Copying: words with where they stand, for the terminal's clipboard.

use super::{App, Overlay, Screen, choose::Choose};
use crate::{
    export::{Citation, words},
    library::Summary,
    quotation::Quotation,
    text::{Clean, Span, width},
    tui::{clipboard, line::Line, theme::Role},
};

/// Cells of what was copied that the message shows.
const SHOWN: usize = 40;

impl App {
    /// What the terminal is to be sent, once.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take().map(|text| clipboard::sequence(&text, self.look.wrapped))
    }

    pub(super) fn copy_quotation(&mut self) {
        match self.quotation_here() {
            Some(quotation) => {
                let text = self.cited(&quotation);
                self.copy("the quotation", &text);
            }
            None => self.say_no_quotation(),
        }
    }

    /// Both sides, the left one first; a gap is named.
    pub(super) fn copy_pair(&mut self) {
        let Some(pair) = self.compare.as_ref().and_then(|compare| compare.selected_pair().cloned()) else {
            return self.say("There is no pair here.");
        };
        let sides = [pair.left, pair.right].map(|id| {
            let quotation = id.map(|id| self.store.quotation(&id));
            let quotation = quotation.and_then(|quotation| self.told(quotation));
            quotation.map(|quotation| self.cited(&quotation))
        });
        let names = self.corpus().sides.iter().map(|side| side.name.clone());
        let side =
            |(name, words): (Clean, Option<String>)| words.unwrap_or_else(|| format!("{name}: {}", words::NOTHING));
        let text: Vec<String> = names.zip(sides).map(side).collect();
        self.copy("the pair", &text.join("\n\n"));
    }

    /// The paragraph of the quotation that is looked at, else the one on top.
    pub(super) fn copy_paragraph(&mut self) {
        let Some(reader) = &self.reader else { return };
        let here = reader.current_quotation().map_or(reader.anchor().paragraph, |quotation| quotation.paragraph);
        let Some(paragraph) = reader.document.paragraphs.get(here) else { return };
        let words = paragraph.text.clone();
        let text = format!("{words}\n— {}", self.source());
        self.copy("the paragraph", &text);
    }

    /// Words that were chosen, "…" where something lies between.
    pub(super) fn copy_words(&mut self) {
        let Some(reader) = &self.reader else { return };
        let slice = |span: &Span| reader.document.slice(*span).to_owned();
        let words: Vec<String> = self.chosen().iter().map(slice).collect();
        let (opener, closer) = words::marks(reader.document.language);
        let text = format!("{opener}{}{closer}\n— {}", words.join(" … "), self.source());
        self.words = None;
        self.copy("the words", &text);
    }

    /// Which of the article's addresses; where there is only one, that.
    pub(super) fn choose_link(&mut self) {
        let links = self.reader.as_ref().map(|reader| reader.document.links()).unwrap_or_default();
        match links.as_slice() {
            [] => self.say("No address is known of this article, and none is in it."),
            [link] => {
                let link = link.to_string();
                self.copy("the address", &link);
            }
            _ => self.overlay = Some(Overlay::Choose(Box::new(Choose::link(links)))),
        }
    }

    pub(super) fn copy_article(&mut self) {
        if self.screen == Screen::Compare {
            let Some(quotation) = self.quotation_here() else { return self.say_no_quotation() };
            let summary = self.store.summary(&quotation.document_id);
            let text = self.told(summary).as_ref().map(article).unwrap_or_default();
            return self.copy("the article's source", &text);
        }
        self.preview();
        let text = self.source();
        self.copy("the article's source", &text);
    }

    /// The words in their marks, their sentence where they need it, and who said them where.
    fn cited(&mut self, quotation: &Quotation) -> String {
        let summary = self.store.summary(&quotation.document_id);
        let summary = self.told(summary);
        let meeting = quotation.meeting.as_deref().map(|id| self.store.meeting(id));
        let meeting = meeting.and_then(|meeting| self.told(meeting));
        let citation = Citation::new(quotation, summary.as_ref(), meeting.as_ref());
        let around = words::around(quotation).map_or_else(String::new, |sentence| format!("\n(in: {sentence})"));
        format!("{}{around}\n— {citation}", words::quoted(quotation))
    }

    /// Where the open article stands.
    fn source(&mut self) -> String {
        let Some(id) = self.reader.as_ref().map(|reader| reader.document.id.clone()) else { return String::new() };
        let summary = self.store.summary(&id);
        self.told(summary).as_ref().map(article).unwrap_or_default()
    }

    /// The message promises no more than is known: that the terminal was asked.
    pub(super) fn copy(&mut self, what: &'static str, text: &str) {
        let length = text.chars().count();
        if text.len() > clipboard::MOST {
            return self.say("That is more than terminals copy: visavis export writes it to a file.");
        }
        self.copied = Some(text.to_owned());
        let (faint, style) = (self.theme.style(Role::Faint), self.theme.style(Role::Text));
        let line = Line::new().own("Sent to the terminal to copy: ", style).own(what, style).own(", ", style);
        let line = line.number(length, style).own(" letters", style);
        let first = Clean::from(width::truncate(&Clean::new(text), SHOWN));
        self.message = Some(line.own(" · ", faint).text(&first, faint));
    }
}

/// "“Title”, source, 14 May 2019, [file.txt], https://…"
fn article(summary: &Summary) -> String {
    let article = Citation::of_article(summary);
    let facts = article.facts(None);
    let parts = std::iter::once(article.name()).chain(facts).chain(article.url.clone());
    parts.map(|part| part.to_string()).collect::<Vec<_>>().join(", ")
}
