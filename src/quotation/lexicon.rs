//! The reporting words of each language, read once from the lists in `lexicon/`.
//!
//! A list is a text file: `[section]`, then words. In `[say]`, `[judge]` and `[tag]` (verbs that report only right
//! beside a quotation) a Russian or Ukrainian line is a past stem and further forms, or forms alone where the first
//! is one; an English line all forms; `*` marks participles, which have no subject of their own. `_` joins the words
//! of a phrase; `:m`, `:f`, `:p`, `:n` give gender or number.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{
    corpus::Gender,
    language::Language,
    speaker::forms::{bucket, same},
};

/// What kind of reporting a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// Takes words as said: «заявил», "said".
    Say,
    /// Takes a fragment as a judgement: «назвал», "accused".
    Judge,
    /// Says what stands in a document: «говорится», "reads".
    Document,
}

/// Who can be a verb form's subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    Any,
    Male,
    Female,
    Neuter,
    Singular,
    Plural,
    /// A participle: the subject is that of the main verb.
    Participle,
}

#[derive(Clone, Copy, Debug)]
pub struct Cue {
    pub kind: CueKind,
    /// Also used for outlets that pass words on.
    pub channel: bool,
    pub agreement: Agreement,
}

/// Words found by any of their cases.
#[derive(Debug, Default)]
pub struct WordList(FxHashMap<[char; 3], Vec<(String, Option<Agreement>)>>);

impl WordList {
    pub fn add(&mut self, entry: &str) {
        let (word, mark) = entry.split_once(':').map_or((entry, ""), |(word, mark)| (word, mark));
        let agreement = match mark {
            "m" => Some(Agreement::Male),
            "f" => Some(Agreement::Female),
            "n" => Some(Agreement::Neuter),
            "p" => Some(Agreement::Plural),
            _ => None,
        };
        self.0.entry(bucket(word)).or_default().push((word.to_owned(), agreement));
    }

    /// The listed word that `folded` is a form of; an exact match first.
    pub fn find(&self, folded: &str) -> Option<(&str, Option<Agreement>)> {
        let words = self.0.get(&bucket(folded))?;
        let exact = words.iter().find(|(word, _)| word == folded);
        let found = exact.or_else(|| words.iter().find(|(word, _)| is_form(folded, word)))?;
        Some((&found.0, found.1))
    }

    /// The listed plural that `folded` is a form of.
    fn plural(&self, folded: &str) -> Option<&str> {
        let words = self.0.get(&bucket(folded))?;
        words.iter().map(|(word, _)| word.as_str()).find(|word| word.ends_with(['и', 'ы', 'і']) && same(folded, word))
    }

    pub fn has(&self, folded: &str) -> bool {
        self.0.get(&bucket(folded)).is_some_and(|words| words.iter().any(|(word, _)| word == folded))
    }
}

fn is_form(folded: &str, word: &str) -> bool {
    same(folded, word) || folded.is_ascii() && folded.strip_suffix('s').is_some_and(|singular| singular == word)
}

#[derive(Debug, Default)]
pub struct Lexicon {
    cues: FxHashMap<String, Cue>,
    /// Phrases by their first word, longest first: «по» gives «словам».
    by: FxHashMap<String, Vec<Vec<String>>>,
    scare: FxHashMap<String, Vec<Vec<String>>>,
    denied: FxHashMap<String, Vec<Vec<String>>>,
    pub statement: WordList,
    pub how: WordList,
    pub pronouns: WordList,
    pub possessives: WordList,
    pub reflexives: WordList,
    pub prepositions: WordList,
    pub companion: WordList,
    pub roles: WordList,
    pub anonymous: WordList,
    pub institutions: WordList,
    pub outlets: WordList,
    pub names: WordList,
    pub finite: WordList,
    pub first: WordList,
    pub adverbs: WordList,
    pub honorifics: WordList,
    pub transcript: WordList,
    pub stop: WordList,
    pub clause: WordList,
    pub modifiers: WordList,
    pub particles: WordList,
    pub abbreviations: WordList,
    pub calendar: WordList,
    /// Verb forms that are nouns as well: "calls".
    pub nouns: WordList,
    pub relatives: WordList,
    pub outlet_nouns: WordList,
    pub determiners: WordList,
    /// Determiners of somebody not named before.
    pub indefinite: WordList,
    /// Prepositions by which a place speaks: «в Кремле».
    pub place: WordList,
    /// First words of a sentence that names who said what stands before: «Об этом заявил».
    pub announcing: WordList,
    /// What begins indirect speech.
    pub that: WordList,
    pub negations: WordList,

    /// What a transcript notes of the room: "(Laughter.)".
    pub stage: WordList,

    /// Verbs whose object is the speaker: "quoted".
    pub quoting: WordList,
    /// Given names.
    pub female: WordList,
    pub male: WordList,

    pub conjunctions: WordList,
}

