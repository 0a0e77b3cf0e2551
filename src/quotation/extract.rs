//! Extract: the pipeline from a document to its quotations.
//!
//! Drafts → names and scare quotes taken out → sentences, mentions, cues → speakers → what goes on without a
//! tag of its own → the form in which quotations travel.

use sha2::{Digest, Sha256};

use super::{
    By, Kind, Quotation,
    attribution::{Attribution, Sentence, View, sentences},
    decide,
    known::{Everybody, Id},
    lexicon::{CueKind, Lexicon, WordList},
    mention::{Context, Head},
    scan::{self, Draft, Paragraph, Segment, Signal},
    turns,
};
use crate::{
    document::{Document, ParagraphKind},
    speaker::{Cast, Thing},
    text::{Clean, Span, Tokens},
};

/// All quotations of a document, in the order of the text. Meetings, topics and groups are not yet given.
pub fn extract(document: &Document, cast: &Cast) -> Vec<Quotation> {
    let Some(lexicon) = Lexicon::of(document.language) else { return Vec::new() };
    let mut paragraphs = scan::paragraphs(document, cast);
    let drafts = scan::scan(&mut paragraphs, document.language, lexicon);
    let mut work = Work::new(document, cast, lexicon, &paragraphs, drafts);
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
    attribution: Option<Attribution>,
    /// The reporter's sentence around it: paragraph and characters.
    sentence: Option<(usize, Span)>,
    dropped: bool,
    /// Joined to the candidate before it.
    joined: bool,
    /// Nobody stands beside it in the sentence.
    alone: bool,
    /// The label of a turn.
    label: Option<std::ops::Range<usize>>,
}

struct Work<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    cast: &'a Cast,
    paragraphs: &'a [Paragraph],
    candidates: Vec<Candidate>,
    everybody: Everybody<'a>,
    /// For each paragraph, which candidate a token belongs to.
    quoted: Vec<Vec<Option<usize>>>,
    /// The candidate last attributed, and the paragraph.
    last: Option<(usize, usize)>,
    reported: Vec<Quotation>,
    proper: WordList,
}

