//! Corrections: what a reader put right, kept by the words with what stands around them.
//!
//! A [`Correction`] outlives the document it was made in: it is found again by the document's id, or in a file of
//! that name by its words ([`Passage`]). What was made, undone and taken over from others is the [`History`]'s;
//! where it is stored is not decided here.

mod apply;
mod history;
mod judgement;
mod passage;
mod speaker;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::{
    document::Document,
    language::Language,
    quotation::{Kind, Quotation},
    text::{Clean, Span, width},
};

pub(crate) use apply::target;
pub use apply::{Outcome, apply, to_document, to_meetings};
pub use history::{Entry, History, Step, Taken};
pub use judgement::{Ruling, Said, There};
pub use passage::{Page, Passage};
pub use speaker::Speaker;

/// One thing put right. Serialises to a line of `visavis corrections export`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The document's file name and id when it was made.
    pub document: Clean,
    #[serde(deserialize_with = "clean")]
    pub document_id: String,
    /// The words it is about; for a document as a whole the words it begins with.
    #[serde(flatten)]
    pub passage: Passage,
    pub change: Change,
    /// Who made it, where it was taken over from somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<Clean>,
    /// What other versions put there.
    #[serde(flatten, deserialize_with = "clean_values")]
    pub others: Map<String, Value>,
}

/// What is put right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Change {
    /// The words are a quotation of this speaker.
    Speaker {
        #[serde(flatten)]
        speaker: Speaker,
        kind: Kind,
    },
    /// The quotation is of this kind.
    Kind {
        kind: Kind,
    },
    /// The words are no quotation.
    NoQuotation,
    /// The quotation has these words.
    Words {
        to: Passage,
    },
    /// The words are a quotation that was missed.
    Missed {
        #[serde(flatten)]
        speaker: Speaker,
        kind: Kind,
    },
    /// The quotation was said at this meeting, known to the corpus or not; at none that is known.
    Meeting {
        #[serde(default, deserialize_with = "clean_or_none")]
        meeting: Option<String>,
        #[serde(default)]
        date: Option<Date>,
        #[serde(default)]
        place: Option<Clean>,
    },
    /// The words and those of the other side belong together.
    Pair {
        with: There,
    },
    /// They do not.
    NoPair {
        with: There,
    },
    /// The words and these others stand in one row of the comparison, several of a side if need be.
    Row {
        with: There,
    },
    /// Each in a row of its own.
    NoRow {
        with: There,
    },
    Date {
        date: Date,
    },
    Title {
        title: Clean,
    },
    Language {
        language: Language,
    },
}

impl Change {
    /// The other words, where it is about a pair or a row.
    pub const fn with(&self) -> Option<&There> {
        match self {
            Self::Pair { with } | Self::NoPair { with } | Self::Row { with } | Self::NoRow { with } => Some(with),
            _ => None,
        }
    }

    pub(crate) const fn with_mut(&mut self) -> Option<&mut There> {
        match self {
            Self::Pair { with } | Self::NoPair { with } | Self::Row { with } | Self::NoRow { with } => Some(with),
            _ => None,
        }
    }

    /// What it decides about two quotations.
    pub const fn ruling(&self) -> Option<Ruling> {
        match self {
            Self::Pair { .. } => Some(Ruling::Linked),
            Self::NoPair { .. } => Some(Ruling::Parted),
            Self::Row { .. } => Some(Ruling::Joined),
            Self::NoRow { .. } => Some(Ruling::Separate),
            _ => None,
        }
    }

    /// Whether it is about the document as a whole.
    pub const fn is_of_document(&self) -> bool {
        matches!(self, Self::Date { .. } | Self::Title { .. } | Self::Language { .. })
    }
}

