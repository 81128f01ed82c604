//! Text: one immutable rope per document version, byte offsets inside.

mod cells;
mod edit;
pub mod nearest;
mod prefix;
mod range;
mod rope;

pub use cells::cells;
pub use edit::{TextEdit, apply_all};
pub use prefix::after;
pub use range::TextRange;
pub use rope::{Encoding, Position, Text};

#[cfg(test)]
mod tests;
