//! The arguments of `check`.

use super::WorldArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  openclaw-lsp check                             checks the file that OpenClaw reads here
  openclaw-lsp check ~/.openclaw                 checks ~/.openclaw/openclaw.json
  openclaw-lsp check . 'hosts/*/openclaw.json'   all configurations below a folder, and those of a glob
  openclaw-lsp check --security ~/.openclaw      also what others might do with it
  openclaw-lsp check --format jsonl a.json | jq 'select(.valid | not).file'
  openclaw-lsp check --format github --format sarif --output-file findings.sarif .
  find . -name '*.patch.json5' -print0 | openclaw-lsp check --files-from -
  openclaw-lsp check --stdin-filename hosts/a/openclaw.json - < draft.json

Variables that are set are those of this command's environment.
Exit status: 0 no error, 1 errors, 2 a file could not be read.";

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Files, folders, globs, or `-` for standard input. A folder means the openclaw.json in it, else all configurations
    /// below it that version control does not ignore. Without any, the file that OpenClaw reads here
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
    #[command(flatten)]
    pub(in crate::cli) filter: FilterArgs,
    /// Also check the files that this list names, one per line or with NUL between them; `-` reads the list from standard input
    #[arg(long, value_name = "LIST", id = "files_from", conflicts_with = "watch")]
    pub(in crate::cli) files_from: Option<PathBuf>,
    /// What standard input is called, and where it lies: what it includes is looked for from there
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) stdin_filename: Option<PathBuf>,
    /// Tell all risks, and not only those that OpenClaw's own security audit calls critical
    #[arg(long)]
    pub(in crate::cli) security: bool,
    /// Check again whenever one of the files changes, until this is interrupted
    #[arg(long)]
    pub(in crate::cli) watch: bool,
    #[command(flatten)]
    pub(in crate::cli) world: WorldArgs,
}

/// How findings are printed, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct OutputArgs {
    /// How to print what was found. May be given several times: each but the first then needs an --output-file
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    pub(in crate::cli) formats: Vec<Format>,
    /// Print all findings of a file; without it, the worst 100 for people. Programs always get all
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// Write the output to this file in place of standard output. Of several formats the last takes the last file
    #[arg(long = "output-file", value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Whether to print in colour; `auto` does on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorWhen::Auto)]
    pub(in crate::cli) color: ColorWhen,
    /// Print findings only, and no count of them
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
    /// Print how often each code was found in place of the findings; for the formats pretty and short
    #[arg(long)]
    pub(in crate::cli) statistics: bool,
}

/// Which findings are told, and which of them make the command fail.
#[derive(Debug, Args)]
pub(in crate::cli) struct FilterArgs {
    /// Tell only findings of this code; may be given several times, or with commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(in crate::cli) select: Vec<String>,
    /// Tell no findings of this code; may be given several times, or with commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(in crate::cli) ignore: Vec<String>,
    /// Tell only findings that are at least this bad
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Level::Hint)]
    pub(in crate::cli) min_severity: Level,
    /// End with status 0 whatever is found; with 2 all the same when something cannot be read
    #[arg(long)]
    pub(in crate::cli) exit_zero: bool,
    /// End with status 1 also when there is a finding that is no error
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(in crate::cli) deny: Option<Deny>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people: the source line with the place marked
    Pretty,
    /// For people and other programs: one line per finding
    Short,
    /// For programs: one JSON object, with the fixes as text edits
    Json,
    /// For programs: one JSON object per file and line
    Jsonl,
    /// For GitHub Actions: annotations on the lines of a pull request
    Github,
    /// For GitLab: a Code Quality report
    Gitlab,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For build servers: JUnit XML, a test case for each file
    Junit,
}

/// Whether to print in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// In any case
    Always,
    /// In no case
    Never,
}

/// How bad a finding is; the worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Level {
    /// OpenClaw refuses the configuration
    Error,
    /// OpenClaw runs, but does not do what the text says
    Warning,
    /// Worth knowing
    Information,
    /// A suggestion
    Hint,
}

/// What makes `check` fail besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Deny {
    /// Warnings
    Warnings,
    /// Warnings, information and hints
    Notes,
}
