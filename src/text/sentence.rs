//! Sentences of a paragraph in English, Russian and Ukrainian. Decides by punctuation, capitals and lists of
//! abbreviations; grammar is not looked at.

mod words;

use super::{Span, fold::fold_char, letter::is_alphanumeric};

/// The sentences of a paragraph, in characters, without the white space between them.
///
/// A sentence ends after `.`, `!`, `?` or `…` with the marks that close after them, if white space and something
/// other than a lower-case letter follow. Abbreviations and initials do not end one; «т.д.» does before a capital.
/// Also without white space where two words have run together ("…сти.В Киеве").
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let chars: Vec<char> = paragraph.chars().collect();
    let mut sentences = Vec::new();
    let mut start = skip_spaces(&chars, 0);
    let mut at = start;
    while at < chars.len() {
        if !is_stop(chars[at]) {
            at += 1;
            continue;
        }
        let stop = at;
        at = end_of_stops(&chars, at);
        if has_words(&chars[start..stop]) && ends(&chars, start, stop, at) {
            sentences.push(Span::new(start, at));
            start = skip_spaces(&chars, at);
            at = start;
        }
    }
    let end = chars.len() - chars.iter().rev().take_while(|c| c.is_whitespace()).count();
    if start < end {
        sentences.push(Span::new(start, end));
    }
    sentences
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_closing_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '»' | '”' | '’' | '“' | '›' | ')' | ']' | '}')
}

fn skip_spaces(chars: &[char], from: usize) -> usize {
    from + chars[from..].iter().take_while(|c| c.is_whitespace()).count()
}

/// The position after all the stops and closing marks that begin at `from`.
fn end_of_stops(chars: &[char], from: usize) -> usize {
    from + chars[from..].iter().take_while(|c| is_stop(**c) || is_closing_mark(**c)).count()
}

fn has_words(chars: &[char]) -> bool {
    chars.iter().any(|c| is_alphanumeric(*c))
}

/// Whether the stop at `stop`, which with its marks reaches to `end`, ends the sentence begun at `start`.
fn ends(chars: &[char], start: usize, stop: usize, end: usize) -> bool {
    let next = skip_spaces(chars, end);
    if next == chars.len() {
        return true;
    }
    if next == end {
        return ran_together(chars, stop, end);
    }
    let Some(first) = chars[next..].iter().position(|c| is_alphanumeric(*c)).map(|ahead| next + ahead) else {
        return false;
    };
    if chars[first].is_lowercase() {
        return false;
    }
    // «сказал. — Потом», "said. (Later": what stands before the word begins the next sentence.
    if chars[stop] != '.' || chars.get(stop + 1) == Some(&'.') {
        return true;
    }
    let closed = chars[stop + 1..end].iter().any(|c| is_closing_mark(*c));
    closed || !is_abbreviation(chars, start, stop, first)
}

/// "энергии.В Киеве": a stop between a lower-case word and a capitalised one, in Cyrillic only (a Latin one may be
/// an address).
fn ran_together(chars: &[char], stop: usize, end: usize) -> bool {
    let cyrillic = |c: char| matches!(c, 'Ѐ'..='ӿ');
    let before = chars[..stop].iter().rev().take(3).filter(|c| cyrillic(**c) && c.is_lowercase()).count();
    let after = chars.get(end).is_some_and(|c| cyrillic(*c) && c.is_uppercase());
    let not_capitals = chars.get(end + 1).is_some_and(|c| c.is_lowercase() || *c == ' ');
    before == 3 && after && not_capitals && end == stop + 1
}

