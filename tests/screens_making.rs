//! Views that are waited for: what is seen and what can be done until they are there. The worker is beside the test as
//! it is beside the loop, and what it made is taken when the test takes it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::{
    path::Path,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Receiver,
    },
    time::Duration,
};

use support::{Stage, invented, sample};
use visavis::{
    alignment::{GroupBy, Pair},
    corpus::{Corpus, Meeting, sample_articles},
    correction::Correction,
    document::Document,
    ingest,
    library::{
        Access, Hit, Holds, Library, MeetingSummary, Page, Result, SpeakerSummary, Store, Summary, Tally, TopicSummary,
        Utterance, Watch,
    },
    meeting::Reason,
    quotation::{Filter, Quotation},
    speaker::Cast,
};

const COMPARISON: &str = "The comparison is being made";

/// The sample, with a worker that nobody waits for.
fn stage() -> (Stage, Receiver<()>) {
    Stage::unawaited(Box::new(sample()), Rc::new(tempfile::tempdir().unwrap()), 120, 40)
}

/// Until the worker has something new.
fn wait(woken: &Receiver<()>) {
    woken.recv_timeout(Duration::from_mins(1)).unwrap();
}

/// Until nothing is waited for any more.
fn settle(stage: &mut Stage, woken: &Receiver<()>) {
    while stage.shows(" is being made") {
        wait(woken);
        stage.app.made();
    }
}

#[test]
fn what_is_made_is_told_at_once_and_there_it_is_as_if_it_had_been_at_once() {
    for keys in ["3 g enter ] c", "3 g c t", "3 g M", "3 g enter ] T", "3 g c j M l enter", "3 g c f l \"ukr\" enter"] {
        let mut soon = Stage::sample(120, 40);
        let (mut late, woken) = stage();
        for key in keys.split(' ') {
            soon.keys(key);
            late.keys(key);
            settle(&mut late, &woken);
        }
        assert_eq!(late.screen(), soon.screen(), "{keys}");
    }
    let (mut stage, _woken) = stage();
    stage.keys("3 g c").assert_screen("made_120x40");
    stage.resize(40, 12).assert_screen("made_40x12");
}

#[test]
fn given_up_one_is_where_one_was() {
    for keys in ["3 g", "3 g enter ] ]", "3 g z d"] {
        for view in ["c", "M"] {
            let (mut stage, woken) = stage();
            let before = stage.keys(keys).screen();
            assert!(stage.keys(view).shows(" is being made"), "{}", stage.screen());
            assert_eq!(stage.keys("esc").screen(), before);
            // Nothing comes of it, and the way back is as it was.
            assert_eq!(stage.app.made(), None);
            assert_eq!(stage.screen(), before);
            assert!(stage.keys("H").shows("This is where you began."));
            stage.keys(view);
            assert!(stage.shows(" is being made"), "{}", stage.screen());
            settle(&mut stage, &woken);
            assert!(stage.shows("meeting "), "{}", stage.screen());
        }
    }
}

#[test]
fn a_comparison_is_still_there_when_another_is_given_up() {
    let (mut stage, woken) = stage();
    stage.keys("3 g c");
    settle(&mut stage, &woken);
    let before = stage.keys("j j tab").screen();
    for keys in ["t", "M", "T", "f l \"ukr\" enter", "t M"] {
        assert!(stage.keys(keys).shows(" is being made"), "{keys}: {}", stage.screen());
        assert_eq!(stage.keys("esc").screen(), before, "{keys}");
    }
    // The same that is there once more takes no time.
    stage.keys("t t");
    assert_eq!(stage.screen().lines().next(), before.lines().next());
    assert!(!stage.shows(COMPARISON));
}

#[test]
fn what_was_left_is_made_and_kept_for_the_next_time() {
    let (mut stage, woken) = stage();
    stage.keys("3 g c");
    assert!(stage.keys("H").shows("Documents · 5"), "{}", stage.screen());
    let reading = stage.keys("j enter }").screen();
    wait(&woken);
    assert_eq!(stage.app.made(), None, "nothing of it is seen");
    assert_eq!(stage.screen(), reading);
    stage.keys("c");
    assert!(!stage.shows(COMPARISON) && stage.shows("row "), "{}", stage.screen());
    // And where one comes back before it is made one waits at the new place.
    let (mut stage, woken) = self::stage();
    stage.keys("3 g c H j j c");
    assert!(stage.shows(COMPARISON));
    settle(&mut stage, &woken);
    let there = stage.screen();
    assert_eq!(there, Stage::sample(120, 40).keys("5 g c").screen());
    assert_eq!(stage.keys("H L").screen(), there);
}

#[test]
fn the_latest_wish_is_the_one_that_comes() {
    let (mut stage, woken) = stage();
    stage.keys("3 g c t");
    assert!(stage.shows(COMPARISON));
    settle(&mut stage, &woken);
    assert!(stage.shows("· topic "), "{}", stage.screen());
    let (mut stage, woken) = self::stage();
    stage.keys("3 g c M");
    assert!(stage.shows("The matrix is being made"), "{}", stage.screen());
    settle(&mut stage, &woken);
    assert!(stage.shows("topics"), "{}", stage.screen());
    // What it was asked for from is made again on the way back.
    stage.keys("H");
    assert!(stage.shows(COMPARISON));
    settle(&mut stage, &woken);
    assert_eq!(stage.screen(), Stage::sample(120, 40).keys("3 g c").screen());
}

