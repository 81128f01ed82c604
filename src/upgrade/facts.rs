//! What a report consists of.

use crate::base::{Diagnostic, masking};
use serde::Serialize;

/// A finding, without its place in the text: that of several files has none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Told {
    /// The code of the diagnostic.
    pub code: &'static str,
    /// Where it is.
    pub path: String,
    /// What is said.
    pub message: String,
}

/// A key that is not written, and the values that stand for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// The key.
    pub path: String,
    /// The value in the old release, as JSON.
    pub from: String,
    /// The value in the new one, as JSON.
    pub to: String,
}

/// A model that the document names and the new release serves otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Served {
    /// Where it is named first.
    pub path: String,
    /// The reference as it is written.
    pub model: String,
    /// Whether the configuration is refused for it.
    pub refused: bool,
    /// What OpenClaw's own migration writes in its place.
    pub becomes: Option<String>,
}

impl Told {
    pub(super) fn of(one: &Diagnostic) -> Self {
        let shown = |text: &str| masking::text(text).into_owned();
        Self { code: one.code, path: shown(&one.path), message: shown(&one.message) }
    }
}
