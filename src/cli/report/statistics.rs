//! How often each code was found.

use super::super::checked::Checked;
use super::super::tally::Tally;
use super::findings;
use super::reporter::{Reporter, Style, count};
use crate::base::codes;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Counts in place of findings: what `--statistics` prints.
pub(in crate::cli) struct Statistics {
    style: Style,
    /// For each code, how many findings there are, and how many of them have a quick fix.
    counts: Mutex<BTreeMap<&'static str, (usize, usize)>>,
}

impl Statistics {
    pub(in crate::cli) fn new(style: Style) -> Self {
        Self { style, counts: Mutex::default() }
    }
}

impl Reporter for Statistics {
    fn document(&self, _out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for finding in findings(checked) {
            let (all, fixable) = counts.entry(finding.diagnostic.code).or_default();
            *all += 1;
            *fixable += usize::from(finding.fixable);
        }
        Ok(())
    }

    /// A line for each code, the most frequent first.
    fn close(&self, total: Tally) -> String {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rows: Vec<_> = counts.iter().collect();
        rows.sort_by_key(|(code, (all, _))| (std::cmp::Reverse(*all), **code));
        let mut out = String::new();
        for (code, (all, fixable)) in rows {
            let severity = codes::find(code).map_or("", |known| known.severity.as_str());
            let fixes = if *fixable > 0 { format!("  {fixable} with a quick fix") } else { String::new() };
            let _ = writeln!(out, "{all:>6}  {severity:<11}  {code}{fixes}");
        }
        out + &count(self.style, total)
    }
}
