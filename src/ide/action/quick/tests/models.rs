//! Models, their params, and cache retention.

use crate::ide::action::tests::check;
use expect_test::expect;

#[test]
fn a_fallback_that_was_tried_before() {
    check(
        r#"{ agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5', /* again */ 'anthropic/claude-o$0pus-5'] } } } } }"#,
        expect![[r#"
            * - QuickFix: Remove this fallback, which was tried before
                { agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5' /* again */] } } } } }
            - - Rewrite: Add the fallback `anthropic/claude-opus-5-5` ($4/$20 per M)
                { agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5', /* again */ 'anthropic/claude-opus-5', 'anthropic/claude-opus-5-5'] } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for `anthropic/claude-opus-5` of the agent `a` (was short, becomes none, no caching)
                { agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5', /* again */ 'anthropic/claude-opus-5'] }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'none' } } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every model of the agent `a` (was short, becomes none, no caching)
                { agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5', /* again */ 'anthropic/claude-opus-5'] }, params: { cacheRetention: 'none' } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was short, becomes none, no caching)
                { agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5', /* again */ 'anthropic/claude-opus-5'] } } }, defaults: { params: { cacheRetention: 'none' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `anthropic/claude-opus-5` of the agent `a` (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5', /* again */ 'anthropic/claude-opus-5'] }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every model of the agent `a` (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5', /* again */ 'anthropic/claude-opus-5'] }, params: { cacheRetention: 'long' } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { entries: { a: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.5', /* again */ 'anthropic/claude-opus-5'] } } }, defaults: { params: { cacheRetention: 'long' } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['openai/$0gpt-5.5'] } } } }"#,
        expect![[r#"
            * - QuickFix: Remove this fallback, which was tried before
                { agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: [] } } } }
            * - QuickFix: Replace it with `openai/gpt-5.6-sol`
                { agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['openai/gpt-5.6-sol'] } } } }
            - - QuickFix: Replace it with `openai/gpt-5.6-sol` at all 2 places of this file
                { agents: { defaults: { model: { primary: 'openai/gpt-5.6-sol', fallbacks: ['openai/gpt-5.6-sol'] } } } }
            - - Rewrite: Add the fallback `openai/gpt-5.6-terra` ($2.50/$15 per M)
                { agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['openai/gpt-5.5', 'openai/gpt-5.6-terra'] } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['openai/gpt-5.5'] }, params: { cacheRetention: 'none' } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every agent and model (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['openai/gpt-5.5'] }, params: { cacheRetention: 'short' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was unset, becomes long, 24 hours; longer cache writes cost more)
                { agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['openai/gpt-5.5'] }, params: { cacheRetention: 'long' } } } }"#]],
    );
}

