//! What OpenClaw knows about key paths and its JSON Schema does not say: facts from `data/overlay/*.tsv`.
//!
//! Each part is a [`PathTrie`](super::PathTrie) or a [`PathIndex`](super::PathIndex) that is built when first asked for. Whatever holds below `agents.entries.*` holds below
//! `agents.list[]` too, the roster of older releases, which is still read.

mod keys;
mod models;
mod names;
mod secrets;
mod table;

pub use keys::{KeyUse, ParamsLayer, authored_only, common_keys, key_use, params_layers, usual_value};
pub use models::{ModelClass, ModelReference, ModelShape, model_reference_patterns, model_references};
pub use names::{NameKind, NamePlace, NameUse, name_places, references, silent_references};
pub use secrets::{
    accepts_secret_reference, is_secret, is_shell_switch, secret_patterns, secret_reference_patterns,
    secret_references, secrets,
};
pub(super) use table::index;
pub use table::{rows, written_out};

#[cfg(test)]
mod tests;
