//! Colours by role: sixteen of the terminal's own, or a palette for a light or a dark screen, or none with `NO_COLOR`.
//! Nothing is told by colour alone.

use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};
use serde::{Deserialize, Serialize};

use crate::library::reader::Settings;

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

/// The themes by the names that `config.toml` has for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Name {
    /// Light or dark where the terminal says what it is, else the sixteen colours, which it makes readable itself.
    Auto,
    #[default]
    #[serde(rename = "16")]
    Sixteen,
    Light,
    Dark,
    Contrast,
}

impl Name {
    /// All of them, with what a reader is told when one is chosen.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Sixteen, "The terminal's own sixteen colours."),
        (Self::Light, "Colours for a light screen."),
        (Self::Dark, "Colours for a dark screen."),
        (Self::Contrast, "High contrast."),
        (Self::Auto, "Colours for a light or a dark screen, as the terminal says."),
    ];

    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|(name, _)| *name == self).map_or(0, |at| at + 1);
        Self::ALL.get(at).map_or(Self::Sixteen, |(name, _)| *name)
    }

    /// What a reader chose while reading.
    pub fn chosen(settings: &Settings) -> Option<Self> {
        settings.theme.clone().and_then(|name| serde_json::from_value(name.into()).ok())
    }

    /// Whether it may ask for colours beyond the terminal's own sixteen.
    pub fn wants_256(self) -> bool {
        self != Self::Sixteen
    }

    pub fn says(self) -> &'static str {
        Self::ALL.iter().find(|(name, _)| *name == self).map_or("", |(_, says)| says)
    }
}

/// The colours of a theme.
#[derive(Debug)]
struct Palette {
    sides: [Color; 2],
    matched: Color,
    hit: [Color; 2],
    error: Color,
    /// What is less than the text; None is the terminal's own way of making it less.
    faint: Option<Color>,
    /// Ink and paper of the whole screen, where they are not the terminal's own.
    page: Option<[Color; 2]>,
}

static SIXTEEN: Palette = Palette {
    sides: [Color::Cyan, Color::Yellow],
    matched: Color::Magenta,
    hit: [Color::Black, Color::Yellow],
    error: Color::Red,
    faint: None,
    page: None,
};

// Colours of the fixed part of the 256, which no terminal's own scheme changes.
static LIGHT: Palette = Palette {
    sides: [Color::Indexed(24), Color::Indexed(94)],
    matched: Color::Indexed(90),
    hit: [Color::Indexed(16), Color::Indexed(222)],
    error: Color::Indexed(124),
    faint: Some(Color::Indexed(241)),
    page: None,
};

static DARK: Palette = Palette {
    sides: [Color::Indexed(117), Color::Indexed(221)],
    matched: Color::Indexed(213),
    hit: [Color::Indexed(16), Color::Indexed(221)],
    error: Color::Indexed(210),
    faint: Some(Color::Indexed(247)),
    page: None,
};

static CONTRAST: Palette = Palette {
    sides: [Color::Indexed(51), Color::Indexed(226)],
    matched: Color::Indexed(207),
    hit: [Color::Indexed(16), Color::Indexed(226)],
    error: Color::Indexed(217),
    faint: Some(Color::Indexed(252)),
    page: Some([Color::Indexed(231), Color::Indexed(16)]),
};

#[derive(Clone, Copy, Debug, Default)]
pub struct Theme {
    /// None is no colour at all.
    palette: Option<&'static Palette>,
    ascii: bool,
}

