//! The reader's own keys, one at a time, over those of the table: a key file says `"f5" = "compare"`. The reader's
//! keys win; what they take from other actions is named, and two of them that exclude each other are refused.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chord, Keymap};
use crate::{
    text::Clean,
    tui::action::{self, Context, Spec},
};

/// What takes a key away from everything.
const NOTHING: &str = "nothing";

/// Why a key cannot be bound as asked, as one sentence.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("“{0}” is no key: keys are written j, G, ctrl-p, f5, space, enter, and “g d” for one after the other")]
    Key(Clean),
    #[error("“{name}” is no action{}", near.map_or_else(String::new, |near| format!("; is “{near}” meant?")))]
    Action { name: Clean, near: Option<&'static str> },
    #[error("“{0}” and “{1}” exclude each other: the first is the beginning of the second")]
    Hidden(Clean, Clean),
}

impl Keymap {
    /// Binds each chord to the action named; says, a sentence each, which actions lost their last key by that.
    pub fn patch(&mut self, keys: &BTreeMap<String, String>) -> Result<Vec<Clean>, Wrong> {
        let mut own: Vec<(Chord, Option<&'static Spec>)> = Vec::new();
        for (written, name) in keys {
            let chord: Chord = written.parse().map_err(|()| Wrong::Key(Clean::new(written)))?;
            let spec = match name.as_str() {
                NOTHING => None,
                name => Some(named(name)?),
            };
            own.push((chord, spec));
        }
        for (one, spec) in &own {
            let hides = |other: &Chord| other != one && other.keys().starts_with(one.keys());
            let meets =
                |other: &Spec| spec.is_some_and(|spec| spec.contexts.iter().any(|it| other.contexts.contains(it)));
            let hidden = own.iter().find(|(other, spec)| hides(other) && spec.is_some_and(meets));
            if let Some((other, _)) = hidden {
                return Err(Wrong::Hidden(Clean::from(one.to_string()), Clean::from(other.to_string())));
            }
        }
        let mut lost = Vec::new();
        for (chord, spec) in &own {
            lost.extend(self.clear(chord, spec.map_or(Context::ALL.as_slice(), |spec| spec.contexts)));
        }
        for (chord, spec) in &own {
            for context in spec.iter().flat_map(|spec| spec.contexts) {
                self.bindings.extend(spec.map(|spec| ((*context, chord.clone()), spec)));
            }
            if let Some(spec) = spec {
                self.chords.entry(spec.name).or_default().insert(0, chord.clone());
            }
        }
        let mut told = BTreeSet::new();
        for (chord, spec) in lost {
            let left = |context: &Context| self.chord_for(*context, spec.action).is_some();
            if !spec.contexts.iter().all(left) {
                let taken = own
                    .iter()
                    .find(|(own, _)| own.keys().starts_with(chord.keys()) || chord.keys().starts_with(own.keys()));
                let by = taken.and_then(|(_, spec)| spec.as_ref()).map_or(NOTHING, |spec| spec.name);
                let sentence = format!("“{chord}” is “{by}” now, and “{}” has no other key", spec.name);
                told.insert(Clean::from(sentence));
            }
        }
        Ok(told.into_iter().collect())
    }

    /// Takes a chord, its beginnings and what it begins from whatever has them in these contexts.
    fn clear(&mut self, chord: &Chord, contexts: &[Context]) -> Vec<(Chord, &'static Spec)> {
        let mut lost = Vec::new();
        self.bindings.retain(|(context, there), spec| {
            let meets = there.keys().starts_with(chord.keys()) || chord.keys().starts_with(there.keys());
            let goes = meets && contexts.contains(context);
            if goes {
                lost.push((there.clone(), *spec));
            }
            !goes
        });
        let bindings = &self.bindings;
        for spec in action::actions() {
            if let Some(chords) = self.chords.get_mut(spec.name) {
                let works = |chord: &Chord| {
                    let bound = |context: &Context| bindings.get(&(*context, chord.clone()));
                    spec.contexts.iter().any(|context| bound(context).is_some_and(|it| it.name == spec.name))
                };
                chords.retain(works);
            }
        }
        lost
    }
}

fn named(name: &str) -> Result<&'static Spec, Wrong> {
    action::actions().find(|spec| spec.name == name).ok_or_else(|| {
        let begins = |spec: &&Spec| !name.is_empty() && (spec.name.contains(name) || name.contains(spec.name));
        Wrong::Action { name: Clean::new(name), near: action::actions().find(begins).map(|spec| spec.name) }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::tui::{
        action::Action,
        keymap::{Key, Meaning},
    };

    fn patched(keys: &[(&str, &str)]) -> Result<(Keymap, Vec<String>), Wrong> {
        let mut keymap = Keymap::default();
        let keys = keys.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect();
        let told = keymap.patch(&keys)?;
        Ok((keymap, told.iter().map(ToString::to_string).collect()))
    }

    fn means(keymap: &Keymap, context: Context, keys: &str) -> Meaning {
        keymap.meaning(context, keys.parse::<Chord>().unwrap().keys())
    }

    #[test]
    fn a_key_more_takes_nothing_away() {
        let (keymap, told) = patched(&[("f5", "compare")]).unwrap();
        assert_eq!(told, [""; 0]);
        assert_eq!(means(&keymap, Context::List, "f5"), Meaning::Action(Action::Compare));
        assert_eq!(means(&keymap, Context::List, "c"), Meaning::Action(Action::Compare));
        assert_eq!(keymap.chord_for(Context::List, Action::Compare).unwrap().to_string(), "F5");
    }

    #[test]
    fn what_loses_its_last_key_is_named() {
        let (keymap, told) = patched(&[("c", "jump")]).unwrap();
        assert_eq!(told, ["“c” is “jump” now, and “compare” has no other key"]);
        assert_eq!(means(&keymap, Context::Reader, "c"), Meaning::Action(Action::Jump));
        let (keymap, told) = patched(&[("c", "jump"), ("C", "compare")]).unwrap();
        assert_eq!(told, [""; 0]);
        assert_eq!(means(&keymap, Context::Reader, "C"), Meaning::Action(Action::Compare));
        let (keymap, told) = patched(&[("j", "nothing")]).unwrap();
        assert_eq!((means(&keymap, Context::List, "j"), told.len()), (Meaning::Nothing, 0));
    }

    #[test]
    fn a_key_takes_the_chords_it_begins_and_a_chord_its_beginning() {
        let (keymap, told) = patched(&[("y", "compare")]).unwrap();
        assert_eq!(means(&keymap, Context::Reader, "y"), Meaning::Action(Action::Compare));
        assert!(
            told.iter().any(|told| told == "“yy” is “compare” now, and “copy-quotation” has no other key"),
            "{told:?}"
        );
        let (keymap, _) = patched(&[("g g", "top")]).unwrap();
        assert_eq!(means(&keymap, Context::Reader, "g"), Meaning::Begins);
        assert_eq!(means(&keymap, Context::Reader, "g g"), Meaning::Action(Action::Top));
        assert_eq!(means(&keymap, Context::Reader, "п п"), Meaning::Action(Action::Top));
    }

    #[test]
    fn the_readers_own_letter_wins_over_the_layout() {
        let (keymap, _) = patched(&[("о", "compare")]).unwrap();
        assert_eq!(keymap.meaning(Context::Reader, &[Key::char('о')]), Meaning::Action(Action::Compare));
        assert_eq!(keymap.meaning(Context::Reader, &[Key::char('j')]), Meaning::Action(Action::Down));
    }

    #[test]
    fn what_cannot_be_is_refused_in_a_sentence() {
        let wrong = |keys| patched(keys).unwrap_err().to_string();
        assert!(wrong(&[("ctrl-", "jump")]).starts_with("“ctrl-” is no key"));
        assert_eq!(wrong(&[("x", "jum")]), "“jum” is no action; is “jump” meant?");
        assert_eq!(wrong(&[("x", "\u{1b}[31m")]), "“” is no action");
        assert_eq!(
            wrong(&[("x", "jump"), ("x x", "compare")]),
            "“x” and “xx” exclude each other: the first is the beginning of the second"
        );
    }
}
