//! The pass for keys that stand twice in one object: the last one wins without a word
//! (docs/openclaw/reading.md#duplicate-keys).

use super::collect;
use super::finding::{Finding, Findings};
use super::walk::{self, Look, remembered};
use crate::base::{Diagnostic, Tag};
use crate::syntax::{Container, Entry, Node, Tree};
use crate::text::TextRange;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The code of a key that stands twice.
const CODE: &str = "duplicate-key";

const KEY: u64 = 0x6475_706c;

/// The repeated keys at and below a container.
pub(super) fn container(green: &Arc<Container>) -> Arc<Findings> {
    remembered(green.memo(), KEY, |findings| {
        own(green, findings);
        if green.items().height() > 0 {
            walk::items(green, &Below, findings);
        }
    })
}

struct Below;

impl Look for Below {
    fn key(&self, _: usize) -> u64 {
        KEY
    }

    fn entry(&self, entry: Entry<'_>, findings: &mut Findings) {
        if let Some(child) = entry.child() {
            findings.add(child.range().start, container(child.green()));
        }
    }
}

/// Drops what is found inside members that a later one with the same key replaces: OpenClaw never sees them.
pub(super) fn drop_lost(tree: &Tree, found: &mut Vec<Diagnostic>) {
    let lost = found.iter().filter(|one| one.code == CODE).map(|one| collect::member(tree, one.range.start));
    let mut lost: Vec<TextRange> = lost.collect();
    if lost.is_empty() {
        return;
    }
    lost.sort_unstable();
    // Members lie apart or inside one another, so the outermost that begins before a place decides.
    lost.dedup_by(|inner, outer| inner.end <= outer.end);
    found.retain(|one| {
        let before = lost.partition_point(|member| member.start <= one.range.start);
        let inside = before.checked_sub(1).is_some_and(|last| one.range.start < lost[last].end);
        !inside || one.code == CODE
    });
}

fn own(green: &Arc<Container>, findings: &mut Findings) {
    let node = Node::new(green, 0);
    let repeated = node.repeated();
    if repeated.is_empty() {
        return;
    }
    let entries: Vec<Entry<'_>> =
        node.entries().filter(|entry| repeated.contains(&entry.green().shape().key_hash)).collect();
    let last: FxHashMap<_, _> = entries.iter().filter_map(|entry| Some((entry.key()?, *entry))).collect();
    for entry in &entries {
        let Some((token, key)) = entry.key_token().zip(entry.key()) else { continue };
        let Some(last) = last.get(&key).filter(|last| last.index() != entry.index()) else { continue };
        let message =
            format!("the key `{key}` occurs again below, and only the last one counts: remove this one");
        let mut finding = Finding::warning(CODE, token.range, message).tagged(Tag::Unnecessary);
        if let Some(winner) = last.key_token() {
            finding = finding.related(winner.range, "this one counts");
        }
        findings.push(finding);
    }
}
