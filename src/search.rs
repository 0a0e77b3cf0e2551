//! Search: words in the clean text, blind to case and ё/е, with snippets.

use serde::Serialize;

use crate::text::Clean;

/// A place where the words stand. Serialises to the line of `visavis search --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    pub document: Clean,
    pub document_id: String,
    pub paragraph: usize,
    pub start: usize,
    pub end: usize,
    pub snippet: Clean,
    /// Id of the quotation it lies in.
    pub quotation: Option<String>,
}
