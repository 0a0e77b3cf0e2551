//! Attribution: from a draft to its speaker, sentence by sentence, each step under a name.

use std::ops::Range;

use super::{
    decide,
    known::{Everybody, Id},
    lexicon::{Agreement, Cue, CueKind},
    mention::{Context, Head, Mention},
    scan::{is_abbreviated, is_dash, is_stop},
};
use crate::{corpus::Gender, language::Language, text::Span};

/// What attribution found for a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    pub speaker: Option<Id>,
    /// Tokens of the mention and of the cue, in the sentence's paragraph.
    pub mention: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub rule: &'static str,
    pub confidence: f64,
    /// Where mention and cue stand.
    pub paragraph: usize,
}

/// A sentence of the reporter, quotations standing in it as wholes.
pub struct Sentence {
    pub tokens: Range<usize>,
    /// Drafts in it with the tokens they take here.
    pub quotes: Vec<(usize, Range<usize>)>,
}

/// Cuts a paragraph into sentences.
pub fn sentences(context: &Context<'_>) -> Vec<Sentence> {
    let tokens = context.tokens;
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let quoted = context.quoted.get(at).copied().flatten();
        let next = at + 1;
        let boundary = match quoted {
            Some(draft) => {
                let ends = context.quoted.get(next).copied().flatten() != Some(draft);
                ends && ends_with_quote(context, at)
            }
            None => {
                is_stop(tokens.mark(at))
                    && !is_abbreviated(tokens, at, context.lexicon)
                    && begins_sentence(context, next)
            }
        };
        if boundary {
            out.push(start..next);
            start = next;
        }
        at = next;
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out.into_iter().map(|range| Sentence { quotes: quotes_in(context, &range), tokens: range }).collect()
}

fn quotes_in(context: &Context<'_>, range: &Range<usize>) -> Vec<(usize, Range<usize>)> {
    let mut quotes: Vec<(usize, Range<usize>)> = Vec::new();
    for at in range.clone() {
        let Some(draft) = context.quoted.get(at).copied().flatten() else { continue };
        match quotes.last_mut() {
            Some((last, tokens)) if *last == draft && tokens.end == at => tokens.end = at + 1,
            _ => quotes.push((draft, at..at + 1)),
        }
    }
    quotes
}

fn begins_sentence(context: &Context<'_>, at: usize) -> bool {
    let tokens = context.tokens;
    at >= tokens.len()
        || context.is_quoted(at)
        || tokens.get(at).is_some_and(|t| t.capital || t.kind == crate::text::TokenKind::Number)
        || is_dash(tokens.mark(at))
        || tokens.mark(at).is_some_and(|c| matches!(c, '(' | '[') || super::marks::is_double(c))
}

/// Whether the quotation that ends at token `at` ends the sentence with it.
fn ends_with_quote(context: &Context<'_>, at: usize) -> bool {
    let tokens = context.tokens;
    let words_end = if tokens.mark(at).is_some_and(super::marks::is_double) { at.saturating_sub(1) } else { at };
    let next = at + 1;
    if next >= tokens.len() {
        return true;
    }
    if !is_stop(tokens.mark(words_end)) || !(tokens.is_capital(next) || context.is_quoted(next)) {
        return false;
    }
    // "Is it so?" Orlov asked.
    let asked = tokens.mark(words_end) != Some('.');
    !(asked
        && (next..tokens.len().min(next + 8))
            .take_while(|i| !is_stop(tokens.mark(*i)))
            .any(|i| context.lexicon.cue(tokens.folded(i)).is_some()))
}

/// A sentence with what the rules look at.
pub struct View<'a, 'c> {
    pub context: &'a Context<'c>,
    pub sentence: &'a Sentence,
    pub mentions: Vec<Mention>,
    pub cues: Vec<(usize, Cue)>,
    /// Whom each mention means, filled in the order of the text.
    pub meant: Vec<Option<Id>>,
}

