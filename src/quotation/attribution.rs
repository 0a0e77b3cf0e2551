//! Attribution: from a draft to its speaker, sentence by sentence, each step under a name.

mod action;
mod gender;
mod open;
mod outlet;
mod phrase;
mod sentence;
mod signs;
mod subject;
mod verbless;
mod written;

pub use sentence::{Sentence, sentences};
use signs::Signs;
use subject::Rule;

use std::ops::Range;

use super::{
    known::{Everybody, Id},
    lexicon::{Agreement, Cue, CueKind},
    mention::{Context, Head, Mention},
    scan::{is_dash, is_stop},
};
use crate::{corpus::Gender, language::Language};

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

/// A sentence with what the rules look at.
pub struct View<'a, 'c> {
    pub context: &'a Context<'c>,
    pub sentence: &'a Sentence,
    pub mentions: Vec<Mention>,
    pub cues: Vec<(usize, Cue)>,
    signs: Signs,
    /// Whom each mention means, filled in the order of the text.
    pub meant: Vec<Option<Id>>,
}

impl<'a, 'c> View<'a, 'c> {
    pub fn new(context: &'a Context<'c>, sentence: &'a Sentence) -> Self {
        let mentions = context.mentions(sentence.tokens.clone());
        let inside = |at: usize| mentions.iter().any(|m| m.tokens.contains(&at));
        // "She likes to call it "dull"": right before a quotation an infinitive reports as well.
        let beside = |at: usize| {
            let start = sentence.quotes.iter().map(|(_, quote)| quote.start).find(|start| *start > at);
            start.is_some_and(|start| start <= at + 4 && (at..start).all(|i| context.tokens.is_word(i)))
        };
        // "As Bell put it", "the report found that": some verbs report only so.
        let phrase = |at: usize| {
            let listed = context.lexicon.reporting(|i| context.tokens.folded(at + i)).is_some();
            let folded = context.tokens.folded(at);
            let agreement = if folded.ends_with("ing") { Agreement::Participle } else { Agreement::Any };
            listed.then_some(Cue { kind: CueKind::Say, channel: false, agreement })
        };
        let cues = sentence
            .tokens
            .clone()
            .filter_map(|at| Some((at, context.tokens.folded(at).cue().or_else(|| phrase(at))?)))
            .filter(|(at, _)| !context.is_quoted(*at) && !inside(*at))
            .filter(|(at, _)| {
                let before = at.checked_sub(1);
                let article = before.is_some_and(|b| {
                    let word = context.tokens.folded(b);
                    let participle =
                        context.tokens.folded(*at).cue().is_some_and(|cue| cue.agreement == Agreement::Participle);
                    word == "to" && !beside(*at)
                        || context.lexicon.determiners.has(word)
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
                    && !mentions
                        .iter()
                        .any(|m| m.tokens.end == *at && !m.possessive && (!m.preposition || m.name.is_some()))
                    && !before.is_some_and(verb);
                // "Replied when asked": the clause has no subject of its own.
                let asked = before.is_some_and(|b| matches!(context.tokens.folded(b).as_str(), "when" | "if"))
                    && context.tokens.folded(*at).ends_with("ed");
                context.language != Language::En || !article && !noun && !asked
            })
            .collect();
        let signs = Signs::of(context, &sentence.tokens);
        let mut view = Self { context, sentence, mentions, cues, signs, meant: Vec::new() };
        view.free_outlets();
        for (_, quote) in &sentence.quotes {
            view.open_tag(quote.end);
            view.open_colon(quote.start);
            view.open_comma(quote.start);
        }
        view.open_asides();
        view.open_subjects();
        view.free_judged();
        view.open_phrases();
        view.cues.sort_by_key(|(at, _)| *at);
        view.tell_genders();
        view.meant = vec![None; view.mentions.len()];
        view
    }

    fn english(&self) -> bool {
        self.context.language == Language::En
    }

    fn mark(&self, at: usize) -> Option<char> {
        self.context.tokens.mark(at)
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

    /// Speaker of the quotation that takes `quote` of this sentence.
    pub fn attribute(&self, quote: &Range<usize>, everybody: &Everybody<'_>) -> Option<Attribution> {
        self.tag_after(quote, everybody)
            .map(|tag| self.told_by(tag, quote, everybody))
            .or_else(|| self.before(quote, everybody))
            .or_else(|| self.tail(quote, everybody))
            .or_else(|| self.verbless(quote))
            .or_else(|| self.label(quote))
            .or_else(|| self.statement(quote))
    }

    /// A sentence that is nothing but somebody's name and what he is: «Раиса Белова, бухгалтер».
    pub fn signature(&self) -> Option<Attribution> {
        let tokens = self.context.tokens;
        let first = self.sentence.tokens.clone().find(|at| tokens.mark(*at).is_none())?;
        let index =
            self.mentions.iter().position(|m| m.tokens.start <= first && first < m.tokens.end && m.name.is_some())?;
        let bare = self.sentence.tokens.clone().all(|at| {
            let folded = tokens.folded(at);
            !self.context.lexicon.finite.has(folded)
                && folded.tag().is_none()
                && !super::decide::is_verb_form(tokens, at, self.context.language)
        });
        if !bare || self.sentence.tokens.len() > 14 {
            return None;
        }
        self.found(index, None, "tag-verbless", 0.75)
    }

    /// The main subject of a sentence, a person named or described in it.
    pub fn told(&self) -> Option<usize> {
        let index = self.main_subject(self.sentence.tokens.end)?;
        let mention = self.mentions.get(index)?;
        // "WEISSENBURG, Sept 3": a dateline is nobody.
        if !mention.tokens.clone().any(|at| self.context.tokens.word(at).chars().any(char::is_lowercase)) {
            return None;
        }
        let told = match &mention.head {
            Head::Name | Head::Pronoun(Agreement::Male | Agreement::Female) => true,
            Head::Role { .. } => mention.name.is_some() || !mention.indefinite,
            _ => false,
        };
        told.then_some(index)
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
        let parts = |c: char| c == ',' || is_dash(Some(c)) || is_stop(Some(c)) || super::marks::is_double(c);
        while at < end && !self.context.is_quoted(at) && tokens.mark(at).is_some_and(parts) {
            marked = true;
            at += 1;
        }
        // «Спросила: "Почему?" Орлов пожал плечами»: what a colon announced needs no tag.
        let announced = at == quote.end
            && quote.start.checked_sub(1).is_some_and(|before| self.mark(before) == Some(':'))
            && self.cues.iter().any(|(cue, _)| *cue < quote.start);
        if announced {
            return None;
        }
        let cue = self.cues.iter().find(|(cue, _)| *cue >= at && *cue < end).copied();
        // «…» — так отозвался о нём сосед; «…» — такими словами тренера встретил зал.
        if let Some((cue_at, cue)) = cue.filter(|_| marked && self.context.lexicon.announcing.has(tokens.folded(at))) {
            let rule = |before, after| Rule { name: "tag-cue-first", confidence: 0.9, before, after };
            let behind = |found: &Attribution| found.mention.as_ref().is_none_or(|m| at < m.start);
            return self
                .by_cue(cue_at, cue, rule(false, true), everybody)
                .or_else(|| self.by_cue(cue_at, cue, rule(true, false), everybody).filter(behind));
        }
        if let Some((cue_at, cue)) = cue {
            let between = at..cue_at;
            // «— с гордостью говорит она», «— во вторник сообщил он».
            let phrase = !self.english()
                && marked
                && (2..=4).contains(&between.len())
                && self.context.lexicon.prepositions.has(tokens.folded(at))
                && between.clone().all(|i| tokens.is_word(i) && !self.context.is_quoted(i))
                && !self.mentions.iter().any(|m| m.tokens.start < cue_at && m.tokens.end > at && m.can_be_subject());
            let adverbs = phrase
                || between.len() <= 2
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
                let limited = self.by_cue(
                    cue_at,
                    cue,
                    Rule { name: "tag-cue-first", confidence: 0.95, before: false, after: true },
                    everybody,
                );
                let limited = limited
                    .filter(|a| a.mention.as_ref().is_none_or(|m| m.start < end || cue.kind == CueKind::Document));
                // «Пишет со ссылкой на него газета»: who passes words on names who said them.
                let source = if cue.channel { self.by_phrase(cue_at + 1..end, 4, "tag-according-to") } else { None };
                if let Some(source) = source.filter(|source| self.refers(source)) {
                    return Some(source);
                }
                if let Some(found) = limited {
                    // An outlet that passes the words on is not the speaker.
                    if !(cue.channel && self.is_outlet(&found)) {
                        return Some(found);
                    }
                    return None;
                }
                // «— успокоила напоследок, уходя»: who says it was named before, as the verb's gender tells.
                let gendered = matches!(cue.agreement, Agreement::Male | Agreement::Female);
                let nobody =
                    !self.mentions.iter().any(|m| m.tokens.start >= at && m.tokens.start < end && m.can_be_subject());
                if gendered && nobody && at > quote.end && !cue.channel {
                    let cue = Some(cue_at..cue_at + 1);
                    return Some(Attribution {
                        cue,
                        rule: "tag-subjectless",
                        confidence: 0.6,
                        ..Attribution::default()
                    });
                }
            }
            // Words nobody listed may stand before the name: "harbour master Rosalind Orlova told".
            let whose = |i: usize| self.mentions.iter().any(|m| m.possessive && m.tokens.contains(&i));
            // "The brewers' spokesman Ann Bell"
            let theirs = |i: usize| {
                matches!(tokens.mark(i), Some('\'' | '’'))
                    && tokens.get(i).is_some_and(|t| !t.space_before && t.space_after)
            };
            let before_name = |m: &Mention| {
                (at..m.tokens.start).all(|i| (tokens.is_word(i) || theirs(i)) && !self.context.is_quoted(i) || whose(i))
            };
            let leading = self.mentions.iter().position(|m| {
                m.tokens.start >= at
                    && !m.possessive
                    && m.tokens.start <= at + 5
                    && m.tokens.end <= cue_at
                    && before_name(m)
                    && (m.tokens.start <= at + 1 || m.name.is_some())
            });
            // "The paper quotes Orlov as saying."
            if marked && leading.is_some() && self.context.lexicon.quoting.has(tokens.folded(cue_at)) {
                let rule = Rule { name: "quoting", confidence: 0.9, before: true, after: false };
                if let Some(found) = self
                    .by_cue(cue_at, cue, rule, everybody)
                    .filter(|found| found.rule == "quoting" && found.mention.as_ref().is_some_and(|m| m.start > cue_at))
                {
                    return Some(found);
                }
            }
            if marked
                && let Some(index) = leading
                && self.subject_score(index, cue_at, cue.agreement, everybody, -8).is_some()
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
            let phrase = self.by_phrase(*at + 1..quote.start, usize::MAX, "according-to");
            // «Депутат заявил со ссылкой на отчёт»: only who passes words on has them from a source.
            if let Some(phrase) = phrase.filter(|phrase| cue.channel || !self.refers(phrase)) {
                return Some(phrase);
            }
            if cue.kind == CueKind::Document && !colon {
                continue;
            }
            // Words behind the cue but another finished clause is between: not this cue's.
            let after = !self.english() || cue.agreement == Agreement::Participle;
            let found = self.by_cue(*at, *cue, Rule { name: rule, confidence, before: true, after }, everybody);
            let found = found.filter(|found| {
                !(cue.channel && self.is_outlet(found) && cue.kind == CueKind::Say && self.outlet_only(*at))
            });
            // «Газета со ссылкой на главу союза Анну Белову пишет: «…»»: the outlet passes on what she said.
            if cue.channel
                && found.as_ref().is_some_and(|found| self.is_outlet(found))
                && let Some(source) = self.by_phrase(start..*at, usize::MAX, "according-to")
            {
                return Some(source);
            }
            if found.as_ref().is_some_and(|found| found.mention.as_ref().is_none_or(|m| m.start < quote.start)) {
                // "He added that Ukraine insists": a country's verb stands in what somebody says of it, as does what
                // somebody "had concluded".
                let inner = self.english()
                    && self.context.lexicon.inner.has(self.context.tokens.folded(*at))
                    && at.checked_sub(1).is_some_and(|b| self.context.tokens.folded(b) == "had");
                let told = || {
                    self.teller(*at, quote, everybody)
                        .filter(|_| inner || found.as_ref().is_some_and(|f| self.is_country(f)))
                };
                return told().or(found);
            }
        }
        self.by_phrase(start..quote.start, usize::MAX, "according-to").or_else(|| self.subjectless(quote))
    }

    /// «О возвращении говорит неохотно: «…»»: a listed verb without a subject before a colon has whom the text is about.
    fn subjectless(&self, quote: &Range<usize>) -> Option<Attribution> {
        let colon = quote.start.checked_sub(1).filter(|at| !self.english() && self.mark(*at) == Some(':'))?;
        let (at, cue) = *self.cues.iter().rev().find(|(at, _)| *at < colon)?;
        let one = matches!(cue.agreement, Agreement::Male | Agreement::Female | Agreement::Singular);
        let nobody = !self.mentions.iter().any(|m| m.tokens.end <= colon && m.can_be_subject());
        let listed = self.context.tokens.folded(at).cue().is_some();
        (one && nobody && listed && cue.kind == CueKind::Say && !cue.channel && colon - at <= 4).then(|| Attribution {
            cue: Some(at..at + 1),
            rule: "cue-subjectless",
            confidence: 0.6,
            ..Attribution::default()
        })
    }

    /// Whether the phrase says where somebody has the words from: «со ссылкой на X».
    fn refers(&self, phrase: &Attribution) -> bool {
        let mut words = phrase.cue.clone().unwrap_or_default();
        words.any(|at| self.context.lexicon.referring.has(self.context.tokens.folded(at)))
    }

    fn is_country(&self, found: &Attribution) -> bool {
        let Some(mention) = &found.mention else { return false };
        self.mentions.iter().any(|m| m.tokens == *mention && matches!(m.head, Head::Country(_)))
    }

    /// The person of an earlier verb, in whose "that" clause the cue at `at` stands.
    fn teller(&self, at: usize, quote: &Range<usize>, everybody: &Everybody<'_>) -> Option<Attribution> {
        let (earlier, cue) = *self.cues.iter().rev().find(|(other, cue)| *other < at && cue.kind == CueKind::Say)?;
        (earlier..at).find(|i| self.context.lexicon.that.has(self.context.tokens.folded(*i)))?;
        let rule = Rule { name: "cue-before", confidence: 0.8, before: true, after: false };
        let found = self.by_cue(earlier, cue, rule, everybody)?;
        (!self.is_country(&found) && found.mention.as_ref().is_some_and(|m| m.start < quote.start)).then_some(found)
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
            let found = if first {
                self.by_cue(*at, *cue, Rule { name: "tail", confidence: 0.85, before: false, after: true }, everybody)
            } else {
                None
            };
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

    /// Gender that a verb form says of its subject.
    pub fn gender_of_cue(&self, cue: &Range<usize>) -> Option<Gender> {
        match self.cues.iter().find(|(at, _)| *at == cue.start)?.1.agreement {
            Agreement::Male => Some(Gender::Male),
            Agreement::Female => Some(Gender::Female),
            _ => None,
        }
    }
}
