//! Quotations as they are compared: what they say and where they belong, without their texts.
//!
//! A million of them are held at once, so everything is a number, and what they say lies in two long lists.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
    sync::Arc,
};

use jiff::civil::Date;

use super::{
    GroupBy, Pair, Verdict,
    cognate::Sounds,
    judged, pairing,
    profile::{Packed, Reading, Sense, Term, own_words, told},
    same,
    vocabulary::{Name, Vocabulary},
};
use crate::{
    corpus::Corpus,
    meeting::words::words,
    quotation::{Kind, Quotation},
};

/// Senses by which the same words are known: a speech is known by how it begins.
const MOST_TERMS: usize = 256;

/// What a shared country, number or name weighs between the sides; a concept weighs what it says of its topic.
const COUNTRY: f32 = 0.15;
const NUMBER: f32 = 0.3;
const NAME: f32 = 0.3;

pub(super) type Rank = (u8, Option<Sounds>, u32);

/// Quotations taken in one after the other, as they are compared.
pub struct Statements<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) reading: Reading,
    pub(super) vocabulary: Vocabulary,
    pub(super) list: Vec<Statement>,
    ids: Ids,
    terms: Vec<Term>,
    topics: Vec<u16>,
}

/// The ids of quotations in the order in which they were taken in.
#[derive(Default)]
pub struct Ids {
    text: String,
    ends: Vec<usize>,
}

impl Ids {
    fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
    }

    pub fn get(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(number)?)
    }
}

pub(super) struct Statement {
    pub kind: Kind,
    /// 0 left, 1 right.
    pub side: Option<u8>,
    pub latin: bool,
    /// Its cue puts it as an answer.
    pub answers: bool,
    pub speaker: Option<Name>,
    pub speaker_id: Option<Name>,
    pub meeting: Option<Name>,
    pub document: Name,
    pub document_id: Name,
    pub group: Option<Name>,
    pub date: Option<Date>,
    /// Where it stands in its document.
    pub start: u32,
    /// Bytes of its text.
    pub length: u32,
    /// Of its own words, so that the same have the same.
    pub spelling: u64,
    pub words: u32,
    terms: Run,
    topics: Run,
}

/// A stretch of one of the long lists.
#[derive(Clone, Copy)]
struct Run {
    start: u32,
    len: u32,
}

impl Run {
    fn new(start: usize, end: usize) -> Self {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: number(start), len: number(end - start) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// Something that may be the matter of both sides: a concept, a country, a number or a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matter {
    pub sense: Packed,
    pub words: Name,
    /// How far from the quotation's own words, in characters.
    pub away: u16,
}

impl<'c> Statements<'c> {
    pub fn new(corpus: &'c Corpus) -> Self {
        Self {
            corpus,
            reading: Reading::new(corpus),
            vocabulary: Vocabulary::default(),
            list: Vec::new(),
            ids: Ids::default(),
            terms: Vec::new(),
            topics: Vec::new(),
        }
    }

    /// Takes a quotation in; its number is how many were taken in before.
    pub fn push(&mut self, quotation: &Quotation) {
        let profile = self.reading.profile(told(quotation), own_words(quotation), &mut self.vocabulary);
        let spelling: Vec<String> = words(&quotation.text).into_iter().map(|word| word.text).collect();
        let mut hasher = DefaultHasher::new();
        spelling.hash(&mut hasher);
        let (terms, topics) = (self.terms.len(), self.topics.len());
        self.terms.extend(profile.terms);
        let number = |id: &String| self.corpus.topics.iter().position(|topic| topic.id == *id);
        self.topics.extend(quotation.topics.iter().filter_map(number).filter_map(|number| u16::try_from(number).ok()));

        let side = self.corpus.sides.iter().take(2).position(|side| quotation.side.as_ref() == Some(&side.id));
        let mut name = |text: &str| self.vocabulary.name(text);
        self.ids.push(&quotation.id);
        self.list.push(Statement {
            kind: quotation.kind,
            side: side.and_then(|side| u8::try_from(side).ok()),
            latin: profile.latin,
            answers: quotation.cue.as_deref().is_some_and(|cue| self.reading.answers.is_one(cue)),
            speaker: quotation.speaker.as_deref().map(&mut name),
            speaker_id: quotation.speaker_id.as_deref().map(&mut name),
            meeting: quotation.meeting.as_deref().map(&mut name),
            document: name(&quotation.document),
            document_id: name(&quotation.document_id),
            group: quotation.group.as_deref().map(&mut name),
            date: quotation.date,
            start: u32::try_from(quotation.start).unwrap_or(u32::MAX),
            length: u32::try_from(quotation.text.len()).unwrap_or(u32::MAX),
            spelling: hasher.finish(),
            words: u32::try_from(spelling.len()).unwrap_or(u32::MAX),
            terms: Run::new(terms, self.terms.len()),
            topics: Run::new(topics, self.topics.len()),
        });
    }

