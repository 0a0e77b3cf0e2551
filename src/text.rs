//! Characters and strings: cleaning, folding, spans. Knows nothing of documents or languages.

pub mod clean;
pub mod fold;
pub mod span;

pub use clean::Clean;
pub use span::Span;
