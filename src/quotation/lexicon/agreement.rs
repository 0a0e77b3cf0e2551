//! Agreement: what a verb's form says of its subject's number and gender.

use crate::corpus::Gender;

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
