//! Reading the four files of a corpus folder. What they must say of one another is `check`'s matter.

use std::{collections::BTreeMap, io, path::Path};

use serde::{Deserialize, de::DeserializeOwned};

use super::{Concept, Corpus, Country, Meeting, Office, Person, Side, Topic, check};
use crate::text::Clean;

/// Why a corpus cannot be used. Each is one sentence that names the file and the place.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{file}: {error}")]
    Io { file: Clean, error: io::Error },
    #[error("{file}, line {line}: {message}")]
    Toml { file: Clean, line: usize, message: Clean },
    #[error("{file}: a corpus has exactly two sides, this one has {count}")]
    Sides { file: Clean, count: usize },
    #[error("{file}: the {entry} “{id}” is listed twice")]
    Twice { file: Clean, entry: &'static str, id: Clean },
    #[error("{file}: the {entry} “{id}” names the {kind} “{reference}”, which is not listed")]
    Unknown { file: Clean, entry: &'static str, id: Clean, kind: &'static str, reference: Clean },
    #[error("{file}: the {entry} “{id}” has no name")]
    Nameless { file: Clean, entry: &'static str, id: Clean },
    #[error("{file}: the person “{id}” leaves the office “{office}” before taking it")]
    Dates { file: Clean, id: Clean, office: Clean },
}

/// The files of a corpus: how errors name each, and its text.
pub(super) struct Sources<'a> {
    pub corpus: Source<'a>,
    pub people: Source<'a>,
    pub meetings: Source<'a>,
    pub topics: Source<'a>,
}

