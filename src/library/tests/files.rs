//! Libraries on disk: opened again, by others, damaged, not ours, where nothing can be written.

use std::{fs, path::Path, sync::Arc};

use jiff::civil::date;

use super::*;

#[test]
fn another_corpus_derives_anew_and_loses_no_document() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    let mut library = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
    filled(&mut library);
    assert!(!library.stale().unwrap());
    drop(library);

    let other = Arc::new(Corpus { title: "Another".into(), ..(*corpus()).clone() });
    let mut library = Library::open(&file, other.clone(), Access::ReadWrite).unwrap();
    assert!(library.stale().unwrap());
    let mut told = Vec::new();
    library.rebuild(&mut |progress| told.push((progress.done, progress.total))).unwrap();
    assert_eq!(told, [(3, 3)]);
    assert!(!library.stale().unwrap());
    assert_eq!(library.len().unwrap(), 3);
    // What was put in by hand is gone; the texts are not.
    assert!(library.quotation("q1").unwrap().is_none());
    assert_eq!(library.document("aa").unwrap(), Some(document("aa", Some(date(2001, 5, 9)))));
    drop(library);
    assert!(!Library::open(&file, other, Access::ReadOnly).unwrap().stale().unwrap());
    assert!(Library::open(&file, corpus(), Access::ReadOnly).unwrap().stale().unwrap());
}

#[test]
fn one_writes_while_others_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    let mut writer = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
    let reader = Library::open(&file, corpus(), Access::ReadOnly).unwrap();
    let before = reader.revision().unwrap();
    filled(&mut writer);
    assert_eq!(reader.len().unwrap(), 3);
    assert!(reader.revision().unwrap() > before);
    let mut second = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
    assert!(second.remove("aa").unwrap());
    assert_eq!(writer.len().unwrap(), 2);
}

#[test]
fn eight_writers_make_one_library() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/l.db");
    let write = |number: usize| {
        let mut library = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
        for index in 0..5 {
            let document = document(&format!("{number}-{index}"), None);
            library.add(&Ingested { document, warnings: Vec::new() }).unwrap();
        }
    };
    std::thread::scope(|scope| (0..8).for_each(|number| drop(scope.spawn(move || write(number)))));
    let library = Library::open(&file, corpus(), Access::ReadOnly).unwrap();
    assert_eq!(library.len().unwrap(), 40);
    assert!(!library.stale().unwrap());
    assert_eq!(
        fs::read_dir(folder.path().join("new")).unwrap().count(),
        1 + 2,
        "log and index beside it, while it is open"
    );
}

#[test]
fn a_library_from_elsewhere_cannot_reach_the_terminal() {
    let (library, _) = in_memory();
    let evil = "UPDATE documents SET name = 'a' || char(27) || '[31mb', title = 'c' || char(8238); \
                UPDATE quotations SET id = 'd' || char(27) || ']0;e' || char(7), speaker = char(155) || '2Jf'";
    library.connection.execute_batch(evil).unwrap();
    let shown = format!("{:?}{:?}", library.documents(ALL).unwrap(), library.quotations(&Filter::default()).unwrap());
    assert!(!shown.contains("\\u{") && shown.contains("\"ab\"") && shown.contains("\"d\""), "{shown}");
}

#[test]
fn nothing_is_written_where_only_reading_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    let missing = Library::open(&file, corpus(), Access::ReadOnly);
    assert!(matches!(missing, Err(Error::Missing { .. })));
    assert!(!file.exists());
    drop(Library::open(&file, corpus(), Access::ReadWrite).unwrap());
    let mut library = Library::open(&file, corpus(), Access::ReadOnly).unwrap();
    let ingested = Ingested { document: document("aa", None), warnings: Vec::new() };
    assert!(matches!(library.add(&ingested), Err(Error::ReadOnly { .. })));
    assert!(matches!(library.remove("aa"), Err(Error::ReadOnly { .. })));
    assert!(matches!(library.rebuild(&mut |_| ()), Err(Error::ReadOnly { .. })));
}

