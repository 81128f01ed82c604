//! What takes a tool from an agent.

use crate::config::tools::{Layer, Reason, Step};

/// A tool that an agent does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenTool {
    /// The tool.
    pub tool: String,
    /// The first layer that takes it.
    pub layer: Layer,
    /// The path of the list that does; nothing where it is OpenClaw's own.
    pub path: Option<String>,
    /// The entry that denies it, as written; nothing where it is not among what is allowed.
    pub entry: Option<String>,
}

impl TakenTool {
    /// What takes it, in words.
    pub(super) fn why(&self) -> String {
        match (&self.path, &self.entry) {
            (Some(path), Some(entry)) => format!("{path} has `{entry}`"),
            (Some(path), None) => format!("not in {path}"),
            (None, _) => "OpenClaw itself".to_owned(),
        }
    }
}

/// A tool that a step takes, for a reason.
pub(super) fn told(tool: &str, step: &Step, reason: &Reason) -> TakenTool {
    let (path, entry) = match reason {
        // What a list of OpenClaw's own denies is no entry that anybody wrote.
        Reason::Denied(_) if step.layer == Layer::Subagent => (None, None),
        Reason::Denied(entry) => (step.deny_at.clone(), step.deny_at.as_ref().map(|_| entry.clone())),
        Reason::NotAllowed => (step.allow_at.clone(), None),
    };
    TakenTool { tool: tool.to_owned(), layer: step.layer, path, entry }
}
