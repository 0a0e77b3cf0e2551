//! Choosing words in the open article: a quotation's boundaries, or a quotation that was missed. One end moves by
//! words or sentences, Tab changes to the other one; what is chosen is shown as it changes.

use super::{
    App, Effect, Overlay,
    choose::{Asks, Choose},
    update::signed,
};
use crate::{
    correction::Correction,
    document::{Document, ParagraphKind},
    quotation::{Kind, Quotation},
    text::{Span, sentence::sentences},
    tui::{action::Action, line::Line, rows::Anchor, theme::Role},
};

/// What stands around quoted words.
const MARKS: [char; 9] = ['"', '«', '»', '“', '”', '„', '‟', '‹', '›'];

/// Fewer words between marks are a fragment in the reporter's sentence.
const CLAUSE: usize = 5;

/// The words that can be chosen and those that are.
#[derive(Debug)]
pub struct Words {
    all: Vec<Word>,
    first: usize,
    last: usize,
    /// Which end moves.
    end: bool,
    quotation: Option<Box<Quotation>>,
    /// Chosen by the reader; else it follows from the marks around the words.
    kind: Option<Kind>,
    /// First and last word as it was opened.
    before: (usize, usize),
}

#[derive(Clone, Copy, Debug)]
struct Word {
    /// In the clean text.
    at: Span,
    paragraph: usize,
    turn: bool,
    /// A sentence begins with it.
    opens: bool,
    /// Quotation marks stand directly before or after it.
    marked: [bool; 2],
}

impl Words {
    /// The words of a quotation, to be made more or fewer.
    pub fn of(document: &Document, quotation: &Quotation) -> Option<Self> {
        let starts = document.starts();
        let paragraph = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
        let (first, last) = (paragraph(quotation.start), paragraph(quotation.end.saturating_sub(1)));
        let words = words(document, first, last);
        let begins = words.partition_point(|word| word.at.end <= quotation.start);
        let ends = words.partition_point(|word| word.at.start < quotation.end).checked_sub(1)?;
        let quotation = Some(Box::new(quotation.clone()));
        (begins <= ends).then_some(Self {
            all: words,
            first: begins,
            last: ends,
            end: true,
            quotation,
            kind: None,
            before: (begins, ends),
        })
    }

    /// The first word at a place, for a quotation that was missed.
    pub fn at(document: &Document, place: Anchor) -> Option<Self> {
        let words = words(document, 0, document.paragraphs.len());
        let start = document.starts().get(place.paragraph).map_or(0, |start| start + place.character);
        let first = words.partition_point(|word| word.at.start < start).min(words.len().checked_sub(1)?);
        Some(Self { all: words, first, last: first, end: false, quotation: None, kind: None, before: (first, first) })
    }

    /// Moves an end by so many words; it takes the other one along.
    fn step(&mut self, by: isize) {
        let most = self.all.len().saturating_sub(1);
        let moved = |at: usize| at.saturating_add_signed(by).min(most);
        if self.end {
            self.last = moved(self.last);
            self.first = self.first.min(self.last);
        } else {
            self.first = moved(self.first);
            // A single word is moved as a whole, until its end is wanted.
            let single = self.quotation.is_none() && self.last == self.before.1 && self.first != self.last;
            self.last = if single { self.first } else { self.last.max(self.first) };
            self.before.1 = if single { self.first } else { self.before.1 };
        }
    }

    /// Moves an end to where a sentence ends or begins.
    fn step_sentence(&mut self, by: isize) {
        let at = if self.end { self.last } else { self.first };
        let is_edge = |index: &usize| {
            let word = self.all.get(if self.end { index + 1 } else { *index });
            word.is_none_or(|word| word.opens)
        };
        let most = self.all.len();
        let found = if by > 0 { (at + 1..most).find(is_edge) } else { (0..at).rev().find(is_edge) };
        let target = found.unwrap_or(if by > 0 { most.saturating_sub(1) } else { 0 });
        self.step(signed(target).saturating_sub(signed(at)));
    }

