//! `fmt`.

use crate::program::Folder;
use std::fs;

const UGLY: &str = "{\n    a:1, // mine\n  'b' : [ 1,2 ],}";
const NEAT: &str = "{\n    a: 1, // mine\n    'b': [1, 2],\n}\n";

#[test]
fn files_are_formatted_in_place() {
    let folder = Folder::with(&[("a.json", UGLY), ("b.json", NEAT)]);
    let checked = folder.run("fmt --check a.json b.json");
    assert_eq!((checked.status, checked.stdout.as_str()), (1, "a.json: not formatted\n"));
    assert_eq!(fs::read_to_string(folder.path("a.json")).expect("a file"), UGLY);
    let ran = folder.run("fmt a.json b.json");
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(folder.path("a.json")).expect("a file"), NEAT);
    assert_eq!(folder.run("fmt --check a.json b.json").status, 0);
}

#[test]
fn nothing_is_written_when_the_result_is_printed() {
    let folder = Folder::with(&[("a.json", UGLY)]);
    assert_eq!(folder.run("fmt --stdout a.json").stdout, NEAT);
    assert_eq!(folder.pipe("fmt -", UGLY.as_bytes()).stdout, NEAT);
    let diff = folder.run("fmt --diff a.json").stdout;
    assert!(diff.contains("+    'b': [1, 2],\n"), "{diff}");
    assert_eq!(fs::read_to_string(folder.path("a.json")).expect("a file"), UGLY);
}

#[test]
fn files_with_syntax_errors_are_left_alone() {
    let folder = Folder::with(&[("a.json", "{ a:1"), ("b.json", "{ }")]);
    folder.write("c.json", b"{ a: '\xe9' }");
    let ran = folder.run("fmt a.json b.json");
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("a.json: not formatted, because of syntax errors"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(folder.path("b.json")).expect("a file"), "{}\n");
    assert_eq!(folder.run("fmt c.json").status, 2);
    assert_eq!(folder.pipe("fmt -", b"{ a:1").stdout, "{ a:1");
}

#[test]
fn a_file_that_is_named_twice_is_formatted_once() {
    let folder = Folder::with(&[("a.json", UGLY), ("b.json", UGLY)]);
    let ran = folder.run("fmt a.json b.json ./a.json a.json");
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(folder.path("a.json")).expect("a file"), NEAT);
}
