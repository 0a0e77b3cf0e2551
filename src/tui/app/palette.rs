//! The palette: every command of the table that is for what is shown, by its name. A number is a row to go to.

use super::{App, Effect, Overlay, choose::Choose};
use crate::{
    text::Clean,
    tui::action::{self, Action, Spec},
};

impl App {
    pub(super) fn open_palette(&mut self) {
        self.overlay = None;
        let context = self.context();
        let is_here = |spec: &&Spec| spec.contexts.contains(&context) && spec.action != Action::Palette;
        let commands =
            action::actions().filter(is_here).map(|spec| (spec, self.keymap.chords_of(spec).first().cloned()));
        self.overlay = Some(Overlay::Choose(Box::new(Choose::command(commands))));
    }

    /// Does what was chosen in the palette, as its key would.
    pub(super) fn command(&mut self, spec: Option<&'static Spec>, typed: &Clean) -> Effect {
        if let Ok(row) = typed.parse::<usize>() {
            return self.update(Action::Bottom, Some(row.max(1)));
        }
        if let Some(spec) = spec {
            return self.update(spec.action, None);
        }
        self.complain(&format!("“{typed}” is no command here: : without letters lists them all."));
        Effect::None
    }

    /// Asks again, with the whole name of what is selected in the field.
    pub(super) fn complete(&mut self) {
        if let Some(Overlay::Choose(choose)) = &mut self.overlay
            && choose.asks.completes()
        {
            choose.complete();
        }
    }
}
