//! What every answer stands on: one [`Snapshot`] of a document, the [`World`] that it is judged in, and the plain
//! [`Diagnostic`] that says what was found.

pub mod codes;
mod diagnostic;
mod files;
pub mod masking;
mod options;
mod readings;
mod snapshot;

pub use diagnostic::{Diagnostic, FileId, Related, Severity, Tag};
pub use files::{FileFacts, FileFault, FileQuestion, FileUse};
pub use options::{DocumentKind, InlayOptions, Options};
pub use readings::Readings;
pub use snapshot::{Mount, Snapshot, World};
