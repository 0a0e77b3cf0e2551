//! What a reader put right, step by step, undone and done again. Knows no files: it is a part of the reader's.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::Correction;

/// All steps in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct History {
    steps: Vec<Step>,
}

/// What one undo takes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Made of everything before it and of itself, so that two windows do not make the same one twice.
    pub id: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undone: bool,
    pub corrections: Vec<Entry>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// A correction, or what another version calls one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entry {
    Known(Box<Correction>),
    Other(Value),
}

impl Entry {
    pub fn known(&self) -> Option<&Correction> {
        match self {
            Self::Known(correction) => Some(correction),
            Self::Other(_) => None,
        }
    }
}

impl Step {
    pub fn corrections(&self) -> impl Iterator<Item = &Correction> {
        self.corrections.iter().filter_map(Entry::known)
    }
}

/// What came of taking over somebody's corrections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    pub new: usize,
    /// Said already.
    pub known: usize,
    /// Where one's own says something else, which it goes on doing: one's own, and the one not taken.
    pub conflicts: Vec<(Correction, Correction)>,
}

impl History {
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// What holds now, in the order in which it was made.
    pub fn active(&self) -> impl Iterator<Item = &Correction> {
        self.steps.iter().filter(|step| !step.undone).flat_map(Step::corrections)
    }

    /// Makes a step. What was undone cannot be done again after that.
    pub fn make(&mut self, corrections: Vec<Correction>) {
        if corrections.is_empty() {
            return;
        }
        self.steps.retain(|step| !step.undone);
        let before = self.steps.last().map_or("", |step| step.id.as_str());
        let said = serde_json::to_string(&corrections).unwrap_or_default();
        let digest = Sha256::digest(format!("{}\n{before}\n{said}", self.steps.len()));
        let id = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let corrections = corrections.into_iter().map(|correction| Entry::Known(Box::new(correction))).collect();
        self.steps.push(Step { id: format!("{id:016x}"), undone: false, corrections, others: Map::new() });
    }

    /// Takes the last step back that holds.
    pub fn undo(&mut self) -> Option<&Step> {
        let step = self.steps.iter_mut().rfind(|step| !step.undone)?;
        step.undone = true;
        Some(step)
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&mut self) -> Option<&Step> {
        let next = self.steps.iter().rposition(|step| !step.undone).map_or(0, |last| last + 1);
        let step = self.steps.get_mut(next)?;
        step.undone = false;
        Some(step)
    }

    /// Takes over corrections in one step, but for those that are known or that contradict one's own.
    pub fn take_over(&mut self, corrections: Vec<Correction>) -> Taken {
        let mut taken = Taken::default();
        let mut new = Vec::new();
        for correction in corrections {
            let own = self.active().filter(|own| own.concerns_the_same(&correction)).last();
            match own {
                Some(own) if own.says_the_same(&correction) => taken.known += 1,
                Some(own) => taken.conflicts.push((own.clone(), correction)),
                None => new.push(correction),
            }
        }
        taken.new = new.len();
        self.make(new);
        taken
    }

    /// Puts what was changed here since `saved` into `theirs`, which somebody else may have changed.
    pub(crate) fn merge(&self, saved: &Self, theirs: &mut Self) {
        let find = |steps: &[Step], id: &str| steps.iter().position(|step| step.id == id);
        for step in &self.steps {
            let before = find(&saved.steps, &step.id).and_then(|at| saved.steps.get(at));
            match (find(&theirs.steps, &step.id), before) {
                (None, None) => theirs.steps.push(step.clone()),
                (Some(at), _) if before.is_none_or(|before| before.undone != step.undone) => {
                    if let Some(their) = theirs.steps.get_mut(at) {
                        their.undone = step.undone;
                    }
                }
                _ => {}
            }
        }
        // Given up here: undone, and then something else was done.
        let given_up = |id: &str| find(&saved.steps, id).is_some() && find(&self.steps, id).is_none();
        theirs.steps.retain(|step| !given_up(&step.id));
    }
}
