//! A query as it may have been meant: in the other keyboard layout, or in the other script.

use crate::text::{fold::fold, keyboard};

/// The query as typed, and then what it may have been meant for, the likelier first; each with how it came
/// about, in words for the reader.
pub fn variants(query: &str) -> Vec<(String, &'static str)> {
    const LAYOUT: &str = "in the other keyboard layout";
    let folded = fold(query);
    let mut variants = vec![(query.to_owned(), "as typed")];
    let meant = [
        (keyboard::swap(query), LAYOUT),
        (keyboard::swap_ukrainian(query), LAYOUT),
        (spelled(&folded, &RUSSIAN), "in Cyrillic letters"),
        (spelled(&folded, &UKRAINIAN), "in Cyrillic letters"),
        (spelled(&folded, &LATIN), "in Latin letters"),
    ];
    for (words, how) in meant {
        if let Some(words) = words
            && variants.iter().all(|(known, _)| fold(known) != fold(&words))
        {
            variants.push((words, how));
        }
    }
    variants
}

/// From one script to the other: the longest spellings first. What is at a word's end has its own rule.
struct Spelling {
    at_end: &'static [(&'static str, &'static str)],
    anywhere: &'static [(&'static str, &'static str)],
}

/// Names in English newspapers' spelling → Russian letters.
const RUSSIAN: Spelling = Spelling {
    at_end: &[("iy", "ий"), ("ey", "ей"), ("ay", "ай"), ("oy", "ой"), ("y", "и")],
    anywhere: &[
        ("shch", "щ"),
        ("zh", "ж"),
        ("kh", "х"),
        ("ts", "ц"),
        ("ch", "ч"),
        ("sh", "ш"),
        ("ph", "ф"),
        ("th", "т"),
        ("ck", "к"),
        ("qu", "кв"),
        ("yu", "ю"),
        ("iu", "ю"),
        ("ya", "я"),
        ("ia", "ия"),
        ("ye", "е"),
        ("yo", "е"),
        ("iy", "ий"),
        ("ey", "ей"),
        ("ay", "ай"),
        ("oy", "ой"),
        ("a", "а"),
        ("b", "б"),
        ("c", "к"),
        ("d", "д"),
        ("e", "е"),
        ("f", "ф"),
        ("g", "г"),
        ("h", "х"),
        ("i", "и"),
        ("j", "дж"),
        ("k", "к"),
        ("l", "л"),
        ("m", "м"),
        ("n", "н"),
        ("o", "о"),
        ("p", "п"),
        ("q", "к"),
        ("r", "р"),
        ("s", "с"),
        ("t", "т"),
        ("u", "у"),
        ("v", "в"),
        ("w", "в"),
        ("x", "кс"),
        ("y", "ы"),
        ("z", "з"),
    ],
};

/// The same → Ukrainian letters.
const UKRAINIAN: Spelling = Spelling {
    at_end: &[("skyi", "ський"), ("skyy", "ський"), ("sky", "ськ"), ("yi", "ий"), ("y", "і")],
    anywhere: &[
        ("shch", "щ"),
        ("zh", "ж"),
        ("kh", "х"),
        ("ts", "ц"),
        ("ch", "ч"),
        ("sh", "ш"),
        ("ph", "ф"),
        ("th", "т"),
        ("ck", "к"),
        ("qu", "кв"),
        ("yu", "ю"),
        ("iu", "ю"),
        ("ya", "я"),
        ("ia", "ія"),
        ("ye", "є"),
        ("ie", "є"),
        ("yi", "ї"),
        ("ay", "ай"),
        ("ey", "ей"),
        ("oy", "ой"),
        ("a", "а"),
        ("b", "б"),
        ("c", "к"),
        ("d", "д"),
        ("e", "е"),
        ("f", "ф"),
        ("g", "г"),
        ("h", "г"),
        ("i", "і"),
        ("j", "дж"),
        ("k", "к"),
        ("l", "л"),
        ("m", "м"),
        ("n", "н"),
        ("o", "о"),
        ("p", "п"),
        ("q", "к"),
        ("r", "р"),
        ("s", "с"),
        ("t", "т"),
        ("u", "у"),
        ("v", "в"),
        ("w", "в"),
        ("x", "кс"),
        ("y", "и"),
        ("z", "з"),
    ],
};

/// Russian and Ukrainian names → English newspapers' spelling.
const LATIN: Spelling = Spelling {
    at_end: &[("ский", "sky"), ("ський", "sky"), ("ий", "y"), ("ый", "y"), ("рри", "rry"), ("ррі", "rry")],
    anywhere: &[
        ("кс", "x"),
        ("дж", "j"),
        ("а", "a"),
        ("б", "b"),
        ("в", "v"),
        ("г", "g"),
        ("ґ", "g"),
        ("д", "d"),
        ("е", "e"),
        ("є", "ye"),
        ("ж", "zh"),
        ("з", "z"),
        ("и", "i"),
        ("і", "i"),
        ("ї", "i"),
        ("й", "y"),
        ("к", "k"),
        ("л", "l"),
        ("м", "m"),
        ("н", "n"),
        ("о", "o"),
        ("п", "p"),
        ("р", "r"),
        ("с", "s"),
        ("т", "t"),
        ("у", "u"),
        ("ф", "f"),
        ("х", "kh"),
        ("ц", "ts"),
        ("ч", "ch"),
        ("ш", "sh"),
        ("щ", "shch"),
        ("ъ", ""),
        ("ы", "y"),
        ("ь", ""),
        ("э", "e"),
        ("ю", "yu"),
        ("я", "ya"),
    ],
};

/// None unless every letter is of the script that `spelling` is for.
fn spelled(folded: &str, spelling: &Spelling) -> Option<String> {
    let mut out = String::new();
    let mut changed = false;
    let mut rest = folded;
    while let Some(next) = rest.chars().next() {
        let ends = |tail: &str| !tail.chars().next().is_some_and(char::is_alphanumeric);
        let at_end = spelling.at_end.iter().find(|(from, _)| rest.strip_prefix(*from).is_some_and(ends));
        let found = at_end.or_else(|| spelling.anywhere.iter().find(|(from, _)| rest.starts_with(*from)));
        let length = match found {
            Some((from, to)) => {
                out.push_str(to);
                changed = true;
                from.len()
            }
            None if next.is_alphabetic() => return None,
            None => {
                out.push(next);
                next.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(query: &str, meant: &str) {
        let found = variants(query);
        assert!(found.iter().any(|(words, _)| words == meant), "{query}: {found:?}");
    }

    #[test]
    fn as_typed_comes_first() {
        assert_eq!(variants("мир").first(), Some(&("мир".to_owned(), "as typed")));
        assert_eq!(variants("2019").len(), 1);
        assert_eq!(variants("").len(), 1);
    }

    #[test]
    fn the_wrong_layout() {
        has("kfdhjd", "лавров");
        has("Kfdhjd", "Лавров");
        has("рудз", "help");
        has("rb]d", "київ");
    }

    #[test]
    fn the_other_script() {
        has("Lavrov", "лавров");
        has("Ryabkov", "рябков");
        has("Zakharova", "захарова");
        has("Kerry", "керри");
        has("Kerry", "керрі");
        has("Pompeo Sochi", "помпео сочи");
        has("Лавров", "lavrov");
        has("Керри", "kerry");
        has("Керрі", "kerry");
        has("Рябков 2022", "ryabkov 2022");
    }

    #[test]
    fn mixtures_are_left_as_they_are() {
        assert_eq!(variants("лавров lavrov").len(), 1);
        assert_eq!(variants("日本").len(), 1);
    }
}
