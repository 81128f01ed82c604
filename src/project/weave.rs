//! Makes a document of a project that holds the text of one of its files as it stands, with what the other files add.
//!
//! Unlike the text that `write` makes, this one is for places that people point at: every byte of the file is in it, with
//! comments and white space, and edits of it can be led back. Objects and arrays that come from several files are written
//! as they stand in one of them; what the others add is put in behind the opener, without white space.

use super::Project;
use super::part::{Member, Origin, Part};
use crate::base::FileId;
use crate::config::include::KEY;
use crate::syntax::{Entry, Node};
use crate::text::TextRange;
use rustc_hash::FxHashMap;

/// A piece of the text that was made which stands so in a file. What lies between the slices was made up: a comma, a
/// colon, the brackets of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    /// Its bytes in the text that was made.
    pub(super) made: TextRange,
    /// The file.
    pub(super) file: FileId,
    /// Its first byte in the file.
    pub(super) start: usize,
    /// How many other files it is surrounded by: what is put where two slices touch belongs to the outer one.
    pub(super) depth: usize,
}

impl Slice {
    /// The first byte behind it in the file.
    pub(super) fn end(&self) -> usize {
        self.start + self.made.len()
    }

    /// The place where it begins.
    pub(super) fn begin(&self) -> Self {
        Self { made: TextRange::empty(self.made.start), ..*self }
    }

    /// The part of it that lies in a range of the text that was made, which meets it.
    pub(super) fn clipped(self, range: TextRange) -> Self {
        let made = TextRange::new(self.made.start.max(range.start), self.made.end.min(range.end));
        Self { made, start: self.start + made.start - self.made.start, ..self }
    }
}

/// A text, and where its pieces come from.
#[derive(Clone, Debug, Default)]
pub(super) struct Woven {
    pub(super) text: String,
    pub(super) slices: Vec<Slice>,
}

/// Where other files than the one in focus show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// Around it and in it.
    Everywhere,
    /// The same, and what the file only includes stands there as it stands in the other file.
    Inside,
    /// Only around it.
    Around,
}

/// Weaves the value of a project around a file; nothing where the file's value does not count.
pub(super) fn weave(project: &Project, part: &Part<'_>, focus: FileId, others: Others) -> Option<Woven> {
    let texts: Vec<String> = project.files().iter().map(|file| file.snapshot.tree.text()).collect();
    let mut weaver = Weaver { project, texts, focus, others, depth: 0, met: false, out: Woven::default() };
    weaver.part(part);
    (weaver.met || others == Others::Inside).then_some(weaver.out)
}

struct Weaver<'p> {
    project: &'p Project,
    texts: Vec<String>,
    focus: FileId,
    others: Others,
    depth: usize,
    /// Whether the value of the file in focus was written.
    met: bool,
    out: Woven,
}

impl<'p> Weaver<'p> {
    fn part(&mut self, part: &Part<'p>) {
        match part {
            Part::Plain(file, value) => {
                let around = self.around(*file, value.range());
                self.slice(*file, around.0);
                self.slice(*file, value.range());
                self.trailer(*file, around.1);
            }
            // A word that is no value, as the value it stands for is none yet.
            Part::Unfinished(_) => self.glue("_"),
            Part::Object(origin, members) => {
                if let Some((file, node)) = self.base(origin) {
                    self.whole(file, node, |weaver| weaver.object(file, node, members));
                } else {
                    self.glue("{");
                    for member in members {
                        self.member(member);
                    }
                    self.glue("}");
                }
            }
            Part::Array(origin, elements) => {
                if let Some((file, node)) = self.base(origin) {
                    let earlier =
                        |(from, other): &&(FileId, Node<'_>)| !is_same((*from, *other), (file, node));
                    let before = origin.nodes.iter().take_while(earlier);
                    let first = before.map(|(_, node)| values(*node)).sum();
                    self.whole(file, node, |weaver| weaver.array(file, node, elements, first));
                } else {
                    self.glue("[");
                    for element in elements {
                        self.element(element);
                    }
                    self.glue("]");
                }
            }
        }
    }

    /// The file that an object or array is written as it stands in: the one in focus, else the last one that says more
    /// than what it includes.
    fn base(&self, origin: &Origin<'p>) -> Option<(FileId, Node<'p>)> {
        let nodes = || origin.nodes.iter().rev();
        let speaks = |(_, node): &&(FileId, Node<'p>)| !(node.count() == 1 && node.has(KEY));
        let own = nodes().find(|(file, _)| *file == self.focus);
        let own = own.filter(|own| self.others != Others::Inside || speaks(own));
        own.or_else(|| nodes().find(speaks)).or_else(|| nodes().next()).copied()
    }

    /// Writes a node with what stands around it in its file, if it is the file's whole value.
    fn whole(&mut self, file: FileId, node: Node<'p>, write: impl FnOnce(&mut Self)) {
        let around = self.around(file, node.range());
        self.slice(file, around.0);
        write(self);
        self.trailer(file, around.1);
    }

    /// What stands before and behind a value that is the whole of a file that matters. Where something is wrong there, it
    /// is left out: it would be taken for a part of what surrounds it here.
    fn around(&mut self, file: FileId, value: TextRange) -> (TextRange, TextRange) {
        let nothing = (TextRange::empty(0), TextRange::empty(0));
        let Some(source) = self.project.files().get(file) else { return nothing };
        let tree = &source.snapshot.tree;
        if tree.value().is_none_or(|root| root.range() != value) || !(file == self.focus || file == 0) {
            return nothing;
        }
        self.met |= file == self.focus;
        let errors = tree.errors();
        let before = errors.iter().all(|error| error.range.start >= value.start);
        let behind = errors.iter().all(|error| error.range.end <= value.end);
        let header = if before { TextRange::new(0, value.start) } else { nothing.0 };
        let trailer = if behind { TextRange::new(value.end, tree.len()) } else { nothing.1 };
        (header, trailer)
    }

    fn trailer(&mut self, file: FileId, range: TextRange) {
        if !range.is_empty() {
            self.slice(file, range);
            // It may end in a line comment.
            self.glue("\n");
        }
    }

    /// Writes an object as it stands in a file, with the members that others add.
    fn object(&mut self, file: FileId, node: Node<'p>, members: &[Member<'p>]) {
        let by_key: FxHashMap<&str, &Member<'p>> =
            members.iter().map(|member| (&*member.key, member)).collect();
        self.slice(file, TextRange::new(node.range().start, node.items_start()));
        if self.shows_others(file) {
            members.iter().filter(|member| !node.has(&member.key)).for_each(|member| self.member(member));
        }
        let mut at = node.items_start();
        for entry in node.entries().filter(|entry| entry.child().is_some()) {
            let Some(key) = entry.key() else { continue };
            let counts = node.member(&key).is_some_and(|last| last.index() == entry.index());
            if let Some(member) = by_key.get(&*key).filter(|_| counts && key != KEY) {
                at = self.inner(file, entry, &member.value, at);
            }
        }
        self.rest(file, node, at);
    }

    /// Writes an array as it stands in a file, with the elements that others add; its own begin at `first`.
    fn array(&mut self, file: FileId, node: Node<'p>, elements: &[Part<'p>], first: usize) {
        let (before, own) = elements.split_at(first.min(elements.len()));
        self.slice(file, TextRange::new(node.range().start, node.items_start()));
        if self.shows_others(file) {
            for element in before {
                self.element(element);
            }
        }
        let mut at = node.items_start();
        for (entry, part) in node.entries().filter(|entry| entry.value().is_some()).zip(own) {
            at = self.inner(file, entry, part, at);
        }
        let behind = own.get(values(node)..).unwrap_or_default();
        if !behind.is_empty() && self.shows_others(file) {
            let end = node.content().end;
            self.slice(file, TextRange::new(at, end));
            at = end;
            if node.entries().last().is_some_and(|last| last.comma().is_none()) {
                self.glue(",");
            }
            for element in behind {
                self.element(element);
            }
        }
        self.rest(file, node, at);
    }

