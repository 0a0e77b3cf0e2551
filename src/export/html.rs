//! One page of HTML that needs nothing else: no script, no picture, nothing from elsewhere. Both sides stand side by
//! side, one under the other on a narrow screen, and their names over each printed page.

use std::io::{self, Write};

use super::{Form, Request, Rows, about, citation::Article, rows::Cited, title, words};
use crate::{alignment::Pair, corpus::Corpus, text::Clean};

const STYLE: &str = include_str!("html/page.css");

pub struct Page<'a> {
    to: &'a mut dyn Write,
    corpus: &'a Corpus,
    rows: Rows,
    /// A group's section is open.
    open: bool,
}

impl<'a> Page<'a> {
    pub fn new(to: &'a mut dyn Write, request: &Request, corpus: &'a Corpus) -> io::Result<Self> {
        let (title, about) = (escaped(&title(corpus)), escaped(&about(request, corpus)));
        write!(
            to,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
             </head>\n<body>\n<header>\n<h1>{title}</h1>\n<p>{about}</p>\n</header>\n<main>\n"
        )?;
        Ok(Self { to, corpus, rows: request.rows, open: false })
    }

    fn close(&mut self) -> io::Result<()> {
        match (std::mem::take(&mut self.open), self.rows) {
            (false, _) => Ok(()),
            (true, Rows::Pairs) => self.to.write_all(b"</table>\n</section>\n"),
            (true, Rows::Quotes) => self.to.write_all(b"</section>\n"),
        }
    }

    /// Who, the words with what both sides' have in common lit, and where they are from.
    fn quotation(&mut self, cited: &Cited, lit: &[&str]) -> io::Result<()> {
        let Cited { quotation, citation, .. } = cited;
        let language = quotation.language.code();
        writeln!(self.to, "<p class=\"who\">{}</p>", escaped(&citation.who()))?;
        let said = if citation.paraphrase { "reported" } else { "said" };
        let quoted = with_marks(&words::quoted(quotation), lit);
        writeln!(self.to, "<blockquote lang=\"{language}\" class=\"{said}\"><p>{quoted}</p>")?;
        if let Some(sentence) = words::around(quotation) {
            writeln!(self.to, "<p class=\"in\">{}</p>", with_marks(sentence, lit))?;
        }
        let mut facts = vec![words::kind(quotation)];
        facts.extend(citation.occasion().map(|occasion| escaped(&occasion)));
        facts.push(format!("<cite lang=\"{language}\">{}</cite>", escaped(&citation.article.name())));
        facts.extend(citation.article.facts(citation.date).iter().map(|fact| escaped(fact)));
        facts.extend(address(&citation.article));
        writeln!(self.to, "</blockquote>\n<p class=\"from\">{}</p>", facts.join(" · "))
    }
}

