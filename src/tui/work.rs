//! The worker: a thread beside the loop, with the store once more, that makes the views which take long on a large
//! library. The latest order wins: what was ordered before is given up. It draws nothing and decides nothing.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use super::app::{Screen, compare::Compare, compare::Lens, matrix::Matrix};
use crate::{
    correction::Correction,
    library::{self, Progress, Store, Watch},
    quotation::Filter,
};

/// The thread's name. What goes wrong in it is told on the screen, which stays.
pub const THREAD: &str = "worker";

/// A view that is there so soon is drawn at once, and nothing before it.
const MOMENT: Duration = Duration::from_millis(50);

/// Between two looks at how far it is: a line that is slow carries them easily.
const TOLD: Duration = Duration::from_secs(1);

/// How long the end of the program waits for the worker to let go of the library.
const FAREWELL: Duration = Duration::from_millis(200);

/// A view as it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    Compare(Lens),
    Matrix(Filter),
}

impl Wanted {
    /// The screen that it is seen on.
    pub const fn screen(&self) -> Screen {
        match self {
            Self::Compare(_) => Screen::Compare,
            Self::Matrix(_) => Screen::Matrix,
        }
    }

    fn make(self, store: &dyn Store) -> library::Result<Made> {
        Ok(match self {
            Self::Compare(lens) => Made::Compare(Box::new(Compare::new(store, lens)?)),
            Self::Matrix(filter) => Made::Matrix(Box::new(Matrix::new(store, filter)?)),
        })
    }
}

#[derive(Debug)]
pub enum Made {
    Compare(Box<Compare>),
    Matrix(Box<Matrix>),
}

impl Made {
    /// The library's revision that it was made of.
    pub const fn revision(&self) -> i64 {
        match self {
            Self::Compare(compare) => compare.revision,
            Self::Matrix(matrix) => matrix.revision,
        }
    }
}

/// Called from the worker's thread when there is something new to see.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

pub struct Work {
    hands: Option<Hands>,
    wake: Wake,
    patience: Patience,
    /// Until when the latest order is waited for.
    until: Option<Instant>,
}

/// How long who ordered something waits for it, before anything else is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patience {
    Endless,
    A(Duration),
    Not,
}

/// The thread, and what it is told and asked over.
struct Hands {
    /// Until it is to end.
    orders: Option<Sender<Order>>,
    answers: Receiver<Answer>,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    /// The number of the order whose answer is waited for.
    wanted: AtomicU64,
    /// That of the one that is worked on.
    at: AtomicU64,
    percent: AtomicUsize,
}

struct Order {
    number: u64,
    wanted: Wanted,
    corrections: Vec<Correction>,
}

struct Answer {
    number: u64,
    made: library::Result<Made>,
}

impl Work {
    /// Without a loop that could be woken: every view is waited for.
    pub fn waited_for() -> Self {
        Self { hands: None, wake: Arc::new(|| ()), patience: Patience::Endless, until: None }
    }

    /// Beside a loop.
    pub fn beside(wake: Wake) -> Self {
        Self { wake, patience: Patience::A(MOMENT), ..Self::waited_for() }
    }

    /// Beside a loop that waits for nothing.
    pub fn unawaited(wake: Wake) -> Self {
        Self { patience: Patience::Not, ..Self::beside(wake) }
    }

    /// Orders this in place of what was ordered before. An error is a sentence.
    pub fn order(&mut self, store: &dyn Store, wanted: Wanted, corrections: Vec<Correction>) -> Result<(), String> {
        self.until = match self.patience {
            Patience::A(moment) => Some(Instant::now() + moment),
            Patience::Endless | Patience::Not => None,
        };
        let hands = match &mut self.hands {
            Some(hands) => hands,
            none => none.insert(Hands::new(store, &self.wake)?),
        };
        let number = hands.state.wanted.fetch_add(1, SeqCst) + 1;
        // One that is gone is found out when the answer is asked for.
        if let Some(orders) = &hands.orders {
            let _ = orders.send(Order { number, wanted, corrections });
        }
        Ok(())
    }

