//! The form of the marks: JSON Lines, one document a line, as a reader wrote them.
//!
//! ```text
//! {"document": "name.txt", "language": "uk", "quotes": [{"speaker": name, [names all right] or null,
//!  "segments": ["…"], "meeting"?: id or null, "optional"?: true, "mention"?, "cue"?}], "not_quotes"?: ["…"]}
//! ```
//!
//! Fields that are not named here are the annotator's own business.

use serde::Deserialize;

use super::words;
use crate::text::Clean;

/// A document's marks.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Gold {
    /// The document's file; folders before the name do not count.
    pub document: Clean,
    pub language: Clean,
    pub quotes: Vec<Mark>,
    /// Words in quotation marks that are no quotation.
    #[serde(default)]
    pub not_quotes: Vec<Clean>,
}

/// A marked quotation.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Mark {
    pub speaker: Names,
    pub segments: Vec<Clean>,
    #[serde(default)]
    pub meeting: Occasion,
    /// May be found or not: it counts only where it is found rightly.
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub mention: Option<Clean>,
    #[serde(default)]
    pub cue: Option<Clean>,
}

/// Who is right.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Names {
    One(Clean),
    Any(Vec<Clean>),
    #[default]
    Nobody,
}

/// The meeting that marked words belong to.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "Option<Clean>")]
pub enum Occasion {
    /// The annotator did not say.
    #[default]
    Unsaid,
    NoMeeting,
    Meeting(Clean),
}

impl From<Option<Clean>> for Occasion {
    fn from(said: Option<Clean>) -> Self {
        said.map_or(Self::NoMeeting, Self::Meeting)
    }
}

/// Why a line is not what it should be; one sentence without the file's name.
#[derive(Debug, thiserror::Error)]
#[error("line {line} holds no marked document: {what}")]
pub struct Error {
    /// From 1.
    pub line: usize,
    pub what: Clean,
}

/// The marked documents of a file, in its order.
pub fn parse(text: &str) -> Result<Vec<Gold>, Error> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| Error { line: index + 1, what: error.to_string().into() })
    };
    lines.map(read).collect()
}

impl Gold {
    /// The file's name without folders.
    pub fn name(&self) -> &str {
        self.document.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

impl Mark {
    pub fn text(&self) -> Clean {
        let segments: Vec<&str> = self.segments.iter().map(Clean::as_str).collect();
        segments.join(" … ").into()
    }
}

impl Occasion {
    /// Whether this meeting is right; `None` where the annotator did not say.
    pub fn is(&self, meeting: Option<&str>) -> Option<bool> {
        match self {
            Self::Unsaid => None,
            Self::NoMeeting => Some(meeting.is_none()),
            Self::Meeting(id) => Some(meeting == Some(id.as_str())),
        }
    }

    pub fn shown(&self) -> Option<Clean> {
        match self {
            Self::Meeting(id) => Some(id.clone()),
            Self::Unsaid | Self::NoMeeting => None,
        }
    }
}

impl Names {
    fn all(&self) -> &[Clean] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Any(names) => names,
            Self::Nobody => &[],
        }
    }

    /// Whether this speaker is right; where nobody is, nobody must be named.
    pub fn is(&self, speaker: Option<&str>) -> bool {
        match (self, speaker.filter(|name| !name.is_empty())) {
            (Self::Nobody, speaker) => speaker.is_none(),
            (_, Some(speaker)) => self.all().iter().any(|name| words::same_speaker(name, speaker)),
            (_, None) => false,
        }
    }

    /// The first of them.
    pub fn shown(&self) -> Option<Clean> {
        self.all().first().cloned()
    }
}
