//! The reader's file: what one reader makes (places, marks, the way through the documents, stars, tags, notes,
//! corrections) and sets, apart from the library and in its own file, which survives any other version of the program.
//!
//! JSON, replaced as a whole. What this version does not know is kept as it is.

mod kept;

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use self::kept::Kept;
use crate::{correction::History, text::Clean};

/// The version of the file's format that this program writes.
pub const VERSION: u64 = 1;

/// Places kept of the way through the documents.
const MOST_JUMPS: usize = 100;

/// A stable place in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Anchor {
    /// Index of the paragraph, from 0.
    pub paragraph: usize,
    /// Characters from the paragraph's beginning.
    #[serde(rename = "char")]
    pub character: usize,
}

/// An anchor in one of all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The document's id.
    pub document: String,
    #[serde(flatten)]
    pub anchor: Anchor,
}

/// What is in the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    version: u64,
    /// The document that was open last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    /// By the document's id: where the reader is in it.
    #[serde(default)]
    positions: BTreeMap<String, Anchor>,
    /// Places come from, the newest last.
    #[serde(default)]
    jumps: Vec<Place>,
    /// By the key that was pressed for them.
    #[serde(default)]
    marks: BTreeMap<char, Place>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kept: Vec<Kept>,
    #[serde(default, skip_serializing_if = "History::is_empty")]
    corrections: History,
    #[serde(default, skip_serializing_if = "Settings::is_default")]
    settings: Settings,
    /// What other versions put there.
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// What a reader set while reading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The name of the colours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Columns of an article's lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<u16>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

impl Settings {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Why the reader's file cannot be used, as one sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("\"{0}\" is no name for a reader: use letters, digits, - and _ (at most 64)")]
    Name(Clean),
    #[error("{}: cannot be written, so nothing of this reader's is kept: {error}", Clean::new(&file.to_string_lossy()))]
    Write { file: PathBuf, error: io::Error },
}

/// One reader's file, open. Changes are in memory until [`ReaderFile::save`].
#[derive(Debug)]
pub struct ReaderFile {
    file: PathBuf,
    state: State,
    /// The state as it was last read or written: what differs from it was changed here.
    saved: State,
    notice: Option<String>,
    read_only: bool,
}

/// What stands in the file.
enum Found {
    Nothing,
    Ours(State),
    /// Of a later version: whatever of it we understand.
    Newer(State),
    Broken,
    Unreadable(io::Error),
}

impl ReaderFile {
    /// Opens the file of the reader called `name` in the folder `dir`, neither of which need be there.
    /// A file that cannot be used never keeps the reader from reading: see [`ReaderFile::notice`].
    pub fn open(dir: &Path, name: &str) -> Result<Self, Error> {
        if !is_name(name) {
            return Err(Error::Name(Clean::new(name)));
        }
        let file = dir.join(format!("{name}.json"));
        let shown = Clean::new(&file.to_string_lossy());
        let mut notice = None;
        let mut read_only = false;
        let state = match read(&file) {
            Found::Nothing => State::default(),
            Found::Ours(state) => state,
            Found::Newer(state) => {
                read_only = true;
                notice = Some(format!("{shown}: was written by a newer visavis; what you do now is not kept"));
                state
            }
            Found::Broken => {
                match set_aside(&file) {
                    Ok(aside) => {
                        let aside = Clean::new(&aside.to_string_lossy());
                        notice = Some(format!("{shown}: cannot be understood; it was set aside as {aside}"));
                    }
                    Err(error) => {
                        read_only = true;
                        notice = Some(format!(
                            "{shown}: cannot be understood nor set aside ({error}); what you do now is not kept"
                        ));
                    }
                }
                State::default()
            }
            Found::Unreadable(error) => {
                read_only = true;
                notice = Some(format!("{shown}: cannot be read ({error}); what you do now is not kept"));
                State::default()
            }
        };
        Ok(Self { file, saved: state.clone(), state, notice, read_only })
    }

    /// What the reader should be told about the file, once: a sentence.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Whether [`Self::save`] leaves the file as it is.
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// Where the reader was in this document.
    pub fn position(&self, document: &str) -> Option<Anchor> {
        self.state.positions.get(document).copied()
    }

    /// Keeps where the reader is; this document is the last one open.
    pub fn set_position(&mut self, document: &str, anchor: Anchor) {
        self.state.positions.insert(document.to_owned(), anchor);
        self.state.last = Some(document.to_owned());
    }

    /// Id of the document that was open last.
    pub fn last(&self) -> Option<&str> {
        self.state.last.as_deref()
    }

    /// Places come from, the newest last.
    pub fn jumps(&self) -> &[Place] {
        &self.state.jumps
    }

    /// Keeps the newest hundred of them.
    pub fn set_jumps(&mut self, mut jumps: Vec<Place>) {
        jumps.drain(..jumps.len().saturating_sub(MOST_JUMPS));
        self.state.jumps = jumps;
    }

