//! The comparison and the matrix: asked for, waited for while the worker makes them, and gone to at the wished place. On
//! what is small that takes no time; what takes longer has a screen that says so, from which one can go anywhere.

use super::{
    App, Effect, Pane, Place, Screen,
    compare::{Compare, Lens, Spot},
    matrix::Matrix,
};
use crate::{
    alignment::Pair,
    correction::Correction,
    tui::{
        action::Action,
        work::{Made, Wanted},
    },
};

/// Where in a view one wants to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Landing {
    /// Where one is, or at the beginning.
    #[default]
    Anywhere,
    /// At this spot, or where its quotation stands now.
    Spot { spot: Spot, quotation: Option<String> },
    /// The same; where nothing stands any more one is back before it.
    Left { spot: Spot, quotation: Option<String> },
    /// At the first of these quotations, else at the meeting, else at the first of the others; else that is said.
    First { quotations: Vec<String>, meeting: Option<String>, others: Vec<String>, vain: Option<&'static str> },
    /// At what was said at a meeting, or at none, on a topic, or on none.
    Said { meeting: Option<String>, topic: Option<String> },
    /// In the matrix.
    Cell { row: usize, column: usize },
}

impl Landing {
    pub fn at(quotation: Option<String>) -> Self {
        let first =
            |quotation| Self::First { quotations: vec![quotation], meeting: None, others: Vec::new(), vain: None };
        quotation.map_or(Self::Anywhere, first)
    }

    /// As it is kept until the next time.
    pub fn spot(self) -> (Spot, Option<String>) {
        match self {
            Self::Spot { spot, quotation } | Self::Left { spot, quotation } => (spot, quotation),
            Self::First { quotations, others, .. } => (Spot::default(), quotations.into_iter().chain(others).next()),
            Self::Anywhere | Self::Said { .. } | Self::Cell { .. } => (Spot::default(), None),
        }
    }

    /// The same in the matrix.
    pub const fn cell(&self) -> (usize, usize) {
        if let Self::Cell { row, column } = self { (*row, *column) } else { (0, 0) }
    }
}

/// A view that is being made. Meanwhile there is none of its kind.
#[derive(Debug)]
pub(super) struct Making {
    wanted: Wanted,
    landing: Landing,
    /// Where Esc leads.
    before: Standing,
    /// What was there before.
    kept: Option<Made>,
    /// The library changed while it was made, so it is made once more.
    again: bool,
}

/// Where one stands, whatever is shown there.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    screen: Screen,
    pane: Pane,
    from_compare: bool,
    back: Vec<Place>,
    forward: Vec<Place>,
}

/// What can be done before the view is there.
const MEANWHILE: [Action; 17] = [
    Action::Help,
    Action::Palette,
    Action::Theme,
    Action::Mouse,
    Action::Kept,
    Action::Jump,
    Action::JumpAgain,
    Action::GoToMark,
    Action::Matrix,
    Action::Timeline,
    Action::Narrow,
    Action::GroupByTopic,
    Action::Undo,
    Action::Redo,
    Action::Back,
    Action::Forward,
    Action::Quit,
];

impl App {
    /// What is being made for this screen, and how far it is in hundredths.
    pub fn waits_for(&self) -> Option<(&Wanted, usize)> {
        let making = self.making.as_ref().filter(|making| making.wanted.screen() == self.screen)?;
        Some((&making.wanted, self.work.percent()))
    }

    /// Whether an action has to wait until the view is there; then it is said.
    pub(super) fn must_wait(&mut self, action: Action) -> bool {
        let must = self.waits_for().is_some() && !MEANWHILE.contains(&action);
        if must {
            self.say("It is not there yet: Esc gives it up.");
        }
        must
    }

    /// What is compared, or will be.
    pub fn lens(&self) -> Option<&Lens> {
        let making = self.making.as_ref().and_then(|making| match &making.wanted {
            Wanted::Compare(lens) => Some(lens),
            Wanted::Matrix(_) => None,
        });
        self.compare.as_ref().map(|compare| &compare.lens).or(making)
    }

    /// Where in the view that is being made one will be.
    pub(super) fn landing(&self) -> Landing {
        self.making.as_ref().map(|making| making.landing.clone()).unwrap_or_default()
    }

    pub(super) fn standing(&self) -> Standing {
        match &self.making {
            // Two that are waited for one after the other are one step.
            Some(making) if self.waits_for().is_some() => making.before.clone(),
            _ => Standing {
                screen: self.screen,
                pane: self.pane,
                from_compare: self.from_compare,
                back: self.back.clone(),
                forward: self.forward.clone(),
            },
        }
    }

