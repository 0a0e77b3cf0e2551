//! Decide: which marked words are names or ironic, which are quotations, and of what kind.

use std::ops::Range;

use super::{
    lexicon::{CueKind, Lexicon, Word},
    marks,
    scan::{Draft, Paragraph, Signal, is_dash, is_stop},
    tokens::Tokens,
};
use crate::{language::Language, quotation::Kind};

/// What can be said of a draft's words before anybody asks for a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub count: usize,
    /// Holds a finite verb, as far as endings and lists tell.
    pub clause: bool,
    /// Begins with a capital letter.
    pub capital: bool,
}

impl Words {
    /// A word or two that say nothing by themselves.
    pub fn is_bare(self) -> bool {
        self.count <= 2 && !self.clause && !self.capital
    }
}

pub fn words(draft: &Draft, paragraphs: &[Paragraph], language: Language, lexicon: &Lexicon) -> Words {
    let mut out = Words { count: 0, clause: false, capital: false };
    for segment in &draft.segments {
        let Some(paragraph) = paragraphs.get(segment.paragraph) else { continue };
        let tokens = &paragraph.tokens;
        for at in segment.tokens.clone().filter(|at| tokens.mark(*at).is_none()) {
            if out.count == 0 {
                out.capital = tokens.is_capital(at);
            }
            out.count += 1;
            out.clause |= is_finite(tokens, at, language, lexicon)
                && !(out.count == 1 && !out.capital && language == Language::En)
                || lexicon.speaking.has(tokens.folded(at)) && segment.tokens.len() > 2;
        }
        // «Россия — враг»: a dash between words is the verb that is left out.
        out.clause |= language != Language::En
            && segment.tokens.clone().any(|at| {
                is_dash(tokens.mark(at))
                    && at > segment.tokens.start
                    && tokens.is_word(at - 1)
                    && tokens.is_word(at + 1)
            })
            && out.capital;
    }
    out
}

fn is_finite(tokens: &Tokens, at: usize, language: Language, lexicon: &Lexicon) -> bool {
    let folded = tokens.folded(at);
    if lexicon.finite.has(folded)
        || folded.cue().is_some_and(|cue| cue.agreement != super::lexicon::Agreement::Participle)
    {
        return true;
    }
    is_verb_form(tokens, at, language)
}

/// Whether a lower-case word ends as finite verbs do.
pub fn is_verb_form(tokens: &Tokens, at: usize, language: Language) -> bool {
    let folded = tokens.folded(at);
    folded.ends_as_verb() && (language == Language::En || !folded.is_noun() && !tokens.is_capital(at))
}

