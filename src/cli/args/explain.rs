//! The arguments of `explain` and `explain-code`.

use super::WorldArgs;
use crate::config::routing::Peer;
use crate::explain::MESSAGES;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  openclaw-lsp explain ~/.openclaw               every agent with its model and cache retention
  openclaw-lsp explain --agent main ~/.openclaw  the layers one by one: which wins, what is shadowed
  openclaw-lsp explain --model anthropic/claude-opus-5 --format json openclaw.json
  openclaw-lsp explain agents.defaults.params.cacheRetention openclaw.json
  openclaw-lsp explain route ~/.openclaw         who answers in each account, and which bindings never decide
  openclaw-lsp explain route --message telegram:alerts:group:-100 ~/.openclaw
  openclaw-lsp explain access ~/.openclaw        who may write in each account, and what is open to anyone
  openclaw-lsp explain access --message telegram:alerts:group:-100 ~/.openclaw
  openclaw-lsp explain tools --agent main ~/.openclaw
  openclaw-lsp explain cost --prompt 50000 --messages 100 ~/.openclaw
  openclaw-lsp explain --format html ~/.openclaw > openclaw.html
  openclaw-lsp explain start ~/.openclaw         whether the gateway starts, and what it waits for

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
    /// Who answers this message, and which binding wins; who may write it, and which setting says so; which tools its agent has there
    #[arg(
        long,
        value_name = "CHANNEL[:ACCOUNT[:KIND:ID]]",
        help_heading = "With `route`, `access` and `tools`"
    )]
    pub(in crate::cli) message: Option<String>,
    /// The conversation that holds the message's own, such as the channel of a thread
    #[arg(
        long,
        value_name = "KIND:ID",
        requires = "message",
        help_heading = "With `route`, `access` and `tools`"
    )]
    pub(in crate::cli) parent: Option<Peer>,
    /// The topic of a forum in Telegram
    #[arg(
        long,
        value_name = "NUMBER",
        requires = "message",
        help_heading = "With `route`, `access` and `tools`"
    )]
    pub(in crate::cli) thread: Option<String>,
    /// The server of Discord that the message comes from
    #[arg(
        long,
        value_name = "ID",
        requires = "message",
        help_heading = "With `route`, `access` and `tools`"
    )]
    pub(in crate::cli) guild: Option<String>,
    /// The workspace of Slack or the team of Microsoft Teams
    #[arg(
        long,
        value_name = "ID",
        requires = "message",
        help_heading = "With `route`, `access` and `tools`"
    )]
    pub(in crate::cli) team: Option<String>,
    /// A role of the sender on that server
    #[arg(
        long,
        value_name = "ID",
        requires = "message",
        help_heading = "With `route`, `access` and `tools`"
    )]
    pub(in crate::cli) role: Vec<String>,
    /// How long the prompt is, in tokens; may be given several times
    #[arg(long, value_name = "TOKENS", help_heading = "With `cost`")]
    pub(in crate::cli) prompt: Vec<u64>,
    /// How many messages come a day
    #[arg(long, value_name = "COUNT", default_value_t = MESSAGES, help_heading = "With `cost`")]
    pub(in crate::cli) messages: u32,
    /// What is explained, if not all agents, and then the file, a folder that holds an openclaw.json, or `-` for standard input.
    /// KEY is `route` (who answers), `access` (who may write), `tools` (who has which), `cost` (of the prompt cache), `start` (whether the gateway does), or one key by its dotted path: steps with dots may be quoted,
    /// `models["a/b"]`
    #[arg(value_name = "[KEY] FILE", num_args = 1..=2, required = true)]
    places: Vec<PathBuf>,
}

impl ExplainArgs {
    /// What is explained: a key, or the word for a question; nothing for all agents.
    pub(in crate::cli) fn key(&self) -> Option<&str> {
        // A key is text; a path that is none names no key.
        self.places.first().filter(|_| self.places.len() > 1).map(|key| key.to_str().unwrap_or_default())
    }

    /// The file.
    pub(in crate::cli) fn file(&self) -> PathBuf {
        self.places.last().cloned().unwrap_or_default()
    }
}

/// How an explanation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExplainFormat {
    /// For people: tables
    Pretty,
    /// For programs: one JSON object
    Json,
    /// For people and agents: Markdown
    Md,
    /// A page about everything, or about one question, in one file
    Html,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CodeArgs {
    /// The code of a diagnostic, such as `unknown-key`; without one, all codes are listed
    #[arg(value_name = "CODE")]
    pub(in crate::cli) code: Option<String>,
}
