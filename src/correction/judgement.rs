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

/// What a reader decides about two quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// One of each side: they are a pair.
    Linked,
    /// They are none.
    Parted,
    /// They stand in one row, with what either stood in a row with.
    Joined,
    /// The second stands in a row without the first.
    Separate,
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

    /// What is decided about two quotations: whether they are a pair, whether they stand in one row.
    pub fn about(one: Said, other: Said, ruling: Ruling) -> Self {
        let with = There::of(other);
        let change = match ruling {
            Ruling::Linked => Change::Pair { with },
            Ruling::Parted => Change::NoPair { with },
            Ruling::Joined => Change::Row { with },
            Ruling::Separate => Change::NoRow { with },
        };
        Self::new(one.document, Passage::of(one.document, &one.quotation.spans), change)
    }

    /// The words of both, where it is about a pair or a row.
    pub fn both(&self) -> Option<[There; 2]> {
        let with = self.change.with()?.clone();
        let own = There {
            document: self.document.clone(),
            document_id: self.document_id.clone(),
            passage: self.passage.clone(),
        };
        Some([own, with])
    }

    /// Whether both are about a pair, or a row, of the same two.
    pub(super) fn judges_the_same(&self, other: &Self) -> bool {
        let of_row = |it: &Self| matches!(it.change.ruling(), Some(Ruling::Joined | Ruling::Separate));
        if of_row(self) != of_row(other) {
            return false;
        }
        let (Some([one, two]), Some([third, fourth])) = (self.both(), other.both()) else { return false };
        one.is(&third) && two.is(&fourth) || one.is(&fourth) && two.is(&third)
    }

    pub(super) fn judges_alike(&self, other: &Self) -> bool {
        self.judges_the_same(other) && self.change.ruling() == other.change.ruling()
    }
}
