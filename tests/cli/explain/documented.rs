//! The answers in `docs/explain.md` are those of the program.
//!
//! A command about a file of `examples/` is run, and what follows it is compared: a block `text`, `markdown` or `json`.
//! `UPDATE_EXPECT=1` writes them anew.

use crate::program::Folder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A block of the page: its language, and where its text stands.
struct Block<'p> {
    language: &'p str,
    text: &'p str,
    start: usize,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let (mut blocks, mut at) = (Vec::new(), 0);
    while let Some(open) = page[at..].find("```").map(|open| at + open + 3) {
        let start = open + page[open..].find('\n').expect("a line") + 1;
        let end = start + page[start..].find("```").expect("the end of a block");
        blocks.push(Block { language: page[open..start].trim(), text: &page[start..end], start });
        at = end + 3;
    }
    blocks
}

/// What the program answers, in the form of the block.
fn answered(folder: &Folder, command: &str, language: &str) -> String {
    let arguments = command.trim().strip_prefix("openclaw-lsp ").expect("a command of ours");
    let ran = folder.run(arguments);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{command}");
    if language != "json" {
        return ran.stdout;
    }
    let value: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    format!("{value:#}\n")
}

#[test]
fn the_answers_of_the_page_are_those_of_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("docs/explain.md");
    let page = fs::read_to_string(&path).expect("the page");
    let example = |name: &str| fs::read_to_string(root.join("examples").join(name)).expect("an example");
    let (home, open) = (example("home.json5"), example("open.json5"));
    let folder = Folder::with(&[("examples/home.json5", &home), ("examples/open.json5", &open)]);
    let blocks = blocks(&page);
    let (mut languages, mut current) = (BTreeSet::new(), page.clone());
    for pair in blocks.windows(2).rev() {
        let [command, shown] = pair else { continue };
        let is_asked = command.language == "sh"
            && command.text.contains(" examples/")
            && command.text.lines().count() == 1;
        let follows = page[command.start + command.text.len() + 3..shown.start].trim()
            == format!("```{}", shown.language);
        if is_asked && follows {
            languages.insert(shown.language);
            let told = answered(&folder, command.text, shown.language);
            current.replace_range(shown.start..shown.start + shown.text.len(), &told);
        }
    }
    assert_eq!(languages, BTreeSet::from(["json", "markdown", "text"]), "each form has an example");
    let html = blocks.iter().find(|block| block.text.contains("--format html examples/")).expect("a page");
    let html = answered(&folder, html.text.split(" > ").next().unwrap_or_default(), "html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("</svg>"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &current).expect("a writable page");
    }
    assert!(
        current == page || std::env::var_os("UPDATE_EXPECT").is_some(),
        "{} is out of date: UPDATE_EXPECT=1 cargo test --test cli documented",
        path.display()
    );
}
