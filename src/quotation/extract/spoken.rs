//! Spoken: words without marks on their way to a speaker: turns by their label, answers by who is interviewed,
//! statements by who signs or announces them, words around an action by who acts.

use std::{collections::HashSet, rc::Rc};

use super::{Sentence, Work};
use crate::{
    document::{Document, ParagraphKind},
    quotation::{
        asides::Asides,
        attribution::Attribution,
        known::Id,
        lexicon::{Lexicon, speech::Speech},
        mention::{Context, Head, Mention, Names},
        scan::{Draft, Paragraph, Segment, Signal, is_dash},
        statement::{self, Announced, Lines},
        tokens::Tokens,
        turns::{self, Spoken, Voice, interview},
    },
};

/// All words without marks: turns, else answers of an interview; statements; the reporter's notes cut out of them.
/// And speech behind a dash that only an action shows to be speech.
pub(super) fn find(
    document: &Document,
    title: &Tokens,
    paragraphs: &[Paragraph],
    drafts: &[Draft],
    asides: &Asides<'_>,
    lexicon: &Lexicon,
) -> (Vec<Spoken>, Vec<Draft>) {
    let language = document.language;
    let speech = Speech::of(language);
    let dashed: HashSet<usize> = drafts
        .iter()
        .filter(|d| d.signal == Signal::Dash)
        .filter_map(|d| Some(d.segments.first()?.paragraph))
        .collect();
    let mut spoken = turns::scan(paragraphs, language);
    if spoken.is_empty() {
        let is_called = speech.interview.within(title, 0..title.len());
        spoken = interview::answers(paragraphs, is_called, |index| dashed.contains(&index), speech);
    }
    let mut taken: HashSet<usize> = dashed;
    taken.extend(spoken.iter().flat_map(|spoken| &spoken.draft.hull).map(|hull| hull.paragraph));
    let statements = statement::scan(paragraphs, drafts, |index| taken.contains(&index), language, lexicon);
    taken.extend(statements.iter().flat_map(|spoken| &spoken.draft.hull).map(|hull| hull.paragraph));
    spoken.extend(statements);
    for spoken in &mut spoken {
        asides.cut(&mut spoken.draft);
    }
    // Speech behind a dash that nothing but an action tells; not what lies in marks that reach over paragraphs.
    let several =
        drafts.iter().filter(|draft| draft.hull.first().map(|h| h.paragraph) != draft.hull.last().map(|h| h.paragraph));
    taken.extend(several.flat_map(|draft| &draft.hull).map(|hull| hull.paragraph));
    let acted = (0..paragraphs.len()).filter(|index| !taken.contains(index)).filter_map(|index| asides.speech(index));
    (spoken, acted.collect())
}

