//! The rows: quotations and pairs with their citations, in order, under what they have in common.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use serde::Serialize;

use super::Citation;
use crate::{
    alignment::{GroupBy, Pair, Why},
    corpus::{Corpus, Meeting},
    library::{self, Page, Store, Summary},
    meeting::Reason,
    quotation::{By, Filter, Quotation},
    text::Clean,
};

/// Documents taken from the store at a time.
const PAGE: usize = 500;

/// Articles remembered: rows of one meeting cite the same few, and those of a large library are not held at once.
const REMEMBERED: usize = 1000;

/// A quotation with where it comes from. Serialises to a line of `visavis export quotes --format jsonl`: the line of
/// `visavis quotes --json`, and what is needed to cite it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cited {
    #[serde(flatten)]
    pub quotation: Quotation,
    /// How its meeting was recognised.
    pub known_by: Vec<Clean>,
    #[serde(flatten, serialize_with = "cite")]
    pub citation: Citation,
}

impl Cited {
    pub fn listed(&self) -> Listed<'_> {
        Listed { quotation: &self.quotation, known_by: &self.known_by }
    }
}

/// A quotation in a list: the line of `visavis quotes --json`.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    #[serde(flatten)]
    pub quotation: &'a Quotation,
    /// How its meeting was recognised.
    pub known_by: &'a [Clean],
}

/// Of the meetings that a document tells of, the steps that led to this quotation's.
pub fn known_by<'a>(quotation: &Quotation, reasons: &'a [Reason]) -> &'a [Clean] {
    let own = reasons.iter().find(|(meeting, _)| Some(meeting) == quotation.meeting.as_ref());
    own.map(|(_, steps)| steps.as_slice()).unwrap_or_default()
}

fn cite<S: serde::Serializer>(citation: &Citation, to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Fields<'a> {
        #[serde(flatten)]
        article: &'a super::citation::Article,
        citation: String,
    }
    Fields { article: &citation.article, citation: citation.to_string() }.serialize(to)
}

/// A pair in JSON: the line of `visavis compare --json`, `Q` being what stands for a quotation.
#[derive(Debug, Serialize)]
pub struct Line<'a, Q> {
    meeting: Option<&'a str>,
    topic: Option<&'a str>,
    left: Option<Q>,
    right: Option<Q>,
    score: Option<f64>,
    by: By,
    why: Reasons<'a>,
    /// Said only where it is so: a row of several quotations on a side is a reader's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    joined: bool,
}

/// The reasons for a pair; a gap has none (`{}`).
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Reasons<'a> {
    Pair(&'a Why),
    Gap {},
}

impl<'a, Q> Line<'a, Q> {
    pub fn new<C>(pair: &'a Pair<C>, quotation: impl Fn(&'a C) -> Q) -> Self {
        Self {
            meeting: pair.meeting.as_deref(),
            topic: pair.topic.as_deref(),
            left: pair.left.as_ref().map(&quotation),
            right: pair.right.as_ref().map(&quotation),
            score: pair.score,
            by: pair.by,
            why: if is_gap(pair) { Reasons::Gap {} } else { Reasons::Pair(&pair.why) },
            joined: pair.joined,
        }
    }
}

pub const fn is_gap<Q>(pair: &Pair<Q>) -> bool {
    pair.left.is_none() || pair.right.is_none()
}

/// What takes the rows one by one, a heading with the first one under it.
type Each<'a, T, E> = &'a mut dyn FnMut(Option<Clean>, T) -> Result<(), E>;

/// Pairs and gaps in the order in which they are shown.
pub fn pairs<E: From<library::Error>>(
    store: &dyn Store,
    group_by: GroupBy,
    filter: &Filter,
    each: Each<Pair<Cited>, E>,
) -> Result<(), E> {
    let mut sources = Sources::new(store);
    for pair in store.pairs(group_by, filter)?.iter() {
        let group = match group_by {
            GroupBy::Meeting => &pair.meeting,
            GroupBy::Topic => &pair.topic,
        };
        let heading = sources.heading_of(group_by, group.as_deref())?;
        let mut side =
            |id: &Option<String>| id.as_ref().map(|id| sources.quotation(id)).transpose().map(Option::flatten);
        let (left, right) = (side(&pair.left)?, side(&pair.right)?);
        let Pair { meeting, topic, score, by, why, joined, .. } = pair.clone();
        each(heading, Pair { meeting, topic, left, right, score, by, why, joined })?;
    }
    Ok(())
}

/// Quotations in the order of the documents and of the text; by meeting or topic those without one come last.
pub fn quotes<E: From<library::Error>>(
    store: &dyn Store,
    group_by: Option<GroupBy>,
    filter: &Filter,
    each: Each<Cited, E>,
) -> Result<(), E> {
    let mut sources = Sources::new(store);
    if let Some(group_by) = group_by {
        for (group, quotation) in grouped(store, group_by, filter)? {
            let heading = sources.heading_of(group_by, group.as_deref())?;
            each(heading, sources.cite(quotation)?)?;
        }
        return Ok(());
    }
    let wanted: Option<BTreeSet<String>> = if filter.is_empty() {
        None
    } else {
        Some(store.quotations(filter)?.into_iter().map(|quotation| quotation.document_id).collect())
    };
    // Document by document, so that a large library is not held at once.
    for offset in (0..).step_by(PAGE) {
        let page = store.documents(Page { offset, limit: PAGE })?;
        let last = page.len() < PAGE;
        for summary in page {
            if wanted.as_ref().is_some_and(|wanted| !wanted.contains(&summary.document_id)) {
                continue;
            }
            let mut heading = Some(summary.heading().clone());
            for quotation in store.quotations_in(&summary.document_id)? {
                if filter.matches(&quotation) {
                    each(heading.take(), sources.cited(quotation, Some(&summary))?)?;
                }
            }
        }
        if last {
            break;
        }
    }
    Ok(())
}

