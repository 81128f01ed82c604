//! What can be typed after `openclaw-lsp`.

mod check;
mod edit;
mod explain;
mod upgrade;
mod world;

pub(super) use check::{CheckArgs, ColorWhen, Deny, FilterArgs, Format, Level, OutputArgs};
pub(super) use edit::{EditArgs, GetArgs, PatchArgs, SetArgs, UnsetArgs};
pub(super) use explain::{CodeArgs, ExplainArgs, ExplainFormat};
pub(super) use upgrade::{UpgradeArgs, UpgradeFormat};
pub(super) use world::WorldArgs;

use crate::fix::Which;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::ffi::OsString;
use std::path::PathBuf;

/// The language server for OpenClaw's configuration, and the same engine on the command line.
///
/// Without a command it is a language server on standard input and output, as editors start it.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES, max_term_width = 100)]
pub(in crate::cli) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Command>,
    /// The server's arguments when no command is named.
    #[command(flatten)]
    pub(in crate::cli) serve: ServeArgs,
}

const EXAMPLES: &str = "\
Examples:
  openclaw-lsp check ~/.openclaw/openclaw.json   say what OpenClaw would refuse or ignore
  openclaw-lsp check --format jsonl *.json       the same for programs, one object per file
  git ls-files -z '*openclaw.json' | openclaw-lsp check --files-from -
  openclaw-lsp fix --diff ~/.openclaw            show what the safe migrations would change
  openclaw-lsp fix ~/.openclaw/openclaw.json     make them: comments and layout stay
  openclaw-lsp fix - < old.json > new.json       in a pipe
  openclaw-lsp explain ~/.openclaw               which model and cache retention each agent gets, and why
  openclaw-lsp set gateway.port 18790 ~/.openclaw    change one key; comments stay

Exit status of check and fix: 0 no error, 1 errors, 2 could not run.";

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Be a language server (what happens without a command, too)
    Serve(ServeArgs),
    /// Report what OpenClaw would refuse or ignore
    #[command(after_help = check::EXAMPLES)]
    Check(CheckArgs),
    /// Make all safe migrations; comments and layout stay as they are
    #[command(after_help = FIX_EXAMPLES)]
    Fix(FixArgs),
    /// Indent and space evenly; only white space changes
    #[command(after_help = FMT_EXAMPLES)]
    Fmt(FmtArgs),
    /// Say what will really happen: models, caching, who answers, which tools; or all about one key
    #[command(after_help = explain::EXPLAIN_EXAMPLES, override_usage = "openclaw-lsp explain [OPTIONS] [KEY] <FILE>")]
    Explain(ExplainArgs),
    /// Say what an update of OpenClaw does to a file, before it is made
    #[command(after_help = upgrade::EXAMPLES)]
    Upgrade(UpgradeArgs),
    /// Print the page of a diagnostic code; needs no network
    #[command(visible_alias = "rule", after_help = explain::CODE_EXAMPLES)]
    ExplainCode(CodeArgs),
    /// Print the value of one key
    #[command(after_help = edit::GET_EXAMPLES)]
    Get(GetArgs),
    /// Set one key; comments and layout stay as they are
    #[command(after_help = edit::SET_EXAMPLES)]
    Set(SetArgs),
    /// Remove one key; comments and layout stay as they are
    #[command(after_help = edit::UNSET_EXAMPLES)]
    Unset(UnsetArgs),
    /// Merge a patch from standard input into a file, as `openclaw config patch` does, but comments stay
    #[command(after_help = edit::PATCH_EXAMPLES)]
    Patch(PatchArgs),
    /// Be a server of the Model Context Protocol on standard input and output, for agents
    #[command(after_help = MCP_EXAMPLES)]
    Mcp(McpArgs),
    /// Print a script that completes commands and options in a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual pages into a folder
    #[command(hide = true)]
    Man {
        /// The folder; it is made where it is missing
        folder: PathBuf,
    },
    /// Print the page of the command line reference, in Markdown
    #[command(hide = true)]
    Reference,
    /// Run a program and end it with all that it started when the input is closed; the server does so
    #[command(hide = true)]
    Guard(GuardArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct GuardArgs {
    /// The program and its arguments
    #[arg(value_name = "PROGRAM", required = true, trailing_var_arg = true)]
    pub(in crate::cli) command: Vec<OsString>,
}

const FIX_EXAMPLES: &str = "\
Examples:
  openclaw-lsp fix --dry-run ~/.openclaw         list what would change
  openclaw-lsp fix --diff --show-secrets openclaw.json | patch -p0
  openclaw-lsp fix --only legacy-cache-ttl openclaw.json
  openclaw-lsp fix --unsafe --diff ~/.openclaw   see also what would be dropped or switched off

Exit status, as of the fixed text: 0 no error, 1 errors remain, 2 a file could not be read or written.";

const FMT_EXAMPLES: &str = "\
Examples:
  openclaw-lsp fmt ~/.openclaw                   formats ~/.openclaw/openclaw.json
  openclaw-lsp fmt --check *.json5               for CI: names the files that are not formatted
  openclaw-lsp fmt - < openclaw.json             in a pipe

Lines are indented by what the file uses first, or by two blanks. Containers on one line stay on one line.

Exit status: 0 formatted, 1 syntax errors or, with --check, not formatted, 2 a file could not be read or written.";

const MCP_EXAMPLES: &str = "\
Examples:
  claude mcp add openclaw-config -- openclaw-lsp mcp
  openclaw-lsp mcp --read-only                   without the tools that write files

Exit status: 0 the client is done, 2 the connection broke.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  openclaw-lsp completions bash > ~/.local/share/bash-completion/completions/openclaw-lsp
  openclaw-lsp completions zsh > ~/.zfunc/_openclaw-lsp
  openclaw-lsp completions fish > ~/.config/fish/completions/openclaw-lsp.fish
  openclaw-lsp completions powershell >> $PROFILE

Exit status: 0 printed, 2 the shell is not known.";

#[derive(Debug, Args)]
pub(in crate::cli) struct McpArgs {
    /// Offer no tool that writes a file
    #[arg(long)]
    pub(in crate::cli) read_only: bool,
    #[command(flatten)]
    pub(in crate::cli) world: WorldArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ServeArgs {
    /// Talk on standard input and output; the default, and the only way
    #[arg(long)]
    pub(in crate::cli) stdio: bool,
    /// Append the log to this file instead of writing it to standard error
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) log_file: Option<PathBuf>,
    /// How much to log; without it, what `OPENCLAW_LSP_LOG` says, or `warn`
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(in crate::cli) log_level: Option<LogLevel>,
}

/// How much to log; each level includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FixArgs {
    /// Files, folders that hold an openclaw.json, or `-` for a pipe
    #[arg(value_name = "PATH", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) mode: FixMode,
    /// Print the secrets in a diff too: `patch` needs them
    #[arg(long, requires = "diff")]
    pub(in crate::cli) show_secrets: bool,
    /// Do all that OpenClaw's own migration does: also drop or switch off what the file says, and write down what it only
    /// implied; look at it with --diff first
    #[arg(long = "unsafe")]
    pub(in crate::cli) with_loss: bool,
    /// Also delete the keys that OpenClaw refuses because it does not know them, as `openclaw doctor --fix` does; each is named
    #[arg(long, conflicts_with = "only")]
    pub(in crate::cli) drop_unknown: bool,
    /// Make only the fixes of this diagnostic code
    #[arg(long, value_name = "CODE")]
    pub(in crate::cli) only: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) world: WorldArgs,
}

