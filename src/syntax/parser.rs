//! The parser: one pass over the tokens, an explicit stack, no recursion. It always returns a tree.

use super::builder::{ItemBuilder, State};
use super::error::SyntaxErrorKind as Kind;
use super::green::{Closer, Container, ContainerKind, Item};
use super::pool::{Pool, Pooled};
use super::run::Run;
use super::seq::Seq;
use super::source::{At, Lexeme, Source};
use super::token::{Token, TokenKind};
use std::sync::Arc;

/// A container that is being read.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: ContainerKind,
    pub(super) items: Vec<Arc<Item>>,
    /// Whether all of them lie in the pool.
    is_pooled: bool,
    pub(super) item: ItemBuilder,
    /// The column of the first token on the line where the container opens.
    pub(super) indent: usize,
    /// The column of its first item that begins a line.
    pub(super) body_indent: Option<usize>,
}

/// Whether missing closers are found by the end of the text only, or by indentation as well.
///
/// A document is read strictly first. Only when its brackets do not match is it read again with the help of its
/// indentation: so an unusual indentation never makes a valid document invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Strict,
    Indentation,
}

#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact about the text so far")]
pub(super) struct Parser<'s> {
    /// What is read; all runs are parts of its text.
    source: Source<'s>,
    /// Where the next token or container begins.
    at: At,
    pub(super) stack: Vec<Frame>,
    pub(super) mode: Mode,
    /// Whether some bracket did not match.
    pub(super) unbalanced: bool,
    /// Set when a part of a container turns out to need more than itself: a closer without an opener.
    pub(super) failed: bool,
    fragment: bool,
    /// None for a fragment, which is small.
    pool: Option<Pool>,
    pub(super) line_indent: usize,
    pub(super) first_on_line: bool,
}

impl<'s> Parser<'s> {
    pub(super) fn new(source: Source<'s>, kind: ContainerKind, mode: Mode) -> Self {
        let mut parser = Self {
            source,
            at: At::default(),
            stack: Vec::new(),
            mode,
            unbalanced: false,
            failed: false,
            fragment: kind != ContainerKind::Root,
            pool: (kind == ContainerKind::Root).then(Pool::default),
            line_indent: 0,
            first_on_line: true,
        };
        parser.push_frame(kind);
        parser
    }

    /// Reads to the end of the source.
    pub(super) fn run(&mut self) {
        while let Some(lexeme) = self.source.lexeme(self.at) {
            match lexeme {
                Lexeme::Whole(container) => self.whole(container),
                Lexeme::Token(token) => self.token(token),
            }
        }
    }

    fn token(&mut self, token: Token) {
        match token.kind {
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment => self.trivia(token),
            TokenKind::LeftBrace => self.open(token, ContainerKind::Object),
            TokenKind::LeftBracket => self.open(token, ContainerKind::Array),
            TokenKind::RightBrace => self.close(token, ContainerKind::Object),
            TokenKind::RightBracket => self.close(token, ContainerKind::Array),
            TokenKind::Comma => self.comma(token),
            TokenKind::Colon => self.colon(token),
            _ => self.word(token),
        }
    }

    pub(super) fn top(&mut self) -> &mut Frame {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    fn push_frame(&mut self, kind: ContainerKind) {
        let frame = Frame {
            kind,
            items: Vec::new(),
            is_pooled: true,
            item: ItemBuilder::new(self.at.text),
            indent: self.line_indent,
            body_indent: None,
        };
        self.stack.push(frame);
    }

    pub(super) fn text_of(&self, token: Token) -> &'s str {
        &self.source.text[self.at.text..self.at.text + token.len as usize]
    }

    /// Moves on behind a token.
    pub(super) fn advance(&mut self, token: Token) {
        let text = self.text_of(token);
        self.at.text += token.len as usize;
        if token.kind == TokenKind::Whitespace && token.special {
            let line_break = text.bytes().rposition(|byte| matches!(byte, b'\n' | b'\r'));
            self.line_indent = text.len() - line_break.map_or(0, |at| at + 1);
            self.first_on_line = true;
        } else if token.kind != TokenKind::Whitespace {
            self.first_on_line = false;
        }
    }

    fn trivia(&mut self, token: Token) {
        let text = self.text_of(token);
        self.top().item.push(token, text);
        self.advance(token);
    }

