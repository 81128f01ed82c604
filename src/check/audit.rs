//! The checks of OpenClaw's security audit that fail for a document, whether or not a finding is shown for each
//! (docs/openclaw/security.md#checks).

use super::facts::Facts;
use super::finding::{Finding, Risk};
use super::rule::{Place, Rule, places};
use super::rules::by_family;
use crate::base::Snapshot;
use crate::schema::{PathStep, PathTrie, State};
use crate::syntax::{Entry, Value};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The rules about risks, by their places.
static RULES: LazyLock<PathTrie<&'static Rule>> = LazyLock::new(|| {
    let rules = by_family().filter(|(family, _)| *family == "security");
    PathTrie::build(rules.flat_map(|(_, rule)| places(rule).into_iter().map(move |at| (at, rule))))
});

/// The checks that fail, each once and as bad as it gets. In a world that shows less than all of them, only those that are shown.
pub fn audit(snapshot: &Snapshot) -> BTreeMap<String, Risk> {
    let facts = Facts::new(snapshot);
    let mut found = Vec::new();
    if let Some(root) = snapshot.tree.document().entries().next() {
        collect(RULES.start(), root, &facts, &mut found);
    }
    let mut failed = BTreeMap::new();
    for answer in found.into_iter().flat_map(|finding| finding.answers) {
        let risk = failed.entry(answer.check).or_insert(answer.risk);
        *risk = (*risk).max(answer.risk);
    }
    failed
}

fn collect<'t>(state: State, entry: Entry<'t>, facts: &'t Facts<'t>, found: &mut Vec<Finding>) {
    let Some(value) = entry.value() else { return };
    for rule in RULES.values(state) {
        (rule.check)(&Place { entry, value, facts }, found);
    }
    let Value::Node(node) = value else { return };
    for below in node.entries() {
        let next = match below.key() {
            Some(key) => RULES.step(state, PathStep::Key(&key)),
            None => RULES.step(state, PathStep::Item),
        };
        if !next.is_dead() {
            collect(next, below, facts, found);
        }
    }
}
