//! HTML as a stream of tags and texts, read leniently and in time linear in its length whatever it is.
//!
//! Not a parser of documents: the tree that the HTML standard builds can grow with the square of a hostile page
//! (formatting elements reopened in every paragraph), and an article's text does not need it.

use std::borrow::Cow;

use super::named::NAMED;

#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Text with its character references still in it.
    Text(&'a str),
    Start {
        /// Lower case.
        name: String,
        attributes: &'a str,
        closed: bool,
    },
    End {
        name: String,
    },
    /// What stands in an element whose content is not HTML, up to its end tag, which is left out.
    Raw {
        name: String,
        attributes: &'a str,
        content: &'a str,
    },
}

/// Elements whose content is not HTML.
const RAW: &[&str] = &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// What is known to be missing from here on, so that it is looked for only once.
    no_end: [bool; 4],
}

/// Indexes into [`Tokens::no_end`].
const TAG: usize = 0;
const COMMENT: usize = 1;
const DOUBLE: usize = 2;
const SINGLE: usize = 3;

impl<'a> Tokens<'a> {
    pub fn new(html: &'a str) -> Self {
        Self { rest: html, no_end: [false; 4] }
    }

    fn find(&mut self, from: usize, what: &str, kind: usize) -> Option<usize> {
        if self.no_end[kind] {
            return None;
        }
        let found = self.rest.get(from..).and_then(|rest| rest.find(what)).map(|at| from + at);
        self.no_end[kind] = found.is_none();
        found
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// The tag at the beginning of the rest, or None where its `<` is just a character.
    fn tag(&mut self) -> Option<Token<'a>> {
        let inside = self.rest.get(1..)?;
        if let Some(name) = inside.strip_prefix('/').and_then(tag_name) {
            let end = self.find(2 + name.len(), ">", TAG)?;
            self.take(end + 1);
            return Some(Token::End { name: name.to_ascii_lowercase() });
        }
        let name = tag_name(inside)?;
        let start = 1 + name.len();
        let end = self.end_of_tag(start)?;
        let attributes = self.take(end + 1).get(start..end).unwrap_or("");
        let name = name.to_ascii_lowercase();
        let closed = attributes.ends_with('/');
        if !closed && RAW.contains(&name.as_str()) {
            let content = self.raw(&name);
            return Some(Token::Raw { name, attributes, content });
        }
        Some(Token::Start { name, attributes, closed })
    }

    /// Where the `>` of the tag stands, marks of quoted values heeded as long as they are closed.
    fn end_of_tag(&mut self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let next = at + self.rest.get(at..)?.find(['>', '"', '\''])?;
            let after = next + 1;
            at = match self.rest.as_bytes().get(next) {
                Some(b'"') => self.find(after, "\"", DOUBLE).map_or(after, |end| end + 1),
                Some(b'\'') => self.find(after, "'", SINGLE).map_or(after, |end| end + 1),
                _ => return Some(next),
            };
        }
    }

    /// Everything up to the end tag of a raw element, or to the end.
    fn raw(&mut self, name: &str) -> &'a str {
        let mut at = 0;
        while let Some(found) = self.rest.get(at..).and_then(|rest| rest.find("</")) {
            let inside = at + found + 2;
            let matches = self.rest.get(inside..inside + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
            if matches {
                let content = self.take(inside - 2);
                let end = self.find(0, ">", TAG).map_or(self.rest.len(), |end| end + 1);
                self.take(end);
                return content;
            }
            at = inside;
        }
        self.take(self.rest.len())
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let mut from = 0;
        loop {
            // Where no tag can end, nothing is one.
            if self.no_end[TAG] && !self.rest.is_empty() {
                return Some(Token::Text(self.take(self.rest.len())));
            }
            let Some(at) = self.rest.get(from..)?.find('<').map(|at| from + at) else {
                let text = self.take(self.rest.len());
                return (!text.is_empty()).then_some(Token::Text(text));
            };
            let here = self.rest.get(at..)?;
            let is_markup = here.get(1..).is_some_and(|inside| {
                inside.starts_with(['!', '?']) || tag_name(inside.strip_prefix('/').unwrap_or(inside)).is_some()
            });
            if !is_markup {
                from = at + 1;
                continue;
            }
            if at > 0 {
                return Some(Token::Text(self.take(at)));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
            from = 0;
        }
    }
}

