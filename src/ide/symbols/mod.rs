//! The outline of a document: its keys, level by level.

use crate::base::{Snapshot, masking};
use crate::schema::PathStep;
use crate::syntax::{Entry, Node, Scalar, ScalarKind, Tree, Value};
use crate::text::TextRange;
use std::borrow::Cow;

/// An outline of more symbols helps nobody; the levels nearest to the top are kept.
const MOST: usize = 5_000;

/// No configuration is nested half as deep. Clients read nested symbols by recursion, some of them no more than 128 levels of
/// JSON (`serde_json` by default), and each symbol takes two.
const DEEPEST: usize = 60;

/// The most characters of a name or value that are shown.
const WIDEST: usize = 60;

/// The members that tell elements of an array apart, the best first.
const NAMES: [&str; 3] = ["id", "name", "agentId"];

/// What a symbol's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// A key without a value, or with one that is not JSON5.
    Key,
}

/// One member or element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The key of a member; of an element the text of its `id`, `name` or `agentId`, or else its index. Never blank.
    pub name: String,
    /// The value, if it is short; never that of a secret.
    pub detail: Option<String>,
    /// What the value is.
    pub kind: SymbolKind,
    /// From key to value.
    pub range: TextRange,
    /// The key, or the value of an element: it lies in `range`.
    pub selection: TextRange,
    /// What lies in the value.
    pub children: Vec<Symbol>,
}

/// The outline of a document, in its order. Costs O(symbols · depth), so that huge documents cost no more than large ones.
pub fn symbols(snapshot: &Snapshot) -> Vec<Symbol> {
    let mut outline = Outline { tree: &snapshot.tree, rows: Vec::new() };
    if let Some(Value::Node(top)) = snapshot.tree.value() {
        outline.add_all(top, None);
    }
    let mut next = 0;
    while let Some(row) = outline.rows.get(next) {
        if let Some(node) = row.entry.child().filter(|_| row.depth < DEEPEST) {
            outline.add_all(node, Some(next));
        }
        next += 1;
    }
    outline.nested()
}

/// A symbol before its children are hung below it.
struct Row<'t> {
    entry: Entry<'t>,
    /// The decoded key; an element has none.
    key: Option<Cow<'t, str>>,
    parent: Option<usize>,
    depth: usize,
}

/// All rows, level by level.
struct Outline<'t> {
    tree: &'t Tree,
    rows: Vec<Row<'t>>,
}

impl<'t> Outline<'t> {
    fn add_all(&mut self, node: Node<'t>, parent: Option<usize>) {
        let depth = parent.and_then(|parent| self.rows.get(parent)).map_or(1, |row| row.depth + 1);
        for entry in node.entries().take(MOST.saturating_sub(self.rows.len())) {
            let key = if node.is_object() { entry.key() } else { None };
            if key.is_some() != node.is_object() || (key.is_none() && entry.value().is_none()) {
                continue;
            }
            self.rows.push(Row { entry, key, parent, depth });
        }
    }

    /// Rows follow their parents, so the last ones can be hung up first.
    fn nested(self) -> Vec<Symbol> {
        let mut symbols: Vec<Symbol> = (0..self.rows.len()).map(|index| self.symbol(index)).collect();
        let mut top = Vec::new();
        for row in self.rows.iter().rev() {
            let Some(mut symbol) = symbols.pop() else { break };
            symbol.children.reverse();
            let above = row.parent.and_then(|parent| symbols.get_mut(parent));
            above.map_or(&mut top, |parent| &mut parent.children).push(symbol);
        }
        top.reverse();
        top
    }

    fn symbol(&self, index: usize) -> Symbol {
        let row = &self.rows[index];
        let (entry, value) = (row.entry, row.entry.value());
        let key_range = row.key.as_ref().and_then(|_| entry.key_token()).map(|token| token.range);
        let range = entry.range();
        let selection = key_range.or_else(|| value.map(Value::range)).unwrap_or(range);
        let detail = value.and_then(Value::scalar).map(|scalar| self.detail(index, scalar));
        Symbol { name: self.name(index), detail, kind: kind(value), range, selection, children: Vec::new() }
    }

    fn name(&self, index: usize) -> String {
        let row = &self.rows[index];
        let name = match &row.key {
            // It may be the rest of a secret without quotes.
            Some(key) if self.holder(index).is_some_and(|holder| masking::may_be_torn(holder, row.entry)) => {
                Some(masking::about_place(self.tree, row.entry.range().start, key))
            }
            Some(key) => Some(key.to_string()),
            None => self.element_name(index),
        };
        match name.map(|name| shortened(&masking::written(&name))) {
            Some(name) if !name.trim().is_empty() => name,
            Some(_) => "\"\"".to_owned(),
            None => format!("[{}]", row.entry.index()),
        }
    }

    fn element_name(&self, index: usize) -> Option<String> {
        let object = self.rows[index].entry.child().filter(|node| node.is_object())?;
        NAMES.iter().find_map(|key| {
            let name = object.get(key)?.as_str()?.into_owned();
            (!name.trim().is_empty() && !masking::is_secret(&self.path(index, Some(key)))).then_some(name)
        })
    }

    fn detail(&self, index: usize, scalar: Scalar<'_>) -> String {
        shortened(&masking::scalar(
            &self.path(index, None),
            self.holder(index),
            self.rows[index].entry,
            scalar,
        ))
    }

    /// The object or array that holds the entry of a row.
    fn holder(&self, index: usize) -> Option<Node<'t>> {
        self.rows[index].parent.and_then(|parent| self.rows.get(parent)?.entry.child())
    }

    /// The path of a row, or of a member of it.
    fn path<'a>(&'a self, index: usize, member: Option<&'a str>) -> Vec<PathStep<'a>> {
        let mut steps: Vec<PathStep<'_>> = member.map(PathStep::Key).into_iter().collect();
        let mut at = Some(index);
        while let Some(row) = at.and_then(|at| self.rows.get(at)) {
            steps.push(PathStep::of(row.key.as_deref()));
            at = row.parent;
        }
        steps.reverse();
        steps
    }
}

fn kind(value: Option<Value<'_>>) -> SymbolKind {
    match value {
        Some(Value::Node(node)) if node.is_object() => SymbolKind::Object,
        Some(Value::Node(_)) => SymbolKind::Array,
        Some(Value::Scalar(scalar)) => match scalar.kind() {
            ScalarKind::String => SymbolKind::String,
            ScalarKind::Number => SymbolKind::Number,
            ScalarKind::Boolean => SymbolKind::Boolean,
            ScalarKind::Null => SymbolKind::Null,
            ScalarKind::Malformed => SymbolKind::Key,
        },
        None => SymbolKind::Key,
    }
}

/// A text on one line, not too long.
fn shortened(text: &str) -> String {
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = chars.by_ref().take(WIDEST).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests;
