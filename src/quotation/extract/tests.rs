//! Words without marks, from the paragraphs to who says them.
#![allow(clippy::unwrap_used)]

use super::extract;
use crate::{
    document::{Document, Paragraph, ParagraphKind},
    language::Language,
    speaker::Cast,
};

/// The speaker and the segments of each quotation. A line is a paragraph: `>` sets it apart, `?` makes it a question
/// in bold, `#` a heading, `@` a turn.
fn quoted(text: &str, language: Language) -> Vec<(Option<String>, Vec<String>)> {
    let paragraph = |line: &str| {
        let (kind, text) = match line.split_at_checked(1) {
            Some((">", text)) => (ParagraphKind::Quote, text),
            Some(("?", text)) => (ParagraphKind::Question, text),
            Some(("#", text)) => (ParagraphKind::Heading, text),
            Some(("@", text)) => (ParagraphKind::Turn, text),
            _ => (ParagraphKind::Text, line),
        };
        Paragraph { kind, text: text.trim().into() }
    };
    let document = Document { language, paragraphs: text.lines().map(paragraph).collect(), ..Document::default() };
    let quotations =
        extract(&document, &Cast::default()).into_iter().filter(|q| q.kind != crate::quotation::Kind::Reported);
    quotations
        .map(|q| (q.speaker.map(|s| s.to_string()), q.segments.iter().map(ToString::to_string).collect()))
        .collect()
}

fn said(speaker: &str, segments: &[&str]) -> (Option<String>, Vec<String>) {
    (Some(speaker.to_owned()), segments.iter().map(ToString::to_string).collect())
}

#[test]
fn a_statement_ends_at_its_signature() {
    assert_eq!(
        quoted(
            "The ferrymen wrote a letter. Here is the letter in full:\nDear Minister,\nWe have rowed since May.\nYours sincerely,\nAnn Hale, head ferryman\nThe ministry is silent.",
            Language::En
        ),
        [said("Ann Hale", &["Dear Minister,", "We have rowed since May."])]
    );
    assert_eq!(
        quoted(
            "Трамвай пошёл.\n# Прямая речь\nМы ждали долго.\n— Лев Белов, капитан\nБилет стоит десять крон.",
            Language::Ru
        ),
        [said("Лев Белов", &["Мы ждали долго."])]
    );
}

#[test]
fn a_statement_ends_where_the_reporter_speaks_again() {
    assert_eq!(
        quoted(
            "Анна Белова покинула театр. В соцсетях Анна Белова написала:\nЯ ухожу.\nНас ждёт море.\nПост собрал сто ответов.",
            Language::Ru
        ),
        [said("Анна Белова", &["Я ухожу.", "Нас ждёт море."])]
    );
    assert_eq!(
        quoted(
            "Анна Біла пішла з театру. Анна Біла написала:\nЯ йду до моря.\nНагадаємо, театр закрили торік.",
            Language::Uk
        ),
        [said("Анна Біла", &["Я йду до моря."])]
    );
}

#[test]
fn lists_are_no_statements() {
    assert!(
        quoted("Мэрия объявила новые тарифы:\nпроезд в трамвае — 40 крон;\nпроезд в пароме — 55 крон.", Language::Ru)
            .is_empty()
    );
    assert!(quoted("Ann Hale announced the winners:\nThe first prize went to a mill.", Language::En).is_empty());
}

#[test]
fn what_is_set_apart_is_somebodys_unless_it_repeats_or_reports() {
    let talk = "Ann Hale lights forty lamps.\n\"I have never been late for the dark,\" Ann Hale said.";
    let spoken = said("Ann Hale", &["I have never been late for the dark,"]);
    assert_eq!(
        quoted(&format!("{talk}\n> I have never been late for the dark"), Language::En),
        std::slice::from_ref(&spoken)
    );
    assert_eq!(
        quoted(&format!("{talk}\n> Editor's note: We changed the number of lamps."), Language::En),
        std::slice::from_ref(&spoken)
    );
    assert_eq!(
        quoted(&format!("{talk}\n> We will not pay.\n> — Eva Berg, mayor"), Language::En),
        [spoken, said("Eva Berg", &["We will not pay."])]
    );
    assert_eq!(
        quoted(
            "From the archive.\n> The mayor came by boat. \"I was ill,\" said Eva Berg.\n> His dog waited.",
            Language::En
        ),
        [said("Eva Berg", &["I was ill,"])]
    );
}

