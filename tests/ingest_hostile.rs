//! Files that somebody made to do harm, or that are simply not what their names say.
#![allow(clippy::unwrap_used)]

use std::{fs, path::PathBuf, time::Instant};

use visavis::ingest;

/// Seconds within which any file of [`SIZE`] bytes must be read, in a slow build too.
const MOST_SECONDS: f64 = 6.0;
const SIZE: usize = 60_000;

#[test]
fn repetition_takes_linear_time() {
    let pieces = [
        "<",
        "</",
        "<a ",
        "<a href=x>y",
        "<a \"",
        "<a x='>",
        "<b><p>",
        "<div>",
        "<div><p>a</p>",
        "</x>",
        "<!--",
        "<script>",
        "&",
        "&#9",
        "[",
        "[[",
        "[](",
        "[x] ",
        "*a ",
        "** ",
        "_a ",
        "''a ",
        "`",
        "\\",
        ">",
        "> a\n",
        "\"«",
        "word ",
        "a\n",
        "x, 17:57\n",
        "Q A b.\n",
        "AB: x\n",
        "a b c d.\n\n",
        "ы",
        "1. ",
        ". . ",
        "Â½",
        "\u{301}",
        "\u{1b}]",
        "\u{1b}[",
        "- - ",
        "5 мая 2015 ",
    ];
    for piece in pieces {
        let text = piece.repeat(SIZE / piece.len());
        for name in ["a.txt", "a.md", "a.html"] {
            let start = Instant::now();
            drop(ingest::ingest(name, text.as_bytes()));
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < MOST_SECONDS, "{piece:?} as {name}: {seconds} s");
        }
    }
}

#[test]
fn one_sentence_says_why_a_file_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    for (path, end) in [
        (write("empty.txt", b""), "empty.txt: is empty"),
        (write("blank.md", b" \n\n\t"), "blank.md: is empty"),
        (write("scan.txt", b"%PDF-1.7 words"), "scan.txt: is not text"),
        (write("bytes.html", &[0, 1, 2, 3]), "bytes.html: is not text"),
        (folder.path().to_owned(), ": is not a regular file"),
    ] {
        let message = ingest::read(&path).unwrap_err().to_string();
        assert!(message.ends_with(end) && !message.contains('\n'), "{message}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_never_opened() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.txt");
    if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo here");
        return;
    }
    fs::write(folder.path().join("words.txt"), "He came late.").unwrap();
    // Waiting for a writer would hang here.
    let found: Vec<PathBuf> = ingest::files(&[folder.path().to_owned()]).into_iter().map(Result::unwrap).collect();
    assert_eq!(found, [folder.path().join("words.txt")]);
    assert!(ingest::files(std::slice::from_ref(&pipe))[0].is_err());
    assert!(ingest::read(&pipe).unwrap_err().to_string().ends_with("is not a regular file"));
}
