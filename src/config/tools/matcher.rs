//! Whether a policy lets a tool through.

use super::policy::Policy;
use super::tool::Tool;
use crate::config::tool_sets::{self, glob, group};

/// A name that policies still take for the tool of today.
const TAKEN: (&str, &str) = ("cron", "automations");
/// A name that stood for another tool once.
const RENAMED: (&str, &str) = ("update_plan", "progress_card");
/// A name that stands for two tools.
const WIDER: (&str, &str) = ("canvas", "show_widget");
/// What stands for all tools of plugins.
const OF_PLUGINS: &str = "group:plugins";

/// A name as policies compare it.
pub fn normal(name: &str) -> String {
    let name = tool_sets::normal(name);
    if name == TAKEN.0 { TAKEN.1.to_owned() } else { name }
}

/// What takes a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is denied by this entry, as written.
    Denied(String),
    /// It is not among what is allowed.
    NotAllowed,
}

/// A policy, ready to be asked.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    /// The patterns that allow; none where everything is allowed.
    allow: Vec<String>,
    /// The patterns that deny, each with the entry that it comes from.
    deny: Vec<(String, String)>,
}

impl Matcher {
    pub(super) fn new(policy: &Policy, tools: &[Tool]) -> Self {
        let list = policy.allow.as_deref().unwrap_or_default();
        let allow = list.iter().flat_map(|entry| patterns(entry, tools)).collect();
        let deny = policy.deny.iter();
        let deny =
            deny.flat_map(|entry| patterns(entry, tools).into_iter().map(|pattern| (pattern, entry.clone())));
        Self { allow, deny: deny.collect() }
    }

    /// What takes a tool; nothing where it is let through.
    pub(super) fn takes(&self, tool: &str) -> Option<Reason> {
        let name = normal(tool);
        if let Some((_, entry)) = self.deny.iter().find(|(pattern, _)| glob(pattern, &name)) {
            return Some(Reason::Denied(entry.trim().to_owned()));
        }
        let is_allowed = |name: &str| self.allow.iter().any(|pattern| glob(pattern, name));
        let fits = self.allow.is_empty() || is_allowed(&name) || name == "apply_patch" && is_allowed("write");
        (!fits).then_some(Reason::NotAllowed)
    }
}

/// The patterns that an entry stands for: groups, plugins and older names written out; none for a blank one.
fn patterns(entry: &str, tools: &[Tool]) -> Vec<String> {
    let name = normal(entry);
    let name = if name == RENAMED.0 { RENAMED.1.to_owned() } else { name };
    let wider = Some(WIDER.1.to_owned()).filter(|_| name == WIDER.0);
    let of_plugin = |plugin: &str| {
        let is_one =
            |tool: &&Tool| tool.plugin.as_ref().is_some_and(|own| plugin == OF_PLUGINS || *own == plugin);
        tools.iter().filter(is_one).map(|tool| normal(&tool.name)).collect::<Vec<_>>()
    };
    let brought = of_plugin(&name);
    let all: Vec<String> = match group(&name) {
        _ if name.is_empty() => Vec::new(),
        _ if !brought.is_empty() => brought,
        Some(tools) => tools.iter().map(|tool| (*tool).to_owned()).collect(),
        None => vec![name],
    };
    all.into_iter().chain(wider).collect()
}
