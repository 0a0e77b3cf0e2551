//! What holds of the quotations of any document; the property tests and the fuzz target hold them to it.

use std::collections::HashSet;

use visavis::{
    document::Document,
    quotation::{Kind, Quotation, extract},
    speaker::Cast,
    text::{Clean, Span, span},
};

/// Finds the quotations of a document and holds them to the laws; the error says which one is broken.
pub fn hold(document: &Document, cast: &Cast) -> Result<(), String> {
    let quotations = extract(document, cast);
    let text = document.text();
    let mut ids = HashSet::new();
    for quotation in &quotations {
        one(quotation, &text)?;
        if !ids.insert(&quotation.id) {
            return Err(format!("two quotations have the id {}", quotation.id));
        }
    }
    if !quotations.is_sorted_by_key(|quotation| quotation.start) {
        return Err("the quotations are not in the order of the text".to_owned());
    }
    // A paraphrase may hold somebody's own words.
    let own = quotations.iter().filter(|quotation| quotation.kind != Kind::Reported);
    let mut spans: Vec<Span> = own.flat_map(|quotation| &quotation.spans).copied().collect();
    spans.sort_unstable();
    if let Some(pair) = spans.windows(2).find(|pair| overlap(pair)) {
        return Err(format!("two quotations share words: {pair:?}"));
    }
    if quotations == extract(document, cast) { Ok(()) } else { Err("looking twice finds something else".to_owned()) }
}

fn one(quotation: &Quotation, text: &str) -> Result<(), String> {
    let Quotation { segments, spans, .. } = quotation;
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Err("no segment".to_owned()) };
    if segments.len() != spans.len() || (first.start, last.end) != (quotation.start, quotation.end) {
        return Err(format!("segments and places do not go together: {spans:?}"));
    }
    if let Some(pair) = spans.windows(2).find(|pair| overlap(pair)) {
        return Err(format!("the segments are not in order, or share words: {pair:?}"));
    }
    let places = [(quotation.mention.as_ref(), quotation.mention_span), (quotation.cue.as_ref(), quotation.cue_span)];
    let marked = segments.iter().map(Some).zip(spans.iter().copied().map(Some));
    for (words, at) in marked.chain(places) {
        if words.map(Clean::as_str) != at.map(|at| span::slice(text, at)) || at.is_some_and(Span::is_empty) {
            return Err(format!("{words:?} do not stand at {at:?}"));
        }
    }
    if (0.0..=1.0).contains(&quotation.confidence) { Ok(()) } else { Err("a confidence beyond 0 and 1".to_owned()) }
}

fn overlap(pair: &[Span]) -> bool {
    matches!(pair, [before, behind] if before.end > behind.start)
}
