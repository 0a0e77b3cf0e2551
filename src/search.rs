//! Search: words as they may have been meant, in the whole library, and the fuzzy jump.
//!
//! Where words stand in a document is the library's business; here it is which words are asked for.

pub mod jump;
mod variants;

use crate::{
    library::{Result, Store},
    quotation::Filter,
};

pub use crate::library::Hit;
pub use variants::variants;

/// What was found, and by which words if not by those typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// The words that found them and how they came from those typed: to be shown, so that nothing is silent.
    pub variant: Option<(String, &'static str)>,
}

/// Looks for the words as typed and, where these are nowhere, as they may have been meant.
pub fn search(store: &dyn Store, query: &str, filter: &Filter, most: usize) -> Result<Found> {
    for (index, (words, how)) in variants(query).into_iter().enumerate() {
        let hits = store.search(&words, filter, most)?;
        if !hits.is_empty() {
            return Ok(Found { hits, variant: (index > 0).then_some((words, how)) });
        }
    }
    Ok(Found::default())
}
