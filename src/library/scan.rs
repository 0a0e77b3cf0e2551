//! Search by reading: the words of a query in the paragraphs of one document, blind to case and ё/е.
//!
//! A word stands for all words that begin with it, so that «Лавров» finds «Лаврова»; words between
//! quotation marks are one phrase. There is no syntax that could be wrong.

use serde::Serialize;

use crate::{
    document::ParagraphKind,
    text::{
        Clean, Span,
        fold::{Folded, fold},
        span,
    },
};

/// A place where the words stand. Serialises to the line of `visavis search --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    pub document: Clean,
    pub document_id: String,
    pub paragraph: usize,
    pub start: usize,
    pub end: usize,
    pub snippet: Clean,
    /// Id of the quotation it lies in.
    pub quotation: Option<String>,
}

/// What is looked for, folded. Without a letter or digit in it nothing is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<String>,
}

/// A place in one paragraph, in characters of the paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub paragraph: usize,
    pub at: Span,
}

/// More words than anybody types; a pasted article must not make the search slow.
const MOST_TERMS: usize = 64;

/// Characters of a snippet, the marks where it is cut left out.
const SNIPPET: usize = 80;

impl Query {
    pub fn new(query: &str) -> Self {
        let mut terms: Vec<String> = Vec::new();
        for (index, part) in fold(&Clean::new(query)).split(['"', '«', '»', '“', '”', '„']).enumerate() {
            // What stands between two marks is at odd places.
            let words = if index % 2 == 1 { vec![part] } else { part.split(' ').collect() };
            for word in words {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                if !word.is_empty() && terms.len() < MOST_TERMS && terms.iter().all(|term| term != word) {
                    terms.push(word.to_owned());
                }
            }
        }
        Self { terms }
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Where the words stand, if all of them occur: the shortest stretches that hold them all, or, where
    /// no paragraph does, the places of the rarest of them. What the site put around the article is not
    /// looked at.
    pub fn scan(&self, paragraphs: &[(ParagraphKind, String)]) -> Vec<Found> {
        if self.is_empty() {
            return Vec::new();
        }
        let own = paragraphs.iter().enumerate().filter(|(_, (kind, _))| *kind != ParagraphKind::Noise);
        let folded: Vec<(usize, Folded)> = own.map(|(index, (_, text))| (index, Folded::new(text))).collect();
        // For each term its places: which of `folded`, and the bytes there.
        let mut places: Vec<Vec<(usize, usize)>> = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let of = |(which, (_, folded)): (usize, &(usize, Folded))| {
                starts(&folded.text, term).map(|at| (which, at)).collect::<Vec<_>>()
            };
            let found: Vec<_> = folded.iter().enumerate().flat_map(of).collect();
            if found.is_empty() {
                return Vec::new();
            }
            places.push(found);
        }
        let mut stretches = self.stretches(&places);
        if stretches.is_empty() {
            let rarest = places.iter().zip(&self.terms).min_by_key(|(places, _)| places.len());
            let (places, length) = rarest.map_or((&[][..], 0), |(places, term)| (places, term.len()));
            stretches = places.iter().map(|(which, at)| (*which, *at, at + length)).collect();
        }
        let place = |(which, start, end): (usize, usize, usize)| {
            let (paragraph, folded) = folded.get(which)?;
            Some(Found { paragraph: *paragraph, at: folded.span(start, end) })
        };
        stretches.into_iter().filter_map(place).collect()
    }

    /// Within a paragraph the shortest stretches with every term, none overlapping the one before.
    fn stretches(&self, places: &[Vec<(usize, usize)>]) -> Vec<(usize, usize, usize)> {
        let mut all: Vec<(usize, usize, usize)> = Vec::new();
        for (term, places) in places.iter().enumerate() {
            all.extend(places.iter().map(|(which, at)| (*which, *at, term)));
        }
        all.sort_unstable();
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        // Where each term was last seen; a stretch ends at the place that completes it.
        let mut seen: Vec<Option<(usize, usize)>> = vec![None; self.terms.len()];
        for (which, at, term) in all {
            if let Some(slot) = seen.get_mut(term) {
                *slot = Some((which, at));
            }
            let here = |place: &Option<(usize, usize)>| place.filter(|(of, _)| *of == which).map(|(_, at)| at);
            let Some(starts) = seen.iter().map(here).collect::<Option<Vec<usize>>>() else { continue };
            let start = starts.iter().copied().min().unwrap_or(at);
            let ends = starts.iter().zip(&self.terms).map(|(at, term)| at + term.len());
            found.push((which, start, ends.max().unwrap_or(at)));
            seen.fill(None);
        }
        found
    }
}

