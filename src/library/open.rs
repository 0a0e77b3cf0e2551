//! Opening a library: making one, telling ours from anything else before the engine touches it, and
//! reading where nothing can be written.

use std::{
    cell::RefCell,
    fmt::Write,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, backup::Backup, config::DbConfig};

use super::{
    Access, Error, Library, Page, Result, Store, Summary, Watch,
    analysis::{self, Analyst},
    read::PairCache,
    schema,
};
use crate::corpus::Corpus;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

impl Library {
    /// Opens the library in `file`; with [`Access::ReadWrite`] makes it, and its folder, if there is none.
    /// Where it cannot be written it is opened for reading ([`Library::read_only`]); where it cannot be
    /// made either, what is opened is empty.
    pub fn open(file: &Path, corpus: Arc<Corpus>, access: Access) -> Result<Self> {
        let header = match (Header::read(file)?, access) {
            (Some(header), _) => header,
            (None, Access::ReadOnly) => return Err(Error::Missing { file: file.to_owned() }),
            (None, Access::ReadWrite) => match make(file) {
                Ok(()) => Header::read(file)?.ok_or_else(|| Error::Missing { file: file.to_owned() })?,
                Err(error) if cannot_write(&error) => {
                    let nothing = Self::in_memory(corpus)?;
                    return Ok(Self { file: Some(file.to_owned()), read_only: true, ..nothing });
                }
                Err(error) => return Err(Error::Io { file: file.to_owned(), error }),
            },
        };
        header.check(file)?;
        let engine = |error| Error::engine(file, &error);
        let (mut connection, read_only) = match access {
            Access::ReadWrite => match for_writing(file).map_err(engine)? {
                Some(connection) => (connection, false),
                None => (for_reading(file)?, true),
            },
            Access::ReadOnly => (for_reading(file)?, true),
        };
        // Once more, now as the write-ahead log has it.
        let found = schema::version(&connection).map_err(engine)?;
        match found {
            newer if newer > schema::NEWEST => {
                return Err(Error::Newer { file: file.to_owned(), found, known: schema::NEWEST });
            }
            older if older < schema::NEWEST && read_only => return Err(Error::Older { file: file.to_owned() }),
            older if older < schema::NEWEST => schema::migrate(&mut connection).map_err(engine)?,
            _ => {}
        }
        let stamp = analysis::stamp(&corpus);
        let library = Self::with(connection, Some(file.to_owned()), read_only, corpus, stamp);
        library.revision()?;
        Ok(library)
    }

    /// The list of a library of no more than so many documents, which is there long before the corpus is: for a first
    /// frame. None where anything else comes first: making the library, bringing it up to date, or a sentence about it.
    pub fn titles(file: &Path, most: usize) -> Option<Vec<Summary>> {
        let library = Self::open(file, Arc::default(), Access::ReadOnly).ok()?;
        if !library.is_of_these_rules().ok()? {
            return None;
        }
        let titles = library.documents(Page { offset: 0, limit: most.saturating_add(1) }).ok()?;
        (1..=most).contains(&titles.len()).then_some(titles)
    }

    /// An empty library that is gone with the program: for files read without importing them.
    pub fn in_memory(corpus: Arc<Corpus>) -> Result<Self> {
        let made = || {
            let mut connection = Connection::open_in_memory()?;
            connection.pragma_update(None, "foreign_keys", true)?;
            schema::migrate(&mut connection)?;
            Ok(connection)
        };
        let connection = made().map_err(|error| Error::engine(Path::new("memory"), &error))?;
        // It does not outlive the rules and the corpus, so nothing need be known of them.
        Ok(Self::with(connection, None, false, corpus, String::new()))
    }

    fn with(
        connection: Connection,
        file: Option<PathBuf>,
        read_only: bool,
        corpus: Arc<Corpus>,
        stamp: String,
    ) -> Self {
        connection.set_prepared_statement_cache_capacity(64);
        // A statement is planned once, not again for each value that is asked for. Where that cannot be said, it is
        // only slower.
        let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
        let (analyst, pairs) = (Arc::new(Analyst::new(corpus)), RefCell::new(PairCache::default()));
        Self { connection, file, read_only, analyst, stamp, pairs, overlay: RefCell::default(), watch: None }
    }

    /// The same on a connection of its own, which only reads.
    pub(super) fn beside(&self, watch: Watch) -> Result<Self> {
        let connection = match &self.file {
            Some(file) if !self.is_in_memory() => for_reading(file)?,
            _ => copied(&self.connection).map_err(|error| Error::engine(self.path(), &error))?,
        };
        let (corpus, stamp) = (self.analyst.corpus.clone(), self.stamp.clone());
        let mut other = Self::with(connection, self.file.clone(), true, corpus, stamp);
        other.analyst = self.analyst.clone();
        other.watch = Some(watch);
        other.overlay.get_mut().take(self.overlay.borrow().corrections().to_vec());
        Ok(other)
    }

    fn is_in_memory(&self) -> bool {
        self.connection.path().is_none_or(str::is_empty)
    }

    /// Whether nothing can be added or removed here.
    pub fn read_only(&self) -> bool {
        self.read_only
    }
}

/// A database in memory cannot be read over two connections at once: the other has a copy, which takes a moment for each
/// hundred megabytes.
fn copied(from: &Connection) -> rusqlite::Result<Connection> {
    let mut to = Connection::open_in_memory()?;
    Backup::new(from, &mut to)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    Ok(to)
}

/// What stands at the beginning of every SQLite file. Read by ourselves: opening a file with the engine
/// may already change it.
pub(super) struct Header {
    ours: bool,
    version: i64,
    /// The file is shorter than it says, and there is no log that has the rest.
    cut: bool,
}

