//! All passes over a document at once, and what they find as diagnostics.

use super::facts::Facts;
use super::finding::Findings;
use super::ignores::{dropped, told};
use super::tidy::tidy;
use super::unions::Judge as _;
use super::walk::mix;
use super::{
    collect, duplicates, files, intent, later, legacy, list, misread, newer, released, rule_pass, schema,
    stamp, texts, unknown,
};
use crate::base::masking::{MASK, secret_ranges};
use crate::base::{DEEPEST, Diagnostic, DocumentKind, Related, Severity, Snapshot};
use crate::schema::PathStep;
use crate::schema::overlay::accepts_secret_reference;
use crate::syntax::{Entry, SyntaxError, Tree, Value};
use crate::text::TextRange;
use std::sync::Arc;

/// The most syntax errors that are reported: a text with more is no configuration.
const MOST_SYNTAX_ERRORS: usize = 1_000;

/// All findings of a document that are told, by position.
pub fn diagnostics(snapshot: &Snapshot) -> Vec<Diagnostic> {
    told(snapshot, unfiltered(snapshot))
}

/// All findings of a document, whatever its comments and the user say of them.
pub fn unfiltered(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let found = judged(snapshot).into_iter();
    let mut found: Vec<Diagnostic> = found.map(|one| collect::mask(&snapshot.tree, one)).collect();
    unknown::improve(snapshot, &mut found);
    intent::improve(snapshot, &mut found);
    later::improve(snapshot, &mut found);
    found
}

/// The findings of a document that its comments ignore.
pub fn ignored(snapshot: &Snapshot) -> Vec<Diagnostic> {
    dropped(snapshot, || unfiltered(snapshot))
}

/// What is said of a document, without words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The code of the finding.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
}

/// The findings of a document without words: for those who only count, since words are dear.
pub fn verdicts(snapshot: &Snapshot) -> Vec<Verdict> {
    judged(snapshot).iter().map(|one| Verdict { code: one.code, severity: one.severity }).collect()
}

/// The findings before their words are looked over: they may quote what is secret.
fn judged(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let tree = &snapshot.tree;
    let misread = misread::misread(snapshot);
    let mut errors = tree.errors();
    errors.retain(|error| !misread.as_ref().is_some_and(|cause| cause.hides_error(error.range)));
    let mut found: Vec<Diagnostic> =
        errors.into_iter().take(MOST_SYNTAX_ERRORS).map(|error| syntax(snapshot, error)).collect();
    if snapshot.is_too_deep() {
        found.push(too_deep());
        return found;
    }
    let mut judged = texts(snapshot);
    for (base, findings) in passes(snapshot) {
        judged.extend(collected(tree, base, &findings));
    }
    released::join(snapshot, &mut judged, retired(snapshot));
    judged.extend(stamp::stamp(snapshot));
    duplicates::drop_lost(tree, &mut judged);
    if let Some(cause) = misread {
        judged.retain(|one| !cause.hides(one.range));
        found.extend(cause.findings.iter().cloned());
    }
    found.append(&mut judged);
    files::judge(snapshot, &mut found);
    tidy(&mut found);
    newer::judge(snapshot, &mut found);
    intent::name_references(snapshot, &mut found);
    // A gateway gets as far as these only with a configuration that OpenClaw accepts.
    if found.iter().any(|one| one.severity == Severity::Error) {
        found.retain(|one| one.code != "unstartable-gateway");
    }
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
    let mut found: Vec<Diagnostic> = Vec::new();
    texts::Texts::of(tree.root()).each(0, &mut |base, one| {
        let Some(finding) = one.finding.clone().of_release(snapshot.release()) else { return };
        if one.unless_reference && takes_reference(tree, base + finding.range.start) {
            return;
        }
        let Some(name) = one.variable.as_deref() else {
            // The encoding is that of the whole file.
            let is_said =
                one.finding.code == "wrong-encoding" && found.iter().any(|one| one.code == "wrong-encoding");
            if !is_said {
                found.push(collect::diagnostic(tree, base, &finding, None));
            }
            return;
        };
        if !is_set(name) {
            let finding = collect::diagnostic(tree, base, &finding, None);
            // That a variable is to be made of itself is said by the rule about `env.vars`.
            if finding.path != format!("env.vars.{name}") {
                found.push(finding);
            }
        }
    });
    found
}

