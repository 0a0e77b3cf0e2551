//! Described: what the words of a phrase without a name tell of the one meant.

use std::ops::Range;

use super::{Known, forms::gender_of_noun};
use crate::{
    corpus::Gender,
    language::Language,
    quotation::{
        lexicon::{Agreement, Word},
        mention::{Context, Mention},
    },
};

/// «Чиновники», "officials"; "the witness" is one.
pub(super) fn is_plural(lemma: &str) -> bool {
    lemma.ends_with(['и', 'ы', 'і', 's']) && !lemma.ends_with("ss")
}

/// Asks of the role's noun as it stands there; of its lemma where no listed noun is.
fn with_head<T>(context: &Context<'_>, mention: &Mention, lemma: &str, ask: impl Fn(&Word) -> Option<T>) -> Option<T> {
    let head = mention.tokens.clone().map(|at| context.tokens.folded(at)).find(|word| word.person() == Some(lemma));
    head.map_or_else(|| ask(&context.lexicon.listed(lemma)), &ask)
}

/// Whether a list has the role's noun.
pub(super) fn is_listed(context: &Context<'_>, mention: &Mention, lemma: &str) -> bool {
    with_head(context, mention, lemma, |word| context.lexicon.roles.find(word)).is_some()
}

/// "A resident", «чиновник»: somebody whom texts leave without a name.
pub(super) fn is_anonymous(context: &Context<'_>, mention: &Mention, lemma: &str) -> bool {
    with_head(context, mention, lemma, |word| context.lexicon.anonymous.find(word)).is_some()
}

/// The gender that a noun for a person says, as the list has it, else by its ending: "her grandson" is a man.
pub(super) fn gender_of_role(context: &Context<'_>, mention: &Mention, lemma: &str) -> Option<Gender> {
    let english = context.language == Language::En;
    let listed = with_head(context, mention, lemma, |word| context.lexicon.roles.find(word)?.1);
    match listed {
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

/// The first of the fields, to be at the head of something, goes with any other.
pub(super) const HEAD: u32 = 1;

/// The fields that the words of a phrase speak of.
pub(super) fn fields(context: &Context<'_>, phrase: &Range<usize>) -> u32 {
    phrase.clone().fold(0, |all, at| all | context.tokens.bare(at).fields())
}

/// «Глав ведомств», «министров»: several of them.
pub(super) fn is_many(context: &Context<'_>, mention: &Mention, lemma: &str) -> bool {
    let head = mention.tokens.clone().find(|at| context.tokens.folded(*at).person() == Some(lemma));
    head.is_some_and(|at| {
        let folded = context.tokens.folded(at);
        lemma.strip_suffix(['а', 'я']) == Some(folded.as_str())
            || context.language == Language::En && folded.strip_suffix('s') == Some(lemma)
            || folded.ends_with(['и', 'ы', 'і']) && lemma.ends_with(|c: char| !"аяоеиыі".contains(c))
            || folded.ends_with("ей") && lemma.ends_with('ь')
            || folded.as_str() != lemma
                && ["ов", "ев", "ів", "їв", "ам", "ям", "ами", "ями", "ах", "ях"]
                    .iter()
                    .any(|end| folded.ends_with(end))
    })
}

/// Whether an adjective of a place stands in the mention's phrase as well as in a title of the person's.
pub(super) fn shares_place(context: &Context<'_>, mention: &Mention, known: &Known) -> bool {
    let places = || mention.tokens.clone().filter_map(|at| place(context.tokens.folded(at)));
    context.language != Language::En
        && known.attributes.iter().filter_map(|own| place(own)).any(|own| places().any(|word| word == own))
}

/// The stem of an adjective of a place: «норвежск» of «норвежского».
fn place(word: &str) -> Option<&str> {
    const ENDINGS: [&str; 17] =
        ["ий", "ая", "ое", "ого", "ой", "ому", "им", "ом", "ую", "ою", "ие", "их", "ими", "ої", "ій", "а", "у"];
    let mut stems = ENDINGS.iter().filter_map(|end| word.strip_suffix(end));
    stems.find(|stem| ["ск", "цк", "ськ", "цьк", "зьк"].iter().any(|end| stem.ends_with(end)))
}
