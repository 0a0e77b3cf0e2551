//! Repeats: pages set some of an article's own words apart to catch the eye; those are no words of somebody else's.

use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
};

use crate::{
    document::ParagraphKind,
    quotation::scan::{Paragraph, Segment},
};

/// Words in a row that do not stand in two places by chance.
const RUN: usize = 5;

/// What the paragraphs that are not set apart hold: their runs of words, as hashes.
pub struct Repeats {
    runs: HashSet<u64>,
    hasher: RandomState,
}

impl Repeats {
    pub fn of(paragraphs: &[Paragraph]) -> Self {
        let hasher = RandomState::new();
        let mut runs = HashSet::new();
        if paragraphs.iter().any(|p| p.kind == ParagraphKind::Quote) {
            for paragraph in paragraphs.iter().filter(|p| p.kind != ParagraphKind::Quote) {
                let whole = Segment { paragraph: 0, tokens: 0..paragraph.tokens.len() };
                runs.extend(words(paragraph, &whole).windows(RUN).map(|run| hasher.hash_one(run)));
            }
        }
        Self { runs, hasher }
    }

    /// Whether nearly all of these words stand elsewhere in the text.
    pub fn has(&self, paragraphs: &[Paragraph], segments: &[Segment]) -> bool {
        let (mut all, mut known) = (0_usize, 0_usize);
        for segment in segments {
            let Some(paragraph) = paragraphs.get(segment.paragraph) else { continue };
            for run in words(paragraph, segment).windows(RUN) {
                all += 1;
                known += usize::from(self.runs.contains(&self.hasher.hash_one(run)));
            }
        }
        all > 0 && known * 10 >= all * 8
    }
}

fn words<'a>(paragraph: &'a Paragraph, segment: &Segment) -> Vec<&'a str> {
    let tokens = &paragraph.tokens;
    segment.tokens.clone().filter(|at| tokens.mark(*at).is_none()).map(|at| tokens.folded(at).as_str()).collect()
}