impl<'a> Work<'a> {
    fn new(
        document: &'a Document,
        cast: &'a Cast,
        lexicon: &'a Lexicon,
        paragraphs: &'a [Paragraph],
        drafts: Vec<Draft>,
    ) -> Self {
        let mut candidates: Vec<Candidate> = drafts
            .into_iter()
            .filter_map(|draft| {
                let words = decide::words(&draft, paragraphs, document.language, lexicon);
                let name = decide::is_name(&draft, words, paragraphs, document.language, lexicon);
                (!name).then_some(Candidate {
                    draft,
                    words,
                    attribution: None,
                    sentence: None,
                    dropped: false,
                    joined: false,
                    alone: false,
                    label: None,
                })
            })
            .collect();
        candidates.extend(turns::scan(paragraphs).into_iter().map(|turn| Candidate {
            words: decide::words(&turn.draft, paragraphs, document.language, lexicon),
            draft: turn.draft,
            attribution: None,
            sentence: None,
            dropped: false,
            joined: false,
            alone: true,
            label: Some(turn.label),
        }));
        let mut quoted: Vec<Vec<Option<usize>>> = paragraphs.iter().map(|p| vec![None; p.tokens.len()]).collect();
        for (index, candidate) in candidates.iter().enumerate() {
            for hull in &candidate.draft.hull {
                if let Some(row) = quoted.get_mut(hull.paragraph) {
                    row.iter_mut().take(hull.tokens.end).skip(hull.tokens.start).for_each(|token| *token = Some(index));
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
            quoted,
            last: None,
            reported: Vec::new(),
            proper: proper(paragraphs),
        }
    }

    /// Everybody named in full anywhere is known from the start: the headline says less than the text.
    fn introduce(&mut self) {
        let title = Tokens::new(self.document.title.as_deref().unwrap_or_default());
        let (things, quoted) = (self.cast.things(&title), vec![None; title.len()]);
        let body = self.paragraphs.iter().zip(&self.quoted).filter(|(p, _)| p.kind != ParagraphKind::Noise);
        let body = body.map(|(p, quoted)| (&p.tokens, &p.things, quoted));
        for (tokens, things, quoted) in body.chain([(&title, &things, &quoted)]) {
            let context = Context {
                tokens,
                lexicon: self.lexicon,
                cast: self.cast,
                language: self.document.language,
                things,
                quoted,
                proper: &self.proper,
            };
            let listed = |at: usize| context.things(at).iter().any(|m| matches!(m.thing, Thing::Person { .. }));
            for mention in context.mentions(0..tokens.len()) {
                if let Some(name) = mention.name.as_ref().filter(|name| name.len() > 1 || listed(name.start)) {
                    self.everybody.named(&context, name);
                }
            }
        }
    }

    fn paragraph(&mut self, index: usize) {
        let Some(paragraph) = self.paragraphs.get(index) else { return };
        if matches!(paragraph.kind, ParagraphKind::Noise | ParagraphKind::Caption) {
            return;
        }
        if paragraph.kind == ParagraphKind::Turn {
            return self.turn(index);
        }
        let quoted = self.quoted.get(index).cloned().unwrap_or_default();
        let proper = std::mem::take(&mut self.proper);
        let context = Context {
            tokens: &paragraph.tokens,
            lexicon: self.lexicon,
            cast: self.cast,
            language: self.document.language, things: &paragraph.things, quoted: &quoted, proper: &proper };
        let mut previous: Option<Attribution> = None;
        for sentence in sentences(&context) {
            previous = self.sentence(index, &context, &sentence, previous.as_ref());
        }
        self.proper = proper;
    }

    /// Attributes the turn whose label stands in this paragraph.
    fn turn(&mut self, index: usize) {
        let (Some(paragraph), proper) = (self.paragraphs.get(index), std::mem::take(&mut self.proper)) else { return };
        let own = |c: &Candidate| c.label.is_some() && c.draft.segments.first().is_some_and(|s| s.paragraph == index);
        if let Some(id) = self.candidates.iter().position(own) {
            let label = self.candidates.get(id).and_then(|c| c.label.clone()).unwrap_or_default();
            let context = Context {
                tokens: &paragraph.tokens,
                lexicon: self.lexicon,
                cast: self.cast,
                language: self.document.language, things: &paragraph.things, quoted: &[], proper: &proper };
            let speaker = self.everybody.labelled(&context, label.clone());
            let span = paragraph.tokens.span(0, paragraph.tokens.len());
            if let Some(candidate) = self.candidates.get_mut(id) {
                candidate.attribution = Some(Attribution {
                    speaker: Some(speaker),
                    mention: Some(label),
                    cue: None,
                    rule: "turn",
                    confidence: 0.97,
                    paragraph: index,
                });
                candidate.sentence = Some((index, span));
            }
        }
        self.proper = proper;
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
                .is_some_and(|c| decide::is_scare(&c.draft, self.paragraphs, self.lexicon, &sentence.tokens));
            let mut found = match leading.as_ref().filter(|before| interrupted(&view, before, range)) {
                Some(before) => Some(Attribution { rule: "interrupted", ..before.clone() }),
                None => view.attribute(range, &self.everybody),
            };
            if let Some(found) = &mut found {
                found.paragraph = index;
                if found.speaker.is_none() && found.rule.ends_with("according-to") {
                    found.speaker = before.or(self.everybody.speaker);
                }
            }
            let alone = sentence.quotes.len() == 1 && found.is_none() && self.is_alone(context, sentence, range);
            if found.is_none() {
                found = self.continued(index, *id, alone, previous);
            }
            let Some(candidate) = self.candidates.get_mut(*id) else { continue };
            candidate.alone = alone;
            candidate.sentence.get_or_insert((index, view.span()));
            candidate.dropped = scare && !candidate.draft.tagged;
            if let Some(found) = found
                && !candidate.dropped
            {
                self.learn(context, &view, &found);
                if let Some(candidate) = self.candidates.get_mut(*id) {
                    candidate.attribution = Some(found.clone());
                }
                self.join(index, *id, &found);
                self.last = Some((*id, index));
                leading = Some(found);
            }
        }
        self.after(&view, sentence, context, index);
        if sentence.quotes.is_empty() {
            self.report(index, &view);
        }
        let own = leading.or_else(|| self.statement(&view));
        let subject = own
            .as_ref()
            .filter(|a| a.rule != "statement")
            .and_then(|a| a.speaker)
            .or_else(|| view.main_subject(sentence.tokens.end).and_then(|m| view.meant.get(m).copied().flatten()));
        if let Some(subject) = subject {
            self.everybody.subject = Some(subject);
        }
        if let Some(institution) = view
            .mentions
            .iter()
            .zip(&view.meant)
            .rev()
            .find(|(m, _)| {
                matches!(m.head, Head::Institution(_))
                    && !m.tokens.clone().any(|at| self.lexicon.outlets.has(context.tokens.folded(at)))
            })
            .and_then(|(_, id)| *id)
        {
            self.everybody.institution = Some(institution);
        }
        own
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
                    view.mentions.get(*m).is_some_and(|m| !matches!(m.head, Head::Pronoun(_)) && m.is_person())
                });
                if let Some(id) = main.and_then(|m| view.meant.get(m).copied().flatten()) {
                    self.everybody.subject = Some(id);
                }
            }
            let id = self.everybody.resolve(view.context, mention);
            self.everybody.subject = before;
            if let Some(slot) = view.meant.get_mut(index) {
                *slot = id;
            }
        }
    }

    fn learn(&mut self, context: &Context<'_>, view: &View<'_, '_>, found: &Attribution) {
        let Some(speaker) = found.speaker else { return };
        self.everybody.speaker = Some(speaker);
        self.everybody.touch(speaker);
        if let Some(gender) = found.cue.as_ref().and_then(|cue| view.gender_of_cue(cue)) {
            self.everybody.learn_gender(speaker, gender);
        }
        if found.cue.is_some() && !matches!(found.rule, "statement" | "according-to" | "tag-according-to") {
            let named = found
                .mention
                .as_ref()
                .and_then(|range| view.mentions.iter().find(|m| m.tokens == *range))
                .and_then(|m| m.name.clone());
            if let Some(name) = named {
                self.everybody.learn_nominative(speaker, context.tokens, &name);
            }
        }
    }

    /// Whether the reporter adds nothing but marks to the quotation in this sentence.
    fn is_alone(&self, context: &Context<'_>, sentence: &Sentence, quote: &std::ops::Range<usize>) -> bool {
        sentence.tokens.clone().all(|at| quote.contains(&at) || context.tokens.mark(at).is_some())
    }

    /// A quotation without a tag of its own: who spoke just before goes on, or whom the sentence before announced.
    fn continued(&self, index: usize, id: usize, alone: bool, previous: Option<&Attribution>) -> Option<Attribution> {
        let candidate = self.candidates.get(id)?;
        if candidate.words.count < 3 && !candidate.words.clause {
            return None;
        }
        let from = |speaker: Id, rule, confidence| {
            Some(Attribution { speaker: Some(speaker), mention: None, cue: None, rule, confidence, paragraph: index })
        };
        if let Some(previous) = previous
            && let Some(speaker) = previous.speaker
        {
            return from(
                speaker,
                if alone { "announced" } else { "continued-inside" },
                if alone { 0.75 } else { 0.55 },
            );
        }
        if !alone {
            return None;
        }
        let (last, paragraph) = self.last?;
        let near = paragraph + 1 >= index || self.only_quotations(paragraph + 1, index);
        let speaker = self.candidates.get(last)?.attribution.as_ref()?.speaker?;
        // The reporter's text between brought in somebody else.
        let same = self.everybody.subject.is_none_or(|subject| subject == speaker);
        if near && same { from(speaker, "continued", 0.7) } else { None }
    }

    /// Whether the paragraphs from `first` to before `end` hold nothing but quotations.
    fn only_quotations(&self, first: usize, end: usize) -> bool {
        (first..end).all(|p| self.quoted.get(p).is_some_and(|row| !row.is_empty() && row.iter().all(Option::is_some)))
    }

    /// "A," he said. "B." is one quotation of two segments.
    fn join(&mut self, index: usize, id: usize, found: &Attribution) {
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
        let tagged = before.attribution.as_ref().is_some_and(|a| a.rule.starts_with("tag") || before.joined);
        let adjacent = end.paragraph == start.paragraph
            && tagged
            && before.attribution.as_ref().is_some_and(|a| a.speaker == found.speaker)
            && self.sentences_between(index, end.tokens.end, start.tokens.start) <= 1;
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
    fn after(&mut self, view: &View<'_, '_>, sentence: &Sentence, context: &Context<'_>, index: usize) {
        let Some(pending) = self.candidates.iter().rposition(|c| {
            c.sentence.is_some_and(|(p, _)| p == index) && c.attribution.is_none() && c.alone && !c.dropped
        }) else {
            return;
        };
        let opens = matches!(
            context.tokens.folded(sentence.tokens.start),
            "об" | "про" | "такое" | "таке" | "такими" | "так" | "this" | "that" | "such"
        );
        if !opens || !sentence.quotes.is_empty() {
            return;
        }
        let Some(mut found) = self.statement(view) else { return };
        found.rule = "announced-after";
        found.paragraph = index;
        self.learn(context, view, &found);
        if let Some(candidate) = self.candidates.get_mut(pending) {
            candidate.attribution = Some(found);
            self.last = Some((pending, index));
        }
    }

    /// The cue and its subject of a sentence that holds no quotation.
    fn statement(&self, view: &View<'_, '_>) -> Option<Attribution> {
        let end = view.sentence.tokens.end;
        view.attribute(&(end..end), &self.everybody)
    }

    /// What a sentence without marks reports of somebody on one of the sides.
    fn report(&mut self, index: usize, view: &View<'_, '_>) {
        let Some(found) = self.statement(view) else { return };
        let Some(speaker) = found.speaker else { return };
        let side = self.everybody.get(speaker).and_then(|known| known.member).and_then(|member| self.cast.side(member));
        let Some(cue) = found.cue.clone().filter(|_| side.is_some()) else { return };
        let Some(words) = self.reported_words(view, &cue, found.mention.as_ref()) else { return };
        let Some(paragraph) = self.paragraphs.get(index) else { return };
        let draft = Draft {
            segments: vec![Segment { paragraph: index, tokens: words }],
            hull: Vec::new(),
            signal: Signal::Marks,
            tagged: false,
        };
        let found = Attribution {
            rule: "reported",
            confidence: (found.confidence * 0.9 * 100.0).round() / 100.0,
            paragraph: index,
            ..found
        };
        let sentence = paragraph.tokens.between(view.sentence.tokens.start, view.sentence.tokens.end).into();
        if let Some(quotation) = self.quotation(&[&draft], Kind::Reported, Some(&found), sentence) {
            self.reported.push(quotation);
        }
    }

    /// The content of indirect speech: the clause behind "that", or what follows «по словам X,».
    fn reported_words(
        &self,
        view: &View<'_, '_>,
        cue: &std::ops::Range<usize>,
        mention: Option<&std::ops::Range<usize>>,
    ) -> Option<std::ops::Range<usize>> {
        let tokens = view.context.tokens;
        let mut end = view.sentence.tokens.end;
        while end > cue.end && tokens.mark(end - 1).is_some() {
            end -= 1;
        }
        let phrase = view.context.lexicon.by(|i| tokens.folded(cue.start + i)).is_some();
        let from = if phrase {
            mention.map_or(cue.end, |m| m.end).max(cue.end)
        } else {
            if view.cues.iter().any(|(at, cue_kind)| *at == cue.start && cue_kind.kind == CueKind::Document) {
                return None;
            }
            let that = (cue.end..end).find(|at| matches!(tokens.folded(*at), "что" | "що" | "that"))?;
            that + 1
        };
        let from = (from..end).find(|at| tokens.mark(*at).is_none())?;
        (end > from + 2).then_some(from..end)
    }

    fn finish(mut self) -> Vec<Quotation> {
        let mut out: Vec<Quotation> = std::mem::take(&mut self.reported);
        let mut at = 0;
        while at < self.candidates.len() {
            let mut end = at + 1;
            while self.candidates.get(end).is_some_and(|c| c.joined) {
                end += 1;
            }
            if let Some(group) = self.candidates.get(at..end)
                && let Some(quotation) = self.of_group(group)
            {
                out.push(quotation);
            }
            at = end;
        }
        out.sort_by_key(|quotation| (quotation.start, quotation.end));
        out
    }

    /// A candidate and those joined to it, if they are a quotation at all.
    fn of_group(&self, group: &[Candidate]) -> Option<Quotation> {
        let first = group.first().filter(|first| !first.dropped)?;
        let kind =
            if group.len() > 1 { Kind::Direct } else { decide::kind(&first.draft, first.words, self.paragraphs) };
        let attribution = first.attribution.as_ref();
        if attribution.is_none() {
            // Nobody is named: only whole sentences standing by themselves are surely somebody's words.
            let whole = first.words.clause
                && first.words.count >= 5
                && (first.alone || first.words.capital && first.words.count >= 8 && kind == Kind::Direct);
            if !whole {
                return None;
            }
        }
        let sentence = group.iter().filter_map(|c| c.sentence).collect::<Vec<_>>();
        let sentence = sentence
            .first()
            .zip(sentence.last())
            .map(|((p, a), (_, b))| self.text(*p, Span::new(a.start, b.end.max(a.end))));
        let drafts: Vec<&Draft> = group.iter().map(|c| &c.draft).collect();
        self.quotation(&drafts, kind, attribution, sentence.unwrap_or_default())
    }

    fn text(&self, paragraph: usize, span: Span) -> Clean {
        self.document
            .paragraphs
            .get(paragraph)
            .map_or_else(Clean::default, |p| crate::text::span::slice(&p.text, span).into())
    }

    fn quotation(
        &self,
        drafts: &[&Draft],
        kind: Kind,
        attribution: Option<&Attribution>,
        sentence: Clean,
    ) -> Option<Quotation> {
        let starts = self.document.starts();
        let mut segments: Vec<Clean> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for segment in drafts.iter().flat_map(|draft| &draft.segments) {
            let tokens = &self.paragraphs.get(segment.paragraph)?.tokens;
            let span = tokens.span(segment.tokens.start, segment.tokens.end);
            let has_words = segment.tokens.clone().any(|at| tokens.mark(at).is_none());
            if span.is_empty() || !has_words {
                continue;
            }
            segments.push(tokens.between(segment.tokens.start, segment.tokens.end).into());
            spans.push(span.shifted(*starts.get(segment.paragraph)?));
        }
        let (start, end) = (spans.first()?.start, spans.last()?.end);
        let paragraph = drafts.first()?.segments.first()?.paragraph;
        let place = |range: &std::ops::Range<usize>| {
            let index = attribution?.paragraph;
            let span = self.paragraphs.get(index)?.tokens.span(range.start, range.end);
            (!span.is_empty()).then_some((index, span))
        };
        let mention = attribution.and_then(|a| a.mention.as_ref()).and_then(place);
        let cue = attribution.and_then(|a| a.cue.as_ref()).and_then(place);
        let shifted = |(index, span): (usize, Span)| starts.get(index).map(|start| span.shifted(*start));
        let speaker = attribution.and_then(|a| a.speaker);
        let member = speaker.and_then(|id| self.everybody.get(id)).and_then(|known| known.member);
        let text: Clean = segments.iter().map(Clean::as_str).collect::<Vec<_>>().join(" ").into();
        Some(Quotation {
            id: id(&self.document.id, start, &text),
            document: self.document.name.clone(),
            document_id: self.document.id.clone(),
            language: self.document.language,
            kind,
            segments,
            text,
            sentence,
            paragraph,
            spans,
            start,
            end,
            speaker: speaker.and_then(|id| self.everybody.name(id)),
            speaker_id: member.and_then(|index| self.cast.person(index)).map(|person| person.id.clone()),
            side: member.and_then(|index| self.cast.side(index)).map(str::to_owned),
            office: member
                .zip(self.document.published)
                .and_then(|(index, date)| self.cast.office_name(index, date))
                .map(Clean::from),
            mention: mention.map(|(index, span)| self.text(index, span)),
            cue: cue.map(|(index, span)| self.text(index, span)),
            rule: attribution.map_or("unattributed", |a| a.rule).to_owned(),
            confidence: attribution.map_or(0.3, |a| a.confidence),
            by: By::Rules,
            meeting: None,
            date: self.document.published,
            place: None,
            topics: Vec::new(),
            group: None,
            mention_span: mention.and_then(shifted),
            cue_span: cue.and_then(shifted),
        })
    }
}