impl<'a> Tokens<'a> {
    /// A tag; None where a comment or declaration was passed over, and where the tag has no end.
    fn markup(&mut self) -> Option<Token<'a>> {
        if self.rest.starts_with("<!--") {
            let end = self.find(4, "-->", COMMENT).map_or(4, |end| end + 3);
            self.take(end);
            return None;
        }
        if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            let end = self.find(2, ">", TAG)?;
            self.take(end + 1);
            return None;
        }
        let token = self.tag();
        // A tag without an end: nothing that follows can be one.
        self.no_end[TAG] |= token.is_none();
        token
    }
}

fn tag_name(text: &str) -> Option<&str> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'))).unwrap_or(text.len());
    text.get(..end)
}

/// The attributes of a tag, names in lower case, references in values decoded.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (String, Cow<'_, str>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '=' | '"' | '\''));
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/' | '>')).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
        let name = name.to_ascii_lowercase();
        rest = after;
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            return Some((name, Cow::Borrowed("")));
        };
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quoted {
            Some(mark) => {
                let inside = value.get(1..).unwrap_or("");
                inside.split_once(mark).unwrap_or((inside, ""))
            }
            None => {
                value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len())).unwrap_or((value, ""))
            }
        };
        rest = after;
        Some((name, decoded(value)))
    })
}

/// Text with its character references resolved.
pub(in crate::ingest) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = if let Some((c, end)) = reference(after) {
            out.push(c);
            after.get(end..).unwrap_or("")
        } else {
            out.push('&');
            after
        };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of the reference that begins after `&`, and where it ends.
pub(in crate::ingest) fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('#').unwrap_or(text);
    let length = body.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let name = body.get(..length).filter(|name| !name.is_empty())?;
    let closed = body.as_bytes().get(length) == Some(&b';');
    let end = text.len() - body.len() + length + usize::from(closed);
    if body.len() == text.len() {
        let at = NAMED.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        return Some((NAMED.get(at)?.1, end));
    }
    let number = match name.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => name.parse().ok()?,
    };
    // Numbers that mean windows-1252, as browsers read them: `&#151;` is a dash.
    let c = match u8::try_from(number) {
        Ok(byte @ 0x80..=0x9f) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next(),
        _ => char::from_u32(number),
    };
    Some((c.unwrap_or('\u{fffd}'), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> String {
        Tokens::new(html)
            .map(|token| match token {
                Token::Text(text) => format!("'{text}'"),
                Token::Start { name, closed, .. } => format!("<{name}{}>", if closed { "/" } else { "" }),
                Token::End { name } => format!("</{name}>"),
                Token::Raw { name, content, .. } => format!("<{name}|{content}>"),
            })
            .collect()
    }

    #[test]
    fn tags_and_texts() {
        assert_eq!(read("a<P class='x>y'>b</p >c<br/>"), "'a'<p>'b'</p>'c'<br/>");
        assert_eq!(read("<!doctype html><!-- <p> -->x<?php ?>y"), "'x''y'");
        assert_eq!(
            read("<script>if (a</b) '<p>'</SCRIPT >t<title>a & b</title>"),
            "<script|if (a</b) '<p>'>'t'<title|a & b>"
        );
    }

    #[test]
    fn what_is_no_markup_is_text() {
        assert_eq!(read("1 < 2 and <3 </ x"), "'1 < 2 and <3 </ x'");
        assert_eq!(read("a <b unclosed"), "'a ''<b unclosed'");
        assert_eq!(read("a<!-- never closed <b>c"), "'a'' never closed '<b>'c'");
        assert_eq!(read("<a title=\"never closed>b</a>"), "<a>'b'</a>");
        assert_eq!(read("<script>never closed"), "<script|never closed>");
    }

    #[test]
    fn attribute_values() {
        let found: Vec<(String, String)> = attributes(" A=1 b = \"x &amp; y\" c='z' hidden d")
            .map(|(name, value)| (name, value.into_owned()))
            .collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(found, [pair("a", "1"), pair("b", "x & y"), pair("c", "z"), pair("hidden", ""), pair("d", "")]);
    }

    #[test]
    fn references() {
        assert_eq!(
            decoded("&laquo;&#1044;&#x430;&raquo; &mdash;&#151; AT&T &amp;lt; &unknown; &#xfffffff;"),
            "«Да» —— AT&T &lt; &unknown; \u{fffd}"
        );
        assert!(NAMED.is_sorted());
    }
}
