//! Characters and strings: cleaning, folding, spans. Knows nothing of documents or languages.

pub mod clean;
pub mod fold;
pub mod span;
pub mod token;

pub use clean::Clean;
pub use span::Span;
pub use token::{Token, TokenKind, Tokens};
