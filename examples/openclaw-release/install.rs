//! Installs a release, and the Node that it needs, into a cache folder: `tools/oracle/install.sh`.

use crate::Failure;
use openclaw_lsp::release::Version;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a release and its Node are.
#[derive(Debug)]
pub struct Installed {
    pub node: PathBuf,
    pub package: PathBuf,
}

/// Installs a release below `cache`; what is there already is not installed again.
pub fn install(tools: &Path, cache: &Path, version: Version) -> Result<Installed, Failure> {
    let script = tools.join("install.sh");
    let output = Command::new(script)
        .arg(version.to_string())
        .arg(cache)
        .stderr(std::process::Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("OpenClaw {version} cannot be installed: {}", output.status).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let mut lines = text.lines().map(PathBuf::from);
    match (lines.next(), lines.next()) {
        (Some(node), Some(package)) => Ok(Installed { node, package }),
        _ => Err("tools/oracle/install.sh named no Node and no package".into()),
    }
}

/// The folder for caches: `XDG_CACHE_HOME`, or `.cache` at home.
pub fn cache_folder() -> Result<PathBuf, Failure> {
    let folder = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let folder =
        folder.or_else(home).ok_or("neither XDG_CACHE_HOME nor HOME is set: name a folder with --cache")?;
    Ok(folder.join("openclaw-lsp-releases"))
}