/// Whether the marks name a thing: «Газпром», the film "Leviathan".
pub fn is_name(draft: &Draft, words: Words, paragraphs: &[Paragraph], language: Language, lexicon: &Lexicon) -> bool {
    let (Some(segment), Some(hull)) = (draft.segments.first(), draft.hull.first()) else { return false };
    if draft.signal != Signal::Marks || draft.tagged || draft.segments.len() > 1 {
        return false;
    }
    let Some(paragraph) = paragraphs.get(segment.paragraph) else { return false };
    let tokens = &paragraph.tokens;
    let before = hull.tokens.start.checked_sub(1);
    let before_mark = before.and_then(|at| tokens.mark(at));
    let last = segment.tokens.end.saturating_sub(1);
    let ends_clause = tokens.mark(last).is_some_and(|c| c == ',' || is_stop(Some(c)));
    let tag_follows = tokens.mark(hull.tokens.end) == Some(',')
        && (is_dash(tokens.mark(hull.tokens.end + 1)) || tokens.folded(hull.tokens.end + 1).cue().is_some());
    // «Больше не поеду» — Анна Белова, пенсионерка.
    let close = hull.tokens.end;
    let signed = is_dash(tokens.mark(close))
        && tokens.get(close).is_some_and(|t| t.space_before && t.space_after)
        && tokens.is_capital(close + 1)
        && tokens.is_capital(close + 2)
        && matches!(tokens.mark(close + 3), Some(',' | '.' | '('));
    // «Человек слова» — так отозвался о нём сосед.
    let called = is_dash(tokens.mark(close)) && lexicon.announcing.has(tokens.folded(close + 1));
    if before_mark == Some(':') || called || signed && words.count > 3 {
        return false;
    }
    // «По словам сторонников «жёсткого» курса»: a marked adjective inside the phrase is not what they say.
    let inside = words.count == 1
        && !words.capital
        && language != Language::En
        && tokens.is_word(hull.tokens.end)
        && (hull.tokens.start.saturating_sub(4)..hull.tokens.start).any(|at| {
            let end = lexicon.by(|i| tokens.folded(at + i)).map(|length| at + length);
            end.is_some_and(|end| end < hull.tokens.start && (end..hull.tokens.start).all(|i| tokens.is_word(i)))
        });
    if inside {
        return true;
    }
    // «Закон Украины «О …»»: the class noun may have words of its own before the marks.
    let nouns = before
        .into_iter()
        .flat_map(|at| (at.saturating_sub(2)..=at).rev())
        .take_while(|at| tokens.is_word(*at))
        .collect::<Vec<_>>();
    // «Назвал постановку «исповедью»»: what somebody calls it is no name, where no capital begins it.
    let called = nouns.last().is_some_and(|first| {
        let near = first.saturating_sub(2)..hull.tokens.start;
        near.into_iter().map(|at| tokens.folded(at)).any(|word| {
            word.cue()
                .is_some_and(|cue| cue.kind == CueKind::Judge || language == Language::En && lexicon.names.has(word))
        })
    });
    let class = nouns.iter().enumerate().any(|(place, at)| {
        // "A film called "X"", but "they called "futile"": a verb names only what has a capital.
        let listed = lexicon.names.find(tokens.folded(*at)).is_some()
            && (words.capital || !words.clause && tokens.folded(*at).cue().is_none() && !called)
            || place == 0 && words.capital && lexicon.institutions.find(tokens.folded(*at)).is_some();
        listed && (place == 0 || language != Language::En && words.capital)
    });
    if class && !(language == Language::En && words.count > 5) && words.count <= 20 {
        return true;
    }
    let joined = before.is_some_and(|at| tokens.is_word(at))
        && words.capital
        && !words.clause
        && words.count <= 4
        && language != Language::En;
    if joined {
        return true;
    }
    if words.count > 8 || tag_follows {
        return false;
    }
    let capitals = segment.tokens.clone().filter(|at| tokens.is_capital(*at)).count();
    let long_words =
        segment.tokens.clone().filter(|at| tokens.is_word(*at) && tokens.word(*at).chars().count() > 3).count();
    if language == Language::En {
        let title = words.capital && capitals >= long_words && words.count > 1;
        let after_comma = before_mark == Some(',');
        // "His book, "The Long Road," …", "whom friends call "Stretch,"": the comma inside is printers' custom.
        let named = |at: usize| lexicon.names.find(tokens.folded(at)).is_some();
        let called = if after_comma { before.and_then(|at| at.checked_sub(1)) } else { before };
        if (title || words.count == 1 && words.capital) && called.is_some_and(named) {
            return true;
        }
        // "Whose nickname was "the Undertaker," said".
        let copula = before.is_some_and(|at| lexicon.finite.has(tokens.folded(at)));
        let subject = |at: usize| (at.saturating_sub(6)..at).rev().take_while(|at| tokens.is_word(*at)).any(named);
        if copula && words.count <= 3 && before.is_some_and(subject) {
            return true;
        }
        // "Said on "Mornings With Skip."": printers put the stop inside.
        if title
            && capitals > 1
            && before.is_some_and(|at| lexicon.prepositions.has(tokens.folded(at)))
            && !words.clause
        {
            return true;
        }
        // "A headline read "Mayor Faces Angry Voters."", "his plane, the "Lady Luck,"", "they call him "the Deacon"".
        let word = before.map(|at| tokens.folded(at));
        let article = word.is_some_and(|word| lexicon.determiners.has(word));
        let plain = word.is_some_and(|word| {
            let other = [lexicon.finite, lexicon.conjunctions, lexicon.adverbs, lexicon.pronouns, lexicon.that];
            word.starts_with("read")
                || word.cue().is_none() && !other.iter().any(|list| list.has(word)) && !is_object(word)
        });
        let noun = before.is_some_and(|at| tokens.is_word(at) && !tokens.is_capital(at));
        if title && noun && (article || plain && words.count > 2) {
            return true;
        }
        let first = segment.tokens.start;
        let epithet =
            *tokens.folded(first) == *"the" && capitals > 0 && words.count <= 4 && capitals + 1 >= words.count;
        if epithet && word.is_some_and(is_object) && called.and_then(|at| at.checked_sub(1)).is_some_and(named) {
            return true;
        }
        // "The Salt Ledger," a silent drama: what follows a title says what it is, and is no tag.
        let behind = tokens.folded(hull.tokens.end);
        if title && capitals > 2 && (lexicon.indefinite.has(behind) || lexicon.conjunctions.has(behind)) {
            return true;
        }
        return title && !ends_clause && !after_comma && !words.clause
            || words.count == 1 && words.capital && !ends_clause && !after_comma;
    }
    let latin = segment.tokens.clone().filter(|at| tokens.is_word(*at)).all(|at| tokens.word(at).is_ascii());
    let opens =
        before.is_none() || before_mark.is_some_and(|c| matches!(c, ',') || is_dash(Some(c)) || is_stop(Some(c)));
    let opens_clause = opens && (words.clause || ends_clause);
    latin
        || words.capital
            && !opens_clause
            && (words.count <= 4 || words.count <= 7 && !words.clause)
            && !(words.clause && words.count > 3)
}

