//! Collects the tokens of one item until it is complete.

use super::error::SyntaxErrorKind;
use super::green::{Container, Item, LocalError, Shape};
use super::run::{Run, Tokens};
use super::string::bad_escape;
use super::token::{Token, TokenKind};
use std::sync::Arc;

/// How far an item has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing but trivia.
    Start,
    /// A key.
    AfterKey,
    /// A colon.
    AfterColon,
    /// A value.
    AfterValue,
}

/// An item that is being read.
#[derive(Debug)]
pub(super) struct ItemBuilder {
    pub(super) state: State,
    text_start: usize,
    text_end: usize,
    head: Option<Run>,
    tokens: Tokens,
    child: Option<Arc<Container>>,
    /// Whether equal items have the very same container, or none.
    is_pooled: bool,
    shape: Shape,
    errors: Vec<LocalError>,
    unbalanced: bool,
    /// The item's bytes so far, its container included.
    pub(super) len: usize,
    /// The end of the last token that is no trivia.
    pub(super) significant_end: usize,
    /// Whether a line break came after that token.
    pub(super) line_break: bool,
}

impl ItemBuilder {
    pub(super) fn new(text_start: usize) -> Self {
        Self {
            state: State::Start,
            text_start,
            text_end: text_start,
            head: None,
            tokens: Tokens::new(),
            child: None,
            is_pooled: true,
            shape: Shape::default(),
            errors: Vec::new(),
            unbalanced: false,
            len: 0,
            significant_end: 0,
            line_break: false,
        }
    }

    /// Whether only trivia has come so far.
    pub(super) fn is_blank(&self) -> bool {
        self.significant_end == 0 && self.errors.is_empty()
    }

    pub(super) fn has_error(&self) -> bool {
        !self.errors.is_empty()
    }

    pub(super) fn set_unbalanced(&mut self) {
        self.unbalanced = true;
    }

    /// Adds a token and the errors that it brings itself.
    pub(super) fn push(&mut self, token: Token, text: &str) {
        let start = self.len;
        self.tokens.push(token);
        self.len += token.len as usize;
        self.text_end += token.len as usize;
        if token.kind.is_trivia() {
            self.line_break |= token.special || token.kind == TokenKind::LineComment;
            if token.unclosed {
                self.error_at(SyntaxErrorKind::UnclosedComment, start, 2);
            }
            return;
        }
        self.significant_end = self.len;
        self.line_break = false;
        if token.kind == TokenKind::String {
            self.check_string(token, text, start);
        }
    }

    fn check_string(&mut self, token: Token, text: &str, start: usize) {
        if token.unclosed {
            self.error_at(SyntaxErrorKind::UnclosedString, start, token.len as usize);
        } else if token.special
            && let Some(bad) = bad_escape(text)
        {
            self.error_at(SyntaxErrorKind::BadEscape, start + bad.at, bad.len);
        }
    }

    pub(super) fn key(&mut self, token: Token, text: &str) {
        if matches!(token.kind, TokenKind::Number | TokenKind::Malformed) {
            self.error_at(SyntaxErrorKind::BadKey, self.len, token.len as usize);
        }
        self.shape.key = Some(self.tokens.len() as u32);
        self.push(token, text);
        self.state = State::AfterKey;
    }

    pub(super) fn colon(&mut self, token: Token) {
        self.shape.colon = Some(self.tokens.len() as u32);
        self.push(token, ":");
        self.state = State::AfterColon;
    }

    pub(super) fn scalar(&mut self, token: Token, text: &str) {
        let literal = matches!(text, "true" | "false" | "null" | "Infinity" | "NaN");
        if token.kind == TokenKind::Malformed || token.kind == TokenKind::Identifier && !literal {
            self.error_at(SyntaxErrorKind::BadValue, self.len, token.len as usize);
        }
        self.shape.scalar = Some(self.tokens.len() as u32);
        self.push(token, text);
        self.state = State::AfterValue;
    }

    pub(super) fn comma(&mut self, token: Token) {
        self.push(token, ",");
        self.shape.comma = true;
    }

    /// Ends the head run: a container follows, beginning at `text_end` of the source.
    pub(super) fn open(&mut self, source: &Arc<str>) {
        let tokens = std::mem::take(&mut self.tokens);
        self.head = Some(Run::new(source, self.text_start..self.text_end, tokens));
        self.state = State::AfterValue;
    }

    /// Takes the finished container; the tail run begins at `text_at` of the source.
    pub(super) fn child(&mut self, child: Arc<Container>, text_at: usize, is_pooled: bool) {
        self.len += child.len();
        self.is_pooled = is_pooled;
        self.significant_end = self.len;
        self.line_break = false;
        self.child = Some(child);
        self.text_start = text_at;
        self.text_end = text_at;
    }

    /// An error where something is missing: after the last token that is no trivia. Not after a comment without end,
    /// which may hold it, nor after a container without closer, which is the fault to mend first.
    pub(super) fn missing(&mut self, kind: SyntaxErrorKind) {
        let in_comment = self.errors.iter().any(|error| error.kind == SyntaxErrorKind::UnclosedComment);
        if in_comment || self.child.as_ref().is_some_and(|child| !child.is_closed()) {
            return;
        }
        self.error_at(kind, self.significant_end, 0);
    }

    /// An error over the next token.
    pub(super) fn error_next(&mut self, kind: SyntaxErrorKind, token: Token) {
        self.error_at(kind, self.len, token.len as usize);
    }

    /// An error over the key.
    pub(super) fn error_key(&mut self, kind: SyntaxErrorKind) {
        let key = self.shape.key.unwrap_or_default() as usize;
        let start: u32 = self.tokens[..key].iter().map(|token| token.len).sum();
        self.error_at(kind, start as usize, self.tokens[key].len as usize);
    }

    pub(super) fn error_at(&mut self, kind: SyntaxErrorKind, offset: usize, len: usize) {
        self.errors.push(LocalError { kind, offset: offset as u32, len: len as u32 });
    }

    /// What the item is made of, where that is all there is to say of it: the text of its head, its container, and the text
    /// of its tail.
    pub(super) fn parts<'a>(
        &'a self,
        source: &'a str,
    ) -> Option<(&'a str, Option<&'a Arc<Container>>, &'a str)> {
        if !self.is_pooled || self.unbalanced || self.has_error() {
            return None;
        }
        let last = &source[self.text_start..self.text_end];
        match (&self.head, &self.child) {
            (Some(head), Some(child)) => Some((head.text(), Some(child), last)),
            (None, None) => Some((last, None, "")),
            _ => None,
        }
    }

    /// Whether the finished item would be the same as one without faults.
    pub(super) fn is_same(&self, known: &Item, source: &str) -> bool {
        self.parts(source).is_some_and(|(head, child, tail)| {
            let is_same_child = match (child, known.child()) {
                (Some(own), Some(known)) => Arc::ptr_eq(own, known),
                (None, None) => true,
                _ => false,
            };
            is_same_child && head == known.head().text() && tail == known.tail().text()
        })
    }

    /// The finished item.
    pub(super) fn finish(self, source: &Arc<str>) -> Item {
        let last = Run::new(source, self.text_start..self.text_end, self.tokens);
        let (head, tail) = match self.head {
            Some(head) => (head, last),
            None => (last, Run::default()),
        };
        Item::new(head, self.child, tail, self.shape, self.errors, self.unbalanced)
    }

    /// What has come is trivia only: the run before a closer.
    pub(super) fn into_tail(self, source: &Arc<str>) -> Run {
        Run::new(source, self.text_start..self.text_end, self.tokens)
    }
}
