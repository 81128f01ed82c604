//! Models, params and cache retentions.

use super::{at_cursor, check, labels, list};
use expect_test::expect;

#[test]
fn providers_come_before_models_of_which_nothing_is_known() {
    list(
        "{ agents: { defaults: { model: '$0' } } }",
        4,
        expect![[r#"
            anthropic/  provider · 11 models
            google/  provider · 10 models
            openai/  provider · 12 models
            zai/  provider · 5 models
        "#]],
    );
    let all = labels("{ agents: { defaults: { model: '$0' } } }");
    let first_reference =
        all.iter().position(|label| label == "anthropic/claude-opus-5").expect("references too");
    assert!(all[..first_reference].iter().any(|label| label == "xai/"), "all providers go before");
    list(
        "{ agents: { defaults: { model: 'anthropic/$0' } } }",
        20,
        expect![[r#"
            anthropic/claude-opus-5-5  1M ctx · $4/$20 per M
            anthropic/claude-fable-5-1  1M ctx · $10/$50 per M
            anthropic/claude-mythos-5  1M ctx · $10/$50 per M
            anthropic/claude-sonnet-5  1M ctx · $2/$10 per M
            anthropic/claude-haiku-4-5  200K ctx · $1/$5 per M
            anthropic/claude-opus-5  1M ctx · $5/$25 per M
            anthropic/claude-fable-5  1M ctx · $10/$50 per M
            anthropic/claude-sonnet-4-6  1M ctx · $3/$15 per M
            anthropic/claude-opus-4-7  1M ctx · $5/$25 per M
            anthropic/claude-opus-4-6  1M ctx · $5/$25 per M
            anthropic/claude-opus-4-8 (deprecated)  1M ctx · $5/$25 per M · deprecated
        "#]],
    );
    list(
        "{ agents: { defaults: { model: 'opus5$0' } } }",
        6,
        expect![[r#"
            anthropic/claude-opus-5-5  1M ctx · $4/$20 per M
            anthropic/claude-opus-5  1M ctx · $5/$25 per M
            claude-cli/claude-opus-5-5  1M ctx
            claude-cli/claude-opus-5  1M ctx
            github-copilot/claude-opus-5  1M ctx · $5/$25 per M
            opencode/claude-opus-5  1M ctx · $5/$25 per M
        "#]],
    );
}

#[test]
fn models_of_the_document_come_first() {
    let text = |at: &str| {
        format!(
            "{{ agents: {{ defaults: {{ model: {{ primary: {at}, fallbacks: ['google/gemini-3.6-flash', 'box/large'] }},
            models: {{ 'openai/gpt-6-sol': {{}}, 'google/gemini-3.6-flash': {{}} }} }} }} }}"
        )
    };
    list(
        &text("'$0'"),
        6,
        expect![[r#"
            google/gemini-3.6-flash  1.04M ctx · free
            box/large  named in this document
            openai/gpt-6-sol  1.05M ctx · $2/$10 per M
            google/gemini-3.7-flash  1.04M ctx · free
            google/gemini-3.5-flash-lite  1.04M ctx · free
            google/gemini-3.1-pro-preview  1.04M ctx · free
        "#]],
    );
    list(
        &text("'gemini$0'"),
        3,
        expect![[r#"
            google/gemini-3.6-flash  1.04M ctx · free
            google/gemini-3.7-flash  1.04M ctx · free
            google/gemini-3.5-flash-lite  1.04M ctx · free
        "#]],
    );
    let fallbacks = labels(
        "{ agents: { defaults: { model: { primary: 'openai/gpt-6-sol', fallbacks: ['$0'] }, models: { 'openai/gpt-6-sol': {} } } } }",
    );
    assert!(!fallbacks.contains(&"openai/gpt-6-sol".to_owned()), "no model is its own fallback");
}

#[test]
fn what_can_be_paid_comes_next_and_the_newest_first() {
    list(
        "{ auth: { profiles: { 'anthropic:default': { provider: 'anthropic', mode: 'token' } } }, agents: { defaults: { model: '$0' } } }",
        7,
        expect![[r#"
            anthropic/claude-opus-5-5  1M ctx · $4/$20 per M
            anthropic/claude-fable-5-1  1M ctx · $10/$50 per M
            anthropic/claude-mythos-5  1M ctx · $10/$50 per M
            anthropic/claude-sonnet-5  1M ctx · $2/$10 per M
            anthropic/claude-haiku-4-5  200K ctx · $1/$5 per M
            anthropic/claude-opus-5  1M ctx · $5/$25 per M
            anthropic/claude-fable-5  1M ctx · $10/$50 per M
        "#]],
    );
    list(
        "{ env: { vars: { GEMINI_API_KEY: '${X}' } }, agents: { defaults: { model: '$0' } } }",
        4,
        expect![[r#"
            google/gemini-3.7-flash  1.04M ctx · free
            google/gemini-3.5-flash-lite  1.04M ctx · free
            google/gemini-3.1-pro-preview  1.04M ctx · free
            google/gemini-3-flash-preview  1.04M ctx · free
        "#]],
    );
    let newest = labels("{ agents: { defaults: { model: 'gpt-5$0' } } }");
    assert!(!newest[0].contains("gpt-5.5"), "one that is out of favour is never first: {newest:?}");
}

#[test]
fn a_deprecated_model_that_is_named_is_not_first() {
    let named = labels("{ agents: { defaults: { models: { 'openai/gpt-5.5': {} }, model: '$0' } } }");
    assert_ne!(named[0], "openai/gpt-5.5");
    assert!(named.iter().position(|label| label == "openai/gpt-5.5") < Some(3), "{named:?}");
}

#[test]
fn names_are_proposed_where_they_are_made_up() {
    let first = |text: &str, count: usize| labels(text).into_iter().take(count).collect::<Vec<_>>();
    assert_eq!(
        first("{ agents: { entries: { $0 } }, bindings: [{ agentId: 'news' }] }", 2),
        ["news", "main"]
    );
    assert_eq!(
        first("{ env: { vars: { A: 'x', $0 } }, gateway: { auth: { token: '${A} ${B_C} $${D} ${e}' } } }", 2),
        ["B_C", "$include"]
    );
    assert_eq!(
        first("{ auth: { profiles: { $0 } }, agents: { defaults: { model: 'zai/glm-5.1' } } }", 1),
        ["zai:default"]
    );
    assert_eq!(first("{ channels: { telegram: { groups: { $0 } } } }", 1), ["*"]);
}

#[test]
fn references_at_their_places() {
    check(
        "{ agents: { defaults: { model: $0 } } }",
        "anthropic/claude-opus-5",
        expect![[r#"{ agents: { defaults: { model: "anthropic/claude-opus-5" } } }"#]],
    );
    check(
        "{ agents: { defaults: { model: $0 } } }",
        "anthropic/",
        expect![[r#"
        { agents: { defaults: { model: "anthropic/" } } }
        --- snippet
        { agents: { defaults: { model: "anthropic/$0" } } }"#]],
    );
    check(
        "{ agents: { defaults: { model: \"anth$0\" } } }",
        "anthropic/",
        expect![[r#"
            { agents: { defaults: { model: "anthropic/" } } }
            --- snippet
            { agents: { defaults: { model: "anthropic/$0" } } }"#]],
    );
    check(
        "{ agents: { defaults: { model: \"anth$0 } } }",
        "anthropic/",
        expect![[r#"
        { agents: { defaults: { model: "anthropic/" } } }
        --- snippet
        { agents: { defaults: { model: "anthropic/$0" } } }"#]],
    );
    check(
        "{ agents: { defaults: { model: { primary: '$0' } } } }",
        "openai/gpt-5.4",
        expect!["{ agents: { defaults: { model: { primary: 'openai/gpt-5.4' } } } }"],
    );
    check(
        "{ agents: { defaults: { model: { fallbacks: ['openai/gpt-5.4' $0] } } } }",
        "xai/",
        expect![[r#"
        { agents: { defaults: { model: { fallbacks: ['openai/gpt-5.4', 'xai/'] } } } }
        --- snippet
        { agents: { defaults: { model: { fallbacks: ['openai/gpt-5.4', 'xai/$0'] } } } }"#]],
    );
    check(
        "{ agents: { list: [{ model: $0 }] } }",
        "openai/gpt-5.4",
        expect![[r#"{ agents: { list: [{ model: "openai/gpt-5.4" }] } }"#]],
    );
    check(
        "{ agents: { defaults: { models: { $0 } } } }",
        "anthropic/claude-opus-5",
        expect![[r#"
        { agents: { defaults: { models: { "anthropic/claude-opus-5": {} } } } }
        --- snippet
        { agents: { defaults: { models: { "anthropic/claude-opus-5": { $0 \} } } } }"#]],
    );
    let (_, plain) = at_cursor("{ agents: { defaults: { models: { $0 } } } }", false);
    assert!(
        plain.iter().all(|item| item.label != "anthropic/"),
        "half a key is of no use without a cursor in it"
    );
    let (_, rich) = at_cursor("{ agents: { defaults: { models: { $0 } } } }", true);
    let half = rich.iter().find(|item| item.label == "anthropic/").expect("a provider");
    assert_eq!(half.snippet.as_deref(), Some("\"anthropic/$0\": {\\}"));
    check(
        "{ agents: { defaults: { models: { \"anthropic/$0\": {} } } } }",
        "anthropic/claude-opus-5",
        expect![[r#"{ agents: { defaults: { models: { "anthropic/claude-opus-5": {} } } } }"#]],
    );
    check(
        "{ agents: { defaults: { models: { 'anthropic/$0' } } } }",
        "anthropic/*",
        expect![[r#"
        { agents: { defaults: { models: { 'anthropic/*': {} } } } }
        --- snippet
        { agents: { defaults: { models: { 'anthropic/*': { $0 \} } } } }"#]],
    );
    check(
        "{ agents: { defaults: { modelPolicy: { allow: ['anthropic/$0'] } } } }",
        "anthropic/*",
        expect!["{ agents: { defaults: { modelPolicy: { allow: ['anthropic/*'] } } } }"],
    );
    check(
        "{ models: { providers: { $0 } } }",
        "anthropic",
        expect![[r#"
        { models: { providers: { anthropic: {} } } }
        --- snippet
        { models: { providers: { anthropic: { $0 \} } } }"#]],
    );
    check(
        "{ tools: { byProvider: { $0 } } }",
        "google-vertex",
        expect![[r#"
        { tools: { byProvider: { "google-vertex": {} } } }
        --- snippet
        { tools: { byProvider: { "google-vertex": { $0 \} } } }"#]],
    );
}

#[test]
fn what_the_document_declares_is_offered() {
    let fixture = "{ models: { providers: { box: { baseUrl: 'http://box', models: [{ id: 'm', contextWindow: 8192 }] } } },
        agents: { defaults: { models: { 'box/m': { alias: 'mine' }, 'anthropic/claude-opus-5': {} }, model: '$0' } } }";
    list(
        fixture,
        3,
        expect![[r#"
            box/m  8192 ctx
            anthropic/claude-opus-5  1M ctx · $5/$25 per M
            mine  alias of box/m · 8192 ctx
        "#]],
    );
    assert!(labels(fixture).contains(&"box/".to_owned()));
    assert!(labels(fixture).contains(&"box/m".to_owned()));
    let literal = fixture.replace("model: '$0'", "voiceModel: '$0'");
    assert!(!labels(&literal).contains(&"mine".to_owned()), "aliases are not looked up there");
}

#[test]
fn refused_models_are_never_offered() {
    let all = labels("{ agents: { defaults: { model: 'google/$0' } } }");
    assert!(all.contains(&"google/gemini-3.1-pro-preview".to_owned()));
    assert!(!all.iter().any(|label| label.contains("gemini-1.5") || label.contains("gemini-2.0")));
}

#[test]
fn ids_alone_where_only_ids_fit() {
    list(
        "{ models: { providers: { xai: { models: [{ id: '$0' }] } } } }",
        3,
        expect![[r#"
        grok-4.20-0309-non-reasoning  1M ctx · $1.25/$2.50 per M
        grok-4.20-0309-reasoning  1M ctx · $1.25/$2.50 per M
        grok-4.3  1M ctx · $1.25/$2.50 per M
    "#]],
    );
    list(
        "{ tools: { media: { models: [{ provider: 'xai', model: '$0' }] } } }",
        3,
        expect![[r#"
        grok-4.20-0309-non-reasoning  1M ctx · $1.25/$2.50 per M
        grok-4.20-0309-reasoning  1M ctx · $1.25/$2.50 per M
        grok-4.3  1M ctx · $1.25/$2.50 per M
    "#]],
    );
    assert_eq!(labels("{ memory: { search: { model: '$0' } } }"), Vec::<String>::new());
}

#[test]
fn profiles_behind_the_at_sign() {
    let fixture = "{ auth: { profiles: { 'anthropic:work': { provider: 'anthropic', mode: 'api_key' } } },
        agents: { defaults: { model: 'anthropic/claude-opus-5@$0' } } }";
    assert_eq!(labels(fixture), ["anthropic/claude-opus-5@anthropic:work"]);
}

#[test]
fn retentions_say_what_they_come_to() {
    let model = |key: &str| {
        format!(
            "{{ agents: {{ defaults: {{ models: {{ '{key}': {{ params: {{ cacheRetention: '$0' }} }} }} }} }} }}"
        )
    };
    list(
        &model("anthropic/claude-opus-5"),
        9,
        expect![[r#"
        short  5 minutes
        long  1 hour
        none  no caching
    "#]],
    );
    list(
        &model("openai/gpt-5.6-sol"),
        9,
        expect![[r#"
        short  the provider's default lifetime
        long  30 minutes
        none  no cache key; the provider may still cache by itself
    "#]],
    );
    list(
        &model("ollama/qwen3"),
        9,
        expect![[r#"
        short  ignored by this provider
        long  ignored by this provider
        none  ignored by this provider
    "#]],
    );
    list(
        "{ agents: { defaults: { params: { cacheRetention: $0 } } } }",
        9,
        expect![[r#"
        short  5 minutes with most providers
        long  1 hour with Claude
        none  no caching
    "#]],
    );
    list(
        "{ agents: { defaults: { model: 'google/gemini-3.1-pro-preview', params: { cacheRetention: $0 } } } }",
        9,
        expect![[r#"
            short  5 minutes with google/gemini-3.1-pro-preview
            long  1 hour with google/gemini-3.1-pro-preview
            none  no caching with google/gemini-3.1-pro-preview
        "#]],
    );
    list(
        "{ agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { a: { model: 'anthropic/claude-opus-5', params: { cacheRetention: $0 } } } } }",
        9,
        expect![[r#"
            short  5 minutes with anthropic/claude-opus-5
            long  1 hour with anthropic/claude-opus-5
            none  no caching with anthropic/claude-opus-5
        "#]],
    );
    let provider = |id: &str| {
        format!("{{ models: {{ providers: {{ {id}: {{ params: {{ cacheRetention: '$0' }} }} }} }} }}")
    };
    assert_eq!(labels(&provider("anthropic")), Vec::<String>::new());
    assert_eq!(labels(&provider("openrouter")), ["short", "long", "none"]);
}

#[test]
fn params_keys_have_an_effect_where_they_are_offered() {
    let bag = "{ agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { $0 } } } } } }";
    list(
        bag,
        50,
        expect![[r#"
        cacheRetention  string
        temperature  number
        topP  number
        seed  number
        maxTokens  number
        stop  string | list of strings
        thinking  string | boolean
        fastMode  boolean | string · anthropic, openai, minimax
        fastAutoOnSeconds  whole number · anthropic, openai, minimax
        serviceTier  string · anthropic, openai, amazon-bedrock
        anthropicBeta  string | list of strings · anthropic
        anthropicServerCompaction  boolean · anthropic
        anthropicCompactThreshold  number · anthropic
        $include  file or list of files
    "#]],
    );
    check(
        bag,
        "cacheRetention",
        expect![[r#"
            { agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { cacheRetention: "short" } } } } } }
            --- snippet
            { agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { cacheRetention: "${1|short,long,none|}" } } } } } }"#]],
    );
    let (_, items) = at_cursor(bag, true);
    assert!(items.iter().all(|item| item.label != "cacheControlTtl"), "a retired key is never offered");
    let all = labels("{ agents: { defaults: { params: { $0 } } } }");
    assert!(!all.contains(&"thinking".to_owned()), "read in the bags of single models only");
    let own = labels("{ models: { providers: { ollama: { params: { $0 } } } } }");
    assert!(own.contains(&"num_ctx".to_owned()) && !own.contains(&"cacheRetention".to_owned()));
    list(
        "{ agents: { defaults: { params: { fastMode: $0 } } } }",
        9,
        expect![[r#"
        auto  -
        on  -
        off  -
        yes  -
        no  -
        true  -
        false  -
    "#]],
    );
}
