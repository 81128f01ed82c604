//! Logins: where the document contradicts itself about them (docs/openclaw/logins.md#profiles). Keys and logins may lie
//! outside the file, so what is only missing is the hover's to say.

use super::models::texts;
use super::plain::text;
use crate::base::Severity;
use crate::catalog::{Catalog, Renamed};
use crate::check::{Fact, Finding, Place, Rule, known_text};
use crate::config::auth::{AuthMode, decide, runs_claude_cli};
use crate::config::cache_lifetime::LONG_CACHE_FLAG;
use crate::config::credentials::serves;
use crate::config::model_ref::Parsed;
use crate::config::secret;
use crate::release::Version;
use crate::schema::overlay::{ModelShape, NameKind, model_reference_patterns, silent_references};
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use crate::text::nearest::nearest;
use std::sync::LazyLock;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "auth.order.*", needs: &[Fact::Auth], check: order },
    Rule { at: "auth.{profiles,order}.*", needs: &[], check: renamed },
    Rule {
        at: "{models.providers.*.apiKey,env{,.vars}.{ANTHROPIC_API_KEY,ANTHROPIC_OAUTH_TOKEN}}",
        needs: &[],
        check: admin_key,
    },
    Rule { at: "models.providers.*", needs: &[], check: beta_header },
    Rule {
        at: "agents.{defaults,entries.*,list[]}.models.*",
        needs: &[Fact::Auth, Fact::Models],
        check: retention_of_model,
    },
];

/// The rules at every model reference that may end in `@profile`, and at every place that names a profile and of which
/// OpenClaw reports nothing. Orders are judged as a whole.
pub(super) fn references() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let values = model_reference_patterns().filter(|(_, reference)| reference.shape != ModelShape::Key);
        let values = values.map(|(at, _)| Rule { at, needs: &[Fact::Auth], check: suffix });
        let names = silent_references(NameKind::Profile).filter(|at| !at.starts_with("auth.order."));
        values.chain(names.map(|at| Rule { at, needs: &[Fact::Auth], check: profile })).collect()
    });
    &RULES
}

/// The profiles that the document defines, unless it defines none or more may come from other files.
fn defined<'t>(place: &Place<'t>) -> Option<Node<'t>> {
    let path = ["auth", "profiles"];
    place.facts.object(&path).filter(|profiles| profiles.count() > 0 && !place.facts.is_open(&path))
}

/// A login of a provider that has another name today. Its store is no part of the document, so no edit of the document
/// alone can rename it.
fn renamed(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let written = place.value.get("provider").and_then(known_text).unwrap_or_else(|| key.clone());
    let old = written.split(':').next().unwrap_or_default().trim();
    let Some(Renamed { provider, runtime: Some(_) }) = Catalog::embedded().renamed(old) else { return };
    let message = format!(
        "logins of `{old}` belong to `{provider}` today: run `openclaw doctor --fix`, which renames them in its store too"
    );
    let range = place.entry.key_token().map_or(place.value.range(), |token| token.range);
    found.push(Finding::warning("unknown-provider", range, message));
}

fn order(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some((profiles, list)) = defined(place).zip(place.value.array()) else { return };
    let provider = place.key();
    let ids = || list.entries().filter_map(|entry| Some((entry, known_text(entry.value()?)?)));
    let has_defined = ids().any(|(_, id)| profiles.has(&id));
    for (element, id) in ids() {
        let Some(range) = element.value().map(Value::range) else { continue };
        match owner(profiles, &id) {
            None if !profiles.has(&id) => found.push(undefined(profiles, &id, range, has_defined)),
            Some(owner) if !serves(&owner, &provider) => {
                found.push(foreign(&id, &owner, &provider, range));
            }
            _ => {}
        }
    }
}

/// The provider of a profile.
fn owner<'t>(profiles: Node<'t>, id: &str) -> Option<std::borrow::Cow<'t, str>> {
    profiles.get(id)?.get("provider").and_then(known_text)
}

