//! Code lenses: above each agent, the model that it really uses with the cache retention that takes effect, and how many tools it
//! has; above each account of a channel, who may write.

use super::inlay::short;
use crate::base::{LensOptions, Snapshot};
use crate::config::account_id;
use crate::config::cache_retention::{Retention, Why};
use crate::config::effective::Agent;
use crate::config::include::KEY;
use crate::explain::{AccessRow, Explainer, ToolCount};
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;

/// Nobody has as many agents, and every lens is drawn.
const MOST: usize = 5_000;

/// Each account is looked for among those of its channel.
const MOST_ACCOUNTS: usize = 200;

/// A line above a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// The key of the agent, the channel or the account, or the first byte of an element in the older roster.
    pub range: TextRange,
    /// What is shown.
    pub title: String,
    /// The part of the explanation that it is taken from: `tools`, `access`, or none for models.
    pub section: Option<&'static str>,
    /// The agent's id.
    pub agent: Option<String>,
    /// The channel and the account, as `CHANNEL:ACCOUNT`.
    pub account: Option<String>,
}

/// The lenses that are wanted for each agent and each account of the document. Costs O(agents * tools + entries of the `models` maps +
/// accounts * conversations that they name).
pub fn lenses(snapshot: &Snapshot) -> Vec<Lens> {
    let wanted = snapshot.world.options.lenses;
    if !wanted.models && !wanted.tools && !wanted.access {
        return Vec::new();
    }
    let Some(explainer) = Explainer::new(snapshot) else { return Vec::new() };
    let mut lenses = of_agents(&explainer, snapshot, wanted);
    if wanted.access {
        let rows = explainer.access_rows(None, None).take(MOST_ACCOUNTS);
        lenses.extend(rows.filter_map(|row| of_account(snapshot, &row)));
    }
    lenses
}

fn of_agents(explainer: &Explainer<'_>, snapshot: &Snapshot, wanted: LensOptions) -> Vec<Lens> {
    let rosters = snapshot.tree.value().and_then(|root| root.get("agents"));
    let places = rosters.map(places).unwrap_or_default();
    let counts = if wanted.tools { explainer.tool_counts() } else { Vec::new() };
    let mut lenses = Vec::new();
    for (at, agent) in explainer.agents().iter().take(MOST).enumerate() {
        let Some(range) = places.get(agent.index).copied() else { continue };
        let lens =
            |title, section| Lens { range, title, section, agent: Some(agent.id.clone()), account: None };
        if wanted.models {
            lenses.push(lens(model(explainer, agent), None));
        }
        lenses.extend(counts.get(at).map(|count| lens(tools(count), Some("tools"))));
    }
    lenses
}

/// Above the account where it is written, else above the channel.
fn of_account(snapshot: &Snapshot, row: &AccessRow) -> Option<Lens> {
    let channel = snapshot.tree.value()?.get("channels")?.object()?.member(&row.channel)?;
    let accounts = channel.value()?.get("accounts").and_then(Value::object);
    let is_own =
        |entry: &Entry<'_>| entry.key().is_some_and(|key| account_id::normalize(&key) == row.account);
    // Some platforms have dozens of accounts, and none so many that looking for each would count.
    let own = accounts.and_then(|accounts| accounts.entries().filter(is_own).last());
    let entry = own.unwrap_or(channel);
    let range = entry.key_token().map_or(entry.range(), |token| token.range);
    let account = Some(format!("{}:{}", row.channel, row.account));
    Some(Lens { range, title: access(row), section: Some("access"), agent: None, account })
}

/// `open to anyone | direct messages: anyone; groups: nobody`.
fn access(row: &AccessRow) -> String {
    let open = if row.is_open() { "open to anyone | " } else { "" };
    format!("{open}{}", row.summary())
}

/// `anthropic/claude-opus-5 | cache short (5 min)`.
fn model<'t>(explainer: &Explainer<'t>, agent: &Agent<Value<'t>>) -> String {
    let (found, cache) = explainer.effective(Some(agent));
    let cache = match (cache.why, cache.effective.map(Retention::word)) {
        _ if explainer.is_claude_cli(Some(agent), &found.model) => "runs through the Claude CLI".to_owned(),
        _ if !explainer.knows_provider(&found.model) => "unknown provider".to_owned(),
        (Why::NotRead, _) => "no cache setting is read".to_owned(),
        (_, Some(word)) => format!("cache {word} ({})", short(cache.lifetime)),
        (_, None) => format!("cache: {}", short(cache.lifetime)),
    };
    format!("{} | {cache}", found.model)
}