/// Whether the word before the stop is shortened, so that the one that begins at `next` goes on with the sentence.
fn is_abbreviation(chars: &[char], start: usize, stop: usize, next: usize) -> bool {
    let length = chars[start..stop].iter().rev().take_while(|c| is_alphanumeric(**c) || matches!(c, '.' | '-')).count();
    let word = &chars[stop - length..stop];
    let folded: String = word.iter().copied().map(fold_char).collect();
    let folded = folded.trim_start_matches(['.', '-']);
    if words::CLOSING.contains(&folded) {
        return false;
    }
    if words::NUMBERED.contains(&folded) {
        return chars[next].is_numeric();
    }
    if words::MAYBE.contains(&folded) {
        let follower: String =
            chars[next..].iter().take_while(|c| is_alphanumeric(**c)).copied().map(fold_char).collect();
        return !stands_alone(chars, start, stop - length, folded) || !words::STARTERS.contains(&follower.as_str());
    }
    if words::NEVER.contains(&folded) {
        return true;
    }
    match word.rsplit(|c| *c == '.').next() {
        // An initial, the last one of several, or a lone letter: «С.В.Лавров», "J. Smith".
        Some([letter]) if letter.is_uppercase() => true,
        // "1. First", at the start only: the number of a point in a list.
        Some(last) => {
            last == word && stop - length == start && !word.is_empty() && word.iter().all(char::is_ascii_digit)
        }
        None => false,
    }
}

/// «2014 г.» and "U.S." need no word after them; «г. Сочи» does.
fn stands_alone(chars: &[char], start: usize, word: usize, folded: &str) -> bool {
    let short = folded.chars().count() <= 2 && !folded.is_ascii();
    let before = chars[start..word].iter().rev().find(|c| !c.is_whitespace());
    !short || before.is_some_and(|c| c.is_numeric() || c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::span::slice, *};

    fn split(paragraph: &str) -> Vec<&str> {
        sentences(paragraph).into_iter().map(|span| slice(paragraph, span)).collect()
    }

    /// The sentences are given joined by `|`.
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').collect();
        assert_eq!(split(&expected.join(" ")), expected);
    }

    #[test]
    fn plain_sentences() {
        check("Орлов приехал.|Его ждали!|Кто?|Никто…|Всё");
        check("Anna came. |She sat down.".replace(". |", ".|").as_str());
        check("Він прийшов.|Її не було.");
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        check("«Да.»|Он ушёл.");
        check("\"We came.\"|They left.");
        check("(It was late.)|\"Go.\"|«Иди!»");
    }

    #[test]
    fn a_lower_case_letter_goes_on() {
        check("«Что?» — спросил Орлов.|Молчание.");
        check("\"Really?\" he said.");
        check("Это... конечно, так.");
    }

    #[test]
    fn an_interruption_ends_its_sentence() {
        check("«Мы готовы, — сказал Орлов.|— Завтра начнём».");
    }

    #[test]
    fn abbreviations_and_initials() {
        check("Mr. Hale met Gen. Ross in the U.S. Senate on Feb. 27.|He left.");
        check("He left the U.S.|The talks went on.");
        check("Документ т.н. СНВ подписал С. В. Орлов.|Он из г. Тверь.");
        check("В 2014 г. Россия и США; до 2026 г.|Он истекает.");
        check("Дали 5 млрд. Петрову, столы и т.д.|Потом ушли.");
        check("Це сказав о. Василь на вул. Зеленій.|Далі тиша.");
        check("Документ подписал В.В.Орлов.|Потом уехал.");
        check("1. Первое слово.|Второе.");
    }

    #[test]
    fn omissions_do_not_stand_alone() {
        check("(…) От них не уйти.|[…] Никуда.");
    }

    #[test]
    fn words_run_together() {
        assert_eq!(
            split("Нет энергии.В Киеве тихо. См. ТСН.ua и Rua.gr, Портал.MD"),
            ["Нет энергии.", "В Киеве тихо.", "См. ТСН.ua и Rua.gr, Портал.MD"]
        );
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_is_lost(text in "[а-яА-Яa-zA-Z .!?…«»\"()0-9-]{0,120}|\\PC{0,60}") {
            let found = sentences(&text);
            let mut at = 0;
            for span in &found {
                prop_assert!(span.start >= at && !span.is_empty());
                let between = slice(&text, Span::new(at, span.start));
                prop_assert!(between.trim().is_empty(), "{between:?}");
                at = span.end;
            }
            prop_assert!(slice(&text, Span::new(at, usize::MAX)).trim().is_empty());
        }
    }
}
