//! The meetings of the marked articles and the pairs made of them. Passes where the articles are not there.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{fs, path::PathBuf};

use visavis::{
    alignment::{self, GroupBy, Pair},
    corpus::Corpus,
    document::Document,
    ingest,
    meeting::{self, Assignment},
    quotation::{Quotation, extract},
    speaker::Cast,
};

fn seeds() -> Option<Vec<Document>> {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("VISAVIS_SHARED").map_or(shared, Into::into).join("seeds");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    Some(paths.iter().map(|path| ingest::read(path).unwrap().document).collect())
}

fn read(documents: &[Document], corpus: &Corpus) -> (Vec<Assignment>, Vec<Quotation>) {
    let cast = Cast::new(corpus);
    let mut all = Vec::new();
    let assignments = documents
        .iter()
        .map(|document| {
            let mut quotations = extract(document, &cast);
            let assignment = meeting::assign(document, &mut quotations, corpus);
            all.append(&mut quotations);
            assignment
        })
        .collect();
    alignment::topics(&mut all, corpus);
    alignment::groups(&mut all, corpus);
    (assignments, all)
}

#[test]
fn seeds_belong_to_their_meetings_and_pair() {
    let Some(documents) = seeds() else { return };
    let corpus = Corpus::sample();
    let (assignments, quotations) = read(&documents, &corpus);
    let found: Vec<Option<&str>> = assignments.iter().map(|one| one.meeting.as_deref()).collect();
    assert_eq!(
        found,
        [
            Some("2019-05-14-sochi"),
            Some("2020-03-30-phone"),
            Some("2022-01-21-geneva"),
            Some("2017-01-28-phone"),
            Some("2015-05-12-sochi")
        ]
    );
    let second = quotations.iter().filter(|one| one.document == documents[1].name);
    for quotation in second {
        let lavrov = quotation.speaker_id.as_deref() == Some("lavrov");
        let meeting = if lavrov { "2019-12-10-washington" } else { "2020-03-30-phone" };
        assert_eq!(quotation.meeting.as_deref(), Some(meeting), "{}", quotation.text);
    }

    let pairs = |group_by| -> Vec<Pair<Quotation>> {
        let pairs = alignment::align(&quotations, &corpus, group_by).into_iter();
        pairs.map(|pair| pair.map(|index| quotations[index].clone())).collect()
    };
    let has = |pairs: &[Pair<Quotation>], left: &str, right: &str| {
        let says = |one: &Option<Quotation>, words: &str| one.as_ref().is_some_and(|one| one.text.contains(words));
        pairs.iter().find(|pair| says(&pair.left, left) && says(&pair.right, right)).cloned()
    };
    let by_meeting = pairs(GroupBy::Meeting);
    assert!(has(&by_meeting, "dead end", "if and when").is_some_and(|pair| pair.topic.as_deref() == Some("sanctions")));
    let terror = has(&by_meeting, "антитерористичному треку", "боротьба з тероризмом").unwrap();
    assert!(terror.why.terms.contains(&("антитерористичному".into(), "тероризмом".into())));
    let by_topic = pairs(GroupBy::Topic);
    assert!(
        has(&by_topic, "СНВ-3", "скорочення озброєнь").or(has(&by_topic, "CНВ-3", "скорочення озброєнь")).is_some()
    );
}
