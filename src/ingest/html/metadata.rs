//! What a page says of itself: meta elements, JSON-LD, `time`, the title.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::Value;

use super::tokens::{Token, attributes, decoded};
use crate::{
    ingest::{dates, metadata::Metadata},
    text::fold::fold,
};

/// Names of meta elements, the best first.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "headline"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "sailthru.date",
    "date",
];
const SOURCES: &[&str] = &["og:site_name", "application-name", "dc.publisher", "publisher"];
const ADDRESSES: &[&str] = &["canonical", "og:url", "twitter:url"];

/// What has been found so far.
#[derive(Default)]
pub(super) struct Found {
    /// Names in lower case.
    meta: Vec<(String, String)>,
    title: Option<String>,
    /// The dates of `time` elements: the article's own one, and all.
    own_time: Option<Date>,
    times: BTreeSet<Date>,
    /// `datePublished` and `headline` of JSON-LD.
    published: Option<String>,
    headline: Option<String>,
}

impl Found {
    pub fn token(&mut self, token: &Token) {
        match token {
            Token::Start { name, attributes, .. } if name == "meta" || name == "link" => self.meta_element(attributes),
            Token::Start { name, attributes, .. } if name == "time" => self.time_element(attributes),
            Token::Raw { name, content, .. } if name == "title" && self.title.is_none() => {
                self.title = Some(decoded(content).trim().to_owned());
            }
            Token::Raw { name, attributes, content } if name == "script" && attributes.contains("ld+json") => {
                // serde_json bounds the depth, so a nest of brackets is an error like any other.
                if let Ok(value) = serde_json::from_str(content) {
                    self.linked_data(&value);
                }
            }
            _ => {}
        }
    }

    fn meta_element(&mut self, tag: &str) {
        let (mut name, mut value) = (None, None);
        for (attribute, content) in attributes(tag).take(20) {
            match attribute.as_str() {
                "name" | "property" | "itemprop" | "rel" => name = Some(content.to_lowercase()),
                "content" | "href" => value = Some(content.trim().to_owned()),
                _ => {}
            }
        }
        if let (Some(name), Some(value)) = (name, value.filter(|value| !value.is_empty()))
            && self.meta.len() < 200
        {
            self.meta.push((name, value));
        }
    }

    fn time_element(&mut self, tag: &str) {
        let (mut date, mut is_own) = (None, false);
        for (attribute, value) in attributes(tag).take(20) {
            match attribute.as_str() {
                "datetime" => date = dates::value(&value),
                "pubdate" => is_own = true,
                "itemprop" => is_own |= value == "datePublished",
                _ => {}
            }
        }
        if is_own {
            self.own_time = self.own_time.or(date);
        }
        self.times.extend(date);
    }

    fn linked_data(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.linked_data(item)),
            Value::Object(fields) => {
                let text = |key: &str| fields.get(key).and_then(Value::as_str).map(str::to_owned);
                self.published = self.published.take().or_else(|| text("datePublished"));
                self.headline = self.headline.take().or_else(|| text("headline"));
                if let Some(graph) = fields.get("@graph") {
                    self.linked_data(graph);
                }
            }
            _ => {}
        }
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        let of = |name: &&str| self.meta.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        names.iter().find_map(of)
    }

    /// `headline` is the page's only `h1`.
    pub fn metadata(self, headline: Option<String>) -> Metadata {
        let source = self.first(SOURCES).map(str::to_owned);
        let linked = self.headline.as_deref().map(|headline| decoded(headline).into_owned());
        let named = self.first(TITLES).map(str::to_owned);
        let title = headline.or(linked).or(named).or_else(|| self.title.clone());
        let published = self.published.as_deref().and_then(dates::value);
        let in_meta = || {
            let mut values = DATES.iter().filter_map(|name| self.first(&[name]));
            values.find_map(dates::value)
        };
        // Among several dates some are those of other articles.
        let only_time = self.times.first().copied().filter(|_| self.times.len() == 1);
        Metadata {
            title: title.map(|title| without_site(&title, source.as_deref()).to_owned()),
            published: published.or_else(in_meta).or(self.own_time).or(only_time),
            url: self.first(ADDRESSES).filter(|url| url.contains("://")).map(str::to_owned),
            source,
            ..Metadata::default()
        }
    }
}

/// "Talks end | The Paper" without the name of the site; another separator parts only before its known name.
fn without_site<'a>(title: &'a str, source: Option<&str>) -> &'a str {
    if let Some((own, _)) = title.rsplit_once(" | ") {
        return own.trim();
    }
    let known = source.map(fold);
    for separator in [" - ", " – ", " — ", " :: "] {
        if let Some((own, site)) = title.rsplit_once(separator)
            && known.as_ref() == Some(&fold(site.trim()))
        {
            return own.trim();
        }
    }
    title.trim()
}
