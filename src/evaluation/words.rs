//! When two texts hold the same words, and when two names mean the same person.
//!
//! The definitions are those of the project's scoring program, to the letter: words are runs of letters and digits,
//! blind to case and ё/е. They are not those of [`fold`](crate::text::fold): there an apostrophe belongs to a word.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The words of a text. Soft hyphens, stress marks and zero-width characters are not there.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.nfc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() && !is_combining_mark(c) {
            word.push(if c == 'ё' { 'е' } else { c });
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{301}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The longest run of words that both have, as a share of the longer of them.
pub fn overlap(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut best, mut row) = (0_usize, vec![0_usize; b.len()]);
    for x in a {
        let mut before = 0;
        for (run, y) in row.iter_mut().zip(b) {
            let here = if x == y { before + 1 } else { 0 };
            before = std::mem::replace(run, here);
            best = best.max(here);
        }
    }
    best as f64 / a.len().max(b.len()) as f64
}

/// A right speaker shares the surname, which is the last word, or, of an institution, all words. Two given names
/// in one script must begin with one letter.
pub fn same_speaker(gold: &str, found: &str) -> bool {
    let (g, f) = (latin(gold), latin(found));
    let (Some(surname), Some(last)) = (g.last(), f.last()) else { return false };
    if g == f {
        return true;
    }
    let same_script = gold.is_ascii() == found.is_ascii();
    let initial = |name: &[String]| name.first().and_then(|word| word.chars().next());
    let clash = same_script && g.len() > 1 && f.len() > 1 && initial(&g) != initial(&f);
    g.len() <= 3 && surname == last && !clash
}

fn latin(name: &str) -> Vec<String> {
    words(name).iter().map(|word| word.chars().map(letter).collect()).collect()
}

/// Cyrillic letters as the scoring program writes them in Latin ones; signs are left out.
fn letter(c: char) -> String {
    match LETTERS.iter().find(|(cyrillic, _)| *cyrillic == c) {
        Some((_, latin)) => (*latin).to_owned(),
        None => c.to_string(),
    }
}

const LETTERS: [(char, &str); 37] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "e"),
    ('є', "e"),
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
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "sch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_case_and_invisible_characters_do_not_count() {
        assert_eq!(words("«Ещё раз», — п'ять_6 Слів\u{ad}ник!"), ["еще", "раз", "п", "ять", "6", "слівник"]);
        assert_eq!(words("за\u{301}мок и\u{306}ти"), ["замок", "йти"]);
        assert!(words("… — !").is_empty());
    }

    #[test]
    fn the_overlap_is_the_longest_common_run() {
        let share = |a: &str, b: &str| overlap(&words(a), &words(b));
        assert!((share("a b c d", "x b c") - 0.5).abs() < f64::EPSILON);
        assert!((share("a b c", "c b a") - 1.0 / 3.0).abs() < f64::EPSILON);
        assert!(share("", "").abs() < f64::EPSILON);
    }

    #[test]
    fn a_surname_is_enough_and_an_institution_needs_all_words() {
        assert!(same_speaker("Ann Case", "Case") && same_speaker("Case", "Ann Case"));
        assert!(same_speaker("Viktor Orlen", "Віктор Орлен"));
        assert!(same_speaker("Віктор Орлен", "Орлен"));
        assert!(!same_speaker("Ann Case", "Bob Case"), "another given name in the same script");
        assert!(same_speaker("Ann Case", "Эн Case"), "another script may begin otherwise");
        assert!(!same_speaker("Ann Case", "Ann Rule") && !same_speaker("Ann Case", ""));
        assert!(!same_speaker("Ministry of Bridges of Norland", "Norland"));
        assert!(same_speaker("Ministry of Bridges of Norland", "ministry of bridges of Norland"));
    }
}
