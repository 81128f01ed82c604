//! Code lenses: above each agent, the model that it really uses and the cache retention that takes effect.

use super::inlay::short;
use crate::base::Snapshot;
use crate::config::cache_retention::{Retention, Why};
use crate::config::include::KEY;
use crate::explain::Explainer;
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;

/// Nobody has as many agents, and every lens is drawn.
const MOST: usize = 5_000;

/// A line above a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The agent's key, or the first byte of its element in the older roster.
    pub range: TextRange,
    /// What is shown.
    pub title: String,
}

/// One lens for each agent of the document.
pub fn lenses(snapshot: &Snapshot) -> Vec<Lens> {
    let Some(explainer) = Explainer::new(snapshot) else { return Vec::new() };
    let rosters = snapshot.tree.value().and_then(|root| root.get("agents"));
    let places = rosters.map(places).unwrap_or_default();
    let agents = explainer.agents().iter().take(MOST).filter_map(|agent| {
        let range = places.get(agent.index).copied()?;
        let (found, cache) = explainer.effective(Some(agent));
        let cache = match (cache.why, cache.effective.map(Retention::word)) {
            _ if explainer.is_claude_cli(Some(agent), &found.model) => {
                "runs through the Claude CLI".to_owned()
            }
            _ if !explainer.knows_provider(&found.model) => "unknown provider".to_owned(),
            (Why::NotRead, _) => "no cache setting is read".to_owned(),
            (_, Some(word)) => format!("cache {word} ({})", short(cache.lifetime)),
            (_, None) => format!("cache: {}", short(cache.lifetime)),
        };
        Some(Lens { range, title: format!("{} | {cache}", found.model) })
    });
    agents.collect()
}

/// The places of the agents, by their index in the roster that counts.
fn places(section: Value<'_>) -> Vec<TextRange> {
    let entries = section.get("entries").and_then(Value::object).filter(|node| node.count() > 0);
    if let Some(entries) = entries {
        // A member without a value is no agent, and has no index.
        let is_agent =
            |entry: &Entry<'_>| entry.key().is_some_and(|key| key != KEY) && entry.value().is_some();
        let members = entries.entries().filter(is_agent);
        return members.map(|entry| entry.key_token().map_or(entry.range(), |token| token.range)).collect();
    }
    let list = section.get("list").and_then(Value::array);
    let items = list.into_iter().flat_map(Node::entries).filter(|entry| entry.value().is_some());
    items.map(|entry| TextRange::at(entry.range().start, 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentKind, World};
    use std::sync::Arc;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
        let found = lenses(&snapshot);
        let found: Vec<(&str, &str)> =
            found.iter().map(|lens| (&text[lens.range.start..lens.range.end], lens.title.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn each_agent_has_one() {
        check(
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5' }, entries: {
                $include: './more.json5', main: {}, broken: , 'alerts': { params: { cacheRetention: 'long' } }, fast: { model: 'groq/x' } } } }",
            &[
                ("main", "anthropic/claude-opus-5 | cache short (5 min)"),
                ("'alerts'", "anthropic/claude-opus-5 | cache long (1 h)"),
                ("fast", "groq/x | no cache setting is read"),
            ],
        );
    }

    #[test]
    fn the_claude_command_line_is_named() {
        check(
            "{ agents: { defaults: { models: { 'anthropic/claude-opus-5': { agentRuntime: { id: 'claude-cli' } } } },
                entries: { main: { model: 'anthropic/claude-opus-5' } } } }",
            &[("main", "anthropic/claude-opus-5 | runs through the Claude CLI")],
        );
    }

    #[test]
    fn the_older_roster_has_them_too() {
        check(
            "{ agents: { list: [{ id: 'a', model: 'openai/gpt-5.4' }, {}, { id: 'b', model: 'amazon-bedrock/anthropic.claude-x' }] } }",
            &[
                ("{", "openai/gpt-5.4 | cache: the provider's default"),
                ("{", "amazon-bedrock/anthropic.claude-x | cache: 5 min"),
            ],
        );
    }

    #[test]
    fn no_agents_no_lens() {
        check("{ agents: { entries: [] } }", &[]);
        check("[]", &[]);
    }
}
