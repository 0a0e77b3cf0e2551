//! What each action does.

use super::{App, Effect, Overlay, Pane, Place, Screen, compare::Lens, marks::Marking};
use crate::tui::{action::Action, view};

impl App {
    /// The only thing that changes the state, apart from typing into a field and a new size.
    pub fn update(&mut self, action: Action, count: Option<usize>) -> Effect {
        match action {
            Action::Exit => return Effect::Quit,
            Action::Redraw => return Effect::Redraw,
            Action::Suspend => return Effect::Stop,
            Action::Close => return self.close(),
            _ => {}
        }
        if self.marking.is_some() {
            return Effect::None;
        }
        if self.search.is_some() {
            return self.update_search(action);
        }
        if self.overlay.is_none() && self.must_wait(action) {
            return Effect::None;
        }
        match &mut self.overlay {
            Some(Overlay::Jump(_)) => self.update_jump(action),
            Some(Overlay::Help(help)) if help.typing => help.update(action),
            Some(Overlay::Help(_) | Overlay::Why(..)) => self.update_paper(action, count),
            Some(Overlay::Correct(_)) => self.update_correct(action),
            Some(Overlay::CorrectDocument) => self.update_correct_document(action),
            Some(Overlay::Narrow) => self.update_filter(action),
            Some(Overlay::Choose(_)) => self.update_choose(action),
            Some(Overlay::Welcome) => Effect::None,
            None if self.words.is_some() => self.update_words(action, count),
            None => self.update_screen(action, count),
        }
    }

