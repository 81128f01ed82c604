//! What is found in the document that code actions are asked for.

use crate::server::checked;
use crate::server::checked::Checked;
use crate::server::to_proto::Converter;
use crate::server::view::View;
use crate::text::TextRange;
use tower_lsp::ls_types;

/// The diagnostics that actions mend, looked up only when there is such an action.
pub(super) struct Mended<'a> {
    view: &'a View,
    found: Option<Checked>,
}

impl<'a> Mended<'a> {
    /// Nothing is looked up yet.
    pub(super) fn new(view: &'a View) -> Self {
        Self { view, found: None }
    }

    /// The diagnostics of findings.
    pub(super) fn by(&mut self, fixes: &[(&'static str, TextRange)]) -> Vec<ls_types::Diagnostic> {
        if fixes.is_empty() {
            return Vec::new();
        }
        let view = self.view;
        let Checked { own, files, .. } = self.checked();
        let converter = Converter::new(view).among(files);
        let mended = own.iter().filter(|finding| fixes.contains(&(finding.code, finding.range)));
        mended.map(|finding| converter.diagnostic(finding)).collect()
    }

    /// What is found in the document.
    pub(super) fn checked(&mut self) -> &Checked {
        self.found.get_or_insert_with(|| checked::check(self.view))
    }
}
