//! Signs: the few tokens of a sentence that its rules look for again and again, gathered in one pass. A sentence of
//! nothing but quotations takes no longer for it than another.

use std::ops::Range;

use crate::quotation::{mention::Context, scan::is_dash};

/// Tokens of a sentence, each kind in the order of the text.
#[derive(Debug, Default)]
pub struct Signs {
    /// Commas and dashes of the reporter's.
    commas: Vec<usize>,
    dashes: Vec<usize>,
    /// Where «по словам» and the like begin and end, inside quotations as well.
    phrases: Vec<Range<usize>>,
    /// The reporter's words for what is said or written: «заявление», "letter".
    pub written: Vec<usize>,
}

impl Signs {
    pub fn of(context: &Context<'_>, sentence: &Range<usize>) -> Self {
        let (tokens, lexicon) = (context.tokens, context.lexicon);
        let mut signs = Self::default();
        for at in sentence.clone() {
            if let Some(length) = lexicon.by(|i| tokens.folded(at + i)) {
                signs.phrases.push(at..at + length);
            }
            let list = match tokens.mark(at) {
                Some(',') => &mut signs.commas,
                mark if is_dash(mark) => &mut signs.dashes,
                _ if lexicon.statement.find(tokens.folded(at)).is_some() => &mut signs.written,
                _ => continue,
            };
            if !context.is_quoted(at) {
                list.push(at);
            }
        }
        signs
    }

    /// The phrases that begin in `range`.
    pub fn phrases(&self, range: &Range<usize>) -> &[Range<usize>] {
        let first = self.phrases.partition_point(|phrase| phrase.start < range.start);
        let end = self.phrases.partition_point(|phrase| phrase.start < range.end);
        self.phrases.get(first..end).unwrap_or_default()
    }

    /// What stands between the first and the last dash of `gap`, else between its commas: an aside.
    pub fn aside(&self, gap: &Range<usize>) -> Option<(usize, usize)> {
        let pair = |list: &[usize]| {
            let first = *list.get(list.partition_point(|at| *at < gap.start))?;
            let last = *list.get(list.partition_point(|at| *at < gap.end).checked_sub(1)?)?;
            (first < last).then_some((first, last))
        };
        pair(&self.dashes).or_else(|| pair(&self.commas))
    }
}
