//! How far the answer to a long question is, and whether anybody still waits for it. Knows nothing of threads.

use std::{cell::Cell, sync::Arc};

use super::Progress;

/// Told how far the answer to a long question is, from the thread that makes it; false gives it up.
pub type Watch = Arc<dyn Fn(Progress) -> bool + Send + Sync>;

/// Work between two looks at whether it is still wanted: some thousandths of a second.
const LOOK: usize = 1000;

/// Work that is watched, if anybody does.
pub struct Watched<'a> {
    watch: Option<&'a Watch>,
    total: usize,
    done: Cell<usize>,
    looked: Cell<usize>,
    given_up: Cell<bool>,
}

impl<'a> Watched<'a> {
    pub fn new(watch: Option<&'a Watch>, total: usize) -> Self {
        let (done, looked, given_up) = Default::default();
        Self { watch, total, done, looked, given_up }
    }

    /// So much more is done; whether to go on.
    pub fn goes_on(&self, work: usize) -> bool {
        let done = self.done.get().saturating_add(work);
        self.done.set(done);
        if let Some(watch) = self.watch
            && done - self.looked.get() >= LOOK
        {
            self.looked.set(done);
            let going = watch(Progress { done: done.min(self.total), total: self.total });
            self.given_up.set(self.given_up.get() || !going);
        }
        !self.given_up.get()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn who_waits_is_asked_now_and_then_and_given_up_stays_given_up() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&seen);
        let watch: Watch = Arc::new(move |progress| {
            let mut seen = told.lock().unwrap();
            seen.push(progress.done);
            seen.len() != 2
        });
        let watched = Watched::new(Some(&watch), 5 * LOOK);
        let answers: Vec<bool> = (0..6 * LOOK / 100).map(|_| watched.goes_on(100)).collect();
        assert_eq!(*seen.lock().unwrap(), [LOOK, 2 * LOOK, 3 * LOOK, 4 * LOOK, 5 * LOOK, 5 * LOOK]);
        assert_eq!(answers.iter().position(|going| !going), Some(2 * LOOK / 100 - 1));
        assert!(answers.iter().skip(2 * LOOK / 100).all(|going| !going));
        assert!(Watched::new(None, 1).goes_on(usize::MAX));
    }
}
