//! The whole report for one document.

use super::{Update, Upgrade};
use crate::base::{DocumentKind, Snapshot, World};
use crate::release::newest;
use expect_test::{Expect, expect};
use std::sync::Arc;

/// What stands for the newest release, which the data name.
const NEWEST: &str = "NEWEST";

#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn check(text: &str, (from, to): (&str, &str), expected: Expect) {
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
    let newest = newest();
    let release = |text: &str| if text == NEWEST { newest } else { text.parse().expect("a release") };
    let update = Update { from: release(from), to: release(to) };
    let said = Upgrade::of(&snapshot, update).pretty("openclaw.json");
    expected.assert_eq(&said.replace(&newest.to_string(), NEWEST));
}

#[test]
fn old_forms_and_models() {
    check(
        "{
  agents: { list: [{ id: 'main' }], defaults: { model: { primary: 'openai/gpt-4o', fallbacks: ['google/gemini-2.0-flash'] } } },
  session: { idleMinutes: 5 },
}",
        ("2026.3.8", NEWEST),
        expect![[r#"
            openclaw.json: from OpenClaw 2026.3.8 to NEWEST

            OpenClaw NEWEST refuses to start with
              agents.defaults.model.fallbacks.0: the model `google/gemini-2.0-flash` is out of service: write `google/gemini-2.5-flash` (suppressed-model)
              session: `idleMinutes` is retired: it is now `session.reset.idleMinutes` (legacy-ttl-key)

            OpenClaw NEWEST migrates by itself
              agents.entries: `agents.list` is the older form: OpenClaw turns it into `agents.entries`, keyed by `id` (legacy-agents-list)

            Not written, with another default
              commands: {"native":"auto","nativeSkills":"auto","restart":true,"ownerDisplay":"raw"} becomes {"native":"auto","nativeSkills":"auto","restart":true}

            Models out of service
              agents.defaults.model.fallbacks: google/gemini-2.0-flash is refused
              agents.defaults.model.primary: openai/gpt-4o is replaced by openai/gpt-5.5

            `openclaw-lsp upgrade --apply` settles
              agents.entries: `agents.list` is the older form: OpenClaw turns it into `agents.entries`, keyed by `id` (legacy-agents-list)
              agents.defaults.model.primary: the model `openai/gpt-4o` is retired: write `openai/gpt-5.5` (retired-model)
              session: `idleMinutes` is retired: it is now `session.reset.idleMinutes` (legacy-ttl-key)

            Left to be done by hand
              agents.defaults.model.fallbacks.0: the model `google/gemini-2.0-flash` is out of service: write `google/gemini-2.5-flash` (suppressed-model)
        "#]],
    );
}

#[test]
fn defaults() {
    check(
        "{}",
        ("2026.2.1", NEWEST),
        expect![[r#"
        openclaw.json: from OpenClaw 2026.2.1 to NEWEST

        Not written, with another default
          commands: {"native":"auto","nativeSkills":"auto"} becomes {"native":"auto","nativeSkills":"auto","restart":true}
    "#]],
    );
}

#[test]
fn the_same_release_changes_nothing() {
    check(
        "{ agents: { list: [{ id: 'main' }] } }",
        (NEWEST, NEWEST),
        expect![[r#"
            openclaw.json: from OpenClaw NEWEST to NEWEST

            Nothing changes for this file.

            `openclaw-lsp upgrade --apply` settles
              agents.entries: `agents.list` is the older form: OpenClaw turns it into `agents.entries`, keyed by `id` (legacy-agents-list)
        "#]],
    );
}

/// What was refused before is no news, but it is still to be done.
#[test]
fn what_both_refuse_is_left() {
    check(
        "{ gateway: { prot: 1 } }",
        ("2026.9.5", NEWEST),
        expect![[r#"
            openclaw.json: from OpenClaw 2026.9.5 to NEWEST

            Nothing changes for this file: both releases refuse it.

            Left to be done by hand
              gateway: unknown key `prot`: did you mean `port`? (unknown-key)
        "#]],
    );
}

#[test]
fn back_to_an_older_release() {
    check(
        "{ agents: { entries: { main: {} } } }",
        (NEWEST, "2026.6.11"),
        expect![[r#"
            openclaw.json: from OpenClaw NEWEST to 2026.6.11

            OpenClaw 2026.6.11 refuses to start with
              agents: `entries` exists only since OpenClaw 2026.8.1: 2026.6.11 refuses to start with it (unknown-key)

            Not written, with another default
              commands: {"native":"auto","nativeSkills":"auto","restart":true} becomes {"native":"auto","nativeSkills":"auto","restart":true,"ownerDisplay":"raw"}

            Left to be done by hand
              agents: `entries` exists only since OpenClaw 2026.8.1: 2026.6.11 refuses to start with it (unknown-key)
        "#]],
    );
}
