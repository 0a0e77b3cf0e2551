//! Words around speech that has no marks: what announces a statement given whole and what ends it, who asks and who
//! answers in an interview, what a reporter notes inside an answer. Read once from the lists in `lexicon/speech/`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{language::Language, text::Tokens};

/// Words and phrases by their first word; a beginning stands for all its endings.
#[derive(Debug, Default)]
pub struct Phrases {
    /// What follows the first word.
    exact: FxHashMap<String, Vec<Vec<String>>>,
    beginnings: Vec<String>,
}

impl Phrases {
    fn add(&mut self, entry: &str) {
        if let Some(beginning) = entry.strip_suffix('*') {
            self.beginnings.push(beginning.to_owned());
            return;
        }
        let mut words = entry.split('_').map(str::to_owned);
        if let Some(first) = words.next() {
            self.exact.entry(first).or_default().push(words.collect());
        }
    }

    pub fn has(&self, folded: &str) -> bool {
        self.exact.get(folded).is_some_and(|rests| rests.iter().any(Vec::is_empty))
            || self.beginnings.iter().any(|beginning| folded.starts_with(beginning))
    }

    /// The number of tokens of the longest entry that begins at `at`.
    pub fn at(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        let folded = tokens.folded(at);
        let follows = |rest: &&Vec<String>| (at + 1..).zip(rest.iter()).all(|(i, word)| tokens.folded(i) == word);
        let phrase = self.exact.get(folded.trim_end_matches('.'));
        let phrase = phrase.and_then(|rests| rests.iter().filter(follows).map(|rest| rest.len() + 1).max());
        phrase.or_else(|| self.beginnings.iter().any(|beginning| folded.starts_with(beginning)).then_some(1))
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
        let mut section = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
            } else if let Some(list) = speech.list(section) {
                line.split_whitespace().for_each(|entry| list.add(entry));
            }
        }
        speech
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
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_beginnings() {
        let ru = Speech::of(Language::Ru);
        let tokens = Tokens::new("Прямая речь: заявлением, Прим. ред.");
        assert_eq!(ru.label.at(&tokens, 0), Some(2));
        assert!(ru.written.has("заявлением") && !ru.written.has("постановление"));
        assert!(ru.label.within(&tokens, 0..1) && !ru.label.within(&tokens, 1..2));
        assert!(!Speech::of(Language::Other).first.has("i"));
    }
}
