//! `visavis compare`: what one side said beside what the other side said, the gaps shown. In two columns where the
//! terminal is wide enough, else one under the other.

use std::io;

use super::{
    print::{Block, Printer, Record},
    quotes::{said, who},
};
use crate::{
    alignment::{GroupBy, Pair},
    corpus::Corpus,
    export::{Cited, Line, Listed, rows, words},
    library::Store,
    quotation::{Filter, Quotation},
    text::Clean,
};

/// Prints all pairs and gaps of the store that the filter lets through.
pub fn print(store: &dyn Store, group_by: GroupBy, filter: &Filter, out: &mut Printer) -> Result<(), super::Error> {
    out.head::<Line<Listed>>()?;
    let corpus = store.corpus();
    let mut first = true;
    rows::pairs(store, group_by, filter, &mut |heading, pair| {
        out.record(&Line::new(&pair, Cited::listed), |out| {
            if let Some(heading) = heading {
                if !std::mem::take(&mut first) && out.has_columns() {
                    out.blank()?;
                }
                headed(&heading, corpus, out)?;
            }
            plain(&pair, corpus, out)
        })?;
        Ok(())
    })
}

/// What a group has in common; over two columns whose they are.
fn headed(heading: &Clean, corpus: &Corpus, out: &mut Printer) -> io::Result<()> {
    out.heading(heading)?;
    if !out.has_columns() {
        return Ok(());
    }
    let name = |side: usize| vec![Block::new("", 0, side_name(corpus, side))];
    out.columns(&name(0), &name(1))?;
    out.rule('┼')
}

fn side_name(corpus: &Corpus, side: usize) -> Clean {
    corpus.sides.get(side).map_or_else(|| "The other side".into(), |side| side.name.clone())
}

fn plain(pair: &Pair<Cited>, corpus: &Corpus, out: &mut Printer) -> io::Result<()> {
    let sides = [&pair.left, &pair.right].map(Option::as_ref);
    if out.has_columns() {
        let [left, right] = sides.map(|side| column(side, words::nothing(pair)));
        out.columns(&left, &right)?;
    } else {
        for (side, cited) in sides.into_iter().enumerate() {
            let Some(Cited { quotation, .. }) = cited else {
                if !pair.joined {
                    out.text(0, &Clean::from(format!("{}: {}", side_name(corpus, side), words::NOTHING)))?;
                }
                continue;
            };
            let kind = words::kind(quotation);
            out.text(0, &Clean::from(format!("{}, {kind}", who(quotation, corpus))))?;
            said(quotation).iter().try_for_each(|block| out.block(block))?;
            out.text(4, &facts(quotation, false))?;
        }
    }
    if let Some(reasons) = words::reasons(pair, corpus) {
        let why = Block::new("  = ", 4, reasons);
        if out.has_columns() { out.across(&why)? } else { out.block(&why)? }
    }
    if out.has_columns() { out.rule('┼') } else { out.blank() }
}

/// One side of a row as a column, which says whose side it is.
fn column(cited: Option<&Cited>, nothing: &'static str) -> Vec<Block> {
    let Some(Cited { quotation, citation, .. }) = cited else {
        return vec![Block::new("", 0, nothing.into())];
    };
    let mut blocks = vec![Block::new("", 0, citation.who())];
    blocks.extend(said(quotation));
    blocks.push(Block::new("    ", 4, facts(quotation, true)));
    blocks
}

/// Where the words stand.
fn facts(quotation: &Quotation, with_kind: bool) -> Clean {
    let mut facts = vec![quotation.language.code().to_owned()];
    facts.extend(with_kind.then(|| words::kind(quotation)));
    facts.extend(quotation.date.map(|date| date.to_string()));
    facts.push(quotation.document.to_string());
    Clean::from(facts.join(" · "))
}

