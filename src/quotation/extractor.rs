//! Extractor: finds the quotations of one document after another. Articles share most of their words, and what was
//! looked up for one need not be for the next.

use std::sync::Mutex;

use rustc_hash::FxHashMap;

use super::{
    Quotation,
    extract::{extract, extract_with},
    tokens::Words,
};
use crate::{document::Document, language::Language, speaker::Cast};

/// A cast, and the words met in documents.
#[derive(Debug)]
pub struct Extractor {
    cast: Cast,
    words: Mutex<FxHashMap<Language, Words>>,
}

impl Extractor {
    pub fn new(cast: Cast) -> Self {
        Self { cast, words: Mutex::default() }
    }

    pub fn cast(&self) -> &Cast {
        &self.cast
    }

    /// As [`extract`]: what was met before changes nothing but the time it takes.
    pub fn extract(&self, document: &Document) -> Vec<Quotation> {
        match self.words.try_lock() {
            Ok(mut words) => extract_with(document, &self.cast, words.entry(document.language).or_default()),
            // Another thread is at it, and nobody waits for what is only faster.
            Err(_) => extract(document, &self.cast),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_met_before_change_nothing() {
        let extractor = Extractor::new(Cast::default());
        let document = |text: &str, language| {
            let paragraph =
                crate::document::Paragraph { kind: crate::document::ParagraphKind::Text, text: text.into() };
            Document { language, paragraphs: vec![paragraph], ..Document::default() }
        };
        for _ in 0..2 {
            for (text, language) in [
                ("«Мы готовы ехать завтра утром», — сказал министр Анатолий Орлов.", Language::Ru),
                ("«Ми готові їхати завтра вранці», — сказав міністр Анатолій Орлов.", Language::Uk),
                ("\"We are ready to go in the morning,\" said Anatoly Orlov.", Language::En),
            ] {
                let document = document(text, language);
                let found = extractor.extract(&document);
                assert_eq!(found.len(), 1, "{text}");
                assert_eq!(found, extract(&document, extractor.cast()));
            }
        }
    }
}
