//! What is said of a text beside it: front matter, the head of a page, lines before the text.

use jiff::civil::Date;

use super::{dates, front::Front, html};
use crate::language::Language;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub published: Option<Date>,
    /// When the text was collected: no date of its own, but it gives a dateline its year.
    pub collected: Option<Date>,
    pub language: Option<Language>,
    pub source: Option<String>,
    pub url: Option<String>,
}

/// Keys of front matter, the best first.
const TITLES: &[&str] = &["title", "post_title", "headline", "original_title"];
const DATES: &[&str] =
    &["published", "published_time", "post_date", "date", "pubdate", "date_published", "publish_date", "datetime"];
const LANGUAGES: &[&str] = &["language", "lang", "locale"];
const SOURCES: &[&str] = &["publication", "source", "site_name", "site", "publisher", "outlet", "newspaper"];
const ADDRESSES: &[&str] = &["url", "source_url", "link", "permalink", "canonical_url", "original_link", "source"];

impl From<&Front> for Metadata {
    fn from(front: &Front) -> Self {
        let text = |value: &str| {
            let value = value.trim().trim_start_matches("[[").trim_end_matches("]]");
            html::decoded(value).into_owned()
        };
        let is_address = |value: &&str| value.contains("://");
        Self {
            title: front.values(TITLES).next().map(text),
            published: front.values(DATES).find_map(dates::value),
            collected: None,
            language: front.values(LANGUAGES).find_map(Language::from_code),
            source: front.values(SOURCES).find(|value| !is_address(value)).map(text),
            url: front.values(ADDRESSES).find(is_address).map(text),
        }
    }
}

impl Metadata {
    /// What the other says fills what is missing here.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            published: self.published.or(other.published),
            collected: self.collected.or(other.collected),
            language: self.language.or(other.language),
            source: self.source.or(other.source),
            url: self.url.or(other.url),
        }
    }
}

/// The lines of a plain text before its own: in any order a title, an id, a language, a date, and last an address.
/// Returns what they say, and the text after them.
pub(super) fn head(text: &str) -> (Metadata, &str) {
    let mut metadata = Metadata::default();
    let mut own = None;
    let mut at = 0;
    for line in text.split_inclusive('\n').take(6) {
        at += line.len();
        let line = line.trim();
        if line.starts_with("http://") || line.starts_with("https://") {
            if line.contains(char::is_whitespace) {
                break;
            }
            // An address without a path is a site's: the date is then that of collecting, not of the article.
            let has_path = line.splitn(4, '/').nth(3).is_some_and(|path| !path.is_empty());
            if has_path {
                metadata.url = Some(line.to_owned());
                metadata.published = own;
            }
            metadata.collected = own;
            return (metadata, text.get(at..).unwrap_or(""));
        }
        let words = line.split_whitespace().count();
        if let Some(date) = dates::line(line, false) {
            own = Some(date);
        } else if line.len() == 2 && line.bytes().all(|b| b.is_ascii_lowercase()) {
            metadata.language = Language::from_code(line);
        } else if words > 1 && metadata.title.replace(line.to_owned()).is_some() || line.chars().count() > 250 {
            break;
        }
    }
    (Metadata::default(), text)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lines_with_id_language_date_and_address() {
        let (found, rest) = head("uk-7\nuk\n2020-05-04\nhttps://a.example/news/1\nЗаголовок\n\nТекст.");
        assert_eq!((found.published, found.language), (Some(date(2020, 5, 4)), Some(Language::Uk)));
        assert_eq!((found.url.as_deref(), rest), (Some("https://a.example/news/1"), "Заголовок\n\nТекст."));
        let (found, _) = head("Заголовок статьи\n10 Октября 2017, 07:24 ...\nhttps://a.example/1.html\n\nТекст.");
        assert_eq!((found.title.as_deref(), found.published), (Some("Заголовок статьи"), Some(date(2017, 10, 10))));
    }

    #[test]
    fn the_date_beside_a_bare_site_is_that_of_collecting() {
        let (found, _) = head("7\nru\n2021-01-29\nhttp://www.a.example\nТекст.");
        assert_eq!((found.published, found.collected, found.url), (None, Some(date(2021, 1, 29)), None));
    }

    #[test]
    fn a_text_without_them_is_left_alone() {
        for text in
            ["Первая строка.\nВторая строка здесь.\nhttps://a.example/1", "", "Слово", "see https://a.example\nx"]
        {
            assert_eq!(head(text), (Metadata::default(), text));
        }
    }

    #[test]
    fn keys_of_front_matter() {
        let (front, _) = super::super::front::split(
            "---\ntitle: A &#8211; B\npublished: true\npost_date: 2016-06-14 21:37\nlanguage: RU-ru\npublication: '[[The Paper]]'\nsource: http://x.example/a\n---\n",
        );
        let found = Metadata::from(&front);
        assert_eq!((found.title.as_deref(), found.published), (Some("A – B"), Some(date(2016, 6, 14))));
        assert_eq!((found.source.as_deref(), found.url.as_deref()), (Some("The Paper"), Some("http://x.example/a")));
        assert_eq!(found.language, Some(Language::Ru));
    }
}
