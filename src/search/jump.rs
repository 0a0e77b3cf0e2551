//! The fuzzy jump: a few typed letters → the documents, speakers and meetings they may mean.
//!
//! Letters of either script and of either keyboard layout will do. Matching goes in tiers (the whole,
//! the beginning of a word, inside a word, every word somewhere, scattered letters), so that nearly all
//! candidates are passed over without being scored.

use std::{cmp::Reverse, collections::HashSet, ops::Range};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use jiff::civil::Date;
use memchr::memmem::Finder;

use crate::text::{
    Clean,
    fold::{fold, fold_char},
    keyboard,
    transliterate::latin,
};

/// Something to jump to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidate {
    /// What the list shows, and where letters light up.
    pub label: Clean,
    /// Other names it is found by: the file's name, say.
    pub also: Vec<Clean>,
    /// Of two that match as well, the newer comes first; undated ones last.
    pub date: Option<Date>,
}

/// A candidate that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which of the candidates.
    pub index: usize,
    /// The higher the better; comparable within one answer only.
    pub score: i64,
    /// The characters of the label that match, ascending; none where another name matches.
    pub positions: Vec<usize>,
    /// What the letters were taken for, if not for what they are: «лавров» for `kfdhjd` or `lavrov`.
    pub variant: Option<String>,
}

/// The candidates, ready to be searched.
pub struct Jump {
    entries: Vec<Entry>,
    matcher: SkimMatcherV2,
}

struct Entry {
    label: Clean,
    date: Option<Date>,
    /// Label and other names, by [`Script`].
    spelled: [Spelled; 2],
}

struct Spelled {
    label: String,
    also: String,
    /// The label's letters, hashed to bits: what is not in there is not in the label.
    letters: u64,
}

/// The form in which a candidate and a query meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// Each in its own script, folded.
    Own,
    /// Both in loose Latin letters.
    Latin,
}

/// A query in one of the forms it may be meant in.
struct Form {
    script: Script,
    needle: String,
    /// What it was taken for, where the keyboard's layout was another one.
    swapped: Option<String>,
}

/// How well a candidate matches; the order is that of the answer, from the worst to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Scattered,
    Words,
    Inside,
    WordStart,
    Whole,
}

impl Jump {
    pub fn new(candidates: Vec<Candidate>) -> Self {
        let entries = candidates.into_iter().map(Entry::new).collect();
        // Both sides are folded already; the matcher knows case in ASCII only.
        Self { entries, matcher: SkimMatcherV2::default().respect_case() }
    }

    /// The best matches, `most` at most. Nothing typed matches everything.
    pub fn find(&self, query: &str, most: usize) -> Vec<Match> {
        let query = Clean::new(query).trimmed();
        if query.is_empty() {
            let all = (0..self.entries.len()).map(|index| Scored { index, tier: Tier::Whole, score: 0, form: 0 });
            return self.best(all.collect(), &[], most);
        }
        let typed = forms(&query, None);
        let mut found = self.tiers(&typed);
        if !found.is_empty() {
            return self.with_scattered(found, &typed, most);
        }
        let swapped: Vec<Form> = [keyboard::swap(&query), keyboard::swap_ukrainian(&query)]
            .into_iter()
            .flatten()
            .flat_map(|words| forms(&words, Some(&words)))
            .collect();
        found = self.tiers(&swapped);
        let meant = if found.is_empty() { &typed } else { &swapped };
        self.with_scattered(found, meant, most)
    }

