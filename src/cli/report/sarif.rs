//! Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code scanning.

use super::super::checked::Checked;
use super::super::pages;
use super::super::tally::Tally;
use super::Finding;
use super::finding::{Edit, Fix, Range, findings};
use super::reporter::{Reporter, Unread};
use crate::base::links;
use crate::base::links::relative;
use crate::base::{Severity, codes};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Where the schema of the format is published.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The format `sarif`: one run, whose rules are the codes that were found.
#[derive(Default)]
pub(super) struct Sarif {
    found: Mutex<BTreeSet<&'static str>>,
    /// The files that cannot be read, with the reasons.
    unread: Mutex<BTreeMap<String, String>>,
}

impl Reporter for Sarif {
    fn open(&self) -> String {
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"utf16CodeUnits\",\
             \"results\":["
        )
    }

    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        let found = findings(checked);
        let codes = found.iter().map(|finding| finding.diagnostic.code);
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(codes);
        let results: Vec<String> =
            found.iter().map(|finding| format!("\n{}", result(finding, checked))).collect();
        out.extend(results.join(",").bytes());
        Ok(())
    }

    fn unread(&self, _out: &mut Vec<u8>, unread: &Unread<'_>) -> io::Result<()> {
        let mut all = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(unread.file.to_owned(), unread.reason.to_owned());
        Ok(())
    }

    fn between(&self) -> &'static str {
        ","
    }

    /// The tool comes last: only now it is known which rules to describe.
    fn close(&self, _total: Tally) -> String {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let rules: Vec<Value> = found.iter().map(|code| rule(code)).collect();
        let driver = json!({
            "name": "openclaw-lsp",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": links::DOCS,
            "rules": rules,
        });
        let invocations = self.invocations();
        format!("\n],\"tool\":{{\"driver\":{driver}}}{invocations}}}]}}\n")
    }
}

impl Sarif {
    /// What went wrong with the run itself, where something did.
    fn invocations(&self) -> String {
        let unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        if unread.is_empty() {
            return String::new();
        }
        let notification = |(file, reason): (&String, &String)| {
            json!({
                "level": "error",
                "message": { "text": reason },
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(file) } } }],
            })
        };
        let notifications: Vec<Value> = unread.iter().map(notification).collect();
        let invocation = json!({ "executionSuccessful": false, "toolExecutionNotifications": notifications });
        format!(",\"invocations\":[{invocation}]")
    }
}

fn rule(code: &str) -> Value {
    let known = codes::find(code);
    let summary = known.map_or(code, |known| known.summary);
    json!({
        "id": code,
        "shortDescription": { "text": format!("{summary}.") },
        "helpUri": links::page(code),
        "help": { "text": summary, "markdown": pages::find(code).unwrap_or(summary) },
        "defaultConfiguration": { "level": level(known.map_or(Severity::Error, |known| known.severity)) },
        "properties": { "tags": ["openclaw", "configuration"] },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn result(finding: &Finding<'_>, checked: &Checked) -> Value {
    let diagnostic = finding.diagnostic;
    let uri = uri(&finding.file.name);
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level(diagnostic.severity),
        "message": { "text": diagnostic.message },
        "locations": [{
            "physicalLocation": place(&uri, finding.range()),
            "logicalLocations": [{ "fullyQualifiedName": diagnostic.path, "kind": "member" }],
        }],
        "partialFingerprints": { "openclawFinding/v1": finding.fingerprint(&uri) },
    });
    let related: Vec<Value> = related(finding, checked);
    let fixes: Vec<Value> = finding.fixes(checked).iter().filter_map(fix).collect();
    if let Some(object) = result.as_object_mut() {
        for (key, list) in [("relatedLocations", related), ("fixes", fixes)] {
            if !list.is_empty() {
                object.insert(key.to_owned(), list.into());
            }
        }
    }
    result
}

fn place(uri: &str, range: Range) -> Value {
    json!({ "artifactLocation": { "uri": uri }, "region": region(range) })
}

/// A region counts lines and columns from one.
fn region(range: Range) -> Value {
    json!({
        "startLine": range.start.line + 1,
        "startColumn": range.start.character + 1,
        "endLine": range.end.line + 1,
        "endColumn": range.end.character + 1,
    })
}

fn related(finding: &Finding<'_>, checked: &Checked) -> Vec<Value> {
    let one = |(index, related): (usize, &crate::base::Related)| {
        let file = related.file.map_or(Some(finding.file), |id| checked.file(id))?;
        let place = place(&uri(&file.name), Range::of(&file.snapshot, related.range));
        Some(json!({ "id": index, "message": { "text": related.message }, "physicalLocation": place }))
    };
    finding.diagnostic.related.iter().enumerate().filter_map(one).collect()
}

/// A fix, unless its edits are not shown.
fn fix(fix: &Fix) -> Option<Value> {
    let mut files: BTreeMap<&str, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        files.entry(&edit.file).or_default().push(edit);
    }
    let replacement = |edit: &&Edit| json!({ "deletedRegion": region(edit.range), "insertedContent": { "text": edit.new_text } });
    let change = |(file, edits): (&str, Vec<&Edit>)| {
        let replacements: Vec<Value> = edits.iter().map(replacement).collect();
        json!({ "artifactLocation": { "uri": uri(file) }, "replacements": replacements })
    };
    let changes: Vec<Value> = files.into_iter().map(change).collect();
    (!changes.is_empty()).then(|| json!({ "description": { "text": fix.title }, "artifactChanges": changes }))
}

/// A file name as a URI reference (RFC 3986): relative names stay relative, so that a server finds them in the project.
fn uri(name: &str) -> String {
    if Path::new(name).is_absolute()
        && let Ok(url) = url::Url::from_file_path(name)
    {
        return url.into();
    }
    relative(name)
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_become_uri_references() {
        assert_eq!(uri("hosts/a b/ä.json"), "hosts/a%20b/%C3%A4.json");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        #[cfg(unix)]
        assert_eq!(uri("/etc/a b.json"), "file:///etc/a%20b.json");
    }
}
