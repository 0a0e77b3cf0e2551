//! Words of the same sound in two scripts: «критериев» and "criteria", «вирус» and «вірус».
//!
//! Not a transliteration to be shown: letters that languages write differently for one sound are made equal.

/// The first eight sounds of a word, one a byte, the first the highest; compared from the front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sounds(u64);

/// As many sounds as [`Sounds`] holds.
const MOST: usize = 8;

/// Sounds two words must share from the front to be taken for the same.
const SHARED: usize = 4;

impl Sounds {
    /// None for a word of fewer than three sounds, which says nothing.
    pub fn of(word: &str) -> Option<Self> {
        let mut sounds = [0u8; MOST];
        let mut count = 0;
        let mut push = |sound: u8| {
            let doubled = count > 0 && sounds.get(count - 1) == Some(&sound);
            if !doubled && let Some(place) = sounds.get_mut(count) {
                *place = sound;
                count += 1;
            }
        };
        let mut chars = word.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            match (c, next) {
                ('p', Some('h')) => skip(&mut chars, b'f', &mut push),
                ('k', Some('h')) => skip(&mut chars, b'h', &mut push),
                ('c' | 's', Some('h')) => skip(&mut chars, b's', &mut push),
                ('t' | 'r', Some('h')) => skip(&mut chars, c as u8, &mut push),
                ('z', Some('h')) => skip(&mut chars, b'z', &mut push),
                ('t', Some('s')) => skip(&mut chars, b'c', &mut push),
                ('q', Some('u')) => skip(&mut chars, b'k', &mut push),
                ('c', Some('e' | 'i' | 'y')) => push(b'c'),
                _ => sounds_of(c).iter().copied().for_each(&mut push),
            }
        }
        (count >= 3).then_some(Self(u64::from_be_bytes(sounds)))
    }

    /// The first [`SHARED`] sounds: equal where two words may be cognates.
    pub fn front(self) -> u64 {
        self.0 >> (8 * (MOST - SHARED))
    }

    fn len(self) -> usize {
        self.0.to_be_bytes().iter().take_while(|byte| **byte != 0).count()
    }

    /// Whether two words may be the same: four sounds and two thirds of the shorter, or all of two short ones.
    pub fn akin(self, other: Self) -> bool {
        if self == other {
            return true;
        }
        let shared = ((self.0 ^ other.0).leading_zeros() / 8) as usize;
        let shorter = self.len().min(other.len()).min(shared.max(1) * MOST);
        shared >= SHARED && shared * 3 >= shorter * 2
    }
}

fn skip(chars: &mut impl Iterator<Item = char>, sound: u8, push: &mut impl FnMut(u8)) {
    chars.next();
    push(sound);
}

/// One letter's sounds; unlike letters that two of the languages write for one sound have the same.
fn sounds_of(c: char) -> &'static [u8] {
    match c {
        'a' | 'а' => b"a",
        'b' | 'б' => b"b",
        'v' | 'w' | 'в' => b"v",
        'g' | 'h' | 'г' | 'ґ' | 'х' => b"h",
        'd' | 'д' => b"d",
        'e' | 'е' | 'э' | 'є' => b"e",
        'z' | 'з' | 'ж' | 'j' => b"z",
        'i' | 'y' | 'и' | 'і' | 'й' | 'ы' | 'ї' => b"i",
        'c' | 'k' | 'q' | 'к' => b"k",
        'l' | 'л' => b"l",
        'm' | 'м' => b"m",
        'n' | 'н' => b"n",
        'o' | 'о' => b"o",
        'p' | 'п' => b"p",
        'r' | 'р' => b"r",
        's' | 'с' | 'ш' | 'щ' => b"s",
        't' | 'т' => b"t",
        'u' | 'у' => b"u",
        'f' | 'ф' => b"f",
        'x' => b"ks",
        'ц' | 'ч' => b"c",
        'ю' => b"iu",
        'я' => b"ia",
        _ => b"",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn akin(a: &str, b: &str) -> bool {
        Sounds::of(a).unwrap().akin(Sounds::of(b).unwrap())
    }

    #[test]
    fn the_same_word_in_two_scripts() {
        for (a, b) in [
            ("критериев", "criteria"),
            ("вирус", "вірус"),
            ("луганском", "luhansk"),
            ("гуманитарная", "humanitarian"),
            ("партнеры", "partners"),
            ("вето", "veto"),
            ("эскалация", "escalating"),
            ("конфронтации", "confrontation"),
        ] {
            assert!(akin(a, b), "{a} {b}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for (a, b) in [("вето", "вера"), ("договор", "доктор"), ("предложение", "предмет"), ("contact", "context")]
        {
            assert!(!akin(a, b), "{a} {b}");
        }
        assert_eq!(Sounds::of("и"), None);
    }
}