/// "Him", "themselves".
fn is_object(word: &Word) -> bool {
    matches!(word.as_str(), "him" | "her" | "them" | "it" | "me" | "us")
        || word.ends_with("self")
        || word.ends_with("selves")
}

/// Whether the reporter's marks around a draft say that somebody speaks: a colon before it, or a tag behind it.
pub fn is_tagged(draft: &Draft, paragraphs: &[Paragraph]) -> bool {
    let (Some(first), Some(last)) = (draft.hull.first(), draft.hull.last()) else { return false };
    let colon = paragraphs
        .get(first.paragraph)
        .is_some_and(|p| first.tokens.start.checked_sub(1).is_some_and(|before| p.tokens.mark(before) == Some(':')));
    let Some(tokens) = paragraphs.get(last.paragraph).map(|p| &p.tokens) else { return false };
    let next = tokens.mark(last.tokens.end);
    let inside = last.tokens.end.checked_sub(2).and_then(|at| tokens.mark(at));
    let dash = is_dash(next) && (is_stop(inside) || inside == Some(','))
        || next == Some(',') && is_dash(tokens.mark(last.tokens.end + 1));
    draft.tagged || colon || dash
}

/// Whether the words before the marks deny that anybody says so: «так называемый», "so-called", "never said".
pub fn is_scare(
    draft: &Draft,
    words: Words,
    paragraphs: &[Paragraph],
    lexicon: &Lexicon,
    sentence: &Range<usize>,
) -> bool {
    let Some(hull) = draft.hull.first() else { return false };
    let Some(paragraph) = paragraphs.get(hull.paragraph) else { return false };
    let tokens = &paragraph.tokens;
    let phrase = |at: usize, length: Option<usize>| length.is_some_and(|length| at + length <= hull.tokens.start);
    // «Слов «…» он никогда не говорил»
    let word = hull.tokens.start.checked_sub(1).is_some_and(|at| lexicon.statement.find(tokens.folded(at)).is_some());
    if word && (hull.tokens.end..sentence.end).any(|at| lexicon.denied(|i| tokens.folded(at + i)).is_some()) {
        return true;
    }
    if words.is_bare() && lexicon.language() != Language::En && is_subject(tokens, &hull.tokens, lexicon) {
        return true;
    }
    // "Its “bad apples,” as they are politely known".
    let known = tokens.folded(hull.tokens.end) == "as"
        && (hull.tokens.end + 1..hull.tokens.end + 6)
            .take_while(|at| tokens.is_word(*at))
            .any(|at| lexicon.names.has(tokens.folded(at)));
    if known {
        return true;
    }
    let back = |most: usize| hull.tokens.start.saturating_sub(most).max(sentence.start)..hull.tokens.start;
    let denied = |at: usize| {
        let length = lexicon.denied(|i| tokens.folded(at + i));
        // Far off only where nobody says anything between: «Не говорив він, за його словами, і про «…»».
        let near = hull.tokens.start - at <= NEAR_DENIAL;
        let behind = length.map_or(at, |length| at + length + usize::from(!near))..hull.tokens.start;
        phrase(at, length)
            && (near || behind.clone().all(|i| tokens.folded(i).cue().is_none() && !stops(tokens.mark(i))))
    };
    // «Бросил одно слово: «Спать»»: behind a colon it is said.
    let said = hull.tokens.start.checked_sub(1).is_some_and(|at| tokens.mark(at) == Some(':'));
    !said && back(3).any(|at| phrase(at, lexicon.scare(|i| tokens.folded(at + i)))) || back(FAR_DENIAL).any(denied)
}