    /// What every screen has, then what is this one's own.
    fn update_screen(&mut self, action: Action, count: Option<usize>) -> Effect {
        match action {
            Action::Help => self.open_help(),
            Action::Palette => self.open_palette(),
            Action::SetMark => self.marking = Some(Marking::Set),
            Action::GoToMark => self.marking = Some(Marking::Go),
            Action::CopyQuotation => self.copy_quotation(),
            Action::CopyPair => self.copy_pair(),
            Action::CopyParagraph => self.copy_paragraph(),
            Action::CopyArticle => self.copy_article(),
            Action::CopyLink => self.choose_link(),
            Action::Star | Action::Tag | Action::Note => return self.keep_here(action, false),
            Action::StarDocument | Action::TagDocument | Action::NoteDocument => return self.keep_here(action, true),
            Action::Kept => self.open_kept(),
            Action::Theme => return self.next_theme(),
            Action::Mouse => {
                self.mouse = !self.mouse;
                self.say(if self.mouse {
                    "The wheel scrolls; with Shift the terminal selects."
                } else {
                    "The mouse is the terminal's, to select with."
                });
            }
            Action::Jump => self.open_jump(),
            Action::JumpAgain => self.reopen_jump(),
            Action::Unread => return self.toggle_read(),
            Action::Search => self.start_search(),
            Action::NextHit | Action::PreviousHit => return self.step_hit(action == Action::NextHit, count),
            Action::Why => self.open_why(),
            Action::Correct => self.open_correct(),
            Action::CorrectDocument => self.open_correct_document(),
            Action::Missed => self.start_missed(),
            Action::Matrix => self.open_matrix(),
            Action::Timeline => self.open_timeline(),
            Action::GroupByTopic if self.screen == Screen::Compare => self.regroup(),
            Action::Narrow => self.open_filter(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Back => return self.go_back(),
            Action::Forward => return self.go_forward(),
            Action::Quit => return self.back_out(),
            _ => {
                return match (self.screen, self.pane) {
                    (Screen::Compare, _) => self.update_compare(action, count),
                    (Screen::Matrix, _) => self.update_matrix(action, count),
                    (Screen::Browse, Pane::List) => self.update_list(action, count),
                    (Screen::Browse, Pane::Reader) => self.update_reader(action, count),
                };
            }
        }
        Effect::None
    }

    fn update_list(&mut self, action: Action, count: Option<usize>) -> Effect {
        match action {
            Action::Open | Action::Right | Action::NextPane => {
                self.preview();
                if self.reader.is_some() {
                    self.begin_reading();
                }
                return Effect::Save;
            }
            Action::Zoom => {
                self.zoomed = true;
                return self.update_list(Action::Open, count);
            }
            Action::Compare => {
                self.open_compare();
                return Effect::None;
            }
            Action::Wider | Action::Narrower => {
                self.change_list(action == Action::Wider, count);
                return Effect::Save;
            }
            Action::Bottom if count.is_none() => self.list.select(usize::MAX),
            Action::Bottom | Action::Top => self.list.select(count.unwrap_or(1).saturating_sub(1)),
            _ => match self.distance(action, count) {
                Some(by) => self.list.move_by(by),
                None => return Effect::None,
            },
        }
        Effect::Preview
    }

    fn update_reader(&mut self, action: Action, count: Option<usize>) -> Effect {
        let distance = self.distance(action, count);
        let times = count.unwrap_or(1);
        let Some(reader) = &mut self.reader else {
            self.pane = Pane::List;
            return Effect::None;
        };
        match action {
            Action::Left | Action::NextPane => self.pane = Pane::List,
            Action::Zoom => self.zoomed = !self.zoomed,
            Action::Compare => self.open_compare(),
            Action::Noise => reader.toggle_noise(),
            Action::CopyWords => self.start_missed(),
            Action::Wider | Action::Narrower => self.change_measure(action == Action::Wider, count),
            Action::NextQuotation | Action::PreviousQuotation if reader.quotations.is_empty() => {
                self.say_no_quotation();
            }
            Action::NextQuotation => reader.step_quotation(signed(times)),
            Action::PreviousQuotation => reader.step_quotation(-signed(times)),
            Action::NextParagraph => {
                (0..times.min(reader.document.paragraphs.len())).for_each(|_| reader.next_paragraph());
            }
            Action::PreviousParagraph => {
                (0..times.min(reader.document.paragraphs.len())).for_each(|_| reader.previous_paragraph());
            }
            Action::Bottom if count.is_none() => reader.go_to_row(usize::MAX),
            Action::Bottom | Action::Top => reader.go_to_row(times.saturating_sub(1)),
            _ => match distance {
                Some(by) => reader.scroll(by),
                None => return Effect::None,
            },
        }
        Effect::Save
    }

    fn update_compare(&mut self, action: Action, count: Option<usize>) -> Effect {
        let distance = self.distance(action, count);
        let times = count.unwrap_or(1);
        let Some(compare) = &mut self.compare else { return Effect::None };
        match action {
            Action::Open => {
                self.open_quotation();
                return Effect::Save;
            }
            Action::Swap => compare.swap(),
            Action::Widen if compare.is_stacked() => {
                self.say("So narrow, either side has the whole width.");
            }
            Action::Widen => compare.widen(),
            Action::Loose => compare.toggle_loose(),
            Action::Link => self.link(),
            Action::Unlink => self.unlink(),
            Action::Join => self.join(),
            Action::NextPane => compare.choose(1 - compare.active_side()),
            Action::Left => compare.choose_column(0),
            Action::Right => compare.choose_column(1),
            _ => compare.with_roll(|roll| match action {
                Action::NextQuotation => roll.step_quotation(signed(times)),
                Action::PreviousQuotation => roll.step_quotation(-signed(times)),
                Action::NextMeeting => (0..times.min(roll.groups.len())).for_each(|_| roll.next_group()),
                Action::PreviousMeeting => (0..times.min(roll.groups.len())).for_each(|_| roll.previous_group()),
                Action::Bottom if count.is_none() => roll.select(usize::MAX),
                Action::Bottom | Action::Top => roll.select(times.saturating_sub(1)),
                _ => distance.into_iter().for_each(|by| roll.step(by)),
            }),
        }
        Effect::None
    }

    /// How far a movement goes, in rows of the pane that has the keys.
    pub(super) fn distance(&self, action: Action, count: Option<usize>) -> Option<isize> {
        let times = signed(count.unwrap_or(1));
        let page = signed(self.page_rows());
        let half = (page / 2).max(1);
        let rows = match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::PageDown => page,
            Action::PageUp => -page,
            Action::HalfDown => half,
            Action::HalfUp => -half,
            _ => return None,
        };
        Some(times.saturating_mul(rows))
    }

