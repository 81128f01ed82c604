//! The paths in `$include` when files get other names.

use super::ProjectFile;
use crate::config::include::{directives, normalized};
use crate::edit::quoted;
use crate::text::{TextEdit, TextRange};
use std::path::{Component, Path, PathBuf};

/// The edits of a file that make its paths mean the same files as before, after `moved` has given some files, perhaps this
/// one too, other paths. Paths that still mean the same are left alone.
pub fn mended_includes(file: &ProjectFile, moved: &dyn Fn(&Path) -> PathBuf) -> Vec<TextEdit> {
    let (folder, new_folder) = (super::files::folder(&file.path), super::files::folder(&moved(&file.path)));
    let mended = |(range, written): (TextRange, String)| {
        let target = moved(&normalized(&folder.join(&written)));
        if normalized(&new_folder.join(&written)) == target {
            return None;
        }
        let path = if Path::new(&written).is_absolute() {
            target.to_str()?.to_owned()
        } else {
            relative(&new_folder, &target, written.starts_with("./"))?
        };
        let quote = file.snapshot.text.char_at(range.start).filter(|c| matches!(c, '"' | '\''))?;
        Some(TextEdit::replace(range, quoted(&path, quote)))
    };
    let mut edits: Vec<TextEdit> = directives(&file.snapshot.tree)
        .into_iter()
        .flat_map(|found| found.paths)
        .filter_map(mended)
        .collect();
    edits.sort_by_key(|edit| edit.range);
    edits
}

/// The way from a folder to a file, with slashes on every system. With `dotted`, one that leads downward begins with `./`.
fn relative(folder: &Path, file: &Path, dotted: bool) -> Option<String> {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), file.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return None;
    }
    let up = std::iter::repeat_n("..", from.len() - shared);
    let down = to[shared..].iter().filter_map(|component| component.as_os_str().to_str());
    let path = up.chain(down).collect::<Vec<_>>().join("/");
    let leads_up = from.len() > shared;
    Some(if dotted && !leads_up { format!("./{path}") } else { path })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::base::{DocumentKind, Snapshot, World};
    use std::sync::Arc;

    #[track_caller]
    fn check(own: &str, text: &str, old: &str, new: &str, expected: &str) {
        let snapshot = Snapshot::new(text, DocumentKind::Fragment, Arc::new(World::default()));
        let file = ProjectFile { path: own.into(), snapshot };
        let moved = |path: &Path| match path.strip_prefix(old) {
            Ok(rest) if rest.as_os_str().is_empty() => PathBuf::from(new),
            Ok(rest) => Path::new(new).join(rest),
            Err(_) => path.to_owned(),
        };
        let edits = mended_includes(&file, &moved);
        assert_eq!(file.snapshot.with_edits(&edits).text.to_string(), expected);
    }

    #[test]
    fn paths_follow_the_files_that_they_mean() {
        let own = "/c/openclaw.json";
        check(own, "{ $include: './a.json5' }", "/c/a.json5", "/c/b.json5", "{ $include: './b.json5' }");
        check(own, "{ $include: \"a.json5\" }", "/c/a.json5", "/c/x/b.json5", "{ $include: \"x/b.json5\" }");
        check(own, "{ $include: ['./a', './b'] }", "/c/b", "/c/d'e", "{ $include: ['./a', './d\\'e'] }");
        check(own, "{ $include: './inc/a' }", "/c/inc", "/c/parts", "{ $include: './parts/a' }");
        check(own, "{ $include: '/c/a' }", "/c/a", "/c/b", "{ $include: '/c/b' }");
        check("/c/x/p", "{ $include: './a' }", "/c/x/a", "/c/a", "{ $include: '../a' }");
    }

    #[test]
    fn a_file_that_moves_still_means_the_same_files() {
        check("/c/x/p", "{ $include: '../a' }", "/c/x/p", "/c/p", "{ $include: 'a' }");
        check("/c/x/p", "{ $include: './a' }", "/c/x/p", "/c/p", "{ $include: './x/a' }");
        // What moves together stays as it is.
        check("/c/x/p", "{ $include: './a' }", "/c/x", "/c/y", "{ $include: './a' }");
    }

    #[test]
    fn what_means_something_else_stays() {
        let text = "{ $include: './a.json5', other: './b.json5' }";
        check("/c/openclaw.json", text, "/c/b.json5", "/c/d.json5", text);
    }
}
