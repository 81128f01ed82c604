//! Follows the directives from the main configuration on, with OpenClaw's bounds.

use super::files::Project;
use super::merge::merge;
use super::part::{Member, Origin, Part, Place, counting_members};
use crate::base::{Diagnostic, FileId, Severity};
use crate::config::include::{self, Directive, Problem};
use crate::syntax::{Entry, Node, ScalarKind, Value};
use crate::text::{Text, TextRange};

/// Values nested more deeply than this are left out: the checker says so, and OpenClaw breaks at some 5 000 levels.
const DEEPEST_VALUE: usize = 400;

/// How often files may be included in all. Ten files that each include the next one ten times would never end.
const MOST_INCLUDES: usize = 4096;

/// How many bytes may be included in all.
const MOST_BYTES: usize = 32 << 20;

/// A directive that OpenClaw refuses.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    file: FileId,
    range: TextRange,
    problem: Problem,
    path: String,
}

impl Fault {
    /// Where a file that can be created is missing: the including file, the range of the path in it, and the path.
    pub(super) fn missing(&self) -> Option<(FileId, TextRange, &str)> {
        (self.problem == Problem::Missing).then_some((self.file, self.range, &self.path))
    }

    /// The finding, and its file. OpenClaw reports every one of them at the top.
    pub(super) fn diagnostic(&self) -> (FileId, Diagnostic) {
        let diagnostic = Diagnostic {
            code: "include-error",
            severity: severity(&self.problem),
            range: self.range,
            path: "<root>".to_owned(),
            message: self.problem.message(&self.path),
            tags: Vec::new(),
            related: Vec::new(),
            meant: None,
        };
        (self.file, diagnostic)
    }
}

/// The value of a project, and what cannot be included.
pub(super) fn resolve(project: &Project) -> (Part<'_>, Vec<Fault>) {
    let mut resolver = Resolver { project, chain: Vec::new(), faults: Vec::new(), includes: 0, bytes: 0 };
    let part = resolver.file(0, 0);
    (part, resolver.faults)
}

struct Resolver<'p> {
    project: &'p Project,
    /// The files on the way from the main configuration to here.
    chain: Vec<FileId>,
    faults: Vec<Fault>,
    includes: usize,
    bytes: usize,
}