    pub fn mark(&self, key: char) -> Option<&Place> {
        self.state.marks.get(&key)
    }

    pub fn marks(&self) -> impl Iterator<Item = (char, &Place)> {
        self.state.marks.iter().map(|(key, place)| (*key, place))
    }

    pub fn set_mark(&mut self, key: char, place: Place) {
        self.state.marks.insert(key, place);
    }

    /// What has a star, tags or a note, in the order in which it got the first of them.
    pub fn kept(&self) -> &[Kept] {
        &self.state.kept
    }

    /// Keeps this of its subject in place of what was kept of it.
    pub fn keep(&mut self, kept: Kept) {
        kept::set(&mut self.state.kept, kept);
    }

    pub fn settings(&self) -> &Settings {
        &self.state.settings
    }

    pub fn settings_mut(&mut self) -> &mut Settings {
        &mut self.state.settings
    }

    /// What the reader put right.
    pub fn history(&self) -> &History {
        &self.state.corrections
    }

    pub fn history_mut(&mut self) -> &mut History {
        &mut self.state.corrections
    }

    /// Whether there is something to save.
    pub fn is_changed(&self) -> bool {
        !self.read_only && self.state != self.saved
    }

    /// Writes what changed, if anything did. What the same reader did elsewhere meanwhile is kept; at no
    /// moment is the file less than whole.
    pub fn save(&mut self) -> Result<(), Error> {
        if !self.is_changed() {
            return Ok(());
        }
        let mut merged = match read(&self.file) {
            Found::Ours(mut theirs) => {
                self.apply_to(&mut theirs);
                theirs
            }
            // Somebody else's version began to write it: not ours to overwrite.
            Found::Newer(_) | Found::Unreadable(_) => {
                self.read_only = true;
                return Ok(());
            }
            Found::Broken => {
                set_aside(&self.file).map_err(|error| Error::Write { file: self.file.clone(), error })?;
                self.state.clone()
            }
            Found::Nothing => self.state.clone(),
        };
        merged.version = VERSION;
        replace(&self.file, &merged).map_err(|error| Error::Write { file: self.file.clone(), error })?;
        self.saved = merged.clone();
        self.state = merged;
        Ok(())
    }

    /// What was changed here, and nothing else.
    fn apply_to(&self, theirs: &mut State) {
        let State { version: _, last, positions, jumps, marks, kept, corrections, settings, others: _ } = &self.state;
        corrections.merge(&self.saved.corrections, &mut theirs.corrections);
        kept::merge(kept, &self.saved.kept, &mut theirs.kept);
        if *settings != self.saved.settings {
            theirs.settings.clone_from(settings);
        }
        if *last != self.saved.last {
            theirs.last.clone_from(last);
        }
        if *jumps != self.saved.jumps {
            theirs.jumps.clone_from(jumps);
        }
        for (document, anchor) in positions {
            if self.saved.positions.get(document) != Some(anchor) {
                theirs.positions.insert(document.clone(), *anchor);
            }
        }
        for (key, place) in marks {
            if self.saved.marks.get(key) != Some(place) {
                theirs.marks.insert(*key, place.clone());
            }
        }
    }
}

/// Letters, digits, `-` and `_`: nothing that could lead to another folder.
fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !name.is_empty() && name.chars().count() <= 64 && name.chars().all(fits)
}

fn read(file: &Path) -> Found {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Found::Nothing,
        Err(error) => return Found::Unreadable(error),
    };
    let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { return Found::Broken };
    let Some(version) = value.get("version").and_then(Value::as_u64) else { return Found::Broken };
    let state = serde_json::from_value::<State>(value);
    if version > VERSION {
        return Found::Newer(state.unwrap_or_default());
    }
    state.map_or(Found::Broken, Found::Ours)
}

/// Gives the file another name that no file has.
fn set_aside(file: &Path) -> io::Result<PathBuf> {
    let mut number = 1_u32;
    loop {
        let aside = file.with_extension(format!("broken-{number}.json"));
        if !aside.try_exists()? {
            fs::rename(file, &aside)?;
            return Ok(aside);
        }
        number += 1;
    }
}

/// Writes beside the file and then takes its place, also at the end of a symbolic link.
fn replace(file: &Path, state: &State) -> io::Result<()> {
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new().prefix(".visavis-").tempfile_in(folder)?;
    new.write_all(&serde_json::to_vec_pretty(state)?)?;
    new.as_file().sync_all()?;
    new.persist(&file).map_err(|error| error.error)?;
    // The name too is to survive a power cut; not every system can, and the contents are safe.
    fs::File::open(folder).and_then(|folder| folder.sync_all()).ok();
    Ok(())
}

#[cfg(test)]
mod tests {
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
        for (number, broken) in
            ["{\"version\": 1, \"posi", "", "[]", "{\"version\": 1, \"marks\": 3}"].iter().enumerate()
        {
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
}
