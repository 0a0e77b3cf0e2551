//! The title of a text that nothing else names: the first line that is a headline. And titles made clean.

use super::{noise::is_prose, turns::label_length};
use crate::{
    document::{Paragraph, ParagraphKind},
    text::{fold::fold, letter::is_alphanumeric},
};

/// Paragraphs within which a title stands.
const NEAR: usize = 12;

/// Which paragraph is the title. None where the text begins without one.
pub(super) fn find(paragraphs: &[Paragraph]) -> Option<usize> {
    let own = |p: &Paragraph| matches!(p.kind, ParagraphKind::Text | ParagraphKind::Heading);
    let mut near = paragraphs.iter().enumerate().take(NEAR).filter(|(_, p)| own(p)).peekable();
    while let Some((at, paragraph)) = near.next() {
        // A title is followed by its text.
        let (next_at, next) = near.peek().copied()?;
        if paragraph.kind == ParagraphKind::Heading
            || is_headline(&paragraph.text)
            || is_sentence_over(&paragraph.text, &next.text)
        {
            return Some(at);
        }
        if is_prose(&paragraph.text) {
            // A lead may stand over the title, with the article right below.
            let text_follows = paragraphs.get(next_at + 1).is_some_and(|p| own(p) && is_prose(&p.text));
            // In a transcript it may be the first turn.
            let labelled = |p: &Paragraph| label_length(&p.text).is_some();
            let turn = labelled(next) && paragraphs.iter().skip(next_at + 1).any(labelled);
            let is_title = next.kind == ParagraphKind::Text && is_headline(&next.text) && text_follows && !turn;
            return is_title.then_some(next_at);
        }
    }
    None
}

/// A line of several words that does not end like a sentence.
fn is_headline(text: &str) -> bool {
    let length = text.chars().take(251).count();
    let begins_well = text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || "«\"“„'‘".contains(c));
    let ends_well = !is_prose(text) || text.ends_with(['!', '?']) && length <= 150;
    (10..=250).contains(&length)
        && text.split(' ').nth(1).is_some()
        && begins_well
        && !is_quotation(text)
        && ends_well
        && !text.ends_with([',', ';', ':', '.'])
        // "He disagrees: “ It was never so. ”"
        && !text.trim_end_matches(|c: char| c.is_whitespace() || "»\"”“’".contains(c)).ends_with(['.', '…'])
}

/// «Тепло. Тихо», — сказал X: words in marks that punctuation ends are a quotation in the text.
fn is_quotation(text: &str) -> bool {
    let mut letters = text.char_indices();
    if !letters.next().is_some_and(|(_, c)| "«\"“„'‘".contains(c)) {
        return false;
    }
    let ends = |(at, c): (usize, char)| {
        "»\"”“'’".contains(c)
            && text.get(..at).is_some_and(|inside| inside.trim_end().ends_with([',', '.', '!', '?', '…']))
    };
    let behind = |(at, c): (usize, char)| {
        text.get(at + c.len_utf8()..).is_some_and(|rest| rest.chars().any(char::is_alphabetic))
    };
    letters.filter(|letter| ends(*letter)).any(behind)
}

/// "A long road." over a long paragraph.
fn is_sentence_over(text: &str, next: &str) -> bool {
    let inside = text.trim_end_matches('.');
    let words = inside.split(' ').count();
    (3..=6).contains(&words)
        && !inside.contains(['.', '"', '«', ':', '—'])
        && text.len() <= inside.len() + 1
        && next.chars().nth(150).is_some()
}

/// The title without what sites add ("17:10 Title | Site"), and the name of the site.
pub(super) fn clean(title: &str) -> (&str, Option<&str>) {
    let title = title.trim();
    let title = title.split_once(' ').filter(|(first, _)| is_clock(first)).map_or(title, |(_, rest)| rest.trim_start());
    match title.rsplit_once(" | ") {
        Some((own, site)) if own.split(' ').nth(2).is_some() => {
            (own.trim_end(), Some(site.trim()).filter(|site| !site.is_empty()))
        }
        _ => (title, None),
    }
}

fn is_clock(word: &str) -> bool {
    word.len() <= 5 && word.contains(':') && word.bytes().all(|b| b.is_ascii_digit() || b == b':')
}

/// Whether a paragraph repeats the title, marks and case aside.
pub(super) fn repeats(paragraph: &str, title: &str) -> bool {
    let letters = |text: &str| -> String { fold(text).chars().filter(|c| is_alphanumeric(*c)).collect() };
    paragraph.len() <= 2 * title.len() + 20 && letters(paragraph) == letters(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "Переговоры в Осло закончились поздно вечером, сообщил представитель министерства, который ждал журналистов. \
                         По его словам, стороны встретятся снова через неделю.";

    fn found(texts: &[&str]) -> Option<usize> {
        let paragraphs: Vec<Paragraph> =
            texts.iter().map(|text| Paragraph { kind: ParagraphKind::Text, text: (*text).into() }).collect();
        find(&paragraphs)
    }

    #[test]
    fn the_first_headline_is_the_title() {
        assert_eq!(found(&["Переговоры закончились", PROSE]), Some(0));
        assert_eq!(found(&["A long road.", PROSE]), Some(0));
        assert_eq!(found(&["Что решили в Осло?", PROSE]), Some(0));
        assert_eq!(found(&[PROSE, "Переговоры закончились", PROSE]), Some(1));
    }

    #[test]
    fn a_text_may_have_none() {
        assert_eq!(found(&[PROSE, PROSE]), None);
        assert_eq!(found(&[PROSE, PROSE, "Что дальше", PROSE]), None);
        assert_eq!(found(&["Одна строка без конца"]), None);
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn titles_without_what_sites_add() {
        assert_eq!(clean("17:10 Переговоры в Осло | Газета"), ("Переговоры в Осло", Some("Газета")));
        assert_eq!(clean("Yes | No"), ("Yes | No", None));
        assert!(repeats("«Переговоры в Осло».", "Переговоры в Осло"));
        assert!(!repeats("Переговоры", "Переговоры в Осло"));
    }
}
