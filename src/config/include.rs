//! `$include`: where it may stand, what it may say, and which files it may name (docs/openclaw/includes.md).
//!
//! Nothing here touches a file: paths are only compared as texts.

use crate::syntax::{Entry, Node, Tree, Value};
use crate::text::TextRange;
use std::path::{Component, Path, PathBuf};

/// The key.
pub const KEY: &str = "$include";

/// The most bytes that an included file may have.
pub const MOST_BYTES: u64 = 2_097_152;

/// The most files that may be nested in one another below the main configuration.
pub const DEEPEST: usize = 10;

/// A path must have fewer UTF-16 code units than this, both as it is written and when it is resolved.
const LONGEST_PATH: usize = 4096;

/// The keys that are lost when two objects are merged.
pub const DROPPED: [&str; 3] = ["__proto__", "prototype", "constructor"];

/// Whether some of the objects on the way from the top to a path come from an `$include`, so that more may be there than
/// is seen.
pub fn is_open(root: Option<Node<'_>>, path: &[&str]) -> bool {
    let mut node = root.filter(|root| root.green().has_dollar_key());
    for key in path {
        let Some(current) = node else { return false };
        if current.has(KEY) {
            return true;
        }
        node = current.get(key).and_then(Value::object);
    }
    node.is_some_and(|node| node.has(KEY))
}

/// Why OpenClaw cannot include something. It then refuses the configuration, whatever else is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The value of `$include` is neither a string nor an array.
    NoPath(&'static str),
    /// An element of the array is no string.
    NoPathItem(&'static str),
    /// The path is too long.
    LongPath,
    /// The path holds a NUL.
    Nul,
    /// The path leads out of the allowed folders.
    Outside,
    /// The path leads out of the allowed folders by a symbolic link.
    LinkedOutside,
    /// There is no such file; one that is put there will be included.
    Missing,
    /// A symbolic link on the way leads to nothing.
    Dangling,
    /// What ought to be a folder is a file.
    BelowFile,
    /// The system does not let the file be read; with its reason.
    Unreadable(String),
    /// It is a folder, a pipe, a device or the like.
    NoFile,
    /// The file has more than one name.
    HardLink,
    /// The file has too many bytes; their number.
    Large(u64),
    /// The file is not JSON5; with line and column of the first error, counted from one.
    Malformed(usize, usize),
    /// The file includes itself; with the names of the files on the way.
    Circular(Vec<String>),
    /// Too many files are nested in one another.
    Deep,
    /// There are keys beside `$include`, and what is included is no object but this.
    Siblings(&'static str),
    /// More is included than is worth checking here; OpenClaw itself knows no such bound.
    TooMuch,
    /// It is not read yet, since its disk takes long. Nothing is known to be wrong with it.
    Slow,
}

impl Problem {
    /// The sentence for a path as it is written.
    pub fn message(&self, path: &str) -> String {
        match self {
            Self::NoPath(kind) => {
                format!("`$include` cannot be {kind}: write the path of a file, or an array of paths")
            }
            Self::NoPathItem(kind) => {
                format!("an element of `$include` cannot be {kind}: write the path of a file")
            }
            Self::LongPath => format!("the path has {LONGEST_PATH} characters or more: shorten it"),
            Self::Nul => "the path holds a NUL character: remove it".to_owned(),
            Self::Outside => format!(
                "`{path}` lies outside the folder of the main configuration: move it there, or name its folder in \
                 OPENCLAW_INCLUDE_ROOTS"
            ),
            Self::LinkedOutside => format!(
                "`{path}` leads out of the folder of the main configuration by a symbolic link: copy the file there, or \
                 name its folder in OPENCLAW_INCLUDE_ROOTS"
            ),
            Self::Missing => missing(path),
            Self::Dangling => {
                format!("a symbolic link of `{path}` leads to nothing: correct the link or the path")
            }
            Self::BelowFile => format!("`{path}` lies below a file, not below a folder: correct the path"),
            Self::Unreadable(reason) => {
                format!("`{path}` cannot be read ({reason}): check the path and the permissions")
            }
            Self::NoFile if path.is_empty() => "the path is empty: name a file".to_owned(),
            Self::NoFile => format!("`{path}` is no regular file: name a file"),
            Self::HardLink => {
                format!("`{path}` has a second name by a hard link, which OpenClaw refuses: make it a copy")
            }
            Self::Large(bytes) => {
                format!("`{path}` has {bytes} bytes, and at most {MOST_BYTES} are allowed: split it")
            }
            Self::Malformed(line, column) => {
                format!("`{path}` is not JSON5 (line {line}, column {column}): correct it there")
            }
            Self::Circular(names) => {
                format!("`{path}` includes itself ({}): remove one of these includes", names.join(" > "))
            }
            Self::Deep => format!(
                "`{path}` is nested in more than {DEEPEST} files: include it from one that is nested less deeply"
            ),
            Self::Siblings(kind) => format!(
                "what is included here is {kind}, and keys can only stand beside an included object: remove the keys, or \
                 include an object"
            ),
            Self::Slow => format!("`{path}` takes long to read: what it holds is not checked yet"),
            Self::TooMuch => "so much is included that the rest is not checked".to_owned(),
        }
    }
}

/// Whether a path was written for somebody who resolves `${}` and `~`, which OpenClaw does not do here.
pub fn is_unresolved(path: &str) -> bool {
    path.contains("${") || path.starts_with('~')
}

fn missing(path: &str) -> String {
    let hint = if is_unresolved(path) { "; `${}` and `~` mean nothing in an include" } else { "" };
    format!("the file `{path}` does not exist: create it or correct the path{hint}")
}

/// Whether `$include` stands anywhere in a document. Costs next to nothing in one that has no key with `$`.
pub fn is_present(tree: &Tree) -> bool {
    stands_in(tree.document())
}

/// Whether `$include` stands in a node, at any depth.
pub fn stands_in(node: Node<'_>) -> bool {
    let mut todo = vec![node];
    while let Some(node) = todo.pop() {
        for entry in node.dollar_entries() {
            if entry.key().as_deref() == Some(KEY) {
                return true;
            }
            todo.extend(entry.child());
        }
    }
    false
}

/// One `$include` of an object.
#[derive(Clone, Debug)]
pub struct Directive<'t> {
    /// The member.
    pub entry: Entry<'t>,
    /// Whether it is an array, whose files are merged.
    pub merged: bool,
    /// The paths as they are written, each with the range of its string.
    pub paths: Vec<(TextRange, String)>,
    /// What is wrong with its form.
    pub problems: Vec<(TextRange, Problem)>,
}

impl<'t> Directive<'t> {
    /// The directive of an object: the last one, where there are several.
    pub fn of(object: Node<'t>) -> Option<Self> {
        let entry = object.member(KEY)?;
        let mut directive = Self { entry, merged: false, paths: Vec::new(), problems: Vec::new() };
        match entry.value() {
            // A key that is being typed: the syntax error says so.
            None => {}
            Some(Value::Node(array)) if !array.is_object() => directive.read_array(array),
            Some(value) => directive.read(value, Problem::NoPath),
        }
        Some(directive)
    }

    fn read_array(&mut self, array: Node<'t>) {
        self.merged = true;
        for value in array.entries().filter_map(Entry::value) {
            self.read(value, Problem::NoPathItem);
        }
    }

    fn read(&mut self, value: Value<'t>, problem: fn(&'static str) -> Problem) {
        match value.as_str() {
            Some(path) => self.paths.push((value.range(), path.into_owned())),
            None => self.problems.push((value.range(), problem(kind(value)))),
        }
    }
}

