//! The overlay names places that exist, and answers for known ones.

use super::*;
use crate::schema::tests::{exists, steps};
use crate::schema::{PathStep, Schema};

#[test]
fn every_place_exists() {
    let schema = Schema::embedded();
    let own = [
        include_str!("../../../data/overlay/model-references.tsv"),
        include_str!("../../../data/overlay/key-frequency.tsv"),
        include_str!("../../../data/overlay/params.tsv"),
        include_str!("../../../data/overlay/references.tsv"),
    ];
    let mut paths: Vec<&str> = own.into_iter().flat_map(rows).map(|[path]| path).collect();
    // The others also name secrets of plugins and channels that are installed apart.
    let shared = [
        include_str!("../../../data/overlay/secrets.tsv"),
        include_str!("../../../data/overlay/secret-references.tsv"),
        include_str!("../../../data/overlay/field-use.tsv"),
        include_str!("../../../data/overlay/field-names.tsv"),
        include_str!("../../../data/overlay/field-values.tsv"),
    ];
    let apart = |path: &&str| path.starts_with("channels.") || path.starts_with("plugins.");
    paths.extend(shared.into_iter().flat_map(rows).map(|[path]| path).filter(|path| !apart(path)));
    // The older roster is no part of the schema any more.
    let shown = |path: &&str| !path.contains("**") && !path.starts_with("agents.list[]");
    let unknown: Vec<&str> = paths.into_iter().filter(|path| shown(path) && !exists(&schema, path)).collect();
    assert!(unknown.is_empty(), "no such key: {unknown:#?}");
}

#[test]
fn names_are_of_known_kinds() {
    for [path, kind, used] in rows(names::TABLE) {
        assert!(kind == "tool" || names::kind_of(kind) != NameKind::Tool, "{kind} is no kind");
        assert!(["definition", "reference", "silent"].contains(&used), "{path}: {used}");
    }
    let uses =
        |path: &str| name_places().lookup(&steps(path)).iter().map(|place| place.used).collect::<Vec<_>>();
    assert_eq!(uses("agents.list[].subagents.allowAgents[]"), [NameUse::Silent]);
    assert_eq!(uses("agents.entries.home"), [NameUse::Definition]);
}

#[test]
fn knows_where_models_are_named() {
    let class = |path: &str| model_references().lookup(&steps(path)).first().map(|reference| reference.class);
    let found = [
        class("agents.defaults.model"),
        class("agents.defaults.model.fallbacks[]"),
        class("agents.list[].model.primary"),
        class("agents.defaults.models.openai/gpt"),
        class("channels.discord.accounts.x.voice.model"),
        class("memory.search.model"),
        class("plugins.entries.memory-core.config.dreaming.execution.defaults.model"),
        class("agents.defaults.thinkingDefault"),
    ];
    expect_test::expect![[r#"
        [
            Some(
                Selector,
            ),
            Some(
                Selector,
            ),
            Some(
                Selector,
            ),
            Some(
                KeyModel,
            ),
            Some(
                Selector,
            ),
            Some(
                IdOnly,
            ),
            Some(
                Selector,
            ),
            None,
        ]
    "#]]
    .assert_debug_eq(&found);
}

#[test]
fn secrets_are_recognised() {
    let secret = [
        "gateway.auth.token",
        "env.vars.ANYTHING",
        "models.providers.x.headers.Authorization",
        "models.providers.x.localService.env.HOME",
        "plugins.entries.unknown.config.apiKey",
        "plugins.entries.unknown.config.api_key",
        "channels.new.bot-token",
        "plugins.entries.onepassword.config.anything.below",
        "tools.media.models[].request.auth.token",
    ];
    let open =
        ["agents.defaults.params.maxTokens", "gateway.port", "desktop.host.passwordFile", "x.tokenBudget"];
    for path in secret {
        assert!(is_secret(&steps(path)), "{path}");
    }
    for path in open {
        assert!(!is_secret(&steps(path)), "{path}");
    }
    assert!(accepts_secret_reference(&steps("models.providers.x.apiKey")));
    assert!(!accepts_secret_reference(&steps("gateway.port")));
}

#[test]
fn common_keys_and_layers_are_known() {
    assert!(key_use(&steps("agents.defaults.model.primary")).common);
    assert_eq!(key_use(&steps("agents.defaults.model.primary")).configs, 122);
    assert_eq!(key_use(&steps("no.such.key")), KeyUse::default());
    let layer = |path: &str| params_layers().lookup(&steps(path)).first().copied();
    assert_eq!(layer("agents.list[].models.x.params"), Some(ParamsLayer::AgentModel));
    assert_eq!(layer("agents.defaults.params"), Some(ParamsLayer::AllModels));
    assert_eq!(layer("models.providers.x.models[].params"), Some(ParamsLayer::ProviderModel));
    assert_eq!(layer("agents.defaults"), None);
}

#[test]
fn keys_that_are_rewritten_on_reading_are_known() {
    assert!(authored_only(&[PathStep::Key("agents"), PathStep::Key("list")]).is_some());
    assert!(authored_only(&steps("models.providers.x.contextWindow")).is_some());
    assert!(authored_only(&steps("agents.entries")).is_none());
}
