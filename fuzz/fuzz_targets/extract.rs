//! Any bytes, read as a file, give quotations that obey the laws. The first byte says which format the file has.
#![no_main]

#[path = "../../tests/support/laws.rs"]
mod laws;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use visavis::{corpus::Corpus, ingest::ingest, speaker::Cast};

static CAST: LazyLock<Cast> = LazyLock::new(|| Cast::new(&Corpus::sample()));

const NAMES: [&str; 3] = ["any.txt", "any.md", "any.html"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    if let Ok(ingested) = ingest(name, bytes) {
        laws::hold(&ingested.document, &CAST).unwrap();
    }
});