/// Opens `file` both ways; it must be refused with one sentence, and left as it is.
fn refused(file: &Path) -> String {
    let before = fs::read(file).unwrap();
    let mut sentence = String::new();
    for access in [Access::ReadWrite, Access::ReadOnly] {
        sentence = match Library::open(file, corpus(), access) {
            Ok(_) => format!("{} was opened", file.display()),
            Err(error) => error.to_string(),
        };
        assert_eq!(fs::read(file).unwrap(), before, "{sentence}");
        assert!(sentence.contains("left as it is") && !sentence.contains('\n'), "{sentence}");
    }
    sentence
}

#[test]
fn what_is_not_ours_is_left_as_it_is() {
    let ours = {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("l.db");
        filled(&mut Library::open(&file, corpus(), Access::ReadWrite).unwrap());
        fs::read(file).unwrap()
    };
    let garbage = [b"SQLite format 3\0".as_slice(), &[0xa7; 5000]].concat();
    let contents: [&[u8]; 6] = [b"", b"\0", b"Dear library", &garbage, &ours[..60], &ours[..99]];
    for content in contents {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("l.db");
        fs::write(&file, content).unwrap();
        assert!(refused(&file).contains("not a library"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    // Another program's database.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    rusqlite::Connection::open(&file).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert!(refused(&file).contains("not a library"));

    // A newer one of ours.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    let mut newer = ours.clone();
    newer[60..64].copy_from_slice(&99_i32.to_be_bytes());
    fs::write(&file, newer).unwrap();
    assert!(refused(&file).contains("newer"));

    // Cut off, or overwritten in the middle.
    for content in [ours[..4096].to_vec(), ours[..5000].to_vec(), [&ours[..100], &[0xff; 4000]].concat()] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("l.db");
        fs::write(&file, content).unwrap();
        assert!(refused(&file).contains("damaged"));
    }
}

#[test]
fn flipped_bits_are_an_error_at_worst() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    filled(&mut Library::open(&file, corpus(), Access::ReadWrite).unwrap());
    let ours = fs::read(&file).unwrap();
    for at in (100..ours.len()).step_by(211) {
        let mut flipped = ours.clone();
        flipped[at] ^= 0x55;
        fs::write(&file, &flipped).unwrap();
        let Ok(library) = Library::open(&file, corpus(), Access::ReadOnly) else { continue };
        let _ = (library.documents(ALL), library.quotations(&Filter::default()), library.meetings());
        let _ = (library.document("aa"), library.search("зерно", &Filter::default(), 9), library.speakers());
    }
}

#[test]
fn an_older_library_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.execute_batch(schema::SCRIPTS[0]).unwrap();
    connection.pragma_update(None, "application_id", schema::APPLICATION_ID).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    drop(connection);
    let mut library = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
    assert_eq!(schema::version(&library.connection).unwrap(), schema::NEWEST);
    filled(&mut library);
    assert_eq!(library.len().unwrap(), 3);
}

/// A folder in which nothing can be made; None for those whom permissions do not bind.
#[cfg(unix)]
fn locked(folder: &Path) -> Option<impl Drop> {
    use std::os::unix::fs::PermissionsExt;
    struct Unlock(std::path::PathBuf);
    impl Drop for Unlock {
        fn drop(&mut self) {
            let _ = fs::set_permissions(&self.0, fs::Permissions::from_mode(0o755));
        }
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    let unlock = Unlock(folder.to_owned());
    fs::write(folder.join("probe"), "").is_err().then_some(unlock)
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    filled(&mut Library::open(&file, corpus(), Access::ReadWrite).unwrap());
    let Some(_unlock) = locked(folder.path()) else { return };
    let library = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
    assert!(library.read_only());
    assert_eq!(library.len().unwrap(), 3);
    let nowhere = Library::open(&folder.path().join("new/l.db"), corpus(), Access::ReadWrite).unwrap();
    assert!(nowhere.read_only() && nowhere.is_empty().unwrap());
}

#[test]
fn a_closed_library_is_read_without_any_lock() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ключ 100%?#&=.db");
    let mut writer = Library::open(&file, corpus(), Access::ReadWrite).unwrap();
    filled(&mut writer);
    drop(writer);
    let connection = crate::library::open::read_with(&file, "immutable=1").unwrap();
    let documents: usize = connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).unwrap();
    assert_eq!(documents, 3);
    let beside = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(beside, 1);
}
