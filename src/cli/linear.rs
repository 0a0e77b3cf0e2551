//! The reader line by line: for a screen reader, for a terminal that can do nothing else, or by wish. It asks, a line is
//! typed, it prints, top to bottom; nothing on the screen is ever changed, and nothing is said by colour or place.
//!
//! ```text
//! 3. Помпео і Лавров у Сочі: про спільні інтереси. 2019-05-14, uk, Lavrov 3, US counterparts 6.
//! List: a number opens, Enter shows more, h helps, q quits. 3
//! ```

use std::io::BufRead;

use super::{Error, compare, find, messages::say, print::Printer, quotes::who};
use crate::{
    alignment::GroupBy,
    document::{Document, ParagraphKind},
    library::{
        Page, Store,
        reader::{Anchor, ReaderFile},
    },
    quotation::{Filter, Quotation},
    text::{Clean, keyboard},
};

/// Documents told at a time.
const PAGE: usize = 10;

const LIST_HELP: [&str; 6] = [
    "A number opens that document.",
    "Enter tells the next documents, b those before.",
    "c sets all that one side said against what the other side said.",
    "/ and words searches everything.",
    "h is this help.",
    "q quits.",
];

const READING_HELP: [&str; 8] = [
    "Enter reads the next paragraph, b the one before, r this one again.",
    "A number goes to that paragraph.",
    "] goes to the next paragraph with a quotation, [ to the one before.",
    "c sets both sides at this document's meeting against each other.",
    "/ and words goes to the next paragraph with these words.",
    "l goes back to the list.",
    "h is this help.",
    "q goes back to the list; from there it quits.",
];

/// A document being read.
struct Open {
    document: Document,
    quotations: Vec<Quotation>,
    starts: Vec<usize>,
    /// Paragraphs that are read out: not what the site put around the article.
    told: Vec<usize>,
    /// Which of them.
    at: usize,
}

impl Open {
    fn new(document: Document, quotations: Vec<Quotation>) -> Self {
        let is_own = |index: &usize| document.paragraphs.get(*index).is_some_and(|p| p.kind != ParagraphKind::Noise);
        let mut told: Vec<usize> = (0..document.paragraphs.len()).filter(is_own).collect();
        if told.is_empty() {
            told = (0..document.paragraphs.len()).collect();
        }
        Self { starts: document.starts(), document, quotations, told, at: 0 }
    }

    fn paragraph(&self) -> usize {
        self.told.get(self.at).copied().unwrap_or(0)
    }

    /// What is quoted in one of the paragraphs.
    fn quoted(&self, paragraph: usize) -> impl Iterator<Item = &Quotation> {
        let begin = self.starts.get(paragraph).copied().unwrap_or(0);
        let end = self.starts.get(paragraph + 1).copied().unwrap_or(usize::MAX);
        self.quotations.iter().filter(move |quotation| (begin..end).contains(&quotation.start))
    }

    /// The next paragraph in a direction that is wanted.
    fn seek(&mut self, back: bool, wanted: impl Fn(&Self, usize) -> bool) -> bool {
        let is_wanted = |index: &usize| self.told.get(*index).is_some_and(|paragraph| wanted(self, *paragraph));
        let found = if back {
            (0..self.at).rev().find(is_wanted)
        } else {
            (self.at.saturating_add(1)..self.told.len()).find(is_wanted)
        };
        if let Some(found) = found {
            self.at = found;
        }
        found.is_some()
    }
}

/// A line as typed.
enum Typed<'a> {
    Enter,
    Number(usize),
    Words(&'a str),
    Letter(char),
}

impl<'a> Typed<'a> {
    fn of(line: &'a str) -> Option<Self> {
        if line.is_empty() {
            return Some(Self::Enter);
        }
        if let Ok(number) = line.parse() {
            return Some(Self::Number(number));
        }
        // A PC's Russian layout has the slash on the key of the full stop.
        if let Some(words) = line.strip_prefix(['/', '.']) {
            return Some(Self::Words(words.trim()));
        }
        let mut letters = line.chars();
        let letter = letters.next().filter(|_| letters.next().is_none())?;
        Some(Self::Letter(keyboard::latin_key(letter).unwrap_or(letter).to_ascii_lowercase()))
    }
}

struct Linear<'a, 'w> {
    store: &'a dyn Store,
    file: ReaderFile,
    out: &'a mut Printer<'w>,
    /// The first document of the list that was told last.
    from: usize,
    open: Option<Open>,
}

