//! Text: one immutable rope per document version, byte offsets inside.

mod edit;
pub mod nearest;
mod range;
mod rope;

pub use edit::{TextEdit, apply_all};
pub use range::TextRange;
pub use rope::{Encoding, Position, Text};

#[cfg(test)]
mod tests;
