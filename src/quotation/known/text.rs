//! Text: those whom only the text names, by its own words: «глава ведомства», «секретариат», "a spokesman".

use std::{cmp::Ordering, ops::Range};

use super::{
    Everybody, Id, Known,
    described::{gender_of_role, is_anonymous, is_many, is_plural},
    forms::{agreeing, joined, plural_of},
};
use crate::{
    language::Language,
    quotation::{
        marks,
        mention::{Context, Head, Mention},
    },
    speaker::{forms::same, strip_possessive},
};

impl Everybody<'_> {
    /// An institution of the text: «ведомство» alone is the last one named.
    pub(super) fn by_institution(&mut self, context: &Context<'_>, mention: &Mention) -> Id {
        let word = context.tokens.folded(mention.tokens.end - 1);
        if mention.head == Head::Institution(None)
            && let Some((lemma, _)) = context.lexicon.institutions.find(word)
            && mention.tokens.len() == 1 + usize::from(context.tokens.folded(mention.tokens.start) == "the")
        {
            let english = self.language == Language::En;
            if english && *word != *lemma {
                return self.by_text(context, mention, false);
            }
            let named = self.recently().filter(|(_, known)| {
                known.member.is_none()
                    && !known.person
                    && known.words.len() > 1
                    && known.words.iter().any(|own| same(own, lemma))
            });
            // «Холдинг «Заря» перенёс выпуск, следует из сообщения компании».
            let lately = || {
                let mut all = self.recently().rev().filter(|(_, known)| !known.person && known.words.len() > 1);
                all.find(|(_, known)| known.shown.contains(['«', '"', '“', '„'])).map(|(id, _)| id)
            };
            let named = named.max_by_key(|(_, known)| known.last).map(|(id, _)| id);
            // «Отдел запретил … агентства, добавили в ведомстве»: the one that the last sentence was about.
            let outlet = |known: &Known| {
                known.words.iter().any(|own| context.lexicon.outlet_nouns.has(&context.lexicon.listed(own)))
            };
            let subject = self.subject.filter(|id| {
                let body = |known: &Known| !known.person && known.words.len() > 1 && !outlet(known);
                !english && self.list.get(*id).is_some_and(body)
            });
            // "The agency": of those in view one with a name, not "her office"; "the department" is no council.
            let called = |id: &Id| {
                !english
                    || context.lexicon.bodies.has(word)
                        && self.list.get(*id).is_some_and(|known| known.shown.starts_with(char::is_uppercase))
            };
            let particular = context.lexicon.has(context.lexicon.particular, lemma);
            let any = || subject.or(self.institution.filter(called)).or_else(lately);
            if let Some(id) = named.or_else(|| if particular { None } else { any() }) {
                return id;
            }
        }
        self.by_text(context, mention, false)
    }

    /// Somebody only the text names, by its own words.
    pub(super) fn by_text(&mut self, context: &Context<'_>, mention: &Mention, person: bool) -> Id {
        let mut range = mention.tokens.clone();
        if mention.head == Head::Institution(None)
            && let Some(comma) = range.clone().find(|at| context.tokens.mark(*at) == Some(','))
        {
            range.start = comma + 1;
        }
        while range.len() > 1
            && matches!(context.tokens.folded(range.start).as_str(), "the" | "a" | "an" | "one" | "another")
            && context.tokens.folded(range.start + 1) != "of"
        {
            range.start += 1;
        }
        let words = range.clone().filter(|i| context.tokens.mark(*i).is_none());
        let words = words.map(|i| strip_possessive(context.tokens.folded(i)));
        let equal = |known: &Known| {
            let mut own = known.words.iter();
            known.member.is_none()
                && known.person == person
                && words.clone().all(|word| own.next().is_some_and(|own| same(own, word)))
                && own.next().is_none()
        };
        let found =
            words.clone().next().and_then(|word| self.under(word).find(|(_, known)| equal(known))).map(|(id, _)| id);
        if let Some(id) = found
            && (self.list.get(id).is_some_and(|known| known.sure)
                || mention.preposition
                || mention.nominative == Some(false))
        {
            return id;
        }
        let bare = range.clone().skip_while(|i| context.tokens.mark(*i).is_some_and(marks::is_double));
        let whole = range.len() == bare.clone().count() + 1;
        let range = if whole { range.start + 1..range.end - 1 } else { range };
        let sure = !mention.preposition && mention.nominative != Some(false);
        // A role's phrase is put into the nominative at once, by its own words.
        let body = mention.head == Head::Institution(None)
            && range
                .clone()
                .next()
                .is_some_and(|at| context.lexicon.institutions.find(context.tokens.folded(at)).is_some());
        let phrase = (body || matches!(mention.head, Head::Role { .. })) && self.language != Language::En;
        let shown = match mention.head {
            Head::Country(index) => self
                .cast
                .country_word(index, context.tokens, mention.tokens.start)
                .unwrap_or_else(|| joined(context.tokens, &range)),
            Head::Role { .. } | Head::Institution(None) if !sure && self.language != Language::En => {
                nominative_phrase(context, &range, self.language)
            }
            _ => joined(context.tokens, &range),
        };
        if let Some(known) = found.and_then(|id| self.list.get_mut(id)) {
            known.show(shown, sure || phrase);
            return found.unwrap_or_default();
        }
        let plural =
            matches!(&mention.head, Head::Role { lemma, .. } if is_many(context, mention, lemma) || is_plural(lemma));
        let described = !plural
            && !mention.indefinite
            && matches!(&mention.head, Head::Role { lemma, .. } if !is_anonymous(context, mention, lemma));
        let vague = mention.open && range.clone().all(|at| context.tokens.folded(at).person().is_none());
        let words = words.map(str::to_owned).collect();
        let gender = match &mention.head {
            Head::Role { lemma, .. } if self.language == Language::En => gender_of_role(context, mention, lemma),
            _ => None,
        };
        let sure = sure || phrase;
        self.add(Known { person, words, shown, sure, plural, gender, described, vague, ..Known::default() })
    }
}

