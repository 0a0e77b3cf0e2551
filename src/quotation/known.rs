//! Known: who has been named in this document, and who a mention means.
//!
//! The cast of the corpus comes first, then whoever the text names in full; titles are bound to persons by
//! the text itself, else by who held the office at the time. What cannot be decided stays unknown.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    lexicon::Agreement,
    mention::{Context, Head, Mention},
};
use crate::{
    corpus::{Gender, PersonKind},
    language::Language,
    speaker::{
        Cast, Thing,
        forms::{nominative, same},
        strip_possessive,
    },
    text::{Clean, Tokens},
};

/// Index of a [`Known`].
pub type Id = usize;

/// A person or institution of this document.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Index in the cast.
    pub member: Option<usize>,
    pub person: bool,
    /// Folded words of the fullest name.
    words: Vec<String>,
    /// The words as shown, and whether they are surely in the nominative.
    shown: String,
    sure: bool,
    pub gender: Option<Gender>,
    /// Roles the text gives: lemma and country.
    roles: Vec<(String, Option<usize>)>,
    offices: Vec<usize>,
    /// How recently it was mentioned.
    last: usize,
}

impl Known {
    /// A single unknown word may as well be a place.
    fn is_likely_person(&self) -> bool {
        self.person
            && (self.member.is_some() || self.words.len() > 1 || !self.roles.is_empty() || self.gender.is_some())
    }
}

/// Everybody named so far.
pub struct Everybody<'a> {
    cast: &'a Cast,
    language: Language,
    date: Option<Date>,
    list: Vec<Known>,
    clock: usize,
    /// The subject of the last sentence, and who spoke last.
    pub subject: Option<Id>,
    pub speaker: Option<Id>,
    pub institution: Option<Id>,
}

impl<'a> Everybody<'a> {
    pub fn new(cast: &'a Cast, language: Language, date: Option<Date>) -> Self {
        Self { cast, language, date, list: Vec::new(), clock: 0, subject: None, speaker: None, institution: None }
    }

    pub fn get(&self, id: Id) -> Option<&Known> {
        self.list.get(id)
    }

    /// The name shown for it.
    pub fn name(&self, id: Id) -> Option<Clean> {
        let known = self.list.get(id)?;
        if let Some(person) = known.member.and_then(|index| self.cast.person(index)) {
            return Some(person.display().clone());
        }
        if known.sure || self.language == Language::En {
            return Some(known.shown.as_str().into());
        }
        if !known.person {
            return Some(institution_in_nominative(&known.shown).into());
        }
        let words = known.shown.split(' ').map(|word| in_nominative(word, known.gender));
        Some(words.collect::<Vec<_>>().join(" ").into())
    }

    /// Marks it as mentioned now.
    pub fn touch(&mut self, id: Id) {
        self.clock += 1;
        if let Some(known) = self.list.get_mut(id) {
            known.last = self.clock;
        }
    }

    pub fn learn_gender(&mut self, id: Id, gender: Gender) {
        if let Some(known) = self.list.get_mut(id) {
            known.gender.get_or_insert(gender);
        }
    }

    /// The form a verb agreed with is a nominative.
    pub fn learn_nominative(&mut self, id: Id, tokens: &Tokens, name: &Range<usize>) {
        let Some(known) = self.list.get_mut(id) else { return };
        if !known.sure && known.member.is_none() && name.len() == known.words.len() {
            known.shown = joined(tokens, name);
            known.sure = true;
        }
    }

    fn add(&mut self, known: Known) -> Id {
        self.list.push(known);
        self.list.len() - 1
    }

    /// The person a name means; a full name not seen before is a new person.
    pub fn named(&mut self, context: &Context<'_>, name: &Range<usize>) -> Option<Id> {
        let tokens = context.tokens;
        let words: Vec<String> = name.clone().map(|i| strip_possessive(tokens.folded(i)).to_owned()).collect();
        let last = words.last()?;
        if let Some(member) = self.member(context, name) {
            return Some(self.of_member(member));
        }
        let matching = |known: &Known| {
            known.person && known.member.is_none() && known.words.last().is_some_and(|own| same(own, last))
        };
        let fits = |known: &Known| {
            words.len() == 1
                || known.words.len() == 1
                || known.words.first().zip(words.first()).is_some_and(|(a, b)| {
                    same(a, b) || a.chars().next() == b.chars().next() && (a.ends_with('.') || b.ends_with('.'))
                })
        };
        let found = self
            .list
            .iter()
            .enumerate()
            .filter(|(_, known)| matching(known) && fits(known))
            .max_by_key(|(_, known)| known.last);
        // A single word may be somebody's given name: "Sultan said", of a woman called Sultan Amir.
        let given = || {
            let first = |known: &Known| {
                words.len() == 1
                    && known.person
                    && known.member.is_none()
                    && known.words.len() > 1
                    && known.words.first().is_some_and(|own| same(own, last))
            };
            self.list.iter().enumerate().filter(|(_, known)| first(known)).max_by_key(|(_, known)| known.last)
        };
        if let Some(id) = found.or_else(given).map(|(id, _)| id) {
            if let Some(known) = self.list.get_mut(id)
                && known.words.len() < words.len()
            {
                known.words = words;
                known.shown = joined(tokens, name);
                known.sure = false;
            }
            return Some(id);
        }
        let gender = self.gender_of(&words);
        Some(self.add(Known { person: true, words, shown: joined(tokens, name), gender, ..Known::default() }))
    }

