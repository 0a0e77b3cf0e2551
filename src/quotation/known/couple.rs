//! Couples: two people of one surname that stands once, «Виктор и Анна Беловы», "Ann and Peter Bell".

use std::ops::Range;

use super::{Everybody, Known, forms};
use crate::{
    corpus::Gender,
    language::Language,
    quotation::{lexicon::Lexicon, mention::Context},
};

impl Everybody<'_> {
    /// Registers both of «Виктор и Анна Беловы», "Ann and Peter Bell"; says whether there are two.
    pub fn introduce_couple(&mut self, context: &Context<'_>, name: &Range<usize>) -> bool {
        let tokens = context.tokens;
        let Some(first) = name.start.checked_sub(2).filter(|_| name.len() == 2) else { return false };
        let surname = tokens.word(name.end - 1);
        let plural = self.language == Language::En || forms::is_plural(surname);
        let given = |at: usize| {
            let listed = tokens.folded(at);
            let hers = context.lexicon.either.has(listed).then_some(Gender::Female);
            let gender = context.lexicon.gender(listed).or(hers).or_else(|| {
                let male = context.lexicon.irregular(listed).is_some() || context.lexicon.male.find(listed).is_some();
                let female = context.lexicon.female.find(listed).is_some();
                (male != female).then_some(if male { Gender::Male } else { Gender::Female })
            });
            gender.filter(|_| tokens.is_capital(at))
        };
        let (Some(his), Some(hers)) = (given(first), given(name.start)) else { return false };
        let joined = context.lexicon.conjunctions.has(tokens.folded(first + 1));
        let alone = first == 0 || given(first - 1).is_none();
        if !(plural && joined && alone) {
            return false;
        }
        for (at, gender) in [(first, his), (name.start, hers)] {
            let surname = forms::singular(surname, gender, self.language);
            let shown = format!("{} {surname}", tokens.word(at));
            let shown = forms::person_in_nominative(&shown, Some(gender), Some(&surname), Lexicon::of(self.language));
            let words = crate::text::fold::fold(&shown).split(' ').map(str::to_owned).collect();
            self.add(Known { person: true, words, shown, sure: true, gender: Some(gender), ..Known::default() });
        }
        true
    }
}