impl<'p> Resolver<'p> {
    fn file(&mut self, file: FileId, depth: usize) -> Part<'p> {
        let nothing = Part::Unfinished(Place::of(file, TextRange::empty(0)));
        let Some(source) = self.project.files.get(file) else { return nothing };
        let Some(value) = source.snapshot.tree.value() else { return nothing };
        self.chain.push(file);
        let part = self.value(file, value, depth);
        self.chain.pop();
        part
    }

    fn value(&mut self, file: FileId, value: Value<'p>, depth: usize) -> Part<'p> {
        let node = match value {
            Value::Node(node) if depth + node.green().height() <= DEEPEST_VALUE => node,
            Value::Scalar(scalar)
                if !scalar.token.token.unclosed && scalar.kind() != ScalarKind::Malformed =>
            {
                return Part::Plain(file, value);
            }
            _ => return Part::Unfinished(Place::of(file, value.range())),
        };
        if !node.green().has_error() && !include::stands_in(node) {
            return Part::Plain(file, value);
        }
        if node.is_object() {
            return self.object(file, node, depth + 1);
        }
        let elements = node.entries().filter_map(Entry::value);
        let elements = elements.map(|element| self.value(file, element, depth + 1)).collect();
        Part::Array(Origin::of(file, node), elements)
    }

    fn object(&mut self, file: FileId, node: Node<'p>, depth: usize) -> Part<'p> {
        let origin = Origin::of(file, node);
        let mut members = Vec::new();
        for entry in counting_members(node) {
            let Some((key, token)) = entry.key().zip(Place::of_key(file, entry)) else { continue };
            // A key without its closing quote would swallow what is written behind it.
            if key == include::KEY || entry.key_token().is_none_or(|token| token.token.unclosed) {
                continue;
            }
            let value = match entry.value() {
                Some(value) => self.value(file, value, depth),
                None => Part::Unfinished(token),
            };
            members.push(Member { key, token, value });
        }
        match Directive::of(node) {
            Some(directive) => self.include(file, &directive, (origin, members), depth),
            None => Part::Object(origin, members),
        }
    }

    /// What an object with a directive stands for; `siblings` are its other members.
    fn include(
        &mut self,
        file: FileId,
        directive: &Directive<'p>,
        (origin, members): (Origin<'p>, Vec<Member<'p>>),
        depth: usize,
    ) -> Part<'p> {
        let (place, alone) = (origin.place, members.is_empty());
        let own = origin.clone();
        let siblings = Part::Object(origin, members);
        let Some(key) = Place::of_key(file, directive.entry) else { return siblings };
        for (range, problem) in &directive.problems {
            self.fault(file, *range, problem.clone(), "");
        }
        let mut complete = directive.problems.is_empty() && directive.entry.value().is_some();
        let mut included = directive.merged.then(|| Part::Object(Origin::at(place), Vec::new()));
        for (range, path) in &directive.paths {
            let Some(part) = self.load(file, *range, path, depth) else {
                complete = false;
                continue;
            };
            included = Some(match included {
                Some(earlier) => merge(earlier, part, Some(place)),
                None => part,
            });
        }
        let included = included.map(Part::opened);
        let whole = match included {
            // Nothing is joined, so that no key is dropped, but what is added there belongs to the object.
            Some(Part::Object(from, members)) if alone => {
                let place = from.place;
                Part::Object(from.join(own.clone(), Some(place)), members)
            }
            Some(part) if alone => part,
            Some(part @ Part::Object(..)) => merge(part, siblings, Some(place)),
            Some(Part::Unfinished(_)) => {
                complete = false;
                siblings
            }
            Some(part) => {
                self.fault(file, key.token, Problem::Siblings(part.kind()), "");
                complete = false;
                siblings
            }
            None => siblings,
        };
        if complete { whole } else { open(whole, own, key) }
    }

    /// The value of an included file.
    fn load(&mut self, file: FileId, range: TextRange, path: &str, depth: usize) -> Option<Part<'p>> {
        let target = match self.project.link(file, path)? {
            Ok(target) => *target,
            Err(problem) => {
                // OpenClaw counts before it reads, so that even a file that is put there is refused.
                let deep = *problem == Problem::Missing && self.chain.len() > include::DEEPEST;
                let problem = if deep { Problem::Deep } else { problem.clone() };
                self.fault(file, range, problem, path);
                return None;
            }
        };
        let source = &self.project.files.get(target)?.snapshot;
        if self.includes > MOST_INCLUDES || self.bytes > MOST_BYTES {
            // This has been said once.
            return None;
        }
        self.includes += 1;
        self.bytes += source.text.len();
        let problem = if let Some(at) = self.chain.iter().position(|known| *known == target) {
            Problem::Circular(self.names(at, target))
        } else if self.chain.len() > include::DEEPEST {
            Problem::Deep
        } else if self.includes > MOST_INCLUDES || self.bytes > MOST_BYTES {
            Problem::TooMuch
        } else {
            if let Some(error) = source.tree.errors().first() {
                let (line, column) = line_and_column(&source.text, error.range.start);
                self.fault(file, range, Problem::Malformed(line, column), path);
            }
            source.tree.value()?;
            return Some(self.file(target, depth));
        };
        self.fault(file, range, problem, path);
        None
    }

    /// The names of the files of a circle, from the one that is met again.
    fn names(&self, at: usize, again: FileId) -> Vec<String> {
        let circle = self.chain.iter().skip(at).chain([&again]);
        let paths = circle.filter_map(|file| self.project.files.get(*file)?.path.file_name());
        paths.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    fn fault(&mut self, file: FileId, range: TextRange, problem: Problem, path: &str) {
        self.faults.push(Fault { file, range, problem, path: path.to_owned() });
    }
}

/// An object of which not everything is known. It keeps its directive, so that the checker misses nothing in it.
fn open<'p>(part: Part<'p>, own: Origin<'p>, key: Place) -> Part<'p> {
    let unknown = Member { key: include::KEY.into(), token: key, value: Part::Unfinished(key) };
    match part {
        Part::Object(origin, mut members) => {
            members.retain(|member| member.key != include::KEY);
            members.push(unknown);
            Part::Object(origin, members)
        }
        _ => Part::Object(own, vec![unknown]),
    }
}

/// Where a syntax error of a text stands, counted from one.
fn line_and_column(text: &Text, offset: usize) -> (usize, usize) {
    let line = text.line_of(offset);
    let before = text.slice(TextRange::new(text.line_start(line), offset));
    (line + 1, before.chars().count() + 1)
}

/// How bad a problem is: only what OpenClaw refuses makes the configuration invalid.
fn severity(problem: &Problem) -> Severity {
    if matches!(problem, Problem::TooMuch | Problem::Slow) { Severity::Information } else { Severity::Error }
}
