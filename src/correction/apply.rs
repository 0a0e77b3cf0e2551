//! Putting corrections on a document and on what was found in it. Later ones see what earlier ones left.

use super::{Change, Correction, Page, Speaker};
use crate::{
    corpus::Corpus,
    document::Document,
    quotation::{self, By, Kind, Quotation},
    speaker::Cast,
    text::{Clean, Span, sentence::sentences, span},
};

/// The share of common words from which two quotations are the same one with other boundaries.
const SAME: f64 = 0.5;

/// What became of a correction in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds there; the quotation it is about, where there is one.
    Done(Option<String>),
    /// Its words are not there.
    Lost,
}

/// Puts right what is said of the document itself; false if nothing was.
pub fn to_document<'a>(document: &mut Document, corrections: impl IntoIterator<Item = &'a Correction>) -> bool {
    let mut corrected = false;
    for correction in corrections.into_iter().filter(|correction| correction.change.is_of_document()) {
        if !correction.is_of(document) {
            continue;
        }
        corrected = true;
        match &correction.change {
            Change::Date { date } => document.published = Some(*date),
            Change::Title { title } => document.title = Some(title.clone()),
            Change::Language { language } => document.language = *language,
            _ => {}
        }
    }
    corrected
}

/// Puts the quotations right that were found in `document`, itself put right before; an answer for each correction.
pub fn apply(
    document: &Document,
    quotations: &mut Vec<Quotation>,
    corrections: &[Correction],
    corpus: &Corpus,
    cast: &Cast,
) -> Vec<Outcome> {
    let page = Page::new(document);
    let mut work = Work { document, page, quotations, corpus, cast };
    corrections.iter().map(|correction| work.put(correction)).collect()
}

impl Correction {
    /// Whether a document is the one it is about: by its content, else by its name and first words.
    fn is_of(&self, document: &Document) -> bool {
        self.document_id == document.id
            || self.document == document.name && self.passage.find(&Page::new(document), false).is_some()
    }
}

/// Gives the quotations the meetings that the reader says, after each was given its own; `outcomes` are told what
/// became of these corrections.
pub fn to_meetings(
    document: &Document,
    quotations: &mut [Quotation],
    corrections: &[Correction],
    corpus: &Corpus,
    outcomes: &mut [Outcome],
) {
    let page = Page::new(document);
    for (correction, outcome) in corrections.iter().zip(outcomes) {
        let Change::Meeting { meeting, date, place } = &correction.change else { continue };
        let same = correction.document_id == document.id;
        let spans = Some(same || correction.document == document.name);
        let spans = spans.filter(|about| *about).and_then(|_| correction.passage.find(&page, same));
        let Some(quotation) = spans.and_then(|spans| target(quotations, &spans)).and_then(|at| quotations.get_mut(at))
        else {
            continue;
        };
        // What the corpus says of it now counts before what was kept.
        let known = meeting.as_deref().and_then(|id| corpus.meeting(id));
        quotation.meeting.clone_from(meeting);
        quotation.date = known.map(|meeting| meeting.date).or(*date).or(document.published);
        quotation.place = known.map_or_else(|| place.clone(), |meeting| meeting.place.clone());
        quotation.by = By::Reader;
        *outcome = Outcome::Done(Some(quotation.id.clone()));
    }
}

/// The quotation that has most of these words.
pub(crate) fn target(quotations: &[Quotation], spans: &[Span]) -> Option<usize> {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let share = |quotation: &Quotation| {
        let common = shared(&quotation.spans, spans);
        common as f64 / (length(spans) + length(&quotation.spans)).saturating_sub(common).max(1) as f64
    };
    let shares = quotations.iter().map(share).enumerate();
    let best = shares.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    best.filter(|(_, share)| *share >= SAME).map(|(index, _)| index)
}

struct Work<'a> {
    document: &'a Document,
    page: Page<'a>,
    quotations: &'a mut Vec<Quotation>,
    corpus: &'a Corpus,
    cast: &'a Cast,
}

