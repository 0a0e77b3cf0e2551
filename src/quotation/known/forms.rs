//! Forms of the names this document gives: their nominative, and what they tell of gender.

use std::ops::Range;

use crate::{
    corpus::Gender,
    language::Language,
    quotation::{
        fullname,
        lexicon::{Lexicon, Word},
        mention::Context,
    },
    speaker::forms::nominative,
    text::Tokens,
};

/// A surname without the article before it: "al-Jubeir" and "Jubeir" are one.
pub(super) fn bare(word: &str) -> &str {
    let rest = word.split_once('-').filter(|(article, _)| article.chars().count() <= 3);
    rest.map_or(word, |(_, name)| name)
}

/// The words of a name as they stand, without a possessive ending.
pub(super) fn joined(tokens: &Tokens, name: &Range<usize>) -> String {
    let text = tokens.between(name.start, name.end);
    text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text).to_owned()
}

/// «Нафтогазі» → «Нафтогаз»: an organisation of one word, named only behind a preposition.
pub(super) fn institution_in_nominative(name: &str) -> String {
    let mut back = name.chars().rev();
    let cut = matches!((back.next(), back.next()), (Some('і' | 'е' | 'у' | 'а'), Some(before)) if !"аеиоуыэюяіїє".contains(before) && before.is_lowercase());
    if cut && !name.contains(' ') { name.chars().take(name.chars().count() - 1).collect() } else { name.to_owned() }
}

/// An adjective's nominative before a noun that stands in the nominative: «местных» with «жители» is «местные».
pub(super) fn agreeing(adjective: &str, noun: &str, language: Language) -> String {
    const OBLIQUE: [&str; 18] = [
        "ого", "его", "ому", "ему", "ыми", "ими", "ым", "им", "ом", "ем", "ой", "ей", "ую", "юю", "ых", "их", "ої",
        "ій",
    ];
    match adjective {
        "одного" | "одному" | "одним" => return "один".to_owned(),
        "одной" | "одною" | "однієї" | "одній" => return "одна".to_owned(),
        _ => {}
    }
    let Some(stem) = OBLIQUE.iter().find_map(|end| adjective.strip_suffix(end)).filter(|stem| stem.chars().count() > 2)
    else {
        return adjective.to_owned();
    };
    let soft =
        stem.ends_with(['г', 'к', 'х', 'ж', 'ш', 'ч', 'щ']) || adjective.ends_with("его") || adjective.ends_with("ему");
    let neuter = language == Language::Uk && ["ння", "ття", "лля", "сся"].iter().any(|end| noun.ends_with(end));
    let ending = match (noun.chars().last(), language) {
        _ if neuter => "е",
        (Some('и' | 'ы' | 'і'), Language::Uk) => "і",
        (Some('и' | 'ы'), _) => {
            if soft {
                "ие"
            } else {
                "ые"
            }
        }
        (Some('а' | 'я'), Language::Uk) => "а",
        (Some('а' | 'я'), _) => "ая",
        (Some('о' | 'е'), Language::Uk) => "е",
        (Some('о' | 'е'), _) => "ое",
        (_, Language::Uk) => "ий",
        _ => {
            if soft {
                "ий"
            } else {
                "ый"
            }
        }
    };
    format!("{stem}{ending}")
}

/// The plural of a noun in the nominative: «служба», «службы».
pub(super) fn plural_of(noun: &str, language: Language) -> String {
    let stem = noun.trim_end_matches(['а', 'я', 'о', 'е', 'ь', 'й']);
    if noun.ends_with(['и', 'ы', 'і']) {
        return noun.to_owned();
    }
    let ending = match (noun.chars().last(), language) {
        (Some('о'), _) => "а",
        (Some('е'), _) => "я",
        (Some('я' | 'ь' | 'й'), Language::Uk) => "і",
        (Some('я' | 'ь' | 'й'), _) | (_, Language::Uk) => "и",
        _ if stem.ends_with(['г', 'к', 'х', 'ж', 'ш', 'ч', 'щ']) => "и",
        _ => "ы",
    };
    format!("{stem}{ending}")
}

