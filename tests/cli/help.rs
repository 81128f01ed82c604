//! `--help`, `--version` and arguments that make no sense.

use crate::program::Folder;

#[test]
fn the_version_is_the_package_version() {
    let ran = Folder::with(&[]).run("--version");
    assert_eq!(ran.stdout, format!("openclaw-lsp {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(ran.status, 0);
}

#[test]
fn every_help_has_examples_and_names_the_exit_statuses() {
    for arguments in [
        "--help",
        "check --help",
        "fix --help",
        "fmt --help",
        "explain --help",
        "explain-code --help",
        "get --help",
        "set --help",
        "unset --help",
        "patch --help",
        "mcp --help",
        "completions --help",
    ] {
        let ran = Folder::with(&[]).run(arguments);
        assert_eq!(ran.status, 0, "{arguments}");
        assert!(ran.stdout.contains("Examples:\n  "), "{arguments}: {}", ran.stdout);
        assert!(ran.stdout.contains("Exit status"), "{arguments}: {}", ran.stdout);
    }
}

#[test]
fn what_makes_no_sense_could_not_run() {
    let folder = Folder::with(&[("a.json", "{}")]);
    for arguments in [
        "check",
        "fix",
        "explain",
        "explain nowhere.json",
        "frobnicate",
        "check --format xml a.json",
        "check --files-from - -",
        "check --files-from nowhere",
        "fix --diff --stdout a.json",
        "fmt",
        "fmt --check --diff a.json",
        "explain-code no-such-code",
        "completions tcsh",
        "set gateway.port",
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.status, 2, "{arguments}");
        assert!(!ran.stderr.is_empty(), "{arguments}");
        assert_eq!(ran.stdout, "", "{arguments}");
    }
}
