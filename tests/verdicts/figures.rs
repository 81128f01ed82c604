//! How many verdicts agree, by the kind of what OpenClaw reports.

use super::cases::Case;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result};

/// Agreed and disagreed cases of each kind.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<String, [usize; 2]>);

impl Figures {
    /// Counts a case.
    pub fn count(&mut self, case: &Case, agreed: bool) {
        self.0.entry(case.kind().to_owned()).or_default()[usize::from(!agreed)] += 1;
    }
}

impl Display for Figures {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(out, "{:>8} {:>9}  kind", "agreed", "disagreed")?;
        for (kind, [agreed, disagreed]) in &self.0 {
            writeln!(out, "{agreed:>8} {disagreed:>9}  {kind}")?;
        }
        let [agreed, disagreed] =
            self.0.values().fold([0, 0], |sum, [agreed, disagreed]| [sum[0] + agreed, sum[1] + disagreed]);
        writeln!(out, "{agreed:>8} {disagreed:>9}  all")
    }
}
