//! Files: which ones the paths on the command line mean, and their bytes. Only regular files are ever opened.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::Error;

/// Endings of the files taken from folders.
const ENDINGS: &[&str] = &["txt", "md", "markdown", "html", "htm", "xhtml"];

/// The largest file read, in bytes. A long article has 100 000.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// The files that `paths` name, folders walked in order of names. From folders regular files with an ending we read
/// are taken; links and hidden names are passed over. A file named outright is always taken, but nothing that is
/// not a regular file. What cannot be read is an error in its place.
pub fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, Error>> {
    let mut files = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut files),
            Ok(metadata) if metadata.is_file() => files.push(Ok(path.clone())),
            Ok(_) => files.push(Err(not_a_file(path))),
            Err(error) => files.push(Err(Error::Io { path: path.clone(), error })),
        }
    }
    files
}

/// A folder's files, depth first. Links are not followed, so there are no loops.
fn walk(folder: &Path, files: &mut Vec<Result<PathBuf, Error>>) {
    let mut pending = vec![(folder.to_owned(), true)];
    while let Some((path, is_folder)) = pending.pop() {
        if !is_folder {
            files.push(Ok(path));
            continue;
        }
        match entries(&path) {
            Ok(entries) => pending.extend(entries.into_iter().rev()),
            Err(error) => files.push(Err(Error::Io { path, error })),
        }
    }
}

/// Folders (true) and readable files of a folder in order of names.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !hidden && (kind.is_dir() || kind.is_file() && has_known_ending(&path)) {
            entries.push((path, kind.is_dir()));
        }
    }
    entries.sort();
    Ok(entries)
}

fn has_known_ending(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

/// The bytes of a regular file.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |error| Error::Io { path: path.to_owned(), error };
    // Opening a FIFO would wait for a writer, so it is looked at first.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(not_a_file(path));
    }
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("is larger than {} MB", MOST_BYTES / 1024 / 1024);
        return Err(failed(io::Error::new(io::ErrorKind::FileTooLarge, message)));
    }
    Ok(bytes)
}

fn not_a_file(path: &Path) -> Error {
    Error::Io { path: path.to_owned(), error: io::Error::new(io::ErrorKind::InvalidInput, "is not a regular file") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn folders_in_order_of_names_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b")).unwrap();
        for name in ["c.txt", "a.MD", "b/z.html", "b/a.txt", "notes.pdf", ".hidden.txt"] {
            fs::write(at(name), "x").unwrap();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), at("b/loop")).unwrap();
            std::os::unix::fs::symlink(at("c.txt"), at("link.txt")).unwrap();
        }
        let found: Vec<PathBuf> = files(&[folder.path().to_owned()]).into_iter().map(Result::unwrap).collect();
        assert_eq!(found, [at("a.MD"), at("b/a.txt"), at("b/z.html"), at("c.txt")]);
    }

    #[test]
    fn a_file_named_outright_is_taken_and_a_missing_one_named() {
        let folder = tempfile::tempdir().unwrap();
        let notes = folder.path().join("notes.dat");
        fs::write(&notes, "x").unwrap();
        let missing = folder.path().join("missing.txt");
        let found = files(&[notes.clone(), missing]);
        assert_eq!(found[0].as_ref().unwrap(), &notes);
        assert!(found[1].as_ref().unwrap_err().to_string().contains("missing.txt: "));
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_refused() {
        let null = PathBuf::from("/dev/null");
        assert!(files(std::slice::from_ref(&null))[0].is_err());
        assert!(bytes(&null).unwrap_err().to_string().ends_with("is not a regular file"));
    }

    #[test]
    fn too_large_a_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.txt");
        File::create(&path).unwrap().set_len(MOST_BYTES + 1).unwrap();
        assert!(bytes(&path).unwrap_err().to_string().ends_with("is larger than 32 MB"));
    }
}
