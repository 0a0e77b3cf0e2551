//! The matrix: meetings down, topics across, and in each cell how much either side said. A cell opens in the
//! comparison.

use std::collections::HashMap;

use super::{App, Effect, Place, Screen, compare::Lens, making::Landing, update::signed};
use crate::{
    alignment::Pair,
    library::{Result, Said, Store},
    quotation::Filter,
    text::Clean,
    tui::{action::Action, names, work::Wanted},
};

#[derive(Debug, Default)]
pub struct Matrix {
    pub filter: Filter,
    /// The library's, that was counted.
    pub revision: i64,
    pub rows: Vec<Row>,
    pub columns: Vec<Column>,
    cells: HashMap<(usize, usize), [Said; 2]>,
    pub row: usize,
    pub column: usize,
    /// The first row and column on the screen, and how many of each there is room for.
    pub top: (usize, usize),
    pub room: (usize, usize),
}

/// A meeting, or what belongs to none.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub meeting: Option<String>,
    /// "2019-05-14 Sochi"
    pub label: Clean,
    /// "Sochi · 14 May 2019"
    pub name: Clean,
}

/// A topic, or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub topic: Option<String>,
    pub name: Clean,
}

impl Matrix {
    pub fn new(store: &dyn Store, filter: Filter) -> Result<Self> {
        let corpus = store.corpus();
        let mut matrix = Self { revision: store.revision()?, ..Self::default() };
        let tally = store.tally(&filter)?;
        let mut topics: Vec<Option<String>> = tally.iter().map(|it| it.topic.clone()).collect();
        let place = |id: &String| corpus.topics.iter().position(|topic| topic.id == *id);
        topics.sort_by_key(|topic| (topic.is_none(), topic.as_ref().map(place)));
        topics.dedup();
        for topic in topics {
            let name = match &topic {
                Some(id) => corpus.topic(id).map_or_else(|| Clean::new(id), |topic| topic.name.clone()),
                None => "No topic".into(),
            };
            matrix.columns.push(Column { topic, name });
        }
        let mut dated = Vec::new();
        for meeting in tally.chunk_by(|one, next| one.meeting == next.meeting).filter_map(<[_]>::first) {
            let known = meeting.meeting.as_deref().map(|id| store.meeting(id)).transpose()?.flatten();
            let (label, name) = match (&known, &meeting.meeting) {
                (Some(known), _) => {
                    (Clean::new(&format!("{} {}", known.date, names::place(known))), names::occasion(known))
                }
                (None, Some(id)) => (Clean::new(id), Clean::new(id)),
                (None, None) => ("No meeting".into(), "No meeting known".into()),
            };
            let day = (meeting.meeting.is_none(), known.map(|meeting| meeting.date), meeting.meeting.clone());
            dated.push((day, Row { meeting: meeting.meeting.clone(), label, name }));
        }
        dated.sort_by(|a, b| a.0.cmp(&b.0));
        matrix.rows = dated.into_iter().map(|(_, row)| row).collect();
        let rows: HashMap<&Option<String>, usize> =
            matrix.rows.iter().enumerate().map(|(index, row)| (&row.meeting, index)).collect();
        let columns: HashMap<&Option<String>, usize> =
            matrix.columns.iter().enumerate().map(|(index, column)| (&column.topic, index)).collect();
        let mut cells = HashMap::new();
        for it in tally {
            if let (Some(row), Some(column)) = (rows.get(&it.meeting), columns.get(&it.topic)) {
                cells.insert((*row, *column), it.sides);
            }
        }
        (matrix.cells, matrix.filter) = (cells, filter);
        Ok(matrix)
    }

    /// What both sides said there.
    pub fn said(&self, row: usize, column: usize) -> [Said; 2] {
        self.cells.get(&(row, column)).copied().unwrap_or_default()
    }

    /// Keeps the chosen cell in sight.
    pub fn fit(&mut self, room: (usize, usize)) {
        self.room = (room.0.max(1), room.1.max(1));
        self.row = self.row.min(self.rows.len().saturating_sub(1));
        self.column = self.column.min(self.columns.len().saturating_sub(1));
        let first = |top: usize, chosen: usize, room: usize, all: usize| {
            let lowest = chosen.saturating_sub(room - 1);
            top.clamp(lowest, chosen.max(lowest)).min(all.saturating_sub(room))
        };
        self.top.0 = first(self.top.0, self.row, self.room.0, self.rows.len());
        self.top.1 = first(self.top.1, self.column, self.room.1, self.columns.len());
    }

    fn step_column(&mut self, by: isize) {
        let last = self.columns.len().saturating_sub(1);
        self.column = self.column.saturating_add_signed(by).min(last);
    }
}

impl App {
    pub(super) fn open_matrix(&mut self) {
        if self.screen == Screen::Matrix {
            return;
        }
        let lens = self.lens().filter(|_| self.screen == Screen::Compare);
        // The meeting and the topic are the matrix's own.
        let filter = lens.map(|lens| Filter { meeting: None, topic: None, ..lens.filter.clone() });
        let pair = self.compare.as_ref().filter(|_| self.screen == Screen::Compare);
        let pair = pair.and_then(|compare| compare.selected_pair());
        let said = |pair: &Pair<String>| Landing::Said { meeting: pair.meeting.clone(), topic: pair.topic.clone() };
        let landing = pair.map_or(Landing::Anywhere, said);
        let place = self.place();
        self.want(Wanted::Matrix(filter.unwrap_or_default()), landing, Some(place));
    }

    pub(super) fn place_in_matrix(&self) -> Place {
        let landing = match &self.matrix {
            Some(matrix) => Landing::Cell { row: matrix.row, column: matrix.column },
            None => self.landing(),
        };
        Place::Matrix { filter: self.filter().cloned().unwrap_or_default(), landing }
    }

    pub(super) fn update_matrix(&mut self, action: Action, count: Option<usize>) -> Effect {
        let distance = self.distance(action, count);
        let times = count.unwrap_or(1);
        let Some(matrix) = &mut self.matrix else { return Effect::None };
        match action {
            Action::Open => self.open_cell(),
            Action::Left => matrix.step_column(-signed(times)),
            Action::Right => matrix.step_column(signed(times)),
            Action::Bottom if count.is_none() => matrix.row = matrix.rows.len().saturating_sub(1),
            Action::Bottom | Action::Top => matrix.row = times.saturating_sub(1),
            _ => {
                if let Some(by) = distance {
                    matrix.row = matrix.row.saturating_add_signed(by);
                }
            }
        }
        Effect::None
    }

    /// The comparison of one meeting on one topic.
    fn open_cell(&mut self) {
        let Some(matrix) = &self.matrix else { return };
        let Some((row, column)) = matrix.rows.get(matrix.row).zip(matrix.columns.get(matrix.column)) else { return };
        let (meeting, topic) = (row.meeting.clone(), column.topic.clone());
        if matrix.said(matrix.row, matrix.column).iter().all(|said| said.is_empty()) {
            return self.say("Neither side is quoted on that there.");
        }
        let filter = Filter { meeting: meeting.clone(), topic: topic.clone(), ..matrix.filter.clone() };
        let place = self.place();
        self.want(Wanted::Compare(Lens { filter, ..Lens::default() }), Landing::Said { meeting, topic }, Some(place));
    }
}
