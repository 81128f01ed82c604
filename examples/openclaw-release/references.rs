//! What releases make of references to models: `references.tsv`.

use crate::Failure;
use crate::catalog::KINDS;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub const FILE: &str = "references.tsv";
pub const HEAD: &str = "reference\twhat\tbecomes\tsince\tuntil";

/// What a release does with a reference: whether it takes it, and what `doctor --fix` writes instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    valid: bool,
    becomes: String,
}

/// The fates, by reference.
#[derive(Clone, Debug, Default)]
pub struct Fates(BTreeMap<String, Fate>);

impl Fates {
    /// Reads the lines of `tools/oracle/verdict.mjs --migrate`, whose ids are the references.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        let mut fates = BTreeMap::new();
        for line in fs::read_to_string(file).unwrap_or_default().lines() {
            let answer: Value = serde_json::from_str(line)?;
            let id = answer["id"].as_str().ok_or("an answer without an id")?;
            let model = &answer["migrated"]["agents"]["defaults"]["model"];
            let written = model.as_str().or_else(|| model["primary"].as_str()).unwrap_or(id);
            let becomes = if written == id { String::new() } else { written.to_owned() };
            fates.insert(id.to_owned(), Fate { valid: answer["valid"].as_bool().unwrap_or(false), becomes });
        }
        Ok(Self(fates))
    }

    /// These, and where there is none that of the release before.
    #[must_use]
    pub fn after(mut self, before: &Self) -> Self {
        for (reference, fate) in &before.0 {
            self.0.entry(reference.clone()).or_insert_with(|| fate.clone());
        }
        self
    }

    /// The lines of the table: references that are refused or become another one.
    pub fn lines(&self) -> impl Iterator<Item = (&str, String)> {
        let worth = self.0.iter().filter(|(_, fate)| !fate.valid || !fate.becomes.is_empty());
        worth.map(|(reference, Fate { valid, becomes })| {
            (reference.as_str(), format!("{}\t{becomes}", if *valid { "reads" } else { "refuses" }))
        })
    }
}

/// The references to ask about: every model that a table or the manifests of the release name.
pub fn known(project: &Path, manifests: &[Value]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let tables = [
        "releases/models.tsv",
        "releases/suppressed.tsv",
        "releases/short-names.tsv",
        "catalog/models.tsv",
        "catalog/upgrades.tsv",
    ];
    for table in tables {
        let text = fs::read_to_string(project.join("data").join(table)).unwrap_or_default();
        let columns = text.lines().skip(1).filter_map(|line| line.split_once('\t'));
        found.extend(
            columns.map(|(provider, rest)| reference(provider, rest.split('\t').next().unwrap_or_default())),
        );
    }
    for kind in
        KINDS.iter().filter(|kind| ["models.tsv", "suppressed.tsv", "short-names.tsv"].contains(&kind.file))
    {
        found.extend(manifests.iter().flat_map(kind.lines).map(|line| reference(&line[0], &line[1])));
    }
    found
}

/// A reference that a glob matches is asked about in its place.
fn reference(provider: &str, model: &str) -> String {
    format!("{provider}/{}", model.replace('*', ""))
}

/// The question about a reference.
pub fn question(reference: &str) -> Value {
    json!({ "id": reference, "text": json!({ "agents": { "defaults": { "model": { "primary": reference } } } }).to_string() })
}
