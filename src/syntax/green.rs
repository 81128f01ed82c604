//! The immutable tree: containers hold items, an item holds its tokens and at most one container.
//!
//! Nothing here knows its absolute place: lengths are relative, so that an edit leaves all other nodes as they are.

use super::error::SyntaxErrorKind;
use super::keys::KeyIndex;
use super::memo::Memo;
use super::run::{Run, Tokens};
use super::seq::{Measured, Seq};
use super::string::{decode_identifier, decode_string, string_body};
use super::token::{Token, TokenKind};
use rustc_hash::FxHasher;
use std::cell::RefCell;
use std::hash::Hasher;
use std::sync::{Arc, LazyLock, OnceLock};

/// Some node at or below holds a syntax error.
pub(super) const HAS_ERROR: u8 = 1;
/// Some closer at or below is missing, wrong, or closes nothing.
pub(super) const UNBALANCED: u8 = 2;
/// Some key at or below begins with `$`.
pub(super) const HAS_DOLLAR_KEY: u8 = 4;
/// Some comment at or below speaks to this program.
pub(super) const HAS_REMARK: u8 = 8;

/// An error with its place relative to the node that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Bytes from the start of the node.
    pub offset: u32,
    /// Bytes.
    pub len: u32,
}

/// What a container is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContainerKind {
    /// The document: it has no brackets, and one element when it is well-formed.
    Root,
    /// `{ … }`
    Object,
    /// `[ … ]`
    Array,
}

/// What lies at the end of an item or of an unclosed container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Ending {
    /// Bytes of trivia.
    trivia: u32,
    /// A string or comment without its end comes last and holds the closers: they are not missing as well.
    swallowed: bool,
}

/// How a container ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closer {
    /// By its own closer, or it is the document.
    Present,
    /// By another closer.
    Wrong(SyntaxErrorKind),
    /// Without any.
    Missing,
}

/// The document, an object or an array.
#[derive(Debug)]
pub struct Container {
    kind: ContainerKind,
    closer: Closer,
    flags: u8,
    len: u32,
    height: u32,
    ending: Ending,
    items: Seq<Item>,
    tail: Run,
    error: Option<LocalError>,
    memo: Memo,
    keys: OnceLock<Arc<KeyIndex>>,
}

impl Container {
    pub(super) fn new(kind: ContainerKind, items: Seq<Item>, tail: Run, closer: Closer) -> Self {
        super::cost::node();
        let brackets = match kind {
            ContainerKind::Root => 0,
            _ => 1 + u32::from(closer != Closer::Missing),
        };
        let last = items.count().checked_sub(1).and_then(|last| items.get(last));
        let ending = last.map(|(_, item)| item.ending).unwrap_or_default();
        let error = own_error(kind, &items, &tail, closer, ending);
        let ending = Ending { trivia: ending.trivia + tail.len() as u32, ..ending };
        let own_flags = if error.is_some() { HAS_ERROR } else { 0 };
        let unbalanced = if closer == Closer::Present { 0 } else { UNBALANCED };
        Self {
            kind,
            closer,
            flags: items.flags() | own_flags | unbalanced | remark_flag(&tail),
            len: items.len() as u32 + tail.len() as u32 + brackets,
            height: 1 + items.height(),
            ending,
            items,
            tail,
            error,
            memo: Memo::default(),
            keys: OnceLock::new(),
        }
    }

    /// The container with other items and another tail; `keys` is the index of the new items, where it is known.
    pub(super) fn rebuilt(&self, items: Seq<Item>, tail: Run, keys: Option<Arc<KeyIndex>>) -> Self {
        let new = Self::new(self.kind, items, tail, self.closer);
        Self { keys: keys.map(OnceLock::from).unwrap_or_default(), ..new }
    }

    /// Whether it is closed as it should be, and made of just these nodes.
    pub(super) fn is_made_of(&self, kind: ContainerKind, items: &[Arc<Item>], tail: &Run) -> bool {
        let is_same = |((_, own), item): ((usize, &Arc<Item>), &Arc<Item>)| Arc::ptr_eq(own, item);
        self.kind == kind
            && self.closer == Closer::Present
            && self.items.count() == items.len()
            && self.tail == *tail
            && self.items.iter().zip(items).all(is_same)
    }

    /// Whether it is the document, an object or an array.
    pub fn kind(&self) -> ContainerKind {
        self.kind
    }

    /// Whether its closer is there. The document counts as closed.
    pub fn is_closed(&self) -> bool {
        self.closer != Closer::Missing
    }

    /// What its closer is made for; `None` without a closer.
    pub(super) fn closer_kind(&self) -> Option<ContainerKind> {
        match (self.closer, self.kind) {
            (Closer::Missing, _) => None,
            (Closer::Wrong(_), ContainerKind::Object) => Some(ContainerKind::Array),
            (Closer::Wrong(_), _) => Some(ContainerKind::Object),
            (Closer::Present, kind) => Some(kind),
        }
    }

    /// The length in bytes, brackets included.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether it holds neither members nor elements.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The members or elements.
    pub fn items(&self) -> &Seq<Item> {
        &self.items
    }