impl<'a, 'c> View<'a, 'c> {
    pub fn new(context: &'a Context<'c>, sentence: &'a Sentence) -> Self {
        let mentions = context.mentions(sentence.tokens.clone());
        let inside = |at: usize| mentions.iter().any(|m| m.tokens.contains(&at));
        let cues = sentence
            .tokens
            .clone()
            .filter(|at| !context.is_quoted(*at) && !inside(*at))
            .filter_map(|at| Some((at, context.lexicon.cue(context.tokens.folded(at))?)))
            .filter(|(at, _)| {
                let before = at.checked_sub(1);
                let article = before.is_some_and(|b| {
                    let word = context.tokens.folded(b);
                    let participle = context
                        .lexicon
                        .cue(context.tokens.folded(*at))
                        .is_some_and(|cue| cue.agreement == Agreement::Participle);
                    matches!(word, "to" | "the" | "a" | "an" | "his" | "her" | "their" | "its")
                        || !participle && word != "as" && context.lexicon.prepositions.has(word)
                });
                // "Calls" is a verb only behind a subject, an aside or an adverb.
                let verb = |b: usize| {
                    let word = context.tokens.folded(b);
                    context.tokens.mark(b) == Some(',')
                        || context.lexicon.adverbs.has(word)
                        || context.lexicon.relatives.has(word)
                        || context.lexicon.conjunctions.has(word)
                };
                let noun = context.lexicon.nouns.has(context.tokens.folded(*at))
                    && !mentions.iter().any(|m| m.tokens.end == *at && !m.possessive)
                    && !before.is_some_and(verb);
                context.language != Language::En || !article && !noun
            })
            .collect();
        let mut view = Self { context, sentence, mentions, cues, meant: Vec::new() };
        for (_, quote) in &sentence.quotes {
            view.open_tag(quote.end);
        }
        view.cues.sort_by_key(|(at, _)| *at);
        view.meant = vec![None; view.mentions.len()];
        view
    }

    /// Behind a quotation any verb may report («— вздохнула она»), and any noun may be its subject
    /// ("the youth worker said", «усмехнулся банкир»).
    fn open_tag(&mut self, from: usize) {
        let tokens = self.context.tokens;
        let lexicon = self.context.lexicon;
        let end = self.quote_after(from).unwrap_or(self.sentence.tokens.end).min(self.sentence.tokens.end);
        let mut at = from;
        while at < end && tokens.mark(at).is_some_and(|c| c == ',' || is_dash(Some(c)) || is_stop(Some(c))) {
            at += 1;
        }
        if self.english() {
            self.open_english_tag(at, end);
            return;
        }
        let marked = at > from;
        // «— честно ответила она»: up to two words may say how.
        let verb = |i: usize| {
            self.cues.iter().any(|(cue, _)| *cue == i) || decide::is_verb_form(tokens, i, self.context.language)
        };
        let manner = |i: usize| {
            tokens.is_word(i)
                && !tokens.is_capital(i)
                && !lexicon.prepositions.has(tokens.folded(i))
                && !lexicon.clause.has(tokens.folded(i))
                && !lexicon.conjunctions.has(tokens.folded(i))
                && !self.mentions.iter().any(|m| m.tokens.contains(&i))
        };
        let first = (at..end.min(at + 3))
            .take_while(|i| verb(*i) || lexicon.adverbs.has(tokens.folded(*i)) || manner(*i))
            .find(|i| verb(*i) && !lexicon.adverbs.has(tokens.folded(*i)));

        at = first.unwrap_or(at);
        let known = self.cues.iter().any(|(cue, _)| *cue == at);
        if at >= end
            || !(known
                || marked
                    && decide::is_verb_form(tokens, at, self.context.language)
                    && !tokens.is_capital(at)
                    && !self.mentions.iter().any(|m| m.tokens.contains(&at)))
        {
            return;
        }
        if !known {
            let agreement = super::lexicon::agreement_of(tokens.folded(at));
            self.cues.push((at, Cue { kind: CueKind::Say, channel: false, agreement }));
        }
        // A noun nobody listed, right behind the verb.
        let noun = (at + 1..end.min(at + 4)).find(|i| !lexicon.adverbs.has(tokens.folded(*i)));
        // «Заведующая отделом Анна Белова»: a noun nobody listed before somebody else's title.
        if let Some(noun) = noun.filter(|i| self.is_plain_noun(*i))
            && let Some(next) = self.mentions.iter_mut().find(|m| m.tokens.start > noun && m.tokens.start <= noun + 2)
            && next.nominative == Some(false)
            && next.name.is_some()
            && (noun..next.tokens.start).all(|i| tokens.is_word(i))
        {
            next.tokens.start = noun;
            next.nominative = Some(true);
            next.preposition = false;
            return;
        }
        let taken = |i: usize| self.mentions.iter().any(|m| m.tokens.start <= i + 3 && i < m.tokens.end);
        if let Some(noun) = noun
            && !taken(noun)
            && self.is_plain_noun(noun)
        {
            self.insert(Mention::role(noun..noun + 1, tokens.folded(noun), false));
        }
    }

