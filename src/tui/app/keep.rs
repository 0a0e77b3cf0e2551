//! Stars, tags and notes on quotations and articles, and what the reader sets; undo takes back what was done last,
//! be it one of these or something put right.

use std::collections::{BTreeSet, HashMap};

use super::{
    App, Effect, Look, Overlay, Pane, Screen,
    choose::{Asks, Choose},
};
use crate::{
    correction::Page,
    document::Document,
    library::reader::Kept,
    quotation::Quotation,
    text::Clean,
    tui::{
        action::Action,
        layout,
        line::Line,
        theme::{Name, Role, Theme},
    },
};

/// Something done that can be taken back.
#[derive(Debug)]
pub(super) enum Done {
    /// What was put right last, which the reader's file knows.
    Correction,
    /// What was kept before and after.
    Kept(Box<[Kept; 2]>),
}

/// Columns that a line of an article may have.
const MEASURES: (u16, u16) = (40, 160);
const STEP: u16 = 4;

impl App {
    /// Stars, tags or annotates what is looked at: the quotation, or the article as a whole.
    pub(super) fn keep_here(&mut self, action: Action, whole: bool) -> Effect {
        if self.file.read_only() {
            self.complain("What you keep could not be kept: your file cannot be written.");
            return Effect::None;
        }
        let Some(kept) = self.kept_here(whole) else {
            self.say("No quotation here: ] goes to the next one, sS is for the article.");
            return Effect::None;
        };
        match action {
            Action::Star | Action::StarDocument => {
                self.keep(Kept { star: !kept.star, ..kept });
                return Effect::Save;
            }
            Action::Tag | Action::TagDocument => {
                let tags: BTreeSet<Clean> = self.file.kept().iter().flat_map(|kept| kept.tags.clone()).collect();
                self.overlay = Some(Overlay::Choose(Box::new(Choose::tag(kept, tags))));
            }
            _ => self.overlay = Some(Overlay::Choose(Box::new(Choose::note(kept)))),
        }
        Effect::None
    }

    /// What is kept of what is looked at, which may be nothing yet.
    fn kept_here(&mut self, whole: bool) -> Option<Kept> {
        let in_list = self.screen == Screen::Browse && self.pane == Pane::List;
        if in_list || (whole && self.screen == Screen::Browse) {
            self.preview();
            let document = &self.reader.as_ref()?.document;
            let kept = self.kept_documents.get(&document.id).cloned();
            return Some(kept.unwrap_or_else(|| Kept::of_document(document)));
        }
        let quotation = self.quotation_here()?;
        let document = self.store.document(&quotation.document_id);
        let document = self.told(document)?;
        if whole {
            let kept = self.kept_documents.get(&document.id).cloned();
            return Some(kept.unwrap_or_else(|| Kept::of_document(&document)));
        }
        let kept = kept_of(self.file.kept(), &document, std::slice::from_ref(&quotation)).remove(&quotation.id);
        Some(kept.unwrap_or_else(|| Kept::of_quotation(&document, &quotation)))
    }

    /// What is kept of a quotation of the open article.
    pub fn kept(&self, quotation: &Quotation) -> Option<&Kept> {
        self.kept.get(&quotation.id)
    }

    pub fn kept_documents(&self) -> &HashMap<String, Kept> {
        &self.kept_documents
    }

    /// Keeps this of its subject; it can be taken back.
    pub(super) fn keep(&mut self, kept: Kept) {
        let before = self.file.kept().iter().find(|other| other.concerns_the_same(&kept)).cloned();
        let before = before.unwrap_or_else(|| Kept {
            star: false,
            tags: BTreeSet::new(),
            note: None,
            others: serde_json::Map::new(),
            ..kept.clone()
        });
        self.file.keep(kept.clone());
        self.undone.clear();
        self.show_kept(&kept, "Nothing is kept of it any more (U brings it back).");
        self.done.push(Done::Kept(Box::new([before, kept])));
    }

