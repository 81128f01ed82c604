//! The tools as the protocol knows them.

use super::params::{AtKey, Check, Code, Explain, Fix, Set, Unset};
use crate::base::World;
use crate::host::includes::Includes;
use rmcp::handler::server::router::tool::ToolRouter;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, ContentBlock, Implementation, ServerCapabilities, ServerConfig};
use rmcp::{ServerHandler, tool, tool_handler, tool_router};
use serde_json::Value;
use std::hash::RandomState;
use std::sync::Arc;

const INSTRUCTIONS: &str = "\
Tools for OpenClaw's configuration, openclaw.json (JSON5). Check a file before and after you change it. Change it by `set`, \
`unset` and `fix`, which keep comments and refuse what OpenClaw would refuse: call without `confirm` to see the difference, \
show it to the user, then call again with the token that you got. Secrets are masked; never ask for them. Restart nothing \
yourself.";

/// The tools that write files.
const WRITERS: [&str; 3] = ["set", "unset", "fix"];

/// The server: what it judges by.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) world: Arc<World>,
    pub(super) includes: Arc<Includes>,
    /// What tokens are made with.
    pub(super) key: RandomState,
    tool_router: ToolRouter<Self>,
}

impl Server {
    pub(super) fn new(world: Arc<World>, read_only: bool) -> Self {
        let mut tool_router = Self::tool_router();
        if read_only {
            for name in WRITERS {
                tool_router.remove_route(name);
            }
        }
        Self { world, includes: Arc::new(Includes::from_environment()), key: RandomState::new(), tool_router }
    }
}

#[tool_router(router = tool_router)]
impl Server {
    /// Reports what OpenClaw would refuse or ignore in a configuration: each finding with its place, what would be allowed,
    /// and the fixes as text edits. `valid` says whether OpenClaw takes it.
    #[tool(annotations(title = "Check a configuration", read_only_hint = true, open_world_hint = false))]
    async fn check(&self, Parameters(asked): Parameters<Check>) -> CallToolResult {
        told(self.checked(&asked))
    }

    /// Says what will really happen: which model each agent gets, how long its prompts are cached and which layer decides; or
    /// all about one key.
    #[tool(annotations(title = "Explain a configuration", read_only_hint = true, open_world_hint = false))]
    async fn explain(&self, Parameters(asked): Parameters<Explain>) -> CallToolResult {
        told(self.explained(&asked))
    }

    /// Explains the code of a finding: what it means, an example, the fix.
    #[tool(annotations(title = "Explain a code", read_only_hint = true, open_world_hint = false))]
    async fn explain_code(&self, Parameters(asked): Parameters<Code>) -> CallToolResult {
        told(Self::page(&asked))
    }

    /// Lists what can stand at a key: the keys of the object there, and the values that are allowed.
    #[tool(annotations(title = "Complete a key", read_only_hint = true, open_world_hint = false))]
    async fn complete(&self, Parameters(asked): Parameters<AtKey>) -> CallToolResult {
        told(self.completed(&asked))
    }

    /// Says what a key does, what it allows, and what a model there costs.
    #[tool(annotations(title = "Describe a key", read_only_hint = true, open_world_hint = false))]
    async fn hover(&self, Parameters(asked): Parameters<AtKey>) -> CallToolResult {
        told(self.hovered(&asked))
    }

    /// Gives the value of a key, as all files of the configuration together say it. Secrets are masked.
    #[tool(annotations(title = "Get a value", read_only_hint = true, open_world_hint = false))]
    async fn get(&self, Parameters(asked): Parameters<AtKey>) -> CallToolResult {
        told(self.got(&asked))
    }

    /// Sets one key and keeps comments and layout. The first call shows the difference and writes nothing; a second one with
    /// its `confirm` token writes. What OpenClaw would refuse is never written.
    #[tool(annotations(title = "Set a value", destructive_hint = true, open_world_hint = false))]
    async fn set(&self, Parameters(asked): Parameters<Set>) -> CallToolResult {
        told(self.set_key(&asked))
    }

    /// Removes one key and keeps comments and layout. The first call shows the difference and writes nothing; a second one
    /// with its `confirm` token writes.
    #[tool(annotations(title = "Remove a key", destructive_hint = true, open_world_hint = false))]
    async fn unset(&self, Parameters(asked): Parameters<Unset>) -> CallToolResult {
        told(self.unset_key(&asked))
    }

    /// Migrates what is retired and mends what can be mended without a choice; comments and layout stay. The first call shows
    /// the difference and writes nothing; a second one with its `confirm` token writes.
    #[tool(annotations(title = "Fix a configuration", destructive_hint = true, open_world_hint = false))]
    async fn fix(&self, Parameters(asked): Parameters<Fix>) -> CallToolResult {
        told(self.fixed(&asked))
    }
}

#[tool_handler(router = self.tool_router)]
impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("openclaw-lsp", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }
}

/// The answer of a tool: an object, or a sentence that says what went wrong.
fn told(answer: Result<Value, String>) -> CallToolResult {
    match answer {
        Ok(value) => CallToolResult::structured(value),
        Err(reason) => CallToolResult::error(vec![ContentBlock::text(reason)]),
    }
}