    /// A lower-case word that may be a noun in the nominative.
    fn is_plain_noun(&self, at: usize) -> bool {
        let (tokens, lexicon) = (self.context.tokens, self.context.lexicon);
        let folded = tokens.folded(at);
        tokens.is_word(at)
            && !tokens.is_capital(at)
            && !lexicon.prepositions.has(folded)
            && !lexicon.clause.has(folded)
            && !lexicon.stop.has(folded)
            && !["ам", "ям", "ом", "ем", "ой", "у", "ю", "ее", "ами", "ові"].iter().any(|end| folded.ends_with(end))
    }

    fn open_english_tag(&mut self, at: usize, end: usize) {
        let tokens = self.context.tokens;
        let verb = |i: usize| {
            tokens.is_word(i)
                && !tokens.is_capital(i)
                && (tokens.folded(i).ends_with("ed") || self.context.lexicon.cue(tokens.folded(i)).is_some())
        };
        let first = self.mentions.iter().find(|m| m.tokens.start >= at && m.tokens.start <= at + 4);
        let first = first.map(|m| m.tokens.clone());
        let open = Cue { kind: CueKind::Say, channel: false, agreement: Agreement::Any };
        let mut add = |cues: &mut Vec<(usize, Cue)>, i: usize| {
            if cues.iter().all(|(other, _)| *other != i) {
                cues.push((i, open));
            }
        };
        match first {
            Some(first) if first.start == at + 1 && verb(at) => add(&mut self.cues, at),
            Some(first) if first.start == at && first.end < end && verb(first.end) => add(&mut self.cues, first.end),
            Some(_) => {}
            // "the youth worker told", "one technician said"
            None => {
                let article =
                    matches!(tokens.folded(at), "the" | "a" | "an" | "one" | "another" | "his" | "her" | "their");
                let cue =
                    self.cues.iter().map(|(cue, _)| *cue).find(|cue| *cue > at + 1 && *cue <= at + 5 && *cue < end);
                if let Some(cue) = cue.filter(|cue| article && (at..*cue).all(|i| tokens.is_word(i))) {
                    let indefinite = matches!(tokens.folded(at), "a" | "an" | "one" | "another");
                    self.insert(Mention::role(at..cue, tokens.folded(cue - 1), indefinite));
                }
            }
        }
    }

    fn insert(&mut self, mention: Mention) {
        let place = self.mentions.partition_point(|m| m.tokens.start < mention.tokens.start);
        self.mentions.insert(place, mention);
    }

    fn english(&self) -> bool {
        self.context.language == Language::En
    }

    fn mark(&self, at: usize) -> Option<char> {
        self.context.tokens.mark(at)
    }

