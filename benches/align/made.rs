//! What is measured: made quotations, the same at each run, of a library as it grows.
//!
//! Words are stems of the sample corpus, numbers, and words drawn as a language draws them: the n-th 1/n as often, and
//! with the root of all words said as many to draw from (the laws of Zipf and Heaps), an eighth of them names. Half of
//! the documents tell of a meeting, most of one told of before: of the more talked of the more often, so that a few
//! are large and many small, and their number grows with the root of the documents. There half of what is quoted was
//! quoted before, elsewhere a seventh; half of that word for word, the rest cut short or with words changed.

use std::sync::Arc;

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use visavis::{
    corpus::{Corpus, Meeting},
    quotation::Quotation,
};

use crate::support;

/// Quotations of a document.
pub const EACH: usize = 8;

/// As many meetings are looked forward to before there is one.
const EXPECTED: usize = 100;

/// What was said last is said again.
const RECENT: usize = 64;

const LETTERS: [(&str, &str); 2] = [("bdfgklmnprstvz", "aeiou"), ("бдфгклмнпрствз", "аеиоу")];

/// Draws numbers; the generator is Knuth's.
#[derive(Clone, Copy)]
struct Draw(u64);

impl Draw {
    /// Those of neighbouring numbers have nothing in common.
    fn at(number: usize) -> Self {
        let state = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self((state ^ state >> 31).wrapping_mul(0xBF58_476D_1CE4_E5B9))
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A number below `end`, n 1/n as often: its logarithm is drawn evenly.
    fn rank(&mut self, end: usize) -> usize {
        (end as f64).powf(self.below(1_000_000) as f64 / 1e6) as usize - 1
    }
}

/// What a quotation is made of, so that it can be said again.
#[derive(Clone, Copy)]
struct Seed {
    draw: Draw,
    words: usize,
    date: Date,
}

/// One after the other; a document with its meeting.
pub struct Made {
    corpus: Arc<Corpus>,
    draw: Draw,
    /// Stems of concepts in each script.
    stems: [Vec<String>; 2],
    words: [Vec<String>; 2],
    documents: usize,
    pub meetings: Vec<Meeting>,
    /// The meeting of each document that tells of one.
    told: Vec<usize>,
    /// What was said last at each meeting, and at none.
    said: Vec<Vec<Seed>>,
    elsewhere: Vec<Seed>,
}

impl Made {
    pub fn new(corpus: &Arc<Corpus>) -> Self {
        let mut stems = [Vec::new(), Vec::new()];
        for (_, stem) in corpus.concepts.iter().flat_map(|concept| concept.stems.all()) {
            let stem = stem.replace(['=', '~'], "");
            stems[usize::from(!stem.is_ascii())].push(stem);
        }
        Self {
            corpus: corpus.clone(),
            draw: Draw(1),
            stems,
            words: [Vec::new(), Vec::new()],
            documents: 0,
            meetings: Vec::new(),
            told: Vec::new(),
            said: Vec::new(),
            elsewhere: Vec::new(),
        }
    }

    /// The next document's meeting and quotations, each in the script given, if one is.
    pub fn document(&mut self, script: Option<usize>) -> (Option<usize>, Vec<Quotation>) {
        let number = self.documents;
        self.documents += 1;
        let words = 40 * (((number + 1) * EACH * 20) as f64).sqrt() as usize;
        for script in 0..2 {
            while self.words[script].len() < words {
                let word = self.word(script);
                self.words[script].push(word);
            }
        }
        let meeting = (self.draw.below(2) == 0).then(|| self.meeting());
        let day = i32::try_from(self.draw.below(7000)).unwrap();
        let date = meeting
            .map_or_else(|| date(2004, 3, 9).checked_add(day.days()).unwrap(), |meeting| self.meetings[meeting].date);
        let mut quotations = Vec::new();
        for place in 0..EACH {
            let said = meeting.map_or(&self.elsewhere, |meeting| &self.said[meeting]);
            let again = self.draw.below(14) < if meeting.is_some() { 7 } else { 2 } && !said.is_empty();
            let seed =
                if again { *self.draw.of(said) } else { Seed { draw: Draw::at(number * EACH + place), words, date } };
            let mut quotation = self.quotation(seed, script);
            if again {
                self.reword(&mut quotation);
            } else {
                let slot = self.draw.below(RECENT);
                let said = meeting.map_or(&mut self.elsewhere, |meeting| &mut self.said[meeting]);
                if said.len() < RECENT {
                    said.push(seed);
                } else {
                    said[slot] = seed;
                }
            }
            let document = format!("{number:08}");
            quotation.id = format!("{:012x}", number * EACH + place);
            quotation.document = document.as_str().into();
            quotation.document_id = document;
            quotation.start = place * 1000;
            quotation.meeting = meeting.map(|meeting| self.meetings[meeting].id.clone());
            quotations.push(quotation);
        }
        (meeting, quotations)
    }

