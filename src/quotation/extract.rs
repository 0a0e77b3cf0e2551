//! Extract: the pipeline from a document to its quotations.
//!
//! Drafts → names and scare quotes taken out → sentences, mentions, cues → speakers → what goes on without a
//! tag of its own → the form in which quotations travel.

mod finish;
mod follow;
mod introduce;
mod report;
mod spoken;

pub use finish::id;

use std::{cell::OnceCell, iter, ops::Range, rc::Rc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Quotation,
    asides::Asides,
    attribution::{Attribution, Sentence, View, sentences},
    decide,
    known::{Everybody, Id},
    lexicon::{Agreement, Lexicon},
    mention::{Context, Head, Mention, Names},
    scan::{self, Draft, Paragraph, Signal},
    tokens::{Tokens, Words},
    turns::Voice,
};
use crate::{
    document::{Document, ParagraphKind},
    language::Language,
    speaker::Cast,
};

/// All quotations of a document, in the order of the text. Meetings, topics and groups are not yet given.
pub fn extract(document: &Document, cast: &Cast) -> Vec<Quotation> {
    extract_with(document, cast, &mut Words::default())
}

/// As [`extract`], with the words of that language and cast met before.
pub(super) fn extract_with(document: &Document, cast: &Cast, words: &mut Words) -> Vec<Quotation> {
    let Some(lexicon) = Lexicon::of(document.language) else { return Vec::new() };
    let body = document.paragraphs.iter().map(|p| (p.text.as_str(), p.kind != ParagraphKind::Noise));
    let title = (document.title.as_deref().unwrap_or_default(), true);
    let mut texts = words.read(iter::once(title).chain(body), lexicon, cast);
    let Some(title) = texts.next() else { return Vec::new() };
    let mut paragraphs = scan::paragraphs(document, texts);
    let drafts = scan::scan(&mut paragraphs, document.language, lexicon);
    let mut work = Work::new(document, cast, lexicon, &paragraphs, drafts, &title);
    work.introduce();
    for index in 0..paragraphs.len() {
        work.paragraph(index);
    }
    work.finish()
}

/// A draft on its way to a quotation.
struct Candidate {
    draft: Draft,
    words: decide::Words,
    /// Boxed, as the voice is, because most candidates of a hostile text have none.
    attribution: Option<Box<Attribution>>,
    /// The reporter's sentence around it: paragraph and tokens.
    sentence: Option<(usize, Range<usize>)>,
    dropped: bool,
    /// Joined to the candidate before it.
    joined: bool,
    /// Nobody stands beside it in the sentence.
    alone: bool,
    /// What tells whose words without marks are.
    voice: Option<Box<Voice>>,
}

struct Work<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    cast: &'a Cast,
    paragraphs: &'a [Paragraph<'a>],
    candidates: Vec<Candidate>,
    everybody: Everybody<'a>,
    /// For each paragraph, which candidate a token belongs to; empty where none does.
    quoted: Rc<Vec<Vec<Option<u32>>>>,
    /// The candidate last attributed, and the paragraph.
    last: Option<(usize, usize)>,
    reported: Vec<Quotation>,
    names: Rc<Names>,
    /// The first character of each paragraph.
    starts: Vec<usize>,
    /// The words without marks that begin in a paragraph.
    turns: FxHashMap<usize, usize>,
    /// The main subject of the last sentence without a quotation, where it is named there, and the paragraph.
    told: Option<(Id, usize)>,
    /// A quotation by itself that nobody was found for yet, and its paragraph.
    pending: Option<(usize, usize)>,
    /// Who was said to speak at the end of the last paragraph.
    announced: Option<Attribution>,
    /// The headline.
    title: &'a Tokens<'a>,
    /// Who is interviewed, once it has been asked.
    interviewed: OnceCell<Option<Id>>,
}