    /// Says what is kept now, and writes it at once.
    fn show_kept(&mut self, kept: &Kept, nothing: &'static str) {
        let text = self.theme.style(Role::Text);
        let what = if kept.whole { "Kept of the article: " } else { "Kept of the quotation: " };
        self.message = Some(if kept.is_empty() {
            Line::new().own(nothing, text)
        } else {
            Line::new().own(what, self.theme.style(Role::Faint)).text(&kept.says(), text)
        });
        self.find_kept_documents();
        self.find_kept();
        // It shows under the words.
        if let Some(compare) = &mut self.compare {
            compare.forget_rows();
        }
        self.save();
    }

    pub(super) fn undo(&mut self) {
        match self.done.pop() {
            Some(Done::Kept(both)) => {
                let [before, _] = &*both;
                self.file.keep(before.clone());
                self.show_kept(before, "Taken back (^R does it again).");
                self.undone.push(Done::Kept(both));
            }
            // What was put right in an earlier session is taken back too.
            last => {
                self.undo_correction();
                self.undone.extend(last);
            }
        }
    }

    pub(super) fn redo(&mut self) {
        match self.undone.pop() {
            Some(Done::Kept(both)) => {
                let [_, after] = &*both;
                self.file.keep(after.clone());
                self.show_kept(after, "Done again (U takes it back).");
                self.done.push(Done::Kept(both));
            }
            last => {
                self.redo_correction();
                self.done.extend(last);
            }
        }
    }

    /// The document that something kept is about, also in another version.
    pub(super) fn document_of(&self, kept: &Kept) -> Option<String> {
        if self.store.summary(&kept.document_id).ok().flatten().is_some() {
            return Some(kept.document_id.clone());
        }
        let named = self.store.find(&kept.document).ok()?;
        let mut ids = named.into_iter().filter(|it| it.document == kept.document).map(|it| it.document_id);
        ids.find(|id| {
            let document = self.store.document(id).ok().flatten();
            document.is_some_and(|document| kept.find(&Page::new(&document)).is_some())
        })
    }

    /// Which documents have something kept of them as a whole.
    pub(super) fn find_kept_documents(&mut self) {
        let whole = self.file.kept().iter().filter(|kept| kept.whole);
        self.kept_documents = whole.filter_map(|kept| Some((self.document_of(kept)?, kept.clone()))).collect();
    }

    /// Which quotations of the open article have something kept of them.
    pub(super) fn find_kept(&mut self) {
        let Some(reader) = &self.reader else { return };
        self.kept = kept_of(self.file.kept(), &reader.document, &reader.quotations);
    }

    pub(super) fn open_kept(&mut self) {
        let mut all: Vec<(Clean, Clean, Kept)> = Vec::new();
        for kept in self.file.kept() {
            let title = self.store.summary(&kept.document_id).ok().flatten();
            let title = title.map_or_else(|| kept.document.clone(), |summary| summary.heading().clone());
            let label = if kept.whole { title.clone() } else { kept.passage.shown() };
            all.push((label, kept.says(), kept.clone()));
        }
        if all.is_empty() {
            return self.say("Nothing is kept yet: ss gives a star, st a tag, sn a note.");
        }
        self.overlay = Some(Overlay::Choose(Box::new(Choose::kept(all))));
    }

    /// The answers to the questions about tags and notes.
    pub(super) fn answer_kept(&mut self, asks: Asks, typed: Clean) {
        match asks {
            Asks::Tag(kept) => {
                let tag = Clean::new(typed.trim_start_matches('#')).trimmed();
                let mut kept = *kept;
                if !tag.is_empty() && !kept.tags.remove(&tag) {
                    kept.tags.insert(tag);
                }
                self.keep(kept);
            }
            Asks::Note(kept) => self.keep(Kept { note: (!typed.is_empty()).then_some(typed), ..*kept }),
            _ => {}
        }
    }

