//! How many checks are met, by id, and how many of ours OpenClaw does not give.

use super::cases::Case;
use openclaw_lsp::check::Risk;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result};

/// Checks whose risk a finding of another family tells, with its code.
pub const ELSEWHERE: &[(&str, &str)] = &[
    ("gateway.bind_no_auth", "unstartable-gateway"),
    ("gateway.token_placeholder_value", "unstartable-gateway"),
    ("gateway.password_placeholder_value", "unstartable-gateway"),
    ("hooks.path_root", "unstartable-gateway"),
];

/// What came of the comparison.
#[derive(Debug, Default)]
pub struct Figures {
    /// Met, missed, called worse or better than they are, and given without need; by check.
    checks: BTreeMap<String, [usize; 4]>,
    /// Each difference, with its case.
    pub differences: Vec<String>,
}

impl Figures {
    /// Compares all cases of a set.
    pub fn of(cases: &[Case]) -> Self {
        cases.iter().fold(Self::default(), |mut figures, case| {
            figures.compare(case);
            figures
        })
    }

    fn compare(&mut self, case: &Case) {
        let mut ours = case.ours();
        for (check, risk) in &case.findings {
            let own = ours.remove(check);
            self.note(case, check, Some(*risk), own);
        }
        for (check, own) in ours {
            self.note(case, &check, None, Some(own));
        }
    }

    fn note(&mut self, case: &Case, check: &str, theirs: Option<Risk>, ours: Option<Risk>) {
        let (at, what) = match (theirs, ours) {
            (Some(theirs), Some(ours)) if theirs == ours => (0, "met"),
            (_, None) => (1, "missed"),
            (Some(_), Some(_)) => (2, "otherwise"),
            (None, Some(_)) => (3, "surplus"),
        };
        self.checks.entry(check.to_owned()).or_default()[at] += 1;
        if at > 0 {
            self.differences.push(format!("{what} {check} in {}: {}", case.id, case.text));
        }
    }

    fn all(&self) -> [usize; 4] {
        self.checks.values().fold([0; 4], |sum, row| [0, 1, 2, 3].map(|at| sum[at] + row[at]))
    }

    /// The part of OpenClaw's and our checks that are the same.
    #[expect(clippy::cast_precision_loss, reason = "there are thousands and not billions")]
    pub fn met_part(&self) -> f64 {
        let all = self.all();
        all[0] as f64 / all.iter().sum::<usize>() as f64
    }
}

impl Display for Figures {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(out, "{:<60} {:>6} {:>6} {:>9} {:>7}", "check", "met", "missed", "otherwise", "surplus")?;
        let all = self.all();
        let rows = self.checks.iter().map(|(check, row)| (check.as_str(), *row)).chain([("all", all)]);
        for (check, [met, missed, otherwise, surplus]) in rows {
            writeln!(out, "{check:<60} {met:>6} {missed:>6} {otherwise:>9} {surplus:>7}")?;
        }
        Ok(())
    }
}