    /// Goes to a view, from the place given a step further: at once if it is there, else as soon as it is made.
    pub(super) fn want(&mut self, wanted: Wanted, landing: Landing, step: Option<Place>) {
        let before = self.standing();
        if let Some(place) = step {
            self.go_from(place);
        }
        self.want_from(before, wanted, landing);
    }

    pub(super) fn want_from(&mut self, before: Standing, wanted: Wanted, landing: Landing) {
        self.screen = wanted.screen();
        if self.is_there(&wanted) {
            return self.land(landing);
        }
        let kept = self.making.as_mut().and_then(|making| making.kept.take());
        if kept.as_ref().is_some_and(|kept| is_it(kept, &wanted)) {
            self.making = None;
            self.work.give_up();
            self.put(kept);
        } else if let Some(making) = self.making.as_mut().filter(|making| making.wanted == wanted) {
            (making.landing, making.before, making.kept) = (landing, before, kept);
            return;
        } else if self.making.take().is_some() {
            self.work.give_up();
            self.put(kept);
        }
        if self.is_there(&wanted) {
            return self.land(landing);
        }
        let kept = match wanted {
            Wanted::Compare(_) => self.compare.take().map(|compare| Made::Compare(Box::new(compare))),
            Wanted::Matrix(_) => self.matrix.take().map(|matrix| Made::Matrix(Box::new(matrix))),
        };
        self.making = Some(Making { wanted, landing, before, kept, again: false });
        self.order();
        while self.making.is_some() {
            let Some(answer) = self.work.answer(true) else { break };
            self.arrived(answer);
        }
    }

    fn is_there(&mut self, wanted: &Wanted) -> bool {
        let revision = self.store.revision();
        let revision = self.told(revision);
        match wanted {
            Wanted::Compare(lens) => {
                self.compare.as_ref().is_some_and(|it| it.lens == *lens && it.revision == revision)
            }
            Wanted::Matrix(filter) => {
                self.matrix.as_ref().is_some_and(|it| it.filter == *filter && it.revision == revision)
            }
        }
    }

    fn put(&mut self, made: Option<Made>) {
        match made {
            Some(Made::Compare(compare)) => self.compare = Some(*compare),
            Some(Made::Matrix(matrix)) => self.matrix = Some(*matrix),
            None => {}
        }
    }

    /// Orders what is being made, with everything as the reader put it right.
    fn order(&mut self) {
        let Some(making) = &self.making else { return };
        let corrections: Vec<Correction> = self.file.history().active().cloned().collect();
        if let Err(sentence) = self.work.order(&*self.store, making.wanted.clone(), corrections) {
            self.fail(&sentence);
        }
    }

    /// Takes what the worker has made since; none where nothing of it is seen.
    pub fn made(&mut self) -> Option<Effect> {
        // How far it is.
        let mut effect = self.waits_for().map(|_| Effect::None);
        while self.making.is_some() {
            let Some(answer) = self.work.answer(false) else { break };
            if self.arrived(answer) {
                self.fit();
                effect = Some(Effect::Save);
            }
        }
        effect
    }

    /// Whether anything of it is seen.
    fn arrived(&mut self, answer: Result<Made, String>) -> bool {
        let made = match answer {
            Ok(made) => made,
            Err(sentence) => {
                self.fail(&sentence);
                return true;
            }
        };
        let revision = self.store.revision();
        let is_stale = self.told(revision) != made.revision();
        // While an import goes on that would never end.
        if let Some(making) = self.making.as_mut().filter(|making| is_stale && !making.again) {
            making.again = true;
            self.order();
            return self.making.is_none();
        }
        let is_waited_for = self.waits_for().is_some();
        let Some(making) = self.making.take() else { return false };
        self.put(Some(made));
        if !is_waited_for {
            return false;
        }
        let is_empty = self.compare.as_ref().is_some_and(|compare| compare.len() == 0);
        if is_empty && matches!(making.landing, Landing::Left { .. }) {
            self.stand(making.before);
        } else {
            self.land(making.landing);
        }
        true
    }

    fn fail(&mut self, sentence: &str) {
        self.give_up();
        self.complain(sentence);
    }

