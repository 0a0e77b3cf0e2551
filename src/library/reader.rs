//! The reader's file: what one reader makes (places, marks, the way through the documents, what is read, stars, tags,
//! notes, corrections) and sets, and what was on the screen last, apart from the library and in its own file, which
//! survives any other version of the program.
//!
//! JSON, replaced as a whole. What this version does not know is kept as it is.

mod kept;
mod look;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use self::{
    kept::Kept,
    look::{Condition, Look},
};
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
    /// Ids of the documents that were opened to be read.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    read: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kept: Vec<Kept>,
    #[serde(default, skip_serializing_if = "History::is_empty")]
    corrections: History,
    #[serde(default, skip_serializing_if = "Settings::is_default")]
    settings: Settings,
    /// What was on the screen last.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    screen: Value,
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
    /// Columns of the list beside an article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<u16>,
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
    is_new: bool,
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
        let file = Self::path(dir, name)?;
        let shown = Clean::new(&file.to_string_lossy());
        let mut notice = None;
        let mut read_only = false;
        let found = read(&file);
        let is_new = matches!(found, Found::Nothing);
        let state = match found {
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
        Ok(Self { file, saved: state.clone(), state, notice, read_only, is_new })
    }

    /// Where the file of the reader called `name` lies, or would.
    pub fn path(dir: &Path, name: &str) -> Result<PathBuf, Error> {
        if is_name(name) { Ok(dir.join(format!("{name}.json"))) } else { Err(Error::Name(Clean::new(name))) }
    }

    /// What the reader should be told about the file, once: a sentence.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Whether [`Self::save`] leaves the file as it is.
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// Whether this reader was never here before.
    pub fn is_new(&self) -> bool {
        self.is_new
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

    /// Whether the document was opened to be read, and not marked as unread since.
    pub fn is_read(&self, document: &str) -> bool {
        self.state.read.contains(document)
    }

    pub fn set_read(&mut self, document: &str, is_read: bool) {
        if !is_read {
            self.state.read.remove(document);
        } else if !self.is_read(document) {
            self.state.read.insert(document.to_owned());
        }
    }

    /// What was on the screen last, in whatever form it was given; nothing here depends on it.
    pub fn screen(&self) -> &Value {
        &self.state.screen
    }

    pub fn set_screen(&mut self, screen: Value) {
        self.state.screen = screen;
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
        let State { version: _, last, positions, jumps, marks, read, kept, corrections, settings, screen, others: _ } =
            &self.state;
        corrections.merge(&self.saved.corrections, &mut theirs.corrections);
        kept::merge(kept, &self.saved.kept, &mut theirs.kept);
        if *settings != self.saved.settings {
            theirs.settings.clone_from(settings);
        }
        if *screen != self.saved.screen {
            theirs.screen.clone_from(screen);
        }
        theirs.read.extend(read.difference(&self.saved.read).cloned());
        theirs.read.retain(|document| read.contains(document) || !self.saved.read.contains(document));
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
