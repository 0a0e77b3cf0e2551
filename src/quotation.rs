//! Quotations: which words of a document are somebody's own, and whose.
//!
//! [`Quotation`] is the one form in which a quotation travels: through the store, the screen and JSON.

mod asides;
mod attribution;
mod decide;
mod extract;
mod extractor;
mod fullname;
mod heads;
mod known;
mod lexicon;
mod marks;
mod mention;
mod scan;
mod statement;
mod tokens;
mod turns;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    language::Language,
    text::{Clean, Span},
};

pub use extract::extract;
pub(crate) use extract::id;
pub use extractor::Extractor;

/// A quotation with its attribution. Serialises to the line of `visavis quotes --json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// Twelve hexadecimal digits, the same as long as document, place and words are.
    pub id: String,
    /// The document's file name.
    pub document: Clean,
    pub document_id: String,
    pub language: Language,
    pub kind: Kind,
    /// The exact words, without marks; a segment ends where the reporter interrupts or the paragraph ends.
    pub segments: Vec<Clean>,
    /// The segments joined by one space.
    pub text: Clean,
    /// The reporter's sentence or sentences around it.
    pub sentence: Clean,
    /// Index of the first segment's paragraph, from 0.
    pub paragraph: usize,
    /// Where each segment stands in the clean text.
    pub spans: Vec<Span>,
    pub start: usize,
    pub end: usize,
    /// The name the corpus gives, else the fullest form in the text; `None` where nobody is named.
    pub speaker: Option<Clean>,
    pub speaker_id: Option<String>,
    /// The side the speaker belongs to, by the corpus.
    pub side: Option<String>,
    /// The office the speaker held at the time.
    pub office: Option<Clean>,
    pub mention: Option<Clean>,
    pub cue: Option<Clean>,
    /// The rule that attributed it.
    pub rule: String,
    /// How sure that rule is, from 0 to 1.
    pub confidence: f64,
    pub by: By,
    pub meeting: Option<String>,
    /// The meeting's date, else the article's.
    pub date: Option<Date>,
    pub place: Option<Clean>,
    pub topics: Vec<String>,
    /// Shared by the same words elsewhere (another outlet, another language).
    pub group: Option<String>,
    /// Where the mention stands in the clean text.
    #[serde(skip)]
    pub mention_span: Option<Span>,
    /// Where the cue stands in the clean text.
    #[serde(skip)]
    pub cue_span: Option<Span>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A clause or more.
    #[default]
    Direct,
    /// A fragment inside the reporter's sentence.
    Partial,
    /// Indirect speech: a paraphrase.
    Reported,
}

impl Kind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Reported => "reported",
        }
    }
}

/// Who decided: the program or the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    #[default]
    Rules,
    Reader,
}

/// Which quotations are wanted; empty fields ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// A speaker's id or a part of the name, folded.
    pub speaker: Option<String>,
    pub side: Option<String>,
    pub meeting: Option<String>,
    pub topic: Option<String>,
    pub language: Option<Language>,
    pub kind: Option<Kind>,
    /// The first and the last day wanted, of the meeting, else of the article.
    pub since: Option<Date>,
    pub until: Option<Date>,
}

impl Filter {
    pub fn matches(&self, quotation: &Quotation) -> bool {
        fn is<T: PartialEq>(wanted: Option<&T>, has: Option<&T>) -> bool {
            wanted.is_none() || wanted == has
        }
        let speaker = self.speaker.as_ref().is_none_or(|wanted| {
            quotation.speaker_id.as_ref() == Some(wanted)
                || quotation
                    .speaker
                    .as_ref()
                    .is_some_and(|name| crate::text::fold::fold(name).contains(&crate::text::fold::fold(wanted)))
        });
        speaker
            && is(self.side.as_ref(), quotation.side.as_ref())
            && is(self.meeting.as_ref(), quotation.meeting.as_ref())
            && self.topic.as_ref().is_none_or(|topic| quotation.topics.contains(topic))
            && is(self.language.as_ref(), Some(&quotation.language))
            && is(self.kind.as_ref(), Some(&quotation.kind))
            && self.since.is_none_or(|since| quotation.date.is_some_and(|date| date >= since))
            && self.until.is_none_or(|until| quotation.date.is_some_and(|date| date <= until))
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The first and the last day of a day, a month or a year, written `2019-05-14`, `2019-05` or `2019`.
    pub fn days(typed: &str) -> Option<(Date, Date)> {
        if typed.len() == "2019-05-14".len() {
            return typed.parse().ok().map(|day| (day, day));
        }
        let mut parts = typed.split('-');
        let mut number = |width: usize| {
            let digits = parts.next()?;
            let plain = digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit());
            Some(if plain { digits.parse::<i16>().ok() } else { None })
        };
        let year = number(4).flatten()?;
        let Some(month) = number(2) else {
            return Date::new(year, 1, 1).ok().map(|first| (first, first.last_of_year()));
        };
        let first = Date::new(year, i8::try_from(month?).ok()?, 1).ok()?;
        parts.next().is_none().then_some((first, first.last_of_month()))
    }
}