#[test]
fn models() {
    check(
        r#"{ agents: { defaults: { model: 'anthropic/claude-opus-4-5@work$0', imageModel: 'anthropic/claude-opus-4-5' } } }"#,
        expect![[r#"
            * - QuickFix: Replace it with `anthropic/claude-opus-4-7@work` ($5/$25 per M)
                { agents: { defaults: { model: 'anthropic/claude-opus-4-7@work', imageModel: 'anthropic/claude-opus-4-5' } } }
            - - QuickFix: Replace it with `anthropic/claude-opus-4-7` at all 2 places of this file ($5/$25 per M)
                { agents: { defaults: { model: 'anthropic/claude-opus-4-7@work', imageModel: 'anthropic/claude-opus-4-7' } } }
            - - Rewrite: Write the model as `{ primary, fallbacks }`
                { agents: { defaults: { model: { primary: 'anthropic/claude-opus-4-5@work', fallbacks: [] }, imageModel: 'anthropic/claude-opus-4-5' } } }
            - - Rewrite: Add the fallback `anthropic/claude-opus-4-7` ($5/$25 per M)
                { agents: { defaults: { model: { primary: 'anthropic/claude-opus-4-5@work', fallbacks: ['anthropic/claude-opus-4-7'] }, imageModel: 'anthropic/claude-opus-4-5' } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was short, becomes none, no caching)
                { agents: { defaults: { model: 'anthropic/claude-opus-4-5@work', imageModel: 'anthropic/claude-opus-4-5', params: { cacheRetention: 'none' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { defaults: { model: 'anthropic/claude-opus-4-5@work', imageModel: 'anthropic/claude-opus-4-5', params: { cacheRetention: 'long' } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { models: { 'goog$0le/gemini-2.0-flash': { alias: 'x' }, 'google/gemini-2.5-flash': {} } } } }"#,
        expect![[r#"
            * - QuickFix: Move these settings into the entry `google/gemini-2.5-flash`
                { agents: { defaults: { models: { 'google/gemini-2.5-flash': { alias: 'x' } } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { model: 'op$0us' } } }"#,
        expect![[r#"
            * - QuickFix: Write `"anthropic/claude-opus-5"`
                { agents: { defaults: { model: 'anthropic/claude-opus-5' } } }
            - - Rewrite: Write the model as `{ primary, fallbacks }`
                { agents: { defaults: { model: { primary: 'opus', fallbacks: [] } } } }
            - - Rewrite: Add the fallback `openai/gpt-6-sol` ($2/$10 per M)
                { agents: { defaults: { model: { primary: 'opus', fallbacks: ['openai/gpt-6-sol'] } } } }
            - - Rewrite: Set `cacheRetention: "none"` for `openai/opus`, which may limit the choice to listed models (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { model: 'opus', models: { 'openai/opus': { params: { cacheRetention: 'none' } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { model: 'opus', params: { cacheRetention: 'none' } } } }
            - - Rewrite: Set `cacheRetention: "short"` for `openai/opus`, which may limit the choice to listed models (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { model: 'opus', models: { 'openai/opus': { params: { cacheRetention: 'short' } } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every agent and model (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { model: 'opus', params: { cacheRetention: 'short' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `openai/opus`, which may limit the choice to listed models (was unset, becomes long, the provider's default lifetime; longer cache writes cost more)
                { agents: { defaults: { model: 'opus', models: { 'openai/opus': { params: { cacheRetention: 'long' } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was unset, becomes long, the provider's default lifetime; longer cache writes cost more)
                { agents: { defaults: { model: 'opus', params: { cacheRetention: 'long' } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { modelPolicy: { allow: ['anth$0ropic'] } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"anthropic/*"`
                { agents: { defaults: { modelPolicy: { allow: ['anthropic/*'] } } } }
            - - Rewrite: Set `cacheRetention: "none"` for `openai/anthropic` (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { modelPolicy: { allow: ['anthropic'] }, models: { 'openai/anthropic': { params: { cacheRetention: 'none' } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { defaults: { modelPolicy: { allow: ['anthropic'] }, params: { cacheRetention: 'none' } } } }
            - - Rewrite: Set `cacheRetention: "short"` for `openai/anthropic` (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { modelPolicy: { allow: ['anthropic'] }, models: { 'openai/anthropic': { params: { cacheRetention: 'short' } } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every agent and model (was unset, becomes short, the provider's default lifetime)
                { agents: { defaults: { modelPolicy: { allow: ['anthropic'] }, params: { cacheRetention: 'short' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `openai/anthropic` (was unset, becomes long, the provider's default lifetime; longer cache writes cost more)
                { agents: { defaults: { modelPolicy: { allow: ['anthropic'] }, models: { 'openai/anthropic': { params: { cacheRetention: 'long' } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was unset, becomes long, the provider's default lifetime; longer cache writes cost more)
                { agents: { defaults: { modelPolicy: { allow: ['anthropic'] }, params: { cacheRetention: 'long' } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { model: 'antr$0opic/claude-opus-5' } } }"#,
        expect![[r#"
            * - QuickFix: Replace it with `anthropic/claude-opus-5` ($5/$25 per M)
                { agents: { defaults: { model: 'anthropic/claude-opus-5' } } }
            - - Rewrite: Write the model as `{ primary, fallbacks }`
                { agents: { defaults: { model: { primary: 'antropic/claude-opus-5', fallbacks: [] } } } }"#]],
    );
}

#[test]
fn params_that_never_apply() {
    check(
        r#"{ agents: { defaults: { models: { 'anthropic/o$0pus': { params: { topP: 1 } } } } } }"#,
        expect![[r#"
            * - QuickFix: Rename `anthropic/opus` to `anthropic/claude-opus-5`
                { agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { topP: 1 } } } } } }
            - - QuickFix: Remove these `params`, which never apply
                { agents: { defaults: { models: { 'anthropic/opus': {} } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { models: { 'anthropic/o$0pus': { params: { topP: 1 } }, 'anthropic/claude-opus-5': { alias: 'big', params: { seed: 2 } } } } } }"#,
        expect![[r#"
            * - QuickFix: Move these settings into the entry `anthropic/claude-opus-5`
                { agents: { defaults: { models: { 'anthropic/claude-opus-5': { alias: 'big', params: { seed: 2, topP: 1 } } } } } }
            - - QuickFix: Remove these `params`, which never apply
                { agents: { defaults: { models: { 'anthropic/opus': {}, 'anthropic/claude-opus-5': { alias: 'big', params: { seed: 2 } } } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { models: { 'anthropic/o$0pus': { params: { topP: 1 } }, 'anthropic/claude-opus-5': { params: { topP: 2 } } } } } }"#,
        expect![[r#"
            - - QuickFix: Remove these `params`, which never apply
                { agents: { defaults: { models: { 'anthropic/opus': {}, 'anthropic/claude-opus-5': { params: { topP: 2 } } } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { models: { 'anthropic/$0*': { params: { topP: 1 } }, 'anthropic/claude-opus-5': { alias: 'big' } } } } }"#,
        expect![[r#"
            * - QuickFix: Move these `params` to `anthropic/claude-opus-5`
                { agents: { defaults: { models: { 'anthropic/*': {}, 'anthropic/claude-opus-5': { alias: 'big', params: { topP: 1 } } } } } }
            - - QuickFix: Remove these `params`, which never apply
                { agents: { defaults: { models: { 'anthropic/*': {}, 'anthropic/claude-opus-5': { alias: 'big' } } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { params: { temp$0rature: 1 } } } }"#,
        expect![[r#"
            * - QuickFix: Rename `temprature` to `temperature`
                { agents: { defaults: { params: { temperature: 1 } } } }
            - - QuickFix: Remove `temprature`, which has no effect
                { agents: { defaults: { params: {} } } }"#]],
    );
}

#[test]
fn retention_that_does_not_count() {
    check(
        r#"{ agents: { defaults: { models: { 'claude-cli/claude-opus-5': { params: { cacheRetention: 'lo$0ng' } } } } } }"#,
        expect![[r#"
            * - QuickFix: Remove `cacheRetention`, which the provider ignores
                { agents: { defaults: { models: { 'claude-cli/claude-opus-5': {} } } } }"#]],
    );
    check(
        r#"{ agents: { entries: { main: { params: { cacheRetention: 'short' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'lo$0ng' } } } } } } }"#,
        expect![[r#"
            * - QuickFix: Remove this `cacheRetention`, which never counts
                { agents: { entries: { main: { params: { cacheRetention: 'short' }, models: { 'anthropic/claude-opus-5': {} } } } } }
            - - QuickFix: Remove the `cacheRetention` that wins, so that this one counts
                { agents: { entries: { main: { models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every model of the agent `main` (was short, becomes none, no caching)
                { agents: { entries: { main: { params: { cacheRetention: 'none' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every model of the agent `main` (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { entries: { main: { params: { cacheRetention: 'long' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } } }"#]],
    );
    check(
        r#"{ auth: { profiles: { work: { provider: 'anthropic', mode: 'api_key' } } }, agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'lo$0ng' } } } }"#,
        expect![[r#"
            * - QuickFix: Set `cacheRetention: "long"` in the entry of `anthropic/claude-opus-5`, where it counts; listed models may become the only ones allowed
                { auth: { profiles: { work: { provider: 'anthropic', mode: 'api_key' } } }, agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for `anthropic/claude-opus-5`, which may limit the choice to listed models (was short (set for the API key), becomes none, no caching)
                { auth: { profiles: { work: { provider: 'anthropic', mode: 'api_key' } } }, agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'none' } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `anthropic/claude-opus-5`, which may limit the choice to listed models (was short (set for the API key), becomes long, 1 hour; longer cache writes cost more)
                { auth: { profiles: { work: { provider: 'anthropic', mode: 'api_key' } } }, agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' }, heartbeat: { every: '2$0h' } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"55m"`
                { agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' }, heartbeat: { every: '55m' } } } }"#]],
    );
}

#[test]
fn settings_that_the_login_or_the_release_makes_void() {
    check(
        "{ auth: { profiles: { a: { provider: 'claude-cli', mode: 'oauth' } } }, agents: { defaults: { models: {
            'anthropic/claude-opus-5': { params: { cacheRetention: 'lo$0ng', topP: 1 } } } } } }",
        expect![[r#"
            * - QuickFix: Remove `cacheRetention`, which the provider ignores
                { auth: { profiles: { a: { provider: 'claude-cli', mode: 'oauth' } } }, agents: { defaults: { models: {
                        'anthropic/claude-opus-5': { params: { topP: 1 } } } } } }"#]],
    );
    check(
        "{ meta: { lastTouchedVersion: '2026.2.6' }, models: { providers: { anthropic: { headers: { 'anthropic-beta': 'o$0ne, two' } } } } }",
        expect![""],
    );
    check(
        "{ auth: { profiles: { a: { provider: 'x', mode: 'token' }, b: { provider: 'y', mode: 'token' } }, order: { x: ['a', 'b$0'] } } }",
        expect![[r#"
            - - QuickFix: Remove this element
                { auth: { profiles: { a: { provider: 'x', mode: 'token' }, b: { provider: 'y', mode: 'token' } }, order: { x: ['a'] } } }"#]],
    );
}
