//! Colours by role. Sixteen colours at most, none with `NO_COLOR`; nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// What a stretch of the screen is; how it looks is the theme's affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Text,
    /// Less than the text: dates, captions, the reporter's words around a fragment.
    Faint,
    /// Rules and frames.
    Line,
    Title,
    Heading,
    /// Words of the left and of the right side, or of anybody else.
    Side(Option<usize>),
    /// A paraphrase, over the side's role.
    Reported,
    /// The quotation that is being looked at, over the side's role.
    Current,
    /// The reporting words.
    Cue,
    /// Words that support a pair.
    Term,
    Hit,
    CurrentHit,
    /// The mark beside what is selected, in the pane that has the keys; elsewhere it is faint.
    Mark,
    /// Letters of a match that were typed.
    Match,
    /// Words that are being chosen.
    Chosen,
    Key,
    Error,
}

#[derive(Clone, Copy, Debug)]
pub struct Theme {
    pub colour: bool,
}

impl Theme {
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let tint = |colour| if self.colour { plain.fg(colour) } else { plain };
        match role {
            Role::Text => plain,
            Role::Faint | Role::Line => plain.add_modifier(Modifier::DIM),
            Role::Title | Role::Heading | Role::Current | Role::Mark | Role::Key => plain.add_modifier(Modifier::BOLD),
            // Words of somebody are never faint, whatever they stand in.
            Role::Side(Some(0)) => tint(Color::Cyan).remove_modifier(Modifier::DIM),
            Role::Side(Some(_)) => tint(Color::Yellow).remove_modifier(Modifier::DIM),
            Role::Side(None) => plain.remove_modifier(Modifier::DIM),
            Role::Reported => plain.add_modifier(Modifier::ITALIC),
            Role::Cue => plain.add_modifier(Modifier::UNDERLINED),
            Role::Term => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Match => tint(Color::Magenta).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Hit if self.colour => plain.fg(Color::Black).bg(Color::Yellow),
            Role::Hit => plain.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            Role::Chosen => plain.add_modifier(Modifier::REVERSED),
            Role::CurrentHit => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Role::Error => tint(Color::Red).add_modifier(Modifier::BOLD),
        }
    }
}