/// All that match, each under its meeting or its first topic.
fn grouped(store: &dyn Store, group_by: GroupBy, filter: &Filter) -> library::Result<Vec<(Option<String>, Quotation)>> {
    let key = |quotation: &Quotation| match group_by {
        GroupBy::Meeting => quotation.meeting.clone(),
        GroupBy::Topic => match &filter.topic {
            Some(topic) => Some(topic.clone()),
            None => quotation.topics.first().cloned(),
        },
    };
    let mut all: Vec<(Option<String>, Quotation)> =
        store.quotations(filter)?.into_iter().map(|quotation| (key(&quotation), quotation)).collect();
    let topics = &store.corpus().topics;
    // Stable: within a group the order of the text is kept. Ids of meetings begin with their day.
    all.sort_by_cached_key(|(group, _)| {
        let topic = group.as_ref().and_then(|id| topics.iter().position(|topic| topic.id == *id));
        (Reverse(group.is_some()), (group_by == GroupBy::Topic).then_some(topic), group.clone())
    });
    Ok(all)
}

/// The articles and meetings that citations name, those named last not asked for again.
struct Sources<'a> {
    store: &'a dyn Store,
    documents: HashMap<String, Option<Summary>>,
    reasons: HashMap<String, Vec<Reason>>,
    meetings: HashMap<String, Option<Meeting>>,
    /// The group of the row before.
    above: Option<Group>,
}

/// The meeting or topic that rows have in common, if they have one.
#[derive(PartialEq)]
struct Group(Option<String>);

fn make_room<T>(known: &mut HashMap<String, T>) {
    if known.len() >= REMEMBERED {
        known.clear();
    }
}

impl<'a> Sources<'a> {
    fn new(store: &'a dyn Store) -> Self {
        Self { store, documents: HashMap::new(), reasons: HashMap::new(), meetings: HashMap::new(), above: None }
    }

    fn quotation(&mut self, id: &str) -> library::Result<Option<Cited>> {
        self.store.quotation(id)?.map(|quotation| self.cite(quotation)).transpose()
    }

    fn cite(&mut self, quotation: Quotation) -> library::Result<Cited> {
        let id = &quotation.document_id;
        if !self.documents.contains_key(id) {
            make_room(&mut self.documents);
            self.documents.insert(id.clone(), self.store.summary(id)?);
        }
        let summary = self.documents.get(id).cloned().flatten();
        self.cited(quotation, summary.as_ref())
    }

    fn cited(&mut self, quotation: Quotation, document: Option<&Summary>) -> library::Result<Cited> {
        let meeting = quotation.meeting.as_deref().map(|id| self.meeting(id)).transpose()?.flatten();
        let citation = Citation::new(&quotation, document, meeting);
        let id = &quotation.document_id;
        if !self.reasons.contains_key(id) {
            make_room(&mut self.reasons);
            self.reasons.insert(id.clone(), self.store.reasons(id)?);
        }
        let reasons = self.reasons.get(id).map(Vec::as_slice).unwrap_or_default();
        Ok(Cited { citation, known_by: known_by(&quotation, reasons).to_vec(), quotation })
    }

    fn meeting(&mut self, id: &str) -> library::Result<Option<&Meeting>> {
        if !self.meetings.contains_key(id) {
            self.meetings.insert(id.to_owned(), self.store.meeting(id)?);
        }
        Ok(self.meetings.get(id).and_then(Option::as_ref))
    }

    /// The heading, where the group is another than that of the row before.
    fn heading_of(&mut self, group_by: GroupBy, group: Option<&str>) -> library::Result<Option<Clean>> {
        let group = Group(group.map(str::to_owned));
        if self.above.as_ref() == Some(&group) {
            return Ok(None);
        }
        let heading = self.heading(group_by, group.0.as_deref())?;
        self.above = Some(group);
        Ok(Some(heading))
    }

    /// What a group of rows has in common.
    fn heading(&mut self, group_by: GroupBy, group: Option<&str>) -> library::Result<Clean> {
        let corpus = self.store.corpus();
        let Some(id) = group else {
            return Ok(match group_by {
                GroupBy::Meeting => "Not of one meeting".into(),
                GroupBy::Topic => "No topic".into(),
            });
        };
        if group_by == GroupBy::Topic {
            return Ok(topic_name(corpus, id));
        }
        let Some(meeting) = self.meeting(id)? else { return Ok(id.into()) };
        let place = meeting.place.as_ref().map(|place| format!(" · {place}")).unwrap_or_default();
        let name = |id: &String| corpus.person(id).map_or_else(|| id.clone(), |person| person.display().to_string());
        let participants: Vec<String> = meeting.participants.iter().map(name).collect();
        let kind = meeting.kind.name();
        Ok(Clean::from(format!("{}{place} · {kind} · {}", meeting.date, participants.join(", "))))
    }
}

/// The name of a topic; one that the corpus does not know has only its id.
pub fn topic_name(corpus: &Corpus, id: &str) -> Clean {
    corpus.topic(id).map_or_else(|| id.into(), |topic| topic.name.clone())
}