impl<'a> Work<'a> {
    fn new(
        document: &'a Document,
        cast: &'a Cast,
        lexicon: &'a Lexicon,
        paragraphs: &'a [Paragraph<'a>],
        drafts: Vec<Draft>,
        title: &'a Tokens<'a>,
    ) -> Self {
        let asides = Asides::new(paragraphs, document.language, lexicon);
        let (spoken, acted) = spoken::find(document, title, paragraphs, &drafts, &asides, lexicon);
        let taken: FxHashSet<usize> = spoken
            .iter()
            .map(|spoken| &spoken.draft)
            .chain(&acted)
            .flat_map(|draft| &draft.hull)
            .map(|hull| hull.paragraph)
            .collect();
        let words = |draft: &Draft| decide::words(draft, paragraphs, document.language, lexicon);
        let candidate = |draft: Draft, words: decide::Words, voice: Option<Box<Voice>>| Candidate {
            words,
            draft,
            attribution: None,
            sentence: None,
            dropped: false,
            joined: false,
            alone: voice.is_some(),
            voice,
        };
        let mut candidates: Vec<Candidate> = drafts
            .into_iter()
            // Marks inside an answer are part of it.
            .filter(|draft| draft.hull.iter().all(|hull| !taken.contains(&hull.paragraph)))
            .filter_map(|mut draft| {
                asides.cut(&mut draft);
                let words = words(&draft);
                let name = decide::is_name(&draft, words, paragraphs, document.language, lexicon);
                (!name).then(|| candidate(draft, words, None))
            })
            .collect();
        let spoken = spoken.into_iter().map(|spoken| (spoken.draft, Some(Box::new(spoken.voice))));
        let unmarked = acted.into_iter().map(|draft| (draft, None)).chain(spoken);
        candidates.extend(unmarked.map(|(draft, voice)| {
            let words = words(&draft);
            candidate(draft, words, voice)
        }));
        let turn = |(id, c): (usize, &Candidate)| {
            let begins = c.draft.hull.first().filter(|_| c.draft.signal == Signal::Turn)?;
            Some((begins.paragraph, id))
        };
        let turns = candidates.iter().enumerate().filter_map(turn).collect();
        let mut quoted: Vec<Vec<Option<u32>>> = vec![Vec::new(); paragraphs.len()];
        for (index, candidate) in candidates.iter().enumerate() {
            for hull in &candidate.draft.hull {
                if let (Some(row), Some(paragraph)) = (quoted.get_mut(hull.paragraph), paragraphs.get(hull.paragraph)) {
                    row.resize(paragraph.tokens.len(), None);
                    let tokens = row.iter_mut().take(hull.tokens.end).skip(hull.tokens.start);
                    tokens.for_each(|token| *token = Some(index as u32));
                }
            }
        }
        let everybody = Everybody::new(cast, document.language, document.published);
        Self {
            document,
            lexicon,
            cast,
            paragraphs,
            candidates,
            everybody,
            quoted: Rc::new(quoted),
            last: None,
            reported: Vec::new(),
            names: Rc::new(Names { proper: Rc::new(introduce::proper(paragraphs)), ..Names::default() }),
            announced: None,
            title,
            interviewed: OnceCell::new(),
            starts: document.starts(),
            turns,
            pending: None,
            told: None,
        }
    }

    fn paragraph(&mut self, index: usize) {
        let Some(paragraph) = self.paragraphs.get(index) else { return };
        if matches!(paragraph.kind, ParagraphKind::Noise | ParagraphKind::Caption) {
            return;
        }
        if let Some(&id) = self.turns.get(&index) {
            return self.spoken(index, id);
        }
        if paragraph.kind == ParagraphKind::Turn || self.is_spoken(index) {
            return;
        }
        let (quoted, names) = (Rc::clone(&self.quoted), Rc::clone(&self.names));
        let context = Context {
            tokens: &paragraph.tokens,
            lexicon: self.lexicon,
            cast: self.cast,
            language: self.document.language,
            quoted: quoted.get(index).map_or(&[], Vec::as_slice),
            names: &names,
        };
        let mut previous: Option<Attribution> = self.announced.take();
        let mut quoted_last = false;
        for sentence in sentences(&context) {
            quoted_last = !sentence.quotes.is_empty();
            previous = self.sentence(index, &context, &sentence, previous.as_ref());
        }
        let own = previous.filter(|own| !quoted_last && (own.cue.is_some() || own.rule == "colon"));
        self.announced = self.statement_by(index).or(own).or_else(|| self.announced_whole(index));
    }

    /// Attributes the quotations of one sentence; gives the sentence's own cue and subject to the next one.
    fn sentence(
        &mut self,
        index: usize,
        context: &Context<'_>,
        sentence: &Sentence,
        previous: Option<&Attribution>,
    ) -> Option<Attribution> {
        let mut view = View::new(context, sentence);
        self.resolve(&mut view);
        let before = self.everybody.subject;
        let mut leading: Option<Attribution> = None;
        for (id, range) in &sentence.quotes {
            let begins_here = self
                .candidates
                .get(*id)
                .is_some_and(|c| c.draft.hull.first().is_some_and(|hull| hull.paragraph == index));
            let ends_here = self
                .candidates
                .get(*id)
                .is_some_and(|c| c.draft.hull.last().is_some_and(|hull| hull.paragraph == index));
            if self.candidates.get(*id).is_none_or(|c| c.attribution.as_ref().is_some_and(|a| a.rule != "continued"))
                || !(begins_here || ends_here)
            {
                continue;
            }
            let scare = self
                .candidates
                .get(*id)
                .is_some_and(|c| decide::is_scare(&c.draft, c.words, self.paragraphs, self.lexicon, &sentence.tokens));
            let mut found = match leading.as_ref().filter(|before| interrupted(&view, before, range)) {
                Some(before) => Some(Attribution { rule: "interrupted", ..before.clone() }),
                None => view.attribute(range, &self.everybody),
            };
            if let Some(found) = &mut found {
                found.paragraph = index;
                if found.rule.ends_with("subjectless") {
                    let cue = found.cue.as_ref().and_then(|cue| view.cues.iter().find(|(at, _)| *at == cue.start));
                    found.speaker = cue.and_then(|(_, cue)| self.everybody.by_pronoun(cue.agreement, false));
                }
                if found.speaker.is_none() && found.rule.ends_with("according-to") {
                    let person = |id: &usize| self.everybody.get(*id).is_some_and(|known| known.person);
                    let (subject, speaker) = (before, self.everybody.speaker);
                    // «На его взгляд»: one man's, not several people's.
                    let whose = found.mention.as_ref().and_then(|m| {
                        let (_, agreement) = self.lexicon.possessives.find(context.tokens.folded(m.start))?;
                        agreement.filter(|own| {
                            matches!(own, Agreement::Male | Agreement::Female) && context.language != Language::En
                        })
                    });
                    let fits = |id: &Id| {
                        let known = self.everybody.get(*id);
                        known.is_some_and(|known| whose.is_none_or(|one| known.can_be(one)))
                    };
                    let person = |id: &Id| person(id) && fits(id);
                    found.speaker = subject.filter(person).or(speaker.filter(person)).or(subject).or(speaker);
                }
            }
            let alone = sentence.quotes.len() == 1 && found.is_none() && is_alone(context, sentence, range);
            found = found.or_else(|| self.acting(*id)).or_else(|| view.action_behind(range));
            if found.is_none() {
                found = self.continued(index, *id, alone, previous);
            }
            let Some(candidate) = self.candidates.get_mut(*id) else { continue };
            // «Да», — сказал он из «аквариума»: what reports the words before reports no bare word behind itself.
            let reported = leading.as_ref().zip(found.as_ref());
            let spent = reported.is_some_and(|(before, own)| before.rule.starts_with("tag") && before.cue == own.cue)
                && candidate.words.is_bare()
                && context.language != Language::En;
            candidate.alone = alone;
            candidate.sentence.get_or_insert((index, sentence.tokens.clone()));
            candidate.dropped = scare && !candidate.draft.tagged || spent;
            if found.is_none() && alone && !candidate.dropped {
                self.pending = Some((*id, index));
            }
            if let Some(found) = found
                && !candidate.dropped
            {
                self.learn(context, &view, &found);
                if let Some(candidate) = self.candidates.get_mut(*id) {
                    candidate.attribution = Some(Box::new(found.clone()));
                }
                self.join(index, *id, &found);
                self.last = Some((*id, index));
                leading = Some(found);
            }
        }
        self.after(&view, sentence, context, index);
        let own = leading.or_else(|| self.statement(&view));
        if let Some(stated) = own.as_ref().filter(|_| sentence.quotes.is_empty()) {
            self.report(index, &view, stated);
        }
        let own = own.map(|own| Attribution { paragraph: index, ..own });
        let subject = own
            .as_ref()
            .filter(|a| a.rule.ends_with("according-to") || a.rule != "statement" && !sentence.quotes.is_empty())
            .filter(|a| !view.is_told(a))
            .and_then(|a| a.speaker)
            .or_else(|| view.first_subject(&self.everybody))
            .or_else(|| {
                let main = view.main_subject(sentence.tokens.end).or_else(|| view.topic());
                main.and_then(|m| view.meant.get(m).copied().flatten())
            });
        if let Some(subject) = subject {
            self.everybody.subject = Some(subject);
        }
        // "The reporters got a statement from Ann Bell."
        let told = || view.told().and_then(|mention| view.meant.get(mention).copied().flatten());
        self.told = view.author(None).or_else(told).filter(|_| sentence.quotes.is_empty()).map(|id| (id, index));
        self.everybody.author = view.author(self.everybody.author);
        if let Some(institution) = self.institution(&view) {
            self.everybody.institution = Some(institution);
        }
        own
    }

    /// The institution that a sentence named last: «асоціація звернулася до уряду» is about the one that writes.
    fn institution(&self, view: &View<'_, '_>) -> Option<Id> {
        let tokens = view.context.tokens;
        let body = |m: &Mention| {
            let last = tokens.folded(m.tokens.end - 1);
            let written = self.lexicon.documents.has(last)
                || self.lexicon.statement.find(last).is_some() && self.lexicon.institutions.find(last).is_none();
            let outlet = m.tokens.clone().any(|at| self.lexicon.outlets.has(tokens.folded(at)));
            matches!(m.head, Head::Institution(_)) && !written && !outlet && !view.context.is_goal(m)
        };
        *view.mentions.iter().zip(&view.meant).rfind(|(m, _)| body(m))?.1
    }

    /// Finds whom each mention means, in the order of the text; pronouns see the mentions before them.
    fn resolve(&mut self, view: &mut View<'_, '_>) {
        let before = self.everybody.subject;
        for index in 0..view.mentions.len() {
            let Some(mention) = view.mentions.get(index) else { continue };
            let plain = matches!(mention.head, Head::Role { .. }) && mention.plain && mention.name.is_none();
            if plain || matches!(mention.head, Head::Pronoun(_)) {
                // The subject of this sentence, if it came before: "Kerry said he …".
                let main = view.main_subject(mention.tokens.start).filter(|m| {
                    view.mentions
                        .get(*m)
                        .is_some_and(|m| !matches!(m.head, Head::Pronoun(_)) && m.is_person() && !m.indefinite)
                });
                // "The House threatened a veto over what it called …"
                let body = view.main_subject(mention.tokens.start).filter(|m| {
                    mention.head == Head::Pronoun(Agreement::Neuter)
                        && view.mentions.get(*m).is_some_and(|m| matches!(m.head, Head::Institution(_)))
                });
                if let Some(id) = body.and_then(|m| view.meant.get(m).copied().flatten()) {
                    self.everybody.institution = Some(id);
                }
                if let Some(id) = main.and_then(|m| view.meant.get(m).copied().flatten()) {
                    self.everybody.subject = Some(id);
                }
            }
            let id = match self.apposed(view, index) {
                Some(id) => {
                    self.everybody.bind(view.context, id, mention);
                    Some(id)
                }
                None => self.everybody.resolve(view.context, mention),
            };
            self.everybody.subject = before;
            if let Some(slot) = view.meant.get_mut(index) {
                *slot = id;
            }
        }
    }

    /// Whom a title behind a name and a comma tells of: "Ann Bell, a spokeswoman for the ministry".
    fn apposed(&self, view: &View<'_, '_>, index: usize) -> Option<Id> {
        let (tokens, lexicon) = (view.context.tokens, self.lexicon);
        let (mention, before) = (view.mentions.get(index)?, view.mentions.get(index.checked_sub(1)?)?);
        let title = matches!(mention.head, Head::Role { .. }) && mention.name.is_none();
        let article =
            [lexicon.determiners, lexicon.indefinite].iter().any(|list| list.has(tokens.folded(mention.tokens.start)));
        let own = before.name.is_some() && tokens.mark(before.tokens.end) == Some(',');
        let adjacent = mention.tokens.start == before.tokens.end + 1;
        let id = view.meant.get(index - 1).copied().flatten()?;
        let person = self.everybody.get(id).is_some_and(|known| known.person);
        (title && article && own && adjacent && person).then_some(id)
    }

    fn learn(&mut self, context: &Context<'_>, view: &View<'_, '_>, found: &Attribution) {
        let Some(speaker) = found.speaker else { return };
        self.everybody.speaker = Some(speaker);
        self.everybody.touch(speaker);
        if let Some(gender) = found.cue.as_ref().and_then(|cue| view.gender_of_cue(cue)) {
            self.everybody.learn_gender(speaker, gender);
        }
        if matches!(found.rule, "according-to" | "tag-according-to" | "quoting") {
            self.everybody.learn_oblique(speaker);
        }
        if found.cue.is_some() && !matches!(found.rule, "statement" | "quoting" | "according-to" | "tag-according-to") {
            let named = found
                .mention
                .as_ref()
                .and_then(|range| view.mentions.iter().find(|m| m.tokens == *range))
                .filter(|m| m.nominative != Some(false))
                .and_then(|m| m.name.clone());
            if let Some(name) = named {
                self.everybody.learn_nominative(speaker, context.tokens, &name);
            }
        }
    }

    /// The cue and its subject of a sentence that holds no quotation.
    fn statement(&self, view: &View<'_, '_>) -> Option<Attribution> {
        let end = view.sentence.tokens.end;
        let found = view.attribute(&(end..end), &self.everybody);
        found.or_else(|| {
            // "His answer was brief."
            let whose = view.own_statement()?;
            let speaker = self.everybody.subject.or(self.everybody.speaker);
            Some(Attribution {
                speaker,
                mention: Some(whose.clone()),
                cue: Some(whose.end..whose.end + 1),
                rule: "statement",
                confidence: 0.6,
                paragraph: 0,
            })
        })
    }
}

