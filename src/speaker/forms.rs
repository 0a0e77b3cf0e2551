//! Forms: whether two words are cases of one name, and the nominative behind a case.
//!
//! Nothing is listed form by form: two folded words are the same name where what is left of both behind
//! their common beginning are case endings. Source of the endings: the declension tables of Russian and
//! Ukrainian school grammars (nouns, adjectives, and surnames like either).

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::corpus::Gender;

/// Case endings of nouns and adjectives, the empty one included.
const ENDINGS: [&str; 62] = [
    "", "а", "я", "у", "ю", "е", "є", "и", "ы", "і", "ї", "о", "ь", "й", "ой", "ей", "єй", "ою", "ею", "єю", "ом",
    "ем", "ём", "єм", "ым", "им", "ім", "їм", "ові", "еві", "єві", "ам", "ям", "ами", "ями", "ах", "ях", "ов", "ів",
    "ый", "ий", "ій", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ої", "ую", "юю", "ых", "их",
    "ыми", "ими", "ью", "ий", "ії",
];

/// Whether two folded words are forms of one name or title. Latin words have one form.
pub fn same(a: &str, b: &str) -> bool {
    let mut shared = a.bytes().zip(b.bytes()).take_while(|(l, r)| l == r).count();
    // Most words of one beginning go on too differently, and are told apart here.
    if a.len().max(b.len()) - shared > LONGEST {
        return false;
    }
    if a == b {
        return true;
    }
    if a.is_ascii() || b.is_ascii() {
        return false;
    }
    while !a.is_char_boundary(shared) {
        shared -= 1;
    }
    let beginning = a.get(..shared).unwrap_or("");
    let common = beginning.chars().count();
    // Endings may share their first letters: «служба», «службах».
    let mut back = beginning.char_indices().rev().map(|(at, _)| at);
    let mut cut = shared;
    for kept in [common, common.saturating_sub(1), common.saturating_sub(2)] {
        let (left, right) = (a.get(cut..).unwrap_or(""), b.get(cut..).unwrap_or(""));
        if endings(left, right)
            && (kept >= 3 || (left.is_empty() || right.is_empty()) && kept == 2 && a.len().min(b.len()) == cut)
        {
            return true;
        }
        match back.next() {
            Some(at) if kept > 3 => cut = at,
            _ => return false,
        }
    }
    false
}

/// Whether what two words have behind their common beginning are endings of one declension.
fn endings(left: &str, right: &str) -> bool {
    // «Ов» behind a shared beginning is part of a surname (Лавр, Лавров), unless the other is a plural.
    let plural = ["и", "ы", "і", "ам", "ами", "ах"];
    let surname = |own: &str, other: &str| (own == "ов" || own == "ів") && !plural.contains(&other);
    is_ending(left) && is_ending(right) && !surname(left, right) && !surname(right, left)
}

/// The longest ending, in bytes.
const LONGEST: usize = 6;

fn is_ending(end: &str) -> bool {
    end.len() <= LONGEST && PACKED.binary_search(&packed(end)).is_ok()
}

/// The endings as numbers, which are compared at once, in their order.
const PACKED: [u64; ENDINGS.len()] = {
    let mut all = [0; ENDINGS.len()];
    let mut at = 0;
    while at < all.len() {
        let (number, mut place) = (packed(ENDINGS[at]), at);
        while place > 0 && all[place - 1] > number {
            all[place] = all[place - 1];
            place -= 1;
        }
        all[place] = number;
        at += 1;
    }
    all
};

/// The bytes of an ending as a number; no text has the byte 0.
const fn packed(end: &str) -> u64 {
    let (mut number, mut at) = (0, 0);
    while at < end.len() {
        number = number << 8 | end.as_bytes()[at] as u64;
        at += 1;
    }
    number
}

/// What is found by any form of a word.
#[derive(Debug)]
pub struct ByForm<T> {
    words: Vec<(String, T)>,
    /// Words by the hash of each beginning that they can share with their forms.
    stems: FxHashMap<u64, Vec<usize>>,
}

impl<T> Default for ByForm<T> {
    fn default() -> Self {
        Self { words: Vec::new(), stems: FxHashMap::default() }
    }
}

impl<T> ByForm<T> {
    pub fn add(&mut self, word: &str, found: T) {
        for stem in stems(word) {
            self.stems.entry(FxBuildHasher.hash_one(stem)).or_default().push(self.words.len());
        }
        self.words.push((word.to_owned(), found));
    }

    /// What was added under words of which `word` is a form, in the order it came.
    pub fn find(&self, word: &str) -> impl Iterator<Item = &T> {
        let mut places: Vec<usize> =
            stems(word).filter_map(|stem| self.stems.get(&FxBuildHasher.hash_one(stem))).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let known = places.into_iter().filter_map(|place| self.words.get(place));
        known.filter(move |(known, _)| same(word, known)).map(|(_, found)| found)
    }
}

/// The word itself, and where it has forms, what stands before each of its endings: of two forms of one word at least
/// one of these is the same.
fn stems(word: &str) -> impl Iterator<Item = &str> {
    let cuts = word.char_indices().rev().take(3).map(|(at, _)| at);
    let cut = move |at: usize| {
        let stem = word.get(..at).filter(|stem| stem.chars().nth(SHORTEST - 1).is_some())?;
        word.get(at..).is_some_and(is_ending).then_some(stem)
    };
    let declined = !word.is_ascii();
    std::iter::once(word).chain(cuts.filter(move |_| declined).filter_map(cut))
}