    /// Every candidate that has the letters one after the other.
    fn tiers(&self, forms: &[Form]) -> Vec<Scored> {
        let needles: Vec<(&Form, Needle<'_>)> = forms.iter().map(|form| (form, Needle::new(&form.needle))).collect();
        let of = |(index, entry): (usize, &Entry)| {
            let tier =
                |(number, (form, needle)): (usize, &(&Form, Needle<'_>))| {
                    let spelled = entry.spelled(form.script);
                    let label = needle.tier(&spelled.label).map(|tier| (tier, 1));
                    let found = label.max(needle.tier(&spelled.also).map(|tier| (tier, 0)));
                    found
                        .or_else(|| needle.has_words(spelled).then_some((Tier::Words, 0)))
                        .map(|(tier, in_label)| Scored { index, tier, score: in_label, form: number })
                };
            needles.iter().enumerate().filter_map(tier).max_by_key(|scored| (scored.rank(), Reverse(scored.form)))
        };
        self.entries.iter().enumerate().filter_map(of).collect()
    }

    /// Fills up with labels that have the letters in this order, not too far from each other.
    fn with_scattered(&self, mut found: Vec<Scored>, forms: &[Form], most: usize) -> Vec<Match> {
        if found.len() < most {
            let known: HashSet<usize> = found.iter().map(|scored| scored.index).collect();
            for (number, form) in forms.iter().enumerate() {
                let needle = together(&form.needle);
                let wanted = letters(&needle);
                for (index, entry) in self.entries.iter().enumerate().filter(|(index, _)| !known.contains(index)) {
                    let spelled = entry.spelled(form.script);
                    if spelled.letters & wanted == wanted
                        && let Some(score) = self.matcher.fuzzy_match(&spelled.label, &needle)
                        && score >= LEAST * i64::try_from(needle.chars().count()).unwrap_or(i64::MAX / LEAST)
                    {
                        found.push(Scored { index, tier: Tier::Scattered, score, form: number });
                    }
                }
            }
            // The same candidate by another form: the better one stays.
            found.sort_by_key(|scored| (scored.index, Reverse(scored.rank()), scored.form));
            found.dedup_by_key(|scored| scored.index);
        }
        self.best(found, forms, most)
    }

    fn best(&self, mut found: Vec<Scored>, forms: &[Form], most: usize) -> Vec<Match> {
        let date = |index: usize| self.entries.get(index).and_then(|entry| entry.date);
        found.sort_by_key(|scored| (Reverse(scored.rank()), Reverse(date(scored.index)), scored.index));
        found.truncate(most);
        found.into_iter().filter_map(|scored| self.lit(&scored, forms.get(scored.form))).collect()
    }

    /// The letters to light up; worked out only for what is shown.
    fn lit(&self, scored: &Scored, form: Option<&Form>) -> Option<Match> {
        let entry = self.entries.get(scored.index)?;
        let (tier, fine) = scored.rank();
        let mut lit = Match {
            index: scored.index,
            score: tier as i64 * 1_000_000 + fine,
            positions: Vec::new(),
            variant: form.and_then(|form| form.swapped.clone()),
        };
        let Some(form) = form else { return Some(lit) };
        let (text, at) = placed(&entry.label, form.script);
        let mut places: Vec<usize> = match scored.tier {
            Tier::Scattered => {
                let found = self.matcher.fuzzy_indices(&text, &together(&form.needle));
                found.map(|(_, places)| places).unwrap_or_default()
            }
            Tier::Words => form.needle.split(' ').flat_map(|word| characters(&text, word)).collect(),
            _ => characters(&text, &form.needle).collect(),
        };
        places.sort_unstable();
        lit.positions = places.iter().filter_map(|place| at.get(*place).cloned()).flatten().collect();
        lit.positions.dedup();
        if lit.variant.is_none() && form.script == Script::Latin && scored.tier > Tier::Scattered {
            lit.variant = lit.words(&entry.label);
        }
        Some(lit)
    }
}

/// Score of a letter among scattered ones, below which they are too scattered to be meant; the matcher gives
/// 16 for a letter, more where they stand together or begin words, and takes for gaps.
const LEAST: i64 = 14;

struct Scored {
    index: usize,
    tier: Tier,
    score: i64,
    /// Which of the query's forms.
    form: usize,
}

impl Scored {
    fn rank(&self) -> (Tier, i64) {
        (self.tier, self.score)
    }
}

impl Match {
    /// The label's words that were found, as they are spelled there.
    fn words(&self, label: &str) -> Option<String> {
        let (first, last) = (*self.positions.first()?, *self.positions.last()?);
        Some(label.chars().skip(first).take(last + 1 - first).flat_map(char::to_lowercase).collect())
    }
}

impl Entry {
    fn new(candidate: Candidate) -> Self {
        let Candidate { label, also, date } = candidate;
        let also = also.iter().map(Clean::as_str).collect::<Vec<_>>().join("\n");
        let spelled = [fold as fn(&str) -> String, latin].map(|spell| {
            let label = spell(&label);
            Spelled { letters: letters(&label), label, also: spell(&also) }
        });
        Self { label, date, spelled }
    }

    fn spelled(&self, script: Script) -> &Spelled {
        let [own, latin] = &self.spelled;
        match script {
            Script::Own => own,
            Script::Latin => latin,
        }
    }
}

/// The forms of what was typed, or of what was typed in another layout.
fn forms(query: &str, swapped: Option<&str>) -> Vec<Form> {
    let form = |script, needle| Form { script, needle, swapped: swapped.map(str::to_owned) };
    let mut forms = vec![form(Script::Own, fold(query))];
    let loose = latin(query);
    if loose.chars().any(char::is_alphanumeric) {
        forms.push(form(Script::Latin, loose));
    }
    forms
}

struct Needle<'a> {
    whole: &'a str,
    finder: Finder<'a>,
    words: Vec<Finder<'a>>,
}

impl<'a> Needle<'a> {
    fn new(whole: &'a str) -> Self {
        let words: Vec<&str> = whole.split(' ').filter(|word| !word.is_empty()).collect();
        let words = if words.len() > 1 { words.into_iter().map(Finder::new).collect() } else { Vec::new() };
        Self { whole, finder: Finder::new(whole), words }
    }

