//! The pass for keys that stand twice in one object: the last one wins without a word (VALIDATION §7).

use super::finding::{Finding, Findings};
use super::walk::{self, Look, remembered};
use crate::analysis::Tag;
use crate::syntax::{Container, Entry, Node};
use std::sync::Arc;

const KEY: u64 = 0x6475_706c;

/// From this many members on, the key index is asked.
const WIDE: usize = 24;

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

fn own(green: &Arc<Container>, findings: &mut Findings) {
    let repeated = repeated(green);
    if repeated.is_empty() {
        return;
    }
    let node = Node::new(green, 0);
    let entries: Vec<Entry<'_>> =
        node.entries().filter(|entry| repeated.contains(&entry.green().shape().key_hash)).collect();
    for (index, entry) in entries.iter().enumerate() {
        let Some((token, key)) = entry.key_token().zip(entry.key()) else { continue };
        let same = |other: &&Entry<'_>| other.key().as_deref() == Some(&*key);
        let Some(last) = entries[index + 1..].iter().rfind(same) else { continue };
        let message =
            format!("the key `{key}` stands again below: only the last one counts, remove this one");
        let mut finding =
            Finding::warning("duplicate-key", token.range, message).tagged(Tag::Unnecessary).fixable();
        if let Some(winner) = last.key_token() {
            finding = finding.related(winner.range, "this one counts");
        }
        findings.push(finding);
    }
}

fn repeated(green: &Arc<Container>) -> Vec<u64> {
    let items = green.items();
    if items.count() > WIDE {
        return green.keys().repeated().to_vec();
    }
    let mut hashes: Vec<u64> = items
        .iter()
        .filter(|(_, item)| item.shape().key.is_some())
        .map(|(_, item)| item.shape().key_hash)
        .collect();
    hashes.sort_unstable();
    let mut repeated: Vec<u64> = hashes.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    repeated.dedup();
    repeated
}
