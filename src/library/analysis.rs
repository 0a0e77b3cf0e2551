//! What is derived from one document: the pipeline quotations → meetings → topics.
//!
//! What needs all documents (groups, pairs) is not here; see [`crate::alignment`].

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use crate::{
    alignment::Topics,
    corpus::Corpus,
    correction::{self, Correction, Outcome},
    document::Document,
    meeting::{Assignment, Meetings},
    quotation::{Extractor, Quotation},
    speaker::Cast,
    text::Clean,
};

/// Everything derived from one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// In the order of the text.
    pub quotations: Vec<Quotation>,
    pub assignment: Assignment,
}

/// A corpus made ready for analysing documents. Making it ready costs only those who analyse.
pub struct Analyst {
    pub corpus: Arc<Corpus>,
    extractor: OnceLock<Extractor>,
    matter: OnceLock<(Meetings, Topics)>,
}

impl Analyst {
    pub fn new(corpus: Arc<Corpus>) -> Self {
        Self { corpus, extractor: OnceLock::new(), matter: OnceLock::new() }
    }

    pub fn cast(&self) -> &Cast {
        self.extractor().cast()
    }

    fn extractor(&self) -> &Extractor {
        self.extractor.get_or_init(|| Extractor::new(Cast::new(&self.corpus)))
    }

    /// Derives everything that can be derived from `document` alone.
    pub fn analyse(&self, document: &Document) -> Analysis {
        self.complete(document, self.extractor().extract(document))
    }

    fn complete(&self, document: &Document, mut quotations: Vec<Quotation>) -> Analysis {
        let (meetings, topics) = self.matter.get_or_init(|| (Meetings::new(&self.corpus), Topics::new(&self.corpus)));
        let assignment = meetings.assign(document, &mut quotations, &self.corpus, self.cast());
        self.hold_offices(&mut quotations);
        topics.assign(&mut quotations);
        Analysis { quotations, assignment }
    }

    /// What is derived from a document as those of a reader's corrections have it that are about it.
    pub fn put_right(&self, document: &Document, corrections: &[Correction]) -> Analysis {
        let about: Vec<Correction> = corrections.iter().filter(|it| it.names(document)).cloned().collect();
        if about.is_empty() { self.analyse(document) } else { self.corrected(document, &about).1 }
    }

    /// The document as a reader's corrections have it, what is derived from it then, and what became of each
    /// correction. What is put right by hand gets its meeting and topics like everything else.
    pub fn corrected(&self, document: &Document, corrections: &[Correction]) -> (Document, Analysis, Vec<Outcome>) {
        let mut corrected = document.clone();
        correction::to_document(&mut corrected, corrections);
        let mut quotations = self.extractor().extract(&corrected);
        let mut outcomes = correction::apply(&corrected, &mut quotations, corrections, &self.corpus, self.cast());
        let mut analysis = self.complete(&corrected, quotations);
        let quotations = &mut analysis.quotations;
        correction::to_meetings(&corrected, quotations, corrections, &self.corpus, &mut outcomes);
        self.hold_offices(quotations);
        (corrected, analysis, outcomes)
    }

    /// An office is the one held when the words were said, which may be long before the article, and is known where
    /// the article has no date.
    fn hold_offices(&self, quotations: &mut [Quotation]) {
        for quotation in quotations {
            let member = quotation.speaker_id.as_deref().and_then(|id| self.cast().index(id));
            if let (Some(member), Some(date)) = (member, quotation.date) {
                quotation.office = self.cast().office_name(member, date).map(Clean::from);
            }
        }
    }
}

/// Changes with the rules and with everything the corpus says.
pub(super) fn stamp(corpus: &Corpus) -> String {
    let Corpus { title, sides, countries, offices, people, meetings, topics, concepts } = corpus;
    let said = serde_json::to_vec(&(title, sides, countries, offices, people, meetings, topics, concepts));
    let digest = Sha256::digest(said.unwrap_or_default());
    let short = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{}-{short:016x}", super::RULES_VERSION)
}
