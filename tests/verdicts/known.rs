//! The disagreements that are known, each with its reason.

use std::collections::BTreeMap;
use std::fs;

/// What is listed for one set and was not met yet.
#[derive(Debug)]
pub struct Known(BTreeMap<String, String>);

impl Known {
    /// Reads the list: set, case and reason, separated by tabs.
    pub fn of(set: &str) -> Self {
        let list =
            fs::read_to_string(super::cases::folder().join("known-disagreements.tsv")).expect("the list");
        let mut rows = BTreeMap::new();
        for line in list.lines().skip(1) {
            let [of, id, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("three columns: {line}")
            };
            assert!(!reason.trim().is_empty(), "{id} is listed without a reason");
            if of == set {
                assert!(rows.insert(id.to_owned(), reason.to_owned()).is_none(), "{id} is listed twice");
            }
        }
        Self(rows)
    }

    /// Whether a case is listed; it must not be asked for again.
    pub fn takes(&mut self, id: &str) -> bool {
        self.0.remove(id).is_some()
    }

    /// Whether all that was listed was met.
    pub fn is_used_up(&self) -> bool {
        self.0.is_empty()
    }
}