impl Header {
    const LENGTH: usize = 100;
    const MAGIC: &[u8] = b"SQLite format 3\0";

    /// None where there is no file.
    pub(super) fn read(file: &Path) -> Result<Option<Self>> {
        let read = || -> std::io::Result<Self> {
            let there = fs::metadata(file)?;
            let mut bytes = Vec::with_capacity(Self::LENGTH);
            if there.is_file() {
                File::open(file)?.take(Self::LENGTH as u64).read_to_end(&mut bytes)?;
            }
            let header = Self::parse(&bytes, there.len());
            Ok(Self { cut: header.cut && !has_log(file), ..header })
        };
        match read() {
            Ok(header) => Ok(Some(header)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::Io { file: file.to_owned(), error }),
        }
    }

    /// Offsets: <https://www.sqlite.org/fileformat.html#the_database_header>.
    fn parse(bytes: &[u8], length: u64) -> Self {
        let number = |at: usize| {
            let four = bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
            four.map_or(0, i32::from_be_bytes)
        };
        let whole = bytes.len() == Self::LENGTH && bytes.starts_with(Self::MAGIC);
        // The number of pages holds if the program that changed the file last knew of it.
        let pages = if number(24) == number(92) { u64::try_from(number(28)).unwrap_or(0) } else { 0 };
        let page = match bytes.get(16..18) {
            Some([high, low]) => u64::from(u16::from_be_bytes([*high, *low])),
            _ => 0,
        };
        Self {
            ours: whole && number(68) == schema::APPLICATION_ID,
            version: i64::from(number(60)),
            cut: pages * page > length,
        }
    }

    pub(super) fn check(&self, file: &Path) -> Result<()> {
        match (self.ours, self.version) {
            (false, _) => Err(Error::Foreign { file: file.to_owned() }),
            (_, found) if found > schema::NEWEST => {
                Err(Error::Newer { file: file.to_owned(), found, known: schema::NEWEST })
            }
            _ if self.cut => Err(Error::Damaged { file: file.to_owned(), detail: "its end is missing".into() }),
            _ => Ok(()),
        }
    }
}

/// Makes a library under another name and then gives it its own: at no moment there is a half-made one, and
/// of two programs that make it at once the second finds the first one's.
fn make(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let new = tempfile::Builder::new().prefix(".visavis-").suffix(".new").tempfile_in(folder)?;
    let write = || {
        let mut connection = Connection::open(new.path())?;
        // Now, as the change of mode would not wait for others once they are there.
        connection.pragma_update(None, "journal_mode", "wal")?;
        schema::migrate(&mut connection)?;
        connection.close().map_err(|(_, error)| error)
    };
    write().map_err(std::io::Error::other)?;
    match new.persist_noclobber(file) {
        Err(error) if error.error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.error),
        _ => Ok(()),
    }
}

fn cannot_write(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

/// A library of whatever version, to be read as it is. Who may write leaves nothing of the engine's beside it.
pub(super) fn to_read(file: &Path, access: Access) -> Result<Connection> {
    let Some(header) = Header::read(file)? else { return Err(Error::Missing { file: file.to_owned() }) };
    header.check(file)?;
    let writing = match access {
        Access::ReadWrite => for_writing(file).map_err(|error| Error::engine(file, &error))?,
        Access::ReadOnly => None,
    };
    writing.map_or_else(|| for_reading(file), Ok)
}

/// None where the file or its folder cannot be written.
fn for_writing(file: &Path) -> rusqlite::Result<Option<Connection>> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(PATIENCE)?;
        if connection.is_readonly("main")? {
            return Ok(None);
        }
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "normal")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        schema::version(&connection)?;
        Ok(Some(connection))
    };
    match open() {
        Err(error) if has_no_room(&error) => Ok(None),
        opened => opened,
    }
}

/// The write-ahead log cannot be made or changed.
fn has_no_room(error: &rusqlite::Error) -> bool {
    use rusqlite::{
        ErrorCode::{CannotOpen, PermissionDenied, ReadOnly},
        ffi::SQLITE_IOERR_SHMSIZE,
    };
    // The last is a disk on which not even the log's index has room.
    matches!(error.sqlite_error_code(), Some(ReadOnly | CannotOpen | PermissionDenied))
        || error.sqlite_error().is_some_and(|error| error.extended_code == SQLITE_IOERR_SHMSIZE)
}

pub(super) fn for_reading(file: &Path) -> Result<Connection> {
    match read_with(file, "mode=ro") {
        // A cleanly closed library in a folder that cannot be written: the engine then has nowhere to put
        // its locks, and must be told that none are needed. A log left beside it would be passed over.
        Err(error) if has_no_room(&error) && has_log(file) => Err(Error::Unclean { file: file.to_owned() }),
        Err(error) if has_no_room(&error) => {
            read_with(file, "immutable=1").map_err(|error| Error::engine(file, &error))
        }
        opened => opened.map_err(|error| Error::engine(file, &error)),
    }
}

pub(super) fn read_with(file: &Path, how: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(format!("{}?{how}", uri(file)), flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    schema::version(&connection)?;
    Ok(connection)
}

/// Whether the engine's write-ahead log is beside the file, and has something in it.
fn has_log(file: &Path) -> bool {
    fs::metadata(log_of(file)).is_ok_and(|log| log.len() > 0)
}

/// The engine's write-ahead log of a library, which is there while somebody has it open.
pub(super) fn log_of(file: &Path) -> PathBuf {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

/// The path as the engine's URI has it: every byte that could mean something else is escaped.
fn uri(file: &Path) -> String {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let mut uri = String::from("file://");
    for byte in whole.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            other => {
                let _ = write!(uri, "%{other:02X}");
            }
        }
    }
    uri
}
