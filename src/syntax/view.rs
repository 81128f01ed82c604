//! Typed views: the tree with absolute places.

use super::cost;
use super::green::{Container, ContainerKind, Item, hash_key};
use super::number::decode_number;
use super::seq::{Kids, Measured};
use super::string::decode_string;
use super::token::{Token, TokenKind};
use super::tree::Tree;
use crate::text::TextRange;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::Arc;

/// From this many members on, a look-up asks the key index first.
const WIDE: usize = 32;

impl Tree {
    /// The document as a node.
    pub fn document(&self) -> Node<'_> {
        Node { green: self.root(), start: 0 }
    }

    /// The value of the document: the first one, where there are several.
    pub fn value(&self) -> Option<Value<'_>> {
        self.document().entries().find_map(Entry::value)
    }
}

/// The document, an object or an array, with its place.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    green: &'t Arc<Container>,
    start: usize,
}

impl<'t> Node<'t> {
    /// A node from a container and its first byte.
    pub fn new(green: &'t Arc<Container>, start: usize) -> Self {
        Self { green, start }
    }

    /// The container itself.
    pub fn green(self) -> &'t Arc<Container> {
        self.green
    }

    /// Whether it is the document, an object or an array.
    pub fn kind(self) -> ContainerKind {
        self.green.kind()
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.kind() == ContainerKind::Object
    }

    /// All its bytes, brackets included.
    pub fn range(self) -> TextRange {
        TextRange::at(self.start, self.green.len())
    }

    /// The bytes between its brackets.
    pub fn content(self) -> TextRange {
        TextRange::new(self.items_start(), self.start + self.green.content_end())
    }

    /// The first byte after the opener.
    pub fn items_start(self) -> usize {
        self.start + self.green.opener_len()
    }

    /// The white space and comments between the last entry and the closer.
    pub fn tail_tokens(self) -> impl Iterator<Item = TokenAt<'t>> {
        let tail = self.green.tail();
        let start = self.content().end - tail.text().len();
        tail.tokens().map(move |(offset, token, text)| TokenAt {
            token,
            text,
            range: TextRange::at(start + offset, text.len()),
        })
    }

    /// The number of members or elements.
    pub fn count(self) -> usize {
        self.green.items().count()
    }

    /// The members or elements, in order.
    pub fn entries(self) -> impl Iterator<Item = Entry<'t>> {
        self.entries_from(0)
    }

    /// The members or elements from an index on.
    pub fn entries_from(self, first: usize) -> impl Iterator<Item = Entry<'t>> {
        let items = self.green.items().iter_from(first);
        let base = self.items_start();
        items.zip(first..).map(move |((start, item), index)| {
            cost::entries(1);
            Entry { item, start: base + start, index }
        })
    }

    /// The member or element at an index.
    pub fn entry(self, index: usize) -> Option<Entry<'t>> {
        let (start, item) = self.green.items().get(index)?;
        Some(Entry { item, start: self.items_start() + start, index })
    }

    /// The member or element whose bytes, trivia and comma included, hold an offset; at the very end the last one.
    pub fn entry_at(self, offset: usize) -> Option<Entry<'t>> {
        let at = offset.checked_sub(self.items_start())?;
        let items = self.green.items();
        if let Some((index, start, item)) = items.find(at) {
            return Some(Entry { item, start: self.items_start() + start, index });
        }
        self.entry(items.count().checked_sub(1)?).filter(|last| last.full_range().touches(offset))
    }

    /// The member with a key: the last one, where there are several, as in JSON5.
    pub fn member(self, key: &str) -> Option<Entry<'t>> {
        let hash = hash_key(key);
        let is_it = |item: &Item| item.key_hash() == Some(hash) && item.key().as_deref() == Some(key);
        // Most objects have few members, and most questions are about one that is not there.
        if let Kids::Leaf(items) = self.green.items().root()?.kids() {
            cost::entries(items.len());
            return self.entry(items.iter().rposition(|item| is_it(item))?);
        }
        if self.count() > WIDE && self.green.keys().count(hash) == 0 {
            return None;
        }
        let same = |entry: &Entry<'t>| is_it(entry.item);
        let known = || self.entry(*self.positions().get(&hash)? as usize).filter(same);
        let wide = (self.count() > WIDE).then(known).flatten();
        wide.or_else(|| self.entries().filter(same).last())
    }

    /// The index of the last member with each hash of a key. Made when it is first asked for, since whoever looks up one
    /// of many members often looks up all.
    fn positions(self) -> Arc<FxHashMap<u64, u32>> {
        const KEY: u64 = u64::from_be_bytes(*b"position");
        let index = |entry: Entry<'t>| (entry.item.shape().key_hash, entry.index as u32);
        self.green.memo().get_or(KEY, || self.entries().map(index).collect())
    }

    /// The hashes of the keys that stand more than once, sorted.
    pub fn repeated(self) -> Vec<u64> {
        if self.count() > WIDE {
            return self.green.keys().repeated().to_vec();
        }
        let shapes = self.entries().map(|entry| entry.item.shape()).filter(|shape| shape.key.is_some());
        let mut hashes: Vec<u64> = shapes.map(|shape| shape.key_hash).collect();
        hashes.sort_unstable();
        let mut repeated: Vec<u64> =
            hashes.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
        repeated.dedup();
        repeated
    }

    /// The members that count: of those with one key the last. Elements of an array all count.
    pub fn members(self) -> impl Iterator<Item = Entry<'t>> {
        let repeated = self.repeated();
        self.entries().filter(move |entry| {
            let again = repeated.contains(&entry.item.shape().key_hash);
            let last = || self.member(&entry.key()?).map(Entry::index);
            !again || entry.key().is_none() || last() == Some(entry.index)
        })
    }

    /// The value of the member with a key.
    pub fn get(self, key: &str) -> Option<Value<'t>> {
        self.member(key)?.value()
    }

    /// Whether some member has the key. Costs O(log n) in a wide object.
    pub fn has(self, key: &str) -> bool {
        if self.count() > WIDE {
            return self.green.keys().count(hash_key(key)) > 0;
        }
        self.member(key).is_some()
    }
}

