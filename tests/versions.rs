//! One version number: that of `Cargo.toml` stands in everything that is published, and in every page that names one.

use std::fs;
use std::path::Path;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Asserts that a file says the version where `around` has a `*`, and nowhere there another one.
fn check(name: &str, around: &str) {
    let text = read(name);
    let (before, after) = around.split_once('*').expect("a place for the version");
    let found: Vec<&str> = text
        .split(before)
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !c.is_ascii_alphanumeric() && !".-+".contains(c)).next().unwrap_or_default()
        })
        .map(|found| found.trim_end_matches('.'))
        .collect();
    assert!(!found.is_empty(), "{name} does not say {around}");
    assert!(found.iter().all(|found| *found == VERSION), "{name}: {found:?}, not {VERSION}");
    assert!(text.contains(&format!("{before}{VERSION}{after}")), "{name} does not say {around}");
}

#[test]
fn every_manifest_has_the_version() {
    for name in ["npm/openclaw-lsp/package.json", "editors/vscode/package.json"] {
        let manifest: serde_json::Value = serde_json::from_str(&read(name)).expect("a manifest");
        assert_eq!(manifest["version"], VERSION, "{name}");
    }
    check("npm/openclaw-lsp/package.json", "-gnu\": \"*\"");
    check("editors/zed/extension.toml", "\nversion = \"*\"");
    check("editors/zed/Cargo.toml", "\nversion = \"*\"");
    check("editors/zed/upstream/extensions.toml", "\nversion = \"*\"");
    // The version of the wheel is read from Cargo.toml.
    assert!(read("pyproject.toml").contains("dynamic = [\"version\"]"));
}

#[test]
fn every_script_and_page_names_the_version() {
    check("install.sh", "\nversion=*\n");
    check("action.yml", "description: The version to install\n    default: *\n");
    check("editors/nvim/upstream/mason-registry/packages/openclaw-lsp/package.yaml", "openclaw-lsp@v*\n");
    check("docs/ci.md", "openclaw-lsp/openclaw-lsp@v*");
    check("docs/ci.md", "openclaw-lsp/openclaw-lsp/v*/");
    check("docs/ci.md", "rev: v*\n");
    check("docs/ci.md", "npx --yes openclaw-lsp@* ");
    check("README.md", "openclaw-lsp/openclaw-lsp@v*");
    check("examples/ci/.github/workflows/openclaw.yml", "openclaw-lsp/openclaw-lsp@v*");
    check("examples/ci/.pre-commit-config.yaml", "rev: v*");
    check("examples/ci/gitlab-ci.yml", "OPENCLAW_LSP_VERSION: *");
    check("examples/ci/lefthook.yml", "openclaw-lsp@* ");
    check("examples/ci/.husky/pre-commit", "openclaw-lsp@* ");
}
