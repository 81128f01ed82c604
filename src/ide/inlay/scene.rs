//! The document, read when a hint first needs more than its value.

use super::walk::Path;
use crate::base::Snapshot;
use crate::explain::Explainer;
use std::cell::OnceCell;

/// A label and more about it.
pub(super) type Words = (String, Option<String>);

/// The document, read as a configuration when first asked for.
pub(super) struct Scene<'t> {
    pub(super) snapshot: &'t Snapshot,
    pub(super) explainer: OnceCell<Option<Explainer<'t>>>,
}

impl<'t> Scene<'t> {
    pub(super) fn explainer(&self) -> Option<&Explainer<'t>> {
        self.explainer.get_or_init(|| Explainer::new(self.snapshot)).as_ref()
    }

    /// The id of the agent whose entry a path lies in.
    pub(super) fn agent(&self, path: &Path<'_>) -> Option<String> {
        match (path.key(0)?, path.key(1)?) {
            ("agents", "entries") => path.key(2).map(str::to_owned),
            ("agents", "list") => {
                let index = path.index(2)?;
                let agent = self.explainer()?.agent_at(index);
                agent.filter(|agent| agent.is_listed).map(|agent| agent.id.clone())
            }
            _ => None,
        }
    }
}