    /// The cast's member that a name means here.
    fn member(&self, context: &Context<'_>, name: &Range<usize>) -> Option<usize> {
        // The name may begin before the part the corpus knows: «Сергей Викторович Лавров».
        let at = |start: usize| context.things(start).iter().copied().filter(|m| m.end == name.end);
        let full = at(name.start).find_map(|m| match m.thing {
            Thing::Person { index, full: true } => Some(index),
            _ => None,
        });
        if full.is_some() {
            return full;
        }
        let surname: Vec<usize> = (name.start..name.end)
            .flat_map(at)
            .filter_map(|m| match m.thing {
                Thing::Person { index, .. } => Some(index),
                _ => None,
            })
            .collect();
        let first = name.len() > 1;
        let fits = |index: &usize| {
            !first
                || self.cast.person(*index).is_some_and(|person| {
                    let initial = strip_possessive(context.tokens.folded(name.start)).chars().next();
                    person
                        .name
                        .all()
                        .any(|(_, full)| full.chars().next().and_then(|c| c.to_lowercase().next()) == initial)
                })
        };
        let mut candidates: Vec<usize> = surname.into_iter().filter(fits).collect();
        candidates.dedup();
        let known =
            candidates.iter().copied().filter(|index| self.list.iter().any(|known| known.member == Some(*index)));
        let mentioned = known.max_by_key(|index| self.list.iter().find(|k| k.member == Some(*index)).map(|k| k.last));
        // Somebody else of that surname has been named in full.
        let namesake = self.list.iter().any(|known| {
            known.member.is_none()
                && known.words.len() > 1
                && known.words.last().is_some_and(|own| same(own, context.tokens.folded(name.end - 1)))
        });
        if mentioned.is_some() || namesake && !first {
            return mentioned;
        }
        if candidates.len() > 1 {
            let held = |index: &usize| self.date.is_none_or(|date| self.cast.in_office(*index, date));
            candidates.retain(held);
        }
        match candidates.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    pub fn of_member(&mut self, member: usize) -> Id {
        if let Some(id) = self.list.iter().position(|known| known.member == Some(member)) {
            return id;
        }
        let person = self.cast.person(member);
        let gender = person.and_then(|person| person.gender);
        let is_person = person.is_some_and(|person| person.kind == PersonKind::Person);
        let name = person.and_then(|person| {
            person.name.of(self.language).first().or(person.name.all().next().map(|(_, name)| name))
        });
        let words = name.map(|name| name.split(' ').map(crate::text::fold::fold).collect()).unwrap_or_default();
        self.add(Known { member: Some(member), person: is_person, words, gender, sure: true, ..Known::default() })
    }

    fn gender_of(&self, words: &[String]) -> Option<Gender> {
        let ends = |with: &[&str]| words.iter().any(|word| with.iter().any(|end| word.ends_with(end)));
        if self.language == Language::En {
            return None;
        }
        if ends(&["овна", "евна", "івна", "ївна", "ова", "ева", "ина", "ская", "ська", "цкая", "цька"])
            && words.len() > 1
            && words.first().is_some_and(|w| w.ends_with('а') || w.ends_with('я'))
        {
            return Some(Gender::Female);
        }
        None
    }

    /// Binds a role to a person, as "Secretary of State John Kerry" does.
    fn bind(&mut self, id: Id, mention: &Mention) {
        let Head::Role { lemma, offices, .. } = &mention.head else { return };
        let Some(known) = self.list.get_mut(id) else { return };
        if known.roles.iter().all(|(own, country)| own != lemma || *country != mention.country) {
            known.roles.push((lemma.clone(), mention.country));
        }
        for office in offices {
            if !known.offices.contains(office)
                && mention.country.is_none_or(|country| self.cast.office_of(*office, country))
            {
                known.offices.push(*office);
            }
        }
    }

    /// Who is meant; what a mention teaches about the person is kept.
    pub fn resolve(&mut self, context: &Context<'_>, mention: &Mention) -> Option<Id> {
        let id = match (&mention.head, &mention.name) {
            (_, Some(name)) => {
                let id = self.named(context, name)?;
                self.bind(id, mention);
                Some(id)
            }
            (Head::Role { lemma, offices, own }, None) => self.by_role(context, mention, lemma, offices, *own),
            (Head::Pronoun(agreement), None) => self.by_pronoun(*agreement),
            (Head::Institution(Some(member)), None) => Some(self.of_member(*member)),
            (Head::Institution(None) | Head::Country(_), None) => Some(self.by_institution(context, mention)),
            (Head::Name, None) => None,
        }?;
        self.touch(id);
        Some(id)
    }

    fn by_role(
        &mut self,
        context: &Context<'_>,
        mention: &Mention,
        lemma: &str,
        offices: &[usize],
        own: bool,
    ) -> Option<Id> {
        let plural = lemma.ends_with(['и', 'ы', 'і', 's']);
        if !mention.indefinite && !plural {
            let compatible =
                |other: Option<usize>| mention.country.is_none() || other.is_none() || other == mention.country;
            // A person to whom the text gave this role.
            let bound = self.list.iter().enumerate().filter(|(_, known)| {
                known.roles.iter().any(|(role, country)| role == lemma && compatible(*country))
                    || offices.iter().any(|office| {
                        known.offices.contains(office)
                            && mention.country.is_none_or(|country| self.cast.office_of(*office, country))
                    })
            });
            if let Some((id, _)) = bound.max_by_key(|(_, known)| known.last) {
                return Some(id);
            }
            if let Some(member) = self.holder(offices, mention.country, own) {
                return Some(self.of_member(member));
            }
            // A role that says nothing of its own stands for whoever spoke last: «считает аналитик».
            let bare = mention.plain && mention.country.is_none();
            let last =
                self.subject.filter(|id| self.list.get(*id).is_some_and(Known::is_likely_person)).or(self.speaker);
            if (bare || mention.country.is_some() && offices.is_empty())
                && let Some(id) = last
                && self.list.get(id).is_some_and(|known| known.person && (known.member.is_none() || offices.is_empty()))
            {
                return Some(id);
            }
        }
        let anonymous =
            context.lexicon.anonymous.find(lemma).is_some() || mention.indefinite || mention.tokens.len() > 2;
        anonymous.then(|| {
            let id = self.by_text(context, mention, true);
            self.bind(id, mention);
            id
        })
    }

    /// The holder of an office: known here, else whoever held it on the document's date.
    fn holder(&self, offices: &[usize], country: Option<usize>, own: bool) -> Option<usize> {
        let fitting = || {
            offices
                .iter()
                .copied()
                .filter(move |office| country.is_none_or(|country| self.cast.office_of(*office, country)))
        };
        let mentioned =
            |member: &usize| self.list.iter().find(|known| known.member == Some(*member)).map(|known| known.last);
        let mut holders: Vec<usize> = fitting().flat_map(|office| self.cast.holders(office, self.date)).collect();
        holders.sort_unstable();
        holders.dedup();
        let here =
            holders.iter().copied().filter(|member| mentioned(member).is_some()).max_by_key(|member| mentioned(member));
        if here.is_some() {
            return here;
        }
        let certain = self.date.is_some() && (own || country.is_some());
        match holders.as_slice() {
            [one] if certain => Some(*one),
            _ => None,
        }
    }

    fn by_pronoun(&self, agreement: Agreement) -> Option<Id> {
        let fits = |id: &Id| {
            self.list.get(*id).is_some_and(|known| match agreement {
                Agreement::Plural | Agreement::Neuter => !known.person,
                _ => known.person && agreement.allows(known.gender),
            })
        };
        let likely = |id: &Id| {
            fits(id)
                && (matches!(agreement, Agreement::Plural | Agreement::Neuter)
                    || self.list.get(*id).is_some_and(Known::is_likely_person))
        };
        let recent = || {
            self.list
                .iter()
                .enumerate()
                .filter(|(id, known)| known.last > 0 && fits(id))
                .max_by_key(|(_, known)| known.last)
                .map(|(id, _)| id)
        };
        self.subject
            .filter(likely)
            .or_else(|| self.speaker.filter(likely))
            .or_else(|| self.subject.filter(fits))
            .or_else(recent)
    }

    /// Whom a transcript's label means; by its own words where it names nobody.
    pub fn labelled(&mut self, context: &Context<'_>, label: Range<usize>) -> Id {
        let mentions = context.mentions(label.clone());
        let named = mentions.iter().find(|m| m.name.is_some()).or(mentions.first());
        let id = named.and_then(|mention| match &mention.head {
            Head::Role { offices, .. } if mention.name.is_none() && offices.is_empty() => None,
            // In a label a name may stand in capitals.
            Head::Institution(None) => self.named(context, &mention.tokens),
            _ => self.resolve(context, mention),
        });
        let id = id.unwrap_or_else(|| self.by_text(context, &Mention::of(label), true));
        self.touch(id);
        id
    }

    /// An institution of the text: «ведомство» alone is the last one named.
    fn by_institution(&mut self, context: &Context<'_>, mention: &Mention) -> Id {
        let word = context.tokens.folded(mention.tokens.end - 1);
        if mention.head == Head::Institution(None)
            && let Some((lemma, _)) = context.lexicon.institutions.find(word)
            && mention.tokens.len() <= 2
        {
            let named = self.list.iter().enumerate().filter(|(_, known)| {
                known.member.is_none()
                    && !known.person
                    && known.words.len() > 1
                    && known.words.iter().any(|own| same(own, lemma))
            });
            if let Some(id) = named.max_by_key(|(_, known)| known.last).map(|(id, _)| id).or(self.institution) {
                return id;
            }
        }
        self.by_text(context, mention, false)
    }

    /// Somebody only the text names, by its own words.
    fn by_text(&mut self, context: &Context<'_>, mention: &Mention, person: bool) -> Id {
        let mut range = mention.tokens.clone();
        while range.len() > 1 && matches!(context.tokens.folded(range.start), "the" | "a" | "an" | "one" | "another") {
            range.start += 1;
        }
        let words: Vec<String> = range
            .clone()
            .filter(|i| context.tokens.mark(*i).is_none())
            .map(|i| strip_possessive(context.tokens.folded(i)).to_owned())
            .collect();
        let equal = |known: &Known| {
            known.member.is_none()
                && known.person == person
                && known.words.len() == words.len()
                && known.words.iter().zip(&words).all(|(a, b)| same(a, b))
        };
        let found = self.list.iter().position(equal);
        if let Some(id) = found
            && (self.list.get(id).is_some_and(|known| known.sure)
                || mention.preposition
                || mention.nominative == Some(false))
        {
            return id;
        }
        let bare = range.clone().skip_while(|i| context.tokens.mark(*i).is_some_and(super::marks::is_double));
        let whole = range.len() == bare.clone().count() + 1;
        let range = if whole { range.start + 1..range.end - 1 } else { range };
        let sure = !mention.preposition && mention.nominative != Some(false);
        let shown = match mention.head {
            Head::Country(index) => self
                .cast
                .country_word(index, context.tokens, mention.tokens.start)
                .unwrap_or_else(|| joined(context.tokens, &range)),
            Head::Role { ref lemma, .. } if !sure => {
                let head = range.clone().find(|i| {
                    context
                        .lexicon
                        .anonymous
                        .find(context.tokens.folded(*i))
                        .or(context.lexicon.roles.find(context.tokens.folded(*i)))
                        .is_some_and(|(word, _)| word == lemma)
                });
                range
                    .clone()
                    .map(|i| if Some(i) == head { lemma.as_str() } else { context.tokens.word(i) })
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            _ => joined(context.tokens, &range),
        };
        if let Some(known) = found.and_then(|id| self.list.get_mut(id)) {
            known.shown = shown;
            known.sure = sure;
            return found.unwrap_or_default();
        }
        self.add(Known { person, words, shown, sure, ..Known::default() })
    }
}

/// The words of a name as they stand, without a possessive ending.
fn joined(tokens: &Tokens, name: &Range<usize>) -> String {
    let text = tokens.between(name.start, name.end);
    text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text).to_owned()
}

/// «Нафтогазі» → «Нафтогаз»: an organisation of one word, named only behind a preposition.
fn institution_in_nominative(name: &str) -> String {
    let mut back = name.chars().rev();
    let cut = matches!((back.next(), back.next()), (Some('і' | 'е' | 'у' | 'а'), Some(before)) if !"аеиоуыэюяіїє".contains(before) && before.is_lowercase());
    if cut && !name.contains(' ') { name.chars().take(name.chars().count() - 1).collect() } else { name.to_owned() }
}

/// A capital word's likely nominative.
fn in_nominative(word: &str, gender: Option<Gender>) -> String {
    let folded = crate::text::fold::fold(word);
    let form = nominative(&folded, gender);
    let kept = form.chars().zip(folded.chars()).take_while(|(a, b)| a == b).count();
    word.chars().take(kept).chain(form.chars().skip(kept)).collect()
}
