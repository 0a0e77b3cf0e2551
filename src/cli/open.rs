//! Opening what a command works on: the corpus, and the library, the sample or the files named.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Error, Outcome, Session,
    command::Source,
    input,
    messages::{Bar, say},
};
use crate::{
    corpus::Corpus,
    correction::Correction,
    library::{Access, Library, Store, reader::ReaderFile},
};

/// What a reading command works on.
pub struct Opened {
    pub library: Library,
    /// What was named and could not be read, a sentence each; said already.
    pub refused: Vec<String>,
}

impl Opened {
    pub fn outcome(&self) -> Outcome {
        Outcome::of(self.refused.is_empty())
    }
}

impl From<Library> for Opened {
    fn from(library: Library) -> Self {
        Self { library, refused: Vec::new() }
    }
}

impl Session {
    /// The corpus named, else the built-in one.
    pub fn corpus(&self) -> Result<Arc<Corpus>, Error> {
        match &self.place.corpus {
            Some(folder) => Corpus::load(folder).map(Arc::new).map_err(|error| Error::Unusable(error.to_string())),
            None => Ok(Corpus::sample()),
        }
    }

    /// The library's file, which need not be there.
    pub fn file(&self) -> Result<PathBuf, Error> {
        let usual = || self.around.data.as_ref().map(|folder| folder.join("library.db"));
        self.place.library.clone().or_else(usual).ok_or_else(|| {
            Error::Unusable("there is no home folder to keep a library in; --library FILE names one".to_owned())
        })
    }

    /// Whether anything is where the library should be.
    pub fn has_library(&self) -> Result<bool, Error> {
        Ok(!missing(&self.file()?))
    }

    /// The library to read from. One that is not there yet is empty, and reading does not make it.
    pub fn library(&self) -> Result<Library, Error> {
        let (file, corpus) = (self.file()?, self.corpus()?);
        if !self.has_library()? {
            return Ok(Library::in_memory(corpus)?);
        }
        let access = if self.place.read_only { Access::ReadOnly } else { Access::ReadWrite };
        let library = Library::open(&file, corpus, access)?;
        self.corrected(self.refreshed(library)?)
    }

    /// The library to add to; made if it is not there.
    pub fn library_to_fill(&self) -> Result<Library, Error> {
        self.refreshed(self.writable(Library::open(&self.file()?, self.corpus()?, Access::ReadWrite)?)?)
    }

    /// The library to take from.
    pub fn library_to_thin(&self) -> Result<Library, Error> {
        self.writable(self.library()?)
    }

    /// The sample corpus with its articles.
    pub fn sample(&self) -> Result<Library, Error> {
        self.corrected(Library::sample()?)
    }

    /// The file of the reader named.
    pub fn reader(&self) -> Result<ReaderFile, Error> {
        let Some(folder) = &self.around.state else {
            return Err(Error::Unusable("there is no home folder to keep what a reader makes in".to_owned()));
        };
        ReaderFile::open(&folder.join("readers"), &self.place.reader)
            .map_err(|error| Error::Unusable(error.to_string()))
    }

    /// What the reader put right; where no reader can have a file, nothing.
    pub fn corrections(&self) -> Result<Vec<Correction>, Error> {
        if self.around.state.is_none() {
            return Ok(Vec::new());
        }
        let reader = self.reader()?;
        reader.notice().into_iter().for_each(say);
        Ok(reader.history().active().cloned().collect())
    }

    /// The library as the reader put it right.
    fn corrected(&self, mut library: Library) -> Result<Library, Error> {
        library.correct(self.corrections()?)?;
        Ok(library)
    }

    fn writable(&self, library: Library) -> Result<Library, Error> {
        if library.read_only() {
            return Err(Error::Unusable(format!("{}: the library cannot be written", self.file()?.display())));
        }
        Ok(library)
    }

    /// What other rules or another corpus left behind is derived anew.
    fn refreshed(&self, mut library: Library) -> Result<Library, Error> {
        if library.stale()? {
            if library.read_only() {
                say("what the library says was found by other rules or with another corpus; \
                     open it once where it can be written to bring it up to date");
            } else {
                let bar = Bar::new("Bringing the library up to date", self.around.bar);
                library.rebuild(&mut |progress| bar.tell(progress))?;
            }
        }
        Ok(library)
    }

    /// What a reading command works on.
    pub fn open(&self, source: &Source) -> Result<Opened, Error> {
        match source {
            Source::Sample => Ok(self.sample()?.into()),
            Source::Library => {
                let library = self.library()?;
                if library.is_empty()? {
                    say("the library is empty: `visavis import PATH` adds documents, --sample shows the built-in ones");
                }
                Ok(library.into())
            }
            Source::Paths(paths) => {
                let mut library = Library::in_memory(self.corpus()?)?;
                let bar = Bar::new("Reading", self.around.bar);
                let report = input::add(paths, &mut library, &mut |progress| bar.tell(progress));
                drop(bar);
                report.warnings.iter().chain(&report.failed).for_each(|sentence| say(sentence));
                Ok(Opened { library: self.corrected(library)?, refused: report.failed })
            }
        }
    }
}

/// Anything but a plain absence is the library's to explain.
fn missing(file: &Path) -> bool {
    matches!(file.try_exists(), Ok(false)) && file.symlink_metadata().is_err()
}