/// Whether a surname is of several, in any case: «Беловы», «Ткачуків», «Седых».
pub(super) fn is_plural(surname: &str) -> bool {
    // One that has no plural stands for both as it is: «Марина и Андрей Ващук».
    surname.ends_with(|c: char| "бвгґджзклмнпрстфхцчшщо".contains(c))
        || ["ы", "и", "і", "ие", "ые", "ых", "их", "ів", "ам", "ами", "ах"].iter().any(|end| surname.ends_with(end))
}

/// The surname of one of several: «Беловы», «Ткачуки», «Островские».
pub(super) fn singular(surname: &str, gender: Gender, language: Language) -> String {
    if language == Language::En {
        return surname.to_owned();
    }
    let female = gender == Gender::Female;
    if let Some(stem) = ["ские", "цкие", "ські", "цькі"].iter().find(|end| surname.ends_with(**end)) {
        let kept = surname.chars().count() - 2 + usize::from(stem.ends_with('і'));
        let kept: String = surname.chars().take(kept).collect();
        let ending = match (female, language) {
            (false, _) => "ий",
            (true, Language::Uk) => "а",
            (true, _) => "ая",
        };
        return kept + ending;
    }
    // «Мудрые», «Долгие».
    let adjective = ["ые", "ие"].iter().find_map(|end| surname.strip_suffix(end));
    if let Some(stem) = adjective.filter(|_| language == Language::Ru) {
        let soft = stem.ends_with(['г', 'к', 'х', 'ж', 'ш', 'ч', 'щ', 'н']) && surname.ends_with("ие");
        return format!(
            "{stem}{}",
            if female {
                "ая"
            } else if soft {
                "ий"
            } else {
                "ый"
            }
        );
    }
    // «Седых», «Черных» are the same for all; «Беловых» is a case of «Беловы».
    let cases = ["ых", "их", "ів", "ами", "ам", "ах"];
    let cut = |stem: &str| {
        ["ов", "ев", "ёв", "єв", "ин", "ін", "їн", "ын", "ськ", "ск"].iter().any(|end| stem.ends_with(end))
    };
    let oblique =
        cases.iter().find_map(|end| surname.strip_suffix(end)).filter(|stem| cut(stem) || surname.ends_with("ів"));
    if oblique.is_none() && (surname.ends_with("ых") || surname.ends_with("их")) {
        return surname.to_owned();
    }
    if oblique.is_none() && !surname.ends_with(['ы', 'и', 'і']) {
        return surname.to_owned();
    }
    let stem = oblique.unwrap_or_else(|| surname.trim_end_matches(['ы', 'и', 'і']));
    let possessive = ["ов", "ев", "ёв", "єв", "ин", "ін", "їн", "ын"].iter().any(|end| stem.ends_with(end));
    match (possessive && female, stem.ends_with("енк")) {
        (true, _) => format!("{stem}а"),
        (_, true) => format!("{stem}о"),
        _ => stem.to_owned(),
    }
}

/// Whether all words of a full name end as only other cases do: «Климентием Орловым», «Яну Орлову».
pub(super) fn is_oblique(name: &str) -> bool {
    let ends = |with: &[&str]| name.split(' ').all(|word| with.iter().any(|end| word.ends_with(end)));
    name.contains(' ')
        && (ends(&["ом", "ем", "єм", "ём", "ым", "им"])
            || ends(&["у", "ю", "ому", "ему"])
            || ends(&["ой", "ей", "ою", "ею", "єю"]))
}