pub(super) struct Source<'a> {
    pub file: Clean,
    pub text: &'a str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorpusFile {
    title: Clean,
    sides: Vec<Side>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    #[serde(default)]
    countries: Vec<Country>,
    #[serde(default)]
    offices: Vec<Office>,
    people: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeetingsFile {
    #[serde(default)]
    meetings: Vec<Meeting>,
    /// Words for places, so that a meeting need not repeat them.
    #[serde(default)]
    places: BTreeMap<Clean, super::Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicsFile {
    #[serde(default)]
    topics: Vec<Topic>,
    #[serde(default)]
    concepts: Vec<Concept>,
}

impl Corpus {
    /// Reads a corpus folder. `corpus.toml` and `people.toml` must be there; without `meetings.toml`
    /// or `topics.toml` there are no meetings or topics. The articles are documents like any others
    /// and not read here.
    pub fn load(dir: &Path) -> Result<Self, Error> {
        let read = |name: &str, needed: bool| {
            let path = dir.join(name);
            let file = Clean::new(&path.to_string_lossy());
            match std::fs::read_to_string(&path) {
                Ok(text) => Ok((file, text)),
                Err(error) if !needed && error.kind() == io::ErrorKind::NotFound => Ok((file, String::new())),
                Err(error) => Err(Error::Io { file, error }),
            }
        };
        let corpus = read("corpus.toml", true)?;
        let people = read("people.toml", true)?;
        let meetings = read("meetings.toml", false)?;
        let topics = read("topics.toml", false)?;
        parse(&Sources {
            corpus: Source::of(&corpus),
            people: Source::of(&people),
            meetings: Source::of(&meetings),
            topics: Source::of(&topics),
        })
    }
}

impl<'a> Source<'a> {
    fn of((file, text): &'a (Clean, String)) -> Self {
        Self { file: file.clone(), text }
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        toml::from_str(self.text).map_err(|error| {
            let before = error.span().and_then(|span| self.text.get(..span.start)).unwrap_or("");
            // The library's reasons may run over several lines; here a reason is part of one sentence.
            let message = error.message().lines().collect::<Vec<_>>().join("; ");
            Error::Toml { file: self.file.clone(), line: before.matches('\n').count() + 1, message: message.into() }
        })
    }
}

/// The corpus that the files describe, checked.
pub(super) fn parse(sources: &Sources) -> Result<Corpus, Error> {
    let head: CorpusFile = sources.corpus.parse()?;
    let people: PeopleFile = sources.people.parse()?;
    let MeetingsFile { mut meetings, places } = sources.meetings.parse()?;
    let topics: TopicsFile = sources.topics.parse()?;
    for meeting in &mut meetings {
        if let Some(words) = meeting.place.as_ref().and_then(|place| places.get(place)) {
            meeting.names.en.extend_from_slice(&words.en);
            meeting.names.ru.extend_from_slice(&words.ru);
            meeting.names.uk.extend_from_slice(&words.uk);
        }
    }
    let corpus = Corpus {
        title: head.title,
        sides: head.sides,
        countries: people.countries,
        offices: people.offices,
        people: people.people,
        meetings,
        topics: topics.topics,
        concepts: topics.concepts,
    };
    check::check(&corpus, sources)?;
    Ok(corpus)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;

    pub const CORPUS: &str = r#"
        title = "Hill and valley"
        [[sides]]
        id = "hill"
        name = "Hill"
        label = "H"
        members = ["orlova"]
        [[sides]]
        id = "valley"
        name = "Valley"
        label = "V"
        members = ["brandt"]
    "#;
    pub const PEOPLE: &str = r#"
        [[countries]]
        id = "hill"
        name = "Hill"
        names = { en = ["Hill"] }
        [[offices]]
        id = "hill-envoy"
        country = "hill"
        name = "Envoy of Hill"
        titles = { en = ["envoy"] }
        [[people]]
        id = "orlova"
        gender = "f"
        name = { en = ["Vera Orlova"], uk = ["Віра Орлова"] }
        offices = [{ office = "hill-envoy", from = "2011-02-03", until = "2012-01-01" }]
        [[people]]
        id = "brandt"
        name = { en = ["Tom Brandt"] }
    "#;
    pub const MEETINGS: &str = r#"
        [places.Overton]
        uk = ["Овертон"]
        [[meetings]]
        id = "2011-05-06-overton"
        date = "2011-05-06"
        place = "Overton"
        kind = "in-person"
        participants = ["orlova", "brandt"]
        names = { en = ["the Overton talks"] }
    "#;
    pub const TOPICS: &str = r#"
        [[topics]]
        id = "water"
        name = "Water"
        concepts = { river = 1.0 }
        [[concepts]]
        id = "river"
        stems = { en = ["river"], uk = ["річк"] }
    "#;

    pub fn parsed(corpus: &str, people: &str, meetings: &str, topics: &str) -> Result<Corpus, Error> {
        let source = |name: &str| Clean::new(name);
        parse(&Sources {
            corpus: Source { file: source("corpus.toml"), text: corpus },
            people: Source { file: source("people.toml"), text: people },
            meetings: Source { file: source("meetings.toml"), text: meetings },
            topics: Source { file: source("topics.toml"), text: topics },
        })
    }

    #[test]
    fn a_folder_becomes_a_corpus() {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in
            [("corpus.toml", CORPUS), ("people.toml", PEOPLE), ("meetings.toml", MEETINGS), ("topics.toml", TOPICS)]
        {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        let corpus = Corpus::load(dir.path()).unwrap();
        assert_eq!(corpus.title, "Hill and valley");
        assert_eq!(corpus.side_of("brandt").unwrap().label, "V");
        let orlova = corpus.person("orlova").unwrap();
        assert_eq!(orlova.display(), &"Vera Orlova");
        assert_eq!(orlova.offices_at("2011-02-03".parse().unwrap()).count(), 1);
        assert_eq!(orlova.offices_at("2012-01-01".parse().unwrap()).count(), 0);
        let meeting = corpus.meeting("2011-05-06-overton").unwrap();
        assert_eq!(meeting.names.en, ["the Overton talks"]);
        assert_eq!(meeting.names.uk, ["Овертон"]);
        assert!(!meeting.derived);
        assert_eq!(corpus.topic("water").unwrap().concepts.get("river"), Some(&1.0));
    }

    #[test]
    fn meetings_and_topics_may_be_missing() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("corpus.toml"), CORPUS).unwrap();
        std::fs::write(dir.path().join("people.toml"), PEOPLE).unwrap();
        let corpus = Corpus::load(dir.path()).unwrap();
        assert!(corpus.meetings.is_empty() && corpus.topics.is_empty());
    }

    #[test]
    fn a_missing_file_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let sentence = Corpus::load(dir.path()).unwrap_err().to_string();
        assert!(sentence.contains("corpus.toml: "), "{sentence}");
        assert!(!sentence.contains('\n'));
    }

    #[test]
    fn what_toml_cannot_read_is_told_in_one_line() {
        let broken = format!("{CORPUS}\nmembers = [");
        let sentence = parsed(&broken, PEOPLE, MEETINGS, TOPICS).unwrap_err().to_string();
        assert!(sentence.starts_with("corpus.toml, line 14: "), "{sentence}");
        assert!(!sentence.contains('\n'));

        let odd = PEOPLE.replace("gender", "gendre");
        let sentence = parsed(CORPUS, &odd, MEETINGS, TOPICS).unwrap_err().to_string();
        assert!(sentence.starts_with("people.toml, line 13: unknown field `gendre`"), "{sentence}");

        let odd = MEETINGS.replace("2011-05-06\"", "2011-15-06\"");
        let sentence = parsed(CORPUS, PEOPLE, &odd, TOPICS).unwrap_err().to_string();
        assert!(sentence.starts_with("meetings.toml, line "), "{sentence}");
    }
}
