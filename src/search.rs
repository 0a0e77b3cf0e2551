//! Search: words as they may have been meant, and the fuzzy jump.
//!
//! Where words stand is the library's business; here it is which words are asked for.

pub use crate::library::Hit;
