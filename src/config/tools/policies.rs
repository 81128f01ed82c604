//! The layers that OpenClaw's audit asks about an agent: those that are written, in the agent's main session, and whoever asks.

use super::layer::Layer;
use super::matcher::Matcher;
use super::sandbox::{Sandbox, Session};
use super::steps::{Section, also_allowed, profile, profile_step, provider, sandbox_step, step};
use crate::config::ConfigValue;

/// The layers that decide about the tools of one agent.
#[derive(Debug, Default)]
pub struct Policies(Vec<Matcher>);

impl Policies {
    /// The layers of an agent: `shared` is `tools` of the document, `own` that of the agent, and of both counts what they say of
    /// a provider and a model of it.
    pub fn new<V: ConfigValue>(
        shared: Option<V>,
        own: Option<V>,
        model: Option<(&str, &str)>,
        sandbox: Sandbox,
    ) -> Self {
        // Nobody asks here where a layer stands.
        let section = |tools: Option<V>| tools.map(|tools| (tools, String::new()));
        let (shared, own) = (section(shared), section(own));
        let (shared, own) = (shared.as_ref(), own.as_ref());
        let of = |section: Option<&Section<V>>| model.and_then(|(name, id)| provider(section, name, id));
        let (of_provider, own_provider) = (of(shared), of(own));
        let named = profile(own).or_else(|| profile(shared));
        let more = also_allowed(own).or_else(|| also_allowed(shared));
        let steps = [
            profile_step(Layer::Profile, named, more),
            step(Layer::Global, shared),
            step(Layer::Agent, own),
            step(Layer::GlobalProvider, of_provider.as_ref()),
            step(Layer::AgentProvider, own_provider.as_ref()),
            sandbox.holds(Session::Main).then(|| sandbox_step(own, shared)),
        ];
        Self(steps.into_iter().flatten().map(|step| Matcher::new(&step.policy, &[])).collect())
    }

    /// Whether the agent has a tool.
    pub fn lets(&self, tool: &str) -> bool {
        self.0.iter().all(|matcher| matcher.takes(tool).is_none())
    }

    /// Whether the agent has one of these tools.
    pub fn lets_any(&self, tools: &[&str]) -> bool {
        tools.iter().any(|tool| self.lets(tool))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Tree;

    fn lets(global: &str, own: &str, sandbox: Sandbox, tools: &[&str]) -> Vec<bool> {
        let [global, own] = [global, own].map(Tree::parse);
        let policies = Policies::new(global.value(), own.value(), None, sandbox);
        tools.iter().map(|tool| policies.lets(tool)).collect()
    }

    #[test]
    fn every_layer_has_to_let_a_tool_pass() {
        let tools = ["exec", "read", "gateway", "automations"];
        assert_eq!(lets("{}", "{}", Sandbox::Off, &tools), [true; 4]);
        assert_eq!(lets("{ profile: 'messaging' }", "{}", Sandbox::Off, &tools), [false, false, true, false]);
        assert_eq!(
            lets("{ deny: ['bash', 'cron'] }", "{}", Sandbox::Off, &tools),
            [false, true, true, false]
        );
        assert_eq!(lets("{ allow: ['group:fs'] }", "{ allow: ['exec'] }", Sandbox::Off, &tools), [false; 4]);
        assert_eq!(
            lets(
                "{ profile: 'coding' }",
                "{ profile: 'minimal', alsoAllow: ['exec'] }",
                Sandbox::Off,
                &tools
            ),
            [true, false, true, false]
        );
    }

    #[test]
    fn a_sandbox_has_lists_of_its_own() {
        let tools = ["exec", "gateway", "web_fetch"];
        assert_eq!(lets("{}", "{}", Sandbox::All, &tools), [true, false, false]);
        assert_eq!(lets("{}", "{}", Sandbox::NonMain, &tools), [true; 3]);
        let more = "{ sandbox: { tools: { alsoAllow: ['gateway'] } } }";
        assert_eq!(lets(more, "{}", Sandbox::All, &tools), [true, true, false]);
        assert_eq!(
            lets("{}", "{ sandbox: { tools: { allow: [] } } }", Sandbox::All, &tools),
            [true, false, true]
        );
    }
}
