//! The bags of `params`: keys and values by layer, provider and model.

use super::{at_cursor, check, labels, world};
use crate::config::params;
use crate::ide::completion::resolve_completion;
use expect_test::expect;

/// A document with a cursor in the bag of a layer.
fn bag(layer: &str, inside: &str) -> String {
    let bag = format!("params: {{ {inside} }}");
    match layer.split_once(' ') {
        None if layer == "everything" => format!("{{ agents: {{ defaults: {{ {bag} }} }} }}"),
        None => format!("{{ agents: {{ entries: {{ a: {{ {bag} }} }} }} }}"),
        Some(("shared", model)) => {
            format!("{{ agents: {{ defaults: {{ models: {{ '{model}': {{ {bag} }} }} }} }} }}")
        }
        Some((_, model)) => {
            format!("{{ agents: {{ entries: {{ a: {{ models: {{ '{model}': {{ {bag} }} }} }} }} }} }}")
        }
    }
}

const LAYERS: [&str; 4] =
    ["everything", "agent", "shared anthropic/claude-opus-5", "own anthropic/claude-opus-5"];

#[test]
fn each_layer_takes_the_keys_that_it_reads() {
    for layer in LAYERS {
        let keys = labels(&bag(layer, "$0"));
        assert_eq!(keys.first().map(String::as_str), Some("cacheRetention"), "{layer}");
        assert_eq!(keys.contains(&"thinking".to_owned()), layer.contains(' '), "{layer}");
        let retired = ["cacheControlTtl", "qwenThinkingFormat"];
        assert!(!keys.iter().any(|key| retired.contains(&&**key)), "{layer}");
        assert!(!keys.contains(&"num_ctx".to_owned()), "{layer}");
    }
}

#[test]
fn keys_that_a_provider_ignores_are_left_out() {
    let keys = |model: &str| labels(&bag(&format!("shared {model}"), "$0")).join(" ");
    expect!["cacheRetention temperature topP seed maxTokens frequencyPenalty presencePenalty stop response_format thinking fastMode fastAutoOnSeconds serviceTier transport parallel_tool_calls text_verbosity responsesServerCompaction responsesCompactThreshold $include"].assert_eq(&keys("openai/gpt-5.4"));
    expect!["cacheRetention temperature topP seed maxTokens frequencyPenalty presencePenalty stop response_format thinking parallel_tool_calls extra_body chat_template_kwargs provider responseCache responseCacheTtlSeconds responseCacheClear $include"].assert_eq(&keys("openrouter/moonshotai/kimi-k2"));
    expect!["cacheRetention temperature topP seed maxTokens stop cachedContent thinking $include"]
        .assert_eq(&keys("google/gemini-3.1-pro-preview"));
    expect!["cacheRetention temperature topP seed maxTokens frequencyPenalty presencePenalty stop response_format thinking parallel_tool_calls responsesServerCompaction responsesCompactThreshold responsesCompactEndpoint tool_stream $include"].assert_eq(&keys("xai/grok-4.3"));
    expect!["cacheRetention temperature topP seed maxTokens frequencyPenalty presencePenalty stop response_format thinking parallel_tool_calls extra_body chat_template_kwargs tool_stream preserveThinking $include"].assert_eq(&keys("zai/glm-5.2"));
    expect!["cacheRetention temperature topP seed maxTokens stop thinking serviceTier $include"]
        .assert_eq(&keys("amazon-bedrock/us.anthropic.claude-opus-5"));
    expect!["cacheRetention temperature topP seed maxTokens stop thinking frequencyPenalty presencePenalty response_format parallel_tool_calls extra_body chat_template_kwargs $include"]
        .assert_eq(&keys("vllm/qwen3"));
}

#[test]
fn keys_that_the_model_in_use_ignores_come_last() {
    let keys = |model: &str| {
        let fixture = format!("{{ agents: {{ defaults: {{ model: '{model}', params: {{ $0 }} }} }} }}");
        labels(&fixture).join(" ")
    };
    expect!["cacheRetention temperature topP seed maxTokens stop fastMode fastAutoOnSeconds serviceTier anthropicBeta anthropicServerCompaction anthropicCompactThreshold frequencyPenalty presencePenalty response_format cachedContent transport parallel_tool_calls text_verbosity extra_body chat_template_kwargs context1m responsesServerCompaction responsesCompactThreshold responsesCompactEndpoint provider responseCache responseCacheTtlSeconds responseCacheClear tool_stream preserveThinking $include"].assert_eq(&keys("anthropic/claude-opus-5"));
    expect!["cacheRetention temperature topP seed maxTokens frequencyPenalty presencePenalty stop response_format parallel_tool_calls extra_body chat_template_kwargs provider responseCache responseCacheTtlSeconds responseCacheClear cachedContent fastMode fastAutoOnSeconds serviceTier transport text_verbosity anthropicBeta context1m anthropicServerCompaction anthropicCompactThreshold responsesServerCompaction responsesCompactThreshold responsesCompactEndpoint tool_stream preserveThinking $include"].assert_eq(&keys("openrouter/moonshotai/kimi-k2"));
}

