//! Putting right: the menus of a quotation and of a document, and what becomes of what is shown when something was
//! put right, taken back or done again.

use super::{
    App, Effect, Overlay, Screen,
    choose::{Asks, Choose},
    go::At,
    keep::Done,
    words::Words,
};
use crate::{
    correction::{Change, Correction, Speaker},
    document::Document,
    quotation::Quotation,
    text::Clean,
    tui::{action::Action, line::Line, theme::Role},
};

impl App {
    /// Shows everything as the reader put it right.
    pub(super) fn apply_corrections(&mut self) {
        let corrections = self.file.history().active().cloned().collect();
        let corrected = self.store.correct(corrections);
        self.told(corrected);
    }

    pub(super) fn open_correct(&mut self) {
        match self.quotation_here() {
            Some(quotation) => self.overlay = Some(Overlay::Correct(Box::new(quotation))),
            None => self.say_no_quotation(),
        }
    }

    pub(super) fn open_correct_document(&mut self) {
        self.preview();
        if self.reader.is_some() {
            self.overlay = Some(Overlay::CorrectDocument);
        }
    }

    /// The quotation that is looked at, in the article or in the comparison.
    pub(super) fn quotation_here(&mut self) -> Option<Quotation> {
        if self.screen == Screen::Matrix {
            return None;
        }
        if self.screen == Screen::Compare {
            let id = self.compare.as_ref()?.selected_quotation()?.clone();
            let quotation = self.store.quotation(&id);
            return self.told(quotation);
        }
        self.reader.as_ref()?.current_quotation().cloned()
    }

    pub(super) fn update_correct(&mut self, action: Action) -> Effect {
        let Some(Overlay::Correct(quotation)) = self.overlay.take() else { return Effect::None };
        match action {
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Speaker => {
                let document = self.store.document(&quotation.document_id);
                let document = self.told(document).unwrap_or_default();
                let choose = Choose::speaker(&*self.store, &document, Asks::Speaker(quotation));
                let choose = self.told(choose.map(Some));
                self.overlay = choose.map(|choose| Overlay::Choose(Box::new(choose)));
            }
            Action::Nobody => {
                self.of_document(&quotation, |document, it| Correction::speaker(document, it, Speaker::nobody()));
            }
            Action::Meeting => self.choose_meeting(quotation),
            Action::Kind => self.choose_kind(quotation),
            Action::NoQuotation => self.of_document(&quotation, Correction::no_quotation),
            Action::OtherWords => {
                if self.screen == Screen::Compare {
                    self.open_quotation();
                } else {
                    self.open(&quotation.document_id, &At::Quotation(quotation.id.clone()));
                }
                if let Some(reader) = &mut self.reader {
                    self.words = Words::of(&reader.document, &quotation);
                    self.show_words();
                }
            }
            Action::Quit | Action::Correct => {}
            _ => self.overlay = Some(Overlay::Correct(quotation)),
        }
        Effect::Save
    }

    pub(super) fn update_correct_document(&mut self, action: Action) -> Effect {
        let Some(reader) = &self.reader else { return Effect::None };
        let choose = match action {
            Action::Date => Choose::date(&reader.document),
            Action::Title => Choose::title(&reader.document),
            Action::Language => Choose::language(&reader.document),
            action => {
                match action {
                    Action::Undo => self.undo(),
                    Action::Redo => self.redo(),
                    Action::Quit | Action::CorrectDocument => {}
                    _ => return Effect::None,
                }
                self.overlay = None;
                return Effect::Save;
            }
        };
        self.overlay = Some(Overlay::Choose(Box::new(choose)));
        Effect::None
    }

    /// A correction of a quotation in its document.
    pub(super) fn of_document(
        &mut self,
        quotation: &Quotation,
        correct: impl FnOnce(&Document, &Quotation) -> Correction,
    ) {
        let document = self.store.document(&quotation.document_id);
        if let Some(document) = self.told(document) {
            self.make(correct(&document, quotation));
        }
    }

    /// A correction of the open document as a whole.
    pub(super) fn change_document(&mut self, change: Change) {
        if let Some(reader) = &self.reader {
            self.make(Correction::of_document(&reader.document, change));
        }
    }

    pub(super) fn make(&mut self, correction: Correction) {
        if self.file.read_only() {
            return self.complain("What you put right could not be kept: your file cannot be written.");
        }
        let says = correction.says();
        self.file.history_mut().make(vec![correction]);
        self.done.push(Done::Correction);
        self.undone.clear();
        self.show_corrected("Put right (U takes it back): ", &says);
    }

    pub(super) fn undo_correction(&mut self) {
        let says = self.file.history_mut().undo().and_then(|step| step.corrections().last().map(Correction::says));
        match says {
            Some(says) => self.show_corrected("Taken back (^R does it again): ", &says),
            None => self.say("There is nothing to take back."),
        }
    }

    pub(super) fn redo_correction(&mut self) {
        let says = self.file.history_mut().redo().and_then(|step| step.corrections().last().map(Correction::says));
        match says {
            Some(says) => self.show_corrected("Put right again (U takes it back): ", &says),
            None => self.say("There is nothing to do again."),
        }
    }

    /// Everything shown is read anew, at the place where one is; the reader's file is written at once.
    fn show_corrected(&mut self, what: &'static str, says: &Clean) {
        let (faint, text) = (self.theme.style(Role::Faint), self.theme.style(Role::Text));
        self.message = Some(Line::new().own(what, faint).text(says, text));
        // First, as it brings along what another window put right.
        self.save();
        let in_list = self.list.selected().map(|item| item.summary.document_id.clone());
        self.apply_corrections();
        self.reread();
        self.list.forget();
        if let Some(position) = in_list.and_then(|id| self.position(&id)) {
            self.list.select(position);
        }
        self.remake();
    }

    /// The open document as the store has it now.
    fn reread(&mut self) {
        let Some(id) = self.reader.as_ref().map(|reader| reader.document.id.clone()) else { return };
        let (document, quotations) = (self.store.document(&id), self.store.quotations_in(&id));
        let (document, quotations, about) = (self.told(document), self.told(quotations), self.about(&id));
        match (document, &mut self.reader) {
            (Some(document), Some(reader)) => reader.replace(document, quotations, about),
            _ => self.reader = None,
        }
        self.find_kept();
    }
}
