//! Ingest: bytes of a file → document. Encoding, format, article extraction, site noise, metadata.
//!
//! The way through it: [`decode`] makes text of bytes; [`html`] or [`blocks`] makes blocks of text, [`metadata`] and
//! [`front`] read what is said beside it; here the blocks become paragraphs, and [`noise`], [`title`], [`dates`] and
//! [`turns`] say what each of them is. The words of the text are never changed.

mod blocks;
mod dates;
mod decode;
mod front;
mod html;
mod inline;
mod metadata;
mod noise;
mod title;
mod turns;
mod walk;

use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use self::{
    blocks::{Block, Form},
    metadata::Metadata,
};
pub use turns::label_length;
pub use walk::{MOST_BYTES, files};

use crate::{
    document::{Document, Paragraph, ParagraphKind},
    language::{self, Language},
    text::Clean,
};

/// Why a file could not be read as a document. Each is one sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{}: {error}", Clean::new(&path.to_string_lossy()))]
    Io { path: PathBuf, error: std::io::Error },
    #[error("{name}: is empty")]
    Empty { name: Clean },
    #[error("{name}: is not text")]
    NotText { name: Clean },
    #[error("{name}: has more than {MOST_LINES} lines")]
    TooLong { name: Clean },
}

/// Lines of a file at most. A book has ten thousand; what has more is made to fill the memory.
const MOST_LINES: usize = 1_000_000;

/// A document and what was odd about its file (an encoding that did not fit, say): each a sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ingested {
    pub document: Document,
    pub warnings: Vec<String>,
}

