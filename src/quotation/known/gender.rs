//! Genders of roles: what the past tense right beside one says of whoever it means, else the noun itself. «Добавила
//! представитель» is a woman, as «ирландка» is.

use super::forms::gender_of_noun;
use crate::{
    corpus::Gender,
    language::Language,
    quotation::{
        decide,
        lexicon::{self, Agreement},
        mention::{Context, Mention},
    },
};

/// The gender that the verb right before or behind a subject says of it, where both do not differ.
pub(super) fn of_verb(context: &Context<'_>, mention: &Mention) -> Option<Gender> {
    if context.language == Language::En || !mention.can_be_subject() {
        return None;
    }
    let of = |at: usize| {
        let folded = context.tokens.folded(at);
        let open = || {
            let past = decide::is_verb_form(context.tokens, at, context.language);
            past.then(|| lexicon::agreement_of(folded))
        };
        if context.is_quoted(at) || context.tokens.is_capital(at) {
            return None;
        }
        match folded.tag().map(|cue| cue.agreement).or_else(open)? {
            Agreement::Male => Some(Gender::Male),
            Agreement::Female => Some(Gender::Female),
            _ => None,
        }
    };
    let before = mention.tokens.start.checked_sub(1).and_then(of);
    let behind = of(mention.tokens.end);
    match (before, behind) {
        (Some(before), Some(behind)) => (before == behind).then_some(before),
        (before, behind) => before.or(behind),
    }
}

/// The gender that a noun for a person says, as the list has it, else by its ending.
pub(super) fn of_noun(context: &Context<'_>, lemma: &str) -> Option<Gender> {
    let listed = context.lexicon.roles.find(&context.lexicon.listed(lemma)).and_then(|(_, agreement)| agreement);
    if context.language != Language::En && listed == Some(Agreement::Female) {
        return Some(Gender::Female);
    }
    gender_of_noun(lemma, context.language)
}
