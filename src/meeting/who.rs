//! Who a line names: people by their names, in all their forms, and by the offices they hold.
//!
//! The names are the matter of [`Cast`]; whom an office means depends on the day, and is asked when there is one.

use std::{collections::BTreeSet, rc::Rc};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    corpus::{Corpus, Person},
    speaker::{Beginning, Cast, Match, Thing, Things},
    text::Tokens,
};

/// People and offices of the corpus, by their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Who {
    pub people: BTreeSet<usize>,
    /// Offices named with their country: «госсекретарь США».
    pub offices: BTreeSet<usize>,
}

/// Words that may stand between a title and its country.
const LINKS: [&str; 2] = ["of", "the"];

/// Names of a cast as they are looked up; words are looked up once, since a document repeats them.
pub struct Names<'c> {
    cast: &'c Cast,
    seen: FxHashMap<Box<str>, Rc<Beginning>>,
}

impl<'c> Names<'c> {
    pub fn new(cast: &'c Cast) -> Self {
        Self { cast, seen: FxHashMap::default() }
    }

    fn beginning(&mut self, folded: &str) -> Rc<Beginning> {
        if let Some(beginning) = self.seen.get(folded) {
            return beginning.clone();
        }
        let beginning = Rc::new(self.cast.beginning(folded));
        self.seen.insert(folded.into(), beginning.clone());
        beginning
    }

    fn things(&mut self, tokens: &Tokens) -> Things {
        let words: Vec<Rc<Beginning>> = (0..tokens.len()).map(|at| self.beginning(tokens.folded(at))).collect();
        let nothing = Beginning::default();
        self.cast.things(tokens, |at| words.get(at).map_or(&nothing, |beginning| beginning))
    }
}

impl Who {
    pub fn read(text: &str, names: &mut Names) -> Self {
        let tokens = Tokens::new(text);
        let things = names.things(&tokens);
        let cast = names.cast;
        let mut who = Self::default();
        // The country that ends right before the place looked at.
        let mut country = None;
        let mut at = 0;
        while at < tokens.len() {
            let found = things.at(at);
            let before = country.take();
            let Some(end) = found.first().map(|longest| longest.end) else {
                at += 1;
                continue;
            };
            let longest = || found.iter().filter(|one| one.end == end);
            country = longest().find_map(|one| match one.thing {
                Thing::Country { index, .. } => Some(index),
                _ => None,
            });
            // A given name tells namesakes apart; where only the surname stands, everyone who bears it is meant.
            who.people.extend(longest().filter_map(|one| match one.thing {
                Thing::Person { index, .. } => Some(index),
                _ => None,
            }));
            for title in longest() {
                if let Thing::Title { index, own } = title.thing
                    && (own || countries(title, before, &tokens, &things).any(|country| cast.office_of(index, country)))
                {
                    who.offices.insert(index);
                }
            }
            at = end.max(at + 1);
        }
        who
    }

    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.offices.is_empty()
    }

    /// Whether the person is named, or an office that they hold on this day.
    pub fn has(&self, person: usize, day: Date, corpus: &Corpus) -> bool {
        self.people.contains(&person) || self.office_of(person, day, corpus).is_some()
    }

    /// The office named that the person holds on this day.
    pub fn office_of(&self, person: usize, day: Date, corpus: &Corpus) -> Option<usize> {
        let person = corpus.people.get(person).filter(|_| !self.offices.is_empty())?;
        let held = |office: &&usize| {
            let id = corpus.offices.get(**office).map(|office| &office.id);
            person.offices_at(day).any(|tenure| Some(&tenure.office) == id)
        };
        self.offices.iter().find(held).copied()
    }

    /// Takes an office for the one of `named` who holds it when the text is written, or ever held it, if the text does
    /// not say when that is: after «госсекретарь Керри», «госсекретарь» is he. Of several none is meant for sure.
    pub fn settle(&mut self, named: &BTreeSet<usize>, written: Option<Date>, corpus: &Corpus) {
        for office in std::mem::take(&mut self.offices) {
            let id = corpus.offices.get(office).map(|office| &office.id);
            let holds = |person: &Person| {
                let mut tenures = person.offices.iter();
                tenures.any(|one| Some(&one.office) == id && written.is_none_or(|written| one.holds(written)))
            };
            let mut holders = named.iter().copied().filter(|person| corpus.people.get(*person).is_some_and(holds));
            match (holders.next(), holders.next()) {
                (Some(holder), None) => _ = self.people.insert(holder),
                (None, _) => _ = self.offices.insert(office),
                _ => {}
            }
        }
    }

    pub fn extend(&mut self, other: &Self) {
        self.people.extend(&other.people);
        self.offices.extend(&other.offices);
    }
}

/// The countries that a title's words name: inside it, before it, after it.
fn countries(
    title: &Match,
    before: Option<usize>,
    tokens: &Tokens,
    things: &Things,
) -> impl Iterator<Item = usize> + use<> {
    let mut next = title.end;
    while next < tokens.len() && LINKS.contains(&tokens.folded(next)) {
        next += 1;
    }
    let after = things.at(next).iter().find_map(|one| match one.thing {
        Thing::Country { index, .. } => Some(index),
        _ => None,
    });
    title.country.into_iter().chain(before).chain(after)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn offices(text: &str) -> Vec<String> {
        let corpus = Corpus::sample();
        let who = Who::read(text, &mut Names::new(&Cast::new(&corpus)));
        who.offices.iter().filter_map(|office| corpus.offices.get(*office)).map(|office| office.id.clone()).collect()
    }

    #[test]
    fn offices_need_their_country() {
        let both = offices("The Russian foreign minister met the US Secretary of State.");
        assert_eq!(both.len(), 2, "{both:?}");
        assert_eq!(offices("Министр иностранных дел России и госсекретарь США встретились."), both);
        assert_eq!(offices("Глава МЗС Росії та держсекретар США зустрілися."), both);
        assert!(offices("The minister met a president.").is_empty());
    }
}
