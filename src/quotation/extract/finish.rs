//! Finish: from candidates to the form in which quotations travel.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::{Candidate, Work};
use crate::{
    quotation::{By, Kind, Quotation, attribution::Attribution, decide, lexicon::Agreement, scan::Draft},
    text::{Clean, Span, sentence::sentences, span},
};

/// Tokens looked at before a sentence: more are seldom one, and a hostile text must not be read again and again.
const MOST_BEFORE: usize = 80;

impl Work<'_> {
    pub(super) fn finish(mut self) -> Vec<Quotation> {
        let mut out: Vec<Quotation> = std::mem::take(&mut self.reported);
        let mut at = 0;
        while at < self.candidates.len() {
            let mut end = at + 1;
            while self.candidates.get(end).is_some_and(|c| c.joined) {
                end += 1;
            }
            if let Some(group) = self.candidates.get(at..end)
                && let Some(quotation) = self.of_group(group)
            {
                out.push(quotation);
            }
            at = end;
        }
        out.sort_by_key(|quotation| (quotation.start, quotation.end));
        out
    }

    /// A candidate and those joined to it, if they are a quotation at all.
    pub(super) fn of_group(&self, group: &[Candidate]) -> Option<Quotation> {
        let first = group.first().filter(|first| !first.dropped)?;
        let kind = if group.len() > 1 {
            Kind::Direct
        } else {
            decide::kind(&first.draft, first.words, self.paragraphs, self.document.language, self.lexicon)
        };
        let attribution = first.attribution.as_deref();
        if attribution.is_none() {
            // Nobody is named: only whole sentences standing by themselves are surely somebody's words.
            let whole = first.words.clause
                && first.words.count >= 5
                && (first.alone || first.words.capital && first.words.count >= 8 && kind == Kind::Direct);
            if !whole && !decide::is_tagged(&first.draft, self.paragraphs) {
                return None;
            }
        }
        let mut sentences = group.iter().filter_map(|c| c.sentence.as_ref());
        let sentence = sentences.next().map(|(paragraph, first)| {
            let last = sentences.next_back().filter(|(other, _)| other == paragraph).map_or(first, |(_, last)| last);
            let whole = self.text(*paragraph, &(first.start..last.end.max(first.end)));
            let before = (kind == Kind::Partial).then(|| self.looked_back_to(*paragraph, first.start)).flatten();
            before.map_or_else(|| whole.clone(), |before| Clean::from(format!("{before} {whole}")))
        });
        let drafts: Vec<&Draft> = group.iter().map(|c| &c.draft).collect();
        self.quotation(&drafts, kind, attribution, sentence.unwrap_or_default())
    }

    /// The sentence before one that opens with "they": a fragment cannot be understood without what they are.
    fn looked_back_to(&self, paragraph: usize, start: usize) -> Option<String> {
        let tokens = &self.paragraphs.get(paragraph)?.tokens;
        let opening = (start..tokens.len()).find(|at| tokens.is_word(*at))?;
        let (_, agreement) = self.lexicon.pronouns.find(tokens.folded(opening))?;
        if agreement != Some(Agreement::Plural) {
            return None;
        }
        let before = tokens.between(start.saturating_sub(MOST_BEFORE), start);
        let last = sentences(before).pop()?;
        Some(span::slice(before, last).to_owned())
    }

    pub(super) fn text(&self, paragraph: usize, tokens: &Range<usize>) -> Clean {
        self.paragraphs
            .get(paragraph)
            .map_or_else(Clean::default, |p| p.tokens.between(tokens.start, tokens.end).into())
    }

    pub(super) fn quotation(
        &self,
        drafts: &[&Draft],
        kind: Kind,
        attribution: Option<&Attribution>,
        sentence: Clean,
    ) -> Option<Quotation> {
        let starts = &self.starts;
        let mut segments: Vec<Clean> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for segment in drafts.iter().flat_map(|draft| &draft.segments) {
            let tokens = &self.paragraphs.get(segment.paragraph)?.tokens;
            let span = tokens.span(segment.tokens.start, segment.tokens.end);
            let has_words = segment.tokens.clone().any(|at| tokens.mark(at).is_none());
            if span.is_empty() || !has_words {
                continue;
            }
            segments.push(tokens.between(segment.tokens.start, segment.tokens.end).into());
            spans.push(span.shifted(*starts.get(segment.paragraph)?));
        }
        let (start, end) = (spans.first()?.start, spans.last()?.end);
        let paragraph = drafts.first()?.segments.first()?.paragraph;
        // The words, and where they stand in the clean text.
        let place = |range: &Range<usize>| {
            let index = attribution?.paragraph;
            let span = self.paragraphs.get(index)?.tokens.span(range.start, range.end);
            (!span.is_empty()).then_some((self.text(index, range), span.shifted(*starts.get(index)?)))
        };
        let mention = attribution.and_then(|a| a.mention.as_ref()).and_then(place);
        let cue = attribution.and_then(|a| a.cue.as_ref()).and_then(place);
        let (mention_span, cue_span) = (mention.as_ref().map(|(_, span)| *span), cue.as_ref().map(|(_, span)| *span));
        let speaker = attribution.and_then(|a| a.speaker);
        let member = speaker.and_then(|id| self.everybody.get(id)).and_then(|known| known.member);
        let text: Clean = segments.iter().map(Clean::as_str).collect::<Vec<_>>().join(" ").into();
        Some(Quotation {
            id: id(&self.document.id, start, &text),
            document: self.document.name.clone(),
            document_id: self.document.id.clone(),
            language: self.document.language,
            kind,
            segments,
            text,
            sentence,
            paragraph,
            spans,
            start,
            end,
            speaker: speaker.and_then(|id| self.everybody.name(id)),
            speaker_id: member.and_then(|index| self.cast.person(index)).map(|person| person.id.clone()),
            side: member.and_then(|index| self.cast.side(index)).map(str::to_owned),
            office: member
                .zip(self.document.published)
                .and_then(|(index, date)| self.cast.office_name(index, date))
                .map(Clean::from),
            mention: mention.map(|(words, _)| words),
            cue: cue.map(|(words, _)| words),
            rule: attribution.map_or("unattributed", |a| a.rule).to_owned(),
            confidence: attribution.map_or(0.3, |a| a.confidence),
            by: By::Rules,
            meeting: None,
            date: self.document.published,
            place: None,
            topics: Vec::new(),
            group: None,
            mention_span,
            cue_span,
        })
    }
}

/// Twelve hexadecimal digits from the document, the place and the words.
pub fn id(document: &str, start: usize, text: &str) -> String {
    let hash = Sha256::digest(format!("{document}\n{start}\n{text}"));
    let mut number = [0; 8];
    number.iter_mut().skip(2).zip(hash.iter()).for_each(|(to, from)| *to = *from);
    format!("{:012x}", u64::from_be_bytes(number))
}
