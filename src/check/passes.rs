//! All passes over a document at once, and what they find as diagnostics.

use super::facts::Facts;
use super::finding::Findings;
use super::tidy::tidy;
use super::unions::Judge as _;
use super::walk::mix;
use super::{collect, duplicates, legacy, list, rule_pass, schema, texts, withheld};
use crate::base::{Diagnostic, DocumentKind, Related, Severity, Snapshot};
use crate::syntax::{SyntaxError, Value};
use std::sync::Arc;

/// Beyond this depth nothing but the syntax is checked: OpenClaw itself gives up on values of some 5 000 levels.
const DEEPEST: usize = 400;

/// The most syntax errors that are reported: a text with more is no configuration.
const MOST_SYNTAX_ERRORS: usize = 1_000;

/// All findings of a document, by position.
pub fn diagnostics(snapshot: &Snapshot) -> Vec<Diagnostic> {
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
    withheld::withhold(snapshot, &mut found);
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
    passes.push((0, rule_pass::run(root, &facts, salt)));
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
