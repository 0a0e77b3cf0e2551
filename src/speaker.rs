//! Speakers: the people of the corpus, their offices by date, and all forms their names take.
//!
//! [`Cast`] is made once from a corpus and answers, at a word of a text: which person, country, office or
//! institution begins here? It knows no sentences; who speaks is decided in [`crate::quotation`].

pub mod forms;

use jiff::civil::Date;

use crate::{
    corpus::{Corpus, Country, Office, Person, PersonKind},
    text::{Tokens, fold::fold},
};
use forms::{ByForm, same};

/// The corpus's people, offices and countries with every form of their names.
#[derive(Debug, Default)]
pub struct Cast {
    people: Vec<Member>,
    offices: Vec<Office>,
    /// What a run of words can stand for.
    entries: Vec<Entry>,
    /// Entries by their first words.
    firsts: ByForm<usize>,
    countries: Vec<Country>,
}

#[derive(Debug)]
struct Member {
    person: Person,
    side: Option<String>,
}

/// What a run of words can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Index of a person (or institution), and whether the given name stands there too.
    Person { index: usize, full: bool },
    /// Index of a country; `adjective` where it is one.
    Country { index: usize, adjective: bool },
    /// Index of an office; `own` where the title says the country itself.
    Title { index: usize, own: bool },
}

#[derive(Clone, Debug)]
struct Entry {
    /// Folded words in the nominative; those before `fixed` are declined.
    words: Vec<String>,
    fixed: usize,
    /// Written in capitals: "UN" is not the "Un" of a name.
    acronym: bool,
    /// The first letter of the second word, which tells most of what follows from it.
    second: Option<char>,
    thing: Thing,
}

/// A match of [`Cast::things`]: the words from the asked one up to `end` (exclusive).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    pub end: usize,
    pub thing: Thing,
    /// Stands as the corpus gives it; what cannot be declined always does.
    pub nominative: bool,
    /// A country's adjective inside a title: «глава российского МИД».
    pub country: Option<usize>,
}

/// What may begin with a word, as [`Cast::beginning`] tells.
#[derive(Debug, Default)]
pub struct Beginning {
    /// Those with the most words first; whether the word stands there in the nominative.
    entries: Vec<(usize, bool)>,
    /// The country whose adjective the word is.
    adjective: Option<usize>,
}

/// What the cast knows to begin at each token of a text.
#[derive(Debug, Default)]
pub struct Things {
    list: Vec<Match>,
    /// For each token, where what begins there ends in the list.
    ends: Vec<u32>,
}

impl Things {
    /// What begins at token `at`, longest first.
    pub fn at(&self, at: usize) -> &[Match] {
        let end = self.ends.get(at).copied().unwrap_or(0) as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0) as usize;
        self.list.get(start..end).unwrap_or_default()
    }
}

impl Cast {
    pub fn new(corpus: &Corpus) -> Self {
        let mut cast = Self { offices: corpus.offices.clone(), ..Self::default() };
        for (index, country) in corpus.countries.iter().enumerate() {
            cast.countries.push(country.clone());
            for (_, name) in country.names.all() {
                cast.add(name, Thing::Country { index, adjective: false });
            }
            for (_, name) in country.adjectives.all() {
                cast.add(name, Thing::Country { index, adjective: true });
            }
        }
        for (index, office) in corpus.offices.iter().enumerate() {
            for (words, own) in [(&office.titles, false), (&office.own_titles, true)] {
                for (_, title) in words.all() {
                    cast.add(title, Thing::Title { index, own });
                }
            }
        }
        for (index, person) in corpus.people.iter().enumerate() {
            let side = corpus.side_of(&person.id).map(|side| side.id.clone());
            cast.people.push(Member { person: person.clone(), side });
            for (_, name) in person.name.all().chain(person.forms.all()) {
                cast.add(name, Thing::Person { index, full: true });
                if person.kind == PersonKind::Person
                    && let Some((_, surname)) = name.rsplit_once(' ')
                {
                    cast.add(surname, Thing::Person { index, full: false });
                    // "al-Jubeir" is called "Jubeir" as well.
                    if let Some((_, bare)) = surname.split_once('-').filter(|(article, _)| article.chars().count() <= 3)
                    {
                        cast.add(bare, Thing::Person { index, full: false });
                    }
                }
            }
        }
        cast
    }

