//! The review sheet: what a release changed, and what a person has to do about it.

use crate::keys::keys;
use crate::probes::Answers;
use crate::tables::{Standing, Tables};
use crate::{Failure, schemas};
use openclaw_lsp::base::{DocumentKind, Options, Severity, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::migrations::trie;
use openclaw_lsp::release::{self, Deed, Version};
use openclaw_lsp::schema::{PathStep, docs};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many lines one section shows of what is long.
const SHOWN: usize = 60;

/// Prints the sheet of a release, against the release before.
pub fn print(tables: &Tables, version: Version, answers: &Answers) -> Result<(), Failure> {
    let versions = schemas::versions(&tables.data)?;
    println!("# OpenClaw {version}");
    let schema = schemas::of(&tables.data, version)?;
    if let Some(before) = versions.iter().rev().find(|one| **one < version) {
        println!("\nAgainst {before}.");
        let (old, new) = (keys(&schemas::of(&tables.data, *before)?), keys(&schema));
        section("new keys", new.difference(&old).filter(|key| !is_usual(key)).map(|key| format!("+ {key}")));
        section(
            "keys that are gone",
            old.difference(&new).filter(|key| !is_usual(key)).map(|key| format!("- {key}")),
        );
        section("new keys without a sentence", new.difference(&old).filter(|key| !is_told(key)).cloned());
        section("keys that are gone and have no migration of ours", gone_without_a_way(&old, &new));
        let standing = tables.standing()?;
        for Standing { file, timeline } in &standing {
            section(file, changes(timeline, *before, version));
        }
        section("retired forms without a migration of ours", unmended(&standing, version));
    }
    section("verdicts that differ from ours, smallest first", disagreements(tables, version, answers)?);
    Ok(())
}

/// Whether the key is one that every plugin has beside its own settings.
fn is_usual(key: &str) -> bool {
    let own = key.strip_prefix("plugins.entries.").and_then(|rest| rest.split_once('.'));
    own.is_some_and(|(_, rest)| {
        ["config", "enabled", "hooks", "llm", "subagent"].contains(&rest)
            || ["hooks.", "llm.", "subagent."].iter().any(|start| rest.starts_with(start))
    })
}

fn section(title: &str, lines: impl IntoIterator<Item = String>) {
    let lines: Vec<String> = lines.into_iter().collect();
    println!("\n## {title}: {}\n", lines.len());
    for line in lines.iter().take(SHOWN) {
        println!("{line}");
    }
    if lines.len() > SHOWN {
        println!("… and {} more", lines.len() - SHOWN);
    }
}

/// The steps of a spelled out path such as `a.*.b[]`.
fn steps(path: &str) -> Vec<PathStep<'_>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let key = part.trim_end_matches("[]");
        if !key.is_empty() {
            steps.push(PathStep::Key(key));
        }
        steps.extend(part.matches("[]").map(|_| PathStep::Item));
    }
    steps
}

/// Whether a sentence of ours is about the key.
fn is_told(key: &str) -> bool {
    docs::lookup(&steps(key)).is_some()
}

/// The topmost keys that are gone, and that no migration names.
fn gone_without_a_way(old: &BTreeSet<String>, new: &BTreeSet<String>) -> Vec<String> {
    let gone: BTreeSet<&String> = old.difference(new).collect();
    let is_top = |key: &str| key.rmatch_indices('.').all(|(at, _)| !gone.contains(&key[..at].to_owned()));
    let known = |key: &str| !trie().lookup(&steps(key)).is_empty();
    gone.iter().filter(|key| is_top(key) && !known(key)).map(|key| (*key).clone()).collect()
}

fn changes(timeline: &crate::timeline::Timeline, before: Version, version: Version) -> Vec<String> {
    let spaced = |text: &str| text.replace('\t', " ");
    let change = |thing: &str| match (timeline.get(thing, before), timeline.get(thing, version)) {
        (None, Some(_)) => Some(format!("+ {}", spaced(thing))),
        (Some(_), None) => Some(format!("- {}", spaced(thing))),
        (Some(old), Some(new)) if old != new => {
            Some(format!("~ {}: {} → {}", spaced(thing), spaced(old), spaced(new)))
        }
        _ => None,
    };
    timeline.things().filter_map(change).collect()
}

/// The forms that `doctor --fix` of the release migrates, and we do not.
fn unmended(standing: &[Standing], version: Version) -> Vec<String> {
    let Some(rows) = standing.iter().find(|one| one.file == "rows.tsv") else { return Vec::new() };
    let migrated = |path: &&str| {
        let deed = rows.timeline.get(path, version).and_then(Deed::of_word);
        deed.is_some_and(Deed::migrated) && !path.starts_with("case:")
    };
    // What moves as a whole is mended where it goes.
    let known = |path: &[PathStep<'_>]| !trie().lookup(path).is_empty();
    let ours = |path: &&str| {
        let steps = steps(path);
        (1..=steps.len()).any(|length| known(&steps[..length]))
    };
    rows.timeline.things().filter(migrated).filter(|path| !ours(path)).map(str::to_owned).collect()
}

/// The probes that we judge otherwise than the release, by its schema and by the rules of the release before: of one that is newer
/// than all it knows this program would say no more than its schema does.
fn disagreements(tables: &Tables, version: Version, answers: &Answers) -> Result<Vec<String>, Failure> {
    let by = version.min(release::newest());
    let options = Options { target: Some(by), ..Options::default() };
    let world = Arc::new(World::new(schemas::named(&tables.data, version, by)?, options));
    let refused = |text: &str| {
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::clone(&world));
        diagnostics(&snapshot).iter().any(|found| found.severity == Severity::Error)
    };
    let texts: BTreeSet<&str> = tables.probes.iter().flat_map(crate::probes::Probes::texts).collect();
    let mut lines: Vec<(usize, String)> = Vec::new();
    for text in texts {
        let Some(valid) = answers.valid(text) else { continue };
        if refused(text) == valid {
            let what = if valid { "accepted, and refused by us" } else { "refused, and accepted by us" };
            lines.push((text.len(), format!("{what}: {text}")));
        }
    }
    lines.sort();
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}