    /// How well mention `index` serves as the subject of the cue at `cue`; `None` where it cannot.
    fn subject_score(&self, index: usize, cue: usize, agreement: Agreement, everybody: &Everybody<'_>) -> Option<i32> {
        let mention = self.mentions.get(index)?;
        let place = agreement == Agreement::Plural && mention.place && !mention.is_person();
        if !mention.can_be_subject() && !place {
            return None;
        }
        if let Head::Pronoun(own) = mention.head {
            let clash = matches!(
                (agreement, own),
                (Agreement::Male, Agreement::Female)
                    | (Agreement::Female, Agreement::Male)
                    | (Agreement::Plural, Agreement::Male | Agreement::Female)
                    | (Agreement::Male | Agreement::Female | Agreement::Singular, Agreement::Plural)
            );
            let institution = self.english() && own == Agreement::Neuter && mention.tokens.end == cue;
            if clash || own == Agreement::Neuter && !institution {
                return None;
            }
        } else if let Some(known) = self.meant.get(index).copied().flatten().and_then(|id| everybody.get(id)) {
            let namesake = self.meant.get(index).copied().flatten().and_then(|id| everybody.namesake(id, agreement));
            if !agreement.allows(known.gender) && namesake.is_none()
                || agreement == Agreement::Plural && known.person && known.member.is_some()
            {
                return None;
            }
        }
        let tokens = &mention.tokens;
        let (gap, after) = if tokens.end <= cue { (tokens.end..cue, false) } else { (cue + 1..tokens.start, true) };
        let mut score = 0;
        let mut commas = 0;
        // An aside between two commas costs nothing but its commas.
        let comma = |at: &usize| self.mark(*at) == Some(',') && !self.context.is_quoted(*at);
        let aside = gap.clone().find(comma).zip(gap.clone().rev().find(comma));
        for at in gap.clone() {
            if aside.is_some_and(|(first, last)| first < at && at < last) && !self.context.is_quoted(at) {
                commas += usize::from(comma(&at)) as i32;
                continue;
            }
            if self.context.is_quoted(at) {
                score -= 3;
                continue;
            }
            match self.mark(at) {
                Some(',') => commas += 1,
                Some(c) if c == ';' || c == ':' || is_stop(Some(c)) => return None,
                Some(c) if is_dash(Some(c)) => score -= 2,
                _ if self.context.lexicon.clause.has(self.context.tokens.folded(at)) => score -= 4,
                _ if self.cues.iter().any(|(other, _)| *other == at) => score -= 6,
                _ => score -= 1,
            }
        }
        // An aside has a comma on both sides; a single one is a clause's end.
        score -= if commas % 2 == 1 { 5 } else { commas };
        if gap.is_empty() {
            score += 6;
        }
        if after && self.english() && !gap.is_empty() {
            return None;
        }
        if mention.is_person() {
            score += 3;
        }
        if mention.nominative == Some(true) {
            score += 2;
        }
        // "A firm called Acme": a name behind a verb is its object.
        if self.english()
            && !after
            && tokens.start.checked_sub(1).is_some_and(|b| self.cues.iter().any(|(at, _)| *at == b))
        {
            score -= 5;
        }
        if matches!(mention.head, Head::Country(_)) && !place {
            score -= 4;
        }
        Some(score)
    }

    /// The subject of the cue at `cue`, before or after it.
    fn subject(
        &self,
        cue: usize,
        agreement: Agreement,
        before: bool,
        after: bool,
        everybody: &Everybody<'_>,
    ) -> Option<usize> {
        let scored = self.mentions.iter().enumerate().filter_map(|(index, mention)| {
            let stands_before = mention.tokens.end <= cue;
            if stands_before && !before || !stands_before && !after {
                return None;
            }
            Some((self.subject_score(index, cue, agreement, everybody)?, std::cmp::Reverse(index), index))
        });
        scored.max().filter(|(score, ..)| *score > -12).map(|(.., index)| index)
    }

