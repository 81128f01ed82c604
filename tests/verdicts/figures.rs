//! How many verdicts agree, by the kind of what OpenClaw reports.

use super::cases::{Case, Outcome};
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result};

/// Agreed, misplaced and disagreed cases of each kind.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<String, [usize; 3]>);

impl Figures {
    /// Counts a case.
    pub fn count(&mut self, case: &Case, outcome: Outcome) {
        self.0.entry(case.kind().to_owned()).or_default()[outcome as usize] += 1;
    }

    fn sum(&self, wanted: impl Fn(&str) -> bool) -> [usize; 3] {
        let rows = self.0.iter().filter(|(kind, _)| wanted(kind)).map(|(_, row)| row);
        rows.fold([0; 3], |sum, row| std::array::from_fn(|at| sum[at] + row[at]))
    }

    /// Of the configurations that both refuse, those in which we report a path that OpenClaw reports, in percent.
    pub fn same_path(&self) -> f64 {
        let [agreed, elsewhere, _] = self.sum(|kind| kind != "valid");
        100.0 * count(agreed) / count(agreed + elsewhere).max(1.0)
    }
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

impl Display for Figures {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(out, "{:>8} {:>9} {:>9}  kind", "agreed", "elsewhere", "disagreed")?;
        let all = self.sum(|_| true);
        for (kind, [agreed, elsewhere, disagreed]) in self.0.iter().chain([(&"all".to_owned(), &all)]) {
            writeln!(out, "{agreed:>8} {elsewhere:>9} {disagreed:>9}  {kind}")?;
        }
        writeln!(out, "{:>7.2}%  of those that both refuse at a path that OpenClaw reports", self.same_path())
    }
}