#[test]
fn answers_below_questions() {
    assert_eq!(
        quoted(
            "Інтерв'ю з капітаном. Анна Біла повернулася з моря.\n? Було страшно?\nНі. Я спала.\nМоре теж.\n? А далі?\nБерег. (Сміється.) Я скучила.\nНагадаємо, рейс тривав рік.",
            Language::Uk
        ),
        [said("Анна Біла", &["Ні. Я спала.", "Море теж."]), said("Анна Біла", &["Берег.", "Я скучила."])]
    );
    assert!(
        quoted(
            "The tunnel is closed.\n? What happened?\nA crack was found.\n? Who pays?\nThe state pays.",
            Language::En
        )
        .is_empty()
    );
}

#[test]
fn actions_between_the_words_are_the_reporters() {
    let met = "Сторож Фёдор Зыбин показал яму. Фёдор Зыбин молчал.";
    for (line, segments) in [
        ("— Ну что ж. — Он встал и вышел. — Пойдём.", ["Ну что ж.", "Пойдём."]),
        ("— Я верю собаке, — Зыбин помолчал, — а не людям.", ["Я верю собаке,", "а не людям."]),
        ("«Я думал, это банка, — Зыбин пожимает плечами, — а она тёплая».", ["Я думал, это банка,", "а она тёплая"]),
    ] {
        let found = quoted(&format!("{met}\n{line}"), Language::Ru);
        assert_eq!(found, [said("Фёдор Зыбин", &segments)], "{line}");
    }
    assert_eq!(
        quoted(
            "Ann Hale walked ahead. Ann Hale was silent.\n\"No,\" Hale put down the lamp, \"never again.\"",
            Language::En
        ),
        [said("Ann Hale", &["No,", "never again."])]
    );
}

#[test]
fn turns_leave_out_what_is_not_said() {
    assert_eq!(
        quoted(
            "@ ANN HALE (via interpreter): We agreed. (Laughter.) Both of us.\n@ И.П.Белов: Да.\n@ END 9:41",
            Language::En
        ),
        [said("ANN HALE", &["We agreed.", "Both of us."]), said("И.П.Белов", &["Да."])]
    );
    assert_eq!(
        quoted("Анна Белова вернулась с моря. Анна Белова рассказала о рейсе.\n@ В: Страшно?\n@ О: Нет.", Language::Ru),
        [said("В", &["Страшно?"]), said("Анна Белова", &["Нет."])]
    );
}

mod whose;

#[test]
fn whom_a_title_without_a_name_means() {
    for (text, speaker, words) in [
        ("Прийшов Олег Гончар. Гончар засміявся: «Пізно».", "Олег Гончар", "Пізно"),
        (
            "Директор заводу Юрій Лис мовчав. Посадовець у Міністерстві фінансів попередив, що грошей обмаль. «До осені вистачить», — додав він.",
            "Посадовець у Міністерстві фінансів",
            "До осені вистачить",
        ),
        (
            "Директор департаменту доріг Юрій Лис мовчав. Міський голова Гнат Рудий відкрив міст. «Стоятиме», — запевнив мер.",
            "Гнат Рудий",
            "Стоятиме",
        ),
        (
            "Пасічниця Ніна Гай привезла мед. Жінка три години стояла. «Спека», — поскаржилася вона.",
            "Ніна Гай",
            "Спека",
        ),
        ("У Міністерстві культури вимогу вважають «зайвою».", "Міністерство культури", "зайвою"),
        ("Спілка пекарів звернулася до уряду. «Борошна нема», — сказано у листі.", "Спілка пекарів", "Борошна нема"),
    ] {
        assert_eq!(quoted(text, Language::Uk), [said(speaker, &[words])], "{text}");
    }
}
