//! The arguments of `upgrade`.

use crate::release::Version;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  openclaw-lsp upgrade ~/.openclaw               what an update to the newest OpenClaw does to the file
  openclaw-lsp upgrade --from VERSION --format md openclaw.json
  openclaw-lsp upgrade --apply ~/.openclaw       make what `fix` can make for the new release

Exit status: 0 the new release starts with the file (with --apply: with the result), 1 it does not, 2 could not run.";

#[derive(Debug, Args)]
pub(in crate::cli) struct UpgradeArgs {
    /// The release that reads the file now. Without it, the one that wrote the file last, else the installed one
    #[arg(long, value_name = "VERSION")]
    pub(in crate::cli) from: Option<Version>,
    /// The release that will read it. Without it, the newest known
    #[arg(long, value_name = "VERSION")]
    pub(in crate::cli) to: Option<Version>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = UpgradeFormat::Pretty)]
    pub(in crate::cli) format: UpgradeFormat,
    /// Write what `fix` makes of the file for the new release
    #[arg(long)]
    pub(in crate::cli) apply: bool,
    /// The file, a folder that holds an openclaw.json, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(in crate::cli) file: PathBuf,
}

/// How an upgrade is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum UpgradeFormat {
    /// For people
    Pretty,
    /// For programs: one JSON object
    Json,
    /// Markdown, for an issue or a wiki
    Md,
}