/// A full name in the nominative, its words being of one case and gender. A listed given name tells both.
pub(super) fn person_in_nominative(
    name: &str,
    gender: Option<Gender>,
    surname: Option<&str>,
    lexicon: Option<&Lexicon>,
) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let folded = |word: &&str| crate::text::fold::fold(word);
    let last = words.last().map(folded).unwrap_or_default();
    let feminine = ["ой", "ою", "ову", "еву", "єву", "ину", "їну", "іну", "ої", "еї", "ську", "цьку", "скую", "цкую"];
    let seems_female = words.len() > 1 && feminine.iter().any(|end| last.ends_with(end));
    let given = words.first().map(folded).zip(lexicon).filter(|_| words.len() > 1);
    let given = given.and_then(|(word, lexicon)| {
        if let Some(name) = lexicon.irregular(&word) {
            return Some((name, Gender::Male));
        }
        let word = lexicon.listed(&word);
        let long = |name: &&str| (name.ends_with(['а', 'я']), name.len());
        let female = lexicon.female.all(&word).max_by_key(long).map(|name| (name, Gender::Female));
        let male = lexicon.male.all(&word).min_by_key(long).map(|name| (name, Gender::Male));
        // «Александра» of a name in another case is Александр's.
        match gender {
            Some(Gender::Female) => female,
            Some(Gender::Male) => male,
            _ if seems_female => female.or(male),
            _ if word.ends_with(['ы', 'и', 'і', 'ї']) || word.ends_with("ою") || word.ends_with("ой") => {
                female.or(male)
            }
            _ => male.or(female),
        }
    });
    let gender = gender.or(given.map(|(_, gender)| gender));
    let female = gender == Some(Gender::Female) || gender.is_none() && seems_female;
    let gender = if female { Some(Gender::Female) } else { gender };
    let count = words.len();
    let uk = lexicon.is_some_and(|lexicon| lexicon.language() == Language::Uk);
    let form = |(place, word): (usize, &&str)| match (surname, given) {
        (Some(surname), _) if place + 1 == count => surname.to_owned(),
        (_, Some((given, _))) if place == 0 => like(word, given),
        // «Сіндре», «Арне»: in Ukrainian no case of a declined name but the vocative ends so.
        _ if uk && word.ends_with('е') => (*word).to_owned(),
        // «Луку Меничетти»: the surname is not of the given name's case, so it has none.
        _ if place > 0 && undeclined(words.first().copied().unwrap_or_default(), word) => (*word).to_owned(),
        // «Ельзи Ґартен»: a foreign name ends so in the nominative no more than a native one.
        _ if place == 0 && count > 1 && uk && genitive_in_uk(word) => {
            word.chars().take(word.chars().count() - 1).chain("а".chars()).collect()
        }
        _ if female => feminine_nominative(word),
        // «Якуба Исы», «Петра Глобы»: a man's surname in -а beside a given name in the genitive.
        _ if !uk
            && place > 0
            && place + 1 == count
            && word.ends_with('ы')
            && words.first().is_some_and(|given| given.ends_with(['а', 'я'])) =>
        {
            word.chars().take(word.chars().count() - 1).chain("а".chars()).collect()
        }
        _ => in_nominative(word, gender),
    };
    words.iter().enumerate().map(form).collect::<Vec<_>>().join(" ")
}

/// Whether a given name ends in «и» behind a consonant, as in Ukrainian only a genitive does.
fn genitive_in_uk(given: &str) -> bool {
    given.strip_suffix('и').is_some_and(|stem| stem.ends_with(|c: char| "бвгґдзклмнпрстфх".contains(c)))
}

/// Whether a surname in -и stands beside a given name whose case it cannot share.
fn undeclined(given: &str, surname: &str) -> bool {
    surname.ends_with(['и', 'і']) && given.ends_with(['у', 'ю', 'м', 'е', 'й'])
}

/// A folded form written as the word is: «Ильдара», «ильдар» → «Ильдар».
fn like(word: &str, form: &str) -> String {
    let same = word.chars().zip(form.chars()).take_while(|(a, b)| crate::text::fold::fold_char(*a) == *b).count();
    word.chars().take(same).chain(form.chars().skip(same)).collect()
}

