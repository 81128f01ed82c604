//! How many warnings are met, by kind, and how many of ours OpenClaw does not give.

use super::cases::Case;
use super::kinds::{code, is_theirs};
use openclaw_lsp::base::masking;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result};

/// What came of the comparison.
#[derive(Debug, Default)]
pub struct Figures {
    /// Met and missed warnings of each kind.
    kinds: BTreeMap<String, [usize; 2]>,
    /// Ours that OpenClaw does not give, by code.
    surplus: BTreeMap<&'static str, usize>,
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
        let mut ours: Vec<(String, &str)> = case.ours();
        ours.retain(|(_, code)| is_theirs(code));
        for (path, kind) in &case.warnings {
            // What looks like a secret in a key is masked in the path of ours.
            let shown = masking::written(path);
            let at = ours.iter().position(|(own, found)| *own == shown && *found == code(kind));
            let [met, missed] = self.kinds.entry(kind.clone()).or_default();
            if let Some(at) = at {
                ours.swap_remove(at);
                *met += 1;
            } else {
                *missed += 1;
                self.differences.push(format!("missed {kind} at {path} in {}: {}", case.id, case.text));
            }
        }
        for (path, found) in ours {
            *self.surplus.entry(found).or_default() += 1;
            self.differences.push(format!("surplus {found} at {path} in {}: {}", case.id, case.text));
        }
    }
}

impl Display for Figures {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(out, "{:<18} {:>5} {:>6}", "kind", "met", "missed")?;
        for (kind, [met, missed]) in &self.kinds {
            writeln!(out, "{kind:<18} {met:>5} {missed:>6}")?;
        }
        let [met, missed] = self.kinds.values().fold([0, 0], |sum, row| [sum[0] + row[0], sum[1] + row[1]]);
        writeln!(out, "{:<18} {met:>5} {missed:>6}", "all")?;
        for (code, count) in &self.surplus {
            writeln!(out, "{code}: {count} of ours that OpenClaw does not give")?;
        }
        Ok(())
    }
}
