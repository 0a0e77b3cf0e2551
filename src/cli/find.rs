//! `visavis search`: where words stand.

use super::{Error, messages::say, print::Printer};
use crate::{
    library::Store,
    quotation::Filter,
    search::{Found, Hit, search},
    text::Clean,
};

/// Hits taken from the store; nobody reads more, and a common word has no end of them.
const MOST: usize = 10_000;

/// Prints the hits, those of one document under its name.
pub fn print(store: &dyn Store, query: &str, filter: &Filter, out: &mut Printer) -> Result<(), Error> {
    let Found { hits, variant } = search(store, query, filter, MOST)?;
    if let Some((words, how)) = variant {
        say(&format!("“{query}” is nowhere; these are the results for “{words}” ({how})"));
    }
    if hits.is_empty() && out.is_plain() {
        say(&format!("“{query}” is nowhere"));
    }
    out.head::<Hit>()?;
    let mut document: Option<&str> = None;
    for hit in &hits {
        let first = document.replace(&hit.document_id) != Some(&hit.document_id);
        out.record(hit, |out| {
            if first {
                out.heading(&hit.document)?;
            }
            let paragraph = hit.paragraph.saturating_add(1);
            let quoted = hit.quotation.as_ref().map(|id| format!(" (in quotation {id})")).unwrap_or_default();
            out.hanging(&format!("{paragraph:>4}  "), 6, &Clean::from(format!("{}{quoted}", hit.snippet)))
        })?;
    }
    if hits.len() >= MOST {
        say(&format!("there are more hits than the first {MOST}"));
    }
    Ok(())
}
