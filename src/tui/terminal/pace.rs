//! When the next frame may go out, so that a slow line carries what is wanted now and not what was wanted a second ago.
//!
//! Every frame ends with a question to the terminal; until it is answered the frame's bytes count as under way, and while
//! too many are under way nothing is sent. Where the answer does not come from behind the line (tmux answers by
//! itself) or does not come in time, the bytes count as arrived at the pace of a modest line. Knows no clock.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

/// Bytes that may be under way for another frame to be sent: a few scrolled rows, or one page.
const UNDER_WAY: usize = 4096;

/// Bytes a second that are thought to arrive without an answer.
const MODEST: u32 = 32 * 1024;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_millis(250);

/// A terminal that has not answered for so long is not asked again.
const DEAF: Duration = Duration::from_secs(4);

/// A frame that was sent.
#[derive(Clone, Copy, Debug)]
struct Frame {
    bytes: usize,
    sent: Instant,
    /// When it counts as arrived whether or not an answer came.
    arrived: Instant,
}

#[derive(Debug)]
pub struct Pace {
    /// An answer tells that the frame is on the screen.
    asks: bool,
    /// Those not answered, or not arrived.
    frames: VecDeque<Frame>,
}

impl Pace {
    pub fn new(asks: bool) -> Self {
        Self { asks, frames: VecDeque::new() }
    }

    /// Whether the next frame is to end with a question.
    pub fn asks(&self) -> bool {
        self.asks
    }

    /// Answers that have not come.
    pub fn owed(&self) -> usize {
        if self.asks { self.frames.len() } else { 0 }
    }

    pub fn sent(&mut self, bytes: usize, now: Instant) {
        if self.asks && self.frames.front().is_some_and(|frame| now.duration_since(frame.sent) > DEAF) {
            self.asks = false;
        }
        if !self.asks {
            self.frames.retain(|frame| frame.arrived > now);
        }
        let before = self.frames.back().map_or(now, |frame| frame.arrived.max(now));
        let modest = before + Duration::from_secs(1).saturating_mul(u32::try_from(bytes).unwrap_or(u32::MAX)) / MODEST;
        let arrived = if self.asks { modest.max(now + PATIENCE) } else { modest };
        self.frames.push_back(Frame { bytes, sent: now, arrived });
    }

    pub fn answered(&mut self) {
        if self.asks {
            self.frames.pop_front();
        }
    }

    /// When the next frame may be sent; none is at once.
    pub fn free_at(&self, now: Instant) -> Option<Instant> {
        let mut under_way = 0;
        // The last frames arrive last: as many of them may be under way as fit.
        for frame in self.frames.iter().rev().take_while(|frame| frame.arrived > now) {
            under_way += frame.bytes;
            if under_way >= UNDER_WAY {
                return Some(frame.arrived);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn small_frames_go_out_as_they_come() {
        let mut pace = Pace::new(true);
        let now = Instant::now();
        for frame in 0..9 {
            assert_eq!(pace.free_at(now + frame * 33 * MS), None);
            pace.sent(250, now + frame * 33 * MS);
        }
        assert_eq!(pace.owed(), 9);
    }

    #[test]
    fn a_page_waits_for_the_answer_to_the_one_before() {
        let mut pace = Pace::new(true);
        let now = Instant::now();
        pace.sent(6000, now);
        assert_eq!(pace.free_at(now + 100 * MS), Some(now + 250 * MS));
        pace.answered();
        assert_eq!((pace.free_at(now + 100 * MS), pace.owed()), (None, 0));
    }

    #[test]
    fn without_an_answer_the_pace_is_modest() {
        let now = Instant::now();
        for asks in [false, true] {
            let mut pace = Pace::new(asks);
            let mut bytes = 0;
            for at in (0..2000).step_by(33) {
                if pace.free_at(now + at * MS).is_none() {
                    pace.sent(6000, now + at * MS);
                    bytes += 6000;
                }
            }
            assert!((30_000..=80_000).contains(&bytes), "{bytes}");
        }
    }

    #[test]
    fn a_terminal_that_does_not_answer_is_asked_no_more() {
        let mut pace = Pace::new(true);
        let now = Instant::now();
        pace.sent(100, now);
        pace.sent(100, now + DEAF / 2);
        assert!(pace.asks());
        pace.sent(100, now + DEAF * 2);
        assert!(!pace.asks() && pace.owed() == 0);
        pace.answered();
        assert_eq!(pace.free_at(now + DEAF * 2), None);
    }
}
