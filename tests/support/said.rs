//! Quotations made of nothing but words, for tests of what is done with the words.
#![allow(missing_docs)]

use visavis::{
    language::Language,
    quotation::{By, Kind, Quotation},
};

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
        kind: Kind::Direct,
        segments: vec![text.into()],
        text: text.into(),
        sentence: text.into(),
        paragraph: 0,
        spans: Vec::new(),
        start: 0,
        end: text.chars().count(),
        speaker: None,
        speaker_id: None,
        side: None,
        office: None,
        mention: None,
        cue: None,
        rule: "turn".into(),
        confidence: 1.0,
        by: By::Rules,
        meeting: None,
        date: None,
        place: None,
        topics: Vec::new(),
        group: None,
        mention_span: None,
        cue_span: None,
    }
}