/// Beside profiles that are defined, one that is not is most likely a slip; alone it may lie in OpenClaw's own store.
fn undefined(profiles: Node<'_>, id: &str, range: TextRange, beside_defined: bool) -> Finding {
    let keys: Vec<_> = profiles.entries().filter_map(Entry::key).collect();
    let meant = nearest(id, keys.iter().map(|key| &**key));
    let rest = meant.map_or_else(
        || "it counts only if OpenClaw has it in its own store".to_owned(),
        |meant| format!("did you mean `{meant}`?"),
    );
    let severity = if beside_defined { Severity::Warning } else { Severity::Information };
    let message = format!("`auth.profiles` has no `{id}`: {rest}");
    Finding::new("unknown-auth-profile", severity, range, message).meant(meant)
}

fn foreign(id: &str, owner: &str, provider: &str, range: TextRange) -> Finding {
    let message =
        format!("the profile `{id}` belongs to `{owner}`, so it is never used for `{provider}`: remove it");
    Finding::warning("foreign-auth-profile", range, message)
}

fn profile(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(profiles) = defined(place) else { return };
    let id = place.text().filter(|id| !profiles.has(id));
    found.extend(id.map(|id| undefined(profiles, &id, place.value.range(), false)));
}

fn suffix(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(profiles) = defined(place) else { return };
    texts(place.value, |text, range| {
        let parsed = Parsed::parse(text);
        let Some(id) = parsed.profile_text() else { return };
        let owner = owner(profiles, id);
        if !profiles.has(id) {
            let finding = undefined(profiles, id, range, false);
            let meant = finding.meant.as_ref().map(|meant| format!("{}@{meant}", parsed.without_profile()));
            found.push(finding.meant(meant));
        } else if let Some((owner, provider)) = owner.zip(parsed.provider_text())
            && !serves(&owner, &provider.to_lowercase())
        {
            found.push(foreign(id, &owner, provider, range));
        }
    });
}

fn admin_key(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|key| secret::is_admin_key(&key)) {
        let message = "this is an admin key of Anthropic, which shows usage and costs, but no model accepts it: use an API key";
        found.push(Finding::warning("admin-key", place.value.range(), message));
    }
}

/// The release that reads the document, if it is one of the first with `cacheRetention`.
fn early(place: &Place<'_>) -> Option<Version> {
    let reader = place.facts.world.reader();
    reader.is_early().then_some(reader.release)
}

fn beta_header(place: &Place<'_>, found: &mut Vec<Finding>) {
    let provider = place.key();
    if !matches!(provider.trim().to_lowercase().as_str(), "anthropic" | "anthropic-vertex") {
        return;
    }
    let headers = place.object().and_then(|section| section.get("headers")?.object());
    let is_beta =
        |entry: &Entry<'_>| entry.key().is_some_and(|key| key.eq_ignore_ascii_case("anthropic-beta"));
    let value = headers.and_then(|headers| headers.entries().find(is_beta)?.value());
    let Some((value, release)) = value.zip(early(place)) else { return };
    if text(value).is_some_and(|flags| !flags.contains(LONG_CACHE_FLAG)) {
        let message = format!(
            "these flags replace OpenClaw's own, and {release} needs `{LONG_CACHE_FLAG}` for a cache of 1 hour: add it"
        );
        found.push(Finding::warning("missing-cache-beta", value.range(), message));
    }
}

