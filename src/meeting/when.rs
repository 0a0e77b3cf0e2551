//! Date words: «28 января», "May 12, 2015", «у вівторок», «в декабре прошлого года», yesterday.
//!
//! Finds them in the words of a text and says which days they may mean; which of them matters is `meeting`'s.

use jiff::{ToSpan, civil::Date};

use super::{
    calendar::{BEFORE_MONTH, DAYS_AGO, DOUBTFUL_MONTHS, LAST, LAST_YEAR, MONTHS, THIS, WEEKDAYS, YEAR},
    words::Word,
};
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    Month {
        year: Year,
        month: i8,
    },
    Year(i16),
    LastYear,
    /// From 1, Monday.
    Weekday(i8),
    /// So many days before the article's own.
    DaysAgo(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    Given(i16),
    This,
    Last,
    /// The last such month before the article.
    Unsaid,
}

/// A date word with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    pub when: When,
    /// Number of its first word.
    pub at: usize,
    /// In characters of the text looked at.
    pub span: Span,
}

/// A day without a year may lie so far ahead of the article: an announcement.
const AHEAD: i32 = 30;

impl When {
    /// The first and the last day meant, in a text written on the day `written`.
    pub fn range(self, written: Date) -> Option<(Date, Date)> {
        let day = |date: Date| (date, date);
        match self {
            Self::Day { year: Some(year), month, day: d } => Date::new(year, month, d).ok().map(day),
            Self::Day { year: None, month, day: d } => {
                let latest = written.checked_add(AHEAD.days()).ok()?;
                let years = [latest.year(), latest.year() - 1];
                let mut dates = years.iter().filter_map(|year| Date::new(*year, month, d).ok());
                dates.find(|date| *date <= latest).map(day)
            }
            Self::Month { year, month } => {
                let year = match year {
                    Year::Given(year) => year,
                    Year::This => written.year(),
                    Year::Last => written.year() - 1,
                    Year::Unsaid => written.year() - i16::from(month > written.month()),
                };
                let first = Date::new(year, month, 1).ok()?;
                Some((first, first.last_of_month()))
            }
            Self::Year(year) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
            Self::LastYear => Self::Year(written.year() - 1).range(written),
            Self::Weekday(weekday) => {
                let back = (written.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
                written.checked_sub(i32::from(back).days()).ok().map(day)
            }
            Self::DaysAgo(days) => written.checked_sub(days.days()).ok().map(day),
        }
    }

    /// Whether it says a day, not a longer time.
    pub const fn is_day(self) -> bool {
        matches!(self, Self::Day { .. } | Self::Weekday(_) | Self::DaysAgo(_))
    }

    /// Whether it says how long ago: more than a weekday or a day near the article's own.
    pub const fn is_calendar(self) -> bool {
        !matches!(self, Self::Weekday(_) | Self::DaysAgo(_))
    }
}

/// Date words from left to right.
pub fn find(words: &[Word]) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match (Reader { words, at }).read() {
            Some((when, from, to)) => {
                if let (Some(first), Some(last)) = (words.get(from), words.get(to - 1)) {
                    found.push(Dated { when, at: from, span: Span::new(first.span.start, last.span.end) });
                }
                at = to.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    words: &'a [Word],
    at: usize,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text.as_str())
    }

    /// A date word at `at`: what it says, its first word, and the one behind its last.
    fn read(&self) -> Option<(When, usize, usize)> {
        self.numeric().or_else(|| self.month()).or_else(|| self.plain())
    }

    /// `2015-05-12`, `12.05.2015`.
    fn numeric(&self) -> Option<(When, usize, usize)> {
        let number = |ahead: usize| self.words.get(self.at + ahead)?.number().filter(|_| !self.word(ahead).is_empty());
        let (a, b, c) = (number(0)?, number(1)?, number(2)?);
        let close = |n: usize| Some(self.words.get(n)?.span.end + 1 == self.words.get(n + 1)?.span.start);
        if !(close(self.at)? && close(self.at + 1)?) {
            return None;
        }
        let (year, month, day) = if is_year(a) { (a, b, c) } else { (c, b, a) };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let date = is_year(year).then(|| Date::new(year as i16, month, day).ok())??;
        let when = When::Day { year: Some(date.year()), month: date.month(), day: date.day() };
        Some((when, self.at, self.at + 3))
    }

    fn month(&self) -> Option<(When, usize, usize)> {
        let word = self.words.get(self.at)?;
        if word.text.is_ascii() && !word.capital {
            return None;
        }
        let month = (1..).zip(MONTHS).find(|(_, forms)| forms.contains(&word.text.as_str()))?.0;
        let before = self.at.checked_sub(1).and_then(|at| day_of_month(self.word(at)));
        if let Some(day) = before {
            let (year, end) = self.year_at(self.at + 1);
            return Some((When::Day { year, month, day }, self.at - 1, end));
        }
        if let Some(day) = day_of_month(self.word(self.at + 1)).filter(|_| word.text.is_ascii()) {
            let (year, end) = self.year_at(self.at + 2);
            return Some((When::Day { year, month, day }, self.at, end));
        }
        let preceded = self.at.checked_sub(1).is_some_and(|at| BEFORE_MONTH.contains(&self.word(at)));
        let (year, end) = self.months_year(self.at + 1);
        let said = year != Year::Unsaid;
        let sure = said || preceded || !DOUBTFUL_MONTHS.contains(&word.text.as_str()) && !word.text.is_ascii();
        sure.then_some((When::Month { year, month }, self.at, end))
    }

