//! `visavis compare`: what one side said beside what the other side said, the gaps shown.

use std::io;

use serde::Serialize;

use super::{
    print::{Printer, Record},
    quotes::{kind, who, words},
};
use crate::{
    alignment::{GroupBy, Pair, Why},
    corpus::Corpus,
    library::{self, Store},
    quotation::{By, Filter, Quotation},
    text::Clean,
};

/// Prints all pairs and gaps of the store that the filter lets through.
pub fn print(store: &dyn Store, group_by: GroupBy, filter: &Filter, out: &mut Printer) -> Result<(), super::Error> {
    out.head::<Line>()?;
    let mut above: Option<Option<String>> = None;
    for pair in store.pairs(group_by, filter)? {
        let group = match group_by {
            GroupBy::Meeting => pair.meeting.clone(),
            GroupBy::Topic => pair.topic.clone(),
        };
        let heading = match above.replace(group.clone()) {
            Some(above) if above == group => None,
            _ => Some(heading(store, group_by, group)?),
        };
        let left = pair.left.as_deref().map(|id| store.quotation(id)).transpose()?.flatten();
        let right = pair.right.as_deref().map(|id| store.quotation(id)).transpose()?.flatten();
        let line = Line::new(&pair, left.as_ref(), right.as_ref());
        out.record(&line, |out| {
            if let Some(heading) = heading {
                out.heading(&heading)?;
            }
            line.plain(store.corpus(), out)
        })?;
    }
    Ok(())
}

/// What a group of pairs has in common.
fn heading(store: &dyn Store, group_by: GroupBy, group: Option<String>) -> Result<Clean, library::Error> {
    let Some(id) = group else {
        return Ok(match group_by {
            GroupBy::Meeting => "Not of one meeting".into(),
            GroupBy::Topic => "No topic".into(),
        });
    };
    match group_by {
        GroupBy::Topic => Ok(store.corpus().topic(&id).map_or_else(|| id.into(), |topic| topic.name.clone())),
        GroupBy::Meeting => {
            let Some(meeting) = store.meeting(&id)? else { return Ok(id.into()) };
            let place = meeting.place.as_ref().map(|place| format!(" · {place}")).unwrap_or_default();
            let corpus = store.corpus();
            let name =
                |id: &String| corpus.person(id).map_or_else(|| id.clone(), |person| person.display().to_string());
            let participants: Vec<String> = meeting.participants.iter().map(name).collect();
            let kind = meeting.kind.name();
            Ok(Clean::from(format!("{}{place} · {kind} · {}", meeting.date, participants.join(", "))))
        }
    }
}

/// The line of `visavis compare --json`.
#[derive(Serialize)]
struct Line<'a> {
    meeting: Option<&'a str>,
    topic: Option<&'a str>,
    left: Option<&'a Quotation>,
    right: Option<&'a Quotation>,
    score: Option<f64>,
    by: By,
    why: Reasons<'a>,
}

/// The reasons for a pair; a gap has none (`{}`).
#[derive(Serialize)]
#[serde(untagged)]
enum Reasons<'a> {
    Pair(&'a Why),
    Gap {},
}

impl<'a> Line<'a> {
    fn new<Q>(pair: &'a Pair<Q>, left: Option<&'a Quotation>, right: Option<&'a Quotation>) -> Self {
        let why = if left.is_some() && right.is_some() { Reasons::Pair(&pair.why) } else { Reasons::Gap {} };
        Self {
            meeting: pair.meeting.as_deref(),
            topic: pair.topic.as_deref(),
            left,
            right,
            score: pair.score,
            by: pair.by,
            why,
        }
    }

