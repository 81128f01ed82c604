//! `textDocument/diagnostic`.

use crate::base;
use crate::server::capabilities::Negotiated;
use crate::server::documents::View;
use crate::server::projects::{self, Checked, ClosedFile};
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::{Converter, OtherFile};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportKind,
    DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
};

/// Findings about an old version are of no use; the client is told to ask again.
pub(super) const METHOD: DocumentMethod<DocumentDiagnosticParams, DocumentDiagnosticReportResult> =
    DocumentMethod {
        uri: |params| &params.text_document.uri,
        stale: Stale::AskAgain,
        absent: || full(None, Vec::new(), None),
    };

/// The findings, or word that they are the ones the client has.
pub(super) fn handle(view: &View, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReportResult {
    let Checked { own, closed, files } = checked(view);
    let items = convert(&Converter::new(view).among(&files), &own);
    let related = view.caps.related_documents.then(|| related(view.caps, &closed, &files));
    let related = related.filter(|related| !related.is_empty());
    let all = related.iter().flatten().flat_map(|(_, items)| items).chain(&items);
    let result_id = view.report.number(&all.cloned().collect::<Vec<_>>()).to_string();
    if params.previous_result_id.as_deref() == Some(&*result_id) {
        let same = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        };
        return DocumentDiagnosticReport::Unchanged(same).into();
    }
    full(Some(result_id), items, related)
}

/// The findings of a view as the client draws them.
pub(in crate::server) fn items(view: &View) -> Vec<Diagnostic> {
    let Checked { own, files, .. } = checked(view);
    convert(&Converter::new(view).among(&files), &own)
}

fn checked(view: &View) -> Checked {
    if view.diagnostics { projects::check(view) } else { Checked::default() }
}

fn convert(converter: &Converter<'_>, found: &[base::Diagnostic]) -> Vec<Diagnostic> {
    found.iter().map(|finding| converter.diagnostic(finding)).collect()
}

/// The findings in included files that nobody has opened; a client asks itself about those that are open.
fn related(caps: Negotiated, closed: &[ClosedFile], files: &[OtherFile]) -> Vec<(Uri, Vec<Diagnostic>)> {
    let report = |file: &ClosedFile| {
        let uri = Uri::from_file_path(&file.path)?;
        let items = convert(&Converter::of(&file.snapshot.text, caps, &uri).among(files), &file.found);
        Some((uri, items))
    };
    closed.iter().filter_map(report).collect()
}

fn full(
    result_id: Option<String>,
    items: Vec<Diagnostic>,
    related: Option<Vec<(Uri, Vec<Diagnostic>)>>,
) -> DocumentDiagnosticReportResult {
    let related = related.map(|related| {
        let reports = related.into_iter().map(|(uri, items)| {
            let report = FullDocumentDiagnosticReport { result_id: None, items };
            (uri, DocumentDiagnosticReportKind::Full(report))
        });
        reports.collect()
    });
    let report = RelatedFullDocumentDiagnosticReport {
        related_documents: related,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    };
    DocumentDiagnosticReport::Full(report).into()
}