/// A retention for a model of Anthropic that no request carries, because of how OpenClaw is logged in.
fn retention_of_model(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(entry) = place.object() else { return };
    let value = entry.get("params").and_then(|params| params.get("cacheRetention"));
    let asks = |value: &Value<'_>| text(*value).is_some_and(|text| matches!(&*text, "short" | "long"));
    let (Some(value), Some(root)) = (value.filter(asks), place.facts.root()) else { return };
    let is_claude = Parsed::parse(&place.key())
        .model_ref(place.facts.world.lexicon())
        .is_some_and(|model| model.provider == "anthropic");
    if !is_claude || place.facts.is_open(&["auth"]) {
        return;
    }
    let own = entry.get("agentRuntime").and_then(|runtime| runtime.get("id")).and_then(text);
    let decision = decide(&root, place.facts.world.environment().auth);
    let is_cli = own.as_deref() == Some("claude-cli") || own.is_none() && runs_claude_cli(&root, &decision);
    let reason = if is_cli {
        "this model runs through the Claude command line, which takes no cache setting".to_owned()
    } else if let Some(release) = early(place).filter(|_| decision.mode == AuthMode::OAuth) {
        format!("Anthropic is used with a subscription, and {release} takes no cache setting with one")
    } else {
        return;
    };
    let message = format!("{reason}: remove it, or use an API key");
    found.push(Finding::warning("subscription-cache-retention", value.range(), message));
}

#[cfg(test)]
mod tests {
    use super::super::tests::{accepts, check, check_for};
    use expect_test::expect;

