//! The document: an article or transcript as metadata and paragraphs of clean text.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    language::Language,
    text::{Clean, Span, span},
};

/// An article or transcript. Everything in it is [`Clean`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Sixteen hexadecimal digits of the SHA-256 of the file's bytes.
    pub id: String,
    /// The file's name, without folders.
    pub name: Clean,
    pub title: Option<Clean>,
    /// The article's own date; never one from a ticker or a list of other articles.
    pub published: Option<Date>,
    pub language: Language,
    pub source: Option<Clean>,
    pub url: Option<Clean>,
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph. The paragraphs' texts joined by `"\n\n"` are the document's clean text, in which all
/// positions count (characters, from 0; noise and headings are in it, the title is not).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    pub kind: ParagraphKind,
    pub text: Clean,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    Text,
    Heading,
    /// A picture's caption or credit.
    Caption,
    /// A paragraph of a labelled turn in a transcript or interview; the first one begins with the label.
    Turn,
    /// A paragraph that the page sets apart as somebody's words: `>` of Markdown and mail, `<blockquote>`.
    Quote,
    /// A question set in bold over its answer, as interviews have them.
    Question,
    /// What the site put around the article: menus, tickers, lists of other articles, share prompts.
    Noise,
}

/// Characters of the words that stand for a title: more than a list has room for.
const OPENING: usize = 120;

/// What an address on the web begins with.
const ADDRESSES: [&str; 2] = ["https://", "http://"];

/// What stands between two paragraphs in the clean text.
pub const PARAGRAPH_BREAK: &str = "\n\n";

impl Document {
    /// The clean text in which positions count.
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self.paragraphs.iter().map(|p| p.text.as_str()).collect();
        texts.join(PARAGRAPH_BREAK)
    }

    /// The first character of each paragraph in the clean text.
    pub fn starts(&self) -> Vec<usize> {
        let mut next = 0;
        self.paragraphs
            .iter()
            .map(|p| {
                let start = next;
                next += p.text.chars().count() + PARAGRAPH_BREAK.len();
                start
            })
            .collect()
    }

    /// The words in `span` of the clean text, if it lies within one paragraph.
    pub fn slice(&self, at: Span) -> &str {
        let starts = self.starts();
        let index = starts.partition_point(|start| *start <= at.start).saturating_sub(1);
        match (self.paragraphs.get(index), starts.get(index)) {
            (Some(paragraph), Some(start)) => {
                span::slice(&paragraph.text, Span::new(at.start - start, at.end.saturating_sub(*start)))
            }
            _ => "",
        }
    }

    /// The number of words of the article itself, noise left out.
    pub fn words(&self) -> usize {
        let own = self.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Noise);
        own.map(|p| p.text.split(' ').filter(|w| w.chars().any(char::is_alphanumeric)).count()).sum()
    }

    /// Its own address, then those that its text has, each once.
    pub fn links(&self) -> Vec<Clean> {
        let words = self.paragraphs.iter().flat_map(|paragraph| paragraph.text.split_whitespace());
        let links = words.filter_map(|word| {
            let start = ADDRESSES.iter().filter_map(|scheme| word.find(scheme)).min()?;
            let link = word.get(start..)?.trim_end_matches(|c: char| !c.is_alphanumeric() && !"/=#&_-".contains(c));
            (!ADDRESSES.contains(&link)).then(|| Clean::new(link))
        });
        let mut all: Vec<Clean> = Vec::new();
        for link in self.url.iter().cloned().chain(links) {
            if !all.contains(&link) {
                all.push(link);
            }
        }
        all
    }

    /// The article's first words, which name it in a list where it has no title.
    pub fn opening(&self) -> Option<Clean> {
        let is_told =
            |p: &&Paragraph| matches!(p.kind, ParagraphKind::Text | ParagraphKind::Turn | ParagraphKind::Quote);
        let text = &self.paragraphs.iter().find(is_told)?.text;
        let Some((cut, _)) = text.char_indices().nth(OPENING) else { return Some(text.clone()) };
        let (words, _) = text.get(..cut)?.rsplit_once(' ')?;
        Some(Clean::new(&format!("{words}…")))
    }

    /// What stands over it: the title, else the file's name.
    pub fn heading(&self) -> &Clean {
        self.title.as_ref().unwrap_or(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_over_paragraphs() {
        let paragraph = |text: &str| Paragraph { kind: ParagraphKind::Text, text: text.into() };
        let document =
            Document { paragraphs: vec![paragraph("Сочи."), paragraph("Лавров")], ..Document::default() };
        assert_eq!(document.text(), "Сочи.\n\nЛавров");
        assert_eq!(document.starts(), [0, 7]);
        assert_eq!(document.slice(Span::new(7, 10)), "Лав");
        assert_eq!(document.slice(Span::new(0, 4)), "Сочи");
    }

    #[test]
    fn links_are_what_stands_in_the_text_without_what_ends_the_sentence() {
        let text = "See https://a.example/b?c=1, (http://d.example/e/) and «https://f.example/ж»; https:// is none.";
        let paragraphs = vec![Paragraph { kind: ParagraphKind::Text, text: text.into() }; 2];
        let document = Document { url: Some("https://own.example".into()), paragraphs, ..Document::default() };
        let links: Vec<String> = document.links().iter().map(ToString::to_string).collect();
        let expected = ["https://own.example", "https://a.example/b?c=1", "http://d.example/e/", "https://f.example/ж"];
        assert_eq!(links, expected);
    }

    #[test]
    fn the_first_words_of_the_article_are_cut_between_words() {
        let paragraph = |kind, text: &str| Paragraph { kind, text: text.into() };
        let of = |text: &str| {
            let paragraphs = vec![paragraph(ParagraphKind::Noise, "Menu"), paragraph(ParagraphKind::Text, text)];
            Document { paragraphs, ..Document::default() }.opening().map(|words| words.to_string())
        };
        assert_eq!(of("Министр приехал.").as_deref(), Some("Министр приехал."));
        let long = of(&"слово ".repeat(40)).unwrap_or_default();
        assert!(long.ends_with("слово…") && long.chars().count() <= OPENING + 1, "{long}");
        assert_eq!(Document::default().opening(), None);
    }
}
