//! Which tools an agent has: what profiles, lists and sandboxes leave of them, layer by layer
//! (docs/openclaw/security.md#which-tools-an-agent-has).

use super::tool_sets::{expanded, glob, normal, profile};
use crate::syntax::{Entry, Node, Value};
use std::borrow::Cow;

/// What a sandbox allows where no list says so.
const BOXED: [&str; 16] = [
    "exec",
    "process",
    "read",
    "ls",
    "write",
    "edit",
    "apply_patch",
    "view_image",
    "sessions_list",
    "sessions_history",
    "sessions_search",
    "sessions_send",
    "sessions_spawn",
    "sessions_yield",
    "subagents",
    "session_status",
];

/// What a sandbox denies where no list says so, beside the channels, which are no tools of an agent's own.
const UNBOXED: [&str; 7] = ["browser", "canvas", "computer", "mobile_ui", "nodes", "automations", "gateway"];

/// One layer: a tool has to pass all of them.
#[derive(Debug, Default)]
pub struct Policy {
    allow: Vec<String>,
    deny: Vec<String>,
}

/// A list with groups and other names written out.
fn written<T: AsRef<str>>(list: &[T]) -> Vec<String> {
    let own = |name: String| if name == "cron" { "automations".to_owned() } else { name };
    expanded(list).into_iter().map(own).collect()
}

fn matches(list: &[String], tool: &str) -> bool {
    list.iter().any(|pattern| glob(pattern, tool))
}

impl Policy {
    fn new(allow: &[String], deny: &[String]) -> Self {
        Self { allow: written(allow), deny: written(deny) }
    }

    /// Whether a tool passes. An empty list of what is allowed lets all pass that is not denied.
    pub fn lets(&self, tool: &str) -> bool {
        let is_allowed = || {
            self.allow.is_empty()
                || matches(&self.allow, tool)
                || tool == "apply_patch" && matches(&self.allow, "write")
        };
        !matches(&self.deny, tool) && is_allowed()
    }

    /// The lists of a section; none where it has none.
    fn of_section(section: Node<'_>) -> Option<Self> {
        let also = list(section, "alsoAllow").filter(|also| !also.is_empty());
        let everything = || vec!["*".to_owned()];
        let allow = match (list(section, "allow"), also) {
            (Some(allow), None) => Some(allow),
            (Some(allow), Some(also)) if !allow.is_empty() => Some([allow, also].concat()),
            (_, Some(also)) => Some([everything(), also].concat()),
            (None, None) => None,
        };
        let deny = list(section, "deny");
        (allow.is_some() || deny.is_some())
            .then(|| Self::new(&allow.unwrap_or_default(), &deny.unwrap_or_default()))
    }
}

/// The texts of a list; none where there is no list.
fn list(section: Node<'_>, key: &str) -> Option<Vec<String>> {
    let list = section.get(key)?.array()?;
    Some(
        list.entries()
            .filter_map(Entry::value)
            .filter_map(|value| Some(value.as_str()?.into_owned()))
            .collect(),
    )
}

/// Whether sessions are shut in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boxing {
    /// None is.
    Off,
    /// All but the main session of an agent are.
    Others,
    /// All are.
    All,
}

impl Boxing {
    /// How a written mode is read.
    pub fn of(mode: Option<&str>) -> Self {
        match mode {
            Some("all") => Self::All,
            Some("non-main") => Self::Others,
            _ => Self::Off,
        }
    }
}

/// The layers that decide about the tools of one agent.
#[derive(Debug, Default)]
pub struct Policies(Vec<Policy>);

