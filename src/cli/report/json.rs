//! Findings for programs and agents: one JSON object with everything that is known, fixes as text edits included.

use super::super::checked::Checked;
use super::super::tally::Tally;
use super::Finding;
use super::allowed::Allowed;
use super::finding::{Fix, Range, findings};
use super::reporter::{Reporter, Unread};
use crate::base::Related;
use serde::Serialize;
use serde_json::{Value, json};
use std::io;

/// The number of the shape; it grows when a program that reads the shape would break.
const SHAPE: u32 = 1;

/// The format `json`; `docs/check.schema.json` is its schema.
pub(super) struct Json;

/// What is said about one document.
#[derive(Serialize)]
pub(in crate::cli) struct Document<'a> {
    file: &'a str,
    /// Whether OpenClaw takes the configuration, whatever findings are told.
    valid: bool,
    /// The release that judges.
    release: String,
    diagnostics: Vec<Told<'a>>,
    /// Why nothing is known about it: it cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<&'a str>,
}

#[derive(Serialize)]
struct Told<'a> {
    code: &'a str,
    severity: &'static str,
    path: &'a str,
    message: &'a str,
    /// The file that it lies in: the document, or one that it includes.
    file: &'a str,
    range: Range,
    help: String,
    /// What probably belongs there: a key or a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<&'a str>,
    #[serde(flatten)]
    allowed: Allowed,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Value>,
    fixes: Vec<Fix>,
}

impl Reporter for Json {
    fn open(&self) -> String {
        let tool = json!({ "name": "openclaw-lsp", "version": env!("CARGO_PKG_VERSION") });
        format!("{{\"shape\":{SHAPE},\"tool\":{tool},\"documents\":[")
    }

    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        let Some(document) = document(checked) else { return Ok(()) };
        out.push(b'\n');
        Ok(serde_json::to_writer(out, &document)?)
    }

    fn unread(&self, out: &mut Vec<u8>, unread: &Unread<'_>) -> io::Result<()> {
        let release = unread.release.to_string();
        let diagnostics = Vec::new();
        let document =
            Document { file: unread.file, valid: false, release, diagnostics, unread: Some(unread.reason) };
        out.push(b'\n');
        Ok(serde_json::to_writer(out, &document)?)
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn close(&self, total: Tally) -> String {
        format!("\n],\"summary\":{}}}\n", summary(total))
    }
}

/// What is said about one document; nothing where it has no file.
pub(in crate::cli) fn document(checked: &Checked) -> Option<Document<'_>> {
    let main = checked.files.first()?;
    let diagnostics = findings(checked).iter().map(|finding| told(finding, checked)).collect();
    let release = main.snapshot.release().to_string();
    Some(Document { file: &main.name, valid: checked.valid, release, diagnostics, unread: None })
}

/// The counts of all documents.
pub(in crate::cli) fn summary(total: Tally) -> Value {
    let Tally { files, errors, warnings, notes } = total;
    json!({ "files": files, "errors": errors, "warnings": warnings, "notes": notes })
}

fn told<'a>(finding: &Finding<'a>, checked: &Checked) -> Told<'a> {
    let diagnostic = finding.diagnostic;
    Told {
        code: diagnostic.code,
        severity: diagnostic.severity.as_str(),
        path: &diagnostic.path,
        message: &diagnostic.message,
        file: &finding.file.name,
        range: finding.range(),
        help: finding.help(),
        nearest: diagnostic.meant.as_deref(),
        allowed: Allowed::of(finding, checked),
        related: diagnostic.related.iter().filter_map(|one| related(one, finding, checked)).collect(),
        fixes: finding.fixes(checked),
    }
}

fn related(related: &Related, finding: &Finding<'_>, checked: &Checked) -> Option<Value> {
    let file = match related.file {
        Some(id) => checked.file(id)?,
        None => finding.file,
    };
    let range = Range::of(&file.snapshot, related.range);
    Some(json!({ "file": file.name, "range": range, "message": related.message }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::report;
    use super::Json;
    use expect_test::{Expect, expect};
    use serde_json::Value;
    use std::fmt::Write;

    /// The findings of a text: the code, what would be right, and each fix with its new texts.
    fn check(text: &str, expected: &Expect) {
        let whole: Value = serde_json::from_str(&report(&Json, "a.json", text)).unwrap();
        let mut out = String::new();
        for one in whole["documents"][0]["diagnostics"].as_array().unwrap() {
            let line = |key: &str| one.get(key).map(|value| format!(" {key}={value}")).unwrap_or_default();
            let keys = ["nearest", "allowedKeys", "allowedValues"].map(line).concat();
            writeln!(out, "{} at {}{keys}", one["code"], one["range"]).unwrap();
            for fix in one["fixes"].as_array().unwrap() {
                let edits = fix["edits"].as_array().unwrap().iter();
                let texts: Vec<String> =
                    edits.map(|edit| format!("{}{}", edit["bytes"], edit["newText"])).collect();
                writeln!(out, "  {} {}", fix["title"], texts.join(" ")).unwrap();
            }
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn a_misspelt_value_comes_with_what_is_allowed_and_a_fix() {
        check(
            "{ gateway: { bind: 'lann' } }",
            &expect![[r#"
                "invalid-enum-value" at {"start":{"line":0,"character":19},"end":{"line":0,"character":25}} nearest="lan" allowedValues=["auto","lan","loopback","custom","tailnet"]
                  "Write `\"lan\"`" {"start":19,"end":25}"'lan'"
                  "Write `\"auto\"`" {"start":19,"end":25}"'auto'"
                  "Write `\"loopback\"`" {"start":19,"end":25}"'loopback'"
                  "Write `\"custom\"`" {"start":19,"end":25}"'custom'"
                  "Write `\"tailnet\"`" {"start":19,"end":25}"'tailnet'"
            "#]],
        );
    }

    #[test]
    fn a_misspelt_key_comes_with_the_nearest_one() {
        check(
            "{ gateway: { prot: 1 } }",
            &expect![[r#"
                "unknown-key" at {"start":{"line":0,"character":13},"end":{"line":0,"character":17}} nearest="port" allowedKeys=["mode","auth","bind","port","controlUi","tailscale","nodes","trustedProxies","remote","http","reload","push","publicOrigin","roles","tools","tls","customBindHost","portals","cliAgents","terminal","allowRealIpFallback","$include"]
                  "Rename `prot` to `port`" {"start":13,"end":17}"port"
                  "Remove the unknown key `prot`" {"start":12,"end":21}""
            "#]],
        );
    }

    #[test]
    fn a_finding_without_a_fix_has_none() {
        check(
            "{ gateway: { port: 70000 } }",
            &expect![[r#"
            "out-of-range" at {"start":{"line":0,"character":19},"end":{"line":0,"character":24}}
              "Write `65535`" {"start":19,"end":24}"65535"
        "#]],
        );
    }
}
