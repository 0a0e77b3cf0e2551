//! Which document of a store a name typed by somebody means.

use crate::{
    library::{self, Store, Summary},
    text::Clean,
};

/// The one document called `name`, or a sentence about why there is none such; `sought` is what was sought.
pub fn one(name: &str, sought: &str, store: &dyn Store) -> library::Result<Result<Summary, String>> {
    let mut found = store.find(name)?;
    let called = Clean::new(name);
    let exact = |summary: &Summary| summary.document_id == name || summary.document == called;
    if found.iter().filter(|summary| exact(summary)).count() == 1 {
        found.retain(exact);
    }
    let many = found.len();
    let mut found = found.into_iter();
    Ok(match (found.next(), found.next()) {
        (None, _) => Err(format!("no {sought} is called “{called}”; `visavis documents` lists the library")),
        (Some(one), None) => Ok(one),
        (Some(one), Some(other)) => Err(format!(
            "“{called}” could mean {many} documents, such as {} and {}; ids are certain, `visavis documents` lists them",
            one.document_id, other.document_id
        )),
    })
}
