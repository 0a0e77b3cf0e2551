//! From the start to the first frame: the reader on the sample corpus beside `less` on a file of 4 kB, each in a
//! pseudo-terminal of 80×24, by turns in one run. `cargo bench --bench first_frame` prints the medians and their
//! ratio, which is to be 2 at most; `VISAVIS=FILE` measures another binary, a number after `--` sets how often.
//!
//! A frame is there when the lowest words of it are: the last title of the list, the prompt of `less`. The reader's
//! whole screen, with the article and what is derived from all of them, is measured too; and then a document of 10 MB,
//! as a file and in a library of its own, beside `less` on the same: at most 3 times as long.
#![allow(clippy::unwrap_used)]

use std::{
    io::{Read, Write},
    path::Path,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const TIMES: usize = 41;

/// Waits until each of `marks` was sent, in their order; then presses `q`.
fn run(program: &Path, arguments: &[&Path], home: &Path, marks: &[&str]) -> Option<Vec<Duration>> {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).ok()?;
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", home);
    let mut reader = pair.master.try_clone_reader().ok()?;
    let mut keys = pair.master.take_writer().ok()?;
    let mut sent = Vec::new();
    let mut bytes = vec![0; 65536];
    let begin = Instant::now();
    let mut child = pair.slave.spawn_command(command).ok()?;
    drop(pair.slave);
    let mut times = Vec::new();
    for mark in marks {
        while !sent.windows(mark.len()).any(|window| window == mark.as_bytes()) {
            match reader.read(&mut bytes).ok()? {
                0 => return None,
                count => sent.extend_from_slice(&bytes[..count]),
            }
        }
        times.push(begin.elapsed());
    }
    // `less` goes at q, the reader also while it is still opening.
    keys.write_all(if program.ends_with("less") { b"q" } else { b"\x03" }).ok()?;
    while matches!(reader.read(&mut bytes), Ok(1..)) {}
    child.wait().ok()?;
    Some(times)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}

fn main() {
    let times = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(TIMES);
    let reader = std::env::var_os("VISAVIS").unwrap_or_else(|| env!("CARGO_BIN_EXE_visavis").into());
    let home = tempfile::tempdir().unwrap();
    let page = home.path().join("page.txt");
    std::fs::write(&page, "a line of plain text, and of 64 bytes with the end of the line\n".repeat(64)).unwrap();
    let (mut less, mut first, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..times {
        let Some(page) = run(Path::new("less"), &[&page], home.path(), &["page.txt"]) else {
            println!("`less` is not here to be measured beside");
            return;
        };
        less.extend(page);
        let frames = run(Path::new(&reader), &[Path::new("--sample")], home.path(), &["2022-01-21", "US 3"]).unwrap();
        first.extend(frames.first());
        whole.extend(frames.last());
    }
    let (less, first, whole) = (median(less), median(first), median(whole));
    println!("medians of {times} runs each, in milliseconds, 80×24");
    println!("less, 4 kB       {less:6.1}");
    println!("first frame      {first:6.1}   {:.2} times less", first / less);
    println!("whole screen     {whole:6.1}   {:.2} times less", whole / less);
    large(Path::new(&reader), home.path(), times.min(15));
}

/// A document of 10 MB.
fn large(reader: &Path, home: &Path, times: usize) {
    let file = home.join("chronicle.txt");
    let paragraph =
        |number: usize| format!("Запись {number}: утром старый мост закрыли, и рыбаки ушли домой до вечера.\n\n");
    let text: String = (1..80_000).map(paragraph).collect();
    std::fs::write(&file, &text).unwrap();
    let library = home.join("library.db");
    let mut import = std::process::Command::new(reader);
    assert!(
        import.arg("import").arg("--library").arg(&library).arg(&file).env("HOME", home).status().unwrap().success()
    );
    let (mut less, mut as_file, mut stored) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..times {
        less.extend(run(Path::new("less"), &[&file], home, &["chronicle.txt"]).unwrap());
        as_file.extend(run(reader, &[&file], home, &["Запись 9:"]).unwrap());
        stored.extend(run(reader, &[Path::new("--library"), &library], home, &["Documents", "Запись 9:"]).unwrap());
    }
    let listed = median(stored.iter().step_by(2).copied().collect());
    let whole = median(stored.iter().skip(1).step_by(2).copied().collect());
    let (less, as_file) = (median(less), median(as_file));
    println!("{:.1} MB, medians of {times} runs each", text.len() as f64 / 1e6);
    println!("less             {less:6.1}");
    println!("file             {as_file:6.1}   {:.2} times less", as_file / less);
    println!("library, list    {listed:6.1}   {:.2} times less", listed / less);
    println!("library, text    {whole:6.1}   {:.2} times less", whole / less);
}
