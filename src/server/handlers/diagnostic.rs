//! `textDocument/diagnostic`.

use crate::analysis;
use crate::server::documents::View;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

/// Findings about an old version are of no use; the client is told to ask again.
pub(super) const METHOD: DocumentMethod<DocumentDiagnosticParams, DocumentDiagnosticReportResult> =
    DocumentMethod {
        uri: |params| &params.text_document.uri,
        stale: Stale::AskAgain,
        absent: || full(None, Vec::new()),
    };

/// The findings, or word that they are the ones the client has.
pub(super) fn handle(view: &View, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReportResult {
    let items = items(view);
    let result_id = view.report.number(&items).to_string();
    if params.previous_result_id.as_deref() == Some(&*result_id) {
        let same = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        };
        return DocumentDiagnosticReport::Unchanged(same).into();
    }
    full(Some(result_id), items)
}

/// The findings of a view as the client draws them.
pub(in crate::server) fn items(view: &View) -> Vec<Diagnostic> {
    if !view.diagnostics {
        return Vec::new();
    }
    let snapshot = view.snapshot();
    let converter = Converter::new(view);
    analysis::diagnostics(snapshot).iter().map(|finding| converter.diagnostic(finding)).collect()
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReportResult {
    let report = RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    };
    DocumentDiagnosticReport::Full(report).into()
}
