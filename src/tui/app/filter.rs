//! What the comparison, the timeline and the matrix are narrowed to: the menu, and what can be chosen in it.

use super::{
    App, Effect, Overlay, Screen,
    choose::{Asks, Choose},
    compare::{Heads, Lens},
    making::Landing,
};
use crate::{
    corpus::Corpus,
    language::Language,
    library::{Result, Store},
    quotation::{Filter, Kind},
    text::Clean,
    tui::{action::Action, names, work::Wanted},
};

/// What can be asked for, with the action that asks for it.
pub const PARTS: [Action; 8] = [
    Action::Speaker,
    Action::Side,
    Action::Meeting,
    Action::Topic,
    Action::Language,
    Action::Kind,
    Action::Since,
    Action::Until,
];

/// A part of a filter, or that it asks for nothing.
pub type Part = Option<String>;

/// What the filter asks for in one part, as it is shown.
pub fn shown(filter: &Filter, part: Action, store: &dyn Store) -> Option<Clean> {
    let corpus = store.corpus();
    match part {
        Action::Speaker => filter
            .speaker
            .as_ref()
            .map(|id| corpus.person(id).map_or_else(|| Clean::new(id), |person| person.display().clone())),
        Action::Side => filter.side.as_ref().map(|id| side_name(corpus, id)),
        Action::Meeting => filter.meeting.as_ref().map(|id| {
            let meeting = store.meeting(id).ok().flatten();
            meeting.map_or_else(|| Clean::new(id), |meeting| names::occasion(&meeting))
        }),
        Action::Topic => {
            let name = |id: &String| corpus.topic(id).map_or_else(|| Clean::new(id), |topic| topic.name.clone());
            filter.topic.as_ref().map(name)
        }
        Action::Language => filter.language.map(|language| names::language(language).into()),
        Action::Kind => filter.kind.map(|kind| kind.name().into()),
        Action::Since => filter.since.map(|date| Clean::new(&format!("from {date}"))),
        Action::Until => filter.until.map(|date| Clean::new(&format!("until {date}"))),
        _ => None,
    }
}

fn side_name(corpus: &Corpus, id: &str) -> Clean {
    corpus.sides.iter().find(|side| side.id == id).map_or_else(|| Clean::new(id), |side| side.name.clone())
}

/// What one can choose: the answer, how it is called, and what else is said of it.
fn choices(store: &dyn Store, part: Action) -> Result<Vec<(Part, Clean, String)>> {
    let corpus = store.corpus();
    let count = |number: usize| if number == 1 { "1 quotation".to_owned() } else { format!("{number} quotations") };
    let mut all: Vec<(Part, Clean, String)> = vec![(None, "Any".into(), String::new())];
    match part {
        Action::Speaker => {
            for it in store.speakers()?.into_iter().filter(|it| it.side.is_some()) {
                let about = count(it.quotations);
                all.push((Some(it.speaker_id.unwrap_or_else(|| it.speaker.to_string())), it.speaker, about));
            }
        }
        Action::Side => {
            let side = |it: &crate::corpus::Side| (Some(it.id.clone()), it.name.clone(), it.label.to_string());
            all.extend(corpus.sides.iter().take(2).map(side));
        }
        Action::Meeting => {
            for it in store.meetings()?.into_iter().filter(|it| it.quotations > 0) {
                let known = store.meeting(&it.meeting)?;
                let name = known.as_ref().map_or_else(|| Clean::new(&it.meeting), names::occasion);
                all.push((Some(it.meeting), name, format!("{} · {}", it.date, count(it.quotations))));
            }
        }
        Action::Topic => {
            let spoken = store.topics()?.into_iter().filter(|it| it.quotations > 0);
            all.extend(spoken.map(|it| (Some(it.topic), it.name, count(it.quotations))));
        }
        Action::Language => {
            let each = [Language::En, Language::Ru, Language::Uk, Language::Other];
            let choice = |it: Language| (Some(it.code().to_owned()), names::language(it).into(), it.code().to_owned());
            all.extend(each.map(choice));
        }
        Action::Kind => {
            let about = |kind| match kind {
                Kind::Direct => "a clause or more, word for word",
                Kind::Partial => "fragments in the reporter's sentence",
                Kind::Reported => "a paraphrase",
            };
            let each = [Kind::Direct, Kind::Partial, Kind::Reported];
            all.extend(each.map(|it| (Some(it.name().to_owned()), it.name().into(), about(it).to_owned())));
        }
        _ => {}
    }
    Ok(all)
}

/// The filter with one part asked for otherwise; none where it cannot be meant.
fn with(filter: &Filter, part: Action, answer: Part) -> Option<Filter> {
    let mut filter = filter.clone();
    match part {
        Action::Speaker => filter.speaker = answer,
        Action::Side => filter.side = answer,
        Action::Meeting => filter.meeting = answer,
        Action::Topic => filter.topic = answer,
        Action::Language => {
            let each = [Language::En, Language::Ru, Language::Uk, Language::Other];
            filter.language = each.into_iter().find(|it| answer.as_deref() == Some(it.code()));
        }
        Action::Kind => {
            let each = [Kind::Direct, Kind::Partial, Kind::Reported];
            filter.kind = each.into_iter().find(|it| answer.as_deref() == Some(it.name()));
        }
        Action::Since | Action::Until => {
            let typed = answer.unwrap_or_default();
            let days = if typed.is_empty() { None } else { Some(Filter::days(&typed)?) };
            if part == Action::Since {
                filter.since = days.map(|days| days.0);
            } else {
                filter.until = days.map(|days| days.1);
            }
        }
        _ => {}
    }
    Some(filter)
}

