//! A field with choices below it: who says something, a document's date, title or language.

use std::collections::BTreeSet;

use super::{App, Effect, Overlay, filter::Part, picker::Picker};
use crate::{
    correction::{Change, Correction, Speaker},
    document::Document,
    language::Language,
    library::{Result, Store, reader::Kept},
    quotation::{Kind, Quotation},
    search::jump::Candidate,
    text::{Clean, Span},
    tui::{
        action::{Action, Spec},
        keymap::Chord,
        names, view,
    },
};

/// What the answer is for.
#[derive(Debug)]
pub enum Asks {
    Speaker(Box<Quotation>),
    Missed {
        spans: Vec<Span>,
        kind: Kind,
    },
    Date,
    Title,
    Language,
    /// Another kind of a quotation.
    Kind(Box<Quotation>),
    /// Another meeting of a quotation.
    Meeting(Box<Quotation>),
    /// What the comparison is narrowed to in one part of the filter.
    Filter(Action),
    /// The topic whose years are shown.
    Years,
    /// A command of the palette.
    Command,
    /// A tag to put on or to take off.
    Tag(Box<Kept>),
    Note(Box<Kept>),
    /// Where to go among what is kept.
    Kept,
    /// The address to copy.
    Link,
}

impl Asks {
    /// Only what is typed is an answer: there is nothing to choose.
    pub const fn is_free(&self) -> bool {
        matches!(self, Self::Date | Self::Title | Self::Note(_) | Self::Filter(Action::Since | Action::Until))
    }

    /// The name of something that there is can be what is typed.
    pub const fn completes(&self) -> bool {
        matches!(self, Self::Command | Self::Tag(_) | Self::Speaker(_) | Self::Missed { .. })
    }
}

/// Something to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    pub label: Clean,
    pub about: Clean,
    /// The key that does the same.
    pub key: Option<Chord>,
    answer: Answer,
}

#[derive(Clone, Debug)]
enum Answer {
    Speaker(Speaker),
    Language(Language),
    Id(Part),
    Command(&'static Spec),
    Tag(Clean),
    Kept(Box<Kept>),
    Link(Clean),
}

#[derive(Debug)]
pub struct Choose {
    pub asks: Asks,
    pub picker: Picker<Choice>,
}

impl Choose {
    fn new(asks: Asks, filled: &str, choices: Vec<(Choice, Vec<Clean>)>) -> Self {
        let item = |(choice, also): (Choice, Vec<Clean>)| {
            let label = choice.label.clone();
            (choice, Candidate { label, also, date: None })
        };
        Self { asks, picker: Picker::new(filled, choices.into_iter().map(item)) }
    }

    /// The document's own speakers first, then everybody the corpus knows.
    pub fn speaker(store: &dyn Store, document: &Document, asks: Asks) -> Result<Self> {
        let corpus = store.corpus();
        let mut choices: Vec<(Choice, Vec<Clean>)> = Vec::new();
        let mut add = |label: Clean, about: String, speaker: Speaker, also: Vec<Clean>| {
            let is_there = |choice: &Choice| matches!(&choice.answer, Answer::Speaker(known) if *known == speaker);
            if !choices.iter().any(|(choice, _)| is_there(choice)) {
                let about = Clean::new(&about);
                choices.push((Choice { label, about, key: None, answer: Answer::Speaker(speaker) }, also));
            }
        };
        if matches!(asks, Asks::Missed { .. }) {
            add("Nobody is named".into(), String::new(), Speaker::nobody(), Vec::new());
        }
        let side = |id: &str| corpus.side_of(id).map_or_else(String::new, |side| side.name.to_string());
        let names = |id: &str| -> Vec<Clean> {
            corpus.person(id).into_iter().flat_map(|person| person.name.all()).map(|(_, name)| name.clone()).collect()
        };
        for quotation in store.quotations_in(&document.id)? {
            if let Some(name) = quotation.speaker {
                let about = quotation.speaker_id.as_deref().map_or_else(|| "in this article".to_owned(), side);
                let also = quotation.speaker_id.as_deref().map(names).unwrap_or_default();
                add(name.clone(), about, Speaker { name: Some(name), id: quotation.speaker_id }, also);
            }
        }
        for person in &corpus.people {
            let name = person.display().clone();
            let speaker = Speaker { name: Some(name.clone()), id: Some(person.id.clone()) };
            add(name, side(&person.id), speaker, names(&person.id));
        }
        Ok(Self::new(asks, "", choices))
    }

    pub fn date(document: &Document) -> Self {
        let filled = document.published.map(|date| date.to_string()).unwrap_or_default();
        Self::new(Asks::Date, &filled, Vec::new())
    }

