//! Likeness: whom of those in view a role not given before fits best.

use std::ops::Range;

use super::{
    Everybody, Id, Known,
    described::{HEAD, fields, gender_of_role, tells_again},
};
use crate::{
    corpus::Gender,
    language::Language,
    quotation::mention::{Context, Head, Mention},
    speaker::forms::same,
};

impl Everybody<'_> {
    /// «Речниця Мартенс», where somebody else is the речниця and Мартенс is the president: the surname, which has no
    /// cases, says whose she is.
    pub(super) fn of_another(
        &self,
        context: &Context<'_>,
        mention: &Mention,
        name: &Range<usize>,
        id: Id,
    ) -> Option<Id> {
        let Head::Role { lemma, .. } = &mention.head else { return None };
        let uncased = context.tokens.folded(name.start).ends_with(|c: char| !"аяуюеиіыїєй".contains(c));
        let named = self.list.get(id)?;
        let holds = |known: &Known| known.roles.iter().any(|(role, _)| role == lemma);
        if self.language == Language::En || name.len() > 1 || !uncased || named.roles.is_empty() || holds(named) {
            return None;
        }
        let woman = named.sure_gender(self.language) == Some(Gender::Female);
        let other = |(_, known): &(Id, &Known)| known.person && known.words.len() > 1 && holds(known);
        self.recently().rfind(other).map(|(id, _)| id).filter(|_| woman)
    }

    /// The person in view whom a role not given before fits best: by its field, by who spoke and who was the
    /// subject, and by how lately they were mentioned.
    pub(super) fn somebody_like(
        &self,
        context: &Context<'_>,
        mention: &Mention,
        lemma: &str,
        offices: &[usize],
    ) -> Option<Id> {
        let fields = fields(context, &mention.tokens);
        // «Добавила представитель»: the verb tells more than the noun.
        let gender = mention.gender.or_else(|| gender_of_role(context, mention, lemma));
        let holds = |member: usize| {
            offices.iter().any(|office| self.cast.holders(*office, self.date).any(|holder| holder == member))
        };
        let fits = |known: &Known| {
            known.is_likely_person()
                && !known.plural
                && known.member.is_none_or(|member| offices.is_empty() || holds(member))
                && (!known.described || known.fields & fields != 0)
                && self.is_of(known, gender)
                && !context.lexicon.callings().are_opposed(lemma, known.roles.iter().map(|(role, _)| role.as_str()))
                && mention.gender.zip(known.sure_gender(self.language)).is_none_or(|(told, own)| told == own)
                && mention.country.is_none_or(|country| match known.member {
                    Some(member) => self.cast.serves(member, country, self.date),
                    None => known.roles.iter().all(|(_, own)| own.is_none_or(|own| own == country)),
                })
        };
        let words = || mention.tokens.clone().map(|at| context.tokens.folded(at)).filter(|word| ***word != *lemma);
        let likeness = |(rank, (id, known)): (usize, (Id, &Known))| {
            let alike = words().any(|word| known.attributes.iter().any(|own| same(own, word)));
            let common = (fields & known.fields).count_ones() + u32::from(alike);
            let field = if common > 0 {
                3 * i32::from(common > 0) + 3 * i32::from(common > 1)
            } else if fields & !HEAD != 0 && known.fields & !HEAD != 0 {
                -3
            } else {
                0
            };
            let part = if self.subject == Some(id) { 4 } else { 0 } + if self.speaker == Some(id) { 2 } else { 0 };
            (field + part - i32::try_from(rank.min(6)).unwrap_or(6), common, id)
        };
        let best = self
            .recently()
            .rev()
            .filter(|(_, known)| fits(known))
            .enumerate()
            .map(likeness)
            .max_by_key(|found| found.0)?;
        // "The opposition activist": of the subject nothing else has been said yet.
        let new = self.language == Language::En
            && context.lexicon.determiners.has(context.tokens.folded(mention.tokens.start))
            && self.subject == Some(best.2)
            && self.list.get(best.2).is_some_and(|known| known.roles.is_empty());
        let enough = if mention.plain || tells_again(context, mention) {
            best.0 > -3
        } else {
            best.0 > 2 && (best.1 > 0 || new)
        };
        enough.then_some(best.2)
    }
}