/// What is made of a document.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Work<'a> {
    /// The migrations.
    pub(in crate::cli) which: Which<'a>,
    /// Whether the keys go that nothing knows.
    pub(in crate::cli) drop_unknown: bool,
}

impl<'a> Work<'a> {
    /// Migrations, and nothing else.
    pub(in crate::cli) const fn migrations(which: Which<'a>) -> Self {
        Self { which, drop_unknown: false }
    }
}

impl FixArgs {
    /// What is done with the result.
    pub(super) fn mode(&self) -> FixMode {
        FixMode { show_secrets: self.show_secrets, ..self.mode }
    }

    /// All that is asked for.
    pub(in crate::cli) fn work(&self) -> Work<'_> {
        Work { which: self.which(), drop_unknown: self.drop_unknown }
    }

    /// The migrations that are asked for.
    fn which(&self) -> Which<'_> {
        let safe = Which::safe(self.only.as_deref());
        if self.with_loss { Which::everything(self.only.as_deref()) } else { safe }
    }
}

/// What `fix` does with the result instead of writing the file.
#[derive(Clone, Copy, Debug, Args)]
#[group(multiple = false)]
pub(in crate::cli) struct FixMode {
    /// Print the fixed text; write nothing
    #[arg(long)]
    pub(in crate::cli) stdout: bool,
    /// Print a unified diff, with secrets masked; write nothing
    #[arg(long)]
    pub(in crate::cli) diff: bool,
    /// List what would be fixed; write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Whether a diff shows secrets; set by the argument beside the modes, which excludes none of them.
    #[arg(skip)]
    pub(in crate::cli) show_secrets: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FmtArgs {
    /// Files, folders that hold an openclaw.json, or `-` for a pipe
    #[arg(value_name = "PATH", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) mode: FmtMode,
    /// Print the secrets in a diff too: `patch` needs them
    #[arg(long, requires = "diff")]
    pub(in crate::cli) show_secrets: bool,
}

impl FmtArgs {
    /// What is done with the result.
    pub(in crate::cli) fn mode(&self) -> FmtMode {
        FmtMode { show_secrets: self.show_secrets, ..self.mode }
    }
}

/// What `fmt` does with the result instead of writing the file.
#[derive(Clone, Copy, Debug, Args)]
#[group(multiple = false)]
pub(in crate::cli) struct FmtMode {
    /// Name the files that are not formatted; write nothing
    #[arg(long)]
    pub(in crate::cli) check: bool,
    /// Print the formatted text; write nothing
    #[arg(long)]
    pub(in crate::cli) stdout: bool,
    /// Print a unified diff, with secrets masked; write nothing
    #[arg(long)]
    pub(in crate::cli) diff: bool,
    /// Whether a diff shows secrets; set by the argument beside the modes, which excludes none of them.
    #[arg(skip)]
    pub(in crate::cli) show_secrets: bool,
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn editors_may_name_the_transport_with_or_without_the_command() {
        assert!(Cli::try_parse_from(["openclaw-lsp", "--stdio"]).unwrap().serve.stdio);
        assert!(Cli::try_parse_from(["openclaw-lsp", "serve", "--stdio"]).unwrap().command.is_some());
    }

    #[test]
    fn check_can_do_without_a_path() {
        assert!(Cli::try_parse_from(["openclaw-lsp", "check"]).is_ok());
        assert!(Cli::try_parse_from(["openclaw-lsp", "check", "--files-from", "-"]).is_ok());
    }

    #[test]
    fn standard_input_cannot_be_watched() {
        assert!(Cli::try_parse_from(["openclaw-lsp", "check", "--watch", "--files-from", "-"]).is_err());
    }
}
