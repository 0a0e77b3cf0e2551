//! The way out: frames are written by a thread of their own, so that a terminal which does not read (a stalled line)
//! stops neither the keys nor the saving of one's place.

use std::{
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    stdio::stdout,
};

use crate::tui::event::Event;

/// How often it is looked whether the last frame is out, at the end.
const LOOK: Duration = Duration::from_millis(2);

/// Each write is a frame.
#[derive(Clone)]
pub struct Out {
    frames: Sender<Vec<u8>>,
    /// Frames that are not written yet.
    waiting: Arc<AtomicUsize>,
}

impl Out {
    /// Tells `events` after every frame that it is written, or that the terminal is lost if it takes none.
    pub fn new(events: Sender<Event>) -> io::Result<Self> {
        let (frames, queue) = mpsc::channel::<Vec<u8>>();
        let waiting = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&waiting);
        thread::Builder::new().name("output".into()).spawn(move || {
            for frame in queue {
                let done = write_all(&frame);
                counter.fetch_sub(1, Ordering::SeqCst);
                let _ = events.send(if done.is_ok() { Event::Written } else { Event::Lost });
            }
        })?;
        Ok(Self { frames, waiting })
    }

    pub fn is_busy(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }

    /// Waits until everything is written, but not longer than this.
    pub fn finish(&self, most: Duration) {
        let end = Instant::now() + most;
        while self.is_busy() && Instant::now() < end {
            thread::sleep(LOOK);
        }
    }
}

impl Write for Out {
    fn write(&mut self, frame: &[u8]) -> io::Result<usize> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        self.frames.send(frame.to_vec()).map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(frame.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Standard output would be written line by line.
fn write_all(mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Another program left the terminal in a mode where it does not wait.
            Err(Errno::AGAIN) => has_room(None)?,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes a few bytes unless the terminal takes none: these must not wait.
pub fn write_at_once(bytes: &[u8]) {
    const SOON: Duration = Duration::from_millis(100);
    if has_room(Some(SOON)).is_ok() {
        let _ = rustix::io::write(stdout(), bytes);
    }
}

fn has_room(most: Option<Duration>) -> Result<(), Errno> {
    let timeout = most.and_then(|most| Timespec::try_from(most).ok());
    let stdout = stdout();
    let mut fds = [PollFd::new(&stdout, PollFlags::OUT)];
    match poll(&mut fds, timeout.as_ref()) {
        Ok(0) => Err(Errno::AGAIN),
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error),
    }
}
