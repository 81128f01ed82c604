//! What would be allowed at the place of a finding, as far as that can be listed.

use super::super::checked::Checked;
use super::Finding;
use crate::ide::{CompletionKind, CompletionOptions, completion};
use serde::Serialize;

/// Longer lists help nobody to choose; `complete` has them.
const MOST: usize = 40;

/// The keys or values that would be allowed in place of the one that is not.
#[derive(Default, Serialize)]
pub(super) struct Allowed {
    /// Keys that the object may have, and has not.
    #[serde(rename = "allowedKeys", skip_serializing_if = "Vec::is_empty")]
    keys: Vec<String>,
    /// Values, as they would be written in JSON.
    #[serde(rename = "allowedValues", skip_serializing_if = "Vec::is_empty")]
    values: Vec<String>,
}

impl Allowed {
    /// Asks what could be typed at the place, for findings that are about a key or a value that is not allowed.
    pub(super) fn of(finding: &Finding<'_>, checked: &Checked) -> Self {
        let code = finding.diagnostic.code;
        if !["unknown-key", "invalid-enum-value", "wrong-type", "no-union-branch", "legacy-value"]
            .contains(&code)
        {
            return Self::default();
        }
        let Some(items) = items(finding, checked) else { return Self::default() };
        let labels = |wanted: fn(CompletionKind) -> bool| {
            let labels = items.iter().filter(|(kind, _)| wanted(*kind)).map(|(_, label)| label.clone());
            let labels: Vec<String> = labels.collect();
            if labels.len() > MOST { Vec::new() } else { labels }
        };
        let is_value = |kind| {
            matches!(kind, CompletionKind::Value | CompletionKind::EnumMember | CompletionKind::Reference)
        };
        if code == "unknown-key" {
            return Self { keys: labels(|kind| kind == CompletionKind::Key), values: Vec::new() };
        }
        Self { keys: Vec::new(), values: labels(is_value) }
    }
}

/// What completion offers where the finding begins, in the whole that the file is part of.
fn items(finding: &Finding<'_>, checked: &Checked) -> Option<Vec<(CompletionKind, String)>> {
    let start = finding.diagnostic.range.start;
    // Inside of the quotes, so that the whole text counts as typed.
    let quoted = matches!(finding.file.snapshot.text.char_at(start), Some('"' | '\''));
    let at = start + usize::from(quoted);
    let options = CompletionOptions { snippets: false, whole_strings: true, ..Default::default() };
    let items = match &checked.project {
        Some((project, own)) => {
            let focus = project.focus(own + finding.index)?;
            completion(focus.snapshot(), focus.inward(at)?, options)
        }
        None => completion(&finding.file.snapshot, at, options),
    };
    Some(items.into_iter().filter(|item| !item.deprecated).map(|item| (item.kind, item.label)).collect())
}
