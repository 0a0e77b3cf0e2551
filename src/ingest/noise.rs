//! Site noise and captions: which paragraphs are not the article. Where it is not clear, a paragraph stays text: noise
//! in the text costs a reader a line, a quotation lost in noise costs the quotation.

mod words;

use super::blocks::Form;
use crate::{
    document::{Paragraph, ParagraphKind},
    text::fold::fold,
};

/// Marks what shows by itself that it is noise or a caption, then what stands among it.
pub(super) fn mark(paragraphs: &mut [Paragraph], forms: &[Form]) {
    for paragraph in paragraphs.iter_mut().filter(|p| !matches!(p.kind, ParagraphKind::Caption | ParagraphKind::Noise))
    {
        if is_noise(&paragraph.text) {
            paragraph.kind = ParagraphKind::Noise;
        } else if is_caption(&paragraph.text) {
            paragraph.kind = ParagraphKind::Caption;
        }
    }
    mark_repeated_captions(paragraphs);
    mark_lists(paragraphs, forms);
    mark_clocked(paragraphs);
    mark_tail(paragraphs);
}

/// What stands before the title, `title` paragraphs down: short lines are the site's, a lead is not.
pub(super) fn mark_head(paragraphs: &mut [Paragraph], title: usize) {
    for paragraph in paragraphs.iter_mut().take(title).filter(|p| !is_prose(&p.text)) {
        paragraph.kind = ParagraphKind::Noise;
    }
}

/// Characters that are looked at of each end of a paragraph.
const HEAD: usize = 80;
/// Noise is short: what is longer is read as text whatever it begins with.
const LONGEST: usize = 400;

fn is_noise(text: &str) -> bool {
    let length = text.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return false;
    }
    let folded = fold(text);
    let line = folded.trim_end_matches([':', '.', ',', '…', '»', '>', ' ']);
    // «Комментарии (12)»
    let counted = line.strip_suffix(')').and_then(|line| line.rsplit_once(" (")).filter(|(_, count)| is_count(count));
    words::LINES.contains(&counted.map_or(line, |(line, _)| line))
        || begins(&folded, words::BEGINNINGS) && !quotes(text)
        || words::INSIDE.iter().any(|words| folded.contains(words)) && !quotes(text)
        || length <= HEAD && is_figures(&folded)
}

fn is_count(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether one of `list` begins the text as whole words.
fn begins(folded: &str, list: &[&str]) -> bool {
    list.iter().any(|beginning| {
        folded.strip_prefix(beginning).is_some_and(|rest| {
            !beginning.ends_with(char::is_alphanumeric) || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'')
        })
    })
}

/// Whether somebody is quoted with words of saying around: dash speech or a mark and a dash.
pub(super) fn quotes(text: &str) -> bool {
    ["» —", "» –", "», —", "», –", "», -", "\", —", "\", –", "\", -", ",\" ", ",” "]
        .iter()
        .any(|sign| text.contains(sign))
}

/// Tickers and counters: exchange rates, weather, views.
fn is_figures(folded: &str) -> bool {
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    if digits == 0 {
        return false;
    }
    let has_currency = || words::CURRENCIES.iter().any(|currency| folded.contains(currency));
    let has_year = || folded.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    letters == 0 && !has_year()
        || letters <= 8 && digits >= 2 && has_currency()
        || ends_with_degrees(folded)
        || is_counter(folded)
        || is_clocked_place(folded)
}

/// "Oslo +6", «Київ -3°C»
fn ends_with_degrees(folded: &str) -> bool {
    let text = folded.trim_end_matches(['c', 'с', '°', 'º', ' ']);
    let number = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - number.len();
    (1..=2).contains(&digits)
        && number.ends_with([' ', '+', '-', '−', '–'].as_slice())
        && {
            let signed = number.trim_end();
            signed.ends_with('+') || signed.ends_with(" -") || signed.ends_with(" −") || signed.ends_with(" –")
        }
        && folded.chars().count() <= 40
}

/// «759 просмотров»
fn is_counter(folded: &str) -> bool {
    let words = folded.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | 'k'));
    words.len() < folded.len() && begins_any(words, words::COUNTED) && words.split(' ').count() <= 2
}

fn begins_any(text: &str, list: &[&str]) -> bool {
    list.iter().any(|beginning| text.starts_with(beginning))
}

/// "Oslo, October 20 15:01": a clock and a day of this year, as sites show the present.
fn is_clocked_place(folded: &str) -> bool {
    ends_with_clock(folded)
        && folded.split(' ').count() <= 5
        && folded.contains(',')
        && super::dates::dateline_without_year(folded)
}

