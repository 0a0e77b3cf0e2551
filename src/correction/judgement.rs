//! A reader's judgement of meetings and pairs: kept, like everything put right, by the words with what stands around
//! them; for a pair by those of both sides.

use serde::{Deserialize, Serialize};

use super::{Change, Correction, Passage, clean};
use crate::{corpus::Meeting, document::Document, quotation::Quotation, text::Clean};

/// Words of another document, or of the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct There {
    pub document: Clean,
    #[serde(deserialize_with = "clean")]
    pub document_id: String,
    #[serde(flatten)]
    pub passage: Passage,
}

/// A quotation in its document.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    pub document: &'a Document,
    pub quotation: &'a Quotation,
}

impl There {
    fn of(said: Said) -> Self {
        Self {
            document: said.document.name.clone(),
            document_id: said.document.id.clone(),
            passage: Passage::of(said.document, &said.quotation.spans),
        }
    }

    fn is(&self, other: &Self) -> bool {
        let same = self.document_id == other.document_id;
        (same || self.document == other.document) && self.passage.overlaps(&other.passage, same)
    }
}

impl Correction {
    /// The meeting at which a quotation was said, or that it is none that is known.
    pub fn meeting(document: &Document, quotation: &Quotation, meeting: Option<&Meeting>) -> Self {
        let change = Change::Meeting {
            meeting: meeting.map(|meeting| meeting.id.clone()),
            date: meeting.map(|meeting| meeting.date),
            place: meeting.and_then(|meeting| meeting.place.clone()),
        };
        Self::new(document, Passage::of(document, &quotation.spans), change)
    }

    /// That two quotations are a pair, or that they are none.
    pub fn pair(one: Said, other: Said, linked: bool) -> Self {
        let with = There::of(other);
        let change = if linked { Change::Pair { with } } else { Change::NoPair { with } };
        Self::new(one.document, Passage::of(one.document, &one.quotation.spans), change)
    }

    /// The words of both sides, where it is about a pair.
    pub fn both(&self) -> Option<[There; 2]> {
        let with = self.change.with()?.clone();
        let own = There {
            document: self.document.clone(),
            document_id: self.document_id.clone(),
            passage: self.passage.clone(),
        };
        Some([own, with])
    }

    /// Whether both are about a pair of the same two.
    pub(super) fn judges_the_same(&self, other: &Self) -> bool {
        let (Some([one, two]), Some([third, fourth])) = (self.both(), other.both()) else { return false };
        one.is(&third) && two.is(&fourth) || one.is(&fourth) && two.is(&third)
    }

    pub(super) fn judges_alike(&self, other: &Self) -> bool {
        let linked = |it: &Self| matches!(it.change, Change::Pair { .. });
        self.judges_the_same(other) && linked(self) == linked(other)
    }
}
