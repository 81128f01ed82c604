//! Quick fixes of the examples on the pages of the diagnostics: which there are, and that each mends what it says.

use expect_test::expect;
use openclaw_lsp::base::{Diagnostic, DocumentKind, Options, Severity, Snapshot, World, codes};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::host::file_facts::informed;
use openclaw_lsp::ide::{ActionKind, CodeAction, code_actions, fixable};
use openclaw_lsp::schema::Schema;
use openclaw_lsp::text::apply_all;
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn snapshot(code: &str, text: &str) -> Snapshot {
    // Only early releases ask for a flag.
    let target = (code == "missing-cache-beta").then(|| "2026.2.3".parse().expect("a release"));
    let world = World::new(Schema::embedded(), Options { target, ..Options::default() });
    informed(&Snapshot::new(text, DocumentKind::Main, Arc::new(world)), None)
}

/// The example of a page, and what the page says about the fix.
fn page(code: &str) -> (String, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics");
    let text = fs::read_to_string(folder.join(format!("{code}.md"))).expect(code);
    let (meaning, fix) = text.split_once("\n## Fix\n").expect(code);
    let example = meaning.split("```json5\n").nth(1).and_then(|rest| rest.split("```").next()).expect(code);
    (example.to_owned(), fix.to_owned())
}

/// The findings of a code in an example.
fn found(code: &str, snapshot: &Snapshot) -> Vec<Diagnostic> {
    diagnostics(snapshot).into_iter().filter(|one| one.code == code).collect()
}

/// The quick fixes of a finding.
fn fixes(snapshot: &Snapshot, finding: &Diagnostic) -> Vec<CodeAction> {
    let mark = (finding.code, finding.range);
    let actions = code_actions(snapshot, finding.range).into_iter();
    actions.filter(|action| action.kind == ActionKind::QuickFix && action.fixes.contains(&mark)).collect()
}

fn errors(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    found.iter().filter(|one| one.severity == Severity::Error).collect()
}

#[test]
fn every_fix_of_an_example_mends_it() {
    for code in codes::ALL {
        let (example, _) = page(code.code);
        let snapshot = snapshot(code.code, &example);
        let before = diagnostics(&snapshot);
        for finding in found(code.code, &snapshot) {
            let fixes = fixes(&snapshot, &finding);
            assert!(
                fixes.iter().filter(|fix| fix.preferred).count() < 2,
                "{}: one is the obvious one",
                code.code
            );
            for fix in fixes {
                let text = apply_all(&example, &fix.edits);
                let after = diagnostics(&self::snapshot(code.code, &text));
                let count = |all: &[Diagnostic]| all.iter().filter(|one| one.code == code.code).count();
                assert!(count(&after) < count(&before), "{}: {} leaves it:\n{text}", code.code, fix.title);
                let new = errors(&after).into_iter().find(|one| {
                    !errors(&before).iter().any(|old| (old.code, &old.path) == (one.code, &one.path))
                });
                assert_eq!(new, None, "{}: {}\n{text}", code.code, fix.title);
            }
        }
    }
}

#[test]
fn what_is_called_fixable_has_a_fix() {
    let mut without = Vec::new();
    for code in codes::ALL {
        let (example, fix) = page(code.code);
        let snapshot = snapshot(code.code, &example);
        let found = found(code.code, &snapshot);
        let has: Vec<bool> = found.iter().map(|finding| !fixes(&snapshot, finding).is_empty()).collect();
        assert_eq!(fixable(&snapshot, &found), has, "{}", code.code);
        if has.contains(&true) {
            continue;
        }
        assert!(!fix.to_lowercase().contains("code action"), "{}: the page promises an action", code.code);
        without.push(code.code);
    }
    expect![[r#"
        other-release
        nested-too-deeply
        include-error
        finding-in-included-file
        too-many-findings
        unreadable-value
        invalid-length
        no-union-branch
        pattern-mismatch
        guessed-context-window
        implicit-owner
        unmatched-channel
        unread-access-group
        unmatched-sender
        defaulted-account-policy
        unreachable-binding
        legacy-channel-binding
        invalid-avatar
        legacy-context-budget
        dropped-fallbacks
        conflicting-values
        plain-secret
        secret-source-mismatch
        disabled-plugin
        unsafe-command
        unusable-command
        unreachable-plugin-path
        unstartable-gateway
        invalid-regex
        admin-key
        ignored-variable
        missing-variable
        wrong-encoding
        security-open-access
        security-shared-bot
        security-name-matching
        security-chat-commands
        security-full-exec
        security-sandbox-off
        security-writing-shell
        security-skill-boundary
        security-wider-profile
        security-elevated
        security-dangerous-switch
        security-suppressed-check
        security-http-tools
        security-open-hooks
        security-weak-secret
        security-reused-secret
        security-plain-secret
        security-no-login
        security-no-rate-limit
        security-small-model
        security-weak-model
        security-network-exposure
        security-node-commands
        security-open-origin
        security-trusted-proxy
        security-safe-bins
        security-sandbox-hole
        security-shared-sandbox
        security-no-sandbox
        security-loose-sandbox
        security-shared-sessions
        void-pairing
        default-account-binding"#]]
    .assert_eq(&without.join("\n"));
}
