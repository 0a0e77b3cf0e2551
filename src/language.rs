//! The languages of documents, and how to tell which one a text is in.

mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::text::letter::is_alphanumeric;

/// A document's language. Rules exist for the three; anything else is read but not searched for quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    En,
    Ru,
    Uk,
    /// None of the three; `und` in JSON, as BCP 47 has it.
    #[default]
    #[serde(rename = "und")]
    Other,
}

impl Language {
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Uk => "uk",
            Self::Other => "und",
        }
    }

    /// From a language tag ("ru", "en-US", and "ua", which is often meant for Ukrainian); None for other languages.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        match primary.as_str() {
            "en" | "eng" => Some(Self::En),
            "ru" | "rus" => Some(Self::Ru),
            "uk" | "ukr" | "ua" => Some(Self::Uk),
            _ => None,
        }
    }
}

/// Characters looked at: more do not change the verdict.
const SAMPLE: usize = 4000;

/// What is counted in a text.
#[derive(Default)]
struct Letters {
    latin: usize,
    /// Latin letters that English does not have, in words without a capital: names say nothing of the language.
    accented: usize,
    cyrillic: usize,
    /// Letters of other alphabets.
    others: usize,
    /// Letters that only Russian or only Ukrainian has, and Cyrillic ones that neither has.
    russian: usize,
    ukrainian: usize,
    foreign: usize,
    hard_signs: usize,
    yerus: usize,
}

impl Letters {
    fn count(&mut self, c: char) {
        match c {
            'a'..='z' => self.latin += 1,
            '\u{c0}'..='\u{24f}' => self.accented += 1,
            'а'..='я' | 'ё' | 'і' | 'ї' | 'є' | 'ґ' => {
                self.cyrillic += 1;
                self.russian += usize::from(matches!(c, 'ы' | 'э' | 'ъ' | 'ё'));
                self.ukrainian += usize::from(matches!(c, 'і' | 'ї' | 'є' | 'ґ'));
                self.hard_signs += usize::from(c == 'ъ');
                self.yerus += usize::from(c == 'ы');
            }
            '\u{400}'..='\u{52f}' => {
                self.cyrillic += 1;
                self.foreign += 1;
            }
            _ if c.is_alphabetic() => self.others += 1,
            _ => {}
        }
    }
}

/// The language of a text, by its letters and function words.
pub fn detect(text: &str) -> Language {
    let sample = text.char_indices().nth(SAMPLE).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    let mut letters = Letters::default();
    for word in sample.split(|c| !is_alphanumeric(c)) {
        let named = word.starts_with(char::is_uppercase);
        let accented = letters.accented;
        word.chars().flat_map(char::to_lowercase).for_each(|c| letters.count(c));
        if named {
            letters.accented = accented;
        }
    }
    let sample = sample.to_lowercase();
    let words = || sample.split(|c| !is_alphanumeric(c)).filter(|word| !word.is_empty());
    let kinds: Vec<Kind> = words().filter_map(|word| KINDS.get(word).copied()).collect();
    let function_words = |kind| kinds.iter().filter(|own| **own == kind).count();

    if letters.cyrillic > letters.latin && letters.cyrillic > letters.others {
        // Bulgarian has ъ in every second word and no ы.
        let is_bulgarian = letters.hard_signs * 100 > letters.cyrillic && letters.yerus == 0 && letters.cyrillic > 100;
        if letters.foreign * 100 > letters.cyrillic || is_bulgarian {
            return Language::Other;
        }
        let russian = letters.russian + 2 * function_words(Kind::Russian);
        let ukrainian = letters.ukrainian + 2 * function_words(Kind::Ukrainian);
        return if ukrainian > russian { Language::Uk } else { Language::Ru };
    }
    if letters.latin == 0 || letters.others > letters.latin || letters.accented * 50 > letters.latin {
        return Language::Other;
    }
    let (english, other) = (function_words(Kind::English), function_words(Kind::OtherLatin));
    // A headline may have no function word at all.
    let is_headline = words().nth(12).is_none() && letters.accented == 0;
    if english > other || english == other && is_headline { Language::En } else { Language::Other }
}

/// Whose function word a word is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    English,
    OtherLatin,
    Russian,
    Ukrainian,
}

static KINDS: LazyLock<FxHashMap<&str, Kind>> = LazyLock::new(|| {
    let lists = [
        (words::ENGLISH, Kind::English),
        (words::OTHER_LATIN, Kind::OtherLatin),
        (words::RUSSIAN, Kind::Russian),
        (words::UKRAINIAN, Kind::Ukrainian),
    ];
    let mut kinds = FxHashMap::default();
    let mut shared = Vec::new();
    for (list, kind) in lists {
        for word in list {
            if kinds.insert(*word, kind).is_some_and(|before| before != kind) {
                shared.push(*word);
            }
        }
    }
    for word in shared {
        kinds.remove(word);
    }
    kinds
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_and_sentences() {
        for (text, language) in [
            ("Орлов встретился с коллегой в Осло", Language::Ru),
            ("Орлов зустрівся з колегою в Осло", Language::Uk),
            ("Переговоры и надежды", Language::Ru),
            ("Hale says talks getting closer", Language::En),
            ("Skipper Hakan Yıldırım told Ágnes Soós that the boat stays", Language::En),
            ("The talks between Орлов and Hale went on for five hours", Language::En),
            ("Орлов заявил BBC News, что переговоры с Hale продолжатся", Language::Ru),
            ("Die Gespräche mit der Ministerin sind zu Ende", Language::Other),
            ("Ministrul a declarat că negocierile cu partea rusă nu sunt încheiate", Language::Other),
            (
                "Преговорите между двете страни ще продължат и утре, съобщи министърът, който пристигна снощи в столицата и беше посрещнат на летището",
                Language::Other,
            ),
            ("Перамовы паміж бакамі будуць працягнутыя, сказаў міністр", Language::Other),
            ("日本の首相は言った", Language::Other),
            ("12345 !!", Language::Other),
            ("", Language::Other),
        ] {
            assert_eq!(detect(text), language, "{text}");
        }
    }

    #[test]
    fn tags_of_languages() {
        assert_eq!(Language::from_code("ru-RU"), Some(Language::Ru));
        assert_eq!(Language::from_code("ua"), Some(Language::Uk));
        assert_eq!(Language::from_code("ro"), None);
    }
}
