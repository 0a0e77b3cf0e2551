//! What a filter names must exist: a mistyped id would otherwise look like "nothing was said".

use super::Error;
use crate::{corpus::Corpus, library::Store, quotation::Filter, text::fold::fold};

/// The filter as [`in_corpus`] has it, its meeting one that the store knows.
pub fn checked(filter: Filter, store: &dyn Store) -> Result<Filter, Error> {
    let filter = in_corpus(filter, store.corpus())?;
    meeting(&filter, |id| Ok(store.meeting(id)?.is_some()))?;
    Ok(filter)
}

/// The filter with its speaker looked up, its side and topic ones of the corpus.
pub fn in_corpus(mut filter: Filter, corpus: &Corpus) -> Result<Filter, Error> {
    let sides: Vec<&str> = corpus.sides.iter().map(|side| side.id.as_str()).collect();
    if let Some(side) = filter.side.as_deref().filter(|side| !sides.contains(side)) {
        return Err(Error::Usage(format!("no side is called “{side}”; this corpus has {}", sides.join(" and "))));
    }
    if let Some(topic) = filter.topic.as_deref().filter(|topic| corpus.topic(topic).is_none()) {
        return Err(Error::Usage(format!("no topic has the id “{topic}”; `visavis topics` lists them")));
    }
    filter.speaker = filter.speaker.map(|name| speaker(name, corpus));
    Ok(filter)
}

/// Refuses a meeting that is not `known`.
pub fn meeting(filter: &Filter, known: impl FnOnce(&str) -> Result<bool, Error>) -> Result<(), Error> {
    match filter.meeting.as_deref() {
        Some(id) if !known(id)? => {
            Err(Error::Usage(format!("no meeting has the id “{id}”; `visavis meetings` lists them")))
        }
        _ => Ok(()),
    }
}

/// The id of the one person with this name or surname in any of the languages, else the name as it is.
fn speaker(name: String, corpus: &Corpus) -> String {
    let wanted = fold(&name);
    let mut called = corpus.people.iter().filter(|person| {
        let is = |known: &str| known == wanted || known.rsplit(' ').next() == Some(&wanted);
        person.name.all().any(|(_, known)| is(&fold(known)))
    });
    match (called.next(), called.next()) {
        (Some(only), None) if corpus.person(&name).is_none() => only.id.clone(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Person, Words};

    fn corpus() -> Corpus {
        let person = |id: &str, en: &str, uk: &str| Person {
            id: id.into(),
            name: Words { en: vec![en.into()], uk: vec![uk.into()], ..Words::default() },
            ..Person::default()
        };
        let people = vec![
            person("case", "Ann Case", "Анна Кейс"),
            person("rule", "Bob Rule", "Боб Рул"),
            person("rule-eve", "Eve Rule", "Єва Рул"),
        ];
        Corpus { people, ..Corpus::default() }
    }

    #[test]
    fn a_speaker_may_be_named_in_another_language() {
        assert_eq!(speaker("кейс".into(), &corpus()), "case");
        assert_eq!(speaker("Анна Кейс".into(), &corpus()), "case");
        assert_eq!(speaker("Боб Рул".into(), &corpus()), "rule");
    }

    #[test]
    fn namesakes_and_strangers_stay_as_typed() {
        assert_eq!(speaker("Рул".into(), &corpus()), "Рул");
        assert_eq!(speaker("rule".into(), &corpus()), "rule");
        assert_eq!(speaker("Somebody".into(), &corpus()), "Somebody");
    }
}
