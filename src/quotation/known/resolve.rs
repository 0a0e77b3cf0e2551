//! Resolve: from a mention to the one meant.

use std::ops::Range;

use super::{
    Everybody, Id, Known,
    described::{fields, gender_of_role, is_anonymous, is_demonym, is_listed, is_many, is_plural, shares_place},
};
use crate::{
    corpus::Gender,
    language::Language,
    quotation::{
        lexicon::Agreement,
        mention::{Context, Head, Mention},
    },
};

impl Everybody<'_> {
    /// Binds a role to a person, as "Secretary of State John Kerry" does.
    pub fn bind(&mut self, context: &Context<'_>, id: Id, mention: &Mention) {
        let Some(known) = self.list.get_mut(id) else { return };
        let name = mention.name.as_ref().map_or(mention.tokens.end, |name| name.start);
        // «Литовська співачка Олена Зима»: what a sentence begins with is a capital word, and belongs to the title as well.
        let adjective = |at: &usize| context.tokens.is_capital(*at) && context.tokens.folded(*at).may_modify();
        let first = mention.tokens.start.checked_sub(1).filter(adjective).filter(|_| self.language != Language::En);
        let start = first.unwrap_or(mention.tokens.start);
        known.fields |= fields(context, &(start..name.max(start)));
        let Head::Role { lemma, offices, .. } = &mention.head else { return };
        // «Ирландка Шинейд»: the name may tell nothing.
        if gender_of_role(context, mention, lemma) == Some(Gender::Female) {
            known.gender.get_or_insert(Gender::Female);
        }
        for at in start..name {
            let word = context.tokens.folded(at);
            if word.chars().count() > 4 && **word != *lemma.as_str() && known.attributes.len() < MOST_ATTRIBUTES {
                known.attributes.push(word.as_str().to_owned());
            }
        }
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
            (Head::Name, Some(name)) if is_demonym(context, name) => self.by_pronoun(Agreement::Any, false),
            (_, Some(name)) => {
                let id = self.named(context, name, mention.gender)?;
                if let Some(other) = self.of_another(context, mention, name, id) {
                    self.touch(other);
                    return Some(other);
                }
                if let Some(gender) = mention.gender {
                    self.learn_gender(id, gender);
                }
                if mention.nominative == Some(false) || mention.preposition {
                    self.learn_oblique(id);
                } else if mention.nominative == Some(true) && matches!(mention.head, Head::Role { .. }) {
                    self.learn_nominative(id, context.tokens, name);
                }
                self.bind(context, id, mention);
                let comma = |at: usize| context.tokens.mark(at) == Some(',');
                let age = context.tokens.word(name.end + 1);
                if comma(name.end)
                    && comma(name.end + 2)
                    && age.len() < 3
                    && age.bytes().all(|b| b.is_ascii_digit())
                    && let Some(known) = self.list.get_mut(id)
                {
                    known.aged = true;
                }
                if mention.head == Head::Name && mention.can_be_subject() {
                    self.reveal(id);
                }
                Some(id)
            }
            (Head::Role { lemma, offices, own }, None) => self.by_role(context, mention, lemma, offices, *own),
            (Head::Pronoun(agreement), None) => {
                // «Сам он ответил»: whoever was named last, subject or not.
                let before = mention.tokens.start.checked_sub(1);
                let alone = before.is_some_and(|at| context.lexicon.oneself.has(context.tokens.folded(at)));
                self.by_pronoun(*agreement, alone)
            }
            (Head::Institution(Some(member)), None) => Some(self.of_member(*member)),
            (Head::Institution(None) | Head::Country(_), None) => Some(self.by_institution(context, mention)),
            (Head::Name, None) => None,
        }?;
        self.touch(id);
        Some(id)
    }

    /// The first name behind a sentence about a role alone says who that is: "The minister said … Ann Bell said …"
    fn reveal(&mut self, id: Id) {
        let Some(described) = self.subject.filter(|other| *other != id) else { return };
        let (Some(known), Some(role)) = (self.list.get(id), self.list.get(described)) else { return };
        let gender = |known: &Known| known.gender.or_else(|| known.likely_gender(self.language));
        let fits = role.described
            && role.alias.is_none()
            && known.last == 0
            && !role.shown.split(' ').skip(1).last().is_some_and(|word| word.starts_with(char::is_uppercase))
            && known.words.len() > 1
            && known.roles.is_empty()
            && known.member.is_none()
            && gender(known).zip(gender(role)).is_none_or(|(a, b)| a == b);
        if !fits {
            return;
        }
        let (roles, fields) = (role.roles.clone(), role.fields);
        if let Some(known) = self.list.get_mut(id) {
            known.roles = roles;
            known.fields |= fields;
        }
        if let Some(role) = self.list.get_mut(described) {
            role.alias = Some(id);
        }
    }

    /// Registers a name found before the sentences are read, with what its place says of its case.
    pub fn introduce(&mut self, context: &Context<'_>, mention: &Mention, name: &Range<usize>) {
        let Some(id) = self.named(context, name, mention.gender) else { return };
        if mention.nominative == Some(true) && matches!(mention.head, Head::Role { .. }) {
            self.learn_nominative(id, context.tokens, name);
        } else if mention.nominative == Some(false) || mention.preposition {
            self.learn_oblique(id);
        }
    }

    pub(super) fn by_role(
        &mut self,
        context: &Context<'_>,
        mention: &Mention,
        lemma: &str,
        offices: &[usize],
        own: bool,
    ) -> Option<Id> {
        let plural = is_plural(lemma)
            || is_many(context, mention, lemma)
            || context.lexicon.has(context.lexicon.collective, lemma);
        if self.language == Language::En && context.lexicon.has(context.lexicon.documents, lemma) {
            return Some(self.by_text(context, mention, false));
        }
        let another = context.lexicon.possessives.has(context.tokens.folded(mention.tokens.start));
        let told = mention.gender;
        if !mention.indefinite && !plural {
            let compatible =
                |other: Option<usize>| mention.country.is_none() || other.is_none() || other == mention.country;
            let suits = |known: &Known| {
                mention.gender.is_none_or(|told| known.sure_gender(self.language).is_none_or(|own| own == told))
            };
            // A person to whom the text gave this role.
            let bound = self.recently().filter(|(_, known)| suits(known)).filter(|(_, known)| {
                let of_country =
                    |member| mention.country.is_none_or(|country| self.cast.serves(member, country, self.date));
                self.is_of(known, told)
                    && known.member.is_none_or(of_country)
                    && known
                        .roles
                        .iter()
                        .any(|(role, country)| context.lexicon.callings().is_one(role, lemma) && compatible(*country))
                    || offices.iter().any(|office| {
                        known.offices.contains(office)
                            && mention.country.is_none_or(|country| self.cast.office_of(*office, country))
                    })
            });
            // «Глава норвежского МИД» is the one whom a title has called Norwegian.
            let place = self.recently().filter(|(_, known)| known.person && self.is_of(known, told));
            let place = place.filter(|(_, known)| shares_place(context, mention, known)).map(|(id, _)| id).next_back();
            if let Some(id) = place.filter(|_| !another) {
                return Some(id);
            }
            // Of a synonym's bearer only the subject comes before who is called by the very word.
            let called = |known: &Known| known.roles.iter().any(|(role, _)| role == lemma);
            let alike =
                |known: &Known| known.roles.iter().any(|(role, _)| context.lexicon.callings().is_one(role, lemma));
            let latest = |(id, known): &(Id, &Known)| {
                let first = self.subject == Some(*id) || called(known) || !alike(known);
                (first, known.alias.is_none(), known.last, std::cmp::Reverse(*id))
            };
            if let Some((id, _)) = bound.max_by_key(latest) {
                return Some(id);
            }
            let of_gender = |member: &usize| {
                let own = self.cast.person(*member).and_then(|person| person.gender);
                mention.gender.zip(own).is_none_or(|(told, own)| told == own)
            };
            if let Some(member) = self.holder(offices, mention.country, own).filter(of_gender) {
                let id = self.of_member(member);
                if own || mention.country.is_some() {
                    self.bind(context, id, mention);
                }
                return Some(id);
            }
            // "His lawyer" is somebody else.
            let presiding = context.lexicon.has(context.lexicon.presiding, lemma);
            if !another
                && !presiding
                && let Some(id) = self.somebody_like(context, mention, lemma, offices)
            {
                return Some(id);
            }
        }
        // "The minister" alone means somebody whom the text has told of: nobody found is nobody named. Without articles
        // «прокурор» may as well be new.
        let words = mention.tokens.clone().filter(|at| !context.lexicon.determiners.has(context.tokens.folded(*at)));
        if !mention.indefinite
            && !another
            && words.count() < 2
            && (self.language == Language::En || !is_listed(context, mention, lemma))
            && !is_anonymous(context, mention, lemma)
            && !context.lexicon.has(context.lexicon.presiding, lemma)
        {
            return None;
        }
        let id = self.by_text(context, mention, true);
        self.bind(context, id, mention);
        if let Some(gender) = told.filter(|_| !plural) {
            self.learn_gender(id, gender);
        }
        Some(id)
    }

    /// Whether somebody can be of that gender; what is not told is no hindrance.
    pub(super) fn is_of(&self, known: &Known, gender: Option<Gender>) -> bool {
        let own = known.gender.or_else(|| known.likely_gender(self.language));
        own.zip(gender).is_none_or(|(own, gender)| own == gender)
    }

    /// The holder of an office: known here, else whoever held it on the document's date.
    pub(super) fn holder(&self, offices: &[usize], country: Option<usize>, own: bool) -> Option<usize> {
        let fitting = || {
            offices
                .iter()
                .copied()
                .filter(move |office| country.is_none_or(|country| self.cast.office_of(*office, country)))
        };
        // The latest; of those not yet met in a sentence, the first one named.
        let mentioned = |member: &usize| {
            let id = self.members.get(member)?;
            Some((self.list.get(*id)?.last, std::cmp::Reverse(*id)))
        };
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

    /// `alone` leaves out who was the subject, and who spoke.
    pub fn by_pronoun(&self, agreement: Agreement, alone: bool) -> Option<Id> {
        let fits = |id: &Id| {
            self.list.get(*id).is_some_and(|known| match agreement {
                Agreement::Plural | Agreement::Neuter => !known.person,
                _ => {
                    known.person
                        && !known.plural
                        && agreement.allows(known.gender.or_else(|| known.likely_gender(self.language)))
                }
            })
        };
        let likely = |id: &Id| {
            fits(id)
                && (matches!(agreement, Agreement::Plural | Agreement::Neuter)
                    || self.list.get(*id).is_some_and(Known::is_likely_person))
        };
        let recent =
            || self.recently().filter(|(id, _)| likely(id)).max_by_key(|(_, known)| known.last).map(|(id, _)| id);
        if agreement == Agreement::Neuter
            && let Some(institution) = self.institution
        {
            return Some(institution);
        }
        if alone {
            return recent();
        }
        // «Глава области» may be a woman, but «она» is one near by who is known to be.
        let told = |known: &Known| known.gender.or_else(|| known.likely_gender(self.language)).is_some();
        let subject = self.subject.filter(likely);
        let unsure = subject.and_then(|id| self.list.get(id)).is_some_and(|known| !told(known));
        let her = || {
            let near = self.recently().rev().take(NEAR);
            near.filter(|(id, known)| likely(id) && told(known) && known.words.len() > 1).map(|(id, _)| id).next()
        };
        if let Some(her) =
            (unsure && agreement == Agreement::Female && self.language != Language::En).then(her).flatten()
        {
            return Some(her);
        }
        subject.or_else(|| self.speaker.filter(likely)).or_else(recent)
    }

    /// Whom a transcript's label means; by its own words where it names nobody.
    pub fn labelled(&mut self, context: &Context<'_>, label: Range<usize>) -> Id {
        if let Some(id) = self.by_initials(context, &label) {
            self.touch(id);
            return id;
        }
        let mentions = context.mentions(label.clone());
        let named = mentions.iter().find(|m| m.name.is_some()).or(mentions.first());
        let id = named.and_then(|mention| match &mention.head {
            Head::Role { offices, .. } if mention.name.is_none() && offices.is_empty() => None,
            // In a label a name may stand in capitals.
            Head::Institution(None) => self.named(context, &mention.tokens, None),
            _ => self.resolve(context, mention),
        });
        let words =
            |m: &Mention| m.name.clone().or_else(|| (m.head == Head::Institution(None)).then(|| m.tokens.clone()));
        if let (Some(id), Some(name)) = (id, named.and_then(words)) {
            self.learn_nominative(id, context.tokens, &name);
        }
        let id = id.unwrap_or_else(|| self.by_text(context, &Mention::of(label), true));
        self.touch(id);
        id
    }

    /// The only one with these initials: «Э. М.».
    fn by_initials(&self, context: &Context<'_>, label: &Range<usize>) -> Option<Id> {
        let words: Vec<&str> = label
            .clone()
            .filter(|at| context.tokens.mark(*at).is_none())
            .map(|at| context.tokens.folded(at).as_str())
            .collect();
        let letters: String = words.iter().flat_map(|word| word.chars().filter(|c| c.is_alphabetic())).collect();
        if !(2..=3).contains(&letters.chars().count())
            || words.iter().any(|word| word.chars().count() > 2 && !word.contains('.'))
        {
            return None;
        }
        let begins = |known: &Known| {
            let own: String = known.words.iter().filter_map(|word| word.chars().next()).collect();
            known.person && known.words.len() > 1 && (own == letters || own.chars().rev().eq(letters.chars()))
        };
        let mut found = self.list.iter().enumerate().filter(|(_, known)| begins(known)).map(|(id, _)| id);
        found.next().filter(|_| found.next().is_none())
    }
}

/// Words of somebody's titles that are kept.
const MOST_ATTRIBUTES: usize = 12;

/// How many of the last mentioned are near by.
const NEAR: usize = 6;