/// Why something cannot be put right as asked, as one sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a speaker needs a name; that nobody is named is said in another way")]
    Nameless,
    #[error("“{name}” could be {one} or {other}; their ids are certain")]
    Namesakes { name: Clean, one: Clean, other: Clean },
    #[error("no words are chosen")]
    Wordless,
    #[error("“{0}” does not stand in the document in one paragraph")]
    Nowhere(Clean),
    #[error("“{0}” stands there more than once; say at which character, counted from 0")]
    Often(Clean),
    #[error("the words lie in other paragraphs than the quotation")]
    Elsewhere,
    #[error("another quotation has some of these words; correct that one: “{0}”")]
    Taken(Clean),
}

impl Correction {
    fn new(document: &Document, passage: Passage, change: Change) -> Self {
        Self {
            document: document.name.clone(),
            document_id: document.id.clone(),
            passage,
            change,
            reader: None,
            others: Map::new(),
        }
    }

    /// Another speaker of a quotation.
    pub fn speaker(document: &Document, quotation: &Quotation, speaker: Speaker) -> Self {
        let change = Change::Speaker { speaker, kind: quotation.kind };
        Self::new(document, Passage::of(document, &quotation.spans), change)
    }

    /// Another kind of a quotation.
    pub fn kind(document: &Document, quotation: &Quotation, kind: Kind) -> Self {
        Self::new(document, Passage::of(document, &quotation.spans), Change::Kind { kind })
    }

    pub fn no_quotation(document: &Document, quotation: &Quotation) -> Self {
        Self::new(document, Passage::of(document, &quotation.spans), Change::NoQuotation)
    }

    /// Other words of the same paragraphs; `there` are the document's quotations.
    pub fn words(
        document: &Document,
        quotation: &Quotation,
        spans: &[Span],
        there: &[Quotation],
    ) -> Result<Self, Refused> {
        let Some((first, last)) = spans.first().zip(spans.last()) else { return Err(Refused::Wordless) };
        let starts = document.starts();
        let paragraph = |at: usize| starts.partition_point(|start| *start <= at);
        let own = paragraph(quotation.start)..=paragraph(quotation.end.saturating_sub(1));
        if !own.contains(&paragraph(first.start)) || !own.contains(&paragraph(last.end.saturating_sub(1))) {
            return Err(Refused::Elsewhere);
        }
        free(spans, there.iter().filter(|other| other.id != quotation.id))?;
        let change = Change::Words { to: Passage::of(document, spans) };
        Ok(Self::new(document, Passage::of(document, &quotation.spans), change))
    }

    /// A quotation that was missed; `there` are those the document has.
    pub fn missed(
        document: &Document,
        spans: &[Span],
        speaker: Speaker,
        kind: Kind,
        there: &[Quotation],
    ) -> Result<Self, Refused> {
        if spans.iter().all(|span| document.slice(*span).chars().all(|c| !c.is_alphanumeric())) {
            return Err(Refused::Wordless);
        }
        free(spans, there.iter())?;
        Ok(Self::new(document, Passage::of(document, spans), Change::Missed { speaker, kind }))
    }

    /// Of the document as a whole: a date, a title, a language.
    pub fn of_document(document: &Document, change: Change) -> Self {
        Self::new(document, Passage::opening(document), change)
    }

    /// Whether it can be about a document: [`Passage::find`] then tells whether it is.
    pub fn names(&self, document: &Document) -> bool {
        self.document_id == document.id || self.document == document.name
    }