    pub fn title(document: &Document) -> Self {
        Self::new(Asks::Title, document.title.as_deref().unwrap_or_default(), Vec::new())
    }

    /// The document's own language is no choice.
    pub fn language(document: &Document) -> Self {
        let all = [Language::En, Language::Ru, Language::Uk, Language::Other];
        let choice = |language: Language| {
            let answer = Answer::Language(language);
            let label = names::language(language).into();
            (Choice { label, about: language.code().into(), key: None, answer }, Vec::new())
        };
        let others = all.into_iter().filter(|language| *language != document.language);
        Self::new(Asks::Language, "", others.map(choice).collect())
    }

    /// Things with an id; none of them may be one too.
    pub fn of_ids(asks: Asks, filled: &str, choices: Vec<(Part, Clean, String)>) -> Self {
        let choice = |(id, label, about): (Part, Clean, String)| {
            let also = id.iter().map(|id| Clean::new(id)).collect();
            (Choice { label, about: Clean::new(&about), key: None, answer: Answer::Id(id) }, also)
        };
        Self::new(asks, filled, choices.into_iter().map(choice).collect())
    }

    pub fn command(commands: impl Iterator<Item = (&'static Spec, Option<Chord>)>) -> Self {
        let choice = |(spec, key): (&'static Spec, Option<Chord>)| {
            let (label, about) = (Clean::from(spec.name), Clean::from(spec.doc));
            (Choice { label, about: about.clone(), key, answer: Answer::Command(spec) }, vec![about])
        };
        Self::new(Asks::Command, "", commands.map(choice).collect())
    }

    /// Tags it has first, then all others that were ever given.
    pub fn tag(kept: Kept, tags: BTreeSet<Clean>) -> Self {
        let choice = |tag: Clean| {
            let about = if kept.tags.contains(&tag) { "takes it off" } else { "" };
            (Choice { label: tag.clone(), about: about.into(), key: None, answer: Answer::Tag(tag) }, Vec::new())
        };
        let others = tags.into_iter().filter(|tag| !kept.tags.contains(tag));
        let choices = kept.tags.iter().cloned().chain(others).map(choice).collect();
        Self::new(Asks::Tag(Box::new(kept)), "", choices)
    }

    pub fn note(kept: Kept) -> Self {
        let filled = kept.note.clone().unwrap_or_default();
        Self::new(Asks::Note(Box::new(kept)), &filled, Vec::new())
    }

    /// By what is shown of each: its words, and what is kept of them.
    pub fn kept(all: Vec<(Clean, Clean, Kept)>) -> Self {
        let choice = |(label, about, kept): (Clean, Clean, Kept)| {
            let answer = Answer::Kept(Box::new(kept));
            (Choice { label, about: about.clone(), key: None, answer }, vec![about])
        };
        Self::new(Asks::Kept, "", all.into_iter().map(choice).collect())
    }

    /// Numbered, so that a digit chooses one.
    pub fn link(links: Vec<Clean>) -> Self {
        let choice = |(index, link): (usize, Clean)| {
            let label = Clean::new(&format!("{} {link}", index + 1));
            (Choice { label, about: Clean::default(), key: None, answer: Answer::Link(link) }, Vec::new())
        };
        Self::new(Asks::Link, "", links.into_iter().enumerate().map(choice).collect())
    }

    /// Puts the whole of what is selected into the field.
    pub fn complete(&mut self) {
        if let Some(label) = self.picker.chosen().map(|choice| choice.label.clone()) {
            self.picker.fill(&label);
        }
    }

    /// What is typed is a choice of its own where any name will do.
    pub fn as_typed(&self) -> Option<Clean> {
        let typed = Clean::new(&self.picker.field.text()).trimmed();
        let any = matches!(self.asks, Asks::Speaker(_) | Asks::Missed { .. } | Asks::Tag(_));
        (any && !typed.is_empty()).then_some(typed)
    }

    /// There are choices, and none of them is what was typed.
    pub fn is_vain(&self) -> bool {
        self.picker.all() > 0 && self.len() == 0
    }

    fn len(&self) -> usize {
        self.picker.found() + usize::from(self.as_typed().is_some())
    }

    pub fn fit(&mut self, room: usize) {
        self.picker.fit(room, self.len());
    }

    /// The rows from the first one shown: choices that match with the letters that were typed, then what was typed.
    pub fn seen(&self) -> impl Iterator<Item = (usize, Option<(&Choice, &[usize])>)> {
        (self.picker.top..self.len()).map(|row| (row, self.picker.get(row)))
    }
}

impl App {
    pub(super) fn update_choose(&mut self, action: Action) -> Effect {
        let room = view::choose::room(self.size);
        let Some(Overlay::Choose(choose)) = &mut self.overlay else { return Effect::None };
        match action {
            Action::Open => {
                if let Some(Overlay::Choose(choose)) = self.overlay.take() {
                    return self.answer(choose);
                }
            }
            Action::Complete => self.complete(),
            action => choose.picker.update(action, room),
        }
        Effect::None
    }

