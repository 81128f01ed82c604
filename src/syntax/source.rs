//! What the parser reads: one text, and between its parts containers that an edit has left alone.

use super::green::Container;
use super::token::{Token, TokenKind, first_token};
use std::sync::Arc;

/// One thing for the parser to take.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lexeme<'s> {
    /// A token of the text.
    Token(Token),
    /// A container as it is.
    Whole(&'s Arc<Container>),
}

/// A place in a source: the containers before it, and the bytes of the text before it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct At {
    pub(super) whole: usize,
    pub(super) text: usize,
}

/// A text with containers in it, each with the byte of the text at which it stands. Tokens are cut off when they are asked
/// for: a list of them would take more memory than the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'s> {
    pub(super) text: &'s Arc<str>,
    pub(super) wholes: &'s [(usize, Arc<Container>)],
}

impl<'s> Source<'s> {
    /// What stands at a place, if it is not the end.
    pub(super) fn lexeme(self, at: At) -> Option<Lexeme<'s>> {
        let end = match self.wholes.get(at.whole) {
            Some((place, whole)) if *place == at.text => return Some(Lexeme::Whole(whole)),
            next => next.map_or(self.text.len(), |(place, _)| *place),
        };
        (at.text < end).then(|| Lexeme::Token(first_token(&self.text[at.text..end])))
    }

    /// The kind of the first token that is no trivia, from a place on.
    pub(super) fn significant(self, mut at: At) -> Option<TokenKind> {
        loop {
            match self.lexeme(at)? {
                Lexeme::Token(token) if token.kind.is_trivia() => at.text += token.len as usize,
                Lexeme::Token(token) => return Some(token.kind),
                Lexeme::Whole(container) => {
                    return Some(match container.kind() {
                        super::ContainerKind::Array => TokenKind::LeftBracket,
                        _ => TokenKind::LeftBrace,
                    });
                }
            }
        }
    }

    /// The place behind everything.
    pub(super) fn end(self) -> At {
        At { whole: self.wholes.len(), text: self.text.len() }
    }
}

/// A source that is put together piece by piece.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) text: String,
    pub(super) wholes: Vec<(usize, Arc<Container>)>,
    lexed: usize,
    /// The last token of the text, unless a container follows it.
    last: Option<Token>,
}

impl Pieces {
    /// Adds text.
    pub(super) fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a container. `false` when a token of the text before it would reach into it.
    pub(super) fn push_whole(&mut self, container: &Arc<Container>) -> bool {
        let is_clean = self.ends_cleanly();
        self.wholes.push((self.text.len(), Arc::clone(container)));
        self.last = None;
        is_clean
    }

    /// Whether the last token ends where it is, whatever follows it.
    pub(super) fn ends_cleanly(&mut self) -> bool {
        super::cost::bytes(self.text.len() - self.lexed);
        while self.lexed < self.text.len() {
            let token = first_token(&self.text[self.lexed..]);
            self.lexed += token.len as usize;
            self.last = Some(token);
        }
        self.last.is_none_or(|last| last.kind != TokenKind::LineComment && !last.unclosed)
    }
}