/// Reads until `q`, or until nothing more is typed.
pub fn run(store: &dyn Store, file: ReaderFile, typed: &mut dyn BufRead, out: &mut Printer) -> Result<(), Error> {
    let mut linear = Linear { store, file, out, from: 0, open: None };
    linear.list()?;
    loop {
        let prompt = if linear.open.is_some() {
            "Reading: Enter reads on, h helps, q goes to the list. "
        } else {
            "List: a number opens, Enter shows more, h helps, q quits. "
        };
        linear.out.raw(prompt.as_bytes())?;
        linear.out.flush()?;
        let mut line = Vec::new();
        if typed.read_until(b'\n', &mut line)? == 0 {
            linear.out.blank()?;
            return Ok(());
        }
        let line = Clean::new(&String::from_utf8_lossy(&line));
        let Some(typed) = Typed::of(line.trim()) else {
            linear.tell("That is none of the commands; h tells them.")?;
            continue;
        };
        match (&typed, linear.open.is_some()) {
            (Typed::Letter('q'), false) => return Ok(()),
            (_, false) => linear.in_list(&typed)?,
            (_, true) => linear.reading(&typed)?,
        }
    }
}

impl Linear<'_, '_> {
    fn tell(&mut self, sentence: &str) -> Result<(), Error> {
        Ok(self.out.text(0, &Clean::new(sentence))?)
    }

    fn list(&mut self) -> Result<(), Error> {
        let total = self.store.len()?;
        let page = self.store.documents(Page { offset: self.from, limit: PAGE })?;
        let last = self.from.saturating_add(page.len());
        self.tell(&format!("Documents {} to {last} of {total}.", self.from.saturating_add(1).min(total)))?;
        for (number, summary) in (self.from.saturating_add(1)..).zip(&page) {
            let sides = self.store.corpus().sides.iter().zip(summary.sides);
            let mut facts: Vec<String> = summary.date.iter().map(ToString::to_string).collect();
            facts.push(summary.language.code().to_owned());
            facts.extend(sides.map(|(side, count)| format!("{} {count}", side.name)));
            self.tell(&format!("{number}. {}. {}.", summary.heading(), facts.join(", ")))?;
        }
        Ok(())
    }

    fn in_list(&mut self, typed: &Typed) -> Result<(), Error> {
        let total = self.store.len()?;
        match typed {
            Typed::Number(number) => {
                let page = Page { offset: number.saturating_sub(1), limit: 1 };
                match self.store.documents(page)?.pop().filter(|_| *number > 0) {
                    Some(summary) => self.start(&summary.document_id),
                    None => self.tell(&format!("The documents have the numbers 1 to {total}.")),
                }
            }
            Typed::Enter if self.from.saturating_add(PAGE) >= total => self.tell("That was the last document."),
            Typed::Enter => {
                self.from = self.from.saturating_add(PAGE);
                self.list()
            }
            Typed::Letter('b') => {
                self.from = self.from.saturating_sub(PAGE);
                self.list()
            }
            Typed::Letter('l') => self.list(),
            Typed::Letter('c') => compare::print(self.store, GroupBy::Meeting, &Filter::default(), self.out),
            Typed::Words(words) => find::print(self.store, words, &Filter::default(), self.out),
            Typed::Letter(_) => LIST_HELP.iter().try_for_each(|line| self.tell(line)),
        }
    }

    /// Opens a document where one left off.
    fn start(&mut self, id: &str) -> Result<(), Error> {
        let Some(document) = self.store.document(id)? else { return Ok(()) };
        let mut open = Open::new(document, self.store.quotations_in(id)?);
        if let Some(place) = self.file.position(id) {
            open.at = open.told.partition_point(|paragraph| *paragraph < place.paragraph);
            open.at = open.at.min(open.told.len().saturating_sub(1));
        }
        self.out.blank()?;
        self.tell(open.document.heading())?;
        self.open = Some(open);
        self.read()
    }

    /// Reads the paragraph out, with who is quoted in it.
    fn read(&mut self) -> Result<(), Error> {
        let Some(open) = &self.open else { return Ok(()) };
        let index = open.paragraph();
        let Some(paragraph) = open.document.paragraphs.get(index) else { return Ok(()) };
        let what = if paragraph.kind == ParagraphKind::Heading { "Heading" } else { "Paragraph" };
        let head = format!("{what} {} of {}.", open.at.saturating_add(1), open.told.len());
        self.out.text(0, &Clean::new(&head))?;
        self.out.text(0, &paragraph.text)?;
        for quotation in open.quoted(index) {
            let (who, kind) = (who(quotation, self.store.corpus()), quotation.kind.name());
            self.out.text(0, &Clean::new(&format!("Quoted, {kind}: {who}: {}", quotation.text)))?;
        }
        self.file.set_position(&open.document.id, Anchor { paragraph: index, character: 0 });
        self.file.set_read(&open.document.id, true);
        // Now, as the line may be cut at any time.
        if let Err(error) = self.file.save() {
            say(&error.to_string());
        }
        Ok(())
    }

