//! Who a reader means by a name: a person of the corpus, or somebody it does not know.

use serde::{Deserialize, Serialize};

use super::{Refused, clean_or_none};
use crate::{
    corpus::{Corpus, Person, PersonKind},
    speaker::{Cast, Thing},
    text::{Clean, Tokens, fold::fold},
};

/// Somebody, or nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    #[serde(rename = "speaker")]
    pub name: Option<Clean>,
    /// Of a person of the corpus.
    #[serde(rename = "speaker_id", default, deserialize_with = "clean_or_none")]
    pub id: Option<String>,
}

impl Speaker {
    /// The person of the corpus whose id or name this is, in any of its forms; else somebody of that name.
    pub fn called(name: &str, corpus: &Corpus, cast: &Cast) -> Result<Self, Refused> {
        let name = Clean::new(name).trimmed();
        if name.is_empty() {
            return Err(Refused::Nameless);
        }
        let person = |index: usize| cast.person(index);
        let folded = fold(&name);
        let exact = corpus.people.iter().find(|p| p.id == *name || p.name.all().any(|(_, n)| fold(n) == folded));
        if let Some(exact) = exact {
            return Ok(Self { name: Some(exact.display().clone()), id: Some(exact.id.clone()) });
        }
        let tokens = Tokens::new(&name);
        let mut found: Vec<usize> = Vec::new();
        for whole in cast.first(&tokens).into_iter().filter(|found| found.end == tokens.len()) {
            if let Thing::Person { index, .. } = whole.thing
                && !found.contains(&index)
            {
                found.push(index);
            }
        }
        // "Moscow" is more often a man's or a ministry's than nobody's; a person is meant before an institution.
        if found.iter().filter_map(|index| person(*index)).any(|p| p.kind == PersonKind::Person) {
            found.retain(|index| person(*index).is_some_and(|p| p.kind == PersonKind::Person));
        }
        let mut people = found.into_iter().filter_map(person);
        match (people.next(), people.next()) {
            (None, _) => Ok(Self { name: Some(name), id: None }),
            (Some(one), None) => Ok(Self { name: Some(one.display().clone()), id: Some(one.id.clone()) }),
            (Some(one), Some(other)) => {
                let shown = |p: &Person| Clean::from(format!("{} ({})", p.display(), p.id));
                Err(Refused::Namesakes { name, one: shown(one), other: shown(other) })
            }
        }
    }

    /// Nobody, where the text does not say.
    pub fn nobody() -> Self {
        Self::default()
    }
}