    /// Notes where the items of the container begin their lines.
    fn note_body(&mut self) {
        if self.first_on_line {
            let indent = self.line_indent;
            self.top().body_indent.get_or_insert(indent);
        }
    }

    fn word(&mut self, token: Token) {
        self.close_by_indentation();
        self.note_body();
        match (self.top().kind, self.top().item.state) {
            (ContainerKind::Object, State::Start) => {
                let text = self.text_of(token);
                self.top().item.key(token, text);
                self.advance(token);
            }
            (ContainerKind::Object, State::AfterKey) => self.word_after_key(token),
            (ContainerKind::Object, State::AfterColon) => self.word_after_colon(token),
            (_, State::AfterValue) => self.word_after_value(token),
            _ => self.value(token),
        }
    }

    /// `a "x"` is a value without its colon; `a` before `b:` or at the end of its line is a key without a value.
    fn word_after_key(&mut self, token: Token) {
        let next_key = self.is_key(token) || self.top().item.line_break;
        if next_key {
            self.top().item.error_key(Kind::MissingColonAndValue);
            self.finish_item();
            self.word(token);
        } else {
            self.top().item.missing(Kind::MissingColon);
            self.value(token);
        }
    }

    fn word_after_colon(&mut self, token: Token) {
        if self.is_key(token) {
            self.top().item.missing(Kind::MissingValue);
            self.finish_item();
            self.word(token);
        } else {
            self.value(token);
        }
    }

    /// Text after a value is the next item without its comma, unless it can only be more of the same line.
    fn word_after_value(&mut self, token: Token) {
        let same_line = !self.top().item.line_break;
        let faulty = self.top().item.has_error();
        let key = self.is_key(token);
        match self.top().kind {
            ContainerKind::Object if !key && same_line => self.extra(token, Kind::ExtraText),
            ContainerKind::Array if faulty && same_line => self.extra(token, Kind::ExtraText),
            ContainerKind::Root => self.extra_value(token),
            _ => {
                self.top().item.missing(Kind::MissingComma);
                self.finish_item();
                self.word(token);
            }
        }
    }

    /// Takes a token that has no place, with one error for all such tokens of an item.
    fn extra(&mut self, token: Token, kind: Kind) {
        let text = self.text_of(token);
        let item = &mut self.top().item;
        if !item.has_error() {
            item.error_next(kind, token);
        }
        item.push(token, text);
        self.advance(token);
    }

    /// Text after the document's value: one error, however much there is.
    fn extra_value(&mut self, token: Token) {
        if self.top().items.is_empty() {
            self.extra(token, Kind::ExtraValue);
        } else {
            let text = self.text_of(token);
            self.top().item.push(token, text);
            self.advance(token);
        }
    }

    fn value(&mut self, token: Token) {
        let text = self.text_of(token);
        self.top().item.scalar(token, text);
        self.advance(token);
    }

    fn after(&self, token: Token) -> At {
        At { text: self.at.text + token.len as usize, ..self.at }
    }

    /// Whether a colon follows a word, so that it is a key.
    fn is_key(&self, token: Token) -> bool {
        token.kind.is_word() && self.source.significant(self.after(token)) == Some(TokenKind::Colon)
    }

    fn colon(&mut self, token: Token) {
        match (self.top().kind, self.top().item.state) {
            (ContainerKind::Object, State::AfterKey) => self.top().item.colon(token),
            (ContainerKind::Object, State::Start) => {
                self.top().item.error_next(Kind::MissingKey, Token { len: 0, ..token });
                self.top().item.colon(token);
            }
            _ => return self.extra(token, Kind::ExtraColon),
        }
        self.advance(token);
    }

    fn comma(&mut self, token: Token) {
        let blank = self.top().item.is_blank();
        match (self.top().kind, self.top().item.state) {
            (ContainerKind::Root, _) => return self.extra_value(token),
            (_, State::Start) if blank => self.top().item.error_next(Kind::ExtraComma, token),
            (_, State::AfterKey) => self.top().item.error_key(Kind::MissingColonAndValue),
            (_, State::AfterColon) => self.top().item.missing(Kind::MissingValue),
            _ => {}
        }
        self.top().item.comma(token);
        self.advance(token);
        self.finish_item();
    }

