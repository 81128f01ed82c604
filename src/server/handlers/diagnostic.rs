//! `textDocument/diagnostic`.

use crate::base;
use crate::server::capabilities::Negotiated;
use crate::server::checked::{self, Checked, ClosedFile};
use crate::server::report::Held;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::{Converter, OtherFile};
use crate::server::view::View;
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
    let checked = checked(view);
    let mut items = items_with(view, &checked);
    let Checked { closed, files, .. } = &checked;
    let related = view.caps.related_documents.then(|| closed_items(view.caps, closed, files));
    let related = related.filter(|related| !related.is_empty());
    if related.is_none() {
        let told = closed.iter().filter_map(at_include);
        items.extend(convert(&Converter::new(view).among(files), &told.collect::<Vec<_>>()));
    }
    let number = match &related {
        None => view.report.number(&items),
        Some(related) => {
            let all = related.iter().flat_map(|(_, items)| items).chain(&items);
            view.report.number(&all.cloned().collect::<Vec<_>>())
        }
    };
    let result_id = number.to_string();
    if params.previous_result_id.as_deref() == Some(&*result_id) {
        let same = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        };
        return DocumentDiagnosticReport::Unchanged(same).into();
    }
    full(Some(result_id), items, related)
}

/// What is wrong with the document of a view, as far as the user wants to see it.
pub(in crate::server) fn checked(view: &View) -> Checked {
    if view.diagnostics { checked::check(view) } else { Checked::default() }
}

/// The findings in the document itself as the client draws them.
pub(in crate::server) fn items_with(view: &View, checked: &Checked) -> Vec<Diagnostic> {
    let converter = Converter::new(view).among(&checked.files);
    let typed = view.unfinished(Held::Findings);
    let is_told =
        |finding: &&base::Diagnostic| typed.is_none_or(|typed| !typed.contains_range(finding.range));
    let told: Vec<Diagnostic> =
        checked.own.iter().filter(is_told).map(|finding| converter.diagnostic(finding)).collect();
    if told.len() < checked.own.len() {
        view.report.hold(Held::Findings);
    }
    told
}

/// The findings in included files that nobody has opened; a client asks itself about those that are open.
pub(in crate::server) fn closed_items(
    caps: Negotiated,
    closed: &[ClosedFile],
    files: &[OtherFile],
) -> Vec<(Uri, Vec<Diagnostic>)> {
    let report = |file: &ClosedFile| {
        let uri = Uri::from_file_path(&file.path)?;
        let items = convert(&Converter::of(&file.snapshot.text, caps, &uri).among(files), &file.found);
        Some((uri, items))
    };
    closed.iter().filter_map(report).collect()
}

fn convert(converter: &Converter<'_>, found: &[base::Diagnostic]) -> Vec<Diagnostic> {
    found.iter().map(|finding| converter.diagnostic(finding)).collect()
}

/// The finding at the `$include` of a file that is not open, for clients that show nothing about such files.
fn at_include(file: &ClosedFile) -> Option<base::Diagnostic> {
    let (range, written) = file.included_at.clone()?;
    let first = file.found.iter().min_by_key(|one| one.severity)?;
    let more = match file.found.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let place = base::Related { file: Some(file.number), range: first.range, message: first.message.clone() };
    Some(base::Diagnostic {
        code: base::codes::IN_INCLUDED_FILE,
        severity: first.severity,
        range,
        path: first.path.clone(),
        message: format!("in `{written}`: {}{more}", first.message),
        tags: Vec::new(),
        related: vec![place],
        meant: None,
    })
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