/// The shortest beginning by which forms are found together, in letters.
const SHORTEST: usize = 3;

/// The letters by which words that may be forms of one another are found together.
pub fn bucket(folded: &str) -> [char; 3] {
    let mut chars = folded.chars();
    [0; 3].map(|_| chars.next().unwrap_or(' '))
}

const CONSONANTS: &str = "бвгґджзклмнпрстфхцчшщ";

/// The likely nominative of a folded Cyrillic name that was seen in another case only.
pub fn nominative(word: &str, gender: Option<Gender>) -> String {
    let cut = |n: usize, add: &str| {
        let keep = word.chars().count().saturating_sub(n);
        word.chars().take(keep).chain(add.chars()).collect::<String>()
    };
    // Adjectives: «Лугового»; «Навального», «Моравецького».
    for ending in ["ого", "ому"] {
        if let Some(stem) = word.strip_suffix(ending)
            && (stem.ends_with("ов") || stem.ends_with("ев"))
            && !word.contains(['і', 'ї', 'є'])
        {
            return format!("{stem}ой");
        }
    }
    for ending in ["ого", "ому"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() > 2
        {
            let soft = stem.ends_with(['к', 'г', 'х']) || word.contains(['і', 'ї', 'є']) || stem.ends_with("ьк");
            return format!("{stem}{}", if soft { "ий" } else { "ый" });
        }
    }
    let rules = [
        // «Перегінця», «Кравця»; «Савченка», «Телепка»: the surname is one in -ець, -ко.
        ("нця", 2, "ець"),
        ("нцю", 2, "ець"),
        ("нцем", 3, "ець"),
        ("вця", 2, "ець"),
        ("вцю", 2, "ець"),
        ("вцем", 3, "ець"),
        ("нца", 2, "ец"),
        ("нцу", 2, "ец"),
        ("нцом", 3, "ец"),
        ("енка", 1, "о"),
        ("енку", 1, "о"),
        ("енком", 2, "о"),
        ("енкові", 3, "о"),
        ("ського", 3, "ий"),
        ("ському", 3, "ий"),
        ("цького", 3, "ий"),
        ("цькому", 3, "ий"),
        ("ським", 2, "ий"),
        ("цьким", 2, "ий"),
        ("ского", 3, "ий"),
        ("скому", 3, "ий"),
        ("ским", 2, "ий"),
        ("цкого", 3, "ий"),
        ("цким", 2, "ий"),
        ("овой", 2, "а"),
        ("евой", 2, "а"),
        ("иной", 2, "а"),
        ("ової", 2, "а"),
        ("евої", 2, "а"),
        ("ской", 2, "ая"),
        ("ської", 2, "а"),
        ("ным", 2, ""),
        ("ним", 2, ""),
        ("вым", 2, ""),
        ("вим", 2, ""),
        ("ові", 3, ""),
        ("еві", 3, ""),
        ("ом", 2, ""),
        ("ем", 2, ""),
    ];
    if let Some((_, n, add)) = rules.iter().find(|(ending, ..)| word.ends_with(ending)) {
        return cut(*n, add);
    }
    let before = word.chars().rev().nth(1).unwrap_or(' ');
    let female = gender == Some(Gender::Female);
    match word.chars().last() {
        Some('а' | 'у')
            if !female && before == 'к' && word.chars().rev().nth(2).is_some_and(|c| "птбдгжшчзвьм".contains(c)) =>
        {
            cut(1, "о")
        }
        Some('и' | 'ы' | 'і') if "тдкбгпхжчшщ".contains(before) => cut(1, "а"),
        Some('и' | 'і') if before == 'ц' => cut(1, "я"),
        Some('а' | 'у') if !female && CONSONANTS.contains(before) => cut(1, ""),
        Some('я' | 'ю') if !female && !"иіы".contains(before) => {
            cut(1, if CONSONANTS.contains(before) { "ь" } else { "й" })
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_a_name_are_the_same() {
        for (a, b) in [
            ("лавров", "лаврова"),
            ("лавров", "лавровым"),
            ("лавровим", "лаврові"),
            ("сергій", "сергієм"),
            ("сергей", "сергея"),
            ("моравецький", "моравецького"),
            ("захарова", "захаровой"),
            ("вайс", "вайса"),
            ("россия", "россией"),
            ("японія", "японії"),
            ("міністр", "міністром"),
            ("мид", "мида"),
            ("российский", "российскому"),
            ("кан", "кана"),
        ] {
            assert!(same(a, b), "{a} {b}");
            let mut words = ByForm::default();
            words.add(a, 1);
            words.add("другое", 2);
            words.add(a, 3);
            assert!(words.find(b).eq(&[1, 3]), "{a} {b}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for (a, b) in [
            ("лавров", "лавр"),
            ("лавров", "лавровский"),
            ("керри", "керн"),
            ("kerry", "kerr"),
            ("путин", "путь"),
            ("хан", "хант"),
            ("сочи", "сочнев"),
            ("ри", "рим"),
        ] {
            assert!(!same(a, b), "{a} {b}");
            let mut words = ByForm::default();
            words.add(a, ());
            assert!(words.find(b).next().is_none(), "{a} {b}");
        }
    }

    #[test]
    fn nominatives_from_other_cases() {
        assert_eq!(nominative("моравецького", None), "моравецький");
        assert_eq!(nominative("корнилова", Some(Gender::Male)), "корнилов");
        assert_eq!(nominative("вайсом", None), "вайс");
        assert_eq!(nominative("керри", None), "керри");
    }
}
