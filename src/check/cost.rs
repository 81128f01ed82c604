//! What the rules cost: how often each runs, counted, and each alone over a document, for whoever has a clock.

use super::facts::Facts;
use super::finding::Finding;
use super::rule::{Place, Rule, places};
use super::rules;
use crate::base::Snapshot;
use crate::schema::{PathStep, PathTrie, State};
use crate::syntax::{Entry, Value};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// How often rules ran, by family and pattern.
pub type Runs = BTreeMap<(&'static str, &'static str), usize>;

thread_local! {
    static COUNTING: Cell<bool> = const { Cell::new(false) };
    static RAN: RefCell<Vec<&'static Rule>> = const { RefCell::new(Vec::new()) };
}

/// Notes that a rule runs, where somebody counts.
pub(super) fn note(rule: &'static Rule) {
    if COUNTING.get() {
        RAN.with_borrow_mut(|ran| ran.push(rule));
    }
}

/// Does some work and counts the rules that run on this thread meanwhile.
pub fn count_rules<T>(work: impl FnOnce() -> T) -> (T, Runs) {
    COUNTING.set(true);
    let result = work();
    COUNTING.set(false);
    let ran = RAN.take();
    let mut runs = Runs::new();
    for (family, rule) in rules::by_family() {
        let count = ran.iter().filter(|ran| std::ptr::eq(**ran, rule)).count();
        *runs.entry((family, rule.at)).or_default() += count;
    }
    (result, runs)
}

/// One rule, with the places of a document that it looks at.
#[derive(Debug)]
pub struct RuleOnDocument<'t> {
    /// The file of the rule below `src/check/rules`.
    pub family: &'static str,
    /// Its path pattern.
    pub at: &'static str,
    rule: &'static Rule,
    places: Vec<(Entry<'t>, Value<'t>)>,
    facts: &'t Facts<'t>,
}

impl RuleOnDocument<'_> {
    /// At how many places the rule looks.
    pub fn places(&self) -> usize {
        self.places.len()
    }

    /// Runs the rule at each of its places, and says how much it found.
    pub fn run(&self) -> usize {
        let mut found: Vec<Finding> = Vec::new();
        for (entry, value) in &self.places {
            (self.rule.check)(&Place { entry: *entry, value: *value, facts: self.facts }, &mut found);
        }
        found.len()
    }
}

/// Calls `each` for every rule with the places of a document that it looks at. Nothing is remembered.
pub fn each_rule(snapshot: &Snapshot, mut each: impl FnMut(&RuleOnDocument<'_>)) {
    let facts = Facts::new(snapshot);
    let root = snapshot.tree.document().entries().next();
    for (family, rule) in rules::by_family() {
        let patterns = places(rule);
        let trie = PathTrie::build(patterns.iter().map(|pattern| (pattern, ())));
        let mut found = Vec::new();
        if let Some(root) = root {
            collect(&trie, trie.start(), root, &mut found);
        }
        each(&RuleOnDocument { family, at: rule.at, rule, places: found, facts: &facts });
    }
}

fn collect<'t>(trie: &PathTrie<()>, state: State, entry: Entry<'t>, found: &mut Vec<(Entry<'t>, Value<'t>)>) {
    let Some(value) = entry.value() else { return };
    if !trie.values(state).is_empty() {
        found.push((entry, value));
    }
    let Value::Node(node) = value else { return };
    for below in node.entries() {
        let next = match below.key() {
            Some(key) => trie.step(state, PathStep::Key(&key)),
            None => trie.step(state, PathStep::Item),
        };
        if !next.is_dead() {
            collect(trie, next, below, found);
        }
    }
}

#[cfg(test)]
mod tests;
