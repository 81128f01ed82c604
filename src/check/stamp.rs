//! Who wrote a file last: history, which decides nothing (docs/openclaw/files.md#the-stamp).

use crate::base::{Diagnostic, DocumentKind, Severity, Snapshot};
use crate::text::TextRange;
use std::cmp::Ordering;

/// Says so where another release wrote the file last than the one that reads it.
pub(super) fn stamp(snapshot: &Snapshot) -> Option<Diagnostic> {
    let (writer, range) = snapshot.stamp().filter(|_| snapshot.kind == DocumentKind::Main)?;
    let reader = snapshot.world.reader();
    let (release, reason) = (reader.release, reader.because.reason());
    let message = match writer.cmp(&release) {
        Ordering::Equal => return None,
        Ordering::Less => {
            format!("OpenClaw {writer} wrote this file last; it is checked against {release}, {reason}")
        }
        Ordering::Greater => format!(
            "OpenClaw {writer} wrote this file last; it is checked against the older {release}, {reason}, which may not know all of it"
        ),
    };
    Some(other_release(range, "meta.lastTouchedVersion", message))
}

/// What there is to say of the release that reads a file and another one.
pub(super) fn other_release(range: TextRange, path: &str, message: String) -> Diagnostic {
    Diagnostic {
        code: "other-release",
        severity: Severity::Information,
        range,
        path: path.to_owned(),
        message,
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    }
}
