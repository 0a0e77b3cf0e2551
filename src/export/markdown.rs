//! Markdown that is read as it stands and by any program that knows it: headings and quotations, no tables.

use std::io::{self, Write};

use super::{Form, Request, about, rows::Cited, title, words};
use crate::{alignment::Pair, corpus::Corpus, quotation::By, text::Clean};

pub struct Text<'a> {
    to: &'a mut dyn Write,
    corpus: &'a Corpus,
}

impl<'a> Text<'a> {
    pub fn new(to: &'a mut dyn Write, request: &Request, corpus: &'a Corpus) -> io::Result<Self> {
        writeln!(to, "# {}\n\n{}", escaped(&title(corpus)), escaped(&about(request, corpus)))?;
        Ok(Self { to, corpus })
    }

    /// The words, their sentence where they need it, and the citation, as one quotation.
    fn block(&mut self, cited: &Cited) -> io::Result<()> {
        writeln!(self.to, "\n> {}", escaped(&words::quoted(&cited.quotation)))?;
        if let Some(sentence) = words::around(&cited.quotation) {
            writeln!(self.to, ">\n> in: {}", escaped(sentence))?;
        }
        write!(self.to, ">\n> — {}", escaped(&cited.citation.to_string()))?;
        if cited.quotation.by == By::Reader {
            write!(self.to, " ({})", words::PUT_RIGHT)?;
        }
        writeln!(self.to)
    }
}

impl Form for Text<'_> {
    fn group(&mut self, heading: &Clean) -> io::Result<()> {
        writeln!(self.to, "\n## {}", escaped(heading))
    }

    fn quote(&mut self, cited: &Cited) -> io::Result<()> {
        self.block(cited)
    }

    fn pair(&mut self, pair: &Pair<Cited>) -> io::Result<()> {
        for (side, cited) in self.corpus.sides.iter().zip([&pair.left, &pair.right]) {
            write!(self.to, "\n**{}**", escaped(&side.name))?;
            match cited {
                Some(cited) => {
                    writeln!(self.to)?;
                    self.block(cited)?;
                }
                None => writeln!(self.to, ": {}", words::nothing(pair))?,
            }
        }
        if let Some(reasons) = words::reasons(pair, self.corpus) {
            writeln!(self.to, "\n*{}*", escaped(&reasons))?;
        }
        writeln!(self.to, "\n---")
    }

    fn end(&mut self, _: usize) -> io::Result<()> {
        Ok(())
    }
}

/// The text without a meaning of its own. It is one line and never stands at the beginning of one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(
            escaped("a *b* _c_ [d](e) <script> `f` &lt; | # x"),
            r"a \*b\* \_c\_ \[d\](e) \<script\> \`f\` \&lt; \| \# x"
        );
        assert_eq!(escaped("«Так», — сказала вона (1/2)."), "«Так», — сказала вона (1/2).");
    }
}
