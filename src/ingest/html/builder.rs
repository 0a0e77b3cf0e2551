//! A page's blocks, and which of them are the article: the part of the page where most of the unlinked text stands.

use super::{
    tokens::{Token, attributes, decoded},
    words,
};
use crate::ingest::blocks::{Block, Form, blocks};

/// The container that is the page itself.
const ROOT: usize = 0;

/// A block element: what is in it belongs together.
struct Container {
    parent: usize,
    kind: Kind,
    /// Characters of unlinked text in it and below.
    points: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Plain,
    Article,
    /// Around the article: menus, lists of other articles.
    Aside,
}

/// An element that is open.
struct Open {
    name: String,
    container: usize,
    form: Form,
    skipped: bool,
}

struct Piece {
    container: usize,
    block: Block,
    is_headline: bool,
}

pub(super) struct Builder {
    /// For a text that is no page: whether it is Markdown.
    loose: Option<bool>,
    containers: Vec<Container>,
    open: Vec<Open>,
    pieces: Vec<Piece>,
    text: String,
    /// Bytes of the text that stand in links.
    linked: usize,
    in_link: bool,
    /// Bytes of the text that are in bold, and how many elements make it so.
    strong: usize,
    bold: usize,
}

impl Builder {
    /// `loose` is for a text that is no page: whether it is Markdown.
    pub fn new(loose: Option<bool>) -> Self {
        let root = Container { parent: ROOT, kind: Kind::Plain, points: 0 };
        Self {
            loose,
            containers: vec![root],
            open: Vec::new(),
            pieces: Vec::new(),
            text: String::new(),
            linked: 0,
            in_link: false,
            strong: 0,
            bold: 0,
        }
    }

