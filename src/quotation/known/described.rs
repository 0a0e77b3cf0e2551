//! Described: what the words of a phrase without a name tell of the one meant.

use std::ops::Range;

use crate::{
    corpus::Gender,
    quotation::{
        lexicon::Agreement,
        mention::{Context, Mention},
    },
};

/// "Her grandson" is a man.
pub(super) fn listed_gender(context: &Context<'_>, lemma: &str) -> Option<Gender> {
    match context.lexicon.roles.find(&context.lexicon.listed(lemma))?.1? {
        Agreement::Male => Some(Gender::Male),
        Agreement::Female => Some(Gender::Female),
        _ => None,
    }
}

/// "The Austrian": somebody in view, by where he comes from.
pub(super) fn is_demonym(context: &Context<'_>, name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).map(|at| context.tokens.folded(at));
    name.len() == 1
        && before.is_some_and(|word| {
            word.ends_with("-year-old")
                || word == "the" && context.lexicon.demonyms.has(context.tokens.folded(name.start))
        })
}

/// "The 52-year-old car dealer", "the Duluth Democrat": what one says of somebody already told of.
pub(super) fn tells_again(context: &Context<'_>, mention: &Mention) -> bool {
    let mut words = mention.tokens.clone().map(|at| context.tokens.folded(at));
    words.next().is_some_and(|first| first == "the")
        && words.any(|word| word.ends_with("-year-old") || context.lexicon.demonyms.has(word))
}