/// What a value is, with its article.
pub fn kind(value: Value<'_>) -> &'static str {
    use crate::syntax::ScalarKind;
    match value {
        Value::Node(node) if node.is_object() => "an object",
        Value::Node(_) => "an array",
        Value::Scalar(scalar) => match scalar.kind() {
            ScalarKind::String => "a string",
            ScalarKind::Number => "a number",
            ScalarKind::Boolean => "a boolean",
            ScalarKind::Null => "null",
            ScalarKind::Malformed => "this",
        },
    }
}

/// All directives of a document. Of members with the same key only the last counts, as in JSON5.
pub fn directives(tree: &Tree) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let mut todo = vec![tree.document()];
    while let Some(node) = todo.pop() {
        let directive = if node.is_object() { Directive::of(node) } else { None };
        found.extend(directive);
        for entry in node.dollar_entries() {
            let key = entry.key();
            let counts = key.as_deref().is_none_or(|key| {
                key != KEY && node.member(key).is_some_and(|last| last.index() == entry.index())
            });
            todo.extend(entry.child().filter(|_| counts));
        }
    }
    found
}

/// The folders that files may be included from, without symbolic links resolved.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// The folder of the main configuration.
    pub main: PathBuf,
    /// The folders of `OPENCLAW_INCLUDE_ROOTS`.
    pub extra: Vec<PathBuf>,
}

impl Roots {
    /// The folders, that of the main configuration first.
    pub fn all(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(&self.main).chain(&self.extra).map(PathBuf::as_path)
    }

