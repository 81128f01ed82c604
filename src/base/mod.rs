//! What every answer stands on: one [`Snapshot`] of a document, the [`World`] that it is judged in, and the plain
//! [`Diagnostic`] that says what was found.

pub mod codes;
mod diagnostic;
mod files;
mod limit;
pub mod links;
pub mod masking;
mod options;
mod reader;
mod readings;
mod snapshot;

pub use diagnostic::{Diagnostic, FileId, Related, Severity, Tag};
pub use files::{FileFacts, FileFault, FileQuestion, FileUse};
pub use limit::{MOST_FINDINGS, limited};
pub use options::{DocumentKind, InlayOptions, LensOptions, Options, SecurityLevel};
pub use reader::{Because, Reader};
pub use readings::Readings;
pub use snapshot::{DEEPEST, Mount, Snapshot, World};
