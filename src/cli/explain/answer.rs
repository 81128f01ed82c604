//! What is answered, and the files that were read for it.

use super::start::Start;
use crate::base::{FileId, Snapshot};
use crate::cli::checked::{names, project};
use crate::cli::input::Input;
use crate::explain::{AgentTools, CacheCost, Explanation, Routing};
use crate::host::includes::Includes;
use crate::ide::KeyExplanation;
use crate::project::Merged;
use crate::text::TextRange;

/// What was asked for.
pub(super) enum Answer {
    Agents(Vec<Explanation>),
    One(Box<Explanation>),
    Key(Box<KeyExplanation>),
    Route(Box<Routing>),
    Tools(Vec<AgentTools>),
    Costs(Vec<CacheCost>),
    Start(Start),
}

/// The files that were read together.
pub(super) struct Files {
    pub(super) merged: Merged,
    /// The one that was asked about.
    pub(super) own: FileId,
    pub(super) names: Vec<String>,
}

/// The files that count together with a document, if it includes some or is included.
pub(super) fn files(input: &Input, snapshot: &Snapshot, includes: &Includes) -> Option<Files> {
    let (project, own) = project(input, snapshot, includes)?;
    Some(Files {
        merged: Merged::new(&project, None),
        own,
        names: names(&project, own, &input.name, input.file.as_deref()),
    })
}

/// The file that wrote what stands at a place, where it is not the one that was asked about.
pub(super) fn file(files: Option<&Files>, range: Option<TextRange>) -> Option<&str> {
    let files = files?;
    let (file, _) = files.merged.origin(range?);
    files.names.get(file).filter(|_| file != files.own).map(String::as_str)
}
