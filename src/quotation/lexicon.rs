//! The reporting words of each language, read once from the lists in `lexicon/`.
//!
//! A list is a text file: `[section]`, then words. In `[say]`, `[judge]` and `[tag]` (verbs that report only right
//! beside a quotation) a Russian or Ukrainian line is a past stem and further forms, or forms alone where the first
//! is one; an English line all forms; `*` marks participles, which have no subject of their own. `_` joins the words
//! of a phrase; `:m`, `:f`, `:p`, `:n` give gender or number.
//! A line of `[fields]` is a field's name and stems of words that speak of it; one of `[counterparts]` a situation's
//! name and words for one side in it.

mod agreement;
mod callings;
mod ending;
mod parse;
pub mod speech;
mod word;

use std::{ops::Deref, sync::LazyLock};

pub use agreement::{Agreement, agreement_of};
use callings::Callings;
use rustc_hash::FxHashMap;
use speech::Speech;
pub use word::{List, Word, WordList};
use word::{Listed, bits, is_form};

use crate::{
    corpus::Gender,
    language::Language,
    speaker::forms::{ByForm, bucket},
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
    /// Reports only right beside a quotation: «улыбнулся», "shrugged".
    Tag,
}

#[derive(Clone, Copy, Debug)]
pub struct Cue {
    pub kind: CueKind,
    /// Also used for outlets that pass words on.
    pub channel: bool,
    pub agreement: Agreement,
}