    fn add(&mut self, name: &str, thing: Thing) {
        let tokens = Tokens::new(name);
        let words: Vec<String> =
            (0..tokens.len()).filter(|i| tokens.is_word(*i)).map(|i| tokens.folded(i).to_owned()).collect();
        let Some(first) = words.first() else { return };
        // Of a title or an institution the adjectives and the first noun are declined, of a person's name all.
        let fixed = match thing {
            Thing::Person { index, .. } if self.person(index).is_some_and(|p| p.kind == PersonKind::Person) => {
                words.len()
            }
            _ => words.iter().take_while(|word| ADJECTIVES.iter().any(|end| word.ends_with(end))).count() + 1,
        };
        let acronym = words.len() == 1 && name.chars().count() > 1 && name.chars().all(char::is_uppercase);
        let listed = |index: &usize| self.entries.get(*index).is_some_and(|e| e.words == words && e.thing == thing);
        if !self.firsts.find(first).any(listed) {
            self.firsts.add(first, self.entries.len());
            let second = words.get(1).and_then(|word| word.chars().next());
            self.entries.push(Entry { words, fixed, acronym, second, thing });
        }
    }

    /// What may begin with a folded word, or a form of one.
    pub fn beginning(&self, folded: &str) -> Beginning {
        let bare = strip_possessive(folded);
        let words = |index: usize| self.entries.get(index).map_or(&[][..], |entry| entry.words.as_slice());
        let nominative = |index: usize| words(index).first().is_some_and(|first| first == bare);
        let mut entries: Vec<(usize, bool)> =
            self.firsts.find(bare).map(|index| (*index, nominative(*index))).collect();
        entries.sort_by_key(|(index, _)| std::cmp::Reverse(words(*index).len()));
        let adjective =
            entries.iter().filter_map(|(index, _)| self.entries.get(*index)).find_map(|entry| match entry.thing {
                Thing::Country { index, adjective: true } if entry.words.len() == 1 => Some(index),
                _ => None,
            });
        Beginning { entries, adjective }
    }

