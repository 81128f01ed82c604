//! What the project's page about Anthropic taught its users in February 2026, statement by statement, and where the
//! editor says it. Each test holds the statements of one part of that page; what has changed since then is said for both
//! releases.
//!
//! | statement | where it is true |
//! |---|---|
//! | a key goes into the variable `ANTHROPIC_API_KEY` | check, quick fix to `env.vars` |
//! | the durations of `none`, `short` and `long` | completion, hover, inlay hint |
//! | a key alone gives `short` | hover, explain |
//! | an explicit value wins over that | explain |
//! | no cache settings with a subscription | hover of the login; `subscription-cache-retention` |
//! | `cacheControlTtl` is still read: `5m`, `1h` | explain, hover |
//! | it should be replaced | `legacy-cache-ttl` and its fix |
//! | the beta flag stays where headers are overridden | `missing-cache-beta`, hover of the header |
//! | set-up tokens and how to paste them | hover of provider, profile and order |
//! | credentials belong to one agent | the same |
//! | what to do about 401, no key, no profile, cooldown | the same |

use openclaw_lsp::base::{DocumentKind, InlayOptions, Options, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::config::cache_retention::Retention;
use openclaw_lsp::explain::{Explainer, Query};
use openclaw_lsp::ide::{CompletionOptions, completion, fix_all, hover, inlay_hints};
use openclaw_lsp::schema::Schema;
use openclaw_lsp::text::TextRange;
use std::sync::Arc;

const KEY: &str = "auth: { profiles: { 'anthropic:default': { provider: 'anthropic', mode: 'api_key' } } }";
const TOKEN: &str = "auth: { profiles: { 'anthropic:default': { provider: 'anthropic', mode: 'token' } } }";
const MODEL: &str = "anthropic/claude-opus-4-6";
/// The release of the time of the page.
const FEBRUARY: &str = "2026.2.6-3";

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::default())
}

/// A document that is read by a release.
fn read_by(release: &str, text: &str) -> Snapshot {
    let target = Some(release.parse().expect("a release"));
    let options = Options { target, ..Options::default() };
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::new(Schema::embedded(), options)))
}

/// The codes of all findings, in order.
fn codes(text: &str) -> Vec<&'static str> {
    codes_of(&snapshot(text))
}

fn codes_of(snapshot: &Snapshot) -> Vec<&'static str> {
    diagnostics(snapshot).iter().map(|found| found.code).collect()
}

/// The hover over the text behind `$0`.
fn hover_at(fixture: &str, read: impl Fn(&str) -> Snapshot) -> String {
    let offset = fixture.find("$0").expect("a cursor");
    hover(&read(&fixture.replacen("$0", "", 1)), offset).expect("a hover").markdown
}

#[track_caller]
fn says(fixture: &str, texts: &[&str]) {
    says_by(snapshot, fixture, texts);
}

#[track_caller]
fn says_by(read: impl Fn(&str) -> Snapshot, fixture: &str, texts: &[&str]) {
    let said = hover_at(fixture, read);
    for text in texts {
        assert!(said.contains(text), "no {text:?} in\n{said}");
    }
}

/// What takes effect for the default model: the retention, and how long it lasts.
fn effective(text: &str) -> (Option<&'static str>, &'static str) {
    let snapshot = snapshot(text);
    let explainer = Explainer::new(&snapshot).expect("an object");
    let found = explainer.explain(Query::default());
    (found.cache.effective.map(Retention::word), found.cache.lifetime.words())
}

/// A configuration with a login, the document's model, and `params` in its entry.
fn with(login: &str, params: &str) -> String {
    format!(
        "{{ {login}, agents: {{ defaults: {{ model: {{ primary: '{MODEL}' }}, \
         models: {{ '{MODEL}': {{ params: {{ {params} }} }} }} }} }} }}"
    )
}

#[test]
fn a_key_in_the_environment() {
    let february = "{ env: { ANTHROPIC_API_KEY: 'sk-ant-...' }, agents: { defaults: { model: { primary: 'anthropic/claude-opus-4-6' } } } }";
    assert_eq!(codes(february), ["legacy-flat-env"], "the form of February, refused today");
    let snapshot = snapshot(february);
    let today = openclaw_lsp::text::apply_all(february, &fix_all(&snapshot, None));
    assert!(today.contains("vars: { ANTHROPIC_API_KEY:"), "{today}");
    assert_eq!(codes(&today), Vec::<&str>::new());
    assert_eq!(effective(&today), (Some("short"), "5 minutes"));
}

#[test]
fn three_values_and_their_durations() {
    let fixture = with(KEY, "cacheRetention: $0");
    let offset = fixture.find("$0").expect("a cursor");
    let snapshot = snapshot(&fixture.replacen("$0", "", 1));
    let items = completion(&snapshot, offset, CompletionOptions::default());
    let shown = |label: &str| {
        let item = items.iter().find(|item| item.label.contains(label)).expect(label);
        item.detail.clone().unwrap_or_default()
    };
    assert!(shown("none").contains("no caching"));
    assert!(shown("short").contains("5 minutes"));
    assert!(shown("long").contains("1 hour"));
    for (value, lifetime) in [("none", "no caching"), ("short", "5 minutes"), ("long", "1 hour")] {
        assert_eq!(effective(&with(KEY, &format!("cacheRetention: '{value}'"))), (Some(value), lifetime));
    }
}

