//! Words around speech that has no marks: what announces a statement given whole and what ends it, who asks and who
//! answers in an interview, what a reporter notes inside an answer. Read once from the lists in `lexicon/speech/`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Word;
use crate::{language::Language, quotation::tokens::Tokens};

/// Words and phrases by their first word; a beginning stands for all its endings.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Its bit in [`Entries`].
    bit: u32,
    /// What follows the first word.
    exact: FxHashMap<String, Vec<Vec<String>>>,
    beginnings: Vec<String>,
}

/// Which of the lists have a word: a bit each.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entries {
    /// An entry begins with it, its full stop left out.
    first: u32,
    /// It is an entry by itself.
    whole: u32,
}

impl Phrases {
    pub fn has(&self, word: &Word) -> bool {
        word.speech().whole & self.bit != 0
    }

    /// The number of tokens of the longest entry that begins at `at`.
    pub fn at(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        let word = tokens.folded(at);
        if word.speech().first & self.bit == 0 {
            return None;
        }
        let follows = |rest: &&Vec<String>| (at + 1..).zip(rest.iter()).all(|(i, word)| *tokens.folded(i) == **word);
        let phrase = self.exact.get(word.trim_end_matches('.'));
        let phrase = phrase.and_then(|rests| rests.iter().filter(follows).map(|rest| rest.len() + 1).max());
        phrase.or_else(|| self.begins(word).then_some(1))
    }

    /// Whether one of the beginnings is this word's.
    fn begins(&self, folded: &str) -> bool {
        self.beginnings.iter().any(|beginning| folded.starts_with(beginning))
    }

    /// Whether an entry begins anywhere in `range`.
    pub fn within(&self, tokens: &Tokens, mut range: std::ops::Range<usize>) -> bool {
        range.any(|at| self.at(tokens, at).is_some())
    }
}

#[derive(Debug, Default)]
pub struct Speech {
    /// Nouns for something written: "statement", «пост».
    pub written: Phrases,
    /// It is given whole: "in full", «полный текст».
    pub whole: Phrases,
    /// Lines that stand over somebody's words: «Прямая речь».
    pub label: Phrases,
    /// Between such a line and who it is: "Statement by".
    pub by: Phrases,
    /// Lines below a statement.
    pub end: Phrases,
    /// What stands over a signature: "Yours sincerely".
    pub close: Phrases,
    /// First words of a paragraph of the reporter's: «Напомним».
    pub background: Phrases,
    /// Past forms of saying where the ending does not tell.
    pub told: Phrases,
    /// First words of a note of the editors.
    pub editor: Phrases,
    /// Words by which a lead or title shows an interview, and what stands between them and the person.
    pub interview: Phrases,
    pub with: Phrases,
    /// Words before a name that is the interviewer's.
    pub interviewer: Phrases,
    /// Labels of answers and of questions.
    pub answer: Phrases,
    pub question: Phrases,
    /// Prepositions of where and when something is said: "wrote on Facebook", not "told of three changes".
    pub place: Phrases,
    /// "I", "our", «призываем»: the speaker's own person.
    pub first: Phrases,
    /// "you", «ваш»: somebody is asked.
    pub second: Phrases,
    /// "he", «она»: the reporter speaks of the speaker.
    pub third: Phrases,
    /// What a transcript notes in parentheses: "(Laughter.)", «(Киває.)», "(via interpreter)".
    pub note: Phrases,
    /// The first words of all entries, and all beginnings.
    words: FxHashMap<String, Entries>,
    beginnings: Vec<(String, u32)>,
}

impl Speech {
    /// The lists of a language; empty ones for other languages than the three.
    pub fn of(language: Language) -> &'static Self {
        static EN: LazyLock<Speech> = LazyLock::new(|| Speech::parse(include_str!("speech/en.txt")));
        static RU: LazyLock<Speech> = LazyLock::new(|| Speech::parse(include_str!("speech/ru.txt")));
        static UK: LazyLock<Speech> = LazyLock::new(|| Speech::parse(include_str!("speech/uk.txt")));
        static OTHER: LazyLock<Speech> = LazyLock::new(Speech::default);
        match language {
            Language::En => &EN,
            Language::Ru => &RU,
            Language::Uk => &UK,
            Language::Other => &OTHER,
        }
    }

    fn parse(text: &str) -> Self {
        let mut speech = Self::default();
        let (mut section, mut bit) = ("", 1);
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                (section, bit) = (name, bit << 1);
            } else if speech.list(section).is_some() {
                line.split_whitespace().for_each(|entry| speech.add(section, bit, entry));
            }
        }
        speech
    }

    fn add(&mut self, section: &str, bit: u32, entry: &str) {
        let Some(list) = self.list(section) else { return };
        list.bit = bit;
        if let Some(beginning) = entry.strip_suffix('*') {
            list.beginnings.push(beginning.to_owned());
            self.beginnings.push((beginning.to_owned(), bit));
            return;
        }
        let mut words = entry.split('_').map(str::to_owned);
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let whole = if rest.is_empty() { bit } else { 0 };
        list.exact.entry(first.clone()).or_default().push(rest);
        let known = self.words.entry(first).or_default();
        known.first |= bit;
        known.whole |= whole;
    }

    /// Which of the lists have a folded word.
    pub(super) fn entries(&self, folded: &str) -> Entries {
        let of = |word: &str| self.words.get(word).copied().unwrap_or_default();
        let mut entries = Entries { whole: of(folded).whole, first: of(folded.trim_end_matches('.')).first };
        for (_, bit) in self.beginnings.iter().filter(|(beginning, _)| folded.starts_with(beginning)) {
            entries.first |= bit;
            entries.whole |= bit;
        }
        entries
    }

    fn list(&mut self, section: &str) -> Option<&mut Phrases> {
        Some(match section {
            "written" => &mut self.written,
            "whole" => &mut self.whole,
            "label" => &mut self.label,
            "by" => &mut self.by,
            "end" => &mut self.end,
            "close" => &mut self.close,
            "second" => &mut self.second,
            "background" => &mut self.background,
            "told" => &mut self.told,
            "editor" => &mut self.editor,
            "interview" => &mut self.interview,
            "with" => &mut self.with,
            "interviewer" => &mut self.interviewer,
            "answer" => &mut self.answer,
            "question" => &mut self.question,
            "first" => &mut self.first,
            "where" => &mut self.place,
            "third" => &mut self.third,
            "note" => &mut self.note,
            _ => return None,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{
        quotation::{lexicon::Lexicon, tokens::Words},
        speaker::Cast,
    };

    #[test]
    fn words_phrases_and_beginnings() {
        let (ru, lexicon) = (Speech::of(Language::Ru), Lexicon::of(Language::Ru).unwrap());
        let (cast, mut words) = (Cast::default(), Words::default());
        let text = [("Прямая речь: заявлением, Прим. ред.", true)];
        let tokens = words.read(text.into_iter(), lexicon, &cast).next().unwrap();
        assert_eq!(ru.label.at(&tokens, 0), Some(2));
        assert!(ru.written.has(&lexicon.word("заявлением")) && !ru.written.has(&lexicon.word("постановление")));
        assert!(ru.label.within(&tokens, 0..1) && !ru.label.within(&tokens, 1..2));
        assert!(!Speech::of(Language::Other).first.has(&lexicon.word("мы")));
    }
}
