//! Changes to a document that leave everything else byte for byte: comments, quotes, indentation, commas, line ends.
//!
//! A [`Plan`] collects what is to happen to members and turns it into text edits once, so that several changes of one
//! object agree about its commas. No comment is ever lost: those inside a deleted member stay where it was, and a moved
//! member takes those that describe it along. The edits are re-parsed before they are given out.

mod comments;
mod compose;
mod container;
pub mod draft;
mod members;
mod plan;
mod reindent;
mod second;
mod style;
mod verify;

pub use comments::has_comments;
pub use compose::compose;
pub use members::{NewMember, NewValue};
pub use plan::Plan;
pub use second::second_reading;
pub use style::{Style, is_identifier, quoted};
pub use verify::{apply, edited, keeps_syntax};
