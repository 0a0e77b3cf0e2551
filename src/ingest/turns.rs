//! Turns: the paragraphs of a labelled transcript or interview that belong to a speaker's turn.
//! Who the speaker is, is not asked here.

mod words;

use std::collections::HashSet;

use super::{blocks::Form, inline::asks};
use crate::{
    document::{Paragraph, ParagraphKind},
    text::fold::fold,
};

/// Marks the paragraphs of labelled turns. A turn goes on until the next label; headings, captions, noise and stage
/// directions in parentheses stay what they are.
pub(super) fn mark(paragraphs: &mut [Paragraph]) {
    let labels: Vec<Option<Label>> = paragraphs.iter().map(|p| text_of(p).and_then(label)).collect();
    let Some(first) = first_turn(&labels) else { return };
    // "THE FACTS: …": the reporter's own, up to the next speaker.
    let mut noted = false;
    for paragraph in paragraphs.iter_mut().skip(first) {
        let is_label = label(&paragraph.text).is_some();
        noted = (noted || is_note(&paragraph.text)) && !is_label;
        let is_own = is_label || !is_reported(&paragraph.text) && !noted;
        if paragraph.kind == ParagraphKind::Text && is_own && !is_stage_direction(&paragraph.text) {
            paragraph.kind = ParagraphKind::Turn;
        }
    }
}

/// Questions in bold over their answers: two of them in a text make every paragraph in bold that ends like a
/// sentence one, from the first on.
pub(super) fn mark_questions(paragraphs: &mut [Paragraph], forms: &[Form]) {
    let is_bold = |p: &Paragraph, form: &Form| *form == Form::Strong && p.kind == ParagraphKind::Text;
    let asked = |(p, form): &(&Paragraph, &Form)| is_bold(p, form) && asks(&p.text);
    let mut questions = paragraphs.iter().zip(forms).enumerate().filter(|(_, pair)| asked(pair));
    let (Some((first, _)), Some(_)) = (questions.next(), questions.next()) else { return };
    for (paragraph, form) in paragraphs.iter_mut().zip(forms).skip(first) {
        if is_bold(paragraph, form) && (asks(&paragraph.text) || paragraph.text.ends_with(['.', '…', '!'])) {
            paragraph.kind = ParagraphKind::Question;
        }
    }
}

fn text_of(paragraph: &Paragraph) -> Option<&str> {
    (paragraph.kind == ParagraphKind::Text).then_some(paragraph.text.as_str())
}

/// What stands before a colon at the beginning of a paragraph and looks like a speaker.
#[derive(Debug, PartialEq)]
struct Label {
    /// Folded.
    name: String,
    /// Capitals, a letter for a question, initials, a role: enough for a label by itself.
    sure: bool,
    /// Characters up to the words that are said.
    length: usize,
}

/// Where the first turn begins, if labels are enough to make the text a transcript: two sure ones, or one
/// with a title at the beginning; or three unsure ones of which some are of one name.
fn first_turn(labels: &[Option<Label>]) -> Option<usize> {
    let found: Vec<(usize, &Label)> =
        labels.iter().enumerate().filter_map(|(at, label)| Some((at, label.as_ref()?))).collect();
    let sure = found.iter().filter(|(_, label)| label.sure).count();
    let names: HashSet<&str> = found.iter().map(|(_, label)| label.name.as_str()).collect();
    let repeated = names.len() < found.len();
    let dense = found.len() * 4 >= labels.len();
    let enough = sure >= 2 || found.len() >= 3 && repeated && dense;
    // "NEW DELHI: The talks …" is a dateline.
    let is_person = |name: &str| name.split([' ', '.']).any(|word| words::TITLES.contains(&word));
    let begins = found.first().filter(|(at, label)| *at < 3 && label.sure && is_person(&label.name));
    if !enough && begins.is_none() {
        return None;
    }
    let surest = found.iter().position(|(_, label)| label.sure || sure < 2)?;
    // Turns right above it have labels that are less plain.
    let above = found.get(..=surest)?.windows(2).rev().take_while(|pair| pair[1].0 == pair[0].0 + 1).count();
    found.get(surest - above).map(|(at, _)| *at)
}

/// The characters that a turn's label takes at the beginning of its paragraph, the colon included.
pub fn label_length(paragraph: &str) -> Option<usize> {
    label(paragraph).map(|label| label.length)
}

/// Whether a line begins with a label that is one by itself.
pub(super) fn begins_with_label(line: &str) -> bool {
    label(line).is_some_and(|label| label.sure)
}