impl Policies {
    /// The layers of an agent: `global` is `tools` of the document, `own` that of the agent, and `extra` what they say of a
    /// provider or model.
    pub fn new(global: Option<Node<'_>>, own: Option<Node<'_>>, extra: &[Node<'_>], boxing: Boxing) -> Self {
        let mut layers: Vec<Policy> = of_profile(global, own).into_iter().collect();
        let sections = [global, own].into_iter().flatten().chain(extra.iter().copied());
        layers.extend(sections.filter_map(Policy::of_section));
        if boxing == Boxing::All {
            layers.push(of_sandbox(global, own));
        }
        Self(layers)
    }

    /// Whether the agent has a tool.
    pub fn lets(&self, tool: &str) -> bool {
        self.0.iter().all(|policy| policy.lets(tool))
    }

    /// Whether the agent has one of these tools.
    pub fn lets_any(&self, tools: &[&str]) -> bool {
        tools.iter().any(|tool| self.lets(tool))
    }
}

/// The profile that counts, with what is allowed beside it.
fn of_profile(global: Option<Node<'_>>, own: Option<Node<'_>>) -> Option<Policy> {
    let name =
        |section: Option<Node<'_>>| section?.get("profile").and_then(Value::as_str).map(Cow::into_owned);
    let tools = profile(&name(own).or_else(|| name(global))?)?;
    let also = |section: Option<Node<'_>>| list(section?, "alsoAllow");
    let also = also(own).or_else(|| also(global)).unwrap_or_default();
    let all: Vec<String> = tools.iter().map(|tool| (*tool).to_owned()).chain(also).collect();
    Some(Policy::new(&all, &[]))
}

fn boxed_lists(section: Option<Node<'_>>) -> Option<Node<'_>> {
    section?.get("sandbox")?.get("tools")?.object()
}

/// What a sandbox lets through: a list of the agent, else of the document, else what OpenClaw thinks right.
fn of_sandbox(global: Option<Node<'_>>, own: Option<Node<'_>>) -> Policy {
    let (own, global) = (boxed_lists(own), boxed_lists(global));
    let pick = |key: &str| own.and_then(|own| list(own, key)).or_else(|| list(global?, key));
    let (allow, also) = (pick("allow"), pick("alsoAllow").unwrap_or_default());
    let asked = written(&[allow.clone().unwrap_or_default(), also.clone()].concat());
    let allow = match allow {
        Some(allow) if allow.is_empty() => allow,
        Some(allow) => [allow, also].concat(),
        None => BOXED.iter().map(|tool| (*tool).to_owned()).chain(also).collect(),
    };
    let usual =
        || UNBOXED.iter().filter(|tool| !matches(&asked, tool)).map(|tool| (*tool).to_owned()).collect();
    let mut policy = Policy::new(&allow, &pick("deny").unwrap_or_else(usual));
    if !policy.allow.is_empty() {
        policy.allow.push("view_image".to_owned());
    }
    policy
}

/// The part of `byProvider` that is about a model: that of the model itself, else that of its provider.
pub fn of_provider<'t>(section: Option<Node<'t>>, provider: &str, id: &str) -> Option<Node<'t>> {
    let parts = section?.get("byProvider")?.object()?;
    let (provider, id) = (normal(provider), normal(id));
    let named = |wanted: &str| {
        let mut members = parts.members();
        members
            .find(|entry| entry.key().is_some_and(|key| key.trim().to_lowercase() == wanted))?
            .value()?
            .object()
    };
    named(&format!("{provider}/{id}")).or_else(|| named(&provider))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Tree;

    fn lets(global: &str, own: &str, boxing: Boxing, tools: &[&str]) -> Vec<bool> {
        let [global, own] = [global, own].map(Tree::parse);
        let section = |tree| Tree::value(tree).and_then(Value::object);
        let policies = Policies::new(section(&global), section(&own), &[], boxing);
        tools.iter().map(|tool| policies.lets(tool)).collect()
    }

    #[test]
    fn every_layer_has_to_let_a_tool_pass() {
        let tools = ["exec", "read", "gateway", "automations"];
        assert_eq!(lets("{}", "{}", Boxing::Off, &tools), [true; 4]);
        assert_eq!(lets("{ profile: 'messaging' }", "{}", Boxing::Off, &tools), [false, false, true, false]);
        assert_eq!(lets("{ deny: ['bash', 'cron'] }", "{}", Boxing::Off, &tools), [false, true, true, false]);
        assert_eq!(lets("{ allow: ['group:fs'] }", "{ allow: ['exec'] }", Boxing::Off, &tools), [false; 4]);
        assert_eq!(
            lets("{ profile: 'coding' }", "{ profile: 'minimal', alsoAllow: ['exec'] }", Boxing::Off, &tools),
            [true, false, true, false]
        );
    }

    #[test]
    fn a_sandbox_has_lists_of_its_own() {
        let tools = ["exec", "gateway", "web_fetch"];
        assert_eq!(lets("{}", "{}", Boxing::All, &tools), [true, false, false]);
        assert_eq!(lets("{}", "{}", Boxing::Others, &tools), [true; 3]);
        let more = "{ sandbox: { tools: { alsoAllow: ['gateway'] } } }";
        assert_eq!(lets(more, "{}", Boxing::All, &tools), [true, true, false]);
        assert_eq!(
            lets("{}", "{ sandbox: { tools: { allow: [] } } }", Boxing::All, &tools),
            [true, false, true]
        );
    }
}