/// Whether a reference to a secret may stand at an offset. What plugins take is theirs to say.
fn takes_reference(tree: &Tree, offset: usize) -> bool {
    let cursor = tree.cursor(offset);
    let keys: Vec<_> = cursor.path().chain(cursor.entry).map(Entry::key).collect();
    let path: Vec<PathStep<'_>> = keys.iter().map(|key| PathStep::of(key.as_deref())).collect();
    path.first() == Some(&PathStep::Key("plugins")) || accepts_secret_reference(&path)
}

fn passes(snapshot: &Snapshot) -> Vec<(usize, Arc<Findings>)> {
    let tree = &snapshot.tree;
    let mut passes = vec![(0, duplicates::container(tree.root()))];
    let Some(root) = tree.document().entries().find(|entry| entry.value().is_some()) else { return passes };
    let Some(value) = root.value().filter(|_| snapshot.kind != DocumentKind::Fragment) else { return passes };
    let patch = snapshot.kind == DocumentKind::Patch;
    let salt = salt(snapshot);
    let schema = schema::Pass { schema: &snapshot.world.schema, salt, patch };
    passes.push((value.range().start, schema.value(schema.schema.root(), value)));
    passes.extend(list::run(&schema, value));
    let facts = Facts::new(snapshot);
    passes.push((0, rule_pass::run(root, &facts, salt)));
    passes
}

/// What the table of retired keys says.
fn retired(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let Some(value) = snapshot.tree.value().filter(|_| snapshot.kind != DocumentKind::Fragment) else {
        return Vec::new();
    };
    let patch = snapshot.kind == DocumentKind::Patch;
    let found = legacy::run(value, snapshot.release(), salt(snapshot), patch);
    collected(&snapshot.tree, value.range().start, &found)
}

/// The part of every memo key that tells worlds and kinds of documents apart.
fn salt(snapshot: &Snapshot) -> u64 {
    mix(snapshot.world.generation() + 1, u64::from(snapshot.kind == DocumentKind::Patch))
}

fn collected(tree: &Tree, base: usize, findings: &Findings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    findings.each(base, &mut |base, finding, at| found.push(collect::diagnostic(tree, base, finding, at)));
    found
}

fn syntax(snapshot: &Snapshot, error: SyntaxError) -> Diagnostic {
    let text =
        if is_near_secret(snapshot, error.range) { MASK.into() } else { snapshot.text.slice(error.range) };
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

/// Whether a piece of text that is no JSON5 could belong to a secret: one whose quotes are missing goes on behind what was
/// taken for its end.
fn is_near_secret(snapshot: &Snapshot, range: TextRange) -> bool {
    /// So many bytes before the piece are looked at.
    const NEAR: usize = 200;
    let line = snapshot.text.line_start(snapshot.text.line_of(range.start));
    let before = TextRange::new(line.max(range.start.saturating_sub(NEAR)), range.end.max(range.start + 1));
    secret_ranges(snapshot, before).last().is_some_and(|secret| {
        let between = snapshot.text.slice(TextRange::new(secret.end.min(range.start), range.start));
        let secret = snapshot.text.slice(*secret);
        let is_quoted = secret.len() > 1 && secret.starts_with(['"', '\'']) && secret.ends_with(['"', '\'']);
        between.trim().is_empty() || !is_quoted
    })
}

fn too_deep() -> Diagnostic {
    Diagnostic {
        code: "nested-too-deeply",
        severity: Severity::Information,
        range: TextRange::empty(0),
        path: "<root>".to_owned(),
        message: format!("values are nested more than {DEEPEST} levels deep: only the syntax is checked"),
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    }
}
