//! The languages of documents, and how to tell which one a text is in.

use serde::{Deserialize, Serialize};

/// A document's language. Rules exist for the three; anything else is read but not searched for quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    En,
    Ru,
    Uk,
    /// None of the three; `und` in JSON, as BCP 47 has it.
    #[default]
    #[serde(rename = "und")]
    Other,
}

impl Language {
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Uk => "uk",
            Self::Other => "und",
        }
    }
}
