//! What a reader keeps of a document or of words in it: a star, tags, a note. Kept by the words, like corrections, so
//! that it is found again in another version of the document; the library knows nothing of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    correction::{Page, Passage},
    document::Document,
    quotation::Quotation,
    text::{Clean, Span},
};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The document's file name and id when it was made.
    pub document: Clean,
    pub document_id: String,
    /// It is about the document as a whole; the words are those it begins with.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
    #[serde(flatten)]
    pub passage: Passage,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub star: bool,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<Clean>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Clean>,
    /// What other versions put there.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

impl Kept {
    /// Nothing yet, of a document as a whole.
    pub fn of_document(document: &Document) -> Self {
        Self { whole: true, ..Self::of(document, Passage::opening(document)) }
    }

    /// Nothing yet, of a quotation.
    pub fn of_quotation(document: &Document, quotation: &Quotation) -> Self {
        Self::of(document, Passage::of(document, &quotation.spans))
    }

    fn of(document: &Document, passage: Passage) -> Self {
        Self { document: document.name.clone(), document_id: document.id.clone(), passage, ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        !self.star && self.tags.is_empty() && self.note.is_none() && self.others.is_empty()
    }

    /// Whether both are about the same words, or the same document.
    pub fn concerns_the_same(&self, other: &Self) -> bool {
        let same = |one: &Self, other: &Self| {
            one.passage.words == other.passage.words && one.passage.start == other.passage.start
        };
        self.document_id == other.document_id && self.whole == other.whole && (self.whole || same(self, other))
    }

    /// Whether it can be about a document; [`Self::find`] then tells whether it is.
    pub fn names(&self, document: &Document) -> bool {
        self.document_id == document.id || self.document == document.name
    }

    /// Where its words stand in a document; of a document as a whole where it begins.
    pub fn find(&self, page: &Page) -> Option<Vec<Span>> {
        self.passage.find(page, self.document_id == page.document.id)
    }

    /// "★ · #arms #nato · “a note”"
    pub fn says(&self) -> Clean {
        let star = self.star.then(|| "★".to_owned());
        let tags: Vec<String> = self.tags.iter().map(|tag| format!("#{tag}")).collect();
        let tags = (!tags.is_empty()).then(|| tags.join(" "));
        let note = self.note.as_ref().map(|note| format!("“{note}”"));
        Clean::from(star.into_iter().chain(tags).chain(note).collect::<Vec<_>>().join(" · "))
    }
}

/// Sets what is kept of one subject; empty is not kept at all.
pub(super) fn set(all: &mut Vec<Kept>, kept: Kept) {
    let at = all.iter().position(|other| other.concerns_the_same(&kept));
    match (at, kept.is_empty()) {
        (Some(at), true) => {
            all.remove(at);
        }
        (Some(at), false) => {
            if let Some(there) = all.get_mut(at) {
                *there = kept;
            }
        }
        (None, true) => {}
        (None, false) => all.push(kept),
    }
}

/// Puts what was changed here since `saved` into `theirs`, which somebody else may have changed.
pub(super) fn merge(own: &[Kept], saved: &[Kept], theirs: &mut Vec<Kept>) {
    for kept in own.iter().filter(|kept| !saved.contains(kept)) {
        set(theirs, kept.clone());
    }
    let given_up = |kept: &&Kept| !own.iter().any(|own| own.concerns_the_same(kept));
    for kept in saved.iter().filter(given_up) {
        theirs.retain(|their| !their.concerns_the_same(kept));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(id: &str, note: &str) -> Kept {
        let note = (!note.is_empty()).then(|| note.into());
        Kept { document_id: id.into(), whole: true, note, ..Kept::default() }
    }

    #[test]
    fn what_is_empty_is_not_kept() {
        let mut all = vec![kept("a", "one")];
        set(&mut all, kept("b", ""));
        set(&mut all, kept("b", "two"));
        assert_eq!(all, [kept("a", "one"), kept("b", "two")]);
        set(&mut all, kept("a", ""));
        assert_eq!(all, [kept("b", "two")]);
    }

    #[test]
    fn two_windows_keep_what_both_made() {
        let saved = [kept("a", "old"), kept("b", "old"), kept("c", "old")];
        let mut theirs = vec![kept("a", "old"), kept("c", "theirs"), kept("d", "theirs")];
        merge(&[kept("a", "mine"), kept("c", "old"), kept("e", "mine")], &saved, &mut theirs);
        assert_eq!(theirs, [kept("a", "mine"), kept("c", "theirs"), kept("d", "theirs"), kept("e", "mine")]);
    }

    #[test]
    fn it_says_what_it_is() {
        let all = Kept { star: true, tags: ["nato".into(), "arms".into()].into(), ..kept("a", "see Orlov") };
        assert_eq!(all.says().as_str(), "★ · #arms #nato · “see Orlov”");
    }
}
