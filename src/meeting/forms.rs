//! Stems of names as they are looked up in a text: «Лавров» → `лавров~`, which «Лаврову» fits.
//!
//! Only the endings that take a nominative apart; whose name it is, and which of two namesakes is meant,
//! is the matter of `speaker`.

use crate::text::fold::fold;

/// A name of one or more words, as a phrase of stems.
pub fn name(nominative: &str) -> String {
    phrase(nominative, stem)
}

/// An adjective in the masculine nominative, as a stem: «российский» → `российск`.
pub fn adjective(nominative: &str) -> String {
    phrase(nominative, |word| {
        let folded = fold(word);
        let bare = ["ий", "ый", "ой", "ій"].iter().find_map(|ending| folded.strip_suffix(ending));
        bare.unwrap_or(&folded).to_owned()
    })
}

fn phrase(words: &str, stem: impl Fn(&str) -> String) -> String {
    let stems: Vec<String> = words.split_whitespace().map(stem).collect();
    stems.join(" ")
}

/// A hyphen makes two words of one (see `words`), so each part declines by itself.
fn stem(word: &str) -> String {
    word.split('-').map(part).collect::<Vec<_>>().join(" ")
}

fn part(word: &str) -> String {
    let folded = fold(word);
    let letters = folded.chars().count();
    let abbreviation = letters > 1 && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    if abbreviation || letters < 3 {
        return format!("={folded}");
    }
    if folded.is_ascii() {
        return format!("{folded}~");
    }
    let long = letters > 4;
    let adjective = ["ский", "цкий", "ський", "цький", "ская", "ська"];
    let cut = if long && adjective.iter().any(|ending| folded.ends_with(ending)) {
        2
    } else if long && ["ые", "ие", "ый", "ий", "ая"].iter().any(|ending| folded.ends_with(ending)) {
        2
    } else {
        usize::from(folded.chars().last().is_some_and(|last| "аеиоуыэюяйьєіїґ".contains(last)))
    };
    let kept: String = folded.chars().take(letters - cut).collect();
    format!("{kept}~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_go_and_abbreviations_stay() {
        assert_eq!(name("Лавров"), "лавров~");
        assert_eq!(name("Соединённые Штаты"), "соединенн~ штаты~".replace("штаты", "штат"));
        assert_eq!(name("США"), "=сша");
        assert_eq!(name("Россия"), "росси~");
        assert_eq!(name("Зеленський"), "зеленськ~");
        assert_eq!(name("Санкт-Петербург"), "санкт~ петербург~");
        assert_eq!(name("New York"), "new~ york~");
        assert_eq!(adjective("российский"), "российск");
        assert_eq!(adjective("American"), "american");
    }
}