/// The lists as the rules call them, each the section of that name.
macro_rules! lists {
    ($($(#[$about:meta])* $name:ident,)*) => {
        #[derive(Debug)]
        pub struct Lists {
            $($(#[$about])* pub $name: List,)*
        }

        const SECTIONS: &[&str] = &[$(stringify!($name)),*];
        // A bit each in a word.
        const _: () = assert!(SECTIONS.len() <= 64);

        impl Default for Lists {
            fn default() -> Self {
                let mut lists = (0..).map(List);
                Self { $($name: lists.next().unwrap_or_default(),)* }
            }
        }
    };
}

lists! {
    /// First words of «по словам».
    by,
    scare,
    denied,
    statement,
    how,
    pronouns,
    possessives,
    prepositions,
    companion,
    roles,
    anonymous,
    institutions,
    outlets,
    names,
    finite,
    first,
    adverbs,
    honorifics,
    stop,
    clause,
    modifiers,
    particles,
    abbreviations,
    calendar,
    /// Verb forms that are nouns as well: "calls".
    nouns,
    relatives,
    outlet_nouns,
    /// «Ссылкой» of «со ссылкой на».
    referring,
    /// «Сам» beside a pronoun.
    oneself,
    determiners,
    /// Determiners of somebody not named before.
    indefinite,
    /// Prepositions by which a place speaks: «в Кремле».
    place,
    /// First words of a sentence that names who said what stands before: «Об этом заявил».
    announcing,
    /// In a clause about somebody these tell that the name is not said: «який не назвався».
    unnamed,
    /// Behind a dash they show who has spoken: «— це вже Петро Білий».
    pointing,
    /// The subject's own: «свого».
    reflexive,
    /// What begins indirect speech.
    that,
    negations,
    /// What a transcript notes of the room: "(Laughter.)".
    stage,
    /// Behind these an institution bears somebody's name: «имени».
    named_after,
    /// What somebody is in charge of: «уповноважений з питань …».
    matters,
    /// Verbs whose object is the speaker: "quoted".
    quoting,
    /// Given names.
    female,
    /// Women's given names that are a man's in another case: «Валентина».
    either,
    /// Behind a verb they are part of it: "summed up".
    adverbial,
    /// Past participles that do not end in -ed: "the man sent by the county".
    irregular_participles,
    /// Many, though one word: "the audience".
    collective,
    /// What is written, and speaks by itself: "the letter said".
    documents,
    /// Words for anybody: with a phrase that describes them it is somebody new.
    strangers,
    /// Verbs that cannot stand before their subject, since they have an object: "told".
    transitive,
    /// What somebody is called by where he comes from: "the Austrian".
    demonyms,
    /// Verbs that report only with the word behind them: "put it", "found that".
    reporting,
    /// Words that stand for somebody of those just named: "one said", "others warned".
    several,
    /// Numerals in the nominative: they begin what is told of somebody.
    numerals,
    /// Words that any body may be called by: "the agency".
    bodies,
    /// Whom a body may be for: "the Women's Fund".
    many,
    /// Verbs of what somebody thinks rather than says.
    inner,
    /// Who leads a meeting, and is nobody of those who speak at it.
    presiding,
    male,
    /// Those marked as plural join two of a kind: «и».
    conjunctions,
    /// Bodies that are called by no other kind's word: «посольство» is no ministry.
    particular,
    /// Who speaks of himself, as a subject: «я». With a word more it is a clause.
    speaking,
    /// «Как и» begins what somebody is compared with.
    comparing,
}

#[derive(Debug, Default)]
pub struct Lexicon {
    language: Language,
    lists: Lists,
    cues: FxHashMap<String, Cue>,
    words: FxHashMap<&'static str, Vec<Listed>>,
    /// Those that have cases.
    declined: ByForm<Listed>,
    /// What follows the first word of a phrase, longest first: «по» gives «словам».
    phrases: FxHashMap<(List, &'static str), Vec<Vec<&'static str>>>,
    /// Cases of men's names that endings alone do not make: «Павла», «Петра».
    irregular: FxHashMap<&'static str, &'static str>,
    /// Stems of what people do for a living, each with the bit of its field.
    fields: FxHashMap<[char; 3], Vec<(&'static str, u32)>>,
    callings: Callings,
}

/// A list is asked for by its name: `lexicon.roles`.
impl Deref for Lexicon {
    type Target = Lists;
    fn deref(&self) -> &Lists {
        &self.lists
    }
}

/// A word of fewer letters has no plural that we know: "as" is not one of "a".
const SHORTEST_PLURAL: usize = 3;

/// A stem of fewer letters than this stands for its own forms only.
const SHORTEST_STEM: usize = 5;

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

    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether a list has a folded word as it stands.
    pub fn has(&self, list: List, folded: &str) -> bool {
        self.words.get(folded).is_some_and(|listed| listed.iter().any(|one| one.list == list))
    }

    /// In which lists a folded word is, and no more.
    pub fn listed(&self, folded: &str) -> Word {
        let mut word = Word { folded: folded.to_owned(), ..Word::default() };
        word.listed.extend(self.words.get(folded).into_iter().flatten());
        word.exact = bits(&word.listed);
        if folded.is_ascii() {
            let singular = folded.strip_suffix('s').filter(|singular| singular.len() >= SHORTEST_PLURAL);
            word.listed.extend(singular.and_then(|singular| self.words.get(singular)).into_iter().flatten());
        } else {
            word.listed.extend(self.declined.find(folded).filter(|listed| listed.word != folded));
        }
        word.form = bits(&word.listed);
        word
    }

    /// What the lists and its ending say of a folded word.
    pub fn word(&self, folded: &str) -> Word {
        let mut word = self.listed(folded);
        word.cue = self.cues.get(folded).copied();
        word.person = self.person(&word);
        let nouns = self.institutions.bit() | self.outlet_nouns.bit() | self.names.bit() | self.nouns.bit();
        word.noun = word.person.is_some() || word.form & nouns != 0 && word.cue.is_none();
        word.verb = ending::is_verb(folded, self.language);
        let auxiliary = self.language == Language::En && self.finite.has(&word);
        word.modifier = word.cue().is_none()
            && !(self.stop.has(&word) || self.prepositions.has(&word) || auxiliary)
            && ending::is_modifier(folded, self.language);
        word.fields = self.fields(folded);
        word.speech = Speech::of(self.language).entries(folded);
        word
    }

    fn fields(&self, folded: &str) -> u32 {
        let matches = |stem: &str| {
            if stem.chars().count() < SHORTEST_STEM { is_form(folded, stem) } else { folded.starts_with(stem) }
        };
        let stems = self.fields.get(&bucket(folded)).map_or(&[][..], Vec::as_slice);
        stems.iter().filter(|(stem, _)| matches(stem)).fold(0, |all, (_, bit)| all | bit)
    }

    /// «Чиновников» is a form of the plural.
    fn person(&self, word: &Word) -> Option<&'static str> {
        if word.listed.is_empty() {
            return None;
        }
        let lemma = |list: List| list.find(word).map(|(lemma, _)| lemma);
        if let Some(exact) = [self.anonymous, self.roles].into_iter().find(|list| list.has(word)) {
            return lemma(exact);
        }
        let plural =
            ["ов", "ев", "ей", "ів", "їв", "ам", "ям", "ами", "ями", "ах"].iter().any(|end| word.ends_with(end));
        let many = word
            .listed
            .iter()
            .find(|listed| plural && listed.list == self.anonymous && listed.word.ends_with(['и', 'ы', 'і']));
        many.map(|listed| listed.word).or_else(|| lemma(self.roles)).or_else(|| lemma(self.anonymous))
    }

    /// The man's name whose case an irregular form is: «Павла».
    pub fn irregular(&self, folded: &str) -> Option<&'static str> {
        self.irregular.get(folded).copied()
    }

    /// Whether it is a given name in any case.
    pub fn is_given(&self, word: &Word) -> bool {
        word.form & (self.male.bit() | self.female.bit()) != 0
    }

    /// Of a person with that given name, in the nominative.
    pub fn gender(&self, given: &str) -> Option<Gender> {
        let listed = bits(self.words.get(given)?);
        let lists = [(self.female, Gender::Female), (self.male, Gender::Male)];
        lists.into_iter().find_map(|(list, gender)| (listed & list.bit() != 0).then_some(gender))
    }

    pub const fn callings(&self) -> &Callings {
        &self.callings
    }

    /// The number of words of the phrase («по словам») that begins at `word(0)`, where there is one.
    pub fn by<'t>(&self, word: impl Fn(usize) -> &'t Word) -> Option<usize> {
        self.phrase(self.by, word)
    }

    pub fn scare<'t>(&self, word: impl Fn(usize) -> &'t Word) -> Option<usize> {
        self.phrase(self.scare, word)
    }

    pub fn reporting<'t>(&self, word: impl Fn(usize) -> &'t Word) -> Option<usize> {
        self.phrase(self.reporting, word)
    }

    pub fn denied<'t>(&self, word: impl Fn(usize) -> &'t Word) -> Option<usize> {
        self.phrase(self.denied, word)
    }

    pub fn comparing<'t>(&self, word: impl Fn(usize) -> &'t Word) -> Option<usize> {
        self.phrase(self.comparing, word)
    }

    fn phrase<'t>(&self, list: List, word: impl Fn(usize) -> &'t Word) -> Option<usize> {
        let first = word(0);
        if !list.has(first) {
            return None;
        }
        let rests = self.phrases.get(&(list, &**first))?;
        rests.iter().find(|rest| rest.iter().enumerate().all(|(i, w)| *word(i + 1) == **w)).map(|rest| rest.len() + 1)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_their_agreement() {
        let ru = Lexicon::of(Language::Ru).unwrap();
        assert_eq!(ru.word("заявила").cue.map(|c| c.agreement), Some(Agreement::Female));
        assert_eq!(ru.word("подчеркивая").cue.map(|c| c.agreement), Some(Agreement::Participle));
        assert_eq!(ru.word("назвав").cue.map(|c| (c.kind, c.agreement)), Some((CueKind::Judge, Agreement::Participle)));
        let uk = Lexicon::of(Language::Uk).unwrap();
        assert_eq!(uk.word("заявив").cue.map(|c| c.agreement), Some(Agreement::Male));
        assert_eq!(uk.word("каже").cue.map(|c| c.agreement), Some(Agreement::Singular));
        assert!(Lexicon::of(Language::En).unwrap().word("said").cue.is_some());
        assert!(Lexicon::of(Language::Other).is_none());
    }

    #[test]
    fn a_stem_that_reads_as_a_form_is_listed_form_by_form() {
        let ru = Lexicon::of(Language::Ru).unwrap();
        let uk = Lexicon::of(Language::Uk).unwrap();
        assert_eq!(ru.word("признал").cue.map(|c| c.agreement), Some(Agreement::Male));
        assert_eq!(ru.word("признав").cue.map(|c| c.agreement), Some(Agreement::Participle));
        assert_eq!(uk.word("підкреслила").cue.map(|c| c.agreement), Some(Agreement::Female));
        assert!(ru.word("призна").cue.is_none() && uk.word("підкресли").cue.is_none());
    }

    #[test]
    fn no_name_is_of_both_genders() {
        for language in [Language::En, Language::Ru, Language::Uk] {
            let lexicon = Lexicon::of(language).unwrap();
            let names = lexicon.words.values().flatten();
            let male: Vec<&str> =
                names.filter(|listed| listed.list == lexicon.male).map(|listed| listed.word).collect();
            assert!(male.len() > 1500);
            let both: Vec<_> = male.into_iter().filter(|name| lexicon.female.has(&lexicon.word(name))).collect();
            assert!(both.is_empty(), "{both:?}");
        }
    }

    #[test]
    fn phrases_and_cases() {
        let ru = Lexicon::of(Language::Ru).unwrap();
        let words = ["по", "его", "словам", "да"].map(|word| ru.word(word));
        assert_eq!(ru.by(|i| &words[i]), Some(3));
        assert_eq!(ru.roles.find(&ru.word("министром")).map(|r| r.0), Some("министр"));
        assert_eq!(ru.roles.find(&ru.word("министерство")), None);
        assert_eq!(ru.word("чиновников").person(), Some("чиновники"));
    }
}
