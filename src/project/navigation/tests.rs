//! Cursors in small documents, and renaming what random ones make up.

use super::*;
use crate::base::Snapshot;
use crate::base::{DocumentKind, Options, World};
use crate::check::diagnostics;
use crate::config::names::Name;
use crate::config::names::NameKind;
use crate::schema::Schema;
use crate::text::TextRange;
use crate::text::{TextEdit, apply_all};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::sync::Arc;

mod files;

/// A configuration with names of many kinds. Each is marked once with `«»` by [`check`].
const CONFIG: &str = r#"{
  // names of all kinds
  agents: {
    defaults: {
      model: { primary: "box/m@box:a", fallbacks: ["fast", 'box/fast', "anthropic/claude-opus-5"] },
      models: { "box/m": { alias: "fast" }, "anthropic/claude-opus-5": {}, },
      modelPolicy: { allow: ["box/*", "box/m"] },
      heartbeat: { target: "telegram", accountId: "work" },
    },
    entries: {
      home: { default: true, subagents: { allowAgents: ["Ops"] } },
      ops: { model: "box/m" },
    },
  },
  bindings: [{ agentId: "ops", match: { channel: "telegram", accountId: "work" } }],
  channels: { telegram: { defaultAccount: "work", accounts: { work: { botToken: "${BOT}" } } } },
  models: { providers: { box: { baseUrl: "http://localhost:1", models: [{ id: "m", name: "M" }], apiKey: { source: "file", provider: "vault", id: "/k" } } } },
  auth: { profiles: { "box:a": { provider: "box", mode: "api_key" } }, order: { box: ["box:a"] } },
  secrets: { providers: { vault: { source: "file", path: "/v" } }, defaults: { file: "vault" } },
  mcp: { servers: { docs: { command: "d" } } },
  tools: { allow: ["read", "docs__*"] },
  gateway: { roles: { default: "guest", definitions: { guest: { sessions: { others: "none" }, sandbox: "inherit", scopes: [], agents: ["home"] } } } },
  env: { vars: { BOT: "x" } },
}
"#;

fn world() -> Arc<World> {
    Arc::new(World::new(Schema::embedded(), Options::default()))
}

fn names(text: &str) -> Names {
    Names::alone(&Snapshot::new(text, DocumentKind::Main, world()))
}

/// The offset of the last byte of a text that stands once, without a `$0` in it; or of the `$0`.
fn offset(text: &str, marked: &str) -> usize {
    let (before, after) = marked.split_once("$0").unwrap_or((marked, ""));
    let whole = format!("{before}{after}");
    assert_eq!(text.matches(&whole).count(), 1, "{whole} stands once");
    text.find(&whole).unwrap() + before.len()
}

fn place(text: &str, range: TextRange) -> String {
    let line = text[..range.start].matches('\n').count() + 1;
    format!("{line}:{}", &text[range.start..range.end])
}

/// Where the name at a cursor of [`CONFIG`] is made up, and all its places.
#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
#[track_caller]
fn check(cursor: &str, expected: Expect) {
    let names = names(CONFIG);
    let at = offset(CONFIG, cursor);
    let definition = names.definition(0, at).map(|target| target.places).unwrap_or_default();
    let show = |places: Vec<Location>| {
        places.iter().map(|one| place(CONFIG, one.range)).collect::<Vec<_>>().join(" ")
    };
    let writes = names.highlights(0, at).iter().filter(|one| one.write).count();
    let found = format!("{} <- {} ({writes} set)", show(definition), show(names.references(0, at, false)));
    expected.assert_eq(&found);
}

#[test]
fn names_lead_to_where_they_are_made_up() {
    check("agentId: \"o$0ps", expect!["12:ops <- 11:Ops 15:ops (1 set)"]);
    check("ho$0me: { default", expect!["11:home <- 22:home (1 set)"]);
    check("primary: \"box/m$0@", expect!["17:m <- 5:m 5:fast 5:fast 6:m 7:m 12:m (2 set)"]);
    check(
        "primary: \"b$0ox/m",
        expect!["17:box <- 5:box 5:box 6:box 7:box 7:box 12:box 18:box 18:box (1 set)"],
    );
    check("@box$0:a\"", expect!["18:box:a <- 5:box:a 18:box:a (1 set)"]);
    check("[\"fas$0t\"", expect!["6:fast <- 5:fast 5:fast (1 set)"]);
    check("'box/f$0ast'", expect!["6:fast <- 5:fast 5:fast (1 set)"]);
    check(
        "\"anthropic/claude$0-opus-5\"]",
        expect!["6:claude-opus-5 <- 5:claude-opus-5 6:claude-opus-5 (1 set)"],
    );
    check("target: \"tele$0gram", expect!["16:telegram <- 8:telegram 15:telegram (1 set)"]);
    check("defaultAccount: \"w$0ork", expect!["16:work <- 8:work 15:work 16:work (1 set)"]);
    check("defaults: { file: \"v$0ault", expect!["19:vault <- 17:vault 19:vault (1 set)"]);
    check("do$0cs__*", expect!["20:docs <- 21:docs (1 set)"]);
    check("default: \"gu$0est", expect!["22:guest <- 22:guest (1 set)"]);
    check("\"${B$0OT", expect!["23:BOT <- 16:BOT (1 set)"]);
    check("fallb$0acks", expect![" <-  (0 set)"]);
}

