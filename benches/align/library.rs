//! A library of many quotations: `cargo bench --bench align -- library 1000000`. Articles are made of the same words as
//! the statements, a speaker named in each, and imported as any article is; then what the views ask is asked, of the
//! library opened anew. The memory is the process's at its most, up to that line. `VISAVIS_BENCH_LIBRARY` names a file
//! in which the library is kept; one that is there is asked and not made again.

use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use visavis::{
    alignment::GroupBy,
    corpus::Corpus,
    library::{Access, Library, Page, Store, import},
    quotation::Filter,
};

use crate::{
    made::{EACH, Made},
    peak, timed,
};

pub fn measure(size: usize) {
    let corpus = Corpus::sample();
    let folder = tempfile::tempdir().unwrap();
    let kept = env::var_os("VISAVIS_BENCH_LIBRARY").map(PathBuf::from);
    let file = kept.unwrap_or_else(|| folder.path().join("library.db"));
    if !file.exists() {
        make(size, &corpus, &file, &folder.path().join("articles"));
    }
    let (library, opened) = timed(|| Library::open(&file, corpus.clone(), Access::ReadWrite).unwrap());
    said("open", opened.as_secs_f64(), "");
    let all = Filter::default();
    show("first page", &library, |library| library.documents(Page { offset: 0, limit: 100 }).unwrap().len());
    show("meetings", &library, |library| library.meetings().unwrap().len());
    show("topics", &library, |library| library.topics().unwrap().iter().map(|topic| topic.quotations).sum());
    show("matrix", &library, |library| library.tally(&all).unwrap().len());
    let on = Filter { topic: corpus.topics.first().map(|topic| topic.id.clone()), ..Filter::default() };
    show("a topic's years", &library, |library| library.course(&on).unwrap().len());
    show("pairs by meeting", &library, |library| library.pairs(GroupBy::Meeting, &all).unwrap().len());
    show("pairs by topic", &library, |library| library.pairs(GroupBy::Topic, &all).unwrap().len());
    show("pairs on a topic", &library, |library| library.pairs(GroupBy::Topic, &on).unwrap().len());
}

fn show(what: &str, library: &Library, ask: impl Fn(&Library) -> usize) {
    let (count, spent) = timed(|| ask(library));
    said(what, spent.as_secs_f64(), &count.to_string());
}

fn said(what: &str, seconds: f64, count: &str) {
    let peak = peak().map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1000).to_string());
    println!("{what:<18} {seconds:>8.2} s {count:>18} {peak:>8} MB");
}

fn make(size: usize, corpus: &Arc<Corpus>, file: &Path, articles: &Path) {
    let mut made = Made::new(corpus);
    fs::create_dir(articles).unwrap();
    for number in 0..size.div_ceil(EACH) {
        // A folder holds some, as a disk has it.
        let folder = articles.join(format!("{:04}", number / 1000));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{number:07}.md")), article(&mut made, corpus, number)).unwrap();
    }
    drop(made);
    let mut library = Library::open(file, corpus.clone(), Access::ReadWrite).unwrap();
    let (report, spent) = timed(|| import::import(&[articles.to_owned()], &mut library, &mut |_| ()));
    assert!(report.failed.is_empty(), "{:?}", report.failed.first());
    said("import", spent.as_secs_f64(), &format!("{} articles", report.added));
}

fn article(made: &mut Made, corpus: &Corpus, number: usize) -> String {
    let (meeting, quotations) = made.document(Some(0));
    let name = |id: &str| corpus.person(id).map_or("Sergey Lavrov", |person| person.display().as_str()).to_owned();
    let date = quotations.first().and_then(|quotation| quotation.date).unwrap();
    let mut text = format!("---\ntitle: Talks {number}\npublished: {date}\nlanguage: en\n---\n\n");
    let meeting = meeting.map(|meeting| &made.meetings[meeting]);
    if let Some(meeting) = meeting {
        let place = meeting.place.as_deref().unwrap_or("Geneva");
        let people: Vec<String> = meeting.participants.iter().map(|id| name(id)).collect();
        write!(text, "{} met in {place} on {}.\n\n", people.join(" and "), date.strftime("%-d %B %Y")).unwrap();
    }
    for quotation in quotations {
        // At a meeting those speak who met.
        let side = corpus.sides.iter().position(|side| Some(&side.id) == quotation.side.as_ref());
        let met = meeting.zip(side).and_then(|(meeting, side)| meeting.participants.get(side));
        let speaker = met.or(quotation.speaker_id.as_ref()).map_or_else(|| "a diplomat".to_owned(), |id| name(id));
        write!(text, "\"{},\" {speaker} said.\n\n", quotation.text).unwrap();
    }
    text
}