    /// Waits no longer for what is being made; who was there is where one was before.
    pub(super) fn give_up(&mut self) {
        let is_waited_for = self.waits_for().is_some();
        let Some(making) = self.making.take() else { return };
        self.work.give_up();
        self.put(making.kept);
        if is_waited_for {
            self.stand(making.before);
        }
    }

    fn stand(&mut self, before: Standing) {
        let Standing { screen, pane, from_compare, back, forward } = before;
        (self.screen, self.pane, self.from_compare) = (screen, pane, from_compare);
        (self.back, self.forward) = (back, forward);
        // What was there is out of date.
        let is_gone = match screen {
            Screen::Compare => self.compare.is_none(),
            Screen::Matrix => self.matrix.is_none(),
            Screen::Browse => false,
        };
        if is_gone {
            // To what need not be made: where one failed, the next may fail too.
            let is_made = |place: &Place| matches!(place, Place::Compare { .. } | Place::Matrix { .. });
            let below = self.back.iter().rposition(|place| !is_made(place));
            self.back.truncate(below.map_or(0, |index| index + 1));
            self.screen = Screen::Browse;
            if let Some(place) = self.back.pop() {
                let before = self.standing();
                self.go_to(place, before);
            }
        }
    }

    /// Everything is put right otherwise: what is compared and counted is made anew, when it is wanted.
    pub(super) fn remake(&mut self) {
        if let Some(making) = &mut self.making {
            making.kept = None;
        }
        let (compare, matrix) = (self.compare.take(), self.matrix.take());
        match (self.screen, compare, matrix) {
            (Screen::Compare, Some(compare), _) => {
                let landing = Landing::Spot { spot: compare.spot(), quotation: compare.selected_quotation().cloned() };
                self.want(Wanted::Compare(compare.lens), landing, None);
            }
            (Screen::Matrix, _, Some(matrix)) => {
                let landing = Landing::Cell { row: matrix.row, column: matrix.column };
                self.want(Wanted::Matrix(matrix.filter), landing, None);
            }
            _ => self.order(),
        }
    }

    fn land(&mut self, landing: Landing) {
        let vain = match (&mut self.compare, &mut self.matrix, self.screen) {
            (Some(compare), _, Screen::Compare) => land(compare, landing),
            (_, Some(matrix), Screen::Matrix) => {
                matrix.land(landing);
                None
            }
            _ => None,
        };
        if let Some(vain) = vain {
            self.say(vain);
        }
    }
}

fn is_it(made: &Made, wanted: &Wanted) -> bool {
    match (made, wanted) {
        (Made::Compare(compare), Wanted::Compare(lens)) => compare.lens == *lens,
        (Made::Matrix(matrix), Wanted::Matrix(filter)) => matrix.filter == *filter,
        _ => false,
    }
}

/// What is to be said of it.
fn land(compare: &mut Compare, landing: Landing) -> Option<&'static str> {
    match landing {
        Landing::Anywhere | Landing::Cell { .. } => None,
        Landing::Spot { spot, quotation } | Landing::Left { spot, quotation } => {
            compare.return_to(&spot);
            if let Some(id) = quotation
                && compare.selected_quotation() != Some(&id)
                && !compare.land_on(&[&id])
            {
                compare.select(spot.selected);
            }
            None
        }
        Landing::First { quotations, meeting, others, vain } => {
            let landed = land_on(compare, &quotations)
                || meeting.is_some() && compare.land_at(meeting.as_deref())
                || land_on(compare, &others);
            vain.filter(|_| !landed)
        }
        Landing::Said { meeting, topic } => {
            // Of what belongs to no meeting, or to no topic, there is no filter: it opens at the first of it.
            let is_it = |pair: &Pair<String>| {
                (meeting.is_some() || pair.meeting.is_none()) && (topic.is_some() || pair.topic.is_none())
            };
            if !compare.land_where(is_it) {
                compare.land_where(|_| true);
            }
            None
        }
    }
}

fn land_on(compare: &mut Compare, quotations: &[String]) -> bool {
    let ids: Vec<&str> = quotations.iter().map(String::as_str).collect();
    compare.land_on(&ids)
}

impl Matrix {
    fn land(&mut self, landing: Landing) {
        match landing {
            Landing::Cell { row, column } => (self.row, self.column) = (row, column),
            Landing::Said { meeting, topic } => {
                self.row = self.rows.iter().position(|row| row.meeting == meeting).unwrap_or(0);
                self.column = self.columns.iter().position(|column| column.topic == topic).unwrap_or(0);
            }
            _ => {}
        }
    }
}
