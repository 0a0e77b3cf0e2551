//! Open tags: behind a quotation any verb may report, and any noun may be its subject.

use std::ops::Range;

use super::View;
use crate::quotation::{
    decide,
    lexicon::{self, Agreement, Cue, CueKind},
    mention::{Head, Mention},
    scan::{is_dash, is_stop},
};

impl View<'_, '_> {
    /// Behind a quotation any verb may report («— вздохнула она»), and any noun may be its subject
    /// ("the youth worker said", «усмехнулся банкир»).
    pub(super) fn open_tag(&mut self, from: usize) {
        let tokens = self.context.tokens;
        let lexicon = self.context.lexicon;
        let end = self.quote_after(from).unwrap_or(self.sentence.tokens.end).min(self.sentence.tokens.end);
        let mut at = from;
        while at < end && tokens.mark(at).is_some_and(|c| c == ',' || is_dash(Some(c)) || is_stop(Some(c))) {
            at += 1;
        }
        // "…," as Bell put it.
        if self.english() && tokens.folded(at) == "as" {
            at += 1;
        }
        if self.english() {
            self.open_english_tag(at, end);
            return;
        }
        let marked = at > from;
        // «— честно ответила она»: up to two words may say how.
        let verb = |i: usize| {
            self.cues.iter().any(|(cue, _)| *cue == i)
                || tokens.folded(i).tag().is_some()
                || decide::is_verb_form(tokens, i, self.context.language)
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

        if first.is_none() {
            self.open_signature(from, at, end);
        }
        at = first.unwrap_or(at);
        let known = self.cues.iter().any(|(cue, _)| *cue == at);
        if at >= end
            || !(known
                || marked
                    && (decide::is_verb_form(tokens, at, self.context.language) || tokens.folded(at).tag().is_some())
                    && !tokens.is_capital(at)
                    && !self.mentions.iter().any(|m| m.tokens.contains(&at)))
        {
            return;
        }
        if !known {
            let agreement =
                tokens.folded(at).tag().map_or_else(|| lexicon::agreement_of(tokens.folded(at)), |cue| cue.agreement);
            self.cues.push((at, Cue { kind: CueKind::Say, channel: false, agreement }));
        }
        // A noun nobody listed, right behind the verb.
        let noun = (at + 1..end.min(at + 4)).find(|i| !lexicon.adverbs.has(tokens.folded(*i)));
        // «Заведующая отделом Анна Белова»: a noun nobody listed before somebody else's title.
        let known = |i: usize| self.mentions.iter().any(|m| m.tokens.contains(&i));
        if let Some(noun) = noun.filter(|i| self.is_plain_noun(*i) && !known(*i))
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
        // «Укладчик с северного участка Иван Белов»: the whole phrase up to a full name in the nominative.
        if let Some(noun) = noun.filter(|i| self.is_plain_noun(*i))
            && let Some(bearer) = self.bearer(noun, end)
        {
            let lemma = tokens.folded(noun).as_str().to_owned();
            self.mentions.retain(|m| !(m.tokens.start >= noun && m.tokens.end <= bearer.start));
            if let Some(m) = self.mentions.iter_mut().find(|m| m.tokens.end > bearer.start && m.tokens.start >= noun) {
                m.tokens.start = noun;
                m.head = Head::Role { lemma, offices: Vec::new(), own: false };
                m.plain = false;
            }
            return;
        }
        // «Завгосп школы»: what stands behind it in another case is its own.
        let own = |m: &Mention| !m.is_person() && m.nominative == Some(false) && !m.preposition;
        if let Some(noun) = noun.filter(|i| self.is_plain_noun(*i))
            && let Some(place) = self.mentions.iter().position(|m| m.tokens.start == noun + 1 && own(m))
        {
            let whole = noun..self.mentions.remove(place).tokens.end;
            let mut mention = Mention::role(whole, tokens.folded(noun), false);
            mention.plain = false;
            self.insert(mention);
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

    /// The full name in the nominative that ends the phrase of a noun at `noun`: nothing but words stands between.
    fn bearer(&self, noun: usize, end: usize) -> Option<Range<usize>> {
        const MOST: usize = 10;
        let (tokens, lexicon) = (self.context.tokens, self.context.lexicon);
        let name = self.mentions.iter().find(|m| {
            let full = m.name.as_ref().is_some_and(|name| name.len() > 1);
            full && m.tokens.start > noun && m.can_be_subject()
        })?;
        let between = noun..name.tokens.start;
        let lists = [lexicon.clause, lexicon.pronouns, lexicon.finite, lexicon.conjunctions];
        // «Открыл слушания начальник порта Иван Белов»: a title of his own ends what the verb has as its object.
        let titled = matches!(name.head, Head::Role { .. }) && name.nominative == Some(true);
        let phrase = between.len() <= MOST
            && !titled
            && name.tokens.start < end
            && between.clone().all(|at| {
                let folded = tokens.folded(at);
                tokens.is_word(at)
                    && !self.context.is_quoted(at)
                    && folded.cue().is_none()
                    && !lists.iter().any(|list| list.has(folded))
            })
            && !self.mentions.iter().any(|m| between.contains(&m.tokens.start) && m.name.is_some())
            && self.mentions.iter().all(|m| !(m.tokens.start < noun && m.tokens.end > noun));
        phrase.then(|| name.tokens.clone())
    }

    /// «…!» — вахтер, який не назвався: behind a dash a noun before a comma or the end is who says it.
    fn open_signature(&mut self, from: usize, at: usize, end: usize) {
        let tokens = self.context.tokens;
        let dash = at > from && is_dash(tokens.mark(at - 1));
        let stopped = from.checked_sub(2).is_some_and(|last| is_stop(tokens.mark(last)));
        let closes = at + 1 >= end || tokens.mark(at + 1).is_some_and(|c| matches!(c, ',' | '(') || is_stop(Some(c)));
        let adverb = self.context.lexicon.adverbs.has(tokens.folded(at)) || tokens.folded(at).ends_with('о');
        let taken = self.mentions.iter().any(|m| m.tokens.start <= at + 1 && at < m.tokens.end);
        if at < end && dash && stopped && closes && !adverb && !taken && self.is_plain_noun(at) {
            self.insert(Mention::role(at..at + 1, tokens.folded(at), false));
        }
    }

    /// A lower-case word that may be a noun in the nominative.
    pub(super) fn is_plain_noun(&self, at: usize) -> bool {
        let (tokens, lexicon) = (self.context.tokens, self.context.lexicon);
        let folded = tokens.folded(at);
        let abbreviated = tokens.mark(at + 1) == Some('.') && lexicon.abbreviations.has(folded);
        // «Открыл заседание»: what is neuter is done by somebody.
        let neuter = ["ие", "ство", "ння", "ття"].iter().any(|end| folded.ends_with(end));
        let oblique =
            ["ам", "ям", "ом", "ем", "ой", "у", "ю", "ее", "ами", "ові"].iter().any(|end| folded.ends_with(end));
        let lists = [lexicon.prepositions, lexicon.clause, lexicon.stop];
        let plain = tokens.is_word(at) && !tokens.is_capital(at) && folded.chars().count() > 2;
        let told = lexicon.statement.find(folded).is_some();
        plain && !abbreviated && !oblique && !neuter && !told && !lists.iter().any(|list| list.has(folded))
    }

    pub(super) fn open_english_tag(&mut self, at: usize, end: usize) {
        let tokens = self.context.tokens;
        let verb = |i: usize| {
            tokens.is_word(i)
                && !tokens.is_capital(i)
                && (tokens.folded(i).ends_with("ed") || tokens.folded(i).tag().is_some())
        };
        let first = self.mentions.iter().find(|m| m.tokens.start >= at && m.tokens.start <= at + 4);
        let first = first.map(|m| m.tokens.clone());
        let open = Cue { kind: CueKind::Say, channel: false, agreement: Agreement::Any };
        let add = |cues: &mut Vec<(usize, Cue)>, i: usize| {
            if cues.iter().all(|(other, _)| *other != i) {
                cues.push((i, open));
            }
        };
        match first {
            Some(first)
                if verb(at)
                    && (first.start == at + 1
                        || first.start == at + 2 && self.context.lexicon.adverbial.has(tokens.folded(at + 1))) =>
            {
                add(&mut self.cues, at);
            }
            Some(first) if first.start == at && first.end < end => {
                // "The teacher, Ann Bell, cut in": the comma ends the apposition.
                let apposed = first.clone().any(|i| tokens.mark(i) == Some(',')) && tokens.mark(first.end) == Some(',');
                let behind = first.end + usize::from(apposed);
                if verb(behind) {
                    add(&mut self.cues, behind);
                }
            }
            Some(_) => {}
            // "the youth worker told", "one technician said"
            None => {
                let article = self.context.lexicon.determiners.has(tokens.folded(at))
                    || self.context.lexicon.indefinite.has(tokens.folded(at));
                let listed =
                    self.cues.iter().map(|(cue, _)| *cue).find(|cue| *cue > at + 1 && *cue <= at + 5 && *cue < end);
                // "The letter read.": what may be a noun is a verb at the end.
                let last = || {
                    (at + 2..end.min(at + 6))
                        .find(|i| tokens.folded(*i).tag().is_some() && tokens.mark(i + 1).is_some())
                        .filter(|i| tokens.folded(i - 1) != "to")
                };
                let cue = listed.or_else(|| last().filter(|_| article));
                if let Some(cue) = cue.filter(|_| listed.is_none()) {
                    add(&mut self.cues, cue);
                }
                // "Wrote another."
                let alone = self.context.lexicon.indefinite.has(tokens.folded(at + 1))
                    && (tokens.mark(at + 2).is_some() || at + 2 >= end)
                    && verb(at);
                if alone {
                    add(&mut self.cues, at);
                    self.insert(Mention::role(at + 1..at + 2, tokens.folded(at + 1), true));
                    return;
                }
                if let Some(cue) = cue.filter(|cue| article && (at..*cue).all(|i| tokens.is_word(i))) {
                    let indefinite = self.context.lexicon.indefinite.has(tokens.folded(at));
                    self.insert(Mention::role(at..cue, tokens.folded(cue - 1), indefinite));
                }
            }
        }
    }

    /// "It was, she allowed, "an answer"": between two commas any such verb reports.
    pub(super) fn open_asides(&mut self) {
        let tokens = self.context.tokens;
        let comma = |at: Option<usize>| at.is_some_and(|at| tokens.mark(at) == Some(','));
        let verb = |m: &Mention| {
            let before = || m.tokens.start.checked_sub(1).filter(|_| comma(Some(m.tokens.end)));
            let verb = if comma(m.tokens.start.checked_sub(1)) && comma(Some(m.tokens.end + 1)) {
                m.tokens.end
            } else {
                before().filter(|at| comma(at.checked_sub(1)))?
            };
            let cue = tokens.folded(verb).tag().filter(|cue| cue.agreement != Agreement::Participle)?;
            let person = m.is_person() && m.can_be_subject() && !self.context.is_quoted(verb);
            (person && self.cues.iter().all(|(at, _)| *at != verb)).then_some((verb, cue))
        };
        let found: Vec<_> = self.mentions.iter().filter_map(verb).collect();
        self.cues.extend(found);
    }

    /// "The governor began, "There are …"": right before a comma and the words any such English verb reports.
    pub(super) fn open_comma(&mut self, quote: usize) {
        let tokens = self.context.tokens;
        let comma = quote.checked_sub(1).filter(|at| self.english() && tokens.mark(*at) == Some(','));
        let Some(verb) = comma.and_then(|comma| comma.checked_sub(1)) else { return };
        let cue = tokens.folded(verb).tag().filter(|cue| cue.agreement != Agreement::Participle);
        let Some(cue) = cue.filter(|_| tokens.is_capital(quote + 1) && !self.context.is_quoted(verb)) else { return };
        let subject = |m: &Mention| m.can_be_subject() && (m.tokens.end == verb || m.tokens.end + 1 == verb);
        if self.cues.iter().all(|(at, _)| *at != verb) && self.mentions.iter().any(subject) {
            self.cues.push((verb, cue));
        }
    }

    /// «Начальник наказал ему: «…»»: right before a colon any verb reports.
    pub(super) fn open_colon(&mut self, quote: usize) {
        let tokens = self.context.tokens;
        let Some(colon) = quote.checked_sub(1).filter(|at| tokens.mark(*at) == Some(':')) else { return };
        let near = colon.saturating_sub(4).max(self.sentence.tokens.start)..colon;
        let word = |at: &usize| tokens.is_word(*at) && !self.context.is_quoted(*at);
        let verb = near.rev().take_while(word).find(|at| {
            decide::is_verb_form(tokens, *at, self.context.language)
                && !self.mentions.iter().any(|m| m.tokens.contains(at))
        });
        // «Как напомнил Белов, работы оплатила община: «…»»: the words have their teller.
        let told = self.cues.iter().any(|(at, cue)| {
            let how = at.checked_sub(1).is_some_and(|how| self.context.lexicon.how.has(tokens.folded(how)));
            how && !cue.channel && cue.kind == CueKind::Say
        });
        let Some(verb) = verb.filter(|verb| !self.english() && !told && self.cues.iter().all(|(at, _)| at < verb))
        else {
            return;
        };
        self.cues.push((
            verb,
            Cue { kind: CueKind::Say, channel: false, agreement: lexicon::agreement_of(tokens.folded(verb)) },
        ));
    }

    /// «По выражению портье гостиницы»: right behind such a phrase any noun is somebody.
    pub(super) fn open_phrases(&mut self) {
        let tokens = self.context.tokens;
        let phrases = self.signs.phrases(&self.sentence.tokens).to_vec();
        for (at, end) in phrases.into_iter().map(|phrase| (phrase.start, phrase.end)) {
            let named = self.mentions.iter().any(|m| m.tokens.end > end && m.tokens.start <= end + 1);
            let own = (at..end).any(|i| self.context.lexicon.possessives.has(tokens.folded(i)));
            let word = tokens.is_word(end)
                && tokens.word(end).chars().count() > 3
                && !tokens.is_capital(end)
                && tokens.mark(end + 1) != Some('.');
            if self.english() && !named && !own {
                self.open_document(end);
            }
            if named || own || !word || self.english() || self.context.is_quoted(end) {
                continue;
            }
            let mut mention = self.context.noun(end, &(end..self.sentence.tokens.end));
            mention.nominative = Some(false);
            self.insert(mention);
        }
    }

    /// "The city withdrew its notice, blaming an "error"": of a participle the sentence's first noun phrase is the subject.
    fn open_main_subject(&mut self) {
        let (tokens, lexicon) = (self.context.tokens, self.context.lexicon);
        let participle = |(at, cue): &(usize, Cue)| (cue.agreement == Agreement::Participle).then_some(*at);
        let Some(cue) = self.cues.first().and_then(participle) else { return };
        if self.main_subject(cue).is_some() {
            return;
        }
        let article = |at: usize| at < cue && lexicon.determiners.has(tokens.folded(at));
        let start = self.sentence.tokens.start;
        let opens = (start..cue).find(|at| article(*at) && (*at == start || tokens.mark(at - 1) == Some(',')));
        let Some(opens) = opens.filter(|at| !self.context.is_quoted(*at)) else { return };
        let verb = (opens + 2..cue.min(opens + 5)).find(|at| {
            let folded = tokens.folded(*at);
            lexicon.finite.has(folded) || folded.ends_with("ed") || lexicon.irregular_participles.has(folded)
        });
        if let Some(verb) =
            verb.filter(|verb| (opens..*verb).all(|at| tokens.is_word(at) && !tokens.is_capital(at) || at == start))
        {
            let mut mention = Mention::role(opens..verb, tokens.folded(verb - 1), false);
            mention.open = true;
            mention.plain = false;
            self.insert(mention);
        }
    }

    /// "According to the document, …": what is written speaks for itself.
    fn open_document(&mut self, at: usize) {
        let (tokens, lexicon) = (self.context.tokens, self.context.lexicon);
        let article = [lexicon.determiners, lexicon.indefinite].iter().any(|list| list.has(tokens.folded(at)));
        let noun = (at + 1..at + 4)
            .take_while(|i| tokens.is_word(*i) && !lexicon.prepositions.has(tokens.folded(*i)))
            .last()
            .filter(|i| article && lexicon.documents.has(tokens.folded(*i)) && !self.context.is_quoted(*i));
        if let Some(noun) = noun {
            let mut mention =
                Mention::role(at..noun + 1, tokens.folded(noun), lexicon.indefinite.has(tokens.folded(at)));
            mention.open = true;
            mention.preposition = true;
            self.insert(mention);
        }
    }

    /// "Career staff warned": right before an English cue any noun phrase may be its subject.
    pub(super) fn open_subjects(&mut self) {
        if !self.english() {
            return;
        }
        let (tokens, lexicon) = (self.context.tokens, self.context.lexicon);
        self.open_main_subject();
        for (cue, kind) in self.cues.clone() {
            let plain = |at: &usize| {
                let folded = tokens.folded(*at);
                tokens.is_word(*at)
                    && !self.context.is_quoted(*at)
                    && !tokens.is_capital(*at)
                    && !lexicon.finite.has(folded)
                    && !lexicon.clause.has(folded)
                    && !lexicon.prepositions.has(folded)
                    && !lexicon.conjunctions.has(folded)
                    && !lexicon.pronouns.has(folded)
                    && !lexicon.first.has(folded)
                    && !lexicon.adverbs.has(folded)
                    && !["ly", "ing", "ed", "self", "selves"].iter().any(|end| folded.ends_with(end))
                    && !self.mentions.iter().any(|m| m.tokens.contains(at))
                    && self.cues.iter().all(|(other, _)| other != at)
            };
            // "One described it as "bad"."
            let one = cue.checked_sub(1).filter(|at| lexicon.several.has(tokens.folded(*at)));
            let opens = |at: usize| at == self.sentence.tokens.start || tokens.mark(at - 1).is_some();
            let free = |at: usize| !self.mentions.iter().any(|m| m.tokens.contains(&at));
            if let Some(one) = one.filter(|at| opens(*at) && free(*at) && kind.agreement != Agreement::Participle) {
                self.insert(Mention::role(one..cue, tokens.folded(one), true));
                continue;
            }
            let start = (self.sentence.tokens.start..cue).rev().take(4).take_while(plain).last();
            let Some(start) =
                start.filter(|_| kind.agreement != Agreement::Participle && kind.kind != CueKind::Document)
            else {
                continue;
            };
            let noun =
                |at: usize| !lexicon.determiners.has(tokens.folded(at)) && !lexicon.indefinite.has(tokens.folded(at));
            // The phrase begins with its determiner, or where a clause does.
            let opens = !noun(start)
                || start.checked_sub(1).is_none_or(|before| {
                    let folded = tokens.folded(before);
                    start == self.sentence.tokens.start
                        || tokens.mark(before).is_some()
                        || lexicon.clause.has(folded)
                        || lexicon.conjunctions.has(folded)
                });
            if opens && noun(cue - 1) && tokens.word(cue - 1).chars().count() > 2 {
                let mut mention =
                    Mention::role(start..cue, tokens.folded(cue - 1), lexicon.indefinite.has(tokens.folded(start)));
                mention.open = true;
                mention.plain &= (start..cue).filter(|at| noun(*at)).count() == 1;
                mention.preposition = start > 0 && lexicon.prepositions.has(tokens.folded(start - 1));
                self.insert(mention);
            }
        }
    }

    pub(super) fn insert(&mut self, mut mention: Mention) {
        mention.indefinite |= self.context.is_unnamed(&mention, &self.sentence.tokens);
        let place = self.mentions.partition_point(|m| m.tokens.start < mention.tokens.start);
        self.mentions.insert(place, mention);
    }
}
