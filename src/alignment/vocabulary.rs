//! Words, names and sounds, each kept once and known by its number: a million quotations repeat few of them.

use std::{num::NonZeroU32, sync::Arc};

use rustc_hash::FxHashMap;

use super::cognate::Sounds;

/// The number of a text.
pub type Name = NonZeroU32;

#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    numbers: FxHashMap<Arc<str>, Name>,
    texts: Vec<Arc<str>>,
    heard: FxHashMap<Sounds, u32>,
    sounds: Vec<Sounds>,
}

impl Vocabulary {
    pub fn name(&mut self, text: &str) -> Name {
        if let Some(name) = self.numbers.get(text) {
            return *name;
        }
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        let name = u32::try_from(self.texts.len()).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX);
        self.numbers.insert(text, name);
        name
    }

    pub fn text(&self, name: Name) -> &str {
        self.texts.get(name.get() as usize - 1).map_or("", |text| text)
    }

    /// By name, the place of its text among these, from 1: to sort by, without the texts.
    pub fn order(&self, names: impl Iterator<Item = Name>) -> Vec<u32> {
        let mut names: Vec<Name> = names.collect();
        names.sort_unstable();
        names.dedup();
        names.sort_unstable_by_key(|name| self.text(*name));
        let mut order = vec![0; self.texts.len() + 1];
        for (place, name) in (1..).zip(names) {
            if let Some(known) = order.get_mut(name.get() as usize) {
                *known = place;
            }
        }
        order
    }

    /// The number of sounds.
    pub fn sound(&mut self, sounds: Sounds) -> u32 {
        let next = u32::try_from(self.sounds.len()).unwrap_or(u32::MAX);
        let number = *self.heard.entry(sounds).or_insert(next);
        if number == next {
            self.sounds.push(sounds);
        }
        number
    }

    pub fn sounds(&self, number: u32) -> Option<Sounds> {
        self.sounds.get(number as usize).copied()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_is_kept_once() {
        let mut vocabulary = Vocabulary::default();
        let (a, b) = (vocabulary.name("рыба"), vocabulary.name("fish"));
        assert_eq!((vocabulary.name("рыба"), vocabulary.text(b)), (a, "fish"));
        let (c, _) = (vocabulary.name("eel"), vocabulary.name("bird"));
        assert_eq!(vocabulary.order([a, b, c, b].into_iter()), [0, 3, 2, 1, 0]);
        let sounds = Sounds::of("квота").unwrap();
        let number = vocabulary.sound(sounds);
        assert_eq!((vocabulary.sound(sounds), vocabulary.sounds(number)), (number, Some(sounds)));
    }
}
