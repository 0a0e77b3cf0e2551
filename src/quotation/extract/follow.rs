//! Follow: quotations without a tag of their own, whose words they go on with, and what a later sentence says of them.

use super::Work;
use crate::quotation::{
    attribution::{Attribution, Sentence, View},
    known::Id,
    mention::Context,
    scan,
};

impl Work<'_> {
    /// A quotation without a tag of its own: who spoke just before goes on, or whom the sentence before announced.
    pub(super) fn continued(
        &self,
        index: usize,
        id: usize,
        alone: bool,
        previous: Option<&Attribution>,
    ) -> Option<Attribution> {
        let candidate = self.candidates.get(id)?;
        // "Oh, honey," she said. "No."
        let goes_on = alone && previous.is_some_and(|p| p.paragraph == index && p.rule.starts_with("tag"));
        if candidate.words.count < 3 && !candidate.words.clause && !goes_on {
            return None;
        }
        let from = |speaker: Id, rule, confidence| {
            Some(Attribution { speaker: Some(speaker), mention: None, cue: None, rule, confidence, paragraph: index })
        };
        if let Some(previous) = previous.filter(|previous| alone || previous.paragraph == index)
            && let Some(speaker) = previous.speaker
        {
            let (rule, confidence) = if alone { ("announced", 0.75) } else { ("continued-inside", 0.55) };
            // Who announces the words is named there.
            let mention = previous.mention.clone().filter(|_| alone && previous.paragraph == index);
            return from(speaker, rule, confidence).map(|found| Attribution { mention, ..found });
        }
        if !alone {
            return None;
        }
        self.goes_on(index).or_else(|| self.told_of(index))
    }

    /// Who spoke last goes on, where nobody else was brought in between.
    fn goes_on(&self, index: usize) -> Option<Attribution> {
        let (last, paragraph) = self.last?;
        let near = paragraph + 1 >= index || self.only_quotations(paragraph + 1, index);
        let speaker = self.candidates.get(last)?.attribution.as_ref()?.speaker?;
        // The reporter's text between brought in somebody else.
        let same = self.everybody.subject.is_none_or(|subject| subject == speaker);
        (near && same).then_some(Attribution {
            speaker: Some(speaker),
            rule: "continued",
            confidence: 0.7,
            paragraph: index,
            ..Attribution::default()
        })
    }

    /// Of whom the sentence right before tells: "Bell did not hesitate." "Resign? Never."
    fn told_of(&self, index: usize) -> Option<Attribution> {
        let (speaker, paragraph) = self.told?;
        let known = self.everybody.get(speaker)?;
        (known.person && paragraph + 1 >= index).then_some(Attribution {
            speaker: Some(speaker),
            rule: "subject-before",
            confidence: 0.55,
            paragraph: index,
            ..Attribution::default()
        })
    }

    /// Whether the paragraphs from `first` to before `end` hold nothing but quotations.
    fn only_quotations(&self, first: usize, end: usize) -> bool {
        (first..end).all(|p| self.quoted.get(p).is_some_and(|row| !row.is_empty() && row.iter().all(Option::is_some)))
    }

    /// "A," he said. "B." is one quotation of two segments.
    pub(super) fn join(&mut self, index: usize, id: usize, found: &Attribution) {
        let Some((last, paragraph)) = self.last else { return };
        if paragraph == index && found.rule == "interrupted" && last + 1 == id {
            if let Some(own) = self.candidates.get_mut(id) {
                own.joined = true;
            }
            return;
        }
        if paragraph != index
            || found.rule != "announced" && found.rule != "continued"
            || last + 1 != id
                && !self.candidates.get(last + 1..id).is_some_and(|between| between.iter().all(|c| c.joined))
        {
            return;
        }
        let (Some(before), Some(own)) = (self.candidates.get(last), self.candidates.get(id)) else { return };
        let (Some(end), Some(start)) = (before.draft.hull.last(), own.draft.hull.first()) else { return };
        let tagged = before
            .attribution
            .as_ref()
            .is_some_and(|a| a.rule.starts_with("tag") || a.rule == "action" || before.joined);
        let adjacent = end.paragraph == start.paragraph
            && tagged
            && before.attribution.as_ref().is_some_and(|a| a.speaker == found.speaker)
            && self.sentences_between(index, end.tokens.end, start.tokens.start) <= 2;
        if adjacent && let Some(own) = self.candidates.get_mut(id) {
            own.joined = true;
        }
    }

    /// The number of sentence ends in the reporter's words between two quotations.
    fn sentences_between(&self, index: usize, from: usize, to: usize) -> usize {
        let Some(paragraph) = self.paragraphs.get(index) else { return 0 };
        (from..to)
            .filter(|at| {
                scan::is_stop(paragraph.tokens.mark(*at)) && !scan::is_abbreviated(&paragraph.tokens, *at, self.lexicon)
            })
            .count()
    }

    /// «Об этом заявил X» behind a quotation that had no speaker.
    pub(super) fn after(&mut self, view: &View<'_, '_>, sentence: &Sentence, context: &Context<'_>, index: usize) {
        // What was only guessed for a quotation by itself gives way to a signature behind it.
        let guessed = |(id, _): &(usize, usize)| {
            let rule =
                self.candidates.get(*id).filter(|c| c.alone).and_then(|c| c.attribution.as_ref()).map(|a| a.rule);
            matches!(rule, Some("continued" | "subject-before"))
        };
        let pending = self.pending.or(self.last.filter(guessed));
        let Some((pending, _)) = pending.filter(|(_, paragraph)| *paragraph == index) else { return };
        if !sentence.quotes.is_empty() {
            return;
        }
        let opens = self.lexicon.announcing.has(context.tokens.folded(sentence.tokens.start));
        let told = self.statement(view).filter(|_| opens);
        let told = told.map(|found| Attribution { rule: "announced-after", ..found });
        // "I sell none." She shrugged.
        let acted = || view.action_alone().filter(|_| self.is_behind(pending, sentence));
        let Some(mut found) = told.or_else(|| view.signature()).or_else(acted) else { return };
        found.paragraph = index;
        self.learn(context, view, &found);
        if let Some(candidate) = self.candidates.get_mut(pending) {
            candidate.attribution = Some(Box::new(found));
            self.last = Some((pending, index));
            self.pending = None;
        }
    }
}
