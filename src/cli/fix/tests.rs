//! What `fix` does with a result, whatever the migrations are.

use super::{Fixed, deliver, gone};
use crate::base::{Diagnostic, DocumentKind, Severity, Snapshot, World};
use crate::cli::args::FixMode;
use crate::cli::input::Input;
use crate::host::files;
use crate::text::TextRange;
use expect_test::{Expect, expect};
use std::fs;
use std::sync::Arc;

const OLD: &str = "{\n  old: 1, // mine\n  b: 2\n}";
const NEW: &str = "{\n  new: 1, // mine\n  b: 2\n}";
const WRITE: FixMode = FixMode { stdout: false, diff: false, dry_run: false, show_secrets: false };

fn finding(path: &str, at: usize) -> Diagnostic {
    Diagnostic {
        code: "some-code",
        severity: Severity::Warning,
        range: TextRange::at(at, 3),
        path: path.to_owned(),
        message: "`old` is now called `new`".to_owned(),
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    }
}

/// A file `a.json` in `folder` that was fixed in memory.
fn fixed(folder: &tempfile::TempDir) -> Fixed {
    let file = folder.path().join("a.json");
    fs::write(&file, OLD).unwrap();
    let contents = files::read(&file).unwrap();
    Fixed {
        input: Input { name: "a.json".to_owned(), file: Some(file), kind: DocumentKind::Main, contents },
        before: Snapshot::new(OLD, DocumentKind::Main, Arc::new(World::default())),
        found: vec![finding("<root>", 4)],
        text: NEW.to_owned(),
        left: Vec::new(),
    }
}

/// Delivers in a mode and says what was printed and what the file then holds.
fn check(mode: FixMode, on_disk: &str, expected: &Expect) {
    let folder = tempfile::tempdir().unwrap();
    let fixed = fixed(&folder);
    let mut out = Vec::new();
    deliver(&mut out, &fixed, mode).unwrap().unwrap();
    expected.assert_eq(&String::from_utf8(out).unwrap());
    assert_eq!(fs::read_to_string(folder.path().join("a.json")).unwrap(), on_disk);
}

#[test]
fn the_file_is_written_and_what_was_fixed_is_listed() {
    check(
        WRITE,
        NEW,
        &expect![[r#"
        a.json: 1 finding fixed
          2:3 some-code: `old` is now called `new`
    "#]],
    );
}

#[test]
fn a_dry_run_lists_and_writes_nothing() {
    check(
        FixMode { dry_run: true, ..WRITE },
        OLD,
        &expect![[r#"
        a.json: 1 finding to fix
          2:3 some-code: `old` is now called `new`
    "#]],
    );
}

#[test]
fn the_diff_is_unified_and_nothing_is_written() {
    check(
        FixMode { diff: true, ..WRITE },
        OLD,
        &expect![[r#"
        --- a.json
        +++ a.json
        @@ -1,4 +1,4 @@
         {
        -  old: 1, // mine
        +  new: 1, // mine
           b: 2
         }
        \ No newline at end of file
    "#]],
    );
}

#[test]
fn the_text_is_printed_and_nothing_is_written() {
    check(
        FixMode { stdout: true, ..WRITE },
        OLD,
        &expect![[r#"
        {
          new: 1, // mine
          b: 2
        }"#]],
    );
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let fixed = fixed(&folder);
    fs::write(folder.path().join("a.json"), "somebody else's").unwrap();
    let reason = deliver(&mut Vec::new(), &fixed, WRITE).unwrap().unwrap_err();
    assert_eq!(reason, "cannot write a.json: the file was changed by somebody else meanwhile; try again");
}

#[test]
fn a_finding_that_only_moved_is_not_gone() {
    let found = [finding("a", 1), finding("b", 2), finding("b", 3)];
    let left = [finding("b", 9)];
    let gone = gone(&found, &left);
    let places: Vec<_> = gone.iter().map(|finding| (finding.path.as_str(), finding.range.start)).collect();
    assert_eq!(places, [("a", 1), ("b", 3)]);
}
