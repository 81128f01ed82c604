//! A main configuration with the files that it includes, judged as the one value that OpenClaw reads them as
//! (docs/openclaw/includes.md#merging).
//!
//! `resolve` follows the directives and `merge` joins what they name into `part`s, which still know the file of
//! every value; `write` makes a text of them that is checked like any document, and leads each finding back to the
//! file and the place that wrote the value.
//!
//! What people ask about a place in one of the files is answered by a [`Focus`]: a document of the whole project in which
//! that file stands as it is (`weave`), with the way in and the way back, also for edits (`edits`).

mod actions;
mod create;
mod difference;
mod edits;
mod files;
mod findings;
mod fix;
mod focus;
mod mapping;
mod merge;
mod merged;
mod mounts;
mod moved;
mod navigation;
mod part;
mod resolve;
#[cfg(test)]
mod tests;
mod value;
mod weave;
mod write;

pub use actions::{ProjectAction, complete_in, project_actions, project_fixable, project_offers};
pub use create::{NewFile, new_files};
pub use files::{FileEdits, Project, ProjectFile};
pub use findings::project_diagnostics;
pub use fix::{fix_files, lossy_in};
pub use focus::Focus;
pub use merged::Merged;
pub use moved::mended_includes;
pub use navigation::{Definition, Highlight, Location, Names, Refusal, Target};
