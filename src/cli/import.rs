//! `visavis import`.

use std::{collections::HashSet, path::PathBuf};

use serde::Serialize;

use super::{
    Error, Outcome, Session, input,
    messages::{Bar, say},
    print::Printer,
};
use crate::{library::Store, text::Clean};

pub fn run(paths: &[PathBuf], session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let mut library = session.library_to_fill()?;
    let bar = Bar::new("Importing", session.around.bar);
    let report = input::add(paths, &mut library, &mut |progress| bar.tell(progress));
    drop(bar);
    report.warnings.iter().chain(&report.failed).for_each(|sentence| say(sentence));
    let counted = Imported { added: report.added, known: report.known, failed: report.failed.len() };
    counted.print("added", out)
}

/// Says what an import would do; the library is only read, and not made.
pub fn try_out(paths: &[PathBuf], session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let library = session.library()?;
    let mut seen = HashSet::new();
    let mut counted = Imported::default();
    for document in input::documents(paths) {
        match document {
            Ok(ingested) => {
                ingested.warnings.iter().for_each(|sentence| say(sentence));
                let id = ingested.document.id;
                let known = library.summary(&id)?.is_some() || !seen.insert(id);
                *(if known { &mut counted.known } else { &mut counted.added }) += 1;
            }
            Err(refused) => {
                say(&refused);
                counted.failed += 1;
            }
        }
    }
    counted.print("would be added", out)
}

/// The line of `visavis import --json`: numbers of documents.
#[derive(Default, Serialize)]
struct Imported {
    added: usize,
    known: usize,
    failed: usize,
}

impl Imported {
    fn print(&self, added: &str, out: &mut Printer) -> Result<Outcome, Error> {
        if out.is_plain() {
            let mut parts = vec![format!("{} {added}", documents(self.added))];
            if self.known > 0 {
                parts.push(format!("{} there already", documents(self.known)));
            }
            if self.failed > 0 {
                parts.push(format!("{} could not be used", self.failed));
            }
            out.text(0, &Clean::from(format!("{}.", parts.join(", "))))?;
        } else {
            out.json(self)?;
        }
        Ok(Outcome::of(self.failed == 0))
    }
}

fn documents(number: usize) -> String {
    if number == 1 { "1 document".to_owned() } else { format!("{number} documents") }
}