/// «Ястребову», «Ирины» → «Ястребова», «Ирина».
pub(super) fn feminine_nominative(word: &str) -> String {
    let cut = |n: usize, add: &str| {
        word.chars().take(word.chars().count().saturating_sub(n)).chain(add.chars()).collect::<String>()
    };
    let rules = [
        ("овой", 2, "а"),
        ("евой", 2, "а"),
        ("иной", 2, "а"),
        ("ової", 2, "а"),
        ("іної", 2, "а"),
        ("ской", 2, "ая"),
        ("кой", 2, "ая"),
        ("гой", 2, "ая"),
        ("хой", 2, "ая"),
        ("скую", 2, "ая"),
        ("ської", 2, "а"),
        ("ську", 1, "а"),
        ("ией", 2, "я"),
        ("ію", 1, "я"),
        ("ию", 1, "я"),
        ("ии", 1, "я"),
        ("ії", 1, "я"),
        ("у", 1, "а"),
        ("ю", 1, "я"),
        ("ы", 1, "а"),
        ("ти", 1, "а"),
        ("ки", 1, "а"),
        ("ди", 1, "а"),
        ("би", 1, "а"),
        ("ги", 1, "а"),
    ];
    rules.iter().find(|(end, ..)| word.ends_with(end)).map_or_else(|| word.to_owned(), |(_, n, add)| cut(*n, add))
}

/// Gender by the given name and the surname's ending.
pub(super) fn gender_of(context: &Context<'_>, known: &Word, words: &[&str]) -> Option<Gender> {
    let first = words.first()?;
    let ends = |word: &str, with: &[&str]| with.iter().any(|end| word.ends_with(end));
    if context.language == Language::En {
        return context.lexicon.gender(first);
    }
    let told = fullname::told(known, words.iter().copied(), context.lexicon);
    let listed = context.lexicon.either.has(known) || context.lexicon.is_given(known);
    let last = words.last().filter(|_| words.len() > 1);
    let (None, false, Some(last)) = (told.gender, listed, last) else { return told.gender };
    if first.ends_with('.') {
        return None;
    }
    let vowel = ends(first, &["а", "я"]);
    if vowel && ends(last, &["ова", "ева", "єва", "ина", "їна", "іна", "ая", "ська", "цька"])
    {
        return Some(Gender::Female);
    }
    let male = !ends(first, &["а", "я", "и", "і", "е", "о", "у", "ю", "э", "ь"])
        && ends(last, &["ов", "ев", "єв", "ёв", "ин", "їн", "ын", "ий", "ый", "ой"]);
    male.then_some(Gender::Male)
}

/// Gender of a noun for a person by its ending, where the ending tells: «писательница».
pub(super) fn gender_of_noun(lemma: &str, language: Language) -> Option<Gender> {
    let ends = |with: &[&str]| with.iter().any(|end| lemma.ends_with(end));
    if !matches!(language, Language::Ru | Language::Uk)
        || ["глава", "голова", "судья", "суддя", "староста", "коллега", "колега", "воевода", "воєвода", "рибалка"]
            .contains(&lemma)
    {
        return None;
    }
    // Participles and adjectives that stand for a person: «председательствующий», «заведующая».
    if ends(&["ющий", "ящий", "ущий", "ащий", "ючий", "учий", "ячий"]) {
        return Some(Gender::Male);
    }
    if ends(&["ющая", "ящая", "ущая", "ащая", "юча", "уча"]) {
        return Some(Gender::Female);
    }
    if ends(&["ица", "иця", "ка", "ша", "иня", "ыня", "сса", "есса", "щина"]) {
        return Some(Gender::Female);
    }
    ends(&["ин", "ник", "тель", "чик", "щик", "ец", "ець", "ач", "ар", "ист", "іст", "їст"]).then_some(Gender::Male)
}

/// A capital word's likely nominative.
pub(super) fn in_nominative(word: &str, gender: Option<Gender>) -> String {
    let folded = crate::text::fold::fold(word);
    let form = match folded.strip_suffix('е') {
        Some(stem) if stem.ends_with(['ш', 'ж', 'н', 'л', 'р', 'т', 'м', 'в', 'д', 'с', 'к']) => {
            format!("{stem}а")
        }
        _ => nominative(&folded, gender),
    };
    let kept = form.chars().zip(folded.chars()).take_while(|(a, b)| a == b).count();
    word.chars().take(kept).chain(form.chars().skip(kept)).collect()
}
