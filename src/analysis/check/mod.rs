//! Checks a document: syntax, schema, repeated keys, and the rules that the schema does not know; all at once.
//!
//! Each pass remembers what it found with the nodes of the tree, so after a keystroke only the way from the document
//! to the edit is looked at again.

mod collect;
pub mod cost;
mod duplicates;
mod facts;
mod finding;
mod keywords;
mod legacy;
mod list;
mod messages;
mod readings;
mod roster;
mod rules;
mod schema;
mod texts;
mod unions;
mod walk;

#[cfg(test)]
mod tests;

pub use facts::{Fact, Facts, total};
pub use finding::{At, Finding};
pub use readings::Readings;
pub use roster::legacy_ids;
pub use rules::{Place, Rule, known_text};
pub use texts::redacted;

use super::{Diagnostic, DocumentKind, Related, Severity, Snapshot, release};
use crate::syntax::{SyntaxError, Value};
use crate::text::TextRange;
use finding::Findings;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Beyond this depth nothing but the syntax is checked: OpenClaw itself gives up on values of some 5 000 levels.
const DEEPEST: usize = 400;

/// The most syntax errors that are reported: a text with more is no configuration.
const MOST_SYNTAX_ERRORS: usize = 1_000;

/// All findings of a document, by position.
pub(super) fn diagnostics(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let tree = &snapshot.tree;
    let mut found: Vec<Diagnostic> =
        tree.errors().into_iter().take(MOST_SYNTAX_ERRORS).map(|error| syntax(snapshot, error)).collect();
    if tree.root().height() > DEEPEST {
        found.push(too_deep());
        return found;
    }
    let mut judged = texts(snapshot);
    for (base, findings) in passes(snapshot) {
        findings.each(base, &mut |base, finding, at| {
            judged.push(collect::diagnostic(tree, base, finding, at));
        });
    }
    duplicates::drop_lost(tree, &mut judged);
    found.append(&mut judged);
    tidy(&mut found);
    release::withhold(snapshot, &mut found);
    found
}

/// What the text pass finds, without the variables that are set.
fn texts(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let tree = &snapshot.tree;
    let names = &snapshot.world.options.env_names;
    let root = tree.value().and_then(Value::object);
    // Other files may set a variable that one of several uses.
    let is_set = |name: &str| {
        snapshot.kind != DocumentKind::Main
            || root.is_some_and(|root| texts::is_set(root, name))
            || names.iter().any(|known| known == name)
    };
    let mut found = Vec::new();
    texts::Texts::of(tree.root()).each(0, &mut |base, one| {
        if !one.variable.as_deref().is_some_and(is_set) {
            found.push(collect::diagnostic(tree, base, &one.finding, None));
        }
    });
    found
}

fn passes(snapshot: &Snapshot) -> Vec<(usize, Arc<Findings>)> {
    let tree = &snapshot.tree;
    let mut passes = vec![(0, duplicates::container(tree.root()))];
    let Some(root) = tree.document().entries().find(|entry| entry.value().is_some()) else { return passes };
    let Some(value) = root.value().filter(|_| snapshot.kind != DocumentKind::Fragment) else { return passes };
    let patch = snapshot.kind == DocumentKind::Patch;
    let salt = mix(snapshot.world.generation() + 1, u64::from(patch));
    let schema = schema::Pass { schema: &snapshot.world.schema, salt, patch };
    passes.push((value.range().start, schema.value(schema.schema.root(), value)));
    passes.extend(list::run(&schema, value));
    let facts = Facts::new(snapshot);
    passes.push((0, rules::run(root, &facts, salt)));
    passes.push((value.range().start, legacy::run(value, salt, patch)));
    passes
}

fn syntax(snapshot: &Snapshot, error: SyntaxError) -> Diagnostic {
    let text = snapshot.text.slice(error.range);
    let opener = error.opener.map(|range| Related { file: None, range, message: "opened here".to_owned() });
    Diagnostic {
        code: error.kind.code(),
        severity: Severity::Error,
        range: error.range,
        path: "<root>".to_owned(),
        message: error.kind.message(&text),
        tags: Vec::new(),
        related: opener.into_iter().collect(),
        meant: None,
    }
}

fn too_deep() -> Diagnostic {
    Diagnostic {
        code: "nested-too-deeply",
        severity: Severity::Information,
        range: crate::text::TextRange::empty(0),
        path: "<root>".to_owned(),
        message: format!("values are nested more than {DEEPEST} deep: only the syntax is checked"),
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    }
}

/// Sorts, and drops what another finding about the same place says better.
fn tidy(found: &mut Vec<Diagnostic>) {
    merge_retired_values(found);
    let ranks: FxHashMap<TextRange, u8> = found.iter().fold(FxHashMap::default(), |mut best, one| {
        let rank = best.entry(one.range).or_default();
        *rank = (*rank).max(explains(one.code));
        best
    });
    let best = |one: &Diagnostic| ranks.get(&one.range).copied().unwrap_or_default();
    found.retain(|one| match one.code {
        "unknown-key" | "wrong-type" | "invalid-format" | "invalid-key-name" if best(one) == 3 => false,
        "unknown-key" => best(one) == 0,
        "foreign-mcp-key" => best(one) == 1,
        _ => true,
    });
    found.sort_by(|a, b| (a.range, a.severity, a.code).cmp(&(b.range, b.severity, b.code)));
    found.dedup_by(|a, b| a.range == b.range && a.code == b.code && a.message == b.message);
}

/// A retired value is no allowed value either: what says how to write it today takes the path at which OpenClaw refuses it.
fn merge_retired_values(found: &mut Vec<Diagnostic>) {
    let is_retired = |one: &Diagnostic| one.code.starts_with("legacy-");
    let retired: FxHashSet<TextRange> =
        found.iter().filter(|one| is_retired(one)).map(|one| one.range).collect();
    if retired.is_empty() {
        return;
    }
    let refused = |one: &mut Diagnostic| {
        matches!(one.code, "invalid-enum-value" | "wrong-type" | "no-union-branch")
            && retired.contains(&one.range)
    };
    let refused: FxHashMap<TextRange, String> =
        found.extract_if(.., refused).map(|one| (one.range, one.path)).collect();
    for one in found.iter_mut().filter(|one| is_retired(one)) {
        if let Some(path) = refused.get(&one.range) {
            one.path.clone_from(path);
            one.severity = Severity::Error;
        }
    }
}

/// How well a code says why a key or value is refused.
fn explains(code: &str) -> u8 {
    match code {
        "unreadable-value" => 3,
        "foreign-mcp-key" | "invalid-key-name" => 1,
        _ if code.starts_with("legacy-") || code.starts_with("misplaced-") => 2,
        _ => 0,
    }
}

/// Joins numbers to one that is different for different numbers, as good as always.
pub(super) fn mix(left: u64, right: u64) -> u64 {
    let mixed = (left ^ right.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}
