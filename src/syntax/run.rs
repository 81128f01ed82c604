//! A run of tokens with its text.

use super::token::Token;
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::Arc;

/// What a comment begins with that speaks to this program.
pub const ADDRESS: &str = "openclaw-lsp:";

/// How many tokens an item has without an allocation of their own: white space, key, colon, white space, value, comma.
const USUAL: usize = 6;

/// The tokens of a run.
pub(super) type Tokens = SmallVec<[Token; USUAL]>;

/// A run of tokens with their text, which is a part of the text that was parsed: all runs of one parse share it.
#[derive(Clone, Debug, Default)]
pub struct Run {
    source: Option<Arc<str>>,
    start: u32,
    len: u32,
    tokens: Tokens,
}

impl Run {
    /// The tokens of a part of a text.
    pub(super) fn new(source: &Arc<str>, part: Range<usize>, tokens: Tokens) -> Self {
        if part.is_empty() {
            return Self::default();
        }
        let (start, len) = (part.start as u32, part.len() as u32);
        Self { source: Some(Arc::clone(source)), start, len, tokens }
    }

    /// The text of all tokens.
    pub fn text(&self) -> &str {
        let part = self.start as usize..(self.start + self.len) as usize;
        self.source.as_ref().map_or("", |source| &source[part])
    }

    /// The length of the text.
    pub(super) const fn len(&self) -> usize {
        self.len as usize
    }

    /// The tokens alone.
    pub(super) fn all(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens, each with its byte offset in the run and its text.
    pub fn tokens(&self) -> impl Iterator<Item = (usize, Token, &str)> {
        let (mut at, text) = (0, self.text());
        self.tokens.iter().map(move |token| {
            let start = at;
            at += token.len as usize;
            (start, *token, &text[start..at])
        })
    }

    /// Whether a comment in it may speak to this program.
    pub(super) fn has_remark(&self) -> bool {
        let is_comment = |token: &Token| token.kind.is_comment();
        self.tokens.iter().any(is_comment) && self.text().contains(ADDRESS)
    }

    /// A token by its index, with its byte offset and text.
    pub fn token(&self, index: usize) -> Option<(usize, Token, &str)> {
        let token = *self.tokens.get(index)?;
        let start = self.tokens[..index].iter().map(|token| token.len as usize).sum();
        Some((start, token, &self.text()[start..start + token.len as usize]))
    }
}

/// Two runs are the same when their texts and tokens are.
impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.tokens == other.tokens && self.text() == other.text()
    }
}

impl Eq for Run {}
