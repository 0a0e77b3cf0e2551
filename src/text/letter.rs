//! What is a letter, a digit, a capital: as `char` tells, but without a search through all the alphabets there are
//! for those that nearly all our text is written in.

/// All of them are letters, capitals before `SMALL`.
const CYRILLIC: std::ops::RangeInclusive<char> = '\u{400}'..='\u{45f}';
const SMALL: char = '\u{430}';

pub fn is_alphabetic(c: char) -> bool {
    CYRILLIC.contains(&c) || c.is_alphabetic()
}

pub fn is_alphanumeric(c: char) -> bool {
    CYRILLIC.contains(&c) || c.is_alphanumeric()
}

pub fn is_numeric(c: char) -> bool {
    !CYRILLIC.contains(&c) && c.is_numeric()
}

pub fn is_uppercase(c: char) -> bool {
    if CYRILLIC.contains(&c) { c < SMALL } else { c.is_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_of_every_character() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
            assert_eq!(is_uppercase(c), c.is_uppercase(), "{c:?}");
        }
    }
}
