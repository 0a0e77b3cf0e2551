//! Copying through the terminal (OSC 52), which works over SSH too. Whether the terminal takes it nobody can know:
//! it is not asked, and what is said of it afterwards says no more than that it was sent.

use ratatui::crossterm::{Command, clipboard::CopyToClipboard};

/// Letters that most terminals take; tmux and xterm drop what is longer without a word.
pub const MOST: usize = 70_000;

/// The bytes that ask the terminal to copy a text. In tmux twice: as tmux itself takes it (`set-clipboard on`), and
/// wrapped for the terminal around it (`allow-passthrough on`); it ignores the one it is not set up for.
pub fn sequence(text: &str, wrapped: bool) -> String {
    let mut plain = String::new();
    // Writing into a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    if !wrapped {
        return plain;
    }
    let escaped = plain.replace('\u{1b}', "\u{1b}\u{1b}");
    format!("{plain}\u{1b}Ptmux;{escaped}\u{1b}\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_sent_in_base_64() {
        assert_eq!(sequence("так", false), "\u{1b}]52;c;0YLQsNC6\u{1b}\\");
        let hostile = sequence("a\u{7}\u{1b}]0;title\u{7}", false);
        assert_eq!(hostile.matches('\u{1b}').count(), 2, "{hostile:?}");
        assert!(!hostile.contains('\u{7}'));
    }

    #[test]
    fn in_tmux_it_is_sent_to_tmux_and_through_it() {
        let sent = sequence("так", true);
        assert_eq!(sent, "\u{1b}]52;c;0YLQsNC6\u{1b}\\\u{1b}Ptmux;\u{1b}\u{1b}]52;c;0YLQsNC6\u{1b}\u{1b}\\\u{1b}\\");
    }
}
