//! The languages of documents, and how to tell which one a text is in.

mod words;

use serde::{Deserialize, Serialize};

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
const SAMPLE: usize = 20_000;

/// The language of a text, by its letters and function words.
pub fn detect(text: &str) -> Language {
    let (mut latin, mut foreign_latin, mut cyrillic, mut others) = (0_usize, 0, 0, 0);
    let (mut russian, mut ukrainian, mut foreign, mut hard, mut yeru) = (0_usize, 0, 0, 0, 0);
    let sample = text.char_indices().nth(SAMPLE).and_then(|(end, _)| text.get(..end)).unwrap_or(text).to_lowercase();
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        match c {
            'a'..='z' => latin += 1,
            '\u{aa}'..='\u{24f}' => foreign_latin += 1,
            '\u{400}'..='\u{52f}' => {
                cyrillic += 1;
                russian += usize::from(words::RUSSIAN_LETTERS.contains(&c));
                ukrainian += usize::from(words::UKRAINIAN_LETTERS.contains(&c));
                foreign += usize::from(words::OTHER_CYRILLIC_LETTERS.contains(&c));
                hard += usize::from(c == 'ъ');
                yeru += usize::from(c == 'ы');
            }
            _ => others += 1,
        }
    }
    let words = || sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let count = |list: &[&str]| words().filter(|word| list.contains(word)).count();
    if cyrillic > latin && cyrillic > others {
        // Bulgarian has ъ in every second word and no ы.
        if foreign * 100 > cyrillic || hard * 100 > cyrillic && yeru == 0 && cyrillic > 100 {
            return Language::Other;
        }
        russian += 2 * count(words::RUSSIAN);
        ukrainian += 2 * count(words::UKRAINIAN);
        return if ukrainian > russian { Language::Uk } else { Language::Ru };
    }
    if latin == 0 || others > latin || foreign_latin * 50 > latin {
        return Language::Other;
    }
    let (english, other) = (count(words::ENGLISH), count(words::OTHER_LATIN));
    // A headline may have no function word at all.
    let is_short = words().nth(12).is_none();
    if english > other || english == other && is_short && foreign_latin == 0 { Language::En } else { Language::Other }
}

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