    /// The help and "why" are read and closed.
    fn update_paper(&mut self, action: Action, count: Option<usize>) -> Effect {
        let last = self.last_line();
        let page = signed(view::page(self));
        let (is_help, top) = match &mut self.overlay {
            Some(Overlay::Help(help)) => (true, &mut help.top),
            Some(Overlay::Why(_, top)) => (false, top),
            _ => return Effect::None,
        };
        let by = match (action, is_help) {
            (Action::Quit, _) | (Action::Help, true) | (Action::Why, false) => {
                self.overlay = None;
                return Effect::None;
            }
            (Action::Help, false) => {
                self.open_help();
                return Effect::None;
            }
            (Action::Palette, _) => {
                self.open_palette();
                return Effect::None;
            }
            (Action::Search, true) => {
                self.search_help();
                return Effect::None;
            }
            (Action::Down, _) => 1,
            (Action::Up, _) => -1,
            (Action::PageDown, _) => page,
            (Action::PageUp, _) => -page,
            (Action::HalfDown, _) => page / 2,
            (Action::HalfUp, _) => -(page / 2),
            (Action::Bottom, _) => isize::MAX,
            (Action::Top, _) => isize::MIN,
            _ => 0,
        };
        *top = top.saturating_add_signed(by.saturating_mul(signed(count.unwrap_or(1)))).min(last);
        Effect::None
    }

    /// The lowest that the help or "why" can be scrolled to; 0 if it is seen whole.
    pub fn last_line(&self) -> usize {
        let lines = match &self.overlay {
            Some(Overlay::Help(_)) => view::help::lines(self).len(),
            Some(Overlay::Why(lines, _)) => lines.len(),
            _ => 0,
        };
        lines.saturating_sub(view::page(self))
    }

    fn open_why(&mut self) {
        match self.evidence() {
            Some((pair, quotations)) => {
                let lines = view::why::lines(self, pair.as_ref(), &quotations);
                self.overlay = Some(Overlay::Why(lines, 0));
            }
            None => self.say_no_quotation(),
        }
    }

    /// Why nothing can be done with a quotation.
    pub(super) fn say_no_quotation(&mut self) {
        let reader = self.reader.as_ref().filter(|_| self.screen == Screen::Browse);
        self.say(match reader {
            Some(reader) if reader.quotations.is_empty() => {
                "No quotation was found in this article: + marks one that was missed."
            }
            Some(_) => "No quotation here: ] goes to the next one.",
            None => "There is no quotation here.",
        });
    }

    /// `q`: out of what one is in, and from the list out of the program.
    fn back_out(&mut self) -> Effect {
        match (self.screen, self.pane) {
            (Screen::Compare | Screen::Matrix, _) => {
                // Back to where this view was opened, past what was opened from it.
                let years = self.lens().is_some_and(Lens::is_of_years);
                let is_other = |place: &Place| match (place, self.screen) {
                    (Place::Compare { lens, .. }, Screen::Compare) => lens.is_of_years() != years,
                    (Place::Matrix { .. }, Screen::Matrix) => false,
                    _ => true,
                };
                let before = self.back.iter().rposition(is_other);
                self.back.truncate(before.map_or(0, |index| index + 1));
                if self.back.is_empty() {
                    self.screen = Screen::Browse;
                    return Effect::None;
                }
                self.go_back()
            }
            (_, Pane::Reader) if self.from_compare => self.go_back(),
            (_, Pane::Reader) => {
                self.pane = Pane::List;
                Effect::Save
            }
            (_, Pane::List) => Effect::Quit,
        }
    }

    /// Esc: what lies on top goes, one after another.
    fn close(&mut self) -> Effect {
        self.remember_jump();
        if self.marking.take().is_some() {
        } else if self.search.is_some() {
            self.cancel_search();
        } else if let Some(Overlay::Help(help)) = &mut self.overlay
            && help.clear()
        {
        } else if self.overlay.take().is_some() || self.words.take().is_some() {
        } else if self.waits_for().is_some() {
            self.give_up();
        } else {
            self.forget_hits();
        }
        Effect::None
    }
}

pub(super) fn signed(number: usize) -> isize {
    isize::try_from(number).unwrap_or(isize::MAX)
}
