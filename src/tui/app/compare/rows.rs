//! The rows of a comparison and what they stand under, as a lens asks for them.

use std::{collections::HashSet, sync::Arc};

use jiff::civil::Date;

use super::{
    Group,
    lens::{Heads, Lens},
};
use crate::{
    alignment::{GroupBy, Pair, Why},
    corpus::Corpus,
    library::{Result, Store, Utterance},
    quotation::{By, Filter},
    text::Clean,
    tui::names,
};

#[derive(Debug, Default)]
pub struct Rows {
    pub pairs: Arc<Vec<Pair<String>>>,
    pub groups: Vec<Group>,
    /// Rows that begin an occasion; only under years.
    pub occasions: HashSet<usize>,
}

pub fn rows(store: &dyn Store, lens: &Lens) -> Result<Rows> {
    match &lens.heads {
        Heads::Meetings => paired(store, GroupBy::Meeting, &lens.filter),
        Heads::Topics => paired(store, GroupBy::Topic, &lens.filter),
        Heads::Years(topic) => {
            let filter = Filter { topic: Some(topic.clone()), ..lens.filter.clone() };
            Ok(by_years(&store.course(&filter)?, topic))
        }
    }
}

fn paired(store: &dyn Store, group_by: GroupBy, filter: &Filter) -> Result<Rows> {
    let pairs = store.pairs(group_by, filter)?;
    let mut groups: Vec<Group> = Vec::new();
    let mut last: Option<&Option<String>> = None;
    for (index, pair) in pairs.iter().enumerate() {
        let key = if group_by == GroupBy::Meeting { &pair.meeting } else { &pair.topic };
        if last != Some(key) {
            let (left, right) = heading(store, group_by, key.as_deref())?;
            groups.push(Group { first: index, left, right, said: [0, 0] });
            last = Some(key);
        }
    }
    Ok(Rows { pairs, groups, occasions: HashSet::new() })
}

/// What was said on one occasion stands side by side as it comes: nobody says that these are pairs.
fn by_years(course: &[Utterance], topic: &str) -> Rows {
    let mut rows = Rows::default();
    let mut pairs: Vec<Pair<String>> = Vec::new();
    let mut year = None;
    for occasion in course.chunk_by(|one, next| (one.date, &one.meeting) == (next.date, &next.meeting)) {
        let Some(first) = occasion.first() else { continue };
        let this = first.date.map(Date::year);
        if year != Some(this) {
            year = Some(this);
            let left = this.map_or_else(|| "No date".into(), |year| Clean::new(&year.to_string()));
            rows.groups.push(Group { first: pairs.len(), left, right: Clean::default(), said: [0, 0] });
        }
        rows.occasions.insert(pairs.len());
        let mut sides = [0, 1].map(|side| occasion.iter().filter(move |it| it.side == side).map(|it| it.id.clone()));
        for it in occasion {
            if let Some(said) = rows.groups.last_mut().and_then(|group| group.said.get_mut(it.side)) {
                *said += 1;
            }
        }
        loop {
            let [left, right] = sides.each_mut().map(Iterator::next);
            if left.is_none() && right.is_none() {
                break;
            }
            pairs.push(Pair {
                meeting: first.meeting.clone(),
                topic: Some(topic.to_owned()),
                left,
                right,
                score: None,
                by: By::Rules,
                why: Why::default(),
                joined: false,
            });
        }
    }
    rows.pairs = Arc::new(pairs);
    rows
}

fn heading(store: &dyn Store, group_by: GroupBy, key: Option<&str>) -> Result<(Clean, Clean)> {
    let corpus: &Corpus = store.corpus();
    let none = |words: &str| (Clean::new(words), Clean::default());
    Ok(match (group_by, key) {
        (GroupBy::Topic, Some(id)) => none(corpus.topic(id).map_or(id, |topic| &topic.name)),
        (GroupBy::Topic, None) => none("No topic"),
        (GroupBy::Meeting, None) => none("Not of one meeting"),
        (GroupBy::Meeting, Some(id)) => match store.meeting(id)? {
            None => none(id),
            Some(meeting) => (names::occasion(&meeting), names::heading(corpus, &meeting)),
        },
    })
}
