//! A row for every case of `bugs.jsonl` and `corpus.jsonl`, and more of its kind: what is wanted there holds.
//!
//! `tests/fixtures/field/README.md` says what the members of a row mean.

mod here;
mod program;
mod server;

use super::configs::cases;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What has to hold of one text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) id: String,
    /// The kind that an own case is one more of.
    kind: Option<String>,
    /// The text of an own case; the others have that of their case.
    #[serde(default)]
    pub(crate) text: String,
    /// Whether OpenClaw accepts the text.
    valid: Option<bool>,
    /// Whether the verdict depends on the files of the machine, so that only the program can give it.
    #[serde(default)]
    machine: bool,
    #[serde(default)]
    finds: Vec<Finds>,
    #[serde(default)]
    never: Vec<String>,
    findings: Option<usize>,
    title: Option<String>,
    after: Option<String>,
    fixed: Option<String>,
    unsafely: Option<String>,
    drops: Option<Vec<String>>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    server: Vec<Asked>,
    #[serde(default)]
    program: Vec<Ran>,
}

/// A finding that there must be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finds {
    code: String,
    path: String,
    severity: String,
    #[serde(default)]
    says: Vec<String>,
}

/// A question to the server and what its answer must say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    method: String,
    /// The text that the position follows.
    after: Option<String>,
    /// The file that is asked about, where that is another than the opened one.
    file: Option<String>,
    #[serde(default)]
    capabilities: Value,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

/// A run of the program and what it must say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ran {
    run: String,
    status: i32,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

/// A case that was given.
struct Given {
    id: String,
    text: String,
    kind: String,
    valid: Option<bool>,
}

fn given() -> Vec<Given> {
    let read = |case: Value| {
        let text = |key: &str| case[key].as_str().map(str::to_owned);
        let id = text("id").unwrap();
        Given {
            kind: text("kind").unwrap_or_else(|| id.split('-').next().unwrap().to_owned()),
            text: text("text").unwrap(),
            valid: case["expect_valid"].as_bool(),
            id,
        }
    };
    ["bugs.jsonl", "corpus.jsonl"].into_iter().flat_map(cases).map(read).collect()
}

/// All rows; those of given cases with text and kind of these.
pub(crate) fn rows() -> Vec<Row> {
    let given: BTreeMap<String, Given> = given().into_iter().map(|case| (case.id.clone(), case)).collect();
    let rows = cases("rows.jsonl").into_iter().map(|line| {
        let mut row: Row =
            serde_json::from_value(line.clone()).unwrap_or_else(|error| panic!("{error}: {line}"));
        if let Some(case) = given.get(&row.id) {
            assert!(row.text.is_empty() && row.kind.is_none(), "{}: the case says so itself", row.id);
            row.text.clone_from(&case.text);
            row.kind = Some(case.kind.clone());
            row.valid = row.valid.or(case.valid);
        }
        row
    });
    rows.collect()
}

#[test]
fn every_case_has_a_row() {
    let rows = rows();
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "two rows have one id");
    let given = given();
    let missing: Vec<&str> =
        given.iter().map(|case| case.id.as_str()).filter(|id| !ids.contains(id)).collect();
    assert_eq!(missing, [""; 0], "no row of {} cases", given.len());
    let idle: Vec<&str> = rows.iter().filter(|row| !row.asks()).map(|row| row.id.as_str()).collect();
    assert_eq!(idle, [""; 0], "rows that demand nothing");
}

#[test]
fn every_kind_has_more_cases() {
    let (given, rows) = (given(), rows());
    let ids: BTreeSet<&str> = given.iter().map(|case| case.id.as_str()).collect();
    let kinds: BTreeSet<&str> = given.iter().map(|case| case.kind.as_str()).collect();
    let mut own: BTreeMap<&str, usize> = kinds.iter().map(|kind| (*kind, 0)).collect();
    for row in rows.iter().filter(|row| !ids.contains(row.id.as_str())) {
        let kind = row.kind.as_deref().unwrap_or_else(|| panic!("{} has no kind", row.id));
        *own.get_mut(kind).unwrap_or_else(|| panic!("{}: no case is of kind {kind}", row.id)) += 1;
    }
    println!("{} cases, {} own ones: {own:?}", given.len(), rows.len() - given.len());
    let few: Vec<_> = own.iter().filter(|(_, count)| **count < 3).collect();
    assert!(few.is_empty(), "{few:?}");
}

impl Row {
    /// Whether anything can fail it.
    fn asks(&self) -> bool {
        self.valid.is_some()
            || !self.finds.is_empty()
            || !self.server.is_empty()
            || !self.program.is_empty()
            || [&self.after, &self.fixed, &self.unsafely].iter().any(|text| text.is_some())
    }
}