/// `all 61 tools`, or `12 of 61 tools, 3 denied`.
fn tools(count: &ToolCount) -> String {
    let ToolCount { kept, all, denied, .. } = *count;
    let denied = if denied > 0 { format!(", {denied} denied") } else { String::new() };
    if kept == all { format!("all {all} tools") } else { format!("{kept} of {all} tools{denied}") }
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
    use crate::base::{DocumentKind, Options, World};
    use crate::check::diagnostics;
    use crate::schema::Schema;
    use crate::syntax::measure;
    use crate::text::TextEdit;
    use std::sync::Arc;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
        let found = lenses(&snapshot);
        let found = found.iter().filter(|lens| lens.section.is_none());
        let found: Vec<(&str, &str)> =
            found.map(|lens| (&text[lens.range.start..lens.range.end], lens.title.as_str())).collect();
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
    fn the_tools_of_each_agent_are_counted() {
        let text = "{ tools: { deny: ['exec', 'process'] }, agents: { ownership: 'explicit', entries: {
            broken: , a: {}, b: { tools: { allow: ['read', 'exec'] } }, c: { tools: { profile: 'minimal' } } } } }";
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
        let found = lenses(&snapshot);
        let of_tools = found.iter().filter(|lens| lens.section == Some("tools"));
        let told: Vec<String> = of_tools
            .map(|lens| format!("{}: {}", lens.agent.as_deref().unwrap_or_default(), lens.title))
            .collect();
        assert_eq!(told, ["a: 59 of 61 tools, 2 denied", "b: 1 of 61 tools, 2 denied", "c: 2 of 61 tools"]);
    }

    #[test]
    fn each_account_says_who_may_write() {
        let text = "{ channels: { defaults: {}, typed: , telegram: { dmPolicy: 'open', allowFrom: ['*'] },
            discord: { accounts: { Home: { dmPolicy: 'allowlist', allowFrom: ['1', '2', '3'], groupPolicy: 'disabled' } } } } }";
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
        let found = lenses(&snapshot);
        let of_access = found.iter().filter(|lens| lens.section == Some("access"));
        let told: Vec<String> = of_access
            .map(|lens| {
                let key = &text[lens.range.start..lens.range.end];
                format!("{key} {}: {}", lens.account.as_deref().unwrap_or_default(), lens.title)
            })
            .collect();
        expect_test::expect![[r#"
            telegram telegram:default: open to anyone | direct messages: anyone; groups: nobody
            Home discord:home: direct messages: these 3; groups: nobody"#]]
        .assert_eq(&told.join("\n"));
    }

    #[test]
    fn what_is_not_wanted_is_not_shown() {
        let shown = |models, tools, access| {
            let options = Options { lenses: LensOptions { models, tools, access }, ..Options::default() };
            let world = World::new(Schema::embedded(), options);
            let text = "{ agents: { entries: { a: {} } }, channels: { telegram: { dmPolicy: 'pairing' } } }";
            let found = lenses(&Snapshot::new(text, DocumentKind::Main, Arc::new(world)));
            found.iter().map(|lens| lens.section).collect::<Vec<_>>()
        };
        assert_eq!(shown(true, true, true), [None, Some("tools"), Some("access")]);
        assert_eq!(shown(true, false, false), [None]);
        assert_eq!(shown(false, true, false), [Some("tools")]);
        assert_eq!(shown(false, false, true), [Some("access")]);
        assert_eq!(shown(false, false, false), []);
    }

    /// A document of agents, and as many accounts.
    fn with_accounts(count: usize, agents: &str) -> String {
        let account = |at: usize| format!("acc{at}: {{ dmPolicy: 'open', allowFrom: ['*'] }}");
        let accounts: Vec<String> = (0..count).map(account).collect();
        format!(
            "{{ channels: {{ telegram: {{ accounts: {{ {} }} }} }}, agents: {{ ownership: 'explicit', entries: {{ {agents} }} }} }}",
            accounts.join(", ")
        )
    }

    /// What a keystroke looks at when its findings are asked for, after all lenses were drawn or not.
    fn keystroke(agents: usize, is_drawn: bool) -> usize {
        let agent = |at: usize| format!("a{at}: {{ name: 'mark', tools: {{ deny: ['exec'] }} }}");
        let entries: Vec<String> = (0..agents).map(agent).collect();
        let text = with_accounts(agents, &entries.join(", "));
        let snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::new(World::default()));
        diagnostics(&snapshot);
        assert!(!is_drawn || lenses(&snapshot).len() == 2 * agents + agents.min(MOST_ACCOUNTS));
        let at = text.rfind("mark").expect("a name");
        let edited = snapshot.edited(&TextEdit::insert(at, "x"));
        measure(|| diagnostics(&edited)).1.entries
    }

    #[test]
    fn a_keystroke_costs_the_same_with_all_lenses_drawn() {
        for agents in [20, 200] {
            assert_eq!(keystroke(agents, true), keystroke(agents, false));
        }
    }

    /// What drawing all lenses looks at.
    fn drawing(agents: usize) -> usize {
        let agent = |at: usize| format!("a{at}: {{ tools: {{ deny: ['exec'] }} }}");
        let entries: Vec<String> = (0..agents).map(agent).collect();
        let text =
            format!("{{ agents: {{ ownership: 'explicit', entries: {{ {} }} }} }}", entries.join(", "));
        let snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::new(World::default()));
        measure(|| lenses(&snapshot)).1.entries
    }

    #[test]
    fn lenses_cost_as_much_for_each_agent_however_many_there_are() {
        let (few, many) = (drawing(50), drawing(400));
        assert!(many <= few * 10, "{few} entries for 50 agents, {many} for 400");
    }

    #[test]
    fn no_agents_no_lens() {
        check("{ agents: { entries: [] } }", &[]);
        check("[]", &[]);
    }
}
