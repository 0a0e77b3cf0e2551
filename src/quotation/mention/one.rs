//! One of several: «один из собеседников издания», "one of them, Ann Bell".

use std::ops::Range;

use super::{Context, Head, Mention, is_one};

impl Context<'_> {
    /// «Таксист, який не назвався», «жінка, що попросила не називати її імені»: nobody whom the text has named.
    pub fn is_unnamed(&self, mention: &Mention, range: &Range<usize>) -> bool {
        const MOST: usize = 10;
        // «Дипломат однієї з країн»
        let one = |at: usize| {
            let of = matches!(self.tokens.folded(at + 1).as_str(), "из" | "з" | "із");
            of && self.lexicon.indefinite.find(self.tokens.folded(at)).is_some()
        };
        if !self.english() && mention.name.is_none() && mention.tokens.clone().skip(1).any(one) {
            return true;
        }
        // «Інший чиновник»: another one, also where the sentence begins with the word.
        let before = mention.tokens.start.checked_sub(1).filter(|at| self.tokens.is_capital(*at));
        let another = before.is_some_and(|at| self.lexicon.indefinite.has(self.tokens.folded(at)));
        let another = another && mention.name.is_none() && matches!(mention.head, Head::Role { .. });
        if !self.english() && another || self.place_of(mention, range).is_some() {
            return true;
        }
        let comma = mention.tokens.end;
        let opens = matches!(mention.head, Head::Role { .. })
            && mention.name.is_none()
            && self.tokens.mark(comma) == Some(',')
            && ([self.lexicon.clause, self.lexicon.relatives]
                .iter()
                .any(|list| list.has(self.tokens.folded(comma + 1)))
                || is_participle(self.tokens.folded(comma + 1)));
        let mut clause = (comma + 2..range.end.min(comma + MOST)).take_while(|at| self.tokens.is_word(*at));
        // «Чиновник, знакомый с ситуацией».
        let described = !self.english()
            && matches!(mention.head, Head::Role { .. })
            && mention.name.is_none()
            && self.tokens.mark(comma) == Some(',')
            && self.lexicon.unnamed.has(self.tokens.folded(comma + 1));
        described || opens && !self.english() && clause.any(|at| self.lexicon.unnamed.has(self.tokens.folded(at)))
    }

    /// Where the body ends in which somebody without a name works: «чиновник у міністерстві», «співрозмовник у керівництві
    /// парламенту».
    pub(super) fn place_of(&self, mention: &Mention, range: &Range<usize>) -> Option<usize> {
        const MOST: usize = 3;
        let Head::Role { lemma, .. } = &mention.head else { return None };
        let preposition = mention.tokens.end;
        let source = mention.plain
            && !self.english()
            && mention.name.is_none()
            && mention.nominative == Some(true)
            && self.lexicon.place.has(self.tokens.folded(preposition))
            && self.lexicon.anonymous.find(&self.lexicon.listed(lemma)).is_some();
        let plain =
            |at: &usize| self.tokens.is_word(*at) && !self.is_quoted(*at) && !self.is_cue(*at) && !self.is_verb(*at);
        let limit = range.end.min(preposition + 1 + MOST);
        let mut words = (preposition + 1..limit).take_while(plain);
        let body = words.find(|at| self.lexicon.institutions.find(self.folded(*at)).is_some())?;
        source.then(|| self.institution_end(body + 1, range))
    }

    /// «Один из собеседников издания», "one of the officials".
    pub(super) fn one_of(&self, at: usize, range: &Range<usize>) -> Option<Mention> {
        if !is_one(self.tokens.folded(at)) || !matches!(self.tokens.folded(at + 1).as_str(), "из" | "з" | "із" | "of")
        {
            return None;
        }
        // "One of them, Ann Bell, said".
        if self.english() && self.tokens.folded(at + 2) == "them" && self.tokens.mark(at + 3) == Some(',') {
            let run = self.name_run(at + 4, range);
            if run.len() > 1 {
                return Some(self.mention(at..run.end, Head::Name, Some(run), Some(true)));
            }
            let mut mention = self.at(at + 4, range).filter(|m| matches!(m.head, Head::Role { .. }))?;
            mention.tokens.start = at;
            return Some(mention);
        }
        let from = if self.lexicon.determiners.has(self.tokens.folded(at + 2)) { at + 3 } else { at + 2 };
        let (head, country, _) = self.prefix(from, range);
        let role = self.head(head, range).filter(|m| matches!(m.head, Head::Role { .. }));
        // «Одна з бібліотекарок»: a noun nobody listed.
        let many = ["ов", "ев", "ей", "ів", "їв", "ок", "иц", "иць", "ин", "чих"];
        let noun = || {
            let folded = self.tokens.folded(from);
            let plural =
                !self.english() && !self.tokens.is_capital(from) && many.iter().any(|end| folded.ends_with(end));
            plural.then(|| Mention::role(from..from + 1, folded, true))
        };
        let mut mention = role.or_else(noun)?;
        mention.tokens.start = at;
        mention.country = mention.country.or(country);
        mention.nominative = Some(true);
        mention.indefinite = true;
        mention.preposition = self.governed(at);
        Some(mention)
    }
}

/// «Отказавшийся», «попросившая», «пожелавшие», «скрывающий»: what a clause without a verb of its own begins with.
fn is_participle(word: &str) -> bool {
    const STEMS: [&str; 5] = ["вш", "ющ", "ущ", "ящ", "ащ"];
    const ENDINGS: [&str; 4] = ["ий", "ая", "ее", "ие"];
    let word = word.strip_suffix("ся").unwrap_or(word);
    let stem = ENDINGS.iter().find_map(|end| word.strip_suffix(end));
    stem.is_some_and(|stem| STEMS.iter().any(|end| stem.ends_with(end)))
}