impl<'a> Work<'a> {
    fn context_of<'b>(&self, paragraph: &'b Paragraph<'b>, names: &'b Names) -> Context<'b>
    where
        'a: 'b,
    {
        Context {
            tokens: &paragraph.tokens,
            lexicon: self.lexicon,
            cast: self.cast,
            language: self.document.language,
            quoted: &[],
            names,
        }
    }

    /// Whether a paragraph belongs to words without marks that began further up.
    pub(super) fn is_spoken(&self, index: usize) -> bool {
        let first = self.quoted.get(index).and_then(|row| row.first().copied().flatten());
        first.and_then(|id| self.candidates.get(id as usize)).is_some_and(|c| c.draft.signal == Signal::Turn)
    }

    /// Attributes the words without marks that begin in paragraph `index`.
    pub(super) fn spoken(&mut self, index: usize, id: usize) {
        let Some(candidate) = self.candidates.get(id) else { return };
        let found = match candidate.voice.as_deref().cloned() {
            Some(Voice::Label(label)) => self.labelled(index, label),
            Some(Voice::Answer(label)) => self.interviewee(index).map(|speaker| Attribution {
                speaker: Some(speaker),
                mention: Some(label),
                cue: None,
                rule: "answer",
                confidence: 0.8,
                paragraph: index,
            }),
            Some(Voice::Interviewee) => self.interviewee(index).map(|speaker| Attribution {
                speaker: Some(speaker),
                mention: None,
                cue: None,
                rule: "interview",
                confidence: 0.7,
                paragraph: index,
            }),
            Some(Voice::Statement { signed, announced }) => self.stated(index, signed, announced),
            None => None,
        };
        let found = found.or_else(|| self.acting(id));
        let whole = self.paragraphs.get(index).map(|p| 0..p.tokens.len());
        let named = found.as_ref().filter(|found| found.rule != "turn").and_then(|found| found.speaker);
        if let Some(speaker) = named {
            self.everybody.speaker = Some(speaker);
            self.everybody.subject = Some(speaker);
        }
        if let Some(candidate) = self.candidates.get_mut(id) {
            // Nobody says whose words they are, and nothing that they are anybody's.
            candidate.dropped =
                found.is_none() && matches!(candidate.voice.as_deref(), Some(Voice::Statement { announced: None, .. }));
            candidate.attribution = found.map(Box::new);
            candidate.sentence = whole.map(|whole| (index, whole));
        }
    }

    /// Whom a label means.
    fn labelled(&mut self, index: usize, label: std::ops::Range<usize>) -> Option<Attribution> {
        let (paragraph, names) = (self.at(index)?, Rc::clone(&self.names));
        let context = self.context_of(paragraph, &names);
        let speaker = self.everybody.labelled(&context, label.clone());
        Some(Attribution {
            speaker: Some(speaker),
            mention: Some(label),
            cue: None,
            rule: "turn",
            confidence: 0.97,
            paragraph: index,
        })
    }

    /// Who speaks in a statement: who signs it, whom the paragraph over it names, of whom the text spoke before.
    fn stated(&mut self, index: usize, signed: Option<Segment>, announced: Option<usize>) -> Option<Attribution> {
        let own = self.announced.take();
        let by = |speaker, mention, rule, confidence, paragraph| {
            Some(Attribution { speaker: Some(speaker), mention, cue: None, rule, confidence, paragraph })
        };
        if let Some(name) = signed {
            let (speaker, mention) = self.named_in(&name, true)?;
            return by(speaker, Some(mention), "signature", 0.9, name.paragraph);
        }
        if let Some(own) = own.filter(|own| own.speaker.is_some()) {
            let rule = if own.rule == "statement-by" { own.rule } else { "announced" };
            return Some(Attribution { rule, confidence: 0.85, ..own });
        }
        announced?;
        let last = self.everybody.subject.or(self.everybody.institution).or(self.everybody.speaker)?;
        by(last, None, "statement-of-subject", 0.6, index)
    }

    /// Whom a line over a statement names: "Statement by the family:".
    pub(super) fn statement_by(&mut self, index: usize) -> Option<Attribution> {
        let paragraph = self.at(index)?;
        let rest = Lines::new(self.document.language, self.lexicon).label(paragraph)?;
        let named = Segment { paragraph: index, tokens: rest..paragraph.tokens.len() };
        let (speaker, mention) = self.named_in(&named, false)?;
        let (rule, confidence) = ("statement-by", 0.85);
        Some(Attribution {
            speaker: Some(speaker),
            mention: Some(mention),
            cue: None,
            rule,
            confidence,
            paragraph: index,
        })
    }

    /// Of whom was spoken before «Публикуем пост целиком:», where the words that follow stand in marks.
    pub(super) fn announced_whole(&self, index: usize) -> Option<Attribution> {
        let lines = Lines::new(self.document.language, self.lexicon);
        lines.announces(self.at(index)?).filter(|how| *how == Announced::Whole)?;
        let speaker = self.everybody.subject.or(self.everybody.institution)?;
        let (rule, confidence) = ("statement-of-subject", 0.6);
        Some(Attribution { speaker: Some(speaker), mention: None, cue: None, rule, confidence, paragraph: index })
    }

    /// The first one named in these words; in a signature they may be any words at all.
    fn named_in(&mut self, words: &Segment, any: bool) -> Option<(Id, std::ops::Range<usize>)> {
        let (paragraph, names) = (self.at(words.paragraph)?, Rc::clone(&self.names));
        let context = self.context_of(paragraph, &names);
        let mentions = context.mentions(words.tokens.clone());
        let own = mentions.iter().find(|m| m.name.is_some());
        let own = own.or_else(|| mentions.iter().find(|m| !matches!(m.head, Head::Pronoun(_))));
        if let Some(mention) = own
            && let Some(id) = self.everybody.resolve(&context, mention)
        {
            if any && let Some(name) = &mention.name {
                self.everybody.learn_nominative(id, context.tokens, name);
            }
            return Some((id, mention.tokens.clone()));
        }
        let length = words.tokens.clone().take_while(|at| paragraph.tokens.mark(*at).is_none()).count();
        let label = words.tokens.start..words.tokens.start + length;
        (any && length > 0).then(|| (self.everybody.labelled(&context, label.clone()), label))
    }

    /// Who acts between the words of a quotation that has no tag: «— Помню. — Орлов встал. — Пойдём.»
    pub(super) fn acting(&mut self, id: usize) -> Option<Attribution> {
        let words = &self.candidates.get(id)?.draft.segments;
        let (before, behind) = (words.first()?, words.get(1)?);
        let (paragraph, names) = (self.at(before.paragraph)?, Rc::clone(&self.names));
        if before.paragraph != behind.paragraph || !is_dash(paragraph.tokens.mark(before.tokens.end)) {
            return None;
        }
        let index = before.paragraph;
        let mut words = (before.tokens.end..behind.tokens.start).filter(|at| paragraph.tokens.mark(*at).is_none());
        let (first, last) = (words.clone().next()?, words.next_back()?);
        let context = self.context_of(paragraph, &names);
        let subjects = context.mentions(first..last + 1).into_iter().filter(Mention::can_be_subject);
        let known = subjects.map(|m| (self.everybody.resolve(&context, &m), m.tokens)).find(|(id, _)| id.is_some());
        let (speaker, mention) = match known {
            Some((id, tokens)) => (id?, tokens),
            // A surname at the beginning of a sentence: «— Орлов встал. —».
            None if paragraph.tokens.is_capital(first) => {
                (self.everybody.named(&context, &(first..first + 1), None)?, first..first + 1)
            }
            None => {
                let mention = Mention::role(first..first + 1, paragraph.tokens.folded(first), false);
                (self.everybody.resolve(&context, &mention)?, mention.tokens)
            }
        };
        Some(Attribution {
            speaker: Some(speaker),
            mention: Some(mention),
            cue: None,
            rule: "action",
            confidence: 0.7,
            paragraph: index,
        })
    }

    /// Whether a sentence begins right behind a quotation.
    pub(super) fn is_behind(&self, id: usize, sentence: &Sentence) -> bool {
        let end = self.candidates.get(id).and_then(|c| c.draft.hull.last()).map(|hull| hull.tokens.end);
        end == Some(sentence.tokens.start)
    }

    fn at(&self, index: usize) -> Option<&'a Paragraph<'a>> {
        self.paragraphs.get(index)
    }

    /// Who is interviewed: whom title and lead say to be, else whom they name first, else of whom was spoken last.
    fn interviewee(&mut self, first: usize) -> Option<Id> {
        if let Some(known) = self.interviewed.get() {
            return *known;
        }
        let speech = Speech::of(self.document.language);
        let names = Rc::clone(&self.names);
        let title = Context { tokens: self.title, ..self.context_of(self.at(first)?, &names) };
        let lead = self
            .paragraphs
            .iter()
            .take(first)
            .filter(|p| matches!(p.kind, ParagraphKind::Text | ParagraphKind::Heading));
        let lead: Vec<Context<'_>> = lead.take(LEAD).map(|p| self.context_of(p, &names)).collect();
        let texts: Vec<&Context<'_>> = [&title].into_iter().chain(&lead).collect();
        let mut persons = Vec::new();
        for (place, context) in texts.iter().enumerate() {
            for mention in context.mentions(0..context.tokens.len()) {
                if mention.name.is_some() && mention.is_person() && !is_interviewer(context, &mention, speech) {
                    persons.push((place, mention));
                }
            }
        }
        // A single word may be anything: a place, a make of plane.
        if persons.iter().any(|(_, mention)| is_full(mention)) {
            persons.retain(|(_, mention)| is_full(mention));
        }
        let called = persons.iter().position(|(place, m)| texts.get(*place).is_some_and(|c| is_partner(c, m, speech)));
        let found = called.or((!persons.is_empty()).then_some(0)).and_then(|at| persons.get(at));
        let id = found.and_then(|(place, mention)| self.everybody.resolve(texts.get(*place)?, mention));
        // The lead has the name as a subject has it, where the title says «интервью с …».
        for (place, mention) in &persons {
            let (Some(context), Some(name)) = (texts.get(*place), &mention.name) else { continue };
            if id.is_some() && mention.can_be_subject() && *place > 0 && self.everybody.resolve(context, mention) == id
            {
                self.everybody.learn_nominative(id.unwrap_or_default(), context.tokens, name);
                break;
            }
        }
        let id = id.or(self.everybody.subject).or(self.everybody.speaker);
        *self.interviewed.get_or_init(|| id)
    }
}

fn is_full(mention: &Mention) -> bool {
    mention.name.as_ref().is_some_and(|name| name.len() > 1)
}

/// Paragraphs over the first answer that may name who answers.
const LEAD: usize = 8;

/// «Беседовал Пётр Орлов», "our correspondent Jane Roe": not the one interviewed.
fn is_interviewer(context: &Context<'_>, mention: &Mention, speech: &Speech) -> bool {
    let from = mention.name.as_ref().map_or(mention.tokens.end, |name| name.start);
    (mention.tokens.start.saturating_sub(2)..from).any(|at| speech.interviewer.has(context.tokens.folded(at)))
}

/// "Interview with Jane Roe", «беседа с Анной Беловой».
fn is_partner(context: &Context<'_>, mention: &Mention, speech: &Speech) -> bool {
    let tokens = context.tokens;
    let Some(with) = mention.tokens.start.checked_sub(1).filter(|at| speech.with.has(tokens.folded(*at))) else {
        return false;
    };
    (with.saturating_sub(4)..with).any(|at| speech.interview.at(tokens, at).is_some())
}