    pub fn token(&mut self, token: Token) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Start { name, attributes, closed } => self.start(name, attributes, closed),
            Token::End { name } => self.end(&name),
            Token::Raw { .. } => {}
        }
    }

    fn is_skipped(&self) -> bool {
        self.open.last().is_some_and(|open| open.skipped)
    }

    /// Whether all of the text in the making is in bold.
    fn is_strong(&self) -> bool {
        self.strong == self.text.len() && !self.text.trim().is_empty()
    }

    fn is_loose(&self) -> bool {
        self.loose.is_some() && self.open.is_empty()
    }

    fn text(&mut self, text: &str) {
        if self.is_skipped() {
            return;
        }
        let before = self.text.len();
        let keeps_lines = self.is_loose() || self.open.last().is_some_and(|open| open.name == "pre");
        let text = decoded(text);
        if keeps_lines {
            self.text.push_str(&text);
        } else {
            self.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
        if self.in_link {
            self.linked += self.text.len() - before;
        }
        if self.bold > 0 || self.text.get(before..).is_some_and(|added| added.trim().is_empty()) {
            self.strong += self.text.len() - before;
        }
    }

    fn start(&mut self, name: String, tag: &str, closed: bool) {
        match name.as_str() {
            // A question in bold, with its answer below in the same paragraph.
            "br" if self.is_strong() && ends_sentence(&self.text) => self.flush(),
            "br" => {
                self.text.push('\n');
                self.strong += 1;
            }
            "b" | "strong" if !closed => self.bold += 1,
            "hr" => self.flush(),
            "a" => self.in_link = true,
            _ if closed => {}
            _ if words::SKIPPED.contains(&name.as_str()) => self.push(name, tag),
            _ if words::BLOCKS.contains(&name.as_str()) => {
                self.flush();
                // Paragraphs and items end where the next begins, though nothing says so.
                let implied = ["p", "li", "dt", "dd", "td", "th", "tr"];
                if self
                    .open
                    .last()
                    .is_some_and(|open| open.name == "p" || open.name == name && implied.contains(&name.as_str()))
                {
                    self.open.pop();
                }
                self.push(name, tag);
            }
            _ => {}
        }
    }

    fn push(&mut self, name: String, tag: &str) {
        let (parent, outer, skipped) =
            self.open.last().map_or((ROOT, Form::Text, false), |open| (open.container, open.form, open.skipped));
        let inherited = self.containers.get(parent).map_or(Kind::Plain, |container| container.kind);
        // The footer of a block set apart says whose words it holds.
        let signs = name == "footer" && outer == Form::Quote;
        let kind = if inherited == Kind::Aside || signs { inherited } else { kind(&name, tag) };
        let form = match name.as_str() {
            "figure" | "figcaption" | "caption" => Form::Caption,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Form::Heading,
            "li" => Form::Item,
            "blockquote" => Form::Quote,
            "p" | "div" | "dt" if outer == Form::Text && has_class(tag, words::QUESTION_WORDS) => Form::Strong,
            "article" => Form::Text,
            _ => outer,
        };
        let skipped = skipped || words::SKIPPED.contains(&name.as_str());
        self.containers.push(Container { parent, kind, points: 0 });
        self.open.push(Open { name, container: self.containers.len() - 1, form, skipped });
    }

    fn end(&mut self, name: &str) {
        match name {
            "a" => self.in_link = false,
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            _ => {}
        }
        if !words::BLOCKS.contains(&name) && !words::SKIPPED.contains(&name) {
            return;
        }
        if !self.is_skipped() {
            self.flush();
        }
        // Pages nest a few dozen elements; an end tag is not looked for further up than that.
        let near = self.open.len().saturating_sub(100);
        if let Some(at) = self.open.iter().skip(near).rposition(|open| open.name == name) {
            self.open.truncate(near + at);
            self.in_link = false;
            // Bold that nobody closed ends with its paragraph.
            self.bold = 0;
        }
    }

    fn flush(&mut self) {
        let raw = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let strong = std::mem::take(&mut self.strong) == raw.len();
        if raw.trim().is_empty() {
            return;
        }
        let (container, form, name) =
            self.open.last().map_or((ROOT, Form::Text, ""), |open| (open.container, open.form, open.name.as_str()));
        let is_headline = name == "h1";
        let mostly_linked = linked * 10 >= raw.trim().len() * 9;
        if form != Form::Heading
            && !mostly_linked
            && let Some(container) = self.containers.get_mut(container)
        {
            container.points += raw.len().saturating_sub(2 * linked);
        }
        let found = if self.is_loose() {
            blocks(&raw, self.loose == Some(true))
        } else {
            let form = if strong && form == Form::Text { Form::Strong } else { form };
            broken(&raw).into_iter().map(|text| Block { form, text }).collect()
        };
        // A few words that are only a link lead away from the article.
        let leads_away = mostly_linked && form != Form::Heading && raw.trim().chars().count() < 100;
        for mut block in found {
            if leads_away {
                block.form = Form::Aside;
            }
            self.pieces.push(Piece { container, block, is_headline });
        }
    }

    /// The text of the page's `h1`, if there is just one.
    pub fn only_headline(&mut self) -> Option<&str> {
        self.flush();
        let mut headlines = self.pieces.iter().filter(|piece| piece.is_headline);
        let headline = headlines.next()?;
        headlines.next().is_none().then_some(headline.block.text.as_str())
    }

    pub fn all(mut self) -> Vec<Block> {
        self.flush();
        self.pieces_of(ROOT)
    }

    /// The blocks of the article.
    pub fn article(mut self) -> Vec<Block> {
        self.flush();
        let main = self.main();
        self.pieces_of(main)
    }

    /// The container the article stands in: from the page inwards as long as one child holds most of the text; an
    /// `article` on that way is it.
    fn main(&mut self) -> usize {
        for at in (1..self.containers.len()).rev() {
            let Container { parent, kind, points } = self.containers[at];
            if kind != Kind::Aside {
                self.containers[parent].points += points;
            }
        }
        let mut largest = vec![ROOT; self.containers.len()];
        for (at, container) in self.containers.iter().enumerate().skip(1) {
            let best = &mut largest[container.parent];
            if container.kind != Kind::Aside && (*best == ROOT || container.points > self.containers[*best].points) {
                *best = at;
            }
        }
        let (mut main, mut article) = (ROOT, None);
        loop {
            let child = largest[main];
            if child == ROOT || self.containers[child].points * 10 < self.containers[main].points * 7 {
                return article.unwrap_or(main);
            }
            main = child;
            if self.containers[main].kind == Kind::Article {
                article = Some(main);
            }
        }
    }

    fn pieces_of(self, main: usize) -> Vec<Block> {
        let mut inside = vec![main == ROOT; self.containers.len()];
        for at in 1..self.containers.len() {
            inside[at] = at == main || inside[self.containers[at].parent];
        }
        let own = self.pieces.into_iter().filter(|piece| inside[piece.container]);
        own.map(|mut piece| {
            if self.containers[piece.container].kind == Kind::Aside {
                piece.block.form = Form::Aside;
            }
            piece.block
        })
        .collect()
    }
}

fn kind(name: &str, tag: &str) -> Kind {
    if words::ASIDE.contains(&name) {
        return Kind::Aside;
    }
    for (attribute, value) in attributes(tag) {
        let is_aside = match attribute.as_str() {
            "class" | "id" => is_aside_class(&value),
            "role" => words::ASIDE_ROLES.contains(&value.as_ref()),
            "hidden" => true,
            "itemprop" if value == "articleBody" && name != "p" => return Kind::Article,
            _ => false,
        };
        if is_aside {
            return Kind::Aside;
        }
    }
    if matches!(name, "article" | "main") { Kind::Article } else { Kind::Plain }
}

/// "article__related-links" is, "shared-space-main" is not.
fn is_aside_class(value: &str) -> bool {
    is_any_word(value, words::ASIDE_WORDS)
}

fn has_class(tag: &str, words: &[&str]) -> bool {
    attributes(tag).any(|(attribute, value)| attribute == "class" && is_any_word(&value, words))
}

fn is_any_word(value: &str, words: &[&str]) -> bool {
    value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .take(40)
        .any(|word| words.contains(&word.to_ascii_lowercase().as_str()))
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', '!', '?', '…', '»', '”', '"', ':', ';'])
}

/// The paragraphs of a block with line breaks: a break after a full stop, or two of them, part.
fn broken(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut parts = true;
    for line in text.split('\n').map(str::trim) {
        if line.is_empty() {
            parts = true;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !parts => {
                last.push(' ');
                last.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
        parts = ends_sentence(line);
    }
    paragraphs
}
