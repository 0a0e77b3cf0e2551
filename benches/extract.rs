//! How fast quotations are found: `cargo bench --bench extract`.
//!
//! The real articles beside the project, else the texts of `tests/gold`, one after the other until 50 MB are read
//! (`VISAVIS_BENCH_MB` says how many); then documents made to be slow, at growing sizes: a time that grows faster
//! than the size shows. MB are 10^6 bytes of the files; every figure is of one thread, in time that it
//! ran.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::LazyLock,
    time::Instant,
};

use visavis::{
    alignment::Topics,
    corpus::Corpus,
    document::Document,
    ingest::{self, ingest},
    meeting::Meetings,
    quotation::{Extractor, extract},
    speaker::Cast,
    text::Tokens,
};

const MB: usize = 1_000_000;

struct File {
    name: String,
    bytes: Vec<u8>,
}

fn main() {
    let size = env::var("VISAVIS_BENCH_MB").ok().and_then(|mb| mb.parse().ok()).unwrap_or(50) * MB;
    // Cargo adds `--bench`; a name picks one part.
    let only = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = |part: &str| only.as_ref().is_none_or(|only| only == part);
    let (corpus, files) = (Corpus::sample(), files());
    let extractor = Extractor::new(Cast::new(&corpus));
    let cast = extractor.cast();
    println!("{} files, {} bytes, read again and again up to {} MB", files.len(), total(&files), size / MB);
    if wanted("streamed") {
        streamed(&files, size, &extractor);
    }
    if wanted("stages") {
        stages(&files, size, &corpus, &extractor);
    }
    if only.as_deref() == Some("extraction") {
        let documents: Vec<Document> = files.iter().map(read).collect();
        let each = pass(&files, size, |index, _| {
            black_box(extract(&documents[index], cast));
        });
        println!("extraction and attribution, each document by itself {:9.1} MB/s", 1e-6 / each);
        let each = pass(&files, size, |index, _| {
            black_box(extractor.extract(&documents[index]));
        });
        println!("extraction and attribution, one after another       {:9.1} MB/s", 1e-6 / each);
    }
    if wanted("one") {
        println!("\none document, made of all of them");
        growth("the texts", &[MB / 2, MB, 2 * MB, 4 * MB, 10 * MB], cast, |size| one_document(&files, size));
    }
    if wanted("hostile") {
        println!("\none document of a sentence and then nothing but");
        let sizes = [MB / 50, MB / 10, MB / 2, 5 * MB / 2, 10 * MB];
        for piece in HOSTILE {
            growth(&format!("{piece:?}"), &sizes, cast, |size| hostile(piece, size));
        }
    }
}

/// What a document is made of that somebody made to be slow.
const HOSTILE: [&str; 18] = [
    "\"",
    "«",
    "»",
    "“",
    "”",
    "„",
    "‘",
    "'",
    "\" ",
    "“”",
    "\"a\" ",
    "«a ",
    "\"a\n\n",
    "— ",
    "a. ",
    "— a, — said Kerry. ",
    "\"a b c,\" he said. ",
    "\"a\" said X. ",
];

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = env::var_os("VISAVIS_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let folder = [shared.join("gold/texts"), root.join("tests/gold/texts")].into_iter().find(|path| path.is_dir());
    let read = |path: PathBuf| File {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: fs::read(path).unwrap(),
    };
    ingest::files(&[folder.unwrap()]).into_iter().map(|path| read(path.unwrap())).collect()
}

fn total(files: &[File]) -> usize {
    files.iter().map(|file| file.bytes.len()).sum()
}

fn read(file: &File) -> Document {
    ingest(&file.name, &file.bytes).unwrap().document
}

/// Seconds that this thread has run, where the system tells: what else runs on the machine does not count. Else of
/// the clock.
fn seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let running = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let running = running.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    running.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds * 1e-9)
}

/// Runs `work` over the files again and again until `size` bytes are through; the seconds a byte.
fn pass(files: &[File], size: usize, mut work: impl FnMut(usize, &File)) -> f64 {
    let (start, mut done) = (seconds(), 0);
    while done < size {
        for (index, file) in files.iter().enumerate() {
            work(index, file);
            done += file.bytes.len();
        }
    }
    (seconds() - start) / done as f64
}

/// Passes over the bytes, so that one is long enough to be measured.
const TIMES: usize = 200;

