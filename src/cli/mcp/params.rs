//! What the tools are asked, with the words that agents read about it.

use rmcp::schemars;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Check {
    /// The configuration file, or a folder that holds an openclaw.json. Without it, the file that OpenClaw reads here.
    pub(super) file: Option<String>,
    /// A text to judge in place of the file's: a draft that is not written yet.
    pub(super) text: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Explain {
    /// The configuration file. Without it, the file that OpenClaw reads here.
    pub(super) file: Option<String>,
    /// A key by its dotted path, such as `agents.defaults.params.cacheRetention`, `route` for who answers whom,
    /// `access` for who may write, `tools` for who has which, or `start` for whether the gateway does. Without it, all agents are explained.
    pub(super) key: Option<String>,
    /// With `route` and `access`, a message: `CHANNEL[:ACCOUNT[:KIND:ID]]`, such as `telegram:alerts:group:-100`.
    pub(super) message: Option<String>,
    /// The id of the agent to explain for.
    pub(super) agent: Option<String>,
    /// The model to explain for, written as in the file.
    pub(super) model: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Code {
    /// The code of a finding, such as `unknown-key`.
    pub(super) code: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct AtKey {
    /// The configuration file. Without it, the file that OpenClaw reads here.
    pub(super) file: Option<String>,
    /// The key by its dotted path; it need not be there yet. `.` is the top.
    pub(super) key: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Set {
    /// The configuration file. Without it, the file that OpenClaw reads here.
    pub(super) file: Option<String>,
    /// The key by its dotted path; what is missing on the way is made.
    pub(super) key: String,
    /// The value, as JSON.
    pub(super) value: serde_json::Value,
    /// The token that the first call gave, to write what it showed.
    pub(super) confirm: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Unset {
    /// The configuration file. Without it, the file that OpenClaw reads here.
    pub(super) file: Option<String>,
    /// The key by its dotted path.
    pub(super) key: String,
    /// The token that the first call gave, to write what it showed.
    pub(super) confirm: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Fix {
    /// The configuration file. Without it, the file that OpenClaw reads here.
    pub(super) file: Option<String>,
    /// Make only the fixes of this code.
    pub(super) code: Option<String>,
    /// Make also those that drop or switch off something that the file says.
    #[serde(default)]
    pub(super) lossy: bool,
    /// The token that the first call gave, to write what it showed.
    pub(super) confirm: Option<String>,
}
