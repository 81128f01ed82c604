//! Which values are secret, and where a `SecretRef` may stand for one
//! (docs/openclaw/secrets.md#fields-that-hold-secrets, docs/openclaw/secrets.md#where-references-may-stand).

use super::table::{rows, trie};
use crate::schema::PathStep;
use crate::schema::PathTrie;
use std::sync::LazyLock;

static SECRETS: LazyLock<PathTrie<()>> =
    LazyLock::new(|| paths(include_str!("../../../data/overlay/secrets.tsv")));
static REFERENCES: LazyLock<PathTrie<()>> =
    LazyLock::new(|| paths(include_str!("../../../data/overlay/secret-references.tsv")));

fn paths(file: &'static str) -> PathTrie<()> {
    trie(rows(file).map(|[path]| (path, ())))
}

/// The paths that OpenClaw marks as sensitive, and `env.vars.*`. Values below such a path are secret too.
pub fn secrets() -> &'static PathTrie<()> {
    &SECRETS
}

/// The same paths as patterns.
pub fn secret_patterns() -> impl Iterator<Item = &'static str> {
    rows(include_str!("../../../data/overlay/secrets.tsv")).map(|[path]| path)
}

/// The paths at which a `SecretRef` object may stand.
pub fn secret_references() -> &'static PathTrie<()> {
    &REFERENCES
}

/// The same places as patterns.
pub fn secret_reference_patterns() -> impl Iterator<Item = &'static str> {
    rows(include_str!("../../../data/overlay/secret-references.tsv")).map(|[path]| path)
}

/// Whether a `SecretRef` object may stand at `path`.
pub fn accepts_secret_reference(path: &[PathStep<'_>]) -> bool {
    !REFERENCES.lookup(path).is_empty()
}

/// Whether the value at `path` must not be shown: it or a value around it is marked, or its name says so.
pub fn is_secret(path: &[PathStep<'_>]) -> bool {
    if is_shell_switch(path) {
        return false;
    }
    let mut state = SECRETS.start();
    let marked = path.iter().any(|step| {
        state = SECRETS.step(state, *step);
        !SECRETS.values(state).is_empty()
    });
    marked || in_service_environment(path) || path.iter().rev().find_map(key).is_some_and(name_is_secret)
}

/// Whether a path is a setting of the shell that variables are taken from, which stands among the variables and is none.
pub fn is_shell_switch(path: &[PathStep<'_>]) -> bool {
    use PathStep::Key;
    matches!(path, [Key("env"), Key("shellEnv"), Key("enabled" | "timeoutMs")])
}

const fn key<'a>(step: &PathStep<'a>) -> Option<&'a str> {
    match step {
        PathStep::Key(key) => Some(key),
        PathStep::Item => None,
    }
}

/// The members of `localService.env` are environment variables of a program that needs keys.
fn in_service_environment(path: &[PathStep<'_>]) -> bool {
    path.windows(3).any(|steps| matches!(steps, [PathStep::Key("localService"), PathStep::Key("env"), _]))
}

/// The rule that OpenClaw applies to keys without a mark, such as those of unknown plugins.
fn name_is_secret(name: &str) -> bool {
    const COUNTS: [&str; 7] =
        ["tokens", "tokencount", "tokenlimit", "tokenbudget", "passwordfile", "secretfile", "tokenfile"];
    let name = name.to_ascii_lowercase();
    let plain = name.replace(['-', '_', '.', ' '], "");
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| plain.ends_with(suffix));
    let has = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
    !ends(&COUNTS)
        && (ends(&["token", "serviceaccount", "serviceaccountref"])
            || has(&["password", "secret", "apikey", "encryptkey", "privatekey"]))
}
