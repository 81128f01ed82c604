//! Checks a document: syntax, schema, repeated keys, and the rules that the schema does not know; all at once.
//!
//! Each pass remembers what it found with the nodes of the tree, so after a keystroke only the way from the document
//! to the edit is looked at again.

mod audit;
mod backslashes;
mod collect;
pub mod cost;
mod duplicates;
mod facts;
mod files;
mod finding;
mod fit;
mod ignores;
mod intent;
mod keywords;
mod later;
mod legacy;
mod list;
mod messages;
mod misread;
mod newer;
mod passes;
mod released;
mod rule;
mod rule_pass;
mod rules;
mod schema;
mod stamp;
mod texts;
mod tidy;
mod unchecked;
mod unions;
mod unknown;
mod walk;
mod withheld;

#[cfg(test)]
mod tests;

pub use audit::audit;
pub use backslashes::doubled;
pub use facts::{Exposure, Fact, Facts, total, who_writes};
pub use files::{file_questions, loads_plugins};
pub use finding::{Answer, At, Finding, Risk};
pub use ignores::{Directive, IGNORE, IGNORE_FILE, Named, Scope, directives, may_be_ignored, told};
pub use intent::meant_form;
pub use misread::{Misread, Repair, misread};
pub use passes::{Verdict, diagnostics, ignored, unfiltered, verdicts};
pub use rule::{Place, Rule, known_text};
pub use rules::{is_unknown_provider, reserved_name};
pub use texts::redacted;
pub use unknown::{Remedy, Stray, Target, is_kept, note};
pub use withheld::withheld;
