//! Which release of OpenClaw reads a document, and what that release understands.

mod reader;

pub use reader::{Older, is_early, reader};
