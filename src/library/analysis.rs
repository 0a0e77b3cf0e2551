//! What is derived from one document: the pipeline quotations → meetings → topics.
//!
//! What needs all documents (groups, pairs) is not here; see [`crate::alignment`].

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use crate::{
    alignment,
    corpus::Corpus,
    correction::{self, Correction, Outcome},
    document::Document,
    meeting::{self, Assignment},
    quotation::{self, Quotation},
    speaker::Cast,
};

/// Everything derived from one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// In the order of the text.
    pub quotations: Vec<Quotation>,
    pub assignment: Assignment,
}

/// Derives everything that can be derived from `document` alone; `cast` is made of the same corpus.
pub fn analyse(document: &Document, corpus: &Corpus, cast: &Cast) -> Analysis {
    complete(document, quotation::extract(document, cast), corpus)
}

fn complete(document: &Document, mut quotations: Vec<Quotation>, corpus: &Corpus) -> Analysis {
    let assignment = meeting::assign(document, &mut quotations, corpus);
    alignment::topics(&mut quotations, corpus);
    Analysis { quotations, assignment }
}

/// A corpus made ready for analysing documents. Making it ready costs only those who analyse.
pub struct Analyst {
    pub corpus: Arc<Corpus>,
    cast: OnceLock<Cast>,
}

impl Analyst {
    pub fn new(corpus: Arc<Corpus>) -> Self {
        Self { corpus, cast: OnceLock::new() }
    }

    pub fn cast(&self) -> &Cast {
        self.cast.get_or_init(|| Cast::new(&self.corpus))
    }

    pub fn analyse(&self, document: &Document) -> Analysis {
        analyse(document, &self.corpus, self.cast())
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
        let mut quotations = quotation::extract(&corrected, self.cast());
        let outcomes = correction::apply(&corrected, &mut quotations, corrections, &self.corpus, self.cast());
        let analysis = complete(&corrected, quotations, &self.corpus);
        (corrected, analysis, outcomes)
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
