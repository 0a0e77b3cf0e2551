//! Import into a library on disk: twice, in part, killed at any moment.

#![allow(clippy::unwrap_used)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

use visavis::{
    corpus::{Corpus, sample_articles},
    library::{Access, Library, Page, Store, import::import},
    quotation::Filter,
};

fn open(file: &Path) -> Library {
    Library::open(file, Arc::new(Corpus::default()), Access::ReadWrite).unwrap()
}

/// Files of invented people's talk, each with its own content.
fn articles(folder: &Path, number: usize) -> PathBuf {
    let folder = folder.join("articles");
    fs::create_dir_all(&folder).unwrap();
    for index in 0..number {
        let text = format!(
            "The harbour of Velm, day {index}\n\n\"We will dig {index} canals before the winter comes,\" \
             harbour master Vida Arnes said on Monday after the talks.\n\nNothing else was reported from Velm.\n"
        );
        fs::write(folder.join(format!("{index:04}.txt")), text).unwrap();
    }
    folder
}

fn import_all(folder: &Path, library: &mut Library) -> (usize, usize, Vec<String>) {
    let report = import(&[folder.to_owned()], library, &mut |_| ());
    (report.added, report.known, report.failed)
}

#[test]
fn importing_twice_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let articles = articles(folder.path(), 40);
    let mut library = open(&folder.path().join("library.db"));
    assert_eq!(import_all(&articles, &mut library), (40, 0, Vec::new()));
    assert!(!library.quotations(&Filter::default()).unwrap().is_empty());
    assert_eq!(import_all(&articles, &mut library), (0, 40, Vec::new()));

    // The same content under another name is the same document.
    fs::copy(articles.join("0007.txt"), articles.join("copy.txt")).unwrap();
    assert_eq!(import_all(&articles, &mut library), (0, 41, Vec::new()));
    assert_eq!(library.len().unwrap(), 40);
    assert!(!library.stale().unwrap());
}

#[test]
fn what_cannot_be_used_is_named_and_the_rest_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let articles = articles(folder.path(), 3);
    fs::write(articles.join("empty.txt"), "").unwrap();
    fs::write(articles.join("binary.txt"), [0_u8, 1, 2, 3, 255, 0, 0, 7].repeat(50)).unwrap();
    let mut library = open(&folder.path().join("library.db"));
    let mut told = Vec::new();
    let paths = [articles.clone(), folder.path().join("missing.txt")];
    let report = import(&paths, &mut library, &mut |progress| told.push((progress.done, progress.total)));
    assert_eq!((report.added, report.known, report.failed.len()), (3, 0, 3));
    for name in ["empty.txt", "binary.txt", "missing.txt"] {
        assert!(report.failed.iter().any(|sentence| sentence.contains(name) && !sentence.contains('\n')), "{name}");
    }
    assert_eq!(told, [(0, 6), (6, 6)]);

    let (in_memory, failed) = Library::from_paths(&paths, Arc::new(Corpus::default())).unwrap();
    assert_eq!((in_memory.len().unwrap(), failed), (3, report.failed));
    let all = Page { offset: 0, limit: 10 };
    assert_eq!(in_memory.documents(all).unwrap(), library.documents(all).unwrap());
}

#[test]
fn the_sample_has_every_article_and_both_sides() {
    let library = Library::sample().unwrap();
    assert_eq!(library.len().unwrap(), sample_articles().len());
    for side in &library.corpus().sides {
        let filter = Filter { side: Some(side.id.clone()), ..Filter::default() };
        assert!(!library.quotations(&filter).unwrap().is_empty(), "{}", side.id);
    }
    for quotation in library.quotations(&Filter::default()).unwrap() {
        let document = library.document(&quotation.document_id).unwrap().unwrap();
        for (segment, span) in quotation.segments.iter().zip(&quotation.spans) {
            assert_eq!(document.slice(*span), segment.as_str());
        }
    }
}

/// Set in the process that is to be killed: the folder to import from.
const CHILD: &str = "VISAVIS_TEST_IMPORT";
const FILES: usize = 300;

/// Not a test: what the killed process does. It tells what is stored as soon as it is told.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) else { return };
    let mut library = open(&folder.join("library.db"));
    import(&[folder.join("articles")], &mut library, &mut |progress| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nstored {}", progress.done).unwrap();
        out.flush().unwrap();
    });
}

#[test]
fn a_killed_import_loses_nothing_it_acknowledged() {
    // So many as VISAVIS_KILLS says, where somebody has the minutes.
    let times = std::env::var("VISAVIS_KILLS").ok().and_then(|times| times.parse().ok());
    killed(times.unwrap_or(12));
}

fn killed(times: u64) {
    let folder = tempfile::tempdir().unwrap();
    let articles = articles(folder.path(), FILES);
    let file = folder.path().join("library.db");
    for round in 0..times {
        let _ = fs::remove_file(&file);
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["child", "--exact", "--nocapture"])
            .env(CHILD, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        // Killed after some batches, each time a little later within one.
        let mut acknowledged = 0;
        let stored = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("stored ")?.parse::<usize>().ok());
        for done in stored.take(usize::try_from(round % 6).unwrap() + 1) {
            acknowledged = done;
        }
        std::thread::sleep(std::time::Duration::from_millis(round * 2 % 50));
        process.kill().unwrap();
        process.wait().unwrap();

        let mut library = open(&file);
        assert!(library.len().unwrap() >= acknowledged, "round {round}");
        let check: String = rusqlite::Connection::open(&file)
            .unwrap()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(check, "ok", "round {round}");
        let (added, known, failed) = import_all(&articles, &mut library);
        assert_eq!((added + known, failed), (FILES, Vec::new()));
        assert!(!library.stale().unwrap());
        drop(library);
        assert!(!file.with_extension("db-wal").exists(), "the last one out tidies up");
    }
}