/// Whether the reporter adds nothing but marks to the quotation in this sentence.
fn is_alone(context: &Context<'_>, sentence: &Sentence, quote: &Range<usize>) -> bool {
    sentence.tokens.clone().all(|at| quote.contains(&at) || context.tokens.mark(at).is_some())
}

/// "A," X said, "B": the tag of the words before is the only cue between, and B follows on a comma or dash.
fn interrupted(view: &View<'_, '_>, before: &Attribution, quote: &Range<usize>) -> bool {
    let mark = quote.start.checked_sub(1).and_then(|at| view.context.tokens.mark(at));
    if before.rule == "action" {
        return mark == Some(',');
    }
    let tag = before.rule.starts_with("tag") || matches!(before.rule, "interrupted" | "statement");
    let Some(cue) = before.cue.as_ref().filter(|_| tag) else {
        return false;
    };
    cue.start < quote.start
        && (mark == Some(',') || scan::is_dash(mark) || scan::is_stop(mark))
        && !view.cues.iter().any(|(at, other)| {
            *at > cue.start
                && *at < quote.start
                // "She said, adding, "B"" is a quotation of its own, "he said, addressing the court, "B"" is not.
                && (other.agreement != Agreement::Participle || at + 2 >= quote.start)
                // "Said Bell, who advises growers, "…"": what a relative clause tells of her is no other tag.
                && !(cue.start..*at).any(|i| view.context.lexicon.relatives.has(view.context.tokens.folded(i)))
        })
}

#[cfg(test)]
mod tests;
