//! What the files of a corpus must say of one another: two sides, each id once, every reference answered.

use std::collections::HashSet;

use super::{
    Corpus, Tenure,
    load::{Error, Sources},
};
use crate::text::Clean;

/// The first thing wrong with the corpus, in the order of the files.
pub(super) fn check(corpus: &Corpus, sources: &Sources) -> Result<(), Error> {
    let Sources { corpus: head, people, meetings, topics } = sources;
    if corpus.sides.len() != 2 {
        return Err(Error::Sides { file: head.file.clone(), count: corpus.sides.len() });
    }
    unique(&head.file, "side", corpus.sides.iter().map(|side| &side.id))?;
    let country_ids = unique(&people.file, "country", corpus.countries.iter().map(|country| &country.id))?;
    let office_ids = unique(&people.file, "office", corpus.offices.iter().map(|office| &office.id))?;
    let person_ids = unique(&people.file, "person", corpus.people.iter().map(|person| &person.id))?;
    unique(&meetings.file, "meeting", corpus.meetings.iter().map(|meeting| &meeting.id))?;
    unique(&topics.file, "topic", corpus.topics.iter().map(|topic| &topic.id))?;
    let concept_ids = unique(&topics.file, "concept", corpus.concepts.iter().map(|concept| &concept.id))?;

    for side in &corpus.sides {
        Listed { file: &head.file, entry: "side", id: &side.id }.names("person", &side.members, &person_ids)?;
    }
    for office in &corpus.offices {
        Listed { file: &people.file, entry: "office", id: &office.id }.names(
            "country",
            &office.country,
            &country_ids,
        )?;
    }
    for person in &corpus.people {
        let entry = Listed { file: &people.file, entry: "person", id: &person.id };
        entry.names("office", person.offices.iter().map(|tenure| &tenure.office), &office_ids)?;
        if person.display().is_empty() {
            return Err(Error::Nameless { file: people.file.clone(), entry: "person", id: person.id.as_str().into() });
        }
        if let Some(tenure) = person.offices.iter().find(|tenure| is_reversed(tenure)) {
            return Err(Error::Dates {
                file: people.file.clone(),
                id: person.id.as_str().into(),
                office: tenure.office.as_str().into(),
            });
        }
    }
    for meeting in &corpus.meetings {
        let entry = Listed { file: &meetings.file, entry: "meeting", id: &meeting.id };
        entry.names("person", &meeting.participants, &person_ids)?;
    }
    for topic in &corpus.topics {
        let entry = Listed { file: &topics.file, entry: "topic", id: &topic.id };
        entry.names("concept", topic.concepts.keys(), &concept_ids)?;
    }
    Ok(())
}

/// `until` is the first day no longer in office: the same day for both is no time at all.
fn is_reversed(tenure: &Tenure) -> bool {
    matches!((tenure.from, tenure.until), (Some(from), Some(until)) if until <= from)
}

fn unique<'a>(
    file: &Clean,
    entry: &'static str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<HashSet<&'a str>, Error> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id.as_str()) {
            return Err(Error::Twice { file: file.clone(), entry, id: id.as_str().into() });
        }
    }
    Ok(seen)
}

/// Something listed that names other things by their ids.
struct Listed<'a> {
    file: &'a Clean,
    entry: &'static str,
    id: &'a str,
}

impl Listed<'_> {
    fn names<'a>(
        &self,
        kind: &'static str,
        references: impl IntoIterator<Item = &'a String>,
        known: &HashSet<&str>,
    ) -> Result<(), Error> {
        match references.into_iter().find(|reference| !known.contains(reference.as_str())) {
            None => Ok(()),
            Some(reference) => Err(Error::Unknown {
                file: self.file.clone(),
                entry: self.entry,
                id: self.id.into(),
                kind,
                reference: reference.as_str().into(),
            }),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::corpus::load::tests::{CORPUS, MEETINGS, PEOPLE, TOPICS, parsed};

    /// The sentence for a corpus in which `from` is replaced by `to`.
    fn sentence(from: &str, to: &str) -> String {
        let [corpus, people, meetings, topics] = [CORPUS, PEOPLE, MEETINGS, TOPICS].map(|text| text.replace(from, to));
        parsed(&corpus, &people, &meetings, &topics).unwrap_err().to_string()
    }

    #[test]
    fn a_corpus_has_two_sides() {
        let one = CORPUS.split("[[sides]]").take(2).collect::<Vec<_>>().join("[[sides]]");
        let error = parsed(&one, PEOPLE, MEETINGS, TOPICS).unwrap_err();
        assert_eq!(error.to_string(), "corpus.toml: a corpus has exactly two sides, this one has 1");
    }

    #[test]
    fn an_id_stands_once() {
        let twice = PEOPLE.replace("id = \"brandt\"", "id = \"orlova\"");
        let error = parsed(CORPUS, &twice, MEETINGS, TOPICS).unwrap_err();
        assert_eq!(error.to_string(), "people.toml: the person “orlova” is listed twice");
    }

    #[test]
    fn every_reference_is_answered() {
        assert_eq!(
            sentence("members = [\"brandt\"]", "members = [\"nobody\"]"),
            "corpus.toml: the side “valley” names the person “nobody”, which is not listed"
        );
        assert_eq!(
            sentence("country = \"hill\"", "country = \"dale\""),
            "people.toml: the office “hill-envoy” names the country “dale”, which is not listed"
        );
        assert_eq!(
            sentence("office = \"hill-envoy\"", "office = \"herald\""),
            "people.toml: the person “orlova” names the office “herald”, which is not listed"
        );
        assert_eq!(
            sentence("[\"orlova\", \"brandt\"]", "[\"orlova\", \"nobody\"]"),
            "meetings.toml: the meeting “2011-05-06-overton” names the person “nobody”, which is not listed"
        );
        assert_eq!(
            sentence("river = 1.0", "lake = 1.0"),
            "topics.toml: the topic “water” names the concept “lake”, which is not listed"
        );
    }

    #[test]
    fn a_person_has_a_name() {
        assert_eq!(sentence("en = [\"Tom Brandt\"]", "en = []"), "people.toml: the person “brandt” has no name");
    }

    #[test]
    fn an_office_is_taken_before_it_is_left() {
        for until in ["2011-02-03", "2010-01-01"] {
            assert_eq!(
                sentence("2012-01-01", until),
                "people.toml: the person “orlova” leaves the office “hill-envoy” before taking it"
            );
        }
    }
}