impl Lexicon {
    /// The lists of a language; none for other languages than the three.
    pub fn of(language: Language) -> Option<&'static Self> {
        static EN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("lexicon/en.txt"), Language::En));
        static RU: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("lexicon/ru.txt"), Language::Ru));
        static UK: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("lexicon/uk.txt"), Language::Uk));
        match language {
            Language::En => Some(&EN),
            Language::Ru => Some(&RU),
            Language::Uk => Some(&UK),
            Language::Other => None,
        }
    }

    fn parse(text: &str, language: Language) -> Self {
        let mut lexicon = Self::default();
        let mut section = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
                continue;
            }
            match section {
                "say" => lexicon.verbs(line, language, CueKind::Say, false),
                "judge" => lexicon.verbs(line, language, CueKind::Judge, false),
                "channel" => lexicon.verbs(line, language, CueKind::Say, true),
                "document" => line.split_whitespace().for_each(|word| {
                    lexicon.cue_form(word, CueKind::Document, Agreement::Any, false);
                }),
                _ => line.split_whitespace().for_each(|word| lexicon.word(section, word)),
            }
        }
        for phrases in [&mut lexicon.by, &mut lexicon.scare, &mut lexicon.denied] {
            for rest in phrases.values_mut() {
                rest.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
            }
        }
        lexicon
    }

    fn verbs(&mut self, line: &str, language: Language, kind: CueKind, channel: bool) {
        let mut words = line.split_whitespace().peekable();
        // A reflexive, a participle, and a stem that is a form by itself: «признался», «опроверг».
        let form = |word: &str| {
            ["*", "ся", "сь", "л", "ла", "ли", "ет", "ит", "ют", "в", "є", "ить", "ють", "ний", "на", "ден", "рен"]
                .iter()
                .any(|end| word.ends_with(end))
        };
        if language != Language::En
            && let Some(stem) = words.next_if(|word| !form(word))
        {
            if stem.ends_with(['г', 'с', 'з']) {
                self.cue_form(stem, kind, Agreement::Male, channel);
            }
            let male = if language == Language::Ru { "л" } else { "в" };
            for (ending, agreement) in [
                (male, Agreement::Male),
                ("ла", Agreement::Female),
                ("ло", Agreement::Neuter),
                ("ли", Agreement::Plural),
            ] {
                self.cue_form(&format!("{stem}{ending}"), kind, agreement, channel);
            }
            let participles: &[&str] =
                if language == Language::Ru { &["в", "вший", "вшая"] } else { &["вши"] };
            for ending in participles {
                self.cue_form(&format!("{stem}{ending}"), kind, Agreement::Participle, channel);
            }
        }
        for word in words {
            let (form, agreement) = match word.strip_suffix('*') {
                Some(form) => (form, Agreement::Participle),
                None if language == Language::En => (word, Agreement::Any),
                None => (word, agreement_of(word)),
            };
            self.cue_form(form, kind, agreement, channel);
        }
    }

    fn cue_form(&mut self, form: &str, kind: CueKind, agreement: Agreement, channel: bool) {
        self.cues.entry(form.to_owned()).and_modify(|cue| cue.channel |= channel).or_insert(Cue {
            kind,
            channel,
            agreement,
        });
    }

    fn word(&mut self, section: &str, word: &str) {
        let list = match section {
            "by" => return Self::phrase(&mut self.by, word),
            "scare" => return Self::phrase(&mut self.scare, word),
            "denied" => return Self::phrase(&mut self.denied, word),
            "statement" => &mut self.statement,
            "how" => &mut self.how,
            "pronouns" => &mut self.pronouns,
            "possessives" => &mut self.possessives,
            "reflexives" => &mut self.reflexives,
            "preposition" => &mut self.prepositions,
            "companion" => &mut self.companion,
            "roles" => &mut self.roles,
            "anonymous" => &mut self.anonymous,
            "institutions" => &mut self.institutions,
            "outlets" => &mut self.outlets,
            "names" => &mut self.names,
            "finite" => &mut self.finite,
            "first" => &mut self.first,
            "adverbs" => &mut self.adverbs,
            "honorifics" => &mut self.honorifics,
            "transcript" => &mut self.transcript,
            "stop" => &mut self.stop,
            "clause" => &mut self.clause,
            "modifiers" => &mut self.modifiers,
            "particles" => &mut self.particles,
            "abbreviations" => &mut self.abbreviations,
            "calendar" => &mut self.calendar,
            "nouns" => &mut self.nouns,
            "relatives" => &mut self.relatives,
            "outlet_nouns" => &mut self.outlet_nouns,
            "determiners" => &mut self.determiners,
            "indefinite" => &mut self.indefinite,
            "place" => &mut self.place,
            "announcing" => &mut self.announcing,
            "that" => &mut self.that,
            "negations" => &mut self.negations,
            "stage" => &mut self.stage,
            "quoting" => &mut self.quoting,
            "female" => &mut self.female,
            "male" => &mut self.male,
            "conjunctions" => &mut self.conjunctions,
            _ => return,
        };
        list.add(word);
    }

    fn phrase(phrases: &mut FxHashMap<String, Vec<Vec<String>>>, words: &str) {
        let mut words = words.split('_').map(str::to_owned);
        if let Some(first) = words.next() {
            phrases.entry(first).or_default().push(words.collect());
        }
    }

    pub fn cue(&self, folded: &str) -> Option<Cue> {
        self.cues.get(folded).copied()
    }

    /// The word for a person that `folded` is a form of: «чиновников» is a form of the plural.
    pub fn person_noun(&self, folded: &str) -> Option<&str> {
        let exact = [&self.anonymous, &self.roles].into_iter().find(|list| list.has(folded));
        if let Some((word, _)) = exact.and_then(|list| list.find(folded)) {
            return Some(word);
        }
        let plural =
            ["ов", "ев", "ей", "ів", "їв", "ам", "ям", "ами", "ями", "ах"].iter().any(|end| folded.ends_with(end));
        let many = plural.then(|| self.anonymous.plural(folded)).flatten();
        many.or_else(|| self.roles.find(folded).or_else(|| self.anonymous.find(folded)).map(|(word, _)| word))
    }

    /// The number of words of the phrase («по словам») that begins at `word(0)`, where there is one.
    pub fn by<'t>(&self, word: impl Fn(usize) -> &'t str) -> Option<usize> {
        Self::phrase_at(&self.by, word)
    }

    pub fn scare<'t>(&self, word: impl Fn(usize) -> &'t str) -> Option<usize> {
        Self::phrase_at(&self.scare, word)
    }

    pub fn denied<'t>(&self, word: impl Fn(usize) -> &'t str) -> Option<usize> {
        Self::phrase_at(&self.denied, word)
    }

    fn phrase_at<'t>(phrases: &FxHashMap<String, Vec<Vec<String>>>, word: impl Fn(usize) -> &'t str) -> Option<usize> {
        let rests = phrases.get(word(0))?;
        rests.iter().find(|rest| rest.iter().enumerate().all(|(i, w)| word(i + 1) == w)).map(|rest| rest.len() + 1)
    }
}