/// The places in `text` where `term` begins a word.
fn starts<'a>(text: &'a str, term: &'a str) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(text.as_bytes(), term.as_bytes()).filter(|at| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    })
}

/// About eighty characters of `text` around `at`, cut between words.
pub fn snippet(text: &str, at: Span) -> Clean {
    let characters: Vec<char> = text.chars().collect();
    let length = characters.len();
    if length <= SNIPPET {
        return Clean::new(text);
    }
    let around = SNIPPET.saturating_sub(at.len()) / 2;
    let mut start = at.start.saturating_sub(around).min(length - SNIPPET);
    let mut end = start + SNIPPET;
    let space = |index: usize| characters.get(index) == Some(&' ');
    if start > 0 && !space(start - 1) {
        start = (start..at.start).find(|index| space(*index)).map_or(start, |index| index + 1);
    }
    if end < length && !space(end) {
        end = (at.end.min(end)..end).rev().find(|index| space(*index)).unwrap_or(end);
    }
    let cut = |cut: bool| if cut { "…" } else { "" };
    let words = span::slice(text, Span::new(start, end)).trim_matches(' ');
    Clean::new(&format!("{}{words}{}", cut(start > 0), cut(end < length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, paragraphs: &[&str]) -> Vec<(usize, String)> {
        let texts: Vec<(ParagraphKind, String)> =
            paragraphs.iter().map(|text| (ParagraphKind::Text, (*text).to_owned())).collect();
        let words = |found: Found| (found.paragraph, span::slice(paragraphs[found.paragraph], found.at).to_owned());
        Query::new(query).scan(&texts).into_iter().map(words).collect()
    }

    fn one(paragraph: usize, words: &str) -> (usize, String) {
        (paragraph, words.to_owned())
    }

    #[test]
    fn a_word_begins_words_whatever_their_case_and_yo() {
        assert_eq!(found("ЕЩЁ", &["Еще раз", "ещё, помеще"]), [one(0, "Еще"), one(1, "ещё")]);
        assert_eq!(found("орлов", &["Орло́ва и Орловский"]), [one(0, "Орло́в"), one(0, "Орлов")]);
    }

    #[test]
    fn all_words_must_occur() {
        assert_eq!(found("talks Sochi", &["Talks today.", "Nothing."]), []);
        assert_eq!(found("talks Sochi", &["In Sochi the talks went on; talks."]), [one(0, "Sochi the talks")]);
        // In different paragraphs: the rarer one tells where.
        assert_eq!(found("talks Sochi", &["Talks, talks.", "In Sochi."]), [one(1, "Sochi")]);
    }

    #[test]
    fn a_phrase_counts_as_one() {
        assert_eq!(found("\"new york\"", &["York is not new; New York is"]), [one(0, "New York")]);
        assert_eq!(found("«новый старт» мир", &["Мир и новый старт."]), [one(0, "Мир и новый старт")]);
    }

    #[test]
    fn odd_queries_find_nothing_and_fail_nowhere() {
        for query in ["", " ", "\"", "\"\"", "*", "'", "NEAR(", "a\0b", "«", "-", "():^", "%_"] {
            assert_eq!(found(query, &["Nothing of it: * ' \" - %"]), [], "{query:?}");
        }
        assert_eq!(found("\"talks", &["Talks"]), [one(0, "Talks")]);
        let long = "слово ".repeat(10_000);
        assert_eq!(found(&long, &["Слово"]), [one(0, "Слово")]);
    }

    #[test]
    fn noise_is_not_searched() {
        let texts = [(ParagraphKind::Noise, "share".to_owned())];
        assert_eq!(Query::new("share").scan(&texts), []);
    }

    #[test]
    fn snippets_are_cut_between_words() {
        let text = "слово ".repeat(30) + "цель" + &" слово".repeat(30);
        let at = Span::new(180, 184);
        let cut = snippet(&text, at);
        assert!(cut.chars().count() <= SNIPPET + 2, "{cut}");
        assert!(cut.starts_with("…слово ") && cut.ends_with(" слово…") && cut.contains("цель"), "{cut}");
        assert_eq!(snippet("short", Span::new(0, 5)), "short");
        assert!(snippet(&"x".repeat(500), Span::new(0, 500)).chars().count() <= SNIPPET + 2);
    }
}