/// Characters within which a label ends.
const LONGEST: usize = 80;

fn label(text: &str) -> Option<Label> {
    let own = text.get(clocked(text)..).unwrap_or(text);
    let before = text.chars().count() - own.chars().count();
    if let Some(rest) = own.strip_prefix('Q') {
        // "Q Thank you", "Q: When …"
        let words = rest.trim_start_matches([' ', '\u{a0}', ':', '.']);
        let spaced = rest.len() > words.len() && rest.starts_with([' ', '\u{a0}', ':', '.']);
        if spaced && words.starts_with(|c: char| c.is_uppercase() || "\"“'([—\\".contains(c)) {
            let colon = usize::from(rest.starts_with([':', '.']));
            return Some(Label { name: "q".to_owned(), sure: true, length: before + 1 + colon });
        }
    }
    if own.strip_prefix("A. ").is_some_and(|words| words.starts_with(char::is_uppercase)) {
        // Only beside questions: else an initial.
        return Some(Label { name: "a".to_owned(), sure: false, length: before + 2 });
    }
    let head: String = own.chars().take(LONGEST).collect();
    let (name, mark, rest) = separated(&head)?;
    let is_colon = matches!(mark, ":" | "：");
    let length = before + name.chars().count() + mark.chars().count();
    let bare = name.split_once(['(', '[']).map_or(name, |(bare, _)| bare);
    let bare = bare.trim_matches([' ', '\u{a0}', '«', '»', '"', '“', '”', '„']);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let clean = name.chars().all(|c| c.is_alphanumeric() || " .,'’-()/\u{a0}\\[]«»\"“”„".contains(c));
    if !clean
        || words.is_empty()
        || words.len() > 7
        || !(mark == "：" || rest.is_empty() || rest.starts_with([' ', '\u{a0}']))
    {
        return None;
    }
    let folded = fold(bare);
    if words::NEVER.contains(&folded.as_str()) || !bare.chars().next()?.is_uppercase() {
        return None;
    }
    let letters = || bare.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 2 && letters().all(char::is_uppercase);
    let role = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '.');
    let sure = is_colon && (capitals || words::ROLES.contains(&role) || has_initials(bare));
    let name_like = words.len() <= 3 && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    (sure || name_like).then_some(Label { name: folded, sure, length })
}

/// A word in capitals before a colon that is nobody's label: "THE FACTS: …".
fn is_note(text: &str) -> bool {
    let head = text.split(':').next().unwrap_or_default();
    head.len() < text.len()
        && head.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && words::NEVER.contains(&fold(head).as_str())
}

/// What stands before the first colon, the colon, and what stands behind it. Behind capitals a dash serves as well.
fn separated(head: &str) -> Option<(&str, &str, &str)> {
    let first = [":", "：", " — ", " – ", " -- "].iter().filter_map(|mark| Some((head.find(mark)?, *mark))).min()?;
    let (name, rest) = head.split_at_checked(first.0)?;
    let is_dash = !matches!(first.1, ":" | "：");
    let mark = first.1.trim_end();
    let is_label = !is_dash || name.chars().all(|c| !c.is_lowercase());
    is_label.then_some((name, mark, rest.strip_prefix(mark)?))
}

/// The bytes of a time that stands before a label: "[00:12:33] ", "12:40 ".
fn clocked(text: &str) -> usize {
    let inside = text.trim_start_matches(['[', '(']);
    let rest = inside.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let is_time = inside.get(..inside.len() - rest.len()).is_some_and(|time| time.contains(':'));
    let name = rest.trim_start_matches([']', ')', ' ', '\u{a0}']);
    if is_time && name.len() < rest.len() { text.len() - name.len() } else { 0 }
}

/// «С.В.Орлов», «А. Орлова»: an initial and a stop before the name.
fn has_initials(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next() == Some('.')
        && chars.any(char::is_lowercase)
        && name.split_whitespace().count() <= 3
}

/// "Wait, there's one now," she breaks off: words in marks with the reporter's own behind them.
fn is_reported(text: &str) -> bool {
    text.starts_with(['"', '“', '«', '„']) && super::noise::quotes(text)
}

/// `(Laughter.)`, `[Applause]`, `5:43 P.M. EST`: said by nobody.
fn is_stage_direction(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let enclosed = |open: char, close: char| {
        text.starts_with(open) && text.ends_with(close) && text.matches(open).count() == 1 && text.chars().count() < 200
    };
    enclosed('(', ')') || enclosed('[', ']') || is_clock(text)
}

