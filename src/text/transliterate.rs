//! Cyrillic in Latin letters, loosely: the form in which names and titles typed in Latin letters are matched.
//! Not a transliteration to be shown or printed.

use super::fold::fold;

/// Russian and Ukrainian letters and the Latin letters for them; hard and soft signs are left out.
const LETTERS: [(char, &str); 36] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('є', "ie"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('і', "i"),
    ('ї', "i"),
    ('й', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ў', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ы', "i"),
    ('э', "e"),
    ('ю', "iu"),
    ('я', "ia"),
    ('ё', "e"),
];

/// The loose Latin form, folded: «Керри», "Kerry" and "kerri" are all `kerri`.
///
/// Latin letters are brought to it too, so both sides of a comparison go through this function: `y` is `i`, `w` is
/// `v`, `x` is `ks`, `c` is `k` (but nothing before `k`, itself in `ch`, and at the
/// end, where an `h` may still be typed). Accents,
/// apostrophes, hard and soft signs are dropped; «дж» is `j`. Everything else stays.
pub fn latin(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            'д' if chars.peek() == Some(&'ж') => {
                chars.next();
                out.push('j');
            }
            'y' => out.push('i'),
            'w' => out.push('v'),
            'x' => out.push_str("ks"),
            'c' if chars.peek() == Some(&'k') => {}
            'c' => out.push(if matches!(chars.peek(), Some('h') | None) { 'c' } else { 'k' }),
            'ь' | 'ъ' | '\'' => {}
            _ if c.is_ascii() => out.push(c),
            _ => match LETTERS.iter().find(|(cyrillic, _)| *cyrillic == c) {
                Some((_, letters)) => out.push_str(letters),
                None => out.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_scripts_meet() {
        for (cyrillic, typed) in [
            ("Лавров", "lavrov"),
            ("Помпео", "Pompeo"),
            ("Керри", "Kerry"),
            ("Керрі", "kerri"),
            ("Блинкен", "blinken"),
            ("Клинтон", "Clinton"),
            ("Захарова", "Zakharova"),
            ("Рябков", "Ryabkov"),
            ("Дик", "Dick"),
            ("Вашингтон", "washington"),
            ("Сочи", "Sochi"),
            ("Зеленський", "Zelensky"),
        ] {
            let (a, b) = (latin(cyrillic), latin(typed));
            assert!(a.starts_with(&b), "{cyrillic}: {a}, {typed}: {b}");
        }
        assert_eq!(latin("Лавров"), "lavrov");
        assert_eq!(latin("Сочи 2015"), "sochi 2015");
    }

    #[test]
    fn a_half_typed_word_is_a_beginning() {
        let whole = latin("Сочи");
        for typed in ["s", "so", "soc", "soch", "sochi"] {
            assert!(whole.starts_with(&latin(typed)), "{typed}");
        }
    }

    #[test]
    fn accents_and_apostrophes_go() {
        assert_eq!(latin("Borís, п’ять"), "boris, piat");
    }
}