/// A member of an object, or an element of an array or of the document, with its place.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    item: &'t Arc<Item>,
    start: usize,
    index: usize,
}

impl<'t> Entry<'t> {
    /// An entry from an item, its first byte, and its index in its container.
    pub fn new(item: &'t Arc<Item>, start: usize, index: usize) -> Self {
        Self { item, start, index }
    }

    /// The item itself.
    pub fn green(self) -> &'t Arc<Item> {
        self.item
    }

    /// Whether it is the very same as one of a tree that this one was edited from or to: in constant time, so that an equal
    /// one that was parsed anew is another.
    pub fn is_shared(self, other: Entry<'_>) -> bool {
        let children = || match (self.item.child(), other.item.child()) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            _ => false,
        };
        Arc::ptr_eq(self.item, other.item)
            || (children() && self.item.head().text() == other.item.head().text())
    }

    /// Its index among its siblings.
    pub fn index(self) -> usize {
        self.index
    }

    /// All its bytes: the trivia before it and its comma included.
    pub fn full_range(self) -> TextRange {
        TextRange::at(self.start, self.item.bytes() as usize)
    }

    /// From the first byte of its key to the last of its value, without trivia and comma.
    pub fn range(self) -> TextRange {
        let mut tokens =
            self.tokens().filter(|token| !token.kind().is_trivia() && token.kind() != TokenKind::Comma);
        let child = self.child().map(Node::range);
        let Some(first) = tokens.next() else {
            return child.unwrap_or_else(|| TextRange::empty(self.full_range().end));
        };
        let last_token = tokens.last().map_or(first.range.end, |token| token.range.end);
        let start = child.map_or(first.range.start, |child| child.start.min(first.range.start));
        TextRange::new(start, child.map_or(last_token, |child| child.end.max(last_token)))
    }

    /// The tokens that lie in the entry itself, not in its container.
    pub fn tokens(self) -> impl Iterator<Item = TokenAt<'t>> {
        let tail_start = self.full_range().end - self.item.tail().text().len();
        let at = move |start: usize| {
            move |(offset, token, text)| TokenAt {
                token,
                text,
                range: TextRange::at(start + offset, text.len()),
            }
        };
        let at = move |start: usize| -> Box<dyn Fn((usize, Token, &'t str)) -> TokenAt<'t>> {
            Box::new(at(start))
        };
        self.item.head().tokens().map(at(self.start)).chain(self.item.tail().tokens().map(at(tail_start)))
    }

    fn head_token(self, index: Option<u32>) -> Option<TokenAt<'t>> {
        let (offset, token, text) = self.item.head().token(index? as usize)?;
        Some(TokenAt { token, text, range: TextRange::at(self.start + offset, text.len()) })
    }

    /// The token of the key.
    pub fn key_token(self) -> Option<TokenAt<'t>> {
        self.head_token(self.item.shape().key)
    }

    /// The token of the colon.
    pub fn colon(self) -> Option<TokenAt<'t>> {
        self.head_token(self.item.shape().colon)
    }

    /// The token of the comma after it.
    pub fn comma(self) -> Option<TokenAt<'t>> {
        if self.item.shape().comma { self.tokens().last() } else { None }
    }

    /// The decoded key.
    pub fn key(self) -> Option<Cow<'t, str>> {
        self.item.key()
    }

    /// The object or array that is its value.
    pub fn child(self) -> Option<Node<'t>> {
        let child = self.item.child()?;
        Some(Node { green: child, start: self.start + self.item.head().text().len() })
    }

    /// The value.
    pub fn value(self) -> Option<Value<'t>> {
        match self.child() {
            Some(node) => Some(Value::Node(node)),
            None => self.head_token(self.item.shape().scalar).map(|token| Value::Scalar(Scalar { token })),
        }
    }
}

