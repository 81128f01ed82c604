//! Checks a document: syntax, schema, repeated keys, and the rules that the schema does not know; all at once.
//!
//! Each pass remembers what it found with the nodes of the tree, so after a keystroke only the way from the document
//! to the edit is looked at again.

mod collect;
pub mod cost;
mod duplicates;
mod facts;
mod finding;
mod keywords;
mod legacy;
mod list;
mod messages;
mod passes;
mod rule;
mod rule_pass;
mod rules;
mod schema;
mod texts;
mod tidy;
mod unions;
mod walk;
mod withheld;

#[cfg(test)]
mod tests;

pub use facts::{Fact, Facts, total};
pub use finding::{At, Finding};
pub use passes::diagnostics;
pub use rule::{Place, Rule, known_text};
pub use rules::reserved_name;
pub use texts::redacted;
pub use withheld::withheld;
