//! Quotations made of nothing but words, for tests of what is done with the words.
#![allow(missing_docs)]

use visavis::{language::Language, quotation::Quotation};

/// Said word for word by somebody the corpus does not know, in a document of its own.
pub fn said(id: &str, language: &str, text: &str) -> Quotation {
    Quotation {
        id: id.into(),
        document: id.into(),
        document_id: id.into(),
        language: match language {
            "en" => Language::En,
            "ru" => Language::Ru,
            _ => Language::Uk,
        },
        segments: vec![text.into()],
        text: text.into(),
        sentence: text.into(),
        end: text.chars().count(),
        rule: "turn".into(),
        confidence: 1.0,
        ..Quotation::default()
    }
}