#[test]
fn every_key_can_be_taken_and_says_what_it_does() {
    for layer in LAYERS {
        let fixture = bag(layer, "$0");
        for item in at_cursor(&fixture, true).1 {
            let Some(key) = params::key(&item.label) else { continue };
            assert!(item.detail.is_some(), "{}", item.label);
            let topic = item.resolve.as_deref().expect("a topic");
            assert_eq!(resolve_completion(&world(), topic).as_deref(), Some(key.effect));
            let text = super::applied(&fixture, &item.label);
            let plain = text.split("\n--- snippet").next().unwrap_or_default();
            let tree = crate::syntax::Tree::parse(plain);
            assert!(tree.is_valid(), "{plain}");
        }
    }
}

#[test]
fn keys_that_are_there_are_not_offered_again() {
    let keys = labels(&bag("everything", "max_tokens: 1, cacheRetention: 'long', $0"));
    assert!(!keys.iter().any(|key| key == "maxTokens" || key == "cacheRetention"), "{keys:?}");
}

#[test]
fn values_by_key() {
    let values = |layer: &str, key: &str| labels(&bag(layer, &format!("{key}: $0"))).join(" ");
    let opus = "own anthropic/claude-opus-5";
    expect!["off minimal low medium high xhigh max ultra adaptive true false"]
        .assert_eq(&values(opus, "thinking"));
    expect!["auto standard_only"].assert_eq(&values(opus, "serviceTier"));
    expect!["auto default flex priority"].assert_eq(&values("shared openai/gpt-5.4", "serviceTier"));
    expect!["auto standard_only default flex priority reserved"]
        .assert_eq(&values("everything", "serviceTier"));
    expect!["sse websocket websocket-cached auto"].assert_eq(&values("shared openai/gpt-5.4", "transport"));
    expect!["low medium high"].assert_eq(&values("shared openai/gpt-5.4", "text_verbosity"));
    expect!["low medium high"].assert_eq(&values("shared openai/gpt-5.4", "textVerbosity"));
    expect!["true false"].assert_eq(&values("shared openai/gpt-5.4", "parallel_tool_calls"));
    expect!["0"].assert_eq(&values("everything", "temperature"));
    expect![[r#""" [ ]"#]].assert_eq(&values("everything", "stop"));
    expect!["50000"].assert_eq(&values("everything", "anthropicCompactThreshold"));
    expect!["{ }"].assert_eq(&values("shared openrouter/x/y", "provider"));
    expect![""].assert_eq(&values("everything", "cacheControlTtl"));
}

#[test]
fn half_typed_keys_and_values() {
    check(
        &bag(LAYERS[2], "cacheR$0"),
        "cacheRetention",
        expect![[r#"
        { agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { cacheRetention: "short" } } } } } }
        --- snippet
        { agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { cacheRetention: "${1|short,long,none|}" } } } } } }"#]],
    );
    check(
        &bag(LAYERS[2], "\"cacheR$0"),
        "cacheRetention",
        expect![[r#"
        { agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { "cacheRetention": "short" } } } } } }
        --- snippet
        { agents: { defaults: { models: { 'anthropic/claude-opus-5': { params: { "cacheRetention": "${1|short,long,none|}" } } } } } }"#]],
    );
    check(
        &bag(LAYERS[3], "cacheRetention: lo$0"),
        "long",
        expect![[
            r#"{ agents: { entries: { a: { models: { 'anthropic/claude-opus-5': { params: { cacheRetention: "long" } } } } } } }"#
        ]],
    );
    check(
        &bag(LAYERS[1], "cacheRetention: 'lo$0"),
        "long",
        expect!["{ agents: { entries: { a: { params: { cacheRetention: 'long' } } } } }"],
    );
    check(
        &bag(LAYERS[0], "cacheRetention $0"),
        "long",
        expect![[r#"{ agents: { defaults: { params: { cacheRetention: "long" } } } }"#]],
    );
    check(
        &bag(LAYERS[3], "temperature: 0.5 serv$0"),
        "serviceTier",
        expect![[r#"
        { agents: { entries: { a: { models: { 'anthropic/claude-opus-5': { params: { temperature: 0.5, serviceTier: "auto" } } } } } } }
        --- snippet
        { agents: { entries: { a: { models: { 'anthropic/claude-opus-5': { params: { temperature: 0.5, serviceTier: "${1|auto,standard_only|}" } } } } } } }"#]],
    );
    check(
        &bag(LAYERS[3], "fastMode: au$0"),
        "auto",
        expect![[
            r#"{ agents: { entries: { a: { models: { 'anthropic/claude-opus-5': { params: { fastMode: "auto" } } } } } } }"#
        ]],
    );
    let section = "{ models: { providers: { openrouter: { params: { resp$0 } } } } }";
    check(
        section,
        "responseCache",
        expect![[r#"
        { models: { providers: { openrouter: { params: { responseCache: true } } } } }
        --- snippet
        { models: { providers: { openrouter: { params: { responseCache: ${1|true,false|} } } } } }"#]],
    );
}
