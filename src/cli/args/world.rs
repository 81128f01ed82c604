//! What all commands that judge documents take.

use crate::release::Version;
use clap::Args;
use std::path::PathBuf;

/// What documents are judged by.
#[derive(Debug, Args)]
pub(in crate::cli) struct WorldArgs {
    /// Check against this schema, as `openclaw config schema` prints it, in place of the embedded one
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) schema: Option<PathBuf>,
    /// The release of OpenClaw that will read the files: its verdict counts, and what it does not understand is not written.
    /// Without it, the installed release, else the newest known
    #[arg(long, value_name = "VERSION")]
    pub(in crate::cli) target_version: Option<Version>,
}
