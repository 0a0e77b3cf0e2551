//! Endings: what a word's last letters tell of it, where no list has it. Each word is asked once.

use crate::language::Language;

/// Endings of finite verbs.
const RU: [&str; 28] = [
    "аю", "яю",
    "ял", "нул", "ет", "ёт", "ит", "ют", "ут", "ят", "ат", "ешь", "ишь", "ал", "ил", "ел", "ла", "ли", "ло", "ется",
    "ится", "ются", "лся", "лась", "лись", "утся", "атся", "ятся",
];
const UK: [&str; 29] = [
    "аю",
    "яю",
    "юю",
    "їв",
    "яв",
    "нув",
    "ає",
    "ує",
    "ить",
    "ють",
    "уть",
    "ять",
    "ать",
    "ємо",
    "имо",
    "емо",
    "єш",
    "иш",
    "ав",
    "ив",
    "ла",
    "ли",
    "ло",
    "ється",
    "иться",
    "ються",
    "вся",
    "лися",
    "лась",
];
const EN: [&str; 4] = ["n't", "'re", "'ve", "'ll"];

/// Endings of adjectives, and of the nouns that stand before a role as they do.
const MODIFIERS: [&str; 18] =
    ["ый", "ий", "ой", "ая", "ій", "ого", "ому", "ым", "им", "ої", "ых", "их", "ом", "ою", "ька", "ня", "ьке", "ькі"];

/// Letters of the shortest finite verb in Russian and Ukrainian, and of the shortest modifier.
const SHORTEST_VERB: usize = 4;
const SHORTEST_MODIFIER: usize = 5;

/// Whether a word ends as finite verbs do.
pub(super) fn is_verb(folded: &str, language: Language) -> bool {
    match language {
        Language::En => ends(folded, &EN),
        Language::Ru => ends(folded, &RU) && has(folded, SHORTEST_VERB),
        Language::Uk => ends(folded, &UK) && has(folded, SHORTEST_VERB),
        Language::Other => false,
    }
}

/// Whether a word ends as those do that stand before a role: in English nearly any does.
pub(super) fn is_modifier(folded: &str, language: Language) -> bool {
    match language {
        Language::En => !folded.ends_with("ed"),
        _ => ends(folded, &MODIFIERS) && has(folded, SHORTEST_MODIFIER),
    }
}

fn ends(folded: &str, with: &[&str]) -> bool {
    with.iter().any(|end| folded.ends_with(end))
}

fn has(folded: &str, letters: usize) -> bool {
    folded.chars().nth(letters - 1).is_some()
}
