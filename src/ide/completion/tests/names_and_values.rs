//! Names that the document defines, and environment variables.

use super::{check, labels, list};
use expect_test::expect;

#[test]
fn agents() {
    let fixture =
        "{ agents: { entries: { main: { name: 'Molty' }, work: {} } }, bindings: [{ agentId: $0 }] }";
    list(
        fixture,
        9,
        expect![[r#"
        main  agent · Molty
        work  agent
    "#]],
    );
    check(
        fixture,
        "work",
        expect![[
            r#"{ agents: { entries: { main: { name: 'Molty' }, work: {} } }, bindings: [{ agentId: "work" }] }"#
        ]],
    );
    assert_eq!(labels("{ agents: { list: [{ id: 'a' }] }, talk: { agentId: '$0' } }"), ["a"]);
    assert_eq!(labels("{ talk: { agentId: '$0' } }"), ["main"]);
    assert_eq!(
        labels(
            "{ agents: { entries: { a: {}, b: {} }, defaults: { subagents: { allowAgents: ['a', '$0'] } } } }"
        ),
        ["b", "*"]
    );
}

#[test]
fn channels_and_accounts() {
    let all = labels("{ channels: { slack: {} }, bindings: [{ match: { channel: '$0' } }] }");
    assert_eq!(all[0], "slack");
    assert!(all.contains(&"telegram".to_owned()) && !all.contains(&"modelByChannel".to_owned()));
    let accounts = "channels: { slack: { accounts: { home: {}, work: {} } } }";
    assert_eq!(
        labels(&format!(
            "{{ {accounts}, bindings: [{{ match: {{ channel: 'slack', accountId: '$0' }} }}] }}"
        )),
        ["home", "work", "*"]
    );
    let own = accounts.replace("slack: { ", "slack: { defaultAccount: '$0', ");
    assert_eq!(labels(&format!("{{ {own} }}")), ["home", "work"]);
    assert!(labels("{ channels: { modelByChannel: { $0 } } }").contains(&"discord".to_owned()));
}

#[test]
fn profiles_and_providers() {
    let profiles =
        "profiles: { 'anthropic:a': { provider: 'anthropic' }, 'openai:b': { provider: 'openai' } }";
    assert_eq!(labels(&format!("{{ auth: {{ {profiles}, order: {{ openai: ['$0'] }} }} }}")), ["openai:b"]);
    assert!(
        labels(&format!("{{ auth: {{ {profiles}, order: {{ $0 }} }} }}")).contains(&"anthropic".to_owned())
    );
}

#[test]
fn secret_providers_of_the_right_sort() {
    let providers = "secrets: { providers: { v: { source: 'file', path: 'x' }, e: { source: 'env' } } }";
    let fixture =
        format!("{{ {providers}, gateway: {{ auth: {{ token: {{ source: 'file', provider: '$0' }} }} }} }}");
    assert_eq!(labels(&fixture), ["v"]);
}

#[test]
fn names_of_the_machine() {
    let env = "env: { vars: { OWN_KEY: 'x' } }, secrets: { providers: { e: { source: 'env', allowlist: ['$0'] } } }";
    assert!(labels(&format!("{{ {env} }}")).contains(&"OWN_KEY".to_owned()));
    assert_eq!(labels("{ browser: { profiles: { work: {} }, defaultProfile: '$0' } }"), ["work"]);
    let workers = "{ cloudWorkers: { profiles: { big: {} }, projectProfiles: { 'a/b': '$0' } } }";
    assert_eq!(labels(workers), ["big"]);
}

#[test]
fn tools_and_servers() {
    let all = labels("{ mcp: { servers: { docs: {} } }, tools: { allow: ['exec', $0] } }");
    assert_eq!(all[0], "docs__*");
    assert!(all.contains(&"group:fs".to_owned()) && !all.contains(&"exec".to_owned()));
    assert_eq!(labels("{ tools: { profile: '$0' } }"), ["minimal", "coding", "messaging", "full"]);
}

#[test]
fn plugins_and_roles() {
    assert!(labels("{ plugins: { allow: ['$0'] } }").contains(&"telegram".to_owned()));
    assert_eq!(labels("{ gateway: { roles: { definitions: { ops: {} }, default: '$0' } } }"), ["ops"]);
}

#[test]
fn variables_by_name_only() {
    let env = "env: { vars: { OWN_KEY: 'secret-value' } }";
    let in_string = |text: &str| format!("{{ {env}, gateway: {{ auth: {{ token: {text} }} }} }}");
    assert_eq!(labels(&in_string("'${$0'")), ["${OPENCLAW_GATEWAY_TOKEN}", "${OWN_KEY}", "${GATEWAY_TOKEN}"]);
    check(
        &in_string("'${$0}'"),
        "${OWN_KEY}",
        expect!["{ env: { vars: { OWN_KEY: 'secret-value' } }, gateway: { auth: { token: '${OWN_KEY}' } } }"],
    );
    check(
        &in_string("'x-${OW$0'"),
        "${OWN_KEY}",
        expect![
            "{ env: { vars: { OWN_KEY: 'secret-value' } }, gateway: { auth: { token: 'x-${OWN_KEY}' } } }"
        ],
    );
    check(
        &in_string("'${OW$0 "),
        "${OWN_KEY}",
        expect![
            "{ env: { vars: { OWN_KEY: 'secret-value' } }, gateway: { auth: { token: '${OWN_KEY}'  } } }"
        ],
    );
    check(
        &in_string("$0"),
        "${OWN_KEY}",
        expect![[
            r#"{ env: { vars: { OWN_KEY: 'secret-value' } }, gateway: { auth: { token: "${OWN_KEY}" } } }"#
        ]],
    );
    assert_eq!(labels(&in_string("'$${$0'")), Vec::<String>::new(), "an escape");
}