    /// What it says, the decision first.
    pub fn says(&self) -> Clean {
        let words = |passage: &Passage| width::truncate(&passage.shown(), SHOWN);
        let by = |speaker: &Speaker| match &speaker.name {
            Some(name) => format!("said by {name}"),
            None => "said by somebody not named".to_owned(),
        };
        let own = words(&self.passage);
        Clean::from(match &self.change {
            Change::Speaker { speaker, .. } => format!("{}: “{own}”", by(speaker)),
            Change::Kind { kind } => format!("{}: “{own}”", kind.name()),
            Change::NoQuotation => format!("no quotation: “{own}”"),
            Change::Words { to } => format!("the words “{}” in place of “{own}”", words(to)),
            Change::Missed { speaker, kind } => format!("{}, missed, {}: “{own}”", kind.name(), by(speaker)),
            Change::Meeting { meeting: Some(meeting), .. } => format!("said at the meeting {meeting}: “{own}”"),
            Change::Meeting { meeting: None, .. } => format!("said at no known meeting: “{own}”"),
            Change::Pair { with } => format!("a pair: “{own}” and “{}”", words(&with.passage)),
            Change::NoPair { with } => format!("no pair: “{own}” and “{}”", words(&with.passage)),
            Change::Row { with } => format!("in one row: “{own}” and “{}”", words(&with.passage)),
            Change::NoRow { with } => format!("in two rows: “{own}” and “{}”", words(&with.passage)),
            Change::Date { date } => format!("the document is of {date}"),
            Change::Title { title } => format!("the title is “{title}”"),
            Change::Language { language } => format!("the language is {}", language.code()),
        })
    }

    /// Whether both decide the same question, so that only one of them can be right.
    pub fn concerns_the_same(&self, other: &Self) -> bool {
        use Change::{Date, Kind, Language, Meeting, Missed, NoQuotation, Speaker, Title, Words};
        if self.change.with().is_some() || other.change.with().is_some() {
            return self.judges_the_same(other);
        }
        if self.document_id != other.document_id && self.document != other.document {
            return false;
        }
        match (&self.change, &other.change) {
            (Date { .. }, Date { .. }) | (Title { .. }, Title { .. }) | (Language { .. }, Language { .. }) => true,
            (Speaker { .. }, Words { .. }) | (Words { .. }, Speaker { .. }) => false,
            // What was missed has a kind too.
            (Kind { .. }, other) | (other, Kind { .. })
                if !matches!(other, Kind { .. } | Missed { .. } | NoQuotation) =>
            {
                false
            }
            // Where there is no quotation nothing was said anywhere.
            (Meeting { .. }, other) | (other, Meeting { .. }) if !matches!(other, Meeting { .. } | NoQuotation) => {
                false
            }
            (one, two) if one.is_of_document() || two.is_of_document() => false,
            _ => self.passage.overlaps(&other.passage, self.document_id == other.document_id),
        }
    }

    /// Whether both say the same of the same words, whoever made them.
    pub fn says_the_same(&self, other: &Self) -> bool {
        if self.change.with().is_some() {
            return self.judges_alike(other);
        }
        self.change == other.change && (self.change.is_of_document() || self.passage.words == other.passage.words)
    }
}

/// Cells of a quotation in a sentence about it.
const SHOWN: usize = 60;

/// Refuses words that are another quotation's.
fn free<'a>(spans: &[Span], mut others: impl Iterator<Item = &'a Quotation>) -> Result<(), Refused> {
    match others.find(|other| apply::shared(&other.spans, spans) > 0) {
        Some(other) => Err(Refused::Taken(Clean::from(width::truncate(&other.text, SHOWN)))),
        None => Ok(()),
    }
}

/// An id from outside.
fn clean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Clean::deserialize(deserializer).map(|id| id.to_string())
}

fn clean_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Clean>::deserialize(deserializer)?.map(|id| id.to_string()))
}

/// Whatever it is, no text in it can do anything to a terminal.
fn clean_values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    fn cleaned(value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(Clean::new(&text).to_string()),
            Value::Array(values) => Value::Array(values.into_iter().map(cleaned).collect()),
            Value::Object(values) => Value::Object(all(values)),
            other => other,
        }
    }
    fn all(values: Map<String, Value>) -> Map<String, Value> {
        values.into_iter().map(|(key, value)| (Clean::new(&key).to_string(), cleaned(value))).collect()
    }
    Map::deserialize(deserializer).map(all)
}