#[test]
fn the_sample_with_a_long_cache_is_clean() {
    let text = "{ agents: { defaults: { models: { 'anthropic/claude-opus-4-6': { params: { cacheRetention: 'long' } } } } } }";
    // It sets up a model and chooses none, which is all that is said of it.
    assert_eq!(codes(text), ["unset-model"]);
    says(&text.replacen("cacheRetention", "$0cacheRetention", 1), &["`long` (1 hour)", "$10 per million"]);
    let snapshot = snapshot(text);
    let hints = inlay_hints(&snapshot, TextRange::new(0, text.len()), InlayOptions::default());
    assert!(hints.iter().any(|hint| hint.label == "= 1 h"), "{hints:?}");
}

#[test]
fn a_key_gives_short_unless_the_file_says_otherwise() {
    assert_eq!(effective(&with(KEY, "")), (Some("short"), "5 minutes"));
    assert_eq!(effective(&with(KEY, "cacheRetention: 'long'")), (Some("long"), "1 hour"));
    assert_eq!(effective(&with(KEY, "cacheRetention: 'none'")), (Some("none"), "no caching"));
    let fixture = with(KEY, "").replacen("'anthropic:default'", "$0'anthropic:default'", 1);
    says(&fixture, &["API key", "`cacheRetention: \"short\"`, 5 minutes"]);
}

#[test]
fn a_subscription_takes_no_cache_settings() {
    let long = with(TOKEN, "cacheRetention: 'long'");
    assert_eq!(codes(&long), Vec::<&str>::new(), "direct requests carry them today");
    says(
        &long.replacen("cacheRetention", "$0cacheRetention", 1),
        &["a subscription", "early 2026 take no cache settings"],
    );
    assert_eq!(codes_of(&read_by(FEBRUARY, &long)), ["subscription-cache-retention"]);
    let cli = long.replace("provider: 'anthropic', mode: 'token'", "provider: 'claude-cli', mode: 'oauth'");
    assert_eq!(codes(&cli), ["subscription-cache-retention"]);
}

#[test]
fn the_old_parameter() {
    let bare = |value: &str| with("logging: {}", &format!("cacheControlTtl: '{value}'"));
    assert_eq!(effective(&bare("5m")), (Some("short"), "5 minutes"));
    assert_eq!(effective(&bare("1h")), (Some("long"), "1 hour"));
    assert_eq!(codes(&bare("1h")), ["legacy-cache-ttl"]);
    // With a key the old parameter is dead today, and its fix changes what happens.
    let seeded = with(KEY, "cacheControlTtl: '1h'");
    assert_eq!(effective(&seeded), (Some("short"), "5 minutes"));
    says(&seeded.replacen("cacheControlTtl", "$0cacheControlTtl", 1), &["`short` then becomes `long`"]);
    let snapshot = snapshot(&seeded);
    let fixed = openclaw_lsp::text::apply_all(&seeded, &fix_all(&snapshot, None));
    assert_eq!(fixed, with(KEY, "cacheRetention: 'long'"));
    assert_eq!(effective(&fixed), (Some("long"), "1 hour"));
}

#[test]
fn the_flag_in_the_headers() {
    let with = |flags: &str| {
        format!(
            "{{ models: {{ providers: {{ anthropic: {{ baseUrl: 'https://api.anthropic.com', models: [], \
             headers: {{ 'anthropic-beta': '{flags}' }} }} }} }} }}"
        )
    };
    let february = |flags: &str| codes_of(&read_by(FEBRUARY, &with(flags)));
    assert_eq!(february("other"), ["missing-cache-beta"]);
    assert_eq!(february("other,extended-cache-ttl-2025-04-11"), Vec::<&str>::new());
    assert_eq!(codes(&with("other")), Vec::<&str>::new());
    let fixture = with("other").replacen("'anthropic-beta'", "$0'anthropic-beta'", 1);
    says(&fixture, &["take the place of those that OpenClaw sends", "`extended-cache-ttl-2025-04-11`"]);
}

#[test]
fn set_up_tokens() {
    let text = "{ agents: { defaults: { model: { primary: 'anthropic/claude-opus-4-6' } } } }";
    assert_eq!(codes(text), Vec::<&str>::new(), "the sample for subscriptions");
    let login = format!("{{ {TOKEN} }}").replacen("'anthropic:default'", "$0'anthropic:default'", 1);
    says_by(
        |text| read_by(FEBRUARY, text),
        &login,
        &[
            "`claude setup-token`",
            "`openclaw models auth setup-token --provider anthropic`",
            "`openclaw models auth paste-token --provider anthropic`",
        ],
    );
    says(&login, &["`openclaw models auth login --provider anthropic --method setup-token`"]);
}

#[test]
fn what_to_do_when_a_login_fails() {
    let none = "{ models: { providers: { $0anthropic: {} } } }";
    says(
        none,
        &["This file shows no credential for `anthropic`", "belong to one agent each", "`--agent <id>`"],
    );
    says(none, &["`openclaw models status`", "(401, or a refresh that fails)", "`auth.unusableProfiles`"]);
    let dangling = "{ auth: { profiles: { 'anthropic:work': { provider: 'anthropic', mode: 'token' } },
        order: { anthropic: ['anthropic:work', $0'anthropic:default'] } } }";
    says(dangling, &["Choice 2 for `anthropic`: not defined here", "`openclaw models status`"]);
    assert_eq!(codes(&dangling.replacen("$0", "", 1)), ["unknown-auth-profile"]);
}

#[test]
fn no_key_is_ever_shown() {
    let text = "{ env: { vars: { ANTHROPIC_API_KEY: 'sk-ant-api03-topsecret' } }, models: { providers: { $0anthropic: { apiKey: 'sk-ant-api03-topsecret' } } } }";
    assert!(!hover_at(text, snapshot).contains("topsecret"));
}