/// In CSV a pair is flat: what it is, then either side's columns, then the reasons.
impl Record for Line<'_, Listed<'_>> {
    const FIELDS: &'static [&'static str] = &[
        "meeting",
        "topic",
        "left.id",
        "left.speaker",
        "left.kind",
        "left.language",
        "left.date",
        "left.document",
        "left.text",
        "right.id",
        "right.speaker",
        "right.kind",
        "right.language",
        "right.date",
        "right.document",
        "right.text",
        "score",
        "by",
        "why.same_meeting",
        "why.same_group",
        "why.topics",
        "why.terms",
        "why.differs",
        "joined",
    ];
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        alignment::Why,
        cli::{command::Form, samples},
        export::Citation,
        quotation::By,
    };

    fn cited(quotation: Quotation) -> Cited {
        Cited { citation: Citation::new(&quotation, None, None), known_by: Vec::new(), quotation }
    }

    fn pair(left: Option<Quotation>, right: Option<Quotation>, why: Why, score: Option<f64>) -> Pair<Cited> {
        Pair {
            meeting: Some("2021-03-03-lyman".into()),
            topic: Some("bridges".into()),
            left: left.map(cited),
            right: right.map(cited),
            score,
            by: By::Rules,
            why,
            joined: false,
        }
    }

    fn gap() -> Pair<Cited> {
        pair(Some(samples::quotation("Ann Case", "left")), None, Why::default(), None)
    }

    fn whole() -> Pair<Cited> {
        let why = Why {
            same_meeting: true,
            topics: vec!["bridges".into()],
            terms: vec![("міст".into(), "bridge".into())],
            ..Why::default()
        };
        let said = |speaker, side| Some(samples::quotation(speaker, side));
        pair(said("Ann Case", "left"), said("Bob Rule", "right"), why, Some(0.814))
    }

    fn printed(pair: &Pair<Cited>, form: Form, width: usize) -> String {
        let mut out = Vec::new();
        let line = Line::new(pair, Cited::listed);
        Printer::new(&mut out, form, width).record(&line, |out| plain(pair, &samples::corpus(), out)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_gap_has_no_reasons_and_says_so() {
        let json = printed(&gap(), Form::Json, 70);
        assert!(json.starts_with(r#"{"meeting":"2021-03-03-lyman","topic":"bridges","left":{"id":"#), "{json}");
        assert!(json.ends_with("\"right\":null,\"score\":null,\"by\":\"rules\",\"why\":{}}\n"), "{json}");
        assert!(printed(&gap(), Form::Plain, 70).contains("\nThe right: (nothing)\n"));
    }

    #[test]
    fn a_pair_tells_its_reasons() {
        assert!(
            printed(&whole(), Form::Json, 70).ends_with(
                r#""score":0.814,"by":"rules","why":{"same_meeting":true,"same_group":false,"topics":["bridges"],"terms":[["міст","bridge"]],"differs":[]}}
"#
            )
        );
        let plain = printed(&whole(), Form::Plain, 70);
        assert!(
            plain.ends_with("\n  = same meeting · same topic: bridges · міст ~ bridge · score 0.81\n\n"),
            "{plain}"
        );
        assert!(plain.contains("Bob Rule, Minister of Bridges (The right), direct\n"), "{plain}");
    }

    #[test]
    fn on_a_wide_terminal_both_sides_stand_side_by_side() {
        assert_eq!(
            printed(&whole(), Form::Plain, 100),
            "\
Ann Case, Minister of Bridges                    │ Bob Rule, Minister of Bridges
    «Міст потрібен» … «і буде»                   │     «Міст потрібен» … «і буде»
    uk · direct · 2021-03-03 · talks.txt         │     uk · direct · 2021-03-03 · talks.txt
  = same meeting · same topic: bridges · міст ~ bridge · score 0.81
─────────────────────────────────────────────────┼─────────────────────────────────────────────────
"
        );
        assert!(
            printed(&gap(), Form::Plain, 100)
                .contains("Ann Case, Minister of Bridges                    │ (nothing)\n")
        );
    }

    #[test]
    fn in_csv_each_side_has_its_columns() {
        assert_eq!(
            printed(&gap(), Form::Csv, 70),
            "2021-03-03-lyman,bridges,0123456789ab,Ann Case,direct,uk,2021-03-03,talks.txt,Міст потрібен і буде,\
             ,,,,,,,,rules,,,,,,\n"
        );
    }
}
