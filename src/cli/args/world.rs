//! What all commands that judge documents take.

use crate::schema::history::Release;
use clap::Args;
use std::path::PathBuf;

/// What documents are judged by.
#[derive(Debug, Args)]
pub(in crate::cli) struct WorldArgs {
    /// Judge by this schema, as `openclaw config schema` prints it, in place of the embedded one
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) schema: Option<PathBuf>,
    /// The release of OpenClaw that will read the files; fixes that it does not understand are left out. Without it, the
    /// installed release, else the one that wrote a file last
    #[arg(long, value_name = "VERSION")]
    pub(in crate::cli) target_version: Option<Release>,
}
