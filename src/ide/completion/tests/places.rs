//! What is offered at each place that names a model, an alias, a profile or an agent, and what the text becomes.

use super::{at_cursor, check, labels};
use crate::base::{DocumentKind, Options, Snapshot, World};
use crate::ide::completion::{CompletionOptions, completion};
use crate::schema::Schema;
use expect_test::expect;
use std::sync::Arc;

const NAMES: &str = "auth: { profiles: { 'anthropic:me@x.org': { provider: 'anthropic', mode: 'oauth' },
  'openai:b': { provider: 'openai', mode: 'api_key' }, 'cli': { provider: 'claude-cli', mode: 'oauth' } }, order: { anthropic: ['anthropic:me@x.org'] } }";

/// A document with names, and a text with a cursor somewhere below `agents`.
fn named(agents: &str) -> String {
    format!("{{ {NAMES}, agents: {{ {agents} }} }}")
}

/// The aliases that stand behind the models of [`MODELS`], of which there may be fewer.
fn aliases(found: &[String]) -> &[String] {
    let at = found.iter().position(|label| !label.contains('/')).unwrap_or_default();
    assert!(at <= 2 && found[..at].iter().all(|label| MODELS.contains(label)), "{found:?}");
    let count = found[at..].iter().take_while(|label| !label.contains('/')).count();
    &found[at..at + count]
}

const MODELS: &str = "models: { 'openai/gpt-5.5': { alias: 'quick' }, 'anthropic/claude-opus-5': {} }";

#[test]
fn aliases_stand_wherever_they_are_looked_up() {
    let defaults = |text: &str| format!("{{ agents: {{ defaults: {{ {MODELS}, {text} }} }} }}");
    for place in [
        "model: '$0'",
        "model: { primary: '$0' }",
        "model: { fallbacks: ['$0'] }",
        "model: { fallbacks: ['openai/gpt-5.5', $0] }",
        "imageModel: { primary: 'openai/gpt-5.5', fallbacks: [$0] }",
        "pdfModel: '$0'",
        "utilityModel: '$0'",
        "heartbeat: { model: '$0' }",
        "subagents: { model: { fallbacks: ['$0'] } }",
        "compaction: { model: '$0' }",
        "compaction: { memoryFlush: { model: '$0' } }",
    ] {
        let found = labels(&defaults(place));
        assert_eq!(aliases(&found), ["quick", "opus"], "{place}");
    }
    let found = labels(&defaults("voiceModel: '$0'"));
    assert!(!found.contains(&"quick".to_owned()) && found.contains(&"openai/gpt-5.5".to_owned()));
    for place in [
        "hooks: { mappings: [{ model: '$0' }] }",
        "hooks: { gmail: { model: '$0' } }",
        "channels: { modelByChannel: { discord: { x: '$0' } } }",
        "tts: { summaryModel: '$0' }",
        "tools: { exec: { reviewer: { model: { fallbacks: ['$0'] } } } }",
    ] {
        let found = labels(&format!("{{ agents: {{ defaults: {{ {MODELS} }} }}, {place} }}"));
        assert_eq!(aliases(&found).first().map(String::as_str), Some("quick"), "{place}");
    }
}

#[test]
fn images_are_made_by_models_that_make_images() {
    let image = |text: &str| {
        format!("{{ agents: {{ defaults: {{ {MODELS}, mediaModels: {{ image: {text} }} }} }} }}")
    };
    let found = labels(&image("{ primary: '$0' }"));
    let makers = ["openai/gpt-image-2", "openai/gpt-image-2.5-flare", "openai/gpt-image-2.5-sunburst"];
    assert_eq!(found[..3], makers, "the document has models of OpenAI");
    assert!(!found.iter().any(|label| MODELS.contains(label)), "an agent thinks with those: {found:?}");
    assert!(labels(&image("$0")).contains(&"{ primary: … }".to_owned()));
    let second = labels(&image("{ primary: 'openai/gpt-image-2', fallbacks: ['gem$0'] }"));
    assert_eq!(second.first().map(String::as_str), Some("google/gemini-3.1-flash-image"));
    let video = labels("{ agents: { defaults: { mediaModels: { video: { primary: 'veo$0' } } } } }");
    assert!(video[..3].iter().all(|label| label.starts_with("google/veo-")), "{video:?}");
}