    /// Nothing is wanted any more.
    pub fn give_up(&self) {
        if let Some(hands) = &self.hands {
            hands.state.wanted.fetch_add(1, SeqCst);
        }
    }

    /// How far what was ordered is, in hundredths.
    pub fn percent(&self) -> usize {
        self.hands.as_ref().map_or(0, |hands| hands.state.percent())
    }

    /// The answer to the latest order, or the sentence for what went wrong; none if it is not there yet. Only who just
    /// ordered it waits a moment for it.
    pub fn answer(&mut self, waits: bool) -> Option<Result<Made, String>> {
        if waits && self.patience == Patience::Not {
            return None;
        }
        let until = if waits { self.until } else { Some(Instant::now()) };
        loop {
            let hands = self.hands.as_ref()?;
            let answer = match until {
                None => hands.answers.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(until) => hands.answers.recv_timeout(until.saturating_duration_since(Instant::now())),
            };
            match answer {
                Ok(Answer { number, made }) if number == hands.state.wanted.load(SeqCst) => {
                    return Some(made.map_err(|error| error.to_string()));
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => {
                    // The next order has another one.
                    self.hands = None;
                    return Some(Err("That could not be made: something went wrong in this program.".to_owned()));
                }
            }
        }
    }
}

impl Drop for Hands {
    /// The library is closed last by who opened it first.
    fn drop(&mut self) {
        self.state.wanted.fetch_add(1, SeqCst);
        self.orders = None;
        let until = Instant::now() + FAREWELL;
        while self.answers.recv_timeout(until.saturating_duration_since(Instant::now())).is_ok() {}
    }
}

impl State {
    fn percent(&self) -> usize {
        // What is told belongs to another order before this one is begun.
        if self.is_wanted() { self.percent.load(SeqCst) } else { 0 }
    }

    fn is_wanted(&self) -> bool {
        self.at.load(SeqCst) == self.wanted.load(SeqCst)
    }
}

impl Hands {
    fn new(store: &dyn Store, wake: &Wake) -> Result<Self, String> {
        let (orders, ordered) = mpsc::channel();
        let (sender, answers) = mpsc::channel();
        let state = Arc::new(State::default());
        let store = store.another(watch(&state, wake)).map_err(|error| error.to_string())?;
        let (told, known) = (Told { answers: Some(sender), wake: wake.clone() }, state.clone());
        let spawned = thread::Builder::new().name(THREAD.into()).spawn(move || work(store, &ordered, &known, &told));
        spawned.map_err(|error| format!("That could not be made: {error}."))?;
        Ok(Self { orders: Some(orders), answers, state })
    }
}

/// However the work ends, the loop is told.
struct Told {
    answers: Option<Sender<Answer>>,
    wake: Wake,
}

impl Drop for Told {
    fn drop(&mut self) {
        self.answers = None;
        (self.wake)();
    }
}

/// Takes orders until nobody gives any.
fn work(mut store: Box<dyn Store>, ordered: &Receiver<Order>, state: &State, told: &Told) {
    for Order { number, wanted, corrections } in ordered {
        if number != state.wanted.load(SeqCst) {
            continue;
        }
        state.percent.store(0, SeqCst);
        state.at.store(number, SeqCst);
        let made = store.correct(corrections).and_then(|()| wanted.make(&*store));
        if told.answers.as_ref().is_none_or(|answers| answers.send(Answer { number, made }).is_err()) {
            break;
        }
        (told.wake)();
    }
}

/// Keeps how far it is, tells it now and then, and goes on as long as the answer is wanted.
fn watch(state: &Arc<State>, wake: &Wake) -> Watch {
    let (state, wake, last) = (state.clone(), wake.clone(), Mutex::new(Instant::now()));
    Arc::new(move |Progress { done, total }| {
        let percent = (done.saturating_mul(100) / total.max(1)).min(99);
        if state.percent.swap(percent, SeqCst) != percent {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            if last.elapsed() >= TOLD {
                *last = Instant::now();
                wake();
            }
        }
        state.is_wanted()
    })
}
