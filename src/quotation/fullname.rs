//! Full names in Russian and Ukrainian: what their words tell of the bearer's gender and of the name's case.
//!
//! Sources are the lists of given names and the endings of patronymics and surnames; what they leave open stays
//! unknown, and the verb or the title beside the name may tell it.

use super::lexicon::{Lexicon, Word};
use crate::{corpus::Gender, language::Language};

/// What a full name tells of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub gender: Option<Gender>,
    pub nominative: Option<bool>,
}

impl Told {
    const fn of(gender: Gender, nominative: Option<bool>) -> Self {
        Self { gender: Some(gender), nominative }
    }
}

/// Endings of patronymics in the nominative and in the other cases, of men and of women.
const HIS: [&str; 2] = ["вич", "ьич"];
const HIS_OBLIQUE: [&str; 7] = ["вича", "вичу", "вичем", "виче", "вичеві", "ьича", "ьичу"];
const HER: [&str; 3] = ["вна", "ична", "инишна"];
const HER_OBLIQUE: [&str; 10] = ["вны", "вне", "вну", "вной", "вни", "вні", "вною", "ичны", "ичной", "ичну"];

/// Whether a word ends as patronymics do.
pub fn is_patronymic(folded: &str) -> bool {
    patronymic(folded).is_some()
}

fn patronymic(folded: &str) -> Option<Told> {
    let ends = |with: &[&str]| with.iter().any(|end| folded.ends_with(end));
    let lists: [(&[&str], Gender, bool); 4] = [
        (&HIS, Gender::Male, true),
        (&HIS_OBLIQUE, Gender::Male, false),
        (&HER, Gender::Female, true),
        (&HER_OBLIQUE, Gender::Female, false),
    ];
    let found = lists.into_iter().find(|(list, ..)| ends(list))?;
    Some(Told::of(found.1, Some(found.2)))
}

