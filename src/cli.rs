//! The command line: arguments as typed ([`args`]) → command as meant ([`command`]), one file per command,
//! and how lists are printed ([`print`]). The only room besides [`tui`](crate::tui) that looks at the
//! environment.

mod args;
mod backup;
mod check;
mod command;
mod compare;
mod correct;
mod corrections;
mod eval;
mod export;
mod filter;
mod find;
mod import;
mod input;
mod linear;
mod lists;
mod manual;
mod messages;
mod open;
mod pick;
mod print;
mod quotes;
mod read;
mod records;
mod remove;
#[cfg(test)]
mod samples;
mod show;
mod surroundings;

use std::{
    ffi::OsString,
    io::{self, BufWriter, ErrorKind, Write},
};

use clap::Parser;

use self::{
    args::Typed,
    command::{Command, Place, Source, What},
    messages::say,
    print::Printer,
    surroundings::Surroundings,
};
use crate::{library, quotation::Filter};

/// Why a command ended before its end.
#[derive(Debug)]
pub enum Error {
    /// The arguments make no sense together, or name what does not exist.
    Usage(String),
    /// The library or the corpus cannot be used.
    Unusable(String),
    /// Standard output does not take what is printed.
    Output(io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<library::Error> for Error {
    fn from(error: library::Error) -> Self {
        Self::Unusable(error.to_string())
    }
}

/// How a command ended that came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Whole,
    /// Some input could not be used; each was named.
    InPart,
    /// Something could not be looked at; each was named.
    Unseen,
    /// By this signal.
    Signal(i32),
}

impl Outcome {
    const fn of(whole: bool) -> Self {
        if whole { Self::Whole } else { Self::InPart }
    }
}

/// Where a command works, and what it runs in.
struct Session {
    place: Place,
    around: Surroundings,
}

/// Runs the program with its arguments, the program's name first; the answer is the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let typed = match Typed::try_parse_from(arguments) {
        Ok(typed) => typed,
        Err(answer) => return refused(&answer),
    };
    let mut stdout = BufWriter::new(io::stdout());
    let done = Command::try_from(typed).and_then(|command| dispatch(command, &mut stdout));
    status(done.and_then(|outcome| {
        stdout.flush()?;
        Ok(outcome)
    }))
}

fn dispatch(command: Command, stdout: &mut dyn Write) -> Result<Outcome, Error> {
    let Command { what, source, form, plain, place } = command;
    let around = Surroundings::look();
    // A bar changes what stands on the screen, which is just what plain text is asked not to do.
    let session = Session { place, around: Surroundings { bar: around.bar && !plain, ..around } };
    let out = &mut Printer::new(stdout, form, session.around.width);
    match what {
        What::Read => read::run(&source, plain, &session, out),
        What::Import { paths, dry_run: false } => import::run(&paths, &session, out),
        What::Import { paths, dry_run: true } => import::try_out(&paths, &session, out),
        What::Remove { documents } => remove::run(&documents, &session, out),
        What::Show { documents } => show::run(&documents, &source, &session, out),
        What::Quotes(filter) => quotes::run(filter, &source, &session, out),
        What::Eval(request) => eval::run(&request, &session, out),
        What::Correct(order) => correct::run(&order, &source, &session, out),
        What::Corrections(verb) => corrections::run(verb.as_ref(), &source, &session, out),
        What::Check => check::run(&session, out),
        What::Backup { file } => backup::run(&file, &session, out),
        What::Completions(shell) => {
            out.raw(&manual::completions(shell)?)?;
            Ok(Outcome::Whole)
        }
        What::Man => {
            out.raw(&manual::page()?)?;
            Ok(Outcome::Whole)
        }
        What::Documents(filter) => listed(filter, &source, &session, out, lists::documents),
        What::Meetings(filter) => listed(filter, &source, &session, out, lists::meetings),
        What::Speakers(filter) => listed(filter, &source, &session, out, lists::speakers),
        What::Topics(filter) => listed(filter, &source, &session, out, lists::topics),
        What::Compare { filter, group_by } => {
            listed(filter, &source, &session, out, |store, filter, out| compare::print(store, group_by, filter, out))
        }
        What::Export { request, target } => export::run(request, &target, &source, &session, out),
        What::Search { query, filter } => {
            listed(filter, &source, &session, out, |store, filter, out| find::print(store, &query, filter, out))
        }
    }
}

/// A list over one store.
fn listed(
    filter: Filter,
    source: &Source,
    session: &Session,
    out: &mut Printer,
    list: impl FnOnce(&dyn library::Store, &Filter, &mut Printer) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    let opened = session.open(source)?;
    let filter = filter::checked(filter, &opened.library)?;
    list(&opened.library, &filter, out)?;
    Ok(opened.outcome())
}

/// Help and the version are answers; everything else clap has to say is a wrong usage.
fn refused(answer: &clap::Error) -> u8 {
    if !answer.use_stderr() {
        return status(answer.print().map(|()| Outcome::Whole).map_err(Error::Output));
    }
    // The message repeats what was typed, which may hold anything.
    for line in answer.to_string().lines() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let _ = writeln!(io::stderr(), "{}{}", " ".repeat(indent), crate::text::Clean::new(line).trimmed());
    }
    2
}

/// The exit status, what went wrong said in one sentence.
fn status(done: Result<Outcome, Error>) -> u8 {
    match done {
        Ok(Outcome::Whole) => 0,
        Ok(Outcome::InPart) => 1,
        Ok(Outcome::Unseen) => 2,
        Ok(Outcome::Signal(signal)) => u8::try_from(signal).map_or(1, |signal| signal.saturating_add(128)),
        // Whoever reads has enough, as in `visavis quotes | head`.
        Err(Error::Output(error)) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(Error::Output(error)) => {
            say(&format!("standard output cannot be written: {error}"));
            1
        }
        Err(Error::Usage(sentence) | Error::Unusable(sentence)) => {
            say(&sentence);
            2
        }
    }
}
