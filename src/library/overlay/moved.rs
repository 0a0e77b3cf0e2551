//! Where a document went that corrections name and the library no longer has: a file that was renamed and changed is
//! known again by the words that were put right in it. Only documents that are gone are ever looked for.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::super::tables;
use crate::{
    correction::{Correction, Page, Passage},
    text::Clean,
};

/// Documents with such words that are read for one that is gone.
const MOST_READ: usize = 200;

/// A document as corrections name it: its id and its name.
type Name = (String, Clean);

/// What was found of documents that are gone, in a library that did not change since.
#[derive(Debug, Default)]
pub struct Moved(HashMap<Name, (Vec<Passage>, Option<Clean>)>);

impl Moved {
    /// The corrections, those of a document that is gone as if they named the one in which their words stand now.
    pub fn follow(&mut self, connection: &Connection, corrections: &[Correction]) -> rusqlite::Result<Vec<Correction>> {
        let mut passages: HashMap<Name, Vec<Passage>> = HashMap::new();
        for correction in corrections {
            let own = (&correction.document_id, &correction.document, &correction.passage);
            let with = correction.change.with().map(|with| (&with.document_id, &with.document, &with.passage));
            for (id, name, passage) in std::iter::once(own).chain(with) {
                passages.entry((id.clone(), name.clone())).or_default().push(passage.clone());
            }
        }
        let mut there = connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM main.documents WHERE id = ?1) \
                                                   OR EXISTS (SELECT 1 FROM main.documents WHERE name = ?2)",
        )?;
        for (name, passages) in passages {
            let known = self.0.get(&name).is_some_and(|(known, _)| *known == passages);
            if !known {
                let here: bool = there.query_row(params![name.0, name.1], |row| row.get(0))?;
                let now = if here { None } else { find(connection, &passages)? };
                self.0.insert(name, (passages, now));
            }
        }
        let now = |id: &str, name: &Clean| self.0.get(&(id.to_owned(), name.clone())).and_then(|(_, now)| now.clone());
        let mut followed = corrections.to_vec();
        for correction in &mut followed {
            if let Some(now) = now(&correction.document_id, &correction.document) {
                correction.document = now;
            }
            if let Some(with) = correction.change.with_mut()
                && let Some(now) = now(&with.document_id, &with.document)
            {
                with.document = now;
            }
        }
        Ok(followed)
    }
}

/// The name of the one document in which most of these words stand with what stood around them.
fn find(connection: &Connection, passages: &[Passage]) -> rusqlite::Result<Option<Clean>> {
    let mut fits: HashMap<String, (Clean, usize)> = HashMap::new();
    for passage in passages {
        let Some(word) = longest_word(passage) else { continue };
        let wanted = "d.row IN (SELECT document FROM main.texts WHERE instr(paragraphs, ?1) > 0 LIMIT ?2)";
        for document in tables::documents(connection, false, wanted, params![word, MOST_READ])? {
            if passage.fits(&Page::new(&document)) {
                fits.entry(document.id).or_insert((document.name, 0)).1 += 1;
            }
        }
    }
    let most = fits.values().map(|(_, count)| *count).max();
    let mut best = fits.into_values().filter(|(_, count)| Some(*count) == most).map(|(name, _)| name);
    Ok(best.next().filter(|_| best.next().is_none()))
}

/// What the engine looks for: the longest word, as the rarest.
fn longest_word(passage: &Passage) -> Option<&str> {
    let words = passage.words.iter().flat_map(|words| words.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).max_by_key(|word| word.chars().count())
}