/// A token with its text and place.
#[derive(Clone, Copy, Debug)]
pub struct TokenAt<'t> {
    /// The token.
    pub token: Token,
    /// Its text.
    pub text: &'t str,
    /// Its bytes.
    pub range: TextRange,
}

impl TokenAt<'_> {
    /// What it is.
    pub fn kind(self) -> TokenKind {
        self.token.kind
    }
}

/// A value with its place.
#[derive(Clone, Copy, Debug)]
pub enum Value<'t> {
    /// An object or an array.
    Node(Node<'t>),
    /// Anything else.
    Scalar(Scalar<'t>),
}

impl<'t> Value<'t> {
    /// Its bytes.
    pub fn range(self) -> TextRange {
        match self {
            Self::Node(node) => node.range(),
            Self::Scalar(scalar) => scalar.token.range,
        }
    }

    /// The object that it is.
    pub fn object(self) -> Option<Node<'t>> {
        match self {
            Self::Node(node) if node.is_object() => Some(node),
            _ => None,
        }
    }

    /// The array that it is.
    pub fn array(self) -> Option<Node<'t>> {
        match self {
            Self::Node(node) if !node.is_object() => Some(node),
            _ => None,
        }
    }

    /// The scalar that it is.
    pub fn scalar(self) -> Option<Scalar<'t>> {
        match self {
            Self::Scalar(scalar) => Some(scalar),
            Self::Node(_) => None,
        }
    }

    /// The text of the string that it is.
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        self.scalar()?.as_str()
    }

    /// The member with a key of the object that it is.
    pub fn get(self, key: &str) -> Option<Value<'t>> {
        self.object()?.get(key)
    }
}

/// What a scalar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarKind {
    /// A quoted string.
    String,
    /// A number, `Infinity` and `NaN` included.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`
    Null,
    /// No value of JSON5, such as a text without quotes.
    Malformed,
}

/// A value of one token.
#[derive(Clone, Copy, Debug)]
pub struct Scalar<'t> {
    /// The token.
    pub token: TokenAt<'t>,
}

impl<'t> Scalar<'t> {
    /// What it is.
    pub fn kind(self) -> ScalarKind {
        match (self.token.kind(), self.token.text) {
            (TokenKind::String, _) => ScalarKind::String,
            (TokenKind::Number, _) | (TokenKind::Identifier, "Infinity" | "NaN") => ScalarKind::Number,
            (TokenKind::Identifier, "true" | "false") => ScalarKind::Boolean,
            (TokenKind::Identifier, "null") => ScalarKind::Null,
            _ => ScalarKind::Malformed,
        }
    }

    /// The decoded text of a string.
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        (self.token.kind() == TokenKind::String).then(|| decode_string(self.token.text))
    }

    /// The value of a number.
    pub fn as_f64(self) -> Option<f64> {
        (self.kind() == ScalarKind::Number).then(|| decode_number(self.token.text)).flatten()
    }

    /// The value of a boolean.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == ScalarKind::Boolean).then_some(self.token.text == "true")
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        self.kind() == ScalarKind::Null
    }
}
