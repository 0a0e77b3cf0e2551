//! Described: what the words of a phrase without a name tell of the one meant.

use std::ops::Range;

use super::forms::gender_of_noun;
use crate::{
    corpus::Gender,
    language::Language,
    quotation::{
        lexicon::Agreement,
        mention::{Context, Mention},
    },
};

/// The gender that a noun for a person says, as the list has it, else by its ending: "her grandson" is a man.
pub(super) fn gender_of_role(context: &Context<'_>, lemma: &str) -> Option<Gender> {
    let english = context.language == Language::En;
    match context.lexicon.roles.find(&context.lexicon.listed(lemma)).and_then(|(_, agreement)| agreement) {
        Some(Agreement::Female) => Some(Gender::Female),
        Some(Agreement::Male) if english => Some(Gender::Male),
        _ => gender_of_noun(lemma, context.language),
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
