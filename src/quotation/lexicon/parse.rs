//! Parse: the lists of a language, from their text.

use super::{Agreement, Cue, CueKind, Lexicon, List, SECTIONS, agreement_of, ending, word::Listed};
use crate::{language::Language, speaker::forms::bucket};

/// A name of so many letters has forms that its ending alone does not make.
const SHORT_NAME: usize = 3;

impl Lexicon {
    pub(super) fn parse(text: &'static str, language: Language) -> Self {
        let mut lexicon = Self { language, ..Self::default() };
        let mut section = "";
        let mut field = 1;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
                continue;
            }
            match section {
                "say" => lexicon.verbs(line, language, CueKind::Say, false),
                "judge" => lexicon.verbs(line, language, CueKind::Judge, false),
                "tag" => lexicon.verbs(line, language, CueKind::Tag, false),
                "channel" => lexicon.verbs(line, language, CueKind::Say, true),
                "document" => line.split_whitespace().for_each(|word| {
                    lexicon.cue_form(word, CueKind::Document, Agreement::Any, false);
                }),
                "fields" => {
                    for stem in line.split_whitespace().skip(1) {
                        lexicon.fields.entry(bucket(stem)).or_default().push((stem, field));
                    }
                    field <<= 1;
                }
                "counterparts" => lexicon.callings.side(line),
                "synonyms" => lexicon.callings.same(line),
                "irregular" => {
                    let mut words = line.split_whitespace();
                    let name = words.next().unwrap_or_default();
                    lexicon.irregular.extend(words.map(|form| (form, name)));
                }
                _ => line.split_whitespace().for_each(|word| lexicon.add(section, word)),
            }
        }
        for rests in lexicon.phrases.values_mut() {
            rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
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

    fn add(&mut self, section: &str, entry: &'static str) {
        let Some(place) = SECTIONS.iter().position(|name| *name == section) else { return };
        let list = List(place as u8);
        let (word, mark) = entry.split_once(':').unwrap_or((entry, ""));
        let agreement = match mark {
            "m" => Some(Agreement::Male),
            "f" => Some(Agreement::Female),
            "n" => Some(Agreement::Neuter),
            "p" => Some(Agreement::Plural),
            _ => None,
        };
        let mut words = word.split('_');
        let word = words.next().unwrap_or_default();
        if [self.by, self.scare, self.denied, self.reporting, self.comparing].contains(&list) {
            let rests = self.phrases.entry((list, word)).or_default();
            rests.push(words.collect());
            if rests.len() > 1 {
                return;
            }
        }
        let listed = Listed { word, list, agreement };
        self.words.entry(word).or_default().push(listed);
        // «Хельге», «Бруно» have no cases: «Хельгу» is a woman's name.
        let uncased = self.language == Language::Ru
            && (list == self.male || list == self.female)
            && word.ends_with(['е', 'о', 'у', 'ю', 'и', 'э']);
        // «Еву», «Юхой»: of so short a name too little is left without its ending.
        let names = list == self.male || list == self.female;
        if let Some(stem) = word.strip_suffix(['а', 'я']).filter(|_| names && word.chars().count() == SHORT_NAME) {
            for ending in ["ы", "и", "і", "ї", "е", "у", "ю", "ой", "ей", "ою", "ею", "єю"] {
                self.declined.add(&format!("{stem}{ending}"), listed);
            }
        }
        if !word.is_ascii() && !uncased {
            self.declined.add(word, listed);
            if let Some(genitive) = ending::without_vowel(word, self.language) {
                self.declined.add(&genitive, listed);
            }
        }
    }
}