#[test]
fn aliases_of_an_agent_hold_in_its_entry() {
    let own = "models: { 'openai/gpt-5.4': { alias: 'mine' } }";
    for roster in
        ["entries: { a: { OWN, model: '$0' } }", "list: [{ id: 'a', OWN, model: { fallbacks: ['$0'] } }]"]
    {
        let roster = roster.replace("OWN", own);
        let found = labels(&format!("{{ agents: {{ defaults: {{ {MODELS} }}, {roster} }} }}"));
        let expected = ["quick", "opus", "mine"];
        assert!(expected.iter().all(|name| found.contains(&(*name).to_owned())), "{roster}");
    }
    let other = format!("{{ agents: {{ entries: {{ a: {{ {own} }}, b: {{ model: '$0' }} }} }} }}");
    assert!(!labels(&other).contains(&"mine".to_owned()));
}

#[test]
fn a_fallback_that_is_listed_is_not_offered_again() {
    let found = labels("{ agents: { defaults: { model: { fallbacks: ['openai/gpt-5.4', 'openai/$0'] } } } }");
    assert!(!found.contains(&"openai/gpt-5.4".to_owned()) && found.contains(&"openai/gpt-5.5".to_owned()));
}

#[test]
fn profiles_stand_behind_a_model_or_an_alias() {
    let model = |text: &str| named(&format!("defaults: {{ {MODELS}, model: {text} }}"));
    check(
        &model("'anthropic/claude-opus-5@$0'"),
        "anthropic/claude-opus-5@anthropic:me@x.org",
        expect![[r#"
        { auth: { profiles: { 'anthropic:me@x.org': { provider: 'anthropic', mode: 'oauth' },
          'openai:b': { provider: 'openai', mode: 'api_key' }, 'cli': { provider: 'claude-cli', mode: 'oauth' } }, order: { anthropic: ['anthropic:me@x.org'] } }, agents: { defaults: { models: { 'openai/gpt-5.5': { alias: 'quick' }, 'anthropic/claude-opus-5': {} }, model: 'anthropic/claude-opus-5@anthropic:me@x.org' } } }"#]],
    );
    assert_eq!(
        labels(&model("'anthropic/claude-opus-5@anthropic:me@$0'")),
        ["anthropic/claude-opus-5@anthropic:me@x.org", "anthropic/claude-opus-5@cli"],
        "a profile may hold the sign itself"
    );
    assert_eq!(labels(&model("{ fallbacks: ['openai/gpt-5.5@$0'] }")), ["openai/gpt-5.5@openai:b"]);
    assert_eq!(labels(&model("'quick@$0'")), ["quick@openai:b"]);
    check(
        &model("quick@$0"),
        "quick@openai:b",
        expect![[r#"
        { auth: { profiles: { 'anthropic:me@x.org': { provider: 'anthropic', mode: 'oauth' },
          'openai:b': { provider: 'openai', mode: 'api_key' }, 'cli': { provider: 'claude-cli', mode: 'oauth' } }, order: { anthropic: ['anthropic:me@x.org'] } }, agents: { defaults: { models: { 'openai/gpt-5.5': { alias: 'quick' }, 'anthropic/claude-opus-5': {} }, model: "quick@openai:b" } } }"#]],
    );
}

#[test]
fn an_order_takes_the_profiles_that_serve() {
    let order =
        |text: &str| format!("{{ {} }}", NAMES.replace("order: { anthropic: ['anthropic:me@x.org'] }", text));
    assert_eq!(labels(&order("order: { 'claude-cli': ['$0'] }")), ["cli", "anthropic:me@x.org"]);
    assert_eq!(labels(&order("order: { anthropic: ['anthropic:me@x.org', '$0'] }")), ["cli"]);
    check(
        &order("order: { openai: [$0] }"),
        "openai:b",
        expect![[r#"
        { auth: { profiles: { 'anthropic:me@x.org': { provider: 'anthropic', mode: 'oauth' },
          'openai:b': { provider: 'openai', mode: 'api_key' }, 'cli': { provider: 'claude-cli', mode: 'oauth' } }, order: { openai: ["openai:b"] } } }"#]],
    );
    check(
        &order("order: { openai: [op$0] }"),
        "openai:b",
        expect![[r#"
        { auth: { profiles: { 'anthropic:me@x.org': { provider: 'anthropic', mode: 'oauth' },
          'openai:b': { provider: 'openai', mode: 'api_key' }, 'cli': { provider: 'claude-cli', mode: 'oauth' } }, order: { openai: ["openai:b"] } } }"#]],
    );
    assert!(labels(&order("order: { ope$0 }")).contains(&"openai".to_owned()));
    assert_eq!(
        labels("{ mcp: { servers: { s: { oauth: { authProfileId: '$0' } } } } }"),
        Vec::<String>::new()
    );
    assert!(labels("{ auth: { profiles: { a: { provider: '$0' } } } }").contains(&"anthropic".to_owned()));
}

#[test]
fn wildcards_stand_where_they_are_read() {
    let allow = |text: &str| {
        format!("{{ agents: {{ defaults: {{ {MODELS}, modelPolicy: {{ allow: [{text}] }} }} }} }}")
    };
    let found = labels(&allow("'$0'"));
    assert_eq!(aliases(&found), ["quick"]);
    assert!(!found.contains(&"opus".to_owned()), "a list of allowed models takes no built-in alias");
    check(
        &allow("'openrouter/$0'"),
        "openrouter/*",
        expect![
            "{ agents: { defaults: { models: { 'openai/gpt-5.5': { alias: 'quick' }, 'anthropic/claude-opus-5': {} }, modelPolicy: { allow: ['openrouter/*'] } } } }"
        ],
    );
    check(
        &allow("'groq/$0'"),
        "groq/qwen/*",
        expect![
            "{ agents: { defaults: { models: { 'openai/gpt-5.5': { alias: 'quick' }, 'anthropic/claude-opus-5': {} }, modelPolicy: { allow: ['groq/qwen/*'] } } } }"
        ],
    );
    check(
        &allow("groq/q$0"),
        "groq/qwen/*",
        expect![[
            r#"{ agents: { defaults: { models: { 'openai/gpt-5.5': { alias: 'quick' }, 'anthropic/claude-opus-5': {} }, modelPolicy: { allow: ["groq/qwen/*"] } } } }"#
        ]],
    );
    let own = "{ agents: { entries: { a: { modelPolicy: { allow: ['groq/q$0'] } } } } }";
    assert!(labels(own).contains(&"groq/qwen/*".to_owned()));
    let key = "{ agents: { defaults: { models: { 'groq/q$0' } } } }";
    assert!(labels(key).contains(&"groq/*".to_owned()) && !labels(key).contains(&"groq/qwen/*".to_owned()));
    let model = "{ agents: { defaults: { model: 'groq/$0' } } }";
    assert!(!labels(model).iter().any(|label| label.ends_with('*')));
}

#[test]
fn agents_stand_where_they_are_meant() {
    let roster = "agents: { entries: { main: {}, work: {} } }";
    for place in [
        "bindings: [{ agentId: '$0' }]",
        "talk: { agentId: '$0' }",
        "hooks: { mappings: [{ agentId: '$0' }] }",
        "hooks: { allowedAgentIds: ['$0'] }",
        "tools: { swarm: { defaultAgentId: '$0' } }",
        "gateway: { roles: { definitions: { r: { agents: ['$0'] } } } }",
        "mcp: { servers: { s: { codex: { agents: ['$0'] } } } }",
        "broadcast: { p: ['$0'] }",
    ] {
        let found = labels(&format!("{{ {roster}, {place} }}"));
        assert_eq!(found.get(..2), Some(&["main".to_owned(), "work".to_owned()][..]), "{place}");
    }
    check(
        &format!("{{ {roster}, talk: {{ agentId wo$0 }} }}"),
        "work",
        expect![[r#"{ agents: { entries: { main: {}, work: {} } }, talk: { agentId: "work" } }"#]],
    );
    check(
        &format!("{{ {roster}, bindings: [{{ agentId: wo$0 }}] }}"),
        "work",
        expect![[r#"{ agents: { entries: { main: {}, work: {} } }, bindings: [{ agentId: "work" }] }"#]],
    );
}

#[test]
fn keys_belong_to_the_release_that_reads_the_document() {
    let agents = |target: Option<&str>| {
        let target = target.map(|release| release.parse().expect("a release"));
        let world = World::new(Schema::embedded(), Options { target, ..Options::default() });
        // Who wrote the document last does not matter.
        let text = "{ meta: { lastTouchedVersion: '2026.7.1' }, agents: {  } }";
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(world));
        let offset = text.find("{  }").expect("the place") + 2;
        let items = completion(
            &snapshot,
            offset,
            CompletionOptions { snippets: true, whole_strings: true, ..Default::default() },
        );
        items.into_iter().map(|item| item.label).collect::<Vec<_>>()
    };
    let has = |labels: &[String], name: &str| labels.iter().any(|label| label == name);
    let now = agents(None);
    assert!(has(&now, "entries") && has(&now, "defaults") && !has(&now, "list"), "{now:?}");
    let then = agents(Some("2026.6.11"));
    assert!(has(&then, "list") && has(&then, "defaults") && !has(&then, "entries"), "{then:?}");
}

/// What may stand in an agent is the same in both rosters, but for the `id` of the older one.
#[test]
fn agents_of_the_older_roster_are_completed_like_those_of_today() {
    let both = |inside: &str| {
        let older = labels(&format!("{{ agents: {{ list: [{{ id: 'a', {inside} }}] }} }}"));
        let newer = labels(&format!("{{ agents: {{ entries: {{ a: {{ {inside} }} }} }} }}"));
        assert!(!newer.is_empty() && older == newer, "{inside}: {older:?} and {newer:?}");
    };
    for inside in [
        "$0",
        "sandbox: { $0 }",
        "sandbox: { mode: '$0' }",
        "model: '$0'",
        "tools: { exec: { $0 } }",
        "heartbeat: { active$0 }",
        "thinkingDefault: $0",
        "subagents: { allowAgents: ['$0'] }",
    ] {
        both(inside);
    }
    let (_, items) = at_cursor("{ agents: { list: [{ $0 }] } }", true);
    assert_eq!(items.first().map(|item| item.label.as_str()), Some("id"), "an agent of the list needs it");
    check(
        "{ agents: { list: [{ id: 'a', work$0 }] } }",
        "workspace",
        expect![[r#"
        { agents: { list: [{ id: 'a', workspace: '' }] } }
        --- snippet
        { agents: { list: [{ id: 'a', workspace: '$0' }] } }"#]],
    );
}

#[test]
fn objects_open_as_the_document_is_written() {
    let lines = "{\n    gateway: { mode: 'local' },\n    $0\n}";
    check(
        lines,
        "channels",
        expect![[r#"
            {
                gateway: { mode: 'local' },
                channels: {}
            }
            --- snippet
            {
                gateway: { mode: 'local' },
                channels: {
                    $0
                \}
            }"#]],
    );
    check(
        "{\n\tagents: {\n\t\tdefaults: {},\n\t\t$0\n\t},\n}",
        "entries",
        expect![[r#"
            {
            	agents: {
            		defaults: {},
            		entries: {}
            	},
            }
            --- snippet
            {
            	agents: {
            		defaults: {},
            		entries: {
            			$0
            		\}
            	},
            }"#]],
    );
    check(
        "{ agents: { $0 } }",
        "entries",
        expect![[r#"
        { agents: { entries: {} } }
        --- snippet
        { agents: { entries: { $0 \} } }"#]],
    );
}

#[test]
fn members_that_must_be_there_come_along() {
    let lines = "{\n    gateway: { mode: 'local' },\n    $0\n}";
    check(
        lines,
        "bindings",
        expect![[r#"
            {
                gateway: { mode: 'local' },
                bindings: []
            }
            --- snippet
            {
                gateway: { mode: 'local' },
                bindings: [
                    { agentId: "${1|main|}", match: { channel: "$2" \} \}
                ]
            }"#]],
    );
    check(
        "{\n  models: {\n    providers: {\n      box: {\n        $0\n      }\n    }\n  }\n}",
        "models",
        expect![[r#"
            {
              models: {
                providers: {
                  box: {
                    models: []
                  }
                }
              }
            }
            --- snippet
            {
              models: {
                providers: {
                  box: {
                    models: [
                      { id: "$1", name: "$2" \}
                    ]
                  }
                }
              }
            }"#]],
    );
    check(
        "{\n  auth: {\n    profiles: {\n      $0\n    }\n  }\n}",
        "anthropic:default",
        expect![[r#"
            {
              auth: {
                profiles: {
                  "anthropic:default": {}
                }
              }
            }
            --- snippet
            {
              auth: {
                profiles: {
                  "anthropic:default": {
                    provider: "${1|anthropic|}",
                    mode: "${2|api_key,aws-sdk,oauth,token|}"
                  \}
                }
              }
            }"#]],
    );
}

#[test]
fn values_begin_with_what_is_wanted() {
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
        "mode",
        expect![[r#"
        { gateway: { mode: "local" } }
        --- snippet
        { gateway: { mode: "${1|local,remote|}" } }"#]],
    );
    assert_eq!(labels("{ gateway: { port: $0 } }")[0], "18789");
    assert_eq!(labels("{ gateway: { bind: '$0' } }")[0], "auto", "nobody's bind is proposed to others");
}