    /// Colours and line length as the reader set them, else as the configuration has them.
    pub(super) fn settle(&mut self) {
        let settings = self.file.settings();
        self.theme_name = Name::chosen(settings).unwrap_or(self.theme_name);
        self.measure = settings.measure.map_or(self.measure, |measure| measure.clamp(MEASURES.0, MEASURES.1));
        self.recolour();
    }

    /// Whether the colours depend on a background that nobody knows yet.
    pub fn wants_background(&self) -> bool {
        self.theme_name == Name::Auto && self.look.light.is_none() && self.look.colour
    }

    pub fn see_background(&mut self, light: bool) {
        self.look.light = Some(light);
        self.recolour();
        self.fit();
    }

    fn recolour(&mut self) {
        let Look { light, colour, ascii, .. } = self.look;
        self.theme = Theme::new(self.theme_name, light, colour, ascii);
        // Its rows are laid out with their colours.
        if let Some(compare) = &mut self.compare {
            compare.forget_rows();
        }
    }

    pub(super) fn next_theme(&mut self) -> Effect {
        if !self.look.colour {
            self.say("NO_COLOR is set: there are no colours.");
            return Effect::None;
        }
        self.set_theme(self.theme_name.next());
        Effect::Save
    }

    fn set_theme(&mut self, name: Name) {
        self.theme_name = name;
        self.recolour();
        self.file.settings_mut().theme = serde_json::to_value(name).ok().and_then(|it| it.as_str().map(str::to_owned));
        self.say(name.says());
    }

    pub(super) fn change_list(&mut self, wider: bool, count: Option<usize>) {
        let body = self.size.width;
        let width = layout::list_width(body, self.file.settings().list);
        let width = layout::list_width(body, Some(stepped(width, wider, count)));
        self.file.settings_mut().list = Some(width);
        let text = self.theme.style(Role::Text);
        let line = Line::new().own("A list of ", text).number(usize::from(width), text);
        self.message = Some(line.own(" columns.", text));
    }

    pub(super) fn change_measure(&mut self, wider: bool, count: Option<usize>) {
        self.measure = stepped(self.measure, wider, count).clamp(MEASURES.0, MEASURES.1);
        self.file.settings_mut().measure = Some(self.measure);
        let text = self.theme.style(Role::Text);
        let line = Line::new().own("Lines of at most ", text).number(usize::from(self.measure), text);
        self.message = Some(line.own(" columns.", text));
    }
}

/// A step more columns or fewer, or as many as were asked for.
fn stepped(columns: u16, wider: bool, count: Option<usize>) -> u16 {
    let step = if wider { columns.saturating_add(STEP) } else { columns.saturating_sub(STEP) };
    count.map_or(step, |count| u16::try_from(count).unwrap_or(u16::MAX))
}

/// By the quotation's id: what is kept of it. Words belong to the quotation that shares most of them.
pub(super) fn kept_of(all: &[Kept], document: &Document, quotations: &[Quotation]) -> HashMap<String, Kept> {
    let mut all = all.iter().filter(|kept| !kept.whole && kept.names(document)).peekable();
    if all.peek().is_none() {
        return HashMap::new();
    }
    let page = Page::new(document);
    let mut found = HashMap::new();
    for kept in all {
        let Some(spans) = kept.find(&page) else { continue };
        let shared = |quotation: &Quotation| -> usize {
            let pairs = quotation.spans.iter().flat_map(|own| spans.iter().map(move |span| (own, span)));
            pairs.map(|(own, span)| own.end.min(span.end).saturating_sub(own.start.max(span.start))).sum()
        };
        let best = quotations.iter().map(|quotation| (shared(quotation), quotation)).max_by_key(|(shared, _)| *shared);
        if let Some((_, quotation)) = best.filter(|(shared, _)| *shared > 0) {
            found.insert(quotation.id.clone(), kept.clone());
        }
    }
    found
}
