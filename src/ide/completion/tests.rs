//! What is offered where, and what the text becomes. A `$0` in a fixture is the cursor.

use super::*;
use crate::base::{Options, World};
use crate::schema::Schema;
use crate::text::apply_all;
use crate::text::{TextEdit, TextRange};
use expect_test::{Expect, expect};
use std::sync::Arc;

mod every_offset;
mod half_typed;
mod model_lists;
mod names_and_values;
mod params;
mod places;

fn world() -> Arc<World> {
    let env_names = vec!["GATEWAY_TOKEN".to_owned(), "lower".to_owned()];
    let options = Options { env_names, ..Options::default() };
    Arc::new(World::new(Schema::embedded(), options))
}

fn at_cursor(fixture: &str, snippets: bool) -> (String, Vec<CompletionItem>) {
    let offset = fixture.find("$0").expect("a cursor");
    let text = fixture.replacen("$0", "", 1);
    let snapshot = Snapshot::new(&text, DocumentKind::Main, world());
    let items = completion(
        &snapshot,
        offset,
        CompletionOptions { snippets, whole_strings: true, ..Default::default() },
    );
    (text, items)
}

fn apply(text: &str, item: &CompletionItem, range: TextRange, snippet: bool) -> String {
    let new = if snippet { item.snippet.as_ref().unwrap_or(&item.text) } else { &item.text };
    // Clients indent the lines of an item as the one that it is put into.
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let indentation: String = text[line..].chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let mut edits = item.additional.clone();
    edits.push(TextEdit::replace(range, new.replace('\n', &format!("\n{indentation}"))));
    apply_all(text, &edits)
}

/// The text after an item was taken, by a plain client and, where it differs, by one with snippets.
fn applied(fixture: &str, label: &str) -> String {
    let mut out = Vec::new();
    for snippets in [false, true] {
        let (text, items) = at_cursor(fixture, snippets);
        let Some(item) = items.iter().find(|item| item.label == label) else {
            return format!("{label} is not offered, but {:?}", labels(fixture));
        };
        out.push(apply(&text, item, item.replace, snippets));
    }
    out.dedup();
    out.join("\n--- snippet\n")
}

#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn check(fixture: &str, label: &str, expected: Expect) {
    expected.assert_eq(&applied(fixture, label));
}

fn labels(fixture: &str) -> Vec<String> {
    let (_, mut items) = at_cursor(fixture, true);
    assert!(items.is_sorted_by(|a, b| a.sort < b.sort), "sorted as listed");
    items.sort_by(|a, b| a.sort.cmp(&b.sort));
    items.into_iter().map(|item| item.label).collect()
}

