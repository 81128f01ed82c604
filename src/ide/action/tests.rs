//! Cursor fixtures: `$0` stands where the actions are asked for.

mod property;

use super::*;
use crate::base::{DocumentKind, World};
use crate::text::apply_all;
use expect_test::{Expect, expect};
use std::sync::Arc;

fn at_cursor(fixture: &str) -> (Snapshot, usize) {
    let cursor = fixture.find("$0").expect("a cursor");
    let text = fixture.replacen("$0", "", 1);
    (Snapshot::new(&text, DocumentKind::Main, Arc::new(World::default())), cursor)
}

fn lines(snapshot: &Snapshot, action: &CodeAction) -> String {
    let text = snapshot.text.slice(TextRange::new(0, snapshot.text.len()));
    let marks =
        [(action.preferred, "*"), (action.safe, "safe")].map(|(on, mark)| if on { mark } else { "-" });
    format!(
        "{} {:?}: {}\n    {}",
        marks.join(" "),
        action.kind,
        action.title,
        apply_all(&text, &action.edits)
    )
}

/// The titles of the actions at the cursor, a line each.
pub(super) fn titles(fixture: &str) -> String {
    let (snapshot, cursor) = at_cursor(fixture);
    let actions = code_actions(&snapshot, TextRange::empty(cursor));
    actions.into_iter().map(|action| action.title + "\n").collect()
}

/// The actions at the cursor with the documents that they make.
#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
pub(super) fn check(fixture: &str, expected: Expect) {
    let (snapshot, cursor) = at_cursor(fixture);
    let actions = code_actions(&snapshot, TextRange::empty(cursor));
    let shown: Vec<String> = actions.iter().map(|action| lines(&snapshot, action)).collect();
    expected.assert_eq(&shown.join("\n"));
    for action in actions {
        let known = crate::check::diagnostics(&snapshot);
        for fix in action.fixes {
            assert!(known.iter().any(|one| (one.code, one.range) == fix), "{fix:?} is a diagnostic");
        }
    }
}