    /// To the first word of another paragraph.
    fn step_paragraph(&mut self, by: isize) {
        let Some(here) = self.all.get(self.first).map(|word| word.paragraph) else { return };
        let found = if by > 0 {
            self.all.iter().position(|word| word.paragraph > here)
        } else {
            let before = self.all.iter().rev().find(|word| word.paragraph < here).map(|word| word.paragraph);
            self.all.iter().position(|word| Some(word.paragraph) == before)
        };
        if let Some(found) = found.filter(|_| self.quotation.is_none()) {
            (self.first, self.last, self.end, self.before) = (found, found, false, (found, found));
        }
    }

    /// The stretches chosen, one for each paragraph, and without what the reporter put between.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<(usize, Span)> = Vec::new();
        for word in self.all.iter().take(self.last + 1).skip(self.first) {
            match spans.last_mut() {
                Some((paragraph, span)) if *paragraph == word.paragraph => span.end = word.at.end,
                _ => spans.push((word.paragraph, word.at)),
            }
        }
        let mut spans: Vec<Span> = spans.into_iter().map(|(_, span)| span).collect();
        let Some(quotation) = &self.quotation else { return spans };
        // An end that did not move stands where it stood, be it inside of a word.
        if let Some(first) = spans.first_mut().filter(|_| self.first == self.before.0) {
            first.start = quotation.start;
        }
        if let Some(last) = spans.last_mut().filter(|_| self.last == self.before.1) {
            last.end = quotation.end;
        }
        for (one, two) in quotation.spans.iter().zip(quotation.spans.iter().skip(1)) {
            spans = spans.into_iter().flat_map(|span| without(span, Span::new(one.end, two.start))).collect();
        }
        spans
    }

    /// The place of the end that moves.
    pub fn moving(&self) -> usize {
        let word = self.all.get(if self.end { self.last } else { self.first });
        word.map_or(0, |word| if self.end { word.at.end.saturating_sub(1) } else { word.at.start })
    }

    fn kind(&self) -> Kind {
        let (first, last) = (self.all.get(self.first), self.all.get(self.last));
        let turn = first.is_some_and(|word| word.turn);
        let marked = first.is_some_and(|word| word.marked[0]) || last.is_some_and(|word| word.marked[1]);
        let follows = match (turn, marked, self.last - self.first + 1 >= CLAUSE) {
            (true, ..) | (_, true, true) => Kind::Direct,
            (_, true, false) => Kind::Partial,
            _ => Kind::Reported,
        };
        self.kind.unwrap_or(follows)
    }

    fn next_kind(&mut self) {
        self.kind = Some(match self.kind() {
            Kind::Direct => Kind::Partial,
            Kind::Partial => Kind::Reported,
            Kind::Reported => Kind::Direct,
        });
    }
}

