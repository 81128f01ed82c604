//! The Zed extension: finds openclaw-lsp, or gets the program of its release.

use std::fs;
use zed_extension_api::settings::LspSettings;
use zed_extension_api::{
    self as zed, Architecture, Command, DownloadedFileType, GithubReleaseOptions, LanguageServerId,
    LanguageServerInstallationStatus as Status, Os, Result, Worktree,
};

const REPOSITORY: &str = "openclaw-lsp/openclaw-lsp";

/// The extension. It remembers which program it got, as long as that is there.
#[derive(Default)]
struct OpenClaw {
    got: Option<String>,
}

impl OpenClaw {
    /// The program: the one that the settings name, else that on `PATH`, else that of the newest release.
    fn program(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<String> {
        let settings = LspSettings::for_worktree("openclaw-lsp", worktree)?;
        if let Some(path) = settings.binary.and_then(|binary| binary.path) {
            return Ok(path);
        }
        if let Some(path) = worktree.which("openclaw-lsp") {
            return Ok(path);
        }
        if let Some(path) =
            self.got.clone().filter(|path| fs::metadata(path).is_ok_and(|found| found.is_file()))
        {
            return Ok(path);
        }
        zed::set_language_server_installation_status(id, &Status::CheckingForUpdate);
        let path = download(id)?;
        self.got = Some(path.clone());
        Ok(path)
    }
}

/// The end of the name of a platform's archive, how it is packed, and what its program is called.
fn platform() -> Result<(&'static str, &'static str, DownloadedFileType, &'static str)> {
    let (os, architecture) = zed::current_platform();
    let cpu = match architecture {
        Architecture::Aarch64 => "aarch64",
        Architecture::X8664 => "x86_64",
        Architecture::X86 => return Err("openclaw-lsp has no program for 32-bit x86".to_owned()),
    };
    Ok(match os {
        Os::Mac => (cpu, "apple-darwin", DownloadedFileType::GzipTar, "openclaw-lsp"),
        Os::Linux => (cpu, "unknown-linux-musl", DownloadedFileType::GzipTar, "openclaw-lsp"),
        Os::Windows => (cpu, "pc-windows-msvc", DownloadedFileType::Zip, "openclaw-lsp.exe"),
    })
}

/// Gets the program of the newest release, and removes older ones.
fn download(id: &LanguageServerId) -> Result<String> {
    let options = GithubReleaseOptions { require_assets: true, pre_release: false };
    let release = zed::latest_github_release(REPOSITORY, options)?;
    let version = release.version.trim_start_matches('v');
    let (cpu, system, packed, program) = platform()?;
    let folder = format!("openclaw-lsp-{version}-{cpu}-{system}");
    let ending = if packed == DownloadedFileType::Zip { ".zip" } else { ".tar.gz" };
    let name = format!("{folder}{ending}");
    let asset = release.assets.iter().find(|asset| asset.name == name);
    let asset = asset.ok_or_else(|| format!("the release {version} has no {name}"))?;
    let place = format!("openclaw-lsp-{version}");
    let path = format!("{place}/{folder}/{program}");
    if !fs::metadata(&path).is_ok_and(|found| found.is_file()) {
        zed::set_language_server_installation_status(id, &Status::Downloading);
        zed::download_file(&asset.download_url, &place, packed)?;
        zed::make_file_executable(&path)?;
        remove_others(&place);
    }
    Ok(path)
}

/// Removes the programs of other releases. One that cannot be removed does no harm.
fn remove_others(place: &str) {
    for entry in fs::read_dir(".").into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with("openclaw-lsp-") && name != place) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

impl zed::Extension for OpenClaw {
    fn new() -> Self {
        Self::default()
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let args = vec!["serve".to_owned(), "--stdio".to_owned()];
        Ok(Command { command: self.program(id, worktree)?, args, env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        _id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        let settings = LspSettings::for_worktree("openclaw-lsp", worktree)?.settings.unwrap_or_default();
        Ok(Some(zed::serde_json::json!({ "openclaw": settings })))
    }
}

zed::register_extension!(OpenClaw);
