//! Pairs.
use super::{GroupBy, Pair};
use crate::{corpus::Corpus, quotation::Quotation};
pub fn align(quotations: &[Quotation], corpus: &Corpus, group_by: GroupBy) -> Vec<Pair<usize>> {
    let _ = (quotations, corpus, group_by);
    Vec::new()
}
