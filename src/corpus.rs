//! The corpus: who the speakers, sides, meetings and topics are. A folder of four TOML files and the
//! articles; the sample corpus is compiled into the program.

mod check;
mod load;
mod sample;

pub use load::Error;
pub use sample::sample_articles;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{language::Language, text::Clean};

/// Everything a corpus folder says. The order of the lists is the order of the files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    pub title: Clean,
    /// Exactly two: left and right.
    pub sides: Vec<Side>,
    pub countries: Vec<Country>,
    pub offices: Vec<Office>,
    pub people: Vec<Person>,
    pub meetings: Vec<Meeting>,
    pub topics: Vec<Topic>,
    pub concepts: Vec<Concept>,
}

/// Words in each language: `{ en = [..], ru = [..], uk = [..] }`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    pub en: Vec<Clean>,
    pub ru: Vec<Clean>,
    pub uk: Vec<Clean>,
}

impl Words {
    pub fn of(&self, language: Language) -> &[Clean] {
        match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
            Language::Uk => &self.uk,
            Language::Other => &[],
        }
    }

    pub fn all(&self) -> impl Iterator<Item = (Language, &Clean)> {
        [Language::En, Language::Ru, Language::Uk]
            .into_iter()
            .flat_map(|language| self.of(language).iter().map(move |word| (language, word)))
    }
}

/// One of the two parties compared (`[[sides]]` in `corpus.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    pub id: String,
    /// "Lavrov", "US counterparts".
    pub name: Clean,
    /// Two or three letters for narrow places: "L", "US".
    pub label: Clean,
    /// Ids of people.
    pub members: Vec<String>,
}

/// A country and the words for it (`[[countries]]` in `people.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    pub id: String,
    pub name: Clean,
    /// Nouns in the nominative, abbreviations, and the capital where it stands for the government.
    pub names: Words,
    /// Adjectives in the masculine nominative: "Russian", «российский», «російський».
    #[serde(default)]
    pub adjectives: Words,
}

/// A post (`[[offices]]` in `people.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub id: String,
    /// Id of a country; none for offices of organisations.
    pub country: Option<String>,
    /// What the reader sees: "US Secretary of State".
    pub name: Clean,
    /// Title forms that need the country beside them or a known holder in the text: «глава МИД»,
    /// "foreign minister", «министр». Lower case but for proper names, nominative.
    #[serde(default)]
    pub titles: Words,
    /// Title forms that say the country by themselves: «госсекретарь», «глава Госдепа».
    #[serde(default)]
    pub own_titles: Words,
}

/// A person or an institution (`[[people]]` in `people.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub id: String,
    #[serde(default)]
    pub kind: PersonKind,
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Names in the nominative, the fullest first, "Given Surname"; `name.en[0]` is the name shown.
    pub name: Words,
    /// Irregular forms that cannot be derived.
    #[serde(default)]
    pub forms: Words,
    #[serde(default)]
    pub offices: Vec<Tenure>,
}

impl Person {
    /// The English name that the corpus gives, else the first name there is.
    pub fn display(&self) -> &Clean {
        static NONE: std::sync::LazyLock<Clean> = std::sync::LazyLock::new(Clean::default);
        self.name.all().next().map_or(&*NONE, |(_, name)| name)
    }

    /// The offices held on `date`, in the order of the file.
    pub fn offices_at(&self, date: Date) -> impl Iterator<Item = &Tenure> {
        self.offices.iter().filter(move |tenure| tenure.holds(date))
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonKind {
    #[default]
    Person,
    Institution,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    #[serde(rename = "m")]
    Male,
    #[serde(rename = "f")]
    Female,
}

/// An office held by a person, from one day to another (`until` is the first day no longer in office).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenure {
    pub office: String,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// "acting" and the like, shown before the office's name.
    #[serde(default)]
    pub acting: bool,
}

impl Tenure {
    pub fn holds(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date < until)
    }
}

/// An encounter (`[[meetings]]` in `meetings.toml`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// `YYYY-MM-DD-place`, `YYYY-MM-DD-phone` or `-video`; a second one of that id ends in `-2`.
    pub id: String,
    pub date: Date,
    /// English; none for a call.
    pub place: Option<Clean>,
    pub kind: MeetingKind,
    /// Ids of people.
    pub participants: Vec<String>,
    /// What else it is called, and words for the place in the three languages.
    #[serde(default)]
    pub names: Words,
    /// A page that tells of it.
    #[serde(default)]
    pub source: Option<Clean>,
    /// Formed from a document, not listed in the corpus.
    #[serde(default, skip_deserializing)]
    pub derived: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingKind {
    InPerson,
    Phone,
    Video,
}

impl MeetingKind {
    /// As the screen and the JSON write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in person",
            Self::Phone => "phone",
            Self::Video => "video",
        }
    }
}

/// A subject of talk (`[[topics]]` in `topics.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    pub name: Clean,
    /// Concepts that mark the topic, with a weight: how strongly one occurrence speaks for it.
    pub concepts: BTreeMap<String, f64>,
}

/// Word stems that mean the same in three languages (`[[concepts]]` in `topics.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    pub id: String,
    /// Prefix stems, lower case; words of a phrase stand one after another: "strategic stabil".
    pub stems: Words,
}

impl Corpus {
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == id)
    }

    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// The side a person belongs to.
    pub fn side_of(&self, person: &str) -> Option<&Side> {
        self.sides.iter().find(|side| side.members.iter().any(|member| member == person))
    }
}
