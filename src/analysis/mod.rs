//! What an editor asks about a document. Plain data in, plain data out: byte offsets, ranges, text edits.

mod action;
mod check;
pub mod codes;
mod completion;
mod diagnostic;
pub mod edit;
mod hover;
pub mod migrations;
pub mod nearest;
mod rules;
mod secrets;
mod snapshot;

pub use action::{ActionKind, CodeAction, code_actions, fix_all};
pub use completion::{CompletionItem, CompletionKind, CompletionOptions, completion, resolve_completion};
pub use diagnostic::{Diagnostic, Related, Severity, Tag, diagnostics};
pub use hover::{Hover, hover};
pub use secrets::secret_ranges;
pub use snapshot::{DocumentKind, Options, Snapshot, World};
