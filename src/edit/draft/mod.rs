//! A document that can be changed as values: objects are opened, members are moved, and the difference becomes edits.
//!
//! What is not touched stays a piece of the document, and a member that moves keeps its origin, so that its text and its
//! comments travel with it. A [`super::Plan`] of members is the better tool for one change; a draft is for those that
//! depend on several places.

mod emit;
mod item;
mod look;

pub use emit::edits;
pub use item::{Container, Item, Member};
pub use look::Look;
