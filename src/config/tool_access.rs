//! How far an agent reaches: whether it runs commands and touches files outside a sandbox, changes the gateway itself, and
//! reads the sessions of others (docs/openclaw/security.md#how-far-an-agent-reaches).

use super::exec::{Mode, Security};
use super::tools::{Policies, Sandbox};
use crate::syntax::{Node, Scalar, Value};
use std::borrow::Cow;

/// What an agent can do, as bits that are joined over all agents.
pub mod reach {
    /// It runs commands outside a sandbox, at least at times.
    pub const COMMANDS: u64 = 1;
    /// It reads or writes files outside its workspace and outside a sandbox.
    pub const FILES: u64 = 1 << 1;
    /// It updates OpenClaw, changes plugins or makes schedules.
    pub const CONTROL: u64 = 1 << 2;
    /// Its policy lets some commands run.
    pub const EXEC: u64 = 1 << 3;
    /// Its policy lets every command run without asking.
    pub const FULL: u64 = 1 << 4;
    /// It reads sessions of other agents.
    pub const SESSIONS: u64 = 1 << 5;
    /// Some of its sessions are in a sandbox.
    pub const BOXED: u64 = 1 << 6;
    /// It has lists of tools of its own.
    pub const RESTRICTED: u64 = 1 << 7;
}

/// The tools that open sessions of others.
const SESSION_TOOLS: [&str; 5] =
    ["sessions_list", "sessions_history", "sessions_search", "sessions_send", "session_status"];

/// What the document says for all agents.
#[derive(Clone, Copy, Debug)]
pub struct Access<'t> {
    tools: Option<Node<'t>>,
    sandbox: Option<Node<'t>>,
}

/// What counts for one agent, or for one that says nothing of its own.
#[derive(Debug)]
pub struct AgentAccess<'t> {
    access: Access<'t>,
    own: Option<Node<'t>>,
    sandbox: Option<Node<'t>>,
    /// Which of its sessions are in a sandbox.
    pub boxing: Sandbox,
}

fn object<'t>(node: Option<Node<'t>>, path: &[&str]) -> Option<Node<'t>> {
    path.iter().try_fold(node?, |node, key| node.get(key)?.object())
}

fn text<'t>(node: Option<Node<'t>>, key: &str) -> Option<Cow<'t, str>> {
    node?.get(key)?.as_str()
}

impl<'t> Access<'t> {
    /// Reads a document.
    pub fn of(root: Option<Node<'t>>) -> Self {
        Self { tools: object(root, &["tools"]), sandbox: object(root, &["agents", "defaults", "sandbox"]) }
    }

    /// What counts for an agent with this entry; without one, for an agent that says nothing.
    pub fn agent(&self, entry: Option<Node<'t>>) -> AgentAccess<'t> {
        let (own, sandbox) = (object(entry, &["tools"]), object(entry, &["sandbox"]));
        let mode = text(sandbox, "mode").or_else(|| text(self.sandbox, "mode"));
        AgentAccess { access: *self, own, sandbox, boxing: Sandbox::of(mode.as_deref()) }
    }
}

/// What a section of commands says: `mode`, else `security`, whose words are some of the modes.
fn security(exec: Option<Node<'_>>) -> Option<Security> {
    let said = |key| Mode::named(&text(exec, key)?).map(Mode::security);
    said("mode").or_else(|| said("security"))
}

impl<'t> AgentAccess<'t> {
    fn exec(&self) -> [Option<Node<'t>>; 2] {
        [object(self.own, &["exec"]), object(self.access.tools, &["exec"])]
    }

    /// The layers that decide about its tools, with what they say of a provider and model.
    pub fn policies(&self, model: Option<(&str, &str)>) -> Policies {
        let value = |tools: Option<Node<'t>>| tools.map(Value::Node);
        Policies::new(value(self.access.tools), value(self.own), model, self.boxing)
    }

    /// How commands are let run, as far as it is written.
    pub fn written_security(&self) -> Security {
        let [own, global] = self.exec();
        security(own).or_else(|| security(global)).unwrap_or(Security::Deny)
    }

    /// Where commands run: `auto`, `sandbox`, `gateway` or `node`.
    pub fn exec_host(&self) -> Cow<'t, str> {
        let [own, global] = self.exec();
        text(own, "host").or_else(|| text(global, "host")).unwrap_or(Cow::Borrowed("auto"))
    }

    /// Whether commands run on the host, with the policy that counts there where none is written: all of them.
    pub fn runs_on_host(&self) -> bool {
        let host = self.exec_host();
        let is_boxed = host == "sandbox" || host == "auto" && self.boxing != Sandbox::Off;
        let [own, global] = self.exec();
        !is_boxed && security(own).or_else(|| security(global)) != Some(Security::Deny)
    }

    /// Whether it has a shell and none of the tools that write files, in a place where the shell can write them.
    pub fn writes_by_shell_only(&self) -> bool {
        let host = self.exec_host();
        let access =
            text(self.sandbox, "workspaceAccess").or_else(|| text(self.access.sandbox, "workspaceAccess"));
        let is_shut = self.boxing == Sandbox::All
            && !matches!(&*host, "gateway" | "node")
            && access.as_deref() != Some("rw");
        let policies = self.policies(None);
        !is_shut && policies.lets("exec") && !policies.lets_any(&["write", "edit", "apply_patch"])
    }

    fn is_workspace_only(&self) -> bool {
        let said = |tools| {
            object(tools, &["fs"])?.get("workspaceOnly").and_then(Value::scalar).and_then(Scalar::as_bool)
        };
        said(self.own).or_else(|| said(self.access.tools)) == Some(true)
    }

    fn reads_sessions(&self, policies: &Policies) -> bool {
        let clamp = text(self.access.sandbox, "sessionToolsVisibility");
        (self.boxing != Sandbox::All || clamp.as_deref() == Some("all")) && policies.lets_any(&SESSION_TOOLS)
    }

    /// Everything that it can do, as bits of [`reach`].
    pub fn bits(&self) -> u64 {
        let policies = self.policies(None);
        let is_loose = self.boxing != Sandbox::All;
        let security = self.written_security();
        let is_restricted =
            || self.own.is_some_and(|own| ["profile", "allow", "deny"].iter().any(|key| own.has(key)));
        let files =
            || policies.lets_any(&["read", "write", "edit", "apply_patch"]) && !self.is_workspace_only();
        [
            (reach::COMMANDS, is_loose && policies.lets_any(&["exec", "process"])),
            (reach::FILES, is_loose && files()),
            (reach::CONTROL, policies.lets_any(&["automations", "gateway", "plugins"])),
            (reach::EXEC, security != Security::Deny),
            (reach::FULL, security == Security::Full),
            (reach::SESSIONS, self.reads_sessions(&policies)),
            (reach::BOXED, self.boxing != Sandbox::Off),
            (reach::RESTRICTED, is_restricted()),
        ]
        .into_iter()
        .filter_map(|(bit, holds)| holds.then_some(bit))
        .sum()
    }
}