    fn tier(&self, text: &str) -> Option<Tier> {
        if text == self.whole {
            return Some(Tier::Whole);
        }
        let mut places = self.finder.find_iter(text.as_bytes()).peekable();
        places.peek()?;
        Some(if places.any(|at| begins_word(text, at)) { Tier::WordStart } else { Tier::Inside })
    }

    fn has_words(&self, spelled: &Spelled) -> bool {
        let has = |text: &str, word: &Finder<'_>| word.find(text.as_bytes()).is_some();
        !self.words.is_empty() && self.words.iter().all(|word| has(&spelled.label, word) || has(&spelled.also, word))
    }
}

fn begins_word(text: &str, at: usize) -> bool {
    !text.get(..at).and_then(|head| head.chars().next_back()).is_some_and(char::is_alphanumeric)
}

/// The characters of `text` where `words` stand: at a word's beginning, else anywhere.
fn characters(text: &str, words: &str) -> Range<usize> {
    let mut places = text.match_indices(words).map(|(at, _)| at);
    let at = places.clone().find(|at| begins_word(text, *at)).or_else(|| places.next());
    let start = at.and_then(|at| text.get(..at)).map(|head| head.chars().count());
    start.map_or(0..0, |start| start..start + words.chars().count())
}

/// The label as it is spelled in `script`, and for each character of that the label's.
fn placed(label: &str, script: Script) -> (String, Vec<Range<usize>>) {
    let characters: Vec<char> = label.chars().collect();
    let (mut text, mut at) = (String::new(), Vec::new());
    let mut index = 0;
    while let Some(c) = characters.get(index) {
        let mut taken = 1;
        let piece = match script {
            Script::Own if *c == '\u{301}' => String::new(),
            Script::Own => fold_char(*c).to_string(),
            Script::Latin => {
                // How a letter is spelled can depend on the next one, and two can become one.
                let next = characters.get(index + 1).map(char::to_string).unwrap_or_default();
                let both = latin(&format!("{c}{next}"));
                let only = both.strip_suffix(latin(&next).as_str()).map(str::to_owned);
                only.unwrap_or_else(|| {
                    taken = 2;
                    both
                })
            }
        };
        at.extend(piece.chars().map(|_| index..index + taken));
        text.push_str(&piece);
        index += taken;
    }
    (text, at)
}

/// Without the spaces, which scattered letters need not have.
fn together(needle: &str) -> String {
    needle.chars().filter(|c| *c != ' ').collect()
}

fn letters(text: &str) -> u64 {
    text.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn jump(labels: &[&str]) -> Jump {
        Jump::new(labels.iter().map(|label| Candidate { label: (*label).into(), ..Candidate::default() }).collect())
    }

    /// The labels found, lit letters in brackets.
    fn found(labels: &[&str], query: &str) -> Vec<String> {
        let show = |found: Match| {
            let label = labels.get(found.index).unwrap().chars().enumerate();
            let lit =
                |(at, c): (usize, char)| if found.positions.contains(&at) { format!("[{c}]") } else { c.to_string() };
            label.map(lit).collect::<String>().replace("][", "")
        };
        jump(labels).find(query, 10).into_iter().map(show).collect()
    }

    #[test]
    fn either_case_script_and_layout() {
        let labels = ["Встреча в Сочи", "Лавров о переговорах"];
        for query in ["лавров", "Лавров", "lavrov", "Lavrov", "kfdhjd", "ЛАВРОВ", "LAVROV", "Kfdhjd", " лавров "]
        {
            assert_eq!(found(&labels, query), ["[Лавров] о переговорах"], "{query}");
        }
        for query in ["sochi", "cjxb", "сочи", "ыщсрш"] {
            assert_eq!(found(&labels, query), ["Встреча в [Сочи]"], "{query}");
        }
        assert_eq!(found(&["The talks in Sochi", "Help for readers"], "рудз"), ["[Help] for readers"]);
        assert_eq!(found(&["The talks in Sochi", "Help for readers"], "сочи"), ["The talks in [Sochi]"]);
    }

    #[test]
    fn latin_letters_find_a_ukrainian_title() {
        let labels = ["Зустріч у Києві: що обговорили", "Щорічна доповідь", "Об'єднані наміри"];
        assert_eq!(found(&labels, "zustrich"), ["[Зустріч] у Києві: що обговорили"]);
        assert_eq!(found(&labels, "shchorichna"), ["[Щорічна] доповідь"]);
        assert_eq!(found(&labels, "pecnhsx e"), ["[Зустріч у] Києві: що обговорили"]);
        assert_eq!(found(&labels, "obiednani"), ["[Об]'[єднані] наміри"]);
    }

    #[test]
    fn tiers_come_in_order() {
        let labels = ["перемирие", "Новый мир", "мир", "м-и-р", "Миротворец"];
        assert_eq!(found(&labels, "мир"), ["[мир]", "Новый [мир]", "[Мир]отворец", "пере[мир]ие", "[м]-[и]-[р]"]);
    }

    #[test]
    fn the_newer_of_two_as_good_comes_first() {
        let dated = |label: &str, date: Option<Date>| Candidate { label: label.into(), also: Vec::new(), date };
        let day = |year| Some(jiff::civil::date(year, 1, 1));
        let jump = Jump::new(vec![dated("talks a", day(2015)), dated("talks b", None), dated("talks c", day(2022))]);
        let order = |query| jump.find(query, 10).iter().map(|found| found.index).collect::<Vec<_>>();
        assert_eq!(order("talks"), [2, 0, 1]);
        assert_eq!(order(""), [2, 0, 1]);
        assert_eq!(jump.find("talks", 1).len(), 1);
    }

    #[test]
    fn other_names_find_it_and_light_nothing() {
        let jump =
            Jump::new(vec![Candidate {
                label: "Title".into(), also: vec!["003_Репортаж.txt".into()], date: None
            }]);
        for query in ["003", "репортаж", "reportazh", "htgjhnf;"] {
            let found = jump.find(query, 10);
            assert_eq!(found.len(), 1, "{query}");
            assert!(found.first().unwrap().positions.is_empty());
        }
    }

    #[test]
    fn words_in_any_order() {
        assert_eq!(found(&["Лавров в Сочи", "Сочи"], "сочи лавров"), ["[Лавров] в [Сочи]"]);
        assert_eq!(found(&["Лавров в Сочи", "Сочи"], "sochi lav"), ["[Лав]ров в [Сочи]"]);
    }

    #[test]
    fn what_the_letters_were_taken_for_is_told() {
        let jump = jump(&["Лавров в Сочи"]);
        let variant = |query| jump.find(query, 1).first().unwrap().variant.clone();
        assert_eq!(variant("лавров"), None);
        assert_eq!(variant("kfdhjd").as_deref(), Some("лавров"));
        assert_eq!(variant("lavrov").as_deref(), Some("лавров"));
    }

    #[test]
    fn scattered_letters_light_where_they_stand() {
        assert_eq!(found(&["Переговори в Женеві"], "прв жнв").len(), 1);
        // A stress mark before the match moves nothing.
        assert_eq!(found(&["О\u{301}рлов в Женеве"], "женеве"), ["О\u{301}рлов в [Женеве]"]);
        assert_eq!(found(&["Дж. Смит и Джонс"], "jons"), ["Дж. Смит и [Джонс]"]);
    }

    #[test]
    fn odd_queries_are_harmless() {
        let labels = ["Лавров", "", "…", "a"];
        for query in ["\0", "\u{1b}[31m", "((", "'", "ь", "🦀", &"я".repeat(5000), "\u{301}", "c", "дж", "\\", "[]"]
        {
            let _ = found(&labels, query);
        }
    }
}
