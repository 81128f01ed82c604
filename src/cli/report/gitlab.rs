//! Findings as a Code Quality report of GitLab: a subset of the issues of Code Climate's specification.

use super::super::checked::Checked;
use super::super::tally::Tally;
use super::reporter::Reporter;
use super::{Finding, findings};
use crate::base::Severity;
use serde_json::{Value, json};
use std::env;
use std::io;
use std::path::{Path, PathBuf};

/// The format `gitlab`: one array of issues. Paths are relative to the project, as GitLab finds files by them.
pub(super) struct Gitlab {
    /// The folder of the project.
    root: Option<PathBuf>,
}

impl Gitlab {
    /// A report for the project that GitLab names, else for the folder that the program runs in.
    pub(super) fn here() -> Self {
        let named = env::var_os("CI_PROJECT_DIR").filter(|value| !value.is_empty()).map(PathBuf::from);
        Self { root: named.or_else(|| env::current_dir().ok()) }
    }

    fn relative(&self, name: &str) -> String {
        let absolute = std::path::absolute(name).map(|path| crate::config::include::normalized(&path)).ok();
        let below = absolute.as_deref().zip(self.root.as_deref());
        let below = below.and_then(|(path, root)| path.strip_prefix(root).ok());
        below.unwrap_or(Path::new(name)).display().to_string().replace('\\', "/")
    }

    fn issue(&self, finding: &Finding<'_>) -> Value {
        let diagnostic = finding.diagnostic;
        let path = self.relative(&finding.file.name);
        let (line, column) = finding.place();
        json!({
            "type": "issue",
            "check_name": diagnostic.code,
            "description": diagnostic.message,
            "content": { "body": finding.help() },
            "categories": ["Bug Risk"],
            "severity": severity(diagnostic.severity),
            "fingerprint": finding.fingerprint(&path),
            "location": {
                "path": path,
                "lines": { "begin": line },
                "positions": { "begin": { "line": line, "column": column } },
            },
        })
    }
}

impl Reporter for Gitlab {
    fn open(&self) -> String {
        "[".to_owned()
    }

    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        let issues: Vec<String> =
            findings(checked).iter().map(|finding| format!("\n{}", self.issue(finding))).collect();
        out.extend(issues.join(",").bytes());
        Ok(())
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn close(&self, _total: Tally) -> String {
        "\n]\n".to_owned()
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Information => "minor",
        Severity::Hint => "info",
    }
}