    /// The id of the quotation of this number.
    pub fn id(&self, number: usize) -> Option<&str> {
        self.ids.get(number)
    }

    /// Only the ids, where nothing more is compared: all else is most of the memory.
    pub fn into_ids(self) -> Ids {
        self.ids
    }

    /// The group that the quotation of this number came with.
    pub fn group(&self, number: usize) -> Option<&str> {
        self.text(self.list.get(number)?.group)
    }

    /// The group of each quotation, in the order in which they were taken in; none for those alone.
    pub fn groups(&self) -> Vec<Option<Arc<str>>> {
        same::groups(self)
    }

    /// The pairs and gaps of both sides, in the order they are shown, with the numbers of the quotations.
    pub fn align(&self, group_by: GroupBy) -> Vec<Pair<usize>> {
        self.align_while(group_by, |_| true).unwrap_or_default()
    }

    /// The same as long as it is wanted: `goes_on` is told of the quotations that were compared.
    pub fn align_while(&self, group_by: GroupBy, goes_on: impl Fn(usize) -> bool) -> Option<Vec<Pair<usize>>> {
        pairing::align(self, group_by, &goes_on)
    }

    /// Puts a reader's verdicts on pairs made by [`Self::align`].
    pub fn judge(&self, pairs: &mut Vec<Pair<usize>>, verdicts: &[Verdict], group_by: GroupBy) {
        judged::judge(self, pairs, verdicts, group_by);
    }

    pub(super) fn meeting(&self, number: usize) -> Option<&str> {
        self.text(self.list.get(number)?.meeting)
    }

    /// What it says, in the order of the text; of a speech how it begins.
    pub(super) fn terms(&self, statement: &Statement) -> &[Term] {
        let all = self.all_terms(statement);
        all.get(..MOST_TERMS).unwrap_or(all)
    }

    fn all_terms(&self, statement: &Statement) -> &[Term] {
        self.terms.get(statement.terms.range()).unwrap_or_default()
    }

    /// What may be the matter of both sides, each sense once, in the order of senses.
    pub(super) fn matter(&self, statement: &Statement) -> Vec<Matter> {
        let telling = |term: &&Term| {
            matches!(term.sense(), Sense::Concept(_) | Sense::Country(_) | Sense::Number(_)) || term.is_name()
        };
        let terms = self.all_terms(statement).iter().filter(telling);
        let mut matter: Vec<Matter> =
            terms.map(|term| Matter { sense: term.sense().into(), words: term.words, away: term.away }).collect();
        // Stable: of those equally near the first of the text.
        matter.sort_by_key(|one| (one.sense, one.away));
        matter.dedup_by_key(|one| one.sense);
        matter
    }

    /// Numbers of its topics in the corpus, the strongest first.
    pub(super) fn topics(&self, statement: &Statement) -> &[u16] {
        self.topics.get(statement.topics.range()).unwrap_or_default()
    }

    /// How much it says that both sides name it.
    pub(super) fn worth(&self, sense: Sense) -> f32 {
        match sense {
            Sense::Concept(number) => self.reading.concepts.worth(number) as f32,
            Sense::Country(_) => COUNTRY,
            Sense::Number(_) => NUMBER,
            Sense::Other(_) => NAME,
            Sense::General(_) | Sense::Actor(_) | Sense::Person(_) => 0.0,
        }
    }

    /// An order of senses that does not depend on what was taken in first.
    pub(super) fn rank(&self, sense: Sense) -> Rank {
        match sense {
            Sense::Other(number) => (0, self.vocabulary.sounds(number), 0),
            Sense::Concept(n) => (1, None, n),
            Sense::Country(n) | Sense::Actor(n) => (2, None, n),
            Sense::General(n) => (3, None, n),
            Sense::Number(n) => (4, None, n),
            Sense::Person(n) => (5, None, n),
        }
    }

    pub(super) fn text(&self, name: Option<Name>) -> Option<&str> {
        name.map(|name| self.vocabulary.text(name))
    }
}
