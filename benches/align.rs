//! How long it takes to group and to pair, and how much memory: `cargo bench --bench align`, or `-- 100000 200000`;
//! with a library and its views `-- library 100000`.
//!
//! Quotations are made of the stems of the sample corpus and of words drawn as a language draws them (the n-th word
//! 1/n as often), in the two scripts, said at two hundred meetings and at none; a tenth repeat what was said before.
//! They are handed over one after the other, as the library does, so that the memory is that of the comparison alone.
//! The last column is the time for a quotation beside that of the line above: n log n grows by a few hundredths when n
//! doubles.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]

#[path = "align/library.rs"]
mod library;
#[path = "../tests/support/said.rs"]
mod support;

use std::{
    env, fs,
    sync::OnceLock,
    time::{Duration, Instant},
};

use jiff::{ToSpan, civil::date};
use visavis::{
    alignment::{GroupBy, Statements, Topics},
    corpus::Corpus,
    quotation::Quotation,
};

const SIZES: [usize; 8] = [10_000, 20_000, 50_000, 100_000, 200_000, 400_000, 700_000, 1_000_000];

/// Words that no list knows.
const WORDS: usize = 40_000;

fn main() {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    if env::args().any(|argument| argument == "library") {
        return library::measure(sizes.first().copied().unwrap_or(100_000));
    }
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let corpus = Corpus::sample();
    println!("quotations    read  groups  by meeting  by topic   all s   grouped     pairs  peak MB  µs each  growth");
    let mut before: Option<f64> = None;
    for size in sizes {
        let mut made = Made::new(&corpus);
        let mut statements = Statements::new(&corpus);
        let (topics, mut number) = (Topics::new(&corpus), 0);
        let mut reading = Duration::ZERO;
        while number < size {
            // Made some at a time, so that making them is not measured.
            let mut some: Vec<Quotation> = (number..size.min(number + 2000)).map(|n| made.quotation(n)).collect();
            number += some.len();
            reading += timed(|| {
                topics.assign(&mut some);
                for quotation in &some {
                    statements.push(quotation);
                }
            })
            .1;
        }
        let (groups, grouping) = timed(|| statements.groups());
        let (by_meeting, first) = timed(|| statements.align(GroupBy::Meeting));
        let pairs = by_meeting.iter().filter(|pair| pair.score.is_some()).count();
        drop(by_meeting);
        let (by_topic, second) = timed(|| statements.align(GroupBy::Topic));
        drop(by_topic);
        let all = reading + grouping + first + second;
        let each = all.as_secs_f64() * 1e6 / size as f64;
        println!(
            "{size:>10} {:>7.2} {:>7.2} {:>11.2} {:>9.2} {:>7.2} {:>9} {pairs:>9} {:>8} {each:>8.1} {:>7.2}",
            reading.as_secs_f64(),
            grouping.as_secs_f64(),
            first.as_secs_f64(),
            second.as_secs_f64(),
            all.as_secs_f64(),
            groups.iter().flatten().count(),
            peak().map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1000).to_string()),
            before.map_or(1.0, |before| each / before),
        );
        before = Some(each);
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = spent();
    let made = work();
    (made, spent().saturating_sub(begin))
}

/// Time that the processor spent on this program, where the system tells: other programs do not count. In hundredths
/// of a second, so it is no measure of single quotations.
fn spent() -> Duration {
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    let begin = BEGIN.get_or_init(Instant::now);
    let ticks = || -> Option<u64> {
        let stat = fs::read_to_string("/proc/self/stat").ok()?;
        let (_, fields) = stat.rsplit_once(')')?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    };
    ticks().map_or_else(|| begin.elapsed(), |ticks| Duration::from_millis(ticks * 10))
}

/// The most memory the process ever had, where the system tells.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// Makes quotations, the same at each run.
struct Made<'c> {
    corpus: &'c Corpus,
    state: u64,
    /// Stems of concepts in each script.
    stems: [Vec<String>; 2],
    words: [Vec<String>; 2],
    /// What was said last, to be said again.
    said: Vec<Quotation>,
}

impl<'c> Made<'c> {
    fn new(corpus: &'c Corpus) -> Self {
        let mut stems = [Vec::new(), Vec::new()];
        for (_, stem) in corpus.concepts.iter().flat_map(|concept| concept.stems.all()) {
            let stem = stem.replace(['=', '~'], "");
            stems[usize::from(!stem.is_ascii())].push(stem);
        }
        let mut made = Self { corpus, state: 1, stems, words: [Vec::new(), Vec::new()], said: Vec::new() };
        let letters = [("bdfgklmnprstvz", "aeiou"), ("бдфгклмнпрствз", "аеиоу")];
        for (script, (consonants, vowels)) in letters.into_iter().enumerate() {
            let (consonants, vowels): (Vec<char>, Vec<char>) = (consonants.chars().collect(), vowels.chars().collect());
            for _ in 0..WORDS {
                let syllables = 2 + made.below(3);
                let letters = (0..syllables)
                    .flat_map(|_| [consonants[made.below(consonants.len())], vowels[made.below(vowels.len())]]);
                let word: String = letters.collect();
                made.words[script].push(word);
            }
        }
        made
    }

    /// A number below `end`; the generator is Knuth's.
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % end
    }

    fn quotation(&mut self, number: usize) -> Quotation {
        let document = format!("{:08}", number / 8);
        let mut quotation = if self.below(10) == 0 && !self.said.is_empty() {
            let again = self.below(self.said.len());
            self.said[again].clone()
        } else {
            self.new_quotation()
        };
        quotation.id = format!("{number:012x}");
        quotation.document = document.as_str().into();
        quotation.document_id = document;
        quotation.start = number % 8 * 1000;
        let slot = self.below(1000);
        if self.said.len() < 1000 {
            self.said.push(quotation.clone());
        } else {
            self.said[slot] = quotation.clone();
        }
        quotation
    }

    fn new_quotation(&mut self) -> Quotation {
        let script = self.below(2);
        let mut text = String::new();
        for _ in 0..12 + self.below(20) {
            let word = if self.below(6) == 0 {
                let stem = self.below(self.stems[script].len());
                self.stems[script][stem].clone()
            } else {
                // 1/n as often: the logarithm is drawn evenly.
                let rank = (WORDS as f64).powf(self.below(1_000_000) as f64 / 1e6) as usize - 1;
                self.words[script][rank].clone()
            };
            text.push_str(&word);
            text.push(' ');
        }
        let mut quotation = support::said("", ["en", "ru"][script], text.trim());
        let side = self.below(5);
        if let Some(side) = self.corpus.sides.get(side / 2) {
            let speaker = self.below(side.members.len());
            quotation.speaker = Some(side.members[speaker].as_str().into());
            quotation.speaker_id = Some(side.members[speaker].clone());
            quotation.side = Some(side.id.clone());
        }
        let day = i32::try_from(self.below(7000)).unwrap();
        if day < 3500 {
            let meeting = &self.corpus.meetings[day as usize % self.corpus.meetings.len()];
            quotation.meeting = Some(meeting.id.clone());
            quotation.date = Some(meeting.date);
        } else {
            quotation.date = date(2004, 3, 9).checked_add(day.days()).ok();
        }
        quotation
    }
}
