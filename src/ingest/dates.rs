//! Dates as articles write them, in three languages. Finds and reads them; which one is the article's own is
//! decided where the metadata is put together.

mod words;

use jiff::civil::Date;

use crate::text::{fold::fold, letter::is_alphanumeric};

/// A day that may lack its year ("MOSCOW, Jan. 5").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub year: Option<i16>,
    pub month: i8,
    pub number: i8,
}

impl Day {
    /// The date, the year taken from `hint` where it is missing: the last such day that is not after `hint`.
    pub fn date(self, hint: Option<Date>) -> Option<Date> {
        match (self.year, hint) {
            (Some(year), _) => valid(year, self.month, self.number),
            (None, Some(hint)) => {
                let same = valid(hint.year(), self.month, self.number)?;
                if same <= hint { Some(same) } else { valid(hint.year() - 1, self.month, self.number) }
            }
            (None, None) => None,
        }
    }
}

/// A calendar day that an article can have been published on.
fn valid(year: i16, month: i8, day: i8) -> Option<Date> {
    (1800..=2200).contains(&year).then(|| Date::new(year, month, day).ok())?
}

/// The date of a metadata value: ISO, with or without a time, or written out. Absurd ones are none.
pub(super) fn value(text: &str) -> Option<Date> {
    let head: String = text.trim().chars().take(60).collect();
    let tokens = tokens(&head);
    (0..tokens.len()).find_map(|at| day_at(&tokens, at)).and_then(|(day, _)| day.date(None))
}

/// The date of a line that says nothing else: «10 Октября 2017, 07:24», "May 13 2015, 12:12", «Четвер, 3 грудня 2020».
/// With `loose`, a few names more (a byline, a place) may stand beside it.
pub(super) fn line(text: &str, loose: bool) -> Option<Date> {
    if text.chars().count() > 100 {
        return None;
    }
    let tokens = tokens(text);
    let mut found = None;
    let mut strange = 0;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some((day, next)) = day_at(&tokens, at) {
            if found.replace(day).is_some_and(|before| before != day) {
                return None;
            }
            at = next;
            continue;
        }
        if !token.is_part_of_a_date_line() {
            strange += if token.capital { 1 } else { usize::from(u8::MAX) };
        }
        at += 1;
    }
    let most = if loose { 5 } else { 0 };
    found.filter(|day: &Day| day.year.is_some() && strange <= most)?.date(None)
}

/// The day in the dateline a report begins with: «КИЇВ. 4 липня. УНН.», "MOSCOW, Jan. 5 (Reuters) -".
pub(super) fn dateline(text: &str) -> Option<Day> {
    let head: String = text.chars().take(90).collect();
    let tokens = tokens(&head);
    let at = (1..tokens.len().min(7)).find(|at| day_at(&tokens, *at).is_some())?;
    let (day, next) = day_at(&tokens, at)?;
    let place = tokens.get(..at)?;
    let is_place = place.iter().all(|token| token.capital && token.number.is_none())
        && place.last().is_some_and(|token| matches!(token.after, ',' | '.'));
    let last = tokens.get(next.checked_sub(1)?)?;
    let closed = matches!(last.after, '.' | '-' | '–' | '—' | '(' | '/' | ':');
    (is_place && closed).then_some(day)
}

/// Whether a day without a year stands in the line.
pub(super) fn dateline_without_year(text: &str) -> bool {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| day_at(&tokens, at)).is_some_and(|(day, _)| day.year.is_none())
}

/// A word or number of a line, with the punctuation mark after it (a space if there is none).
struct Token {
    text: String,
    number: Option<i16>,
    digits: usize,
    capital: bool,
    after: char,
}

impl Token {
    fn is_part_of_a_date_line(&self) -> bool {
        self.number.is_some() || words::FILLERS.contains(&self.text.as_str())
    }

    fn month(&self) -> Option<i8> {
        if self.number.is_some() || self.text.chars().count() < 3 {
            return None;
        }
        words::MONTHS.iter().find(|(name, _)| *name == self.text).map(|(_, month)| *month)
    }

    fn day(&self) -> Option<i8> {
        let number = self.number.filter(|number| (1..=31).contains(number) && self.digits <= 2)?;
        i8::try_from(number).ok()
    }

    fn year(&self) -> Option<i16> {
        self.number.filter(|_| self.digits == 4)
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_alphanumeric(c) || matches!(c, '\'' | '’') && !word.is_empty() {
            word.push(c);
        }
        let next = chars.peek();
        // "2022-02-21T20:37", "5th": a number ends where letters begin.
        let splits = next.is_none_or(|n| !is_alphanumeric(*n) && !matches!(n, '\'' | '’'))
            || c.is_ascii_digit() != next.is_some_and(char::is_ascii_digit);
        if splits && !word.is_empty() {
            let number = word.parse().ok().filter(|_| word.len() <= 4);
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            tokens.push(Token { text: fold(&word), number, digits: word.len(), capital, after: ' ' });
            word.clear();
        }
        if !is_alphanumeric(c)
            && !c.is_whitespace()
            && let Some(last) = tokens.last_mut().filter(|last| last.after == ' ' || last.after == '.')
        {
            last.after = c;
        }
    }
    tokens
}