#[test]
fn keys_for_rows_that_are_not_there_say_so() {
    let (mut stage, _woken) = stage();
    stage.keys("3 g c");
    for key in ["enter", "]", "/", "w", "+", "J", "x", "e", "m"] {
        assert!(stage.keys(key).shows("It is not there yet: Esc gives it up."), "{key}: {}", stage.screen());
    }
    assert!(stage.keys("?").shows("Help"), "{}", stage.screen());
    assert!(stage.keys("esc").shows(COMPARISON), "{}", stage.screen());
}

#[test]
fn the_comparison_that_was_left_is_waited_for_at_the_next_start() {
    let mut stage = Stage::sample(120, 40);
    let left = stage.keys("3 g c j j tab").keys("ctrl-l").screen();
    stage.app.save();
    let next = |state| Stage::unawaited(Box::new(sample()), state, 120, 40);
    let (mut waiting, _) = next(Rc::clone(&stage.state));
    assert!(waiting.shows(COMPARISON), "{}", waiting.screen());
    // Who leaves before it is there finds it at the same place.
    waiting.app.save();
    drop(waiting);
    let (mut again, woken) = next(Rc::clone(&stage.state));
    assert!(again.keys("q").shows("Documents · 5"), "{}", again.screen());
    again.keys("L");
    settle(&mut again, &woken);
    assert_eq!(again.screen(), left);
}

fn add(library: &mut Library, name: &str, text: &[u8]) {
    library.add(&ingest::ingest(name, text).unwrap()).unwrap();
}

fn filed(folder: &Path, access: Access) -> Library {
    Library::open(&folder.join("library.db"), Corpus::sample(), access).unwrap()
}

const BRIDGE: &str = "---\ntitle: A word more\nlanguage: en\npublished: 2019-05-15\n---\n\n\
    \"The bridge of sanctions will not hold,\" Sergey Lavrov said in Sochi on 15 May 2019.\n";

#[test]
fn what_the_library_got_meanwhile_is_compared_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = filed(folder.path(), Access::ReadWrite);
    for (name, bytes) in sample_articles() {
        add(&mut library, name, bytes);
    }
    let store = Box::new(filed(folder.path(), Access::ReadOnly));
    let (mut stage, woken) = Stage::unawaited(store, Rc::new(tempfile::tempdir().unwrap()), 120, 40);
    stage.keys("3 g c");
    wait(&woken);
    add(&mut library, "bridge.md", BRIDGE.as_bytes());
    // It was made of a library that is another now.
    stage.app.made();
    assert!(stage.shows(COMPARISON), "{}", stage.screen());
    settle(&mut stage, &woken);
    assert!(stage.keys("/ \"bridge of sanctions\" enter").shows("hit 1/1"), "{}", stage.screen());
    // And one that was there is made anew when it is asked for again.
    library.remove(&first_named(&library, "bridge.md")).unwrap();
    stage.keys("q c");
    assert!(stage.shows(COMPARISON), "{}", stage.screen());
    settle(&mut stage, &woken);
    assert!(stage.keys("/ \"bridge of sanctions\" enter").shows("no hit"), "{}", stage.screen());
}

fn first_named(library: &Library, name: &str) -> String {
    library.find(name).unwrap().remove(0).document_id
}

#[test]
fn what_is_put_right_meanwhile_is_compared_as_it_was_put_right() {
    let rows = |stage: &mut Stage| {
        let screen = stage.screen();
        let (_, rest) = screen.split_once(" row ").unwrap();
        rest.split(['/', ' ']).nth(1).unwrap().parse::<usize>().unwrap()
    };
    let (mut stage, woken) = stage();
    stage.keys("3 g enter ] c");
    settle(&mut stage, &woken);
    let before = rows(&mut stage);
    let (mut stage, woken) = self::stage();
    stage.keys("3 g enter ] c H e x");
    assert!(stage.shows("no quotation: "), "{}", stage.screen());
    stage.keys("c");
    settle(&mut stage, &woken);
    let corrected = rows(&mut stage);
    assert_ne!(corrected, before);
    // Taken back where one compares: one is told, and sees no row of what was.
    stage.keys("U");
    assert!(stage.shows(COMPARISON) && !stage.shows(" row "), "{}", stage.screen());
    settle(&mut stage, &woken);
    assert_eq!(rows(&mut stage), before);
    // Given up, what is out of date does not come back.
    stage.keys("ctrl-r esc");
    assert!(!stage.shows(" row ") && stage.shows("quote "), "{}", stage.screen());
}

