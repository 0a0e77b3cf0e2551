//! How long it takes to group and to pair, and how much memory: `cargo bench --bench align`, or `-- 100000 200000`;
//! with a library and its views `-- library 100000`.
//!
//! `align/made.rs` tells what is compared. Quotations are handed over one after the other, as the library does, so that
//! the memory is that of the comparison alone. The last columns are the time for a quotation beside that of the line
//! above, and what n log n would have there.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]

#[path = "align/library.rs"]
mod library;
#[path = "align/made.rs"]
mod made;
#[path = "../tests/support/said.rs"]
mod support;

use std::{
    env, fs,
    sync::OnceLock,
    time::{Duration, Instant},
};

use made::{EACH, Made};
use visavis::{
    alignment::{GroupBy, Statements, Topics},
    corpus::Corpus,
    quotation::Quotation,
};

const SIZES: [usize; 8] = [10_000, 20_000, 50_000, 100_000, 200_000, 400_000, 700_000, 1_000_000];

fn main() {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    if env::args().any(|argument| argument == "library") {
        return library::measure(sizes.first().copied().unwrap_or(100_000));
    }
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let corpus = Corpus::sample();
    println!(
        "quotations    read  groups  by meeting  by topic   all s   grouped     pairs  peak MB  µs each  growth  n log n"
    );
    let mut before: Option<(f64, f64)> = None;
    for size in sizes {
        let mut made = Made::new(&corpus);
        let mut statements = Statements::new(&corpus);
        let (topics, mut number) = (Topics::new(&corpus), 0);
        let mut reading = Duration::ZERO;
        while number < size {
            // Made some at a time, so that making them is not measured.
            let mut some: Vec<Quotation> = (0..2000 / EACH).flat_map(|_| made.document(None).1).collect();
            some.truncate(size - number);
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
        let log = (size as f64).ln();
        let (time_before, log_before) = before.unwrap_or((each, log));
        println!(
            "{size:>10} {:>7.2} {:>7.2} {:>11.2} {:>9.2} {:>7.2} {:>9} {pairs:>9} {:>8} {each:>8.1} {:>7.2} {:>8.2}",
            reading.as_secs_f64(),
            grouping.as_secs_f64(),
            first.as_secs_f64(),
            second.as_secs_f64(),
            all.as_secs_f64(),
            groups.iter().flatten().count(),
            peak().map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1000).to_string()),
            each / time_before,
            log / log_before,
        );
        before = Some((each, log));
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
