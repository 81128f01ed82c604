//! What is found, and what is offered and made.

use super::{Finds, Row, rows};
use crate::configs::{all, fixed, snapshot};
use openclaw_lsp::base::{Diagnostic, Severity, Snapshot};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::fix::{Which, dropped, fix_all};
use openclaw_lsp::ide::{CodeAction, code_actions};
use openclaw_lsp::text::{TextRange, apply_all};

/// A finding as people read it.
fn said(one: &Diagnostic) -> String {
    format!("{} {} at {}: {}", one.severity.as_str(), one.code, one.path, one.message)
}

impl Finds {
    fn is(&self, one: &Diagnostic) -> bool {
        one.code == self.code
            && one.path == self.path
            && one.severity.as_str() == self.severity
            && self.says.iter().all(|words| one.message.contains(words))
    }
}

/// What is not as a row wants it.
fn unmet(row: &Row) -> Vec<String> {
    let found = diagnostics(&snapshot(&row.text));
    let all_said: Vec<String> = found.iter().map(said).collect();
    let all_said = all_said.join("\n      ");
    let mut unmet = Vec::new();
    let errors = found.iter().filter(|one| one.severity == Severity::Error).count();
    if let Some(valid) = row.valid.filter(|valid| !row.machine && *valid != (errors == 0)) {
        unmet.push(format!("OpenClaw says {valid}, here there are\n      {all_said}"));
    }
    for wanted in row.finds.iter().filter(|wanted| !found.iter().any(|one| wanted.is(one))) {
        let Finds { code, path, severity, says } = wanted;
        unmet.push(format!("no {severity} {code} at {path} says {says:?}, only\n      {all_said}"));
    }
    for words in row.never.iter().filter(|words| all_said.contains(*words)) {
        unmet.push(format!("`{words}` is said\n      {all_said}"));
    }
    if row.findings.is_some_and(|count| count != found.len()) {
        unmet.push(format!("{} findings\n      {all_said}", found.len()));
    }
    unmet
}

#[test]
fn what_is_said_is_what_is_wanted() {
    let rows = rows();
    let wrong: Vec<String> = rows
        .iter()
        .map(|row| (row, unmet(row)))
        .filter(|(_, unmet)| !unmet.is_empty())
        .map(|(row, unmet)| format!("{}: {}\n    {}", row.id, row.text.trim(), unmet.join("\n    ")))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// The preferred action of a finding, else its first one. Unknown keys are asked first: what they lack may be what another
/// finding says.
fn chosen(snapshot: &Snapshot) -> Option<CodeAction> {
    let found = diagnostics(snapshot);
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|one| one.code != "unknown-key");
    sorted.into_iter().find_map(|one| {
        let mark = (one.code, one.range);
        let actions = code_actions(snapshot, TextRange::empty(one.range.start));
        let of_finding: Vec<CodeAction> =
            actions.into_iter().filter(|action| action.fixes.contains(&mark)).collect();
        let preferred = of_finding.iter().find(|action| action.preferred).cloned();
        preferred.or_else(|| of_finding.into_iter().next())
    })
}

/// What is done to the text of a row, by its member, and what is wanted of it.
fn made(row: &Row) -> Vec<(&'static str, String, String)> {
    let snapshot = snapshot(&row.text);
    let mut made = Vec::new();
    if row.after.is_some() || row.title.is_some() {
        let action = chosen(&snapshot);
        let none = || ("no fix".to_owned(), row.text.clone());
        let (title, after) =
            action.map_or_else(none, |action| (action.title, apply_all(&row.text, &action.edits)));
        made.extend(row.title.clone().map(|wanted| ("title", title, wanted)));
        made.extend(row.after.clone().map(|wanted| ("after", after, wanted)));
    }
    if let Some(wanted) = &row.fixed {
        made.push(("fixed", fixed(&row.text, Which::safe(None)), wanted.clone()));
    }
    if let Some(wanted) = &row.unsafely {
        made.push(("unsafely", all(&row.text), wanted.clone()));
    }
    if let Some(wanted) = &row.drops {
        let drops = dropped(&snapshot, &fix_all(&snapshot, None));
        made.push(("drops", drops.join(", "), wanted.join(", ")));
    }
    made
}

#[test]
fn what_is_done_is_what_is_wanted() {
    let rows = rows();
    let (mut count, mut wrong) = (0, Vec::new());
    for row in &rows {
        for (what, made, wanted) in made(row) {
            count += 1;
            wrong
                .extend((made != wanted).then(|| format!("{} {what}: {made}\n    wanted: {wanted}", row.id)));
        }
    }
    println!("{count} changes");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}

/// An address that has a name of its own.
fn is_address(text: &str) -> bool {
    matches!(text, "0.0.0.0" | "127.0.0.1")
}

/// What is preferred never deletes what somebody filled in, and never a secret.
#[test]
fn nothing_is_lost() {
    for row in rows() {
        let snapshot = snapshot(&row.text);
        for one in diagnostics(&snapshot).iter().filter(|one| one.code == "unknown-key") {
            let key = snapshot.text.slice(one.range);
            let key = key.trim_matches(['"', '\'']);
            for action in code_actions(&snapshot, one.range).into_iter().filter(|action| action.preferred) {
                let after = apply_all(&row.text, &action.edits);
                let texts = row.text.split(['\'', '"']).skip(1).step_by(2).filter(|text| text.len() > 2);
                for text in texts.filter(|text| !text.contains('\\') && !is_address(text) && *text != key) {
                    assert!(after.contains(text), "{}: {} loses `{text}`", row.id, action.title);
                }
            }
        }
    }
}
