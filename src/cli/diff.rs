//! Unified diffs, as they may be seen by whoever sees the terminal or the log of a build.

use super::terminal::{complain, printable};
use crate::base::Snapshot;
use crate::base::masking::{MASK, secret_ranges, written};
use crate::text::TextRange;
use similar::{ChangeTag, TextDiff};
use std::io::{self, Write};
use std::sync::Arc;

/// What stands in place of a secret that was not in the text before.
const NEW: &str = "<new secret>";

/// Writes a diff, with a mask for each secret unless they are asked for. One with masks would write them into a file, so it
/// names none that `patch` could find, and standard error says how to get one that it understands.
pub(super) fn write(
    out: &mut impl Write,
    name: &str,
    before: &Snapshot,
    new: &str,
    show_secrets: bool,
) -> io::Result<()> {
    if show_secrets {
        let old = before.text.to_string();
        return TextDiff::from_lines(&*old, new).unified_diff().header(name, name).to_writer(out);
    }
    if masked(out, name, before, new)? {
        complain(&format!("{name}: secrets are masked in this diff; `patch` needs one with --show-secrets"));
    }
    Ok(())
}

/// Writes a diff with a mask for each secret, and says whether there was any. A secret that only the new text has is told to
/// be new.
pub(super) fn masked(out: &mut impl Write, name: &str, before: &Snapshot, new: &str) -> io::Result<bool> {
    let old = before.text.to_string();
    let diff = TextDiff::from_lines(&*old, new);
    let after = Snapshot {
        mounts: Arc::clone(&before.mounts),
        ..Snapshot::new(new, before.kind, Arc::clone(&before.world))
    };
    let known: Vec<&str> = secrets(before, &old).iter().map(|range| bare(&old, *range)).collect();
    let (old_lines, new_lines) = (lines(&hidden(before, &old, &known)), lines(&hidden(&after, new, &known)));
    let mut printed = Vec::new();
    let mut hides = false;
    for hunk in diff.unified_diff().iter_hunks() {
        writeln!(printed, "{}", hunk.header())?;
        for change in hunk.iter_changes() {
            let (sign, shown) = match change.tag() {
                ChangeTag::Delete => ('-', line(&old_lines, change.old_index())),
                ChangeTag::Insert => ('+', line(&new_lines, change.new_index())),
                ChangeTag::Equal => (' ', line(&old_lines, change.old_index())),
            };
            hides |= shown != change.value();
            write!(printed, "{sign}{}", printable(shown))?;
            if change.missing_newline() {
                writeln!(printed, "\n\\ No newline at end of file")?;
            }
        }
    }
    if printed.is_empty() {
        return Ok(false);
    }
    let note = if hides { " (secrets masked)" } else { "" };
    writeln!(out, "--- {name}{note}\n+++ {name}{note}")?;
    out.write_all(&printed)?;
    Ok(hides)
}

fn secrets(snapshot: &Snapshot, text: &str) -> Vec<TextRange> {
    secret_ranges(snapshot, TextRange::new(0, text.len()))
}

/// A secret without its quotes, which an edit may change.
fn bare(text: &str, range: TextRange) -> &str {
    text.get(range.start..range.end).unwrap_or_default().trim_matches(['"', '\''])
}

/// A text with a mask for each secret, line for line: a secret of several lines leaves as many.
fn hidden(snapshot: &Snapshot, text: &str, known: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for secret in secrets(snapshot, text) {
        let (start, end) = (secret.start.max(at), secret.end.min(text.len()));
        if let (Some(before), Some(hidden)) = (text.get(at..start), text.get(start..end)) {
            out += before;
            out += if known.contains(&bare(text, secret)) { MASK } else { NEW };
            out.extend(hidden.chars().filter(|c| *c == '\n'));
            at = end;
        }
    }
    out += text.get(at..).unwrap_or_default();
    out
}

/// The lines with their ends, each once more without what only its form tells, such as a credential in a comment.
fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(|line| written(line).into_owned()).collect()
}

fn line(lines: &[String], index: Option<usize>) -> &str {
    index.and_then(|index| lines.get(index)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{masked, write};
    use crate::base::{DocumentKind, Snapshot, World};
    use expect_test::{Expect, expect};
    use std::sync::Arc;

    fn check(old: &str, new: &str, show_secrets: bool, expected: &Expect) {
        let before = Snapshot::new(old, DocumentKind::Main, Arc::new(World::default()));
        let mut out = Vec::new();
        write(&mut out, "openclaw.json", &before, new, show_secrets).unwrap();
        expected.assert_eq(&String::from_utf8(out).unwrap());
    }

    const OLD: &str = "{\n  hooks: { token: 'abc' },\n  // old: Bearer abc\n  gateway: {port:1}\n}";

    #[test]
    fn secrets_are_masked_and_no_file_is_named() {
        check(
            OLD,
            &OLD.replace("port:1", "port: 1").replace("'abc'", "\"abc\""),
            false,
            &expect![[r#"
            --- openclaw.json (secrets masked)
            +++ openclaw.json (secrets masked)
            @@ -1,5 +1,5 @@
             {
            -  hooks: { token: ******** },
            +  hooks: { token: ******** },
               // old: Bearer ********
            -  gateway: {port:1}
            +  gateway: {port: 1}
             }
            \ No newline at end of file
        "#]],
        );
    }

    #[test]
    fn a_secret_that_was_not_there_before_is_told_to_be_new() {
        check(
            "{ gateway: { auth: { token: 'one', password: 'two' } } }\n",
            "{ gateway: { auth: { token: 'three', password: 'two' } } }\n",
            false,
            &expect![[r#"
                --- openclaw.json (secrets masked)
                +++ openclaw.json (secrets masked)
                @@ -1 +1 @@
                -{ gateway: { auth: { token: ********, password: ******** } } }
                +{ gateway: { auth: { token: <new secret>, password: ******** } } }
            "#]],
        );
    }

    #[test]
    fn what_a_comment_switches_off_is_as_secret() {
        for comment in [
            "// hooks: { token: \"hunter5secret\" },",
            "// apiKey: 'hunter5secret',",
            "// \"botToken\": \"hunter5secret\"",
            "/* token: \"hunter5secret\" */",
            "// password: hunter5secret",
            "// password: swordfish hunter5secret",
        ] {
            let before = Snapshot::new(
                &format!("{comment}\n{{a:1}}\n"),
                DocumentKind::Main,
                Arc::new(World::default()),
            );
            let mut out = Vec::new();
            let hides = masked(&mut out, "a", &before, &format!("{comment}\n{{a: 1}}\n")).unwrap();
            let shown = String::from_utf8(out).unwrap();
            // Several words may be a sentence.
            let is_sentence = comment.contains("swordfish");
            assert_eq!((hides, shown.contains("hunter5")), (!is_sentence, is_sentence), "{shown}");
        }
    }

    #[test]
    fn whoever_asks_gets_a_patch() {
        check(
            "{ token: 'abc', a:1 }\n",
            "{ token: 'abc', a: 1 }\n",
            true,
            &expect![[r#"
            --- openclaw.json
            +++ openclaw.json
            @@ -1 +1 @@
            -{ token: 'abc', a:1 }
            +{ token: 'abc', a: 1 }
        "#]],
        );
        check(
            "{ a:1 }\n",
            "{ a: 1 }\n",
            false,
            &expect![[r#"
            --- openclaw.json
            +++ openclaw.json
            @@ -1 +1 @@
            -{ a:1 }
            +{ a: 1 }
        "#]],
        );
        check("{}", "{}", false, &expect![""]);
    }
}