fn is_clock(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hours, minutes)| {
        (1..=2).contains(&hours.len())
            && minutes.len() == 2
            && [hours, minutes].iter().all(|n| n.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn ends_with_clock(text: &str) -> bool {
    text.rsplit([' ', ',']).next().is_some_and(is_clock)
}

fn is_clocked(text: &str) -> bool {
    let begins = text.split(' ').next().is_some_and(is_clock);
    (begins || ends_with_clock(text)) && !ends_like_prose(text) && text.chars().take(201).count() <= 200
}

/// A caption says so: by a credit at its beginning, or an agency in parentheses at its end.
fn is_caption(text: &str) -> bool {
    let length = text.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return false;
    }
    let folded = fold(text);
    if begins_any(&folded, words::CREDITS) || ends_with_credit(&folded) {
        return true;
    }
    let inside = folded.trim_end_matches('.').strip_suffix(')').and_then(|text| text.rsplit_once('('));
    inside.is_some_and(|(_, credit)| {
        let mut names = credit.split(['/', ':', '|', ',']).map(str::trim);
        names.any(|name| words::AGENCIES.contains(&name))
            && !credit.contains("reporting by")
            && credit.chars().count() <= 80
    })
}

/// "The bridge at night. Photograph: Jan Berg"
fn ends_with_credit(folded: &str) -> bool {
    let credit = words::CREDITS.iter().filter(|credit| credit.ends_with(':'));
    let behind = credit.filter_map(|credit| folded.rsplit_once(credit)).map(|(before, name)| (before.trim_end(), name));
    behind.into_iter().any(|(before, name)| {
        before.ends_with(['.', '…', '!', '?', '|', '/'])
            && name.trim().split(' ').count() <= 5
            && !name.contains(['"', '«'])
    })
}

/// A caption is often there twice, with its credit and without.
fn mark_repeated_captions(paragraphs: &mut [Paragraph]) {
    for at in 1..paragraphs.len() {
        let (before, from) = paragraphs.split_at_mut(at);
        let (Some(earlier), Some(caption)) = (before.last_mut(), from.first_mut()) else { continue };
        let is_beginning =
            |short: &Paragraph, long: &Paragraph| short.text.len() >= 15 && long.text.starts_with(short.text.as_str());
        if caption.kind == ParagraphKind::Caption
            && earlier.kind == ParagraphKind::Text
            && is_beginning(earlier, caption)
        {
            earlier.kind = ParagraphKind::Caption;
        }
    }
}

/// Lists of other articles: from a line that announces one to the next paragraph of prose.
fn mark_lists(paragraphs: &mut [Paragraph], forms: &[Form]) {
    let mut in_list = false;
    for (paragraph, form) in paragraphs.iter_mut().zip(forms) {
        let folded = fold(&paragraph.text.chars().take(HEAD).collect::<String>());
        if words::LISTS.contains(&folded.trim_end_matches([':', '.', '…', ' ']))
            || folded.starts_with("все новости")
            || folded.starts_with("всі новини")
        {
            in_list = true;
            paragraph.kind = ParagraphKind::Noise;
        } else if in_list && (*form == Form::Item || !is_prose(&paragraph.text)) {
            paragraph.kind = ParagraphKind::Noise;
        } else if paragraph.kind != ParagraphKind::Noise {
            in_list = false;
        }
    }
}

/// Lines with a time of day, one after another: the newest headlines.
fn mark_clocked(paragraphs: &mut [Paragraph]) {
    for run in paragraphs.chunk_by_mut(|a, b| is_clocked(&a.text) == is_clocked(&b.text)) {
        if run.len() >= 3 && run.first().is_some_and(|p| is_clocked(&p.text) && !super::turns::is_clock(&p.text)) {
            for paragraph in run {
                paragraph.kind = ParagraphKind::Noise;
            }
        }
    }
}

/// After the last prose, scraps before noise are noise: names of sections, tags.
fn mark_tail(paragraphs: &mut [Paragraph]) {
    let end_of_prose =
        paragraphs.iter().rposition(|p| p.kind != ParagraphKind::Noise && is_prose(&p.text)).map_or(0, |at| at + 1);
    let last_noise = paragraphs.iter().rposition(|p| p.kind == ParagraphKind::Noise).unwrap_or(0);
    let scraps = paragraphs.iter_mut().take(last_noise).skip(end_of_prose);
    for scrap in scraps.filter(|p| p.kind == ParagraphKind::Text && p.text.split(' ').nth(3).is_none()) {
        if !scrap.text.ends_with(['»', '"', '”']) && super::dates::line(&scrap.text, false).is_none() {
            scrap.kind = ParagraphKind::Noise;
        }
    }
}

/// Short lines over prose that do not end like a sentence are headings, if no mark of a quotation stands in them.
pub(super) fn mark_headings(paragraphs: &mut [Paragraph]) {
    for at in 1..paragraphs.len() {
        let (before, from) = paragraphs.split_at_mut(at);
        let [line, prose, ..] = from else { return };
        let is_over_prose = prose.kind == ParagraphKind::Text && is_prose(&prose.text);
        let is_below_prose = before.last().is_some_and(|p| p.kind != ParagraphKind::Noise && is_prose(&p.text));
        let begins_well = line.text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let is_short = line.text.chars().nth(HEAD).is_none() && !line.text.contains(['"', '«', '»', '“', '„', '”']);
        let ends_open = !ends_like_prose(&line.text) || line.text.ends_with('?');
        if line.kind == ParagraphKind::Text && is_over_prose && is_below_prose && begins_well && is_short && ends_open {
            line.kind = ParagraphKind::Heading;
        }
    }
}

/// A paragraph of sentences, not a headline or a scrap.
pub(super) fn is_prose(text: &str) -> bool {
    let length = text.chars().take(200).count();
    length == 200 || ends_like_prose(text) && text.split(' ').nth(3).is_some()
}

fn ends_like_prose(text: &str) -> bool {
    let marks = |c: char| matches!(c, '"' | '»' | '”' | '“' | ')' | '\'' | '’');
    text.trim_end_matches(marks).ends_with(['.', '…', ':', ';', ',']) || text.ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One letter a paragraph: Text, Heading, Caption, Noise.
    fn kinds(texts: &[&str]) -> String {
        let mut paragraphs: Vec<Paragraph> = texts
            .iter()
            .map(|text| Paragraph { kind: ParagraphKind::Text, text: text.trim_start_matches("* ").into() })
            .collect();
        let form = |text: &&str| if text.starts_with("* ") { Form::Item } else { Form::Text };
        mark(&mut paragraphs, &texts.iter().map(form).collect::<Vec<_>>());
        let letter = |p: &Paragraph| match p.kind {
            ParagraphKind::Text => 't',
            ParagraphKind::Heading => 'h',
            ParagraphKind::Caption => 'c',
            ParagraphKind::Turn => 'u',
            ParagraphKind::Quote => 'q',
            ParagraphKind::Question => '?',
            ParagraphKind::Noise => 'n',
        };
        paragraphs.iter().map(letter).collect()
    }

    #[test]
    fn tickers_menus_and_counters() {
        for text in [
            "0",
            "$ 426.14",
            "€ 497.05",
            "USD ЦБ: 77,76 (-0,08)",
            "Oslo +6",
            "Oslo, October 20 15:01",
            "759 просмотров",
            "Перейти к содержимому",
            "Авторы",
            "Комментарии (12)",
            "Поделиться",
            "Нашли ошибку? Выделите её мышью.",
            "Читайте также: Орлов уехал в Осло",
            "Read more: Hale leaves Oslo",
            "Підписуйтесь на наш канал",
            "@highlight",
            "[ad_1]",
        ] {
            assert_eq!(kinds(&[text]), "n", "{text}");
        }
    }

    #[test]
    fn the_article_stays() {
        for text in [
            "Нагадаємо, раніше Орлов уже був у Осло.",
            "Напомним, переговоры прошли 5 мая.",
            "В 17:40 он уехал.",
            "«Подписывайтесь на газеты», — сказал Орлов.",
            "Политика переговоров изменилась.",
            "Shares fell after the talks.",
            "He paid $ 40 for the room in Oslo, Hale said.",
            "2019",
            "1:35 p.m.",
        ] {
            assert_eq!(kinds(&[text]), "t", "{text}");
        }
    }

    #[test]
    fn captions_and_credits() {
        assert_eq!(kinds(&["Anna Hale and Pavel Orlov (R) in Oslo (Reuters / Jan Berg)"]), "c");
        assert_eq!(kinds(&["Анна Хейл во время встречи", "Анна Хейл во время встречи (Фото: Reuters/Ян Берг)"]), "cc");
        assert_eq!(kinds(&["The bridge at night. Photograph: Jan Berg", "He took a photo: Hale was not in it."]), "ct");
        assert_eq!(kinds(&["(Reporting by Jan Berg; Editing by Eva Holm)"]), "n");
    }

    #[test]
    fn lists_of_other_articles_end_at_prose() {
        let prose = "Более того, как считает Орлов, переговоры ещё не кончились.";
        assert_eq!(kinds(&[prose, "ЧИТАЙТЕ ТАКЖЕ", "* Орлов: «Мы готовы»", prose]), "tnnt");
        assert_eq!(kinds(&[prose, "ОбществоВласть", "Читайте также", "Все новости за сегодня"]), "tnnn");
        assert_eq!(
            kinds(&[prose, "Орлов уехал Мир, 17:57", "Хейл осталась Мир, 17:50", "Снег в Осло Погода, 17:40"]),
            "tnnn"
        );
    }
}
