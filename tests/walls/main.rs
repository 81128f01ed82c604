//! The walls of `src/lib.rs`, as far as reading the sources can hold them.

mod graph;
mod imports;
mod modules;

use std::fs;
use std::path::{Path, PathBuf};

/// Every source file below a folder, with its text.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            found.push((path, text));
        }
    }
    found
}

/// Asserts that none of `words` stands in code outside `rooms`. Comments and tests may name them.
fn only_in(rooms: &[&str], words: &[&str]) {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = sources(&src);
    assert!(sources.len() > 20, "the sources were found");
    for (path, text) in sources {
        let name = path.strip_prefix(&src).expect("below src").display().to_string();
        if rooms.iter().any(|room| name.starts_with(room)) || name.ends_with("tests.rs") {
            continue;
        }
        let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (index, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            for word in words {
                assert!(!line.contains(word), "src/{name}:{}: {word} belongs in {rooms:?}", index + 1);
            }
        }
    }
}

#[test]
fn only_the_server_names_lsp_types() {
    only_in(&["server/"], &["lsp_types", "ls_types", "tower_lsp"]);
}

#[test]
fn only_the_doors_touch_the_machine() {
    let words = ["std::fs", "std::env", "std::process", "std::net", "std::time", "std::io::stdin", "tokio::"];
    only_in(&["host/", "cli/", "server/", "main.rs"], &words);
}

#[test]
fn only_the_command_line_knows_the_terminal() {
    only_in(&["cli/", "main.rs"], &["clap::", "annotate_snippets", "similar::", "is_terminal"]);
}

#[test]
fn one_place_masks_secrets() {
    only_in(&["base/masking/", "config/secret.rs"], &["\"********\"", "public_part", "MASK: &str"]);
}

#[test]
fn nothing_is_unsafe() {
    only_in(&[], &["unsafe {", "unsafe fn", "unsafe impl", "unsafe trait", "unsafe extern"]);
}