#[test]
fn a_library_that_is_gone_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = filed(folder.path(), Access::ReadWrite);
    add(&mut library, "bridge.md", BRIDGE.as_bytes());
    let (mut stage, _woken) = Stage::unawaited(Box::new(library), Rc::new(tempfile::tempdir().unwrap()), 120, 40);
    let before = stage.screen();
    std::fs::remove_file(folder.path().join("library.db")).unwrap();
    stage.keys("c");
    assert!(stage.shows("library.db: "), "{}", stage.screen());
    assert_eq!(stage.screen().lines().next(), before.lines().next());
}

#[test]
fn a_worker_that_fails_is_one_sentence_and_the_next_one_works() {
    let fails = Arc::new(AtomicBool::new(true));
    let store = Box::new(Fragile(bridge(), fails.clone()));
    let (mut stage, woken) = Stage::unawaited(store, Rc::new(tempfile::tempdir().unwrap()), 120, 40);
    let before = stage.screen();
    assert!(stage.keys("c").shows(COMPARISON));
    settle(&mut stage, &woken);
    assert!(stage.shows("That could not be made: something went wrong in this program."), "{}", stage.screen());
    assert_eq!(stage.screen().lines().next(), before.lines().next());
    fails.store(false, Ordering::SeqCst);
    assert!(stage.keys("M").shows("The matrix is being made"));
    settle(&mut stage, &woken);
    assert!(stage.shows("topics"), "{}", stage.screen());
    assert_eq!(stage.keys("q").screen().lines().next(), before.lines().next());
    // Where all on the way back would have to be made, one is back in the article.
    for keys in ["enter ] e x", "U", "M", "enter", "T"] {
        stage.keys(keys);
        settle(&mut stage, &woken);
    }
    assert!(stage.shows("year "), "{}", stage.screen());
    fails.store(true, Ordering::SeqCst);
    stage.keys("ctrl-r");
    settle(&mut stage, &woken);
    assert!(stage.shows("That could not be made: ") && stage.shows("no quotations"), "{}", stage.screen());
}

/// A store whose other one fails while that is true.
struct Fragile(Library, Arc<AtomicBool>);

fn bridge() -> Library {
    invented(&[("bridge.md", BRIDGE), ("a.md", "Nobody said a word.\n")])
}

impl Fragile {
    fn try_it(&self) {
        assert!(!self.1.load(Ordering::SeqCst), "something that cannot be");
    }
}

impl Store for Fragile {
    fn another(&self, watch: Watch) -> Result<Box<dyn Store>> {
        drop(watch);
        Ok(Box::new(Self(bridge(), self.1.clone())))
    }
    fn pairs(&self, group_by: GroupBy, filter: &Filter) -> Result<Arc<Vec<Pair<String>>>> {
        self.try_it();
        self.0.pairs(group_by, filter)
    }
    fn revision(&self) -> Result<i64> {
        Ok(1)
    }
    fn corpus(&self) -> &Corpus {
        self.0.corpus()
    }
    fn cast(&self) -> &Cast {
        self.0.cast()
    }
    fn correct(&mut self, corrections: Vec<Correction>) -> Result<()> {
        self.0.correct(corrections)
    }
    fn holds(&self) -> Result<Vec<Vec<Holds>>> {
        self.0.holds()
    }
    fn len(&self) -> Result<usize> {
        self.0.len()
    }
    fn documents(&self, page: Page) -> Result<Vec<Summary>> {
        self.0.documents(page)
    }
    fn summary(&self, document_id: &str) -> Result<Option<Summary>> {
        self.0.summary(document_id)
    }
    fn position(&self, document_id: &str) -> Result<Option<usize>> {
        self.0.position(document_id)
    }
    fn find(&self, name: &str) -> Result<Vec<Summary>> {
        self.0.find(name)
    }
    fn document(&self, document_id: &str) -> Result<Option<Document>> {
        self.0.document(document_id)
    }
    fn quotations_in(&self, document_id: &str) -> Result<Vec<Quotation>> {
        self.0.quotations_in(document_id)
    }
    fn quotation(&self, id: &str) -> Result<Option<Quotation>> {
        self.0.quotation(id)
    }
    fn quotations(&self, filter: &Filter) -> Result<Vec<Quotation>> {
        self.0.quotations(filter)
    }
    fn tally(&self, filter: &Filter) -> Result<Vec<Tally>> {
        self.try_it();
        self.0.tally(filter)
    }
    fn course(&self, filter: &Filter) -> Result<Vec<Utterance>> {
        self.try_it();
        self.0.course(filter)
    }
    fn meetings(&self) -> Result<Vec<MeetingSummary>> {
        self.0.meetings()
    }
    fn meeting(&self, id: &str) -> Result<Option<Meeting>> {
        self.0.meeting(id)
    }
    fn reasons(&self, document_id: &str) -> Result<Vec<Reason>> {
        self.0.reasons(document_id)
    }
    fn speakers(&self) -> Result<Vec<SpeakerSummary>> {
        self.0.speakers()
    }
    fn topics(&self) -> Result<Vec<TopicSummary>> {
        self.0.topics()
    }
    fn search(&self, query: &str, filter: &Filter, most: usize) -> Result<Vec<Hit>> {
        self.0.search(query, filter, most)
    }
}