/// "A," X said, "B": the tag of the words before is the only cue between, and B follows on a comma or dash.
fn interrupted(view: &View<'_, '_>, before: &Attribution, quote: &std::ops::Range<usize>) -> bool {
    let Some(cue) = before.cue.as_ref().filter(|_| before.rule.starts_with("tag") || before.rule == "interrupted")
    else {
        return false;
    };
    let mark = quote.start.checked_sub(1).and_then(|at| view.context.tokens.mark(at));
    cue.start < quote.start
        && (mark == Some(',') || scan::is_dash(mark))
        && !view.cues.iter().any(|(at, _)| *at > cue.start && *at < quote.start)
}

/// Words written with a capital letter where no sentence begins.
fn proper(paragraphs: &[Paragraph]) -> WordList {
    let mut list = WordList::default();
    for tokens in paragraphs.iter().map(|p| &p.tokens) {
        for at in 1..tokens.len() {
            let inside = tokens.is_word(at - 1) || tokens.mark(at - 1) == Some(',');
            let folded = crate::speaker::strip_possessive(tokens.folded(at));
            if inside && tokens.is_capital(at) && !list.has(folded) {
                list.add(folded);
            }
        }
    }
    list
}

/// Twelve hexadecimal digits from the document, the place and the words.
pub fn id(document: &str, start: usize, text: &str) -> String {
    let hash = Sha256::digest(format!("{document}\n{start}\n{text}"));
    hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
