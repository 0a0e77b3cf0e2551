//! Meetings: which encounter a document and a quotation belong to.
//!
//! The text is read as an account ([`account`]): who, where, when, and the passages that look back at another
//! encounter. The account is weighed against the known meetings ([`known`]); what fits none but names its day,
//! place and both sides forms one of its own ([`derived`]). Nothing is guessed: without words in the text that
//! say so there is no meeting, and each step leaves its sentence in [`Assignment::evidence`].

mod account;
mod calendar;
mod derived;
pub mod forms;
mod known;
pub mod phrases;
mod told;
mod when;
mod who;
pub mod words;

use jiff::civil::Date;

use crate::{
    corpus::{Corpus, Meeting},
    document::Document,
    quotation::Quotation,
    speaker::Cast,
    text::Clean,
};
use account::{Account, Aside};
use derived::Formed;
use told::Gazetteer;

/// The meeting a document belongs to, with the meetings formed from the document itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    /// Id of the document's own meeting.
    pub meeting: Option<String>,
    /// Meetings that no list knows, derived from the document's date, place and participants.
    pub derived: Vec<Meeting>,
    /// Each step that led to it, in words a reader understands; then those that led to the meetings it looks back at.
    pub evidence: Vec<Clean>,
    /// The same, by meeting.
    pub reasons: Vec<Reason>,
}

/// The id of a meeting and the steps that led to it.
pub type Reason = (String, Vec<Clean>);

impl Assignment {
    /// Keeps why a meeting was recognised; what more is found out of the same one is added.
    fn reason(&mut self, meeting: &str, evidence: Vec<Clean>) {
        self.evidence.extend(evidence.iter().cloned());
        match self.reasons.iter_mut().find(|(id, _)| id == meeting) {
            Some((_, known)) => known.extend(evidence),
            None => self.reasons.push((meeting.to_owned(), evidence)),
        }
    }
}

/// What meetings are found by, made ready once for many documents.
#[derive(Debug, Default)]
pub struct Meetings {
    gazetteer: Gazetteer,
}

impl Meetings {
    pub fn new(corpus: &Corpus) -> Self {
        Self { gazetteer: Gazetteer::new(corpus) }
    }

    /// Finds the document's meeting and gives each quotation its own (with date and place): the document's,
    /// or that of the other encounter its paragraph tells of. `corpus` and `cast` are those it was made of.
    pub fn assign(
        &self,
        document: &Document,
        quotations: &mut [Quotation],
        corpus: &Corpus,
        cast: &Cast,
    ) -> Assignment {
        let account = Account::new(document, &self.gazetteer, corpus, cast);
        let mut assignment = Assignment::default();
        let own = own_meeting(document, &account, corpus, &mut assignment);
        assignment.meeting = own.as_ref().map(|meeting| meeting.id.clone());
        let written = document.published.or(own.as_ref().map(|meeting| meeting.date));

        let recall = |aside: &Aside| recall(aside, own.as_ref(), written, corpus, &mut assignment);
        let recalled: Vec<Option<Occasion>> = account.asides.iter().map(recall).collect();
        for quotation in quotations {
            let occasion = account.aside_at(quotation.paragraph).and_then(|aside| recalled.get(aside)?.clone());
            let occasion = occasion.unwrap_or_else(|| Occasion::of(own.as_ref(), document.published));
            quotation.meeting = occasion.meeting;
            quotation.date = occasion.date;
            quotation.place = occasion.place;
        }
        assignment
    }
}

/// [`Meetings::assign`] for a single document.
pub fn assign(document: &Document, quotations: &mut [Quotation], corpus: &Corpus) -> Assignment {
    Meetings::new(corpus).assign(document, quotations, corpus, &Cast::new(corpus))
}

/// When and where words were said.
#[derive(Clone, Debug, Default, PartialEq)]
struct Occasion {
    meeting: Option<String>,
    date: Option<Date>,
    place: Option<Clean>,
}

impl Occasion {
    fn of(meeting: Option<&Meeting>, published: Option<Date>) -> Self {
        match meeting {
            Some(meeting) => {
                Self { meeting: Some(meeting.id.clone()), date: Some(meeting.date), place: meeting.place.clone() }
            }
            None => Self { date: published, ..Self::default() },
        }
    }
}

fn own_meeting(
    document: &Document,
    account: &Account,
    corpus: &Corpus,
    assignment: &mut Assignment,
) -> Option<Meeting> {
    if let Some(fit) = known::find(account, document.published, corpus) {
        assignment.reason(&fit.meeting.id, fit.evidence);
        return Some(fit.meeting.clone());
    }
    Some(settle(derived::own(account, document.published, corpus)?, corpus, assignment))
}

/// A formed meeting under its own id; a listed one of that id, if it is the same.
fn settle((mut meeting, mut evidence): Formed, corpus: &Corpus, assignment: &mut Assignment) -> Meeting {
    if let Some(known) = corpus.meeting(&meeting.id) {
        if known.participants.iter().filter(|id| meeting.participants.contains(id)).count() > 1 {
            evidence.pop();
            assignment.reason(&known.id, evidence);
            return known.clone();
        }
        meeting.id.push_str("-2");
    }
    assignment.reason(&meeting.id, evidence);
    if !assignment.derived.contains(&meeting) {
        assignment.derived.push(meeting.clone());
    }
    meeting
}

/// The occasion an aside tells of. What no list knows and nothing can be formed of has only the day it names, if it
/// names one; an aside that does not even begin by looking back is then part of the document's own matter (none).
fn recall(
    aside: &Aside,
    own: Option<&Meeting>,
    written: Option<Date>,
    corpus: &Corpus,
    assignment: &mut Assignment,
) -> Option<Occasion> {
    let Some(written) = written else { return aside.leads_back.then(Occasion::default) };
    let days = aside.told.dates.iter().filter(|dated| dated.when.is_day());
    let days: Vec<Date> = days.filter_map(|dated| dated.when.range(written)).map(|(first, _)| first).collect();
    if own.is_some_and(|own| days.contains(&own.date)) {
        return None;
    }
    if let Some(fit) = known::recall(aside, written, corpus) {
        assignment.reason(&fit.meeting.id, fit.evidence);
        return Some(Occasion::of(Some(fit.meeting), None));
    }
    if let Some(formed) = derived::recalled(aside, written, corpus) {
        return Some(Occasion::of(Some(&settle(formed, corpus, assignment)), None));
    }
    aside.leads_back.then(|| Occasion { date: days.first().copied(), ..Occasion::default() })
}