/// Reads one file.
pub fn read(path: &Path) -> Result<Ingested, Error> {
    let bytes = walk::bytes(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ingest(&name, &bytes)
}

/// Reads a file's bytes as a document; `name` is the file's name, whose ending tells the format.
pub fn ingest(name: &str, bytes: &[u8]) -> Result<Ingested, Error> {
    let file = name;
    let name = Clean::new(file);
    let Some(decoded) = decode::decode(bytes) else { return Err(Error::NotText { name }) };
    if memchr::memchr_iter(b'\n', decoded.text.as_bytes()).count() > MOST_LINES {
        return Err(Error::TooLong { name });
    }
    let (blocks, metadata) = match Format::of(file, &decoded.text) {
        Format::Html => html::page(&decoded.text),
        Format::Markdown => text(&decoded.text, true),
        Format::Plain => text(&decoded.text, false),
    };
    let warnings = decoded.warning.map(|warning| format!("{name}: {warning}")).into_iter().collect();
    let mut document = compose(blocks, metadata);
    if document.paragraphs.is_empty() {
        return Err(Error::Empty { name });
    }
    document.id = id(bytes);
    document.name = name;
    Ok(Ingested { document, warnings })
}

/// What the front matter of a text in UTF-8 says of it, as a document without paragraphs: there in no time, for a list
/// that is to be seen before its documents are read.
pub fn announce(name: &str, text: &str) -> Document {
    let (front, _) = front::split(text);
    let metadata = Metadata::from(&front);
    let clean = |value: Option<String>| value.map(|value| Clean::new(&value).trimmed());
    Document {
        id: id(text.as_bytes()),
        name: Clean::new(name),
        title: clean(metadata.title),
        published: metadata.published,
        language: metadata.language.unwrap_or_default(),
        source: clean(metadata.source),
        url: clean(metadata.url),
        paragraphs: Vec::new(),
    }
}

/// Sixteen hexadecimal digits of the SHA-256.
fn id(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

#[derive(Clone, Copy)]
enum Format {
    Plain,
    Markdown,
    Html,
}

impl Format {
    /// By the ending; a page is one whatever it is called.
    fn of(name: &str, text: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let begins = |tag: &str| text.trim_start().get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
        match ending.as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            _ if begins("<!doctype html") || begins("<html") => Self::Html,
            "md" | "markdown" => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

fn text(text: &str, is_markdown: bool) -> (Vec<Block>, Metadata) {
    let (front, body) = front::split(text);
    let (head, body) = metadata::head(body);
    let blocks =
        if html::is_marked_up(body) { html::mixed(body, is_markdown) } else { blocks::blocks(body, is_markdown) };
    (blocks, Metadata::from(&front).or(head))
}

/// Puts the document together from its blocks and what is said of it.
fn compose(blocks: Vec<Block>, metadata: Metadata) -> Document {
    let (mut paragraphs, forms) = paragraphs(blocks);
    noise::mark(&mut paragraphs, &forms);
    turns::mark_questions(&mut paragraphs, &forms);

    let said = metadata.title.as_deref().map(Clean::new).filter(|title| title.chars().any(char::is_alphanumeric));
    let place = if said.is_some() { None } else { title::find(&paragraphs) };
    let found = place.and_then(|at| paragraphs.get(at)).map(|p| p.text.clone());
    let (title, site) = match said.or(found).as_deref().map(title::clean) {
        Some((title, site)) => (Some(Clean::new(title)), site.map(Clean::new)),
        None => (None, None),
    };
    if let Some(at) = place {
        noise::mark_head(&mut paragraphs, at);
        paragraphs.remove(at);
    }
    if let Some(title) = &title {
        leave_out_repeats(&mut paragraphs, title);
    }
    let published = published(&mut paragraphs, place.unwrap_or(0), &metadata);
    turns::mark(&mut paragraphs);
    noise::mark_headings(&mut paragraphs);

    let clean =
        |value: Option<String>| value.map(|value| Clean::new(&value).trimmed()).filter(|value| !value.is_empty());
    Document {
        id: String::new(),
        name: Clean::default(),
        published,
        language: language(title.as_ref(), &paragraphs, metadata.language),
        source: clean(metadata.source).or(site),
        url: clean(metadata.url),
        title,
        paragraphs,
    }
}

/// The blocks that say anything, clean; and the form each of them had.
fn paragraphs(blocks: Vec<Block>) -> (Vec<Paragraph>, Vec<Form>) {
    let mut paragraphs = Vec::with_capacity(blocks.len());
    let mut forms = Vec::with_capacity(blocks.len());
    for block in blocks {
        let kind = match block.form {
            Form::Text | Form::Item | Form::Strong => ParagraphKind::Text,
            Form::Quote => ParagraphKind::Quote,
            Form::Heading => ParagraphKind::Heading,
            Form::Caption => ParagraphKind::Caption,
            Form::Aside => ParagraphKind::Noise,
        };
        let text = Clean::new(&block.text).trimmed();
        let (glued, text) = without_glued_caption(text);
        let parts = [(ParagraphKind::Caption, glued), (kind, Some(text))];
        for (kind, text) in parts.into_iter().filter_map(|(kind, text)| Some((kind, text?))) {
            if text.chars().any(char::is_alphanumeric) {
                paragraphs.push(Paragraph { kind, text });
                forms.push(block.form);
            }
        }
    }
    (paragraphs, forms)
}

/// "Image 0The minister said": the name of a picture that ran together with the text.
fn without_glued_caption(text: Clean) -> (Option<Clean>, Clean) {
    let glued = ["Image ", "Photo ", "Picture ", "Фото ", "Изображение ", "Зображення "].iter().find_map(|word| {
        let after = text.strip_prefix(word)?;
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_glued = rest.len() < after.len() && rest.starts_with(char::is_uppercase);
        is_glued.then(|| (text.strip_suffix(rest).map(Clean::new), Clean::new(rest)))
    });
    glued.unwrap_or((None, text))
}

/// Paragraphs in which a repeated title stands over the text again.
const TOP: usize = 6;

/// A title repeated over the text is left out, one further down is a heading.
fn leave_out_repeats(paragraphs: &mut Vec<Paragraph>, title: &str) {
    let mut at = 0;
    paragraphs.retain_mut(|paragraph| {
        at += 1;
        let own = matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::Heading);
        if !own || !title::repeats(&paragraph.text, title) {
            return true;
        }
        paragraph.kind = ParagraphKind::Heading;
        at > TOP
    });
}

/// The article's own date: from front matter or the page's head, a line that is only a date beside the title or right
/// after the text, or its dateline. `title` is where the title stood.
fn published(paragraphs: &mut [Paragraph], title: usize, metadata: &Metadata) -> Option<Date> {
    // Further above the title sites tell today's date.
    let beside = (title.saturating_sub(1)..title + 4).find_map(|at| {
        let paragraph = paragraphs
            .get(at)
            .filter(|p| (at < title || p.kind != ParagraphKind::Noise) && !noise::is_prose(&p.text))?;
        // "By Ann Hale | 11 June 2019 | 3 min read"
        let parts = || paragraph.text.split(['|', '·', '•']).skip(1).find_map(|part| dates::line(part.trim(), false));
        Some((at, dates::line(&paragraph.text, at == title).or_else(parts)?))
    });
    let prose = |p: &Paragraph| matches!(p.kind, ParagraphKind::Text | ParagraphKind::Turn) && noise::is_prose(&p.text);
    let after = paragraphs.iter().rposition(prose).and_then(|last| {
        let below = paragraphs.get(last + 1).filter(|p| p.kind != ParagraphKind::Caption)?;
        Some((last + 1, dates::line(&below.text, false)?))
    });
    for (at, _) in beside.iter().chain(&after) {
        // The line has said what it had to say.
        if let Some(line) = paragraphs.get_mut(*at) {
            line.kind = ParagraphKind::Noise;
        }
    }
    let dateline = || {
        let first = paragraphs.iter().find(|p| prose(p))?;
        dates::dateline(&first.text)?.date(metadata.collected)
    };
    // What stands beside the title is the text's own word; a date in the lines before it may be another's.
    let own = if metadata.collected.is_some() { None } else { metadata.published };
    own.or(beside.map(|(_, date)| date)).or(metadata.published).or_else(dateline).or(after.map(|(_, date)| date))
}

/// The text's own language; what is said of it counts only where the text is too short to tell.
fn language(title: Option<&Clean>, paragraphs: &[Paragraph], said: Option<Language>) -> Language {
    let mut sample = title.map_or_else(String::new, ToString::to_string);
    for paragraph in paragraphs.iter().filter(|p| p.kind != ParagraphKind::Noise) {
        sample.push(' ');
        sample.push_str(&paragraph.text);
        if sample.len() > 50_000 {
            break;
        }
    }
    match (language::detect(&sample), said) {
        (Language::Other, Some(said)) if sample.len() < 200 => said,
        (found, _) => found,
    }
}

#[cfg(test)]
mod tests;
