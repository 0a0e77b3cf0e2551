//! Endings: what a word's last letters tell of it, where no list has it. Each word is asked once.

use crate::language::Language;

/// Endings of finite verbs.
const RU: &[Ending] = &endings([
    "аю", "яю", "ял", "ыл", "нул", "ет", "ёт", "ит", "ют", "ут", "ят", "ат", "ешь", "ишь", "ал", "ил", "ел", "ла",
    "ли", "ло", "ется", "ится", "ются", "лся", "лась", "лись", "утся", "атся", "ятся",
]);
const UK: &[Ending] = &endings([
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
]);
const EN: &[Ending] = &endings(["n't", "'re", "'ve", "'ll"]);

/// Endings of adjectives, and of the nouns that stand before a role as they do.
const MODIFIERS: &[Ending] = &endings([
    "ый", "ий", "ой", "ая", "ій", "ого", "ому", "ым", "им", "ої", "ых", "их", "ом", "ою", "ька", "ня", "ьке", "ькі",
]);

/// Letters of the shortest finite verb in Russian and Ukrainian, and of the shortest modifier.
const SHORTEST_VERB: usize = 4;
const SHORTEST_MODIFIER: usize = 5;

/// Nouns whose last vowel only the nominative has, and what their genitive ends in instead, the longer ending first.
const FLEETING_RU: &[(&str, &str)] =
    &[("аец", "айца"), ("еец", "ейца"), ("иец", "ийца"), ("ец", "ца"), ("ок", "ка"), ("ень", "ня"), ("сол", "сла")];
const FLEETING_UK: &[(&str, &str)] =
    &[("боєць", "бійця"), ("єць", "йця"), ("ець", "ця"), ("ок", "ка"), ("ень", "ня"), ("сол", "сла")];

/// The genitive of a noun in the nominative that loses its last vowel in it: «посол», «посла».
pub(super) fn without_vowel(noun: &str, language: Language) -> Option<String> {
    let endings = match language {
        Language::Ru => FLEETING_RU,
        Language::Uk => FLEETING_UK,
        _ => return None,
    };
    endings.iter().find_map(|(end, genitive)| Some(format!("{}{genitive}", noun.strip_suffix(end)?)))
}

/// Whether a word ends as finite verbs do.
pub(super) fn is_verb(folded: &str, language: Language) -> bool {
    match language {
        Language::En => ends(folded, EN),
        Language::Ru => ends(folded, RU) && has(folded, SHORTEST_VERB),
        Language::Uk => ends(folded, UK) && has(folded, SHORTEST_VERB),
        Language::Other => false,
    }
}

/// Whether a word ends as those do that stand before a role: in English nearly any does.
pub(super) fn is_modifier(folded: &str, language: Language) -> bool {
    match language {
        Language::En => !folded.ends_with("ed"),
        _ => ends(folded, MODIFIERS) && has(folded, SHORTEST_MODIFIER),
    }
}

fn ends(folded: &str, with: &[Ending]) -> bool {
    let last = folded.bytes().rev().take(size_of::<u128>()).enumerate();
    let last = last.fold(0, |number, (place, byte)| number | u128::from(byte) << (8 * place));
    with.iter().any(|ending| last & ending.mask == ending.bytes)
}

/// The bytes of an ending as a number, so that a word is compared with many at once, and which bits they take.
#[derive(Clone, Copy)]
struct Ending {
    bytes: u128,
    mask: u128,
}

const fn endings<const N: usize>(of: [&str; N]) -> [Ending; N] {
    let mut all = [Ending { bytes: 0, mask: 0 }; N];
    let mut at = 0;
    while at < N {
        let bytes = of[at].as_bytes();
        assert!(bytes.len() <= size_of::<u128>());
        let mut place = 0;
        while place < bytes.len() {
            all[at].bytes = all[at].bytes << 8 | bytes[place] as u128;
            all[at].mask = all[at].mask << 8 | 0xff;
            place += 1;
        }
        at += 1;
    }
    all
}

fn has(folded: &str, letters: usize) -> bool {
    folded.chars().nth(letters - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_that_lose_a_vowel() {
        for (language, noun, genitive) in [
            (Language::Uk, "українець", Some("українця")),
            (Language::Uk, "боєць", Some("бійця")),
            (Language::Uk, "посол", Some("посла")),
            (Language::Ru, "китаец", Some("китайца")),
            (Language::Uk, "лікар", None),
            (Language::En, "ambassador", None),
        ] {
            assert_eq!(without_vowel(noun, language).as_deref(), genitive, "{noun}");
        }
    }
}