    #[test]
    fn orders() {
        check(
            "{ auth: { profiles: {
                 'anthropic:a': { provider: 'anthropic', mode: 'token' }, 'openai:a': { provider: 'openai', mode: 'oauth' } },
               order: { anthropic: ['anthropic:a', 'anthropic:b', 'openai:a'], openai: ['openai:zzz'] } } }",
            &expect![[r#"
                warning unknown-auth-profile auth.order.anthropic.1 `'anthropic:b'`: `auth.profiles` has no `anthropic:b`: did you mean `anthropic:a`?
                warning foreign-auth-profile auth.order.anthropic.2 `'openai:a'`: the profile `openai:a` belongs to `openai`, so it is never used for `anthropic`: remove it
                information unknown-auth-profile auth.order.openai.0 `'openai:zzz'`: `auth.profiles` has no `openai:zzz`: it counts only if OpenClaw has it in its own store
            "#]],
        );
        accepts(&[
            "{ auth: { order: { openai: ['openai:b'] } } }",
            "{ auth: { profiles: { c: { provider: 'claude-cli', mode: 'oauth' } }, order: { Anthropic: ['c', '${P}'] } } }",
            "{ auth: { profiles: { $include: './p.json5', c: { provider: 'x', mode: 'oauth' } }, order: { y: ['d'] } } }",
        ]);
    }

    #[test]
    fn profiles_of_references() {
        check(
            "{ auth: { profiles: {
                 'anthropic:a': { provider: 'anthropic', mode: 'token' }, 'openai:a': { provider: 'openai', mode: 'oauth' } } },
               agents: { defaults: { model: { primary: 'anthropic/claude-opus-5@anthropic:aa',
                 fallbacks: ['anthropic/claude-opus-5@openai:a', 'openai/gpt-5.4@openai:a'] } } } }",
            &expect![[r#"
                information unknown-auth-profile agents.defaults.model.primary `'anthropic/claude-opus-5@anthropic:aa'`: `auth.profiles` has no `anthropic:aa`: did you mean `anthropic:a`?
                warning foreign-auth-profile agents.defaults.model.fallbacks.0 `'anthropic/claude-opus-5@openai:a'`: the profile `openai:a` belongs to `openai`, so it is never used for `anthropic`: remove it
            "#]],
        );
    }

    #[test]
    fn admin_keys() {
        check(
            "{ env: { vars: { ANTHROPIC_API_KEY: 'sk-ant-admin01-abcdefgh', ANTHROPIC_ADMIN_KEY: 'sk-ant-admin01-abcdefgh' } },
               models: { providers: { anthropic: { apiKey: 'Bearer sk-ant-admin01-abcdefgh' } } } }",
            &expect![[r#"
                warning admin-key env.vars.ANTHROPIC_API_KEY `'sk-ant-admin01-abcdefgh'`: this is an admin key of Anthropic, which shows usage and costs, but no model accepts it: use an API key
                warning admin-key models.providers.anthropic.apiKey `'Bearer sk-ant-admin01-abcdefgh'`: this is an admin key of Anthropic, which shows usage and costs, but no model accepts it: use an API key
            "#]],
        );
        accepts(&["{ env: { vars: { ANTHROPIC_API_KEY: 'sk-ant-api03-abcdefgh' } } }"]);
    }

    #[test]
    fn flags_of_early_releases() {
        let with = |flags: &str| {
            format!(
                "{{ models: {{ providers: {{ anthropic: {{ baseUrl: 'https://api.anthropic.com', models: [], \
                 headers: {{ 'Anthropic-Beta': '{flags}' }} }} }} }} }}"
            )
        };
        check_for(
            "2026.2.1",
            &with("one"),
            &expect![[r#"
                warning missing-cache-beta models.providers.anthropic.headers.Anthropic-Beta `'one'`: these flags replace OpenClaw's own, and 2026.2.1 needs `extended-cache-ttl-2025-04-11` for a cache of 1 hour: add it
            "#]],
        );
        check_for("2026.2.1", &with("one, extended-cache-ttl-2025-04-11"), &expect![[""]]);
        check_for("2026.3.2", &with("one"), &expect![[""]]);
        // Who wrote the file last does not read it.
        accepts(&[&with("one").replace("{ models", "{ meta: { lastTouchedVersion: '2026.2.1' }, models")]);
    }

    #[test]
    fn retentions_that_no_request_carries() {
        let with = |auth: &str, entry: &str| {
            format!(
                "{{ auth: {{ profiles: {{ a: {auth} }} }}, \
                 agents: {{ defaults: {{ models: {{ 'anthropic/claude-opus-5': {entry} }} }} }} }}"
            )
        };
        let long = "{ params: { cacheRetention: 'long' } }";
        let (cli, token) =
            ("{ provider: 'claude-cli', mode: 'oauth' }", "{ provider: 'anthropic', mode: 'token' }");
        let key = "{ provider: 'anthropic', mode: 'api_key' }";
        check(
            &with(cli, long),
            &expect![[r#"
                information unset-model agents.defaults.model `defaults`: no default model is set, so OpenClaw takes `openai/gpt-6-astra`, and nothing here is set up for `openai`: write `model: { primary: "provider/model" }`
                warning subscription-cache-retention agents.defaults.models.anthropic/claude-opus-5.params.cacheRetention `'long'`: this model runs through the Claude command line, which takes no cache setting: remove it, or use an API key
            "#]],
        );
        check_for(
            "2026.2.3",
            &with(token, long),
            &expect![[r#"
                warning subscription-cache-retention agents.defaults.models.anthropic/claude-opus-5.params.cacheRetention `'long'`: Anthropic is used with a subscription, and 2026.2.3 takes no cache setting with one: remove it, or use an API key
            "#]],
        );
        check_for("2026.2.3", &with(key, long), &expect![""]);
        let runtime = "{ agentRuntime: { id: 'claude-cli' }, params: { cacheRetention: 'short' } }";
        check(
            &with(key, runtime),
            &expect![[r#"
                information unset-model agents.defaults.model `defaults`: no default model is set, so OpenClaw takes `openai/gpt-6-astra`, and nothing here is set up for `openai`: write `model: { primary: "provider/model" }`
                warning subscription-cache-retention agents.defaults.models.anthropic/claude-opus-5.params.cacheRetention `'short'`: this model runs through the Claude command line, which takes no cache setting: remove it, or use an API key
            "#]],
        );
        accepts(&[
            &with(token, long),
            &with(key, long),
            &with(cli, "{ params: { cacheRetention: 'none' } }"),
        ]);
    }
}
