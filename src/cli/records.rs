//! The fields of every list's line, in the order of its JSON.

use super::print::Record;
use crate::{
    export::Listed,
    library::{MeetingSummary, SpeakerSummary, Summary, TopicSummary},
    search::Hit,
};

impl Record for Summary {
    const FIELDS: &'static [&'static str] = &[
        "document",
        "document_id",
        "title",
        "published",
        "language",
        "source",
        "url",
        "meeting",
        "words",
        "quotations",
    ];
}

impl Record for MeetingSummary {
    const FIELDS: &'static [&'static str] =
        &["meeting", "date", "place", "kind", "participants", "documents", "quotations", "derived"];
}

impl Record for SpeakerSummary {
    const FIELDS: &'static [&'static str] = &["speaker", "speaker_id", "side", "quotations", "documents"];
}

impl Record for TopicSummary {
    const FIELDS: &'static [&'static str] = &["topic", "name", "quotations"];
}

impl Record for Hit {
    const FIELDS: &'static [&'static str] =
        &["document", "document_id", "paragraph", "start", "end", "snippet", "quotation"];
}

impl Record for Listed<'_> {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "document",
        "document_id",
        "language",
        "kind",
        "segments",
        "text",
        "sentence",
        "paragraph",
        "spans",
        "start",
        "end",
        "speaker",
        "speaker_id",
        "side",
        "office",
        "mention",
        "cue",
        "rule",
        "confidence",
        "by",
        "meeting",
        "date",
        "place",
        "topics",
        "group",
        "known_by",
    ];
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::cli::samples;

    /// The fields are those of the JSON, all of them, in its order.
    fn agrees<R: Record>(record: &R) {
        let json = serde_json::to_string(record).unwrap();
        let places: Vec<usize> = R::FIELDS.iter().map(|field| json.find(&format!("\"{field}\":")).unwrap()).collect();
        assert!(places.is_sorted(), "{json}");
        assert_eq!(serde_json::to_value(record).unwrap().as_object().unwrap().len(), R::FIELDS.len(), "{json}");
    }

    #[test]
    fn csv_and_json_have_the_same_fields() {
        agrees(&samples::summary());
        agrees(&samples::meeting());
        agrees(&samples::speaker());
        agrees(&samples::topic());
        let quotation = &samples::quotation("Ann Case", "left");
        agrees(&Listed { quotation, known_by: &["names Lyman".into()] });
        agrees(&samples::hit());
    }
}
