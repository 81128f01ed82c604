//! Keys and words that an older reader does not know yet, since a later release brought them.

use super::collect::{keys, way};
use crate::base::{Diagnostic, Snapshot};
use crate::release::{self, Version};
use crate::schema::{Literal, PathStep, Schema, history, steps};
use crate::syntax::{Entry, Value};

/// Says of each key and word that the reader refuses and a later release takes since when it is known: the remedy is an update.
pub(super) fn improve(snapshot: &Snapshot, found: &mut [Diagnostic]) {
    if !snapshot.world.reader().is_old() {
        return;
    }
    for finding in found {
        let way = way(&snapshot.tree, finding.range.start);
        let keys = keys(&way);
        let path = steps(&keys);
        match finding.code {
            "unknown-key" => key(snapshot, finding, way.last(), &path),
            "invalid-enum-value" => word(snapshot, finding, way.last(), &path),
            _ => {}
        }
    }
}

fn key(snapshot: &Snapshot, finding: &mut Diagnostic, entry: Option<&Entry<'_>>, path: &[PathStep<'_>]) {
    // Some findings about an object are drawn at another place than the key.
    let is_it = entry.and_then(|entry| entry.key_token()).is_some_and(|token| token.range == finding.range);
    let (true, Some(name)) = (is_it, path.last()) else { return };
    let Some(came) = came(path, snapshot.release()) else { return };
    let PathStep::Key(name) = name else { return };
    let reader = snapshot.release();
    finding.message =
        format!("`{name}` exists only since OpenClaw {came}: {reader} refuses to start with it");
    finding.meant = None;
}

/// The first release that knows a key, where it is later than the reader and its schema agrees.
fn came(path: &[PathStep<'_>], reader: Version) -> Option<Version> {
    let came = history::life(path).came.filter(|came| *came > reader)?;
    let schema = Schema::of_release(came)?;
    (!schema.lookup(path).is_empty()).then_some(came)
}

fn word(snapshot: &Snapshot, finding: &mut Diagnostic, entry: Option<&Entry<'_>>, path: &[PathStep<'_>]) {
    let Some(text) = entry.and_then(|entry| entry.value()).and_then(Value::as_str) else { return };
    let reader = snapshot.release();
    let later = || release::releases().iter().copied().filter(|version| *version > reader);
    // Most words that are refused are in no release: the newest one says so at once.
    if !allows(release::newest(), path, &text) {
        return;
    }
    if let Some(came) = later().find(|version| allows(*version, path, &text)) {
        finding.message = format!("{}; it exists since OpenClaw {came}", finding.message);
        finding.meant = None;
    }
}

/// Whether the schema of a release names a word at a place.
fn allows(version: Version, path: &[PathStep<'_>], text: &str) -> bool {
    let Some(schema) = Schema::of_release(version) else { return false };
    let branches = schema.lookup(path).into_iter().flat_map(|id| schema.branches(id)).collect::<Vec<_>>();
    branches.into_iter().any(|id| {
        let node = schema.node(id);
        node.const_value().into_iter().chain(node.enum_values()).any(|one| one == Literal::String(text))
    })
}

#[cfg(test)]
mod tests {
    use crate::base::{DocumentKind, Options, Snapshot, World};
    use crate::check::diagnostics;
    use crate::schema::Schema;
    use expect_test::{Expect, expect};
    use std::fmt::Write as _;
    use std::sync::Arc;

    #[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
    fn check(text: &str, target: &str, expected: Expect) {
        let target = Some(target.parse().expect("a release"));
        let world = World::new(Schema::embedded(), Options { target, ..Options::default() });
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(world));
        let mut said = String::new();
        for one in diagnostics(&snapshot) {
            writeln!(said, "{} {}: {}", one.code, one.path, one.message).expect("a string takes all");
        }
        expected.assert_eq(&said);
    }

    #[test]
    fn a_key_of_a_later_release() {
        check(
            "{ agents: { entries: { main: {} } } }",
            "2026.6.11",
            expect![[r#"
                unknown-key agents: `entries` exists only since OpenClaw 2026.8.1: 2026.6.11 refuses to start with it
            "#]],
        );
    }

    #[test]
    fn a_word_of_a_later_release() {
        let text = "{ agents: { defaults: { thinkingDefault: 'ultra' } } }";
        check(
            text,
            "2026.3.8",
            expect![[r#"
                invalid-enum-value agents.defaults.thinkingDefault: `'ultra'` is not allowed here: use `"off"`, `"minimal"`, `"low"`, `"medium"`, `"high"`, `"xhigh"` or `"adaptive"`; it exists since OpenClaw 2026.7.1
            "#]],
        );
    }

    #[test]
    fn a_model_and_a_provider_of_a_later_release() {
        let text = "{ agents: { defaults: { model: { primary: 'anthropic/claude-fable-5-1', fallbacks: ['apple-fm/x', 'anthropic/claude-opus-4-6'] } } } }";
        check(
            text,
            "2026.7.1",
            expect![[r#"
                unknown-model agents.defaults.model.primary: OpenClaw 2026.7.1 has no model `anthropic/claude-fable-5-1`: it exists since 2026.9.1
                unknown-provider agents.defaults.model.fallbacks.0: OpenClaw 2026.7.1 has no provider `apple-fm`: it exists since 2026.9.5
            "#]],
        );
        check(
            "{ agents: { defaults: { model: 'qwen-portal/coder-model', imageModel: 'openai/gpt-4o' } } }",
            "2026.6.8",
            expect![[r#"
                retired-model agents.defaults.imageModel: the model `openai/gpt-4o` is retired: write `openai/gpt-5.5`
            "#]],
        );
        check(
            "{ agents: { defaults: { model: 'openai/gpt-4o', imageModel: 'anthropic/claude-opus-5' } } }",
            "2026.3.8",
            expect![[r#""#]],
        );
    }

    /// What no release knows is told as ever.
    #[test]
    fn a_key_of_no_release() {
        check(
            "{ gateway: { prot: 1 } }",
            "2026.6.11",
            expect![[r#"
            unknown-key gateway: unknown key `prot`: did you mean `port`?
        "#]],
        );
        check(
            "{ logging: { level: 'loud' } }",
            "2026.6.11",
            expect![[r#"
            invalid-enum-value logging.level: `'loud'` is not allowed here: use `"silent"`, `"fatal"`, `"error"`, `"warn"`, `"info"`, `"debug"` or `"trace"`
        "#]],
        );
    }
}
