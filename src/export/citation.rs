//! Where words come from: who said them in what office, when and where, and which article has them.
//!
//! One form for files, the printed comparison and the clipboard. Names of people, offices and places are English, as
//! the corpus has them; the title keeps its own language and its language's marks.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::words::marks;
use crate::{
    corpus::{Meeting, MeetingKind},
    language::Language,
    library::Summary,
    quotation::{Kind, Quotation},
    text::Clean,
};

/// Whom, and what, one names when one quotes the words elsewhere. Its text is one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Citation {
    pub speaker: Option<Clean>,
    pub office: Option<Clean>,
    /// The day of the meeting, else of the article.
    pub date: Option<Date>,
    pub place: Option<Clean>,
    /// How they met, where it was not in person.
    pub by: Option<&'static str>,
    /// The words are the reporter's, not the speaker's.
    pub paraphrase: bool,
    pub article: Article,
}

/// The article that has the words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Article {
    /// The file's name.
    #[serde(skip)]
    pub document: Clean,
    #[serde(skip)]
    pub language: Language,
    pub title: Option<Clean>,
    pub published: Option<Date>,
    pub source: Option<Clean>,
    pub url: Option<Clean>,
}

impl Citation {
    /// `document` is the one with the quotation; without it only its name is known.
    pub fn new(quotation: &Quotation, document: Option<&Summary>, meeting: Option<&Meeting>) -> Self {
        let by = meeting.and_then(|meeting| match meeting.kind {
            MeetingKind::InPerson => None,
            MeetingKind::Phone => Some("by phone"),
            MeetingKind::Video => Some("by video"),
        });
        Self {
            speaker: quotation.speaker.clone(),
            office: quotation.office.clone(),
            date: quotation.date,
            place: quotation.place.clone(),
            by,
            paraphrase: quotation.kind == Kind::Reported,
            article: document.map_or_else(
                || Article { document: quotation.document.clone(), language: quotation.language, ..Article::default() },
                Self::of_article,
            ),
        }
    }

    /// The article alone.
    pub fn of_article(document: &Summary) -> Article {
        Article {
            document: document.document.clone(),
            language: document.language,
            title: document.title.clone(),
            published: document.published,
            source: document.source.clone(),
            url: document.url.clone(),
        }
    }

    /// "John Kerry, US Secretary of State"
    pub fn who(&self) -> Clean {
        let name = self.speaker.clone().unwrap_or_else(|| "somebody not named".into());
        self.office.as_ref().map_or_else(|| name.clone(), |office| Clean::from(format!("{name}, {office}")))
    }

    /// "Sochi, 12 May 2015"
    pub fn occasion(&self) -> Option<Clean> {
        let place = self.place.as_ref().map(ToString::to_string);
        let by = self.by.map(str::to_owned);
        let parts: Vec<String> = place.into_iter().chain(by).chain(self.date.map(day)).collect();
        (!parts.is_empty()).then(|| Clean::from(parts.join(", ")))
    }
}

impl Article {
    /// The title in its language's marks, else the file's name.
    pub fn name(&self) -> Clean {
        let Some(title) = &self.title else { return self.document.clone() };
        let (opener, closer) = marks(self.language);
        Clean::from(format!("{opener}{title}{closer}"))
    }

    /// What stands between the name and the address: source, day, and the file where the name is another.
    pub fn facts(&self, told: Option<Date>) -> Vec<Clean> {
        let published = self.published.filter(|date| Some(*date) != told).map(|date| Clean::from(day(date)));
        let file = self.title.as_ref().map(|_| Clean::from(format!("[{}]", self.document)));
        self.source.iter().cloned().chain(published).chain(file).collect()
    }
}

/// "14 May 2019"
fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.who())?;
        if self.paraphrase {
            f.write_str(" (as reported)")?;
        }
        if let Some(occasion) = self.occasion() {
            write!(f, ", {occasion}")?;
        }
        write!(f, ". {}", self.article.name())?;
        for fact in self.article.facts(self.date) {
            write!(f, ", {fact}")?;
        }
        self.article.url.as_ref().map_or(Ok(()), |url| write!(f, ", {url}"))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn article(language: Language, title: &str, source: &str) -> Article {
        Article {
            document: "talks.md".into(),
            language,
            title: Some(title.into()),
            published: Some(date(2021, 3, 4)),
            source: Some(source.into()),
            url: Some("https://news.example/talks".into()),
        }
    }

    fn citation(article: Article) -> Citation {
        Citation {
            speaker: Some("Kersti Tamm".into()),
            office: Some("Minister of Bridges of Norland".into()),
            date: Some(date(2021, 3, 3)),
            place: Some("Lyman".into()),
            article,
            ..Citation::default()
        }
    }

    #[test]
    fn a_title_keeps_its_language_and_its_marks() {
        for (language, title, source, expected) in [
            (Language::En, "Both banks want a bridge", "Invented News", "“Both banks want a bridge”, Invented News"),
            (Language::Ru, "Оба берега за мост", "«Новости реки»", "«Оба берега за мост», «Новости реки»"),
            (Language::Uk, "Обидва береги за міст", "Річкові вісті", "«Обидва береги за міст», Річкові вісті"),
        ] {
            assert_eq!(
                citation(article(language, title, source)).to_string(),
                format!(
                    "Kersti Tamm, Minister of Bridges of Norland, Lyman, 3 March 2021. {expected}, 4 March 2021, \
                     [talks.md], https://news.example/talks"
                )
            );
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let bare =
            Citation { article: Article { document: "a.txt".into(), ..Article::default() }, ..Citation::default() };
        assert_eq!(bare.to_string(), "somebody not named. a.txt");
        let dated = Citation { date: Some(date(2021, 3, 4)), by: Some("by phone"), paraphrase: true, ..bare };
        assert_eq!(dated.to_string(), "somebody not named (as reported), by phone, 4 March 2021. a.txt");
    }

    #[test]
    fn a_day_is_told_once() {
        let mut same = citation(article(Language::En, "Talks", "Invented News"));
        same.date = same.article.published;
        assert_eq!(same.to_string().matches("4 March 2021").count(), 1);
    }
}
