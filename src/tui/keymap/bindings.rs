//! Which action a chord is in each context: the table of actions, as the reader's own keys change it.

use std::collections::HashMap;

use super::{Chord, Key};
use crate::tui::action::{self, Action, Context, Spec};

/// What the keys pressed so far are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Action(Action),
    /// Other keys have to follow.
    Begins,
    Nothing,
}

#[derive(Clone, Debug)]
pub struct Keymap {
    pub(super) bindings: HashMap<(Context, Chord), &'static Spec>,
    /// The chords of each row of the table by its name, the one to show first.
    pub(super) chords: HashMap<&'static str, Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut keymap = Self { bindings: HashMap::new(), chords: HashMap::new() };
        for spec in action::actions() {
            let chords: Vec<Chord> = spec.keys.iter().filter_map(|chord| chord.parse().ok()).collect();
            for (chord, context) in chords.iter().flat_map(|chord| spec.contexts.iter().map(move |it| (chord, it))) {
                keymap.bindings.insert((*context, chord.clone()), spec);
            }
            keymap.chords.insert(spec.name, chords);
        }
        keymap
    }
}

impl Keymap {
    /// What keys pressed one after another are, as bound, else as they stand on a Latin layout. Where letters are
    /// text only control chords are looked at twice: a text field gets every letter as it was typed.
    pub fn meaning(&self, context: Context, keys: &[Key]) -> Meaning {
        match self.as_bound(context, keys) {
            Meaning::Nothing => {
                let latin = |key: &Key| key.latin().filter(|_| key.ctrl || !context.is_text()).unwrap_or(*key);
                let latin: Vec<Key> = keys.iter().map(latin).collect();
                if latin == keys { Meaning::Nothing } else { self.as_bound(context, &latin) }
            }
            meaning => meaning,
        }
    }

    fn as_bound(&self, context: Context, keys: &[Key]) -> Meaning {
        if let Some(spec) = self.bindings.get(&(context, Chord::from(keys.to_vec()))) {
            return Meaning::Action(spec.action);
        }
        let begins = |(there, chord): &(Context, Chord)| *there == context && chord.keys().starts_with(keys);
        if self.bindings.keys().any(begins) { Meaning::Begins } else { Meaning::Nothing }
    }

    /// What can follow the keys pressed, in the order of the table.
    pub fn following(&self, context: Context, keys: &[Key]) -> Vec<(Chord, &'static Spec)> {
        let latin: Vec<Key> = keys.iter().map(|key| key.latin().unwrap_or(*key)).collect();
        let after = |chord: &Chord| {
            let rest = [keys, latin.as_slice()].into_iter().find_map(|begun| chord.keys().strip_prefix(begun))?;
            (!rest.is_empty()).then(|| Chord::from(rest.to_vec()))
        };
        action::actions()
            .filter(|spec| spec.contexts.contains(&context))
            .flat_map(|spec| self.chords_of(spec).iter().filter_map(after).map(move |rest| (rest, spec)))
            .collect()
    }

    /// The chords of a row of the table, the one to show first.
    pub fn chords_of(&self, spec: &Spec) -> &[Chord] {
        self.chords.get(spec.name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The chord to show for an action: its first one that works in this context.
    pub fn chord_for(&self, context: Context, action: Action) -> Option<&Chord> {
        action::actions()
            .filter(|spec| spec.action == action && spec.contexts.contains(&context))
            .flat_map(|spec| self.chords_of(spec))
            .find(|chord| self.as_bound(context, chord.keys()) == Meaning::Action(action))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;
    use crate::tui::keymap::Code;

    #[test]
    fn every_default_chord_parses_and_none_is_bound_twice_or_hidden() {
        let mut seen: HashMap<Context, Vec<(Chord, &str)>> = HashMap::new();
        for spec in action::actions() {
            for name in spec.keys {
                let chord: Chord = name.parse().unwrap_or_else(|()| panic!("{name} of {}", spec.name));
                for context in spec.contexts {
                    let there = seen.entry(*context).or_default();
                    let hides = |(other, _): &&(Chord, &str)| {
                        other.keys().starts_with(chord.keys()) || chord.keys().starts_with(other.keys())
                    };
                    assert_eq!(there.iter().find(hides), None, "{name} {} {}", spec.name, context.name());
                    there.push((chord.clone(), spec.name));
                }
            }
        }
    }

    #[test]
    fn names_are_unique_and_every_action_can_be_reached() {
        let mut names: Vec<&str> = action::actions().map(|spec| spec.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), action::actions().count());
        assert!(action::actions().all(|spec| !spec.keys.is_empty() && !spec.doc.is_empty()));
    }

    #[test]
    fn only_search_and_help_are_on_the_marks_of_the_russian_layout() {
        let keymap = Keymap::default();
        for context in Context::ALL {
            let meaning = |c| keymap.meaning(context, &[Key::char(c)]);
            assert!(matches!(meaning('.'), Meaning::Nothing | Meaning::Action(Action::Search)));
            assert!(matches!(meaning(','), Meaning::Nothing | Meaning::Action(Action::Help)));
        }
    }

    #[test]
    fn letters_are_text_in_a_text_field_and_chords_are_not() {
        let keymap = Keymap::default();
        assert_eq!(keymap.meaning(Context::Jump, &[Key::char('о')]), Meaning::Nothing);
        assert_eq!(keymap.meaning(Context::Reader, &[Key::char('о')]), Meaning::Action(Action::Down));
        let chord = Key { code: Code::Char('г'), ctrl: true };
        assert_eq!(keymap.meaning(Context::Jump, &[chord]), Meaning::Action(Action::EraseAll));
    }

    #[test]
    fn a_chord_begins_and_ends_on_any_layout() {
        let keymap = Keymap::default();
        let press = |keys: &str| keymap.meaning(Context::Reader, &keys.chars().map(Key::char).collect::<Vec<_>>());
        assert_eq!([press("y"), press("н"), press("yx")], [Meaning::Begins, Meaning::Begins, Meaning::Nothing]);
        assert_eq!([press("yy"), press("нн"), press("yн")], [Meaning::Action(Action::CopyQuotation); 3]);
        let following = keymap.following(Context::Reader, &[Key::char('н')]);
        assert!(following.iter().any(|(rest, spec)| rest.to_string() == "y" && spec.action == Action::CopyQuotation));
    }
}