/// A stretch without another one.
fn without(span: Span, gap: Span) -> Vec<Span> {
    if gap.end <= span.start || span.end <= gap.start {
        return vec![span];
    }
    let parts = [Span::new(span.start, gap.start), Span::new(gap.end, span.end)];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// The words of some paragraphs, without the marks, brackets and dashes around them; what ends a sentence belongs to
/// its last word where marks close after it.
fn words(document: &Document, from: usize, to: usize) -> Vec<Word> {
    let mut found = Vec::new();
    let starts = document.starts();
    for (index, (paragraph, start)) in document.paragraphs.iter().zip(starts).enumerate() {
        if index < from || index > to || paragraph.kind == ParagraphKind::Noise {
            continue;
        }
        let chars: Vec<char> = paragraph.text.chars().collect();
        let sentences = sentences(&paragraph.text);
        let mut next = 0;
        while let Some(begin) = (next..chars.len()).find(|at| chars.get(*at) != Some(&' ')) {
            let end = (begin..chars.len()).find(|at| chars.get(*at) == Some(&' ')).unwrap_or(chars.len());
            next = end;
            let letter = |at: &usize| chars.get(*at).is_some_and(|c| c.is_alphanumeric());
            let (Some(head), Some(tail)) = ((begin..end).find(letter), (begin..end).rev().find(letter)) else {
                continue;
            };
            let mark = |at: &usize| chars.get(*at).is_some_and(|c| MARKS.contains(c));
            let stop = |at: &usize| !chars.get(*at).is_some_and(|c| matches!(c, '!' | '?' | '…'));
            let closed = (tail + 1..end).find(mark);
            let stops = closed.or_else(|| (tail + 1..end).find(stop)).unwrap_or(end);
            let at = Span::new(head, stops);
            let before =
                found.last().filter(|word: &&Word| word.paragraph == index).map_or(0, |word| word.at.end - start);
            let opens = sentences.iter().any(|s| s.start < stops && s.start >= before) || before == 0;
            found.push(Word {
                at: at.shifted(start),
                paragraph: index,
                turn: paragraph.kind == ParagraphKind::Turn,
                opens,
                marked: [(begin..head).any(|at| mark(&at)), closed.is_some()],
            });
        }
    }
    found
}

impl App {
    /// Marks a quotation that was missed, from the row on that is on top.
    pub(super) fn start_missed(&mut self) {
        let Some(reader) = &self.reader else { return };
        self.words = Words::at(&reader.document, reader.anchor());
        match self.words {
            Some(_) => self.show_words(),
            None => self.say("There are no words here."),
        }
    }

    pub(super) fn update_words(&mut self, action: Action, count: Option<usize>) -> Effect {
        let Some(words) = &mut self.words else { return Effect::None };
        let by = signed(count.unwrap_or(1));
        match action {
            Action::Right => words.step(by),
            Action::Left => words.step(-by),
            Action::Down => (0..by.min(500)).for_each(|_| words.step_sentence(1)),
            Action::Up => (0..by.min(500)).for_each(|_| words.step_sentence(-1)),
            Action::NextParagraph => words.step_paragraph(1),
            Action::PreviousParagraph => words.step_paragraph(-1),
            Action::NextPane => words.end = !words.end,
            Action::Kind if words.quotation.is_none() => words.next_kind(),
            Action::Open => {
                self.keep_words();
                return Effect::Save;
            }
            Action::CopyWords => {
                self.copy_words();
                return Effect::None;
            }
            Action::Quit => {
                self.words = None;
                return Effect::None;
            }
            _ => {}
        }
        self.show_words();
        Effect::Save
    }

    /// The end that moves comes into sight; the status line says what is chosen.
    pub(super) fn show_words(&mut self) {
        let (Some(words), Some(reader)) = (&self.words, &mut self.reader) else { return };
        reader.show(words.moving());
        let (faint, text) = (self.theme.style(Role::Faint), self.theme.style(Role::Text));
        let mut line = Line::new().own(if words.end { "The end moves · " } else { "The beginning moves · " }, faint);
        let count = words.last - words.first + 1;
        line = line.number(count, text).own(if count == 1 { " word" } else { " words" }, faint);
        if words.quotation.is_none() {
            line = line.own(" · ", faint).own(words.kind().name(), text);
        }
        self.message = Some(line);
    }

    fn keep_words(&mut self) {
        let (Some(words), Some(reader)) = (self.words.take(), &self.reader) else { return };
        let spans = words.spans();
        let Some(quotation) = &words.quotation else {
            // Refused before somebody is asked for.
            let nobody = crate::correction::Speaker::nobody();
            let kind = words.kind();
            if let Err(refused) = Correction::missed(&reader.document, &spans, nobody, kind, &reader.quotations) {
                self.complain(&refused.to_string());
                self.words = Some(words);
                return;
            }
            let choose = Choose::speaker(&*self.store, &reader.document, Asks::Missed { spans, kind });
            let choose = self.told(choose.map(Some));
            self.overlay = choose.map(|choose| Overlay::Choose(Box::new(choose)));
            return;
        };
        if spans == quotation.spans {
            return self.say("The words are as they were.");
        }
        match Correction::words(&reader.document, quotation, &spans, &reader.quotations) {
            Ok(correction) => self.make(correction),
            Err(refused) => {
                self.complain(&refused.to_string());
                self.words = Some(words);
            }
        }
    }

    /// The words that are being chosen.
    pub fn chosen(&self) -> Vec<Span> {
        self.words.as_ref().map(Words::spans).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::Paragraph;

    fn document(texts: &[&str]) -> Document {
        let text = |text: &&str| Paragraph { kind: ParagraphKind::Text, text: (*text).into() };
        Document { paragraphs: texts.iter().map(text).collect(), ..Document::default() }
    }

    fn chosen(document: &Document, words: &Words) -> Vec<String> {
        words.spans().iter().map(|span| document.slice(*span).to_owned()).collect()
    }

    #[test]
    fn words_stand_without_the_marks_around_them() {
        let text = document(&["«Мы рады, и да!» — сказал (он). \"So,\" she added - well."]);
        let all: Vec<String> = words(&text, 0, 0).iter().map(|word| text.slice(word.at).to_owned()).collect();
        assert_eq!(all, ["Мы", "рады", "и", "да!", "сказал", "он", "So,", "she", "added", "well"]);
    }

    #[test]
    fn a_single_word_is_moved_until_its_end_is_wanted() {
        let text = document(&["One two three four.", "Five six."]);
        let mut words = Words::at(&text, Anchor::default()).unwrap();
        words.step(1);
        assert_eq!(chosen(&text, &words), ["two"]);
        words.end = true;
        words.step(2);
        assert_eq!(chosen(&text, &words), ["two three four"]);
        words.step_sentence(1);
        assert_eq!(chosen(&text, &words), ["two three four", "Five six"]);
        words.end = false;
        words.step(1);
        assert_eq!(chosen(&text, &words), ["three four", "Five six"]);
        words.step(-9);
        words.end = true;
        words.step(-99);
        assert_eq!(chosen(&text, &words), ["One"]);
        words.step_paragraph(1);
        assert_eq!(chosen(&text, &words), ["Five"]);
        words.step_paragraph(1);
        words.step_paragraph(-1);
        assert_eq!(chosen(&text, &words), ["One"]);
    }

    #[test]
    fn the_kind_follows_from_the_marks_around_the_words() {
        let text = document(&["\"one two three four five\" and six"]);
        let mut words = Words::at(&text, Anchor::default()).unwrap();
        assert_eq!(words.kind(), Kind::Partial);
        words.end = true;
        words.step(4);
        assert_eq!(words.kind(), Kind::Direct);
        words.end = false;
        words.step(6);
        assert_eq!(words.kind(), Kind::Reported);
        words.next_kind();
        assert_eq!(words.kind(), Kind::Direct);
    }

    #[test]
    fn nothing_to_choose_from_is_nothing() {
        assert!(Words::at(&document(&[]), Anchor::default()).is_none());
        assert!(Words::at(&document(&["—", "…"]), Anchor::default()).is_none());
    }

    #[test]
    fn what_the_reporter_put_between_stays_left_out() {
        assert_eq!(without(Span::new(0, 10), Span::new(3, 5)), [Span::new(0, 3), Span::new(5, 10)]);
        assert_eq!(without(Span::new(4, 10), Span::new(3, 5)), [Span::new(5, 10)]);
        assert_eq!(without(Span::new(6, 10), Span::new(3, 5)), [Span::new(6, 10)]);
        assert_eq!(without(Span::new(3, 5), Span::new(3, 5)), []);
    }
}
