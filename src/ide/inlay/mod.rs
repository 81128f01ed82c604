//! Inlay hints: what a value comes to, right behind it: a cache lifetime, the model that a name selects, an amount of
//! time or bytes in words.

mod cache;
mod model;
mod quantity;
mod scene;
mod walk;

#[cfg(test)]
mod tests;

pub(super) use cache::short;

use crate::base::{InlayOptions, Snapshot};
use crate::text::TextRange;
use scene::Scene;
use std::cell::OnceCell;
use walk::walk;

/// One hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// The byte behind the value.
    pub offset: usize,
    /// A few words.
    pub label: String,
    /// More about it, as plain text.
    pub tooltip: Option<String>,
}

/// More hints than anybody sees at once. Some cost as much as the models of an agent are many.
const MOST: usize = 5_000;

/// The hints for values that begin or end in a range of bytes.
///
/// Only that part of the document is walked; where a model or a cache setting is in it, the names of models and agents
/// are read once.
pub fn inlay_hints(snapshot: &Snapshot, range: TextRange, options: InlayOptions) -> Vec<InlayHint> {
    let scene = Scene { snapshot, explainer: OnceCell::new() };
    let mut hints = Vec::new();
    walk(&snapshot.tree, range, &mut |path| {
        if hints.len() >= MOST {
            return;
        }
        let found = options
            .cache
            .then(|| cache::hint(&scene, path))
            .flatten()
            .or_else(|| options.models.then(|| model::hint(&scene, path)).flatten())
            .or_else(|| options.quantities.then(|| quantity::hint(path)).flatten());
        if let (Some((label, tooltip)), Some(value)) = (found, path.value()) {
            hints.push(InlayHint { offset: value.range().end, label, tooltip });
        }
    });
    hints.sort_by_key(|hint| hint.offset);
    hints
}
