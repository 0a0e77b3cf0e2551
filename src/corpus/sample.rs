//! The sample corpus, compiled into the program: nothing needs to be installed beside it.

use std::sync::{Arc, LazyLock};

use super::{
    Corpus,
    load::{self, Error, Source, Sources},
};

/// Named like the files of a folder given with `--corpus`.
macro_rules! articles {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../corpus/articles/", $name)).as_slice())),*]
    };
}

static ARTICLES: [(&str, &[u8]); 5] = articles![
    "2015-05-12-sochi-kerry.md",
    "2017-01-28-phone-putin-trump.md",
    "2019-05-14-sochi-pompeo.md",
    "2020-03-30-phone-pompeo.md",
    "2022-01-21-geneva-blinken.md",
];

/// The articles of the sample corpus: file name and bytes, as `ingest` takes them.
pub fn sample_articles() -> &'static [(&'static str, &'static [u8])] {
    &ARTICLES
}

impl Corpus {
    /// The corpus compiled into the program, parsed once.
    pub fn sample() -> Arc<Self> {
        // A test holds that it parses, so that the empty corpus is never seen.
        static SAMPLE: LazyLock<Arc<Corpus>> = LazyLock::new(|| Arc::new(parse().unwrap_or_default()));
        Arc::clone(&SAMPLE)
    }
}

fn parse() -> Result<Corpus, Error> {
    load::parse(&Sources {
        corpus: Source { file: "corpus.toml".into(), text: include_str!("../../corpus/corpus.toml") },
        people: Source { file: "people.toml".into(), text: include_str!("../../corpus/people.toml") },
        meetings: Source { file: "meetings.toml".into(), text: include_str!("../../corpus/meetings.toml") },
        topics: Source { file: "topics.toml".into(), text: include_str!("../../corpus/topics.toml") },
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::{ToSpan, civil::Date};

    use super::*;
    use crate::corpus::{MeetingKind, PersonKind};

    const SECRETARY: &str = "us-secretary-of-state";

    #[test]
    fn the_sample_parses() {
        let corpus = parse().unwrap();
        assert_eq!(*Corpus::sample(), corpus);
        assert_eq!(corpus.sides.iter().map(|side| side.id.as_str()).collect::<Vec<_>>(), ["lavrov", "us"]);
    }

    #[test]
    fn there_is_never_more_than_one_secretary_of_state() {
        let corpus = Corpus::sample();
        let mut day: Date = "2001-01-20".parse().unwrap();
        let end: Date = "2026-12-31".parse().unwrap();
        let mut without = Vec::new();
        while day < end {
            let holders: Vec<&str> = corpus
                .people
                .iter()
                .flat_map(|person| person.offices_at(day).map(move |tenure| (person, tenure)))
                .filter(|(_, tenure)| tenure.office == SECRETARY)
                .map(|(person, _)| person.id.as_str())
                .collect();
            assert!(holders.len() <= 1, "{day}: {holders:?}");
            if holders.is_empty() {
                without.push(day);
            }
            day = day.saturating_add(1.day());
        }
        // 20 to 25 January 2021 and 20 January 2025, when others acted for a few days.
        assert_eq!(without.len(), 7, "{without:?}");
    }

    #[test]
    fn everyone_at_a_meeting_was_in_office() {
        let corpus = Corpus::sample();
        for meeting in &corpus.meetings {
            assert!(meeting.participants.len() >= 2, "{}", meeting.id);
            for id in &meeting.participants {
                let person = corpus.person(id).unwrap();
                assert!(person.offices_at(meeting.date).next().is_some(), "{}: {id} held no office", meeting.id);
            }
        }
    }

    #[test]
    fn a_meeting_is_named_after_its_date_and_place() {
        for meeting in &Corpus::sample().meetings {
            let place = match (&meeting.place, meeting.kind) {
                (Some(place), MeetingKind::InPerson) => place.to_lowercase().replace(' ', "-"),
                (None, MeetingKind::Phone) => "phone".to_owned(),
                (None, MeetingKind::Video) => "video".to_owned(),
                odd => unreachable!("{}: {odd:?}", meeting.id),
            };
            let plain = format!("{}-{place}", meeting.date);
            assert!(meeting.id == plain || meeting.id == format!("{plain}-2"), "{} is not {plain}", meeting.id);
            if meeting.kind == MeetingKind::InPerson {
                let words = &meeting.names;
                assert!(!words.en.is_empty() && !words.ru.is_empty() && !words.uk.is_empty(), "{}", meeting.id);
            }
        }
    }

    #[test]
    fn meetings_stand_in_the_order_of_their_dates() {
        assert!(Corpus::sample().meetings.is_sorted_by_key(|meeting| meeting.date));
    }

    #[test]
    fn everybody_has_a_name_in_three_languages() {
        for person in &Corpus::sample().people {
            let name = &person.name;
            assert!(!name.en.is_empty() && !name.ru.is_empty() && !name.uk.is_empty(), "{}", person.id);
            assert_eq!(person.gender.is_some(), person.kind == PersonKind::Person, "{}", person.id);
        }
    }

    #[test]
    fn articles_have_front_matter() {
        for (name, bytes) in sample_articles() {
            let text = std::str::from_utf8(bytes).unwrap();
            let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
            let field = |key: &str| {
                let line = front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
                line.unwrap_or_else(|| unreachable!("{name} has no {key}")).trim_matches('"')
            };
            assert!(!field("title").is_empty() && !field("source").is_empty(), "{name}");
            assert!(["en", "ru", "uk"].contains(&field("language")), "{name}");
            let published: Date = field("published").parse().unwrap();
            let held: Date = name.get(..10).unwrap().parse().unwrap();
            assert!(held <= published && published <= held.saturating_add(1.day()), "{name}");
            let words = body.split_whitespace().count();
            assert!((230..=460).contains(&words), "{name}: {words} words");
        }
    }
}
