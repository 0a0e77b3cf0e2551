//! `visavis documents`, `meetings`, `speakers` and `topics`.
//!
//! Documents and meetings have a date, an id, a language of their own: these filters go by that. The others go
//! by the quotations in them, and what is counted then are the quotations that match.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

use super::{Error, print::Printer};
use crate::{
    corpus::Corpus,
    library::{Page, SpeakerSummary, Store, Summary},
    quotation::{Filter, Quotation},
    text::Clean,
};

/// Documents taken from the store at a time.
const PAGE: usize = 500;

pub fn documents(store: &dyn Store, filter: &Filter, out: &mut Printer) -> Result<(), Error> {
    let quoted = Filter { language: None, meeting: None, since: None, until: None, ..filter.clone() };
    let holding: Option<HashSet<String>> = if quoted.is_empty() {
        None
    } else {
        Some(store.quotations(filter)?.into_iter().map(|quotation| quotation.document_id).collect())
    };
    let wanted = |summary: &Summary| match &holding {
        Some(ids) => ids.contains(&summary.document_id),
        None => {
            filter.language.is_none_or(|language| language == summary.language)
                && (filter.meeting.is_none() || filter.meeting == summary.meeting)
                && filter.since.is_none_or(|since| summary.date.is_some_and(|date| date >= since))
                && filter.until.is_none_or(|until| summary.date.is_some_and(|date| date <= until))
        }
    };
    out.head::<Summary>()?;
    let mut offset = 0;
    loop {
        let page = store.documents(Page { offset, limit: PAGE })?;
        for summary in page.iter().filter(|summary| wanted(summary)) {
            out.record(summary, |out| document(summary, store.corpus(), out))?;
        }
        offset = offset.saturating_add(page.len());
        if page.len() < PAGE {
            return Ok(());
        }
    }
}

/// Date, language and title; under them what it holds, and the names it can be called by.
fn document(summary: &Summary, corpus: &Corpus, out: &mut Printer) -> std::io::Result<()> {
    let date = summary.date.map_or_else(|| "no date   ".to_owned(), |date| date.to_string());
    out.hanging(&format!("{date} {:3} ", summary.language.code()), 15, summary.heading())?;
    let sides = corpus.sides.iter().zip(summary.sides).map(|(side, quotations)| format!("{} {quotations}", side.name));
    let mut facts: Vec<String> = sides.collect();
    facts.push(format!("{} words", summary.words));
    facts.extend(summary.meeting.as_ref().map(|meeting| format!("meeting {meeting}")));
    facts.extend(summary.source.as_ref().map(ToString::to_string));
    facts.push(summary.document.to_string());
    facts.push(format!("id {}", summary.document_id));
    out.text(15, &Clean::from(facts.join(" · ")))
}

pub fn meetings(store: &dyn Store, filter: &Filter, out: &mut Printer) -> Result<(), Error> {
    let mut meetings = store.meetings()?;
    meetings.retain(|meeting| {
        filter.meeting.as_ref().is_none_or(|id| *id == meeting.meeting)
            && filter.since.is_none_or(|since| meeting.date >= since)
            && filter.until.is_none_or(|until| meeting.date <= until)
    });
    let quoted = Filter { meeting: None, since: None, until: None, ..filter.clone() };
    if !quoted.is_empty() {
        let mut counted: HashMap<String, Count> = HashMap::new();
        for quotation in store.quotations(filter)? {
            if let Some(meeting) = &quotation.meeting {
                counted.entry(meeting.clone()).or_default().add(&quotation);
            }
        }
        meetings.retain_mut(|meeting| {
            let Some(count) = counted.get(&meeting.meeting) else { return false };
            meeting.quotations = count.quotations;
            meeting.documents = count.documents.len();
            true
        });
    }
    let rows = meetings.iter().map(|meeting| {
        let names: Vec<&str> = meeting.participants.iter().map(Clean::as_str).collect();
        vec![
            Clean::new(&meeting.meeting),
            meeting.kind.into(),
            Clean::from(meeting.documents.to_string()),
            Clean::from(meeting.quotations.to_string()),
            Clean::from(names.join(", ")),
        ]
    });
    list(out, &meetings, &["MEETING", "KIND", "DOCUMENTS", "QUOTES", "PARTICIPANTS"], rows)
}

pub fn speakers(store: &dyn Store, filter: &Filter, out: &mut Printer) -> Result<(), Error> {
    let speakers = if filter.is_empty() { store.speakers()? } else { count_speakers(&store.quotations(filter)?) };
    let corpus = store.corpus();
    let rows = speakers.iter().map(|speaker| {
        let side = corpus.sides.iter().find(|side| Some(&side.id) == speaker.side.as_ref());
        vec![
            Clean::from(speaker.quotations.to_string()),
            Clean::from(speaker.documents.to_string()),
            side.map_or_else(|| "-".into(), |side| side.name.clone()),
            speaker.speaker_id.as_deref().map_or_else(|| "-".into(), Clean::new),
            speaker.speaker.clone(),
        ]
    });
    list(out, &speakers, &["QUOTES", "DOCUMENTS", "SIDE", "ID", "SPEAKER"], rows)
}

pub fn topics(store: &dyn Store, filter: &Filter, out: &mut Printer) -> Result<(), Error> {
    let mut topics = store.topics()?;
    if !filter.is_empty() {
        let quotations = store.quotations(filter)?;
        for topic in &mut topics {
            topic.quotations = quotations.iter().filter(|quotation| quotation.topics.contains(&topic.topic)).count();
        }
        topics.retain(|topic| topic.quotations > 0);
    }
    let rows = topics
        .iter()
        .map(|topic| vec![Clean::from(topic.quotations.to_string()), Clean::new(&topic.topic), topic.name.clone()]);
    list(out, &topics, &["QUOTES", "TOPIC", "NAME"], rows)
}

/// Prints one of the short lists: as a table for people.
fn list<R: super::print::Record>(
    out: &mut Printer,
    records: &[R],
    heads: &[&str],
    rows: impl Iterator<Item = Vec<Clean>>,
) -> Result<(), Error> {
    out.head::<R>()?;
    if out.is_plain() {
        if !records.is_empty() {
            out.table(heads, &rows.collect::<Vec<_>>())?;
        }
        return Ok(());
    }
    for record in records {
        out.record(record, |_| Ok(()))?;
    }
    Ok(())
}

#[derive(Default)]
struct Count {
    quotations: usize,
    documents: BTreeSet<String>,
}

impl Count {
    fn add(&mut self, quotation: &Quotation) {
        self.quotations += 1;
        self.documents.insert(quotation.document_id.clone());
    }
}

/// Who says these quotations, the most quoted first.
fn count_speakers(quotations: &[Quotation]) -> Vec<SpeakerSummary> {
    let mut counted: BTreeMap<(&Clean, Option<&String>, Option<&String>), Count> = BTreeMap::new();
    for quotation in quotations {
        if let Some(speaker) = &quotation.speaker {
            let who = (speaker, quotation.speaker_id.as_ref(), quotation.side.as_ref());
            counted.entry(who).or_default().add(quotation);
        }
    }
    let mut speakers: Vec<SpeakerSummary> = counted
        .into_iter()
        .map(|((speaker, id, side), count)| SpeakerSummary {
            speaker: speaker.clone(),
            speaker_id: id.cloned(),
            side: side.cloned(),
            quotations: count.quotations,
            documents: count.documents.len(),
        })
        .collect();
    speakers.sort_by_key(|speaker| Reverse(speaker.quotations));
    speakers
}
