//! Import: files and folders into a library, so that it can be stopped, and begun again, at any time.

use std::{path::PathBuf, sync::Arc};

use super::{Added, Library, Progress, Result, Summary, write::BATCH};
use crate::{
    corpus::{self, Corpus},
    ingest::{self, Ingested},
};

/// What became of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub added: usize,
    /// Files whose content was there already.
    pub known: usize,
    /// Files that could not be used, a sentence each.
    pub failed: Vec<String>,
    /// What was odd about files that were used, a sentence each.
    pub warnings: Vec<String>,
}

/// Adds the files that `paths` name, in batches: what `progress` counts as done is safely stored. Where the
/// library cannot take more (no space, say), the last of [`Report::failed`] says how far it came; the same
/// import once more completes it.
pub fn import(paths: &[PathBuf], library: &mut Library, progress: &mut dyn FnMut(Progress)) -> Report {
    let mut report = Report::default();
    if let Err(error) = library.writable() {
        report.failed.push(error.to_string());
        return report;
    }
    let files = ingest::files(paths);
    let total = files.len();
    let mut done = 0;
    progress(Progress { done, total });
    let mut files = files.into_iter();
    loop {
        let batch: Vec<_> = files.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        done += batch.len();
        let mut read = Vec::with_capacity(batch.len());
        for file in batch {
            match file.and_then(|file| ingest::read(&file)) {
                Ok(ingested) => read.push(ingested),
                Err(error) => report.failed.push(error.to_string()),
            }
        }
        match library.store(&read) {
            Ok(added) => report.note(&read, &added),
            Err(error) => {
                let stored = report.added + report.known;
                report.failed.push(format!("{error}; {stored} of {total} files are stored"));
                break;
            }
        }
        progress(Progress { done, total });
    }
    if let Err(error) = library.regroup() {
        report.failed.push(error.to_string());
    }
    report
}

impl Report {
    fn note(&mut self, ingested: &[Ingested], added: &[Added]) {
        for (ingested, added) in ingested.iter().zip(added) {
            self.warnings.extend(ingested.warnings.iter().cloned());
            match added {
                Added::New => self.added += 1,
                Added::Known => self.known += 1,
            }
        }
    }
}

impl Library {
    /// The files that `paths` name, read without importing them, and a sentence for each that could not be.
    pub fn from_paths(paths: &[PathBuf], corpus: Arc<Corpus>) -> Result<(Self, Vec<String>)> {
        let mut library = Self::in_memory(corpus)?;
        let report = import(paths, &mut library, &mut |_| ());
        Ok((library, report.failed))
    }

    /// The sample corpus with its articles.
    pub fn sample() -> Result<Self> {
        let mut library = Self::in_memory(Corpus::sample())?;
        // A test holds that each of them is read.
        let articles = corpus::sample_articles().iter().filter_map(|(name, bytes)| ingest::ingest(name, bytes).ok());
        library.add_many(&articles.collect::<Vec<_>>())?;
        Ok(library)
    }

    /// What the articles of the sample corpus say of themselves: there in a fraction of the time that reading them
    /// takes, for a first frame.
    pub fn sample_titles() -> Vec<Summary> {
        let titled = |(name, bytes): &(&str, &[u8])| {
            let document = ingest::announce(name, std::str::from_utf8(bytes).ok()?);
            Some(Summary {
                document: document.name,
                document_id: document.id,
                title: document.title,
                published: document.published,
                language: document.language,
                source: document.source,
                url: document.url,
                date: document.published,
                ..Summary::default()
            })
        };
        corpus::sample_articles().iter().filter_map(titled).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::library::{Page, Store};

    #[test]
    fn the_sample_says_of_itself_what_is_found_when_it_is_read() {
        let told = |summary: Summary| {
            let Summary { document, document_id, title, published, language, source, .. } = summary;
            (document, document_id, title, published, language, source)
        };
        let titles: Vec<_> = Library::sample_titles().into_iter().map(told).collect();
        let read = Library::sample().unwrap().documents(Page { offset: 0, limit: 100 }).unwrap();
        assert_eq!(titles, read.into_iter().map(told).collect::<Vec<_>>());
    }
}
