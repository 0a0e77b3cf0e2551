//! Words of a quotation and of what is known about it, as every printed form shows them.

use crate::{
    alignment::{Pair, Why},
    corpus::Corpus,
    language::Language,
    quotation::{By, Kind, Quotation},
    text::Clean,
};

/// What stands where one side has nothing.
pub const NOTHING: &str = "(nothing)";

/// What stands in a gap: in a row of several it is none, as the words stand above.
pub const fn nothing<Q>(pair: &Pair<Q>) -> &'static str {
    if pair.joined { "" } else { NOTHING }
}

/// Of a pair that stands in one row with the one before it.
const JOINED: &str = "in one row with the above, put together by the reader";

/// Of a quotation that the reader corrected.
pub const PUT_RIGHT: &str = "put right by the reader";

/// The quotation marks of a language.
pub const fn marks(language: Language) -> (char, char) {
    match language {
        Language::Ru | Language::Uk => ('«', '»'),
        Language::En | Language::Other => ('“', '”'),
    }
}

/// The words in their language's marks, "…" where the reporter interrupts; a paraphrase has none.
pub fn quoted(quotation: &Quotation) -> Clean {
    if quotation.kind == Kind::Reported {
        return Clean::from(format!("≈ {}", quotation.text));
    }
    let (opener, closer) = marks(quotation.language);
    let marked: Vec<String> = quotation.segments.iter().map(|segment| format!("{opener}{segment}{closer}")).collect();
    Clean::from(marked.join(" … "))
}

/// The reporter's sentence, where the words cannot be understood without it.
pub fn around(quotation: &Quotation) -> Option<&Clean> {
    (quotation.kind == Kind::Partial).then_some(&quotation.sentence)
}

/// What kind of quotation it is, in words that need no manual, and whether the reader had a hand in it.
pub fn kind(quotation: &Quotation) -> String {
    let kind = match quotation.kind {
        Kind::Direct => "direct",
        Kind::Partial => "partial",
        Kind::Reported => "reported, not the speaker's own words",
    };
    match quotation.by {
        By::Rules => kind.to_owned(),
        By::Reader => format!("{kind}, {PUT_RIGHT}"),
    }
}

/// What a kind of quotation is.
pub const fn kind_told(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "a clause or more in the speaker's own words",
        Kind::Partial => "a fragment in the reporter's sentence",
        Kind::Reported => "a paraphrase, not the speaker's words",
    }
}

/// What is known of a pair, never an interpretation; of a gap nothing but what the reader did. A pair of the reader's has
/// no score to show.
pub fn reasons<Q>(pair: &Pair<Q>, corpus: &Corpus) -> Option<Clean> {
    let gap = pair.left.is_none() || pair.right.is_none();
    let mut parts = Vec::new();
    let own = pair.by == By::Reader;
    parts.extend(match (pair.joined, own, gap) {
        (true, ..) => Some(JOINED.to_owned()),
        (false, true, true) => Some("parted by the reader".to_owned()),
        (false, true, false) => Some("linked by the reader".to_owned()),
        (false, false, _) => None,
    });
    if !gap {
        of_both(&pair.why, pair.score.filter(|_| !own), corpus, &mut parts);
    }
    (!parts.is_empty()).then(|| Clean::from(parts.join(" · ")))
}

fn of_both(why: &Why, score: Option<f64>, corpus: &Corpus, parts: &mut Vec<String>) {
    if why.same_meeting {
        parts.push("same meeting".to_owned());
    }
    if why.same_group {
        parts.push("the same words".to_owned());
    }
    if !why.topics.is_empty() {
        let names: Vec<String> = why.topics.iter().map(|id| super::rows::topic_name(corpus, id).to_string()).collect();
        parts.push(format!("same topic: {}", names.join(", ")));
    }
    parts.extend(why.terms.iter().map(|(left, right)| format!("{left} ~ {right}")));
    parts.extend(why.differs.iter().map(|what| format!("differs: {what}")));
    parts.extend(score.map(|score| format!("score {score:.2}")));
}
