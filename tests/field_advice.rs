//! What people met in the field, and what is said and done about it: `tests/fixtures/field/advice.jsonl`.
//!
//! A line has a text, words that some finding must say (its code counts), words that none may say, the number of findings
//! where that matters, and the text after the preferred fix, or the first, of the first finding that has one.

use openclaw_lsp::base::{Diagnostic, DocumentKind, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::ide::{CodeAction, code_actions};
use openclaw_lsp::text::{TextRange, apply_all};
use serde::Deserialize;
use std::sync::Arc;

const CASES: &str = include_str!("fixtures/field/advice.jsonl");

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    after: Option<String>,
    findings: Option<usize>,
}

fn cases() -> impl Iterator<Item = Case> {
    CASES.lines().map(|line| serde_json::from_str(line).expect(line))
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

/// Code and sentence of each finding.
fn said(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|one| format!("{}: {}", one.code, one.message)).collect()
}

/// The preferred action of a finding, else its first one. Unknown keys are asked first: what they lack may be what another
/// finding says.
fn chosen(snapshot: &Snapshot, found: &[Diagnostic]) -> Option<CodeAction> {
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|one| one.code != "unknown-key");
    sorted.into_iter().find_map(|one| {
        let mark = (one.code, one.range);
        let actions = code_actions(snapshot, TextRange::empty(one.range.start));
        let of_finding: Vec<CodeAction> =
            actions.into_iter().filter(|action| action.fixes.contains(&mark) && !action.safe).collect();
        let preferred = of_finding.iter().find(|action| action.preferred).cloned();
        preferred.or_else(|| of_finding.into_iter().next())
    })
}

#[test]
fn what_is_said_helps() {
    for case in cases() {
        let said = said(&diagnostics(&snapshot(&case.text)));
        for words in &case.says {
            assert!(
                said.iter().any(|one| one.contains(words)),
                "{}: nothing says `{words}` in {said:#?}",
                case.id
            );
        }
        for words in &case.never {
            assert!(!said.iter().any(|one| one.contains(words)), "{}: `{words}` in {said:#?}", case.id);
        }
        if let Some(count) = case.findings {
            assert_eq!(said.len(), count, "{}: {said:#?}", case.id);
        }
    }
}

#[test]
fn what_is_offered_mends() {
    let (mut mended, mut wrong) = (0, Vec::new());
    for case in cases() {
        let Some(after) = case.after else { continue };
        let snapshot = snapshot(&case.text);
        let action = chosen(&snapshot, &diagnostics(&snapshot));
        let made = action.map_or_else(|| "no fix".to_owned(), |action| apply_all(&case.text, &action.edits));
        mended += usize::from(made == after);
        wrong.extend((made != after).then(|| format!("{}: {made}\n    wanted: {after}", case.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mended > 25, "{mended} cases");
}

/// A fix of advice never deletes what somebody filled in, and never a secret, unless its title says so.
#[test]
fn nothing_is_lost() {
    for case in cases() {
        let snapshot = snapshot(&case.text);
        for one in diagnostics(&snapshot).iter().filter(|one| one.code == "unknown-key") {
            for action in code_actions(&snapshot, one.range).into_iter().filter(|action| action.preferred) {
                let after = apply_all(&case.text, &action.edits);
                let texts = case.text.split(['\'', '"']).skip(1).step_by(2).filter(|text| text.len() > 2);
                for text in texts.filter(|text| !text.contains('\\') && *text != "0.0.0.0") {
                    assert!(after.contains(text), "{}: {} loses `{text}`", case.id, action.title);
                }
            }
        }
    }
}