impl Work<'_> {
    fn put(&mut self, correction: &Correction) -> Outcome {
        let same = correction.document_id == self.document.id;
        if !same && correction.document != self.document.name {
            return Outcome::Lost;
        }
        if correction.change.is_of_document() {
            return if correction.is_of(self.document) { Outcome::Done(None) } else { Outcome::Lost };
        }
        let Some(spans) = correction.passage.find(&self.page, same) else { return Outcome::Lost };
        let target = self.target(&spans);
        match &correction.change {
            Change::NoQuotation => {
                if let Some(target) = target {
                    self.quotations.remove(target);
                }
                Outcome::Done(None)
            }
            Change::Words { to } => match (target, to.find(&self.page, same)) {
                (Some(target), Some(to)) if touches(&to, &spans) => {
                    let mut quotation = self.quotations.remove(target);
                    self.set_words(&mut quotation, &to);
                    self.insert(quotation)
                }
                _ => Outcome::Lost,
            },
            Change::Speaker { speaker, kind } => {
                // What is somebody's is a quotation, whether or not the rules still see one.
                let quotation = target.map(|target| self.quotations.remove(target));
                let mut quotation = quotation.unwrap_or_else(|| self.made(&spans, *kind));
                self.set_speaker(&mut quotation, speaker);
                self.insert(quotation)
            }
            Change::Missed { speaker, kind } => {
                let mut quotation = self.made(&spans, *kind);
                self.set_speaker(&mut quotation, speaker);
                self.insert(quotation)
            }
            Change::Kind { kind } => {
                // What is of a kind is a quotation, too.
                let quotation = target.map(|target| self.quotations.remove(target));
                let mut quotation = quotation.unwrap_or_else(|| self.made(&spans, *kind));
                quotation.kind = *kind;
                quotation.by = By::Reader;
                self.insert(quotation)
            }
            // [`to_meetings`] has them, and pairs and rows are not a document's own.
            Change::Meeting { .. }
            | Change::Pair { .. }
            | Change::NoPair { .. }
            | Change::Row { .. }
            | Change::NoRow { .. } => Outcome::Lost,
            Change::Date { .. } | Change::Title { .. } | Change::Language { .. } => Outcome::Done(None),
        }
    }

    fn target(&self, spans: &[Span]) -> Option<usize> {
        target(self.quotations, spans)
    }

    /// Puts a quotation into its place; others that have some of its words give way to the reader's.
    fn insert(&mut self, quotation: Quotation) -> Outcome {
        self.quotations.retain(|other| shared(&other.spans, &quotation.spans) == 0);
        let place = (quotation.start, quotation.end);
        let index = self.quotations.partition_point(|other| (other.start, other.end) < place);
        let id = quotation.id.clone();
        self.quotations.insert(index, quotation);
        Outcome::Done(Some(id))
    }

    fn made(&self, spans: &[Span], kind: Kind) -> Quotation {
        let mut quotation = Quotation {
            document: self.document.name.clone(),
            document_id: self.document.id.clone(),
            language: self.document.language,
            kind,
            rule: RULE.to_owned(),
            confidence: 1.0,
            by: By::Reader,
            date: self.document.published,
            ..Quotation::default()
        };
        self.set_words(&mut quotation, spans);
        quotation
    }

    fn set_words(&self, quotation: &mut Quotation, spans: &[Span]) {
        let starts = self.document.starts();
        let (start, end) = (spans.first().map_or(0, |span| span.start), spans.last().map_or(0, |span| span.end));
        quotation.segments = spans.iter().map(|span| Clean::from(self.document.slice(*span))).collect();
        quotation.text = quotation.segments.iter().map(Clean::as_str).collect::<Vec<_>>().join(" ").into();
        quotation.id = quotation::id(&self.document.id, start, &quotation.text);
        quotation.paragraph = starts.partition_point(|first| *first <= start).saturating_sub(1);
        (quotation.start, quotation.end, quotation.spans) = (start, end, spans.to_vec());
        quotation.sentence = self.sentence(Span::new(start, end), &starts);
        quotation.by = By::Reader;
    }

    fn set_speaker(&self, quotation: &mut Quotation, speaker: &Speaker) {
        let person = speaker.id.as_ref().and_then(|id| self.corpus.person(id));
        let index = speaker.id.as_ref().and_then(|id| self.cast.index(id));
        let name = person.map(|person| person.display().clone()).or_else(|| speaker.name.clone());
        if quotation.speaker != name {
            // It named somebody else.
            (quotation.mention, quotation.mention_span) = (None, None);
        }
        quotation.speaker = name;
        quotation.speaker_id = person.map(|person| person.id.clone());
        quotation.side = index.and_then(|index| self.cast.side(index)).map(str::to_owned);
        let office = index.zip(self.document.published).and_then(|(index, date)| self.cast.office_name(index, date));
        quotation.office = office.map(Clean::from);
        RULE.clone_into(&mut quotation.rule);
        quotation.confidence = 1.0;
        quotation.by = By::Reader;
    }

    /// The sentences that hold a stretch of the clean text.
    fn sentence(&self, at: Span, starts: &[usize]) -> Clean {
        let mut found: Vec<&str> = Vec::new();
        for (paragraph, start) in self.document.paragraphs.iter().zip(starts) {
            if *start >= at.end || start + paragraph.text.chars().count() <= at.start {
                continue;
            }
            let own = Span::new(at.start.saturating_sub(*start), at.end - start);
            let inside = sentences(&paragraph.text).into_iter().filter(|s| s.start < own.end && own.start < s.end);
            let hull = inside.reduce(|first, last| Span::new(first.start, last.end));
            found.extend(hull.map(|hull| span::slice(&paragraph.text, hull)));
        }
        Clean::from(found.join(" "))
    }
}

/// What stands in place of a rule's name where the reader decided.
pub const RULE: &str = "reader";

/// How many characters two lists of stretches have in common.
pub fn shared(one: &[Span], other: &[Span]) -> usize {
    let common = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    one.iter().map(|a| other.iter().map(|b| common(a, b)).sum::<usize>()).sum()
}

/// Whether the one lies within reach of the other, though it may be the reporter's words between two stretches.
fn touches(one: &[Span], other: &[Span]) -> bool {
    let hull = |spans: &[Span]| Some((spans.first()?.start, spans.last()?.end));
    hull(one).zip(hull(other)).is_some_and(|((a, b), (c, d))| a < d && c < b)
}
