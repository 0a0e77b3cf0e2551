//! Signals as events.

use std::{io, process, sync::mpsc::Sender, thread, time::Duration};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
};

use super::Event;

/// How long the program may take to end by itself: it may be reading a library, or writing to a terminal that does not
/// read.
const GRACE: Duration = Duration::from_millis(700);

pub fn listen(events: Sender<Event>, last: fn()) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in &mut signals {
            let event = match signal {
                SIGWINCH => Event::Resized,
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Continued,
                _ => Event::End(signal),
            };
            let _ = events.send(event);
            if matches!(signal, SIGTERM | SIGHUP | SIGINT | SIGQUIT) {
                thread::sleep(GRACE);
                last();
                process::exit(128 + signal);
            }
        }
    })?;
    Ok(())
}
