//! What can be typed after `openclaw-lsp`.

use crate::fix::Which;
use crate::schema::history::Release;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The language server for OpenClaw's configuration, and the same engine on the command line.
///
/// Without a command it is a language server on standard input and output, as editors start it.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// The server's arguments when no command is named.
    #[command(flatten)]
    pub(super) serve: ServeArgs,
}

const EXAMPLES: &str = "\
Examples:
  openclaw-lsp check ~/.openclaw/openclaw.json   say what OpenClaw would refuse or ignore
  openclaw-lsp check --format jsonl *.json       the same for programs, one object per file
  git ls-files | grep 'openclaw.json$' | openclaw-lsp check --files-from -
  openclaw-lsp fix --diff ~/.openclaw            show what the safe migrations would change
  openclaw-lsp fix ~/.openclaw/openclaw.json     make them: comments and layout stay
  openclaw-lsp fix - < old.json > new.json       in a pipe
  openclaw-lsp explain ~/.openclaw               which model and cache retention each agent gets, and why

Exit status of check and fix: 0 no error, 1 errors, 2 could not run.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Be a language server (what happens without a command, too)
    Serve(ServeArgs),
    /// Report what OpenClaw would refuse or ignore
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Make all safe migrations; comments and layout stay as they are
    #[command(after_help = FIX_EXAMPLES)]
    Fix(FixArgs),
    /// Indent and space evenly; only white space changes
    #[command(after_help = FMT_EXAMPLES)]
    Fmt(FmtArgs),
    /// Say what will really happen: models, params layers, cache retention; or all about one key
    #[command(after_help = EXPLAIN_EXAMPLES, allow_missing_positional = true)]
    Explain(ExplainArgs),
}

const CHECK_EXAMPLES: &str = "\
Examples:
  openclaw-lsp check ~/.openclaw                 checks ~/.openclaw/openclaw.json
  openclaw-lsp check --format jsonl a.json | jq 'select(.valid | not).file'
  find . -name '*.patch.json5' | openclaw-lsp check --files-from -

Variables that are set are those of this command's environment.
Exit status: 0 no error, 1 errors, 2 a file could not be read.";

const FIX_EXAMPLES: &str = "\
Examples:
  openclaw-lsp fix --dry-run ~/.openclaw         list what would change
  openclaw-lsp fix --diff openclaw.json | patch -p0
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

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  openclaw-lsp explain ~/.openclaw               every agent with its model and cache retention
  openclaw-lsp explain --agent main ~/.openclaw  the layers one by one: which wins, what is shadowed
  openclaw-lsp explain --model anthropic/claude-opus-5 --format json openclaw.json
  openclaw-lsp explain agents.defaults.params.cacheRetention openclaw.json

What is filled in depends on the credentials that the environment of this command shows.
Exit status: 0 explained, 2 the file could not be read or holds no object.";

/// What documents are judged by.
#[derive(Debug, Args)]
pub(super) struct WorldArgs {
    /// Judge by this schema, as `openclaw config schema` prints it, in place of the embedded one
    #[arg(long, value_name = "FILE")]
    pub(super) schema: Option<PathBuf>,
    /// The release of OpenClaw that will read the files; fixes that it does not understand are left out. Without it, the
    /// installed release, else the one that wrote a file last
    #[arg(long, value_name = "VERSION")]
    pub(super) target_version: Option<Release>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t = ExplainFormat::Pretty)]
    pub(super) format: ExplainFormat,
    /// Explain for this agent
    #[arg(long, value_name = "ID")]
    pub(super) agent: Option<String>,
    /// Explain for this model, written as in the file: a reference or an alias
    #[arg(long, value_name = "REF")]
    pub(super) model: Option<String>,
    /// Explain for this wire protocol in place of the catalogue's, such as `openai-completions`
    #[arg(long, value_name = "API")]
    pub(super) api: Option<String>,
    #[command(flatten)]
    pub(super) world: WorldArgs,
    /// Explain one key, by its dotted path: steps with dots may be quoted, `models["a/b"]`
    #[arg(value_name = "KEY")]
    pub(super) key: Option<String>,
    /// The file, a folder that holds an openclaw.json, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) file: PathBuf,
}

/// How an explanation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// For people: tables
    Pretty,
    /// For programs: one JSON object
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Talk on standard input and output; the default, and the only way
    #[arg(long)]
    pub(super) stdio: bool,
    /// Append the log to this file instead of writing it to standard error
    #[arg(long, value_name = "FILE")]
    pub(super) log_file: Option<PathBuf>,
    /// How much to log; without it, what `OPENCLAW_LSP_LOG` says, or `warn`
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(super) log_level: Option<LogLevel>,
}

/// How much to log; each level includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Files, folders that hold an openclaw.json, or `-` for standard input
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub(super) paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    pub(super) format: Format,
    /// Also check the files that this list names, one per line; `-` reads the list from standard input
    #[arg(long, value_name = "LIST", id = "files_from")]
    pub(super) files_from: Option<PathBuf>,
    #[command(flatten)]
    pub(super) world: WorldArgs,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the source line with the place marked
    Pretty,
    /// For programs: one JSON object per file and line
    Jsonl,
}

#[derive(Debug, Args)]
pub(super) struct FixArgs {
    /// Files, folders that hold an openclaw.json, or `-` for a pipe
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) mode: FixMode,
    /// Do all that OpenClaw's own migration does: also drop or switch off what the file says, and write down what it only
    /// implied; look at it with --diff first
    #[arg(long = "unsafe")]
    pub(super) with_loss: bool,
    /// Make only the fixes of this diagnostic code
    #[arg(long, value_name = "CODE")]
    pub(super) only: Option<String>,
    #[command(flatten)]
    pub(super) world: WorldArgs,
}

impl FixArgs {
    /// The migrations that are asked for.
    pub(super) fn which(&self) -> Which<'_> {
        let safe = Which::safe(self.only.as_deref());
        if self.with_loss { Which::everything(self.only.as_deref()) } else { safe }
    }
}

/// What `fix` does with the result instead of writing the file.
#[derive(Clone, Copy, Debug, Args)]
#[group(multiple = false)]
pub(super) struct FixMode {
    /// Print the fixed text; write nothing
    #[arg(long)]
    pub(super) stdout: bool,
    /// Print a unified diff; write nothing
    #[arg(long)]
    pub(super) diff: bool,
    /// List what would be fixed; write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct FmtArgs {
    /// Files, folders that hold an openclaw.json, or `-` for a pipe
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) mode: FmtMode,
}

/// What `fmt` does with the result instead of writing the file.
#[derive(Clone, Copy, Debug, Args)]
#[group(multiple = false)]
pub(super) struct FmtMode {
    /// Name the files that are not formatted; write nothing
    #[arg(long)]
    pub(super) check: bool,
    /// Print the formatted text; write nothing
    #[arg(long)]
    pub(super) stdout: bool,
    /// Print a unified diff; write nothing
    #[arg(long)]
    pub(super) diff: bool,
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
    fn check_needs_something_to_check() {
        assert!(Cli::try_parse_from(["openclaw-lsp", "check"]).is_err());
        assert!(Cli::try_parse_from(["openclaw-lsp", "check", "--files-from", "-"]).is_ok());
    }
}
