//! A library of many quotations: `cargo bench --bench align -- library 1000000`. Articles are made of the same words as
//! the statements, a speaker named in each, and imported as any article is; then what the views ask is asked, of the
//! library opened anew. The memory is the process's at its most, up to that line.

use std::{fmt::Write, fs, sync::Arc};

use visavis::{
    alignment::GroupBy,
    corpus::Corpus,
    library::{Access, Library, Page, Store, import},
    quotation::Filter,
};

use crate::{Made, peak, timed};

/// Quotations of an article.
const EACH: usize = 8;

pub fn measure(size: usize) {
    let corpus = Corpus::sample();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("library.db");
    let mut made = Made::new(&corpus);
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for number in 0..size.div_ceil(EACH) {
        let (name, text) = article(&mut made, &corpus, number);
        fs::write(articles.join(name), text).unwrap();
    }
    let mut library = Library::open(&file, corpus.clone(), Access::ReadWrite).unwrap();
    let (report, spent) = timed(|| import::import(&[articles], &mut library, &mut |_| ()));
    assert!(report.failed.is_empty(), "{:?}", report.failed.first());
    said("import", spent.as_secs_f64(), &format!("{} articles", report.added));
    drop(library);
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

fn article(made: &mut Made, corpus: &Arc<Corpus>, number: usize) -> (String, String) {
    let meeting = &corpus.meetings[number % corpus.meetings.len()];
    let place = meeting.place.as_deref().unwrap_or("Geneva");
    let mut text = format!("---\ntitle: Talks {number}\npublished: {}\nlanguage: en\n---\n\n", meeting.date);
    let sides: Vec<&str> = meeting.participants.iter().map(String::as_str).collect();
    let name = |id: &str| corpus.person(id).map_or("Sergey Lavrov", |person| person.display().as_str()).to_owned();
    let [one, other] = [0, 1].map(|side| name(sides.get(side).copied().unwrap_or_default()));
    write!(text, "{one} met {other} in {place} on {}.\n\n", meeting.date.strftime("%-d %B %Y")).unwrap();
    for quotation in 0..EACH {
        let said = made.quotation(number * EACH + quotation).text;
        let speaker = if quotation % 2 == 0 { &one } else { &other };
        write!(text, "\"{said},\" {speaker} said.\n\n").unwrap();
    }
    (format!("{number:07}.md"), text)
}