/// Each step by itself, on what the step before it makes.
fn stages(files: &[File], size: usize, corpus: &Corpus, extractor: &Extractor) {
    let documents: Vec<Document> = files.iter().map(read).collect();
    let found: Vec<_> = documents.iter().map(|document| extractor.extract(document)).collect();
    // All of them behind each other, so that the bytes come from memory and not from a cache.
    let all: Vec<u8> = files.iter().cycle().flat_map(|file| &file.bytes).copied().take(size).collect();
    // Often, as the system's count of what ran goes by milliseconds.
    let start = seconds();
    for _ in 0..TIMES {
        black_box(memchr::memchr_iter(b'"', black_box(&all)).count());
    }
    let plain = (seconds() - start) / (TIMES * all.len()) as f64;
    let ingested = pass(files, size, |_, file| {
        black_box(read(file));
    });
    let tokens = pass(files, size, |index, _| {
        for paragraph in &documents[index].paragraphs {
            black_box(Tokens::new(&paragraph.text));
        }
    });
    let extracted = pass(files, size, |index, _| {
        black_box(extractor.extract(&documents[index]));
    });
    let (meetings, topic) = (Meetings::new(corpus), Topics::new(corpus));
    let assigned = pass(files, size, |index, _| {
        let mut quotations = found[index].clone();
        black_box(meetings.assign(&documents[index], &mut quotations, corpus, extractor.cast()));
    });
    let topics = pass(files, size, |index, _| {
        let mut quotations = found[index].clone();
        topic.assign(&mut quotations);
        black_box(quotations);
    });
    let everything = ingested + extracted + assigned + topics;
    let line = |what: &str, each: f64| {
        let (speed, times, share) = (1e-6 / each, each / plain, 100.0 * each / everything);
        println!("{what:40} {speed:9.1} MB/s  {times:6.0} × memchr {share:5.0} % of the time");
    };
    println!("{:40} {:9.1} MB/s", "memchr, a plain pass", 1e-6 / plain);
    line("ingest", ingested);
    line("extraction and attribution", extracted);
    line("  of which tokens", tokens);
    line("ingest, extraction and attribution", ingested + extracted);
    line("meetings", assigned);
    line("topics", topics);
    line("everything", everything);
}

/// The texts' paragraphs in one document of about `size` bytes, as a plain text.
fn one_document(files: &[File], size: usize) -> Vec<u8> {
    let mut text = String::new();
    let documents: Vec<Document> =
        files.iter().map(read).filter(|document| document.language == visavis::language::Language::En).collect();
    while text.len() < size {
        for document in &documents {
            text.push_str(&document.text());
            text.push_str("\n\n");
        }
    }
    text.into_bytes()
}

fn hostile(piece: &str, size: usize) -> Vec<u8> {
    let sentence = "The two men met in the city on Monday and spoke about the bridge over the river, Kerry said ";
    format!("{sentence}{}", piece.repeat(size / piece.len())).into_bytes()
}

/// Seconds at each size of `sizes` bytes, and the last time over the first: as much as the sizes' where it is
/// linear. Stops where more would take too long.
fn growth(what: &str, sizes: &[usize], cast: &Cast, make: impl Fn(usize) -> Vec<u8>) {
    const PATIENCE: f64 = 1.0;
    let mut times: Vec<(usize, f64)> = Vec::new();
    print!("{what:20}");
    for size in sizes {
        let bytes = make(*size);
        let start = seconds();
        let ingested = ingest("any.txt", &bytes);
        let read = seconds() - start;
        let found = ingested.map_or(0, |ingested| extract(&ingested.document, cast).len());
        let all = seconds() - start;
        times.push((*size, all));
        print!("  {} MB {:.3} s (ingest {:.3}, {found} found)", *size as f64 / MB as f64, all, read);
        io::stdout().flush().unwrap();
        if all > PATIENCE {
            break;
        }
    }
    if let [first, .., last] = times[..] {
        print!("  × {:.1} for × {}", last.1 / first.1, last.0 / first.0);
    }
    println!();
}

/// Documents read one by one, as a folder is: what is held must not grow with their number.
fn streamed(files: &[File], size: usize, extractor: &Extractor) {
    let largest = files.iter().map(|file| file.bytes.len()).max().unwrap_or(0);
    for part in [size / 10, size] {
        let mut found = 0;
        pass(files, part, |_, file| found += extractor.extract(&read(file)).len());
        let megabytes = part as f64 / MB as f64;
        println!("{megabytes} MB streamed, {found} quotations; largest file {largest} bytes; peak memory {}", peak());
    }
}

/// The most memory the process has held, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}