/// Whether a surname beside a given name in another case than the nominative shares that case: «Кюри», «Ким» of
/// «Марии Кюри», «Анны Ким» do not, nor does a woman's «Дюма».
pub fn is_declined(given: &str, surname: &str) -> bool {
    const HERS: [&str; 8] = ["ой", "ою", "ую", "у", "ю", "ы", "ої", "ій"];
    const HIS: [&str; 12] = ["а", "я", "у", "ю", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем"];
    let ends = |with: &[&str]| with.iter().any(|end| surname.ends_with(end)) && surname.chars().count() > 3;
    let his = given.ends_with(['а', 'я', 'у', 'ю']) || ["ом", "ем", "єм", "ём"].iter().any(|end| given.ends_with(end));
    ends(&HERS) || his && ends(&HIS)
}

/// Endings that a Ukrainian surname has in no nominative.
const OBLIQUE_UK: [&str; 10] = ["ою", "ею", "єю", "ові", "еві", "єві", "ого", "ому", "ської", "цької"];

/// Whether a surname stands in another case by its ending alone: «Рокитою», «Білому».
pub fn is_oblique(surname: &str, language: Language) -> bool {
    language == Language::Uk && surname.chars().count() > 4 && OBLIQUE_UK.iter().any(|end| surname.ends_with(end))
}

/// What a full name of these folded words tells; `first` is the first of them as the lists see it.
pub fn told<'w>(first: &Word, mut words: impl DoubleEndedIterator<Item = &'w str> + Clone, lexicon: &Lexicon) -> Told {
    // A last word in -вич may be the surname of either.
    let count = words.clone().count();
    let sure = |(place, word): (usize, &str)| {
        patronymic(word).filter(|told| told.gender == Some(Gender::Female) || place + 1 < count)
    };
    if let Some(told) = words.clone().enumerate().skip(1).find_map(sure) {
        return told;
    }
    let Some(given) = words.next() else { return Told::default() };
    let surname = words.next_back().unwrap_or("");
    let ends = |with: &[&str]| with.iter().any(|end| surname.ends_with(end));
    let plain = !surname.is_empty() && ends_plainly(surname);
    if lexicon.irregular(given).is_some() && !lexicon.female.has(first) {
        return Told::of(Gender::Male, Some(false));
    }
    if lexicon.male.has(first) {
        // «Хью», «Паоло» have no cases.
        return Told::of(Gender::Male, (!given.ends_with(['о', 'е', 'у', 'ю', 'и', 'і'])).then_some(true));
    }
    if lexicon.female.has(first) {
        return Told::of(Gender::Female, given.ends_with(['а', 'я']).then_some(true));
    }
    if lexicon.either.has(first) && !surname.is_empty() {
        // «Руслана Коваль» is a woman; «Руслана Орлова» may be one, or Руслан in another case.
        let woman = plain || ends(&["ая", "ська", "цька", "ко", "их", "ых"]);
        let man = ends(&["ого", "его", "ки", "ги", "чи", "і", "ы"]);
        return match (man, woman) {
            (true, _) => Told::of(Gender::Male, Some(false)),
            (_, true) => Told::of(Gender::Female, Some(true)),
            _ => Told::default(),
        };
    }
    // «Леоніда Губського» is in no nominative, whatever the given name.
    if ends(&["ського", "цького", "ского", "цкого", "ському", "цькому", "скому", "цкому", "ским", "ським"])
    {
        return Told::of(Gender::Male, Some(false));
    }
    // «Марцином Вежбицьким», «Ингой Воротниковой»: both words say the same.
    let both = |with: &[&str]| with.iter().any(|end| given.ends_with(end)) && ends(with);
    if both(&["ом", "ем", "єм", "ём", "ым", "им", "їм"]) {
        return Told::of(Gender::Male, Some(false));
    }
    if both(&["ою", "ею", "єю"]) {
        return Told::of(Gender::Female, Some(false));
    }
    let (male, female) = (lexicon.male.find(first).is_some(), lexicon.female.find(first).is_some());
    let oblique = given.ends_with(|c: char| "уюеиіыїє".contains(c))
        || ["ом", "ем", "єм", "ём", "ой", "ей", "єю"].iter().any(|end| given.ends_with(end));
    match (male, female) {
        // A man's surname has the case of his given name.
        (true, false) if plain => Told::default(),
        (true, false) => {
            Told { gender: Some(Gender::Male), nominative: (oblique || given.ends_with(['а', 'я'])).then_some(false) }
        }
        (false, true) if oblique => Told::of(Gender::Female, Some(false)),
        (true, true) if oblique => {
            let hers = given.ends_with(['ы', 'и', 'і', 'ї'])
                || ["ой", "ей", "ою", "ею"].iter().any(|end| given.ends_with(end));
            Told { gender: hers.then_some(Gender::Female), nominative: Some(false) }
        }
        _ => Told::default(),
    }
}

/// A surname that ends in a consonant, in «о» or in another letter that no case has.
fn ends_plainly(surname: &str) -> bool {
    surname.ends_with(|c: char| !"аяуюеиіыїє".contains(c))
        && !["ом", "ем", "єм", "ым", "им", "ой", "ей", "ою", "ею"].iter().any(|end| surname.ends_with(end))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn gender_and_case_by_the_words_of_a_name() {
        let (male, female) = (Some(Gender::Male), Some(Gender::Female));
        for (language, name, gender, nominative) in [
            (Language::Ru, "антон лыхин", male, Some(true)),
            (Language::Ru, "антона лыхина", male, Some(false)),
            (Language::Ru, "валентина ильинична орлова", female, Some(true)),
            (Language::Ru, "валентина петровича орлова", male, Some(false)),
            (Language::Ru, "валентина орлова", None, None),
            (Language::Ru, "александра коваль", female, Some(true)),
            (Language::Ru, "ирины беловой", female, Some(false)),
            (Language::Uk, "руслана жеребко", female, Some(true)),
            (Language::Uk, "валентина іллівна", female, Some(true)),
            (Language::Uk, "руслана вишневського", male, Some(false)),
        ] {
            let lexicon = Lexicon::of(language).unwrap();
            assert_eq!(
                told(&lexicon.word(name.split(' ').next().unwrap()), name.split(' '), lexicon),
                Told { gender, nominative },
                "{name}"
            );
        }
    }
}