/// How many tokens may stand between what is denied and the words that nobody said, and how many with asides between.
const NEAR_DENIAL: usize = 8;
const FAR_DENIAL: usize = 14;

fn stops(mark: Option<char>) -> bool {
    matches!(mark, Some(':' | ';')) || is_stop(mark)
}

/// Whether a bare word in marks opens a clause of the reporter's that has its verb behind it: «…, а «скидка» давно
/// кончилась», «…: «интеллект» не вынес ливня».
fn is_subject(tokens: &Tokens, hull: &Range<usize>, lexicon: &Lexicon) -> bool {
    const MOST: usize = 6;
    let Some(before) = hull.start.checked_sub(1) else { return false };
    let comma = before.checked_sub(1).is_some_and(|at| tokens.mark(at) == Some(','));
    let opens = tokens.mark(before) == Some(':') || comma && lexicon.conjunctions.has(tokens.folded(before));
    let own = (hull.end..hull.end + MOST).take_while(|at| tokens.is_word(*at));
    let finite = |at: usize| is_finite(tokens, at, lexicon.language(), lexicon);
    opens && own.into_iter().any(finite)
}

/// The kind of a quotation: the reporter's own subject before the marks makes it partial.
pub fn kind(draft: &Draft, words: Words, paragraphs: &[Paragraph], language: Language, lexicon: &Lexicon) -> Kind {
    let (Some(hull), Some(segment)) = (draft.hull.first(), draft.segments.first()) else { return Kind::Direct };
    let Some(tokens) = paragraphs.get(segment.paragraph).map(|p| &p.tokens) else { return Kind::Direct };
    if draft.signal != Signal::Marks || draft.tagged || draft.segments.len() > 1 {
        return Kind::Direct;
    }
    let before = hull.tokens.start.checked_sub(1);
    let open = before.is_none_or(|at| tokens.mark(at).is_some_and(|c| !marks::is_single(c) && c != ')'));
    let direct = if open && words.capital {
        let comma = tokens.mark(segment.tokens.end.saturating_sub(1)) == Some(',');
        words.clause || words.count >= 5 || comma || is_tagged(draft, paragraphs)
    } else {
        words.clause && words.count >= 3 && has_subject(tokens, segment.tokens.clone(), language, lexicon)
    };
    if direct { Kind::Direct } else { Kind::Partial }
}

/// Whether a fragment brings a subject of its own: a word before its first finite verb that can be one, and no
/// conjunction between.
fn has_subject(tokens: &Tokens, range: Range<usize>, language: Language, lexicon: &Lexicon) -> bool {
    let is_word = |at: &usize| tokens.is_word(*at);
    let Some(verb) = range.clone().filter(is_word).find(|at| is_finite(tokens, *at, language, lexicon)) else {
        return false;
    };
    let mut before = (range.start..verb).filter(is_word).map(|at| tokens.folded(at));
    let contracted = lexicon.first.has(tokens.folded(verb)) || lexicon.pronouns.has(tokens.folded(verb));
    let Some(first) = before.next() else { return contracted };
    let subject = |word: &Word| lexicon.first.has(word) || lexicon.pronouns.has(word);
    let mut words = [first].into_iter().chain(before);
    if words.clone().any(subject) {
        return !words.any(|word| lexicon.clause.has(word));
    }
    let noun = !lexicon.prepositions.has(first) && !lexicon.adverbs.has(first) && !first.ends_with('о');
    noun && language != Language::En && !words.any(|word| lexicon.clause.has(word) || word == "не")
}