/// The day written from token `at` on, and the token after it.
fn day_at(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let [first, second, third] = [0, 1, 2].map(|ahead| tokens.get(at + ahead));
    let first = first?;
    let year_of = |token: Option<&Token>| token.and_then(Token::year);
    // 2022-02-21, 2022/02/21
    if let (Some(year), Some(second), Some(third)) = (first.year(), second, third)
        && first.after == second.after
        && matches!(first.after, '-' | '/' | '.')
        && second.digits == 2
    {
        let month = second.day().filter(|month| *month <= 12)?;
        return Some((Day { year: Some(year), month, number: third.day()? }, at + 3));
    }
    // 21.02.2022; 21/02/2022 where it can be read in one way only
    if let (Some(day), Some(second), Some(year)) = (first.day(), second, year_of(third))
        && first.after == second.after
        && let Some(month) = second.day()
    {
        let (day, month) = match first.after {
            '.' if month <= 12 => (day, month),
            '/' if day > 12 && month <= 12 => (day, month),
            '/' if month > 12 && day <= 12 => (month, day),
            _ => return None,
        };
        return Some((Day { year: Some(year), month, number: day }, at + 3));
    }
    // 21 февраля 2022, 21st February
    if let (Some(day), Some(month)) = (first.day(), second.and_then(Token::month)) {
        let year = year_of(third);
        return Some((Day { year, month, number: day }, at + 2 + usize::from(year.is_some())));
    }
    if let (Some(day), Some("st" | "nd" | "rd" | "th"), Some(month)) =
        (first.day(), second.map(|token| token.text.as_str()), third.and_then(Token::month))
    {
        let year = year_of(tokens.get(at + 3));
        return Some((Day { year, month, number: day }, at + 3 + usize::from(year.is_some())));
    }
    // February 21, 2022
    if let (Some(month), Some(day)) = (first.month(), second.and_then(Token::day)) {
        let ordinal = usize::from(third.is_some_and(|token| matches!(token.text.as_str(), "st" | "nd" | "rd" | "th")));
        let year = year_of(tokens.get(at + 2 + ordinal));
        return Some((Day { year, month, number: day }, at + 2 + ordinal + usize::from(year.is_some())));
    }
    None
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn values_of_metadata() {
        for text in [
            "2022-02-21",
            "2022-02-21 20:37:16-05:00",
            "2022-02-21T06:00",
            "Mon, 21 Feb 2022 10:00:00 GMT",
            "February 21, 2022",
            "21 лютого 2022 року",
            "21.02.2022",
            "02/21/2022",
            "Feb. 21st, 2022",
        ] {
            assert_eq!(value(text), Some(date(2022, 2, 21)), "{text}");
        }
        for text in
            ["Назад-01-02", "true", "", "9999-01-01", "2022-13-45", "03/04/2022", "31 февраля 2022", "99999999999"]
        {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn lines_that_are_only_a_date() {
        assert_eq!(line("10 Октября 2017, 07:24 ...", false), Some(date(2017, 10, 10)));
        assert_eq!(line("Четвер, 3 грудня 2020, 08:35", false), Some(date(2020, 12, 3)));
        assert_eq!(line("May 13 2015, 12:12", false), Some(date(2015, 5, 13)));
        assert_eq!(line("Опубликовано: 5 мая 2015 г. в 10:00", false), Some(date(2015, 5, 5)));
        assert_eq!(line("By Anna Hale, Oslo, 5 May 2015", true), Some(date(2015, 5, 5)));
        assert_eq!(line("Переговоры прошли 5 мая 2015 года", true), None);
    }

    #[test]
    fn running_text_and_tickers_are_not() {
        for text in [
            "Atyrau, October 20 15:01",
            "Инвестиции, 19 янв, 17:49",
            "Курс евро на 20 января",
            "Переговоры прошли 5 мая 2015 года",
            "5 мая 2015 – 7 мая 2015",
            "Jan. 5",
        ] {
            assert_eq!(line(text, false), None, "{text}");
        }
    }

    #[test]
    fn datelines() {
        let day = |month, number| Some(Day { year: None, month, number });
        assert_eq!(dateline("КИЇВ. 4 липня. УНН. Суд відновив арешт"), day(7, 4));
        assert_eq!(dateline("MOSCOW, Jan. 5 (Agency) - The minister said"), day(1, 5));
        assert_eq!(
            dateline("NEW YORK, January 5, 2015 — He came"),
            Some(Day { year: Some(2015), month: 1, number: 5 })
        );
        assert_eq!(dateline("В среду, 4 июля. Потом"), None);
        assert_eq!(dateline("The talks of May 5 were long. They"), None);
        assert_eq!(day(12, 30).and_then(|day| day.date(Some(date(2016, 1, 2)))), Some(date(2015, 12, 30)));
    }
}
