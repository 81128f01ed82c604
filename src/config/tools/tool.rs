//! A tool.

use crate::config::tool_sets::core_tools;

/// A tool that may be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// The plugin that brings it, in lower case; nothing for OpenClaw's own.
    pub plugin: Option<String>,
}

impl Tool {
    /// The tools that OpenClaw itself brings.
    pub fn core() -> Vec<Self> {
        core_tools().into_iter().map(|name| Self { name: name.to_owned(), plugin: None }).collect()
    }
}
