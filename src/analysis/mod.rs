//! What an editor asks about a document. Plain data in, plain data out: byte offsets, ranges, text edits.

mod action;
mod check;
pub mod codes;
mod completion;
mod diagnostic;
pub mod edit;
pub mod explain;
mod folding;
mod format;
mod hover;
mod inlay;
mod lens;
mod links;
pub mod migrations;
mod navigation;
pub mod project;
mod release;
mod rules;
mod secrets;
mod selection;
mod semantic;
mod snapshot;
mod symbols;

pub use action::{
    ActionKind, CodeAction, Deferred, code_actions, complete, fix_all, fixable, offered_actions,
};
pub use check::cost;
pub use completion::{CompletionItem, CompletionKind, CompletionOptions, completion, resolve_completion};
pub use diagnostic::{Diagnostic, Related, Severity, Tag, diagnostics};
pub use folding::{Fold, FoldKind, FoldOptions, folds};
pub use format::{FormatOptions, format, format_range};
pub use hover::{Hover, hover};
pub use inlay::{InlayHint, InlayOptions, inlay_hints};
pub use lens::{Lens, lenses};
pub use links::{Link, LinkTarget, links};
pub use navigation::{Definition, Highlight, Location, Names, Refusal, Target};
pub use release::withheld;
pub use secrets::secret_ranges;
pub use selection::selection_ranges;
pub use semantic::{SemanticToken, TokenMeaning, semantic_tokens};
pub use snapshot::{DocumentKind, Options, Snapshot, World};
pub use symbols::{Symbol, SymbolKind, symbols};
