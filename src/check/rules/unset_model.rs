//! No default model, where OpenClaw's own is of a provider that nothing is set up for
//! (docs/openclaw/agents.md#what-an-agent-uses).

use super::agent_cache::agents_name_models;
use super::plain::text;
use crate::catalog::Catalog;
use crate::check::{At, Fact, Finding, Place, Rule};
use crate::config::effective::{ModelSource, choice};
use crate::syntax::{Entry, Node, Value};

pub(super) const RULES: &[Rule] = &[Rule {
    at: "agents.defaults",
    needs: &[Fact::Models, Fact::Catalog, Fact::AgentModels, Fact::Auth, Fact::Environment],
    check: unset,
}];

/// With more models than this nobody is new to OpenClaw, and reading all keys at each keystroke costs more than it helps.
const MOST_MODELS: usize = 50;

fn unset(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(defaults) = place.object().filter(|defaults| place.is_whole(*defaults)) else { return };
    let Some(root) = place.facts.root() else { return };
    let is_unset = choice(&root, None).source == ModelSource::Nowhere && !defaults.has("model");
    let models = defaults.get("models").and_then(Value::object);
    if !is_unset || models.map_or(0, Node::count) > MOST_MODELS || agents_name_models(place) || is_open(place)
    {
        return;
    }
    let model = place.facts.names().default_model();
    let set_up = set_up(place, models);
    if set_up.is_empty() || set_up.contains(&model.provider) || has_key(place, &model.provider) {
        return;
    }
    let message = format!(
        "no default model is set, so OpenClaw takes `{model}`, and nothing here is set up for `{}`: write `model: {{ primary: \"provider/model\" }}`",
        model.provider
    );
    let finding = Finding::information("unset-model", place.value.range(), message);
    found.push(finding.on_owner().at(At::Below("model".to_owned())));
}

/// Whether other files may say more.
fn is_open(place: &Place<'_>) -> bool {
    [["agents", "defaults"], ["models", "providers"], ["auth", "profiles"]]
        .iter()
        .any(|path| place.facts.is_open(path))
}

/// The providers that the document logs in to, declares, or names models of.
fn set_up(place: &Place<'_>, models: Option<Node<'_>>) -> Vec<String> {
    let keys = |node: Node<'_>| node.entries().filter_map(Entry::key).map(|key| key.to_lowercase()).collect();
    let named: Vec<String> = models.map(keys).unwrap_or_default();
    let named =
        named.iter().filter_map(|key| key.split_once('/').map(|(provider, _)| provider.trim().to_owned()));
    let declared: Vec<String> = place.facts.object(&["models", "providers"]).map(keys).unwrap_or_default();
    let profiles = place.facts.object(&["auth", "profiles"]).into_iter().flat_map(Node::entries);
    let provider =
        |entry: Entry<'_>| text(entry.value()?.get("provider")?).map(|name| name.trim().to_lowercase());
    let today =
        |name: String| Catalog::embedded().renamed(&name).map_or(name.clone(), |now| now.provider.to_owned());
    named.chain(declared).chain(profiles.filter_map(provider)).map(today).collect()
}

/// Whether the environment has the usual key of a provider.
fn has_key(place: &Place<'_>, provider: &str) -> bool {
    let name = format!("{}_API_KEY", provider.to_uppercase().replace('-', "_"));
    let is_set = |path: &[&str]| place.facts.object(path).is_some_and(|vars| vars.has(&name));
    place.facts.world.options.env_names.contains(&name) || is_set(&["env", "vars"]) || is_set(&["env"])
}

#[cfg(test)]
mod tests {
    use crate::base::{DocumentKind, Snapshot};
    use crate::check::diagnostics;
    use crate::check::rules::tests::check;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn a_default_that_nothing_is_set_up_for() {
        check(
            "{ agents: { defaults: { models: { 'anthropic/claude-opus-5': {} } } }, auth: { profiles: { 'anthropic:a': { provider: 'anthropic', mode: 'oauth' } } } }",
            &expect![[r#"
                information unset-model agents.defaults.model `defaults`: no default model is set, so OpenClaw takes `openai/gpt-6-astra`, and nothing here is set up for `openai`: write `model: { primary: "provider/model" }`
            "#]],
        );
        for text in [
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5', models: { 'anthropic/claude-opus-5': {} } } } }",
            "{ agents: { defaults: { models: { 'openai/gpt-6-astra': {} } } } }",
            "{ agents: { defaults: { models: { 'anthropic/claude-opus-5': {} } } }, env: { vars: { OPENAI_API_KEY: '${K}' } } }",
            "{ agents: { defaults: {} } }",
            "{ agents: { defaults: { models: { 'openai-codex/gpt-5.5': { alias: 'c' } } } } }",
            "{ agents: { defaults: { workspace: '~/w' } }, models: { providers: { box: { baseUrl: 'https://h/v1', models: [{ id: 'm', name: 'm' }] } } } }",
            "{ agents: { defaults: { models: { 'anthropic/claude-opus-5': {} } }, entries: { a: { model: 'anthropic/claude-opus-5' } } } }",
        ] {
            let found = diagnostics(&Snapshot::new(text, DocumentKind::Main, Arc::default()));
            assert!(found.iter().all(|one| one.code != "unset-model"), "{text}");
        }
    }
}