    /// One told of before or, the less often the more there are, a new one.
    fn meeting(&mut self) -> usize {
        let draw = self.draw.below(2 * (EXPECTED + self.told.len()));
        let meeting = if draw < 2 * EXPECTED + self.meetings.len() {
            self.new_meeting();
            self.meetings.len() - 1
        } else {
            *self.draw.of(&self.told)
        };
        self.told.push(meeting);
        meeting
    }

    /// First those of the corpus, then such as they are on another day, soon after.
    fn new_meeting(&mut self) {
        let number = self.meetings.len();
        let known = &self.corpus.meetings;
        let mut meeting = known[number % known.len()].clone();
        if number >= known.len() {
            let later = i32::try_from(number / known.len()).unwrap();
            meeting.date = meeting.date.checked_add(later.days()).unwrap();
            meeting.place = Some(meeting.place.unwrap_or_else(|| "Geneva".into()));
            meeting.id = format!("{}-{number}", meeting.date);
        }
        self.meetings.push(meeting);
        self.said.push(Vec::new());
    }

    fn word(&mut self, script: usize) -> String {
        let (consonants, vowels) = LETTERS[script];
        let [consonants, vowels] = [consonants, vowels].map(|letters| letters.chars().collect::<Vec<char>>());
        let mut word = String::new();
        for _ in 0..2 + self.draw.below(3) {
            word.extend([self.draw.of(&consonants), self.draw.of(&vowels)]);
            if self.draw.below(2) == 0 {
                word.push(*self.draw.of(&consonants));
            }
        }
        word
    }

    /// Says what the seed is.
    fn quotation(&self, seed: Seed, script: Option<usize>) -> Quotation {
        let mut draw = seed.draw;
        let drawn = draw.below(2);
        let script = script.unwrap_or(drawn);
        let mut text = String::new();
        for _ in 0..12 + draw.below(20) {
            match draw.below(40) {
                0 => text.push_str(&draw.below(2030).to_string()),
                1..7 => text.push_str(draw.of::<String>(&self.stems[script])),
                _ => {
                    let rank = draw.rank(seed.words);
                    let word = &self.words[script][rank];
                    if rank % 8 == 7 {
                        text.extend(word.chars().take(1).flat_map(char::to_uppercase));
                        text.extend(word.chars().skip(1));
                    } else {
                        text.push_str(word);
                    }
                }
            }
            text.push(' ');
        }
        let mut quotation = support::said("", ["en", "ru"][script], text.trim());
        quotation.date = Some(seed.date);
        if let Some(side) = self.corpus.sides.get(draw.below(5) / 2) {
            let speaker = draw.of(&side.members);
            quotation.speaker = Some(speaker.as_str().into());
            quotation.speaker_id = Some(speaker.clone());
            quotation.side = Some(side.id.clone());
        }
        quotation
    }

    fn reword(&mut self, quotation: &mut Quotation) {
        let mut words: Vec<&str> = quotation.text.split(' ').collect();
        match self.draw.below(4) {
            0 => words.truncate(words.len() * 2 / 3),
            1 => {
                let place = self.draw.below(words.len());
                words.remove(place);
            }
            _ => return,
        }
        let text = words.join(" ");
        *quotation = Quotation {
            segments: vec![text.as_str().into()],
            text: text.as_str().into(),
            sentence: text.as_str().into(),
            end: text.chars().count(),
            ..std::mem::take(quotation)
        };
    }
}