    fn shows_others(&self, file: FileId) -> bool {
        self.others != Others::Around || file != self.focus
    }

    /// Writes what is behind the last inner value, and the closer where it is missing.
    fn rest(&mut self, file: FileId, node: Node<'p>, at: usize) {
        self.slice(file, TextRange::new(at, node.range().end));
        if node.content().end == node.range().end {
            self.glue(if node.is_object() { "}" } else { "]" });
        }
    }

    /// Writes the value of a member or element anew where other files have a part in it; `at` is how far the file has
    /// been written, which is what comes back.
    fn inner(&mut self, file: FileId, entry: Entry<'p>, part: &Part<'p>, at: usize) -> usize {
        let Some(child) = entry.child() else { return at };
        let takes_part =
            |origin: &Origin<'p>| origin.nodes.iter().any(|other| is_same(*other, (file, child)));
        let changed = match part {
            Part::Plain(from, value) => (*from, value.range()) != (file, child.range()) && child.has(KEY),
            Part::Object(origin, _) | Part::Array(origin, _) => takes_part(origin) || child.has(KEY),
            Part::Unfinished(_) => false,
        };
        if !changed || (!self.shows_others(file) && child.has(KEY)) {
            return at;
        }
        self.slice(file, TextRange::new(at, child.range().start));
        let base = match part {
            Part::Object(origin, _) | Part::Array(origin, _) => self.base(origin),
            Part::Plain(..) | Part::Unfinished(_) => None,
        };
        let is_own = base.is_some_and(|base| is_same(base, (file, child)));
        self.depth += usize::from(!is_own);
        self.part(part);
        self.depth -= usize::from(!is_own);
        child.range().end
    }

    /// Writes a member of another file.
    fn member(&mut self, member: &Member<'p>) {
        if matches!(member.value, Part::Unfinished(_)) {
            return;
        }
        self.depth += 1;
        self.slice(member.token.file, member.token.token);
        self.glue(":");
        self.part(&member.value);
        self.glue(",");
        self.depth -= 1;
    }

    fn element(&mut self, element: &Part<'p>) {
        self.depth += 1;
        self.part(element);
        self.glue(",");
        self.depth -= 1;
    }

    fn slice(&mut self, file: FileId, range: TextRange) {
        let Some(text) = self.texts.get(file).and_then(|text| text.get(range.start..range.end)) else {
            return;
        };
        if !text.is_empty() {
            let made = TextRange::at(self.out.text.len(), text.len());
            self.out.slices.push(Slice { made, file, start: range.start, depth: self.depth });
            self.out.text.push_str(text);
        }
    }

    fn glue(&mut self, text: &str) {
        self.out.text.push_str(text);
    }
}

/// The number of elements that have a value.
fn values(node: Node<'_>) -> usize {
    node.entries().filter_map(Entry::value).count()
}

fn is_same(left: (FileId, Node<'_>), right: (FileId, Node<'_>)) -> bool {
    left.0 == right.0 && left.1.range() == right.1.range()
}
