//! `workspace/diagnostic`: the findings of all open documents, and of the files that they include and nobody has opened.

use super::diagnostic::{closed_items, items_with};
use crate::server::checked::Checked;
use crate::server::view::View;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher as _;
use tower_lsp::ls_types::{
    Diagnostic, FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

/// One report for each file; one that the client has already is only named.
pub(super) fn handle(views: &[View], params: &WorkspaceDiagnosticParams) -> WorkspaceDiagnosticReportResult {
    let known: FxHashMap<&str, &str> =
        params.previous_result_ids.iter().map(|known| (known.uri.as_str(), &*known.value)).collect();
    let mut reports = FxHashMap::default();
    for view in views {
        let checked = super::diagnostic::checked(view);
        let Checked { closed, files, .. } = &checked;
        for (uri, items) in closed_items(view.caps, closed, files) {
            reports.entry(uri.as_str().to_owned()).or_insert_with(|| report(&known, uri, None, items));
        }
        let own = report(&known, view.uri.clone(), Some(view.version), items_with(view, &checked));
        reports.insert(view.uri.as_str().to_owned(), own);
    }
    let mut reports: Vec<_> = reports.into_iter().collect();
    reports.sort_by(|(a, _), (b, _)| a.cmp(b));
    let items = reports.into_iter().map(|(_, report)| report).collect();
    WorkspaceDiagnosticReport { items }.into()
}

fn report(
    known: &FxHashMap<&str, &str>,
    uri: Uri,
    version: Option<i32>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    let result_id = number(&items);
    let version = version.map(i64::from);
    if known.get(uri.as_str()) == Some(&&*result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        return WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report,
        }
        .into();
    }
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
    WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into()
}

/// A number that is the same for the same findings.
fn number(items: &[Diagnostic]) -> String {
    let mut hasher = FxHasher::default();
    hasher.write(serde_json::to_string(items).unwrap_or_default().as_bytes());
    format!("w{:x}", hasher.finish())
}
