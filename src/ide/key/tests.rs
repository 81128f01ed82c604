//! What is said about a key, whether it is written or not.

use super::{explain_at, explain_key};
use crate::base::{DocumentKind, Snapshot, World};
use crate::explain::Query;
use expect_test::{Expect, expect};
use std::sync::Arc;

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

/// The chain for an agent and a model: what takes effect, and each layer with its fate.
#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check_key(text: &str, key: &str, expected: Expect) {
    let snapshot = snapshot(text);
    let found = explain_key(&snapshot, key, Query::default()).expect("a key");
    let wins = found.wins.map(|row| format!("{} of {}", row.value, row.path));
    let text = format!(
        "{:?}\nset: {}, value: {:?}\ntypes: {:?}\nwins: {wins:?}\n{}",
        found.path,
        found.range.is_some(),
        found.value,
        found.types,
        found.markdown.lines().next().unwrap_or_default(),
    );
    expected.assert_eq(&text);
}

#[test]
fn keys_are_found_with_and_without_quotes() {
    let text =
        "{ agents: { defaults: { models: { 'openai/gpt-5.4': { params: { cacheRetention: 'long' } } } } } }";
    let expected = |quoted: &str| {
        check_key(
            text,
            quoted,
            expect![[r#"
                ["agents", "defaults", "models", "openai/gpt-5.4", "params", "cacheRetention"]
                set: true, value: Some("'long'")
                types: ["any"]
                wins: Some("'long' of agents.defaults.models[\"openai/gpt-5.4\"].params")
                **agents.defaults.models["openai/gpt-5.4"].params.cacheRetention**"#]],
        );
    };
    expected("agents.defaults.models.openai/gpt-5.4.params.cacheRetention");
    expected("agents.defaults.models[\"openai/gpt-5.4\"].params.cacheRetention");
}

#[test]
fn keys_that_are_not_there_are_explained() {
    check_key(
        "{ gateway: { mode: 'local' } }",
        "gateway.port",
        expect![[r#"
            ["gateway", "port"]
            set: false, value: None
            types: ["integer"]
            wins: None
            **gateway.port**"#]],
    );
    check_key(
        "{}",
        "agents.defaults.contextPruning.ttl",
        expect![[r#"
            ["agents", "defaults", "contextPruning", "ttl"]
            set: false, value: None
            types: ["string"]
            wins: None
            **agents.defaults.contextPruning.ttl**"#]],
    );
    check_key(
        "{ agents: { defaults: { model: 'a/b' } } }",
        "agents.defaults.model.primary",
        expect![[r#"
            ["agents", "defaults", "model", "primary"]
            set: false, value: None
            types: ["string"]
            wins: None
            **agents.defaults.model.primary**"#]],
    );
}

#[test]
fn secret_values_stay_unsaid() {
    check_key(
        "{ gateway: { auth: { token: 'abcdef' } } }",
        "gateway.auth.token",
        expect![[r#"
            ["gateway", "auth", "token"]
            set: true, value: Some("********")
            types: ["object", "string"]
            wins: None
            **gateway.auth.token**"#]],
    );
}

/// What is explained at `$0`: the path, and whether a layer of `params` wins.
fn check_at(fixture: &str, expected: Option<(&str, bool)>) {
    let offset = fixture.find("$0").expect("a cursor");
    let snapshot = snapshot(&fixture.replace("$0", ""));
    let found = explain_at(&snapshot, offset, Query::default());
    let found = found.map(|found| (found.path.join("."), found.wins.is_some()));
    assert_eq!(found, expected.map(|(path, wins)| (path.to_owned(), wins)), "{fixture}");
}

#[test]
fn the_innermost_member_at_a_place_is_explained() {
    check_at("{ gate$0way: { port: 1 } }", Some(("gateway", false)));
    check_at("{ gateway: { port: 1$0 } }", Some(("gateway.port", false)));
    check_at("{ gateway: { port: 1,  $0 } }", Some(("gateway", false)));
    check_at("{ tools: { allow: ['a', 'b$0'] } }", Some(("tools.allow.1", false)));
    check_at(
        "{ agents: { defaults: { params: { cacheRet$0ention: 'long' } } } }",
        Some(("agents.defaults.params.cacheRetention", true)),
    );
    check_at("{ $0 gateway: {} }", None);
    check_at("$0[]", None);
    check_at("{ gateway: $0 }", None);
}

#[test]
fn a_report_masks_secrets() {
    let snapshot = snapshot("{ gateway: { auth: { token: 'sk-very-secret-text' } } }");
    let report = explain_at(&snapshot, 24, Query::default()).expect("a member").report();
    assert!(report.contains("gateway.auth.token"), "{report}");
    assert!(!report.contains("secret-text"), "{report}");
}