    /// The white space and comments before the closer.
    pub fn tail(&self) -> &Run {
        &self.tail
    }

    /// The bytes before the first item: the opener.
    pub fn opener_len(&self) -> usize {
        usize::from(self.kind != ContainerKind::Root)
    }

    /// The byte after the last one that lies between the brackets, from the container's start.
    pub fn content_end(&self) -> usize {
        self.opener_len() + self.items.len() + self.tail.len()
    }

    /// The error of the container itself, not of its items.
    pub fn own_error(&self) -> Option<LocalError> {
        self.error
    }

    /// Whether a syntax error lies at or below.
    pub fn has_error(&self) -> bool {
        self.flags & HAS_ERROR != 0
    }

    /// Whether a closer at or below is missing, wrong, or closes nothing.
    pub fn is_unbalanced(&self) -> bool {
        self.flags & UNBALANCED != 0
    }

    /// Whether a key at or below begins with `$`.
    pub fn has_dollar_key(&self) -> bool {
        self.flags & HAS_DOLLAR_KEY != 0
    }

    /// Whether a comment at or below may speak to this program.
    pub(super) fn has_remark(&self) -> bool {
        self.flags & HAS_REMARK != 0
    }

    /// How deep containers are nested here: 1 for one that holds none.
    pub fn height(&self) -> usize {
        self.height as usize
    }

    /// What readers remember about this container.
    pub fn memo(&self) -> &Memo {
        &self.memo
    }

    /// The keys of its members, indexed on first use.
    pub fn keys(&self) -> &KeyIndex {
        self.keys.get_or_init(|| {
            Arc::new(KeyIndex::of(self.items.iter().filter_map(|(_, item)| item.key_hash()).collect()))
        })
    }

    pub(super) fn known_keys(&self) -> Option<&Arc<KeyIndex>> {
        self.keys.get()
    }
}

fn own_error(
    kind: ContainerKind,
    items: &Seq<Item>,
    tail: &Run,
    closer: Closer,
    ending: Ending,
) -> Option<LocalError> {
    let items_end = usize::from(kind != ContainerKind::Root) + items.len();
    match (kind, closer) {
        (ContainerKind::Root, _) => {
            let error = LocalError { kind: SyntaxErrorKind::EmptyDocument, offset: 0, len: 0 };
            items.is_empty().then_some(error)
        }
        (_, Closer::Present) => None,
        (_, Closer::Wrong(kind)) => {
            Some(LocalError { kind, offset: (items_end + tail.len()) as u32, len: 1 })
        }
        (_, Closer::Missing) if ending.swallowed => None,
        (_, Closer::Missing) => {
            let brace = kind == ContainerKind::Object;
            let kind = if brace { SyntaxErrorKind::MissingBrace } else { SyntaxErrorKind::MissingBracket };
            Some(LocalError { kind, offset: items_end as u32 - ending.trivia, len: 0 })
        }
    }
}

/// A member of an object, or an element of an array or of the document, with the white space and comments before it
/// and its comma.
#[derive(Debug)]
pub struct Item {
    head: Run,
    child: Option<Arc<Container>>,
    /// Only after a container; most items have none, and most others only a comma, of which there is one for all.
    tail: Option<Arc<Run>>,
    shape: Shape,
    errors: Box<[LocalError]>,
    len: u32,
    flags: u8,
    own_flags: u8,
    ending: Ending,
}

/// The tail that is nothing but a comma.
static COMMA: LazyLock<Arc<Run>> = LazyLock::new(|| {
    let comma = Token { kind: TokenKind::Comma, unclosed: false, special: false, len: 1 };
    Arc::new(Run::new(&Arc::from(","), 0..1, Tokens::from_slice(&[comma])))
});

/// Which tokens of an item are what. Indexes count the tokens of the head run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The key.
    pub key: Option<u32>,
    /// The colon.
    pub colon: Option<u32>,
    /// The value, where it is no container.
    pub scalar: Option<u32>,
    /// Whether the item ends in its comma.
    pub comma: bool,
    /// The hash of the decoded key.
    pub key_hash: u64,
}

impl Ending {
    fn of(head: &Run, child: Option<&Container>, tail: &Run) -> Self {
        let run = if child.is_some() { tail } else { head };
        let trivia: u32 = trivia_at_end(run).map(|token| token.len).sum();
        let unclosed_comment = trivia_at_end(run).any(|token| token.unclosed);
        if let Some(child) = child.filter(|child| !child.is_closed() && trivia as usize == run.len()) {
            let swallowed = child.ending.swallowed || unclosed_comment;
            return Self { trivia: trivia + child.ending.trivia, swallowed };
        }
        let last = run.all().len().checked_sub(1 + trivia_at_end(run).count());
        let last = last.and_then(|last| run.token(last));
        let string = last.is_some_and(|(_, token, text)| token.unclosed && text.contains(['}', ']']));
        Self { trivia, swallowed: unclosed_comment || string }
    }
}

/// The flag of a run in which a comment may speak to this program.
fn remark_flag(run: &Run) -> u8 {
    if run.has_remark() { HAS_REMARK } else { 0 }
}