    /// The file that a path means in a file, as far as that can be said without a look at the disk. Symbolic links are
    /// not resolved first, so `link/../a` is `a`; neither `~` nor `${}` mean anything.
    ///
    /// # Errors
    ///
    /// What is wrong with the path.
    pub fn resolve(&self, including: &Path, written: &str) -> Result<PathBuf, Problem> {
        if written.contains('\0') {
            return Err(Problem::Nul);
        }
        if is_long(written) {
            return Err(Problem::LongPath);
        }
        let folder = including.parent().unwrap_or(including);
        let resolved = normalized(&folder.join(written));
        if is_long(&resolved.to_string_lossy()) {
            return Err(Problem::LongPath);
        }
        if self.all().any(|root| resolved.starts_with(root)) { Ok(resolved) } else { Err(Problem::Outside) }
    }
}

fn is_long(path: &str) -> bool {
    path.len() >= LONGEST_PATH && path.encode_utf16().count() >= LONGEST_PATH
}

/// A path without `.`, `..` and doubled separators.
pub fn normalized(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                // The parent of the root is the root.
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn roots() -> Roots {
        Roots { main: "/cfg".into(), extra: vec!["/srv/shared".into()] }
    }

    fn check(written: &str, expected: &str) {
        let resolved = roots().resolve(Path::new("/cfg/inc/a.json5"), written);
        let seen = match resolved {
            Ok(path) => path.display().to_string(),
            Err(problem) => format!("{problem:?}"),
        };
        assert_eq!(seen, expected, "{written}");
    }

    #[cfg(unix)]
    #[test]
    fn paths_are_resolved_from_the_file_that_includes() {
        check("b.json5", "/cfg/inc/b.json5");
        check("./x//y/../b.json5/", "/cfg/inc/x/b.json5");
        check("../b.json5", "/cfg/b.json5");
        check("../../b.json5", "Outside");
        check("../../cfg/b.json5", "/cfg/b.json5");
        check("/cfg/b.json5", "/cfg/b.json5");
        check("/cfg2/b.json5", "Outside");
        check("/srv/shared/b.json5", "/srv/shared/b.json5");
        check("/srv/shared/../b.json5", "Outside");
        check("~/b.json5", "/cfg/inc/~/b.json5");
        check("${X}.json5", "/cfg/inc/${X}.json5");
        check("", "/cfg/inc");
        check("a\0b", "Nul");
    }

    #[cfg(unix)]
    #[test]
    fn long_paths_are_refused_as_written_and_as_resolved() {
        check(&format!("{}b.json5", "./".repeat(2000)), "/cfg/inc/b.json5");
        check(&"./".repeat(2048), "LongPath");
        check(&"b".repeat(4090), "LongPath");
    }

    fn found(text: &str, expected: &Expect) {
        let tree = Tree::parse(text);
        let lines = directives(&tree).into_iter().map(|directive| {
            let paths: Vec<&str> = directive.paths.iter().map(|(_, path)| path.as_str()).collect();
            let problems = directive.problems.iter().map(|(_, problem)| format!("; {}", problem.message("")));
            let form = if directive.merged { "merged" } else { "single" };
            format!("{form} {paths:?}{}\n", problems.collect::<String>())
        });
        let lines: String = lines.collect();
        assert_eq!(is_present(&tree), !lines.is_empty(), "{text}");
        expected.assert_eq(&lines);
    }

    #[test]
    fn directives_are_found_in_every_object() {
        found(
            "{ $include: 'a', x: [{ '$include': ['b', \"c\"] }], $schema: { y: { '\\u0024include': 'd' } } }",
            &expect![[r#"
                single ["a"]
                single ["d"]
                merged ["b", "c"]
            "#]],
        );
        found("{ $schema: 's', include: '$include', x: ['$include'] }", &expect![""]);
    }

    #[test]
    fn the_form_of_a_directive_is_judged() {
        found(
            "[{ $include: 5 }, { $include: ['a', null, ['b'], 'c'] }, { $include: { $include: 'x' } }, { $include: }]",
            &expect![[r#"
                single []
                single []; `$include` cannot be an object: write the path of a file, or an array of paths
                merged ["a", "c"]; an element of `$include` cannot be null: write the path of a file; an element of `$include` cannot be an array: write the path of a file
                single []; `$include` cannot be a number: write the path of a file, or an array of paths
            "#]],
        );
    }

    #[test]
    fn only_the_last_of_two_members_with_one_key_counts() {
        found(
            "{ $include: 'a', $include: 'b', x: { $include: 'c' }, x: { $include: 'd' } }",
            &expect![[r#"
                single ["b"]
                single ["d"]
            "#]],
        );
    }
}
