//! The arguments of `get`, `set`, `unset` and `patch`.

use super::WorldArgs;
use clap::Args;
use std::path::PathBuf;

pub(super) const GET_EXAMPLES: &str = "\
Examples:
  openclaw-lsp get gateway.port ~/.openclaw
  openclaw-lsp get --string agents.defaults.model.primary openclaw.json
  openclaw-lsp get 'agents.defaults.models[\"anthropic/claude-opus-5\"]' openclaw.json

The value is printed as JSON; those of secrets are masked.
Exit status: 0 printed, 1 the key is not set, 2 the file could not be read.";

pub(super) const SET_EXAMPLES: &str = "\
Examples:
  openclaw-lsp set gateway.port 18790 ~/.openclaw
  openclaw-lsp set --string agents.defaults.model.primary anthropic/claude-opus-5 openclaw.json
  openclaw-lsp set agents.defaults.models '{ \"openai/gpt-5\": { alias: \"gpt\" } }' openclaw.json
  pass show gateway | openclaw-lsp set --string gateway.auth.token - openclaw.json
  openclaw-lsp set --diff --string gateway.bind lan openclaw.json

What OpenClaw would refuse is not written, unless --force is given.
Exit status: 0 set, 1 refused, 2 the file could not be read or written.";

pub(super) const UNSET_EXAMPLES: &str = "\
Examples:
  openclaw-lsp unset gateway.tailscale ~/.openclaw
  openclaw-lsp unset 'agents.list[1]' openclaw.json

Exit status: 0 the key is not set any more, 1 refused, 2 the file could not be read or written.";

pub(super) const PATCH_EXAMPLES: &str = "\
Examples:
  openclaw-lsp patch ~/.openclaw < change.patch.json5
  echo '{ gateway: { port: 18790, tailscale: null } }' | openclaw-lsp patch --diff openclaw.json

Objects are merged, null removes a key, and anything else, arrays too, replaces what was there.
Exit status: 0 done, 1 refused, 2 something could not be read or written.";

/// What is common to the commands that change a file.
#[derive(Debug, Args)]
pub(in crate::cli) struct EditArgs {
    /// Print a unified diff, with secrets masked; write nothing
    #[arg(long)]
    pub(in crate::cli) diff: bool,
    /// Show secrets in the diff
    #[arg(long, requires = "diff")]
    pub(in crate::cli) show_secrets: bool,
    /// Write also what OpenClaw would refuse
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) world: WorldArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct GetArgs {
    /// Print a text without quotes, and refuse anything else
    #[arg(long)]
    pub(in crate::cli) string: bool,
    /// The key, by its dotted path: steps with dots may be quoted, `models["a/b"]`; `.` is the whole
    #[arg(value_name = "KEY")]
    pub(in crate::cli) key: String,
    /// The file, a folder that holds an openclaw.json, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SetArgs {
    /// Take the value as a text, without quotes
    #[arg(long)]
    pub(in crate::cli) string: bool,
    /// The key, by its dotted path: steps with dots may be quoted, `models["a/b"]`; what is missing on the way is made
    #[arg(value_name = "KEY")]
    pub(in crate::cli) key: String,
    /// The value, in JSON5; `-` reads it from standard input, so that a secret is in no list of commands
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    pub(in crate::cli) value: String,
    /// The file, a folder that holds an openclaw.json, or `-` for a pipe
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) edit: EditArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct UnsetArgs {
    /// The key, by its dotted path: steps with dots may be quoted, `models["a/b"]`
    #[arg(value_name = "KEY")]
    pub(in crate::cli) key: String,
    /// The file, a folder that holds an openclaw.json, or `-` for a pipe
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) edit: EditArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PatchArgs {
    /// The file, or a folder that holds an openclaw.json
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Read the patch from this file in place of standard input
    #[arg(long, value_name = "PATCH")]
    pub(in crate::cli) from: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) edit: EditArgs,
}