    fn plain(&self, corpus: &Corpus, out: &mut Printer) -> io::Result<()> {
        for (index, quotation) in [self.left, self.right].into_iter().enumerate() {
            let Some(quotation) = quotation else {
                let side = corpus.sides.get(index).map_or("The other side", |side| side.name.as_str());
                out.text(0, &Clean::from(format!("{side}: (nothing)")))?;
                continue;
            };
            out.text(0, &Clean::from(format!("{}, {}", who(quotation, corpus), kind(quotation.kind))))?;
            words(quotation, out)?;
            let date = quotation.date.map(|date| format!(" · {date}")).unwrap_or_default();
            out.text(4, &Clean::from(format!("{}{date} · {}", quotation.language.code(), quotation.document)))?;
        }
        if let Reasons::Pair(why) = self.why {
            out.hanging("  = ", 4, &Clean::from(reasons(why, self.score)))?;
        }
        out.blank()
    }
}

/// What is known of a pair, never an interpretation.
fn reasons(why: &Why, score: Option<f64>) -> String {
    let mut parts = Vec::new();
    if why.same_meeting {
        parts.push("same meeting".to_owned());
    }
    if why.same_group {
        parts.push("the same words".to_owned());
    }
    if !why.topics.is_empty() {
        parts.push(format!("same topic: {}", why.topics.join(", ")));
    }
    parts.extend(why.terms.iter().map(|(left, right)| format!("{left} ~ {right}")));
    parts.extend(why.differs.iter().map(|what| format!("differs: {what}")));
    parts.extend(score.map(|score| format!("score {score:.2}")));
    parts.join(" · ")
}

/// In CSV a pair is flat: what it is, then either side's columns, then the reasons.
impl Record for Line<'_> {
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
    ];
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::cli::{command::Form, samples};

    fn pair(why: Why, score: Option<f64>) -> Pair<String> {
        Pair {
            meeting: Some("2021-03-03-lyman".into()),
            topic: Some("bridges".into()),
            left: None,
            right: None,
            score,
            by: By::Rules,
            why,
        }
    }

    fn printed(line: &Line, form: Form) -> String {
        let mut out = Vec::new();
        Printer::new(&mut out, form, 70).record(line, |out| line.plain(&samples::corpus(), out)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_gap_has_no_reasons_and_says_so() {
        let (pair, left) = (pair(Why::default(), None), samples::quotation("Ann Case", "left"));
        let line = Line::new(&pair, Some(&left), None);
        let json = printed(&line, Form::Json);
        assert!(json.starts_with(r#"{"meeting":"2021-03-03-lyman","topic":"bridges","left":{"id":"#), "{json}");
        assert!(json.ends_with("\"right\":null,\"score\":null,\"by\":\"rules\",\"why\":{}}\n"), "{json}");
        assert!(printed(&line, Form::Plain).contains("\nThe right: (nothing)\n"));
    }

    #[test]
    fn a_pair_tells_its_reasons() {
        let why = Why {
            same_meeting: true,
            topics: vec!["bridges".into()],
            terms: vec![("міст".into(), "bridge".into())],
            ..Why::default()
        };
        let pair = pair(why, Some(0.814));
        let (left, right) = (samples::quotation("Ann Case", "left"), samples::quotation("Bob Rule", "right"));
        let line = Line::new(&pair, Some(&left), Some(&right));
        assert!(
            printed(&line, Form::Json).ends_with(
                r#""score":0.814,"by":"rules","why":{"same_meeting":true,"same_group":false,"topics":["bridges"],"terms":[["міст","bridge"]],"differs":[]}}
"#
            )
        );
        let plain = printed(&line, Form::Plain);
        assert!(
            plain.ends_with("\n  = same meeting · same topic: bridges · міст ~ bridge · score 0.81\n\n"),
            "{plain}"
        );
        assert!(plain.contains("Bob Rule, Minister of Bridges (The right), direct\n"), "{plain}");
    }

    #[test]
    fn in_csv_each_side_has_its_columns() {
        let (pair, left) = (pair(Why::default(), None), samples::quotation("Ann Case", "left"));
        assert_eq!(
            printed(&Line::new(&pair, Some(&left), None), Form::Csv),
            "2021-03-03-lyman,bridges,0123456789ab,Ann Case,direct,uk,2021-03-03,talks.txt,Міст потрібен і буде,\
             ,,,,,,,,rules,,,,,\n"
        );
    }
}
