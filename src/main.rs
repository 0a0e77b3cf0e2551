//! Parse, dispatch, exit code.

use std::{env, process::ExitCode};

fn main() -> color_eyre::Result<ExitCode> {
    // For panics only: what can be foreseen is told in one sentence.
    color_eyre::install()?;
    Ok(visavis::cli::run(env::args_os()).into())
}
