//! A reader's own pairs and meetings over a library: shown in place of what the rules found, and found again by the
//! words.

use super::{
    corrected::{OTHER, TALKS, everything, filled, ingested, talks},
    *,
};
use crate::{
    alignment::Pair,
    correction::{Correction, Ruling, Said},
    quotation::By,
};

fn other(library: &Library) -> (Document, Quotation) {
    let id = library.find("other.md").unwrap().pop().unwrap().document_id;
    (library.document(&id).unwrap().unwrap(), library.quotations_in(&id).unwrap().remove(0))
}

/// That Arnes's words on the grain, and what Belko said on another day, are a pair or none.
fn verdict(library: &Library, ruling: Ruling) -> Correction {
    let ((talks, said), (other, heard)) = (talks(library), other(library));
    let one = Said { document: &talks, quotation: &said[0] };
    Correction::about(Said { document: &other, quotation: &heard }, one, ruling)
}

fn pairs(library: &Library) -> Vec<Pair<String>> {
    library.pairs(GroupBy::Meeting, &Filter::default()).unwrap().to_vec()
}

fn whole(library: &Library) -> Vec<Pair<String>> {
    pairs(library).into_iter().filter(|pair| pair.left.is_some() && pair.right.is_some()).collect()
}

#[test]
fn what_a_reader_links_is_a_pair_and_everything_else_stays() {
    let mut library = filled();
    let before = everything(&library);
    let (talks, other) = (talks(&library).1, other(&library).1);
    let mine = verdict(&library, Ruling::Linked);
    library.correct(vec![mine.clone()]).unwrap();
    let linked = whole(&library);
    assert_eq!(linked.len(), 1);
    let pair = &linked[0];
    assert_eq!((pair.left.as_ref(), pair.right.as_ref()), (Some(&talks[0].id), Some(&other.id)));
    assert_eq!((pair.by, pair.score, pair.meeting.as_deref()), (By::Reader, Some(1.0), None));
    // Each quotation stands there once.
    let mut ids: Vec<String> = pairs(&library).into_iter().flat_map(|pair| [pair.left, pair.right]).flatten().collect();
    ids.sort();
    let mut all: Vec<String> = library.quotations(&Filter::default()).unwrap().into_iter().map(|it| it.id).collect();
    all.sort();
    assert_eq!(ids, all);
    let holds: Vec<_> = library.holds().unwrap().remove(0).into_iter().filter_map(|holds| holds.quotation).collect();
    assert_eq!(holds, [other.id, talks[0].id.clone()]);

    library.correct(Vec::new()).unwrap();
    assert_eq!(everything(&library), before);
}

#[test]
fn the_later_verdict_counts() {
    let mut library = filled();
    let (linked, parted) = (verdict(&library, Ruling::Linked), verdict(&library, Ruling::Parted));
    library.correct(vec![linked.clone(), parted.clone()]).unwrap();
    assert_eq!(whole(&library), []);
    assert!(pairs(&library).iter().filter(|pair| pair.by == By::Reader).count() == 2);
    library.correct(vec![linked.clone(), parted.clone(), linked]).unwrap();
    assert_eq!(whole(&library).len(), 1);
    assert!(parted.concerns_the_same(&verdict(&library, Ruling::Linked)));
    assert!(!parted.says_the_same(&verdict(&library, Ruling::Linked)));
}

#[test]
fn a_pair_is_found_again_in_changed_files_and_kept_while_they_are_gone() {
    let mut library = filled();
    library.correct(vec![verdict(&library, Ruling::Linked)]).unwrap();
    for name in ["talks.md", "other.md"] {
        for summary in library.find(name).unwrap() {
            library.remove(&summary.document_id).unwrap();
        }
    }
    assert_eq!(library.holds().unwrap(), [vec![]]);
    library.add(&ingested("talks.md", &TALKS.replace("for an hour", "for two hours"))).unwrap();
    assert_eq!((library.holds().unwrap(), whole(&library)), (vec![vec![]], vec![]));
    library.add(&ingested("other.md", &format!("{OTHER}\nNothing more was said.\n"))).unwrap();
    assert_eq!(library.holds().unwrap()[0].len(), 2);
    assert_eq!(whole(&library).len(), 1);
}

#[test]
fn a_quotation_has_the_meeting_that_the_reader_says() {
    let mut library = filled();
    let (document, said) = other(&library);
    assert_eq!(said.meeting, None);
    let meeting = library.meeting("2001-05-02-port").unwrap();
    library.correct(vec![Correction::meeting(&document, &said, meeting.as_ref())]).unwrap();
    let after = library.quotation(&said.id).unwrap().unwrap();
    assert_eq!((after.meeting.as_deref(), after.date), (Some("2001-05-02-port"), Some(date(2001, 5, 2))));
    assert_eq!((after.by, after.speaker), (By::Reader, said.speaker.clone()));
    assert_eq!(library.holds().unwrap()[0].len(), 1);
    let listed = library.meetings().unwrap();
    assert_eq!(listed.iter().find(|it| it.meeting == "2001-05-02-port").map(|it| it.quotations), Some(3));
    // The later word counts.
    let all =
        vec![Correction::meeting(&document, &said, meeting.as_ref()), Correction::meeting(&document, &said, None)];
    library.correct(all).unwrap();
    let after = library.quotation(&said.id).unwrap().unwrap();
    assert_eq!((after.meeting, after.date), (None, document.published));
}

