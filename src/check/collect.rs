//! From relative findings to diagnostics: absolute places, and the path as OpenClaw prints it.

use super::finding::{At, Finding, Mark};
use crate::base::{Diagnostic, Related, masking};
use crate::config::agent_id::normalize;
use crate::syntax::{Entry, Tree};
use crate::text::TextRange;
use std::borrow::Cow;

/// The name of the top in OpenClaw's paths.
const ROOT: &str = "<root>";

/// What OpenClaw looks for in the authored text, and reports there.
const AS_WRITTEN: [&str; 4] =
    ["invalid-variable", "legacy-channel-binding", "legacy-context-budget", "missing-variable"];

/// Turns a finding into a diagnostic that still quotes what it is about; `base` is the first byte of the node that its places
/// count from, `at` that of the value whose path is reported instead of the finding's own. [`mask`] comes before it is shown.
pub(super) fn diagnostic(tree: &Tree, base: usize, finding: &Finding, at: Option<usize>) -> Diagnostic {
    let range = finding.range.shifted(base);
    let way = way(tree, range.start);
    let path = at.map_or_else(|| own_path(&way, finding), |at| segments(&self::way(tree, at)).join("."));
    let owner = way.last().and_then(|entry| entry.key_token()).map(|token| token.range);
    Diagnostic {
        code: finding.code,
        severity: finding.severity,
        range: if finding.mark == Mark::Owner { owner.unwrap_or(range) } else { range },
        path: if path.is_empty() { ROOT.to_owned() } else { path },
        message: finding.message.clone(),
        tags: finding.tags.clone(),
        related: finding
            .related
            .iter()
            .map(|(range, message)| Related {
                file: None,
                range: range.shifted(base),
                message: message.clone(),
            })
            .collect(),
        meant: finding.meant.clone(),
    }
}

/// Takes what is secret out of the words of a diagnostic.
pub(super) fn mask(tree: &Tree, mut found: Diagnostic) -> Diagnostic {
    let way = way(tree, found.range.start);
    found.message = masking::about(&way, &found.message);
    if found.path != ROOT {
        found.path = masking::path(&way, found.path);
    }
    for related in &mut found.related {
        related.message = masking::about_place(tree, related.range.start, &related.message);
    }
    found
}

/// The dotted path of a finding that is drawn at the end of a way.
fn own_path(way: &[Entry<'_>], finding: &Finding) -> String {
    let as_written = AS_WRITTEN.contains(&finding.code);
    let mut segments = if as_written { written(way) } else { segments(way) };
    match &finding.at {
        At::Here => {}
        At::Parent => drop(segments.pop()),
        At::Root => segments.clear(),
        At::Above(steps) => segments.truncate(segments.len().saturating_sub(*steps)),
        At::Beside(steps, name) => {
            segments.truncate(segments.len().saturating_sub(*steps));
            segments.push((*name).to_owned());
        }
        At::Below(name) => segments.push(name.clone()),
    }
    segments.join(".")
}

/// The member or element that holds an offset.
pub(super) fn member(tree: &Tree, offset: usize) -> TextRange {
    way(tree, offset).last().map_or(TextRange::empty(offset), |entry| entry.range())
}

/// The keys of a way below the document; none stands for an element.
pub(super) fn keys<'t>(way: &[Entry<'t>]) -> Vec<Option<Cow<'t, str>>> {
    way.iter().skip(1).map(|entry| entry.key()).collect()
}

fn written(way: &[Entry<'_>]) -> Vec<String> {
    way.iter().skip(1).map(|entry| segment(*entry)).collect()
}

/// The path as OpenClaw prints it: it has moved the older roster to `agents.entries` by then, and splits the paths of
/// channels and plugins at slashes, also at those in keys.
fn segments(way: &[Entry<'_>]) -> Vec<String> {
    let mut segments = written(way);
    let split = match segments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["agents", "list", _, ..] => {
            if let Some(id) = moved(way) {
                "entries".clone_into(&mut segments[1]);
                segments[2] = id;
            }
            segments.len()
        }
        ["channels", channel, ..] if channel != "modelByChannel" => 2,
        ["plugins", "entries", _, "config", ..] => 4,
        _ => segments.len(),
    };
    segments.iter_mut().skip(split).for_each(|segment| *segment = segment.replace('/', "."));
    segments
}

/// The key under which OpenClaw has moved an element of the older roster.
fn moved(way: &[Entry<'_>]) -> Option<String> {
    let (agents, element) = (way.get(1)?.child()?, way.get(3)?.child()?);
    let id = element.get("id")?.as_str()?;
    (!agents.has("entries") && normalize(&id) == id).then(|| id.into_owned())
}

fn segment(entry: Entry<'_>) -> String {
    // In a dotted path nothing would tell where a credential begins.
    entry.key().map_or_else(|| entry.index().to_string(), |key| masking::written(&key).into_owned())
}

/// The entries that hold an offset, from the document's value inward. A value's first byte belongs to its entry.
pub(super) fn way(tree: &Tree, offset: usize) -> Vec<Entry<'_>> {
    let cursor = tree.cursor(offset);
    cursor.ancestors.into_iter().chain(cursor.entry).collect()
}
