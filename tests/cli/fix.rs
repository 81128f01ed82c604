//! `fix`.

use crate::program::Folder;

#[test]
fn a_file_with_nothing_to_fix_is_not_touched() {
    let folder = Folder::with(&[("a.json", "{ /* mine */ }")]);
    let before = folder.path("a.json").metadata().expect("a file").modified().expect("a time");
    let ran = folder.run("fix a.json");
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "a.json: nothing to fix\n"));
    assert_eq!(folder.path("a.json").metadata().expect("a file").modified().expect("a time"), before);
    assert_eq!(folder.run("fix --diff a.json").stdout, "");
}

#[test]
fn a_pipe_gives_the_text_back() {
    let text = "{\r\n  // mine\r\n  gateway: {},\r\n}\r\n";
    let folder = Folder::with(&[("a.json", text)]);
    assert_eq!(folder.pipe("fix -", text.as_bytes()).stdout, text);
    assert_eq!(folder.run("fix --stdout a.json").stdout, text);
}

#[test]
fn a_file_that_is_no_utf8_is_left_alone() {
    let folder = Folder::with(&[("b.json", "{}")]);
    folder.write("a.json", b"{ env: { vars: { A: 'caf\xe9' } } }");
    let ran = folder.run("fix a.json b.json");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("cannot fix a.json: it is not valid UTF-8"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "b.json: nothing to fix\n");
}
