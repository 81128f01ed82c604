//! One version number: that of `Cargo.toml` stands in everything that is published, and in every page that names one.

use std::fs;
use std::path::{Path, PathBuf};

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

/// The Rust files below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The lines of code, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line })
}

/// Whether a text names a release of OpenClaw: a year of this century, a month, and a number.
fn names_release(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    words.into_iter().any(|word| {
        let parts: Vec<&str> = word.split('.').collect();
        parts.len() >= 2
            && parts[0].len() == 4
            && parts[0].starts_with("20")
            && parts[1..].iter().all(|part| !part.is_empty())
    })
}

/// What a release does is data: code and what tests expect of the newest one follow when another is taken in.
#[test]
fn no_code_names_a_release_and_no_test_the_newest() {
    let newest = openclaw_lsp::release::newest().to_string();
    let mut files = Vec::new();
    for folder in ["src", "tests", "examples"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    assert!(files.len() > 300, "{}", files.len());
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        let is_test = file.components().any(|part| part.as_os_str() == "tests") || file.ends_with("tests.rs");
        let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let newest_in = code(&text).find(|line| line.contains(&newest));
        let named_in = code(own).find(|line| !is_test && names_release(line));
        assert_eq!((newest_in, named_in), (None, None), "{}", file.display());
    }
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