    /// Gets ready for a container as a value.
    fn before_container(&mut self) {
        self.note_body();
        match (self.top().kind, self.top().item.state) {
            (ContainerKind::Object, State::Start) => {
                let at = self.top().item.len;
                self.top().item.error_at(Kind::MissingKey, at, 0);
            }
            (ContainerKind::Object, State::AfterKey) => self.top().item.missing(Kind::MissingColon),
            (ContainerKind::Root, State::AfterValue) => {
                let at = self.top().item.len;
                if self.top().items.is_empty() && !self.top().item.has_error() {
                    self.top().item.error_at(Kind::ExtraValue, at, 1);
                }
                self.finish_item();
            }
            (_, State::AfterValue) => {
                if !self.top().item.has_error() {
                    self.top().item.missing(Kind::MissingComma);
                }
                self.finish_item();
            }
            _ => {}
        }
        let last = self.stack.len() - 1;
        self.stack[last].item.open(self.source.text);
    }

    fn open(&mut self, token: Token, kind: ContainerKind) {
        self.before_container();
        self.advance(token);
        self.push_frame(kind);
    }

    fn whole(&mut self, container: &Arc<Container>) {
        self.before_container();
        self.at.whole += 1;
        self.first_on_line = false;
        let text_at = self.at.text;
        self.top().item.child(Arc::clone(container), text_at, false);
    }

    fn close(&mut self, token: Token, kind: ContainerKind) {
        self.closer_by_indentation(kind);
        let top = self.top().kind;
        if self.fragment && (top != kind || self.stack.len() == 1) {
            self.failed = true;
            self.at = self.source.end();
            return;
        }
        if top == kind {
            self.advance(token);
            return self.finish_container(Closer::Present);
        }
        self.unbalanced = true;
        let opener = self.stack.iter().rposition(|frame| frame.kind == kind);
        match opener {
            Some(opener) if !self.ends_too_early(opener, token) => {
                while self.stack.len() > opener + 1 {
                    self.finish_container(Closer::Missing);
                }
                self.advance(token);
                self.finish_container(Closer::Present);
            }
            _ if top == ContainerKind::Root => {
                self.top().item.set_unbalanced();
                self.extra(token, Kind::ExtraCloser);
            }
            _ => {
                self.advance(token);
                let wanted =
                    if top == ContainerKind::Object { Kind::WantedBrace } else { Kind::WantedBracket };
                self.finish_container(Closer::Wrong(wanted));
            }
        }
    }

    /// Whether closing a frame would end the document's value while more text follows.
    fn ends_too_early(&self, opener: usize, token: Token) -> bool {
        opener == 1
            && self.stack[0].kind == ContainerKind::Root
            && self.source.significant(self.after(token)).is_some()
    }

    /// Ends the current item, complete or not.
    pub(super) fn finish_item(&mut self) {
        let next = ItemBuilder::new(self.at.text);
        let built = std::mem::replace(&mut self.top().item, next);
        // A comma behind the document's value is not part of it as one behind an element is: the two are not the same.
        let is_inside = self.stack.len() > 1;
        let item = match &mut self.pool {
            Some(pool) if is_inside => pool.item(built, self.source.text),
            _ => Pooled { node: Arc::new(built.finish(self.source.text)), is_pooled: false },
        };
        let top = self.top();
        top.is_pooled &= item.is_pooled;
        top.items.push(item.node);
    }

    /// Ends the items of the current frame as its closer or the end of the text does; gives the tail.
    pub(super) fn finish_items(&mut self) -> Run {
        let item = &mut self.top().item;
        match item.state {
            State::AfterKey => item.error_key(Kind::MissingColonAndValue),
            State::AfterColon => item.missing(Kind::MissingValue),
            State::Start | State::AfterValue => {}
        }
        if !self.top().item.is_blank() {
            self.finish_item();
        }
        let next = ItemBuilder::new(self.at.text);
        std::mem::replace(&mut self.top().item, next).into_tail(self.source.text)
    }

    /// Ends the current container; its closer, when there is one, has been passed.
    pub(super) fn finish_container(&mut self, closer: Closer) {
        let tail = self.finish_items();
        let Some(frame) = self.stack.pop() else { return };
        self.unbalanced |= closer != Closer::Present;
        let container = match &mut self.pool {
            Some(pool) if frame.is_pooled && closer == Closer::Present => {
                pool.container(frame.kind, frame.items, tail)
            }
            _ => {
                let node = Arc::new(Container::new(frame.kind, Seq::new(frame.items), tail, closer));
                Pooled { node, is_pooled: false }
            }
        };
        let text_at = self.at.text;
        self.top().item.child(container.node, text_at, container.is_pooled);
    }
}