    /// What begins at each token; `beginning` tells of a token's word what [`Cast::beginning`] does.
    pub fn things<'a>(&self, tokens: &Tokens, beginning: impl Fn(usize) -> &'a Beginning) -> Things {
        let mut things = Things { list: Vec::new(), ends: Vec::with_capacity(tokens.len()) };
        for at in 0..tokens.len() {
            let entries = &beginning(at).entries;
            if !entries.is_empty() && tokens.is_word(at) {
                let first = things.list.len();
                let entries = entries.iter().filter_map(|(index, own)| Some((self.entries.get(*index)?, *own)));
                things.list.extend(entries.filter_map(|(entry, own)| follow(entry, tokens, at, own, &beginning)));
                if let Some(found) = things.list.get_mut(first..) {
                    found.sort_by_key(|m| (std::cmp::Reverse(m.end), !m.nominative));
                }
            }
            things.ends.push(things.list.len() as u32);
        }
        things
    }

    /// What begins at a text's first token, longest first.
    pub fn first(&self, tokens: &Tokens) -> Vec<Match> {
        let words: Vec<Beginning> = (0..tokens.len()).map(|at| self.beginning(tokens.folded(at))).collect();
        let nothing = Beginning::default();
        self.things(tokens, |at| words.get(at).unwrap_or(&nothing)).at(0).to_vec()
    }

    pub fn person(&self, index: usize) -> Option<&Person> {
        self.people.get(index).map(|member| &member.person)
    }

    /// The index of a person by id.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.people.iter().position(|member| member.person.id == id)
    }

    pub fn side(&self, index: usize) -> Option<&str> {
        self.people.get(index)?.side.as_deref()
    }

    /// The office a person holds on `date` as the reader sees it.
    pub fn office_name(&self, index: usize, date: Date) -> Option<String> {
        let tenure = self.person(index)?.offices_at(date).next()?;
        let office = self.offices.iter().find(|office| office.id == tenure.office)?;
        Some(if tenure.acting { format!("acting {}", office.name) } else { office.name.to_string() })
    }

    /// The country's word that stands at token `at`, in the nominative.
    pub fn country_word(&self, index: usize, tokens: &Tokens, at: usize) -> Option<String> {
        let names = &self.countries.get(index)?.names;
        let first = tokens.folded(at);
        names
            .all()
            .map(|(_, name)| name)
            .find(|name| same(&fold(name.split(' ').next().unwrap_or("")), strip_possessive(first)))
            .map(ToString::to_string)
    }

    /// Whether an office belongs to a country, by their indices.
    pub fn office_of(&self, office: usize, country: usize) -> bool {
        self.offices
            .get(office)
            .is_some_and(|office| office.country.as_ref() == self.countries.get(country).map(|country| &country.id))
    }

    /// Who held an office on `date`.
    pub fn holders(&self, office: usize, date: Option<Date>) -> impl Iterator<Item = usize> {
        let id = self.offices.get(office).map(|office| office.id.as_str());
        self.people.iter().enumerate().filter_map(move |(index, member)| {
            let held = |tenure: &crate::corpus::Tenure| {
                Some(tenure.office.as_str()) == id && date.is_none_or(|date| tenure.holds(date))
            };
            member.person.offices.iter().any(held).then_some(index)
        })
    }

    /// Whether the person held an office of that country on `date`; at any time where there is none.
    pub fn serves(&self, index: usize, country: usize, date: Option<Date>) -> bool {
        let of = |tenure: &crate::corpus::Tenure| {
            let office = self.offices.iter().position(|office| office.id == tenure.office);
            office.is_some_and(|office| self.office_of(office, country)) && date.is_none_or(|date| tenure.holds(date))
        };
        self.person(index).is_some_and(|person| person.offices.iter().any(of))
    }

    /// Whether the person held any office on `date`.
    pub fn in_office(&self, index: usize, date: Date) -> bool {
        self.person(index).is_some_and(|person| person.offices_at(date).next().is_some())
    }
}

/// The entry whose first word stands at token `at`, in the nominative or not, as far as its other words follow.
fn follow<'a>(
    entry: &Entry,
    tokens: &Tokens,
    at: usize,
    mut nominative: bool,
    beginning: impl Fn(usize) -> &'a Beginning,
) -> Option<Match> {
    let title = matches!(entry.thing, Thing::Title { .. });
    // People and countries are written with a capital letter, adjectives and titles need not be.
    if !title && !matches!(entry.thing, Thing::Country { adjective: true, .. }) && !tokens.is_capital(at) {
        return None;
    }
    let (mut next, mut country) = (at + 1, None);
    let goes_on = |second: char| tokens.folded(next).starts_with(second);
    if entry.second.is_some_and(|second| !goes_on(second)) && !(title && beginning(next).adjective.is_some()) {
        return None;
    }
    if entry.acronym && !tokens.word(at).chars().take(2).all(char::is_uppercase) {
        return None;
    }
    for (place, word) in entry.words.iter().enumerate().skip(1) {
        loop {
            let folded = strip_possessive(tokens.folded(next));
            if folded == word {
                break;
            }
            if place < entry.fixed && same(folded, word) {
                nominative = false;
                break;
            }
            if !title {
                return None;
            }
            country = Some(beginning(next).adjective?);
            next += 1;
        }
        next += 1;
    }
    Some(Match { end: next, thing: entry.thing, nominative, country })
}

/// "Kerry's" → "kerry".
pub fn strip_possessive(folded: &str) -> &str {
    folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(folded)
}

/// Endings of the adjectives before a title's noun: «государственный секретарь», «державний секретар».
const ADJECTIVES: [&str; 4] = ["ый", "ий", "ой", "ая"];
