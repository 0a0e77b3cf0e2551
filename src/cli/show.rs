//! `visavis show`: documents in full, wrapped.

use std::{io, path::PathBuf};

use jiff::civil::Date;
use serde::Serialize;

use super::{Error, Outcome, Session, command::Source, input, messages::say, pick, print::Printer};
use crate::{
    correction,
    document::{Document, Paragraph, ParagraphKind},
    language::Language,
    library::{Library, Store, analysis::Analyst},
    meeting::Reason,
    text::Clean,
};

/// A file where there is one, else a document of the library, which is opened only then.
pub fn run(names: &[PathBuf], source: &Source, session: &Session, out: &mut Printer) -> Result<Outcome, Error> {
    let mut library: Option<Library> = None;
    let mut outcome = Outcome::Whole;
    let mut first = true;
    let mut analyst: Option<Analyst> = None;
    for name in names {
        if *source == Source::Library && (name.as_os_str() == "-" || name.exists()) {
            let corrections = session.corrections()?;
            for document in input::documents(std::slice::from_ref(name)) {
                match document {
                    Ok(mut ingested) => {
                        ingested.warnings.iter().for_each(|sentence| say(sentence));
                        let analyst = match &mut analyst {
                            Some(analyst) => analyst,
                            none => none.insert(Analyst::new(session.corpus()?)),
                        };
                        let known = analyst.put_right(&ingested.document, &corrections).assignment.reasons;
                        correction::to_document(&mut ingested.document, &corrections);
                        separated(&ingested.document, &known, &mut first, out)?;
                    }
                    Err(refused) => {
                        say(&refused);
                        outcome = Outcome::InPart;
                    }
                }
            }
            continue;
        }
        let library = match &mut library {
            Some(library) => library,
            none if *source == Source::Sample => none.insert(session.sample()?),
            none => none.insert(session.library()?),
        };
        match pick::one(&name.to_string_lossy(), "file or document", library)? {
            Ok(summary) => {
                if let Some(document) = library.document(&summary.document_id)? {
                    separated(&document, &library.reasons(&document.id)?, &mut first, out)?;
                }
            }
            Err(sentence) => {
                say(&sentence);
                outcome = Outcome::InPart;
            }
        }
    }
    Ok(outcome)
}

/// Two blank lines between one document and the next.
fn separated(document: &Document, known: &[Reason], first: &mut bool, out: &mut Printer) -> io::Result<()> {
    if out.is_plain() && !std::mem::replace(first, false) {
        out.blank()?;
        out.blank()?;
    }
    print(document, known, out)
}

/// The line of `visavis show --json`.
#[derive(Serialize)]
struct Shown<'a> {
    document: &'a Clean,
    document_id: &'a str,
    title: Option<&'a Clean>,
    published: Option<Date>,
    language: Language,
    paragraphs: &'a [Paragraph],
    /// The meetings it tells of.
    meetings: Vec<Told<'a>>,
}

/// A meeting, with the steps by which it was recognised.
#[derive(Serialize)]
struct Told<'a> {
    meeting: &'a str,
    known_by: &'a [Clean],
}

fn print(document: &Document, known: &[Reason], out: &mut Printer) -> io::Result<()> {
    if out.is_plain() {
        return plain(document, known, out);
    }
    out.json(&Shown {
        document: &document.name,
        document_id: &document.id,
        title: document.title.as_ref(),
        published: document.published,
        language: document.language,
        paragraphs: &document.paragraphs,
        meetings: known.iter().map(|(meeting, known_by)| Told { meeting, known_by }).collect(),
    })
}

/// The article as one reads it: what the site put around it is left out, and the place where it stood named.
fn plain(document: &Document, known: &[Reason], out: &mut Printer) -> io::Result<()> {
    out.heading(document.heading())?;
    let mut facts = vec![document.language.code().to_owned()];
    facts.extend(document.published.map(|date| date.to_string()));
    facts.extend(document.source.iter().chain(&document.url).map(ToString::to_string));
    facts.push(document.name.to_string());
    facts.push(format!("id {}", document.id));
    out.text(0, &Clean::from(facts.join(" · ")))?;
    for (meeting, steps) in known {
        let steps: Vec<&str> = steps.iter().map(Clean::as_str).collect();
        out.hanging("", 4, &Clean::from(format!("meeting {meeting}: {}", steps.join("; "))))?;
    }
    out.blank()?;
    let mut left_out = 0_usize;
    for Paragraph { kind, text } in &document.paragraphs {
        match kind {
            ParagraphKind::Noise => {
                left_out += 1;
                continue;
            }
            ParagraphKind::Text | ParagraphKind::Turn => out.text(0, text)?,
            ParagraphKind::Quote => out.hanging("> ", 2, text)?,
            ParagraphKind::Heading | ParagraphKind::Question => out.hanging("## ", 3, text)?,
            ParagraphKind::Caption => out.hanging("Picture: ", 9, text)?,
        }
        out.blank()?;
    }
    match left_out {
        0 => Ok(()),
        1 => out.text(0, &"(One paragraph of the page around the article is left out; --json has it.)".into()),
        many => {
            let note = format!("({many} paragraphs of the page around the article are left out; --json has them.)");
            out.text(0, &Clean::from(note))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::cli::command::Form;

    fn printed(form: Form) -> String {
        let paragraph = |kind, text: &str| Paragraph { kind, text: text.into() };
        let document = Document {
            id: "0123456789abcdef".into(),
            name: "talks.txt".into(),
            title: Some("Talks".into()),
            language: Language::En,
            paragraphs: vec![
                paragraph(ParagraphKind::Noise, "Share this"),
                paragraph(ParagraphKind::Heading, "Bridges"),
                paragraph(ParagraphKind::Text, "Ann Case spoke about a new bridge."),
                paragraph(ParagraphKind::Caption, "Ann Case"),
            ],
            ..Document::default()
        };
        let mut out = Vec::new();
        let known = [("2021-03-03-lyman".to_owned(), vec!["names Lyman".into(), "is of the same day".into()])];
        print(&document, &known, &mut Printer::new(&mut out, form, 30)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_article_is_wrapped_and_the_page_around_it_left_out() {
        let expected = "\
Talks
─────
en · talks.txt · id
0123456789abcdef
meeting 2021-03-03-lyman:
    names Lyman; is of the
    same day

## Bridges

Ann Case spoke about a new
bridge.

Picture: Ann Case

(One paragraph of the page
around the article is left
out; --json has it.)
";
        assert_eq!(printed(Form::Plain), expected);
    }

    #[test]
    fn json_has_every_paragraph_with_its_kind() {
        assert_eq!(
            printed(Form::Json),
            concat!(
                r#"{"document":"talks.txt","document_id":"0123456789abcdef","title":"Talks","published":null,"#,
                r#""language":"en","paragraphs":[{"kind":"noise","text":"Share this"},{"kind":"heading","text":"Bridges"},"#,
                r#"{"kind":"text","text":"Ann Case spoke about a new bridge."},{"kind":"caption","text":"Ann Case"}],"#,
                r#""meetings":[{"meeting":"2021-03-03-lyman","known_by":["names Lyman","is of the same day"]}]}"#,
                "\n"
            )
        );
    }
}