    /// A year at `at`, with «года» behind it, and the place behind both.
    fn year_at(&self, at: usize) -> (Option<i16>, usize) {
        match self.words.get(at).and_then(Word::number).filter(|number| is_year(*number)) {
            Some(year) => (Some(year as i16), self.past_year_word(at + 1)),
            None => (None, at),
        }
    }

    fn past_year_word(&self, at: usize) -> usize {
        // «2021-го» is two words.
        let at = if self.words.get(at).is_some_and(|word| word.tied) { at + 1 } else { at };
        at + usize::from(YEAR.contains(&self.word(at)))
    }

    fn months_year(&self, at: usize) -> (Year, usize) {
        if let (Some(year), end) = self.year_at(at) {
            return (Year::Given(year), end);
        }
        let (adjective, noun) = (self.word(at), self.word(at + 1));
        match (LAST.contains(&adjective), THIS.contains(&adjective), YEAR.contains(&noun)) {
            (true, _, true) => (Year::Last, at + 2),
            (_, true, true) => (Year::This, at + 2),
            _ if LAST_YEAR.contains(&adjective) => (Year::Last, at + 1),
            _ => (Year::Unsaid, at),
        }
    }

    /// Weekdays, yesterday, years.
    fn plain(&self) -> Option<(When, usize, usize)> {
        let word = self.words.get(self.at)?;
        let text = word.text.strip_suffix("'s").unwrap_or(&word.text);
        let next = self.at + 1;
        if let Some((weekday, _)) = (1..).zip(WEEKDAYS).find(|(_, forms)| forms.contains(&text))
            && (word.capital || !text.is_ascii())
        {
            return Some((When::Weekday(weekday), self.at, next));
        }
        if let Some((days, _)) = DAYS_AGO.iter().find(|(_, forms)| forms.contains(&text)) {
            return Some((When::DaysAgo(*days), self.at, next));
        }
        if LAST_YEAR.contains(&text) || LAST.contains(&text) && YEAR.contains(&self.word(next)) {
            return Some((When::LastYear, self.at, next + usize::from(!LAST_YEAR.contains(&text))));
        }
        let year = word.number().filter(|number| is_year(*number))?;
        let named = YEAR.contains(&self.word(next)) || self.at > 0 && self.word(self.at - 1) == "in";
        named.then(|| (When::Year(year as i16), self.at, self.past_year_word(next)))
    }
}

fn is_year(number: u32) -> bool {
    (1900..2100).contains(&number)
}

/// «12», "12th".
fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&word.strip_prefix(digits)?);
    digits.parse().ok().filter(|day| ordinal && (1..=31).contains(day))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use jiff::civil::date;

    use super::{super::words::words, *};

    fn when(text: &str) -> Vec<When> {
        find(&words(text)).into_iter().map(|dated| dated.when).collect()
    }

    fn day(year: Option<i16>, month: i8, day: i8) -> When {
        When::Day { year, month, day }
    }

    #[test]
    fn days_in_three_languages() {
        assert_eq!(when("Разговор состоялся 28 января и продлился"), [day(None, 1, 28)]);
        assert_eq!(when("on May 12, 2015 and 3rd June"), [day(Some(2015), 5, 12), day(None, 6, 3)]);
        assert_eq!(when("опублікував 17 грудня 2021-го року"), [day(Some(2021), 12, 17)]);
        assert_eq!(when("12.05.2015, 2015-05-12"), [day(Some(2015), 5, 12), day(Some(2015), 5, 12)]);
    }

    #[test]
    fn months_and_years() {
        let last = When::Month { year: Year::Last, month: 12 };
        assert_eq!(when("В декабре прошлого года в городе"), [last]);
        assert_eq!(when("У грудні минулого року"), [last]);
        assert_eq!(when("December last year"), [last]);
        assert_eq!(when("в марте 2016 года"), [When::Month { year: Year::Given(2016), month: 3 }]);
        assert_eq!(when("in 2014, за 2013 год"), [When::Year(2014), When::Year(2013)]);
        assert_eq!(when("торік"), [When::LastYear]);
    }

    #[test]
    fn weekdays_and_days_ago() {
        assert_eq!(when("у вівторок, on Tuesday, Tuesday's talks"), [When::Weekday(2); 3]);
        assert_eq!(when("вчера, today, завтра"), [When::DaysAgo(1), When::DaysAgo(0), When::DaysAgo(-1)]);
    }

    #[test]
    fn verbs_are_no_months() {
        assert!(when("They may march. May we? Лютий ворог; в 15 раз").is_empty());
        assert_eq!(when("in May they met").len(), 1);
    }

    #[test]
    fn what_is_meant_depends_on_the_day_of_writing() {
        let written = date(2020, 3, 31);
        let range = |text: &str| when(text)[0].range(written).unwrap();
        assert_eq!(range("26 марта"), (date(2020, 3, 26), date(2020, 3, 26)));
        assert_eq!(range("26 декабря"), (date(2019, 12, 26), date(2019, 12, 26)));
        assert_eq!(range("15 апреля").0, date(2020, 4, 15));
        assert_eq!(range("в декабре прошлого года"), (date(2019, 12, 1), date(2019, 12, 31)));
        assert_eq!(range("в декабре").0, date(2019, 12, 1));
        assert_eq!(range("on Monday").0, date(2020, 3, 30));
        assert_eq!(range("вчера").0, date(2020, 3, 30));
        assert_eq!(day(None, 2, 31).range(written), None);
    }
}
