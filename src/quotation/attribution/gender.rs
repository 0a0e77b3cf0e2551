//! Gender: what the verb right beside a role tells of its bearer before anybody is looked for. Names tell it themselves.

use super::View;
use crate::{
    corpus::Gender,
    quotation::{
        decide,
        lexicon::{self, Agreement},
        mention::Head,
    },
};

impl View<'_, '_> {
    /// «Запевнив староста» is no woman, «запевнила суддя» no man, whoever was named before.
    pub(super) fn tell_genders(&mut self) {
        let told: Vec<_> =
            (0..self.mentions.len()).filter_map(|index| Some((index, self.told_gender(index)?))).collect();
        for (index, gender) in told {
            if let Some(mention) = self.mentions.get_mut(index) {
                mention.gender.get_or_insert(gender);
            }
        }
    }

    /// The gender of a verb that has nothing but adverbs between it and a role without a name.
    fn told_gender(&self, index: usize) -> Option<Gender> {
        const MOST_BETWEEN: usize = 2;
        let tokens = self.context.tokens;
        let mention = self.mentions.get(index)?;
        if self.english()
            || mention.name.is_some()
            || !mention.can_be_subject()
            || !matches!(mention.head, Head::Role { .. })
        {
            return None;
        }
        let lists = [self.context.lexicon.adverbs, self.context.lexicon.stop];
        let near = |at: usize| {
            let between = if at < mention.tokens.start { at + 1..mention.tokens.start } else { mention.tokens.end..at };
            let mut words = between.clone().map(|i| tokens.folded(i));
            between.len() <= MOST_BETWEEN && words.all(|word| lists.iter().any(|list| list.has(word)))
        };
        // The verb before it has it as its subject sooner than the one behind.
        let cue = self.cues.iter().find(|(at, _)| near(*at)).and_then(|(_, cue)| gender(cue.agreement));
        let of = |at: usize| {
            let past = !self.context.is_quoted(at)
                && !tokens.is_capital(at)
                && decide::is_verb_form(tokens, at, self.context.language);
            let listed = tokens.folded(at).tag().map(|cue| cue.agreement);
            gender(listed.or_else(|| past.then(|| lexicon::agreement_of(tokens.folded(at))))?)
        };
        cue.or_else(|| match (mention.tokens.start.checked_sub(1).and_then(of), of(mention.tokens.end)) {
            (Some(before), Some(behind)) => (before == behind).then_some(before),
            (before, behind) => before.or(behind),
        })
    }
}

fn gender(agreement: Agreement) -> Option<Gender> {
    match agreement {
        Agreement::Male => Some(Gender::Male),
        Agreement::Female => Some(Gender::Female),
        _ => None,
    }
}
