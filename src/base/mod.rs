//! What every answer stands on: one [`Snapshot`] of a document, the [`World`] that it is judged in, and the plain
//! [`Diagnostic`] that says what was found.

pub mod codes;
mod diagnostic;
pub mod masking;
mod options;
mod readings;
mod snapshot;

pub use diagnostic::{Diagnostic, FileId, Related, Severity, Tag};
pub use options::{DocumentKind, InlayOptions, Options};
pub use readings::Readings;
pub use snapshot::{Mount, Snapshot, World};