/// [`CONFIG`] with another name for what a cursor is at, as the lines that change; or why not.
#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
#[track_caller]
fn rename(cursor: &str, name: &str, expected: Expect) {
    expected.assert_eq(&renamed(CONFIG, offset(CONFIG, cursor), name));
}

fn renamed(text: &str, offset: usize, name: &str) -> String {
    let edits = match names(text).rename(0, offset, name) {
        Ok(edits) => edits.into_iter().flat_map(|(_, edits)| edits).collect::<Vec<_>>(),
        Err(Refusal(message)) => return message,
    };
    let after = apply_all(text, &edits);
    let lines = text.lines().zip(after.lines()).filter(|(old, new)| old != new);
    lines.fold(String::new(), |out, (_, new)| out + new.trim() + "\n")
}

#[test]
fn names_are_changed_everywhere() {
    rename(
        "ops$0: { model",
        "front-desk",
        expect![[r#"
        home: { default: true, subagents: { allowAgents: ["front-desk"] } },
        "front-desk": { model: "box/m" },
        bindings: [{ agentId: "front-desk", match: { channel: "telegram", accountId: "work" } }],
    "#]],
    );
    rename(
        "agentId: \"o$0ps",
        "desk",
        expect![[r#"
        home: { default: true, subagents: { allowAgents: ["desk"] } },
        desk: { model: "box/m" },
        bindings: [{ agentId: "desk", match: { channel: "telegram", accountId: "work" } }],
    "#]],
    );
    rename(
        "primary: \"box/m$0@",
        "m:2",
        expect![[r#"
        model: { primary: "box/m:2@box:a", fallbacks: ["fast", 'box/fast', "anthropic/claude-opus-5"] },
        models: { "box/m:2": { alias: "fast" }, "anthropic/claude-opus-5": {}, },
        modelPolicy: { allow: ["box/*", "box/m:2"] },
        ops: { model: "box/m:2" },
        models: { providers: { box: { baseUrl: "http://localhost:1", models: [{ id: "m:2", name: "M" }], apiKey: { source: "file", provider: "vault", id: "/k" } } } },
    "#]],
    );
    rename(
        "primary: \"b$0ox/m",
        "crate",
        expect![[r#"
        model: { primary: "crate/m@box:a", fallbacks: ["fast", 'crate/fast', "anthropic/claude-opus-5"] },
        models: { "crate/m": { alias: "fast" }, "anthropic/claude-opus-5": {}, },
        modelPolicy: { allow: ["crate/*", "crate/m"] },
        ops: { model: "crate/m" },
        models: { providers: { crate: { baseUrl: "http://localhost:1", models: [{ id: "m", name: "M" }], apiKey: { source: "file", provider: "vault", id: "/k" } } } },
        auth: { profiles: { "box:a": { provider: "crate", mode: "api_key" } }, order: { crate: ["box:a"] } },
    "#]],
    );
    rename(
        "@box$0:a\"",
        "it's \"mine\"",
        expect![[r#"
        model: { primary: "box/m@it's \"mine\"", fallbacks: ["fast", 'box/fast', "anthropic/claude-opus-5"] },
        auth: { profiles: { "it's \"mine\"": { provider: "box", mode: "api_key" } }, order: { box: ["it's \"mine\""] } },
    "#]],
    );
    rename(
        "[\"fas$0t\"",
        "quick",
        expect![[r#"
        model: { primary: "box/m@box:a", fallbacks: ["quick", 'box/quick', "anthropic/claude-opus-5"] },
        models: { "box/m": { alias: "quick" }, "anthropic/claude-opus-5": {}, },
    "#]],
    );
    rename(
        "defaultAccount: \"w$0ork",
        "office",
        expect![[r#"
        heartbeat: { target: "telegram", accountId: "office" },
        bindings: [{ agentId: "ops", match: { channel: "telegram", accountId: "office" } }],
        channels: { telegram: { defaultAccount: "office", accounts: { office: { botToken: "${BOT}" } } } },
    "#]],
    );
    rename(
        "defaults: { file: \"v$0ault",
        "safe",
        expect![[r#"
        models: { providers: { box: { baseUrl: "http://localhost:1", models: [{ id: "m", name: "M" }], apiKey: { source: "file", provider: "safe", id: "/k" } } } },
        secrets: { providers: { safe: { source: "file", path: "/v" } }, defaults: { file: "safe" } },
    "#]],
    );
    rename(
        "do$0cs__*",
        "my docs",
        expect![[r#"
        mcp: { servers: { "my docs": { command: "d" } } },
        tools: { allow: ["read", "my-docs__*"] },
    "#]],
    );
    rename(
        "default: \"gu$0est",
        "visitor",
        expect![[r#"
        gateway: { roles: { default: "visitor", definitions: { visitor: { sessions: { others: "none" }, sandbox: "inherit", scopes: [], agents: ["home"] } } } },
    "#]],
    );
    rename(
        "\"${B$0OT",
        "BOT_TOKEN",
        expect![[r#"
        channels: { telegram: { defaultAccount: "work", accounts: { work: { botToken: "${BOT_TOKEN}" } } } },
        env: { vars: { BOT_TOKEN: "x" } },
    "#]],
    );
}

#[test]
fn what_cannot_be_renamed_is_refused() {
    rename(
        "agentId: \"o$0ps",
        "home",
        expect!["`home` is already the name of another agent, in line 11: choose another name"],
    );
    rename(
        "agentId: \"o$0ps",
        "a b",
        expect![
            "`a b` cannot be the name of an agent: write 1 to 64 letters, digits, `_` and `-`, beginning with a letter or digit"
        ],
    );
    rename(
        "agentId: \"o$0ps",
        "",
        expect!["a new name of the agent cannot be empty or begin or end with a blank"],
    );
    rename(
        "primary: \"b$0ox/m",
        "anthropic",
        expect!["`anthropic` is a name that OpenClaw itself gives to a provider: choose another one"],
    );
    rename(
        "primary: \"b$0ox/m",
        "a/b",
        expect!["`a/b` cannot be the name of a provider: write it without `/`, `@`, `*` and blanks"],
    );
    rename(
        "primary: \"box/m$0@",
        "m@x",
        expect![
            "`m@x` cannot be the name of a model: write an id without blanks around it, `*` at its end, and what would be an auth profile"
        ],
    );
    rename(
        "\"anth$0ropic/claude-opus-5\"]",
        "x",
        expect!["`anthropic` is a name that OpenClaw gives to a provider: it cannot be changed here"],
    );
    rename(
        "\"anthropic/claude$0-opus-5\"]",
        "x",
        expect!["this configuration does not define the model `claude-opus-5`, so nothing is renamed"],
    );
    rename(
        "target: \"tele$0gram",
        "slack",
        expect!["`telegram` is a name that OpenClaw or a plugin gives: it cannot be changed here"],
    );
    rename(
        "defaultAccount: \"w$0ork",
        "default",
        expect!["`default` is a name that OpenClaw itself gives to an account: choose another one"],
    );
    rename(
        "\"${B$0OT",
        "bot",
        expect![
            "`bot` cannot be the name of an environment variable: write capital letters, digits and `_`, not beginning with a digit"
        ],
    );
    rename(
        "defaults: { file: \"v$0ault",
        "Safe",
        expect![
            "`Safe` cannot be the name of a secret provider: write up to 64 small letters, digits, `_` and `-`, beginning with a letter"
        ],
    );
    rename(
        "[\"fas$0t\"",
        "a b",
        expect!["`a b` cannot be the name of a model alias: write letters, digits and `_.:-`"],
    );
    rename("fallb$0acks", "x", expect!["there is no name here that could be changed"]);
}

#[test]
fn a_new_name_must_not_catch_what_means_something_else() {
    let text = "{ agents: { defaults: { model: 'quick', models: { 'a/b': { alias: 'fast' } } } } }";
    expect!["as `quick` this model alias would be mistaken for something else: choose another name"]
        .assert_eq(&renamed(text, offset(text, "'fa$0st'"), "quick"));
    let text = "{ agents: { entries: { a: {} } }, hooks: { allowedAgentIds: ['b'] } }";
    expect!["`b` is already meant as the name of another agent, in line 1: choose another name"]
        .assert_eq(&renamed(text, offset(text, "{ a$0: {"), "b"));
}

#[test]
fn what_can_be_renamed_is_shown_without_quotes() {
    let names = names(CONFIG);
    let ask = |cursor| names.renamable(0, offset(CONFIG, cursor));
    let found = ask("primary: \"box/m$0@").unwrap().map(|(range, text)| (place(CONFIG, range), text));
    assert_eq!(found, Some(("5:m".to_owned(), "m".to_owned())));
    assert_eq!(ask("fallb$0acks"), Ok(None));
    let escaped = "{ agents: { entries: { 'h\\u006fme': {} } } }";
    let found = super::tests::names(escaped).renamable(0, offset(escaped, "u0$006f"));
    assert_eq!(found.unwrap().map(|(_, text)| text), Some("home".to_owned()));
    assert!(ask("target: \"tele$0gram").is_err());
}

/// A document with names of several kinds. What is in capitals stands for random words.
const TEMPLATE: &str = "{
  agents: {
    ownership: 'explicit',
    defaults: { models: { 'PROVIDER/MODEL': { alias: 'ALIAS' } }, model: 'ALIAS' },
    entries: { AGENT0: { model: 'PROVIDER/MODEL' }, AGENT1: { model: 'PROVIDER/ALIAS' }, 'AGENT2': {} },
  },
  bindings: [{ agentId: 'PICK0', match: { channel: 'telegram', accountId: 'PICK1' } }], // who answers
  channels: { telegram: { accounts: { PICK1: {}, } } },
  hooks: { allowedAgentIds: ['PICK2', 'PICK3'] },
  auth: { profiles: { 'PICK4': { provider: 'PROVIDER', mode: 'token' } }, order: { PROVIDER: ['PICK4'] } },
  models: { providers: { PROVIDER: { baseUrl: 'http://localhost:1', models: [{ id: 'MODEL', name: 'x' }] } } },
}";

fn documents() -> impl Strategy<Value = String> {
    let words = prop::collection::btree_set("[a-z][a-z0-9]{1,5}", 6);
    let picks = prop::collection::vec(0_usize..6, 5);
    (words, prop_oneof![Just("'"), Just("\"")], picks).prop_map(|(words, quote, picks)| {
        let words: Vec<String> = words.into_iter().collect();
        let named = ["AGENT0", "AGENT1", "AGENT2", "MODEL", "ALIAS"].into_iter().zip(&words);
        let text = named.fold(TEMPLATE.replace('\'', quote), |text, (name, word)| text.replace(name, word));
        // Names of providers that OpenClaw knows cannot be changed.
        let text = text.replace("PROVIDER", &format!("own{}", words[5]));
        let picked = picks.iter().enumerate();
        picked.fold(text, |text, (at, pick)| text.replace(&format!("PICK{at}"), &words[*pick]))
    })
}

/// The ends of the places of a name after the edits, which are made in order.
fn moved_ends(places: &[TextRange], edits: &[TextEdit]) -> Vec<usize> {
    let moved = |at: usize| {
        let before = edits.iter().filter(|edit| edit.range.end <= at);
        before.fold(at, |at, edit| at + edit.text.len() - edit.range.len())
    };
    places.iter().map(|place| moved(place.end)).collect()
}

/// A text without some parts of it.
fn without(text: &str, parts: &[TextRange]) -> String {
    apply_all(text, &parts.iter().copied().map(TextEdit::delete).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_new_name_stands_wherever_the_old_one_stood(text in documents(), at in 0_usize..64) {
        let before = names(&text);
        let all: Vec<_> = before.index.in_file(0).iter().filter(|one| one.spelled).collect();
        let one = all[at % all.len()];
        let fresh = if one.name.kind == NameKind::Variable { "FRESH" } else { "zfresh0" };
        let Ok(edits) = before.rename(0, one.range.start, fresh) else {
            // Only what the document does not make up itself may be refused.
            let refused = before.renamable(0, one.range.start).is_err();
            prop_assert!(refused, "{:?} in {text}", one.name);
            return Ok(());
        };
        let edits: Vec<TextEdit> = edits.into_iter().flat_map(|(_, edits)| edits).collect();
        let after = apply_all(&text, &edits);
        let ranges = |names: &Names, name: &Name| -> Vec<TextRange> {
            names.index.of_name(name).filter(|(_, one)| one.spelled).map(|(_, one)| one.range).collect()
        };
        let new = Name { text: fresh.to_owned(), ..one.name.clone() };
        let old_places = ranges(&before, &one.name);
        prop_assert_eq!(edits.len(), old_places.len());
        let now = names(&after);
        let found: Vec<usize> = ranges(&now, &new).iter().map(|range| range.end).collect();
        prop_assert_eq!(found, moved_ends(&old_places, &edits));
        prop_assert_eq!(without(&text, &old_places), without(&after, &ranges(&now, &new)));
        let findings = |text: &str| diagnostics(&Snapshot::new(text, DocumentKind::Main, world())).len();
        prop_assert_eq!(findings(&text), findings(&after), "{}\n{}", text, after);
    }
}
