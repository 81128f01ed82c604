//! Writes what a change came to, all files or none.

use super::engine::{Changed, Outcome};
use crate::base::Snapshot;
use crate::host::files;
use crate::text::{Encoding, TextRange};

/// Writes the files. When one cannot be written, those before it get their old text back.
///
/// # Errors
///
/// Says which file could not be written, and why.
pub(in crate::cli) fn write(outcome: &Outcome) -> Result<(), String> {
    for (index, changed) in outcome.files.iter().enumerate() {
        let Some(file) = &changed.file else { continue };
        if let Err(error) = files::replace(file, &text(&changed.before), &text(&changed.after)) {
            for done in outcome.files.iter().take(index) {
                take_back(done);
            }
            return Err(format!("cannot write {}: {error}", changed.name));
        }
    }
    Ok(())
}

fn take_back(done: &Changed) {
    if let Some(file) = &done.file {
        // Who changed the file in this moment has the last word.
        let _ = files::replace(file, &text(&done.after), &text(&done.before));
    }
}

/// The whole text of a snapshot.
pub(in crate::cli) fn text(snapshot: &Snapshot) -> String {
    snapshot.text.slice(TextRange::new(0, snapshot.text.len()))
}

/// What is found after a change and was not found before, one line each.
pub(in crate::cli) fn lines(outcome: &Outcome) -> Vec<String> {
    let line = |(name, finding): &(String, crate::base::Diagnostic)| {
        let after = outcome.files.iter().find(|file| file.name == *name).map(|file| &file.after);
        let at = after.map(|after| after.text.position(finding.range.start, Encoding::Utf32));
        let place = at.map_or_else(String::new, |at| format!(":{}:{}", at.line + 1, at.character + 1));
        format!("{name}{place}: {}[{}]: {}", finding.severity.as_str(), finding.code, finding.message)
    };
    outcome.new.iter().map(line).collect()
}