impl Form for Page<'_> {
    fn group(&mut self, heading: &Clean) -> io::Result<()> {
        self.close()?;
        self.open = true;
        writeln!(self.to, "<section>\n<h2>{}</h2>", escaped(heading))?;
        if self.rows == Rows::Pairs {
            self.to.write_all(b"<table>\n<thead><tr>")?;
            for side in &self.corpus.sides {
                write!(self.to, "<th scope=\"col\">{}</th>", escaped(&side.name))?;
            }
            self.to.write_all(b"</tr></thead>\n")?;
        }
        Ok(())
    }

    fn quote(&mut self, cited: &Cited) -> io::Result<()> {
        self.to.write_all(b"<article>\n")?;
        self.quotation(cited, &[])?;
        self.to.write_all(b"</article>\n")
    }

    fn pair(&mut self, pair: &Pair<Cited>) -> io::Result<()> {
        let lit: (Vec<&str>, Vec<&str>) =
            pair.why.terms.iter().map(|(left, right)| (left.as_str(), right.as_str())).unzip();
        self.to.write_all(b"<tbody>\n<tr>\n")?;
        for ((side, cited), lit) in self.corpus.sides.iter().zip([&pair.left, &pair.right]).zip([lit.0, lit.1]) {
            // Where the columns stand one under the other, each cell says whose it is.
            let class = if cited.is_some() { "" } else { " class=\"gap\"" };
            writeln!(self.to, "<td{class}>\n<p class=\"side\">{}</p>", escaped(&side.name))?;
            match cited {
                Some(cited) => self.quotation(cited, &lit)?,
                None => writeln!(self.to, "<p>{}</p>", words::nothing(pair))?,
            }
            self.to.write_all(b"</td>\n")?;
        }
        self.to.write_all(b"</tr>\n")?;
        if let Some(why) = words::reasons(pair, self.corpus) {
            writeln!(self.to, "<tr class=\"why\"><td colspan=\"2\">{}</td></tr>", escaped(&why))?;
        }
        self.to.write_all(b"</tbody>\n")
    }

    fn end(&mut self, rows: usize) -> io::Result<()> {
        self.close()?;
        let noun = match (self.rows, rows) {
            (Rows::Quotes, 1) => "quotation",
            (Rows::Quotes, _) => "quotations",
            (Rows::Pairs, 1) => "row",
            (Rows::Pairs, _) => "rows",
        };
        write!(self.to, "</main>\n<footer>{rows} {noun}</footer>\n</body>\n</html>\n")
    }
}

/// A link only to what a browser opens as a page; anything else is shown as it stands.
fn address(article: &Article) -> Option<String> {
    let url = article.url.as_ref()?;
    let shown = escaped(url);
    let known = ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    Some(if known { format!("<a href=\"{shown}\" rel=\"noreferrer noopener\">{shown}</a>") } else { shown })
}

/// The text with these of its words marked.
fn with_marks(text: &str, lit: &[&str]) -> String {
    let mut at: Vec<(usize, usize)> = lit
        .iter()
        .filter(|words| !words.is_empty())
        .flat_map(|words| text.match_indices(words))
        .map(|(start, words)| (start, start.saturating_add(words.len())))
        .filter(|(start, _)| !text.get(..*start).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
        .collect();
    // Of those that begin at one place the longest.
    at.sort_unstable_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    let (mut out, mut done) = (String::new(), 0);
    let part = |from: usize, to: usize| escaped(text.get(from..to).unwrap_or_default());
    for (start, end) in at {
        if start >= done {
            out.extend([&part(done, start), "<mark>", &part(start, end), "</mark>"]);
            done = end;
        }
    }
    out.push_str(&part(done, text.len()));
    out
}

/// The text without a meaning of its own, in elements and in quoted attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(
            escaped("</p><script>alert('\"&amp;')</script>"),
            "&lt;/p&gt;&lt;script&gt;alert(&#39;&quot;&amp;amp;&#39;)&lt;/script&gt;"
        );
    }

    #[test]
    fn words_in_common_are_lit_where_a_word_begins() {
        assert_eq!(
            with_marks("Міст & ще міст, помістя", &["міст", "Міст"]),
            "<mark>Міст</mark> &amp; ще <mark>міст</mark>, помістя"
        );
        assert_eq!(with_marks("new bridge", &["new bridge", "new", ""]), "<mark>new bridge</mark>");
        assert_eq!(with_marks("<b>", &["b"]), "&lt;<mark>b</mark>&gt;");
    }

    #[test]
    fn only_a_page_is_linked() {
        let of = |url: &str| address(&Article { url: Some(url.into()), ..Article::default() }).unwrap_or_default();
        assert_eq!(of("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(of("data:text/html,<b>"), "data:text/html,&lt;b&gt;");
        assert!(of("https://a.example/?b&c").starts_with("<a href=\"https://a.example/?b&amp;c\" rel="));
        assert!(!of("https://a.example/\"onclick=\"x").contains("\"onclick"));
        assert_eq!(address(&Article::default()), None);
    }
}
