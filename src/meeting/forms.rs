//! Stems of names as they are looked up in a text: «Лавров» → `лавров~`, which «Лаврову» fits.
//!
//! Only the endings that take a nominative apart; whose name it is, and which of two namesakes is meant,
//! is the matter of `speaker`.

use crate::text::fold::fold;

/// A name of one or more words, as phrases of stems: one, or two where the stem changes («Відень», «у Відні»).
pub fn names(nominative: &str) -> Vec<String> {
    let mut phrases = vec![phrase(nominative, stem)];
    let folded = fold(nominative);
    let changed = CHANGES.iter().find_map(|(from, to)| Some(format!("{}{to}~", folded.strip_suffix(from)?)));
    if let Some(changed) = changed.filter(|stem| !stem.contains(' ') && stem.chars().count() > 3) {
        phrases.push(changed);
    }
    phrases
}

/// Nominatives whose last consonant or vowel changes in other cases, mostly Ukrainian.
const CHANGES: [(&str, &str); 6] = [("ень", "н"), ("їв", "єв"), ("ів", "ов"), ("га", "з"), ("ка", "ц"), ("ха", "с")];

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
    let cut = if long && ["ые", "ие", "ый", "ий", "ая"].iter().any(|ending| folded.ends_with(ending)) {
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
        assert_eq!(names("Лавров"), ["лавров~"]);
        assert_eq!(names("Соединённые Штаты"), ["соединенн~ штат~"]);
        assert_eq!(names("США"), ["=сша"]);
        assert_eq!(names("Россия"), ["росси~"]);
        assert_eq!(names("Зеленський"), ["зеленськ~"]);
        assert_eq!(names("Санкт-Петербург"), ["санкт~ петербург~"]);
        assert_eq!(names("New York"), ["new~ york~"]);
        assert_eq!(names("Відень"), ["віден~", "відн~"]);
        assert_eq!(names("Гаага"), ["гааг~", "гааз~"]);
        assert_eq!(adjective("российский"), "российск");
        assert_eq!(adjective("American"), "american");
    }
}
