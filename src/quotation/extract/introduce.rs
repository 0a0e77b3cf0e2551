//! Introduce: everybody named in full anywhere is known before the sentences are read: the headline says less
//! than the text.

use std::{ops::Range, rc::Rc};

use super::Work;
use crate::{
    document::ParagraphKind,
    language::Language,
    quotation::{
        fullname,
        lexicon::WordList,
        mention::{Context, Mention, Names},
        scan::Paragraph,
    },
    speaker::Thing,
};

impl Work<'_> {
    /// Everybody named in full anywhere is known from the start: the headline says less than the text.
    pub(super) fn introduce(&mut self) {
        let title = self.title;
        let quoted = vec![None; title.len()];
        let body = self.paragraphs.iter().zip(self.quoted.iter()).filter(|(p, _)| p.kind != ParagraphKind::Noise);
        let body = body.map(|(p, quoted)| (&p.tokens, quoted));
        let texts: Vec<_> = [(title, &quoted)].into_iter().chain(body).collect();
        let names = Rc::clone(&self.names);
        let contexts: Vec<Context<'_>> = texts
            .iter()
            .map(|(tokens, quoted)| Context {
                tokens,
                lexicon: self.lexicon,
                cast: self.cast,
                language: self.document.language,
                quoted,
                names: &names,
            })
            .collect();
        let mut found: Vec<(usize, Mention)> = Vec::new();
        let mut full: Vec<(usize, Range<usize>)> = Vec::new();
        for (place, context) in contexts.iter().enumerate() {
            for mention in context.mentions(0..context.tokens.len()) {
                if context.language != Language::En {
                    full.extend(context.owners(&mention).map(|name| (place, name)));
                }
                full.extend(mention.name.clone().filter(|name| name.len() > 1).map(|name| (place, name)));
                if mention.name.is_some() {
                    found.push((place, mention));
                }
            }
        }
        let word = |place: usize, at: usize| contexts.get(place).map_or("", |c| c.tokens.bare(at).as_str());
        let (mut surnames, mut oblique, mut subjects) = (WordList::default(), WordList::default(), WordList::default());
        for (place, name) in full {
            let (given, surname) = (word(place, name.start), word(place, name.end - 1));
            if surnames.find(surname).is_none() {
                surnames.add(surname);
            }
            let context = contexts.get(place).filter(|context| context.language != Language::En);
            match context.and_then(|context| context.given_case(&name)) {
                Some(false) if fullname::is_declined(given, surname) && !oblique.has(surname) => oblique.add(surname),
                Some(true) => subjects.add(surname),
                _ => {}
            }
        }
        oblique.retain(|surname| !subjects.has(surname));
        for (place, mention) in &found {
            let (Some(context), Some(name)) = (contexts.get(*place), &mention.name) else { continue };
            let listed = context.things(name.start).iter().any(|m| matches!(m.thing, Thing::Person { .. }));
            // «Орлов Беловой»: two people, one beside the other.
            let two = name.len() == 2
                && surnames
                    .find(word(*place, name.start))
                    .zip(surnames.find(word(*place, name.end - 1)))
                    .is_some_and(|(a, b)| a != b);
            if !two && (name.len() > 1 || listed) && !self.everybody.introduce_couple(context, name) {
                self.everybody.introduce(context, mention, name);
            }
        }
        drop(contexts);
        self.names = Rc::new(Names { proper: Rc::clone(&names.proper), surnames, oblique });
    }
}

/// Words written with a capital letter where no sentence begins.
pub(super) fn proper(paragraphs: &[Paragraph]) -> WordList {
    let mut list = WordList::default();
    for tokens in paragraphs.iter().map(|p| &p.tokens) {
        for at in 1..tokens.len() {
            let inside = tokens.is_word(at - 1) || tokens.mark(at - 1) == Some(',');
            let folded = tokens.bare(at);
            if inside && tokens.is_capital(at) && !list.has(folded) {
                list.add(folded);
            }
        }
    }
    list
}
