//! `visavis remove`.

use serde::Serialize;

use super::{Error, Outcome, Session, messages::say, pick, print::Printer};
use crate::text::Clean;

/// The line of `visavis remove --json`.
#[derive(Serialize)]
struct Removed<'a> {
    document: &'a Clean,
    document_id: &'a str,
}

pub fn run(names: &[String], session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let mut library = session.library_to_thin()?;
    let mut outcome = Outcome::Whole;
    for name in names {
        match pick::one(name, "document", &library)? {
            Ok(summary) => {
                library.remove(&summary.document_id)?;
                if out.is_plain() {
                    out.text(0, &Clean::from(format!("Removed {}: {}", summary.document, summary.heading())))?;
                } else {
                    out.json(&Removed { document: &summary.document, document_id: &summary.document_id })?;
                }
            }
            Err(sentence) => {
                say(&sentence);
                outcome = Outcome::InPart;
            }
        }
    }
    Ok(outcome)
}
