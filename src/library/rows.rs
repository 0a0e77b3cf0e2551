//! Values and rows of the tables ↔ the nouns. What comes from a file is neutralised again on its way in.

use rusqlite::{
    Row, ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};
use serde::{Deserialize, Serialize, de::IntoDeserializer};

use super::Summary;
use crate::{
    corpus::Meeting,
    document::{Document, Paragraph, ParagraphKind},
    quotation::Quotation,
    text::Clean,
};

/// Stored as one word: dates, languages, kinds, as serde writes them.
pub struct Word<T>(pub T);

/// Stored as JSON: lists.
pub struct Json<T>(pub T);

/// Sorts after every date.
pub const UNDATED: &str = "~";

impl FromSql for Clean {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(Self::from)
    }
}

impl ToSql for Clean {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.as_str().to_sql()
    }
}

impl<T: for<'de> Deserialize<'de>> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = value.as_str()?.into_deserializer();
        T::deserialize(word).map(Word).map_err(FromSqlError::other)
    }
}

impl<T: Serialize> ToSql for Word<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match serde_json::to_value(&self.0) {
            Ok(serde_json::Value::String(word)) => Ok(word.into()),
            Ok(other) => Ok(other.to_string().into()),
            Err(error) => Err(rusqlite::Error::ToSqlConversionFailure(error.into())),
        }
    }
}

impl<T: for<'de> Deserialize<'de>> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Json).map_err(FromSqlError::other)
    }
}

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(ToSqlOutput::from)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

/// Reads a row's columns one after the other, in the order of the `SELECT`.
struct Columns<'a, 'b> {
    row: &'a Row<'b>,
    next: usize,
}

impl Columns<'_, '_> {
    fn get<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    /// An id: a `String` by its type, but from outside all the same.
    fn id(&mut self) -> rusqlite::Result<String> {
        self.get::<Clean>().map(|id| id.to_string())
    }

    fn id_or_none(&mut self) -> rusqlite::Result<Option<String>> {
        Ok(self.get::<Option<Clean>>()?.map(|id| id.to_string()))
    }

    fn ids(&mut self) -> rusqlite::Result<Vec<String>> {
        Ok(self.json::<Vec<Clean>>()?.iter().map(Clean::to_string).collect())
    }

    fn word<T: for<'de> Deserialize<'de>>(&mut self) -> rusqlite::Result<T> {
        self.get().map(|Word(value)| value)
    }

    fn word_or_none<T: for<'de> Deserialize<'de>>(&mut self) -> rusqlite::Result<Option<T>> {
        Ok(self.get::<Option<Word<T>>>()?.map(|Word(value)| value))
    }

    fn json<T: for<'de> Deserialize<'de>>(&mut self) -> rusqlite::Result<T> {
        self.get().map(|Json(value)| value)
    }
}

pub const SUMMARY: &str = "d.name, d.id, d.title, d.published, d.language, d.source, d.url, d.meeting, d.words, \
     d.quotations, d.lefts, d.rights, nullif(d.day, '~'), d.opening";

pub fn summary(row: &Row<'_>) -> rusqlite::Result<Summary> {
    let mut columns = Columns { row, next: 0 };
    Ok(Summary {
        document: columns.get()?,
        document_id: columns.id()?,
        title: columns.get()?,
        published: columns.word_or_none()?,
        language: columns.word()?,
        source: columns.get()?,
        url: columns.get()?,
        meeting: columns.id_or_none()?,
        words: columns.get()?,
        quotations: columns.get()?,
        sides: [columns.get()?, columns.get()?],
        date: columns.word_or_none()?,
        opening: columns.get()?,
    })
}

pub const DOCUMENT: &str = "d.id, d.name, d.title, d.published, d.language, d.source, d.url, t.paragraphs";

pub fn document(row: &Row<'_>) -> rusqlite::Result<Document> {
    let mut columns = Columns { row, next: 0 };
    Ok(Document {
        id: columns.id()?,
        name: columns.get()?,
        title: columns.get()?,
        published: columns.word_or_none()?,
        language: columns.word()?,
        source: columns.get()?,
        url: columns.get()?,
        paragraphs: columns
            .json::<Vec<(ParagraphKind, Clean)>>()?
            .into_iter()
            .map(|(kind, text)| Paragraph { kind, text })
            .collect(),
    })
}

/// What [`DOCUMENT`] calls `paragraphs`.
pub fn paragraphs(document: &Document) -> Json<Vec<(ParagraphKind, &Clean)>> {
    Json(document.paragraphs.iter().map(|paragraph| (paragraph.kind, &paragraph.text)).collect())
}

pub const QUOTATION: &str = "q.id, d.name, d.id, d.language, q.kind, q.segments, q.text, q.sentence, q.paragraph, \
     q.spans, q.start, q.end, q.speaker, q.speaker_id, q.side, q.office, q.mention, q.cue, q.rule, q.confidence, \
     q.decided, q.meeting, q.date, q.place, \
     (SELECT json_group_array(topic ORDER BY rank) FROM @quotation_topics WHERE quotation = q.row), \
     q.same, q.mention_span, q.cue_span";

pub fn quotation(row: &Row<'_>) -> rusqlite::Result<Quotation> {
    let mut columns = Columns { row, next: 0 };
    Ok(Quotation {
        id: columns.id()?,
        document: columns.get()?,
        document_id: columns.id()?,
        language: columns.word()?,
        kind: columns.word()?,
        segments: columns.json()?,
        text: columns.get()?,
        sentence: columns.get()?,
        paragraph: columns.get()?,
        spans: columns.json()?,
        start: columns.get()?,
        end: columns.get()?,
        speaker: columns.get()?,
        speaker_id: columns.id_or_none()?,
        side: columns.id_or_none()?,
        office: columns.get()?,
        mention: columns.get()?,
        cue: columns.get()?,
        rule: columns.id()?,
        confidence: columns.get()?,
        by: columns.word()?,
        meeting: columns.id_or_none()?,
        date: columns.word_or_none()?,
        place: columns.get()?,
        topics: columns.ids()?,
        group: columns.id_or_none()?,
        mention_span: columns.get::<Option<Json<_>>>()?.map(|Json(span)| span),
        cue_span: columns.get::<Option<Json<_>>>()?.map(|Json(span)| span),
    })
}

pub const MEETING: &str = "m.id, m.date, m.place, m.kind, m.participants, m.names, m.source";

pub fn meeting(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    let mut columns = Columns { row, next: 0 };
    Ok(Meeting {
        id: columns.id()?,
        date: columns.word()?,
        place: columns.get()?,
        kind: columns.word()?,
        participants: columns.ids()?,
        names: columns.json()?,
        source: columns.get()?,
        derived: true,
    })
}