fn trivia_at_end(run: &Run) -> impl Iterator<Item = &Token> {
    run.all().iter().rev().take_while(|token| token.kind.is_trivia())
}

impl Item {
    /// The hash of its key, where it has one.
    pub(super) fn key_hash(&self) -> Option<u64> {
        self.shape().key.map(|_| self.shape().key_hash)
    }

    pub(super) fn new(
        head: Run,
        child: Option<Arc<Container>>,
        tail: Run,
        mut shape: Shape,
        errors: Vec<LocalError>,
        unbalanced: bool,
    ) -> Self {
        super::cost::node();
        let len = head.len() + child.as_ref().map_or(0, |child| child.len()) + tail.len();
        let mut own_flags =
            if errors.is_empty() { 0 } else { HAS_ERROR } | if unbalanced { UNBALANCED } else { 0 };
        if let Some((_, token, text)) = shape.key.and_then(|key| head.token(key as usize)) {
            let key = decode_key(token, text);
            shape.key_hash = hash_key(&key);
            own_flags |= if key.starts_with('$') { HAS_DOLLAR_KEY } else { 0 };
        }
        own_flags |= remark_flag(&head) | remark_flag(&tail);
        let flags = child.as_ref().map_or(0, |child| child.flags) | own_flags;
        let ending = Ending::of(&head, child.as_deref(), &tail);
        let tail =
            (tail.len() > 0).then(|| if tail == **COMMA { Arc::clone(&COMMA) } else { Arc::new(tail) });
        Self { head, child, tail, shape, errors: errors.into(), len: len as u32, flags, own_flags, ending }
    }

    /// The same item around another version of its container.
    pub(super) fn with_child(&self, child: Arc<Container>) -> Self {
        super::cost::node();
        let old_len = self.child.as_ref().map_or(0, |old| old.len);
        let child_end = self.head.len() as u32 + old_len;
        let mut errors = self.errors.clone();
        for error in errors.iter_mut().filter(|error| error.offset >= child_end) {
            error.offset = error.offset - old_len + child.len;
        }
        Self {
            len: self.len - old_len + child.len,
            ending: Ending::of(&self.head, Some(&*child), self.tail()),
            flags: self.own_flags | child.flags,
            own_flags: self.own_flags,
            head: self.head.clone(),
            child: Some(child),
            tail: self.tail.clone(),
            shape: self.shape,
            errors,
        }
    }

    /// The tokens up to the value, a scalar value included; all tokens where the value is no container.
    pub fn head(&self) -> &Run {
        &self.head
    }

    /// The object or array that is the value.
    pub fn child(&self) -> Option<&Arc<Container>> {
        self.child.as_ref()
    }

    /// The tokens after an object or array.
    pub fn tail(&self) -> &Run {
        static EMPTY: LazyLock<Run> = LazyLock::new(Run::default);
        self.tail.as_ref().map_or(&EMPTY, |tail| tail)
    }

    /// Which tokens are what.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The item's own errors, not those of its container.
    pub fn own_errors(&self) -> &[LocalError] {
        &self.errors
    }

    /// Whether a syntax error lies at or below.
    pub fn has_error(&self) -> bool {
        self.flags & HAS_ERROR != 0
    }

    /// The decoded key.
    pub fn key(&self) -> Option<std::borrow::Cow<'_, str>> {
        let (_, token, text) = self.head.token(self.shape.key? as usize)?;
        Some(decode_key(token, text))
    }
}

fn decode_key(token: Token, text: &str) -> std::borrow::Cow<'_, str> {
    match token.kind {
        TokenKind::String if !token.special => string_body(text).into(),
        TokenKind::String => decode_string(text),
        TokenKind::Identifier if token.special => decode_identifier(text),
        _ => text.into(),
    }
}

/// The hash by which keys are compared first.
pub fn hash_key(key: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key.as_bytes());
    // Sums of hashes are compared too, so that all bits have to count.
    let hash = hasher.finish();
    (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Measured for Item {
    fn bytes(&self) -> u32 {
        self.len
    }

    fn flags(&self) -> u8 {
        self.flags
    }

    fn height(&self) -> u32 {
        self.child.as_ref().map_or(0, |child| child.height)
    }

    /// The hash of the key.
    fn hash(&self) -> u64 {
        self.shape.key_hash
    }
}

/// Deep trees are taken apart level by level: dropping them by recursion would overflow the stack.
const DEEP: u32 = 100;

thread_local! {
    static DROPPING: RefCell<(bool, Vec<Arc<Container>>)> = const { RefCell::new((false, Vec::new())) };
}

impl Drop for Item {
    fn drop(&mut self) {
        let Some(child) = self.child.take_if(|child| child.height > DEEP) else { return };
        let first = DROPPING.with_borrow_mut(|(busy, queue)| {
            queue.push(child);
            !std::mem::replace(busy, true)
        });
        if first {
            while let Some(child) = DROPPING.with_borrow_mut(|(_, queue)| queue.pop()) {
                drop(child);
            }
            DROPPING.with_borrow_mut(|(busy, _)| *busy = false);
        }
    }
}
