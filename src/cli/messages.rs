//! What is said on standard error: a sentence a line, and the bar of a long job.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{library::Progress, text::Clean};

/// How often a bar is drawn anew, a second: more only costs a slow line.
const RATE: u8 = 4;

/// Says a sentence. That standard error takes nothing is nobody's fault and cannot be said anywhere.
pub fn say(sentence: &str) {
    let _ = writeln!(io::stderr(), "visavis: {}", Clean::new(sentence));
}

/// How far a job is; gone from the screen with its end.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new(job: impl Into<Cow<'static, str>>, shown: bool) -> Self {
        let target = if shown { ProgressDrawTarget::stderr_with_hz(RATE) } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}");
        let bar = ProgressBar::with_draw_target(None, target).with_message(job);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    pub fn tell(&self, progress: Progress) {
        self.0.set_length(progress.total as u64);
        self.0.set_position(progress.done as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// "12.3 MB"
pub fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 2] = [(1_000_000_000, "GB"), (1_000_000, "MB")];
    let large = UNITS.into_iter().find(|(unit, _)| bytes >= *unit);
    large.map_or_else(
        || format!("{} kB", bytes.div_ceil(1000)),
        |(unit, name)| format!("{:.1} {name}", bytes as f64 / unit as f64),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_the_unit_that_suits_it() {
        let told = [0, 1, 999_000, 1_000_000, 12_340_000, 2_000_000_000].map(size);
        assert_eq!(told, ["0 kB", "1 kB", "999 kB", "1.0 MB", "12.3 MB", "2.0 GB"]);
    }
}