/// A time of day and nothing else: "5:43 P.M. EST", "12:40 p.m.", «18:05».
pub(super) fn is_clock(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split([' ', '.', '(', ')']).filter(|word| !word.is_empty());
    let is_time = |word: &str| {
        let (hours, minutes) = word.split_once([':', '-']).unwrap_or((word, "00"));
        let number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        number(hours) && number(minutes) && word.len() > 3
    };
    text.len() <= 40 && words.next().is_some_and(is_time) && words.all(|word| words::CLOCK.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(texts: &[&str]) -> String {
        let mut paragraphs: Vec<Paragraph> =
            texts.iter().map(|text| Paragraph { kind: ParagraphKind::Text, text: (*text).into() }).collect();
        mark(&mut paragraphs);
        paragraphs.iter().map(|p| if p.kind == ParagraphKind::Turn { 'T' } else { '-' }).collect()
    }

    #[test]
    fn transcripts_in_three_languages() {
        assert_eq!(
            kinds(&[
                "By phone",
                "5:24 P.M. EST",
                "MODERATOR: Hello.",
                "Q Thank you.",
                "MR. HALE: Yes.",
                "And no.",
                "(Laughter.)",
                "5:43 P.M. EST"
            ]),
            "--TTTT--"
        );
        assert_eq!(kinds(&["Вопрос: Что дальше?", "С.В.Орлов: Увидим.", "Потом скажем."]), "TTT");
        assert_eq!(kinds(&["Вступ.", "Запитання: Що далі?", "Відповідь: Побачимо."]), "-TT");
        assert_eq!(kinds(&["SECRETARY HALE: Good morning.", "We met."]), "TT");
        assert_eq!(kinds(&["Anna Hale: Yes.", "John Ross: No.", "Anna Hale: Why?"]), "TTT");
    }

    #[test]
    fn labels_of_other_shapes() {
        assert_eq!(kinds(&["ORLOVA — Да.", "HASK — Нет.", "ORLOVA — Почему?", "HASK — Так."]), "TTTT");
        assert_eq!(kinds(&["[00:04] HALE: Yes.", "[00:09] QUESTION：Why?"]), "TT");
        assert_eq!(kinds(&["«Газета»: Когда?", "«ГВ»: Что?", "П. О.: Всё.", "Анна Белова: Нет."]), "TTTT");
        assert_eq!(kinds(&["ORLOVA: Yes.", "\"No,\" she breaks off, and listens.", "Q: Why?", "A: So."]), "T-TT");
        assert_eq!(kinds(&["OSLO — Hale arrived late.", "He left."]), "--");
        assert_eq!(label_length("ORLOVA (via interpreter): Yes."), Some(25));
        assert_eq!(label_length("[00:04] HALE: Yes."), Some(13));
    }

    #[test]
    fn questions_in_bold_need_another() {
        let marked = |texts: &[(&str, Form)]| -> Vec<bool> {
            let mut paragraphs: Vec<Paragraph> =
                texts.iter().map(|(text, _)| Paragraph { kind: ParagraphKind::Text, text: (*text).into() }).collect();
            mark_questions(&mut paragraphs, &texts.iter().map(|(_, form)| *form).collect::<Vec<_>>());
            paragraphs.iter().map(|p| p.kind == ParagraphKind::Question).collect()
        };
        let (bold, plain) = (Form::Strong, Form::Text);
        assert_eq!(
            marked(&[("Why?", bold), ("So.", plain), ("And?", bold), ("Tell us more.", bold)]),
            [true, false, true, true]
        );
        assert_eq!(marked(&[("Why?", bold), ("So.", plain), ("And?", plain)]), [false; 3]);
    }

    #[test]
    fn an_article_is_no_transcript() {
        assert_eq!(kinds(&["NEW OSLO: Hale arrived late.", "He left."]), "--");
        assert_eq!(kinds(&["He came.", "NEW: He left", "Орлов: мы готовы", "Потом он ушёл.", "Конец."]), "-----");
        assert_eq!(kinds(&["Hale said: \"Yes.\"", "Ross said: \"No.\"", "Hale said: \"Why?\""]), "---");
    }

    #[test]
    fn times_of_day() {
        for text in ["5:43 P.M. EST", "12:40 p.m.", "18:05"] {
            assert!(is_clock(text), "{text}");
        }
        assert!(!is_clock("12:40 He left"));
        assert!(!is_clock("2019"));
    }
}