    fn reading(&mut self, typed: &Typed) -> Result<(), Error> {
        let Some(open) = &mut self.open else { return Ok(()) };
        let has_quotation = |open: &Open, paragraph| open.quoted(paragraph).next().is_some();
        let (found, missing) = match typed {
            Typed::Enter => (open.seek(false, |_, _| true), "That was the last paragraph."),
            Typed::Letter('b') => (open.seek(true, |_, _| true), "This is the first paragraph."),
            Typed::Letter(']') => (open.seek(false, has_quotation), "There is no quotation further on."),
            Typed::Letter('[') => (open.seek(true, has_quotation), "There is no quotation before."),
            Typed::Letter('r') => (true, ""),
            Typed::Number(number) => {
                let is_there = (1..=open.told.len()).contains(number);
                open.at = if is_there { number - 1 } else { open.at };
                (is_there, "There is no such paragraph.")
            }
            Typed::Words(words) => {
                let wanted = words.to_lowercase();
                let holds = |open: &Open, paragraph: usize| {
                    let paragraph = open.document.paragraphs.get(paragraph);
                    paragraph.is_some_and(|paragraph| paragraph.text.to_lowercase().contains(&wanted))
                };
                (open.seek(false, holds), "These words are not found further on.")
            }
            Typed::Letter('q' | 'l') => {
                self.open = None;
                return self.list();
            }
            Typed::Letter('c') => {
                let meeting = self.store.summary(&open.document.id)?.and_then(|summary| summary.meeting);
                let Some(meeting) = meeting else { return self.tell("No meeting is known for this document.") };
                let filter = Filter { meeting: Some(meeting), ..Filter::default() };
                return compare::print(self.store, GroupBy::Meeting, &filter, self.out);
            }
            Typed::Letter(_) => return READING_HELP.iter().try_for_each(|line| self.tell(line)),
        };
        if found { self.read() } else { self.tell(missing) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{cli::command::Form, corpus::Corpus, ingest, library::Library};

    fn said(typed: &str, home: &std::path::Path) -> String {
        let text = "---\ntitle: Bridges\n---\n\nAnn Case came to Lyman in the rain.\n\nSergey Lavrov said: \"We shall build the new \
                    bridge before the winter comes to the river.\"\n\nNobody answered.\n";
        let mut library = Library::in_memory(Corpus::sample()).unwrap();
        library.add(&ingest::ingest("bridges.txt", text.as_bytes()).unwrap()).unwrap();
        let file = ReaderFile::open(home, "tester").unwrap();
        let mut out = Vec::new();
        run(&library, file, &mut typed.as_bytes(), &mut Printer::new(&mut out, Form::Plain, 70)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_document_is_read_paragraph_by_paragraph_and_the_place_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let first = said("1\n\n", home.path());
        assert!(first.contains("1. Bridges. ") && first.contains("Paragraph 1 of 3.\nAnn Case came"), "{first}");
        assert!(first.contains("Quoted, direct: Sergey Lavrov"), "{first}");
        let again = said("1\n\n\n", home.path());
        assert!(again.contains("Paragraph 2 of 3.") && again.contains("Nobody answered."), "{again}");
        assert!(again.contains("That was the last paragraph.") && !again.contains("Ann Case"), "{again}");
    }

    #[test]
    fn quotations_words_and_numbers_lead_to_paragraphs_in_any_layout() {
        let home = tempfile::tempdir().unwrap();
        let said = said("7\n1\nъ\nх\n.nobody\n1\nй\nй\nnever read\n", home.path());
        for told in [
            "The documents have the numbers 1 to 1.",
            "Paragraph 2 of 3.",
            "There is no quotation before.",
            "Paragraph 3 of 3.",
        ] {
            assert!(said.contains(told), "{told}:\n{said}");
        }
        assert!(!said.contains("none of the commands"), "q ends it:\n{said}");
    }

    #[test]
    fn what_is_no_command_is_told() {
        let home = tempfile::tempdir().unwrap();
        let said = said("what\n1\nh\n", home.path());
        assert!(said.contains("none of the commands") && said.contains("r this one again"), "{said}");
    }
}
