//! What one reader makes comes back, whatever happens to the file.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    correction::{Change, Correction},
    document::Document,
};

fn anchor(paragraph: usize, character: usize) -> Anchor {
    Anchor { paragraph, character }
}

#[test]
fn what_is_kept_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut file = ReaderFile::open(&dir.path().join("new/readers"), "alice").unwrap();
    assert!(file.notice().is_none() && !file.is_changed() && file.last().is_none());
    file.set_position("d1", anchor(3, 120));
    let place = Place { document: "d2".into(), anchor: anchor(1, 0) };
    file.set_mark('ж', place.clone());
    file.set_jumps(vec![place.clone(); 150]);
    file.save().unwrap();
    assert!(!file.is_changed());

    let file = ReaderFile::open(&dir.path().join("new/readers"), "alice").unwrap();
    assert_eq!(file.position("d1"), Some(anchor(3, 120)));
    assert_eq!((file.position("d2"), file.last()), (None, Some("d1")));
    assert_eq!(file.marks().collect::<Vec<_>>(), [('ж', &place)]);
    assert_eq!(file.jumps().len(), MOST_JUMPS);
}

#[test]
fn names_lead_nowhere_else() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["", ".", "..", "a/b", "../a", "a.b", "a\\b", "a b", "\0", "\u{1b}[31m", &"a".repeat(65)] {
        assert!(matches!(ReaderFile::open(dir.path(), name), Err(Error::Name(_))), "{name:?}");
    }
    for name in ["alice", "Алиса", "a-b_2"] {
        ReaderFile::open(dir.path(), name).unwrap();
    }
}

#[test]
fn what_is_not_known_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    fs::write(&path, r#"{"version": 1, "stars": ["x"], "positions": {"d": {"paragraph": 2, "char": 5}}}"#).unwrap();
    let mut file = ReaderFile::open(dir.path(), "a").unwrap();
    assert_eq!(file.position("d"), Some(anchor(2, 5)));
    file.set_position("e", anchor(0, 1));
    file.save().unwrap();
    let value: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(value["stars"], serde_json::json!(["x"]));
    assert_eq!(value["positions"]["d"], serde_json::json!({"paragraph": 2, "char": 5}));
    assert_eq!(value["last"], "e");
}

#[test]
fn a_broken_file_is_set_aside_and_kept() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    for (number, broken) in ["{\"version\": 1, \"posi", "", "[]", "{\"version\": 1, \"marks\": 3}"].iter().enumerate() {
        fs::write(&path, broken).unwrap();
        let mut file = ReaderFile::open(dir.path(), "a").unwrap();
        assert!(file.notice().unwrap().contains("set aside"));
        let aside = dir.path().join(format!("a.broken-{}.json", number + 1));
        assert_eq!(fs::read_to_string(aside).unwrap(), *broken);
        file.set_position("d", anchor(0, 0));
        file.save().unwrap();
        assert!(ReaderFile::open(dir.path(), "a").unwrap().notice().is_none());
    }
}

#[test]
fn a_newer_file_is_read_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    let newer = r#"{"version": 2, "last": "d", "positions": {"d": {"paragraph": 1, "char": 2, "row": 3}}}"#;
    fs::write(&path, newer).unwrap();
    let mut file = ReaderFile::open(dir.path(), "a").unwrap();
    assert!(file.read_only() && file.notice().unwrap().contains("newer"));
    assert_eq!(file.position("d"), Some(anchor(1, 2)));
    file.set_position("d", anchor(9, 9));
    file.save().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn two_windows_of_one_reader_do_not_undo_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let mut one = ReaderFile::open(dir.path(), "a").unwrap();
    let mut two = ReaderFile::open(dir.path(), "a").unwrap();
    one.set_position("d1", anchor(1, 0));
    two.set_position("d2", anchor(2, 0));
    two.save().unwrap();
    one.save().unwrap();
    let file = ReaderFile::open(dir.path(), "a").unwrap();
    assert_eq!((file.position("d1"), file.position("d2")), (Some(anchor(1, 0)), Some(anchor(2, 0))));
}

#[test]
fn what_is_read_in_two_windows_is_read_and_what_was_on_the_screen_is_of_the_last() {
    let dir = tempfile::tempdir().unwrap();
    let mut one = ReaderFile::open(dir.path(), "a").unwrap();
    assert!(one.is_new() && one.screen().is_null());
    one.set_read("d1", true);
    one.set_read("d2", true);
    one.set_screen(serde_json::json!({"pane": "List"}));
    one.save().unwrap();
    let mut two = ReaderFile::open(dir.path(), "a").unwrap();
    assert!(!two.is_new() && two.is_read("d1"));
    two.set_read("d1", false);
    two.set_read("d3", true);
    two.set_screen(serde_json::json!({"pane": "Reader"}));
    two.save().unwrap();
    one.set_read("d4", true);
    one.save().unwrap();
    let file = ReaderFile::open(dir.path(), "a").unwrap();
    assert_eq!(["d1", "d2", "d3", "d4"].map(|id| file.is_read(id)), [false, true, true, true]);
    assert_eq!(file.screen(), &serde_json::json!({"pane": "Reader"}));
}

#[test]
fn corrections_of_two_windows_and_of_other_versions_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    let unknown = r#"{"id": "x", "corrections": [{"change": {"what": "colour"}}], "stars": 1}"#;
    fs::write(&path, format!(r#"{{"version": 1, "corrections": [{unknown}]}}"#)).unwrap();
    let title = |title: &str| {
        let change = Change::Title { title: title.into() };
        vec![Correction::of_document(&Document { id: "d".into(), ..Document::default() }, change)]
    };
    let mut one = ReaderFile::open(dir.path(), "a").unwrap();
    let mut two = ReaderFile::open(dir.path(), "a").unwrap();
    assert_eq!(one.history().active().count(), 0);
    one.history_mut().make(title("one"));
    two.history_mut().make(title("two"));
    two.save().unwrap();
    one.save().unwrap();
    assert_eq!(one.history().active().count(), 2, "what is saved is what is there");
    one.history_mut().undo();
    one.save().unwrap();
    let file = ReaderFile::open(dir.path(), "a").unwrap();
    assert!(file.history().active().map(|it| &it.change).eq([&Change::Title { title: "two".into() }]));
    let value: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(value["corrections"][0], serde_json::from_str::<Value>(unknown).unwrap());
}

#[test]
fn nothing_is_left_beside_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let mut file = ReaderFile::open(dir.path(), "a").unwrap();
    for paragraph in 0..5 {
        file.set_position("d", anchor(paragraph, 0));
        file.save().unwrap();
    }
    let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["a.json"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("kept")).unwrap();
    let target = dir.path().join("kept/state.json");
    fs::write(&target, r#"{"version": 1}"#).unwrap();
    std::os::unix::fs::symlink(&target, dir.path().join("a.json")).unwrap();
    let mut file = ReaderFile::open(dir.path(), "a").unwrap();
    file.set_position("d", anchor(4, 0));
    file.save().unwrap();
    assert!(dir.path().join("a.json").is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("\"d\""));
}