/// Number and gender of a listed finite form, by its ending.
pub fn agreement_of(form: &str) -> Agreement {
    let ends = |with: &[&str]| with.iter().any(|end| form.ends_with(end));
    if ends(&["ли", "лись", "лися", "ут", "ют", "ят", "ат", "уть", "ють", "ять", "ать", "ются", "утся"])
    {
        Agreement::Plural
    } else if ends(&["ла", "лась", "лася"]) {
        Agreement::Female
    } else if ends(&["л", "лся", "вся", "в"]) {
        Agreement::Male
    } else {
        Agreement::Singular
    }
}

impl Agreement {
    /// Whether a speaker of that gender can be the subject; unknown gender can.
    pub fn allows(self, gender: Option<Gender>) -> bool {
        match self {
            Self::Male => gender != Some(Gender::Female),
            Self::Female => gender != Some(Gender::Male),
            _ => true,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_their_agreement() {
        let ru = Lexicon::of(Language::Ru).unwrap();
        assert_eq!(ru.cue("заявила").map(|c| c.agreement), Some(Agreement::Female));
        assert_eq!(ru.cue("подчеркивая").map(|c| c.agreement), Some(Agreement::Participle));
        assert_eq!(ru.cue("назвав").map(|c| (c.kind, c.agreement)), Some((CueKind::Judge, Agreement::Participle)));
        let uk = Lexicon::of(Language::Uk).unwrap();
        assert_eq!(uk.cue("заявив").map(|c| c.agreement), Some(Agreement::Male));
        assert_eq!(uk.cue("каже").map(|c| c.agreement), Some(Agreement::Singular));
        assert!(Lexicon::of(Language::En).unwrap().cue("said").is_some());
        assert!(Lexicon::of(Language::Other).is_none());
    }

    #[test]
    fn a_stem_that_reads_as_a_form_is_listed_form_by_form() {
        let ru = Lexicon::of(Language::Ru).unwrap();
        let uk = Lexicon::of(Language::Uk).unwrap();
        assert_eq!(ru.cue("признал").map(|c| c.agreement), Some(Agreement::Male));
        assert_eq!(ru.cue("признав").map(|c| c.agreement), Some(Agreement::Participle));
        assert_eq!(uk.cue("підкреслила").map(|c| c.agreement), Some(Agreement::Female));
        assert!(ru.cue("призна").is_none() && uk.cue("підкресли").is_none());
    }

    #[test]
    fn no_name_is_of_both_genders() {
        for language in [Language::En, Language::Ru, Language::Uk] {
            let lexicon = Lexicon::of(language).unwrap();
            let male: Vec<&String> = lexicon.male.0.values().flatten().map(|(name, _)| name).collect();
            assert!(male.len() > 1500);
            let both: Vec<_> = male.into_iter().filter(|name| lexicon.female.has(name)).collect();
            assert!(both.is_empty(), "{both:?}");
        }
    }

    #[test]
    fn phrases_and_cases() {
        let ru = Lexicon::of(Language::Ru).unwrap();
        let words = ["по", "его", "словам", "да"];
        assert_eq!(ru.by(|i| words[i]), Some(3));
        assert_eq!(ru.roles.find("министром").map(|r| r.0), Some("министр"));
        assert_eq!(ru.roles.find("министерство"), None);
    }
}