impl Theme {
    /// `light` is what is known of the terminal's background.
    pub fn new(name: Name, light: Option<bool>, colour: bool, ascii: bool) -> Self {
        let palette = match (name, light) {
            (Name::Light, _) | (Name::Auto, Some(true)) => &LIGHT,
            (Name::Dark, _) | (Name::Auto, Some(false)) => &DARK,
            (Name::Contrast, _) => &CONTRAST,
            (Name::Sixteen, _) | (Name::Auto, None) => &SIXTEEN,
        };
        Self { palette: colour.then_some(palette), ascii }
    }

    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let tint = |colour: fn(&Palette) -> Color| self.palette.map_or(plain, |palette| plain.fg(colour(palette)));
        match role {
            Role::Text => plain,
            Role::Faint | Role::Line => match self.palette.and_then(|palette| palette.faint) {
                Some(faint) => plain.fg(faint),
                None => plain.add_modifier(Modifier::DIM),
            },
            Role::Title | Role::Heading | Role::Current | Role::Mark | Role::Key => plain.add_modifier(Modifier::BOLD),
            // Words of somebody are never faint, whatever they stand in.
            Role::Side(Some(0)) => tint(|palette| palette.sides[0]).remove_modifier(Modifier::DIM),
            Role::Side(Some(_)) => tint(|palette| palette.sides[1]).remove_modifier(Modifier::DIM),
            Role::Side(None) => plain.remove_modifier(Modifier::DIM),
            Role::Reported => plain.add_modifier(Modifier::ITALIC),
            Role::Cue => plain.add_modifier(Modifier::UNDERLINED),
            Role::Term => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Match => tint(|palette| palette.matched).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::Hit => match self.palette.map(|palette| palette.hit) {
                Some([ink, paper]) => plain.fg(ink).bg(paper),
                None => plain.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            },
            Role::Chosen => plain.add_modifier(Modifier::REVERSED),
            Role::CurrentHit => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Role::Error => tint(|palette| palette.error).add_modifier(Modifier::BOLD),
        }
    }

    /// What holds of every cell, whoever drew it: ink and paper, and frames that any font has.
    pub fn finish(self, buffer: &mut Buffer) {
        let page = self.palette.and_then(|palette| palette.page);
        if page.is_none() && !self.ascii {
            return;
        }
        for cell in &mut buffer.content {
            if let Some([ink, paper]) = page {
                let or = |colour, other| if colour == Color::Reset { other } else { colour };
                (cell.fg, cell.bg) = (or(cell.fg, ink), or(cell.bg, paper));
            }
            if let Some((_, plain)) = ASCII.iter().find(|(drawn, _)| self.ascii && *drawn == cell.symbol()) {
                cell.set_symbol(plain);
            }
        }
    }
}

/// What rules, frames and marks are where lines cannot be drawn. Letters of an article are none of them.
const ASCII: [(&str, &str); 14] = [
    ("│", "|"),
    ("║", "#"),
    ("─", "-"),
    ("═", "="),
    ("┌", "+"),
    ("┐", "+"),
    ("└", "+"),
    ("┘", "+"),
    ("┼", "+"),
    ("╪", "+"),
    ("┬", "+"),
    ("┴", "+"),
    ("▌", ">"),
    ("★", "*"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue of a colour of the fixed part of the 256, as xterm has them.
    fn rgb(colour: Color) -> [f64; 3] {
        let Color::Indexed(index) = colour else { return [f64::NAN; 3] };
        let step = |level: u8| if level == 0 { 0.0 } else { f64::from(level) * 40.0 + 55.0 };
        match index {
            232.. => [f64::from(index - 232) * 10.0 + 8.0; 3],
            _ => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(step),
        }
    }

    /// As WCAG 2.1 counts it, from 1 to 21.
    fn contrast(one: Color, other: Color) -> f64 {
        let light = |colour: Color| {
            let [red, green, blue] = rgb(colour).map(|level| {
                let level = level / 255.0;
                if level <= 0.04045 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (one, other) = (light(one) + 0.05, light(other) + 0.05);
        if one > other { one / other } else { other / one }
    }

    #[test]
    fn every_colour_can_be_read_on_its_background() {
        // White, and the near-black that dark terminals mostly have; AA for text is 4.5, AAA is 7.
        let cases = [
            (&LIGHT, Color::Indexed(231), 4.5),
            (&DARK, Color::Indexed(235), 4.5),
            (&CONTRAST, Color::Indexed(16), 7.0),
        ];
        for (palette, paper, least) in cases {
            let [left, right] = palette.sides;
            for ink in [left, right, palette.matched, palette.error].into_iter().chain(palette.faint) {
                let contrast = contrast(ink, paper);
                assert!(contrast >= least, "{ink:?} on {paper:?}: {contrast:.1}");
            }
            assert!(contrast(palette.hit[0], palette.hit[1]) >= least);
            assert!(palette.page.is_none_or(|[ink, own]| own == paper && contrast(ink, own) > 20.0));
        }
    }

    #[test]
    fn auto_is_what_the_terminal_says() {
        let left = |name, light| Theme::new(name, light, true, false).style(Role::Side(Some(0)));
        assert_eq!(left(Name::Auto, Some(true)), left(Name::Light, None));
        assert_eq!(left(Name::Auto, Some(false)), left(Name::Dark, Some(true)));
        assert_eq!(left(Name::Auto, None), left(Name::Sixteen, None));
        assert!(Name::ALL.iter().fold(Name::default(), |name, _| name.next()) == Name::default());
    }

    #[test]
    fn without_colour_no_role_has_any() {
        let theme = Theme::new(Name::Contrast, Some(true), false, false);
        for role in [Role::Faint, Role::Side(Some(0)), Role::Side(Some(1)), Role::Match, Role::Hit, Role::Error] {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }
}
