//! What every answer stands on: one [`Snapshot`] of a document, the [`World`] that it is judged in, and the plain
//! [`Diagnostic`] that says what was found.

pub mod codes;
mod diagnostic;
mod options;
mod readings;
mod secrets;
mod snapshot;

pub use diagnostic::{Diagnostic, FileId, Related, Severity, Tag};
pub use options::{DocumentKind, InlayOptions, Options};
pub use readings::Readings;
pub use secrets::{hides, meeting, secret_ranges};
pub use snapshot::{Snapshot, World};