impl App {
    pub(super) fn open_filter(&mut self) {
        self.overlay = Some(Overlay::Narrow);
    }

    /// What is asked for now.
    pub fn filter(&self) -> Option<&Filter> {
        match self.screen {
            Screen::Compare => self.lens().map(|lens| &lens.filter),
            Screen::Matrix => match (&self.matrix, self.waits_for()) {
                (Some(matrix), _) => Some(&matrix.filter),
                (None, Some((Wanted::Matrix(filter), _))) => Some(filter),
                _ => None,
            },
            Screen::Browse => None,
        }
    }

    /// What the filter asks for in one part, as it is shown.
    pub fn filtered_by(&self, part: Action) -> Option<Clean> {
        shown(self.filter()?, part, &*self.store)
    }

    pub(super) fn update_filter(&mut self, action: Action) -> Effect {
        match action {
            Action::Quit | Action::Narrow => self.overlay = None,
            Action::EraseAll => {
                self.overlay = None;
                self.narrow(Filter::default());
            }
            part if PARTS.contains(&part) => {
                let filled = match (part, self.filter()) {
                    (Action::Since, Some(Filter { since: Some(date), .. }))
                    | (Action::Until, Some(Filter { until: Some(date), .. })) => date.to_string(),
                    _ => String::new(),
                };
                let choices = if matches!(part, Action::Since | Action::Until) {
                    Ok(Vec::new())
                } else {
                    choices(&*self.store, part)
                };
                let choices = self.told(choices);
                self.overlay = Some(Overlay::Choose(Box::new(Choose::of_ids(Asks::Filter(part), &filled, choices))));
            }
            _ => {}
        }
        Effect::None
    }

    /// Asks for one part otherwise; false where it cannot be meant.
    pub(super) fn narrow_part(&mut self, part: Action, answer: Part) -> bool {
        let filter = self.filter().and_then(|filter| with(filter, part, answer));
        filter.map(|filter| self.narrow(filter)).is_some()
    }

    fn narrow(&mut self, filter: Filter) {
        if self.filter() == Some(&filter) {
            return;
        }
        let place = self.place();
        match (self.screen, self.lens().cloned()) {
            (Screen::Compare, Some(lens)) => {
                let mut lens = Lens { filter, ..lens };
                // A timeline is always of one topic.
                if let Heads::Years(topic) = &mut lens.heads
                    && let Some(other) = lens.filter.topic.take()
                {
                    *topic = other;
                }
                self.look_through(lens, Some(place));
            }
            (Screen::Matrix, _) => self.want(Wanted::Matrix(filter), Landing::Anywhere, Some(place)),
            _ => {}
        }
    }

    /// What both sides said over the years on the topic that is looked at; where none is, or where one is in a
    /// timeline, the topic is chosen.
    pub(super) fn open_timeline(&mut self) {
        let in_years = self.lens().is_some_and(Lens::is_of_years);
        let topic = match self.screen {
            Screen::Compare if in_years => None,
            Screen::Compare => self.topic_of_row(),
            Screen::Matrix => self.matrix.as_ref().and_then(|matrix| matrix.columns.get(matrix.column)?.topic.clone()),
            Screen::Browse if self.reading() => {
                let quotation = self.reader.as_ref().and_then(|reader| reader.current_quotation());
                quotation.and_then(|quotation| quotation.topics.first().cloned())
            }
            Screen::Browse => None,
        };
        if let Some(topic) = topic {
            self.show_years(topic);
        } else {
            let choices = choices(&*self.store, Action::Topic);
            let choices: Vec<_> = self.told(choices).into_iter().filter(|it| it.0.is_some()).collect();
            if choices.is_empty() {
                return self.say("Neither side is quoted on any topic here.");
            }
            self.overlay = Some(Overlay::Choose(Box::new(Choose::of_ids(Asks::Years, "", choices))));
        }
    }

    fn topic_of_row(&mut self) -> Option<String> {
        let pair = self.compare.as_ref()?.selected_pair()?.clone();
        if pair.topic.is_some() {
            return pair.topic;
        }
        let quotation = self.store.quotation(pair.left.as_ref().or(pair.right.as_ref())?);
        self.told(quotation)?.topics.first().cloned()
    }

    pub(super) fn show_years(&mut self, topic: String) {
        let place = self.place();
        let (filter, look) = match (self.screen, self.lens()) {
            (Screen::Compare, Some(lens)) => (lens.filter.clone(), lens.look),
            (Screen::Matrix, _) => (self.filter().cloned().unwrap_or_default(), super::compare::Look::default()),
            _ => Default::default(),
        };
        // All meetings and this topic: that is what it shows.
        let filter = Filter { meeting: None, topic: None, ..filter };
        let lens = Lens { heads: Heads::Years(topic), filter, look };
        let quotation = self.quotation_here().map(|quotation| quotation.id);
        self.want(Wanted::Compare(lens), Landing::at(quotation), Some(place));
    }
}
