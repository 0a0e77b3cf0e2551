//! Invented values that the printing is tested with.

use jiff::civil::date;

use crate::{
    corpus::{Corpus, Side},
    language::Language,
    library::{MeetingSummary, SpeakerSummary, Summary, TopicSummary},
    quotation::Quotation,
    search::Hit,
    text::Span,
};

pub fn corpus() -> Corpus {
    let side = |id: &str, name: &str, member: &str| Side {
        id: id.into(),
        name: name.into(),
        label: id.into(),
        members: vec![member.into()],
    };
    Corpus { sides: vec![side("left", "The left", "case"), side("right", "The right", "rule")], ..Corpus::default() }
}

pub fn summary() -> Summary {
    Summary {
        document: "talks.txt".into(),
        document_id: "0123456789abcdef".into(),
        title: Some("Переговори в Лимані: сторони говорили про міст".into()),
        published: Some(date(2021, 3, 4)),
        language: Language::Uk,
        source: Some("Invented News".into()),
        url: None,
        meeting: Some("2021-03-03-lyman".into()),
        words: 321,
        quotations: 3,
        date: Some(date(2021, 3, 3)),
        sides: [2, 1],
        opening: None,
    }
}

pub fn meeting() -> MeetingSummary {
    MeetingSummary {
        meeting: "2021-03-03-lyman".into(),
        date: date(2021, 3, 3),
        place: Some("Lyman".into()),
        kind: "in person",
        participants: vec!["Ann Case".into(), "Bob Rule".into()],
        documents: 2,
        quotations: 5,
        derived: true,
    }
}

pub fn speaker() -> SpeakerSummary {
    SpeakerSummary {
        speaker: "Ann Case".into(),
        speaker_id: Some("case".into()),
        side: Some("left".into()),
        quotations: 4,
        documents: 2,
    }
}

pub fn topic() -> TopicSummary {
    TopicSummary { topic: "bridges".into(), name: "Bridges".into(), quotations: 7 }
}

pub fn hit() -> Hit {
    Hit {
        document: "talks.txt".into(),
        document_id: "0123456789abcdef".into(),
        paragraph: 2,
        start: 40,
        end: 44,
        snippet: "… про новий міст через річку …".into(),
        quotation: None,
    }
}

pub fn quotation(speaker: &str, side: &str) -> Quotation {
    Quotation {
        id: "0123456789ab".into(),
        document: "talks.txt".into(),
        document_id: "0123456789abcdef".into(),
        language: Language::Uk,
        segments: vec!["Міст потрібен".into(), "і буде".into()],
        text: "Міст потрібен і буде".into(),
        sentence: "«Міст потрібен, – сказала вона, – і буде».".into(),
        paragraph: 2,
        spans: vec![Span::new(41, 54), Span::new(71, 77)],
        start: 41,
        end: 77,
        speaker: Some(speaker.into()),
        side: Some(side.into()),
        office: Some("Minister of Bridges".into()),
        mention: Some("вона".into()),
        cue: Some("сказала".into()),
        rule: "cue-inside".into(),
        confidence: 0.9,
        meeting: Some("2021-03-03-lyman".into()),
        date: Some(date(2021, 3, 3)),
        place: Some("Lyman".into()),
        topics: vec!["bridges".into()],
        ..Quotation::default()
    }
}