#[test]
fn a_ttl_says_what_changes() {
    check(
        r#"{ auth: { profiles: { a: { provider: "anthropic", mode: "api_key" } } }, agents: { defaults: { models: { "anthropic/claude-opus-5": { params: { cache$0ControlTtl: "1h" } } } } } }"#,
        expect![[r#"
            * safe QuickFix: Replace `cacheControlTtl` with `cacheRetention: "long"` (anthropic/claude-opus-5: was short (set for the API key), becomes long, 1 hour; longer cache writes cost more)
                { auth: { profiles: { a: { provider: "anthropic", mode: "api_key" } } }, agents: { defaults: { models: { "anthropic/claude-opus-5": { params: { cacheRetention: "long" } } } } } }
            - safe FixAll: Migrate all retired keys in this file
                { auth: { profiles: { a: { provider: "anthropic", mode: "api_key" } } }, agents: { defaults: { models: { "anthropic/claude-opus-5": { params: { cacheRetention: "long" } } } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { params: { cacheControlTtl$0: "30m" } } } }"#,
        expect![[r#"
        - - QuickFix: Write `cacheRetention: "none"`
            { agents: { defaults: { params: { cacheRetention: "none" } } } }
        - - QuickFix: Write `cacheRetention: "short"`
            { agents: { defaults: { params: { cacheRetention: "short" } } } }
        - - QuickFix: Write `cacheRetention: "long"`
            { agents: { defaults: { params: { cacheRetention: "long" } } } }
        - - QuickFix: Remove `cacheControlTtl`, which has no effect
            { agents: { defaults: { params: {} } } }"#]],
    );
}

#[test]
fn a_retention_that_is_none() {
    check(
        r#"{ agents: { defaults: { params: { cacheRetention: "LONG$0" } } } }"#,
        expect![[r#"
            * - QuickFix: Write `cacheRetention: "long"`
                { agents: { defaults: { params: { cacheRetention: "long" } } } }
            - - QuickFix: Write `cacheRetention: "none"`
                { agents: { defaults: { params: { cacheRetention: "none" } } } }
            - - QuickFix: Write `cacheRetention: "short"`
                { agents: { defaults: { params: { cacheRetention: "short" } } } }
            - - Rewrite: Set `cacheRetention: "none"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { params: { cacheRetention: "LONG" }, models: { "openai/gpt-6-astra": { params: { cacheRetention: "none" } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { params: { cacheRetention: "none" } } } }
            - - Rewrite: Set `cacheRetention: "short"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { params: { cacheRetention: "LONG" }, models: { "openai/gpt-6-astra": { params: { cacheRetention: "short" } } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every agent and model (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { params: { cacheRetention: "short" } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { defaults: { params: { cacheRetention: "LONG" }, models: { "openai/gpt-6-astra": { params: { cacheRetention: "long" } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { defaults: { params: { cacheRetention: "long" } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { params: { cacheRetention: $0false } } } }"#,
        expect![[r#"
            * - QuickFix: Write `cacheRetention: "none"`
                { agents: { defaults: { params: { cacheRetention: "none" } } } }
            - - QuickFix: Write `cacheRetention: "short"`
                { agents: { defaults: { params: { cacheRetention: "short" } } } }
            - - QuickFix: Write `cacheRetention: "long"`
                { agents: { defaults: { params: { cacheRetention: "long" } } } }
            - - Rewrite: Set `cacheRetention: "none"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { params: { cacheRetention: false }, models: { "openai/gpt-6-astra": { params: { cacheRetention: "none" } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { params: { cacheRetention: "none" } } } }
            - - Rewrite: Set `cacheRetention: "short"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { params: { cacheRetention: false }, models: { "openai/gpt-6-astra": { params: { cacheRetention: "short" } } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every agent and model (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { params: { cacheRetention: "short" } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { defaults: { params: { cacheRetention: false }, models: { "openai/gpt-6-astra": { params: { cacheRetention: "long" } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { defaults: { params: { cacheRetention: "long" } } } }"#]],
    );
}

#[test]
fn a_misplaced_retention() {
    check(
        r#"{ agents: { defaults: { $0cacheRetention: "long" } } }"#,
        expect![[r#"
            * - QuickFix: Move `cacheRetention` into `params`, for every model
                { agents: { defaults: { params: { cacheRetention: "long" } } } }
            - - QuickFix: Remove `cacheRetention`
                { agents: { defaults: {} } }
            - - Rewrite: Set `cacheRetention: "none"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { cacheRetention: "long", models: { "openai/gpt-6-astra": { params: { cacheRetention: "none" } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { cacheRetention: "long", params: { cacheRetention: "none" } } } }
            - - Rewrite: Set `cacheRetention: "short"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { cacheRetention: "long", models: { "openai/gpt-6-astra": { params: { cacheRetention: "short" } } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every agent and model (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { cacheRetention: "long", params: { cacheRetention: "short" } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `openai/gpt-6-astra`, which may limit the choice to listed models (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { defaults: { cacheRetention: "long", models: { "openai/gpt-6-astra": { params: { cacheRetention: "long" } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { defaults: { cacheRetention: "long", params: { cacheRetention: "long" } } } }"#]],
    );
    check(
        r#"{ models: { providers: { x: { models: [{ id: "m", params: { $0cacheRetention: "long" } }] } } } }"#,
        expect![[r#"
            * - QuickFix: Move `cacheRetention` to the `params` of `x/m`; listed models may become the only ones allowed
                { models: { providers: { x: { models: [{ id: "m", params: {} }] } } }, agents: { defaults: { models: { "x/m": { params: { cacheRetention: "long" } } } } } }
            - - QuickFix: Remove `cacheRetention`, which is not read here
                { models: { providers: { x: { models: [{ id: "m", params: {} }] } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { models: { "x/m": {} } } }, models: { providers: { x: { params: { $0cacheControlTtl: "1h" } } } } }"#,
        expect![[r#"
            * - QuickFix: Move `cacheControlTtl` to the `params` of `x/m`
                { agents: { defaults: { models: { "x/m": { params: { cacheRetention: "long" } } } } }, models: { providers: { x: { params: {} } } } }
            - - QuickFix: Move `cacheControlTtl` to `agents.defaults.params`, for every model of every provider
                { agents: { defaults: { models: { "x/m": {} }, params: { cacheRetention: "long" } } }, models: { providers: { x: { params: {} } } } }
            - - QuickFix: Remove `cacheControlTtl`, which is not read here
                { agents: { defaults: { models: { "x/m": {} } } }, models: { providers: { x: { params: {} } } } }"#]],
    );
}

#[test]
fn all_of_a_kind() {
    check(
        r#"{ session: { $0idleMinutes: 5 }, agents: { defaults: { params: { cacheControlTtl: "5m" } } }, acp: { runtime: { ttlMinutes: 1 } } }"#,
        expect![[r#"
            * safe QuickFix: Move `idleMinutes` into `reset`
                { session: { reset: { mode: "idle", idleMinutes: 5 } }, agents: { defaults: { params: { cacheControlTtl: "5m" } } }, acp: { runtime: { ttlMinutes: 1 } } }
            - safe QuickFix: Fix all 2 findings of `legacy-ttl-key` in this file, and drop the value of one that nothing reads
                { session: { reset: { mode: "idle", idleMinutes: 5 } }, agents: { defaults: { params: { cacheControlTtl: "5m" } } } }
            - safe FixAll: Migrate all retired keys in this file, and drop the value of one that nothing reads
                { session: { reset: { mode: "idle", idleMinutes: 5 } }, agents: { defaults: { params: { cacheRetention: "short" } } } }"#]],
    );
}

#[test]
fn unknown_keys() {
    check(
        "{ gateway: { prot$0: 1 } }",
        expect![[r#"
        * - QuickFix: Rename `prot` to `port`
            { gateway: { port: 1 } }
        - - QuickFix: Remove the unknown key `prot`
            { gateway: {} }"#]],
    );
    check(
        "{ gateway: { prot$0: 1, port: 2 } }",
        expect![[r#"
            * - QuickFix: Remove the unknown key `prot`
                { gateway: { port: 2 } }"#]],
    );
    check(
        "{ zzzzzz$0: { a: 1 /* x */ }, ui: {} }",
        expect![[r#"
        - - QuickFix: Comment it out
            { /* zzzzzz: { a: 1 /* x * / }, */ ui: {} }"#]],
    );
}

#[test]
fn values_outside_a_list() {
    check(
        "{ gateway: { bind: 'lann$0' } }",
        expect![[r#"
            - - QuickFix: Write `"auto"`
                { gateway: { bind: 'auto' } }
            * - QuickFix: Write `"lan"`
                { gateway: { bind: 'lan' } }
            - - QuickFix: Write `"loopback"`
                { gateway: { bind: 'loopback' } }
            - - QuickFix: Write `"custom"`
                { gateway: { bind: 'custom' } }
            - - QuickFix: Write `"tailnet"`
                { gateway: { bind: 'tailnet' } }"#]],
    );
}

#[test]
fn repeated_keys() {
    check(
        "{ ui$0: { seamColor: '#aabbcc' }, ui: {} }",
        expect![[r#"
        * - QuickFix: Remove this `ui`, which does not count
            { ui: {} }
        - - QuickFix: Keep this `ui` and remove the other
            { ui: { seamColor: '#aabbcc' } }"#]],
    );
}

#[test]
fn missing_punctuation() {
    check(
        "{ ui: {}$0 gateway: {} }",
        expect![[r#"
        * - QuickFix: Add the missing comma
            { ui: {}, gateway: {} }"#]],
    );
    check(
        "{ ui$0 {} }",
        expect![[r#"
        * - QuickFix: Add the missing colon
            { ui: {} }"#]],
    );
    check(
        "{\n  ui: {\n    seamColor: 'a'$0\n",
        expect![[r#"
            * - QuickFix: Add the missing `}`
                {
              ui: {
                seamColor: 'a'
              }
        "#]],
    );
    check(
        "{ ui: { seamColor: 'a' }$0",
        expect![[r#"
        * - QuickFix: Add the missing `}`
            { ui: { seamColor: 'a' } }"#]],
    );
    check(
        "{ ui: { seamColor: 'a$0 } }",
        expect![[r#"
        * - QuickFix: Add the missing quote
            { ui: { seamColor: 'a' } }"#]],
    );
    check(
        "{\n  ui: { seamColor: \"a$0,\n } }",
        expect![[r#"
        * - QuickFix: Add the missing quote
            {
          ui: { seamColor: "a",
         } }"#]],
    );
    check(
        "{ tools: { allow: ['a'$0} } }",
        expect![[r#"
            * - QuickFix: Add the missing `]`
                { tools: { allow: ['a']} } }"#]],
    );
}

#[test]
fn bare_words_and_comments() {
    check(
        "{ agents: { defaults: { model: anthropic/claude-opus-5$0 } } }",
        expect![[r#"
        * - QuickFix: Put it in quotes
            { agents: { defaults: { model: "anthropic/claude-opus-5" } } }"#]],
    );
    check(
        "{ my-key$0: 1 }",
        expect![[r#"
            * - QuickFix: Put it in quotes
                { "my-key": 1 }"#]],
    );
    check(
        "{\n  #$0 a comment\n  ui: {},\n}",
        expect![[r#"
            * - QuickFix: Write the comment with `//`
                {
              // a comment
              ui: {},
            }"#]],
    );
    check(
        "{ ui: {}, $0, }",
        expect![[r#"
        * - QuickFix: Remove the comma
            { ui: {},  }"#]],
    );
}

#[test]
fn a_clean_place_has_no_actions() {
    check("{ u$0i: {} }", expect![[r#""#]]);
}