    /// The main subject of the sentence before `limit`: the first mention that can be one.
    pub fn main_subject(&self, limit: usize) -> Option<usize> {
        let mut own = self
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.tokens.end <= limit && m.can_be_subject() && !matches!(m.head, Head::Country(_)));
        let first = own.clone().next().map(|(index, _)| index);
        own.find(|(_, m)| m.nominative == Some(true) || self.english()).map(|(index, _)| index).or(first)
    }

    fn found(
        &self,
        subject: usize,
        cue: Option<Range<usize>>,
        rule: &'static str,
        confidence: f64,
    ) -> Option<Attribution> {
        let mention = self.mentions.get(subject)?;
        let speaker = self.meant.get(subject).copied().flatten();
        Some(Attribution { speaker, mention: Some(mention.tokens.clone()), cue, rule, confidence, paragraph: 0 })
    }

    /// The subject of a cue by its kind: of a participle the main subject, of a document the institution.
    fn by_cue(
        &self,
        at: usize,
        cue: Cue,
        before: bool,
        after: bool,
        rule: &'static str,
        confidence: f64,
        everybody: &Everybody<'_>,
    ) -> Option<Attribution> {
        let words = Some(at..at + 1);
        if cue.kind == CueKind::Document {
            return self.by_document(at, everybody);
        }
        let previous = at.checked_sub(1).map_or("", |b| self.context.tokens.folded(b));
        let relative = (at.saturating_sub(4)..at)
            .rev()
            .find(|i| self.context.lexicon.relatives.has(self.context.tokens.folded(*i)));
        let antecedent = relative.and_then(|r| {
            self.mentions.iter().rposition(|m| m.tokens.end <= r && m.tokens.end + 2 > r && m.is_person())
        });
        let quoted_as = self.english() && previous == "as" && cue.agreement == Agreement::Participle;
        let coordinated = before && self.context.lexicon.conjunctions.has(previous);
        // "Quoted": the object speaks.
        if self.context.lexicon.quoting.has(self.context.tokens.folded(at)) && !quoted_as {
            let object = self.mentions.iter().position(|m| {
                m.tokens.start > at && m.tokens.start <= at + 3 && m.is_person() && (!m.preposition || m.name.is_some())
            });
            if let Some(object) = object {
                return self.found(object, words, "quoting", confidence);
            }
        }
        let subject = if let Some(antecedent) = antecedent {
            Some(antecedent)
        } else if quoted_as {
            self.mentions.iter().rposition(|m| m.tokens.end <= at && m.is_person() && !m.possessive)
        } else if let Some(main) = coordinated
            .then(|| self.main_subject(at))
            .flatten()
            .filter(|main| self.subject_score(*main, at, cue.agreement, everybody).is_some())
        {
            Some(main)
        } else if cue.agreement == Agreement::Participle {
            let governing =
                self.cues.iter().rev().find(|(other, c)| {
                    *other < at && c.agreement != Agreement::Participle && c.kind != CueKind::Document
                });
            let of_governing =
                governing.and_then(|(other, c)| self.subject(*other, c.agreement, true, true, everybody));
            of_governing
                .or_else(|| self.main_subject(at))
                .or_else(|| self.mentions.iter().position(|m| m.tokens.start > at && m.can_be_subject()))
        } else {
            self.subject(at, cue.agreement, before, after, everybody)
        }?;
        let found = self.found(subject, words, rule, confidence)?;
        let namesake = found.speaker.and_then(|id| everybody.namesake(id, cue.agreement));
        Some(Attribution { speaker: namesake.or(found.speaker), ..found })
    }

    /// «Говорится в сообщении ведомства»: the institution named there, else the last one named.
    fn by_document(&self, at: usize, everybody: &Everybody<'_>) -> Option<Attribution> {
        let named = self.mentions.iter().position(|m| m.tokens.start > at && matches!(m.head, Head::Institution(_)));
        let named = named.or_else(|| {
            self.mentions
                .iter()
                .position(|m| m.tokens.start > at && m.is_person() && !matches!(m.head, Head::Pronoun(_)))
        });
        if let Some(index) = named {
            return self.found(index, Some(at..at + 1), "document", 0.85);
        }
        let speaker = everybody.institution?;
        let end = (at + 1..self.sentence.tokens.end)
            .take(3)
            .take_while(|i| self.context.tokens.is_word(*i))
            .last()
            .map_or(at + 1, |last| last + 1);
        let mention = (end > at + 1).then_some(at + 1..end);
        Some(Attribution {
            speaker: Some(speaker),
            mention,
            cue: Some(at..at + 1),
            rule: "document",
            confidence: 0.8,
            paragraph: 0,
        })
    }

    /// Speaker of the quotation that takes `quote` of this sentence.
    pub fn attribute(&self, quote: &Range<usize>, everybody: &Everybody<'_>) -> Option<Attribution> {
        self.tag_after(quote, everybody)
            .or_else(|| self.before(quote, everybody))
            .or_else(|| self.tail(quote, everybody))
            .or_else(|| self.verbless(quote))
            .or_else(|| self.label(quote))
            .or_else(|| self.statement(quote))
    }

    /// «Заявление X о «…»», "X's statement that "…"".
    fn statement(&self, quote: &Range<usize>) -> Option<Attribution> {
        let tokens = self.context.tokens;
        let noun = (self.sentence.tokens.start..quote.start)
            .rev()
            .filter(|at| !self.context.is_quoted(*at))
            .find(|at| self.context.lexicon.statement.find(tokens.folded(*at)).is_some())?;
        let index = self.mentions.iter().position(|m| {
            m.tokens.start == noun + 1 && m.nominative != Some(true) || m.possessive && m.tokens.end == noun
        })?;
        self.found(index, Some(noun..noun + 1), "statement", 0.7)
    }

    fn quote_after(&self, at: usize) -> Option<usize> {
        self.sentence.quotes.iter().map(|(_, range)| range.start).find(|start| *start >= at)
    }

    /// "…," said X; «…», — сказал X; "…," X said.
    fn tag_after(&self, quote: &Range<usize>, everybody: &Everybody<'_>) -> Option<Attribution> {
        let tokens = self.context.tokens;
        let end = self.quote_after(quote.end).unwrap_or(self.sentence.tokens.end).min(self.sentence.tokens.end);
        let mut at = quote.end;
        let last = quote.clone().rev().find_map(|i| match tokens.mark(i) {
            Some(c) if super::marks::is_double(c) || super::marks::is_single(c) => None,
            other => Some(other),
        });
        let mut marked = last.flatten().is_some_and(|c| matches!(c, ',' | '?' | '!' | '…'));
        while at < end && tokens.mark(at).is_some_and(|c| c == ',' || is_dash(Some(c)) || is_stop(Some(c))) {
            marked = true;
            at += 1;
        }
        let cue = self.cues.iter().find(|(cue, _)| *cue >= at && *cue < end).copied();
        if let Some((cue_at, cue)) = cue {
            let between = at..cue_at;
            let adverbs = between.len() <= 2
                && between.clone().all(|i| {
                    let folded = tokens.folded(i);
                    let manner = !self.english() && marked && tokens.is_word(i) && !tokens.is_capital(i);
                    let known = self.mentions.iter().any(|m| m.tokens.contains(&i));
                    self.mark(i).is_none()
                        && (self.context.lexicon.adverbs.has(folded)
                            || self.context.lexicon.how.has(folded)
                            || manner
                                && !known
                                && !self.context.lexicon.prepositions.has(folded)
                                && !self.context.lexicon.conjunctions.has(folded))
                });
            if adverbs && cue.kind != CueKind::Judge && (marked || between.is_empty()) {
                if cue.agreement == Agreement::Participle {
                    return None;
                }
                let limited = self.by_cue(cue_at, cue, false, true, "tag-cue-first", 0.95, everybody);
                let limited = limited
                    .filter(|a| a.mention.as_ref().is_none_or(|m| m.start < end || cue.kind == CueKind::Document));
                if let Some(found) = limited {
                    // An outlet that passes the words on is not the speaker.
                    if !(cue.channel && self.is_outlet(&found)) {
                        return Some(found);
                    }
                    return None;
                }
            }
            // Words nobody listed may stand before the name: "harbour master Rosalind Orlova told".
            let before_name =
                |m: &Mention| (at..m.tokens.start).all(|i| tokens.is_word(i) && !self.context.is_quoted(i));
            let leading = self.mentions.iter().position(|m| {
                m.tokens.start >= at
                    && m.tokens.start <= at + 5
                    && m.tokens.end <= cue_at
                    && before_name(m)
                    && (m.tokens.start <= at + 1 || m.name.is_some())
            });
            if marked
                && let Some(index) = leading
                && self.subject_score(index, cue_at, cue.agreement, everybody).is_some_and(|score| score > -8)
            {
                let found = self.found(index, Some(cue_at..cue_at + 1), "tag-subject-first", 0.95)?;
                return Some(found).filter(|found| !(cue.channel && self.is_outlet(found)));
            }
        }
        if marked {
            return self.by_phrase(at..end, 2, "tag-according-to");
        }
        None
    }

    fn is_outlet(&self, found: &Attribution) -> bool {
        let Some(mention) = &found.mention else { return false };
        if self.mentions.iter().any(|m| {
            m.tokens == *mention
                && (matches!(m.head, Head::Role { .. } | Head::Pronoun(_))
                    || m.name.as_ref().is_some_and(|name| name.len() > 1))
        }) {
            return false;
        }
        mention.clone().any(|i| {
            self.context.lexicon.outlets.has(self.context.tokens.folded(i))
                || self.context.lexicon.outlet_nouns.find(self.context.tokens.folded(i)).is_some()
                || self.mark(i).is_some_and(super::marks::is_double)
        })
    }

    /// The nearest cue or «по словам» before the quotation.
    fn before(&self, quote: &Range<usize>, everybody: &Everybody<'_>) -> Option<Attribution> {
        let start = self.sentence.tokens.start;
        let colon = quote.start > start && self.mark(quote.start - 1) == Some(':');
        let cues = self.cues.iter().rev().filter(|(at, _)| *at < quote.start);
        for (at, cue) in cues {
            let confidence = if colon { 0.92 } else { 0.85 };
            let rule = if colon { "cue-before-colon" } else { "cue-before" };
            if let Some(phrase) = self.by_phrase(*at + 1..quote.start, usize::MAX, "according-to") {
                return Some(phrase);
            }
            if cue.kind == CueKind::Document && !colon {
                continue;
            }
            // Words behind the cue but another finished clause is between: not this cue's.
            let after = !self.english() || cue.agreement == Agreement::Participle;
            let found = self.by_cue(*at, *cue, true, after, rule, confidence, everybody);
            let found = found.filter(|found| {
                !(cue.channel && self.is_outlet(found) && cue.kind == CueKind::Say && self.outlet_only(*at))
            });
            if found.as_ref().is_some_and(|found| found.mention.as_ref().is_none_or(|m| m.start < quote.start)) {
                return found;
            }
        }
        self.by_phrase(start..quote.start, usize::MAX, "according-to")
    }

    /// Whether the cue at `at` is the outlet's aside: «…, пишет ТАСС».
    fn outlet_only(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.mark(before) == Some(','))
    }

    /// A cue with its subject behind the quotation: «…», добавил он; …, Kerry said on Monday.
    fn tail(&self, quote: &Range<usize>, everybody: &Everybody<'_>) -> Option<Attribution> {
        let cues =
            self.cues.iter().rev().filter(|(at, cue)| {
                *at >= quote.end && cue.agreement != Agreement::Participle && cue.kind == CueKind::Say
            });
        for (at, cue) in cues {
            let first = at.checked_sub(1).is_some_and(|before| {
                self.mark(before) == Some(',')
                    || is_dash(self.mark(before))
                    || self.context.lexicon.how.has(self.context.tokens.folded(before))
            });
            let found = if first { self.by_cue(*at, *cue, false, true, "tail", 0.85, everybody) } else { None };
            let found = found.or_else(|| {
                let index = self.subject(*at, cue.agreement, true, false, everybody)?;
                let mention = self.mentions.get(index)?;
                let opens = mention.tokens.start > quote.end
                    && mention
                        .tokens
                        .start
                        .checked_sub(1)
                        .is_some_and(|b| self.mark(b) == Some(',') || is_dash(self.mark(b)));
                if opens { self.found(index, Some(*at..*at + 1), "tail", 0.85) } else { None }
            });
            let found = found.filter(|found| !(cue.channel && self.is_outlet(found)));
            if found.is_some() {
                return found;
            }
        }
        self.by_phrase(quote.end..self.sentence.tokens.end, usize::MAX, "according-to")
    }

    /// «По словам X»: the last such phrase that begins in `range`, at most `within` words into it.
    fn by_phrase(&self, range: Range<usize>, within: usize, rule: &'static str) -> Option<Attribution> {
        let tokens = self.context.tokens;
        let last = range.end.min(range.start.saturating_add(within));
        for at in (range.start..last).rev() {
            if self.context.is_quoted(at) {
                continue;
            }
            let Some(length) = self.context.lexicon.by(|i| tokens.folded(at + i)) else { continue };
            let end = at + length;
            let possessive = (at..end).find(|i| self.context.lexicon.possessives.has(tokens.folded(*i)));
            if let Some(place) = possessive {
                return Some(Attribution {
                    speaker: None,
                    mention: Some(place..place + 1),
                    cue: Some(at..end),
                    rule,
                    confidence: 0.85,
                    paragraph: 0,
                });
            }
            let named = self.mentions.iter().position(|m| m.tokens.start >= end && m.tokens.start <= end + 1);
            // «По словам сторонников «жёсткого» курса, …»: marks inside the phrase are not what they say.
            let inside = |index: usize| {
                self.mentions.get(index).is_some_and(|m| {
                    range.end == m.tokens.end
                        && within == usize::MAX
                        && self.sentence.quotes.iter().any(|(_, q)| q.start == range.end && q.len() < 5)
                })
            };
            if let Some(index) = named.filter(|index| !inside(*index)) {
                return self.found(index, Some(at..end), rule, 0.9);
            }
        }
        None
    }

    /// «…» — X.
    fn verbless(&self, quote: &Range<usize>) -> Option<Attribution> {
        let mut at = quote.end;
        let mut dash = false;
        while self.mark(at).is_some_and(|c| c == ',' || c == '(' || is_dash(Some(c))) {
            dash |= is_dash(self.mark(at)) || self.mark(at) == Some('(');
            at += 1;
        }
        let index = self.mentions.iter().position(|m| m.tokens.start == at)?;
        let mention = self.mentions.get(index)?;
        let after = self.mark(mention.tokens.end);
        let ends =
            mention.tokens.end >= self.sentence.tokens.end || is_stop(after) || matches!(after, Some(',' | ')' | '('));
        let capital = mention.name.is_some() || matches!(mention.head, Head::Role { .. } | Head::Institution(_));
        if dash && ends && capital && mention.can_be_subject() {
            self.found(index, None, "tag-verbless", 0.8)
        } else {
            None
        }
    }

    /// «X: …»
    fn label(&self, quote: &Range<usize>) -> Option<Attribution> {
        let colon = quote.start.checked_sub(1).filter(|at| self.mark(*at) == Some(':'))?;
        let index = self.main_subject(colon)?;
        let whole = self
            .mentions
            .get(index)
            .is_some_and(|m| m.tokens.start == self.sentence.tokens.start && m.tokens.end == colon);
        self.found(index, None, if whole { "label" } else { "colon" }, if whole { 0.9 } else { 0.7 })
    }

    /// Gender that a verb form says of its subject.
    pub fn gender_of_cue(&self, cue: &Range<usize>) -> Option<Gender> {
        match self.cues.iter().find(|(at, _)| *at == cue.start)?.1.agreement {
            Agreement::Male => Some(Gender::Male),
            Agreement::Female => Some(Gender::Female),
            _ => None,
        }
    }

    /// Characters of the sentence.
    pub fn span(&self) -> Span {
        self.context.tokens.span(self.sentence.tokens.start, self.sentence.tokens.end)
    }
}
