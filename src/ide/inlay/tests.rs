use super::*;
use crate::base::{DocumentKind, World};
use expect_test::{Expect, expect};
use std::sync::Arc;

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

fn all(text: &str, options: InlayOptions) -> Vec<InlayHint> {
    inlay_hints(&snapshot(text), TextRange::new(0, text.len()), options)
}

/// The text with the hints in it.
#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check(text: &str, expected: Expect) {
    let mut shown = text.to_owned();
    for hint in all(text, InlayOptions::default()).iter().rev() {
        shown.insert_str(hint.offset, &format!("‹{}›", hint.label));
    }
    expected.assert_eq(&shown);
}

#[test]
fn the_claude_command_line_ignores_all() {
    check(
        "{ auth: { profiles: { a: { provider: 'claude-cli', mode: 'oauth' } } }, agents: { defaults: {
  models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } }",
        expect![[r#"
            { auth: { profiles: { a: { provider: 'claude-cli', mode: 'oauth' } } }, agents: { defaults: {
              models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long'‹ignored: Claude CLI› } } } } } }"#]],
    );
}

#[test]
fn cache_settings() {
    check(
        "{ agents: {
  defaults: {
    model: 'anthropic/claude-opus-5',
    params: { cacheRetention: 'long' },
    models: {
      'anthropic/claude-opus-5': { params: { cacheRetention: 'short' } },
      'anthropic/opus': { params: { cacheRetention: 'short' } },
      'groq/x': { params: { cacheRetention: 'long' } },
      'openai/gpt-5.4': { params: { cacheRetention: 'long', cacheControlTtl: '1h' } },
      'anthropic/claude-haiku-4-5': { params: { cacheRetention: 'LONG' } },
      'anthropic/claude-fable-5': { params: { cacheRetention: '${KEEP}' } },
    } },
  entries: { alerts: {
    models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'none' } } },
    params: { cacheRetention: 'long' } } },
}, models: { providers: { anthropic: { params: { cacheRetention: 'long' } } } } }",
        expect![[r#"
            { agents: {
              defaults: {
                model: 'anthropic/claude-opus-5',
                params: { cacheRetention: 'long'‹shadowed by agents.defaults.models["anthropic/claude-opus-5"].params› },
                models: {
                  'anthropic/claude-opus-5': { params: { cacheRetention: 'short'‹= 5 min› } },
                  'anthropic/opus': { params: { cacheRetention: 'short'‹never applies› } },
                  'groq/x': { params: { cacheRetention: 'long'‹ignored: groq› } },
                  'openai/gpt-5.4': { params: { cacheRetention: 'long'‹= 24 h›, cacheControlTtl: '1h'‹shadowed by agents.defaults.models["openai/gpt-5.4"].params› } },
                  'anthropic/claude-haiku-4-5': { params: { cacheRetention: 'LONG'‹no effect› } },
                  'anthropic/claude-fable-5': { params: { cacheRetention: '${KEEP}' } },
                } },
              entries: { alerts: {
                models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'none'‹shadowed by agents.entries.alerts.params› } } },
                params: { cacheRetention: 'long'‹= 1 h with anthropic/claude-opus-5› } } },
            }, models: { providers: { anthropic: { params: { cacheRetention: 'long'‹never applies› } } } } }"#]],
    );
}

#[test]
fn seeding_shadows() {
    check(
        "{ env: { vars: { ANTHROPIC_API_KEY: 'x' } }, agents: { defaults: {
  model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' },
  models: { 'anthropic/claude-opus-5': { params: { cacheControlTtl: '1h' } } } } } }",
        expect![[r#"
            { env: { vars: { ANTHROPIC_API_KEY: 'x' } }, agents: { defaults: {
              model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long'‹shadowed: "short" is put into agents.defaults.models["anthropic/claude-opus-5"].params on loading› },
              models: { 'anthropic/claude-opus-5': { params: { cacheControlTtl: '1h'‹shadowed: "short" is put into agents.defaults.models["anthropic/claude-opus-5"].params on loading› } } } } } }"#]],
    );
}

#[test]
fn names_of_models() {
    check(
        "{ agents: { defaults: {
  model: { primary: 'Big', fallbacks: ['opus', 'anthropic/claude-opus-5@work', 'anthropic/haiku', '/x', '${M}'] },
  heartbeat: { model: 'llama' },
  models: { 'anthropic/claude-opus-5': { alias: 'big' }, 'box/llama': {} } },
  list: [{ id: 'a', model: 'small', models: { 'openai/gpt-5.4': { alias: 'small' } } }, { id: 'b', model: 'small' }] } }",
        expect![[r#"
            { agents: { defaults: {
              model: { primary: 'Big'‹= anthropic/claude-opus-5›, fallbacks: ['opus'‹= openai/opus›, 'anthropic/claude-opus-5@work', 'anthropic/haiku'‹= anthropic/claude-haiku-4-5›, '/x'‹= openai/gpt-6-astra›, '${M}'] },
              heartbeat: { model: 'llama'‹= box/llama› },
              models: { 'anthropic/claude-opus-5': { alias: 'big' }, 'box/llama': {} } },
              list: [{ id: 'a', model: 'small'‹= openai/gpt-5.4›, models: { 'openai/gpt-5.4': { alias: 'small' } } }, { id: 'b', model: 'small'‹= openai/small› }] } }"#]],
    );
}

#[test]
fn amounts() {
    check(
        "{ agents: { defaults: { heartbeat: { every: '30' }, contextPruning: { ttl: '1h' } } },
  session: { maintenance: { pruneAfter: 30 } },
  browser: { timeoutMs: 90000, shortMs: 200, idleMinutes: 90, keepDays: 400, maxBytes: 1048576 } }",
        expect![[r#"
            { agents: { defaults: { heartbeat: { every: '30'‹= 30 minutes› }, contextPruning: { ttl: '1h' } } },
              session: { maintenance: { pruneAfter: 30‹= 30 days› } },
              browser: { timeoutMs: 90000‹= 1 minute 30 seconds›, shortMs: 200, idleMinutes: 90‹= 1 hour 30 minutes›, keepDays: 400, maxBytes: 1048576‹= 1 MiB› } }"#]],
    );
}

#[test]
fn kinds_can_be_switched_off() {
    let text = "{ agents: { defaults: { model: 'opus', params: { cacheRetention: 'long' }, heartbeat: { every: '5' } } } }";
    let none = InlayOptions { cache: false, models: false, quantities: false };
    assert!(all(text, none).is_empty());
    assert_eq!(all(text, InlayOptions { models: true, ..none }).len(), 1);
    assert_eq!(all(text, InlayOptions::default()).len(), 3);
}

#[test]
fn only_the_range_is_looked_at() {
    let members: Vec<String> = (0..2000).map(|index| format!("k{index}Ms: 60000")).collect();
    let text = format!("{{ {} }}", members.join(", "));
    let snapshot = snapshot(&text);
    let at = text.find("k1000Ms").expect("a member");
    let found = inlay_hints(&snapshot, TextRange::new(at, at + 15), InlayOptions::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].label, "= 1 minute");
}
