//! Made-up trees of the ways in which OpenClaw is installed.

use super::Installation;
use std::fs;
use std::path::{Path, PathBuf};

const VERSION: &str = "2026.10.1";

/// Writes the package into a folder.
fn package(root: &Path, folder: &str) {
    let folder = root.join(folder);
    fs::create_dir_all(folder.join("dist")).unwrap();
    let manifest = format!(r#"{{ "name": "openclaw", "version": "{VERSION}" }}"#);
    fs::write(folder.join("package.json"), manifest).unwrap();
    for program in ["openclaw.mjs", "dist/entry.js"] {
        fs::write(folder.join(program), "").unwrap();
    }
}

fn script(root: &Path, name: &str, text: &str) {
    let file = root.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text.replace("ROOT", &root.display().to_string())).unwrap();
}

/// Asserts that a program leads to the package, and does not where the package is taken away.
#[track_caller]
fn check(root: &Path, program: &str, folder: &str) {
    let found = Installation::find(Some(&root.join(program))).expect("the installation");
    assert_eq!(found.version, VERSION);
    fs::remove_file(root.join(folder).join("package.json")).unwrap();
    assert_eq!(Installation::find(Some(&root.join(program))), None);
}

#[cfg(unix)]
fn link(root: &Path, name: &str, to: &str) {
    let file = root.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(to, file).unwrap();
}

#[cfg(unix)]
#[test]
fn links_of_npm_yarn_and_bun() {
    for (folder, name, to) in [
        ("lib/node_modules/openclaw", "bin/openclaw", "../lib/node_modules/openclaw/openclaw.mjs"),
        (
            ".config/yarn/global/node_modules/openclaw",
            ".yarn/bin/openclaw",
            "../../.config/yarn/global/node_modules/openclaw/openclaw.mjs",
        ),
        (
            ".bun/install/global/node_modules/openclaw",
            ".bun/bin/openclaw",
            "../install/global/node_modules/openclaw/openclaw.mjs",
        ),
        ("src/openclaw", "prefix/bin/openclaw", "../../src/openclaw/openclaw.mjs"),
    ] {
        let root = tempfile::tempdir().unwrap();
        package(root.path(), folder);
        link(root.path(), name, to);
        check(root.path(), name, folder);
    }
}

/// Asserts that a package is found through a script.
fn check_script(name: &str, text: &str, folder: &str) {
    let root = tempfile::tempdir().unwrap();
    package(root.path(), folder);
    script(root.path(), name, text);
    check(root.path(), name, folder);
}

#[test]
fn a_script_of_pnpm() {
    let folder = "pnpm/global/5/node_modules/openclaw";
    let text = "#!/bin/sh\nbasedir=$(dirname \"$(echo \"$0\" | sed -e 's,\\\\,/,g')\")\nexec node  \"$basedir/global/5/node_modules/openclaw/openclaw.mjs\" \"$@\"\n";
    check_script("pnpm/openclaw", text, folder);
}

#[test]
fn wrappers_of_a_git_checkout_and_of_nix() {
    for (folder, entry) in
        [("openclaw", "dist/entry.js"), ("store/abc-openclaw/lib/openclaw", "openclaw.mjs")]
    {
        let text = format!(
            "#!/bin/sh -e\nexport NODE_ENV='production'\nexec node \"ROOT/{folder}/{entry}\" \"$@\"\n"
        );
        check_script("home/bin/openclaw", &text, folder);
    }
}

#[test]
fn shims_of_asdf() {
    let folder = ".asdf/installs/nodejs/24.1.0/lib/node_modules/openclaw";
    let text = "#!/usr/bin/env bash\n# asdf-plugin: nodejs 24.1.0\nexec asdf exec \"openclaw\" \"$@\"\n";
    check_script(".asdf/shims/openclaw", text, folder);
}

/// The shims of these are links to one binary, from which nothing can be read.
#[cfg(unix)]
#[test]
fn shims_of_volta_and_mise() {
    for (folder, name) in [
        (".volta/tools/image/packages/openclaw/lib/node_modules/openclaw", ".volta/bin/openclaw"),
        ("mise/installs/npm-openclaw/1/lib/node_modules/openclaw", "mise/shims/openclaw"),
        ("mise/installs/node/24.1.0/lib/node_modules/openclaw", "mise/shims/openclaw"),
    ] {
        let root = tempfile::tempdir().unwrap();
        package(root.path(), folder);
        script(root.path(), "usr/bin/manager", "\u{7f}ELF");
        link(root.path(), name, &root.path().join("usr/bin/manager").display().to_string());
        check(root.path(), name, folder);
    }
}

/// A script that names the package of somebody else is no installation.
#[test]
fn another_program_is_not_taken_for_it() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("other")).unwrap();
    fs::write(root.path().join("other/package.json"), r#"{ "name": "other", "version": "1.0.0" }"#).unwrap();
    fs::write(root.path().join("other/main.js"), "").unwrap();
    script(root.path(), "bin/openclaw", "#!/bin/sh\nexec node ROOT/other/main.js\n");
    assert_eq!(Installation::find(Some(&root.path().join("bin/openclaw"))), None);
}

fn install(root: &Path, manifest: &str) -> PathBuf {
    let package = root.join("lib/node_modules/openclaw");
    fs::create_dir_all(&package).unwrap();
    fs::write(package.join("package.json"), manifest).unwrap();
    let program = package.join("openclaw.mjs");
    fs::write(&program, "").unwrap();
    program
}

#[test]
fn the_version_comes_from_the_package_of_the_program() {
    let root = tempfile::tempdir().unwrap();
    let program = install(root.path(), r#"{ "name": "openclaw", "version": "2026.10.1" }"#);
    let found = Installation::find(Some(&program)).unwrap();
    assert_eq!((found.version.as_str(), &found.program), ("2026.10.1", &program));
}

#[test]
fn a_shim_beside_the_packages_is_followed() {
    let root = tempfile::tempdir().unwrap();
    install(root.path(), r#"{ "name": "openclaw", "version": "2026.10.1" }"#);
    let shim = root.path().join("bin/openclaw");
    fs::create_dir_all(root.path().join("bin")).unwrap();
    fs::write(&shim, "#!/bin/sh\n").unwrap();
    assert_eq!(Installation::find(Some(&shim)).unwrap().version, "2026.10.1");
}

#[test]
fn another_package_is_no_installation() {
    let root = tempfile::tempdir().unwrap();
    let program = install(root.path(), r#"{ "name": "other", "version": "1.0.0" }"#);
    assert_eq!(Installation::find(Some(&program)), None);
    assert_eq!(Installation::find(Some(&root.path().join("absent"))), None);
}
