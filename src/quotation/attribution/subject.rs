//! Subjects: which mention is the subject of a reporting verb.

use super::{Attribution, View};
use crate::quotation::{
    known::{Everybody, Id},
    lexicon::{Agreement, Cue, CueKind},
    marks,
    mention::{Head, Mention},
    scan::{is_abbreviated, is_dash, is_stop},
};

/// A rule that finds a cue's subject: on which side of the cue it looks, and how sure it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub name: &'static str,
    pub confidence: f64,
    pub before: bool,
    pub after: bool,
}

/// A mention of this score or less is nobody's subject.
const LEAST: i32 = -12;

/// The most that a score can still rise by what is not the distance to the cue.
const MOST_BEHIND: i32 = 12;

impl View<'_, '_> {
    /// How well mention `index` serves as the subject of the cue at `cue`; `None` where it cannot, or serves no better
    /// than `least`.
    pub(super) fn subject_score(
        &self,
        index: usize,
        cue: usize,
        agreement: Agreement,
        everybody: &Everybody<'_>,
        least: i32,
    ) -> Option<i32> {
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
        let mut score = 0_i32;
        let mut commas = 0;
        // An aside between two commas costs nothing but its commas.
        let comma = |at: &usize| self.mark(*at) == Some(',') && !self.context.is_quoted(*at);
        let aside = self.signs.aside(&gap);
        // What brackets hold is an aside as well: "Rep. Jane Doe (R-Ohio) said".
        let mut bracket = false;
        for at in gap.clone() {
            if score.saturating_add(MOST_BEHIND) <= least {
                return None;
            }
            bracket |= matches!(self.mark(at), Some('(' | '['));
            if bracket {
                bracket = !matches!(self.mark(at), Some(')' | ']'));
                continue;
            }
            if aside.is_some_and(|(first, last)| first < at && at < last) && !self.context.is_quoted(at) {
                commas += i32::from(comma(&at));
                continue;
            }
            if self.context.is_quoted(at) {
                score -= 3;
                continue;
            }
            match self.mark(at) {
                Some('.') if is_abbreviated(self.context.tokens, at, self.context.lexicon) => {}
                Some(',') => commas += 1,
                // «Критик не пощадила премьеру: назвала …»: a verb goes on behind a colon.
                Some(':') if !after && !self.english() && agreement != Agreement::Any => score -= 4,
                Some(c) if c == ';' || c == ':' || is_stop(Some(c)) => return None,
                Some(c) if is_dash(Some(c)) => score -= 2,
                _ if self.context.lexicon.clause.has(self.context.tokens.folded(at)) => score -= 4,
                _ if self.is_cue(at) => score -= 6,
                _ => score -= 1,
            }
        }
        // The comma behind an apposition ends the subject's own aside: "The surgeon, Ann Bell, told".
        let apposed =
            !after && self.mark(tokens.end) == Some(',') && tokens.clone().any(|at| self.mark(at) == Some(','));
        commas -= i32::from(apposed);
        // An aside has a comma on both sides; a single one is a clause's end.
        score -= if commas % 2 == 1 { 5 } else { commas };
        if gap.is_empty() {
            score += 6;
        }
        let particles = || gap.clone().all(|at| self.context.lexicon.adverbial.has(self.context.tokens.folded(at)));
        if after && self.english() && !gap.is_empty() && !(gap.len() == 1 && particles()) {
            return None;
        }
        // "Told the paper": behind such a verb stands who was told.
        if after && self.english() && self.context.lexicon.transitive.has(self.context.tokens.folded(cue)) {
            return None;
        }
        // «Рассказал «Вестнику» капитан»: a name in marks may be in any case.
        if after && mention.nominative.is_none() && self.mark(tokens.start).is_some_and(marks::is_double) {
            score -= 5;
        }
        // «Пояснил УНС инженер Пётр Белов»: right before a person in the nominative it is who was told.
        let told =
            |next: &Mention| next.is_person() && next.tokens.start == tokens.end && next.nominative == Some(true);
        if after
            && mention.head == Head::Institution(None)
            && mention.nominative.is_none()
            && self.mentions.iter().any(told)
        {
            score -= 10;
        }
        if mention.open {
            score -= 12;
        } else if mention.is_person() {
            score += 3;
        }
        if mention.nominative == Some(true) {
            score += 2;
        }
        // "The council, a group of four towns, said": who stands at an apposition's end is part of it.
        let glued = |at: usize| self.context.tokens.get(at).is_some_and(|t| !t.space_before && !t.space_after);
        let inside = |m: &Mention| {
            let between = m.tokens.end + 1..tokens.start;
            self.mark(m.tokens.end) == Some(',')
                && (1..12).contains(&between.len())
                && m.can_be_subject()
                && !m.possessive
                && between.clone().all(|at| (self.mark(at).is_none() || glued(at)) && !self.is_cue(at))
                && self.context.lexicon.indefinite.has(self.context.tokens.folded(between.start))
        };
        if self.english() && !after && gap.len() == 1 && commas == 1 && self.mentions.iter().any(inside) {
            score -= 6;
        }
        // "A firm called Acme": a name behind a verb is its object.
        if self.english() && !after && !apposed && tokens.start.checked_sub(1).is_some_and(|b| self.is_cue(b)) {
            score -= 5;
        }
        if matches!(mention.head, Head::Country(_)) && !place {
            score -= 4;
        }
        Some(score).filter(|score| *score > least)
    }

