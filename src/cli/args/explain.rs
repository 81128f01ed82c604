//! The arguments of `explain` and `explain-code`.

use super::WorldArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  openclaw-lsp explain ~/.openclaw               every agent with its model and cache retention
  openclaw-lsp explain --agent main ~/.openclaw  the layers one by one: which wins, what is shadowed
  openclaw-lsp explain --model anthropic/claude-opus-5 --format json openclaw.json
  openclaw-lsp explain agents.defaults.params.cacheRetention openclaw.json

What is filled in depends on the credentials that the environment of this command shows.
Exit status: 0 explained, 1 explained, but OpenClaw refuses the file, 2 the file could not be read or holds no object.";

pub(super) const CODE_EXAMPLES: &str = "\
Examples:
  openclaw-lsp explain-code unknown-key          what it means, an example, the fix
  openclaw-lsp explain-code                      all codes

Exit status: 0 printed, 2 no such code.";

#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t = ExplainFormat::Pretty)]
    pub(in crate::cli) format: ExplainFormat,
    /// Explain for this agent
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) agent: Option<String>,
    /// Explain for this model, written as in the file: a reference or an alias
    #[arg(long, value_name = "REF")]
    pub(in crate::cli) model: Option<String>,
    /// Explain for this wire protocol in place of the catalogue's, such as `openai-completions`
    #[arg(long, value_name = "API")]
    pub(in crate::cli) api: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) world: WorldArgs,
    /// Explain one key, by its dotted path: steps with dots may be quoted, `models["a/b"]`
    #[arg(value_name = "KEY")]
    pub(in crate::cli) key: Option<String>,
    /// The file, a folder that holds an openclaw.json, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(in crate::cli) file: PathBuf,
}

/// How an explanation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExplainFormat {
    /// For people: tables
    Pretty,
    /// For programs: one JSON object
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CodeArgs {
    /// The code of a diagnostic, such as `unknown-key`; without one, all codes are listed
    #[arg(value_name = "CODE")]
    pub(in crate::cli) code: Option<String>,
}
