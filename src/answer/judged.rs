//! A file with what was found in it.

use crate::base::{Diagnostic, Snapshot};

/// What was found in one file.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What messages call it.
    pub name: String,
    /// What it holds.
    pub snapshot: Snapshot,
    /// The findings in it.
    pub found: Vec<Diagnostic>,
}
