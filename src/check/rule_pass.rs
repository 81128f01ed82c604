//! The rule pass: hand-written rules at the places that their path patterns name, remembered per (place, tree node,
//! facts that the rules there depend on).

use super::cost;
use super::facts::{Fact, Facts};
use super::finding::Findings;
use super::rule::{Place, Rule, places};
use super::rules;
use super::walk::{self, Look, mix, remembered};
use crate::schema::{PathStep, PathTrie, State};
use crate::syntax::{Container, ContainerKind, Entry, Value, hash_key};
use std::sync::{Arc, LazyLock};

/// The rules by their places. The marks are the facts that they depend on.
static RULES: LazyLock<PathTrie<&'static Rule>> = LazyLock::new(|| {
    PathTrie::build_marked(rules::by_family().flat_map(|(_, rule)| {
        let needs = rule.needs.iter().fold(0, |bits, fact| bits | fact.bit());
        places(rule).into_iter().map(move |pattern| (pattern, rule, needs))
    }))
});

/// Runs the rules over a document.
pub(super) fn run(root: Entry<'_>, facts: &Facts<'_>, salt: u64) -> Arc<Findings> {
    // An `$include` at the top may add to every section, so it is part of every place.
    let salt = mix(salt, u64::from(facts.is_open(&[])));
    let pass = Pass { facts, salt, hashes: Fact::ALL.map(|fact| facts.hash(fact)) };
    let mut findings = Findings::default();
    pass.value(RULES.start(), root, &mut findings);
    Arc::new(findings)
}

struct Pass<'p> {
    facts: &'p Facts<'p>,
    salt: u64,
    hashes: [u64; Fact::ALL.len()],
}

impl Pass<'_> {
    /// The memo key of a place: the facts that rules there and below depend on are part of it.
    fn key(&self, state: State) -> u64 {
        let needs = RULES.marks(state);
        let facts = Fact::ALL.into_iter().zip(self.hashes).filter(|(fact, _)| needs & fact.bit() != 0);
        facts.fold(mix(self.salt, state.index() as u64 + 0x7275_6c65), |key, (_, hash)| mix(key, hash))
    }

    /// The same, remembered with the container that is the value: its siblings share a leaf, and an edit of one has the
    /// leaf looked at anew. What is found depends on the value and on the key before it, not on the place.
    fn remembered_value(&self, state: State, entry: Entry<'_>, findings: &mut Findings) {
        let Some(child) = entry.child() else { return self.value(state, entry, findings) };
        let item = entry.green();
        let key = mix(self.key(state), hash_key(item.head().text()));
        let found = remembered(child.green().memo(), key, |findings| {
            self.value(state, Entry::new(item, 0, entry.index()), findings);
        });
        findings.add(entry.full_range().start, found);
    }

    /// Everything about one member or element whose place is known.
    fn value(&self, state: State, entry: Entry<'_>, findings: &mut Findings) {
        let Some(value) = entry.value() else { return };
        let mut found = Vec::new();
        for rule in RULES.values(state) {
            cost::note(rule);
            (rule.check)(&Place { entry, value, facts: self.facts }, &mut found);
        }
        let release = self.facts.world.reader().release;
        let told = found.into_iter().filter(|finding| !finding.is_silent);
        for finding in told.filter_map(|finding| finding.of_release(release)) {
            findings.push(finding);
        }
        if let Value::Node(node) = value {
            findings.add(node.range().start, self.container(state, node.green()));
        }
    }

    fn container(&self, state: State, green: &Arc<Container>) -> Arc<Findings> {
        let array = green.kind() == ContainerKind::Array;
        remembered(green.memo(), self.key(state), |findings| {
            walk::items(green, &Steps { pass: self, state, array }, findings);
        })
    }
}

/// The steps from a place to the places below it.
struct Steps<'p> {
    pass: &'p Pass<'p>,
    state: State,
    array: bool,
}

impl Look for Steps<'_> {
    fn key(&self, _: usize) -> u64 {
        self.pass.key(self.state)
    }

    fn entry(&self, entry: Entry<'_>, findings: &mut Findings) {
        let next = match entry.key() {
            _ if self.array => RULES.step(self.state, PathStep::Item),
            // OpenClaw loses the key before it looks (docs/openclaw/reading.md#lost-keys).
            Some(key) if key == "__proto__" => return,
            Some(key) => RULES.step(self.state, PathStep::Key(&key)),
            None => return,
        };
        if !next.is_dead() {
            self.pass.remembered_value(next, entry, findings);
        }
    }
}
