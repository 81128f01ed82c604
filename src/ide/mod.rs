//! What an editor asks about a document, one file or folder per answer. Plain data in, plain data out: byte offsets,
//! ranges, text edits.

mod action;
mod colours;
mod completion;
mod folding;
mod format;
mod hover;
mod inlay;
mod key;
mod lens;
mod links;
mod selection;
mod semantic;
mod symbols;
#[cfg(test)]
mod tests;
mod unfinished;

pub use action::{
    ActionKind, CodeAction, Deferred, OtherReader, WithheldAction, code_actions, complete, fix_all, fixable,
    ignoring, offered_actions, other_reader, withheld_actions,
};
pub use colours::{Colour, colour_text, colours};
pub use completion::{
    CompletionItem, CompletionKind, CompletionOptions, completion, resolve_completion, simplified,
};
pub use folding::{Fold, FoldKind, FoldOptions, folds};
pub use format::{FormatOptions, format, format_range, format_typed};
pub use hover::{Hover, hover};
pub use inlay::{InlayHint, inlay_hints};
pub use key::{KeyExplanation, explain_at, explain_key};
pub use lens::{Lens, lenses};
pub use links::{Link, LinkTarget, links};
pub use selection::selection_ranges;
pub use semantic::{SemanticToken, TokenMeaning, semantic_tokens};
pub use symbols::{Symbol, SymbolKind, symbols};
pub use unfinished::unfinished;