    /// Does what was chosen; what cannot be meant is said, and the field stays.
    fn answer(&mut self, choose: Box<Choose>) -> Effect {
        let typed = Clean::new(&choose.picker.field.text()).trimmed();
        let chosen = choose.picker.chosen().map(|choice| &choice.answer);
        match (&choose.asks, chosen) {
            (Asks::Command, chosen) => {
                let spec =
                    chosen.and_then(|chosen| if let Answer::Command(spec) = chosen { Some(*spec) } else { None });
                return self.command(spec, &typed);
            }
            (Asks::Kept, chosen) => {
                if let Some(Answer::Kept(kept)) = chosen {
                    self.go_to_kept(kept);
                }
            }
            (Asks::Link, Some(Answer::Link(link))) => {
                let link = link.to_string();
                self.copy("the address", &link);
            }
            (Asks::Tag(_), Some(Answer::Tag(tag))) => {
                let tag = tag.clone();
                self.answer_kept(choose.asks, tag);
            }
            (Asks::Tag(_) | Asks::Note(_), _) => self.answer_kept(choose.asks, typed),
            _ => self.put_right(choose, typed),
        }
        Effect::Save
    }

    fn put_right(&mut self, choose: Box<Choose>, typed: Clean) {
        let chosen = choose.picker.chosen().map(|choice| &choice.answer);
        let refused = match (&choose.asks, chosen) {
            (Asks::Speaker(_) | Asks::Missed { .. }, chosen) => {
                let speaker = match chosen {
                    Some(Answer::Speaker(speaker)) => Ok(speaker.clone()),
                    _ => Speaker::called(&typed, self.store.corpus(), self.store.cast()),
                };
                match speaker {
                    Ok(speaker) => return self.set_speaker(choose.asks, speaker),
                    Err(refused) => refused.to_string(),
                }
            }
            (Asks::Language, Some(Answer::Language(language))) => {
                return self.change_document(Change::Language { language: *language });
            }
            (Asks::Language, _) => "It is one of these languages.".to_owned(),
            (Asks::Date, _) => match typed.parse() {
                Ok(date) if typed.chars().count() == "2019-05-14".len() => {
                    return self.change_document(Change::Date { date });
                }
                _ => "A day is written 2019-05-14.".to_owned(),
            },
            (Asks::Filter(part @ (Action::Since | Action::Until)), _) => {
                if self.narrow_part(*part, Some(typed.to_string())) {
                    return;
                }
                "A date is written 2019-05-14, 2019-05 or 2019.".to_owned()
            }
            (Asks::Filter(part), Some(Answer::Id(id))) => {
                self.narrow_part(*part, id.clone());
                return;
            }
            (Asks::Years, Some(Answer::Id(Some(topic)))) => return self.show_years(topic.clone()),
            (Asks::Meeting(quotation), Some(Answer::Id(id))) => return self.set_meeting(quotation, id.as_deref()),
            (Asks::Kind(quotation), Some(Answer::Id(id))) => return self.set_kind(quotation, id.as_deref()),
            (Asks::Filter(_) | Asks::Years | Asks::Meeting(_) | Asks::Kind(_), _) => {
                "Nothing here is called that.".to_owned()
            }
            (Asks::Title, _) if !typed.is_empty() => return self.change_document(Change::Title { title: typed }),
            (Asks::Title, _) => "A title needs a word.".to_owned(),
            _ => return,
        };
        self.complain(&refused);
        self.overlay = Some(Overlay::Choose(choose));
    }

    fn set_speaker(&mut self, asks: Asks, speaker: Speaker) {
        match asks {
            Asks::Speaker(quotation) => {
                self.of_document(&quotation, |document, it| Correction::speaker(document, it, speaker));
            }
            Asks::Missed { spans, kind } => {
                let Some(reader) = &self.reader else { return };
                match Correction::missed(&reader.document, &spans, speaker, kind, &reader.quotations) {
                    Ok(correction) => self.make(correction),
                    Err(refused) => self.complain(&refused.to_string()),
                }
            }
            _ => {}
        }
    }
}