#[test]
fn what_is_handed_on_says_the_same() {
    let library = filled();
    let (document, said) = other(&library);
    let meeting = library.meeting("2001-05-02-port").unwrap();
    let meant = Correction::meeting(&document, &said, meeting.as_ref());
    let rulings = [Ruling::Linked, Ruling::Parted, Ruling::Joined, Ruling::Separate].map(|it| verdict(&library, it));
    let kind = Correction::kind(&document, &said, Kind::Reported);
    for correction in rulings.into_iter().chain([meant, kind]) {
        let line = serde_json::to_string(&correction).unwrap();
        let read: Correction = serde_json::from_str(&line).unwrap();
        assert_eq!(read, correction, "{line}");
        assert!(read.says_the_same(&correction));
    }
}

/// The rows by meeting, each as the ids on its left and on its right.
fn rows(library: &Library) -> Vec<[Vec<String>; 2]> {
    let pairs = pairs(library);
    let of = |row: &[Pair<String>]| {
        let side =
            |side: fn(&Pair<String>) -> &Option<String>| row.iter().filter_map(|pair| side(pair).clone()).collect();
        [side(|pair| &pair.left), side(|pair| &pair.right)]
    };
    pairs.chunk_by(|_, next| next.joined).map(of).collect()
}

#[test]
fn rows_are_put_together_and_come_apart_again() {
    let mut library = filled();
    let before = rows(&library);
    let (talks, other) = (talks(&library).1, other(&library).1);
    let [arnes, belko, late] = [&talks[0].id, &talks[1].id, &other.id].map(Clone::clone);
    let joined = verdict(&library, Ruling::Joined);
    library.correct(vec![joined.clone()]).unwrap();
    let both = rows(&library);
    assert!(both.contains(&[vec![arnes.clone()], vec![late.clone()]]), "{both:?}");
    // A third one comes to them; of several meetings the row is of none.
    let (document, said) = self::talks(&library);
    let second = Correction::about(
        Said { document: &document, quotation: &said[0] },
        Said { document: &document, quotation: &said[1] },
        Ruling::Joined,
    );
    library.correct(vec![joined.clone(), second.clone()]).unwrap();
    let all = rows(&library);
    assert_eq!(all, [[vec![arnes.clone()], vec![late.clone(), belko.clone()]]]);
    let row = pairs(&library);
    assert_eq!(
        row.iter().map(|pair| (pair.joined, pair.meeting.clone())).collect::<Vec<_>>(),
        [(false, None), (true, None)]
    );
    assert_eq!(library.holds().unwrap().iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    // Whoever is asked for, the row stays whole.
    let on = Filter { meeting: Some("2001-05-02-port".into()), ..Filter::default() };
    assert_eq!(*library.pairs(GroupBy::Meeting, &on).unwrap(), row);

    let apart = Correction::about(
        Said { document: &document, quotation: &said[0] },
        Said { document: &document, quotation: &said[1] },
        Ruling::Separate,
    );
    assert!(
        apart.concerns_the_same(&second)
            && !apart.says_the_same(&second)
            && !apart.concerns_the_same(&verdict(&library, Ruling::Linked))
    );
    library.correct(vec![joined, second, apart]).unwrap();
    let mut again = rows(&library);
    again.sort();
    let mut wanted = vec![[vec![arnes], vec![late]], [vec![], vec![belko]]];
    wanted.sort();
    assert_eq!(again, wanted);
    assert!(pairs(&library).iter().all(|pair| !pair.joined));
    library.correct(Vec::new()).unwrap();
    assert_eq!(rows(&library), before);
}

#[test]
fn a_file_renamed_and_changed_keeps_what_was_put_right_if_it_is_the_only_one_that_fits() {
    let mut library = filled();
    let (document, said) = talks(&library);
    let kind = Correction::kind(&document, &said[0], Kind::Partial);
    let date = Correction::of_document(&document, crate::correction::Change::Date { date: date(2001, 5, 3) });
    library.correct(vec![kind, date, verdict(&library, Ruling::Linked)]).unwrap();
    assert_eq!(library.quotation(&said[0].id).unwrap().unwrap().kind, Kind::Partial);
    library.remove(&document.id).unwrap();
    assert_eq!(library.holds().unwrap(), [vec![], vec![], vec![]]);

    let changed = TALKS.replace("after the talks", "after the long talks").replace("stopped a", "held up a");
    library.add(&ingested("2001-talks-final.txt", &changed)).unwrap();
    assert_eq!(library.holds().unwrap().iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 2]);
    let id = library.find("2001-talks-final.txt").unwrap().pop().unwrap().document_id;
    let now = library.quotations_in(&id).unwrap();
    assert_eq!((now[0].kind, now[0].by, now[0].speaker.clone()), (Kind::Partial, By::Reader, said[0].speaker.clone()));
    assert_eq!(library.document(&id).unwrap().unwrap().published, Some(super::date(2001, 5, 3)));
    assert_eq!(whole(&library).len(), 1);

    // Where two fit, neither is meant.
    library.add(&ingested("copy.txt", &changed.replace("single ship", "single boat"))).unwrap();
    assert_eq!(library.holds().unwrap(), [vec![], vec![], vec![]]);
}

#[test]
fn the_same_words_in_another_article_are_no_renamed_file() {
    let mut library = filled();
    let (document, said) = talks(&library);
    library.correct(vec![Correction::kind(&document, &said[0], Kind::Partial)]).unwrap();
    library.remove(&document.id).unwrap();
    let text = "---\ntitle: A year later\nlanguage: en\n---\n\nNobody forgot what was promised. \
        \"The grain will leave the port before the end of May,\" they read again, and laughed.\n";
    library.add(&ingested("later.md", text)).unwrap();
    assert_eq!(library.holds().unwrap(), [vec![]]);
}
