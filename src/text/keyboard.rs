//! Keyboard layouts: what a text or a key would have been in the other layout. Text typed is never altered
//! behind the reader's back; who calls this says so.

/// The keys of a US layout, row by row, …
const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
/// … what they type with Shift, …
const LATIN_SHIFTED: &str = "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
/// … and what the same keys type in the Russian and in the Ukrainian layout.
const RUSSIAN: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const UKRAINIAN: &str = "'йцукенгшщзхїфівапролджєячсмитьбю";
/// The Ukrainian letter on the key beside Enter or left Shift.
const GHE: [(char, char); 2] = [('ґ', '\\'), ('Ґ', '|')];

/// The key of a US layout that types this Cyrillic letter in the Russian or Ukrainian layout; Shift is kept.
pub fn latin_key(letter: char) -> Option<char> {
    if let Some((_, key)) = GHE.iter().find(|(ghe, _)| *ghe == letter) {
        return Some(*key);
    }
    let lower = letter.to_lowercase().next()?;
    if !lower.is_alphabetic() {
        return None;
    }
    let place = [RUSSIAN, UKRAINIAN].iter().find_map(|row| row.chars().position(|c| c == lower))?;
    let keys = if lower == letter { LATIN } else { LATIN_SHIFTED };
    keys.chars().nth(place)
}

/// The text as it would have been typed in the other layout: `kfdhjd` → «лавров», «рудз» → `help`.
///
/// None unless every letter changes its script (a mixture was not typed in a wrong layout). Latin letters become
/// Russian ones; see [`swap_ukrainian`].
pub fn swap(text: &str) -> Option<String> {
    swap_with(text, RUSSIAN)
}

/// As [`swap`], with Ukrainian letters; None where that is the same.
pub fn swap_ukrainian(text: &str) -> Option<String> {
    let swapped = swap_with(text, UKRAINIAN)?;
    (Some(&swapped) != swap(text).as_ref()).then_some(swapped)
}

fn swap_with(text: &str, layout: &str) -> Option<String> {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let to_cyrillic = letters.next()?.is_ascii();
    if letters.any(|c| c.is_ascii() != to_cyrillic) {
        return None;
    }
    if to_cyrillic {
        return Some(text.chars().map(|c| cyrillic(c, layout).unwrap_or(c)).collect());
    }
    text.chars().map(|c| if c.is_alphabetic() { latin_key(c) } else { Some(c) }).collect()
}

fn cyrillic(key: char, layout: &str) -> Option<char> {
    let nth = |place| layout.chars().nth(place);
    if let Some(place) = LATIN.chars().position(|c| c == key) {
        return nth(place);
    }
    let place = LATIN_SHIFTED.chars().position(|c| c == key)?;
    nth(place)?.to_uppercase().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_of_one_length() {
        for row in [LATIN_SHIFTED, RUSSIAN, UKRAINIAN] {
            assert_eq!(row.chars().count(), LATIN.chars().count());
        }
    }

    #[test]
    fn the_wrong_layout_both_ways() {
        assert_eq!(swap("kfdhjd").as_deref(), Some("лавров"));
        assert_eq!(swap("рудз").as_deref(), Some("help"));
        assert_eq!(swap(":рудз").as_deref(), Some(":help"));
        assert_eq!(swap("Gjvgtj 2019").as_deref(), Some("Помпео 2019"));
        assert_eq!(swap("rsbd").as_deref(), Some("кыив"));
        assert_eq!(swap_ukrainian("rb]d").as_deref(), Some("київ"));
        assert_eq!(swap_ukrainian("kfdhjd"), None);
    }

    #[test]
    fn mixtures_and_numbers_are_left_alone() {
        assert_eq!(swap("лавров lavrov"), None);
        assert_eq!(swap("2019"), None);
        assert_eq!(swap("日本"), None);
        assert_eq!(swap(""), None);
    }

    #[test]
    fn keys_keep_shift_and_layouts_agree() {
        assert_eq!(latin_key('о'), Some('j'));
        assert_eq!(latin_key('О'), Some('J'));
        assert_eq!(latin_key('х'), Some('['));
        assert_eq!(latin_key('Ъ'), Some('}'));
        assert_eq!((latin_key('ы'), latin_key('і')), (Some('s'), Some('s')));
        assert_eq!((latin_key('ё'), latin_key('ґ')), (Some('`'), Some('\\')));
        assert_eq!((latin_key('q'), latin_key('\''), latin_key('/')), (None, None, None));
        for (russian, ukrainian) in RUSSIAN.chars().zip(UKRAINIAN.chars()) {
            assert!(ukrainian == '\'' || latin_key(russian) == latin_key(ukrainian), "{russian} {ukrainian}");
        }
    }
}