    /// The cues stand in their order.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        self.cues.binary_search_by_key(&at, |(cue, _)| *cue).is_ok()
    }

    /// The subject of the cue at `cue`, before or after it.
    pub(super) fn subject(
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
            Some((self.subject_score(index, cue, agreement, everybody, LEAST)?, std::cmp::Reverse(index), index))
        });
        scored.max().map(|(.., index)| index)
    }

    /// The main subject of the sentence before `limit`: the first mention that can be one.
    pub fn main_subject(&self, limit: usize) -> Option<usize> {
        let own = self
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.tokens.end <= limit && m.can_be_subject() && !matches!(m.head, Head::Country(_)));
        let first = own.clone().next().map(|(index, _)| index);
        // «От вопроса, где отдыхал мэр, она уклонилась»: a clause's subject is not the sentence's.
        let main = |m: &Mention| {
            let opens = (self.sentence.tokens.start..m.tokens.start).rev().find(|at| self.mark(*at) == Some(','));
            !opens.is_some_and(|comma| {
                (comma + 1..m.tokens.start.min(comma + 3))
                    .any(|at| self.context.lexicon.clause.has(self.context.tokens.folded(at)))
            })
        };
        let mut sure = own.clone().filter(|(_, m)| m.nominative == Some(true) || self.english());
        let main = self.behind_opening(limit).or_else(|| sure.clone().find(|(_, m)| main(m)));
        main.or_else(|| sure.next()).map(|(index, _)| index).or(first)
    }

    /// «Мальчик рассказал, что врач держал связь и говорил ему»: a verb joined without a comma stays in its clause, and has
    /// the clause's subject.
    fn clause_subject(&self, cue: usize, agreement: Agreement, everybody: &Everybody<'_>) -> Option<usize> {
        let (tokens, lexicon) = (self.context.tokens, self.context.lexicon);
        let before = cue.checked_sub(2).filter(|at| !self.english() && self.mark(*at) != Some(','))?;
        let start = self.sentence.tokens.start;
        let subject = |from: usize| {
            self.mentions.iter().enumerate().find_map(|(index, m)| {
                let inside = m.tokens.start > from && m.tokens.end < cue && m.nominative != Some(false);
                let named = m.nominative == Some(true) || m.name.is_some();
                // «Что кандидатура Керри …»: what stands before it has it in another case.
                let first = (from + 1..m.tokens.start).all(|at| {
                    let word = tokens.folded(at);
                    lexicon.adverbs.has(word) || lexicon.conjunctions.has(word)
                });
                let fits = || self.subject_score(index, cue, agreement, everybody, i32::MIN).is_some();
                (inside && named && first && fits()).then_some(index)
            })
        };
        // «…, а соседка стояла внизу и кричала»: behind the last comma somebody else acts.
        let comma = (start..before).rev().find(|at| self.mark(*at) == Some(','));
        let joined = |comma: &usize| lexicon.conjunctions.has(tokens.folded(comma + 1));
        if let Some(found) = comma.filter(joined).and_then(subject) {
            return Some(found);
        }
        let opens = |at: &usize| {
            let word = tokens.folded(*at);
            self.mark(at.saturating_sub(1)) == Some(',')
                && (lexicon.clause.has(word) || lexicon.that.has(word))
                && !lexicon.relatives.has(word)
        };
        let clause = (start + 1..before).rev().find(opens)?;
        // An aside has two commas; a single one has ended the clause.
        let commas = (clause..before).filter(|at| self.mark(*at) == Some(',')).count();
        if commas % 2 == 1 { None } else { subject(clause) }
    }

    /// "Pressed on whether he would stay, Bell did not stop": behind a phrase that opens an English sentence the subject
    /// follows its comma.
    fn behind_opening(&self, limit: usize) -> Option<(usize, &Mention)> {
        let tokens = self.context.tokens;
        let first = self.sentence.tokens.clone().find(|at| tokens.is_word(*at))?;
        let folded = tokens.folded(first);
        let opening = ["ed", "ing"].iter().any(|end| folded.ends_with(end)) && folded.len() > 4
            || self.context.lexicon.clause.has(folded)
            || self.context.lexicon.prepositions.has(folded)
            // "Together with Bell, Hale went": an adverb may stand before the preposition.
            || tokens.is_word(first + 1) && self.context.lexicon.prepositions.has(tokens.folded(first + 1));
        let listed = self.mentions.iter().any(|m| m.tokens.start == first && !m.preposition);
        if !self.english() || !opening || listed || self.context.is_quoted(first) {
            return None;
        }
        self.mentions.iter().enumerate().find(|(_, m)| {
            m.tokens.end <= limit
                && m.can_be_subject()
                && !matches!(m.head, Head::Country(_))
                && m.tokens.start.checked_sub(1).is_some_and(|at| self.mark(at) == Some(','))
        })
    }

    /// Whom a sentence is about that names nobody as its subject: «Роль досталась Петру Белову», «Белову запомнилось иное».
    pub fn topic(&self) -> Option<usize> {
        const DATIVE: [&str; 7] = ["у", "ю", "ому", "ему", "ові", "еві", "єві"];
        let dative = |m: &Mention| {
            let surname = m.name.as_ref().map(|name| self.context.tokens.folded(name.end - 1));
            surname.is_some_and(|word| DATIVE.iter().any(|end| word.ends_with(end)))
        };
        let person = |m: &&Mention| m.is_person() && m.can_be_subject();
        if self.english() || self.mentions.iter().any(|m| person(&m)) {
            return None;
        }
        self.mentions.iter().position(|m| m.nominative == Some(false) && !m.preposition && dative(m))
    }

    /// Whether a speaker was found in what somebody else tells: «Мальчик говорит, что врач повторял ему: …».
    pub fn is_told(&self, found: &Attribution) -> bool {
        let Some(mention) = &found.mention else { return false };
        let teller = self.cues.iter().map(|(at, _)| *at).find(|at| *at < mention.start);
        let that = |at: usize| self.context.lexicon.that.has(self.context.tokens.folded(at));
        !self.english() && teller.is_some_and(|teller| (teller..mention.start).any(that))
    }

    /// Whom the first reporting verb of the sentence has as its subject.
    pub fn first_subject(&self, everybody: &Everybody<'_>) -> Option<Id> {
        let says = |cue: &Cue| cue.agreement != Agreement::Participle && cue.kind != CueKind::Document;
        let (at, cue) = self.cues.iter().find(|(_, cue)| says(cue))?;
        let rule = Rule { name: "cue-before", confidence: 0.0, before: true, after: !self.english() };
        self.by_cue(*at, *cue, rule, everybody)?.speaker
    }

    /// The subject of a cue by its kind: of a participle the main subject, of a document the institution.
    pub(super) fn by_cue(&self, at: usize, cue: Cue, rule: Rule, everybody: &Everybody<'_>) -> Option<Attribution> {
        let words = Some(at..at + 1);
        if cue.kind == CueKind::Document {
            return self.by_document(at, everybody);
        }
        let previous = self.context.tokens.folded(at.wrapping_sub(1));
        // "Four who balked, told": the comma ends the relative clause.
        let relative = (at.saturating_sub(4)..at)
            .rev()
            .take_while(|i| self.mark(*i) != Some(','))
            .find(|i| self.context.lexicon.relatives.has(self.context.tokens.folded(*i)));
        // "A governor who, as recently as August, dismissed": an aside stands behind the relative.
        let relative = relative.or_else(|| {
            let close = at.checked_sub(1).filter(|i| self.english() && self.mark(*i) == Some(','))?;
            let open = (close.saturating_sub(8)..close).rev().find(|i| self.mark(*i) == Some(','))?;
            open.checked_sub(1).filter(|i| self.context.lexicon.relatives.has(self.context.tokens.folded(*i)))
        });
        // "A miner who she said died": the clause has a subject of its own.
        let own = |r: usize| {
            let named = |m: &Mention| m.name.is_some() || matches!(m.head, Head::Pronoun(_));
            self.mentions.iter().any(|m| m.tokens.start > r && m.tokens.end == at && m.can_be_subject() && named(m))
        };
        let antecedent = relative.filter(|r| !self.english() || !own(*r)).and_then(|r| {
            self.mentions.iter().rposition(|m| m.tokens.end <= r && m.tokens.end + 2 > r && m.is_person())
        });
        let quoted_as = self.english() && previous == "as" && cue.agreement == Agreement::Participle;
        let coordinated = rule.before && self.context.lexicon.conjunctions.has(previous);
        // "Quoted": the object speaks.
        if self.context.lexicon.quoting.has(self.context.tokens.folded(at)) && !quoted_as {
            if let Some(found) = self.quoted_pronoun(at, everybody) {
                return Some(found);
            }
            // «Цитирует издание «Прибой» вратаря Анну Белову»: the outlet may come first.
            let outlets = |from: usize, to: usize| {
                (from..to).all(|i| self.mentions.iter().any(|m| !m.is_person() && m.tokens.contains(&i)))
            };
            // «Цитирует журнал «Прибой» бывшего вахтёра Петра Белова»: of a full name no list need have the title.
            let titled = |m: &Mention| {
                let known = |i: usize| self.mentions.iter().any(|m| !m.is_person() && m.tokens.contains(&i));
                m.name.as_ref().is_some_and(|name| name.len() > 1)
                    && m.nominative == Some(false)
                    && (at + 1..m.tokens.start).all(|i| known(i) || self.mark(i).is_none())
            };
            let object = self.mentions.iter().position(|m| {
                m.tokens.start > at
                    && !m.possessive
                    && (m.tokens.start <= at + 4 || outlets(at + 1, m.tokens.start) || titled(m))
                    && m.is_person()
                    && (!m.preposition || m.name.is_some())
            });
            if let Some(object) = object {
                return self.found(object, words, "quoting", rule.confidence);
            }
        }
        // «Передаёт слова министра агентство»: whose words they are comes behind.
        let passes_on = cue.channel || self.context.lexicon.quoting.has(self.context.tokens.folded(at));
        let outlet = self.mentions.iter().find(|m| m.tokens.start == at + 1 && !m.is_person()).map(|m| m.tokens.end);
        let noun = outlet.unwrap_or(at + 1);
        // «Приводит его слова портал «Причал»»
        let own = self.context.lexicon.possessives.has(self.context.tokens.folded(noun))
            && self.context.lexicon.statement.find(self.context.tokens.folded(noun + 1)).is_some();
        if passes_on && own && !self.english() {
            let mention = Some(noun..noun + 1);
            return Some(Attribution {
                mention,
                cue: words,
                rule: "tag-according-to",
                confidence: 0.8,
                ..Attribution::default()
            });
        }
        if passes_on && self.context.lexicon.statement.find(self.context.tokens.folded(noun)).is_some() {
            let whose = self
                .mentions
                .iter()
                .position(|m| m.tokens.start == noun + 1 && m.nominative != Some(true) && m.is_person());
            if let Some(whose) = whose {
                return self.found(whose, words, "quoting", rule.confidence);
            }
        }
        // "With the mayor calling it", "a clip of Bell saying": what a participle stands right behind is its subject.
        let beside = (self.english() && cue.agreement == Agreement::Participle && !quoted_as)
            .then(|| self.mentions.iter().position(|m| m.tokens.end == at && m.is_person() && !m.possessive))
            .flatten();
        let subject = if let Some(antecedent) = antecedent.or(beside) {
            Some(antecedent)
        } else if quoted_as {
            self.mentions.iter().rposition(|m| m.tokens.end <= at && m.is_person() && !m.possessive)
        } else if let Some(main) = coordinated
            .then(|| self.clause_subject(at, cue.agreement, everybody).or_else(|| self.main_subject(at)))
            .flatten()
            .filter(|main| self.subject_score(*main, at, cue.agreement, everybody, i32::MIN).is_some())
        {
            Some(main)
        } else if cue.agreement == Agreement::Participle {
            let governing =
                self.cues.iter().rev().find(|(other, c)| {
                    *other < at && c.agreement != Agreement::Participle && c.kind != CueKind::Document
                });
            // "The council endorsed Bell, saying": only right behind words does an English subject follow its verb.
            let inverted = |cue: usize| !self.english() || (1..3).any(|n| cue >= n && self.context.is_quoted(cue - n));
            let of_governing =
                governing.and_then(|(other, c)| self.subject(*other, c.agreement, true, inverted(*other), everybody));
            of_governing
                .or_else(|| self.main_subject(at))
                .or_else(|| self.mentions.iter().position(|m| m.tokens.start > at && m.can_be_subject()))
        } else {
            self.subject(at, cue.agreement, rule.before, rule.after, everybody)
        }?;
        let found = self.found(subject, words, rule.name, rule.confidence)?;
        let namesake = found.speaker.and_then(|id| everybody.namesake(id, cue.agreement));
        Some(Attribution { speaker: namesake.or(found.speaker), ..found })
    }

    /// «Говорится в сообщении ведомства»: the institution named there, else the last one named.
    pub(super) fn by_document(&self, at: usize, everybody: &Everybody<'_>) -> Option<Attribution> {
        // «Говорится в жалобе главы кооператива Анны Беловой»: whose words they are stands right behind.
        let whose = |m: &Mention| m.tokens.start > at + 1 && m.tokens.start <= at + 3;
        let owner = self.mentions.iter().position(|m| {
            let behind = self.context.lexicon.statement.find(self.context.tokens.folded(m.tokens.start - 1)).is_some();
            let told = m.name.is_some() || behind && matches!(m.head, Head::Role { .. });
            whose(m) && m.is_person() && told && m.nominative == Some(false) && !m.preposition
        });
        // «Говорится в письме в министерство»: behind a preposition stands whom it was sent to.
        let body = |free: bool| {
            let body = |m: &Mention| matches!(m.head, Head::Institution(_)) && !(free && m.preposition);
            self.mentions.iter().position(|m| m.tokens.start > at && body(m))
        };
        let named = owner.or_else(|| body(true)).or_else(|| body(false));
        let named = named.or_else(|| {
            self.mentions
                .iter()
                .position(|m| m.tokens.start > at && m.is_person() && !matches!(m.head, Head::Pronoun(_)))
        });
        if let Some(index) = named {
            return self.found(index, Some(at..at + 1), "document", 0.85);
        }
        // Whose letter or speech the text has just told of.
        let speaker = everybody.author.or(everybody.institution)?;
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
}
