//! Characters and strings: cleaning, folding, spans, sentences, rows, typed and transliterated forms.
//! Knows nothing of documents or languages.

pub mod clean;
pub mod fold;
pub mod keyboard;
pub mod letter;
pub mod sentence;
pub mod span;
pub mod token;
pub mod transliterate;
pub mod width;
pub mod wrap;

pub use clean::Clean;
pub use span::Span;
pub use token::{Token, TokenKind, Tokens};
