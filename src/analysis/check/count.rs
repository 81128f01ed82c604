//! How much is wrong with a document, without the places: what an edit is judged by before it is offered.

use super::finding::Finding;
use super::{DEEPEST, passes, texts};
use crate::analysis::{Severity, Snapshot};

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All findings.
    pub all: usize,
    /// Those for which OpenClaw refuses the configuration.
    pub errors: usize,
    /// Those of the code that was asked for.
    pub same: usize,
}

impl Count {
    fn add(&mut self, code: &str, severity: Severity, wanted: &str) {
        self.all += 1;
        self.errors += usize::from(severity == Severity::Error);
        self.same += usize::from(code == wanted);
    }
}

/// Counts the findings, with those of one code by themselves. Costs what the findings and the parts cost that were not
/// judged yet.
pub fn count(snapshot: &Snapshot, code: &str) -> Count {
    let mut count = Count::default();
    for error in snapshot.tree.errors() {
        count.add(error.kind.code(), Severity::Error, code);
    }
    if snapshot.tree.root().height() > DEEPEST {
        return count;
    }
    for (base, findings) in passes(snapshot) {
        findings.each(base, &mut |_, finding: &Finding, _| count.add(finding.code, finding.severity, code));
    }
    for found in texts(snapshot) {
        count.add(found.code, found.severity, code);
    }
    count
}