/// The first labels with their details.
#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn list(fixture: &str, count: usize, expected: Expect) {
    let (_, items) = at_cursor(fixture, true);
    let lines: Vec<String> = items
        .iter()
        .take(count)
        .map(|item| {
            let mark = if item.deprecated { " (deprecated)" } else { "" };
            let first = if item.preselect { " (first)" } else { "" };
            format!("{}{mark}{first}  {}\n", item.label, item.detail.as_deref().unwrap_or("-"))
        })
        .collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn an_empty_file_gets_its_object() {
    check(
        "$0",
        "{ }",
        expect![[r#"
            {}
            --- snippet
            {
              $0
            \}"#]],
    );
    check(
        "// mine\n$0\n",
        "{ }",
        expect![[r#"
            // mine
            {}

            --- snippet
            // mine
            {
              $0
            \}
        "#]],
    );
    assert_eq!(labels("// mine$0"), Vec::<String>::new());
}

#[test]
fn keys_come_in_order() {
    list(
        "{ gateway: { $0 } }",
        12,
        expect![[r#"
            mode  "local" | "remote"
            auth  object
            bind  "auto" | "lan" | "loopback" | "custom" | …
            port  integer
            controlUi  object
            tailscale  object
            nodes  object
            trustedProxies  array
            remote  object
            http  object
            reload  object
            push  object
        "#]],
    );
    list(
        "{ models: { providers: { box: { models: [{ $0 }] } } } }",
        8,
        expect![[r#"
            id  required · string
            name  required · string
            contextWindow  number
            maxTokens  number
            input  array
            reasoning  boolean
            cost  object
            api  "openai-completions" | "openai-responses" | "openai-chatgpt-responses" | "anthropic-messages" | …
        "#]],
    );
    list(
        "{ bindings: [{ $0 }] }",
        12,
        expect![[r#"
            agentId  required · string
            match  required · object
            type  "route" | "acp"
            acp  object
            session  object
            comment  string
            $include  file or list of files
        "#]],
    );
}

#[test]
fn keys_take_the_style_of_their_neighbours() {
    check(
        "{ gateway: { $0 } }",
        "bind",
        expect![[r#"
        { gateway: { bind: "auto" } }
        --- snippet
        { gateway: { bind: "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ \"gateway\": { $0 } }",
        "bind",
        expect![[r#"
        { "gateway": { "bind": "auto" } }
        --- snippet
        { "gateway": { "bind": "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ 'gateway': { $0 } }",
        "bind",
        expect![[r#"
        { 'gateway': { 'bind': 'auto' } }
        --- snippet
        { 'gateway': { 'bind': '${1|auto,lan,loopback,custom,tailnet|}' } }"#]],
    );
    check(
        "{ gateway: { 'port': 1, $0 } }",
        "bind",
        expect![[r#"
        { gateway: { 'port': 1, 'bind': 'auto' } }
        --- snippet
        { gateway: { 'port': 1, 'bind': '${1|auto,lan,loopback,custom,tailnet|}' } }"#]],
    );
    check(
        "{ $0 }",
        "agents",
        expect![[r#"
        { agents: {} }
        --- snippet
        { agents: { $0 \} }"#]],
    );
    check(
        "{ channels: { $0 } }",
        "synology-chat",
        expect![[r#"
        { channels: { "synology-chat": {} } }
        --- snippet
        { channels: { "synology-chat": { $0 \} } }"#]],
    );
    check(
        "{ channels: { defaultAccount: 'x', $0 } }",
        "synology-chat",
        expect![[r#"
        { channels: { defaultAccount: 'x', 'synology-chat': {} } }
        --- snippet
        { channels: { defaultAccount: 'x', 'synology-chat': { $0 \} } }"#]],
    );
}

/// What the user types before an item is taken would push an edit behind the cursor away from its place.
#[test]
fn a_comma_behind_a_closed_string_comes_with_the_quotes_or_not_at_all() {
    let fixture = "{ agents: { defaults: {\n model: '$0'\n params: {} } } }";
    let (text, offset) = (fixture.replacen("$0", "", 1), fixture.find("$0").expect("a cursor"));
    let snapshot = Snapshot::new(&text, DocumentKind::Main, world());
    for (whole_strings, line) in
        [(true, " model: 'anthropic/claude-opus-5',"), (false, " model: 'anthropic/claude-opus-5'")]
    {
        let items = completion(&snapshot, offset, CompletionOptions { whole_strings, ..Default::default() });
        let item = items.iter().find(|item| item.label == "anthropic/claude-opus-5").expect("the model");
        let after = apply(&text, item, item.replace, false);
        assert_eq!(after.lines().nth(1), Some(line));
        assert_eq!(item.insert.end, if whole_strings { offset + 1 } else { offset });
    }
}

#[test]
fn keys_bring_their_commas() {
    check(
        "{ gateway: { port: 1 $0 } }",
        "bind",
        expect![[r#"
        { gateway: { port: 1, bind: "auto" } }
        --- snippet
        { gateway: { port: 1, bind: "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ gateway: {\n  port: 1\n  $0\n} }",
        "bind",
        expect![[r#"
        { gateway: {
          port: 1,
          bind: "auto"
        } }
        --- snippet
        { gateway: {
          port: 1,
          bind: "${1|auto,lan,loopback,custom,tailnet|}"
        } }"#]],
    );
    check(
        "{ gateway: {\n  $0\n  port: 1\n} }",
        "bind",
        expect![[r#"
        { gateway: {
          bind: "auto",
          port: 1
        } }
        --- snippet
        { gateway: {
          bind: "${1|auto,lan,loopback,custom,tailnet|}",
          port: 1
        } }"#]],
    );
    check(
        "{ gateway: {\n  mode: 'local'\n  $0\n  port: 1\n} }",
        "bind",
        expect![[r#"
        { gateway: {
          mode: 'local',
          bind: 'auto',
          port: 1
        } }
        --- snippet
        { gateway: {
          mode: 'local',
          bind: '${1|auto,lan,loopback,custom,tailnet|}',
          port: 1
        } }"#]],
    );
    check(
        "{ gateway: {$0port: 1} }",
        "bind",
        expect![[r#"
        { gateway: {bind: "auto", port: 1} }
        --- snippet
        { gateway: {bind: "${1|auto,lan,loopback,custom,tailnet|}", port: 1} }"#]],
    );
    check(
        "{ gateway: { port: 1,$0 } }",
        "bind",
        expect![[r#"
            { gateway: { port: 1, bind: "auto" } }
            --- snippet
            { gateway: { port: 1, bind: "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ gateway: { port: 1, $0, mode: 'local' } }",
        "bind",
        expect![[r#"
        { gateway: { port: 1, bind: 'auto', mode: 'local' } }
        --- snippet
        { gateway: { port: 1, bind: '${1|auto,lan,loopback,custom,tailnet|}', mode: 'local' } }"#]],
    );
    check(
        "{ gateway: { port: 1 // a comment\n  $0 } }",
        "bind",
        expect![[r#"
        { gateway: { port: 1, // a comment
          bind: "auto" } }
        --- snippet
        { gateway: { port: 1, // a comment
          bind: "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
}

#[test]
fn values_by_type() {
    check(
        "{ gateway: { $0 } }",
        "port",
        expect![[r#"
            { gateway: { port: 18789 } }
            --- snippet
            { gateway: { port: ${1:18789} } }"#]],
    );
    check(
        "{ gateway: { $0 } }",
        "auth",
        expect![[r#"
        { gateway: { auth: {} } }
        --- snippet
        { gateway: { auth: { $0 \} } }"#]],
    );
    check(
        "{ gateway: { $0 } }",
        "trustedProxies",
        expect![[r#"
            { gateway: { trustedProxies: [] } }
            --- snippet
            { gateway: { trustedProxies: [$0] } }"#]],
    );
    check(
        "{ cron: { $0 } }",
        "enabled",
        expect![[r#"
        { cron: { enabled: true } }
        --- snippet
        { cron: { enabled: ${1|true,false|} } }"#]],
    );
    check(
        "{ agents: { defaults: { $0 } } }",
        "model",
        expect![[r#"
        { agents: { defaults: { model: "" } } }
        --- snippet
        { agents: { defaults: { model: "$0" } } }"#]],
    );
    check(
        "{ agents: { defaults: { $0 } } }",
        "workspace",
        expect![[r#"
        { agents: { defaults: { workspace: "" } } }
        --- snippet
        { agents: { defaults: { workspace: "$0" } } }"#]],
    );
    check(
        "{ $0 }",
        "$include",
        expect![[r#"
        { $include: "" }
        --- snippet
        { \$include: "$0" }"#]],
    );
}

#[test]
fn other_values() {
    list(
        "{ cron: { enabled: $0 } }",
        9,
        expect![[r#"
        true  -
        false  -
    "#]],
    );
    list(
        "{ cron: { enabled: t$0 } }",
        9,
        expect![[r#"
        true  -
        false  -
    "#]],
    );
    list(
        "{ gateway: $0 }",
        9,
        expect![[r#"
        { }  object
    "#]],
    );
    list(
        "{ gateway: { port: $0 } }",
        9,
        expect![[r#"
            18789 (first)  usual value
        "#]],
    );
    check("{ cron: { enabled: f$0alse } }", "true", expect!["{ cron: { enabled: true } }"]);
}

#[test]
fn nothing_where_nothing_fits() {
    for fixture in [
        "{ gateway: { bind: 'lan'$0 } }",
        "{ gateway: { 'bind'$0: 'lan' } }",
        "{ gateway: { bind $0: 'lan' } }",
        "{ gateway: {} $0, cron: {} }",
        "{ /* $0 */ }",
        "{ // $0\n }",
        "{ a: 1 } $0",
        "{ gateway: { port: '$0' } }",
    ] {
        assert_eq!(labels(fixture), Vec::<String>::new(), "{fixture}");
    }
}

#[test]
fn a_discriminator_decides_between_branches() {
    list(
        "{ secrets: { providers: { x: { source: 'env', $0 } } } }",
        9,
        expect![[r#"
        allowlist  array
        $include  file or list of files
    "#]],
    );
    list(
        "{ secrets: { providers: { x: { source: '$0' } } } }",
        9,
        expect![[r#"
        env  -
        file  -
        exec  -
        store  -
    "#]],
    );
    list(
        "{ gateway: { auth: { token: { source: 'file', $0 } } } }",
        9,
        expect![[r#"
        provider  required · string
        id  required · string
        $include  file or list of files
    "#]],
    );
}

#[test]
fn documentation_is_resolved() {
    let (_, items) = at_cursor("{ gateway: { $0 } }", true);
    let port = items.iter().find(|item| item.label == "port").expect("a key");
    let text = resolve_completion(&world(), port.resolve.as_deref().expect("a topic"));
    expect![[r#"
        TCP port of the Gateway. 18789 when unset. A quoted number or a `${VAR}` is text and therefore refused.

        Type: `integer`"#]].assert_eq(&text.expect("a text"));
    let (_, items) = at_cursor("{ agents: { defaults: { model: 'anthropic/claude-opus-5$0' } } }", true);
    let opus = items.iter().find(|item| item.label == "anthropic/claude-opus-5").expect("a model");
    let text = resolve_completion(&world(), opus.resolve.as_deref().expect("a topic")).expect("a card");
    assert!(text.contains("Cache write per million tokens"));
    assert_eq!(resolve_completion(&world(), "nonsense"), None);
}

#[test]
fn patches_may_delete() {
    let text = "{ gateway: { bind:  } }";
    let snapshot = Snapshot::new(text, DocumentKind::Patch, world());
    let items = completion(&snapshot, 19, CompletionOptions::default());
    let null = items.iter().find(|item| item.label == "null").expect("null is offered");
    assert_eq!(null.detail.as_deref(), Some("deletes the key"));
    let fragment = Snapshot { kind: DocumentKind::Fragment, ..snapshot };
    assert_eq!(completion(&fragment, 19, CompletionOptions::default()), []);
}