/// A phrase with its listed noun, and the adjectives before it, in the nominative.
fn nominative_phrase(context: &Context<'_>, range: &Range<usize>, language: Language) -> String {
    // «Одного из собеседников»: the rest stays as it is.
    let of = |at: usize| matches!(context.tokens.folded(at).as_str(), "из" | "з" | "із");
    let range_of = range.clone().find(|at| of(*at) && *at == range.start + 1);
    if let Some(of) = range_of {
        let one = agreeing(context.tokens.word(range.start), "", language);
        return format!("{one} {}", joined(context.tokens, &(of..range.end)));
    }
    let noun = |at: usize| {
        let folded = context.tokens.folded(at);
        let institution = || context.lexicon.institutions.find(folded).map(|(lemma, _)| lemma);
        folded.person().or_else(institution)
    };
    let Some((head, lemma)) = range.clone().find_map(|at| Some((at, noun(at)?))) else {
        return joined(context.tokens, range);
    };
    let many = ["ах", "ях", "ам", "ям", "ами", "ями"].iter().any(|end| context.tokens.folded(head).ends_with(end));
    let noun_form = if many { plural_of(lemma, language) } else { lemma.to_owned() };
    let word = |at: usize| {
        let word = context.tokens.word(at);
        let form = match at.cmp(&head) {
            Ordering::Less => agreeing(word, &noun_form, language),
            Ordering::Equal if word.chars().all(char::is_uppercase) => word.to_owned(),
            Ordering::Equal => noun_form.clone(),
            Ordering::Greater => return None,
        };
        let capital = context.tokens.is_capital(at);
        let mut letters = form.chars();
        let first = letters.next().filter(|_| capital).map(|c| c.to_uppercase().collect::<String>());
        Some(first.map_or_else(|| form.clone(), |first| first + letters.as_str()))
    };
    let head_words: Vec<String> = range.clone().map_while(word).collect();
    let rest = joined(context.tokens, &(head + 1..range.end));
    if rest.is_empty() { head_words.join(" ") } else { format!("{} {rest}", head_words.join(" ")) }
}
