//! Explanations of documents, and how they agree with what OpenClaw itself makes of a configuration.

use super::*;
use crate::base::Snapshot;
use crate::base::{DocumentKind, World};
use crate::config::cache_retention::CacheOutcome;
use crate::config::cache_retention::{Layer, LayerValue, Retention};
use crate::config::model_ref::ModelRef;
use crate::schema::Schema;
use expect_test::{Expect, expect};
use serde_json::{Value as Json, json};
use std::sync::Arc;

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

/// The chain for an agent and a model: what takes effect, and each layer with its fate.
#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check(text: &str, agent: Option<&str>, model: Option<&str>, expected: Expect) {
    let snapshot = snapshot(text);
    let explainer = Explainer::new(&snapshot).expect("an object");
    let found = explainer.explain(Query { agent, model, api: None });
    let mut lines = vec![format!(
        "{} from {}: {} ({:?})",
        found.resolution.model,
        found.written_at.as_deref().unwrap_or("-"),
        found.cache.effective.map_or("-", Retention::word),
        found.cache.why
    )];
    lines.extend(found.layers.iter().map(|row| format!("{}: {}", row.path, row.fate.word())));
    lines.extend(found.keys.iter().map(|key| format!("{} applies: {}", key.key, key.applies)));
    lines.extend(
        found
            .params
            .iter()
            .map(|row| format!("{} = {} of {}, over {:?}", row.name, row.value, row.path, row.shadowed)),
    );
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn the_chain_names_every_layer() {
    let text = "{ agents: {
        defaults: { model: 'big', params: { cacheRetention: 'long', topP: 1 },
                    models: { 'anthropic/claude-opus-5': { alias: 'Big', params: { cacheRetention: 'none' } },
                              'anthropic/opus': { params: { topP: 0 } } } },
        entries: { a: { models: { 'anthropic/claude-opus-5': { params: { cacheControlTtl: '1h' } } },
                        params: { cacheRetention: 'short', topP: 0.5 } } } } }";
    check(
        text,
        Some("A"),
        None,
        expect![[r#"
            anthropic/claude-opus-5 from agents.defaults.model: short (Layer(Agent))
            agents.defaults.params: shadowed
            agents.defaults.models["anthropic/claude-opus-5"].params: shadowed
            agents.entries.a.models["anthropic/claude-opus-5"].params: unused
            agents.entries.a.params: wins
            anthropic/claude-opus-5 applies: true
            anthropic/opus applies: false
            anthropic/claude-opus-5 applies: true
            cacheControlTtl = '1h' of agents.entries.a.models["anthropic/claude-opus-5"].params, over []
            cacheRetention = 'short' of agents.entries.a.params, over ["agents.defaults.params", "agents.defaults.models[\"anthropic/claude-opus-5\"].params"]
            topP = 0.5 of agents.entries.a.params, over ["agents.defaults.params"]"#]],
    );
}

#[test]
fn the_old_roster_is_explained_with_its_own_paths() {
    let text = "{ agents: { list: [{ id: 'x' }, { id: 'Work', model: 'openai/gpt-5.4', params: { cacheRetention: 'none' } }] } }";
    check(
        text,
        Some("work"),
        None,
        expect![[r#"
            openai/gpt-5.4 from agents.list[1].model: none (Layer(Agent))
            agents.defaults.params: absent
            agents.defaults.models["openai/gpt-5.4"].params: absent
            agents.list[1].models["openai/gpt-5.4"].params: absent
            agents.list[1].params: wins
            cacheRetention = 'none' of agents.list[1].params, over []"#]],
    );
}

#[test]
fn both_rosters_come_to_the_same() {
    let entry = "model: 'claude-opus-5', params: { cacheRetention: 'long' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'none' } } }";
    let record = snapshot(&format!("{{ agents: {{ entries: {{ a: {{ {entry} }} }} }} }}"));
    let list = snapshot(&format!("{{ agents: {{ list: [{{ id: 'a', {entry} }}] }} }}"));
    let explain = |snapshot: &Snapshot| {
        let query = Query { agent: Some("a"), ..Query::default() };
        let found = Explainer::new(snapshot).expect("an object").explain(query);
        (found.resolution, found.cache)
    };
    assert_eq!(explain(&record), explain(&list));
}

#[test]
fn an_agent_that_is_not_there_has_the_defaults() {
    let text = "{ agents: { defaults: { model: 'box/m' } } }";
    check(
        text,
        Some("ghost"),
        None,
        expect![[r#"
            box/m from agents.defaults.model: - (NotRead)
            agents.defaults.params: absent
            agents.defaults.models["box/m"].params: absent"#]],
    );
}

#[test]
fn secrets_are_masked() {
    let text = "{ agents: { defaults: { params: { apiKey: 'abcdef', extra_body: { user: 'sk-ant-api03-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' } } } } }";
    let snapshot = snapshot(text);
    let found = Explainer::new(&snapshot).expect("an object").explain(Query::default());
    let shown = format!("{:?}", found.params);
    assert!(!shown.contains("abcdef") && !shown.contains("aaaaaaaa"), "{shown}");
}

/// A configuration of 20 agents and 30 models, and its `agents` section as `openclaw config get agents --json` of
/// OpenClaw 2026.9.6 prints it: after loading, so after seeding.
struct Recorded {
    config: Json,
    effective: Json,
}

impl Recorded {
    fn all() -> [Self; 3] {
        let files = [
            include_str!("../../tests/fixtures/explain/api-key.json"),
            include_str!("../../tests/fixtures/explain/oauth.json"),
            include_str!("../../tests/fixtures/explain/undecided.json"),
        ];
        files.map(|file| {
            let mut file: Json = serde_json::from_str(file).expect("a fixture");
            Self { config: file["config"].take(), effective: file["effective"].take() }
        })
    }

    /// The configuration after loading; without credentials, so that nothing is seeded a second time.
    fn loaded(&self) -> Json {
        let mut loaded = self.config.clone();
        loaded["auth"] = json!({});
        loaded["agents"] = self.effective.clone();
        loaded
    }
}

fn in_plain_world(config: &Json) -> Snapshot {
    let world = World::new(Schema::embedded(), crate::base::Options::default());
    Snapshot::new(&config.to_string(), DocumentKind::Main, Arc::new(world))
}

#[test]
fn explanations_agree_with_the_configuration_that_openclaw_prints() {
    let mut pairs = 0;
    for recorded in Recorded::all() {
        let (written, loaded) = (in_plain_world(&recorded.config), in_plain_world(&recorded.loaded()));
        let (written, loaded) =
            (Explainer::new(&written).expect("an object"), Explainer::new(&loaded).expect("an object"));
        let models = recorded.config["agents"]["defaults"]["models"].as_object().expect("models");
        assert_eq!((written.agent_ids().len(), models.len()), (20, 30));
        for agent in written.agent_ids() {
            for model in models.keys().map(|key| Some(key.as_str())).chain([None]) {
                let query = Query { agent: Some(&agent), model, api: None };
                let (ours, theirs) = (written.explain(query), loaded.explain(query));
                let place = format!("{agent} {model:?}");
                // OpenClaw writes its own aliases into the entries on loading, so only the reason differs.
                assert_eq!(ours.resolution.model, theirs.resolution.model, "{place}");
                assert_eq!(ours.cache.effective, theirs.cache.effective, "{place}");
                for (ours, theirs) in ours.layers.iter().zip(&theirs.layers) {
                    assert_eq!(ours.retention, theirs.retention, "{place} {}", ours.path);
                    assert_eq!(ours.legacy, theirs.legacy, "{place} {}", ours.path);
                }
                let value = |row: &ParamRow| (row.name.clone(), row.value.clone(), row.path.clone());
                let values = |rows: &[ParamRow]| rows.iter().map(value).collect::<Vec<_>>();
                assert_eq!(values(&ours.params), values(&theirs.params), "{place}");
                let chain = |found: &Explanation| {
                    let each =
                        |(model, cache): &(_, CacheOutcome)| (ModelRef::to_string(model), cache.effective);
                    found.fallbacks.iter().map(each).collect::<Vec<_>>()
                };
                assert_eq!(chain(&ours), chain(&theirs), "{place}");
                assert_eq!(ours.heartbeat.text, theirs.heartbeat.text, "{place}");
                assert_eq!(ours.pruning.mode.text, theirs.pruning.mode.text, "{place}");
                assert_eq!(ours.pruning.ttl.text, theirs.pruning.ttl.text, "{place}");
                pairs += 1;
            }
        }
    }
    assert_eq!(pairs, 3 * 20 * 31);
}

#[test]
fn layers_show_what_openclaw_prints() {
    for recorded in Recorded::all() {
        let snapshot = in_plain_world(&recorded.config);
        let explainer = Explainer::new(&snapshot).expect("an object");
        for (key, entry) in recorded.effective["defaults"]["models"].as_object().expect("models") {
            let found = explainer.explain(Query { model: Some(key), ..Query::default() });
            if !found.resolution.model.takes_params_of(key, crate::config::lexicon::Lexicon::default()) {
                continue;
            }
            let row = found.layers.iter().find(|row| row.layer == Layer::DefaultsModel).expect("a row");
            let expected = match &entry["params"]["cacheRetention"] {
                Json::String(text) => LayerValue::Text(text.clone()),
                Json::Null => LayerValue::Absent,
                _ => LayerValue::Other,
            };
            assert_eq!(row.retention, expected, "{key}");
        }
        let defaults = &recorded.effective["defaults"];
        let found = explainer.explain(Query::default());
        if let Some(every) = defaults["heartbeat"]["every"].as_str() {
            assert_eq!(found.heartbeat.text.as_deref(), Some(every));
        }
        if let Some(ttl) = defaults["contextPruning"]["ttl"].as_str() {
            assert_eq!(found.pruning.ttl.text.as_deref(), Some(ttl));
        }
    }
}

/// The cost of the cache for one agent, as a table.
fn cost(text: &str, agent: &str, expected: &Expect) {
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
    let explainer = Explainer::new(&snapshot).unwrap();
    let query = Query { agent: Some(agent), ..Query::default() };
    let section = Section::of_costs(&[explainer.cache_cost(query, &[100_000], 40)]);
    let mut lines: Vec<String> = section.facts.iter().map(|(name, text)| format!("{name}: {text}")).collect();
    let rows = section.grids.iter().flat_map(|grid| &grid.rows);
    lines.extend(rows.map(|row| row.join(" | ")));
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn the_cost_of_the_cache() {
    let text = "{ agents: { ownership: 'explicit', defaults: { model: 'anthropic/claude-opus-5', heartbeat: { every: '55m' },
        params: { cacheRetention: 'long' } }, entries: { main: {}, apart: { heartbeat: { isolatedSession: true } },
        quiet: { heartbeat: { every: '0m' } }, day: { model: 'openai/gpt-5.5' }, none: { model: 'groq/openai/gpt-oss-120b' } } } }";
    cost(
        text,
        "main",
        &expect![[r#"
        agent: main
        model: anthropic/claude-opus-5
        in effect: long
        assumed: 40 messages a day between 7 and 23 o'clock
        heartbeat: every 55 minutes, with the same prompt
        100,000 | $33.50 | $19.45 to $37.85 | $3.35
        none | no caching | $5.00 | - | - | - | -
        short | 5 minutes | $5.00 | $6.25 | $0.50 | 22 % in time | -
        long | 1 hour | $5.00 | $10.00 | $0.50 | 53 % in time | 17 hours 25 minutes
    "#]],
    );
    cost(
        text,
        "apart",
        &expect![[r#"
        agent: apart
        model: anthropic/claude-opus-5
        in effect: long
        assumed: 40 messages a day between 7 and 23 o'clock
        heartbeat: sends another prompt, so it is not counted
        100,000 | $20.00 | $4.30 to $25.00 | $2.95 to $5.80
        none | no caching | $5.00 | - | - | - | -
        short | 5 minutes | $5.00 | $6.25 | $0.50 | 22 % in time | -
        long | 1 hour | $5.00 | $10.00 | $0.50 | 53 % in time | -
    "#]],
    );
    cost(
        text,
        "quiet",
        &expect![[r#"
        agent: quiet
        model: anthropic/claude-opus-5
        in effect: long
        assumed: 40 messages a day between 7 and 23 o'clock
        heartbeat: none
        100,000 | $20.00 | $4.30 to $25.00 | $2.95 to $5.80
        none | no caching | $5.00 | - | - | - | -
        short | 5 minutes | $5.00 | $6.25 | $0.50 | 22 % in time | -
        long | 1 hour | $5.00 | $10.00 | $0.50 | 53 % in time | -
    "#]],
    );
    cost(
        text,
        "day",
        &expect![[r#"
        agent: day
        model: openai/gpt-5.5
        in effect: long
        assumed: 40 messages a day between 7 and 23 o'clock
        heartbeat: every 55 minutes, with the same prompt
        100,000 | $3.35 to $33.50 | $3.35 to $33.50 | $3.35
        none | no cache key; the provider may still cache by itself | $5.00 | - | - | - | -
        short | the provider's default lifetime | $5.00 | - | - | - | -
        long | 24 hours | $5.00 | $5.00 | $0.50 | always | 8 hours 15 minutes
    "#]],
    );
    cost(
        text,
        "none",
        &expect![[r#"
        agent: none
        model: groq/openai/gpt-oss-120b
        in effect: the provider's choice
        cost: not known: this provider has no prompt cache that OpenClaw can control
    "#]],
    );
}
