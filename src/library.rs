//! The library: documents and everything derived from them, in one SQLite file.
//!
//! The interface sees it only through [`Store`]; another engine could stand behind that. What a reader
//! makes is not here but in the [`reader`]'s own file.

pub mod analysis;
pub mod backup;
mod course;
mod error;
pub mod health;
pub mod import;
mod open;
mod overlay;
mod read;
pub mod reader;
mod rows;
mod scan;
mod schema;
mod tables;
#[cfg(test)]
mod tests;
mod watch;
mod write;

use std::{cell::RefCell, path::PathBuf, sync::Arc};

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    alignment::{GroupBy, Pair},
    corpus::{Corpus, Meeting},
    correction::Correction,
    document::Document,
    language::Language,
    meeting::Reason,
    quotation::{Filter, Quotation},
    speaker::Cast,
    text::Clean,
};

pub use course::{Said, Tally, Utterance};
pub use error::{Error, Result};
pub use overlay::Holds;
pub use scan::Hit;
pub use watch::Watch;

/// The version of the rules that derive quotations, meetings and topics from a document: raised with
/// every change of them, so that libraries derive anew.
pub const RULES_VERSION: u32 = 4;

/// The store in SQLite: a file, or a database in memory for files read without importing them.
pub struct Library {
    connection: rusqlite::Connection,
    /// None in memory.
    file: Option<PathBuf>,
    read_only: bool,
    analyst: Arc<analysis::Analyst>,
    /// What the rules and the corpus are now: documents that carry another mark are derived anew.
    stamp: String,
    pairs: RefCell<read::PairCache>,
    /// What a reader's corrections make of it.
    overlay: RefCell<overlay::Overlay>,
    /// Who waits for the answers to long questions.
    watch: Option<Watch>,
}

/// How a library is to be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    ReadWrite,
    ReadOnly,
}

/// What became of a document that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    New,
    /// The same content was there already, perhaps under another name.
    Known,
}

/// How far a long job is, in documents or files; what is done is safely stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

/// A document in a list. The JSON of `documents` is made of these fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    pub document: Clean,
    pub document_id: String,
    pub title: Option<Clean>,
    pub published: Option<Date>,
    pub language: Language,
    pub source: Option<Clean>,
    pub url: Option<Clean>,
    pub meeting: Option<String>,
    pub words: usize,
    pub quotations: usize,
    /// The meeting's date, else the article's: lists are in this order, undated last.
    #[serde(skip)]
    pub date: Option<Date>,
    /// Quotations of the left and of the right side, reported ones left out.
    #[serde(skip)]
    pub sides: [usize; 2],
    /// Where there is no title: the first words of the article.
    #[serde(skip)]
    pub opening: Option<Clean>,
}

impl Summary {
    /// What a list shows for it.
    pub fn heading(&self) -> &Clean {
        self.title.as_ref().or(self.opening.as_ref()).unwrap_or(&self.document)
    }
}

/// A meeting with what is known of it here. Serialises to the line of `visavis meetings --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetingSummary {
    pub meeting: String,
    pub date: Date,
    pub place: Option<Clean>,
    pub kind: &'static str,
    /// Names, as the corpus shows them.
    pub participants: Vec<Clean>,
    pub documents: usize,
    pub quotations: usize,
    pub derived: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeakerSummary {
    pub speaker: Clean,
    pub speaker_id: Option<String>,
    pub side: Option<String>,
    pub quotations: usize,
    pub documents: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicSummary {
    pub topic: String,
    pub name: Clean,
    pub quotations: usize,
}

/// Part of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub offset: usize,
    pub limit: usize,
}

/// The one boundary between the store and everything that shows it. Nothing behind it loads the whole.
pub trait Store: Send {
    /// The same once more, for another thread, with the same corrections: its long questions do not hold up this one's.
    /// They end in [`Error::GivenUp`] when `watch` says so.
    fn another(&self, watch: Watch) -> Result<Box<dyn Store>>;
    /// Grows with every change, whoever makes it: what was read at another revision may be out of date.
    fn revision(&self) -> Result<i64>;
    fn corpus(&self) -> &Corpus;
    /// The corpus's people with every form of their names.
    fn cast(&self) -> &Cast;
    /// Shows everything as a reader's corrections have it, in place of those given before. Nothing is written.
    fn correct(&mut self, corrections: Vec<Correction>) -> Result<()>;
    /// Where each of these corrections holds; nowhere, if its words are not found again.
    fn holds(&self) -> Result<Vec<Vec<Holds>>>;
    /// The number of documents.
    fn len(&self) -> Result<usize>;
    fn is_empty(&self) -> Result<bool> {
        Ok(self.len()? == 0)
    }
    /// A page of the list of documents, oldest first by [`Summary::date`], undated last, then by name.
    fn documents(&self, page: Page) -> Result<Vec<Summary>>;
    fn summary(&self, document_id: &str) -> Result<Option<Summary>>;
    /// The row of a document in the list.
    fn position(&self, document_id: &str) -> Result<Option<usize>>;
    /// Documents whose id is `name`, or whose file name or title contains it (folded).
    fn find(&self, name: &str) -> Result<Vec<Summary>>;
    fn document(&self, document_id: &str) -> Result<Option<Document>>;
    /// A document's quotations in the order of the text.
    fn quotations_in(&self, document_id: &str) -> Result<Vec<Quotation>>;
    fn quotation(&self, id: &str) -> Result<Option<Quotation>>;
    /// All that match, in the order of the documents and of the text.
    fn quotations(&self, filter: &Filter) -> Result<Vec<Quotation>>;
    /// Pairs and gaps in the order they are shown, quotations by id.
    fn pairs(&self, group_by: GroupBy, filter: &Filter) -> Result<Arc<Vec<Pair<String>>>>;
    /// What both sides said at each meeting on each topic, of the quotations that match.
    fn tally(&self, filter: &Filter) -> Result<Vec<Tally>>;
    /// What both sides said of what matches, in the order of time; of the same words at a meeting the first.
    fn course(&self, filter: &Filter) -> Result<Vec<Utterance>>;
    /// Meetings known to the corpus or formed from documents, by date; those without documents too.
    fn meetings(&self) -> Result<Vec<MeetingSummary>>;
    fn meeting(&self, id: &str) -> Result<Option<Meeting>>;
    /// Each meeting that a document was found to tell of, with the steps that led there, in words.
    fn reasons(&self, document_id: &str) -> Result<Vec<Reason>>;
    fn speakers(&self) -> Result<Vec<SpeakerSummary>>;
    fn topics(&self) -> Result<Vec<TopicSummary>>;
    fn search(&self, query: &str, filter: &Filter, most: usize) -> Result<Vec<Hit>>;
}
